//! The file in which pages lie, one behind the other. It is written at its end alone: what once lay at a spot lies there until
//! the whole archive is copied afresh or built anew. So it can be read while others write it, and an old index still
//! finds what it knew.
//!
//! Owns that file and the pages read of it last; where which page lies is told by an `index`.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::page::{self, Page};
use super::{Broken, Result};

/// Its name in the archive's directory.
pub(in crate::store) const PAGES: &str = "pages";
/// What it begins with; behind it stands which one it is.
const MARK: [u8; 8] = *b"tbpages\x01";
const HEAD: usize = MARK.len() + size_of::<Uuid>();
/// So many pages that were read last stand in memory, as their entries are often asked for one by one.
const RECENT: usize = 16;

/// Where a page lies, and its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub at: u64,
    pub length: u32,
    pub crc: u32,
}

impl Spot {
    pub const LENGTH: usize = 16;

    pub fn bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..8].copy_from_slice(&self.at.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.length.to_le_bytes());
        bytes[12..].copy_from_slice(&self.crc.to_le_bytes());
        bytes
    }

    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; Self::LENGTH] = bytes.try_into().ok()?;
        let (at, rest) = bytes.split_first_chunk()?;
        let (length, crc) = rest.split_first_chunk()?;
        let crc = u32::from_le_bytes(crc.try_into().ok()?);
        Some(Self { at: u64::from_le_bytes(*at), length: u32::from_le_bytes(*length), crc })
    }
}

pub(super) struct PageFile {
    file: File,
    /// By which it is told from that of another archive.
    id: Uuid,
    /// Behind all that was written.
    end: AtomicU64,
    recent: Mutex<VecDeque<(u64, Arc<Page>)>>,
}

impl PageFile {
    /// A new one in the directory of an archive.
    pub fn create(dir: &Path) -> io::Result<Self> {
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(dir.join(PAGES))?;
        let id = Uuid::now_v7();
        file.write_all_at(&[&MARK, id.as_bytes().as_slice()].concat(), 0)?;
        Ok(Self { file, id, end: AtomicU64::new(HEAD as u64), recent: Mutex::default() })
    }

    /// The one that is there; to be written, or only read.
    pub fn open(dir: &Path, id: Uuid, written: bool) -> Result<Self> {
        let file = OpenOptions::new().read(true).write(written).open(dir.join(PAGES));
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Broken::damaged("its pages are gone"),
            _ => error.into(),
        })?;
        let mut head = [0; HEAD];
        file.read_exact_at(&mut head, 0)?;
        if head[..MARK.len()] != MARK || head[MARK.len()..] != *id.as_bytes() {
            return Err(Broken::damaged("its pages are another's"));
        }
        let end = AtomicU64::new(file.metadata()?.len());
        Ok(Self { file, id, end, recent: Mutex::default() })
    }

    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Where the next page will lie.
    pub fn end(&self) -> u64 {
        self.end.load(Ordering::Relaxed)
    }

    /// Writes pages at its end. One thread does.
    pub fn append(&self, pages: &[u8]) -> io::Result<()> {
        let end = self.end();
        self.file.write_all_at(pages, end)?;
        self.end.store(end + pages.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    fn recent(&self) -> MutexGuard<'_, VecDeque<(u64, Arc<Page>)>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page at a spot, which begins with the entry of this key.
    pub fn page(&self, first: &[u8], spot: Spot) -> Result<Arc<Page>> {
        let known = self.recent().iter().find(|(at, _)| *at == spot.at).map(|(_, page)| page.clone());
        let page = match known {
            Some(page) => page,
            None => Arc::new(self.read(spot)?.ok_or_else(|| Broken::damaged("a page can't be read"))?),
        };
        if page.entry(0).is_none_or(|(key, _)| key != first) {
            return Err(Broken::damaged("a page lies where another should"));
        }
        let mut recent = self.recent();
        if !recent.iter().any(|(at, _)| *at == spot.at) {
            recent.truncate(RECENT - 1);
            recent.push_front((spot.at, page.clone()));
        }
        Ok(page)
    }

    fn read(&self, spot: Spot) -> Result<Option<Page>> {
        // What is damaged may name any length.
        if spot.at.checked_add(spot.length.into()).is_none_or(|end| end > self.end()) {
            return Ok(None);
        }
        let mut bytes = vec![0; spot.length as usize];
        self.file.read_exact_at(&mut bytes, spot.at)?;
        Ok(Page::front(&bytes).filter(|_| page::crc(&bytes) == Some(spot.crc)))
    }
}
