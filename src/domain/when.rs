//! Days and times as people write them, in English and German at once: `fri`, `übermorgen 14:30`, `kw48`, `in 3 Wochen`.
//!
//! Owns reading them and printing one so that it reads back the same. Where a day is asked of the user is up to others.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use super::cadence::{NoSpan, Span};
use super::follow_up::Recurs;
use super::settings::Settings;

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

/// Reads the whole of `text` as a day and perhaps a time.
pub fn read(text: &str, today: NaiveDate, look: Look, settings: &Settings) -> Result<When, NoDay> {
    let _ = (text, today, look, settings);
    todo!()
}

/// Reads a day and perhaps a time from the beginning of `text`, as many words as are understood, and gives the rest
/// without white space around it.
pub fn read_prefix<'a>(
    text: &'a str,
    today: NaiveDate,
    look: Look,
    settings: &Settings,
) -> Result<(When, &'a str), NoDay> {
    let _ = (text, today, look, settings);
    todo!()
}

/// Reads a span: `3m`, `30 days`, `zwei Wochen`, `ein Jahr`.
pub fn read_span(text: &str) -> Result<Span, NoSpan> {
    let _ = text;
    todo!()
}

/// Reads how a follow-up recurs whose first day is `first`: `every 3m`, `alle 3 Monate`, `jede Woche`, `after 2 weeks`,
/// `nach 3m`.
pub fn read_recurs(text: &str, first: NaiveDate) -> Result<Recurs, NoSpan> {
    let _ = (text, first);
    todo!()
}
