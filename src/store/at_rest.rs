//! The archive read at rest: by the image of its index, which stands for a position, with what the journal says since then
//! over it. Needs neither sled nor the keeper, and keeps nobody from anything; so what is asked is answered at once.
//!
//! Only where the journal hasn't grown far past the image: else the archive is opened, and brings its image up when it is
//! closed. Whatever is wrong here, too, is left to that.

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::archive::{self, Broken, INDEX};
use super::journal::Position;
use super::layers::Layers;
use super::layout::Layout;
use super::overlay::Overlay;
use super::query::{Answer, Query};
use super::replay::Replay;
use super::seal::Seal;
use super::session::Inner;
use crate::domain::record::RecordKind;

/// So many bytes of the journal are laid over it at the most, and so many changes.
const JOURNAL: u64 = 256 << 10;
const CHANGES: usize = 1_000;

pub(super) struct AtRest {
    layout: Layout,
    layers: Layers,
    reached: Position,
    changes: usize,
}

impl AtRest {
    fn open(layout: &Layout) -> Option<Self> {
        let (shelf, durable) = archive::at_rest(&layout.archive(), layout.origin)?;
        let overlay = Arc::new(Overlay::default());
        overlay.begin(durable.seq);
        Some(Self {
            layout: layout.clone(),
            layers: Layers::new(Arc::new(shelf), overlay),
            reached: durable,
            changes: 0,
        })
    }

    /// Lays over it what happened up to `end`; `None` where that is too much, or doesn't fit.
    fn reach(&mut self, end: Position) -> Option<()> {
        if self.reached == end {
            return Some(());
        }
        let is_near = self.reached.segment == end.segment
            && end.offset.checked_sub(self.reached.offset).is_some_and(|grown| grown <= JOURNAL);
        if !is_near {
            return None;
        }
        let mut replay = Replay::new(&self.layout, self.reached).ok()?;
        while let Some(part) = replay.next(end.seq).ok()? {
            self.changes += part.changes.len();
            if self.changes > CHANGES || replay.is_within() {
                return None;
            }
            self.layers.overlay().lay(replay.reached().seq, &part.changes);
        }
        self.reached = replay.reached();
        (self.reached == end).then_some(())
    }
}

/// What of the archive this session reads at rest.
#[derive(Default)]
pub(super) enum Resting {
    #[default]
    Untried,
    Open(Box<AtRest>),
    /// It can't be read so.
    Never,
}

impl Inner {
    /// Answers a query from the archive at rest, for all that the book stands for; `None` where it can't be read so.
    pub fn answer_at_rest(&self, query: &Query) -> Option<Answer> {
        if self.has_archive() {
            return None;
        }
        let mut resting = self.resting();
        let (layout, end) = {
            let session = self.session();
            (session.layout.clone(), session.end)
        };
        if let Resting::Untried = *resting {
            *resting = AtRest::open(&layout).map_or(Resting::Never, |rest| Resting::Open(Box::new(rest)));
        }
        let Resting::Open(rest) = &mut *resting else { return None };
        let answer = match rest.layout.origin == layout.origin && rest.reach(end).is_some() {
            true => self.read_at_rest(query, &rest.layers, end),
            false => Ok(None),
        };
        if let Err(Broken::Damaged(what)) = &answer
            && !self.disk.is_read_only()
        {
            tracing::warn!(what, "the archive can't be read at rest");
            // So that it is written anew.
            let _ = fs::remove_file(layout.archive().join(INDEX));
        }
        let answer = answer.ok().flatten();
        if answer.is_none() {
            *resting = Resting::Never;
        }
        answer
    }

    fn read_at_rest(&self, query: &Query, layers: &Layers, end: Position) -> Result<Option<Answer>, Broken> {
        let (records, count) = (query.read(layers)?, query.count(layers)?);
        if let Query::Record(id) = query
            && id.kind == RecordKind::Contact
            && records.is_empty()
            && self.book().contact(id.id.into()).is_some()
        {
            return Ok(None);
        }
        Ok(Some(Answer { records, count, from: end.seq, until: end.seq }))
    }

    /// Whether something was read at rest.
    pub fn reads_at_rest(&self) -> bool {
        matches!(*self.resting(), Resting::Open(_))
    }

    /// Whether the archive was read at rest and lacks some of what the book stands for.
    pub fn lags_at_rest(&self) -> bool {
        let session = self.session();
        let last = Seal::last(&session.layout.archive(), session.layout.origin);
        let lags = last.is_none_or(|last| last < session.end.seq);
        drop(session);
        lags && self.reads_at_rest()
    }

    fn resting(&self) -> MutexGuard<'_, Resting> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What of the archive a session reads at rest, if it does.
pub(super) type Rest = Mutex<Resting>;

#[cfg(test)]
mod tests;
