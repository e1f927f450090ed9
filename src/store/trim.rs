//! Giving the journal's space back: whole segments go from its beginning, once a backup that was read again stands for them, the
//! archive has all that is in them, and 90 days have passed since their last set. The history begins behind them then.
//!
//! The order makes it safe to die anywhere: first the base, from which the store can be read without them; then `first`, which
//! says that they are no longer told of; then they go themselves, and the files of big sets that only they named.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use memchr::memmem;
use serde::Deserialize;
use uuid::Uuid;

use super::disk::Disk;
use super::error::{Result, StoreError, writing};
use super::journal::{self, Chunk, Journal, Position, Trouble};
use super::layout::{Layout, Origin};
use super::line::{Line, SetRef, Touched, parse};
use super::session::Inner;
use super::snapshot::Snapshot;
use super::{Seq, backup, lock};

/// So long sets are told of and can be taken back.
const TOLD: TimeDelta = TimeDelta::days(90);

/// Of a set nothing but its time.
#[derive(Deserialize)]
struct Moment {
    at: DateTime<FixedOffset>,
}

impl Inner {
    /// The first set that the history tells of.
    pub fn history_begins(&self) -> Result<Seq> {
        let journal = Journal::new(&self.session().layout);
        journal.first().map(|before| before.seq + 1)
    }

    /// Trims what may go at the time `now`, and clears away what an earlier trimming left. Says the first set that is told of
    /// now, if any segment went. The archive should be open.
    ///
    /// # Errors
    /// `Stopped` where `going_on` says no, which changes nothing; `Damaged`; what keeps it from being written.
    pub fn trim(&self, now: DateTime<FixedOffset>, going_on: &dyn Fn() -> bool) -> Result<Option<Seq>> {
        let (layout, end) = {
            let session = self.session();
            (session.layout.clone(), session.end)
        };
        let mut journal = Journal::new(&layout);
        let first = journal.first()?;
        let stays = match self.may_go(&mut journal, first, end, now, going_on)? {
            Some(last) => self.base_for(&layout, &mut journal, last, going_on)?.map(|(base, last)| (base, last + 1)),
            None => None,
        };
        let is_left_over = journal::segments(&layout.journal()).first().is_some_and(|lowest| *lowest < first.segment);
        if stays.is_none() && !is_left_over {
            return Ok(None);
        }
        let stay = stays.as_ref().map_or(first.segment, |(_, stay)| *stay);
        // Both: other threads of this session hold the lock by the session alone.
        let _session = self.session();
        let _held = self.hold()?;
        if Layout::read(&self.dir)? != layout || journal.first()? != first {
            return Ok(None);
        }
        let failed = writing(&self.dir);
        if let Some((base, stay)) = &stays {
            put_base(&layout, base, &self.disk).map_err(&failed)?;
            journal.begin_at(*stay, &self.disk)?;
        }
        remove(&layout, stay, &self.disk).map_err(&failed)?;
        Ok(stays.map(|_| journal.first()).transpose()?.map(|before| before.seq + 1))
    }

    /// Removes the files of big sets that the journal doesn't name any more, or never came to name. `named` is what it named
    /// when it was read whole.
    pub fn clear_sets(&self, mut named: Named, going_on: &dyn Fn() -> bool) -> Result<()> {
        // Both: other threads of this session hold the lock by the session alone.
        let session = self.session();
        let _held = self.hold()?;
        let layout = &session.layout;
        let mut journal = Journal::new(layout);
        let first = journal.first()?;
        if Layout::read(&self.dir)? != *layout || named.origin != layout.origin {
            return Ok(());
        }
        named.read_on(&mut journal, going_on, |_| Ok(()))?;
        let is_named = |id: &Uuid| named.sets.get(id).is_some_and(|last| *last >= first.segment);
        for entry in fs::read_dir(layout.sets()).into_iter().flatten().flatten() {
            let path = entry.path();
            let id = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".jsonl")?.parse().ok());
            // Whoever is about to name it holds its lock.
            let is_free = || File::open(&path).is_ok_and(|file| lock::try_lock(&file).unwrap_or_default());
            if id.is_some_and(|id| !is_named(&id)) && is_free() {
                gone(self.disk.remove(&path)).map_err(writing(&self.dir))?;
            }
        }
        Ok(())
    }

    /// The last segment that is old enough to go, with all before it.
    fn may_go(
        &self,
        journal: &mut Journal,
        first: Position,
        end: Position,
        now: DateTime<FixedOffset>,
        going_on: &dyn Fn() -> bool,
    ) -> Result<Option<u32>> {
        let (mut place, mut newest, mut last) = (first, None, None);
        let mut latest = None;
        while place.segment < end.segment {
            if !going_on() {
                return Err(StoreError::Stopped);
            }
            let segment = place.segment;
            let chunk = read(journal, place)?;
            // A clock that was behind for a while makes nothing old.
            newest = newest.max(newest_of(&chunk));
            let Some(newest) = newest.filter(|at: &DateTime<FixedOffset>| *at + TOLD < now) else { break };
            // Nor one that is ahead now: the sets themselves must tell of the time that has passed.
            if latest.is_none() {
                latest = Some(self.latest_set(end)?);
            }
            if latest.flatten().is_none_or(|latest| newest + TOLD >= latest) {
                break;
            }
            last = Some(segment);
            place = chunk.end;
        }
        Ok(last)
    }

    /// The newest time that the journal's last segment with any set tells of.
    fn latest_set(&self, end: Position) -> Result<Option<DateTime<FixedOffset>>> {
        let layout = self.session().layout.clone();
        let mut journal = Journal::new(&layout);
        for segment in (1..=end.segment).rev() {
            let Some(before) = journal.before(segment)? else { break };
            let latest = newest_of(&read(&mut journal, before)?);
            if latest.is_some() {
                return Ok(latest);
            }
        }
        Ok(None)
    }

    /// A backup that was read again just now and can be the base when the segments up to `last` go, or as many of them as it
    /// and the archive stand for.
    fn base_for(
        &self,
        layout: &Layout,
        journal: &mut Journal,
        last: u32,
        going_on: &dyn Fn() -> bool,
    ) -> Result<Option<(PathBuf, u32)>> {
        let Origin { store, generation } = layout.origin;
        let own = |one: &backup::Backup| one.store == store && one.generation == generation;
        for backup in backup::list(&self.dir).good.into_iter().filter(own) {
            let head = match Snapshot::open(&backup.path).and_then(|it| it.check_all(&|_| going_on())) {
                Ok((head, _)) => head,
                Err(StoreError::Stopped) => return Err(StoreError::Stopped),
                // Another one may do.
                Err(_) => continue,
            };
            match journal.read(head.position) {
                Ok(_) => {}
                Err(Trouble::Lost) => continue,
                Err(Trouble::Store(error)) => return Err(error),
            }
            let durable = self.still(|_, position| position)?;
            let last = last.min(head.position.segment.saturating_sub(1)).min(durable.segment.saturating_sub(1));
            return Ok((last >= journal.first()?.segment).then_some((backup.path, last)));
        }
        Ok(None)
    }
}

/// The files of big sets that the journal names.
pub(super) struct Named {
    origin: Origin,
    /// Each with the last segment that names it.
    sets: HashMap<Uuid, u32>,
    /// How far it was read.
    read: Position,
}

impl Named {
    pub fn new(layout: &Layout, first: Position) -> Self {
        Self { origin: layout.origin, sets: HashMap::new(), read: first }
    }

    /// Reads on to the journal's end, and gives each set's file that it names to `look`.
    pub fn read_on(
        &mut self,
        journal: &mut Journal,
        going_on: &dyn Fn() -> bool,
        look: impl Fn(&SetRef) -> Result<()>,
    ) -> Result<()> {
        loop {
            if !going_on() {
                return Err(StoreError::Stopped);
            }
            let chunk = read(journal, self.read)?;
            let naming = chunk.lines().filter(|(line, _)| memmem::find(line, br#""set":{"id":"#).is_some());
            for set in naming.filter_map(|(line, _)| parse::<Line<Touched>>(line)?.set) {
                self.sets.insert(set.id, self.read.segment);
                look(&set)?;
            }
            self.read = chunk.end;
            if !chunk.more {
                return Ok(());
            }
        }
    }
}

/// What stands behind `place` in its segment.
fn read(journal: &mut Journal, place: Position) -> Result<Chunk> {
    journal.read(place).map_err(|trouble| match trouble {
        Trouble::Store(error) => error,
        Trouble::Lost => journal.damaged(place, "it changes while it is read"),
    })
}

fn newest_of(chunk: &Chunk) -> Option<DateTime<FixedOffset>> {
    chunk.lines().filter_map(|(line, _)| parse::<Moment>(line)).map(|moment| moment.at).max()
}

/// Makes a backup the base: a copy of it, so that what befalls the one leaves the other.
fn put_base(layout: &Layout, backup: &Path, disk: &Disk) -> io::Result<()> {
    let temporary = layout.generation().join("base.new");
    gone(disk.remove(&temporary))?;
    disk.copy(backup, &temporary)?;
    disk.rename(&temporary, &layout.base())?;
    disk.sync_dir(&layout.generation())
}

/// Removes the segments before `stay`, the lowest first.
fn remove(layout: &Layout, stay: u32, disk: &Disk) -> io::Result<()> {
    let journal = Journal::new(layout);
    for segment in journal::segments(&layout.journal()).into_iter().take_while(|segment| *segment < stay) {
        gone(disk.remove(&journal.path(segment)))?;
    }
    disk.sync_dir(&layout.journal())
}

/// What is gone need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
