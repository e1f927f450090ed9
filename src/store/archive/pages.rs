//! The archive's entries in pages, each under the key of its first entry: found, gone through, and changed. Entries of
//! different kinds never share a page.
//!
//! One thread changes pages while others read them. What was there before a change and still is after it is read, though
//! the page is divided or begins with another entry meanwhile; sled changes all of a batch at once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::iter::Peekable;

use sled::{Batch, Db, IVec};

use super::page::{self, Borrowed, Entry, Page};
use super::sorting::Becomes;
use super::{Broken, Result};
use crate::store::guard::guarded;
use crate::store::tally::Tally;

struct Found {
    page: Page,
    /// The key of its first entry, under which it lies.
    first: IVec,
    /// Bytes of it packed.
    length: usize,
}

fn read((first, value): (IVec, IVec)) -> Result<Found> {
    let page = Page::front(&value).filter(|page| page.entry(0).is_some_and(|(key, _)| *key == *first));
    let page = page.ok_or_else(|| Broken::damaged("a page can't be read"))?;
    Ok(Found { page, first, length: value.len() })
}

/// The page in which an entry stands, if it is there.
fn holding(db: &Db, key: &[u8]) -> Result<Option<Found>> {
    let kind = &key[..1.min(key.len())];
    guarded(|| Ok(db.range(kind..=key).next_back().transpose()?))?.map(read).transpose()
}

/// The first page that begins at a key or behind it, and before `to`.
fn from(db: &Db, key: &[u8], to: &[u8]) -> Result<Option<Found>> {
    if key >= to {
        return Ok(None);
    }
    guarded(|| Ok(db.range(key..to).next().transpose()?))?.map(read).transpose()
}

/// The last page that begins before a key, and not before `from`.
fn before(db: &Db, key: &[u8], from: &[u8]) -> Result<Option<Found>> {
    if from >= key {
        return Ok(None);
    }
    guarded(|| Ok(db.range(from..key).next_back().transpose()?))?.map(read).transpose()
}

/// The key that comes right behind another.
pub(in crate::store) fn behind(key: &[u8]) -> Vec<u8> {
    [key, &[0]].concat()
}

/// The first key that doesn't begin so.
pub(in crate::store) fn after_all(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return end;
        }
    }
    vec![u8::MAX; 64]
}

/// What lies under a key.
pub(super) fn get(db: &Db, key: &[u8]) -> Result<Option<Vec<u8>>> {
    Ok(holding(db, key)?.and_then(|found| found.page.get(key).map(<[u8]>::to_vec)))
}

/// The entries from a key on, up to another.
pub(super) fn forward(db: &Db, first: Vec<u8>, to: Vec<u8>) -> Forward<'_> {
    Forward { db, next: first, to, page: None, begun: false, ended: false }
}

pub(super) struct Forward<'a> {
    db: &'a Db,
    /// All before this was gone through.
    next: Vec<u8>,
    to: Vec<u8>,
    page: Option<(Page, usize)>,
    begun: bool,
    ended: bool,
}

impl Forward<'_> {
    fn step(&mut self) -> Result<Option<Entry>> {
        loop {
            if let Some((page, at)) = &mut self.page
                && let Some((key, value)) = page.entry(*at)
            {
                *at += 1;
                if *key >= *self.to {
                    return Ok(None);
                }
                self.next = behind(key);
                return Ok(Some((key.to_vec(), value.to_vec())));
            }
            let held = if self.begun { None } else { holding(self.db, &self.next)? };
            self.begun = true;
            let found = match held {
                Some(held) => Some(held),
                None => from(self.db, &self.next, &self.to)?,
            };
            let Some(Found { page, .. }) = found else { return Ok(None) };
            let at = page.place(&self.next);
            self.page = Some((page, at));
        }
    }
}

impl Iterator for Forward<'_> {
    type Item = Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended = !matches!(step, Ok(Some(_)));
        step.transpose()
    }
}

/// The same from the end: from before `to` on, down to a key.
pub(super) fn backward(db: &Db, first: Vec<u8>, to: Vec<u8>) -> Backward<'_> {
    Backward { db, first, next: to, page: None, ended: false }
}

pub(super) struct Backward<'a> {
    db: &'a Db,
    first: Vec<u8>,
    /// All from this on was gone through.
    next: Vec<u8>,
    page: Option<(Page, usize)>,
    ended: bool,
}

impl Backward<'_> {
    fn step(&mut self) -> Result<Option<Entry>> {
        loop {
            if let Some((page, at)) = &mut self.page
                && let Some(last) = at.checked_sub(1)
                && let Some((key, value)) = page.entry(last)
            {
                *at = last;
                if *key < *self.first {
                    return Ok(None);
                }
                self.next = key.to_vec();
                return Ok(Some((key.to_vec(), value.to_vec())));
            }
            // Also the page that begins before all that is wanted may hold some of it.
            let kind = &self.first[..1.min(self.first.len())];
            let Some(Found { page, .. }) = before(self.db, &self.next, kind)? else { return Ok(None) };
            let at = page.place(&self.next);
            if at == 0 {
                return Ok(None);
            }
            self.page = Some((page, at));
        }
    }
}

impl Iterator for Backward<'_> {
    type Item = Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended = !matches!(step, Ok(Some(_)));
        step.transpose()
    }
}

/// What a batch makes of the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub tally: Tally,
    /// Bytes of all pages.
    pub packed: u64,
}

/// Puts the first of `changes`, which stand in their order, and all behind it that belong into the same page into a batch.
pub(super) fn put(
    db: &Db,
    changes: &mut Peekable<impl Iterator<Item = Becomes>>,
    batch: &mut Batch,
    sums: &mut Sums,
) -> Result<()> {
    let Some((key, _)) = changes.peek() else { return Ok(()) };
    let end = after_all(&key[..1.min(key.len())]);
    // What comes before all of its kind comes into the first page.
    let found = match holding(db, key)? {
        Some(found) => Some(found),
        None => from(db, key, &end)?,
    };
    let until = match &found {
        Some(found) => guarded(|| Ok(db.range(behind(&found.first)..end.clone()).next().transpose()?))?,
        None => None,
    };
    let until = until.map_or(end, |(next, _)| next.to_vec());
    let of_page = std::iter::from_fn(|| changes.next_if(|(key, _)| *key < until));
    let Some(Merged { entries, grows }) = merge(found.as_ref().map(|found| &found.page), of_page, &mut sums.tally)
    else {
        return Ok(());
    };
    if let Some(Found { first, length, .. }) = &found {
        sums.packed = sums.packed.saturating_sub(*length as u64);
        if entries.first().is_none_or(|(key, _)| **key != **first) {
            batch.remove(first);
        }
    }
    for entries in page::divide(&entries, grows) {
        let packed = page::pack(entries).ok_or_else(|| Broken::damaged("a record is too long"))?;
        sums.packed += packed.len() as u64;
        if let Some((first, _)) = entries.first() {
            batch.insert(&**first, packed);
        }
    }
    Ok(())
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
