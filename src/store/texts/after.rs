//! What the journal says behind the texts file: what records tell now, and which tell nothing any more.

use std::collections::HashMap;
use std::io;

use super::image::{Entry, Telling};
use super::writing::Writing;
use crate::domain::change::Change;
use crate::domain::record::{RecordId, RecordKind};
use crate::store::error::StoreError;
use crate::store::journal::{Journal, Position, Trouble};
use crate::store::layout::Layout;
use crate::store::replay::Replay;

/// Records that changed after a position, as they are now, as far as they aren't written down yet.
pub(super) struct After {
    from: Position,
    replay: Option<Replay>,
    left: HashMap<RecordId, Left>,
    /// Bytes that were read since.
    pub bytes: u64,
    /// Bytes of memory that it takes, more or less.
    pub room: usize,
}

/// What changes leave of what a record tells.
pub(super) struct Left {
    /// `None` where it tells nothing any more.
    entry: Option<Entry>,
    /// Whether it did before.
    had: bool,
}

/// Bytes that a record takes besides its text.
const EACH: usize = 300;

impl After {
    pub fn new(from: Position) -> Self {
        Self { from, replay: None, left: HashMap::new(), bytes: 0, room: 0 }
    }

    /// How far was read.
    pub fn reached(&self) -> Position {
        self.replay.as_ref().map_or(self.from, Replay::reached)
    }

    /// Of these records what was written down has nothing more to say.
    pub fn changed(&self) -> &HashMap<RecordId, Left> {
        &self.left
    }

    /// What is told now, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.left.values().filter_map(|left| left.entry.as_ref())
    }

    /// Reads on to `end`, until it takes so much room: `true` once the end is reached. Else it may stand in the midst of a set.
    pub fn read_on(&mut self, layout: &Layout, end: Position, room: usize) -> Result<bool, Trouble> {
        let mut replay = match self.replay.take() {
            Some(replay) => replay,
            None => {
                self.require_there(layout, end)?;
                Replay::new(layout, self.from)?
            }
        };
        let is_done = loop {
            if replay.reached().seq >= end.seq && !replay.is_within() {
                break true;
            }
            if self.room >= room {
                break false;
            }
            let Some(read) = replay.next(end.seq)? else {
                return Err(StoreError::damaged(&layout.journal(), "its end is gone").into());
            };
            self.bytes += read.bytes;
            read.changes.iter().for_each(|change| self.take(change));
        };
        self.replay = Some(replay);
        Ok(is_done)
    }

    /// Whether the journal is the one that was read up to `from`: where there is more to read, that tells.
    fn require_there(&self, layout: &Layout, end: Position) -> Result<(), Trouble> {
        if self.from == end || self.from == Position::START || self.from.seq < end.seq {
            return Ok(());
        }
        Journal::new(layout).read(self.from).map(|_| ())
    }

    /// Takes over what a change leaves of what a record tells. Those that never tell anything are none of ours.
    fn take(&mut self, change: &Change) {
        let Some(id) = change.id() else { return };
        if matches!(id.kind, RecordKind::Consent | RecordKind::AgendaMark) {
            return;
        }
        let [had, tells] = [&change.before, &change.after].map(|side| side.as_ref().and_then(Telling::of));
        let known = self.left.get_mut(&id);
        // Something else changed: what was written down holds on.
        if tells == had && known.is_none() {
            return;
        }
        let entry = tells.map(|telling| Entry { folded: telling.folded(), telling });
        let length = |entry: &Option<Entry>| entry.as_ref().map_or(0, |entry| entry.folded.len() * 2);
        self.room += length(&entry);
        match known {
            Some(left) => {
                self.room = self.room.saturating_sub(length(&left.entry));
                left.entry = entry;
            }
            None => {
                self.room += EACH;
                self.left.insert(id, Left { entry, had: had.is_some() });
            }
        }
    }

    /// Writes down what is there as a run of its own, and forgets it.
    pub fn put_down(&mut self, writing: &mut Writing) -> io::Result<()> {
        writing.begin_run()?;
        let mut entries: Vec<Entry> = Vec::with_capacity(self.left.len());
        for (record, left) in self.left.drain() {
            if left.had {
                writing.supersede(record);
            }
            entries.extend(left.entry);
        }
        (self.room, self.bytes) = (0, 0);
        entries.sort_unstable_by_key(|entry| entry.telling.place);
        entries.into_iter().try_for_each(|entry| writing.push(entry.telling, &entry.folded))
    }
}
