//! What can be had from an archive that is damaged: every record that can be read, each once. On a copy, since opening
//! changes it.
//!
//! First as sled gives them: forward, backward, then by the ids that are known. Where sled can't be had to the end, all pages
//! that ever were written are looked through, later ones before earlier ones: that finds old records and deleted ones, too, and
//! gives them only where sled gave none. Of a page that is damaged itself nothing can be had but its older versions.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use super::archive::page::{MARK, Page};
use super::archive::{Archive, Broken, PAGES};
use super::codec;
use super::disk::Disk;
use super::guard::within;
use super::layout::Origin;
use crate::domain::record::{Record, RecordId, RecordKind};

/// What was found in a damaged archive.
#[derive(Debug, Default)]
pub(super) struct Salvaged {
    /// As sled has them: each the newest that it knows.
    pub records: Vec<Record>,
    /// Found in its pages alone: they may be old, or deleted.
    pub doubtful: Vec<Record>,
}

/// Takes from the archive in `path`, which is changed by it, all records that can be read; `ids` are asked for, too.
pub(super) fn salvage(path: &Path, origin: Origin, ids: &[RecordId]) -> Salvaged {
    // Read before it may be begun anew.
    let pages = fs::read(path.join(PAGES)).unwrap_or_default();
    let (of_thread, ids) = (path.to_owned(), ids.to_vec());
    let by_sled = within(path, move || Ok(by_sled(&of_thread, origin, &ids)));
    let (records, is_whole) = by_sled.unwrap_or_default();
    let known: HashSet<RecordId> = records.iter().map(Record::id).collect();
    let mut doubtful = if is_whole { Vec::new() } else { in_pages(&pages) };
    doubtful.retain(|record| !known.contains(&record.id()));
    Salvaged { records, doubtful }
}

/// All that sled gives, and whether that is all there was.
fn by_sled(path: &Path, origin: Origin, ids: &[RecordId]) -> (Vec<Record>, bool) {
    let Ok(archive) = Archive::open_unchecked(path, origin, &Disk::default()) else { return Default::default() };
    if archive.check().is_ok() {
        return (archive.all().flatten().collect(), true);
    }
    let mut found: HashMap<RecordId, Record> = HashMap::new();
    let mut take = |record: Result<Record, Broken>| {
        if let Ok(record) = record {
            found.insert(record.id(), record);
        }
    };
    for kind in RecordKind::ALL {
        archive.shelf().records(kind, None).for_each(&mut take);
        archive.shelf().records_back(kind, None).for_each(&mut take);
    }
    for id in ids {
        if let Some(record) = archive.shelf().record(*id).transpose() {
            take(record);
        }
    }
    // Its own thread ends here; what panics on the way out is caught there.
    archive.close();
    (found.into_values().collect(), false)
}

/// Every record that stands in a page that is whole in the file of pages, of each the one that was written last.
fn in_pages(file: &[u8]) -> Vec<Record> {
    let mut found: HashMap<RecordId, Record> = HashMap::new();
    let pages = memchr::memmem::find_iter(file, &MARK).filter_map(|at| Page::front(file.get(at..)?));
    for page in pages {
        let records = page.entries().filter_map(|(_, value)| codec::decode(value));
        found.extend(records.map(|record| (record.id(), record)));
    }
    found.into_values().collect()
}
