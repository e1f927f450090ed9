//! Backups: the whole store in one file, under `backups/` or wherever it is wanted.
//!
//! Owns writing one from the archive standing still, reading it back before it counts, their names, and which of them stay.
//! The file's format is `snapshot`'s, bringing one back `restore`'s.

mod names;
mod prune;

use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

pub use self::names::Reason;
use super::archive::{Archive, Broken};
use super::counts::Counts;
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::following::Unread;
use super::journal::Position;
use super::layout::{Layout, require_private};
use super::scratch::Scratch;
use super::session::Inner;
use super::snapshot::{Head, STRIDE, Snapshot, Writer};
use super::verify::Subject;
use super::{Seq, Store, layout, place};

/// What a long work is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Records are written to a backup.
    Writing,
    /// What was written is read back.
    Checking,
    /// A backup is read and compared.
    Reading,
    /// The store is built from it.
    Building,
    /// The store is looked through.
    Verifying(Subject),
    /// The archive is copied afresh.
    Compacting,
    /// A file that is to be imported is read, of so many records.
    ReadingFile(u64),
    /// What stands in it is brought in, in so many records.
    Importing(u64),
    /// It is brought up to the journal.
    Following,
    /// What happened is read, to be counted.
    Counting,
}

/// Is told now and then how many records a step has done, and says whether to go on.
pub type GoingOn = Arc<dyn Fn(Step, u64) -> bool + Send + Sync>;

/// A backup as its file tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Backup {
    pub path: PathBuf,
    pub reason: Reason,
    pub at: DateTime<FixedOffset>,
    /// The store that it is of.
    pub store: Uuid,
    /// The version that wrote it.
    pub version: String,
    /// The last set that is in it.
    pub seq: Seq,
    pub generation: u64,
    pub counts: Counts,
    pub bytes: u64,
}

impl Backup {
    /// A name for a backup of this moment that nothing in `dir` has.
    pub fn free_name(dir: &Path, at: DateTime<FixedOffset>) -> PathBuf {
        names::free(dir, Reason::Kept, at)
    }
}

/// What lies under `backups/`.
#[derive(Debug, Default)]
pub struct Backups {
    /// The latest first, by what is in them. Only their heads were read.
    pub good: Vec<Backup>,
    /// What bears a backup's name and isn't one that can be used here, and why.
    pub unusable: Vec<(PathBuf, StoreError)>,
}

impl Store {
    /// Writes a backup under `backups/`, or to the file `target`, whose place it takes: all or nothing, read back before it
    /// counts. Backups that are no longer wanted go.
    ///
    /// # Errors
    /// `Stopped` where `going_on` says no; whatever keeps it from being written.
    pub fn back_up(&self, target: Option<&Path>, going_on: &GoingOn) -> Result<Backup> {
        self.inner.back_up(target, Reason::Kept, going_on)
    }

    /// Writes a backup to `out`, once it is whole and was read back.
    pub fn back_up_to(&self, out: &mut dyn Write, going_on: &GoingOn) -> std::result::Result<Counts, BackupError> {
        self.inner.back_up_to(out, going_on)
    }

    /// What lies under `backups/`.
    pub fn backups(&self) -> Backups {
        list(&self.inner.dir)
    }

    /// The directory for backups; there is none before the first.
    pub fn backups_dir(&self) -> PathBuf {
        layout::backups(&self.inner.dir)
    }
}

/// Why a backup could not be given out.
#[derive(Debug)]
pub enum BackupError {
    Store(StoreError),
    Output(io::Error),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Inner {
    pub(super) fn back_up(&self, target: Option<&Path>, reason: Reason, going_on: &GoingOn) -> Result<Backup> {
        let path = match target {
            Some(path) => path.to_owned(),
            None => {
                let dir = self.backups_dir()?;
                prune::clear(&dir, &self.disk);
                names::free(&dir, reason, self.disk.now())
            }
        };
        let mut writer = self.write_backup(&path, going_on)?;
        writer.check(&|read| going_on(Step::Checking, read))?;
        writer.finish()?;
        let backup = read(&path)?;
        if target.is_none() && reason == Reason::Kept {
            prune::prune(&self.dir, &backup, &self.disk);
        }
        Ok(backup)
    }

    fn back_up_to(&self, out: &mut dyn Write, going_on: &GoingOn) -> std::result::Result<Counts, BackupError> {
        // Not in the store: there may be no room, or nothing can be written.
        let scratch = Scratch::make().map_err(at(&std::env::temp_dir()))?;
        let path = names::free(scratch.dir(), Reason::Kept, self.disk.now());
        let mut writer = self.write_backup(&path, going_on)?;
        writer.check(&|read| going_on(Step::Checking, read))?;
        let made = writer.made_at().to_owned();
        let mut file = File::open(&made).map_err(at(&made))?;
        io::copy(&mut file, out).and_then(|_| out.flush()).map_err(BackupError::Output)?;
        Ok(writer.counts())
    }

    /// The directory for backups, made if there is none.
    fn backups_dir(&self) -> Result<PathBuf> {
        backups_dir(&self.dir, &self.disk)
    }

    /// Writes all records to what is to be the file at `path`. An archive found damaged is built anew, once.
    fn write_backup(&self, path: &Path, going_on: &GoingOn) -> Result<Writer> {
        for _ in 0..2 {
            let (to, disk, going_on) = (path.to_owned(), self.disk.clone(), going_on.clone());
            let write = move |archive: &Archive, position| write(archive, position, &to, &disk, &going_on);
            match self.still(write)? {
                Err(Unread::Archive(Broken::Damaged(what))) => self.distrust_archive(what)?,
                written => return written.map_err(|error| self.unread(error)),
            }
        }
        Err(StoreError::damaged(&self.session().layout.archive(), "it can't be read even when it is built anew"))
    }
}

fn write(
    archive: &Archive,
    position: Position,
    path: &Path,
    disk: &Disk,
    going_on: &GoingOn,
) -> std::result::Result<Writer, Unread> {
    let head = Head { at: disk.now(), ..Head::new(archive.origin(), position) };
    let mut writer = Writer::create(path, &head, disk)?;
    for (number, record) in (0..).zip(archive.all()) {
        writer.push(&record?)?;
        if number % STRIDE == 0 && !going_on(Step::Writing, number) {
            return Err(StoreError::Stopped.into());
        }
    }
    Ok(writer)
}

/// The directory for the backups of the store in `store`, made if there is none.
fn backups_dir(store: &Path, disk: &Disk) -> Result<PathBuf> {
    let dir = layout::backups(store);
    place::require_there(store)?;
    if dir.exists() {
        require_private(&dir, true)?;
    } else {
        disk.create_dir(&dir).and_then(|()| disk.sync_dir(store)).map_err(at(&dir))?;
    }
    Ok(dir)
}

/// Where a backup of the store in `store` can be put.
pub(super) fn place(store: &Path, reason: Reason, disk: &Disk) -> Result<PathBuf> {
    Ok(names::free(&backups_dir(store, disk)?, reason, disk.now()))
}

/// The last set of a store that a backup of it knows; 0 where there is none.
pub(super) fn reached(layout: &Layout) -> Seq {
    let own = list(&layout.dir).good.into_iter().filter(|backup| backup.store == layout.origin.store);
    own.map(|backup| backup.seq).max().unwrap_or_default()
}

/// The backup at `path`, by its head.
pub(super) fn read(path: &Path) -> Result<Backup> {
    let snapshot = Snapshot::open(path)?;
    Ok(Backup {
        path: path.to_owned(),
        reason: names::reason(path).unwrap_or(Reason::Kept),
        at: snapshot.head.at,
        store: snapshot.head.origin.store,
        version: snapshot.head.version,
        seq: snapshot.head.position.seq,
        generation: snapshot.head.origin.generation,
        counts: snapshot.counts,
        bytes: fs::metadata(path).map_err(at(path))?.len(),
    })
}

/// What lies in a store's `backups/`. What bears another name than a backup's isn't looked at.
pub(super) fn list(dir: &Path) -> Backups {
    let mut found = Backups::default();
    for entry in fs::read_dir(layout::backups(dir)).into_iter().flatten().flatten() {
        let path = entry.path();
        if names::reason(&path).is_none() {
            continue;
        }
        match read(&path) {
            Ok(backup) => found.good.push(backup),
            Err(error) => found.unusable.push((path, error)),
        }
    }
    // Sets are numbered on and on, whatever the clock says.
    found.good.sort_by_key(|one| Reverse((one.seq, one.generation, one.at)));
    found.unusable.sort_by_key(|(path, _)| Reverse(path.clone()));
    found
}
