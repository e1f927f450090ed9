//! What is to become of entries, brought into the order of their keys however many they are: so that each page is written
//! once, where they came in another order or several times.
//!
//! Memory is bounded: what is more stands sorted in a file without a name, beside the archive, until all is merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::domain::change::Change;
use crate::store::codec;
use crate::store::disk::Disk;

/// So many bytes of entries stand in memory at the most.
const MOST: usize = 8 << 20;
/// So much of each sorted part is read at once.
const READ: usize = 64 << 10;
const WRITTEN: usize = 1 << 20;
/// Before each entry: the length of its key and of its value.
const HEAD: usize = 5;
/// The length of a value that is to go.
const GONE: u32 = u32::MAX;

/// An entry and what it is to become; `None` where it is to go.
pub(in crate::store) type Becomes = (Vec<u8>, Option<Vec<u8>>);

pub(in crate::store) struct Sorting {
    /// Where a file may lie for a moment.
    place: PathBuf,
    disk: Disk,
    most: usize,
    bytes: Vec<u8>,
    /// The beginning of each key, and where its entry stands.
    order: Vec<(u128, u32)>,
    /// Sorted parts: the file, and where each begins in it.
    file: Option<File>,
    parts: Vec<u64>,
    end: u64,
}

impl Sorting {
    /// `place` is the name that a file may have for a moment; nothing stays there.
    pub fn new(place: &Path, disk: &Disk) -> Self {
        Self::with_most(place, disk, MOST)
    }

    fn with_most(place: &Path, disk: &Disk, most: usize) -> Self {
        Self {
            place: place.to_owned(),
            disk: disk.clone(),
            most,
            bytes: Vec::new(),
            order: Vec::new(),
            file: None,
            parts: Vec::new(),
            end: 0,
        }
    }

    /// What a change makes of the entries of its record.
    pub fn change(&mut self, Change { before, after }: &Change) -> io::Result<()> {
        if let Some(record) = before {
            codec::timeline_keys(record).iter().try_for_each(|key| self.push(key, None))?;
            self.push(&codec::record_key(record.id()), None)?;
        }
        if let Some(record) = after {
            let value = codec::encode(record).map_err(io::Error::other)?;
            let under = codec::timeline_value(record);
            codec::timeline_keys(record).iter().try_for_each(|key| self.push(key, Some(under)))?;
            self.push(&codec::record_key(record.id()), Some(&value))?;
        }
        Ok(())
    }

    /// What an entry is to become; of several of one key the last counts.
    pub fn push(&mut self, key: &[u8], value: Option<&[u8]>) -> io::Result<()> {
        let (of_key, of_value) = (narrow(key.len())?, value.map_or(Ok(GONE), |value| narrow(value.len()))?);
        let at = narrow(self.bytes.len())?;
        self.order.push((beginning(key), at));
        self.bytes.push(of_key);
        self.bytes.extend_from_slice(&of_value.to_le_bytes());
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value.unwrap_or_default());
        if self.bytes.len() >= self.most { self.spill() } else { Ok(()) }
    }

    /// All of it in the order of the keys, each key once.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        let memory = self.in_order();
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            let ends = self.parts.iter().skip(1).copied().chain([self.end]);
            for (begin, end) in self.parts.iter().zip(ends) {
                let part = Part { file: file.try_clone()?, at: *begin, end };
                parts.push(Source::File(BufReader::with_capacity(READ, part)));
            }
        }
        parts.push(Source::Memory { bytes: self.bytes, order: memory.into_iter() });
        let mut sorted = Sorted { parts, next: BinaryHeap::new() };
        for number in 0..sorted.parts.len() {
            sorted.read(number)?;
        }
        Ok(sorted)
    }

    /// Where the entries in memory stand, in the order of their keys, the last first where there are several.
    fn in_order(&mut self) -> Vec<u32> {
        let (bytes, mut order) = (&self.bytes, std::mem::take(&mut self.order));
        order.sort_unstable_by(|(a, at), (b, bt)| {
            a.cmp(b).then_with(|| key(bytes, *at).cmp(key(bytes, *bt))).then_with(|| bt.cmp(at))
        });
        order.dedup_by(|(b, bt), (a, at)| a == b && key(bytes, *at) == key(bytes, *bt));
        order.into_iter().map(|(_, at)| at).collect()
    }

    fn spill(&mut self) -> io::Result<()> {
        let order = self.in_order();
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                let file = self.disk.create(&self.place)?;
                self.disk.remove(&self.place)?;
                file
            }
        };
        self.parts.push(self.end);
        let mut out = Vec::with_capacity(WRITTEN);
        for at in order {
            out.extend_from_slice(entry(&self.bytes, at));
            if out.len() >= WRITTEN {
                self.disk.write_at(&file, &out, self.end)?;
                self.end += out.len() as u64;
                out.clear();
            }
        }
        self.disk.write_at(&file, &out, self.end)?;
        self.end += out.len() as u64;
        self.file = Some(file);
        self.bytes.clear();
        Ok(())
    }
}

/// The beginning of a key as a number that sorts like it.
fn beginning(key: &[u8]) -> u128 {
    let mut first = [0; 16];
    let length = key.len().min(16);
    first[..length].copy_from_slice(&key[..length]);
    u128::from_be_bytes(first)
}

fn narrow<T: TryFrom<usize>>(length: usize) -> io::Result<T> {
    length.try_into().map_err(|_| io::Error::other("an entry is too long"))
}

/// The length of an entry's key and of its value.
fn lengths(head: [u8; HEAD]) -> (usize, Option<usize>) {
    let [of_key, a, b, c, d] = head;
    let of_value = u32::from_le_bytes([a, b, c, d]);
    (of_key.into(), (of_value != GONE).then_some(of_value as usize))
}

/// The entry that stands at a place.
fn entry(bytes: &[u8], at: u32) -> &[u8] {
    let from = bytes.get(at as usize..).unwrap_or_default();
    let Some(head) = from.first_chunk() else { return &[] };
    let (of_key, of_value) = lengths(*head);
    from.get(..HEAD + of_key + of_value.unwrap_or_default()).unwrap_or_default()
}

fn key(bytes: &[u8], at: u32) -> &[u8] {
    let entry = entry(bytes, at);
    let of_key = usize::from(entry.first().copied().unwrap_or_default());
    entry.get(HEAD..HEAD + of_key).unwrap_or_default()
}

/// A sorted part of the file.
struct Part {
    file: File,
    at: u64,
    end: u64,
}

impl Read for Part {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(into.len());
        let read = self.file.read_at(&mut into[..left], self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

enum Source {
    File(BufReader<Part>),
    Memory { bytes: Vec<u8>, order: std::vec::IntoIter<u32> },
}

impl Source {
    fn next(&mut self) -> io::Result<Option<Becomes>> {
        match self {
            Self::Memory { bytes, order } => {
                let Some(at) = order.next() else { return Ok(None) };
                let mut entry = entry(bytes, at);
                read(&mut entry)
            }
            Self::File(part) => {
                if part.fill_buf()?.is_empty() {
                    return Ok(None);
                }
                read(part)
            }
        }
    }
}

fn read(from: &mut impl Read) -> io::Result<Option<Becomes>> {
    let mut head = [0; HEAD];
    from.read_exact(&mut head)?;
    let (of_key, of_value) = lengths(head);
    let mut key = vec![0; of_key];
    from.read_exact(&mut key)?;
    let value = of_value.map(|length| {
        let mut value = vec![0; length];
        from.read_exact(&mut value).map(|()| value)
    });
    Ok(Some((key, value.transpose()?)))
}

/// The next entry of a part; of one key that of the last part comes first.
struct Head {
    key: Vec<u8>,
    part: usize,
    value: Option<Vec<u8>>,
}

impl Head {
    fn order(&self) -> (&[u8], Reverse<usize>) {
        (&self.key, Reverse(self.part))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

/// Entries in the order of their keys, each key once.
pub(in crate::store) struct Sorted {
    parts: Vec<Source>,
    next: BinaryHeap<Reverse<Head>>,
}

impl Sorted {
    /// Lets a part's next entry take its place among the others.
    fn read(&mut self, part: usize) -> io::Result<()> {
        if let Some((key, value)) = self.parts[part].next()? {
            self.next.push(Reverse(Head { key, part, value }));
        }
        Ok(())
    }

    /// Takes the first entry, and lets the next of its part take its place.
    fn take(&mut self) -> io::Result<Option<Becomes>> {
        let Some(mut first) = self.next.peek_mut() else { return Ok(None) };
        let part = first.0.part;
        let taken = match self.parts[part].next()? {
            Some((key, value)) => std::mem::replace(&mut *first, Reverse(Head { key, part, value })),
            None => PeekMut::pop(first),
        };
        Ok(Some((taken.0.key, taken.0.value)))
    }
}

impl Iterator for Sorted {
    type Item = io::Result<Becomes>;

    fn next(&mut self) -> Option<Self::Item> {
        let taken = self.take().transpose()?;
        let Ok((key, _)) = &taken else { return Some(taken) };
        // What an earlier part says of it doesn't count any more.
        while self.next.peek().is_some_and(|Reverse(head)| head.key == *key) {
            if let Err(error) = self.take() {
                return Some(Err(error));
            }
        }
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Many in disorder, some of them several times, are in order afterwards, whether they fit into memory or not.
    #[test]
    fn of_each_key_the_last_counts() {
        let dir = tempfile::tempdir().unwrap();
        for most in [usize::MAX, 100_000, 5_000, 1] {
            let mut sorting = Sorting::with_most(&dir.path().join("part"), &Disk::default(), most);
            let mut expect: BTreeMap<Vec<u8>, Option<Vec<u8>>> = BTreeMap::new();
            let mut x = 88_172_645_463_325_252_u64;
            for _ in 0..if most == 1 { 50 } else { 4_000 } {
                x ^= x << 13;
                x ^= x >> 7;
                x ^= x << 17;
                // Some differ only behind what is compared first.
                let mut key = vec![3; 16];
                key.extend_from_slice(&x.to_be_bytes()[..1 + usize::from(!x.is_multiple_of(3))]);
                let value = (!x.is_multiple_of(5)).then(|| vec![x as u8; (x % 40) as usize]);
                sorting.push(&key, value.as_deref()).unwrap();
                expect.insert(key, value);
            }
            let sorted: Vec<Becomes> = sorting.sorted().unwrap().map(Result::unwrap).collect();
            assert!(sorted.into_iter().eq(expect), "{most}");
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing stays");
        }
    }
}
