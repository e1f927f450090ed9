//! Orders as a table.

use std::collections::HashSet;
use std::io::Write;

use super::Stopped;
use crate::cli::orders;
use crate::cli::session::Session;
use crate::domain::id::ContactId;
use crate::domain::order::Order;
use crate::error::Error;
use crate::formats::spreadsheet::{Style, Table};
use crate::store::{Store, StreamError};

/// What these contacts bought; where it isn't narrowed, all that was bought. By day.
pub fn chosen(session: &Session, contacts: Option<&[ContactId]>) -> Result<Vec<Order>, Error> {
    let mut all = orders::all(session, None)?;
    if let Some(contacts) = contacts {
        let contacts: HashSet<ContactId> = contacts.iter().copied().collect();
        all.retain(|one| one.contact.is_some_and(|id| contacts.contains(&id)));
    }
    all.sort_by_key(|one| (one.day, one.id));
    Ok(all)
}

pub fn write(store: &Store, out: &mut impl Write, orders: &[Order], style: Style) -> Result<(), Stopped> {
    let book = store.book();
    let written = Table::of_orders(out, style).and_then(|mut table| {
        orders.iter().try_for_each(|one| table.order(&book, one))?;
        table.end()
    });
    written.map_err(StreamError::Stream)
}
