//! Older forms of the store's files: brought to this version's form when the store is opened, step by step, after a backup in
//! the form that they have.
//!
//! Base, journal and the files of big sets are written anew as the next generation, so that the history stays and can be
//! taken back as before. Whatever happens meanwhile, the store is the old one until the new one was read again and is put in
//! force; the old one is kept aside whole. The backup is a snapshot in the old form: `restore` takes it through the same
//! steps, and the version that wrote the store can bring it back, too.

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Who;
use super::backup::{self, Reason};
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::generation::{Making, Old};
use super::journal::{Chunk, Journal, Position, Trouble};
use super::layout::{FORMAT, Layout};
use super::line::{Line, SetRef, parse, sealed};
use super::lock::CommitLock;
use super::replay::Replay;
use super::sets::{SetFile, SetWriter};
use super::snapshot::{Head, Snapshot, Writer};
use super::trim::Named;
use crate::domain::change::Change;
use crate::domain::record::{Record, RecordId, RecordKind};

/// What brings a record from one form to the next.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The form that it goes out from.
    pub from: u32,
    /// Changes a record of that form, given by the name of its kind and its fields as they stand in the journal.
    pub record: fn(&str, &mut Map<String, Value>),
}

/// The steps to this version's form. The first form is this one.
pub(super) const STEPS: &[Step] = &[];

/// A change as it stands in a file of whatever form.
#[derive(Serialize, Deserialize)]
struct Raw {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
}

/// The steps from one form to this version's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    steps: &'static [Step],
    from: u32,
}

impl Way {
    /// `None` where they don't lead here.
    pub fn from(from: u32, steps: &'static [Step]) -> Option<Self> {
        let leads = (from..FORMAT).all(|form| steps.iter().any(|step| step.from == form));
        leads.then_some(Self { steps, from })
    }

    /// A record in this version's form; `None` where it is none.
    pub fn record(self, mut value: Value) -> Option<Record> {
        for form in self.from..FORMAT {
            let step = self.steps.iter().find(|step| step.from == form)?;
            for (kind, fields) in value.as_object_mut()? {
                (step.record)(kind, fields.as_object_mut()?);
            }
        }
        serde_json::from_value(value).ok()
    }

    fn change(self, raw: Raw) -> Option<Change> {
        let side = |value: Option<Value>| match value {
            None => Some(None),
            Some(value) => self.record(value).map(Some),
        };
        Some(Change { before: side(raw.before)?, after: side(raw.after)? })
    }
}

/// Brings the store in `dir` to this version's form, unless another session just did.
///
/// # Errors
/// Where it can't be read whole, or something of it isn't what the steps know, or it can't be written: then it is as it was.
pub(super) fn migrate(dir: &Path, who: &Who, disk: &Disk, steps: &'static [Step]) -> Result<()> {
    let held = CommitLock::open(dir, disk)?.hold_through_work()?;
    let (old, form) = Layout::of_any_form(dir)?;
    if form >= FORMAT {
        return Ok(());
    }
    let unknown = || StoreError::damaged(dir, format!("its form {form} is none that is known here"));
    let way = Way::from(form, steps).ok_or_else(unknown)?;
    let mut making = Making::begin(&old, who, disk)?;
    let mut records = Records::begin(making.layout(), disk)?;
    let end = records.gather(&old)?;
    records.back_up(&old, end, way, disk)?;

    let mut anew = Anew { old: &old, making: &mut making, way, disk, sets: HashMap::new() };
    anew.history()?;
    making.end_history()?;
    let mut base = making.base(making.end())?;
    for id in records.ids() {
        let value = parse(&records.read(id)?);
        let record = value.and_then(|value| way.record(value)).ok_or_else(|| unlike(&old.base(), id))?;
        base.push(&record)?;
    }
    base.check(&|_| true)?;
    let counts = base.counts();
    base.finish()?;
    records.remove(disk)?;
    read_again(making.layout(), counts.total())?;
    making.finish(&held, Old::Aside)?;
    Ok(())
}

fn unlike(path: &Path, id: RecordId) -> StoreError {
    StoreError::damaged(path, format!("the record {} can't be brought to this version's form", id.id))
}

/// Reads all that was made, as it will be read when it is in force.
fn read_again(layout: &Layout, records: u64) -> Result<()> {
    let changed = || StoreError::damaged(&layout.generation(), "it isn't what was written");
    let mut replay = Replay::new(layout, Position::START)?;
    let mut read = 0;
    loop {
        match replay.next(super::Seq::MAX) {
            Ok(Some(part)) => read += part.changes.len() as u64,
            Ok(None) => break,
            Err(Trouble::Store(error)) => return Err(error),
            Err(Trouble::Lost) => return Err(changed()),
        }
    }
    let mut journal = Journal::new(layout);
    let mut named = Named::new(layout, journal.first()?);
    named.read_on(&mut journal, &|| true, |set| SetFile::open(layout, set).map(|_| ()))?;
    if read == records { Ok(()) } else { Err(changed()) }
}

/// A journal's chunks from its first set on.
fn chunks(layout: &Layout, from: Position, mut take: impl FnMut(&Chunk) -> Result<()>) -> Result<Position> {
    let mut journal = Journal::new(layout);
    let mut place = from;
    loop {
        let chunk = journal.read(place).map_err(|trouble| match trouble {
            Trouble::Store(error) => error,
            Trouble::Lost => StoreError::damaged(&layout.journal(), "it changes while it is read"),
        })?;
        take(&chunk)?;
        place = chunk.end;
        if !chunk.more {
            return Ok(place);
        }
    }
}

fn line(layout: &Layout, bytes: &[u8], end: Position) -> Result<Line<Raw>> {
    parse(bytes).ok_or_else(|| StoreError::damaged(&layout.journal(), format!("set {} is none that is known", end.seq)))
}

/// All records of the old form as they are at the journal's end: in a file, since they may be too many for memory.
struct Records {
    path: PathBuf,
    file: File,
    length: u64,
    buffer: Vec<u8>,
    disk: Disk,
    /// Where each stands, and how long it is.
    places: HashMap<RecordId, (u64, usize)>,
}

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 20;

impl Records {
    fn begin(layout: &Layout, disk: &Disk) -> Result<Self> {
        let path = layout.generation().join("records");
        let file = disk.create(&path).map_err(at(&path))?;
        Ok(Self { path, file, length: 0, buffer: Vec::new(), disk: disk.clone(), places: HashMap::new() })
    }

    /// Reads base and journal of the old form; says where they end.
    fn gather(&mut self, old: &Layout) -> Result<Position> {
        let mut from = Position::START;
        if old.base().exists() {
            let snapshot = Snapshot::open(&old.base())?;
            from = snapshot.head.position;
            for value in snapshot.values() {
                self.put(None, Some(value?), &old.base())?;
            }
        } else {
            let first = Journal::new(old).first()?;
            if first.seq > 0 {
                return Err(StoreError::damaged(&old.base(), "it is gone"));
            }
        }
        let end = chunks(old, from, |chunk| {
            for (bytes, end) in chunk.lines() {
                let line = line(old, bytes, end)?;
                for raw in line.changes {
                    self.put(raw.before, raw.after, &old.journal())?;
                }
                let Some(set) = line.set else { continue };
                for part in SetFile::open(old, &set)?.values_in_order::<Raw>() {
                    for Raw { before, after } in part? {
                        let (before, after) = if set.inverse { (after, before) } else { (before, after) };
                        self.put(before, after, &old.sets())?;
                    }
                }
            }
            Ok(())
        })?;
        self.flush()?;
        Ok(end)
    }

    fn put(&mut self, before: Option<Value>, after: Option<Value>, path: &Path) -> Result<()> {
        let unknown = || StoreError::damaged(path, "a record is of no kind that is known");
        let Some(value) = after else {
            let gone = before.as_ref().and_then(id_of).ok_or_else(unknown)?;
            self.places.remove(&gone);
            return Ok(());
        };
        let id = id_of(&value).ok_or_else(unknown)?;
        let bytes = serde_json::to_vec(&value).map_err(|error| at(&self.path)(error.into()))?;
        self.places.insert(id, (self.length + self.buffer.len() as u64, bytes.len()));
        self.buffer.extend_from_slice(&bytes);
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.disk.write_at(&self.file, &self.buffer, self.length).map_err(at(&self.path))?;
        self.length += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn ids(&self) -> Vec<RecordId> {
        let mut ids: Vec<RecordId> = self.places.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    fn read(&self, id: RecordId) -> Result<Vec<u8>> {
        let (offset, length) = self.places.get(&id).copied().unwrap_or_default();
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, offset).map_err(at(&self.path))?;
        Ok(bytes)
    }

    /// Writes them as a backup in the old form, and reads that as a restore would.
    fn back_up(&self, old: &Layout, end: Position, way: Way, disk: &Disk) -> Result<()> {
        let path = backup::place(&old.dir, Reason::Migration, disk)?;
        let head = Head { schema: way.from, at: disk.now(), ..Head::new(old.origin, end) };
        let mut writer = Writer::create(&path, &head, disk)?;
        for id in self.ids() {
            writer.push_raw(id, &self.read(id)?)?;
        }
        writer.seal()?;
        let (_, counts) = Snapshot::open(writer.made_at())?.through(way.steps).check_all(&|_| true)?;
        if counts != writer.counts() {
            return Err(StoreError::damaged(&path, "it doesn't hold what was written"));
        }
        writer.finish().map(|_| ())
    }

    fn remove(self, disk: &Disk) -> Result<()> {
        disk.remove(&self.path).map_err(at(&self.path))
    }
}

/// Which record a value is, in any form.
pub(super) fn id_of(value: &Value) -> Option<RecordId> {
    let (kind, fields) = value.as_object()?.iter().next()?;
    let kind: RecordKind = serde_json::from_value(Value::from(kind.as_str())).ok()?;
    let name = if kind == RecordKind::AgendaMark { "contact" } else { "id" };
    Some(RecordId::new(kind, fields.get(name)?.as_str()?.parse().ok()?))
}

/// The history in this version's form.
struct Anew<'a, 'b> {
    old: &'a Layout,
    making: &'a mut Making<'b>,
    way: Way,
    disk: &'a Disk,
    /// The files of big sets that are written already.
    sets: HashMap<Uuid, SetRef>,
}

impl Anew<'_, '_> {
    fn history(&mut self) -> Result<()> {
        let old = self.old;
        let first = Journal::new(old).first()?;
        self.making.history_after(first.seq)?;
        chunks(old, first, |chunk| {
            for (bytes, end) in chunk.lines() {
                let line = self.line(line(old, bytes, end)?, end)?;
                let bytes = sealed(&line).map_err(|error| at(&old.journal())(error.into()))?;
                self.making.line(&bytes)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn line(&mut self, line: Line<Raw>, end: Position) -> Result<Line<Change>> {
        let changes: Option<Vec<Change>> = line.changes.into_iter().map(|raw| self.way.change(raw)).collect();
        let unlike = || {
            let what = format!("set {} can't be brought to this version's form", end.seq);
            StoreError::damaged(&self.old.journal(), what)
        };
        Ok(Line {
            changes: changes.ok_or_else(unlike)?,
            set: line.set.map(|set| self.set(&set)).transpose()?,
            seq: line.seq,
            at: line.at,
            author: line.author,
            session: line.session,
            label: line.label,
            undoes: line.undoes,
            once: line.once,
        })
    }

    /// Writes the file of a big set anew, once.
    fn set(&mut self, set: &SetRef) -> Result<SetRef> {
        if let Some(anew) = self.sets.get(&set.id) {
            return Ok(SetRef { inverse: set.inverse, ..anew.clone() });
        }
        let mut writer = SetWriter::of(set.id, self.making.layout(), self.disk)?;
        let forward = SetRef { inverse: false, ..set.clone() };
        for part in SetFile::open(self.old, &forward)?.values_in_order::<Raw>() {
            for raw in part? {
                let unlike = || {
                    StoreError::damaged(
                        &super::sets::path(self.old, set.id),
                        "it can't be brought to this version's form",
                    )
                };
                writer.push(&self.way.change(raw).ok_or_else(unlike)?)?;
            }
        }
        let (anew, _) = writer.finish(self.making.layout())?;
        self.sets.insert(set.id, anew.clone());
        Ok(SetRef { inverse: set.inverse, ..anew })
    }
}
