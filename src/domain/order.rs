//! An order: what a contact, a company, or somebody at one bought, when, and for how much.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{CompanyId, ContactId, OrderId};
use super::is_default;
use super::money::{Currency, Money, NoMoney};

/// In JSON `amount` is a text, so that no program makes a fraction of it: `"amount":"1234.56","currency":"EUR"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Kept", into = "Kept")]
pub struct Order {
    pub id: OrderId,
    /// Who ordered; `None` where only the company is known.
    pub contact: Option<ContactId>,
    /// The contact's company at that time, or the one that ordered.
    pub company: Option<CompanyId>,
    /// The civil day on which it was ordered, at the place where it was.
    pub day: NaiveDate,
    /// Negative for a credit note.
    pub amount: Money,
    /// What was ordered.
    pub what: String,
    /// By which both sides know it: an order's or invoice's number.
    pub reference: String,
    /// Id in the file or program it came from.
    pub source_id: String,
}

impl Order {
    /// Whether something was bought: no credit note, nothing for nothing.
    pub fn is_purchase(&self) -> bool {
        self.amount.minor > 0
    }
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: OrderId,
    #[serde(default, skip_serializing_if = "is_default")]
    contact: Option<ContactId>,
    #[serde(default, skip_serializing_if = "is_default")]
    company: Option<CompanyId>,
    day: NaiveDate,
    amount: String,
    currency: Currency,
    #[serde(default, skip_serializing_if = "is_default")]
    what: String,
    #[serde(default, skip_serializing_if = "is_default")]
    reference: String,
    #[serde(default, skip_serializing_if = "is_default")]
    source_id: String,
}

impl From<Order> for Kept {
    fn from(one: Order) -> Self {
        let Order { id, contact, company, day, amount, what, reference, source_id } = one;
        Self {
            id,
            contact,
            company,
            day,
            amount: amount.plain(),
            currency: amount.currency,
            what,
            reference,
            source_id,
        }
    }
}

impl TryFrom<Kept> for Order {
    type Error = NoMoney;

    fn try_from(kept: Kept) -> Result<Self, NoMoney> {
        let Kept { id, contact, company, day, amount, currency, what, reference, source_id } = kept;
        let amount = Money::read_plain(&amount, currency)?;
        Ok(Self { id, contact, company, day, amount, what, reference, source_id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    #[test]
    fn an_amount_is_kept_exactly_and_as_text() {
        let mut ids = Ids::seeded(1, 1);
        let order = Order {
            id: ids.draw(),
            contact: Some(ids.draw()),
            company: None,
            day: "2026-11-21".parse().unwrap(),
            amount: Money::read("-0,10 €", Currency::EUR).unwrap(),
            what: "oak".into(),
            reference: String::new(),
            source_id: String::new(),
        };
        let json = serde_json::to_value(&order).unwrap();
        assert_eq!((&json["amount"], &json["currency"]), (&"-0.10".into(), &"EUR".into()));
        assert_eq!(serde_json::from_value::<Order>(json.clone()).unwrap(), order);
        for (wrong, currency) in [("0.105", "EUR"), ("1,5", "EUR"), ("1.234", "EUR"), ("5", "XXX"), ("", "EUR")] {
            let mut json = json.clone();
            json["amount"] = wrong.into();
            json["currency"] = currency.into();
            assert!(serde_json::from_value::<Order>(json).is_err(), "{wrong} {currency}");
        }
    }
}
