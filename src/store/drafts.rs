//! Typed text that isn't saved yet, kept under `drafts/`, one file each, so that no way out of the program loses it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{Result, writing};
use super::{layout, place};
use crate::domain::record::RecordId;

/// The drafts of a store, written by rename and synced.
#[derive(Clone)]
pub struct Drafts {
    store: PathBuf,
    dir: PathBuf,
    disk: Disk,
}

/// A half-filled line or form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Unique; the file's name.
    pub id: uuid::Uuid,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// The process that writes it.
    pub pid: u32,
    /// The session that writes it, by its name in the journal; "" in those written earlier. Another may go on with the draft
    /// when that one is gone, or take it over.
    #[serde(default)]
    pub session: String,
    /// The draft that it goes on with: of a session that lives, which has kept its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on_with: Option<uuid::Uuid>,
    /// What was being filled in: "log", "note", "contact", ….
    pub form: String,
    /// The record it stands on; `None` for a new one.
    pub on: Option<RecordId>,
    /// Fields by name, as typed.
    pub fields: Vec<(String, String)>,
}

impl Drafts {
    pub(super) fn new(store: &Path, disk: &Disk) -> Self {
        Self { store: store.to_owned(), dir: layout::drafts(store), disk: disk.clone() }
    }

    /// All that can be read, newest first. None where the store is open read-only: nobody could go on with them.
    pub fn list(&self) -> Vec<Draft> {
        if self.disk.is_read_only() {
            return Vec::new();
        }
        let files = fs::read_dir(&self.dir).into_iter().flatten().flatten().map(|entry| entry.path());
        let texts = files.filter(|path| path.extension().is_some_and(|end| end == "json")).map(fs::read);
        let mut drafts: Vec<Draft> = texts.filter_map(|text| serde_json::from_slice(&text.ok()?).ok()).collect();
        drafts.sort_unstable_by_key(|draft| std::cmp::Reverse((draft.at, draft.id)));
        drafts
    }

    /// Keeps a draft, in the place of what was kept with its id.
    pub fn save(&self, draft: &Draft) -> Result<()> {
        let path = self.path(draft.id);
        let failed = writing(&self.store);
        if !self.dir.exists() {
            place::require_there(&self.store)?;
            self.disk.create_dir(&self.dir).map_err(&failed)?;
        }
        let text = serde_json::to_vec(draft).map_err(|error| failed(error.into()))?;
        self.disk.replace(&path, &path.with_extension("part"), &text).map_err(&failed)
    }

    /// Removes a draft; one that isn't there is removed already.
    pub fn remove(&self, id: uuid::Uuid) -> Result<()> {
        let path = self.path(id);
        match self.disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(writing(&self.store)(error)),
            _ => Ok(()),
        }
    }

    fn path(&self, id: uuid::Uuid) -> PathBuf {
        self.dir.join(format!("{id}.json"))
    }
}
