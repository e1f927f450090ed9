//! An image of the index beside sled's files, for whoever reads the archive at rest: where every page lay when all up to a
//! position was in it. Since pages stay where they lie, it stands for that position whatever was brought in since.
//!
//! Written when the archive is closed and has grown past it; missing, damaged or of another archive's pages it costs time: then
//! sled is opened.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::index::{Index, Lying};
use super::page_file::{PageFile, Spot};
use super::shelf::Shelf;
use super::{Broken, Result};
use crate::store::journal::Position;
use crate::store::layout::Origin;
use crate::store::line::{checked, sealed};

/// Its name in the archive's directory.
pub(in crate::store) const INDEX: &str = "index";
/// What it is called while it is written.
const UNFINISHED: &str = "index.tmp";
const FORM: u32 = 1;
/// The head stands in so many bytes.
const HEAD: usize = 1 << 10;
/// A block with so many bytes is followed by the next.
const BLOCK: usize = 4 << 10;
/// The checksum at the end of each.
const CRC: usize = size_of::<u32>();
/// An image is written anew when the journal has grown by so many bytes since, and one for each page.
const GROWN: u64 = 1 << 10;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    form: u32,
    #[serde(flatten)]
    origin: Origin,
    /// Whose pages it tells of.
    pages: Uuid,
    /// It stands for all sets up to here.
    durable: Position,
    count: u64,
    /// How long the list of blocks behind the head is.
    blocks: u64,
}

/// A block of entries: their first key, and where it stands in the file.
struct Block {
    first: Vec<u8>,
    at: u64,
    length: usize,
}

pub(super) struct Image {
    file: File,
    blocks: Vec<Block>,
    /// The one that was read last.
    recent: Mutex<Option<(usize, Arc<Vec<Lying>>)>>,
}

fn head(file: &File) -> Option<(Head, u64)> {
    let mut bytes = vec![0; HEAD];
    let mut length = 0;
    while length < HEAD {
        match file.read_at(&mut bytes[length..], length as u64).ok()? {
            0 => break,
            read => length += read,
        }
    }
    let end = memchr::memchr(b'\n', bytes.get(..length)?)? + 1;
    let head: Head = serde_json::from_slice(checked(bytes.get(..end)?)?).ok()?;
    (head.form == FORM).then_some((head, end as u64))
}

/// What stands in `bytes` before the checksum at their end, if that is right.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (content, crc) = bytes.split_last_chunk::<CRC>()?;
    (crc32fast::hash(content) == u32::from_le_bytes(*crc)).then_some(content)
}

/// The first key in `bytes`, and what stands behind it.
fn key(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    rest.split_at_checked(usize::from(*length))
}

fn lyings(mut bytes: &[u8]) -> Option<Vec<Lying>> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let (first, rest) = key(bytes)?;
        let (spot, rest) = rest.split_at_checked(Spot::LENGTH)?;
        all.push((first.to_vec(), Spot::read(spot)?));
        bytes = rest;
    }
    Some(all)
}

fn blocks(mut bytes: &[u8], mut at: u64) -> Option<Vec<Block>> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let (first, rest) = key(bytes)?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = u32::from_le_bytes(*length);
        all.push(Block { first: first.to_vec(), at, length: length as usize });
        at = at.checked_add(length.into())?;
        bytes = rest;
    }
    Some(all)
}

impl Image {
    /// The image in the directory of the archive that belongs to `origin`, with the position it stands for.
    fn open(dir: &Path, origin: Origin) -> Option<(Self, Head)> {
        let file = File::open(dir.join(INDEX)).ok()?;
        let (head, end) = head(&file)?;
        let length = file.metadata().ok()?.len();
        if head.origin != origin || head.blocks > length {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(head.blocks).ok()?];
        file.read_exact_at(&mut bytes, end).ok()?;
        let blocks = blocks(whole(&bytes)?, end + head.blocks)?;
        let is_there = blocks.iter().all(|block| block.at + block.length as u64 <= length);
        is_there.then_some((Self { file, blocks, recent: Mutex::default() }, head))
    }

    fn block(&self, number: usize) -> Result<Option<Arc<Vec<Lying>>>> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = recent.as_ref().filter(|(of, _)| *of == number) {
            return Ok(Some(known.clone()));
        }
        let Some(block) = self.blocks.get(number) else { return Ok(None) };
        let mut bytes = vec![0; block.length];
        self.file.read_exact_at(&mut bytes, block.at)?;
        let all =
            whole(&bytes).and_then(lyings).ok_or_else(|| Broken::damaged("the image of its index can't be read"))?;
        let all = Arc::new(all);
        *recent = Some((number, all.clone()));
        Ok(Some(all))
    }

    /// The last block that begins at a key or before it, else the first.
    fn holding(&self, key: &[u8]) -> usize {
        self.blocks.partition_point(|block| *block.first <= *key).saturating_sub(1)
    }
}

impl Index for Image {
    fn first(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>> {
        let number = self.holding(from);
        for number in [number, number + 1] {
            let Some(block) = self.block(number)? else { return Ok(None) };
            if let Some(found) = block.get(block.partition_point(|(first, _)| **first < *from)) {
                return Ok(Some(found.clone()).filter(|(first, _)| **first < *to));
            }
        }
        Ok(None)
    }

    fn last(&self, from: &[u8], to: &[u8]) -> Result<Option<Lying>> {
        let number = self.holding(to);
        for number in [Some(number), number.checked_sub(1)].into_iter().flatten() {
            let Some(block) = self.block(number)? else { return Ok(None) };
            if let Some(before) = block.partition_point(|(first, _)| **first < *to).checked_sub(1) {
                return Ok(block.get(before).filter(|(first, _)| **first >= *from).cloned());
            }
        }
        Ok(None)
    }
}

/// The archive in `dir` as its image tells of it, and the position that it stands for; `None` where there is none that fits.
pub(in crate::store) fn at_rest(dir: &Path, origin: Origin) -> Option<(Shelf, Position)> {
    let (image, Head { pages, durable, .. }) = Image::open(dir, origin)?;
    let pages = PageFile::open(dir, pages, false).ok()?;
    Some((Shelf { index: Box::new(image), pages }, durable))
}

/// Whether an image that stands for `durable` is to be written.
pub(super) fn is_due(dir: &Path, origin: Origin, pages: Uuid, durable: Position) -> bool {
    Image::open(dir, origin).is_none_or(|(_, head)| {
        head.pages != pages
            || head.durable.segment != durable.segment
            || durable.offset.saturating_sub(head.durable.offset) > GROWN + head.count
    })
}

/// Writes an image of all that lies where.
pub(super) fn write(
    dir: &Path,
    origin: Origin,
    pages: Uuid,
    durable: Position,
    all: impl Iterator<Item = Result<Lying>>,
) -> Result<()> {
    let (mut list, mut body, mut block, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut end_block = |block: &mut Vec<u8>, list: &mut Vec<u8>| {
        if let Some((first, _)) = key(block) {
            push_key(list, first);
            list.extend_from_slice(&((block.len() + CRC) as u32).to_le_bytes());
            body.extend_from_slice(block);
            body.extend_from_slice(&crc32fast::hash(block).to_le_bytes());
            block.clear();
        }
    };
    for lying in all {
        let (first, spot) = lying?;
        push_key(&mut block, &first);
        block.extend_from_slice(&spot.bytes());
        count += 1;
        if block.len() >= BLOCK {
            end_block(&mut block, &mut list);
        }
    }
    end_block(&mut block, &mut list);
    list.extend_from_slice(&crc32fast::hash(&list).to_le_bytes());
    let head = Head { form: FORM, origin, pages, durable, count, blocks: list.len() as u64 };
    let whole = [sealed(&head).map_err(io::Error::other)?, list, body].concat();
    let unfinished = dir.join(UNFINISHED);
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all_at(&whole, 0)?;
    Ok(fs::rename(&unfinished, dir.join(INDEX))?)
}

/// A key, which is never longer than 255 bytes: a page wouldn't take it.
fn push_key(bytes: &mut Vec<u8>, key: &[u8]) {
    bytes.push(u8::try_from(key.len()).unwrap_or(u8::MAX));
    bytes.extend_from_slice(key);
}
