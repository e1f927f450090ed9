//! Orders: a third of the contacts buy, most of them once or twice, a few for years; now and then something is given back.

use touchbase::domain::money::{Currency, Money};
use touchbase::domain::order::Order;

use super::Life;
use super::dice::What;

impl Life {
    pub(super) fn orders(&self, contact: usize) -> Vec<Order> {
        let mut dice = self.dice(What::Order, contact);
        if !dice.in_thousand(330) {
            return Vec::new();
        }
        let sketch = self.sketch(contact);
        let count = dice.weighted(&[(50, 1), (25, 2), (15, 4), (8, 9), (2, 30)]);
        let company = sketch.company.map(|company| self.company_id(company));
        let codes = [(80, "EUR"), (8, "CHF"), (7, "USD"), (5, "GBP")];
        let currency = Currency::read(dice.weighted(&codes)).unwrap_or(Currency::EUR);
        let orders = (0..count).map(|number| {
            let cents = 1_000 + dice.below(500_000) as i64;
            let given_back = dice.in_thousand(40);
            // As many for each contact as there can be have ids of their own.
            let at = contact * 32 + number;
            Order {
                id: self.id(What::Order, at, at as u64),
                contact: Some(self.contact_id(contact)),
                company,
                day: self.ago(1 + dice.below(sketch.added as usize + 1) as u32),
                amount: Money::new(if given_back { -cents / 10 } else { cents }, currency),
                what: String::new(),
                reference: format!("R-{at}"),
                source_id: String::new(),
            }
        });
        orders.collect()
    }
}
