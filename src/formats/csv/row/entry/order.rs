//! A row of a table of orders or invoices to a draft of one.

use uuid::Uuid;

use super::Reading;
use crate::domain::id::OrderId;
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::validate::LINE_BYTES;
use crate::formats::clean;
use crate::formats::draft::{Refusal, What};

impl Reading<'_> {
    /// By what an order is known again that has no id of its own: the number by which both sides know it, with the day and what stands
    /// there, since an order may have several rows, and whether it is a credit note, which often has the order's number.
    pub(super) fn order_source(&self, what: &What) -> String {
        match what {
            What::Order(one) if !one.reference.is_empty() => {
                let sign = if one.amount.minor < 0 { "-" } else { "" };
                format!("order:{sign}{} {} {}", one.reference, one.day, self.subject)
            }
            _ => String::new(),
        }
    }

    /// What no field holds stands behind what was ordered.
    pub(super) fn order(&mut self) -> Result<What, Refusal> {
        let at = self.day.or(self.made).or(self.due).ok_or(Refusal::Dayless)?;
        let default = self.currency.unwrap_or(self.against.currency);
        let amount = Money::read(&self.amount, default).map_err(|_| Refusal::NoAmount)?;
        let subject = std::mem::take(&mut self.subject);
        let said = self.said();
        let what = [subject.as_str(), &said].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        self.subject = subject;
        let what = clean::one_line(&what, " · ").text;
        Ok(What::Order(Order {
            id: OrderId(Uuid::nil()),
            contact: None,
            company: None,
            day: at.day,
            amount,
            what: self.cut(what, LINE_BYTES),
            reference: std::mem::take(&mut self.reference),
            source_id: String::new(),
        }))
    }
}
