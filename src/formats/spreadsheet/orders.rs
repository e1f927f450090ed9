//! Orders to a table: a row for each, with who bought, so that an import elsewhere finds them again.

use std::io::{self, Write};

use super::{Style, Table};
use crate::domain::book::Book;
use crate::domain::money::Money;
use crate::domain::order::Order;

/// The last says which order of touchbase's it is, so that it comes in once.
const HEADS: [&str; 9] =
    ["date", "amount", "currency", "what", "reference", "name", "email", "company", "touchbase order"];

impl<W: Write> Table<W> {
    /// Writes the heads of a table of orders.
    pub fn of_orders(out: W, style: Style) -> io::Result<Self> {
        let mut table = Self::new(out, style, Vec::new())?;
        table.row(HEADS.map(str::to_owned).to_vec())?;
        Ok(table)
    }

    pub fn order(&mut self, book: &Book, one: &Order) -> io::Result<()> {
        let row = one.contact.and_then(|id| book.contact(id));
        let mail = row.and_then(|row| row.mails.first()).map(|mail| mail.value.clone());
        self.row(vec![
            one.day.to_string(),
            self.amount(one.amount),
            one.amount.currency.to_string(),
            one.what.clone(),
            one.reference.clone(),
            row.map(|row| row.name.clone()).unwrap_or_default(),
            mail.unwrap_or_default(),
            one.company.map(|id| book.company_name_of(id).to_owned()).unwrap_or_default(),
            one.id.to_string(),
        ])
    }

    /// As a spreadsheet computes with it: what was given back in parentheses, since a cell that begins with `-` is guarded, and with
    /// a comma where semicolons stand between cells.
    fn amount(&self, amount: Money) -> String {
        if !self.guarded {
            return amount.plain();
        }
        let plain = Money::new(amount.minor.abs(), amount.currency).plain();
        let plain = if self.separator == b';' { plain.replace('.', ",") } else { plain };
        if amount.minor < 0 { format!("({plain})") } else { plain }
    }
}
