//! The side file: an image of the book with the position in the journal that it stands for. It saves a start from reading
//! the whole journal. Missing, foreign, old or damaged it costs time, never truth.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::journal::Position;
use super::layout::{Layout, Origin};
use crate::domain::book::Book;

/// What the file begins with: its name and the version of its layout.
const MAGIC: &[u8; 8] = b"tbside\x00\x01";

/// What precedes the sections.
#[derive(Serialize, Deserialize)]
struct Head {
    origin: Origin,
    end: Position,
}

/// The book's image and the position it stands for; `None` if there is none that can be used.
pub(super) fn read(layout: &Layout) -> Option<(Book, Position)> {
    let bytes = fs::read(layout.side()).ok()?;
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let head: Head = rmp_serde::from_slice(section(&mut rest)?).ok()?;
    if head.origin != layout.origin {
        return None;
    }
    let mut book: Book = rmp_serde::from_slice(section(&mut rest)?).ok()?;
    book.index();
    Some((book, head.end))
}

/// The position that the side file stands for, without reading it all.
pub(super) fn position(layout: &Layout) -> Option<Position> {
    let mut bytes = Vec::new();
    let file = fs::File::open(layout.side()).ok()?;
    std::io::Read::read_to_end(&mut std::io::Read::take(file, 1024), &mut bytes).ok()?;
    let head: Head = rmp_serde::from_slice(section(&mut bytes.strip_prefix(MAGIC)?)?).ok()?;
    (head.origin == layout.origin).then_some(head.end)
}

/// Writes the image in the side file's place.
pub(super) fn write(layout: &Layout, book: &Book, end: Position, session: &str, disk: &Disk) -> Result<()> {
    let path = layout.side();
    let encoded = |error: rmp_serde::encode::Error| at(&path)(std::io::Error::other(error));
    let mut bytes = MAGIC.to_vec();
    put(&mut bytes, &rmp_serde::to_vec_named(&Head { origin: layout.origin, end }).map_err(encoded)?);
    put(&mut bytes, &rmp_serde::to_vec_named(book).map_err(encoded)?);
    let temporary = layout.generation().join(format!("side.{session}"));
    clear(&layout.generation());
    disk.replace(&path, &temporary, &bytes).map_err(|error| StoreError::Io { path, source: error })
}

/// A section is its length, its checksum and its bytes.
fn put(bytes: &mut Vec<u8>, section: &[u8]) {
    bytes.extend_from_slice(&(section.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(section).to_le_bytes());
    bytes.extend_from_slice(section);
}

fn section<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk()?;
    let (crc, behind) = behind.split_first_chunk()?;
    let (section, behind) = behind.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = behind;
    (crc32fast::hash(section) == u32::from_le_bytes(*crc)).then_some(section)
}

/// Clears away what sessions left that died while they wrote theirs, a day ago or earlier.
fn clear(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let left = entry.file_name().to_str().is_some_and(|name| name.starts_with("side."));
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
        if left && age.is_some_and(|age| age.as_secs() > 86_400) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
