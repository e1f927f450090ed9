//! The archive: all full records and timelines. It follows the journal and can be built from it at any time; so what goes wrong
//! with it costs time, never truth. Only here is sled named.
//!
//! Entries: kind‖id → record; 0x80‖whose‖moment‖kind‖id → nothing, a timeline's entry. Neighbours stand packed in pages, which
//! lie in a file of their own (`page_file`); sled is the index of it: the first key of each page → where it lies (`put`
//! changes both, `shelf` reads). Beside that, 0 → the state: where it belongs, how far it is durable, and the tally of all entries.
//! The tally changes in one batch with what it counts, which sled recovers whole or not at all; so wherever a crash leaves the
//! archive, counting all shows whether it is sound. Closed in order it is sealed, and trusted without counting where the seal
//! fits; an `image` of its index lets whoever only asks something read it without opening sled.

mod bringing;
mod broken;
mod image;
mod index;
mod marking;
pub(super) mod page;
mod page_file;
mod put;
mod records;
mod shelf;
mod sorting;
mod state;
mod whole;

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use sled::Db;

pub(super) use self::broken::{Broken, Result};
pub(super) use self::image::{INDEX, at_rest};
pub(super) use self::page_file::PAGES;
use self::page_file::PageFile;
pub(super) use self::shelf::Shelf;
pub(super) use self::sorting::Sorting;
use self::state::{FORM, State};
use super::Seq;
use super::codec::ENTRY;
use super::disk::Disk;
use super::guard::{guarded, within};
use super::journal::Position;
use super::layout::Origin;
use super::seal::{self, Seal, Stat, Trust};
use super::tally::Tally;

pub(super) struct Archive {
    db: Db,
    /// What is read of it.
    shelf: Arc<Shelf>,
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

/// Under which its state lies.
const STATE: &[u8] = &[0];
/// Before the keys of all entries, and behind them.
const FIRST: &[u8] = &[1];
const LAST: &[u8] = &[u8::MAX];
const CACHE: u64 = 64 << 20;
/// How long another process may take to let go of sled's files.
const PATIENCE: Duration = Duration::from_secs(1);

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
        let state = guarded(|| match db.get(STATE)? {
            Some(state) => State::read(&state).map(Some),
            None if db.is_empty() && db.tree_names().len() < 2 => Ok(None),
            None => Err(Broken::damaged("it doesn't say what it holds")),
        })?;
        let (state, pages) = match state {
            Some(state) if state.origin != origin => return Err(Broken::damaged("it belongs to another store")),
            Some(state) if state.form != FORM => return Err(Broken::Older(state.touched)),
            Some(state) => (state, PageFile::open(path, state.pages, true)?),
            None => {
                let pages = PageFile::create(path)?;
                (State::new(origin, pages.id()), pages)
            }
        };
        Ok(Self {
            shelf: Arc::new(Shelf { index: Box::new(db.clone()), pages }),
            db,
            state: Mutex::new(state),
            path: path.to_owned(),
            disk: disk.clone(),
            passing: false,
            sealed: Mutex::default(),
            changed: AtomicBool::new(false),
            doubted: AtomicBool::new(false),
        })
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

    /// What is read of it.
    pub fn shelf(&self) -> &Arc<Shelf> {
        &self.shelf
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

#[cfg(test)]
mod tests;
