//! The side file: an image of the book with the position in the journal that it stands for. It saves a start from reading
//! the whole journal. Missing, foreign, old or damaged it costs time, never truth.
//!
//! It lies in sections (`sections`), of which a start reads none: records and columns are read when the book is asked for them
//! (`image`). `writing` makes a new one; `name` is what sections are called, `records`, `book`, `columns` and `facts` how things lie in
//! them.

mod book;
mod columns;
mod facts;
mod image;
mod name;
pub(super) mod packed;
mod records;
mod sections;
#[cfg(test)]
mod tests;
mod writing;

use std::fs;
use std::path::Path;

use self::packed::{Packed, packed};
use super::disk::Disk;
use super::journal::Position;
use super::layout::{Layout, Origin};

pub(super) use self::image::Side;
pub(super) use self::writing::{lay_down, write};

/// What the file begins with: its name and the version of its layout.
const MAGIC: &[u8; 8] = b"tbside\x00\x11";

/// How the file's name begins in it, whatever the version.
const NAME: &[u8] = b"tbside\x00";

/// What stands before the sections: where it belongs, the position it stands for, and how many records of each kind it has.
struct Head {
    origin: Origin,
    end: Position,
    contacts: usize,
    companies: usize,
    follow_ups: usize,
    feedback: usize,
}

packed! {
    Head { origin, end, contacts, companies, follow_ups, feedback }
    Origin { store, generation }
    Position { seq, segment, offset, line }
}

/// There is a file of this version's that isn't what was written, or belongs elsewhere.
#[derive(Debug)]
pub(super) struct Spoiled;

/// The position that the side file stands for.
pub(super) fn position(layout: &Layout) -> Option<Position> {
    Side::open(layout).ok()?.map(|side| side.end())
}

/// A section is its length, its checksum and its bytes.
pub(super) fn put(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = bytes.len() + 12;
    bytes.resize(start, 0);
    write(bytes);
    let (length, crc) = ((bytes.len() - start) as u64, crc32fast::hash(&bytes[start..]));
    bytes[start - 12..start - 4].copy_from_slice(&length.to_le_bytes());
    bytes[start - 4..start].copy_from_slice(&crc.to_le_bytes());
}

/// All of a section as a value.
pub(super) fn taken<T: Packed>(mut section: &[u8]) -> Option<T> {
    T::take(&mut section).filter(|_| section.is_empty())
}

pub(super) fn section<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk()?;
    let (crc, behind) = behind.split_first_chunk()?;
    let (section, behind) = behind.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = behind;
    (crc32fast::hash(section) == u32::from_le_bytes(*crc)).then_some(section)
}

/// Clears away what sessions left that died while they wrote theirs, a day ago or earlier: files whose names begin so.
pub(super) fn clear(dir: &Path, beginning: &str, disk: &Disk) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let left = entry.file_name().to_str().is_some_and(|name| name.starts_with(beginning));
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
        if left && age.is_some_and(|age| age.as_secs() > 86_400) {
            let _ = disk.remove(&entry.path());
        }
    }
}
