//! Customers, and when they were active.
//!
//! A *customer* is the company, where an event names one, else the contact: an order of Anna's at Acme is Acme's, also after she left.
//! They are *active* from the day of a purchase on, for as long as the settings say ([`Settings::reports_active`]), that day and the
//! last one counted in; *lost* is who isn't active any more, from the day after; *won back* who is active again then. Days after
//! today aren't looked at. As long as nobody ever bought anything, touches stand for purchases.
//!
//! [`Settings::reports_active`]: crate::domain::settings::Settings::reports_active

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Asked;
use crate::domain::cadence::Span;
use crate::domain::day::Day;
use crate::domain::health::Whose;
use crate::domain::ledger::{Event, Ledger};

/// A customer by number: companies by theirs, behind them the contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Customer(u32);

impl Customer {
    /// Of one whom an event concerns, by their numbers.
    pub fn of(ledger: &Ledger, (contact, company): (Option<usize>, Option<usize>)) -> Option<Self> {
        let number = company.or_else(|| contact.map(|contact| ledger.companies().len() + contact))?;
        u32::try_from(number).ok().map(Self)
    }

    pub fn whose(self, ledger: &Ledger) -> Option<Whose> {
        let (number, companies) = (self.0 as usize, ledger.companies());
        let contact = || ledger.contacts().get(number - companies.len()).copied().map(Whose::Contact);
        companies.get(number).copied().map(Whose::Company).or_else(contact)
    }

    /// The last touch after the day `after` and up to `until`: of a company with anybody who was there then, of a contact with them
    /// wherever they were.
    pub fn last_touch(self, ledger: &Ledger, after: Option<Day>, until: Day) -> Option<&Event> {
        let (number, companies) = (self.0 as usize, ledger.companies().len());
        let is_it = |event: &&Event| event.day <= until && event.what.is_touch();
        let last = match number.checked_sub(companies) {
            None => ledger.of_company(number).rev().find(is_it),
            Some(contact) => ledger.of(contact).rev().find(is_it),
        };
        last.filter(|event| after.is_none_or(|after| event.day > after))
    }
}

/// Those behind a row, each once, in the order in which they come first.
pub fn each_once(ledger: &Ledger, customers: impl Iterator<Item = Customer>) -> Vec<Whose> {
    let mut seen = HashSet::new();
    customers.filter(|one| seen.insert(*one)).filter_map(|one| one.whose(ledger)).collect()
}

/// What makes customers active: the part of a definition that isn't always the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Active {
    pub within: Span,
    /// Whether touches stand for purchases, as there are none.
    pub by_touches: bool,
}

/// The days on which customers bought.
pub struct Purchases {
    pub active: Active,
    /// By customer and day, each once.
    days: Vec<(Customer, Day)>,
}

impl Purchases {
    /// Up to today.
    pub fn of(asked: &Asked<'_>) -> Self {
        let (ledger, today) = (asked.ledger, Day::from(asked.today));
        let past = || ledger.events().iter().filter(|event| event.day <= today);
        let by_touches = !past().any(|event| event.what.is_purchase());
        let wanted = past().filter(|event| if by_touches { event.what.is_touch() } else { event.what.is_purchase() });
        let each = wanted.flat_map(|event| {
            ledger.people(event).filter_map(|person| Some((Customer::of(ledger, person)?, event.day)))
        });
        let mut days: Vec<(Customer, Day)> = each.collect();
        days.sort_unstable();
        days.dedup();
        Self { active: Active { within: asked.settings.reports_active, by_touches }, days }
    }

    /// Each customer with the days on which they bought, the oldest first; at least one.
    pub fn each(&self) -> impl Iterator<Item = (Customer, Vec<Day>)> {
        let each = self.days.chunk_by(|one, other| one.0 == other.0);
        each.filter_map(|days| Some((days.first()?.0, days.iter().map(|(_, day)| *day).collect())))
    }

    /// Each customer with the times in which they were active.
    pub fn times(&self) -> impl Iterator<Item = (Customer, Vec<Time>)> {
        let Active { within, .. } = self.active;
        self.each().map(move |(customer, days)| (customer, times(&days, within)))
    }
}

/// A time without a break in which somebody was active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    pub from: Day,
    /// The last purchase in it.
    pub bought: Day,
    /// Its last day.
    pub until: Day,
}

impl Time {
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// The day from which they are lost.
    pub fn lost(&self) -> Day {
        self.until.plus(1)
    }
}

/// Of purchases in the order of their days.
fn times(days: &[Day], within: Span) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for day in days {
        let until = within.after_day(*day);
        match times.last_mut() {
            Some(last) if *day <= last.lost() => (last.bought, last.until) = (*day, until),
            _ => times.push(Time { from: *day, bought: *day, until }),
        }
    }
    times
}

/// The last day of the month that begins on `month`, or today where that comes before.
pub fn end_of(month: NaiveDate, today: NaiveDate) -> Day {
    let next = month.checked_add_months(chrono::Months::new(1)).unwrap_or(NaiveDate::MAX);
    Day::from(next).minus(1).min(today.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    /// `from bought until` of each time.
    fn told(bought: &[&str], within: &str) -> Vec<String> {
        let days: Vec<Day> = bought.iter().map(|on| Day::from(day(on))).collect();
        let told =
            |time: &Time| [time.from, time.bought, time.until].map(|day| NaiveDate::from(day).to_string()).join(" ");
        times(&days, within.parse().unwrap()).iter().map(told).collect()
    }

    #[test]
    fn a_time_goes_on_as_long_as_no_day_is_missing() {
        assert_eq!(told(&[], "30d"), [""; 0]);
        assert_eq!(told(&["2026-01-01"], "30d"), ["2026-01-01 2026-01-01 2026-01-31"]);
        assert_eq!(told(&["2026-01-01", "2026-02-01"], "30d"), ["2026-01-01 2026-02-01 2026-03-03"]);
        let two = ["2026-01-01 2026-01-01 2026-01-31", "2026-02-02 2026-02-02 2026-03-04"];
        assert_eq!(told(&["2026-01-01", "2026-02-02"], "30d"), two);
        // 31 Jan and a month is 28 Feb, and so is the 30th and the 29th.
        assert_eq!(told(&["2026-01-29", "2026-01-31"], "1m"), ["2026-01-29 2026-01-31 2026-02-28"]);
        assert_eq!(told(&["2024-02-29", "2025-03-01"], "1y"), ["2024-02-29 2025-03-01 2026-03-01"]);
        assert_eq!(told(&["2023-12-31"], "9999y"), ["2023-12-31 2023-12-31 +12022-12-31"]);
    }

    #[test]
    fn a_first_day_that_is_ahead_leaves_nothing_to_count() {
        let mut story = Story::new();
        story.since = Some(day("2027-01-01"));
        (0..12).for_each(|at| story.order("2025-10-01", &format!("C{at}"), "10"));
        story.order("2026-11-01", "C1", "10");
        for report in [Report::Retention, Report::Cohorts, Report::WinBacks, Report::Revenue, Report::Quiet] {
            let sections = story.of(report);
            let rows: usize = sections.iter().map(|section| section.rows.len()).sum();
            assert_eq!((rows, sections[0].finding), (0, None), "{report:?}");
        }
    }

    #[test]
    fn what_is_asked_since_long_ago_is_the_same() {
        let mut story = Story::new();
        (0..12).for_each(|at| story.order("2025-10-01", &format!("C{at}"), "10"));
        story.order("2026-11-01", "C1", "10");
        let last = |story: &Story| {
            let section = story.of(Report::Retention).remove(0);
            story.told(&section)[section.rows.len() - 3..].to_vec()
        };
        let usual = last(&story);
        story.since = Some(day("1990-01-01"));
        assert_eq!(last(&story), usual);
        assert!(usual[1].starts_with("2026-10: 12 0 12 0 0 0 0.0000 1.0000"), "{usual:?}");
    }
}
