//! A scratch archive: where the store's own is in other hands, or its directory can't be written, the records are read from
//! an archive in a private temporary directory, brought up from the truth. It goes with whoever made it; what dead
//! processes left is cleared away. Nothing of it lies in the store.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use uuid::Uuid;

use super::archive::{self, Archive, Result};
use super::disk::Disk;
use super::journal::Position;
use super::layout::Layout;
use super::lock;
use super::seal::Seal;

/// What the directories' names begin with.
const NAME: &str = "touchbase-scratch-";
/// A directory without its lock that is younger may just be made.
const YOUNG: Duration = Duration::from_secs(60);

/// This process's directories, for whoever ends it without coming back to those who made them.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes this process's scratch archives, which ends.
pub(super) fn leave() {
    for dir in live().drain(..) {
        let _ = fs::remove_dir_all(dir);
    }
}

/// A directory of this process's own. It is removed when this goes.
pub(super) struct Scratch {
    dir: PathBuf,
    _lock: File,
}

impl Scratch {
    pub fn make() -> io::Result<Self> {
        let temporary = std::env::temp_dir();
        clear(&temporary);
        let dir = temporary.join(format!("{NAME}{}", Uuid::now_v7()));
        DirBuilder::new().mode(0o700).create(&dir)?;
        let locked = File::create(dir.join("lock")).and_then(|file| file.lock().map(|()| file));
        match locked {
            Ok(lock) => {
                live().push(dir.clone());
                Ok(Self { dir, _lock: lock })
            }
            Err(error) => {
                let _ = fs::remove_dir_all(&dir);
                Err(error)
            }
        }
    }

    /// Where it lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A copy in it of an archive that nobody has open, which is only read; says where it lies.
    pub fn copy(&self, from: &Path) -> io::Result<PathBuf> {
        let path = self.dir.join("archive");
        archive::copy(from, &path, &Disk::default())?;
        Ok(path)
    }

    /// The archive in it, to be brought up to `end`: a copy of the store's own where that is sound and nobody has it, else, or
    /// where a `fresh` one is wanted, a new one.
    pub fn archive(&self, layout: &Layout, end: Position, fresh: bool) -> Result<Archive> {
        let (own, path) = (layout.archive(), self.dir.join("archive"));
        let copied = !fresh && copy_sound(&own, &path, layout, end).unwrap_or_default();
        let opened = copied.then(|| Archive::open_passing(&path, layout.origin).ok()).flatten();
        match opened {
            Some(archive) if archive.touched() <= end.seq => Ok(archive),
            opened => {
                drop(opened);
                let _ = fs::remove_dir_all(&path);
                DirBuilder::new().mode(0o700).create(&path)?;
                Archive::open_passing(&path, layout.origin)
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What can't be removed now is cleared away later.
        let _ = fs::remove_dir_all(&self.dir);
        live().retain(|dir| *dir != self.dir);
    }
}

/// Copies the store's archive, if it is as it was sealed and nobody has it open; says whether it did.
fn copy_sound(own: &Path, path: &Path, layout: &Layout, end: Position) -> io::Result<bool> {
    let held = File::open(own.join("db"))?;
    if held.try_lock_shared().is_err() {
        return Ok(false);
    }
    let is_sound = Seal::fitting(own, layout.origin).is_some_and(|seal| seal.durable.seq <= end.seq);
    if is_sound {
        archive::copy(own, path, &Disk::default())?;
    }
    Ok(is_sound)
}

/// Removes what dead processes of this user left.
fn clear(temporary: &Path) {
    let me = rustix::process::geteuid().as_raw();
    for entry in fs::read_dir(temporary).into_iter().flatten().flatten() {
        if !entry.file_name().as_encoded_bytes().starts_with(NAME.as_bytes()) {
            continue;
        }
        let Ok(meta) = fs::symlink_metadata(entry.path()) else { continue };
        if !meta.is_dir() || meta.uid() != me {
            continue;
        }
        let is_dead = match File::open(entry.path().join("lock")) {
            Ok(file) => lock::try_lock(&file).unwrap_or_default(),
            Err(_) => meta.modified().is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > YOUNG)),
        };
        if is_dead {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
