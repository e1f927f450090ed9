//! What the journal says behind the texts file: which texts are there now, and which aren't any more.

use std::collections::HashMap;

use super::image::Entry;
use crate::domain::change::Change;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::said::Said;
use crate::domain::search::fold;
use crate::store::journal::{Journal, Position, Trouble};
use crate::store::layout::Layout;
use crate::store::line::{Line, parse};
use crate::store::sets::SetFile;

/// Records that changed after a position, as they are now.
pub(super) struct After {
    journal: Journal,
    /// How far the journal was read.
    pub reached: Position,
    /// `None` where a record has no text any more.
    texts: HashMap<RecordId, Option<Entry>>,
    /// Bytes that were read since.
    pub bytes: u64,
}

impl After {
    pub fn new(layout: &Layout, from: Position) -> Self {
        Self { journal: Journal::new(layout), reached: from, texts: HashMap::new(), bytes: 0 }
    }

    /// Whether the file has nothing more to say of a record.
    pub fn knows(&self, record: &RecordId) -> bool {
        self.texts.contains_key(record)
    }

    /// The texts that are there, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.texts.values().flatten()
    }

    /// Reads on to `end`, a part at a time: `true` once it is reached.
    pub fn read_on(&mut self, layout: &Layout, end: Position, part: u64) -> Result<bool, Trouble> {
        let until = self.bytes + part;
        while self.reached.seq < end.seq {
            let chunk = self.journal.read(self.reached)?;
            for (line, at) in chunk.lines().take_while(|(_, at)| at.seq <= end.seq) {
                self.bytes += line.len() as u64;
                let line: Line<Change> = parse(line)
                    .ok_or_else(|| self.journal.damaged(self.reached, "it isn't a set that is known here"))?;
                line.changes.iter().for_each(|change| take(&mut self.texts, change));
                if let Some(set) = &line.set {
                    for changes in SetFile::open(layout, set)?.parts() {
                        changes?.iter().for_each(|change| take(&mut self.texts, change));
                    }
                    self.bytes += set.bytes;
                }
                self.reached = at;
                if self.bytes >= until {
                    return Ok(self.reached.seq >= end.seq);
                }
            }
            if self.reached.seq < end.seq {
                if !chunk.more {
                    return Err(self.journal.damaged(self.reached, "it is gone").into());
                }
                self.reached = chunk.end;
            }
        }
        Ok(true)
    }
}

/// Takes over what a change leaves of a text. Records that never have one are none of ours.
fn take(texts: &mut HashMap<RecordId, Option<Entry>>, change: &Change) {
    let Some(id) = change.id() else { return };
    if matches!(id.kind, RecordKind::FollowUp | RecordKind::Consent | RecordKind::AgendaMark) {
        return;
    }
    let [had, said] = [&change.before, &change.after].map(|side| side.as_ref().and_then(Said::of));
    // Something else changed: what the file says holds on.
    if said == had && !texts.contains_key(&id) {
        return;
    }
    texts.insert(id, said.map(|said| Entry { folded: fold(&said.text), said }));
}
