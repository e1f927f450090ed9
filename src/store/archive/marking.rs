//! How the archive is put on the disk, marked as durable there, and sealed; and how it is closed.

use std::fs::File;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{MutexGuard, PoisonError};

use super::state::State;
use super::{Archive, FIRST, Result, STATE, image, index};
use crate::store::guard::guarded;
use crate::store::journal::Position;
use crate::store::seal::{self, Seal, Stat};

/// So much of sled's log is read to seal an archive that goes on being used.
const SEALED_IN_USE: u64 = 32 << 20;

impl Archive {
    pub(super) fn files(&self) -> MutexGuard<'_, Option<Vec<Stat>>> {
        self.sealed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What an opening leaves to be done: counts it through where it is in doubt, and seals it where sled has written
    /// something. Stops where `going_on` says no.
    pub fn settle(&self, going_on: &dyn Fn() -> bool) -> Result<()> {
        if self.doubted.load(Relaxed) {
            if !self.count(going_on)? {
                return Ok(());
            }
            self.doubted.store(false, Relaxed);
            if self.touched() == self.durable().seq {
                self.seal(SEALED_IN_USE);
            }
            return Ok(());
        }
        let is_other = self.files().as_ref().is_some_and(|files| !seal::stats(&self.path).is_ok_and(|is| is == *files));
        if is_other {
            self.seal(SEALED_IN_USE);
        }
        Ok(())
    }

    /// Seals it as it is; all in it must be durable. Without it the next opening takes longer.
    fn seal(&self, limit: u64) {
        if !self.passing && !self.doubted.load(Relaxed) {
            let State { origin, durable, tally, .. } = *self.state();
            *self.files() = Seal::put(&self.path, origin, durable, tally, limit, &self.disk).ok().flatten();
        }
    }

    /// Puts all that was applied on the disk, then notes that it reaches to `durable`, and seals it.
    pub fn mark(&self, durable: Position) -> Result<()> {
        self.sync()?;
        let mut state = *self.state();
        (state.durable, state.touched) = (durable, state.touched.max(durable.seq));
        state.whole = state.whole.max(durable.seq);
        guarded(|| Ok(self.db.insert(STATE, state.bytes()?).map(drop)?))?;
        *self.state() = state;
        self.sync()?;
        self.make_private();
        self.seal(SEALED_IN_USE);
        Ok(())
    }

    /// Puts pages on the disk, then what sled knows of them, whose own flush doesn't reach it.
    pub(super) fn sync(&self) -> Result<()> {
        if !self.passing {
            self.shelf.pages.sync()?;
        }
        guarded(|| Ok(self.db.flush().map(drop)?))?;
        if self.passing {
            return Ok(());
        }
        File::open(self.path.join("db"))?.sync_all()?;
        File::open(&self.path)?.sync_all()?;
        Ok(self.disk.archive_synced(&self.path)?)
    }

    /// Closes it. Where all that was applied is marked durable, it is sealed.
    pub fn close(self) {
        let is_whole = !self.passing && !self.doubted.load(Relaxed) && {
            let state = *self.state();
            state.touched == state.durable.seq
        };
        if is_whole && let Err(broken) = self.keep_image() {
            // Without it whoever asks something opens sled.
            tracing::warn!(?broken, "no image of the archive's index could be written");
        }
        let Self { db, shelf, state, path, disk, sealed, changed, .. } = self;
        let State { origin, durable, tally, .. } = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let sealed = sealed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let closed = guarded(|| {
            drop((shelf, db));
            Ok(())
        });
        let is_sealed = sealed.is_some_and(|files| seal::stats(&path).is_ok_and(|is| is == files));
        let fits = || is_sealed && (!changed.into_inner() || Seal::fitting(&path, origin).is_some());
        if is_whole && closed.is_ok() && !fits() {
            // Without it the next opening takes longer.
            let _ = Seal::put(&path, origin, durable, tally, u64::MAX, &disk);
        }
    }

    /// Writes an image of the index where the last one lies too far behind.
    fn keep_image(&self) -> Result<()> {
        let State { origin, pages, durable, .. } = *self.state();
        if !image::is_due(&self.path, origin, pages, durable) {
            return Ok(());
        }
        guarded(|| {
            let all = self.db.range(FIRST..).map(|entry| entry.map_err(Into::into).and_then(index::lying));
            image::write(&self.path, origin, pages, durable, all)
        })
    }
}
