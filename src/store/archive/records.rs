//! Records and timelines, read out of entries.

use uuid::Uuid;

use super::page::Entry;
use super::shelf::{Order, Shelf, after_all, behind};
use super::{Archive, Broken, ENTRY, FIRST, LAST, Result};
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};
use crate::store::codec::{self, Standing};
use crate::store::tally::Tally;

impl Shelf {
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        let Some(value) = self.get(&codec::record_key(id))? else { return Ok(None) };
        let record = codec::decode(&value).filter(|record| record.id() == id);
        record.map(Some).ok_or_else(|| Broken::Damaged(format!("the record {} can't be read", id.id)))
    }

    /// The records of a kind in the order of their ids, from behind `after` on.
    pub fn records(&self, kind: RecordKind, after: Option<Uuid>) -> impl Iterator<Item = Result<Record>> {
        let from = after.map_or(vec![kind.byte()], |after| behind(&codec::record_key(RecordId::new(kind, after))));
        self.walk(from..after_all(&[kind.byte()]), Order::Forward).map(|entry| read(&entry?)).ending()
    }

    /// The records of a kind against the order of their ids, from before `before` on.
    pub fn records_back(&self, kind: RecordKind, before: Option<Uuid>) -> impl Iterator<Item = Result<Record>> {
        let all = || after_all(&[kind.byte()]);
        let to = before.map_or_else(all, |before| codec::record_key(RecordId::new(kind, before)).to_vec());
        self.walk(vec![kind.byte()]..to, Order::Backward).map(|entry| read(&entry?)).ending()
    }

    /// A timeline's entries, the newest first.
    pub fn timeline(&self, of: TimelineOf) -> impl Iterator<Item = Result<Standing>> {
        let of = codec::timeline_key(of);
        self.walk(of.to_vec()..after_all(&of), Order::Backward).map(move |entry| {
            let (key, value) = entry?;
            Standing::read(&of, &key, &value).ok_or_else(|| Broken::damaged("a timeline's key is cut"))
        })
    }

    /// All entries in the order of their keys.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<Entry>> {
        self.walk(FIRST.to_vec()..LAST.to_vec(), Order::Forward)
    }
}

impl Archive {
    /// All records in the order of their keys: by kind, then by id. It ends with an error where one can't be read, or where
    /// they aren't all that were put in.
    pub fn all(&self) -> impl Iterator<Item = Result<Record>> {
        let mut found = Tally::default();
        let mut entries = self.shelf.walk(FIRST.to_vec()..vec![ENTRY], Order::Forward);
        std::iter::from_fn(move || match entries.next() {
            Some(entry) => Some(entry.and_then(|entry| {
                found.add(&entry.0, &entry.1);
                read(&entry)
            })),
            None if found.same_records(&self.tally()) => None,
            None => Some(Err(Broken::damaged("records are missing"))),
        })
        .ending()
    }
}
/// The record that lies under a key.
pub(super) fn read((key, value): &Entry) -> Result<Record> {
    let record = codec::decode(value).filter(|record| codec::record_key(record.id()) == **key);
    record.ok_or_else(|| Broken::damaged("a record can't be read"))
}

/// What goes on after a record that can't be read.
trait Ending<T>: Iterator<Item = Result<T>> + Sized {
    /// Ends with the first error.
    fn ending(self) -> impl Iterator<Item = Result<T>> {
        let mut ended = false;
        self.take_while(move |one| !std::mem::replace(&mut ended, one.is_err()))
    }
}

impl<T, I: Iterator<Item = Result<T>>> Ending<T> for I {}
