//! Where the store's files lie, who may read them, and which generation is in force.
//!
//! `CURRENT` names the generation, the store's id and the format's version; it is made last and replaced by rename, so a
//! store is there whole or not at all.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::journal;
use super::line::{checked, parse, sealed};
use super::lock::CommitLock;

/// The version of the files' format.
pub(super) const FORMAT: u32 = 1;

/// What `CURRENT` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// Given at the store's making; every file carries it.
    pub store: Uuid,
    /// Which build-up of the store's files is in force.
    pub generation: u64,
}

#[derive(Serialize, Deserialize)]
struct Current {
    format: u32,
    /// The version that wrote it.
    touchbase: String,
    #[serde(flatten)]
    origin: Origin,
}

/// As much of `CURRENT` as every version to come must keep, besides its being one line with its checksum.
#[derive(Deserialize)]
struct AnyCurrent {
    format: u32,
    #[serde(default)]
    touchbase: String,
}

/// A store's directory in one generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub dir: PathBuf,
    pub origin: Origin,
    /// Whether it is being made.
    pub part: bool,
}

impl Layout {
    /// The generation in force in `dir`, which nobody else can read.
    pub fn read(dir: &Path) -> Result<Self> {
        let layout = Self::named(dir)?;
        require_private(&layout.generation(), true)?;
        require_private(&current(dir), false)?;
        Ok(layout)
    }

    /// The generation in force in `dir`, whoever can read it.
    pub fn named(dir: &Path) -> Result<Self> {
        match Self::of_any_form(dir)? {
            (_, form) if form < FORMAT => Err(StoreError::Older { path: dir.to_owned(), form }),
            (layout, _) => Ok(layout),
        }
    }

    /// The same also where it is of an older form, and of which.
    pub fn of_any_form(dir: &Path) -> Result<(Self, u32)> {
        let path = current(dir);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && holds_store(dir) => {
                return Err(StoreError::damaged(&path, "it is gone"));
            }
            read => read.map_err(at(&path))?,
        };
        let damaged = || StoreError::damaged(&path, "it does not name the generation in force");
        checked(&text).ok_or_else(damaged)?;
        let any: AnyCurrent = parse(&text).ok_or_else(damaged)?;
        if any.format > FORMAT {
            return Err(StoreError::Newer { path: dir.to_owned(), version: any.touchbase });
        }
        let current: Current = parse(&text).ok_or_else(damaged)?;
        let layout = Self { dir: dir.to_owned(), origin: current.origin, part: false };
        if layout.generation().exists() {
            Ok((layout, any.format))
        } else {
            Err(StoreError::damaged(&path, "it names a generation that isn't there"))
        }
    }

    /// The store in `dir`, made if there is none, unless that may only be read.
    pub fn open_or_create(dir: &Path, disk: &Disk) -> Result<Self> {
        if disk.is_read_only() {
            return Self::open(dir);
        }
        match fs::metadata(dir) {
            Ok(meta) if meta.is_dir() && is_foreign(dir) => return Err(StoreError::NoStore { path: dir.to_owned() }),
            Ok(_) => require_private(dir, true)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                disk.create_dir(dir).map_err(at(dir))?;
                if let Some(above) = dir.parent().filter(|above| !above.as_os_str().is_empty()) {
                    disk.sync_dir(above).map_err(at(above))?;
                }
            }
            Err(error) => return Err(at(dir)(error)),
        }
        if absent(&current(dir))? {
            if left_over(dir) {
                return Err(StoreError::Lost { path: dir.to_owned() });
            }
            Self::create(dir, disk)?;
        }
        Self::read(dir)
    }

    /// The store in `dir`; none is made.
    fn open(dir: &Path) -> Result<Self> {
        let absent = || StoreError::Absent { path: dir.to_owned() };
        if self::absent(dir)? {
            return Err(absent());
        }
        if dir.is_dir() && is_foreign(dir) {
            return Err(StoreError::NoStore { path: dir.to_owned() });
        }
        require_private(dir, true)?;
        match require_store(dir) {
            Err(StoreError::NoStore { .. }) => Err(absent()),
            there => there.and_then(|()| Self::read(dir)),
        }
    }

    /// Makes a store's files; what an earlier try left half made is made anew. Where there was a store whose `CURRENT`
    /// is gone nothing is touched.
    fn create(dir: &Path, disk: &Disk) -> Result<()> {
        let lock = CommitLock::create(dir, disk)?;
        let held = lock.hold_through_work()?;
        let path = current(dir);
        if path.exists() {
            return Ok(());
        }
        let origin = Origin { store: Uuid::now_v7(), generation: 1 };
        let layout = Self { dir: dir.to_owned(), origin, part: false };
        let others = generations(dir).into_iter().any(|number| number != origin.generation);
        if others || held.has_witness() || journal::has_sets(&layout.journal()) || layout.is_lived_in() {
            return Err(StoreError::damaged(&path, "the file that names the generation in force is gone"));
        }
        for made in [layout.generation(), layout.journal(), layout.sets(), drafts(dir)] {
            disk.create_dir(&made).map_err(at(&made))?;
        }
        journal::create(&layout, disk)?;
        for synced in [layout.journal(), layout.generation(), dir.to_owned()] {
            disk.sync_dir(&synced).map_err(at(&synced))?;
        }
        layout.put_in_force(disk)
    }

    /// Makes it the generation in force.
    pub fn put_in_force(&self, disk: &Disk) -> Result<()> {
        let path = current(&self.dir);
        let text = Current { format: FORMAT, touchbase: env!("CARGO_PKG_VERSION").to_owned(), origin: self.origin };
        let text = sealed(&text).map_err(|error| at(&path)(error.into()))?;
        disk.replace(&path, &self.dir.join("CURRENT.tmp"), &text).map_err(at(&path))
    }

    /// Whether more lies here than what a store begins with, be it that its journal is gone.
    fn is_lived_in(&self) -> bool {
        let is_there = |path: PathBuf| path.exists();
        let holds = |dir: PathBuf| fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
        [self.base(), self.side(), self.texts(), self.archive()].into_iter().any(is_there)
            || holds(self.sets())
            || self.generation().exists() && holds(backups(&self.dir))
    }

    pub fn generation(&self) -> PathBuf {
        self.dir.join(format!("{GENERATION}{}{}", self.origin.generation, if self.part { PART } else { "" }))
    }

    pub fn journal(&self) -> PathBuf {
        self.generation().join("journal")
    }

    pub fn sets(&self) -> PathBuf {
        self.generation().join("sets")
    }

    /// All records at a position in the journal, behind which the journal tells what happened since.
    pub fn base(&self) -> PathBuf {
        self.generation().join("base")
    }

    pub fn side(&self) -> PathBuf {
        self.generation().join("side")
    }

    /// Where a session makes a new one of the files `kind` (`side`, `texts`) until it is whole. A session's name tells its terminal,
    /// `pts/3`, which would be a directory.
    pub fn in_making(&self, kind: &str, session: &str) -> PathBuf {
        self.generation().join(format!("{kind}.{}", session.replace('/', "_")))
    }

    pub fn texts(&self) -> PathBuf {
        self.generation().join("texts")
    }

    pub fn archive(&self) -> PathBuf {
        self.generation().join("archive")
    }

    /// By which a replaced `CURRENT` is told from the one that was read.
    pub fn stamp(&self) -> Option<Stamp> {
        fs::metadata(current(&self.dir)).ok().map(|meta| Stamp::of(&meta))
    }
}

/// Which file lies under a name: a rename over it changes this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp([u64; 2], [i64; 4]);

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        // A file that was unpacked in its place may have its number and its age, but not its time of change.
        let times = [meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()];
        Self([meta.dev(), meta.ino()], times)
    }
}

/// Whether nothing lies at `path`; what can't be looked at is no proof of that.
fn absent(path: &Path) -> Result<bool> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        other => other.map(|_| false).map_err(at(path)),
    }
}

fn current(dir: &Path) -> PathBuf {
    dir.join("CURRENT")
}

pub(super) fn drafts(dir: &Path) -> PathBuf {
    dir.join("drafts")
}

pub(super) fn backups(dir: &Path) -> PathBuf {
    dir.join("backups")
}

/// Who was in segments, day by day.
pub(super) fn members(dir: &Path) -> PathBuf {
    dir.join("segments")
}

/// What was set aside after damage, with its date.
pub(super) fn aside(dir: &Path) -> PathBuf {
    dir.join("aside")
}

/// How a generation's directory is called: this and its number.
const GENERATION: &str = "gen-";
/// What stands behind it while it is made.
const PART: &str = ".part";

/// The numbers of the generations in `dir`, in no order.
pub(super) fn generations(dir: &Path) -> Vec<u64> {
    names(dir).filter_map(|name| name.strip_prefix(GENERATION)?.parse().ok()).collect()
}

/// Clears away generations that never came to be.
pub(super) fn clear_parts(dir: &Path, disk: &Disk) {
    let parts = names(dir).filter(|name| name.starts_with(GENERATION) && name.ends_with(PART));
    for part in parts {
        let _ = disk.remove_dir(&dir.join(part));
    }
}

fn names(dir: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok())
}

/// Whether `dir` holds a store, be it a damaged one.
pub(super) fn holds_store(dir: &Path) -> bool {
    current(dir).exists() || names(dir).any(|name| name.starts_with(GENERATION))
}

/// Refuses a directory in which there is no store.
pub(super) fn require_store(dir: &Path) -> Result<()> {
    if holds_store(dir) {
        Ok(())
    } else if left_over(dir) {
        Err(StoreError::Lost { path: dir.to_owned() })
    } else {
        fs::read_dir(dir).map_err(at(dir))?;
        Err(StoreError::NoStore { path: dir.to_owned() })
    }
}

/// Whether `dir`, in which there is no store, has what only comes to be beside one that is in use.
fn left_over(dir: &Path) -> bool {
    let holds = |name: &str| fs::read_dir(dir.join(name)).is_ok_and(|mut entries| entries.next().is_some());
    !holds_store(dir) && ["drafts", "backups", "aside"].into_iter().any(holds)
}

/// What stands beside the generations, also where a store is only half made.
const OWN: [&str; 10] = [
    "lock",
    "drafts",
    "backups",
    "keeper",
    "keeper.sock",
    "aside",
    "segments",
    "segments.part",
    "CURRENT.tmp",
    "lost+found",
];

/// Whether something else lies in `dir`, and no store.
fn is_foreign(dir: &Path) -> bool {
    let is_other = |name: &std::ffi::OsStr| !OWN.iter().any(|own| name == *own);
    !holds_store(dir) && fs::read_dir(dir).into_iter().flatten().flatten().any(|entry| is_other(&entry.file_name()))
}

/// Refuses what others could read or own.
pub(super) fn require_private(path: &Path, is_dir: bool) -> Result<()> {
    let meta = fs::metadata(path).map_err(at(path))?;
    if is_dir != meta.is_dir() {
        let kind = if is_dir { io::ErrorKind::NotADirectory } else { io::ErrorKind::IsADirectory };
        return Err(at(path)(kind.into()));
    }
    let quoted = format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let me = rustix::process::geteuid().as_raw();
    if meta.uid() != me {
        let mend = format!("sudo chown -R {me} {quoted}");
        return Err(StoreError::Owned { path: path.to_owned(), owner: meta.uid(), mend });
    }
    if meta.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(StoreError::Open { path: path.to_owned(), mend: format!("chmod -R go= {quoted}") })
}
