//! Everything that happened after a position, in parts: the base first, where it is read from the beginning, then the
//! journal. The one way by which book, archive and texts are built.

use super::Seq;
use super::error::{Result, StoreError};
use super::journal::{Chunk, Journal, Position, Trouble};
use super::layout::Layout;
use super::line::{Line, parse};
use super::sets::{PART, SetFile};
use super::snapshot::Snapshot;
use crate::domain::change::Change;
use crate::domain::record::Record;

type Records = Box<dyn Iterator<Item = Result<Record>> + Send>;

pub(super) struct Replay {
    layout: Layout,
    journal: Journal,
    /// The base, while it is being read.
    base: Option<(Records, Position)>,
    /// Whether there is a base at all.
    based: bool,
    chunk: Option<Chunk>,
    /// Lines of the chunk that were read.
    read: usize,
    /// The big set that is being read, its parts that were read, and where it leads to.
    set: Option<(SetFile, usize, Position)>,
    reached: Position,
    /// Where the next line is looked for: at `reached`, or at the next segment's beginning.
    at: Position,
}

/// Some of what happened, in its order.
pub(super) struct Part {
    pub changes: Vec<Change>,
    /// How much was read for it.
    pub bytes: u64,
}

impl Replay {
    /// From behind `after` on: [`Position::START`] is before the base.
    pub fn new(layout: &Layout, after: Position) -> Result<Self> {
        let journal = Journal::new(layout);
        let mut base: Option<(Records, Position)> = None;
        let (mut based, mut at) = (true, after);
        if after == Position::START {
            let path = layout.base();
            if path.exists() {
                let snapshot = Snapshot::open(&path).map_err(|error| match error {
                    StoreError::NotABackup { path } => StoreError::damaged(&path, "it is none"),
                    error => error,
                })?;
                if snapshot.head.origin != layout.origin {
                    return Err(StoreError::damaged(&path, "it belongs to another store or place"));
                }
                at = snapshot.head.position;
                base = Some((Box::new(snapshot.records()), at));
            } else {
                based = false;
                at = journal.first()?;
                if at.seq > 0 {
                    return Err(StoreError::damaged(&path, "it is gone"));
                }
            }
        }
        Ok(Self { layout: layout.clone(), journal, base, based, chunk: None, read: 0, set: None, reached: after, at })
    }

    /// What was read whole: of a base or a big set nothing until its end.
    pub fn reached(&self) -> Position {
        self.reached
    }

    /// Whether it is in the midst of the base or of a big set, so that more was read than `reached` says.
    pub fn is_within(&self) -> bool {
        self.base.is_some() || self.set.is_some()
    }

    /// The journal as it was opened.
    pub fn into_journal(self) -> Journal {
        self.journal
    }

    /// What comes next, up to the set `until`; `None` where that is reached or the journal ends.
    pub fn next(&mut self, until: Seq) -> std::result::Result<Option<Part>, Trouble> {
        let mut part = Part { changes: Vec::new(), bytes: 0 };
        if self.base.is_some() {
            self.read_base(&mut part)?;
            return Ok(Some(part));
        }
        while part.changes.len() < PART {
            if self.set.is_some() {
                if part.changes.is_empty() {
                    self.read_set(&mut part)?;
                }
                break;
            }
            if self.reached.seq >= until || !self.read_line(&mut part)? {
                break;
            }
        }
        Ok((part.bytes > 0).then_some(part))
    }

    fn read_base(&mut self, part: &mut Part) -> Result<()> {
        // Even an empty base is a part.
        part.bytes += 1;
        let Some((records, end)) = &mut self.base else { return Ok(()) };
        for record in records.by_ref().take(PART) {
            part.changes.push(Change::create(record?));
        }
        if part.changes.len() < PART {
            self.reached = *end;
            self.base = None;
        }
        part.bytes += 256 * part.changes.len() as u64;
        Ok(())
    }

    fn read_set(&mut self, part: &mut Part) -> Result<()> {
        let Some((file, read, end)) = &mut self.set else { return Ok(()) };
        part.changes = file.part(*read)?;
        part.bytes += file.part_bytes(*read);
        *read += 1;
        if *read >= file.count() {
            let end = *end;
            self.set = None;
            self.come_to(end);
        }
        Ok(())
    }

    /// Reads one line; `false` at the journal's end.
    fn read_line(&mut self, part: &mut Part) -> std::result::Result<bool, Trouble> {
        // What was read earlier may have been gone on with since.
        let mut fresh = false;
        loop {
            if self.chunk.is_none() {
                self.chunk = Some(self.journal.read(self.at)?);
                self.read = 0;
                fresh = true;
            }
            let Some(chunk) = &self.chunk else { return Ok(false) };
            if let Some((bytes, end)) = chunk.line(self.read) {
                let line: Line<Change> =
                    parse(bytes).ok_or_else(|| self.journal.damaged(self.at, "it isn't a set that is known here"))?;
                if !self.based && line.label.act.is_barrier() {
                    return Err(StoreError::damaged(&self.layout.base(), "it is gone").into());
                }
                self.read += 1;
                part.bytes += bytes.len() as u64;
                part.changes.extend(line.changes);
                match line.set {
                    Some(set) => self.set = Some((SetFile::open(&self.layout, &set)?, 0, end)),
                    None => self.come_to(end),
                }
                return Ok(true);
            }
            let (end, more) = (chunk.end, chunk.more);
            self.chunk = None;
            self.come_to(end);
            if fresh && !more {
                return Ok(false);
            }
        }
    }

    fn come_to(&mut self, end: Position) {
        self.reached = end;
        self.at = end;
    }
}
