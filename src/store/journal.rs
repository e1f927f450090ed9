//! The journal: append-only segments of checksummed lines, one line for each set. It is the truth.
//!
//! Owns reading on from a position, appending durably and cutting what is torn. Who may append is the lock's; what the
//! sets mean is the session's.

pub(super) mod writer;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Seq;
use super::disk::Disk;
use super::error::{Result, StoreError, at, writing};
use super::layout::{FORMAT, Layout, Origin};
use super::line::{SEAL, checked, crc_of, parse, seal, sealed, seq_of};
use super::place;

/// A segment that has grown to this is followed by the next.
pub(super) const SEGMENT: u64 = 16 << 20;

/// Bytes in which a segment's head stands.
const HEAD: u64 = 1 << 10;

/// The end of a line: all sets up to `seq` lie before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    pub seq: Seq,
    pub segment: u32,
    /// Bytes into the segment; 0 stands before its head.
    pub offset: u64,
    /// The checksum of the line that ends here, by which another line in its place is told.
    pub line: u32,
}

impl Position {
    /// Before all.
    pub const START: Self = Self { seq: 0, segment: 1, offset: 0, line: 0 };
}

/// The first line of a segment.
#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    #[serde(flatten)]
    origin: Origin,
    segment: u32,
    /// The sequence of its first set.
    first: Seq,
}

/// What was read of one segment.
pub(super) struct Chunk {
    bytes: Vec<u8>,
    lines: Vec<(Range<usize>, Position)>,
    /// Behind the last whole line; at the next segment's beginning if there is one.
    pub end: Position,
    /// There is a next segment.
    pub more: bool,
    /// Behind the last whole line stands the beginning of one that never came to its end.
    pub torn: bool,
}

impl Chunk {
    /// One of the lines, with the position at its end.
    pub fn line(&self, at: usize) -> Option<(&[u8], Position)> {
        self.lines.get(at).map(|(range, end)| (&self.bytes[range.clone()], *end))
    }

    /// The lines, each with the position at its end.
    pub fn lines(&self) -> impl Iterator<Item = (&[u8], Position)> {
        self.lines.iter().map(|(range, end)| (&self.bytes[range.clone()], *end))
    }
}

/// Why a journal can't be read on.
#[derive(Debug)]
pub(super) enum Trouble {
    /// What was read before isn't there any more: it must be read anew.
    Lost,
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Reads and appends; keeps one segment open.
pub(super) struct Journal {
    dir: PathBuf,
    origin: Origin,
    open: Option<(u32, File, bool)>,
}

impl Journal {
    pub fn new(layout: &Layout) -> Self {
        Self { dir: layout.journal(), origin: layout.origin, open: None }
    }

    pub fn path(&self, segment: u32) -> PathBuf {
        path(&self.dir, segment)
    }

    /// The store's own directory.
    fn store(&self) -> &Path {
        self.dir.ancestors().nth(2).unwrap_or(&self.dir)
    }

    /// Before the first set that the journal tells of: what was earlier is trimmed.
    pub fn first(&self) -> Result<Position> {
        let named = self.begins()?;
        let segment = named.map_or(1, |(segment, _)| segment);
        let gone = || StoreError::damaged(&self.path(segment), "it is gone");
        let before = self.before(segment)?.ok_or_else(gone)?;
        if named.is_some_and(|(_, seq)| seq != before.seq + 1) {
            return Err(StoreError::damaged(&self.path(segment), "it doesn't begin as it did"));
        }
        Ok(before)
    }

    /// Where the journal begins since it was trimmed: a segment and its first set. `None` where it never was.
    pub fn begins(&self) -> Result<Option<(u32, Seq)>> {
        let path = self.first_path();
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(at(&path))?,
        };
        let head: Option<Head> = checked(&text).and_then(parse).filter(|head: &Head| head.origin == self.origin);
        let head = head.ok_or_else(|| StoreError::damaged(&path, "it doesn't say where the journal begins"))?;
        Ok(Some((head.segment, head.first)))
    }

    /// From now on the journal begins with this segment: whose head is noted beside it. What stands before may go.
    pub fn begin_at(&self, segment: u32, disk: &Disk) -> Result<()> {
        let gone = || StoreError::damaged(&self.path(segment), "it is gone");
        let before = self.before(segment)?.ok_or_else(gone)?;
        self.note_begin(segment, before.seq, disk)
    }

    /// Notes that the journal begins with this segment, whose first set comes after `before`.
    pub fn note_begin(&self, segment: u32, before: Seq, disk: &Disk) -> Result<()> {
        let path = self.first_path();
        let first = before + 1;
        let head = Head { format: FORMAT, origin: self.origin, segment, first };
        let line = sealed(&head).map_err(|error| at(&path)(error.into()))?;
        disk.replace(&path, &path.with_extension("new"), &line).map_err(writing(self.store()))
    }

    pub fn first_path(&self) -> PathBuf {
        self.dir.with_file_name("first")
    }

    /// The place before a segment's head, as that says; `None` where there is no such segment.
    pub fn before(&self, segment: u32) -> Result<Option<Position>> {
        let path = self.path(segment);
        let mut front = Vec::new();
        match File::open(&path).and_then(|file| file.take(HEAD).read_to_end(&mut front)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(at(&path))?,
        };
        let line = front.split_inclusive(|byte| *byte == b'\n').next().and_then(checked);
        let head: Head = line.and_then(parse).ok_or_else(|| StoreError::damaged(&path, "its head can't be read"))?;
        Ok(Some(Position { seq: head.first.saturating_sub(1), segment, offset: 0, line: 0 }))
    }

    /// Whether a segment isn't told of any more.
    fn is_trimmed(&self, segment: u32) -> bool {
        matches!(self.begins(), Ok(Some((first, _))) if segment < first)
    }

    fn file(&mut self, segment: u32, write: bool) -> io::Result<&File> {
        match self.open {
            Some((open, _, writable)) if open == segment && writable >= write => {}
            _ => {
                let file = OpenOptions::new().read(true).write(write).open(self.path(segment))?;
                self.open = Some((segment, file, write));
            }
        }
        self.open.as_ref().map(|(_, file, _)| file).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Reads what stands behind `from` in its segment.
    pub fn read(&mut self, from: Position) -> std::result::Result<Chunk, Trouble> {
        let path = self.path(from.segment);
        // Asked first: what has a follower is not written any more.
        let more = self.path(from.segment + 1).exists();
        let known = if from.offset == 0 { 0 } else { SEAL };
        // The store may have been moved away and another copy of it put in its place.
        self.open.take_if(|(segment, file, _)| *segment != from.segment || !place::is_in_place(file, &path));
        let bytes = match self.file(from.segment, false).and_then(|file| rest(file, from.offset - known as u64)) {
            Ok(bytes) => bytes,
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && (from.offset > 0 || self.is_trimmed(from.segment)) =>
            {
                return Err(Trouble::Lost);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(
                    StoreError::damaged(&path, format!("it is gone, with the sets from {} on", from.seq + 1)).into()
                );
            }
            Err(error) => return Err(at(&path)(error).into()),
        };
        if !bytes.starts_with(&seal(from.line).as_bytes()[..known]) {
            return Err(Trouble::Lost);
        }
        let mut chunk = Chunk { bytes, lines: Vec::new(), end: from, more, torn: false };
        self.split(&mut chunk, known)?;
        if chunk.torn && more {
            return Err(StoreError::damaged(&path, format!("it breaks off behind set {}", chunk.end.seq)).into());
        }
        if more {
            chunk.end = Position { seq: chunk.end.seq, segment: from.segment + 1, offset: 0, line: 0 };
        }
        Ok(chunk)
    }

    /// Finds the lines behind the first `start` bytes and checks them.
    fn split(&self, chunk: &mut Chunk, mut start: usize) -> Result<()> {
        while start < chunk.bytes.len() {
            let rest = &chunk.bytes[start..];
            let Some(length) = memchr::memchr(b'\n', rest).map(|newline| newline + 1) else {
                chunk.torn = true;
                break;
            };
            let line = &rest[..length];
            let Some(crc) = crc_of(line) else {
                // JSON has no zero byte: where one stands in the last line, the disk never got what was to be there.
                if !chunk.more && length == rest.len() && line.contains(&0) {
                    chunk.torn = true;
                    break;
                }
                return Err(self.damaged(chunk.end, "its checksum is wrong"));
            };
            let mut end = Position { offset: chunk.end.offset + length as u64, line: crc, ..chunk.end };
            if chunk.end.offset == 0 {
                self.check_head(line, chunk.end)?;
            } else {
                end.seq += 1;
                if seq_of(line) != Some(end.seq) {
                    return Err(self.damaged(chunk.end, &format!("set {} should stand there", end.seq)));
                }
                chunk.lines.push((start..start + length, end));
            }
            chunk.end = end;
            start += length;
        }
        Ok(())
    }

    /// The last set before a segment, as the segment's head says; `None` where it is foreign, or no head.
    pub fn head(&self, line: &[u8], segment: u32) -> Option<Seq> {
        let head: Head = parse(line)?;
        (head.origin == self.origin && head.segment == segment).then(|| head.first.saturating_sub(1))
    }

    fn check_head(&self, line: &[u8], place: Position) -> Result<()> {
        let path = self.path(place.segment);
        let head: Head = parse(line).ok_or_else(|| StoreError::damaged(&path, "its head can't be read"))?;
        if head.origin != self.origin || head.segment != place.segment {
            return Err(StoreError::damaged(&path, "it belongs to another store or place"));
        }
        if head.first != place.seq + 1 {
            return Err(StoreError::damaged(&path, format!("set {} should come first in it", place.seq + 1)));
        }
        Ok(())
    }

    /// The line behind `place` is damaged.
    pub fn damaged(&self, place: Position, what: &str) -> StoreError {
        let behind = format!("the line at byte {}, behind set {}: {what}", place.offset, place.seq);
        StoreError::damaged(&self.path(place.segment), behind)
    }

    /// Appends a line behind `end`, which must be the journal's end (`torn`: with the beginning of another behind it),
    /// and syncs it. After an error nothing of it is there, unless the session must turn read-only.
    pub fn append(
        &mut self,
        end: Position,
        torn: bool,
        line: &[u8],
        disk: &Disk,
    ) -> std::result::Result<Position, Unsaved> {
        let full = end.offset >= disk.segment;
        let place = if full { Position { segment: end.segment + 1, offset: 0, line: 0, ..end } } else { end };
        let path = self.path(place.segment);
        let store = self.store().to_owned();
        let unchanged = |error| Unsaved { error: writing(&store)(error), cut: true };
        let mut bytes = Vec::new();
        if torn {
            self.file(end.segment, true).and_then(|file| cut(file, end.offset, disk)).map_err(unchanged)?;
        }
        if place.offset == 0 {
            let head = Head { format: FORMAT, origin: self.origin, segment: place.segment, first: end.seq + 1 };
            bytes = sealed(&head).map_err(|error| unchanged(error.into()))?;
            let file = disk.open(&path).map_err(unchanged)?;
            cut(&file, 0, disk).map_err(unchanged)?;
            self.open = Some((place.segment, file, true));
        }
        let crc = crc_of(line).ok_or_else(|| unchanged(io::ErrorKind::InvalidData.into()))?;
        bytes.extend_from_slice(line);
        let dir = self.dir.clone();
        let file = self.file(place.segment, true).map_err(unchanged)?;
        let mut written = disk.write_at(file, &bytes, place.offset).and_then(|()| disk.sync(file));
        if place.offset == 0 {
            written = written.and_then(|()| disk.sync_dir(&dir));
        }
        match written {
            Ok(()) => Ok(Position { seq: end.seq + 1, offset: place.offset + bytes.len() as u64, line: crc, ..place }),
            Err(error) => Err(Unsaved { error: writing(&store)(error), cut: cut(file, place.offset, disk).is_ok() }),
        }
    }

    /// Writes the end of what was read once more, from `offset` of its last segment on, and syncs it: where a sync has failed,
    /// the system may take for written what never reached the disk.
    pub fn write_again(&mut self, end: Position, offset: u64, disk: &Disk) -> Result<()> {
        let store = self.store().to_owned();
        let written = self.file(end.segment, true).and_then(|file| {
            let mut bytes = rest(file, offset)?;
            bytes.truncate(usize::try_from(end.offset.saturating_sub(offset)).unwrap_or_default());
            disk.write_at(file, &bytes, offset)?;
            disk.sync(file)
        });
        written.map_err(writing(&store))
    }

    /// Makes sure that what was read up to `end`, by whomever it was written, is on the disk.
    pub fn sync(&mut self, end: Position, disk: &Disk) -> Result<()> {
        let path = self.path(end.segment);
        self.file(end.segment, false).and_then(|file| disk.sync(file)).map_err(at(&path))
    }
}

/// A line that could not be appended.
pub(super) struct Unsaved {
    pub error: StoreError,
    /// Whether the journal is as before.
    pub cut: bool,
}

fn cut(file: &File, length: u64, disk: &Disk) -> io::Result<()> {
    disk.cut(file, length)?;
    disk.sync(file)
}

/// The segments that are there, the first first.
pub(super) fn segments(dir: &Path) -> Vec<u32> {
    let names =
        fs::read_dir(dir).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut all: Vec<u32> = names.filter_map(|name| name.strip_suffix(".jsonl")?.parse().ok()).collect();
    all.sort_unstable();
    all
}

pub(super) fn path(dir: &Path, segment: u32) -> PathBuf {
    dir.join(format!("{segment:06}.jsonl"))
}

/// All bytes of `file` from `offset` on.
fn rest(file: &File, offset: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len().saturating_sub(offset);
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read_at(&mut bytes[filled..], offset + filled as u64)? {
            0 => break,
            n => filled += n,
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Where the journal in `dir` belongs, as the first head that can be read says.
pub(super) fn origin(dir: &Path) -> Option<Origin> {
    segments(dir).into_iter().find_map(|segment| {
        let mut front = Vec::new();
        File::open(path(dir, segment)).ok()?.take(HEAD).read_to_end(&mut front).ok()?;
        let head: Head = parse(checked(front.split_inclusive(|byte| *byte == b'\n').next()?)?)?;
        Some(head.origin)
    })
}

/// Makes the first segment.
pub(super) fn create(layout: &Layout, disk: &Disk) -> Result<()> {
    let path = path(&layout.journal(), 1);
    let head = Head { format: FORMAT, origin: layout.origin, segment: 1, first: 1 };
    let written = disk.create(&path).and_then(|file| {
        disk.write_at(&file, &sealed(&head)?, 0)?;
        disk.sync(&file)
    });
    written.map_err(at(&path))
}

/// Whether a journal with any set lies in `dir`.
pub(super) fn has_sets(dir: &Path) -> bool {
    let first = fs::read(path(dir, 1)).unwrap_or_default();
    path(dir, 2).exists() || first.iter().filter(|byte| **byte == b'\n').count() > 1
}

#[cfg(test)]
mod tests;
