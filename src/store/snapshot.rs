//! The one file format for backups and for what a generation stands on: all records as of a position in the journal.
//!
//! A gzip file of JSON lines, which `zcat` shows: a head, one line a record in the order of kind and id, and a foot with the
//! counts and the checksum of all before. The head is a gzip member of its own and isn't compressed, so that it can be
//! written anew in its place once the counts are known: what a file holds is told by its beginning alone.
//!
//! Owns writing one, all or nothing, and reading one without believing it. Memory goes with the longest record. Where such
//! files lie, how long they stay and what they are for is `backup`'s.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Local};
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::counts::Counts;
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::journal::Position;
use super::layout::{FORMAT, Origin};
use super::line::{SEAL, checked, seal, sealed};
use super::lock;
use super::migrate::{self, STEPS, Step, Way};
use crate::domain::record::{Record, RecordId};

/// What the head says the file is.
const BACKUP: &str = "backup";
/// How every head begins; the rest is behind its checksum.
const MARK: &[u8] = br#"{"touchbase":"backup","#;
const FOOT: &[u8] = br#"{"end":"#;
/// Every head is padded to this, so that one takes the other's place whole.
const HEAD: usize = 768;
/// No line is longer than this: what is, never ends.
const LINE: u64 = 256 << 20;
const BUFFER: usize = 256 << 10;
/// Records after which progress is told.
pub(super) const STRIDE: u64 = 1_000;

/// What a snapshot says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// The version of the records' format.
    pub schema: u32,
    /// The version that wrote it.
    pub version: String,
    #[serde(flatten)]
    pub origin: Origin,
    /// What it stands for: all sets up to here.
    pub position: Position,
    /// When it was written.
    pub at: DateTime<FixedOffset>,
}

impl Head {
    /// Of a snapshot that is written now.
    pub fn new(origin: Origin, position: Position) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { schema: FORMAT, version, origin, position, at: Local::now().fixed_offset() }
    }
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct HeadLine {
    touchbase: String,
    #[serde(flatten)]
    head: Head,
    records: Counts,
}

/// As much of the first line as every version to come must keep.
#[derive(Deserialize)]
struct AnyHead {
    schema: u32,
    #[serde(default)]
    version: String,
}

/// The last line; its checksum is that of all before it and of itself.
#[derive(Serialize, Deserialize)]
struct Foot {
    end: Counts,
}

/// A snapshot in the making. It gets its name when it is whole; left half made, it goes.
pub(super) struct Writer {
    out: GzEncoder<BufWriter<Sink>>,
    head: Head,
    path: PathBuf,
    temporary: PathBuf,
    counts: Counts,
    last: Option<RecordId>,
    /// Of what stands behind the head.
    crc: crc32fast::Hasher,
    line: Vec<u8>,
    sealed: bool,
    done: bool,
}

impl Writer {
    /// Begins a snapshot that is to lie at `path`, whose directory must be there. What lies at `path` stays until this one
    /// is whole.
    pub fn create(path: &Path, head: &Head, disk: &Disk) -> Result<Self> {
        let temporary = temporary(path).map_err(at(path))?;
        let file = begin(&temporary, disk).map_err(at(&temporary))?;
        let head_bytes = head_member(head, Counts::default()).map_err(at(path));
        let mut sink = Sink { file, disk: disk.clone(), offset: 0 };
        let written = head_bytes.and_then(|bytes| sink.write_all(&bytes).map_err(at(&temporary)));
        let writer = Self {
            out: GzEncoder::new(BufWriter::with_capacity(BUFFER, sink), Compression::fast()),
            head: head.clone(),
            path: path.to_owned(),
            temporary,
            counts: Counts::default(),
            last: None,
            crc: crc32fast::Hasher::new(),
            line: Vec::new(),
            sealed: false,
            done: false,
        };
        written.map(|()| writer)
    }

    /// Adds a record; each must come after the one before by kind and id.
    pub fn push(&mut self, record: &Record) -> Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, record).map_err(|error| at(&self.temporary)(error.into()))?;
        self.push_line(record.id())
    }

    /// The same for one that stands there in the form of the head's schema.
    pub fn push_raw(&mut self, id: RecordId, record: &[u8]) -> Result<()> {
        self.line.clear();
        self.line.extend_from_slice(record);
        self.push_line(id)
    }

    fn push_line(&mut self, id: RecordId) -> Result<()> {
        if self.last.is_some_and(|last| last >= id) {
            return Err(StoreError::damaged(&self.path, "its records come out of their order"));
        }
        self.last = Some(id);
        self.line.push(b'\n');
        self.counts.add(id.kind);
        self.crc.update(&self.line);
        self.out.write_all(&self.line).map_err(at(&self.temporary))
    }

    /// Ends the file and makes it durable, not yet under its name.
    pub fn seal(&mut self) -> Result<()> {
        if self.sealed { Ok(()) } else { self.end().map_err(at(&self.temporary)) }
    }

    /// Ends the file and reads it whole, as one that is restored: whether it holds what was written. Tells `going_on` how many
    /// records were read.
    ///
    /// # Errors
    /// `Stopped` where that says no; `Damaged`.
    pub fn check(&mut self, going_on: &dyn Fn(u64) -> bool) -> Result<()> {
        self.seal()?;
        let (_, counts) = Snapshot::open(&self.temporary)?.check_all(going_on)?;
        if counts == self.counts {
            Ok(())
        } else {
            Err(StoreError::damaged(&self.temporary, "it doesn't hold what was written"))
        }
    }

    /// What was written so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Where the sealed file lies until it has its name.
    pub fn made_at(&self) -> &Path {
        &self.temporary
    }

    /// Makes the file durable under its name; says what it holds.
    pub fn finish(mut self) -> Result<Counts> {
        self.seal()?;
        let disk = self.out.get_ref().get_ref().disk.clone();
        disk.rename(&self.temporary, &self.path).map_err(at(&self.path))?;
        self.done = true;
        let dir = self.path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        disk.sync_dir(dir).map_err(at(&self.path))?;
        Ok(self.counts)
    }

    fn end(&mut self) -> io::Result<()> {
        let head_line = head_line(&self.head, self.counts)?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(&head_line);
        crc.combine(&self.crc);
        self.out.write_all(&foot(self.counts, crc)?)?;
        self.out.try_finish()?;
        self.out.get_mut().flush()?;
        let sink = self.out.get_ref().get_ref();
        // As long as the one that stands there.
        sink.disk.write_at(&sink.file, &member(&head_line)?, 0)?;
        sink.disk.sync(&sink.file)?;
        self.sealed = true;
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.done {
            let _ = self.out.get_ref().get_ref().disk.remove(&self.temporary);
        }
    }
}

/// Where bytes go one after the other.
struct Sink {
    file: File,
    disk: Disk,
    offset: u64,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write_at(&self.file, bytes, self.offset)?;
        self.offset += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name under which the file at `path` is made.
fn temporary(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    Ok(path.with_file_name(hidden))
}

/// A new file, locked while it is made. What died while it was being made is cleared away; anything else in the way stays.
fn begin(path: &Path, disk: &Disk) -> io::Result<File> {
    let file = match disk.create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_dead(path) => {
            disk.remove(path)?;
            disk.create_new(path)?
        }
        made => made?,
    };
    // Another may have taken it for dead before it was locked.
    let own = |meta: fs::Metadata| file.metadata().is_ok_and(|own| (own.dev(), own.ino()) == (meta.dev(), meta.ino()));
    if lock::try_lock(&file)? && fs::symlink_metadata(path).is_ok_and(own) {
        Ok(file)
    } else {
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// Whether nobody is making the file at `path` any more.
pub(super) fn is_dead(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
        && File::open(path).is_ok_and(|file| lock::try_lock(&file).unwrap_or_default())
}

/// The head as the line it is.
fn head_line(head: &Head, records: Counts) -> io::Result<Vec<u8>> {
    let mut line = sealed(&HeadLine { touchbase: BACKUP.to_owned(), head: head.clone(), records })?;
    line.pop();
    if line.len() >= HEAD {
        return Err(io::ErrorKind::InvalidData.into());
    }
    line.resize(HEAD - 1, b' ');
    line.push(b'\n');
    Ok(line)
}

/// Bytes as a gzip member of their own, not compressed: of a length that goes with theirs.
fn member(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut member = GzEncoder::new(Vec::new(), Compression::none());
    member.write_all(bytes)?;
    member.finish()
}

fn head_member(head: &Head, records: Counts) -> io::Result<Vec<u8>> {
    member(&head_line(head, records)?)
}

/// The last line, where `crc` is that of all before.
fn foot(counts: Counts, mut crc: crc32fast::Hasher) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&Foot { end: counts })?;
    line.pop();
    crc.update(&line);
    line.extend_from_slice(seal(crc.finalize()).as_bytes());
    Ok(line)
}

/// A snapshot file whose head was read and is right.
pub(super) struct Snapshot {
    pub head: Head,
    /// What the head says that it holds.
    pub counts: Counts,
    path: PathBuf,
    lines: Lines,
    crc: crc32fast::Hasher,
    /// By which the records of an older form are read.
    steps: &'static [Step],
}

impl Snapshot {
    /// Reads the head.
    ///
    /// # Errors
    /// `NotABackup` where it is something else, `Newer` where a newer version wrote it, `Damaged`, or what reading it says.
    pub fn open(path: &Path) -> Result<Self> {
        let mut lines = Lines::open(path)?;
        let foreign = || StoreError::NotABackup { path: path.to_owned() };
        let damaged = || StoreError::damaged(path, "its head can't be read");
        let line = match lines.next(HEAD as u64 * 8) {
            Ok(Some(line)) if line.starts_with(MARK) => line,
            Err(error) if !is_content(&error) => return Err(at(path)(error)),
            // One of ours begins with an uncompressed head: where its beginning shows, the rest of the head is damaged.
            Err(_) if begins_as_ours(path) => return Err(damaged()),
            _ => return Err(foreign()),
        };
        let content = line.trim_ascii_end();
        let any: AnyHead = serde_json::from_slice(content).map_err(|_| damaged())?;
        if any.schema > FORMAT {
            return Err(StoreError::Newer { path: path.to_owned(), version: any.version });
        }
        let mut whole = content.to_vec();
        whole.push(b'\n');
        let head: Option<HeadLine> = checked(&whole).and_then(|content| serde_json::from_slice(content).ok());
        let HeadLine { head, records, .. } = head.ok_or_else(damaged)?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(line);
        Ok(Self { head, counts: records, path: path.to_owned(), lines, crc, steps: STEPS })
    }

    /// Reads records of an older form by other steps: for tests.
    pub fn through(self, steps: &'static [Step]) -> Self {
        Self { steps, ..self }
    }

    /// Its records as they stand there, in whatever form.
    pub fn values(self) -> impl Iterator<Item = Result<Value>> {
        let mut reading = Some(self.reading());
        std::iter::from_fn(move || {
            let next = reading.as_mut()?.next(value_of).transpose();
            if !matches!(next, Some(Ok(_))) {
                reading = None;
            }
            next
        })
    }

    fn reading(self) -> Reading {
        Reading { counts: Counts::default(), last: None, line: 1, snapshot: self }
    }

    /// Its records in the order of kind and id. Only where it comes to its end without an error is any of them to be
    /// believed: the checksum stands last.
    pub fn records(self) -> Records {
        Records(Some(self.reading()))
    }

    /// Reads the file to its end: whether it is whole, and what it holds.
    ///
    /// # Errors
    /// As for `open`.
    pub fn check(path: &Path) -> Result<(Head, Counts)> {
        Self::open(path)?.check_all(&|_| true)
    }

    /// The same, telling `going_on` how many records were read; `Stopped` where that says no.
    pub fn check_all(self, going_on: &dyn Fn(u64) -> bool) -> Result<(Head, Counts)> {
        let (head, counts) = (self.head.clone(), self.counts);
        for (number, record) in (0..).zip(self.records()) {
            record?;
            if number % STRIDE == 0 && !going_on(number) {
                return Err(StoreError::Stopped);
            }
        }
        Ok((head, counts))
    }
}

/// The records of a snapshot. After an error nothing comes any more.
pub(super) struct Records(Option<Reading>);

impl Iterator for Records {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let reading = self.0.as_mut()?;
        let (schema, steps) = (reading.snapshot.head.schema, reading.snapshot.steps);
        let next = reading.next(|line| record_of(line, schema, steps)).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next
    }
}

/// How far the records are read.
struct Reading {
    snapshot: Snapshot,
    counts: Counts,
    last: Option<RecordId>,
    line: usize,
}

impl Reading {
    fn next<T>(&mut self, read_as: impl Fn(&[u8]) -> Told<T>) -> Result<Option<T>> {
        let Snapshot { path, lines, crc, counts, .. } = &mut self.snapshot;
        let damaged = |what: String| StoreError::damaged(path, what);
        let read = |error: io::Error| {
            if is_content(&error) { StoreError::damaged(path, error.to_string()) } else { at(path)(error) }
        };
        self.line += 1;
        let line = lines.next(LINE).map_err(read)?.ok_or_else(|| damaged("its end is gone".to_owned()))?;
        if line.starts_with(FOOT) {
            let content = line.len().saturating_sub(SEAL);
            crc.update(&line[..content]);
            if line[content..] != *seal(crc.clone().finalize()).as_bytes() {
                return Err(damaged("its checksum is wrong".to_owned()));
            }
            let foot: Option<Foot> = serde_json::from_slice(line).ok();
            if foot.is_none_or(|foot| foot.end != self.counts) || *counts != self.counts {
                return Err(damaged("it holds other records than it says".to_owned()));
            }
            return match lines.next(LINE).map_err(read)? {
                None => Ok(None),
                Some(_) => Err(damaged("something stands behind its end".to_owned())),
            };
        }
        crc.update(line);
        let (id, record) = read_as(line)
            .map_err(|error| damaged(format!("line {} is no record that is known here: {error}", self.line)))?;
        if self.last.is_some_and(|last| last >= id) {
            return Err(damaged(format!("line {} stands out of its order", self.line)));
        }
        self.last = Some(id);
        self.counts.add(id.kind);
        Ok(Some(record))
    }
}

/// What a line was read as, with the record's name; else in English why it can't be.
type Told<T> = std::result::Result<(RecordId, T), String>;

fn record_of(line: &[u8], schema: u32, steps: &'static [Step]) -> Told<Record> {
    let record: Record = if schema == FORMAT {
        serde_json::from_slice(line).map_err(|error| error.to_string())?
    } else {
        let way = Way::from(schema, steps).ok_or("its form is none that is known")?;
        let value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        way.record(value).ok_or("it can't be brought to this version's form")?
    };
    Ok((record.id(), record))
}

fn value_of(line: &[u8]) -> Told<Value> {
    let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let id = migrate::id_of(&value).ok_or("it has no id")?;
    Ok((id, value))
}

/// The lines of a gzip file.
struct Lines {
    text: BufReader<MultiGzDecoder<BufReader<File>>>,
    line: Vec<u8>,
}

impl Lines {
    fn open(path: &Path) -> Result<Self> {
        let meta = fs::metadata(path).map_err(at(path))?;
        if meta.is_dir() {
            return Err(at(path)(io::ErrorKind::IsADirectory.into()));
        }
        if !meta.is_file() {
            return Err(StoreError::NotABackup { path: path.to_owned() });
        }
        let file = BufReader::with_capacity(BUFFER, File::open(path).map_err(at(path))?);
        let text = BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file));
        Ok(Self { text, line: Vec::new() })
    }

    /// The next line with its newline, of `limit` bytes at the most; `None` at the file's end.
    fn next(&mut self, limit: u64) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        (&mut self.text).take(limit).read_until(b'\n', &mut self.line)?;
        match self.line.last() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(&self.line)),
            Some(_) if self.line.len() as u64 == limit => Err(invalid("a line of it never ends")),
            Some(_) => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// Whether a head's beginning shows in the file's first bytes, which aren't compressed.
fn begins_as_ours(path: &Path) -> bool {
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut first));
    read.is_ok() && memchr::memmem::find(&first, MARK).is_some()
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

/// Whether the file's content is wrong, not the reading of it.
fn is_content(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

#[cfg(test)]
mod tests;
