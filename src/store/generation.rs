//! The next generation: the store's files built anew beside those in force, then put in force by one rename of `CURRENT`.
//!
//! It takes over the history, so that sequence numbers go on and the past can be told, ends it with a barrier behind which
//! nothing can be taken back, and has all records in its base. Until `CURRENT` names it, it is nothing: whatever happens
//! meanwhile, the store is the old one.

use std::io;
use std::path::{Path, PathBuf};

use chrono::Local;

use super::disk::Disk;
use super::error::{Result, at};
use super::journal::writer::Writer;
use super::journal::{Journal, Position};
use super::layout::{self, Layout, Origin};
use super::line::{Line, SetRef, sealed};
use super::lock::Held;
use super::{Seq, Who, snapshot};
use crate::domain::change::{Act, Change, Label};

pub(super) struct Making<'a> {
    /// The generation that is followed.
    old: &'a Layout,
    layout: Layout,
    disk: &'a Disk,
    /// Who is written as the author of what is told.
    who: &'a Who,
    journal: Option<Writer>,
    end: Position,
    done: bool,
}

/// What becomes of the generation that was in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Old {
    /// It is kept under `aside/`: it was damaged.
    Aside,
    /// It goes: all it holds is in a backup that was read again.
    Goes,
}

impl<'a> Making<'a> {
    /// Begins the generation after `old`. The commit lock must be held, so that nobody else makes one.
    pub fn begin(old: &'a Layout, who: &'a Who, disk: &'a Disk) -> Result<Self> {
        layout::clear_parts(&old.dir, disk);
        let highest = layout::generations(&old.dir).into_iter().max().unwrap_or_default().max(old.origin.generation);
        let origin = Origin { generation: highest + 1, ..old.origin };
        let layout = Layout { part: true, origin, ..old.clone() };
        for made in [layout.generation(), layout.journal(), layout.sets()] {
            disk.create_dir(&made).map_err(at(&made))?;
        }
        Ok(Self { old, layout, disk, who, journal: None, end: Position::START, done: false })
    }

    /// Takes over the id of another store, whose data comes into this empty one.
    pub fn of_store(&mut self, store: uuid::Uuid) {
        self.layout.origin.store = store;
    }

    /// Where its files lie while it is made.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How far its history reaches.
    pub fn end(&self) -> Position {
        self.end
    }

    /// Begins the history behind set `before`: 0 where it tells all.
    pub fn history_after(&mut self, before: Seq) -> Result<()> {
        let writer = Writer::begin(&self.layout, before, self.disk)?;
        if before > 0 {
            Journal::new(&self.layout).note_begin(1, before, self.disk)?;
        }
        self.end = writer.end();
        self.journal = Some(writer);
        Ok(())
    }

    /// The next line of the history, whole with its checksum.
    pub fn line(&mut self, line: &[u8]) -> Result<()> {
        if let Some(journal) = &mut self.journal {
            self.end = journal.push(line)?;
        }
        Ok(())
    }

    /// Takes over the file of a big set that a line names.
    pub fn set(&mut self, set: &SetRef) -> Result<()> {
        let (from, to) = (super::sets::path(self.old, set.id), super::sets::path(&self.layout, set.id));
        if to.exists() {
            return Ok(());
        }
        self.disk.link(&from, &to).map_err(at(&to))
    }

    /// A set that is told of without its changes: one that was lost, or the barrier.
    pub fn told(&mut self, label: Label) -> Result<Position> {
        let line: Line<Change> = Line {
            seq: self.end.seq + 1,
            at: Local::now().fixed_offset(),
            author: self.who.author.clone(),
            session: "store".to_owned(),
            label,
            undoes: None,
            once: None,
            changes: Vec::new(),
            set: None,
        };
        let bytes = sealed(&line).map_err(|error| at(&self.layout.journal())(error.into()))?;
        self.line(&bytes)?;
        Ok(self.end)
    }

    /// Lost sets, up to and with `last`.
    pub fn lost(&mut self, last: Seq) -> Result<()> {
        while self.end.seq < last {
            self.told(Label { act: Act::Lost, ..Label::default() })?;
        }
        Ok(())
    }

    /// Ends the history with what the store has become, and begins the base, which stands for that: it wants every record.
    pub fn barrier(&mut self, label: Label) -> Result<snapshot::Writer> {
        self.told(label)?;
        self.end_history()?;
        self.base(self.end)
    }

    /// Ends the history and makes it durable.
    pub fn end_history(&mut self) -> Result<()> {
        self.journal.take().map_or(Ok(()), Writer::finish)
    }

    /// Begins a base that stands for `position`.
    pub fn base(&self, position: Position) -> Result<snapshot::Writer> {
        snapshot::Writer::create(&self.layout.base(), &snapshot::Head::new(self.layout.origin, position), self.disk)
    }

    /// Puts it in force. Says where it lies now, and where the old one went if it was kept.
    pub fn finish(mut self, held: &Held, old: Old) -> Result<(Layout, Option<PathBuf>)> {
        if let Some(journal) = self.journal.take() {
            journal.finish()?;
        }
        let part = self.layout.generation();
        for dir in [self.layout.sets(), self.layout.journal(), part.clone()] {
            self.disk.sync_dir(&dir).map_err(at(&dir))?;
        }
        let layout = Layout { part: false, ..self.layout.clone() };
        let place = layout.generation();
        let renamed = self.disk.rename(&part, &place).and_then(|()| self.disk.sync_dir(&layout.dir));
        renamed.map_err(at(&place))?;
        layout.put_in_force(self.disk)?;
        self.done = true;
        held.note(layout.origin, self.end, self.disk);
        Ok((layout, retire(self.old, old, self.disk)))
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        if !self.done {
            // What stays is cleared away by the next.
            let _ = self.disk.remove_dir(&self.layout.generation());
        }
    }
}

/// Sets the generation aside that was in force, or takes it away. What can't be now is cleared away later.
fn retire(old: &Layout, what: Old, disk: &Disk) -> Option<PathBuf> {
    let from = old.generation();
    if what == Old::Goes {
        let _ = disk.remove_dir(&from);
        return None;
    }
    let moved = set_aside(&old.dir, &from, disk);
    moved.ok().flatten()
}

/// Puts a file or directory of the store under `aside/`, with the date in front of its name; says where. Nothing where it
/// isn't there.
pub(super) fn set_aside(dir: &Path, from: &Path, disk: &Disk) -> Result<Option<PathBuf>> {
    let aside = layout::aside(dir);
    let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = aside.join(format!("{}-{name}", Local::now().format("%Y-%m-%dT%H%M%S%.3f")));
    if !aside.exists() {
        disk.create_dir(&aside).map_err(at(&aside))?;
    }
    match disk.rename(from, &place) {
        Ok(()) => {
            // Where it can't be made sure of, it may lie in its old place once more.
            let _ = disk.sync_dir(&aside).and_then(|()| disk.sync_dir(dir));
            Ok(Some(place))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(from)(error)),
    }
}

/// Clears away generations that are no longer in force. The lock must be held.
pub(super) fn clear_old(layout: &Layout, disk: &Disk) {
    for generation in layout::generations(&layout.dir) {
        if generation < layout.origin.generation {
            let old = Layout { origin: Origin { generation, ..layout.origin }, ..layout.clone() };
            let _ = disk.remove_dir(&old.generation());
        }
    }
    layout::clear_parts(&layout.dir, disk);
}
