//! The lock that is held for the moment of a commit, and the witness in it: how far the journal reached when the last
//! commit ended. The witness isn't synced, so it never names what isn't safe, and may lag after a power cut. Behind it stands
//! which process took the lock last, so that one that never lets it go is named.
//!
//! A lock holds only while its file lies in the store: one that was moved away with it, or whose place another took, isn't
//! what others wait for.

mod wait;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use self::wait::Wait;
pub(super) use self::wait::between_commits;
use super::disk::Disk;
use super::error::{Result, at, writing};
use super::journal::Position;
use super::layout::{Layout, Origin};
use super::line::{checked, sealed};
use super::place;
use super::process::Process;

/// Every witness is padded to this length, so that one overwrites the other whole.
const WITNESS: usize = 256;

/// Bytes behind it in which the holder's name stands.
const NAME: usize = 128;

/// So long a commit waits for whoever else commits. It takes less than a millisecond where nothing is wrong.
const PATIENCE: Duration = Duration::from_secs(2);

/// So long after it was waited for in vain it is hardly waited for again.
const REST: Duration = Duration::from_secs(1);
const HARDLY: Duration = Duration::from_millis(50);

/// So long is waited for what may be long work under the lock, such as mending.
const LONG_PATIENCE: Duration = Duration::from_secs(60);

#[derive(Serialize, Deserialize)]
struct Witness {
    #[serde(flatten)]
    origin: Origin,
    #[serde(flatten)]
    end: Position,
    /// The newest moment of any id in the store, in Unix milliseconds, as far as it is known.
    #[serde(default)]
    newest: u64,
}

#[derive(Clone)]
pub(super) struct CommitLock {
    file: Arc<File>,
    path: PathBuf,
    wait: Arc<Wait>,
    /// By which a holder writes its name. `None` where nothing is to be written.
    disk: Option<Disk>,
}

/// While it lives nobody else commits.
pub(super) struct Held(CommitLock);

impl CommitLock {
    fn path(dir: &Path) -> PathBuf {
        dir.join("lock")
    }

    /// Opens the lock, makes it where there is none.
    pub fn create(dir: &Path, disk: &Disk) -> Result<Self> {
        let path = Self::path(dir);
        let file = disk.open(&path).map_err(writing(dir))?;
        Ok(Self::of(file, path, Some(disk)))
    }

    fn of(file: File, path: PathBuf, disk: Option<&Disk>) -> Self {
        Self { file: Arc::new(file), path, wait: Arc::default(), disk: disk.cloned() }
    }

    /// Opens the lock; where there is none it is made, unless the store itself is gone.
    pub fn open(dir: &Path, disk: &Disk) -> Result<Self> {
        let path = Self::path(dir);
        disk.permit(&path).map_err(writing(dir))?;
        match OpenOptions::new().read(true).write(true).open(&path) {
            Ok(file) => Ok(Self::of(file, path, Some(disk))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                place::require_there(dir)?;
                Self::create(dir, disk)
            }
            Err(error) => Err(writing(dir)(error)),
        }
    }

    /// Opens the lock to wait for whoever commits, not to commit. `None` where there is none: then nobody does.
    pub fn open_to_wait(dir: &Path) -> Option<Self> {
        let path = Self::path(dir);
        // Whom nothing is allowed but reading must wait as well.
        let file = OpenOptions::new().read(true).write(true).open(&path).or_else(|_| File::open(&path)).ok()?;
        Some(Self::of(file, path, None))
    }

    /// Waits until nobody else commits. After an error it may be tried again, and isn't behind those who came later.
    ///
    /// # Errors
    /// `Saving` where somebody has not come to an end for 2 s; for a second more it is said at once.
    pub fn hold(&self) -> Result<Held> {
        let patience = if self.wait.gave_up_within(REST) { HARDLY } else { PATIENCE };
        if self.is_taken_within(patience)? { Ok(self.held()) } else { Err(self.holder().into()) }
    }

    /// The same where another process's long work is worth waiting for: a minute, unless that process is stopped.
    pub fn hold_through_work(&self) -> Result<Held> {
        let give_up = Instant::now() + LONG_PATIENCE;
        while !self.is_taken_within(PATIENCE)? {
            let holder = self.holder();
            if holder.is_stopped() || Instant::now() > give_up {
                return Err(holder.into());
            }
        }
        Ok(self.held())
    }

    /// Whether it is what others wait for.
    pub fn is_in_place(&self) -> bool {
        place::is_in_place(&self.file, &self.path)
    }

    fn is_taken_within(&self, patience: Duration) -> Result<bool> {
        self.wait.take(&self.file, patience).map_err(at(&self.path))
    }

    /// Writes this process's name behind the witness, unless it stands there. Where it can't be written, another may be named
    /// in its place: nothing else depends on it.
    fn held(&self) -> Held {
        if let Some(disk) = &self.disk {
            let mut there = [0; NAME];
            let length = self.file.read_at(&mut there, WITNESS as u64).unwrap_or_default();
            let name = Process::own().padded(NAME);
            if there[..length] != name[..] {
                let front =
                    if self.file.metadata().is_ok_and(|meta| meta.len() < WITNESS as u64) { WITNESS } else { 0 };
                let text = [vec![b' '; front], name].concat();
                let _ = disk.write_at(&self.file, &text, (WITNESS - front) as u64);
            }
        }
        Held(self.clone())
    }

    /// Who took the lock last, as far as that is known and they live.
    fn holder(&self) -> Process {
        let mut name = [0; NAME];
        let length = self.file.read_at(&mut name, WITNESS as u64).unwrap_or_default();
        Process::parse(&name[..length]).filter(Process::is_alive).unwrap_or_default()
    }

    /// Notes how far the journal reaches. Where it can't be noted, the journal is the truth all the same.
    pub fn note(&self, origin: Origin, end: Position, newest: u64, disk: &Disk) {
        if let Ok(mut line) = sealed(&Witness { origin, end, newest }) {
            line.resize(WITNESS, b' ');
            let _ = disk.write_at(&self.file, &line, 0);
        }
    }
}

impl Held {
    pub fn witness(&self, origin: Origin) -> Option<Position> {
        read(&self.0.file, origin)
    }

    /// Which generation was committed to last, and how far its journal reached.
    pub fn any_witness(&self) -> Option<(Origin, Position)> {
        any(&self.0.file).map(|witness| (witness.origin, witness.end))
    }

    /// Notes how far the journal reaches.
    pub fn note(&self, origin: Origin, end: Position, disk: &Disk) {
        let newest = any(&self.0.file).map_or(0, |witness| witness.newest);
        self.0.note(origin, end, newest, disk);
    }

    pub fn has_witness(&self) -> bool {
        is_written(&self.0.file)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        wait::let_go(&self.0.file);
    }
}

/// How far the journal reaches at the least, and the newest moment of any id; `None` if that isn't known.
pub(super) fn witness(layout: &Layout) -> Option<(Position, u64)> {
    let witness = any(&File::open(CommitLock::path(&layout.dir)).ok()?)?;
    (witness.origin == layout.origin).then_some((witness.end, witness.newest))
}

/// Which generation in `dir` was committed to last, where that is known.
pub(super) fn last(dir: &Path) -> Option<Origin> {
    any(&File::open(CommitLock::path(dir)).ok()?).map(|witness| witness.origin)
}

/// Whether something else than a witness stands in the lock in `dir`.
pub(super) fn is_illegible(dir: &Path) -> bool {
    File::open(CommitLock::path(dir)).is_ok_and(|file| any(&file).is_none() && is_written(&file))
}

/// Whether anything stands where the witness is to stand.
fn is_written(file: &File) -> bool {
    let mut front = [0; WITNESS];
    let length = file.read_at(&mut front, 0).unwrap_or_default();
    front[..length].iter().any(|byte| *byte != b' ')
}

fn read(file: &File, origin: Origin) -> Option<Position> {
    any(file).filter(|witness| witness.origin == origin).map(|witness| witness.end)
}

fn any(file: &File) -> Option<Witness> {
    let mut text = [0; WITNESS];
    let length = file.read_at(&mut text, 0).ok()?;
    let line = text[..length].split_inclusive(|byte| *byte == b'\n').next()?;
    serde_json::from_slice(checked(line)?).ok()
}

/// Shows others that the store in `dir` is on a screen, as long as the file is open. Its directory bears the lock, so that
/// nothing need be written; where a file system knows no such lock, nobody sees it.
pub(super) fn using(dir: &Path) -> Option<File> {
    let dir = File::open(dir).ok()?;
    dir.try_lock_shared().ok()?;
    Some(dir)
}

/// Whether the store in `dir` is on a screen other than that of `own`.
pub(super) fn is_used(dir: &Path, own: Option<&File>) -> bool {
    let opened = if own.is_none() { File::open(dir).ok() } else { None };
    let Some(dir) = own.or(opened.as_ref()) else { return false };
    let is_used = matches!(dir.try_lock(), Err(TryLockError::WouldBlock));
    if own.is_none() {
        let _ = dir.unlock();
    } else {
        // Others may look meanwhile, for a moment; one that is stopped in it isn't waited for.
        let is_shown = || dir.try_lock_shared().is_ok();
        let _ = is_shown() || (0..100).any(|_| pause() && is_shown());
    }
    is_used
}

fn pause() -> bool {
    thread::sleep(Duration::from_millis(1));
    true
}

/// Takes the lock on a file if nobody has it; says whether it did.
pub(super) fn try_lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
