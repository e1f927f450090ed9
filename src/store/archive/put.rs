//! Changes brought into pages: each page that they touch is written anew, behind all that were written before, and where it
//! lies now goes into a batch, which sled takes in whole or not at all.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::iter::Peekable;

use sled::Batch;

use super::page::{self, Borrowed, Packer, Page};
use super::page_file::Spot;
use super::shelf::{Found, Shelf, after_all, behind};
use super::sorting::Becomes;
use super::{Broken, Result};
use crate::store::tally::Tally;

/// So many bytes of changes are brought in at once: behind all that is there, any number belongs into the last page.
const MOST: usize = 512 << 10;

/// What a batch makes of the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub tally: Tally,
    /// Bytes of all pages.
    pub packed: u64,
}

/// Pages that are to be written together, and what sled is to know of them.
pub(super) struct Putting<'a> {
    shelf: &'a Shelf,
    packer: &'a mut Packer,
    pub batch: Batch,
    pub sums: Sums,
    pub pages: Vec<u8>,
}

impl<'a> Putting<'a> {
    pub fn new(shelf: &'a Shelf, packer: &'a mut Packer, sums: Sums) -> Self {
        Self { shelf, packer, batch: Batch::default(), sums, pages: Vec::new() }
    }

    /// Puts in the first of `changes`, which stand in their order, and those behind it that belong into the same page. Says
    /// whether the next may be put into the same batch: not where there were too many for once.
    pub fn put(&mut self, changes: &mut Peekable<impl Iterator<Item = Becomes>>) -> Result<bool> {
        let Some((key, _)) = changes.peek() else { return Ok(false) };
        let end = after_all(&key[..1.min(key.len())]);
        // What comes before all of its kind comes into the first page.
        let found = match self.shelf.holding(key)? {
            Some(found) => Some(found),
            None => self.shelf.from(key, &end)?,
        };
        let until = match &found {
            Some(found) => self.shelf.index.first(&behind(&found.first), &end)?,
            None => None,
        };
        let until = until.map_or(end, |(next, _)| next);
        let mut taken = 0;
        let of_page = std::iter::from_fn(|| {
            let next = changes.next_if(|(key, _)| *key < until && taken < MOST)?;
            taken += next.0.len() + next.1.as_ref().map_or(0, Vec::len);
            Some(next)
        });
        let merged = merge(found.as_ref().map(|found| &*found.page), of_page, &mut self.sums.tally);
        let goes_on = taken < MOST;
        let Some(Merged { entries, grows }) = merged else { return Ok(goes_on) };
        if let Some(Found { first, spot, .. }) = &found {
            self.sums.packed = self.sums.packed.saturating_sub(spot.length.into());
            if entries.first().is_none_or(|(key, _)| **key != **first) {
                self.batch.remove(first.as_slice());
            }
        }
        for entries in page::divide(&entries, grows) {
            self.write(entries)?;
        }
        Ok(goes_on)
    }

    fn write(&mut self, entries: &[Borrowed]) -> Result<()> {
        let begin = self.pages.len();
        let packed = self.packer.pack(entries, &mut self.pages);
        packed.ok_or_else(|| Broken::damaged("a record is too long"))?;
        let packed = self.pages.get(begin..).unwrap_or_default();
        let (Some((first, _)), Some(crc), Ok(length)) =
            (entries.first(), page::crc(packed), u32::try_from(packed.len()))
        else {
            return Ok(());
        };
        let spot = Spot { at: self.shelf.pages.end() + begin as u64, length, crc };
        self.batch.insert(&**first, &spot.bytes());
        self.sums.packed += u64::from(length);
        Ok(())
    }
}
/// What becomes of a page.
struct Merged<'a> {
    entries: Vec<Borrowed<'a>>,
    /// Whether entries came behind all there were.
    grows: bool,
}

/// The entries of a page with changes brought in; `None` where they change nothing.
fn merge<'a>(page: Option<&'a Page>, changes: impl Iterator<Item = Becomes>, tally: &mut Tally) -> Option<Merged<'a>> {
    let mut old = page.into_iter().flat_map(Page::entries).peekable();
    let mut merged = Merged { entries: Vec::new(), grows: false };
    let mut is_other = false;
    for (key, value) in changes {
        let before = |old: &(&[u8], &[u8])| old.0.cmp(&key) == Ordering::Less;
        merged.entries.extend(std::iter::from_fn(|| old.next_if(before)).map(borrowed));
        let is = old.next_if(|(old, _)| **old == *key);
        if is.map(|(_, is)| is) == value.as_deref() {
            merged.entries.extend(is.map(borrowed));
            continue;
        }
        is_other = true;
        if let Some((key, is)) = is {
            tally.take(key, is);
        }
        if let Some(value) = value {
            tally.add(&key, &value);
            merged.grows |= is.is_none() && old.peek().is_none();
            merged.entries.push((Cow::Owned(key), Cow::Owned(value)));
        }
    }
    merged.entries.extend(old.map(borrowed));
    is_other.then_some(merged)
}

fn borrowed<'a>((key, value): (&'a [u8], &'a [u8])) -> Borrowed<'a> {
    (Cow::Borrowed(key), Cow::Borrowed(value))
}
