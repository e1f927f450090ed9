//! Spans of days, weeks, months and years, and the rhythm in which a contact is to be touched.
//!
//! Pure calendar arithmetic. Which reasons are due is `agenda`'s.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::day::Day;

/// The unit of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// So many days, weeks, months or years: 1 to 9999 of them. Written `30d`, `2w`, `3m`, `1y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Span {
    pub count: u16,
    pub unit: Unit,
}

impl Span {
    pub const fn days(count: u16) -> Self {
        Self { count, unit: Unit::Day }
    }

    pub const fn weeks(count: u16) -> Self {
        Self { count, unit: Unit::Week }
    }

    pub const fn months(count: u16) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// Length for comparing and for `interval_days`: a month counts as 30 days, a year as 365.
    pub fn approximate_days(self) -> i64 {
        i64::from(self.count)
            * match self.unit {
                Unit::Day => 1,
                Unit::Week => 7,
                Unit::Month => 30,
                Unit::Year => 365,
            }
    }

    /// The day this span after `day`; a month step clamps to the month's end (31 Jan + 1m = 28 Feb). The calendar's
    /// last day where it would be passed.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        self.times_after(day, 1)
    }

    /// The same of a day that is a number: days and weeks need no calendar.
    pub fn after_day(self, day: Day) -> Day {
        match self.unit {
            Unit::Day => day.plus(self.count.into()),
            Unit::Week => day.plus(u32::from(self.count) * 7),
            Unit::Month | Unit::Year => self.after(day.into()).into(),
        }
    }

    /// The day `times` of this span after `day`, counted from `day` in one step, so that a clamped month keeps its
    /// anchor (31 Jan, 28 Feb, 31 Mar).
    pub fn times_after(self, day: NaiveDate, times: u32) -> NaiveDate {
        let count = u32::from(self.count).saturating_mul(times);
        match self.unit {
            Unit::Day => day.checked_add_days(Days::new(count.into())),
            Unit::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::Month => day.checked_add_months(Months::new(count)),
            Unit::Year => day.checked_add_months(Months::new(count.saturating_mul(12))),
        }
        .unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
            Unit::Month => 'm',
            Unit::Year => 'y',
        };
        write!(f, "{}{unit}", self.count)
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

/// A text that is no span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no span such as 30d, 2w, 3m or 1y")]
pub struct NoSpan(pub String);

impl TryFrom<String> for Span {
    type Error = NoSpan;
    fn try_from(text: String) -> Result<Self, NoSpan> {
        text.parse()
    }
}

impl FromStr for Span {
    type Err = NoSpan;

    /// Reads `30d`, `2w`, `3m`, `1y`, and the German `30t`, `2w`, `3m`, `1j`; in any case, with spaces around.
    fn from_str(text: &str) -> Result<Self, NoSpan> {
        let no_span = || NoSpan(text.to_owned());
        let lower = text.trim().to_lowercase();
        let digits = lower.chars().take_while(char::is_ascii_digit).count();
        let count: u16 = lower[..digits].parse().map_err(|_| no_span())?;
        let unit = match lower[digits..].trim() {
            "d" | "t" => Unit::Day,
            "w" => Unit::Week,
            "m" => Unit::Month,
            "y" | "j" => Unit::Year,
            _ => return Err(no_span()),
        };
        if (1..=9999).contains(&count) { Ok(Self { count, unit }) } else { Err(no_span()) }
    }
}

/// How a contact's rhythm is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// The tier's rhythm, if there is a tier.
    #[default]
    ByTier,
    /// Explicitly none.
    Never,
    /// The contact's own.
    Every(Span),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_clamp_and_keep_their_anchor() {
        let month = Span::months(1);
        assert_eq!(month.after(day("2026-01-31")), day("2026-02-28"));
        assert_eq!(month.times_after(day("2026-01-31"), 2), day("2026-03-31"));
        assert_eq!("1y".parse::<Span>().unwrap().after(day("2028-02-29")), day("2029-02-28"));
        assert_eq!(Span { count: 9999, unit: Unit::Year }.times_after(day("2026-01-31"), 9999), NaiveDate::MAX);
    }

    #[test]
    fn spans_read_back_what_they_print() {
        for text in ["1d", "30d", "2w", "3m", "1y", "9999d"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        assert_eq!("14 T".parse::<Span>().unwrap(), Span::days(14));
        for wrong in ["", "d", "0d", "10000d", "3", "3 months ago", "-3d", "٣d"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong:?} is no span");
        }
    }

    #[test]
    fn a_day_that_is_a_number_has_the_same_days_after_it() {
        for span in ["1d", "30d", "2w", "1m", "9999w", "1y", "9999y"] {
            let span: Span = span.parse().unwrap();
            for from in ["2024-02-29", "2026-01-31", "+262142-12-31"] {
                assert_eq!(NaiveDate::from(span.after_day(day(from).into())), span.after(day(from)), "{span} {from}");
            }
        }
    }
}
