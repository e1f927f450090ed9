//! Bringing a backup back: what would change, then the store as the backup says, as its next generation.
//!
//! The file is read and checked whole before anything is done, the present store is backed up first, and until the next
//! generation is in force the store is the old one.

use std::path::Path;

use super::archive::{Archive, Broken};
use super::backup::{self, Backup, GoingOn, Reason, Step};
use super::counts::Counts;
use super::error::{Result, StoreError};
use super::following::Unread;
use super::generation::{Making, Old};
use super::journal::{Journal, Position, Trouble};
use super::layout::Layout;
use super::line::{Line, Touched, parse};
use super::session::Inner;
use super::snapshot::{STRIDE, Snapshot};
use super::{Seq, Store, lock};
use crate::domain::change::{Act, Label};
use crate::domain::id::ContactId;
use crate::domain::record::Record;

/// What bringing a backup back would do. Nothing is done yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Restoring {
    pub backup: Backup,
    /// Records that the store doesn't have.
    pub new: Difference,
    /// Records that are otherwise in the store; named as they are there.
    pub changed: Difference,
    /// Records that only the store has.
    pub gone: Difference,
    /// The last set of the store that it was compared with.
    pub seq: Seq,
}

/// Records that differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    pub counts: Counts,
    /// The first few contacts and companies, and whose the other records are.
    pub names: Vec<String>,
    /// Whether these are not all.
    pub more: bool,
    contacts: Vec<ContactId>,
}

/// A backup that was brought back.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// What the store was before; `None` where it was empty.
    pub before: Option<Backup>,
    /// The set that tells of it in the history.
    pub seq: Seq,
}

/// So many names stand for all.
const NAMES: usize = 3;
/// So often is what others saved meanwhile backed up, too.
const ATTEMPTS: usize = 3;

impl Store {
    /// Reads the backup `file` whole and compares it with the store.
    ///
    /// # Errors
    /// What is wrong with the file; `OtherStore` where it is of another one and this one isn't empty; `Stopped`.
    pub fn plan_restore(&self, file: &Path, going_on: &GoingOn) -> Result<Restoring> {
        self.inner.plan_restore(file, going_on)
    }

    /// Makes the store what the backup says: first it is backed up itself, then the next generation is built. Where others
    /// saved something after `restoring` was made, that is in the backup too.
    ///
    /// # Errors
    /// As for `plan_restore`; `Busy` where another process is using the full records and doesn't let them go. Nothing was changed then.
    pub fn restore(&self, restoring: &Restoring, going_on: &GoingOn) -> Result<Restored> {
        self.inner.restore(restoring, going_on)
    }
}

impl Difference {
    fn add(&mut self, record: &Record) {
        self.counts.add(record.kind());
        let contact = match record {
            Record::Contact(one) => return self.name(&one.name),
            Record::Company(one) => return self.name(&one.name),
            Record::Interaction(one) => one.with.first().map(|participant| participant.contact),
            Record::FollowUp(one) => Some(one.contact),
            Record::Feedback(one) => Some(one.contact),
            Record::Consent(one) => Some(one.contact),
            Record::AgendaMark(one) => Some(one.contact),
            Record::Order(one) => one.contact,
        };
        if let Some(contact) = contact.filter(|contact| !self.contacts.contains(contact)) {
            self.contacts.push(contact);
            // One more than are named, to know whether these are all.
            self.contacts.truncate(NAMES + 1);
        }
    }

    fn name(&mut self, name: &str) {
        match self.names.len() {
            _ if self.names.iter().any(|known| known == name) => {}
            0..NAMES => self.names.push(name.to_owned()),
            _ => self.more = true,
        }
    }
}

impl Inner {
    fn plan_restore(&self, file: &Path, going_on: &GoingOn) -> Result<Restoring> {
        let backup = backup::read(file)?;
        // What is no good is said before anything else is asked of the store.
        Snapshot::open(file)?.through(self.steps).check_all(&|read| going_on(Step::Reading, read))?;
        self.refuse_other(&backup)?;
        let mut compared = self.compare(file, going_on)?;
        let book = self.book();
        for difference in [&mut compared.new, &mut compared.changed, &mut compared.gone] {
            for contact in std::mem::take(&mut difference.contacts) {
                if let Some(row) = book.contact(contact) {
                    difference.name(&row.name);
                }
            }
        }
        let Compared { new, changed, gone, seq, .. } = compared;
        Ok(Restoring { backup, new, changed, gone, seq })
    }

    /// A backup of another store only goes where nothing ever was.
    fn refuse_other(&self, backup: &Backup) -> Result<()> {
        let session = self.session();
        let own = session.layout.origin.store;
        if backup.store == own || session.end.seq == 0 {
            Ok(())
        } else {
            Err(StoreError::OtherStore { path: backup.path.clone() })
        }
    }

    /// Compares the records of a backup with the store's. An archive found damaged is built anew, once.
    fn compare(&self, file: &Path, going_on: &GoingOn) -> Result<Compared> {
        for _ in 0..2 {
            let (file, going_on, steps) = (file.to_owned(), going_on.clone(), self.steps);
            let compare = move |archive: &Archive, position| {
                let theirs = Snapshot::open(&file)?.through(steps).records();
                compare(archive, position, theirs, &going_on)
            };
            match self.still(compare)? {
                Err(Unread::Archive(Broken::Damaged(what))) => self.distrust_archive(what)?,
                compared => return compared.map_err(|error| self.unread(error)),
            }
        }
        Err(StoreError::damaged(&self.session().layout.archive(), "it can't be read even when it is built anew"))
    }

    fn restore(&self, restoring: &Restoring, going_on: &GoingOn) -> Result<Restored> {
        self.require_writable()?;
        let backup = &restoring.backup;
        // Said before the long work, and asked again where it counts.
        if lock::is_used(&self.dir, self.using.as_ref()) {
            return Err(StoreError::OnScreen { path: self.dir.clone() });
        }
        drop(self.own_archive()?);
        for _ in 0..ATTEMPTS {
            self.refuse_other(backup)?;
            let is_empty = self.session().end.seq == 0;
            let before = if is_empty { None } else { Some(self.back_up(None, Reason::Restore, going_on)?) };
            let _keeper = self.own_archive()?;
            let mut session = self.session();
            let (held, _) = self.begin(&mut session)?;
            let old = session.layout.clone();
            if session.end.seq != before.as_ref().map_or(0, |before| before.seq) {
                // Somebody saved something that isn't backed up yet.
                continue;
            }
            let mut making = Making::begin(&old, &self.who, &self.disk)?;
            if is_empty {
                making.of_store(backup.store);
                making.history_after(backup.seq)?;
            } else {
                take_over(&mut making, &old)?;
                // A store that lost its end doesn't number anew what the backup has seen.
                making.lost(backup.seq)?;
            }
            let name = backup.path.file_name().unwrap_or_default().to_string_lossy();
            let mut base = making.barrier(Label::new(Act::Restore, name))?;
            let snapshot = Snapshot::open(&backup.path)?.through(self.steps);
            for (number, record) in (0..).zip(snapshot.records()) {
                base.push(&record?)?;
                if number % STRIDE == 0 && !going_on(Step::Building, number) {
                    return Err(StoreError::Stopped);
                }
            }
            if base.counts() != backup.counts {
                return Err(StoreError::damaged(&backup.path, "it isn't what it was a moment ago"));
            }
            base.check(&|read| going_on(Step::Checking, read))?;
            base.finish()?;
            let seq = making.end().seq;
            making.finish(&held, Old::Goes)?;
            drop(held);
            // In force it is in any case; this session, too, sees that at its next look.
            let _ = self.load_anew(&mut session);
            return Ok(Restored { before, seq });
        }
        Err(StoreError::Changed(Vec::new()))
    }
}

/// What was found where backup and store differ.
struct Compared {
    new: Difference,
    changed: Difference,
    gone: Difference,
    seq: Seq,
}

/// Walks through both in their common order.
fn compare(
    archive: &Archive,
    position: Position,
    mut theirs: impl Iterator<Item = Result<Record>>,
    going_on: &GoingOn,
) -> std::result::Result<Compared, Unread> {
    let (mut new, mut changed, mut gone) = (Difference::default(), Difference::default(), Difference::default());
    let mut own = archive.all();
    let (mut their, mut mine) = (theirs.next().transpose()?, own.next().transpose()?);
    for number in 0_u64.. {
        if number % STRIDE == 0 && !going_on(Step::Reading, number) {
            return Err(StoreError::Stopped.into());
        }
        let key = |record: &Option<Record>| record.as_ref().map(Record::id);
        let order = match (key(&their), key(&mine)) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(their), Some(mine)) => their.cmp(&mine),
        };
        match (&their, &mine) {
            (Some(record), _) if order.is_lt() => new.add(record),
            (_, Some(record)) if order.is_gt() => gone.add(record),
            (Some(their), Some(mine)) if their != mine => changed.add(mine),
            _ => {}
        }
        if order.is_le() {
            their = theirs.next().transpose()?;
        }
        if order.is_ge() {
            mine = own.next().transpose()?;
        }
    }
    Ok(Compared { new, changed, gone, seq: position.seq })
}

/// Takes the history over that the journal of `old` tells.
fn take_over(making: &mut Making, old: &Layout) -> Result<()> {
    let mut journal = Journal::new(old);
    let mut place = journal.first()?;
    making.history_after(place.seq)?;
    loop {
        let chunk = journal.read(place).map_err(|trouble| match trouble {
            Trouble::Store(error) => error,
            Trouble::Lost => journal_changed(old),
        })?;
        for (line, _) in chunk.lines() {
            making.line(line)?;
            let named: Option<Line<Touched>> = parse(line);
            if let Some(set) = named.and_then(|line| line.set) {
                making.set(&set)?;
            }
        }
        place = chunk.end;
        if !chunk.more {
            return Ok(());
        }
    }
}

fn journal_changed(layout: &Layout) -> StoreError {
    StoreError::damaged(&layout.journal(), "it changes while it is read")
}
