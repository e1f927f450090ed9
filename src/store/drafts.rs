//! Typed text that isn't saved yet, kept under `drafts/`, one file each, so that no way out of the program loses it.
//!
//! A session that has kept any holds a lock on a file of its own beside them, as long as it lives: a number of a process may be
//! another's by now, a lock can't.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{Result, writing};
use super::session::Inner;
use super::{layout, place};
use crate::domain::record::RecordId;

/// How the names of files end that say who has saved a draft.
const SAVED: &str = "saved";

/// The drafts of a store, written by rename and synced.
#[derive(Clone)]
pub struct Drafts {
    store: PathBuf,
    dir: PathBuf,
    disk: Disk,
    /// The session, by its name in the journal.
    session: String,
    living: Arc<Living>,
}

/// A draft that is in its place, and not synced yet.
pub struct Unsynced {
    file: File,
    drafts: Drafts,
}

impl Unsynced {
    pub fn sync(self) -> Result<()> {
        let Drafts { store, dir, disk, .. } = &self.drafts;
        disk.sync(&self.file).and_then(|()| disk.sync_dir(dir)).map_err(writing(store))
    }
}

/// The file by which others see that this session lives, once it has kept a draft. It goes with the session.
#[derive(Default)]
pub(super) struct Living(Mutex<Option<(File, PathBuf, Disk)>>);

impl Drop for Living {
    fn drop(&mut self) {
        if let Some((_file, path, disk)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // What is left behind is cleared away by the next that shows its own.
            let _ = disk.remove(&path);
        }
    }
}

/// A half-filled line or form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Unique; the file's name.
    pub id: uuid::Uuid,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// The process that wrote it last.
    pub pid: u32,
    /// The session that wrote it last, by its name in the journal; "" in those written earlier.
    #[serde(default)]
    pub session: String,
    /// Whether its form was open then. Another session goes on with the draft when it isn't, or when that session is gone;
    /// else it can be taken over.
    #[serde(default)]
    pub open: bool,
    /// The draft that it goes on with: of a session that lives, which has kept its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on_with: Option<uuid::Uuid>,
    /// What was being filled in: "log", "note", "contact", ….
    pub form: String,
    /// The record it stands on; `None` for a new one.
    pub on: Option<RecordId>,
    /// What that record was called, for when it is there no more; "" in those written earlier.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Fields by name, as typed.
    pub fields: Vec<(String, String)>,
}

/// Another session went on with a draft whose form was open, and has saved what it made of it. The draft stays with its form:
/// what stands there may be more than what was saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedBy {
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// The session, by its name in the journal.
    pub session: String,
    /// What stood in the form that was saved.
    pub fields: Vec<(String, String)>,
}

impl Drafts {
    pub(super) fn of(inner: &Inner) -> Self {
        Self {
            store: inner.dir.clone(),
            dir: layout::drafts(&inner.dir),
            disk: inner.disk.clone(),
            session: inner.name.clone(),
            living: inner.living.clone(),
        }
    }

    /// All that can be read, newest first. None where the store is open read-only: nobody could go on with them.
    pub fn list(&self) -> Vec<Draft> {
        if self.disk.is_read_only() {
            return Vec::new();
        }
        let texts = self.files("json").into_iter().map(fs::read);
        let mut drafts: Vec<Draft> = texts.filter_map(|text| serde_json::from_slice(&text.ok()?).ok()).collect();
        drafts.sort_unstable_by_key(|draft| std::cmp::Reverse((draft.at, draft.id)));
        drafts
    }

    /// By whom drafts were taken over and saved while their forms were open.
    pub fn saved(&self) -> HashMap<uuid::Uuid, SavedBy> {
        if self.disk.is_read_only() {
            return HashMap::new();
        }
        let of = |path: PathBuf| {
            let id = path.file_stem()?.to_str()?.parse().ok()?;
            Some((id, serde_json::from_slice(&fs::read(path).ok()?).ok()?))
        };
        self.files(SAVED).into_iter().filter_map(of).collect()
    }

    /// Keeps a draft, in the place of what was kept with its id.
    pub fn save(&self, draft: &Draft) -> Result<()> {
        let failed = writing(&self.store);
        let (path, text) = self.prepare(draft)?;
        self.disk.replace(&path, &path.with_extension("part"), &text).map_err(&failed)
    }

    /// The same without waiting for the disk: it is there for whoever reads it, and safe once it is synced.
    pub fn write(&self, draft: &Draft) -> Result<Unsynced> {
        let failed = writing(&self.store);
        let (path, text) = self.prepare(draft)?;
        let file = self.disk.put(&path, &path.with_extension("part"), &text).map_err(&failed)?;
        Ok(Unsynced { file, drafts: self.clone() })
    }

    /// Its file's place and text; the directory is there then.
    fn prepare(&self, draft: &Draft) -> Result<(PathBuf, Vec<u8>)> {
        let failed = writing(&self.store);
        if !self.dir.exists() {
            place::require_there(&self.store)?;
            self.disk.create_dir(&self.dir).map_err(&failed)?;
        }
        self.show_life();
        let text = serde_json::to_vec(draft).map_err(|error| failed(error.into()))?;
        Ok((self.path(draft.id), text))
    }

    /// Removes a draft; one that isn't there is removed already.
    pub fn remove(&self, id: uuid::Uuid) -> Result<()> {
        let path = self.path(id);
        match self.disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(writing(&self.store)(error)),
            _ => {}
        }
        let told = path.with_extension(SAVED);
        if told.exists() {
            // One that stays says nothing without its draft, and is cleared away by the next session that keeps any.
            let _ = self.disk.remove(&told);
        }
        Ok(())
    }

    /// Removes a draft, if nothing else is in it than in `taken`: whoever wrote it may have gone on.
    pub fn remove_taken(&self, taken: &Draft) -> Result<()> {
        let there = self.read(taken.id);
        if there.is_some_and(|there| there.fields != taken.fields) { Ok(()) } else { self.remove(taken.id) }
    }

    /// What another session has in the draft `id` is saved. Where its form is open it keeps it, and is told; else the draft goes
    /// if nothing else is in it than `known`.
    pub fn settle(&self, id: uuid::Uuid, known: &[(String, String)], by: &SavedBy) -> Result<()> {
        let Some(there) = self.read(id) else { return Ok(()) };
        if self.is_held(&there) {
            let told = self.path(id).with_extension(SAVED);
            let failed = writing(&self.store);
            let text = serde_json::to_vec(by).map_err(|error| failed(error.into()))?;
            return self.disk.replace(&told, &self.dir.join(format!("{id}.told")), &text).map_err(&failed);
        }
        if there.fields == known { self.remove(id) } else { Ok(()) }
    }

    fn read(&self, id: uuid::Uuid) -> Option<Draft> {
        serde_json::from_slice(&fs::read(self.path(id)).ok()?).ok()
    }

    /// The files whose names end so.
    fn files(&self, end: &str) -> Vec<PathBuf> {
        let files = fs::read_dir(&self.dir).into_iter().flatten().flatten().map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|found| found == end)).collect()
    }

    /// Whether another session has its form open now.
    pub fn is_held(&self, draft: &Draft) -> bool {
        draft.open && draft.session != self.session && self.lives(&draft.session)
    }

    fn path(&self, id: uuid::Uuid) -> PathBuf {
        self.dir.join(format!("{id}.json"))
    }

    /// Where a session shows that it lives, called after its id, which is all of its name that can't mislead.
    fn life(&self, session: &str) -> Option<PathBuf> {
        let id: uuid::Uuid = session.rsplit(':').next()?.parse().ok()?;
        Some(self.dir.join(format!("{id}.session")))
    }

    /// Shows that this session lives, until it ends, however it does. Where that can't be shown, it counts as gone.
    fn show_life(&self) {
        let mut living = self.living.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = self.life(&self.session).filter(|_| living.is_none()) else { return };
        for other in self.files("session") {
            self.is_locked(&other);
        }
        for told in self.files(SAVED).iter().filter(|told| !told.with_extension("json").exists()) {
            let _ = self.disk.remove(told);
        }
        // Whoever looks just then takes it for one that was left behind, and removes it.
        for _ in 0..3 {
            let Ok(file) = self.disk.open(&path) else { return };
            if file.lock().is_ok() && place::is_in_place(&file, &path) {
                *living = Some((file, path, self.disk.clone()));
                return;
            }
        }
    }

    /// Whether a session lives that has kept drafts.
    fn lives(&self, session: &str) -> bool {
        self.life(session).is_some_and(|path| self.is_locked(&path))
    }

    /// Whether the session lives that shows so by this file. One that was left behind is cleared away.
    fn is_locked(&self, path: &Path) -> bool {
        let Ok(file) = File::open(path) else { return false };
        match file.try_lock_shared() {
            Ok(()) => {
                let _ = self.disk.remove(path);
                false
            }
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(_)) => false,
        }
    }
}
