//! What the journal says behind the texts file: which texts are there now, and which aren't any more.

use std::collections::HashMap;

use super::image::Entry;
use crate::domain::change::Change;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::said::Said;
use crate::domain::search::fold;
use crate::store::error::StoreError;
use crate::store::journal::{Position, Trouble};
use crate::store::layout::Layout;
use crate::store::replay::Replay;

/// Records that changed after a position, as they are now.
pub(super) struct After {
    from: Position,
    replay: Option<Replay>,
    /// `None` where a record has no text any more.
    texts: HashMap<RecordId, Option<Entry>>,
    /// Bytes that were read since.
    pub bytes: u64,
}

impl After {
    pub fn new(from: Position) -> Self {
        Self { from, replay: None, texts: HashMap::new(), bytes: 0 }
    }

    /// How far was read.
    pub fn reached(&self) -> Position {
        self.replay.as_ref().map_or(self.from, Replay::reached)
    }

    /// Whether the file has nothing more to say of a record.
    pub fn knows(&self, record: &RecordId) -> bool {
        self.texts.contains_key(record)
    }

    /// The texts that are there, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.texts.values().flatten()
    }

    /// Reads on to `end`, a part at a time: `true` once it is reached. After a part less than that everything read stands at a
    /// whole set.
    pub fn read_on(&mut self, layout: &Layout, end: Position, part: u64) -> Result<bool, Trouble> {
        let until = self.bytes + part;
        let mut replay = match self.replay.take() {
            Some(replay) => replay,
            None => Replay::new(layout, self.from)?,
        };
        let done = loop {
            if replay.reached().seq >= end.seq && !replay.is_within() {
                break true;
            }
            if self.bytes >= until && !replay.is_within() {
                break false;
            }
            let Some(read) = replay.next(end.seq)? else {
                return Err(StoreError::damaged(&layout.journal(), "its end is gone").into());
            };
            self.bytes += read.bytes;
            read.changes.iter().for_each(|change| take(&mut self.texts, change));
        };
        self.replay = Some(replay);
        Ok(done)
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
