//! How long something took: `25min`, `25 Minuten`, `1h`, `1,5h`, `1h30`, `2 Std 15 min`.

use crate::domain::when::words::digits;

/// Twelve hours: what is longer is a clock time or a slip.
const MOST: u32 = 12 * 60;

/// Minutes at the beginning of folded words, and how many words they take; no minutes where it is written like a
/// duration that can't be: none at all, or more than twelve hours.
pub(super) fn minutes(words: &[&str]) -> Option<(usize, Option<u32>)> {
    let (used, minutes) = match amount(words, is_hours) {
        Some((used, hours)) => match amount(&words[used..], is_minutes) {
            Some((more, minutes)) => (used + more, hours * 60 + minutes),
            None => (used, hours * 60),
        },
        None => amount(words, is_minutes)
            .or_else(|| decimal_hours(words))
            .or_else(|| Some((1, hours_and_minutes(words.first()?)?)))?,
    };
    Some((used, Some(minutes).filter(|minutes| (1..=MOST).contains(minutes))))
}

/// A number with its unit, in one word or two.
fn amount(words: &[&str], is_unit: impl Fn(&str) -> bool) -> Option<(usize, u32)> {
    let first = words.first()?;
    let (number, unit) = first.split_at(first.bytes().take_while(u8::is_ascii_digit).count());
    let used = match unit {
        "" => is_unit(words.get(1)?).then_some(2)?,
        unit => is_unit(unit).then_some(1)?,
    };
    Some((used, digits(number, 4)?))
}

/// `1,5h`, `1.25 Std`, to the whole minute below.
fn decimal_hours(words: &[&str]) -> Option<(usize, u32)> {
    let (hours, rest) = words.first()?.split_once([',', '.'])?;
    let (part, unit) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
    let used = match unit {
        "" => is_hours(words.get(1)?).then_some(2)?,
        unit => is_hours(unit).then_some(1)?,
    };
    let of_hour = digits(part, 2)? * 60 / 10u32.pow(u32::try_from(part.len()).ok()?);
    Some((used, digits(hours, 4)? * 60 + of_hour))
}

/// `1h30`, `1h30min`.
fn hours_and_minutes(word: &str) -> Option<u32> {
    let (hours, rest) = word.split_once('h')?;
    let minutes = rest.strip_suffix("min").or(rest.strip_suffix('m')).unwrap_or(rest);
    Some(digits(hours, 4)? * 60 + digits(minutes, 2)?)
}

fn is_hours(unit: &str) -> bool {
    matches!(unit, "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "std." | "stunde" | "stunden")
}

fn is_minutes(unit: &str) -> bool {
    matches!(unit, "min" | "mins" | "min." | "minute" | "minutes" | "minuten")
}
