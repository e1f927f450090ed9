//! What the journal tells of the past: sets newest first, and what they changed of one record.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};
use memchr::memmem;

use super::error::{Result, StoreError};
use super::line::{Line, entry, parse};
use super::past::Past;
use super::session::Inner;
use super::sets::SetFile;
use super::{Entry, PastSet};
use crate::domain::change::{Act, Change};
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId};

impl Inner {
    /// The last `limit` sets, newest first; with `of` those that changed one of these records or what hangs on it, and how.
    pub fn past(&self, of: &[RecordId], limit: usize) -> Result<Vec<PastSet>> {
        let (mut past, layout) = {
            let mut session = self.session();
            self.catch_up(&mut session)?;
            (Past::new(&session), session.layout.clone())
        };
        // Ids are written whole wherever they are named: lines without it needn't be read.
        let ids: Vec<String> = of.iter().map(|record| record.id.to_string()).collect();
        let mut told = Vec::new();
        while told.len() < limit
            && let Some((line, bytes)) = past.next_with_text()?
        {
            let mut changes = Vec::new();
            if !of.is_empty() {
                changes = match &line.set {
                    Some(set) => SetFile::open(&layout, set)?.changes_naming(&ids)?,
                    None if !ids.iter().any(|id| memmem::find(&bytes, id.as_bytes()).is_some()) => Vec::new(),
                    None => changes_of(&bytes, &past)?,
                };
                changes.retain(|change| of.iter().any(|record| change.touches(*record)));
                if changes.is_empty() {
                    continue;
                }
            }
            let entry: Entry = entry(&line);
            told.push(PastSet { is_taken_back: past.is_taken(entry.seq), count: line.count(), entry, changes });
        }
        Ok(told)
    }
}

impl Inner {
    /// The records that were deleted as far back as the history goes, the last first, and when; not those of a deletion that was
    /// taken back, and not what went along with whom it hung on. What can't be read any more is passed over: nothing hangs on it but that somebody is told of.
    pub fn deleted(&self, wants: &dyn Fn(&Record) -> bool) -> Result<Vec<(Record, DateTime<FixedOffset>)>> {
        let (mut past, layout) = {
            let mut session = self.session();
            self.catch_up(&mut session)?;
            (Past::new(&session), session.layout.clone())
        };
        let mut deleted = Vec::new();
        while let Ok(Some((line, bytes))) = past.next_with_text() {
            if line.label.act != Act::Delete || line.undoes.is_some() || past.is_taken(line.seq) {
                continue;
            }
            let (mut people, mut gone): (HashSet<ContactId>, Vec<Record>) = Default::default();
            let mut take = |changes: Vec<Change>| {
                for change in changes {
                    let (Some(record), None) = (change.before, change.after) else { continue };
                    if let Record::Contact(contact) = &record {
                        people.insert(contact.id);
                    }
                    if wants(&record) {
                        gone.push(record);
                    }
                }
            };
            match &line.set {
                None => take(changes_of(&bytes, &past).unwrap_or_default()),
                Some(set) => {
                    let Ok(set) = SetFile::open(&layout, set) else { continue };
                    set.parts().map_while(Result::ok).for_each(take);
                }
            }
            let went_along = |one: &Record| {
                !matches!(one, Record::Contact(_)) && one.contacts().iter().any(|who| people.contains(who))
            };
            deleted.extend(gone.into_iter().filter(|one| !went_along(one)).map(|one| (one, line.at)));
        }
        Ok(deleted)
    }
}

fn changes_of(bytes: &[u8], past: &Past) -> Result<Vec<Change>> {
    let line: Option<Line<Change>> = parse(bytes);
    line.map(|line| line.changes).ok_or_else(|| StoreError::damaged(&past.path(), "a set can't be read"))
}
