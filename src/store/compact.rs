//! Compaction: sled doesn't give room back, so an archive that has grown far past what it holds is copied afresh and the
//! copy put in its place.
//!
//! The copy is made beside it, in the thread that follows, while the archive stands still; then two renames swap them. Died
//! in between, either is there, or none: then the old one is put back, or the archive built anew.

use std::io;
use std::path::{Path, PathBuf};

use super::Store;
use super::archive::{Archive, Broken};
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::journal::Position;
use super::opening::{Kept, Place};
use super::seal::{self, Seal};
use super::session::Inner;

/// What compaction came to, in bytes of the archive's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    pub before: u64,
    pub after: u64,
}

/// So many times its content an archive may grow before it is copied afresh.
const GROWN: u64 = 3;
/// What is smaller than this isn't worth it.
const FLOOR: u64 = 16 << 20;

impl Store {
    /// Copies the archive afresh where it has grown far past what it holds, or where it is wanted (`force`); says what came
    /// of it, if anything was done. `going_on` is told now and then how many entries are copied, and says whether to go on.
    ///
    /// # Errors
    /// `Busy` where another process has the archive and doesn't let it go; `Stopped` where `going_on` says no. The archive is as it was then.
    pub fn compact(&self, force: bool, going_on: impl Fn(u64) -> bool + Send + 'static) -> Result<Option<Compacted>> {
        self.inner.compact(force, going_on)
    }
}

impl Inner {
    pub(super) fn compact(
        &self,
        force: bool,
        going_on: impl Fn(u64) -> bool + Send + 'static,
    ) -> Result<Option<Compacted>> {
        self.require_writable()?;
        let reading = self.mending(|| self.own_reading())?;
        let is_own = matches!(&*self.keeping(), Some(Kept { place: Place::Own(_), .. }));
        drop(reading);
        if !is_own {
            return Err(StoreError::Unwritable {
                path: self.dir.clone(),
                source: io::ErrorKind::ReadOnlyFilesystem.into(),
            });
        }
        let layout = self.session().layout.clone();
        let (path, copy) = (layout.archive(), beside(&layout.archive(), "new"));
        let (disk, to) = (self.disk.clone(), copy.clone());
        let copied = self.still(move |archive, at| copy_where_grown(archive, at, &to, force, &going_on, &disk))?;
        match copied {
            Ok(None) => Ok(None),
            Ok(Some(before)) => {
                self.swap(&path, &copy)?;
                let after = Seal::size(&path).map_err(at(&path))?;
                Ok(Some(Compacted { before, after }))
            }
            Err(Stop::Archive(broken)) => {
                discard(&copy, &self.disk);
                Err(self.unusable(broken))
            }
            Err(Stop::Stopped) => {
                discard(&copy, &self.disk);
                Err(StoreError::Stopped)
            }
        }
    }

    /// Puts the copy in the archive's place. Whoever reads meanwhile waits.
    fn swap(&self, path: &Path, copy: &Path) -> Result<()> {
        let mut keeping = self.keeping();
        let Some(Kept { open, place }) = keeping.take() else {
            discard(copy, &self.disk);
            return Ok(());
        };
        open.finish();
        let is_same = self.session().layout.archive() == path;
        let swapped = if is_same { put_in_place(path, copy, &self.disk) } else { Ok(()) };
        discard(copy, &self.disk);
        // Opened at once, so that what was committed meanwhile comes into it; else it is when it is needed.
        if let Place::Own(_) = place {
            *keeping = Some(Kept { open: self.open_own()?, place });
        }
        swapped
    }
}

/// Why a copy wasn't made.
enum Stop {
    Archive(Broken),
    Stopped,
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Archive(broken)
    }
}

/// Copies the archive, if that is worth it; says how many bytes its files have.
fn copy_where_grown(
    archive: &Archive,
    at: Position,
    to: &Path,
    force: bool,
    going_on: &dyn Fn(u64) -> bool,
    disk: &Disk,
) -> std::result::Result<Option<u64>, Stop> {
    let before = Seal::size(archive.path()).map_err(Broken::from)?;
    // A fresh copy is longer than what it holds, too: one that has hardly grown since isn't copied again.
    let has_grown = before / GROWN >= archive.packed() && before / 3 * 2 >= archive.fresh();
    if !force && (before < FLOOR || !has_grown) {
        return Ok(None);
    }
    discard(to, disk);
    disk.create_dir(to).map_err(Broken::from)?;
    if !archive.copy_afresh(to, at, going_on)? {
        return Err(Stop::Stopped);
    }
    Ok(Some(before))
}

/// What lies beside the archive under its name with this behind it.
fn beside(path: &Path, what: &str) -> PathBuf {
    path.with_extension(what)
}

/// The old one goes aside, the new one into its place; its seal, which tells of other files until then, follows.
fn put_in_place(path: &Path, copy: &Path, disk: &Disk) -> Result<()> {
    let old = beside(path, "old");
    let dir = path.parent().unwrap_or(path);
    let renamed = disk.rename(path, &old).and_then(|()| disk.rename(copy, path));
    let renamed = renamed.and_then(|()| disk.sync_dir(dir));
    if let Err(error) = renamed {
        if !path.exists() {
            // Where that fails too it is done at the next opening.
            let _ = disk.rename(&old, path);
        }
        return Err(at(path)(error));
    }
    // Without it the next opening takes longer.
    let _ = disk.rename(&seal::place(copy), &seal::place(path));
    let _ = disk.remove_dir(&old);
    Ok(())
}

fn discard(copy: &Path, disk: &Disk) {
    if copy.exists() {
        let _ = disk.remove_dir(copy);
    }
    let seal = seal::place(copy);
    if seal.exists() {
        let _ = disk.remove(&seal);
    }
}

/// Clears away what a compaction left that died; the keeper does that, before the archive in `path` is opened.
pub(super) fn clear(path: &Path, disk: &Disk) {
    let (old, copy) = (beside(path, "old"), beside(path, "new"));
    if !path.exists() && old.exists() {
        let _ = disk.rename(&old, path);
    }
    discard(&copy, disk);
    discard(&old, disk);
}
