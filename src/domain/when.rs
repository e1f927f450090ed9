//! Days and times as people write them, in English and German at once: `fri`, `übermorgen 14:30`, `kw48`, `in 3 Wochen`.
//!
//! Owns reading them and printing one so that it reads back the same. Where a day is asked of the user is up to others.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::birthday::Birthday;
use super::cadence::{Cadence, NoSpan, Span};
use super::ceiling::AtMost;
use super::follow_up::Recurs;
use super::settings::Settings;
use day::Ask;
use words::Word;

mod ceiling;
mod day;
mod span;
mod time;
pub(super) mod words;

/// A day, and a time on it if one was said. Prints as `2026-12-01` or `2026-12-01 14:30`, which reads back the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct When {
    pub day: NaiveDate,
    /// Whole minutes.
    pub time: Option<NaiveTime>,
}

/// Which way a day without a year, a weekday or a bare `3d` is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Follow-ups, due days: `fri` is the first after today.
    Ahead,
    /// What happened, `--since`: `fri` is the last before today, `90d` is 90 days ago.
    Back,
}

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no day: {why:?}")]
pub struct NoDay {
    /// What was read.
    pub text: String,
    pub why: WhyNoDay,
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyNoDay {
    /// There is nothing.
    Empty,
    /// It begins with no word that says a day.
    Unknown,
    /// It is written like a day, but there is none: `31.2.`, `kw54`.
    NoSuchDay,
    /// It is written like a time, but there is none: `25:00`.
    NoSuchTime,
    /// `12/24`, which is a day only where months stand first.
    Slashes,
    /// Further from today than the calendar of years 1 to 9999 goes.
    TooFar,
    /// A day, and behind it words that don't belong to one.
    MoreWords,
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.time {
            Some(time) => write!(f, " {}", time.format("%H:%M")),
            None => Ok(()),
        }
    }
}

/// The words a day and its time can take together, at the most: what is looked at.
const LONGEST: usize = 12;

/// Reads the whole of `text` as a day and perhaps a time.
pub fn read(text: &str, today: NaiveDate, look: Look, settings: &Settings) -> Result<When, NoDay> {
    let no_day = |why| NoDay { text: text.trim().to_owned(), why };
    match read_prefix(text, today, look, settings) {
        Ok((when, "")) => Ok(when),
        Ok(_) => Err(no_day(WhyNoDay::MoreWords)),
        Err(no) => Err(no_day(no.why)),
    }
}

/// Reads a day and perhaps a time from the beginning of `text`, as many words as are understood, and gives the rest
/// without white space around it. `NoDay` names the words that are written like a day but are none, else the first.
pub fn read_prefix<'a>(
    text: &'a str,
    today: NaiveDate,
    look: Look,
    settings: &Settings,
) -> Result<(When, &'a str), NoDay> {
    let words: Vec<Word> = words::words(text).take(LONGEST).collect();
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let part = |from: usize, to: usize| match (words.get(from), words.get(to.wrapping_sub(1))) {
        (Some(first), Some(last)) => &text[first.start..last.end],
        _ => "",
    };
    let no_day = |part: &str, why| NoDay { text: part.to_owned(), why };
    // A time alone is today's, where one looks ahead.
    let has_today = look == Look::Ahead && (1..=9999).contains(&today.year());
    let today_at = || read_time(&folded).filter(|_| has_today).map(|_| (0, Ok(today)));
    let Some((used, day)) = read_day(&folded, today, look, settings).or_else(today_at) else {
        let why = if words.is_empty() { WhyNoDay::Empty } else { WhyNoDay::Unknown };
        return Err(no_day(part(0, 1), why));
    };
    let day = day.map_err(|why| no_day(part(0, used), why))?;
    let time = if used == 0 { read_time(&folded) } else { read_time_after_day(&folded[used..]) };
    let (end, time) = match time {
        Some((more, time)) => (used + more, Some(time.map_err(|why| no_day(part(used, used + more), why))?)),
        None => (used, None),
    };
    let rest = words.get(end - 1).map_or("", |last| &text[last.end..]);
    Ok((When { day, time }, rest.trim()))
}

/// The day at the beginning of folded words, and how many it takes.
pub(super) fn read_day(
    words: &[&str],
    today: NaiveDate,
    look: Look,
    settings: &Settings,
) -> Option<(usize, Result<NaiveDate, WhyNoDay>)> {
    day::day(words, &Ask { today, look, settings })
}

/// The time at the beginning of folded words, and how many it takes.
pub(super) fn read_time(words: &[&str]) -> Option<(usize, Result<NaiveTime, WhyNoDay>)> {
    time::time(words)
}

/// The time directly behind a day, where more is one than elsewhere: `14.30`, `14h`.
pub(super) fn read_time_after_day(words: &[&str]) -> Option<(usize, Result<NaiveTime, WhyNoDay>)> {
    time::after_day(words)
}

/// The month of this name, 1 to 12: `March`, `Mär.`.
pub(super) fn month_named(word: &str) -> Option<u32> {
    words::month(&words::fold(word))
}

/// Reads a span: `3m`, `30 days`, `zwei Wochen`, `ein Jahr`.
pub fn read_span(text: &str) -> Result<Span, NoSpan> {
    let words: Vec<Word> = words::words(text).collect();
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    match span::span(&folded) {
        Some((used, span, _)) if used == folded.len() => Ok(span),
        _ => text.parse(),
    }
}

/// Reads a birthday: `24.12.1971`, `24.12.`, `Dec 24`, `1971-12-24`, `--12-24`.
pub fn read_birthday(text: &str, today: NaiveDate, settings: &Settings) -> Result<Birthday, NoDay> {
    if let Ok(born) = text.trim().parse() {
        return Ok(born);
    }
    if let Some(born) = of_two_digits(text, today) {
        return Ok(born);
    }
    let When { day, .. } = read(text, today, Look::Back, settings)?;
    // A birthday is the same whichever day it is read on: `tomorrow`, `fri` and `3d` are none.
    let elsewhere = today.checked_sub_days(Days::new(1_230)).unwrap_or(today);
    let same = read(text, elsewhere, Look::Back, settings)?.day;
    if (same.month(), same.day()) != (day.month(), day.day()) {
        return Err(NoDay { text: text.to_owned(), why: WhyNoDay::Unknown });
    }
    // A year was said if four digits stand together; else the reading's year is only the last that was.
    let has_year = text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    let yearless = Birthday::new(None, day.month(), day.day()).filter(|_| !has_year);
    Ok(yearless.unwrap_or(Birthday::from(day)))
}

/// Reads `24.12.90`: of the years that end so the last that has begun.
fn of_two_digits(text: &str, today: NaiveDate) -> Option<Birthday> {
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let [day, month, year] = parts[..] else { return None };
    let year: i32 = year.parse().ok().filter(|_| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let age = (today.year() - year).rem_euclid(100);
    let born = Birthday::new(Some(today.year() - age), month.parse().ok()?, day.parse().ok()?)?;
    // A day to come is of a century ago.
    let is_ahead = age == 0 && born.in_year(today.year()) > today;
    Birthday::new(Some(today.year() - age - if is_ahead { 100 } else { 0 }), born.month(), born.day())
}

/// Reads a contact's own rhythm in both languages: `30d`, `every 3 months`; `none` is none, nothing is the tier's.
pub fn read_cadence(text: &str) -> Option<Cadence> {
    let text = text.trim().to_lowercase();
    let span = text.strip_prefix("every ").or(text.strip_prefix("alle ")).unwrap_or(&text);
    match text.as_str() {
        "" => Some(Cadence::ByTier),
        "none" | "never" | "no" | "kein" | "keine" | "keiner" | "nie" | "ohne" => Some(Cadence::Never),
        _ => read_span(span).ok().map(Cadence::Every),
    }
}

/// Reads how many touches are welcome in a span, in both languages: `4 in 30d`, `4 in 30 Tagen`, `1 per month`.
pub fn read_ceiling(text: &str) -> Option<AtMost> {
    let text = text.replace('/', " / ");
    let words: Vec<Word> = words::words(&text).collect();
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    ceiling::ceiling(&folded)
}

/// Reads how a follow-up recurs whose first day is `first`: `every 3m`, `alle 3 Monate`, `jede Woche`, `after 2 weeks`,
/// `nach 3m`.
pub fn read_recurs(text: &str, first: NaiveDate) -> Result<Recurs, NoSpan> {
    let no_span = || NoSpan(text.trim().to_owned());
    let (word, rest) = text.trim().split_once(char::is_whitespace).ok_or_else(no_span)?;
    let span = || read_span(rest).map_err(|_| no_span());
    match words::fold(word).as_str() {
        "after" | "nach" => Ok(Recurs::After { span: span()? }),
        "every" | "each" | "alle" | "jede" | "jeden" | "jedes" => {
            let one = words::unit(&words::fold(rest.trim())).map(|unit| Span { count: 1, unit });
            Ok(Recurs::Every { span: one.map_or_else(span, Ok)?, anchor: first })
        }
        _ => Err(no_span()),
    }
}

#[cfg(test)]
mod tests;
