//! A day as a number: small, and quick to reckon with. What is asked of everybody (the book's columns, the agenda) has days
//! like this; records, and what is shown, have calendar days.

use std::fmt;
use std::num::NonZeroU32;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day of the calendar. `Option<Day>` takes no more room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "NaiveDate", from = "NaiveDate")]
#[repr(transparent)]
pub struct Day(NonZeroU32);

/// What is added to the days since the common era, so that the order stays and no day is 0.
const BIAS: u32 = 1 << 31;

impl Day {
    /// The calendar's first day.
    pub const MIN: Self = Self::numbered(-95_746_128);
    /// The calendar's last day.
    pub const MAX: Self = Self::numbered(95_745_399);

    const fn numbered(days: i32) -> Self {
        match NonZeroU32::new(days.cast_unsigned() ^ BIAS) {
            Some(number) => Self(number),
            None => Self(NonZeroU32::MIN),
        }
    }

    /// Days since the common era: 1 Jan 1 is 1.
    pub const fn number(self) -> i32 {
        (self.0.get() ^ BIAS).cast_signed()
    }

    /// The day so many days later; the calendar's last where it would be passed.
    pub fn plus(self, days: u32) -> Self {
        let number = i64::from(self.number()) + i64::from(days);
        i32::try_from(number).map_or(Self::MAX, |number| Self::numbered(number).min(Self::MAX))
    }

    /// The day so many days earlier; the calendar's first where it would be passed.
    pub fn minus(self, days: u32) -> Self {
        let number = i64::from(self.number()) - i64::from(days);
        i32::try_from(number).map_or(Self::MIN, |number| Self::numbered(number).max(Self::MIN))
    }

    /// How many days this is after `other`; negative where it is before.
    pub fn since(self, other: Self) -> i64 {
        i64::from(self.number()) - i64::from(other.number())
    }

    /// Days since Monday: 0 to 6.
    pub const fn from_monday(self) -> u8 {
        (self.number() - 1).rem_euclid(7) as u8
    }

    /// As it is kept in a file; 0 for none.
    pub fn to_bits(day: Option<Self>) -> u32 {
        day.map_or(0, |day| day.0.get())
    }

    /// Reads it back.
    pub fn from_bits(bits: u32) -> Option<Self> {
        NonZeroU32::new(bits).map(Self)
    }
}

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        Self::numbered(day.num_days_from_ce())
    }
}

/// What is outside the calendar is its first or last day.
impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        let edge = if day.number() < 0 { Self::MIN } else { Self::MAX };
        Self::from_num_days_from_ce_opt(day.number()).unwrap_or(edge)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NaiveDate::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_day_is_the_same_as_in_the_calendar() {
        assert_eq!(Day::MAX, NaiveDate::MAX.into());
        assert_eq!(size_of::<Option<Day>>(), 4);
        let mut last: Option<Day> = None;
        for written in ["-262143-01-01", "-0001-12-31", "0000-12-31", "0001-01-01", "2024-02-29", "2026-11-22"] {
            let date: NaiveDate = written.parse().unwrap();
            let day = Day::from(date);
            assert_eq!(NaiveDate::from(day), date);
            assert_eq!(u32::from(day.from_monday()), date.weekday().num_days_from_monday(), "{written}");
            assert_eq!(NaiveDate::from(day.plus(400)), date + Days::new(400));
            assert_eq!(day.plus(400).since(day), 400);
            assert_eq!(Day::from_bits(Day::to_bits(Some(day))), Some(day));
            assert!(last < Some(day), "{written}");
            last = Some(day);
        }
        assert_eq!(Day::MAX.plus(u32::MAX), Day::MAX);
        assert_eq!((Day::to_bits(None), Day::from_bits(0)), (0, None));
    }
}
