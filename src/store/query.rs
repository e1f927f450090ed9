//! What is asked of the archive, as data: answered from this session's own, or sent to the keeper. Owns what fits a query;
//! how it is read is `reading`'s.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Seq;
use super::archive::Broken;
use super::reading::Reading;
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
    Timeline { of: TimelineOf, skip: usize, limit: usize },
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
    pub fn read(&self, reading: &Reading) -> Result<Vec<Record>, Broken> {
        match *self {
            Self::Record(id) => Ok(reading.record(id)?.into_iter().collect()),
            Self::Records { kind, after, limit } => reading.records(kind, after, limit),
            Self::Latest { kind, before, limit, wanted } => {
                reading.latest(kind, before, limit, |record| wanted.is(record))
            }
            Self::Timeline { of, skip, limit } => reading.timeline(of, skip, limit),
        }
    }
}
