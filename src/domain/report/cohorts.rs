//! Cohorts: the customers who first bought in the same quarter, and how many of them stayed.
//!
//! *Bought again within* so many months: on a later day than the first, the last one so many months after it counted in (from 30 Nov
//! three months are up to 28 Feb). *Still active after*: so many months after the first purchase they were active by a later one,
//! so that the first alone keeps nobody. Both are told once the time is over for all of the quarter, which is when the days after its
//! last day are; before, it is not yet. Sixteen quarters where nothing else is asked, from the first with anybody on.

use chrono::{Months, NaiveDate};

use super::customers::{Customer, Purchases};
use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section};
use crate::domain::cadence::Span;
use crate::domain::day::Day;

/// Months after the first purchase.
pub const AFTER: [u16; 6] = [3, 6, 12, 18, 24, 36];
/// The one of them that is drawn, and of which the finding is.
const YEAR: usize = 2;
/// Quarters that are looked at where nothing else is asked.
const QUARTERS: u32 = 16;

/// The customers of a quarter.
#[derive(Debug, Default)]
struct Cohort {
    /// With the day of the last purchase.
    customers: Vec<(Day, Customer)>,
    again: [usize; AFTER.len()],
    active: [usize; AFTER.len()],
}

impl Cohort {
    /// Adds who bought on these days.
    fn add(&mut self, customer: Customer, days: &[Day], within: Span) {
        let ([first, later @ ..], Some(last)) = (days, days.last()) else { return };
        self.customers.push((*last, customer));
        for (at, months) in AFTER.into_iter().enumerate() {
            let until = Span::months(months).after_day(*first);
            // The last one in the time keeps them active the longest.
            let Some(latest) = later.iter().rev().find(|day| **day <= until) else { continue };
            self.again[at] += 1;
            self.active[at] += usize::from(until <= within.after_day(*latest));
        }
    }
}

/// Whether so many months after the quarter that begins on a day are over.
fn is_over(quarter: NaiveDate, months: u16, today: NaiveDate) -> bool {
    let next = quarter.checked_add_months(Months::new(3)).unwrap_or(NaiveDate::MAX);
    let last = next.pred_opt().unwrap_or(next);
    Span::months(months).after(last) < today
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let begins = asked.quarters(QUARTERS);
    let ends: Vec<Day> = begins.iter().map(|begin| Day::from(*begin)).collect();
    let purchases = Purchases::of(asked);
    let mut cohorts: Vec<Cohort> = begins.iter().map(|_| Cohort::default()).collect();
    for (customer, days) in purchases.each() {
        let quarter = days.first().and_then(|first| ends.partition_point(|begin| begin <= first).checked_sub(1));
        if let Some(cohort) = quarter.and_then(|at| cohorts.get_mut(at)) {
            cohort.add(customer, &days, purchases.active.within);
        }
    }
    let mut all: Vec<(NaiveDate, Cohort)> = begins.into_iter().zip(cohorts).collect();
    let empty = all.iter().take_while(|(_, cohort)| cohort.customers.is_empty()).count();
    all.drain(..empty);
    // Who didn't buy for the longest time stands first.
    all.iter_mut().for_each(|(_, cohort)| cohort.customers.sort_unstable());
    let section = |about, of: fn(&Cohort) -> &[usize; AFTER.len()], finding| {
        let row = |(quarter, cohort): &(NaiveDate, Cohort)| {
            let size = cohort.customers.len();
            let share = |(months, count): (u16, &usize)| match is_over(*quarter, months, asked.today) {
                true => Cell::share(*count, size),
                false if size == 0 => Cell::Nothing,
                false => Cell::NotYet,
            };
            Row {
                label: Label::Quarter(*quarter),
                cells: [Cell::Count(size)].into_iter().chain(AFTER.into_iter().zip(of(cohort)).map(share)).collect(),
                whose: cohort.customers.iter().filter_map(|(_, customer)| customer.whose(asked.ledger)).collect(),
            }
        };
        Section {
            about,
            currency: None,
            heads: [Head::Customers].into_iter().chain(AFTER.map(Head::Months)).collect(),
            rows: all.iter().map(row).collect(),
            chart: Some(Chart::Bars(1 + YEAR)),
            finding,
        }
    };
    let over = || all.iter().filter(|(quarter, _)| is_over(*quarter, AFTER[YEAR], asked.today));
    let of: usize = over().map(|(_, cohort)| cohort.customers.len()).sum();
    let again = over().map(|(_, cohort)| cohort.again[YEAR]).sum();
    let finding = (of >= FEW).then_some(Finding::BoughtAgain { again, of });
    vec![
        section(About::CohortsAgain(purchases.active), |cohort| &cohort.again, finding),
        section(About::CohortsActive(purchases.active), |cohort| &cohort.active, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    fn since(since: &str, today: &str) -> Story {
        let mut story = Story::new();
        (story.since, story.today) = (Some(day(since)), day(today));
        story
    }

    /// Rows of who bought again, and of who is still active.
    fn told(story: &Story) -> [Vec<String>; 2] {
        let sections = story.of(Report::Cohorts);
        [story.told(&sections[0]), story.told(&sections[1])]
    }

    /// Ten who bought on a day and, the first so many of them, again on another.
    fn ten(story: &mut Story, first: &str, again: &[(&str, usize)]) {
        for at in 0..10 {
            story.order(first, &format!("C{at}"), "10");
            for (on, _) in again.iter().filter(|(_, count)| at < *count) {
                story.order(on, &format!("C{at}"), "10");
            }
        }
    }

    fn shares(told: &[String]) -> &str {
        told[0].split(" · ").next().unwrap()
    }

    #[test]
    fn who_bought_again_within_a_time_counts_in_the_longer_ones_too() {
        let mut story = since("2023-01-01", "2026-11-21");
        // 15 May is the last day of three months, 15 Nov of nine.
        ten(&mut story, "2023-02-15", &[("2023-05-15", 2), ("2023-05-16", 3), ("2024-08-16", 5), ("2026-02-16", 9)]);
        let [again, active] = told(&story);
        assert_eq!(shares(&again), "2023-Q1: 10 0.2000 0.3000 0.3000 0.3000 0.5000 0.5000");
        // 365 days from 16 May 2023 are up to 15 May 2024; from 16 Aug 2024 up to 16 Aug 2025.
        assert_eq!(shares(&active), "2023-Q1: 10 0.2000 0.3000 0.3000 0.0000 0.5000 0.0000");
        assert_eq!(
            again[0].split(" · ").nth(1).unwrap(),
            "C9, C0, C1, C2, C3, C4, C5, C6, C7, C8",
            "who stays away the longest first"
        );
        assert_eq!(story.of(Report::Cohorts)[0].finding, Some(Finding::BoughtAgain { again: 3, of: 10 }));
    }

    #[test]
    fn the_first_day_and_credit_notes_and_what_is_ahead_are_no_return() {
        let mut story = since("2026-01-01", "2026-11-21");
        ten(&mut story, "2026-01-10", &[]);
        story.order("2026-01-10", "C0", "5");
        story.order("2026-02-10", "C1", "-5");
        story.order("2026-11-22", "C2", "5");
        let [again, _] = told(&story);
        assert_eq!(shares(&again), "2026-Q1: 10 0.0000 0.0000 open open open open");
    }

    #[test]
    fn it_is_told_from_the_day_after_the_time_is_over_for_the_last_of_the_quarter() {
        let of = |today: &str| {
            let mut story = since("2025-10-01", today);
            ten(&mut story, "2025-10-05", &[("2025-12-05", 5)]);
            let [again, active] = told(&story);
            [again, active].map(|told| shares(&told).to_owned())
        };
        // The quarter ends on 31 Dec 2025; three months later is 31 Mar 2026.
        assert_eq!(of("2026-03-31")[0], "2025-Q4: 10 open open open open open open");
        let told = "2025-Q4: 10 0.5000 open open open open open";
        assert_eq!(of("2026-04-01"), [told, told]);
    }

    #[test]
    fn months_end_where_the_calendar_has_no_such_day() {
        let again = |first: &str, second: &str, expect: &str| {
            let mut story = since(first, "2026-11-21");
            ten(&mut story, first, &[(second, 10)]);
            let [again, _] = told(&story);
            assert_eq!(shares(&again).split(' ').nth(2), Some(expect), "{first} {second}");
        };
        again("2023-11-30", "2024-02-29", "1.0000");
        again("2023-11-30", "2024-03-01", "0.0000");
        again("2024-11-30", "2025-02-28", "1.0000");
        again("2024-11-30", "2025-03-01", "0.0000");
        again("2024-02-29", "2024-05-29", "1.0000");
        again("2024-02-29", "2024-05-30", "0.0000");
    }

    #[test]
    fn a_quarter_begins_on_its_first_day_and_few_say_nothing() {
        let mut story = since("2024-11-01", "2026-11-21");
        story.order("2025-03-31", "Anna@Acme", "10");
        story.order("2025-04-01", "Tom", "10");
        story.order("2025-04-02", "@Acme", "10");
        // Who bought before the first quarter isn't in any.
        story.order("2024-09-30", "Eva", "10");
        story.order("2025-05-01", "Eva", "10");
        let [again, _] = told(&story);
        assert_eq!(again.len(), 8, "the first quarter with anybody stands first, and then all: {again:?}");
        assert_eq!(
            again[..3],
            [
                "2025-Q1: 1 few few few few open open · Acme",
                "2025-Q2: 1 few few few open open open · Tom",
                "2025-Q3: 0 - - - - - -"
            ]
        );
        story.since = Some(day("2024-07-01"));
        assert_eq!(told(&story)[0][0], "2024-Q3: 1 few few few few few open · Eva");
    }

    #[test]
    fn nothing_is_told_of_nobody() {
        let sections = Story::new().of(Report::Cohorts);
        assert_eq!(sections.len(), 2);
        assert!(sections.iter().all(|section| section.rows.is_empty() && section.finding.is_none()));
    }

    proptest::proptest! {
        #[test]
        fn everybody_is_in_one_cohort_and_shares_only_grow(
            orders in proptest::collection::vec((0..40_u8, 0..1400_u32), 0..160),
        ) {
            let mut story = since("2022-01-01", "2026-11-21");
            let begin = Day::from(day("2022-01-01"));
            for (who, after) in &orders {
                story.order(&chrono::NaiveDate::from(begin.plus(*after)).to_string(), &format!("C{who}"), "10");
            }
            let sections = story.of(Report::Cohorts);
            let customers: std::collections::BTreeSet<u8> = orders.iter().map(|(who, _)| *who).collect();
            for section in &sections {
                let all: Vec<_> = section.rows.iter().flat_map(|row| &row.whose).collect();
                let each: std::collections::HashSet<_> = all.iter().collect();
                proptest::prop_assert_eq!((all.len(), each.len()), (customers.len(), customers.len()), "each in one");
                for row in &section.rows {
                    proptest::prop_assert_eq!(row.cells[0], Cell::Count(row.whose.len()));
                    for cell in &row.cells[1..] {
                        if let Cell::Share(part, of) = cell {
                            proptest::prop_assert!(0 <= *part && part <= of);
                        }
                    }
                }
            }
            for (again, active) in sections[0].rows.iter().zip(&sections[1].rows) {
                let told: Vec<f64> = again.cells[1..].iter().filter_map(|cell| cell.length()).collect();
                proptest::prop_assert!(told.windows(2).all(|pair| pair[0] <= pair[1]), "longer times have more: {:?}", told);
                for (again, active) in again.cells[1..].iter().zip(&active.cells[1..]) {
                    proptest::prop_assert!(active.length() <= again.length(), "who is active by a later one bought again");
                }
            }
        }
    }
}
