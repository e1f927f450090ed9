//! The one file format for backups and for what a generation stands on: all records as of a position in the journal.
//!
//! A gzip file of JSON lines, which `zcat` shows: a head, one line a record in the order of kind and id, and a foot with the
//! counts and the checksum of all before. The head is a gzip member of its own and isn't compressed, so that it can be
//! written anew in its place once the counts are known: what a file holds is told by its beginning alone.
//!
//! Owns writing one, all or nothing, and reading one without believing it. Memory goes with the longest record. Where such
//! files lie, how long they stay and what they are for is `backup`'s.

mod reading;
mod writing;

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, Local};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::journal::Position;
use super::layout::{FORMAT, Origin};
use super::line::{seal, sealed};

pub(super) use self::reading::Snapshot;
pub(super) use self::writing::{Writer, is_dead};

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

#[cfg(test)]
mod tests;
