//! Spans of days, weeks, months and years, the rhythm in which a contact is to be touched, and working days.
//!
//! Pure calendar arithmetic. Which reasons are due is `agenda`'s.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
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

/// The days of the week on which one works. At least one is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workdays([bool; 7]);

impl Default for Workdays {
    /// Monday to Friday.
    fn default() -> Self {
        Self([true, true, true, true, true, false, false])
    }
}

impl Workdays {
    /// These days; `None` where there is none among them.
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let mut set = [false; 7];
        for day in days {
            set[day.num_days_from_monday() as usize] = true;
        }
        set.contains(&true).then_some(Self(set))
    }

    /// Them, from Monday on.
    pub fn days(&self) -> impl Iterator<Item = Weekday> {
        let days = (0..7_u8).filter_map(|day| Weekday::try_from(day).ok());
        days.zip(self.0).filter(|(_, works)| *works).map(|(day, _)| day)
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        self.0[day.weekday().num_days_from_monday() as usize]
    }

    /// `day` itself if it is a working day, else the next one.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|d| self.contains(*d)).unwrap_or(day)
    }

    /// How many days after each day of the week, from Monday on, the next working day is; 0 for working days.
    pub fn days_off(&self) -> [u8; 7] {
        let ahead = |from: usize| (0..7).find(|ahead| self.0[(from + ahead) % 7]).unwrap_or(0) as u8;
        std::array::from_fn(ahead)
    }

    /// `day` itself if it is a working day, else the one before.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        (0..7).filter_map(|back| day.checked_sub_days(Days::new(back))).find(|d| self.contains(*d)).unwrap_or(day)
    }

    /// The `count`-th working day after `day`; `day` itself doesn't count.
    pub fn add(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let steps = (count as usize).saturating_sub(1);
        day.iter_days().skip(1).filter(|d| self.contains(*d)).nth(steps).unwrap_or(day)
    }
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
    fn working_days_skip_the_weekend() {
        let workdays = Workdays::default();
        let saturday = day("2026-11-21");
        assert_eq!(workdays.on_or_after(saturday), day("2026-11-23"));
        assert_eq!(workdays.on_or_before(saturday), day("2026-11-20"));
        assert_eq!(workdays.add(saturday, 1), day("2026-11-23"));
        assert_eq!(workdays.add(day("2026-11-20"), 2), day("2026-11-24"));
        assert!(Workdays::new([]).is_none());
        assert_eq!(workdays.days_off(), [0, 0, 0, 0, 0, 2, 1]);
        assert_eq!(Workdays::new([Weekday::Wed]).unwrap().days_off(), [2, 1, 0, 6, 5, 4, 3]);
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
