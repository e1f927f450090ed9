//! Changes brought into the archive, sorted, in batches that sled takes in whole or not at all.

use std::cell::Cell;
use std::iter::Peekable;
use std::sync::atomic::Ordering::Relaxed;

use super::page::Packer;
use super::put::{Putting, Sums};
use super::sorting::{Becomes, Sorting};
use super::state::State;
use super::{Archive, Result, STATE};
use crate::domain::change::Change;
use crate::store::Seq;
use crate::store::guard::guarded;
use crate::store::seal::Seal;

/// So many pages are changed at once.
const PAGES: usize = 64;
/// So many batches may wait to be written by sled, which keeps in memory what waits.
const BATCHES: usize = 256;

impl Archive {
    /// Something into which changes are put that are brought in together.
    pub fn sorting(&self) -> Sorting {
        Sorting::new(&self.path.with_extension("sorting"), &self.disk)
    }

    /// Applies changes in their order, after which all sets up to `set` are in it. Applied again they change nothing.
    pub fn apply(&self, changes: &[Change], set: Seq) -> Result<()> {
        let mut sorting = self.sorting();
        changes.iter().try_for_each(|change| sorting.change(change))?;
        self.bring(sorting, set)
    }

    /// The same for changes that were sorted.
    pub fn bring(&self, sorting: Sorting, set: Seq) -> Result<()> {
        let failed = Cell::new(None);
        let changes = sorting.sorted()?.map_while(|change| change.map_err(|error| failed.set(Some(error))).ok());
        let brought = self.pour(&mut changes.peekable(), set, &|_| true);
        failed.take().map_or(Ok(()), |error| Err(error.into())).and(brought)?;
        let mut state = *self.state();
        if state.whole < set {
            state.whole = set;
            guarded(|| Ok(self.db.insert(STATE, state.bytes()?).map(drop)?))?;
            *self.state() = state;
        }
        Ok(())
    }

    /// Brings in what entries are to become, in the order of their keys, with the tally of it; `false` where `going_on`, which
    /// is told how many were brought in, says no.
    pub(super) fn pour(
        &self,
        changes: &mut Peekable<impl Iterator<Item = Becomes>>,
        set: Seq,
        going_on: &dyn Fn(u64) -> bool,
    ) -> Result<bool> {
        let count = Cell::new(0);
        let mut packer = Packer::default();
        let mut changes = changes.inspect(|_| count.set(count.get() + 1)).peekable();
        for number in 1.. {
            if changes.peek().is_none() {
                break;
            }
            let before = *self.state();
            let mut putting =
                Putting::new(&self.shelf, &mut packer, Sums { tally: before.tally, packed: before.packed });
            for _ in 0..PAGES {
                if !putting.put(&mut changes)? {
                    break;
                }
            }
            let Putting { mut batch, sums: Sums { tally, packed }, pages, .. } = putting;
            let state = State { touched: before.touched.max(set), tally, packed, ..before };
            if (state.touched, state.tally) != (before.touched, before.tally) {
                self.begin();
                // They are there before sled says so.
                self.shelf.pages.append(&pages)?;
                batch.insert(STATE, state.bytes()?);
                guarded(|| Ok(self.db.apply_batch(batch)?))?;
                *self.state() = state;
            }
            if number % BATCHES == 0 {
                guarded(|| Ok(self.db.flush().map(drop)?))?;
            }
            if !going_on(count.get()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Notes that something is about to be changed.
    fn begin(&self) {
        self.changed.store(true, Relaxed);
        if self.files().take().is_some() {
            let State { origin, durable, tally, .. } = *self.state();
            // Without it the next opening takes longer where this one comes to no end.
            let _ = Seal::open(&self.path, origin, durable, tally, &self.disk);
        }
    }
}
