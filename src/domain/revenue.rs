//! What orders come to: revenue, how long ago, how often and for how much somebody bought, how many days lie between, and after how
//! many purchases customers stay.
//!
//! Pure figures over orders. Amounts of different currencies are never added up, since nobody said a rate: there is a sum for each.
//! A *purchase* is a day on which something was bought; several orders of a day are one, and a credit note is none. What is of a
//! day after `today` isn't counted: it is yet to come.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::money::{Currency, Money};
use super::order::Order;

/// So many customers are needed at the least to be divided into five classes, or for a share of them to say anything.
pub const FEWEST: usize = 5;
/// Within so many days somebody is to buy again, so that it counts as staying: a year.
pub const WITHIN: i64 = 365;
/// The best of the classes; the worst is 1.
pub const BEST: u8 = 5;

/// What somebody bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Orders and credit notes.
    pub orders: usize,
    /// The days on which something was bought, in their order, each once; at least one.
    pub purchases: Vec<NaiveDate>,
    /// What was paid less what was given back, for each currency, in the order of their codes.
    pub revenue: Vec<Money>,
    /// The currency of most orders; of two alike that of the latest.
    pub currency: Currency,
}

impl Figures {
    /// Of one customer's orders; `None` where nothing was bought up to `today`.
    pub fn of<'a>(orders: impl IntoIterator<Item = &'a Order>, today: NaiveDate) -> Option<Self> {
        let mut counted = 0;
        let mut purchases = Vec::new();
        let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
        let mut by_currency: BTreeMap<Currency, (usize, NaiveDate)> = BTreeMap::new();
        for order in orders.into_iter().filter(|order| order.day <= today) {
            let Money { currency, minor } = order.amount;
            counted += 1;
            let sum = sums.entry(currency).or_default();
            *sum = sum.saturating_add(minor);
            if order.is_purchase() {
                purchases.push(order.day);
                let (count, last) = by_currency.entry(currency).or_insert((0, order.day));
                (*count, *last) = (*count + 1, order.day.max(*last));
            }
        }
        purchases.sort_unstable();
        purchases.dedup();
        let (currency, _) = by_currency.into_iter().max_by_key(|(_, most)| *most)?;
        let revenue = sums.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect();
        Some(Self { orders: counted, purchases, revenue, currency })
    }

    pub fn first(&self) -> NaiveDate {
        self.purchases.first().copied().unwrap_or_default()
    }

    pub fn last(&self) -> NaiveDate {
        self.purchases.last().copied().unwrap_or_default()
    }

    /// Days since the last purchase.
    pub fn days_ago(&self, today: NaiveDate) -> i64 {
        (today - self.last()).num_days()
    }

    /// Days between one purchase and the next: the median, of an even number the mean of the middle two, a half upwards. `None` of a
    /// single purchase.
    pub fn between(&self) -> Option<i64> {
        let mut spans: Vec<i64> = self.purchases.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
        spans.sort_unstable();
        let (low, high) = (spans.get(spans.len().checked_sub(1)? / 2)?, spans.get(spans.len() / 2)?);
        Some((low + high + 1) / 2)
    }

    /// What it comes to in that currency, in its smallest unit.
    pub fn revenue_in(&self, currency: Currency) -> i64 {
        self.revenue.iter().find(|sum| sum.currency == currency).map_or(0, |sum| sum.minor)
    }
}

/// What each customer bought whom `of` names, in no order that means anything but always the same; orders of nobody are left out.
pub fn by<K: Ord>(orders: &[Order], of: impl Fn(&Order) -> Option<K>, today: NaiveDate) -> Vec<(K, Figures)> {
    let mut by: BTreeMap<K, Vec<&Order>> = BTreeMap::new();
    for order in orders {
        if let Some(customer) = of(order) {
            by.entry(customer).or_default().push(order);
        }
    }
    by.into_iter().filter_map(|(customer, orders)| Some((customer, Figures::of(orders, today)?))).collect()
}

/// For each currency what all of them come to.
pub fn total<'a>(all: impl IntoIterator<Item = &'a Figures>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for sum in all.into_iter().flat_map(|one| &one.revenue) {
        let all = sums.entry(sum.currency).or_default();
        *all = all.saturating_add(sum.minor);
    }
    sums.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect()
}

/// How somebody stands among all customers, from 1 to [`BEST`]: how lately, how often and for how much they bought.
///
/// These are the quintiles of RFM (Arthur Hughes, *Strategic Database Marketing*, 1994): all customers are put in order and divided
/// into five parts. Those who are alike have the same class, that of the middle of them. How much is compared among those who buy in
/// the same currency only: that of most of their orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes {
    /// `None` where there are fewer than [`FEWEST`] customers.
    pub recency: Option<u8>,
    pub frequency: Option<u8>,
    /// `None` where fewer than [`FEWEST`] buy in that currency.
    pub value: Option<u8>,
}

/// The classes of all customers, in their order.
pub fn classes<'a>(all: impl IntoIterator<Item = &'a Figures>) -> Vec<Classes> {
    let all: Vec<&Figures> = all.into_iter().collect();
    let recency = quintiles(all.iter().map(|one| one.last()));
    let frequency = quintiles(all.iter().map(|one| one.purchases.len()));
    let mut value = vec![None; all.len()];
    let mut by_currency: BTreeMap<Currency, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        by_currency.entry(one.currency).or_default().push(at);
    }
    for (currency, places) in by_currency {
        let of = quintiles(places.iter().filter_map(|at| Some(all.get(*at)?.revenue_in(currency))));
        for (at, class) in places.into_iter().zip(of) {
            if let Some(place) = value.get_mut(at) {
                *place = class;
            }
        }
    }
    let both = recency.into_iter().zip(frequency).zip(value);
    both.map(|((recency, frequency), value)| Classes { recency, frequency, value }).collect()
}

/// For each value its class: how many are less, and half of those who are alike, as a part of all.
fn quintiles<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<Option<u8>> {
    let values: Vec<T> = values.collect();
    let mut sorted = values.clone();
    sorted.sort_unstable();
    let class = |value: &T| {
        let less = sorted.partition_point(|other| other < value);
        let alike = sorted.partition_point(|other| other <= value) - less;
        let class = usize::from(BEST) * (2 * less + alike - 1) / (2 * sorted.len()) + 1;
        u8::try_from(class).ok().filter(|_| sorted.len() >= FEWEST)
    };
    values.iter().map(class).collect()
}

/// Of those who bought so many times, how many bought once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// After so many purchases.
    pub purchases: usize,
    /// Customers who had bought so many times, [`WITHIN`] days ago or longer, or have bought again since.
    pub customers: usize,
    /// How many of them bought again within [`WITHIN`] days.
    pub again: usize,
}

impl Step {
    /// Whether it is more likely than not that they buy again, told by enough of them.
    fn stays(&self) -> bool {
        self.customers >= FEWEST && 2 * self.again >= self.customers
    }
}

/// After each number of purchases how many bought again, as long as there is anybody. Who may still buy again within the time isn't
/// counted yet; nor is, for more purchases, who took longer.
pub fn steps<'a>(all: impl IntoIterator<Item = &'a Figures>, today: NaiveDate) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for one in all {
        for (at, day) in one.purchases.iter().enumerate() {
            let next = one.purchases.get(at + 1);
            let again = next.is_some_and(|next| (*next - *day).num_days() <= WITHIN);
            if !again && next.is_none() && (today - *day).num_days() <= WITHIN {
                break;
            }
            if steps.len() == at {
                steps.push(Step { purchases: at + 1, customers: 0, again: 0 });
            }
            if let Some(step) = steps.get_mut(at) {
                step.customers += 1;
                step.again += usize::from(again);
            }
            if !again {
                break;
            }
        }
    }
    steps
}

/// After how many purchases customers stay: the least number after which, and after each greater one that enough customers reached,
/// at least half of them buy again. `None` where there is none, or too few customers to tell.
pub fn regular_from(steps: &[Step]) -> Option<usize> {
    let told = steps.iter().take_while(|step| step.customers >= FEWEST);
    let mut from = None;
    for step in told {
        from = if step.stays() { from.or(Some(step.purchases)) } else { None };
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    const TODAY: &str = "2026-11-21";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Orders from `2026-10-02 100, 2026-11-03 5.50 USD`.
    fn orders(text: &str) -> Vec<Order> {
        let mut ids = Ids::seeded(1, 1);
        let order = |line: &str| {
            let (on, amount) = line.trim().split_once(' ').unwrap();
            Order {
                id: ids.draw(),
                contact: None,
                company: Some(ids.draw()),
                day: day(on),
                amount: Money::read(amount, Currency::EUR).unwrap(),
                what: String::new(),
                reference: String::new(),
                source_id: String::new(),
            }
        };
        text.split(',').filter(|line| !line.trim().is_empty()).map(order).collect()
    }

    fn figures(text: &str) -> Option<Figures> {
        Figures::of(&orders(text), day(TODAY))
    }

    /// A customer of so many purchases, this many days apart, the last so many days ago.
    fn customer(purchases: i64, apart: i64, ago: i64, amount: i64, code: &str) -> Figures {
        let on = |at: i64| day(TODAY) - chrono::Days::new(u64::try_from(ago + apart * (purchases - 1 - at)).unwrap());
        let currency = Currency::read(code).unwrap();
        let purchases: Vec<NaiveDate> = (0..purchases).map(on).collect();
        Figures { orders: purchases.len(), purchases, revenue: vec![Money::new(amount, currency)], currency }
    }

    fn told(text: &str) -> String {
        figures(text).map_or("nothing".into(), |one| {
            let revenue: Vec<String> = one.revenue.iter().map(Money::to_string).collect();
            let between = one.between().map_or("-".into(), |days| days.to_string());
            let days = (one.orders, one.purchases.len(), one.days_ago(day(TODAY)));
            format!("{days:?} {} every {between}", revenue.join(" + "))
        })
    }

    #[test]
    fn figures_of_a_customer_are_those_counted_by_hand() {
        assert_eq!(told(""), "nothing");
        assert_eq!(told("2026-11-21 10"), "(1, 1, 0) 10.00 EUR every -");
        assert_eq!(told("2026-11-22 10"), "nothing", "it is yet to come");
        assert_eq!(told("2026-11-01 -10"), "nothing", "a credit note alone is no purchase");
        // 2 Oct to 3 Nov are 32 days, to 13 Nov 10: the mean of both is 21. What was given back counts off.
        assert_eq!(
            told("2026-11-13 50, 2026-10-02 100, 2026-11-03 0.10, 2026-11-20 (30)"),
            "(4, 3, 8) 120.10 EUR every 21"
        );
        // Two orders of a day are one purchase; 7 and 8 days: 7.5 is 8.
        assert_eq!(told("2026-11-01 1, 2026-11-08 1, 2026-11-08 1, 2026-11-16 1"), "(4, 3, 5) 4.00 EUR every 8");
        assert_eq!(
            told("2026-11-01 5 USD, 2026-11-02 7, 2026-11-03 500 JPY"),
            "(3, 3, 18) 7.00 EUR + 500 JPY + 5.00 USD every 1"
        );
    }

    #[test]
    fn days_are_counted_over_the_ends_of_months_years_and_summer_time() {
        let between = |one: &str, other: &str| figures(&format!("{one} 1, {other} 1")).unwrap().between();
        assert_eq!(between("2026-03-28", "2026-03-30"), Some(2), "an hour is missing between them");
        assert_eq!(between("2026-10-24", "2026-10-26"), Some(2), "an hour too many");
        assert_eq!(between("2023-12-31", "2024-01-01"), Some(1));
        assert_eq!(between("2024-02-28", "2024-03-01"), Some(2), "a leap year");
        assert_eq!(between("2025-02-28", "2025-03-01"), Some(1));
    }

    #[test]
    fn sums_are_exact_and_of_each_currency() {
        let ten_times = ["2026-01-01 0.10"; 10].join(",");
        assert_eq!(figures(&ten_times).unwrap().revenue, [Money::new(100, Currency::EUR)]);
        let all = [figures("2026-01-01 1, 2026-01-02 2 USD").unwrap(), figures("2026-01-01 5").unwrap()];
        let total: Vec<String> = total(&all).iter().map(Money::to_string).collect();
        assert_eq!(total, ["6.00 EUR", "2.00 USD"]);
        assert_eq!(super::total([]), []);
    }

    #[test]
    fn the_currency_is_that_of_most_orders_else_of_the_latest() {
        let of = |text: &str| figures(text).unwrap().currency.to_string();
        assert_eq!(of("2026-01-01 1 USD, 2026-01-02 1000000"), "EUR");
        assert_eq!(of("2026-01-01 1 USD, 2026-01-02 1 USD, 2026-01-03 1000"), "USD");
        assert_eq!(of("2026-01-01 1, 2026-01-02 1 USD, 2026-01-03 (1) EUR"), "USD", "a credit note is no order");
    }

    fn classes_of(all: &[Figures]) -> Vec<String> {
        let sign = |class: Option<u8>| class.map_or("-".to_owned(), |class| class.to_string());
        classes(all).into_iter().map(|one| [one.recency, one.frequency, one.value].map(sign).concat()).collect()
    }

    #[test]
    fn five_customers_are_five_classes() {
        let all = [
            customer(1, 10, 400, 500, "EUR"),
            customer(2, 10, 300, 400, "EUR"),
            customer(3, 10, 200, 300, "EUR"),
            customer(4, 10, 100, 200, "EUR"),
            customer(5, 10, 0, 100, "EUR"),
        ];
        assert_eq!(classes_of(&all), ["115", "224", "333", "442", "551"]);
        assert_eq!(classes_of(&all[..4]), ["---"; 4], "four are too few");
        assert_eq!(classes_of(&[]), [""; 0]);
    }

    #[test]
    fn those_who_are_alike_have_the_same_class() {
        let alike = vec![customer(1, 10, 30, 100, "EUR"); 7];
        assert_eq!(classes_of(&alike), ["333"; 7]);
        // Six of ten bought once: less 0, alike 6: 5 * 5 / 20 is 1, and one more. The others: 6.5, 6.5, 8 and 9 of ten.
        let mut often: Vec<Figures> = vec![customer(1, 10, 30, 100, "EUR"); 6];
        often.extend([2, 2, 3, 4].map(|times| customer(times, 10, 30, 100, "EUR")));
        let frequency: Vec<u8> = classes(&often).iter().map(|one| one.frequency.unwrap()).collect();
        assert_eq!(frequency, [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]);
    }

    #[test]
    fn value_is_compared_within_a_currency() {
        let mut all: Vec<Figures> = (1..=5).map(|amount| customer(1, 10, 30, amount, "EUR")).collect();
        all.push(customer(1, 10, 30, 1_000_000, "JPY"));
        let value: Vec<Option<u8>> = classes(&all).iter().map(|one| one.value).collect();
        assert_eq!(value, [Some(1), Some(2), Some(3), Some(4), Some(5), None], "one of yen says nothing");
    }

    #[test]
    fn after_so_many_purchases_customers_stay() {
        // Eight bought once long ago and never again; six twice; ten five times, the last of it a month ago.
        let mut all: Vec<Figures> = vec![customer(1, 30, 800, 1, "EUR"); 14];
        all.extend(vec![customer(2, 30, 800, 1, "EUR"); 4]);
        all.extend(vec![customer(5, 30, 30, 1, "EUR"); 10]);
        let steps = steps(&all, day(TODAY));
        let told: Vec<(usize, usize, usize)> =
            steps.iter().map(|step| (step.purchases, step.customers, step.again)).collect();
        // 28 bought once, 14 of them again; 14 twice, 10 again; the ten always again, and whether they will once more is open.
        assert_eq!(told, [(1, 28, 14), (2, 14, 10), (3, 10, 10), (4, 10, 10)]);
        assert_eq!(regular_from(&steps), Some(1));
        all.push(customer(1, 30, 800, 1, "EUR"));
        assert_eq!(regular_from(&super::steps(&all, day(TODAY))), Some(2), "14 of 29 are less than half");
    }

    #[test]
    fn who_may_still_buy_again_is_not_counted_and_who_took_too_long_is() {
        let step = |one: Figures| steps(&[one], day(TODAY)).first().map(|step| (step.customers, step.again));
        assert_eq!(step(customer(1, 0, 365, 1, "EUR")), None, "there is a day left");
        assert_eq!(step(customer(1, 0, 366, 1, "EUR")), Some((1, 0)));
        assert_eq!(step(customer(2, 365, 0, 1, "EUR")), Some((1, 1)));
        assert_eq!(step(customer(2, 366, 0, 1, "EUR")), Some((1, 0)), "too late");
        assert_eq!(regular_from(&steps(&vec![customer(9, 7, 7, 1, "EUR"); 4], day(TODAY))), None, "four are too few");
        assert_eq!(regular_from(&[]), None);
    }
}
