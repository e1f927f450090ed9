//! Putting the file in order: one run goes out of many, without what doesn't hold any more. Of blocks that overlap, and only of
//! those, all stand in memory at once.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::vec::IntoIter;

use super::image::{Damaged, Entry, Image};
use super::writing::Writing;
use crate::domain::said::Place;

/// Writes what counts of `image` into `to`, which counts then. `None` if it was stopped, or `image` is damaged: `to` is
/// dropped then.
pub(super) fn sweep(image: &Image, mut to: Writing, going_on: &dyn Fn() -> bool) -> io::Result<Option<Image>> {
    to.begin_run()?;
    for entry in InOrder::of(image) {
        match entry {
            Ok(entry) if going_on() => to.push(entry.telling, &entry.folded)?,
            Ok(_) | Err(Damaged) => return Ok(None),
        }
    }
    to.finish(image.end()).map(Some)
}

/// All that counts of a file, the oldest first.
pub(super) struct InOrder<'i> {
    image: &'i Image,
    /// Numbers of blocks, the one that begins last first.
    closed: Vec<usize>,
    open: Vec<IntoIter<Entry>>,
    /// What comes next of each that is open.
    next: BinaryHeap<Reverse<(Place, usize)>>,
    entries: Vec<Option<Entry>>,
}

impl<'i> InOrder<'i> {
    pub fn of(image: &'i Image) -> Self {
        let mut closed: Vec<usize> = (0..image.index.blocks.len()).collect();
        closed.sort_by_key(|at| Reverse(image.index.blocks[*at].oldest));
        Self { image, closed, open: Vec::new(), next: BinaryHeap::new(), entries: Vec::new() }
    }

    /// Opens the blocks in which the next text may stand.
    fn open_due(&mut self) -> Result<(), Damaged> {
        while let Some(block) = self.closed.last().map(|at| &self.image.index.blocks[*at]) {
            if self.next.peek().is_some_and(|Reverse((place, _))| *place < block.oldest) {
                break;
            }
            self.closed.pop();
            let entries = self.image.entries(block)?.into_iter();
            // The place of one that is at its end is taken again.
            let free = self.entries.iter().position(Option::is_none);
            let at = free.unwrap_or(self.open.len());
            if free.is_some() {
                self.open[at] = entries;
            } else {
                self.open.push(entries);
                self.entries.push(None);
            }
            self.step(at);
        }
        Ok(())
    }

    fn step(&mut self, at: usize) {
        self.entries[at] = self.open[at].next();
        if let Some(entry) = &self.entries[at] {
            self.next.push(Reverse((entry.telling.place, at)));
        }
    }
}

impl Iterator for InOrder<'_> {
    type Item = Result<Entry, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(damaged) = self.open_due() {
            // Nothing behind it is of use.
            (self.closed, self.next) = (Vec::new(), BinaryHeap::new());
            return Some(Err(damaged));
        }
        let Reverse((_, at)) = self.next.pop()?;
        let entry = self.entries[at].take();
        self.step(at);
        entry.map(Ok)
    }
}
