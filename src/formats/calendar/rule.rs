//! When a series takes place (RFC 5545, 3.3.10): days by rule, on the clock of its place. What calendars write of rules is
//! understood, which is by days, weeks, months and years; by hours, numbers of weeks and days of the year is not.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

use super::moment::Moment;
use crate::domain::cadence::{Span, Unit};

/// So many periods in a row without any day of it, and it takes place no more: 41 years by days, all that there are by months.
const EMPTY: u32 = 15_000;

/// How a series repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    unit: Unit,
    interval: u32,
    pub count: Option<u32>,
    pub until: Option<Moment>,
    /// Days of the week, each with the number of it in its month or year: 1 the first, -1 the last; 0 all.
    weekdays: Vec<(i32, Weekday)>,
    /// Days of the month; -1 is the last.
    days: Vec<i32>,
    months: Vec<u32>,
    /// Which of a period's days: 1 the first, -1 the last.
    places: Vec<i32>,
    week_begins: Weekday,
}

impl Rule {
    /// `None` if it isn't understood.
    pub fn read(text: &str) -> Option<Self> {
        let mut rule = Self {
            unit: Unit::Day,
            interval: 1,
            count: None,
            until: None,
            weekdays: Vec::new(),
            days: Vec::new(),
            months: Vec::new(),
            places: Vec::new(),
            week_begins: Weekday::Mon,
        };
        let mut is_told = false;
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    is_told = true;
                    rule.unit = match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Unit::Day,
                        "WEEKLY" => Unit::Week,
                        "MONTHLY" => Unit::Month,
                        "YEARLY" => Unit::Year,
                        _ => return None,
                    };
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|interval| (1..=9999).contains(interval))?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(Moment::in_text(value)?),
                "BYDAY" => rule.weekdays = value.split(',').map(numbered_weekday).collect::<Option<_>>()?,
                "BYMONTHDAY" => rule.days = numbers(value, 31)?,
                "BYMONTH" => rule.months = numbers(value, 12)?.iter().map(|month| month.unsigned_abs()).collect(),
                "BYSETPOS" => rule.places = numbers(value, 366)?,
                "WKST" => rule.week_begins = weekday(value)?,
                name if name.starts_with("X-") => {}
                _ => return None,
            }
        }
        is_told.then_some(rule)
    }

    pub fn is_yearly(&self) -> bool {
        self.unit == Unit::Year
    }

    /// The same as touchbase repeats a follow-up that is first due on `first`, whether it ends or not; `None` where it can't.
    pub fn span(&self, first: NaiveDate) -> Option<Span> {
        let plain = self.places.is_empty();
        let own_day = || self.days.is_empty() || *self.days == [i32::try_from(first.day()).unwrap_or_default()];
        // The last day of every month, which is what touchbase makes of the 31st.
        let month_end = self.unit == Unit::Month && self.weekdays.is_empty() && self.months.is_empty();
        let month_end = month_end && first.day() == 31 && *self.days == [-1];
        let own_month = || self.months.is_empty() || *self.months == [first.month()];
        let fits = match self.unit {
            Unit::Day => self.weekdays.is_empty() && self.days.is_empty() && self.months.is_empty(),
            Unit::Week => {
                let own = self.weekdays.is_empty() || *self.weekdays == [(0, first.weekday())];
                own && self.days.is_empty() && self.months.is_empty()
            }
            Unit::Month => self.weekdays.is_empty() && self.months.is_empty() && (own_day() || month_end),
            Unit::Year => self.weekdays.is_empty() && own_month() && own_day(),
        };
        // A calendar leaves out the months that have no 31st, touchbase takes their last day.
        let in_every = self.unit == Unit::Day || self.unit == Unit::Week || first.day() <= 28 || month_end;
        (plain && fits && in_every).then_some(Span { count: u16::try_from(self.interval).ok()?, unit: self.unit })
    }

    /// Its times from `first` on, in their order, `first` itself being one only if it fits. Each period that is looked at is taken
    /// from `periods`; without any left it ends.
    pub fn times<'a>(
        &'a self,
        first: NaiveDateTime,
        until: Option<NaiveDateTime>,
        periods: &'a mut usize,
    ) -> impl Iterator<Item = NaiveDateTime> + 'a {
        let mut empty = 0;
        let days = (0..).map_while(move |period| {
            *periods = periods.checked_sub(1).filter(|_| empty < EMPTY)?;
            let days = self.days_of(first.date(), period)?;
            empty = if days.is_empty() { empty + 1 } else { 0 };
            Some(days)
        });
        let times = days.flatten().map(move |day| day.and_time(first.time())).filter(move |time| *time >= first);
        let times = times.take_while(move |time| until.is_none_or(|until| *time <= until));
        times.take(self.count.map_or(usize::MAX, |count| count as usize))
    }

    /// The days of a year on which it takes place, as far as they don't depend on when it began: for zones, whose clocks change
    /// by month and day of the week.
    pub fn days_in(&self, year: i32, first: NaiveDate) -> Vec<NaiveDate> {
        let first = first.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, first.month(), 28));
        first.and_then(|first| self.days_of(first, 0)).unwrap_or_default()
    }

    /// The days of the period so many after that of `first`; `None` behind the calendar's end.
    fn days_of(&self, first: NaiveDate, period: u32) -> Option<Vec<NaiveDate>> {
        let step = period.checked_mul(self.interval)?;
        let mut days = match self.unit {
            Unit::Day => {
                let day = first.checked_add_days(Days::new(step.into()))?;
                let fits = self.is_weekday(day) && self.is_day_of_month(day);
                Vec::from_iter(fits.then_some(day))
            }
            Unit::Week => {
                let back = first.weekday().days_since(self.week_begins);
                let week = first.checked_sub_days(Days::new(back.into()))?;
                let week = week.checked_add_days(Days::new(u64::from(step) * 7))?;
                let wanted = |day: &NaiveDate| match self.weekdays.is_empty() {
                    true => day.weekday() == first.weekday(),
                    false => self.is_weekday(*day),
                };
                week.iter_days().take(7).filter(wanted).collect()
            }
            Unit::Month => {
                let month = first.with_day(1)?.checked_add_months(Months::new(step))?;
                self.days_of_month(month, first)
            }
            Unit::Year => {
                let year = first.year().checked_add(i32::try_from(step).ok()?)?;
                let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
                let by_month = |months: &[u32]| -> Vec<NaiveDate> {
                    months.iter().filter_map(|of| month(*of)).flat_map(|of| self.days_of_month(of, first)).collect()
                };
                month(1)?;
                if !self.months.is_empty() {
                    by_month(&self.months)
                } else if !self.days.is_empty() {
                    by_month(&std::array::from_fn::<u32, 12, _>(|at| at as u32 + 1))
                } else if !self.weekdays.is_empty() {
                    let all = month(1)?.iter_days().take_while(|day| day.year() == year).collect();
                    self.of_weekdays(all)
                } else {
                    by_month(&[first.month()])
                }
            }
        };
        days.retain(|day| self.months.is_empty() || self.months.contains(&day.month()));
        days.sort_unstable();
        days.dedup();
        if !self.places.is_empty() {
            let at = |place: &i32| nth(&days, *place);
            days = self.places.iter().filter_map(at).collect();
            days.sort_unstable();
        }
        Some(days)
    }

    /// The days of a month, of which `month` is the first.
    fn days_of_month(&self, month: NaiveDate, first: NaiveDate) -> Vec<NaiveDate> {
        let all: Vec<NaiveDate> = month.iter_days().take_while(|day| day.month() == month.month()).collect();
        match (self.weekdays.is_empty(), self.days.is_empty()) {
            (true, true) => all.into_iter().filter(|day| day.day() == first.day()).collect(),
            (true, false) => all.into_iter().filter(|day| self.is_day_of_month(*day)).collect(),
            (false, _) => self.of_weekdays(all).into_iter().filter(|day| self.is_day_of_month(*day)).collect(),
        }
    }

    /// Of a month's or year's days those that the days of the week name.
    fn of_weekdays(&self, all: Vec<NaiveDate>) -> Vec<NaiveDate> {
        let of = |(number, weekday): &(i32, Weekday)| -> Vec<NaiveDate> {
            let these: Vec<NaiveDate> = all.iter().copied().filter(|day| day.weekday() == *weekday).collect();
            if *number == 0 { these } else { nth(&these, *number).into_iter().collect() }
        };
        self.weekdays.iter().flat_map(of).collect()
    }

    fn is_weekday(&self, day: NaiveDate) -> bool {
        self.weekdays.is_empty() || self.weekdays.iter().any(|(_, weekday)| *weekday == day.weekday())
    }

    fn is_day_of_month(&self, day: NaiveDate) -> bool {
        let (from_begin, days) = (day.day() as i32, i32::from(day.num_days_in_month()));
        self.days.is_empty() || self.days.iter().any(|of| *of == from_begin || *of == from_begin - days - 1)
    }
}

/// The one at this number, from 1 on, or from the end with -1 on.
fn nth(days: &[NaiveDate], number: i32) -> Option<NaiveDate> {
    let steps = usize::try_from(number.unsigned_abs()).ok()?.checked_sub(1)?;
    if number > 0 { days.get(steps).copied() } else { days.iter().rev().nth(steps).copied() }
}

/// Numbers of either sign, none of them 0 or more than `most`.
fn numbers(text: &str, most: u32) -> Option<Vec<i32>> {
    let number = |text: &str| text.trim().parse::<i32>().ok().filter(|one| (1..=most).contains(&one.unsigned_abs()));
    text.split(',').map(number).collect()
}

/// `MO`, `2TU`, `-1FR`.
fn numbered_weekday(text: &str) -> Option<(i32, Weekday)> {
    let text = text.trim();
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number = if number.is_empty() { 0 } else { *numbers(number, 53)?.first()? };
    Some((number, weekday(day)?))
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The first days of a rule, from a day on.
    fn check(rule: &str, first: &str, expect: &str) {
        let read = Rule::read(rule).unwrap();
        let count = expect.split_whitespace().count() + 1;
        let mut periods = 2_000;
        let first = day(first).and_hms_opt(9, 0, 0).unwrap();
        let until = read.until.as_ref().map(Moment::local);
        let times = read.times(first, until, &mut periods).take(if rule.contains("COUNT") { 99 } else { count - 1 });
        let got: Vec<String> = times.map(|time| time.date().to_string()).collect();
        assert_eq!(got.join(" "), expect, "{rule}");
    }

    #[test]
    fn series_take_place() {
        check("FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-01-25", "2026-01-25 2026-02-04 2026-02-14");
        check("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-20 2026-11-23 2026-11-24");
        check("FREQ=WEEKLY", "2026-11-20", "2026-11-20 2026-11-27");
        check("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", "2026-11-18", "2026-11-18 2026-11-23 2026-11-25 2026-11-30");
        check(
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
            "1997-08-05",
            "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
        );
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24");
        check("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31");
        check("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31");
        check("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-11-10 2026-12-08 2027-01-12");
        check("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", "2026-02-13 2026-03-13 2026-11-13");
        check("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", "2026-10-30 2026-11-30 2026-12-31");
        check("FREQ=YEARLY", "2024-02-29", "2024-02-29 2028-02-29");
        check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28");
        check("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "1981-03-29", "1981-03-29 1982-03-28 1983-03-27");
        check("FREQ=YEARLY;BYDAY=1MO", "2026-01-05", "2026-01-05 2027-01-04");
        check("FREQ=YEARLY;BYMONTHDAY=1", "2026-11-01", "2026-11-01 2026-12-01 2027-01-01");
        check("FREQ=DAILY;UNTIL=20261122", "2026-11-20", "2026-11-20 2026-11-21");
        check("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2;COUNT=2", "2026-01-01", "");
    }

    #[test]
    fn what_is_not_understood_is_no_rule() {
        for rule in [
            "",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYHOUR=9",
            "FREQ=WEEKLY;INTERVAL=0",
            "BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYDAY=ü",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=DAILY;COUNT=-1",
            "FREQ",
            "FREQ=DAILY;UNTIL=soon",
        ] {
            assert_eq!(Rule::read(rule), None, "{rule}");
        }
        assert!(Rule::read("FREQ=WEEKLY;X-NOTE=1;").is_some());
    }

    #[test]
    fn some_rules_are_spans() {
        let check = |rule: &str, first: &str, expect: &str| {
            let span = Rule::read(rule).unwrap().span(day(first)).map(|span| span.to_string());
            assert_eq!(span.unwrap_or_default(), expect, "{rule}");
        };
        check("FREQ=DAILY;INTERVAL=10", "2026-11-20", "10d");
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=MO", "2026-11-20", "2w");
        check("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", "2026-11-20", "3m");
        check("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20", "2026-11-20", "1y");
        check("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-20", "");
        check("FREQ=WEEKLY;COUNT=3", "2026-11-20", "1w");
        check("FREQ=MONTHLY;BYDAY=3FR", "2026-11-20", "");
        check("FREQ=MONTHLY", "2026-10-31", "");
        check("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-10-31", "1m");
        check("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "2026-10-31", "2m");
        // Counted from there it would be the 30th, in longer months too.
        check("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "");
        check("FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=1", "2026-01-31", "");
    }

    #[test]
    fn it_ends_without_periods() {
        let (rule, mut periods) = (Rule::read("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2").unwrap(), 500);
        assert_eq!(rule.times(day("2026-01-01").and_hms_opt(0, 0, 0).unwrap(), None, &mut periods).next(), None);
        assert_eq!(periods, 0);
    }

    #[test]
    fn what_never_takes_place_ends_before_the_periods_do() {
        let (rule, mut periods) = (Rule::read("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=-12").unwrap(), 1_000_000);
        assert_eq!(rule.times(day("2026-01-01").and_hms_opt(0, 0, 0).unwrap(), None, &mut periods).next(), None);
        assert!(periods > 900_000, "{periods} are left");
    }
}
