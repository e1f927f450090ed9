//! Reading a snapshot without believing it.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use super::{AnyHead, BUFFER, FOOT, Foot, HEAD, Head, HeadLine, LINE, MARK, STRIDE};
use crate::domain::record::{Record, RecordId};
use crate::store::counts::Counts;
use crate::store::error::{Result, StoreError, at};
use crate::store::layout::FORMAT;
use crate::store::line::{SEAL, checked, seal};
use crate::store::migrate::{self, STEPS, Step, Way};

/// A snapshot file whose head was read and is right.
pub(in crate::store) struct Snapshot {
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
pub(in crate::store) struct Records(Option<Reading>);

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
