//! Win-backs: how many of the customers who were lost came back, after how long, what brought them, and who they are.
//!
//! A customer is lost on the day after the last one on which they were active, and won back on the day of the purchase with which they
//! are active again, however soon that is; each time counts. By month stands how many were lost in it, and how many of them were won
//! back up to today: those of the last months had less time for it. The days lie between the day they were lost and the one they
//! were won back. What brought them is the kind of the last touch after the last purchase before, on the day they came back or
//! earlier; without one they came by themselves. Thirteen months where nothing else is asked: of who was lost, or won back, in them.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::customers::{Customer, Purchases, each_once, end_of};
use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section};
use crate::domain::day::Day;
use crate::domain::interaction::Kind;
use crate::domain::ledger::What;

/// Months that are looked at where nothing else is asked.
const MONTHS: u32 = 13;

/// Somebody who was lost.
#[derive(Debug, Clone, Copy)]
struct Lost {
    customer: Customer,
    /// The last purchase before.
    bought: Day,
    day: Day,
    back: Option<Day>,
}

impl Lost {
    /// How long they were away, if they came back.
    fn away(&self) -> Option<i64> {
        Some(self.back?.since(self.day))
    }
}

/// Somebody who came back, and what brought them.
struct Back {
    lost: Lost,
    day: Day,
    kind: Option<Kind>,
}

/// All who were lost up to today, each time.
fn lost(purchases: &Purchases, today: Day) -> Vec<Lost> {
    let mut all = Vec::new();
    for (customer, times) in purchases.times() {
        let nexts = times.iter().skip(1).map(|next| Some(next.from)).chain([None]);
        for (time, back) in times.iter().zip(nexts).filter(|(time, _)| time.lost() <= today) {
            all.push(Lost { customer, bought: time.bought, day: time.lost(), back });
        }
    }
    all.sort_unstable_by_key(|one| (one.day, one.customer));
    all
}

/// All who came back from a day on, the latest first.
fn back(asked: &Asked<'_>, all: &[Lost], first: Day) -> Vec<Back> {
    let kind = |lost: &Lost, day| match lost.customer.last_touch(asked.ledger, Some(lost.bought), day)?.what {
        What::Interaction { kind, .. } => Some(kind),
        _ => None,
    };
    let back = |lost: &Lost| {
        let day = lost.back.filter(|day| *day >= first)?;
        Some(Back { lost: *lost, day, kind: kind(lost, day) })
    };
    let mut all: Vec<Back> = all.iter().filter_map(back).collect();
    all.sort_by_key(|one| (Reverse(one.day), one.lost.customer));
    all
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let purchases = Purchases::of(asked);
    let months = asked.months(MONTHS);
    let first = months.first().map_or(Day::MAX, |month| Day::from(*month));
    let all = lost(&purchases, asked.today.into());
    let back = back(asked, &all, first);
    let kinds = Kind::ALL.into_iter().map(Some).chain([None]);
    vec![
        Section {
            about: About::Lost(purchases.active),
            currency: None,
            heads: vec![Head::Lost, Head::BackSince, Head::ShareBack, Head::Away],
            rows: months.iter().map(|begin| month(asked, &all, *begin)).collect(),
            chart: Some(Chart::Bars(1)),
            finding: finding(&all[all.partition_point(|one| one.day < first)..]),
        },
        Section {
            about: About::BroughtBack,
            currency: None,
            heads: vec![Head::WonBack, Head::Share, Head::Away],
            rows: kinds.filter_map(|kind| by_kind(asked, &back, kind)).collect(),
            chart: Some(Chart::Bars(0)),
            finding: None,
        },
        Section {
            about: About::WonBack,
            currency: None,
            heads: vec![Head::LostOn, Head::BackOn, Head::Away, Head::LastTouch],
            rows: back.iter().filter_map(|one| one_back(asked, one)).collect(),
            chart: None,
            finding: None,
        },
    ]
}

/// Who was lost in a month. Those who are away still stand first.
fn month(asked: &Asked<'_>, all: &[Lost], begin: NaiveDate) -> Row {
    let (from, until) = (Day::from(begin), end_of(begin, asked.today));
    let start = all.partition_point(|one| one.day < from);
    let lost = &all[start..all.partition_point(|one| one.day <= until).max(start)];
    let away: Vec<i64> = lost.iter().filter_map(Lost::away).collect();
    let back = away.len();
    let cells = vec![Cell::Count(lost.len()), Cell::Count(back), Cell::share(back, lost.len()), Cell::median(away)];
    let of = |is_back: bool| lost.iter().filter(move |one| one.back.is_some() == is_back);
    let whose = each_once(asked.ledger, of(false).chain(of(true)).map(|one| one.customer));
    Row { label: Label::Month(begin), cells, whose }
}

fn finding(lost: &[Lost]) -> Option<Finding> {
    let away: Vec<i64> = lost.iter().filter_map(Lost::away).collect();
    let (back, of) = (away.len(), lost.len());
    let days = match Cell::median(away) {
        Cell::Days(days) => Some(days),
        _ => None,
    };
    (of >= FEW).then_some(Finding::WonBack { back, of, days })
}

/// Whom a kind of touch brought back; `None` where it brought nobody.
fn by_kind(asked: &Asked<'_>, back: &[Back], kind: Option<Kind>) -> Option<Row> {
    let brought = || back.iter().filter(|one| one.kind == kind);
    let away: Vec<i64> = brought().filter_map(|one| one.lost.away()).collect();
    let count = away.len();
    let cells = vec![Cell::Count(count), Cell::share(count, back.len()), Cell::median(away)];
    let whose = each_once(asked.ledger, brought().map(|one| one.lost.customer));
    (count > 0).then(|| Row { label: kind.map_or(Label::NoTouch, Label::Kind), cells, whose })
}

fn one_back(asked: &Asked<'_>, one: &Back) -> Option<Row> {
    let who = one.lost.customer.whose(asked.ledger)?;
    let cells = vec![
        Cell::Day(one.lost.day.into()),
        Cell::Day(one.day.into()),
        one.lost.away().map_or(Cell::Nothing, Cell::Days),
        one.kind.map_or(Cell::Nothing, Cell::Kind),
    ];
    Some(Row { label: asked.called(who), cells, whose: vec![who] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Span;
    use crate::domain::interaction::Outcome;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    fn since(since: &str, today: &str, active: u16) -> Story {
        let mut story = Story::new();
        (story.since, story.today) = (Some(day(since)), day(today));
        story.settings.reports_active = Span::days(active);
        story
    }

    /// Rows by month lost, by what brought them, and one by one.
    fn told(story: &Story) -> [Vec<String>; 3] {
        let sections = story.of(Report::WinBacks);
        [0, 1, 2].map(|at| story.told(&sections[at]))
    }

    #[test]
    fn lost_is_the_day_after_and_back_the_day_of_the_purchase() {
        let mut story = since("2026-03-01", "2026-05-10", 30);
        // Active up to 31 Mar; lost on 1 Apr, back on 11 Apr, up to 11 May.
        story.order("2026-03-01", "Anna@Acme", "10");
        story.order("2026-04-11", "@Acme", "10");
        // Lost on 31 Mar, and never back: a credit note and what is ahead bring nobody.
        story.order("2026-02-28", "Tom", "10");
        story.order("2026-04-20", "Tom", "-5");
        story.order("2026-05-11", "Tom", "10");
        // Lost twice: on 28 Feb, before the first month, back on 5 Mar; lost on 5 Apr.
        story.order("2026-01-28", "Eva", "10");
        story.order("2026-03-05", "Eva", "10");
        // Bought again on the very day after: never lost.
        story.order("2026-03-20", "Ira", "10");
        story.order("2026-04-20", "Ira", "10");
        let [lost, brought, back] = told(&story);
        assert_eq!(lost, ["2026-03: 1 0 few - · Tom", "2026-04: 2 1 few few · Eva, Acme", "2026-05: 0 0 - -"]);
        assert_eq!(brought, ["none: 2 few few · Acme, Eva"]);
        // From 28 Feb to 5 Mar five days.
        assert_eq!(back, ["Acme: 2026-04-01 2026-04-11 10 - · Acme", "Eva: 2026-02-28 2026-03-05 5 - · Eva"]);
        story.today = day("2026-05-11");
        assert_eq!(told(&story)[0][0], "2026-03: 1 1 few few · Tom", "today he is");
    }

    #[test]
    fn the_last_touch_since_the_purchase_before_brought_them() {
        let check = |touches: &[(&str, Kind, Outcome)], expect: &str| {
            let mut story = since("2026-01-01", "2026-11-21", 30);
            story.order("2026-01-01", "Anna@Acme", "10");
            story.order("2026-06-01", "Anna@Acme", "10");
            for (on, kind, outcome) in touches {
                story.interaction(on, "Tom@Acme", *kind, None, *outcome);
            }
            assert_eq!(told(&story)[1], [format!("{expect}: 1 few few · Acme")], "{touches:?}");
        };
        use Outcome::{NoAnswer, Reached};
        check(&[], "none");
        check(&[("2026-05-01", Kind::Mail, Reached), ("2026-05-02", Kind::Visit, Reached)], "visit");
        check(&[("2026-05-01", Kind::Mail, Reached), ("2026-05-02", Kind::Call, NoAnswer)], "mail");
        check(&[("2026-05-01", Kind::Mail, Reached), ("2026-05-02", Kind::Note, Reached)], "mail");
        check(&[("2026-01-02", Kind::Letter, Reached)], "letter");
        // On the day of the purchase before it brought that one; on the day they came back it may have brought them; later it didn't.
        check(&[("2026-01-01", Kind::Letter, Reached)], "none");
        check(&[("2026-06-01", Kind::Visit, Reached), ("2026-06-02", Kind::Call, Reached)], "visit");
    }

    #[test]
    fn shares_and_medians_are_told_of_ten() {
        let mut story = since("2026-01-01", "2026-11-21", 30);
        for at in 0..12 {
            story.order("2026-01-15", &format!("C{at}"), "10");
        }
        // Lost on 15 Feb: away for 14, 15, 16 … 23 days, and the second is lost again on 2 Apr.
        for at in 0..10 {
            let on = day("2026-03-01") + chrono::Days::new(at);
            story.order(&on.to_string(), &format!("C{at}"), "10");
        }
        story.touch("2026-02-20", "C0");
        let sections = story.of(Report::WinBacks);
        let of = |at: usize, row: usize| {
            let told = story.told(&sections[at])[row].clone();
            told.split(" · ").next().unwrap().to_owned()
        };
        // The middle two are 18 and 19.
        assert_eq!(of(0, 1), "2026-02: 12 10 0.8333 19");
        assert_eq!((of(1, 0), of(1, 1)), ("call: 1 0.1000 few".into(), "none: 9 0.9000 few".into()));
        // All are lost again, in April.
        assert_eq!(of(0, 3), "2026-04: 10 0 0.0000 -");
        assert_eq!(sections[0].finding, Some(Finding::WonBack { back: 10, of: 22, days: Some(19) }));
    }

    #[test]
    fn who_is_lost_twice_in_a_month_stands_there_once_and_counts_twice() {
        let mut story = since("2026-10-01", "2026-11-21", 5);
        story.order("2026-10-01", "Anna", "10");
        story.order("2026-10-10", "Anna", "10");
        let [lost, brought, back] = told(&story);
        assert_eq!(lost[0], "2026-10: 2 1 few few · Anna");
        assert_eq!((brought.len(), back.len()), (1, 1));
    }

    #[test]
    fn nothing_is_told_of_nobody() {
        let sections = Story::new().of(Report::WinBacks);
        let rows: Vec<usize> = sections.iter().map(|section| section.rows.len()).collect();
        assert_eq!((rows, sections[0].finding), (vec![13, 0, 0], None));
        let mut story = since("2026-11-01", "2026-11-21", 365);
        story.order("2026-01-01", "Anna", "10");
        assert_eq!(told(&story)[0], ["2026-11: 0 0 - -"]);
    }

    proptest::proptest! {
        #[test]
        fn who_came_back_was_lost(
            orders in proptest::collection::vec((0..6_u8, 0..600_u32), 0..60),
            span in 1..90_u16,
        ) {
            let mut story = since("2025-01-01", "2026-11-21", span);
            let begin = Day::from(day("2025-01-01"));
            for (who, after) in orders {
                story.order(&NaiveDate::from(begin.plus(after)).to_string(), &format!("C{who}"), "10");
            }
            let sections = story.of(Report::WinBacks);
            let sum = |section: &Section, column: usize| -> usize {
                section.rows.iter().map(|row| match row.cells[column] { Cell::Count(count) => count, _ => 0 }).sum()
            };
            let (lost, back) = (sum(&sections[0], 0), sum(&sections[0], 1));
            proptest::prop_assert!(back <= lost);
            // All were lost since the first month.
            proptest::prop_assert_eq!((sum(&sections[1], 0), sections[2].rows.len()), (back, back));
            for row in &sections[2].rows {
                let [Cell::Day(lost), Cell::Day(back), Cell::Days(away), _] = row.cells[..] else { panic!("{row:?}") };
                proptest::prop_assert!(away >= 1 && (back - lost).num_days() == away);
            }
        }
    }
}
