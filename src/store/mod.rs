//! What is kept: the one face over the store's files that cli and tui know. Only this layer names sled or touches those files.

use std::path::{Path, PathBuf};
use std::sync::RwLockReadGuard;

use chrono::{DateTime, FixedOffset};

use crate::domain::book::Book;
use crate::domain::change::{Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::{ContactId, Ids};
use crate::domain::record::{Record, RecordId, TimelineOf};

/// Who works on the store, as the journal names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The user's login name.
    pub author: String,
    /// Whether it is a screen; else a verb.
    pub screen: bool,
}

/// The open store. Clones share one session.
#[derive(Clone)]
pub struct Store {}

/// A position in the journal: the number of a set. The first is 1; 0 is before all.
pub type Seq = u64;

/// A set that is in the journal and safe on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    pub seq: Seq,
    pub label: Label,
}

/// A set as the journal tells of it, without its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub seq: Seq,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    pub session: String,
    pub label: Label,
    /// The set that this one takes back.
    pub undoes: Option<Seq>,
    /// The records it touched, where they stand in the line itself.
    pub touched: Vec<RecordId>,
}

/// Which set to take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This session's last; after a restart this user's last made on screen.
    Mine,
    /// The store's last that isn't taken back.
    Last,
    /// That one.
    Seq(Seq),
    /// The last that touched this record.
    Touching(RecordId),
}

/// Something happened in the store that this session didn't do itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Others' sets were applied to the book.
    Changed(Vec<Entry>),
}

/// What can go wrong. `cli` and `tui` say it in the user's language.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot use {path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    /// The disk is full; nothing was changed.
    #[error("no room on the disk for {path}")]
    Full { path: PathBuf },
    /// Looser than 0700/0600 or owned by somebody else. `mend` is the command that mends it.
    #[error("{path} is open to others; mend with: {mend}")]
    Open { path: PathBuf, mend: String },
    /// Written by a newer version.
    #[error("{path} was written by touchbase {version}")]
    Newer { path: PathBuf, version: String },
    /// Damaged, with the file and what is wrong in English.
    #[error("{path} is damaged: {what}")]
    Damaged { path: PathBuf, what: String },
    /// Another process has the archive: full records and timelines must wait.
    #[error("process {pid} on {terminal} has the archive open")]
    Busy { pid: u32, terminal: String },
    /// Records changed since they were read.
    #[error("changed meanwhile: {}", .0.len())]
    Changed(Vec<RecordId>),
    /// There is nothing to take back, or to restore.
    #[error("nothing to take back")]
    NothingToUndo,
    /// There is no such set.
    #[error("no set {0}")]
    NoSuchSet(Seq),
    /// It is taken back already.
    #[error("set {0} is taken back already")]
    AlreadyUndone(Seq),
    /// Its records have changed since, by the set named.
    #[error("changed since by set {by}")]
    ChangedSince { label: Label, by: Seq },
    /// The session turned read-only after a failed save that could not be taken back.
    #[error("the session can only read")]
    ReadOnly,
}

pub type Result<T> = std::result::Result<T, StoreError>;

impl Store {
    /// Opens the store in `dir`, makes it where there is none. Reads the book; asks neither for the archive nor for the
    /// commit lock.
    pub fn open(dir: &Path, who: Who) -> Result<Self> {
        let _ = (dir, who);
        todo!()
    }

    /// Whether `dir` holds a store.
    pub fn exists(dir: &Path) -> bool {
        let _ = dir;
        todo!()
    }

    pub fn dir(&self) -> &Path {
        todo!()
    }

    /// New ids for this session.
    pub fn ids(&self) -> Ids {
        Ids::new(uuid::Uuid::now_v7)
    }

    /// The book as of the last refresh or commit. Hold it shortly: a commit waits for it.
    pub fn book(&self) -> RwLockReadGuard<'_, Book> {
        todo!()
    }

    /// The position that the book stands for. Take it together with records that are to be changed.
    pub fn position(&self) -> Seq {
        todo!()
    }

    /// Applies what others have committed, and says what it was.
    pub fn refresh(&self) -> Result<Vec<Entry>> {
        todo!()
    }

    /// Commits `set`, whose records were read at `read`: durable when it returns. An empty set is committed to nothing.
    pub fn commit(&self, set: Set, read: Seq) -> Result<Committed> {
        let _ = (set, read);
        todo!()
    }

    /// Like `commit`, with the key of a retry: where a set with this key is there already, that is the answer.
    pub fn commit_once(&self, set: Set, read: Seq, once: &str) -> Result<Committed> {
        let _ = (set, read, once);
        todo!()
    }

    /// Commits changes that come one by one and needn't stand in memory together (an import): one set, all or nothing.
    /// `changes` may end with an error, which takes everything back.
    pub fn commit_stream<E>(
        &self,
        label: Label,
        read: Seq,
        changes: impl Iterator<Item = std::result::Result<Change, E>>,
    ) -> std::result::Result<Committed, StreamError<E>> {
        let _ = (label, read, changes);
        todo!()
    }

    /// Takes a set back. Refused where its records have changed since.
    pub fn undo(&self, which: Which) -> Result<Entry> {
        let _ = which;
        todo!()
    }

    /// Takes this session's (after a restart this user's) last undo back.
    pub fn redo(&self) -> Result<Entry> {
        todo!()
    }

    /// A full record. Opens the archive if it must.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        let _ = id;
        todo!()
    }

    /// A contact's full record.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>> {
        let _ = id;
        todo!()
    }

    /// What stands in a timeline, newest first, from `skip` on, `limit` at the most: interactions, feedback, follow-ups
    /// (open and closed) and consents.
    pub fn timeline(&self, of: TimelineOf, skip: usize, limit: usize) -> Result<Vec<Record>> {
        let _ = (of, skip, limit);
        todo!()
    }

    /// Fills up rows whose newest interactions were taken back. Opens the archive only if there are any.
    pub fn refill(&self) -> Result<()> {
        todo!()
    }

    /// Calls `tell` from a thread of its own when others commit, until the session ends.
    pub fn watch(&self, tell: impl Fn(Notice) + Send + 'static) -> Result<()> {
        let _ = tell;
        todo!()
    }

    /// The drafts of this store.
    pub fn drafts(&self) -> drafts::Drafts {
        todo!()
    }

    /// Writes the side file and lets the archive go. The journal is durable without it.
    pub fn close(&self) {
        todo!()
    }
}

/// Why a stream of changes was not committed.
#[derive(Debug)]
pub enum StreamError<E> {
    Store(StoreError),
    /// The stream itself ended with this error.
    Stream(E),
}

/// Typed text that isn't saved yet.
pub mod drafts {
    use chrono::{DateTime, FixedOffset};
    use serde::{Deserialize, Serialize};

    use super::Result;
    use crate::domain::record::RecordId;

    /// The drafts kept under `drafts/`, one file each, written by rename and synced.
    #[derive(Debug, Clone)]
    pub struct Drafts {}

    /// A half-filled line or form.
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct Draft {
        /// Unique; the file's name.
        pub id: uuid::Uuid,
        pub at: DateTime<FixedOffset>,
        pub author: String,
        /// The process that writes it: another may take it over when that one is gone.
        pub pid: u32,
        /// What was being filled in: "log", "note", "contact", ….
        pub form: String,
        /// The record it stands on; `None` for a new one.
        pub on: Option<RecordId>,
        /// Fields by name, as typed.
        pub fields: Vec<(String, String)>,
    }

    impl Drafts {
        /// All that can be read, newest first.
        pub fn list(&self) -> Vec<Draft> {
            todo!()
        }

        pub fn save(&self, draft: &Draft) -> Result<()> {
            let _ = draft;
            todo!()
        }

        pub fn remove(&self, id: uuid::Uuid) -> Result<()> {
            let _ = id;
            todo!()
        }
    }
}
