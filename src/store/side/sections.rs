//! The side file as sections, each read when it is asked for: `magic, head, section…`, the head a table of where each lies.
//!
//! A section's bytes are followed by a checksum for each of its blocks, so that a piece of it can be read alone. What carries its
//! own checksums (the records) has none. A file that was replaced meanwhile stays readable.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::packed::{Packed, packed};
use super::{put, section};
use crate::store::disk::Disk;

/// Bytes for magic and head; the first section stands behind them.
const FRONT: usize = 4_096;

/// Bytes of a block at the most.
const BLOCK: usize = 16 << 10;

/// Blocks that are read at once.
const TOGETHER: usize = 16;

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 20;

/// Where a section lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    name: u8,
    offset: u64,
    length: u64,
    /// Bytes of a block; 0 where it has no checksums of blocks.
    block: u32,
}

packed! {
    Section { name, offset, length, block }
}

impl Section {
    /// Whether it holds things of so many bytes, none of them in two blocks.
    pub fn holds(self, size: usize) -> bool {
        self.block > 0 && (self.block as usize).is_multiple_of(size) && self.length.is_multiple_of(size as u64)
    }

    /// How many things of so many bytes it holds, and how many a block.
    pub fn count(self, size: usize) -> usize {
        self.length as usize / size
    }

    pub fn in_block(self, size: usize) -> usize {
        self.block as usize / size
    }

    pub fn blocks(self) -> u64 {
        if self.block == 0 { 0 } else { self.length.div_ceil(u64::from(self.block)) }
    }

    /// Behind its checksums.
    fn end(self) -> Option<u64> {
        self.offset.checked_add(self.length)?.checked_add(self.blocks().checked_mul(4)?)
    }
}

/// The file, open to be read.
#[derive(Debug)]
pub(super) struct Sections {
    file: File,
    all: Vec<Section>,
}

/// What the head says of a file, and where its sections lie. `None` where it isn't whole.
pub(super) fn head<H: Packed>(file: &File, magic: &[u8]) -> Option<(H, Vec<Section>)> {
    let mut front = vec![0; FRONT];
    file.read_exact_at(&mut front, 0).ok()?;
    let mut behind = front.strip_prefix(magic)?;
    let mut said = section(&mut behind).filter(|_| behind.is_empty())?;
    Packed::take(&mut said)
}

impl Sections {
    /// `None` where the file is shorter than it was.
    pub fn new(file: File, all: Vec<Section>) -> Option<Self> {
        let length = file.metadata().ok()?.len();
        let is_whole = all.iter().all(|section| section.end().is_some_and(|end| end <= length));
        is_whole.then_some(Self { file, all })
    }

    pub fn find(&self, name: u8) -> Option<Section> {
        self.all.iter().find(|section| section.name == name).copied()
    }

    /// Some bytes of a section, unchecked.
    pub fn bytes(&self, section: Section, start: u64, end: u64) -> Option<Vec<u8>> {
        let length = end.checked_sub(start).filter(|_| end <= section.length)?;
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        self.file.read_exact_at(&mut bytes, section.offset + start).ok()?;
        Some(bytes)
    }

    /// A block of a section; `None` where it isn't as it was written.
    pub fn block(&self, section: Section, number: u64) -> Option<Vec<u8>> {
        let start = number.checked_mul(section.block.into())?;
        let end = section.length.min(start + u64::from(section.block));
        let block = self.bytes(section, start, end)?;
        let mut crc = [0; 4];
        self.file.read_exact_at(&mut crc, section.offset + section.length + number * 4).ok()?;
        (crc32fast::hash(&block).to_le_bytes() == crc).then_some(block)
    }

    /// Some bytes of a section, as far as there are so many; `None` where they aren't as they were written.
    pub fn checked(&self, section: Section, range: Range<usize>) -> Option<Vec<u8>> {
        let block = section.block as usize;
        let range = range.start..range.end.min(usize::try_from(section.length).ok()?);
        let mut bytes = Vec::new();
        for number in range.start / block..range.end.div_ceil(block) {
            let (start, read) = (number * block, self.block(section, number as u64)?);
            let (from, to) = (range.start.max(start) - start, range.end.min(start + read.len()) - start);
            bytes.extend_from_slice(read.get(from..to)?);
        }
        Some(bytes)
    }

    /// The bytes of a section piece by piece.
    pub fn pieces(&self, section: Section) -> Option<Pieces<'_>> {
        let mut crcs = vec![0; usize::try_from(section.blocks() * 4).ok()?];
        self.file.read_exact_at(&mut crcs, section.offset + section.length).ok()?;
        let room = vec![0; (TOGETHER * section.block as usize).min(usize::try_from(section.length).ok()?)];
        Some(Pieces { file: &self.file, section, crcs, room, read: 0, done: 0 })
    }

    /// Gives the bytes of a section to `take` in pieces of whole blocks; `None` where one isn't as it was written, or `take` makes
    /// nothing of it.
    pub fn each(&self, section: Section, mut take: impl FnMut(&[u8]) -> Option<()>) -> Option<()> {
        let mut pieces = self.pieces(section)?;
        while !pieces.is_over() {
            take(pieces.read()?)?;
        }
        Some(())
    }

    /// All bytes of a section.
    pub fn all(&self, name: u8) -> Option<Vec<u8>> {
        let section = self.find(name)?;
        let mut bytes = Vec::with_capacity(usize::try_from(section.length).ok()?);
        self.each(section, |piece| {
            bytes.extend_from_slice(piece);
            Some(())
        })?;
        Some(bytes)
    }
}

/// A section that is read in pieces of whole blocks.
pub(super) struct Pieces<'a> {
    file: &'a File,
    section: Section,
    crcs: Vec<u8>,
    room: Vec<u8>,
    /// Bytes of the piece that was read last.
    read: usize,
    done: u64,
}

impl Pieces<'_> {
    pub fn is_over(&self) -> bool {
        self.done >= self.section.length
    }

    /// The next piece; `None` where it isn't as it was written, or there is none.
    pub fn read(&mut self) -> Option<&[u8]> {
        let length = self.room.len().min(usize::try_from(self.section.length - self.done).ok()?);
        let piece = self.room.get_mut(..length).filter(|piece| !piece.is_empty())?;
        self.file.read_exact_at(piece, self.section.offset + self.done).ok()?;
        let first = usize::try_from(self.done / u64::from(self.section.block)).ok()?;
        let mut crcs = self.crcs.chunks_exact(4).skip(first);
        for block in piece.chunks(self.section.block as usize) {
            if crc32fast::hash(block).to_le_bytes() != *crcs.next()? {
                return None;
            }
        }
        (self.read, self.done) = (length, self.done + length as u64);
        Some(piece)
    }

    /// The piece that was read last.
    pub fn last(&self) -> &[u8] {
        &self.room[..self.read]
    }
}

/// A file in the making. It stands in its place when it is finished; left half made, a later one clears it away.
pub(super) struct Making<'a> {
    file: File,
    path: PathBuf,
    temporary: PathBuf,
    disk: &'a Disk,
    /// What isn't written yet, and where it belongs.
    buffer: Vec<u8>,
    at: u64,
    all: Vec<Section>,
    done: bool,
}

impl<'a> Making<'a> {
    pub fn begin(path: &Path, temporary: &Path, disk: &'a Disk) -> io::Result<Self> {
        let file = disk.create(temporary)?;
        let (path, temporary) = (path.to_owned(), temporary.to_owned());
        Ok(Self { file, path, temporary, disk, buffer: Vec::new(), at: FRONT as u64, all: Vec::new(), done: false })
    }

    /// Writes a section of things that have `size` bytes each: none lies in two blocks.
    pub fn put(&mut self, name: u8, size: usize, bytes: &[u8]) -> io::Result<()> {
        let block = BLOCK / size * size;
        self.begin_section(name, block);
        self.push(bytes)?;
        for block in bytes.chunks(block) {
            self.buffer.extend_from_slice(&crc32fast::hash(block).to_le_bytes());
        }
        Ok(())
    }

    /// Begins a section of what carries its own checksums: it is what is pushed until the next one begins.
    pub fn begin_section(&mut self, name: u8, block: usize) {
        let offset = self.at + self.buffer.len() as u64;
        self.all.push(Section { name, offset, length: 0, block: block as u32 });
    }

    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(section) = self.all.last_mut() {
            section.length += bytes.len() as u64;
        }
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.disk.write_at(&self.file, &self.buffer, self.at)?;
        self.at += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// Writes the head and puts the file in its place, all or nothing.
    pub fn finish<H: Packed>(mut self, magic: &[u8], head: H) -> io::Result<()> {
        self.write_front(magic, head)?;
        self.disk.sync(&self.file)?;
        self.disk.rename(&self.temporary, &self.path)?;
        self.done = true;
        self.path.parent().map_or(Ok(()), |dir| self.disk.sync_dir(dir))
    }

    /// The file without a name: it goes with whoever has it.
    pub fn finish_unseen<H: Packed>(mut self, magic: &[u8], head: H) -> io::Result<File> {
        self.write_front(magic, head)?;
        // Its name goes with this.
        self.file.try_clone()
    }

    fn write_front<H: Packed>(&mut self, magic: &[u8], head: H) -> io::Result<()> {
        self.flush()?;
        let mut front = magic.to_vec();
        put(&mut front, |to| {
            (head, std::mem::take(&mut self.all)).put(to);
            // The checksum is of all of it.
            to.resize(FRONT, 0);
        });
        self.disk.write_at(&self.file, &front, 0)
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        if !self.done {
            // What can't be removed is only left over.
            let _ = self.disk.remove(&self.temporary);
        }
    }
}
