//! A page: neighbouring entries of the archive, some tens of them, packed together. sled's time to open, its log and its
//! memory go with what it holds; so of a page it holds only where that lies.
//!
//! Owns the form of one page, and nothing of where pages lie. What is damaged in it costs the page, no more.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

/// What every page begins with: by it those are found that sled gives no more.
pub(in crate::store) const MARK: [u8; 4] = [0xb5, b't', b'b', 1];
/// More bytes of entries than these don't stand in one page, unless it is a single one.
const FULL: usize = 8 << 10;
/// What repeats itself within a page is found so many bytes back: two to the power of this.
const WINDOW: u8 = 13;
/// The mark, the length of what is packed and of what it was, and the checksum of both with what is packed.
const HEAD: usize = 16;
/// Before each entry: the length of its key and that of its value.
const ENTRY_HEAD: usize = 5;

pub(in crate::store) type Entry = (Vec<u8>, Vec<u8>);

/// The entries of a page, in the order of their keys.
pub(in crate::store) struct Page {
    bytes: Vec<u8>,
    entries: Vec<(Range<usize>, Range<usize>)>,
}

impl Page {
    /// Reads a page that stands at the front of `bytes`, whatever stands behind it; `None` where it isn't whole.
    pub fn front(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let (packed, length, crc) = (number(4)?, number(8)?, number(12)?);
        let (packed, length) = (usize::try_from(packed).ok()?, usize::try_from(length).ok()?);
        let packed = rest.get(..packed)?;
        if !head.starts_with(&MARK) || checksum(&head[4..12], packed) != crc {
            return None;
        }
        let bytes = if packed.len() == length {
            packed.to_vec()
        } else {
            let mut bytes = Vec::with_capacity(length);
            DeflateDecoder::new(packed).take(length as u64 + 1).read_to_end(&mut bytes).ok()?;
            bytes
        };
        (bytes.len() == length).then(|| Self::of(bytes)).flatten()
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let (mut entries, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let value: [u8; 4] = bytes.get(at + 1..at + ENTRY_HEAD)?.try_into().ok()?;
            let key = at + ENTRY_HEAD..at + ENTRY_HEAD + usize::from(bytes[at]);
            let value = key.end..key.end.checked_add(usize::try_from(u32::from_le_bytes(value)).ok()?)?;
            at = value.end;
            entries.push((key, value));
        }
        (at == bytes.len()).then_some(Self { bytes, entries })
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Key and value of an entry.
    pub fn entry(&self, at: usize) -> Option<(&[u8], &[u8])> {
        let (key, value) = self.entries.get(at)?.clone();
        Some((self.bytes.get(key)?, self.bytes.get(value)?))
    }

    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        (0..self.len()).filter_map(|at| self.entry(at))
    }

    /// The place of the first entry that doesn't stand before `key`.
    pub fn place(&self, key: &[u8]) -> usize {
        self.entries.partition_point(|(of, _)| self.bytes.get(of.clone()).is_some_and(|of| of < key))
    }

    pub fn get(&self, key: &[u8]) -> Option<&[u8]> {
        let (found, value) = self.entry(self.place(key))?;
        (found == key).then_some(value)
    }
}

/// The checksum that stands in a packed page.
pub(in crate::store) fn crc(packed: &[u8]) -> Option<u32> {
    packed.get(12..HEAD)?.try_into().ok().map(u32::from_le_bytes)
}

/// Entries as they stand in a page, borrowed from one or new.
pub(in crate::store) type Borrowed<'a> = (Cow<'a, [u8]>, Cow<'a, [u8]>);

fn length((key, value): &Borrowed) -> usize {
    ENTRY_HEAD + key.len() + value.len()
}

/// Divides entries into what becomes a page each: full ones where more is to be looked for behind the last (`grows`), else
/// such of about the same length.
pub(in crate::store) fn divide<'a, 'b>(entries: &'a [Borrowed<'b>], grows: bool) -> Vec<&'a [Borrowed<'b>]> {
    let all: usize = entries.iter().map(length).sum();
    let most = if grows { FULL } else { all.div_ceil(all.div_ceil(FULL).max(1)) };
    let (mut pages, mut begin, mut of_page) = (Vec::new(), 0, 0);
    for (at, entry) in entries.iter().enumerate() {
        let length = length(entry);
        if at > begin && of_page + length > most {
            pages.push(&entries[begin..at]);
            (begin, of_page) = (at, 0);
        }
        of_page += length;
    }
    if begin < entries.len() {
        pages.push(&entries[begin..]);
    }
    pages
}

/// Makes pages, one after the other with the same memory: to make that ready costs more than a page.
pub(in crate::store) struct Packer {
    deflate: Compress,
    bytes: Vec<u8>,
    deflated: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Self {
        let deflate = Compress::new_with_window_bits(Compression::fast(), false, WINDOW);
        Self { deflate, bytes: Vec::new(), deflated: Vec::new() }
    }
}

impl Packer {
    /// Appends the page of these entries, which must stand in their order; `None` where one is too long for any.
    pub fn pack(&mut self, entries: &[Borrowed], into: &mut Vec<u8>) -> Option<()> {
        let Self { deflate, bytes, deflated } = self;
        bytes.clear();
        for (key, value) in entries {
            bytes.push(u8::try_from(key.len()).ok()?);
            bytes.extend_from_slice(&u32::try_from(value.len()).ok()?.to_le_bytes());
            bytes.extend_from_slice(key);
            bytes.extend_from_slice(value);
        }
        deflate.reset();
        deflated.clear();
        deflated.reserve_exact(bytes.len());
        let ended = deflate.compress_vec(bytes, deflated, FlushCompress::Finish).ok()?;
        let is_shorter = ended == Status::StreamEnd && deflated.len() < bytes.len();
        let packed = if is_shorter { &*deflated } else { &*bytes };
        let begin = into.len();
        into.extend_from_slice(&MARK);
        for length in [packed.len(), bytes.len()] {
            into.extend_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
        }
        let crc = checksum(into.get(begin + 4..)?, packed);
        into.extend_from_slice(&crc.to_le_bytes());
        into.extend_from_slice(packed);
        Some(())
    }
}

fn checksum(head: &[u8], packed: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(head);
    crc.update(packed);
    crc.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(of: &[(u8, usize)]) -> Vec<Borrowed<'static>> {
        of.iter().map(|(key, length)| (Cow::Owned(vec![*key; 17]), Cow::Owned(vec![*key; *length]))).collect()
    }

    #[test]
    fn a_page_is_read_as_it_was_packed_and_not_where_a_bit_is_wrong() {
        let mut packer = Packer::default();
        for lengths in [vec![], vec![(1, 0)], vec![(1, 5), (2, 0), (3, 700)], vec![(1, 100_000)]] {
            let entries = entries(&lengths);
            let mut packed = Vec::new();
            packer.pack(&entries, &mut packed).unwrap();
            packed.extend_from_slice(b"behind");
            let page = Page::front(&packed).unwrap();
            assert!(page.entries().eq(entries.iter().map(|(key, value)| (&**key, &**value))), "{lengths:?}");
            for (key, value) in &entries {
                assert_eq!(page.get(key), Some(&**value));
            }
            assert_eq!(page.get(&[9]), None);
            let whole = packed.len() - 6;
            for bit in (0..whole * 8).step_by(7) {
                packed[bit / 8] ^= 1 << (bit % 8);
                assert!(Page::front(&packed).is_none(), "{lengths:?}, bit {bit}");
                packed[bit / 8] ^= 1 << (bit % 8);
            }
            assert!(Page::front(&packed[..whole - 1]).is_none());
        }
    }

    #[test]
    fn what_is_too_much_for_a_page_is_divided() {
        let check = |lengths: &[(u8, usize)], grows, expect: &[usize]| {
            let entries = entries(lengths);
            let divided: Vec<usize> = divide(&entries, grows).iter().map(|page| page.len()).collect();
            assert_eq!(divided, expect, "{lengths:?}, {grows}");
        };
        check(&[], true, &[]);
        check(&[(1, 90_000)], true, &[1]);
        check(&[(1, 90_000), (2, 1)], false, &[1, 1]);
        check(&[(1, 4000), (2, 3000), (3, 2000)], true, &[2, 1]);
        check(&[(1, 2500), (2, 2500), (3, 2500), (4, 2500)], false, &[2, 2]);
    }
}
