//! The seal beside an archive: how its files were when all in them was durable. Where they are so still, the archive is
//! trusted as it is; where not, it is counted through before it is used. Whoever is about to change them notes that in it: where
//! that is the last that is known, they died at work and nothing is wrong, and counting may wait until it is in nobody's way.
//!
//! When its files were written says nothing: sled writes what is there already whenever it opens them.
//!
//! What of its log sled replays at opening is sealed with its checksum, since sled drops what is damaged there without a
//! word; what lies before that sled checks whenever it reads it.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Seq;
use super::archive::{INDEX, PAGES};
use super::disk::Disk;
use super::journal::Position;
use super::layout::Origin;
use super::line::{checked, sealed};
use super::tally::Tally;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Seal {
    #[serde(flatten)]
    origin: Origin,
    /// The archive holds all sets up to here.
    pub durable: Position,
    tally: Tally,
    files: Vec<Entry>,
    /// Since then somebody is changing them.
    #[serde(default)]
    in_use: bool,
}

/// What the seal says of an archive.
pub(super) enum Trust {
    /// Its files, which nobody has changed since all in them was durable.
    Sealed(Vec<Stat>),
    /// It was in use last.
    InUse,
    /// It isn't as it was left, or was never sealed.
    Unknown,
}

/// As much of a seal as says how far it reaches.
#[derive(Deserialize)]
struct Reach {
    #[serde(flatten)]
    origin: Origin,
    durable: Position,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    stat: Stat,
    /// Of all of it; of sled's log of the part that is replayed.
    crc: u32,
}

/// What is known of a file without reading it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Stat {
    /// Below the archive's directory.
    name: String,
    length: u64,
}

impl Seal {
    /// The seal of the archive in `path`, if its files are as they were.
    pub fn fitting(path: &Path, origin: Origin) -> Option<Self> {
        let text = fs::read(place(path)).ok()?;
        let seal: Self = serde_json::from_slice(checked(&text)?).ok()?;
        let stats = stats(path).ok()?;
        let fits = seal.origin == origin
            && !seal.in_use
            && seal.files.iter().map(|file| &file.stat).eq(&stats)
            && entries(path, stats, u64::MAX).ok()? == Some(seal.files.clone());
        fits.then_some(seal)
    }

    /// What is known of the archive in `path`.
    pub fn trust(path: &Path, origin: Origin) -> Trust {
        if let Some(seal) = Self::fitting(path, origin) {
            return Trust::Sealed(seal.files.into_iter().map(|file| file.stat).collect());
        }
        let text = fs::read(place(path)).unwrap_or_default();
        let seal: Option<Self> = checked(&text).and_then(|text| serde_json::from_slice(text).ok());
        if seal.is_some_and(|seal| seal.origin == origin && seal.in_use) { Trust::InUse } else { Trust::Unknown }
    }

    /// The last set that was in the archive in `path` when it was sealed, whatever its files are now.
    pub fn last(path: &Path, origin: Origin) -> Option<Seq> {
        let text = fs::read(place(path)).ok()?;
        let seal: Reach = serde_json::from_slice(checked(&text)?).ok()?;
        (seal.origin == origin).then_some(seal.durable.seq)
    }

    /// Notes that the archive in `path`, in which all is up to `durable`, is about to be changed.
    pub fn open(path: &Path, origin: Origin, durable: Position, tally: Tally, disk: &Disk) -> io::Result<()> {
        Self { origin, durable, tally, files: Vec::new(), in_use: true }.write(path, disk)
    }

    fn write(&self, path: &Path, disk: &Disk) -> io::Result<()> {
        let place = place(path);
        disk.replace(&place, &place.with_extension("seal.tmp"), &sealed(self)?)
    }

    /// Seals the archive in `path`, all of whose files are durable, unless more than `limit` bytes would have to be read. Tells
    /// what files those are.
    pub fn put(
        path: &Path,
        origin: Origin,
        durable: Position,
        tally: Tally,
        limit: u64,
        disk: &Disk,
    ) -> io::Result<Option<Vec<Stat>>> {
        let stats = stats(path)?;
        let Some(files) = entries(path, stats.clone(), limit)? else { return Ok(None) };
        Self { origin, durable, tally, files, in_use: false }.write(path, disk)?;
        Ok(Some(stats))
    }

    /// Bytes of all the archive's files.
    pub fn size(path: &Path) -> io::Result<u64> {
        Ok(stats(path)?.iter().map(|stat| stat.length).sum())
    }
}

/// Where the seal of an archive lies: beside it, under its name.
pub(super) fn place(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".seal");
    path.with_file_name(name)
}

/// All files below `path`, by name.
pub(super) fn stats(path: &Path) -> io::Result<Vec<Stat>> {
    let mut all = Vec::new();
    gather(path, "", &mut all)?;
    all.sort_unstable();
    Ok(all)
}

fn gather(dir: &Path, above: &str, all: &mut Vec<Stat>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if meta.is_dir() {
            gather(&entry.path(), &format!("{name}/"), all)?;
        } else if !name.starts_with(INDEX) {
            // That can be done without, and is checked when it is read.
            all.push(Stat { name, length: meta.len() });
        }
    }
    Ok(())
}

/// sled's log.
const LOG: &str = "db";
/// sled's log is divided into segments of this length.
const SEGMENT: u64 = 512 << 10;
/// So much is read at once.
const READ: usize = 64 << 10;
/// Each begins with a checksum, its own place and the one up to which all was stable, both in the log's endless count.
const HEAD: usize = 20;

/// The files with their checksums; `None` where more than `limit` bytes would have to be read.
fn entries(path: &Path, stats: Vec<Stat>, limit: u64) -> io::Result<Option<Vec<Entry>>> {
    let replayed = stats.iter().filter_map(|stat| snapshot(&stat.name)).max().unwrap_or(0);
    let mut plan = Vec::new();
    for stat in stats {
        let file = File::open(path.join(&stat.name))?;
        let parts = parts(&stat, &file, replayed)?;
        plan.push((stat, file, parts));
    }
    let length: u64 = plan.iter().flat_map(|(_, _, parts)| parts).map(|part| part.end - part.start).sum();
    if length > limit {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let mut all = Vec::new();
    for (stat, file, parts) in plan {
        let mut crc = crc32fast::Hasher::new();
        for part in parts {
            for from in part.clone().step_by(READ) {
                bytes.resize(READ.min(usize::try_from(part.end - from).unwrap_or(READ)), 0);
                file.read_exact_at(&mut bytes, from)?;
                crc.update(&bytes);
            }
        }
        all.push(Entry { stat, crc: crc.finalize() });
    }
    Ok(Some(all))
}

/// What of a file is sealed: all of it, but of sled's log only the heads of what isn't replayed from `replayed` on, and of pages,
/// each of which is checked when it is read, nothing.
fn parts(stat: &Stat, file: &File, replayed: i64) -> io::Result<Vec<Range<u64>>> {
    if stat.name == PAGES {
        return Ok(Vec::new());
    }
    let segments = (0..stat.length).step_by(SEGMENT as usize);
    let part = |from: u64| {
        let length = SEGMENT.min(stat.length - from);
        let is_head = stat.name == LOG && length > HEAD as u64 && !is_replayed(file, from, replayed)?;
        Ok(from..from + if is_head { HEAD as u64 } else { length })
    };
    segments.map(part).collect()
}

/// Up to where sled needs not replay its log, by the name of its table of pages.
fn snapshot(name: &str) -> Option<i64> {
    i64::from_str_radix(name.strip_prefix("snap.")?, 16).ok()
}

/// Whether the segment at `from` is replayed where the log is replayed from `replayed` on.
fn is_replayed(log: &File, from: u64, replayed: i64) -> io::Result<bool> {
    let mut head = [0; HEAD];
    log.read_exact_at(&mut head, from)?;
    let segment = SEGMENT as i64;
    Ok(place_of(&head) >= replayed / segment * segment)
}

/// Where in the log's endless count a segment stands that begins so.
fn place_of(head: &[u8]) -> i64 {
    let place: [u8; 8] = head.get(4..12).and_then(|place| place.try_into().ok()).unwrap_or_default();
    // sled writes it inverted, so that zeros are none.
    i64::from_le_bytes(place) ^ i64::MAX
}

/// Whether nothing of sled's lies in `path` yet.
pub(super) fn is_empty(path: &Path) -> bool {
    stats(path).is_ok_and(|stats| stats.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("archive");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("conf"), "x").unwrap();
        let origin = Origin { store: uuid::Uuid::now_v7(), generation: 1 };
        Seal::put(&path, origin, Position::START, Tally::default(), u64::MAX, &Disk::default()).unwrap();
        assert!(Seal::fitting(&path, origin).is_some(), "{}", fs::read_to_string(place(&path)).unwrap());
        fs::write(path.join("conf"), "y").unwrap();
        assert!(Seal::fitting(&path, origin).is_none());
    }
}
