//! The side file: an image of the book with the position in the journal that it stands for. It saves a start from reading
//! the whole journal. Missing, foreign, old or damaged it costs time, never truth.

mod book;
pub(super) mod packed;

use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use self::packed::{Packed, packed};
use super::disk::Disk;
use super::error::{Result, at};
use super::journal::Position;
use super::layout::{Layout, Origin};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::ContactId;
use crate::domain::row::Row;

/// What the file begins with: its name and the version of its layout.
const MAGIC: &[u8; 8] = b"tbside\x00\x04";

/// How the file's name begins in it, whatever the version.
const NAME: &[u8] = b"tbside\x00";

/// What stands before the sections.
struct Head {
    origin: Origin,
    end: Position,
    /// How many sections of contacts stand behind the one with all else.
    sections: usize,
}

packed! {
    Head { origin, end, sections }
    Origin { store, generation }
    Position { seq, segment, offset, line }
}

/// Contacts in one section, so that several threads can read them.
const ROWS: usize = 2_048;

/// All but the contacts.
type Rest = (Vec<Company>, (Vec<FollowUp>, Vec<Feedback>), Vec<ContactId>);

/// There is a file of this version's that isn't what was written, or belongs elsewhere.
#[derive(Debug)]
pub(super) struct Spoiled;

/// The book's image and the position it stands for; `None` if there is none, or one of another version.
pub(super) fn read(layout: &Layout) -> std::result::Result<Option<(Book, Position)>, Spoiled> {
    let Ok(bytes) = fs::read(layout.side()) else { return Ok(None) };
    match bytes.strip_prefix(MAGIC) {
        Some(behind) => book(behind, layout.origin).map(Some).ok_or(Spoiled),
        None if bytes.starts_with(NAME) && bytes.len() > MAGIC.len() => Ok(None),
        None => Err(Spoiled),
    }
}

fn book(mut behind: &[u8], origin: Origin) -> Option<(Book, Position)> {
    let head: Head = taken(section(&mut behind)?)?;
    if head.origin != origin {
        return None;
    }
    let rest = section(&mut behind)?;
    let sections: Vec<&[u8]> = (0..head.sections).map_while(|_| section(&mut behind)).collect();
    if sections.len() < head.sections {
        return None;
    }
    let rows = rows(&sections)?;
    let (companies, (follow_ups, feedback), unknown) = taken::<Rest>(rest)?;
    Some((Book::from_parts(rows, companies, follow_ups, feedback, unknown), head.end))
}

/// The rows of all sections, read by as many threads as there are processors.
fn rows(sections: &[&[u8]]) -> Option<Vec<Row>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let each = sections.len().div_ceil(threads).max(1);
    let read = |sections: &[&[u8]]| {
        sections.iter().try_fold(Vec::new(), |mut rows, section| {
            rows.append(&mut taken::<Vec<Row>>(section)?);
            Some(rows)
        })
    };
    thread::scope(|scope| {
        let mut parts = sections.chunks(each);
        let own = parts.next().unwrap_or_default();
        let others: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
        let mut rows = read(own)?;
        for other in others {
            rows.append(&mut other.join().ok()??);
        }
        Some(rows)
    })
}

/// The position that the side file stands for, without reading it all.
pub(super) fn position(layout: &Layout) -> Option<Position> {
    let mut bytes = Vec::new();
    fs::File::open(layout.side()).ok()?.take(256).read_to_end(&mut bytes).ok()?;
    let head: Head = taken(section(&mut bytes.strip_prefix(MAGIC)?)?)?;
    (head.origin == layout.origin).then_some(head.end)
}

/// The image of the book that stands for `end`.
pub(super) fn image(origin: Origin, book: &Book, end: Position) -> Vec<u8> {
    let contacts: Vec<&Row> = book.contacts().collect();
    let rest = (
        book.companies().cloned().collect(),
        (book.follow_ups().cloned().collect(), book.all_feedback().cloned().collect()),
        book.consents_unknown().collect(),
    );
    let mut bytes = MAGIC.to_vec();
    put(&mut bytes, |to| Head { origin, end, sections: contacts.len().div_ceil(ROWS) }.put(to));
    put(&mut bytes, |to| Rest::put(&rest, to));
    for rows in contacts.chunks(ROWS) {
        put(&mut bytes, |to| {
            rows.len().put(to);
            rows.iter().for_each(|row| row.put(to));
        });
    }
    bytes
}

/// Puts an image in the side file's place.
pub(super) fn write(layout: &Layout, image: &[u8], session: &str, disk: &Disk) -> Result<()> {
    let (path, temporary) = (layout.side(), layout.generation().join(format!("side.{session}")));
    clear(&layout.generation(), "side.", disk);
    disk.replace(&path, &temporary, image).map_err(at(&path))
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
