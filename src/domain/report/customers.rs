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

    /// The last touch on one of the days from `after` on, that one left out, up to `until`: of a company with anybody who was there then, of a
    /// contact with them wherever they were.
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
