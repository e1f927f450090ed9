//! The agenda kept or missed, by month: whether those who have a rhythm were touched when it fell due.
//!
//! A rhythm falls due its span after a touch, on the next working day; of those who weren't touched since they were added it is the
//! first day that an import spread them to, else a span after they were added. By then they were touched again (*in time*; it goes on
//! from the last of those touches), or later (*late*, by so many days), or not at all until today (*missed*). It stands in the month
//! of the day it was due. Days from today on are no case unless they were touched meanwhile and it is due today.
//!
//! As on the agenda, an open follow-up that was set for a day ahead, within the rhythm, moves the day to its own, and where that is
//! chosen, a touch with anybody at the company counts. Rhythms aren't kept over time: all is judged by the one they have today, so
//! those who have none today, are archived, former or not to be contacted, or leads whom nobody touched yet, aren't looked at.
//! Neither are snoozes, nor the rhythms that companies have of their own.

use std::collections::BTreeSet;

use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section, month_of};
use crate::domain::book::Facts;
use crate::domain::cadence::Span;
use crate::domain::day::Day;
use crate::domain::follow_up::FollowUpState;
use crate::domain::id::CompanyId;
use crate::domain::ledger::What;

/// Months that are looked at where nothing else is asked.
const MONTHS: u32 = 12;

/// What became of a day on which a rhythm fell due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    InTime,
    /// By so many days.
    Late(i64),
    Missed,
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let months = asked.months(MONTHS);
    let mut by_month: Vec<Vec<(usize, Day, Became)>> = vec![Vec::new(); months.len()];
    let today = Day::from(asked.today);
    let colleagues = Colleagues::of(asked);
    asked.book.look_over(|facts, _| {
        let rhythm = facts.rhythm(asked.settings).filter(|_| !facts.is_off(today) && !facts.is_untouched_lead());
        if let (Some(rhythm), Some(contact)) = (rhythm, asked.ledger.number(facts.id)) {
            let judging = Judging::of(asked, &colleagues, facts, contact, rhythm);
            judging.each(|due, became| {
                if let Some(month) = month_of(&months, due) {
                    by_month[month].push((contact, due, became));
                }
            });
        }
        false
    });
    let mut all = Counted::default();
    let rows = months.into_iter().zip(by_month).map(|(begin, mut cases)| {
        // The worst first: the longest missed, then the latest.
        cases.sort_unstable_by_key(|(contact, due, became)| match became {
            Became::Missed => (0, i64::from(due.number()), *contact),
            Became::Late(days) => (1, -days, *contact),
            Became::InTime => (2, 0, *contact),
        });
        let mut counted = Counted::default();
        cases.iter().for_each(|(.., became)| counted.add(*became));
        all.in_time += counted.in_time;
        all.missed += counted.missed;
        all.late.extend_from_slice(&counted.late);
        let whose = asked.contacts(cases.iter().map(|(contact, ..)| *contact));
        Row { label: Label::Month(begin), cells: counted.cells(), whose }
    });
    let rows = rows.collect();
    let finding = (all.due() >= FEW).then_some(Finding::AgendaKept { in_time: all.in_time, of: all.due() });
    vec![Section {
        about: About::AgendaByMonth,
        currency: None,
        heads: vec![Head::Due, Head::InTime, Head::Late, Head::Missed, Head::ShareKept, Head::DaysLate],
        rows,
        chart: Some(Chart::Bars(4)),
        finding,
    }]
}

#[derive(Debug, Default)]
struct Counted {
    in_time: usize,
    /// Days.
    late: Vec<i64>,
    missed: usize,
}

impl Counted {
    fn add(&mut self, became: Became) {
        match became {
            Became::InTime => self.in_time += 1,
            Became::Late(days) => self.late.push(days),
            Became::Missed => self.missed += 1,
        }
    }

    fn due(&self) -> usize {
        self.in_time + self.late.len() + self.missed
    }

    fn cells(self) -> Vec<Cell> {
        let counts = [self.due(), self.in_time, self.late.len(), self.missed].map(Cell::Count);
        let kept = Cell::share(self.in_time, self.due());
        counts.into_iter().chain([kept, Cell::median(self.late)]).collect()
    }
}

/// The days of the touches with all who work at each company, by its number, where those count for everybody there.
struct Colleagues(Vec<BTreeSet<Day>>);

impl Colleagues {
    fn of(asked: &Asked<'_>) -> Self {
        if !asked.settings.one_touch_counts {
            return Self(Vec::new());
        }
        let mut all = vec![BTreeSet::new(); asked.ledger.companies().len()];
        asked.book.look_over(|facts, _| {
            let company = facts.company.and_then(|id| asked.ledger.company_number(id));
            if let (Some(company), Some(contact)) = (company, asked.ledger.number(facts.id)) {
                all[company].extend(touches(asked, contact));
            }
            false
        });
        Self(all)
    }

    fn touches(&self, asked: &Asked<'_>, company: Option<CompanyId>) -> Option<&BTreeSet<Day>> {
        self.0.get(asked.ledger.company_number(company?)?)
    }
}

/// The days of the touches with a contact, up to today.
fn touches(asked: &Asked<'_>, contact: usize) -> impl Iterator<Item = Day> {
    let today = Day::from(asked.today);
    let touches = asked.ledger.of(contact).filter(|event| event.what.is_touch());
    touches.map(|event| event.day).take_while(move |day| *day <= today)
}

/// What is looked at of a contact.
struct Judging<'a> {
    asked: &'a Asked<'a>,
    rhythm: Span,
    /// The day from which the first is counted, and the first that is due.
    begin: (Day, Day),
    /// Days of touches, each once, in their order.
    touches: Vec<Day>,
    /// Of follow-ups the day they were made, the day they are due, and the first on which they weren't open any more.
    follow_ups: Vec<(Day, Day, Day)>,
}

impl<'a> Judging<'a> {
    fn of(asked: &'a Asked<'a>, colleagues: &Colleagues, facts: &Facts, contact: usize, rhythm: Span) -> Self {
        let mut touches: Vec<Day> = match colleagues.touches(asked, facts.company) {
            Some(of_all) => of_all.iter().copied().collect(),
            None => touches(asked, contact).collect(),
        };
        let first_day = facts.first_day.filter(|_| touches.first().is_none_or(|first| *first > facts.added));
        touches.extend(facts.imported.filter(|day| *day <= Day::from(asked.today)));
        touches.sort_unstable();
        touches.dedup();
        let begin = match (first_day, touches.first()) {
            (Some(due), _) => (facts.added, due),
            (None, Some(first)) if *first <= facts.added => (*first, rhythm.after_day(*first)),
            _ => (facts.added, rhythm.after_day(facts.added)),
        };
        let follow_ups = asked.ledger.of(contact).filter_map(|event| match event.what {
            What::FollowUp { made, state, closed } => {
                let closed = closed.unwrap_or(if state == FollowUpState::Open { Day::MAX } else { Day::MIN });
                Some((made, event.day, closed))
            }
            _ => None,
        });
        Self { asked, rhythm, begin, touches, follow_ups: follow_ups.collect() }
    }

    /// Each day on which it fell due, with what became of it, in their order.
    fn each(&self, mut take: impl FnMut(Day, Became)) {
        let today = Day::from(self.asked.today);
        let (mut from, due) = self.begin;
        let mut due = self.working(due);
        loop {
            let next = self.touches.partition_point(|day| *day <= from);
            let Some(touch) = self.touches.get(next).copied() else { break };
            due = self.moved(due, touch);
            if due > today {
                return;
            }
            if touch <= due {
                take(due, Became::InTime);
                let last = self.touches.partition_point(|day| *day <= due);
                from = self.touches[last - 1];
            } else {
                take(due, Became::Late(touch.since(due)));
                from = touch;
            }
            due = self.working(self.rhythm.after_day(from));
        }
        due = self.moved(due, today);
        if due < today {
            take(due, Became::Missed);
        }
    }

    /// The day to which follow-ups move one that is due, as long as it stays before `until`.
    fn moved(&self, mut due: Day, until: Day) -> Day {
        while due < until {
            let open = self.follow_ups.iter().filter(|(made, _, closed)| *made <= due && due < *closed);
            let ahead = open.filter(|(_, day, _)| due < *day).min_by_key(|(_, day, _)| *day);
            match ahead {
                Some((_, day, closed)) if *day <= self.rhythm.after_day(due) => {
                    due = self.working(*day.min(closed));
                }
                _ => break,
            }
        }
        due
    }

    fn working(&self, day: Day) -> Day {
        self.asked.settings.workdays.on_or_after_day(day)
    }
}

#[cfg(test)]
mod tests;
