//! Spans as words: `3d`, `in 3 weeks`, `vor einem Monat`.

use chrono::{Days, Months, NaiveDate};

use super::words::{is_article, number, unit};
use super::{Look, WhyNoDay};
use crate::domain::cadence::{Span, Unit};

/// A span at the beginning of `words`: how many words it takes, and whether it says its number (`a week` doesn't).
pub(super) fn span(words: &[&str]) -> Option<(usize, Span, bool)> {
    let first = words.first()?;
    if let Some(span) = glued(first) {
        return Some((1, span, true));
    }
    let unit = unit(words.get(1)?)?;
    match number(first) {
        Some(count) => Some((2, Span { count, unit }, true)),
        None => is_article(first).then_some((2, Span { count: 1, unit }, false)),
    }
}

/// `3d`, `2wochen`.
fn glued(word: &str) -> Option<Span> {
    let (count, of) = word.split_at(word.bytes().take_while(u8::is_ascii_digit).count());
    word.parse().ok().or_else(|| Some(Span { count: number(count)?, unit: unit(of)? }))
}

/// The day that a span from today at the beginning of `words` means. A bare one goes the way one looks.
pub(super) fn day(words: &[&str], today: NaiveDate, look: Look) -> Option<(usize, Result<NaiveDate, WhyNoDay>)> {
    let first = words.first()?;
    let (used, span, way) = match *first {
        "in" => span(&words[1..]).map(|(used, span, _)| (used + 1, span, Look::Ahead))?,
        "vor" => span(&words[1..]).map(|(used, span, _)| (used + 1, span, Look::Back))?,
        _ => match first.strip_prefix('+') {
            Some(bare) => (1, glued(bare)?, Look::Ahead),
            None => {
                let (used, span, counted) = span(words)?;
                match words.get(used) {
                    Some(&"ago") => (used + 1, span, Look::Back),
                    _ if counted => (used, span, look),
                    _ => return None,
                }
            }
        },
    };
    let day = match way {
        Look::Ahead => span.after(today),
        Look::Back => before(span, today).unwrap_or(NaiveDate::MIN),
    };
    Some((used, Ok(day)))
}

/// The day `span` before `day`; a month step clamps to the month's end.
fn before(span: Span, day: NaiveDate) -> Option<NaiveDate> {
    let count = u32::from(span.count);
    match span.unit {
        Unit::Day => day.checked_sub_days(Days::new(count.into())),
        Unit::Week => day.checked_sub_days(Days::new(u64::from(count) * 7)),
        Unit::Month => day.checked_sub_months(Months::new(count)),
        Unit::Year => day.checked_sub_months(Months::new(count * 12)),
    }
}
