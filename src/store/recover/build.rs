//! The archive of the next generation, built out of a source and what the journal tells behind it. It holds the store as
//! far as it can be had; the base is written from it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::Source;
use super::scan::Scan;
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::store::Seq;
use crate::store::archive::{Archive, Broken, Sorting};
use crate::store::disk::Disk;
use crate::store::error::{Result, StoreError, at};
use crate::store::generation::Making;
use crate::store::journal::Position;
use crate::store::layout::{Layout, Origin};
use crate::store::line::{Line, parse};
use crate::store::salvage::salvage;
use crate::store::sets::{self, SetFile};
use crate::store::snapshot::Snapshot;

/// A copy of an archive that isn't sound.
pub(super) struct BrokenArchive {
    pub path: PathBuf,
    /// The set up to which it stood, as far as that is known.
    pub stood: Seq,
}

pub(super) struct Building {
    archive: Archive,
    path: PathBuf,
    old: Layout,
    /// How contacts were called that records of the journal hang on.
    names: HashMap<Uuid, String>,
}

impl Building {
    /// Begins with what the source holds.
    pub fn begin(source: Source, old: &Layout, making: &Making, disk: &Disk) -> Result<Self> {
        let path = making.layout().archive();
        let snapshot = match source {
            Source::Archive(archive) => return Ok(Self::on(*archive, path, old)),
            Source::Nothing => None,
            Source::Snapshot(snapshot) => Some(Snapshot::open(&snapshot)?),
        };
        if path.exists() {
            disk.remove_dir(&path).map_err(at(&path))?;
        }
        disk.create_dir(&path).map_err(at(&path))?;
        let archive = Archive::open(&path, making.layout().origin, disk);
        let building = Self::on(archive.map_err(|broken| unusable(&path, broken))?, path, old);
        let mut sorting = building.archive.sorting();
        for record in snapshot.into_iter().flat_map(Snapshot::records) {
            sorting.change(&Change::create(record?)).map_err(at(&building.path))?;
        }
        building.bring(sorting, 0)?;
        Ok(building)
    }

    fn on(archive: Archive, path: PathBuf, old: &Layout) -> Self {
        Self { archive, path, old: old.clone(), names: HashMap::new() }
    }

    /// Brings it from set `upto` on to the journal's end. What was salvaged of an archive is laid in where that stood.
    pub fn follow(&mut self, scan: &Scan, upto: Seq, broken: Option<&BrokenArchive>) -> Result<()> {
        let mut broken = broken;
        scan.lines(|seq, line| {
            if seq <= upto {
                return Ok(());
            }
            if let Some(broken) = broken.take_if(|broken| broken.stood < seq) {
                self.lay_in(broken)?;
            }
            let line: Line<Change> = match parse(line) {
                Some(line) => line,
                None => return Err(StoreError::damaged(&self.old.journal(), "it isn't a set that is known here")),
            };
            self.note_names(&line);
            self.restate([Ok(line.changes)].into_iter(), seq)?;
            match line.set {
                Some(set) if scan.broken.contains_key(&seq) => {
                    self.restate([Ok(sets::salvage(&self.old, &set).changes)].into_iter(), seq)
                }
                Some(set) => self.restate(SetFile::open(&self.old, &set)?.parts(), seq),
                None => Ok(()),
            }
        })?;
        broken.map_or(Ok(()), |broken| self.lay_in(broken))
    }

    /// Gives what hangs on contacts that are missing a contact again, so that it can be found; says how many.
    pub fn complete(&self) -> Result<usize> {
        let mut made: HashMap<Uuid, Change> = HashMap::new();
        self.each(|record| {
            let day = record.moment().map(|moment| moment.date_naive()).unwrap_or_default();
            for contact in record.contacts() {
                let id = RecordId::new(RecordKind::Contact, contact.0);
                if !made.contains_key(&contact.0) && self.record(id)?.is_none() {
                    let name =
                        self.names.get(&contact.0).cloned().unwrap_or_else(|| format!("? {}", contact.0.simple()));
                    made.insert(contact.0, Change::create(Contact::new(contact, name, day)));
                }
            }
            Ok(())
        })?;
        let made: Vec<Change> = made.into_values().collect();
        self.apply(&made, 0).map(|()| made.len())
    }

    /// Gives every record to `take`, in the archive's order.
    pub fn each(&self, mut take: impl FnMut(Record) -> Result<()>) -> Result<()> {
        self.archive.all().try_for_each(|record| take(record.map_err(|broken| unusable(&self.path, broken))?))
    }

    /// Notes that it stands for `end` of the generation that it is built for, and closes it.
    pub fn finish(self, origin: Origin, end: Position) -> Result<()> {
        let Self { archive, path, .. } = self;
        archive.give_to(origin);
        archive.mark(end).map_err(|broken| unusable(&path, broken))?;
        archive.close();
        Ok(())
    }

    /// What sled still gives takes the place of what is there; what stands in its log alone comes only where nothing is.
    fn lay_in(&self, broken: &BrokenArchive) -> Result<()> {
        let salvaged = salvage(&broken.path, self.old.origin, &[]);
        let mut records = salvaged.records;
        for doubtful in salvaged.doubtful {
            if self.record(doubtful.id())?.is_none() {
                records.push(doubtful);
            }
        }
        let changes: Vec<Change> = records.into_iter().map(Change::create).collect();
        self.restate([Ok(changes)].into_iter(), broken.stood)
    }

    /// Applies changes to what is there, which may not be what they went out from.
    fn restate(&self, parts: impl Iterator<Item = Result<Vec<Change>>>, set: Seq) -> Result<()> {
        let (mut sorting, mut sorted) = (self.archive.sorting(), HashSet::new());
        for part in parts {
            for Change { before, after } in part? {
                let Some(id) = after.as_ref().or(before.as_ref()).map(Record::id) else { continue };
                // A record that changes twice goes out from what it became.
                if !sorted.insert(id) {
                    self.bring(std::mem::replace(&mut sorting, self.archive.sorting()), set)?;
                    sorted = HashSet::from([id]);
                }
                let restated = Change { before: self.record(id)?, after };
                sorting.change(&restated).map_err(at(&self.path))?;
            }
        }
        self.bring(sorting, set)
    }

    /// Sets with one name tell how the contact is called.
    fn note_names(&mut self, line: &Line<Change>) {
        let [name] = line.label.names.as_slice() else { return };
        for record in line.changes.iter().filter_map(|change| change.after.as_ref()) {
            if let [contact] = record.contacts()[..] {
                self.names.insert(contact.0, name.clone());
            }
        }
    }

    fn record(&self, id: RecordId) -> Result<Option<Record>> {
        self.archive.shelf().record(id).map_err(|broken| unusable(&self.path, broken))
    }

    fn apply(&self, changes: &[Change], set: Seq) -> Result<()> {
        self.archive.apply(changes, set).map_err(|broken| unusable(&self.path, broken))
    }

    fn bring(&self, sorting: Sorting, set: Seq) -> Result<()> {
        self.archive.bring(sorting, set).map_err(|broken| unusable(&self.path, broken))
    }
}

fn unusable(path: &Path, broken: Broken) -> StoreError {
    match broken {
        Broken::Io(error) => at(path)(error),
        Broken::Locked => StoreError::Busy { pid: 0, terminal: String::new() },
        Broken::Ahead { .. } | Broken::Older(_) => StoreError::damaged(path, "it is ahead of what it is built from"),
        Broken::Damaged(what) => StoreError::damaged(path, what),
    }
}
