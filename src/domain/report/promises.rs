//! Promises kept: of the follow-ups that were due in a month, how many were done by their day.
//!
//! A promise is a follow-up, and its day the one it is due on now: where it was put off, the new one. *In time* is done on its day or
//! before, *late* done after it, *past due* not done though its day is over. One that was cancelled is no case of the share kept, nor
//! is one that can still be kept; done on a day that nobody knows is none at all. By customer the same months are looked at: those
//! to whom most promises weren't kept, the company where they work today, else the contact.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section, month_of};
use crate::domain::day::Day;
use crate::domain::follow_up::FollowUpState;
use crate::domain::health::Whose;
use crate::domain::ledger::{Event, What};

/// Months that are looked at where nothing else is asked.
const MONTHS: u32 = 12;
/// So many customers are listed at the most.
const MOST: usize = 20;

/// What became of one. The order is that in which it is worth looking at whom it was made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    /// By so many days.
    PastDue(Reverse<i64>),
    Late(Reverse<i64>),
    Cancelled,
    InTime,
}

impl Became {
    /// `None` where it can still be kept, or nobody knows.
    fn of(event: &Event, today: Day) -> Option<Self> {
        let What::FollowUp { made, state, closed } = event.what else { return None };
        let (due, is_closed) = (event.day, closed.is_none_or(|day| day <= today));
        match state {
            _ if made > today => None,
            FollowUpState::Done if is_closed => {
                let days = closed?.since(due);
                Some(if days > 0 { Self::Late(Reverse(days)) } else { Self::InTime })
            }
            FollowUpState::Cancelled if is_closed => Some(Self::Cancelled),
            _ => (due < today).then(|| Self::PastDue(Reverse(today.since(due)))),
        }
    }

    fn is_broken(self) -> bool {
        matches!(self, Self::PastDue(_) | Self::Late(_))
    }
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let months = asked.months(MONTHS);
    let mut by_month: Vec<Vec<(Became, usize)>> = vec![Vec::new(); months.len()];
    let mut by_customer: BTreeMap<Whose, Vec<(Became, usize)>> = BTreeMap::new();
    let today = Day::from(asked.today);
    for event in asked.ledger.events() {
        let Some(became) = Became::of(event, today) else { continue };
        let Some(month) = month_of(&months, event.day) else { continue };
        for (contact, company) in asked.ledger.people(event) {
            let Some(contact) = contact else { continue };
            by_month[month].push((became, contact));
            let company = company.map(|at| Whose::Company(asked.ledger.companies()[at]));
            let customer = company.unwrap_or(Whose::Contact(asked.ledger.contacts()[contact]));
            by_customer.entry(customer).or_default().push((became, contact));
        }
    }
    let all = Counted::of(by_month.iter().flatten());
    let finding = (all.judged() >= FEW).then_some(Finding::PromisesKept { in_time: all.in_time, of: all.judged() });
    let row = |label, mut promises: Vec<(Became, usize)>, cells: fn(&Counted) -> Vec<Cell>| {
        promises.sort_unstable();
        let whose = asked.contacts(promises.iter().map(|(_, contact)| *contact));
        Row { label, cells: cells(&Counted::of(&promises)), whose }
    };
    let rows = months.into_iter().zip(by_month);
    let mut customers: Vec<_> =
        by_customer.into_iter().filter(|(_, all)| all.iter().any(|one| one.0.is_broken())).collect();
    customers.sort_by_key(|(_, all)| {
        let counted = Counted::of(all);
        Reverse((counted.late.len() + counted.past_due, counted.past_due))
    });
    customers.truncate(MOST);
    vec![
        Section {
            about: About::PromisesByMonth,
            currency: None,
            heads: vec![
                Head::Due,
                Head::InTime,
                Head::Late,
                Head::PastDue,
                Head::Cancelled,
                Head::ShareKept,
                Head::DaysLate,
            ],
            rows: rows.map(|(begin, all)| row(Label::Month(begin), all, Counted::of_month)).collect(),
            chart: Some(Chart::Bars(5)),
            finding,
        },
        Section {
            about: About::PromisesByCustomer,
            currency: None,
            heads: vec![Head::NotKept, Head::PastDue, Head::Late, Head::InTime],
            rows: customers.into_iter().map(|(who, all)| row(asked.called(who), all, Counted::of_customer)).collect(),
            chart: Some(Chart::Bars(0)),
            finding: None,
        },
    ]
}

#[derive(Debug, Default)]
struct Counted {
    in_time: usize,
    /// Days.
    late: Vec<i64>,
    past_due: usize,
    cancelled: usize,
}

impl Counted {
    fn of<'a>(promises: impl IntoIterator<Item = &'a (Became, usize)>) -> Self {
        let mut counted = Self::default();
        for (became, _) in promises {
            match became {
                Became::InTime => counted.in_time += 1,
                Became::Late(Reverse(days)) => counted.late.push(*days),
                Became::PastDue(_) => counted.past_due += 1,
                Became::Cancelled => counted.cancelled += 1,
            }
        }
        counted
    }

    /// Those of which it is known whether they were kept.
    fn judged(&self) -> usize {
        self.in_time + self.late.len() + self.past_due
    }

    fn of_month(&self) -> Vec<Cell> {
        let due = self.judged() + self.cancelled;
        let counts = [due, self.in_time, self.late.len(), self.past_due, self.cancelled].map(Cell::Count);
        let rest = [Cell::share(self.in_time, self.judged()), Cell::median(self.late.clone())];
        counts.into_iter().chain(rest).collect()
    }

    fn of_customer(&self) -> Vec<Cell> {
        let broken = self.late.len() + self.past_due;
        [broken, self.past_due, self.late.len(), self.in_time].map(Cell::Count).to_vec()
    }
}
