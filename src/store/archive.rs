//! The archive: all full records and timelines in sled. It follows the journal and can be built from it at any time; so
//! sled's flaws cost time, never truth. Only here is sled named.
//!
//! Entries: kind‖id → record; 0x80‖whose‖moment‖kind‖id → nothing, a timeline's entry. Neighbours stand packed in `pages`,
//! each of which is one key of sled's. Beside them, 0 → the state: where it belongs, how far it is durable, and the tally of
//! all entries. The tally changes in one batch with what it counts, which sled recovers whole or not at all; so wherever a
//! crash leaves the archive, counting all shows whether it is sound. Closed in order it is sealed, and trusted without
//! counting where the seal fits.

mod broken;
pub(super) mod page;
mod pages;
mod records;
mod sorting;
mod whole;

use std::cell::Cell;
use std::fs::{self, File, Permissions};
use std::io;
use std::iter::Peekable;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sled::{Batch, Db};

pub(super) use self::broken::{Broken, Result};
use self::pages::Sums;
use self::sorting::Becomes;
pub(super) use self::sorting::Sorting;
use super::Seq;
use super::codec::ENTRY;
use super::disk::Disk;
use super::guard::{guarded, within};
use super::journal::Position;
use super::layout::Origin;
use super::seal::{self, Seal, Stat, Trust};
use super::tally::Tally;
use crate::domain::change::Change;

pub(super) struct Archive {
    db: Db,
    state: Mutex<State>,
    path: PathBuf,
    disk: Disk,
    /// It need not outlive a crash.
    passing: bool,
    /// Its files where they are as they were sealed; none as long as something of it isn't, or it isn't known.
    sealed: Mutex<Option<Vec<Stat>>>,
    /// Something of it was changed since it was opened.
    changed: AtomicBool,
    /// It was in use last, and is to be counted through.
    doubted: AtomicBool,
}

/// What lies under [`STATE`].
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct State {
    /// How entries lie in sled: [`FORM`].
    #[serde(default)]
    form: u32,
    origin: Origin,
    /// All sets up to here are in it and on the disk.
    durable: Position,
    /// All sets up to here are in it, be it not on the disk.
    #[serde(default)]
    whole: Seq,
    /// The last set of which anything is in it.
    touched: Seq,
    tally: Tally,
    /// Bytes of all pages.
    #[serde(default)]
    packed: u64,
    /// How long its files were when it was copied afresh; 0 if it never was.
    #[serde(default)]
    fresh: u64,
}

impl State {
    fn new(origin: Origin) -> Self {
        Self {
            form: FORM,
            origin,
            durable: Position::START,
            whole: 0,
            touched: 0,
            tally: Tally::default(),
            packed: 0,
            fresh: 0,
        }
    }
}

/// Entries in pages. Before that each was a key of sled's.
const FORM: u32 = 1;
const STATE: &[u8] = &[0];
/// Before the keys of all entries, and behind them.
const FIRST: &[u8] = &[1];
const LAST: &[u8] = &[u8::MAX];
const CACHE: u64 = 64 << 20;
/// How long another process may take to let go of sled's files.
const PATIENCE: Duration = Duration::from_secs(1);
/// So many pages are changed at once: sled takes far more memory for larger batches than they are long.
const PAGES: usize = 64;
/// So many batches may wait to be written: sled takes in whatever comes, and what it has dropped meanwhile it can use again only
/// when that is written.
const BATCHES: usize = 32;
/// So much of sled's log is read to seal an archive that goes on being used.
const SEALED_IN_USE: u64 = 32 << 20;

impl Archive {
    /// Opens the archive in `path`, makes it where there is none. The directory must be there. Where its files aren't as
    /// they were sealed it is counted through first; where somebody died at work with it, that is still to be done.
    pub fn open(path: &Path, origin: Origin, disk: &Disk) -> Result<Self> {
        let until = Instant::now() + PATIENCE;
        let archive = loop {
            // What is damaged may keep sled busy for ever: it is left alone then.
            let trust = if seal::is_empty(path) { Trust::Sealed(Vec::new()) } else { Seal::trust(path, origin) };
            let (of_thread, with) = (path.to_owned(), disk.clone());
            let opened = match trust {
                Trust::Sealed(files) => Self::open_unchecked(path, origin, disk).map(|archive| {
                    let sealed = Mutex::new(Some(files).filter(|files| !files.is_empty()));
                    Self { sealed, ..archive }
                }),
                Trust::InUse => within(path, move || {
                    let archive = Self::open_unchecked(&of_thread, origin, &with)?;
                    Ok(Self { doubted: true.into(), ..archive })
                }),
                Trust::Unknown => within(path, move || {
                    let archive = Self::open_unchecked(&of_thread, origin, &with)?;
                    archive.count(&|| true).map(|_| archive)
                }),
            };
            match opened {
                Err(Broken::Locked) if Instant::now() < until => thread::sleep(Duration::from_millis(20)),
                opened => break opened?,
            }
        };
        archive.make_private();
        Ok(archive)
    }

    /// The same without patience and without counting it through: where that is done afterwards, or all is to be taken that
    /// can be had.
    pub fn open_unchecked(path: &Path, origin: Origin, disk: &Disk) -> Result<Self> {
        let config = sled::Config::new().path(path).cache_capacity(CACHE).flush_every_ms(None);
        let db = guarded(|| Ok(config.open()?))?;
        let (path, disk) = (path.to_owned(), disk.clone());
        let state = guarded(|| match db.get(STATE)? {
            Some(state) => rmp_serde::from_slice(&state).map_err(Broken::damaged),
            None if db.is_empty() && db.tree_names().len() < 2 => Ok(State::new(origin)),
            None => Err(Broken::damaged("it doesn't say what it holds")),
        })?;
        if state.origin != origin {
            return Err(Broken::damaged("it belongs to another store"));
        }
        if state.form != FORM {
            return Err(Broken::Older(state.touched));
        }
        let (sealed, changed, doubted) = (Mutex::default(), AtomicBool::new(false), AtomicBool::new(false));
        Ok(Self { db, state: Mutex::new(state), path, disk, passing: false, sealed, changed, doubted })
    }

    /// The same for one that need not outlive a crash: nothing of it is synced or sealed.
    pub fn open_passing(path: &Path, origin: Origin) -> Result<Self> {
        Ok(Self { passing: true, ..Self::open_unchecked(path, origin, &Disk::default())? })
    }

    /// Whether it need not outlive a crash.
    pub fn is_passing(&self) -> bool {
        self.passing
    }

    /// A copy of the archive in `from`, made at `to`, which must not be there; opened, not counted through. The original is
    /// only read.
    pub fn open_copy(from: &Path, to: &Path, origin: Origin, disk: &Disk) -> Result<Self> {
        copy(from, to, disk)?;
        let (to, disk) = (to.to_owned(), disk.clone());
        within(from, move || Self::open_unchecked(&to, origin, &disk))
    }

    /// From the next mark on it belongs there.
    pub fn give_to(&self, origin: Origin) {
        self.state().origin = origin;
    }

    /// sled makes its files as the umask says; the directory keeps others out, and so do the files.
    fn make_private(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if let Ok(meta) = entry.metadata()
                && meta.permissions().mode() & 0o077 != 0
            {
                let mode = if meta.is_dir() { 0o700 } else { 0o600 };
                let _ = fs::set_permissions(entry.path(), Permissions::from_mode(mode));
            }
        }
    }

    /// Where it belongs.
    pub fn origin(&self) -> Origin {
        self.state().origin
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is durable; the start where it is new.
    pub fn durable(&self) -> Position {
        self.state().durable
    }

    /// The last set of which anything is in it, be it not all or not durable.
    pub fn touched(&self) -> Seq {
        self.state().touched
    }

    /// All sets up to here are in it, be it not durable.
    pub fn whole(&self) -> Seq {
        let state = self.state();
        state.whole.max(state.durable.seq)
    }

    /// What it holds.
    pub fn tally(&self) -> Tally {
        self.state().tally
    }

    /// Bytes of what it holds, packed.
    pub fn packed(&self) -> u64 {
        self.state().packed
    }

    /// How long its files were when it was copied afresh; 0 if it never was.
    pub fn fresh(&self) -> u64 {
        self.state().fresh
    }

    /// Where its files lie.
    pub fn path(&self) -> &Path {
        &self.path
    }

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
            guarded(|| Ok(self.db.insert(STATE, packed(&state)?).map(drop)?))?;
            *self.state() = state;
        }
        Ok(())
    }

    /// Brings in what entries are to become, in the order of their keys, with the tally of it; `false` where `going_on`, which
    /// is told how many were brought in, says no.
    fn pour(
        &self,
        changes: &mut Peekable<impl Iterator<Item = Becomes>>,
        set: Seq,
        going_on: &dyn Fn(u64) -> bool,
    ) -> Result<bool> {
        let count = Cell::new(0);
        let mut changes = changes.inspect(|_| count.set(count.get() + 1)).peekable();
        for number in 1.. {
            if changes.peek().is_none() {
                break;
            }
            let before = *self.state();
            let (mut batch, mut sums) = (Batch::default(), Sums { tally: before.tally, packed: before.packed });
            for _ in 0..PAGES {
                pages::put(&self.db, &mut changes, &mut batch, &mut sums)?;
            }
            let Sums { tally, packed: pages } = sums;
            let state = State { touched: before.touched.max(set), tally, packed: pages, ..before };
            if (state.touched, state.tally) != (before.touched, before.tally) {
                self.begin();
                batch.insert(STATE, packed(&state)?);
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

    fn files(&self) -> MutexGuard<'_, Option<Vec<Stat>>> {
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
        guarded(|| Ok(self.db.insert(STATE, packed(&state)?).map(drop)?))?;
        *self.state() = state;
        self.sync()?;
        self.make_private();
        self.seal(SEALED_IN_USE);
        Ok(())
    }

    /// sled's own flush doesn't reach the disk.
    fn sync(&self) -> Result<()> {
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
        let Self { db, state, path, disk, passing, sealed, changed, doubted } = self;
        let State { origin, durable, touched, tally, .. } = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let sealed = sealed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let closed = guarded(|| {
            drop(db);
            Ok(())
        });
        let is_whole = !passing && !doubted.into_inner() && closed.is_ok() && touched == durable.seq;
        let is_sealed = sealed.is_some_and(|files| seal::stats(&path).is_ok_and(|is| is == files));
        let fits = || is_sealed && (!changed.into_inner() || Seal::fitting(&path, origin).is_some());
        if is_whole && !fits() {
            // Without it the next opening takes longer.
            let _ = Seal::put(&path, origin, durable, tally, u64::MAX, &disk);
        }
    }
}

/// Copies the directory of an archive that nobody has open to one that isn't there.
pub(super) fn copy(from: &Path, to: &Path, disk: &Disk) -> io::Result<()> {
    disk.create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() { copy(&from, &to, disk) } else { disk.copy(&from, &to) }?;
    }
    Ok(())
}

fn packed(state: &State) -> Result<Vec<u8>> {
    rmp_serde::to_vec_named(state).map_err(Broken::damaged)
}

#[cfg(test)]
mod tests;
