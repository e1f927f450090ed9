//! Times of day as words: `14:30`, `14.30 Uhr`, `2pm`, `at 9:15`, `um 9`.

use chrono::NaiveTime;

use super::WhyNoDay;
use super::words::digits;

/// A time at the beginning of `words`, and how many of them it takes.
///
/// `am` is also German for "on the", so that behind hours and minutes it belongs to the time only where nothing
/// follows: in `9:30 am Bahnhof` it doesn't.
pub(super) fn time(words: &[&str]) -> Option<(usize, Result<NaiveTime, WhyNoDay>)> {
    let first = words.first()?;
    if matches!(*first, "at" | "um") {
        let hour = || Some((1, twenty_four(digits(words.get(1)?, 2).filter(|hour| *hour < 24)?, 0)));
        return time(&words[1..]).or_else(hour).map(|(used, time)| (used + 1, time));
    }
    let second = words.get(1).copied();
    let glued = first.strip_suffix("am").map(|t| (t, Half::Am)).or(first.strip_suffix("pm").map(|t| (t, Half::Pm)));
    if let Some((clock, half)) = glued {
        let (hour, minute) = clock_time(clock).or_else(|| Some((digits(clock, 2)?, 0)))?;
        return Some((1, twelve(hour, minute, half)));
    }
    if let Some((hour, minute)) = clock_time(first) {
        return Some(match second {
            Some("uhr") => (2, twenty_four(hour, minute)),
            Some("pm") if (1..=12).contains(&hour) => (2, twelve(hour, minute, Half::Pm)),
            Some("am") if (1..=12).contains(&hour) && words.len() == 2 => (2, twelve(hour, minute, Half::Am)),
            _ => (1, twenty_four(hour, minute)),
        });
    }
    match (second?, digits(first, 2), first.split_once('.')) {
        ("uhr", Some(hour), _) => Some((2, twenty_four(hour, 0))),
        ("uhr", None, Some((hour, minute))) => Some((2, twenty_four(digits(hour, 2)?, two_digits(minute)?))),
        ("pm", Some(hour), _) => Some((2, twelve(hour, 0, Half::Pm))),
        ("am", Some(hour), _) => Some((2, twelve(hour, 0, Half::Am))),
        _ => None,
    }
}

/// A time directly behind a day: also `14.30`, unless it is written like a day, and `14h`, too long for a duration.
pub(super) fn after_day(words: &[&str]) -> Option<(usize, Result<NaiveTime, WhyNoDay>)> {
    time(words).or_else(|| {
        let first = words.first()?;
        let (hour, minute) = match first.split_once('.') {
            Some((hour, minute)) => (digits(hour, 2)?, two_digits(minute).filter(|minute| *minute > 12)?),
            None => (digits(first.strip_suffix('h')?, 2).filter(|hour| *hour > 12)?, 0),
        };
        let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
        Some((1, Ok(time)))
    })
}

/// Half of the day on a twelve-hour clock.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Am,
    Pm,
}

/// `14:30`, as numbers.
fn clock_time(word: &str) -> Option<(u32, u32)> {
    let (hour, minute) = word.split_once(':')?;
    Some((digits(hour, 2)?, two_digits(minute)?))
}

fn two_digits(word: &str) -> Option<u32> {
    digits(word, 2).filter(|_| word.len() == 2)
}

fn twenty_four(hour: u32, minute: u32) -> Result<NaiveTime, WhyNoDay> {
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(WhyNoDay::NoSuchTime)
}

fn twelve(hour: u32, minute: u32, half: Half) -> Result<NaiveTime, WhyNoDay> {
    if !(1..=12).contains(&hour) {
        return Err(WhyNoDay::NoSuchTime);
    }
    twenty_four(hour % 12 + if half == Half::Pm { 12 } else { 0 }, minute)
}
