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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    /// The months with promises: how many, in time, late, past due, cancelled, the share kept, the days late.
    fn kept(story: &Story) -> Vec<String> {
        story.counted(&story.of(Report::Promises)[0])
    }

    #[test]
    fn a_promise_is_kept_by_its_day() {
        for (line, expected) in [
            ("2026-10-01 2026-10-09 done 2026-10-09", "1 1 0 0 0 few -"),
            ("2026-10-01 2026-10-09 done 2026-10-02", "1 1 0 0 0 few -"),
            ("2026-10-01 2026-10-09 done 2026-10-10", "1 0 1 0 0 few few"),
            ("2026-10-01 2026-10-09", "1 0 0 1 0 few -"),
            ("2026-10-01 2026-10-09 cancelled 2026-10-20", "1 0 0 0 1 - -"),
            ("2026-10-01 2026-10-09 cancelled", "1 0 0 0 1 - -"),
            // Done, or cancelled, only tomorrow.
            ("2026-10-01 2026-10-09 done 2026-11-22", "1 0 0 1 0 few -"),
            ("2026-10-01 2026-10-09 cancelled 2026-11-22", "1 0 0 1 0 few -"),
        ] {
            let mut story = Story::new();
            story.promise("Anna", line);
            assert_eq!(kept(&story), [format!("2026-10: {expected} · Anna")], "{line}");
        }
        let mut story = Story::new();
        // Nobody knows when; today and later it can still be kept; made tomorrow; of the month after.
        for line in [
            "2026-10-01 2026-10-09 done",
            "2026-10-01 2026-11-21",
            "2026-10-01 2026-11-30",
            "2026-11-22 2026-11-01",
            "2026-10-01 2026-12-01 done 2026-11-01",
        ] {
            story.promise("Anna", line);
        }
        assert!(kept(&story).is_empty(), "{:?}", kept(&story));
        // Ahead in this month, and done already.
        story.promise("Anna", "2026-10-01 2026-11-30 done 2026-11-21");
        assert_eq!(kept(&story), ["2026-11: 1 1 0 0 0 few - · Anna"]);
    }

    #[test]
    fn months_are_those_of_the_day_it_was_due() {
        let mut story = Story::new();
        story.today = day("2024-03-02");
        story.since = Some(day("2023-12-15"));
        for due in ["2023-11-30", "2023-12-01", "2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01"] {
            story.promise("Anna", &format!("2023-01-01 {due}"));
        }
        let months: Vec<String> = kept(&story).iter().map(|row| row[..10].to_owned()).collect();
        assert_eq!(months, ["2023-12: 2", "2024-01: 1", "2024-02: 1", "2024-03: 1"]);
        assert_eq!(Story::new().of(Report::Promises)[0].rows.len(), 12);
    }

    #[test]
    fn the_worst_come_first_and_shares_are_told_from_ten_cases_on() {
        let mut story = Story::new();
        for (who, line) in [
            ("Kept", "2026-10-01 2026-10-09 done 2026-10-09"),
            ("Cancelled", "2026-10-01 2026-10-09 cancelled"),
            ("Late", "2026-10-01 2026-10-09 done 2026-10-12"),
            ("Later", "2026-10-01 2026-10-09 done 2026-10-13"),
            ("Open", "2026-10-01 2026-10-09"),
            ("LongOpen", "2026-10-01 2026-10-08"),
            ("Kept", "2026-10-01 2026-10-09 done 2026-10-10"),
        ] {
            story.promise(who, line);
        }
        assert_eq!(kept(&story), ["2026-10: 7 1 3 2 1 few few · LongOpen, Open, Later, Late, Kept, Cancelled"]);
        assert_eq!(story.of(Report::Promises)[0].finding, None);
        for _ in 0..4 {
            story.promise("Kept", "2026-10-01 2026-10-20 done 2026-10-20");
        }
        let sections = story.of(Report::Promises);
        assert!(story.counted(&sections[0])[0].starts_with("2026-10: 11 5 3 2 1 0.5000 few · "));
        assert_eq!(sections[0].finding, Some(Finding::PromisesKept { in_time: 5, of: 10 }));
    }

    #[test]
    fn by_customer_those_come_first_to_whom_most_was_not_kept() {
        let mut story = Story::new();
        let (kept, late, open) =
            ("2026-10-01 2026-10-09 done 2026-10-09", "2026-10-01 2026-10-09 done 2026-10-12", "2026-10-01 2026-10-09");
        for (who, lines) in [
            ("Anna@Acme", vec![kept, kept]),
            ("Tom@Acme", vec![late]),
            ("Eva@Acme", vec![open]),
            ("Alone", vec![late, late]),
            ("Mia@Holm", vec![open]),
            ("Ida", vec![late]),
            ("Fine", vec![kept, "2026-10-01 2026-10-09 cancelled"]),
            ("Before", vec!["2025-01-01 2025-02-01"]),
        ] {
            lines.iter().for_each(|line| story.promise(who, line));
        }
        let section = &story.of(Report::Promises)[1];
        // Not kept, past due, late, in time.
        assert_eq!(
            story.told(section),
            ["Acme: 2 1 1 2 · Eva, Tom, Anna", "Alone: 2 0 2 0 · Alone", "Holm: 1 1 0 0 · Mia", "Ida: 1 0 1 0 · Ida"]
        );
        let mut many = Story::new();
        (0..30).for_each(|number| many.promise(&format!("{number}"), open));
        assert_eq!(many.of(Report::Promises)[1].rows.len(), MOST);
        assert!(Story::new().of(Report::Promises)[1].rows.is_empty());
    }

    proptest! {
        #[test]
        fn parts_add_up(all in prop::collection::vec((0..330_u64, 0..3_u8, prop::option::of(0..400_u64)), 0..60)) {
            let mut story = Story::new();
            let begin = day("2025-12-01");
            for (number, (due, state, closed)) in all.iter().enumerate() {
                let closed = closed.map(|at| (begin + chrono::Days::new(at)).to_string()).unwrap_or_default();
                let state = ["", "done", "cancelled"][usize::from(*state)];
                let due = begin + chrono::Days::new(*due);
                let line = if state.is_empty() { format!("2025-01-01 {due}") } else { format!("2025-01-01 {due} {state} {closed}") };
                story.promise(&format!("{}", number % 7), line.trim());
            }
            let sections = story.of(Report::Promises);
            let sum = |section: usize, column: usize| -> usize {
                let rows = sections[section].rows.iter();
                rows.map(|row| if let Cell::Count(count) = row.cells[column] { count } else { 0 }).sum()
            };
            prop_assert_eq!(sum(0, 0), (1..=4).map(|column| sum(0, column)).sum::<usize>());
            prop_assert!(sum(0, 0) <= all.len());
            prop_assert_eq!(sum(1, 0), sum(0, 2) + sum(0, 3), "the customers have all that wasn't kept");
            prop_assert_eq!(sum(1, 1), sum(0, 3));
        }
    }
}
