//! Full records and timelines: what lies on the shelf, with the overlay over it.

use std::collections::HashSet;
use std::iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;

use super::archive::{Broken, Shelf};
use super::codec::{self, Place};
use super::overlay::Overlay;
use super::query::Part;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

pub(super) struct Layers {
    below: Arc<Shelf>,
    overlay: Arc<Overlay>,
    /// What is being read ends early, and counts for nothing.
    has_ended: AtomicBool,
}

impl Layers {
    pub fn new(below: Arc<Shelf>, overlay: Arc<Overlay>) -> Self {
        Self { below, overlay, has_ended: AtomicBool::new(false) }
    }

    /// Ends what is being read.
    pub fn end(&self) {
        self.has_ended.store(true, Ordering::Release);
    }

    /// Whether what was read may be cut short.
    pub fn has_ended(&self) -> bool {
        self.has_ended.load(Ordering::Acquire)
    }

    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    pub fn record(&self, id: RecordId) -> Result<Option<Record>, Broken> {
        match self.overlay.record(id)? {
            Some(record) => Ok(record),
            None => self.below.record(id),
        }
    }

    /// The next records of a kind in the order of their ids, from behind `after` on, `limit` at the most.
    pub fn records(&self, kind: RecordKind, after: Option<Uuid>, limit: usize) -> Result<Vec<Record>, Broken> {
        let over = self.overlay.records(kind, |id| after.is_none_or(|after| id > after))?;
        let all = merged(over.into_iter(), self.below.records(kind, after), |laid, below| laid <= below);
        all.take_while(|_| !self.has_ended()).take(limit).collect()
    }

    /// The records of a kind against the order of their ids, the latest made first, from before `before` on, `limit` at the
    /// most of those that are `wanted`.
    pub fn latest(
        &self,
        kind: RecordKind,
        before: Option<Uuid>,
        limit: usize,
        wanted: impl Fn(&Record) -> bool,
    ) -> Result<Vec<Record>, Broken> {
        let over = self.overlay.records(kind, |id| before.is_none_or(|before| id < before))?;
        let under = self.below.records_back(kind, before);
        let wanted = |record: &Result<Record, Broken>| record.as_ref().map_or(true, &wanted);
        let all = merged(over.into_iter().rev(), under, |laid, below| laid >= below);
        all.take_while(|_| !self.has_ended()).filter(wanted).take(limit).collect()
    }

    /// A part of a timeline, the newest first.
    pub fn timeline(&self, of: TimelineOf, part: Part, skip: usize, limit: usize) -> Result<Vec<Record>, Broken> {
        let records = self.standing(of, part)?.skip(skip).take(limit).map(|standing| match standing? {
            Standing::Laid(record) => Ok(*record),
            Standing::At(place) => self.placed(&place),
        });
        records.collect()
    }

    /// How many records stand in a part of a timeline.
    pub fn count(&self, of: TimelineOf, part: Part) -> Result<usize, Broken> {
        self.standing(of, part)?.try_fold(0, |count, standing| standing.map(|_| count + 1))
    }

    /// What stands in a part of a timeline, the newest first.
    fn standing(&self, of: TimelineOf, part: Part) -> Result<impl Iterator<Item = Result<Standing, Broken>>, Broken> {
        let layer = self.overlay.timeline(of)?;
        let hidden: HashSet<RecordId> = layer.hidden.into_iter().collect();
        let is_wanted = move |record: &Record| part.holds(record.kind(), codec::is_pinned(record));
        let mut over = layer.records.into_iter().filter(move |(_, record)| is_wanted(record)).peekable();
        let is_wanted = move |entry: &codec::Standing| {
            codec::placed(&entry.place).is_none_or(|id| part.holds(id.kind, entry.pinned) && !hidden.contains(&id))
        };
        let under = self.below.timeline(of).filter(move |entry| entry.as_ref().map_or(true, &is_wanted));
        let mut under = under.map(|entry| entry.map(|entry| entry.place)).peekable();
        let merged = iter::from_fn(move || {
            let below = under.peek().and_then(|place| place.as_ref().ok());
            match over.next_if(|(place, _)| below.is_none_or(|below| place > below)) {
                Some((_, record)) => Some(Ok(Standing::Laid(Box::new(record)))),
                None => under.next().map(|place| place.map(Standing::At)),
            }
        });
        Ok(merged.take_while(|_| !self.has_ended()))
    }

    fn placed(&self, place: &Place) -> Result<Record, Broken> {
        let record = codec::placed(place).map(|id| self.below.record(id)).transpose()?.flatten();
        record.ok_or_else(|| Broken::Damaged("a timeline names a record that isn't there".to_owned()))
    }
}

/// What stands in a timeline: laid over it, or at a place in the archive.
enum Standing {
    Laid(Box<Record>),
    At(Place),
}

/// What lies `over` records and those `under` it, both in one order of their ids; `comes` says whether what is laid over comes
/// before, or in the place of, the one below.
fn merged(
    over: impl Iterator<Item = (Uuid, Option<Record>)>,
    under: impl Iterator<Item = Result<Record, Broken>>,
    comes: impl Fn(&Uuid, &Uuid) -> bool,
) -> impl Iterator<Item = Result<Record, Broken>> {
    let (mut over, mut under) = (over.peekable(), under.peekable());
    let merged = iter::from_fn(move || {
        let below = under.peek().and_then(|record| record.as_ref().ok()).map(|record| record.id().id);
        match over.next_if(|(id, _)| below.is_none_or(|below| comes(id, &below))) {
            Some((id, laid)) => {
                // The archive may not speak for what lies over it.
                under.next_if(|_| below == Some(id));
                Some(Ok(laid))
            }
            None => under.next().map(|record| record.map(Some)),
        }
    });
    merged.filter_map(Result::transpose)
}
