//! The store's directory: who can read it, which generation is in force, what the lock says, and the moment's look at
//! where the journal ends.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::{Finding, Row, Subject};
use crate::store::Seq;
use crate::store::error::{Result, StoreError, at};
use crate::store::journal::{self, Journal};
use crate::store::layout::{Layout, Stamp};
use crate::store::lock::{self, CommitLock};

/// A generation's journal as it stood at one moment.
pub(super) struct Stand {
    /// The last set that it is known to have had.
    pub saved: Seq,
    /// The segment with which it begins, and its first set, where it was trimmed; or that this can't be read.
    pub begins: Result<Option<(u32, Seq)>>,
    /// The segments from there on with their lengths.
    pub segments: Vec<(u32, u64)>,
}

impl Stand {
    /// Waits until nobody commits, and looks. That set `saved` was there is known otherwise.
    pub fn of(layout: &Layout, saved: Seq) -> Result<Self> {
        let _held = CommitLock::open_to_wait(&layout.dir).map(|lock| lock.hold_through_work()).transpose()?;
        let saved = lock::witness(layout).map_or(saved, |(witness, _)| saved.max(witness.seq));
        let dir = layout.journal();
        let begins = Journal::new(layout).begins();
        let first = begins.as_ref().ok().copied().flatten().map_or(0, |(first, _)| first);
        let mut segments = Vec::new();
        // What was trimmed may not be cleared away yet.
        for segment in journal::segments(&dir).into_iter().filter(|segment| *segment >= first) {
            let path = journal::path(&dir, segment);
            segments.push((segment, fs::metadata(&path).map_err(at(&path))?.len()));
        }
        Ok(Self { saved, begins, segments })
    }
}

/// By which it shows that another generation is in force, or that the journal was trimmed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seen(Option<Stamp>, Option<u32>);

impl Seen {
    pub fn of(dir: &Path) -> Self {
        let layout = Layout::named(dir).ok();
        let first = layout.as_ref().and_then(|layout| Journal::new(layout).begins().ok()?.map(|(first, _)| first));
        Self(layout.and_then(|layout| layout.stamp()), first)
    }
}

/// The generation in force, as the row tells where it can't be known.
pub(super) fn layout(dir: &Path, row: &mut Row) -> Result<Option<Layout>> {
    let what = match Layout::named(dir) {
        Ok(layout) if is_elsewheres(&layout) => "it belongs to another store or generation".to_owned(),
        Ok(layout) => return Ok(Some(layout)),
        Err(StoreError::Damaged { what, .. }) => what,
        Err(StoreError::Io { source, .. }) => source.to_string(),
        Err(error) => return Err(error),
    };
    row.find(Finding::Current { what });
    Ok(None)
}

/// Whether the file that names the generation belongs to another store than what lies here.
fn is_elsewheres(layout: &Layout) -> bool {
    let here = journal::origin(&layout.journal());
    let last = lock::last(&layout.dir);
    here.is_some_and(|origin| origin != layout.origin && last.is_none_or(|last| last.store == origin.store))
}

/// All files: whether somebody else could read them.
pub(super) fn check(dir: &Path) -> Result<Row> {
    let mut row = Row::new(Subject::Place);
    let me = rustix::process::geteuid().as_raw();
    look(dir, me, &mut row).map_err(at(dir))?;
    if lock::is_illegible(dir) {
        row.find(Finding::Witness);
    }
    Ok(row)
}

fn look(path: &Path, me: u32, row: &mut Row) -> std::io::Result<()> {
    // What goes while it is looked at was a passing thing.
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    if meta.is_symlink() {
        return Ok(());
    }
    if meta.uid() != me {
        row.find(Finding::Owned { path: path.to_owned() });
    } else if meta.permissions().mode() & 0o077 != 0 {
        row.find(Finding::Open { path: path.to_owned() });
    }
    if !meta.is_dir() {
        row.count += 1;
        row.bytes += meta.len();
        return Ok(());
    }
    // sled makes its files as the umask says, in a directory that is closed.
    let is_sled =
        path.file_name().is_some_and(|name| name.as_encoded_bytes().windows(7).any(|part| part == b"archive"));
    let (count, bytes) = (row.count, row.bytes);
    let mut inside = Row::new(Subject::Place);
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        look(&entry?.path(), me, if is_sled { &mut inside } else { row })?;
    }
    if is_sled {
        (row.count, row.bytes) = (count + inside.count, bytes + inside.bytes);
    }
    Ok(())
}
