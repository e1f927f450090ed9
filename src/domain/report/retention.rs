//! Retention and churn by month: how many of the customers who were active when a month began still were when it ended.
//!
//! It is looked at two days: the one before the month, and the month's last, or today in the one that isn't over. Who was active on
//! both is *kept*, who only was before is *lost*, who only is at the end is *new* or, if they ever were active earlier, *won back*:
//! begin − lost + new + won back = end, and each month begins as the one before ended. Who is lost and comes back between the two
//! days is kept; who comes and goes between them isn't counted. Retention and churn are kept and lost as parts of those at the
//! beginning. Thirteen months, where nothing else is asked.

use super::customers::{Customer, Purchases, Time, end_of};
use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section};
use crate::domain::day::Day;

/// Months that are looked at where nothing else is asked.
const MONTHS: u32 = 13;

/// What became of somebody between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Became {
    Lost,
    WonBack,
    New,
    Kept,
}

/// `None` of who wasn't active on either day.
fn became(times: &[Time], begin: Day, end: Day) -> Option<Became> {
    let active = |day| times.iter().any(|time| time.holds(day));
    match (active(begin), active(end)) {
        (true, true) => Some(Became::Kept),
        (true, false) => Some(Became::Lost),
        (false, true) if times.first().is_some_and(|first| first.from < begin) => Some(Became::WonBack),
        (false, true) => Some(Became::New),
        (false, false) => None,
    }
}

/// What became of all in one month.
#[derive(Debug, Default)]
struct Month {
    counts: [usize; 4],
    /// All but those who were kept.
    moved: Vec<(Became, Customer)>,
}

impl Month {
    fn add(&mut self, became: Became, customer: Customer) {
        self.counts[became as usize] += 1;
        if became != Became::Kept {
            self.moved.push((became, customer));
        }
    }

    fn count(&self, of: Became) -> usize {
        self.counts[of as usize]
    }

    fn begin(&self) -> usize {
        self.count(Became::Kept) + self.count(Became::Lost)
    }

    fn end(&self) -> usize {
        self.count(Became::Kept) + self.count(Became::WonBack) + self.count(Became::New)
    }
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let begins = asked.months(MONTHS);
    let days: Vec<(Day, Day)> =
        begins.iter().map(|begin| (Day::from(*begin).minus(1), end_of(*begin, asked.today))).collect();
    let purchases = Purchases::of(asked);
    let mut months: Vec<Month> = begins.iter().map(|_| Month::default()).collect();
    let (mut kept, mut all) = (0, 0);
    for (customer, times) in purchases.times() {
        // Only those in which they may have been active: there may be many before and after.
        let start = times.first().map_or(0, |first| days.partition_point(|(_, end)| *end < first.from));
        let until = times.last().map_or(0, |last| days.partition_point(|(begin, _)| *begin <= last.until));
        let during = start..until.max(start);
        for (month, (begin, end)) in months[during.clone()].iter_mut().zip(&days[during]) {
            if let Some(became) = became(&times, *begin, *end) {
                month.add(became, customer);
            }
        }
        if let (Some((begin, _)), Some((_, end))) = (days.first(), days.last()) {
            let became = became(&times, *begin, *end);
            kept += usize::from(became == Some(Became::Kept));
            all += usize::from(matches!(became, Some(Became::Kept | Became::Lost)));
        }
    }
    let row = |(begin, month): (&chrono::NaiveDate, &mut Month)| {
        let counts = [
            month.begin(),
            month.count(Became::Kept),
            month.count(Became::Lost),
            month.count(Became::New),
            month.count(Became::WonBack),
            month.end(),
        ];
        let shares = [Became::Kept, Became::Lost].map(|of| Cell::share(month.count(of), month.begin()));
        month.moved.sort_unstable();
        let whose = month.moved.iter().filter_map(|(_, customer)| customer.whose(asked.ledger));
        let cells = counts.into_iter().map(Cell::Count).chain(shares);
        Row { label: Label::Month(*begin), cells: cells.collect(), whose: whose.collect() }
    };
    let rows = begins.iter().zip(&mut months).map(row).collect();
    let finding = begins.first().filter(|_| all >= FEW).map(|since| Finding::Kept { since: *since, kept, of: all });
    vec![Section {
        about: About::Retention(purchases.active),
        currency: None,
        heads: vec![
            Head::ActiveBefore,
            Head::Kept,
            Head::Lost,
            Head::New,
            Head::WonBack,
            Head::ActiveAfter,
            Head::Retention,
            Head::Churn,
        ],
        rows,
        chart: Some(Chart::Line(6)),
        finding,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Span;
    use crate::domain::report::story::{Story, day};
    use crate::domain::report::{Active, Report};

    /// `2026-01: …` of the months from a day on, without the shares where there are few.
    fn told(story: &Story) -> Vec<String> {
        let sections = story.of(Report::Retention);
        assert_eq!(sections.len(), 1);
        story.told(&sections[0])
    }

    fn since(since: &str, today: &str, active: Span) -> Story {
        let mut story = Story::new();
        (story.since, story.today) = (Some(day(since)), day(today));
        story.settings.reports_active = active;
        story
    }

    #[test]
    fn a_month_says_who_stayed_left_came_and_came_back() {
        let mut story = since("2026-03-15", "2026-05-10", Span::days(30));
        // Active from 20 Feb to 22 Mar, and again from 5 May: lost in March, won back in May.
        story.order("2026-02-20", "Anna", "10");
        story.order("2026-05-05", "Anna", "10");
        // Active all along: each time bought before the 30 days are over, or on the first day after them.
        for on in ["2026-02-28", "2026-03-30", "2026-04-30"] {
            story.order(on, "Tom", "10");
        }
        // New in March, lost on 20 Apr.
        story.order("2026-03-20", "Eva", "10");
        // What a credit note says, and what is ahead, keeps nobody.
        story.order("2026-04-19", "Eva", "-10");
        story.order("2026-05-11", "Eva", "10");
        // Up to 30 Apr: kept in April, lost in May.
        story.order("2026-03-31", "Ira", "10");
        // before, kept, lost, new, won back, after, retention, churn
        assert_eq!(
            told(&story),
            [
                "2026-03: 2 1 1 2 0 3 few few · Anna, Eva, Ira",
                "2026-04: 3 2 1 0 0 2 few few · Eva",
                "2026-05: 2 1 1 0 1 2 few few · Ira, Anna"
            ]
        );
        story.settings.reports_active = Span::days(29);
        assert_eq!(
            told(&story)[1],
            "2026-04: 3 1 2 0 0 1 few few · Eva, Ira",
            "until 29 Apr: lost on the last of the month"
        );
    }

    #[test]
    fn the_last_day_counts_and_the_day_after_is_lost() {
        let check = |bought: &str, month: &str, active: &str, expect: &str| {
            let mut story = since(month, "2026-11-21", active.parse().unwrap());
            story.order(bought, "Anna", "10");
            let told = told(&story);
            assert_eq!(told[0], expect, "{bought} {active}");
        };
        // Up to 31 Dec 2025, 365 days later.
        check("2024-12-31", "2025-12-01", "365d", "2025-12: 1 1 0 0 0 1 few few");
        check("2024-12-30", "2025-12-01", "365d", "2025-12: 1 0 1 0 0 0 few few · Anna");
        check("2024-12-31", "2026-01-01", "365d", "2026-01: 1 0 1 0 0 0 few few · Anna");
        // 2024 has 366 days: from 29 Feb 2024 365 of them are up to 28 Feb 2025, which a year is too.
        check("2024-02-29", "2025-02-01", "365d", "2025-02: 1 1 0 0 0 1 few few");
        check("2024-02-28", "2025-02-01", "365d", "2025-02: 1 0 1 0 0 0 few few · Anna");
        check("2024-02-28", "2025-02-01", "1y", "2025-02: 1 1 0 0 0 1 few few");
        check("2024-02-29", "2025-02-01", "1y", "2025-02: 1 1 0 0 0 1 few few");
        // Bought on the first and on the last day of a month.
        check("2026-11-01", "2026-11-01", "365d", "2026-11: 0 0 0 1 0 1 - - · Anna");
        check("2026-10-10", "2026-10-01", "20d", "2026-10: 0 0 0 0 0 0 - -");
        check("2026-10-10", "2026-10-01", "21d", "2026-10: 0 0 0 1 0 1 - - · Anna");
        check("2026-10-31", "2026-10-31", "365d", "2026-10: 0 0 0 1 0 1 - - · Anna");
    }

    #[test]
    fn the_company_is_the_customer_whoever_bought() {
        let mut story = since("2026-10-01", "2026-10-31", Span::days(365));
        story.order("2026-10-01", "Anna@Acme", "10");
        story.order("2026-10-02", "Tom@Acme", "5 USD");
        story.order("2026-10-02", "@Acme", "5");
        story.order("2026-10-03", "Eva", "5");
        assert_eq!(told(&story), ["2026-10: 0 0 0 2 0 2 - - · Acme, Eva"]);
    }

    #[test]
    fn shares_are_told_of_ten_and_of_all_that_time() {
        let mut story = since("2026-09-01", "2026-11-21", Span::days(90));
        for at in 0..10 {
            story.order("2026-08-01", &format!("C{at}"), "10");
        }
        story.order("2026-10-01", "C0", "10");
        story.order("2026-10-30", "C1", "10");
        story.order("2026-10-30", "C2", "10");
        // On 30 Oct the ninety days from 1 Aug are over.
        let sections = story.of(Report::Retention);
        assert_eq!(
            story.told(&sections[0]),
            [
                "2026-09: 10 10 0 0 0 10 1.0000 0.0000",
                "2026-10: 10 3 7 0 0 3 0.3000 0.7000 · C3, C4, C5, C6, C7, C8, C9",
                "2026-11: 3 3 0 0 0 3 few few"
            ]
        );
        assert_eq!(sections[0].finding, Some(Finding::Kept { since: day("2026-09-01"), kept: 3, of: 10 }));
        assert_eq!(sections[0].about, About::Retention(Active { within: Span::days(90), by_touches: false }));
    }

    #[test]
    fn as_long_as_nobody_bought_anything_touches_count() {
        let mut story = since("2026-10-01", "2026-11-21", Span::days(30));
        story.touch("2026-10-10", "Anna, Tom");
        assert_eq!(told(&story), ["2026-10: 0 0 0 2 0 2 - - · Anna, Tom", "2026-11: 2 0 2 0 0 0 few few · Anna, Tom"]);
        // An order that is ahead, or a credit note, is no purchase.
        story.order("2026-12-10", "Tom", "10");
        story.order("2026-11-10", "Tom", "-10");
        let about = |story: &Story| story.of(Report::Retention)[0].about;
        assert_eq!(about(&story), About::Retention(Active { within: Span::days(30), by_touches: true }));
        story.order("2026-11-10", "Tom", "10");
        assert_eq!(about(&story), About::Retention(Active { within: Span::days(30), by_touches: false }));
        assert_eq!(told(&story)[1], "2026-11: 0 0 0 1 0 1 - - · Tom");
    }

    #[test]
    fn nothing_is_told_of_nobody() {
        let story = Story::new();
        let sections = story.of(Report::Retention);
        assert_eq!((sections[0].rows.len(), sections[0].finding), (13, None));
        assert_eq!(told(&story)[12], "2026-11: 0 0 0 0 0 0 - -");
    }

    proptest::proptest! {
        #[test]
        fn the_parts_of_each_month_add_up(
            orders in proptest::collection::vec((0..8_u8, 0..900_u32, proptest::bool::weighted(0.9)), 0..60),
            span in 1..400_u16,
        ) {
            let mut story = since("2025-01-01", "2026-11-21", Span::days(span));
            let begin = Day::from(day("2024-06-01"));
            for (who, after, is_purchase) in orders {
                let on = chrono::NaiveDate::from(begin.plus(after)).to_string();
                story.order(&on, &format!("C{who}"), if is_purchase { "10" } else { "-10" });
            }
            let sections = story.of(Report::Retention);
            let count = |row: &Row, at: usize| match row.cells[at] {
                Cell::Count(count) => count,
                other => panic!("{other:?}"),
            };
            let rows = &sections[0].rows;
            for row in rows {
                let [before, kept, lost, new, back, after] = [0, 1, 2, 3, 4, 5].map(|at| count(row, at));
                proptest::prop_assert_eq!(before, kept + lost);
                proptest::prop_assert_eq!(before + new + back, lost + after);
                proptest::prop_assert_eq!(row.whose.len(), lost + new + back);
            }
            for pair in rows.windows(2) {
                proptest::prop_assert_eq!(count(&pair[0], 5), count(&pair[1], 0), "each month begins as the one before ended");
            }
        }
    }
}
