//! The ledger: what is counted, of all records at once.

use super::after::After;
use super::image::{Damaged, Image};
use crate::domain::ledger::{Ledger, Making};
use crate::store::error::Result;
use crate::store::session::Inner;

/// Reads all entries of `image` with what came `after` it into `making`. `going_on` is told now and then how many
/// were read; `false` where it ended it.
fn read(
    image: Option<&Image>,
    after: &After,
    making: &mut Making,
    going_on: &dyn Fn(u64) -> bool,
) -> std::result::Result<bool, Damaged> {
    let changed = after.changed();
    let mut buffer = Vec::new();
    let mut count = 0;
    for block in image.iter().flat_map(|image| image.index.blocks.iter().map(move |block| (image, block))) {
        let (image, block) = block;
        if !going_on(count) {
            return Ok(false);
        }
        image.each_entry(block, &mut buffer, |record, entry| {
            count += 1;
            if changed.is_empty() || !changed.contains_key(record) {
                making.push(&entry);
            }
        })?;
    }
    after.entries().filter_map(|one| one.telling.entry.as_ref()).for_each(|entry| making.push(entry));
    Ok(true)
}

impl Inner {
    /// What happened with those who are there, as figures are made of it. `None` where `going_on` ended it.
    pub fn ledger(&self, going_on: &dyn Fn(u64) -> bool) -> Result<Option<Ledger>> {
        self.with_texts(|texts| {
            let mut making = {
                let book = self.book();
                let mut contacts = Vec::with_capacity(book.contact_ids().len());
                book.look_over(|facts, _| {
                    contacts.push((facts.id, facts.company));
                    false
                });
                Ledger::begin(contacts, book.company_ids())
            };
            Ok(read(texts.image.as_ref(), &texts.after, &mut making, going_on)?.then(|| making.finish()))
        })
    }
}
