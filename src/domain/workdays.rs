//! Working days: the days of the week on which one works, without public holidays and one's own days off.
//!
//! Every rule that asks for a working day asks here. What is celebrated when is said in `holidays`.

use std::sync::Arc;

use chrono::{Days, NaiveDate, Weekday};

use super::day::Day;
use super::holidays::Holidays;

mod day_off;

pub use day_off::{DayOff, NoDayOff};

/// The days on which one works. Of the week at least one is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workdays {
    week: [bool; 7],
    holidays: Option<Holidays>,
    own: Vec<DayOff>,
    /// The days off beside those of the week; `None` where there are none.
    off: Option<Arc<Off>>,
}

impl Default for Workdays {
    /// Monday to Friday, without holidays.
    fn default() -> Self {
        Self { week: [true, true, true, true, true, false, false], holidays: None, own: Vec::new(), off: None }
    }
}

/// How far a working day is looked for: where there is none within two years, a day stays what it is.
const FURTHEST: usize = 732;

impl Workdays {
    /// These days of the week; `None` where there is none among them.
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        Self::default().on(days)
    }

    /// The same days off on these days of the week; `None` where there is none among them.
    pub fn on(self, days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let mut week = [false; 7];
        for day in days {
            week[day.num_days_from_monday() as usize] = true;
        }
        week.contains(&true).then_some(Self { week, ..self })
    }

    /// The same without these public holidays.
    pub fn with_holidays(self, holidays: Option<Holidays>) -> Self {
        let off = Off::of(holidays, &self.own);
        Self { holidays, off, ..self }
    }

    /// The same without these days.
    pub fn with_days_off(self, own: Vec<DayOff>) -> Self {
        let off = Off::of(self.holidays, &own);
        Self { own, off, ..self }
    }

    /// Those of the week, from Monday on.
    pub fn days(&self) -> impl Iterator<Item = Weekday> {
        let days = (0..7_u8).filter_map(|day| Weekday::try_from(day).ok());
        days.zip(self.week).filter(|(_, works)| *works).map(|(day, _)| day)
    }

    /// The public holidays that are days off.
    pub fn holidays(&self) -> Option<Holidays> {
        self.holidays
    }

    /// One's own days off.
    pub fn days_off(&self) -> &[DayOff] {
        &self.own
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        self.contains_day(day.into())
    }

    fn contains_day(&self, day: Day) -> bool {
        self.week[usize::from(day.from_monday())] && self.off.as_ref().is_none_or(|off| !off.contains(day, self))
    }

    /// `day` itself if it is a working day, else the next one.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        self.on_or_after_day(day.into()).into()
    }

    /// The same of a day that is a number.
    pub fn on_or_after_day(&self, day: Day) -> Day {
        (0..).take(FURTHEST).map(|ahead| day.plus(ahead)).find(|day| self.contains_day(*day)).unwrap_or(day)
    }

    /// `day` itself if it is a working day, else the one before.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        let mut back = (0..).take(FURTHEST).map_while(|back| day.checked_sub_days(Days::new(back)));
        back.find(|day| self.contains(*day)).unwrap_or(day)
    }

    /// The `count`-th working day after `day`; `day` itself doesn't count.
    pub fn add(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count.max(1)).fold(day, |day, _| day.succ_opt().map_or(day, |next| self.on_or_after(next)))
    }
}

/// The years whose days off are reckoned beforehand: the agenda asks many times.
const YEARS: std::ops::Range<i32> = 1990..2090;

/// Days off beside those of the week, a bit for each day of [`YEARS`].
#[derive(Debug, PartialEq, Eq)]
struct Off {
    first: Day,
    /// The first day behind them.
    end: Day,
    bits: Vec<u64>,
}

impl Off {
    /// `None` where nothing is off.
    fn of(holidays: Option<Holidays>, own: &[DayOff]) -> Option<Arc<Self>> {
        if holidays.is_none() && own.is_empty() {
            return None;
        }
        let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(Day::from);
        let (first, end) = (new_year(YEARS.start)?, new_year(YEARS.end)?);
        let words = usize::try_from(end.since(first)).ok()?.div_ceil(64);
        let mut off = Self { first, end, bits: vec![0; words] };
        for year in YEARS {
            holidays.iter().flat_map(|of| of.in_year(year)).for_each(|(day, _)| off.set(day));
            own.iter().flat_map(|day| day.in_year(year)).for_each(|day| off.set(day));
        }
        Some(Arc::new(off))
    }

    fn at(&self, day: Day) -> Option<(usize, u64)> {
        let place = usize::try_from(day.since(self.first)).ok()?;
        Some((place / 64, 1 << (place % 64)))
    }

    fn set(&mut self, day: NaiveDate) {
        if let Some((word, bit)) = self.at(day.into()) {
            self.bits.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
        }
    }

    fn contains(&self, day: Day, of: &Workdays) -> bool {
        if (self.first..self.end).contains(&day) {
            return self.at(day).and_then(|(word, bit)| Some(self.bits.get(word)? & bit != 0)).unwrap_or_default();
        }
        let date = NaiveDate::from(day);
        of.holidays.is_some_and(|of| of.on(date).is_some()) || of.own.iter().any(|own| own.contains(date))
    }
}

#[cfg(test)]
mod tests;
