//! Share of revenue: what the customers who bring the most bring together. Do 30 % of them bring 65 %?
//!
//! Revenue is what was bought less what was given back, by day of order or credit note, in the twelve months up to today where nothing
//! else is asked; each currency by itself. Customers are put in order by it (of the same revenue companies first, then the older
//! record), and divided into ten parts: the first is the first tenth of them, a part of one counted as one. Shares are those of all that these customers
//! bring. Who gave back as much as they bought, or more (the purchase may lie before that time), brings nothing: they are in no tenth
//! and no share, and stand in a row of their own. Of fewer than [`FEW`] customers no shares are told.

use std::collections::BTreeMap;

use chrono::{Days, Months};

use super::customers::Customer;
use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section};
use crate::domain::day::Day;
use crate::domain::ledger::What;
use crate::domain::money::{Currency, Money};

/// Into so many parts customers are divided, and so many of them are the best.
const PARTS: usize = 10;
const BEST: usize = 3;

/// What customers brought, in one currency.
pub struct Revenue {
    pub currency: Currency,
    /// Who brought anything, the most first; in the smallest unit.
    pub brought: Vec<(i64, Customer)>,
    /// Who gave back as much or more.
    gave_back: Vec<(i64, Customer)>,
}

impl Revenue {
    /// Of all currencies there are, by their codes.
    pub fn of(asked: &Asked<'_>) -> Vec<Self> {
        let (ledger, today) = (asked.ledger, Day::from(asked.today));
        let year_ago =
            asked.today.checked_sub_months(Months::new(12)).and_then(|day| day.checked_add_days(Days::new(1)));
        let first = asked.since.or(year_ago).map_or(Day::MIN, Day::from);
        let mut sums: BTreeMap<(Currency, Customer), i64> = BTreeMap::new();
        for event in ledger.events().iter().filter(|event| first <= event.day && event.day <= today) {
            let What::Order(Money { currency, minor }) = event.what else { continue };
            // Who ordered is one.
            if let Some(customer) = ledger.people(event).find_map(|person| Customer::of(ledger, person)) {
                let sum = sums.entry((currency, customer)).or_default();
                *sum = sum.saturating_add(minor);
            }
        }
        let mut all: Vec<Self> = Vec::new();
        for ((currency, customer), sum) in sums {
            if all.last().is_none_or(|last| last.currency != currency) {
                all.push(Self { currency, brought: Vec::new(), gave_back: Vec::new() });
            }
            if let Some(last) = all.last_mut() {
                if sum > 0 { &mut last.brought } else { &mut last.gave_back }.push((sum, customer));
            }
        }
        for one in &mut all {
            one.brought.sort_unstable_by_key(|(sum, customer)| (std::cmp::Reverse(*sum), *customer));
            one.gave_back.sort_unstable();
        }
        all
    }

    /// Those who bring the most: the first three tenths.
    pub fn best(&self) -> &[(i64, Customer)] {
        &self.brought[..self.end(BEST)]
    }

    /// How many customers the first so many tenths are.
    fn end(&self, tenths: usize) -> usize {
        (self.brought.len() * tenths).div_ceil(PARTS)
    }
}

fn sum(of: &[(i64, Customer)]) -> i64 {
    of.iter().fold(0, |all, (sum, _)| all.saturating_add(*sum))
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let about = |currency, rows, finding| Section {
        about: About::Revenue,
        currency,
        heads: vec![Head::Customers, Head::Revenue, Head::Share, Head::UpTo],
        rows,
        chart: Some(Chart::Bars(2)),
        finding,
    };
    let all: Vec<Section> = Revenue::of(asked)
        .into_iter()
        .map(|one| {
            let (rows, finding) = (rows(asked, &one), finding(&one));
            about(Some(one.currency), rows, finding)
        })
        .collect();
    if all.is_empty() { vec![about(None, Vec::new(), None)] } else { all }
}

fn rows(asked: &Asked<'_>, one: &Revenue) -> Vec<Row> {
    let whole = sum(&one.brought);
    let row = |label, of: &[(i64, Customer)], shares: [Cell; 2]| {
        let cells = [Cell::Count(of.len()), Cell::Money(Money::new(sum(of), one.currency))];
        Row {
            label,
            cells: cells.into_iter().chain(shares).collect(),
            whose: of.iter().filter_map(|(_, customer)| customer.whose(asked.ledger)).collect(),
        }
    };
    let count = one.brought.len();
    let mut rows = Vec::new();
    if count >= FEW {
        for tenth in 1..=PARTS {
            let (begin, end) = (one.end(tenth - 1), one.end(tenth));
            let share = |of: &[(i64, Customer)]| Cell::Share(sum(of), whole);
            let shares = [share(&one.brought[begin..end]), share(&one.brought[..end])];
            rows.push(row(Label::Tenth(tenth as u8), &one.brought[begin..end], shares));
        }
    } else if count > 0 {
        rows.push(row(Label::All, &one.brought, [Cell::TooFew(count); 2]));
    }
    if !one.gave_back.is_empty() {
        rows.push(row(Label::GaveBack, &one.gave_back, [Cell::Nothing; 2]));
    }
    rows
}

/// What the best bring.
fn finding(one: &Revenue) -> Option<Finding> {
    let (best, of) = (one.best(), one.brought.len());
    (of >= FEW).then(|| Finding::Best { best: best.len(), of, part: sum(best), whole: sum(&one.brought) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    fn told(story: &Story) -> Vec<(String, Vec<String>)> {
        let of = |section: &Section| section.currency.map_or("-".to_owned(), |currency| currency.to_string());
        story.of(Report::Revenue).iter().map(|section| (of(section), story.told(section))).collect()
    }

    #[test]
    fn the_best_stand_first_and_shares_are_of_all() {
        let mut story = Story::new();
        // 10, 20, … 100: 550 in all.
        for at in 1..=10 {
            story.order("2026-10-01", &format!("C{at}"), &format!("{at}0"));
        }
        let all = told(&story);
        assert_eq!(all.len(), 1);
        let (currency, rows) = &all[0];
        assert_eq!(currency, "EUR");
        // 100, 90 and 80 of 550.
        assert_eq!(
            rows[..3],
            ["1: 1 100.00 0.1818 0.1818 · C10", "2: 1 90.00 0.1636 0.3455 · C9", "3: 1 80.00 0.1455 0.4909 · C8"]
        );
        assert_eq!(rows[9], "10: 1 10.00 0.0182 1.0000 · C1");
        let finding = story.of(Report::Revenue)[0].finding;
        assert_eq!(finding, Some(Finding::Best { best: 3, of: 10, part: 27_000, whole: 55_000 }));
    }

    #[test]
    fn a_part_of_a_customer_counts_as_one_of_the_better_tenth() {
        let sizes = |count: usize| -> Vec<usize> {
            let mut story = Story::new();
            (0..count).for_each(|at| story.order("2026-10-01", &format!("C{at}"), "10"));
            let rows = story.of(Report::Revenue).remove(0).rows;
            rows.iter().map(|row| row.whose.len()).collect()
        };
        // 11 tenths of one: 1.1, 2.2, 3.3 … up to 11, each upwards.
        assert_eq!(sizes(11), [2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(sizes(14), [2, 1, 2, 1, 1, 2, 1, 2, 1, 1]);
        assert_eq!(sizes(20), [2; 10]);
        assert_eq!(sizes(9), [9], "too few");
    }

    #[test]
    fn of_few_customers_no_share_is_told_and_each_currency_has_its_own() {
        let mut story = Story::new();
        story.order("2026-10-01", "Anna@Acme", "10.50");
        story.order("2026-10-02", "Tom@Acme", "0.50");
        story.order("2026-10-02", "@Acme", "7 USD");
        story.order("2026-10-03", "Eva", "500 JPY");
        story.order("2026-10-03", "Eva", "20");
        let one = |code: &str, row: &str| (code.to_owned(), vec![row.to_owned()]);
        assert_eq!(
            told(&story),
            [
                one("EUR", "all: 2 31.00 few few · Eva, Acme"),
                one("JPY", "all: 1 500 few few · Eva"),
                one("USD", "all: 1 7.00 few few · Acme")
            ]
        );
        assert!(story.of(Report::Revenue).iter().all(|section| section.finding.is_none()));
    }

    #[test]
    fn what_was_given_back_counts_off_and_who_gave_all_back_is_in_no_share() {
        let mut story = Story::new();
        (0..10).for_each(|at| story.order("2026-10-01", &format!("C{at}"), "10"));
        story.order("2026-10-02", "C0", "-5");
        // Bought before the time, given back in it; and bought and given back in it.
        story.order("2025-01-01", "Eva", "100");
        story.order("2026-10-02", "Eva", "-100");
        story.order("2026-10-02", "Tom", "30");
        story.order("2026-10-05", "Tom", "-30");
        let rows = &told(&story)[0].1;
        assert_eq!(
            (rows[0].as_str(), rows[9].as_str()),
            ("1: 1 10.00 0.1053 0.1053 · C1", "10: 1 5.00 0.0526 1.0000 · C0")
        );
        assert_eq!(rows[10], "gave_back: 2 -100.00 - - · Eva, Tom");
        let mut story = Story::new();
        story.order("2026-10-02", "Eva", "-100");
        assert_eq!(told(&story)[0].1, ["gave_back: 1 -100.00 - - · Eva"]);
    }

    #[test]
    fn the_last_twelve_months_are_looked_at_or_since_another_day() {
        let of = |story: &Story| told(story).iter().flat_map(|(_, rows)| rows.clone()).collect::<Vec<_>>();
        let mut story = Story::new();
        for on in ["2025-11-21", "2025-11-22", "2026-11-21", "2026-11-22"] {
            story.order(on, "Anna", "10");
        }
        assert_eq!(of(&story), ["all: 1 20.00 few few · Anna"]);
        story.since = Some(day("2025-11-21"));
        assert_eq!(of(&story), ["all: 1 30.00 few few · Anna"]);
        // A year before a leap day's end.
        story = Story::new();
        story.today = day("2024-02-29");
        story.order("2023-02-28", "Anna", "10");
        story.order("2023-03-01", "Anna", "5");
        assert_eq!(of(&story), ["all: 1 5.00 few few · Anna"]);
        assert_eq!(told(&Story::new()), [("-".to_owned(), Vec::new())]);
    }

    #[test]
    fn of_those_who_bring_the_same_the_older_record_stands_first() {
        let mut story = Story::new();
        (0..10).for_each(|at| _ = story.contact(&format!("C{at}")));
        (0..10).rev().for_each(|at| story.order("2026-10-01", &format!("C{at}"), "10"));
        let rows = &told(&story)[0].1;
        assert_eq!(
            (rows[0].as_str(), rows[9].as_str()),
            ("1: 1 10.00 0.1000 0.1000 · C0", "10: 1 10.00 0.1000 1.0000 · C9")
        );
    }

    proptest::proptest! {
        #[test]
        fn the_tenths_and_what_was_given_back_are_all_there_is(
            orders in proptest::collection::vec((0..40_u8, -9_999..99_999_i64), 1..120),
        ) {
            let mut story = Story::new();
            let mut whole = 0;
            for (who, minor) in &orders {
                whole += minor;
                let amount = Money::new(*minor, Currency::EUR).plain();
                story.order("2026-10-01", &format!("C{who}"), &amount);
            }
            let section = story.of(Report::Revenue).remove(0);
            let minor = |row: &Row| match row.cells[1] { Cell::Money(money) => money.minor, _ => 0 };
            proptest::prop_assert_eq!(section.rows.iter().map(minor).sum::<i64>(), whole);
            let customers: std::collections::BTreeSet<u8> = orders.iter().map(|(who, _)| *who).collect();
            proptest::prop_assert_eq!(section.rows.iter().map(|row| row.whose.len()).sum::<usize>(), customers.len());
            let tenths = section.rows.iter().filter(|row| matches!(row.label, Label::Tenth(_)));
            let shares: Vec<(f64, f64)> =
                tenths.map(|row| (row.cells[2].length().unwrap(), row.cells[3].length().unwrap())).collect();
            let mut up_to = 0.0;
            for (share, told) in shares {
                proptest::prop_assert!((0.0..=100.0).contains(&share));
                up_to += share;
                proptest::prop_assert!((up_to - told).abs() < 1e-6, "each row has those before in it");
            }
        }
    }
}
