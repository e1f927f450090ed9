//! Orders: what a contact or a company bought.

use chrono::NaiveDate;

use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::money::Money;
use crate::domain::order::Order;

use super::{ActError, Given};

/// Who bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buyer {
    /// At the company they are at now.
    Contact(ContactId),
    /// Nobody knows who of it.
    Company(CompanyId),
}

/// An order to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    /// Today or earlier.
    pub day: NaiveDate,
    pub amount: Money,
    pub what: String,
    pub reference: String,
}

/// An order of `by`.
pub fn add_order(given: &Given, ids: &mut Ids, by: Buyer, new: &NewOrder) -> Result<Set, ActError> {
    if new.day > given.today {
        return Err(ActError::NotYet(new.day));
    }
    let (contact, company) = match by {
        Buyer::Contact(id) => {
            given.must_be_there(&[id])?;
            (Some(id), given.company_of(id))
        }
        Buyer::Company(id) if given.book.company(id).is_some() => (None, Some(id)),
        Buyer::Company(_) => return Err(ActError::Gone),
    };
    let order = Order {
        id: ids.draw(),
        contact,
        company,
        day: new.day,
        amount: new.amount,
        what: new.what.trim().to_owned(),
        reference: new.reference.trim().to_owned(),
        source_id: String::new(),
    };
    Ok(Set::new(given.label_of_order(Act::Order, &order), [Change::create(order)]))
}

impl Given<'_> {
    /// Named after who bought, about the amount and what was bought.
    pub(super) fn label_of_order(&self, act: Act, order: &Order) -> Label {
        let label = match (order.contact, order.company) {
            (None, Some(id)) => Label::new(act, self.book.company_name_of(id)),
            (contact, _) => self.label(act, contact.as_slice()),
        };
        label.about(format!("{} {}", order.amount, order.what).trim())
    }
}
