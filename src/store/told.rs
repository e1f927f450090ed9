//! What the journal tells of the past: sets newest first, and what they changed of one record.

use memchr::memmem;

use super::error::{Result, StoreError};
use super::line::{Line, entry, parse};
use super::past::Past;
use super::session::Inner;
use super::sets::SetFile;
use super::{Entry, PastSet};
use crate::domain::change::Change;
use crate::domain::record::RecordId;

impl Inner {
    /// The last `limit` sets, newest first; with `of` those that changed this record or what hangs on it, and how.
    pub fn past(&self, of: Option<RecordId>, limit: usize) -> Result<Vec<PastSet>> {
        let (mut past, layout) = {
            let mut session = self.session();
            self.catch_up(&mut session)?;
            (Past::new(&session), session.layout.clone())
        };
        // Ids are written whole wherever they are named: lines without it needn't be read.
        let id = of.map(|record| record.id.to_string());
        let mut told = Vec::new();
        while told.len() < limit
            && let Some((line, bytes)) = past.next_with_text()?
        {
            let mut changes = Vec::new();
            if let (Some(record), Some(id)) = (of, &id) {
                changes = match &line.set {
                    Some(set) => SetFile::open(&layout, set)?.changes_naming(id)?,
                    None if memmem::find(&bytes, id.as_bytes()).is_none() => Vec::new(),
                    None => changes_of(&bytes, &past)?,
                };
                changes.retain(|change| change.touches(record));
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

fn changes_of(bytes: &[u8], past: &Past) -> Result<Vec<Change>> {
    let line: Option<Line<Change>> = parse(bytes);
    line.map(|line| line.changes).ok_or_else(|| StoreError::damaged(&past.path(), "a set can't be read"))
}
