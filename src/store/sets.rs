//! Sets too big for one line: a file of their own under `sets/`, a change a line with its checksum, written and synced before
//! the journal names it. Read in parts, so that they never stand in memory whole.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk::Disk;
use super::error::{Result, StoreError, at, writing};
use super::layout::{FORMAT, Layout, Origin};
use super::line::{SetRef, Touched, checked, parse, put_sealed};
use super::lock;
use crate::domain::change::Change;

/// More changes than these don't stand in the journal's line, and no more are read or applied at once.
pub(super) const PART: usize = 500;

/// The first line of a set's file.
#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    #[serde(flatten)]
    origin: Origin,
    set: Uuid,
}

/// A set's file in the making. It gets its name when it is whole; left half made, a later one clears it away.
pub(super) struct SetWriter {
    file: File,
    /// The store's directory.
    store: PathBuf,
    path: PathBuf,
    buffer: Vec<u8>,
    crc: crc32fast::Hasher,
    set: SetRef,
    disk: Disk,
    done: bool,
}

const BUFFER: usize = 1 << 20;
/// Parts that are read ahead.
const AHEAD: usize = 4;
const YOUNG: Duration = Duration::from_secs(60);

impl SetWriter {
    pub fn new(layout: &Layout, disk: &Disk) -> Result<Self> {
        Self::of(Uuid::now_v7(), layout, disk)
    }

    /// The same for a set that has an id.
    pub fn of(id: Uuid, layout: &Layout, disk: &Disk) -> Result<Self> {
        clear(&layout.sets(), disk);
        let path = layout.sets().join(format!("{id}.part"));
        let failed = writing(&layout.dir);
        let file = disk.create(&path).and_then(|file| file.lock().map(|()| file)).map_err(failed)?;
        let set = SetRef { id, count: 0, bytes: 0, crc: 0, inverse: false };
        let mut writer = Self {
            file,
            store: layout.dir.clone(),
            path,
            buffer: Vec::new(),
            crc: crc32fast::Hasher::new(),
            set,
            disk: disk.clone(),
            done: false,
        };
        writer.line(&Head { format: FORMAT, origin: layout.origin, set: id })?;
        Ok(writer)
    }

    pub fn push(&mut self, change: &Change) -> Result<()> {
        self.set.count += 1;
        self.line(change)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<()> {
        put_sealed(value, &mut self.buffer).map_err(|error| at(&self.path)(error.into()))?;
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.crc.update(&self.buffer);
        self.disk.write_at(&self.file, &self.buffer, self.set.bytes).map_err(writing(&self.store))?;
        self.set.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// Makes the file durable under its name; the set is in force when the journal names it. Until then the file must be kept
    /// open: it is locked, and so nobody takes it for left over.
    pub fn finish(mut self, layout: &Layout) -> Result<(SetRef, File)> {
        self.flush()?;
        self.set.crc = self.crc.clone().finalize();
        let path = path(layout, self.set.id);
        self.disk.sync(&self.file).and_then(|()| self.disk.rename(&self.path, &path)).map_err(writing(&self.store))?;
        self.path = path;
        self.disk.sync_dir(&layout.sets()).map_err(writing(&self.store))?;
        self.done = true;
        let file = self.file.try_clone().map_err(at(&self.path))?;
        Ok((self.set.clone(), file))
    }
}

impl Drop for SetWriter {
    fn drop(&mut self) {
        if !self.done {
            let _ = self.disk.remove(&self.path);
        }
    }
}

/// Takes a set's file away that the journal doesn't name.
pub(super) fn discard(layout: &Layout, set: &SetRef, disk: &Disk) {
    let _ = disk.remove(&path(layout, set.id));
}

/// Clears away what died while it was being made, a while ago: a young one may not be locked yet.
fn clear(dir: &Path, disk: &Disk) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let old =
            entry.metadata().and_then(|meta| meta.modified()).is_ok_and(|at| at.elapsed().is_ok_and(|age| age > YOUNG));
        let dead = old
            && path.extension().is_some_and(|end| end == "part")
            && File::open(&path).is_ok_and(|file| lock::try_lock(&file).unwrap_or_default());
        if dead {
            let _ = disk.remove(&path);
        }
    }
}

pub(super) fn path(layout: &Layout, id: Uuid) -> PathBuf {
    layout.sets().join(format!("{id}.jsonl"))
}

/// A set's file, found whole.
pub(super) struct SetFile {
    file: File,
    path: PathBuf,
    parts: Vec<Range<u64>>,
    inverse: bool,
}

impl SetFile {
    /// Opens a set's file and checks that it is what the journal names.
    pub fn open(layout: &Layout, set: &SetRef) -> Result<Self> {
        let path = path(layout, set.id);
        let damaged = |what: &str| StoreError::damaged(&path, what);
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(damaged("it is gone")),
            opened => opened.map_err(at(&path))?,
        };
        let (mut crc, mut offset, mut lines) = (crc32fast::Hasher::new(), 0, 0);
        // Where each part begins; the head stands before the first.
        let mut starts = Vec::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let n = file.read_at(&mut buffer, offset).map_err(at(&path))?;
            if n == 0 {
                break;
            }
            crc.update(&buffer[..n]);
            for newline in memchr::memchr_iter(b'\n', &buffer[..n]) {
                if lines % PART == 0 {
                    starts.push(offset + newline as u64 + 1);
                }
                lines += 1;
            }
            offset += n as u64;
        }
        if (offset, lines, crc.finalize()) != (set.bytes, set.count + 1, set.crc) {
            return Err(damaged("its checksum is wrong"));
        }
        let mut parts: Vec<Range<u64>> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        parts.extend(starts.last().filter(|start| **start < offset).map(|start| *start..offset));
        if set.inverse {
            parts.reverse();
        }
        Ok(Self { file, path, parts, inverse: set.inverse })
    }

    /// The changes in their order, in parts.
    pub fn parts(&self) -> impl Iterator<Item = Result<Vec<Change>>> {
        (0..self.count()).map(|part| self.part(part))
    }

    /// The same; where there are many, a thread reads some ahead of whoever takes them.
    pub fn parts_ahead(self) -> Box<dyn Iterator<Item = Result<Vec<Change>>>> {
        let (ahead, read) = mpsc::sync_channel(AHEAD);
        let count = self.count();
        let file = Arc::new(self);
        let reading = file.clone();
        let read_on = move || {
            // Nobody takes any more, if it can't be sent.
            (0..count).map(|part| reading.part(part)).try_for_each(|part| ahead.send(part)).unwrap_or_default();
        };
        let is_ahead = count > AHEAD && thread::Builder::new().name("set".to_owned()).spawn(read_on).is_ok();
        if is_ahead { Box::new(read.into_iter()) } else { Box::new((0..count).map(move |part| file.part(part))) }
    }

    /// How many parts there are.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// The changes of one of them, in their order.
    pub fn part(&self, part: usize) -> Result<Vec<Change>> {
        let Some(range) = self.parts.get(part) else { return Ok(Vec::new()) };
        let mut changes: Vec<Change> = self.values(range)?;
        if self.inverse {
            changes = changes.into_iter().rev().map(Change::inverse).collect();
        }
        Ok(changes)
    }

    /// What stands in it, one value a change, in parts and in the order of the changes; those aren't turned round where the set
    /// is an inverse.
    pub fn values_in_order<T: DeserializeOwned>(&self) -> impl Iterator<Item = Result<Vec<T>>> {
        self.parts.iter().map(|range| {
            let mut values = self.values(range)?;
            if self.inverse {
                values.reverse();
            }
            Ok(values)
        })
    }

    /// How many bytes one of them has.
    pub fn part_bytes(&self, part: usize) -> u64 {
        self.parts.get(part).map_or(0, |range| range.end - range.start)
    }

    /// The changes that name one of these ids, in their order.
    pub fn changes_naming(&self, ids: &[String]) -> Result<Vec<Change>> {
        let mut all = Vec::new();
        for range in &self.parts {
            let bytes = self.bytes(range)?;
            let names = |line: &[u8]| ids.iter().any(|id| memchr::memmem::find(line, id.as_bytes()).is_some());
            let named = lines(&bytes).filter(|line| names(line));
            let mut part: Vec<Change> = named.map(|line| self.read(line)).collect::<Result<_>>()?;
            if self.inverse {
                part = part.into_iter().rev().map(Change::inverse).collect();
            }
            all.append(&mut part);
        }
        Ok(all)
    }

    /// Which records are touched, in parts.
    pub fn touched(&self) -> impl Iterator<Item = Result<Vec<Touched>>> {
        self.parts.iter().map(|range| self.values(range))
    }

    fn values<T: DeserializeOwned>(&self, range: &Range<u64>) -> Result<Vec<T>> {
        lines(&self.bytes(range)?).map(|line| self.read(line)).collect()
    }

    fn bytes(&self, range: &Range<u64>) -> Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or_default()];
        self.file.read_exact_at(&mut bytes, range.start).map_err(at(&self.path))?;
        Ok(bytes)
    }

    fn read<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T> {
        serde_json::from_slice(line).map_err(|error| StoreError::damaged(&self.path, error.to_string()))
    }
}

/// What can still be read of a set's file that isn't what the journal names.
pub(super) struct Salvaged {
    /// Those whose line is as it was written, in their order.
    pub changes: Vec<Change>,
    /// How many are lost.
    pub lost: usize,
}

/// Reads what can be read of a damaged set's file.
pub(super) fn salvage(layout: &Layout, set: &SetRef) -> Salvaged {
    let bytes = fs::read(path(layout, set.id)).unwrap_or_default();
    let mut changes: Vec<Change> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .filter_map(|line| parse(checked(line)?))
        .filter(|change: &Change| change.id().is_some())
        .collect();
    if set.inverse {
        changes = changes.into_iter().rev().map(Change::inverse).collect();
    }
    Salvaged { lost: set.count.saturating_sub(changes.len()), changes }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}
