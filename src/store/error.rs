//! What can go wrong in the store, typed. `cli` and `tui` say it in the user's language.

use std::io;
use std::path::{Path, PathBuf};

use super::conflict::{Conflict, Since};
use super::disk::ReadOnly;
use super::{Seq, place};
use crate::domain::record::RecordId;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot use {path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    /// The disk is full; nothing was changed.
    #[error("no room on the disk for {path}")]
    Full { path: PathBuf },
    /// Looser than 0700/0600. `mend` is the command that mends it.
    #[error("{path} is open to others; mend with: {mend}")]
    Open { path: PathBuf, mend: String },
    /// It was to be changed, and is open read-only; nothing was changed.
    #[error("the store {path} is open read-only")]
    ReadOnly { path: PathBuf },
    /// There is no store yet, and none is made read-only.
    #[error("there is no store in {path}")]
    Absent { path: PathBuf },
    /// Another user's, the one with this number. `mend` is the command that makes it one's own, where it should be.
    #[error("{path} belongs to user {owner}")]
    Owned { path: PathBuf, owner: u32, mend: String },
    /// A directory with something else in it; nothing there is touched.
    #[error("{path} is no store")]
    NoStore { path: PathBuf },
    /// The store can't be written, for what it may be but a full disk; nothing was changed. It can be read all the same.
    #[error("cannot write the store {path}: {source}")]
    Unwritable { path: PathBuf, source: io::Error },
    /// The store that was open isn't in its place any more: moved away, removed, unmounted. Nothing is made there anew.
    #[error("the store {path} is gone")]
    Gone { path: PathBuf },
    /// Another store lies where the one that is open was.
    #[error("another store is in {path} now")]
    Replaced { path: PathBuf },
    /// There is no store, but what belonged to one.
    #[error("{path} has lost its store")]
    Lost { path: PathBuf },
    /// Written by a newer version.
    #[error("{path} was written by touchbase {version}")]
    Newer { path: PathBuf, version: String },
    /// Of an older form, to which another program brought it back while it was open: opened anew it is brought to this one's.
    #[error("{path} is of form {form}")]
    Older { path: PathBuf, form: u32 },
    /// Damaged, with the file and what is wrong in English.
    #[error("{path} is damaged: {what}")]
    Damaged { path: PathBuf, what: String },
    /// Damaged, and not mended since it is open read-only.
    #[error("{path} is damaged: {what}")]
    Unmended { path: PathBuf, what: String },
    /// It is open on a screen.
    #[error("{path} is open on a screen")]
    OnScreen { path: PathBuf },
    /// Damaged, and another process has the archive open out of which it could be mended.
    #[error("{path} is damaged, and process {pid} has open what mends it")]
    MendingNeeds { path: PathBuf, pid: u32, terminal: String },
    /// The journal lost its end: the archive knows more.
    #[error("{path} ends at set {journal}, but the archive knows set {archive}")]
    Ahead { path: PathBuf, archive: Seq, journal: Seq },
    /// A file that was to be restored and is something else.
    #[error("{path} is no backup")]
    NotABackup { path: PathBuf },
    /// A backup of another store doesn't come into one that holds something.
    #[error("{path} is a backup of another store")]
    OtherStore { path: PathBuf },
    /// Long work was told to end; nothing was changed.
    #[error("ended before it was done")]
    Stopped,
    /// Another process has the archive and doesn't answer: full records and timelines must wait.
    #[error("process {pid} on {terminal} has the archive open")]
    Busy { pid: u32, terminal: String },
    /// Another process has been in the middle of a commit for 2 s, such as one that is stopped: nothing was changed. `pid` is 0
    /// and `terminal` empty where it isn't known.
    #[error("process {pid} on {terminal} is in the middle of saving")]
    Saving { pid: u32, terminal: String },
    /// Others changed the same since it was read, and it can't be merged. Nothing was written.
    #[error("in conflict: {}", .0.len())]
    Conflict(Vec<Conflict>),
    /// The keeper is of a newer version and speaks otherwise: full records and timelines must wait.
    #[error("process {pid} on {terminal} has the archive open with touchbase {version}")]
    NewerKeeper { pid: u32, terminal: String, version: String },
    /// Records changed since they were read, or one that they hang on is gone: what isn't merged, such as big sets.
    #[error("changed meanwhile: {}", .0.len())]
    Changed(Vec<RecordId>),
    /// There is nothing to take back, or to restore.
    #[error("nothing to take back")]
    NothingToUndo,
    /// There is no such set.
    #[error("no set {0}")]
    NoSuchSet(Seq),
    /// It was so long ago that the history doesn't tell of it any more.
    #[error("the history begins at set {first}")]
    Trimmed { seq: Seq, first: Seq },
    /// It is taken back already.
    #[error("set {0} is taken back already")]
    AlreadyUndone(Seq),
    /// Its records have changed since.
    #[error("changed since by set {}", .0.by.seq)]
    ChangedSince(Box<Since>),
}

pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), what: what.into() }
    }
}

/// For `map_err`: something can't be written in the store in `dir`. Which of its files it was nobody needs to know.
pub(super) fn writing(dir: &Path) -> impl Fn(io::Error) -> StoreError + use<> {
    let path = dir.to_owned();
    move |source| match at(&path)(source) {
        StoreError::Io { path, .. } if place::is_gone(&path) => StoreError::Gone { path },
        StoreError::Io { path, source } => StoreError::Unwritable { path, source },
        other => other,
    }
}

/// For `map_err`: what went wrong at `path`.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> StoreError + use<> {
    let path = path.to_owned();
    move |source| match (ReadOnly::of(&source), source.kind()) {
        (Some(path), _) => StoreError::ReadOnly { path },
        (None, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => StoreError::Full { path: path.clone() },
        (None, _) => StoreError::Io { path: path.clone(), source },
    }
}
