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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    /// `2026-01-10 by 2026-01-12 told 2026-01-11`; `resolved` and not told, `reopened` though told.
    fn complaint(story: &mut Story, who: &str, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let after = |word: &str| words.iter().position(|one| *one == word).map(|at| Day::from(day(words[at + 1])));
        let told = after("told");
        let is_resolved = told.is_some() && !words.contains(&"reopened") || words.contains(&"resolved");
        let what = What::Feedback {
            kind: FeedbackKind::Complaint,
            state: if is_resolved { FeedbackState::Resolved } else { FeedbackState::Open },
            due: after("by").or(Some(Day::from(day(words[0])).plus(2))),
            resolved: None,
            told,
            score: None,
        };
        story.event(words[0], who, what);
    }

    /// The months with complaints: how many, answered, open, in time, median and longest.
    fn waited(story: &Story) -> Vec<String> {
        story.counted(&story.of(Report::Complaints)[0])
    }

    #[test]
    fn a_complaint_waits_from_its_day_until_the_customer_was_told() {
        for (line, expected) in [
            ("2026-11-03 told 2026-11-05", "1 1 0 few few 2"),
            ("2026-11-03 told 2026-11-03", "1 1 0 few few 0"),
            ("2026-11-03 by 2026-11-04 told 2026-11-05", "1 1 0 few few 2"),
            // Told before it was noted.
            ("2026-11-03 told 2026-11-02", "1 1 0 few few 0"),
            ("2026-11-03", "1 0 1 few - -"),
            ("2026-11-03 resolved", "1 0 1 few - -"),
            ("2026-11-03 told 2026-11-05 reopened", "1 0 1 few - -"),
            // It may still be answered in time: no case.
            ("2026-11-03 by 2026-11-21", "1 0 1 - - -"),
            ("2026-11-03 by 2026-11-20", "1 0 1 few - -"),
            // A day that isn't there yet.
            ("2026-11-03 told 2026-11-22", "1 0 1 few - -"),
        ] {
            let mut story = Story::new();
            complaint(&mut story, "Anna", line);
            assert_eq!(waited(&story), [format!("2026-11: {expected} · Anna")], "{line}");
        }
        let mut story = Story::new();
        complaint(&mut story, "Anna", "2026-11-22");
        let praise = What::Feedback {
            kind: FeedbackKind::Praise,
            state: FeedbackState::Open,
            due: None,
            resolved: None,
            told: None,
            score: None,
        };
        story.event("2026-11-03", "Anna", praise);
        assert!(waited(&story).is_empty(), "neither one of tomorrow nor praise");
    }

    #[test]
    fn the_month_is_that_in_which_it_came_in() {
        let mut story = Story::new();
        story.today = day("2024-03-02");
        story.since = Some(day("2023-12-31"));
        for line in
            ["2023-11-30", "2023-12-31 told 2024-01-02", "2024-01-01", "2024-02-29 told 2024-03-01", "2024-03-01"]
        {
            complaint(&mut story, "Anna", line);
        }
        assert_eq!(
            waited(&story),
            [
                "2023-12: 1 1 0 few few 2 · Anna",
                "2024-01: 1 0 1 few - - · Anna",
                "2024-02: 1 1 0 few few 1 · Anna",
                "2024-03: 1 0 1 - - - · Anna"
            ]
        );
        assert_eq!(Story::new().of(Report::Complaints)[0].rows.len(), 12);
    }

    #[test]
    fn those_who_wait_longest_come_first_and_shares_are_told_from_ten_cases_on() {
        let mut story = Story::new();
        for (who, line) in [
            ("InTime", "2026-10-01 told 2026-10-02"),
            ("Late", "2026-10-01 told 2026-10-05"),
            ("Later", "2026-10-01 told 2026-10-20"),
            ("Waiting", "2026-10-30 by 2026-12-01"),
            ("Overdue", "2026-10-20"),
            ("LongOverdue", "2026-10-02"),
            ("Later", "2026-10-07"),
        ] {
            complaint(&mut story, who, line);
        }
        assert_eq!(waited(&story), ["2026-10: 7 3 4 few few 19 · LongOverdue, Later, Overdue, Waiting, Late, InTime"]);
        assert_eq!(story.of(Report::Complaints)[0].finding, None, "six are judged");
        for days in 1..=9 {
            complaint(&mut story, "Tom", &format!("2026-09-01 told 2026-09-0{}", 1 + days.min(8)));
        }
        // Nine answers after 1, 2, … 8, 8 days, of which two are in time.
        assert_eq!(waited(&story)[0], "2026-09: 9 9 0 few few 8 · Tom");
        complaint(&mut story, "Tom", "2026-09-01 told 2026-09-30");
        // 1 2 3 4 5 6 7 8 8 29: the median of ten is the mean of 5 and 6, a half upwards.
        assert_eq!(waited(&story)[0], "2026-09: 10 10 0 0.2000 6 29 · Tom");
        let sections = story.of(Report::Complaints);
        assert_eq!(sections[0].finding, Some(Finding::Answered { in_time: 3, of: 16 }));
    }

    #[test]
    fn nothing_makes_empty_months() {
        let section = &Story::new().of(Report::Complaints)[0];
        let row = Row { label: Label::Month(day("2026-11-01")), cells: section.rows[0].cells.clone(), whose: vec![] };
        assert_eq!(section.rows[11], row);
        assert_eq!(row.cells[..4], [Cell::Count(0), Cell::Count(0), Cell::Count(0), Cell::Nothing]);
    }

    proptest! {
        #[test]
        fn parts_add_up(all in prop::collection::vec((0..300_u64, 0..40_u64, prop::option::of(0..60_u64)), 0..60)) {
            let mut story = Story::new();
            let begin = day("2026-01-01");
            let (mut answered, mut judged, mut in_time) = (0, 0, 0);
            for (at, promised, told) in &all {
                let on = begin + chrono::Days::new(*at);
                let [due, told] = [Some(*promised), *told].map(|days| days.map(|days| on + chrono::Days::new(days)));
                let told = told.filter(|told| *told <= story.today);
                let due = due.unwrap();
                let line = told.map_or_else(|| format!("{on} by {due}"), |told| format!("{on} by {due} told {told}"));
                complaint(&mut story, "Anna", &line);
                answered += usize::from(told.is_some());
                judged += usize::from(told.is_some() || due < story.today);
                in_time += usize::from(told.is_some_and(|told| told <= due));
            }
            let sections = story.of(Report::Complaints);
            let sum = |column: usize| -> usize {
                sections[0].rows.iter().map(|row| if let Cell::Count(count) = row.cells[column] { count } else { 0 }).sum()
            };
            prop_assert_eq!([sum(0), sum(1), sum(2)], [all.len(), answered, all.len() - answered]);
            let expected = (judged >= FEW).then_some(Finding::Answered { in_time, of: judged });
            prop_assert_eq!(sections[0].finding, expected);
        }
    }
}
