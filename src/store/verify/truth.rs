//! The truth, base and journal, read through once: each line and each file of a big set, and what all of it comes to. Of
//! each record only checksums are kept, by which all that is made from the truth is measured; the book stands in memory until
//! the place is reached for which the side file stands.

use std::collections::HashMap;

use super::images::{Side, Texts};
use super::journal::{Met, Walk};
use super::place::Stand;
use super::references::References;
use super::{Beat, Finding, Row, State, Subject};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::record::{Record, RecordId};
use crate::store::backup::GoingOn;
use crate::store::codec;
use crate::store::counts::Counts;
use crate::store::error::{Result, StoreError};
use crate::store::journal::Position;
use crate::store::layout::Layout;
use crate::store::line::Line;
use crate::store::sets::{self, SetFile};
use crate::store::side::packed::Packed;
use crate::store::snapshot::Snapshot;
use crate::store::texts::Telling;

/// Checksums of a record as the truth has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print {
    /// Of its value as the archive keeps it.
    pub record: u32,
    /// Of what it tells: what was said in it, and what is counted.
    pub told: Option<u32>,
}

impl Print {
    fn of(record: &Record, buffer: &mut Vec<u8>) -> Self {
        Self { record: print(record), told: Telling::of(record).map(|telling| print_told(&telling, buffer)) }
    }
}

/// The checksum of a record's value as the archive keeps it.
pub(super) fn print(record: &Record) -> u32 {
    codec::encode(record).map(|value| crc32fast::hash(&value)).unwrap_or_default()
}

pub(super) fn print_told(telling: &Telling, buffer: &mut Vec<u8>) -> u32 {
    buffer.clear();
    telling.put(buffer);
    crc32fast::hash(buffer)
}

/// What base and journal say.
struct Truth<'a, 'b> {
    layout: &'a Layout,
    /// The records that are there.
    prints: HashMap<RecordId, Print>,
    references: References,
    /// As long as something waits to be measured by it.
    book: Option<Book>,
    side: &'a mut Side,
    texts: &'a mut Texts<'b>,
    /// All of it could be read.
    is_whole: bool,
    /// Where the journal goes on from the base; lines before that are only history.
    base: Option<Position>,
    /// Whether the journal was trimmed.
    is_trimmed: bool,
    /// Whether the journal has a line that ends where the base stands.
    meets_base: bool,
    /// A set may have changed records without saying which: it can only stand before a base.
    barrier: bool,
    base_row: Row,
    sets_row: Row,
    buffer: Vec<u8>,
}

/// What came of it.
pub(super) struct Read {
    pub journal: Row,
    pub sets: Row,
    pub base: Row,
    /// None where not all could be read.
    pub truth: Option<Whole>,
    pub end: Position,
}

pub(super) struct Whole {
    pub prints: HashMap<RecordId, Print>,
    references: References,
}

impl Whole {
    pub fn references(&self, beat: &mut Beat) -> Result<Row> {
        self.references.check(|id| self.prints.contains_key(id), beat)
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.prints.keys().for_each(|id| counts.add(id.kind));
        counts
    }
}

/// Reads base and journal up to where they stand, and measures `side` and `texts` by them on the way.
pub(super) fn read(
    layout: &Layout,
    stand: &Stand,
    side: &mut Side,
    texts: &mut Texts<'_>,
    going_on: &GoingOn,
) -> Result<Read> {
    let mut truth = Truth {
        layout,
        prints: HashMap::new(),
        references: References::default(),
        book: side.is_waiting().then(Book::default),
        side,
        texts,
        is_whole: true,
        base: None,
        is_trimmed: matches!(stand.begins, Ok(Some(_))),
        meets_base: false,
        barrier: false,
        base_row: Row::new(Subject::Base),
        sets_row: Row::new(Subject::Sets),
        buffer: Vec::new(),
    };
    truth.read_base(&mut Beat::new(going_on, Subject::Base))?;
    let mut journal = Row::new(Subject::Journal);
    let mut beat = Beat::new(going_on, Subject::Journal);
    let end = Walk::new(layout, &mut journal).all(stand, &mut |met, end| truth.meet(met, end, &mut beat))?;
    Ok(truth.finish(journal, end))
}

impl Truth<'_, '_> {
    fn read_base(&mut self, beat: &mut Beat) -> Result<()> {
        let path = self.layout.base();
        if std::fs::symlink_metadata(&path).is_err() {
            self.base_row.state = State::Absent;
            return Ok(());
        }
        self.base_row.bytes = std::fs::metadata(&path).map_or(0, |meta| meta.len());
        let read = Snapshot::open(&path).and_then(|snapshot| {
            if snapshot.head.origin != self.layout.origin {
                return Err(StoreError::damaged(&path, "it belongs to another store or place"));
            }
            let position = snapshot.head.position;
            for record in snapshot.records() {
                beat.tick()?;
                self.base_row.count += 1;
                self.apply(&Change::create(record?));
            }
            Ok(position)
        });
        match read {
            Ok(position) => {
                self.base = Some(position);
                self.arrive(position)
            }
            Err(error) => {
                self.is_whole = false;
                self.base_row.fail(error)
            }
        }
    }

    fn meet(&mut self, met: Met, end: Position, beat: &mut Beat) -> Result<()> {
        match met {
            Met::Lost => self.is_whole = false,
            Met::Begin { before } => {
                let base = self.base.map_or(0, |base| base.seq);
                // What can't be read at its beginning is known to be damaged; and one that never was trimmed lacks a segment.
                let is_read = self.base.is_some() || self.base_row.state == State::Absent;
                if before > base && is_read && self.is_trimmed {
                    self.is_whole = false;
                    self.base_row.find(Finding::Gone { path: self.layout.base() });
                }
                self.meets_base = before >= base;
            }
            Met::Head => {
                if self.base.is_none_or(|base| end.seq >= base.seq) {
                    self.arrive(end)?;
                }
            }
            Met::Set(line) => {
                beat.tick()?;
                self.set(*line, end, beat)?;
            }
        }
        Ok(())
    }

    fn set(&mut self, line: Line<Change>, end: Position, beat: &mut Beat) -> Result<()> {
        self.meets_base |= self.base == Some(end);
        let is_history = self.base.is_some_and(|base| end.seq <= base.seq);
        if !is_history && line.label.act.is_barrier() {
            self.barrier = true;
        }
        if let Some(set) = &line.set {
            self.sets_row.count += 1;
            self.sets_row.bytes += set.bytes;
            let read = SetFile::open(self.layout, set).and_then(|file| {
                for part in file.parts() {
                    for change in part? {
                        beat.tick()?;
                        if !is_history {
                            self.apply(&change);
                        }
                    }
                }
                Ok(())
            });
            if let Err(error) = read {
                self.is_whole = false;
                let path = sets::path(self.layout, set.id);
                match error {
                    StoreError::Damaged { .. } if !path.exists() => self.sets_row.find(Finding::Gone { path }),
                    error => self.sets_row.fail(error)?,
                }
            }
        }
        if !is_history {
            for change in &line.changes {
                beat.tick()?;
                self.apply(change);
            }
            self.arrive(end)?;
        }
        Ok(())
    }

    fn apply(&mut self, change: &Change) {
        if !self.is_whole {
            return;
        }
        if let Some(book) = &mut self.book {
            book.apply(change);
        }
        let Some(id) = change.id() else { return };
        change.before.iter().for_each(|record| self.references.take(record));
        match &change.after {
            Some(record) => {
                self.references.add(record);
                self.prints.insert(id, Print::of(record, &mut self.buffer));
            }
            None => drop(self.prints.remove(&id)),
        }
    }

    /// All up to here is read.
    fn arrive(&mut self, at: Position) -> Result<()> {
        if !self.is_whole {
            return Ok(());
        }
        if let Some(book) = self.book.take_if(|_| self.side.stands_at(at)) {
            self.side.measure(&book);
        }
        if self.texts.stands_at(at) {
            self.texts.measure(&self.prints)?;
        }
        Ok(())
    }

    fn finish(mut self, journal: Row, end: Position) -> Read {
        if self.barrier && self.base.is_none() && self.base_row.state == State::Absent {
            self.is_whole = false;
            self.base_row.find(Finding::Gone { path: self.layout.base() });
        }
        if self.is_whole && self.base.is_some() && !self.meets_base {
            self.is_whole = false;
            self.base_row.damaged(&self.layout.base(), "it stands for another journal");
        }
        if self.sets_row.count == 0 {
            self.sets_row.state = State::Absent;
        }
        let truth = self.is_whole.then_some(Whole { prints: self.prints, references: self.references });
        Read { journal, sets: self.sets_row, base: self.base_row, truth, end }
    }
}
