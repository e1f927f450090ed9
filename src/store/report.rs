//! What was found damaged, how it was mended and what, if anything, is missing: typed, to be said in the user's language,
//! and kept under `aside/` until somebody has seen it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Local};
use serde::{Deserialize, Serialize};

use super::Seq;
use super::disk::Disk;
use super::error::{Result, at};
use super::layout;
use crate::domain::change::Label;

/// One mending.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub at: DateTime<FixedOffset>,
    pub found: Vec<Found>,
    /// What of the sets is missing, the first first. None: all that was saved is there.
    pub missing: Vec<Missing>,
    /// Sets of which only the history lost its lines: what they did is there, but can't be told or taken back.
    pub untold: Vec<Sets>,
    /// So many contacts are there by name only: they are missing, but something hangs on them.
    #[serde(default)]
    pub bare: usize,
    /// A backup whose state was gone out from, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<String>,
    /// Where the damaged files were put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<PathBuf>,
    /// Nothing of it was mended: the store is open read-only. Only of what is made from its truth, and can be done without.
    #[serde(skip)]
    pub unmended: bool,
    /// Where it is kept itself.
    #[serde(skip)]
    kept: PathBuf,
}

/// What was found. Files are named as they lie in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// The file that names the generation in force was gone or damaged.
    Current,
    /// A part of the journal was damaged, gone or foreign.
    Journal { file: PathBuf },
    /// The journal lost its end.
    JournalCut,
    /// The file of a big set was damaged or gone.
    BigSet { file: PathBuf },
    /// What the journal goes out from was damaged or gone.
    Base,
    /// The archive was damaged, or could not be opened; in English, why.
    Archive { what: String },
    /// The image of the book was damaged or foreign.
    Side,
    /// The texts for searching were damaged or foreign.
    Texts,
}

/// A run of sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sets {
    pub first: Seq,
    pub last: Seq,
}

/// Sets that are missing, in whole or in part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    pub sets: Sets,
    /// What the one set did and when, where that can still be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Of so many changes only so many are lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<(usize, usize)>,
    /// Records were found in the damaged archive that may be what they left.
    #[serde(default)]
    pub perhaps_there: bool,
}

/// How the files are called that nobody has seen yet, and those that somebody has.
const UNSEEN: &str = "report";
const SEEN: &str = "seen";

impl Report {
    /// Of what was found at this moment; nothing is missing.
    pub fn new(found: Vec<Found>) -> Self {
        Self {
            at: Local::now().fixed_offset(),
            found,
            missing: Vec::new(),
            untold: Vec::new(),
            bare: 0,
            backup: None,
            aside: None,
            unmended: false,
            kept: PathBuf::new(),
        }
    }

    /// Of something that can be done without, found damaged; on this disk it was mended, or only seen.
    pub(super) fn dispensable(found: Found, disk: &Disk) -> Self {
        Self { unmended: disk.is_read_only(), ..Self::new(vec![found]) }
    }

    /// Whether anything that was saved is missing.
    pub fn is_loss(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Whether it can be read again: what only makes things quick is told once, and not kept.
    pub fn is_kept(&self) -> bool {
        !self.kept.as_os_str().is_empty()
    }

    /// Keeps it until somebody has seen it.
    pub(super) fn keep(&mut self, dir: &Path, disk: &Disk) -> Result<()> {
        let aside = layout::aside(dir);
        if !aside.exists() {
            disk.create_dir(&aside).map_err(at(&aside))?;
        }
        let name = self.at.format("%Y-%m-%dT%H%M%S%.3f");
        let path = aside.join(format!("{name}.{UNSEEN}"));
        let text = serde_json::to_vec_pretty(self).map_err(|error| at(&path)(error.into()))?;
        disk.replace(&path, &aside.join(format!("{name}.part")), &text).map_err(at(&path))?;
        self.kept = path;
        Ok(())
    }

    /// It came to nothing: what it tells was not mended.
    pub(super) fn is_void(&self, disk: &Disk) {
        // What stays tells of the damage all the same.
        let _ = disk.remove(&self.kept);
    }

    /// Somebody has seen it.
    pub(super) fn seen(&self, disk: &Disk) -> Result<()> {
        if !self.is_kept() || !self.kept.exists() {
            return Ok(());
        }
        disk.rename(&self.kept, &self.kept.with_extension(SEEN)).map_err(at(&self.kept))
    }
}

/// Those that nobody has seen yet, the oldest first.
pub(super) fn unseen(dir: &Path) -> Vec<Report> {
    kept(dir, &[UNSEEN])
}

/// All of them, the oldest first.
pub(super) fn all(dir: &Path) -> Vec<Report> {
    kept(dir, &[UNSEEN, SEEN])
}

fn kept(dir: &Path, ends: &[&str]) -> Vec<Report> {
    let entries = fs::read_dir(layout::aside(dir)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| ends.iter().any(|one| end == *one))).collect();
    paths.sort_unstable();
    let read = |path: PathBuf| {
        let report: Report = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        Some(Report { kept: path, ..report })
    };
    paths.into_iter().filter_map(read).collect()
}

/// Sequence numbers that rise, as runs.
pub(super) fn runs(seqs: impl IntoIterator<Item = Seq>) -> Vec<Sets> {
    let mut runs: Vec<Sets> = Vec::new();
    for seq in seqs {
        match runs.last_mut() {
            Some(run) if run.last + 1 == seq => run.last = seq,
            _ => runs.push(Sets { first: seq, last: seq }),
        }
    }
    runs
}
