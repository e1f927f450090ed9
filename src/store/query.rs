//! What is asked of the archive, as data: answered from this session's own, or sent to the keeper. Owns what fits a query;
//! how it is read is `reading`'s.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Seq;
use super::archive::Broken;
use super::layers::Layers;
use crate::domain::id::Ending;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

/// What is asked. Answered with records in the order that each names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Query {
    /// One record, or none.
    Record(RecordId),
    /// The records of a kind from behind the one with the id `after` on, in the order of their ids, `limit` at the most.
    Records { kind: RecordKind, after: Option<Uuid>, limit: usize },
    /// Those of a kind that are wanted, the latest made first, from before the one with the id `before` on.
    Latest { kind: RecordKind, before: Option<Uuid>, limit: usize, wanted: Wanted },
    /// What stands in a timeline, the newest first, from `skip` on.
    Timeline { of: TimelineOf, part: Part, skip: usize, limit: usize },
    /// How many stand in that part of a timeline.
    Count { of: TimelineOf, part: Part },
}

/// Which part of a timeline is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    All,
    Of(RecordKind),
    /// Interactions that are pinned.
    Pinned,
}

impl Part {
    /// Whether a record of this kind is in it, pinned or not.
    pub(super) fn holds(self, kind: RecordKind, is_pinned: bool) -> bool {
        match self {
            Self::All => true,
            Self::Of(wanted) => kind == wanted,
            Self::Pinned => is_pinned,
        }
    }
}

/// Which records are wanted out of all of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    All,
    /// Feedback that is answered or closed: what the book doesn't hold.
    Closed,
    /// Those whose id ends so.
    Ending(Ending),
}

/// What a query came to, and when that was so: it stands for all sets up to `from`, and for none after `until`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub records: Vec<Record>,
    /// Where only that was asked, how many there are.
    pub count: usize,
    pub from: Seq,
    pub until: Seq,
}

impl Wanted {
    fn is(self, record: &Record) -> bool {
        match (self, record) {
            (Self::All, _) => true,
            (Self::Closed, Record::Feedback(one)) => one.is_closed(),
            (Self::Closed, _) => false,
            (Self::Ending(ending), record) => ending.names(record.id().id),
        }
    }
}

impl Query {
    pub fn read(&self, layers: &Layers) -> Result<Vec<Record>, Broken> {
        match *self {
            Self::Record(id) => Ok(layers.record(id)?.into_iter().collect()),
            Self::Records { kind, after, limit } => layers.records(kind, after, limit),
            Self::Latest { kind, before, limit, wanted } => {
                layers.latest(kind, before, limit, |record| wanted.is(record))
            }
            Self::Timeline { of, part, skip, limit } => layers.timeline(of, part, skip, limit),
            Self::Count { .. } => Ok(Vec::new()),
        }
    }

    /// How many there are, where only that is asked.
    pub fn count(&self, layers: &Layers) -> Result<usize, Broken> {
        match *self {
            Self::Count { of, part } => layers.count(of, part),
            _ => Ok(0),
        }
    }
}
