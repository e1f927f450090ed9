//! A day off of one's own, as it is written in the configuration.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// One's own days off: a day, all days from one to another, or the same in each year. Written `2026-12-24`,
/// `2026-12-24..2027-01-01`, `12-24`, `12-27..12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOff {
    /// Both included.
    Days(NaiveDate, NaiveDate),
    /// Months and days, both included; over the turn of the year where the first is the later. 29 Feb is in leap years only.
    EachYear((u32, u32), (u32, u32)),
}

/// A text that is no day off.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day off such as 2026-12-24, 2026-12-24..2027-01-01 or 12-24")]
pub struct NoDayOff(pub String);

impl DayOff {
    pub fn contains(self, day: NaiveDate) -> bool {
        match self {
            Self::Days(first, last) => (first..=last).contains(&day),
            Self::EachYear(first, last) => {
                let of_year = (day.month(), day.day());
                if first <= last { (first..=last).contains(&of_year) } else { of_year >= first || of_year <= last }
            }
        }
    }

    /// Those of a year.
    pub fn in_year(self, year: i32) -> impl Iterator<Item = NaiveDate> {
        let may_be = match self {
            Self::Days(first, last) => (first.year()..=last.year()).contains(&year),
            Self::EachYear(..) => true,
        };
        let first = NaiveDate::from_ymd_opt(year, 1, 1).filter(|_| may_be);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        days.take_while(move |day| day.year() == year).filter(move |day| self.contains(*day))
    }
}

impl FromStr for DayOff {
    type Err = NoDayOff;

    fn from_str(text: &str) -> Result<Self, NoDayOff> {
        let none = || NoDayOff(text.trim().to_owned());
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (first.trim(), last.trim());
        if let (Ok(first), Ok(last)) = (first.parse(), last.parse()) {
            return if first <= last { Ok(Self::Days(first, last)) } else { Err(none()) };
        }
        match (of_year(first), of_year(last)) {
            (Some(first), Some(last)) => Ok(Self::EachYear(first, last)),
            _ => Err(none()),
        }
    }
}

/// `12-24`: a month and a day that there are in some year.
fn of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let number = |text: &str| text.parse().ok().filter(|_| text.len() <= 2 && text.bytes().all(|c| c.is_ascii_digit()));
    NaiveDate::from_ymd_opt(2024, number(month)?, number(day)?).map(|day| (day.month(), day.day()))
}

impl fmt::Display for DayOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(first, last) if first == last => write!(f, "{first}"),
            Self::Days(first, last) => write!(f, "{first}..{last}"),
            Self::EachYear((month, day), last) => {
                write!(f, "{month:02}-{day:02}")?;
                if (*month, *day) == *last { Ok(()) } else { write!(f, "..{:02}-{:02}", last.0, last.1) }
            }
        }
    }
}
