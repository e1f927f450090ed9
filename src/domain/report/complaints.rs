//! How long complaints wait for an answer, by the month in which they came in.
//!
//! A complaint is answered on the day on which the customer was told what came of it; what they were told meanwhile isn't its end.
//! It is in time if that was on the promised day at the latest, or, where none was promised, two days after it came in. The share in
//! time is that of those which were answered or whose day is over; one that may still be answered in time is no case yet. Days are
//! those of the calendar. The longest is told of however few, shares and medians of [`FEW`] at the least.

use std::cmp::Reverse;

use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section, month_of};
use crate::domain::day::Day;
use crate::domain::feedback::{FeedbackKind, FeedbackState};
use crate::domain::ledger::{Event, What};

/// Months that are looked at where nothing else is asked.
const MONTHS: u32 = 12;

/// How far one is. The order is that in which it is worth looking at whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// Not answered, and its day is over by so many days.
    Overdue(Reverse<i64>),
    Waiting,
    /// Answered so many days after its day.
    Late(Reverse<i64>),
    InTime,
}

#[derive(Debug, Clone, Copy)]
struct Complaint {
    contact: usize,
    stands: Stands,
    /// Days until it was answered.
    days: Option<i64>,
}

impl Complaint {
    /// `None` of what is no complaint, or none yet.
    fn of(asked: &Asked<'_>, event: &Event) -> Option<Self> {
        let What::Feedback { kind: FeedbackKind::Complaint, state, due, told, .. } = event.what else { return None };
        let today = Day::from(asked.today);
        let contact = asked.ledger.people(event).find_map(|(contact, _)| contact).filter(|_| event.day <= today)?;
        let due = due.unwrap_or(event.day);
        let answered = told.filter(|told| state == FeedbackState::Resolved && *told <= today);
        let stands = match answered {
            Some(told) if told <= due => Stands::InTime,
            Some(told) => Stands::Late(Reverse(told.since(due))),
            None if due < today => Stands::Overdue(Reverse(today.since(due))),
            None => Stands::Waiting,
        };
        Some(Self { contact, stands, days: answered.map(|told| told.since(event.day).max(0)) })
    }
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let months = asked.months(MONTHS);
    let mut by_month: Vec<Vec<Complaint>> = vec![Vec::new(); months.len()];
    for event in asked.ledger.events() {
        if let Some(complaint) = Complaint::of(asked, event)
            && let Some(month) = month_of(&months, event.day)
        {
            by_month[month].push(complaint);
        }
    }
    let all = Counted::of(by_month.iter().flatten());
    let finding = (all.judged >= FEW).then_some(Finding::Answered { in_time: all.in_time, of: all.judged });
    let rows = months.into_iter().zip(by_month).map(|(begin, mut complaints)| {
        complaints.sort_unstable_by_key(|one| (one.stands, one.contact));
        let whose = asked.contacts(complaints.iter().map(|one| one.contact));
        Row { label: Label::Month(begin), cells: Counted::of(&complaints).cells(), whose }
    });
    vec![Section {
        about: About::ComplaintsByMonth,
        currency: None,
        heads: vec![
            Head::Complaints,
            Head::Answered,
            Head::Open,
            Head::ShareInTime,
            Head::DaysToAnswer,
            Head::MostDays,
        ],
        rows: rows.collect(),
        chart: Some(Chart::Bars(0)),
        finding,
    }]
}

#[derive(Debug, Default)]
struct Counted {
    all: usize,
    in_time: usize,
    /// Those which were answered or whose day is over.
    judged: usize,
    /// Days until each was answered.
    days: Vec<i64>,
}

impl Counted {
    fn of<'a>(complaints: impl IntoIterator<Item = &'a Complaint>) -> Self {
        let mut counted = Self::default();
        for one in complaints {
            counted.all += 1;
            counted.in_time += usize::from(one.stands == Stands::InTime);
            counted.judged += usize::from(one.stands != Stands::Waiting);
            counted.days.extend(one.days);
        }
        counted
    }

    fn cells(self) -> Vec<Cell> {
        let answered = self.days.len();
        let longest = self.days.iter().max().map_or(Cell::Nothing, |days| Cell::Days(*days));
        let counts = [self.all, answered, self.all - answered].map(Cell::Count);
        let rest = [Cell::share(self.in_time, self.judged), Cell::median(self.days), longest];
        counts.into_iter().chain(rest).collect()
    }
}
