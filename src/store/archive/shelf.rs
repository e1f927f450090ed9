//! Entries as they are read: found by an index, taken out of pages, gone through in either direction. Entries of different
//! kinds never share a page.
//!
//! One thread changes pages while others read them. What was there before a change and still is after it is read, though
//! the page is divided or begins with another entry meanwhile.

use std::ops::Range;
use std::sync::Arc;

use super::Result;
use super::index::Index;
use super::page::{Entry, Page};
use super::page_file::{PageFile, Spot};

pub(in crate::store) struct Shelf {
    pub(super) index: Box<dyn Index>,
    pub(super) pages: PageFile,
}

/// A page, the key it begins with, and where it lies.
pub(super) struct Found {
    pub page: Arc<Page>,
    pub first: Vec<u8>,
    pub spot: Spot,
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

/// What the keys of a key's kind begin with.
fn kind(key: &[u8]) -> &[u8] {
    &key[..1.min(key.len())]
}

/// In which order entries are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Forward,
    Backward,
}

impl Shelf {
    fn page(&self, lying: Option<(Vec<u8>, Spot)>) -> Result<Option<Found>> {
        let Some((first, spot)) = lying else { return Ok(None) };
        Ok(Some(Found { page: self.pages.page(&first, spot)?, first, spot }))
    }

    /// The first page that begins at a key or behind it, and before `to`.
    pub(super) fn from(&self, key: &[u8], to: &[u8]) -> Result<Option<Found>> {
        self.page(self.index.first(key, to)?)
    }

    /// The last page that begins before a key of a kind: what comes before that stands there or in those before it.
    fn before(&self, key: &[u8], of: &[u8]) -> Result<Option<Found>> {
        self.page(self.index.last(kind(of), key)?)
    }

    /// The page in which an entry stands, if it is there.
    pub(super) fn holding(&self, key: &[u8]) -> Result<Option<Found>> {
        self.before(&behind(key), key)
    }

    /// What lies under a key.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>> {
        Ok(self.holding(key)?.and_then(|found| found.page.get(key).map(<[u8]>::to_vec)))
    }

    /// The entries whose keys are within a range, in an order.
    pub(super) fn walk(&self, within: Range<Vec<u8>>, order: Order) -> Walk<'_> {
        Walk { shelf: self, rest: within, order, page: None, begun: false, ended: false }
    }
}

/// Entries gone through one by one.
pub(super) struct Walk<'a> {
    shelf: &'a Shelf,
    /// What wasn't gone through yet.
    rest: Range<Vec<u8>>,
    order: Order,
    /// The page it is in, and which of its entries are left.
    page: Option<(Arc<Page>, Range<usize>)>,
    begun: bool,
    ended: bool,
}

impl Walk<'_> {
    fn step(&mut self) -> Result<Option<Entry>> {
        loop {
            if let Some((page, left)) = &mut self.page {
                let next = match self.order {
                    Order::Forward => left.next(),
                    Order::Backward => left.next_back(),
                };
                if let Some((key, value)) = next.and_then(|at| page.entry(at)) {
                    match self.order {
                        Order::Forward => self.rest.start = behind(key),
                        Order::Backward => self.rest.end = key.to_vec(),
                    }
                    return Ok(Some((key.to_vec(), value.to_vec())));
                }
            }
            if self.ended {
                return Ok(None);
            }
            let Some(Found { page, .. }) = self.find()? else { return Ok(None) };
            let left = page.place(&self.rest.start)..page.place(&self.rest.end);
            // Where a page holds some that come behind the range, those behind it do, too.
            self.ended = match self.order {
                Order::Forward => left.end < page.len(),
                Order::Backward => left.start > 0,
            };
            self.page = Some((page, left));
        }
    }

    /// The page in which the next entry stands, if there is one.
    fn find(&mut self) -> Result<Option<Found>> {
        let Range { start, end } = &self.rest;
        if self.order == Order::Backward {
            return self.shelf.before(end, start);
        }
        // The page that begins before all that is wanted may hold some of it.
        let held = if self.begun { None } else { self.shelf.holding(start)? };
        self.begun = true;
        match held {
            Some(held) => Ok(Some(held)),
            None => self.shelf.from(start, end),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step();
        if !matches!(step, Ok(Some(_))) {
            (self.ended, self.page) = (true, None);
        }
        step.transpose()
    }
}
