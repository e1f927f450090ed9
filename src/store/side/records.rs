//! Records as they lie in the file: of each kind the ids, where each record ends, and the records, each behind its own checksum.

use std::ops::Range;

use super::columns::{self, Column};
use super::packed::Packed;
use super::sections::Sections;
use super::taken;

/// Records of one kind as they lie in the file.
#[derive(Debug)]
pub struct Records {
    pub name: [u8; 3],
    pub count: usize,
    pub ids: Column<{ columns::ID }>,
    /// Where each ends.
    ends: Column<8>,
}

impl Records {
    /// `None` where there aren't as many as there should be.
    pub fn new(from: &Sections, name: [u8; 3], count: usize) -> Option<Self> {
        let (ids, ends) = (Column::of(from, name[0])?, Column::of(from, name[1])?);
        (ids.len() == count && ends.len() == count).then_some(Self { name, count, ids, ends })
    }

    /// Where that before a place ends.
    fn start(&self, from: &Sections, place: usize) -> Option<u64> {
        place.checked_sub(1).map_or(Some(0), |before| self.end(from, before))
    }

    fn end(&self, from: &Sections, place: usize) -> Option<u64> {
        self.ends.get(from, place).map(|end| u64::from_le_bytes(*end))
    }

    /// The bytes of some records with their checksums, and where each ends in them.
    pub fn packed(&self, from: &Sections, places: Range<usize>) -> Option<(Vec<u8>, Vec<usize>)> {
        let start = self.start(from, places.start)?;
        let end = |place| usize::try_from(self.end(from, place)?.checked_sub(start)?).ok();
        let ends: Vec<usize> = places.map(end).collect::<Option<_>>()?;
        let length = ends.last().copied().unwrap_or_default() as u64;
        let bytes = from.bytes(from.find(self.name[2])?, start, start + length)?;
        Some((bytes, ends))
    }
}

/// A record behind its checksum.
pub fn unsealed<T: Packed>(bytes: &[u8]) -> Option<T> {
    let (crc, record) = bytes.split_first_chunk()?;
    (crc32fast::hash(record) == u32::from_le_bytes(*crc)).then(|| taken(record)).flatten()
}

/// A record with its checksum before it.
pub fn sealed<T: Packed>(record: &T, to: &mut Vec<u8>) {
    let start = to.len();
    to.extend_from_slice(&[0; 4]);
    record.put(to);
    let crc = crc32fast::hash(&to[start + 4..]);
    to[start..start + 4].copy_from_slice(&crc.to_le_bytes());
}
