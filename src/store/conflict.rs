//! What others changed meanwhile, typed: what a commit was merged with, why it was refused, why an undo was.

use super::{Entry, Seq};
use crate::domain::change::Label;
use crate::domain::merge::Clash;
use crate::domain::record::{Record, RecordId};

/// A record that others changed meanwhile in such a way that a set can't be committed as it was meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub id: RecordId,
    /// As it was read; `None` where it wasn't there.
    pub base: Option<Record>,
    /// As the set would leave it; `None` where it deletes it.
    pub mine: Option<Record>,
    /// As it is now; `None` where it was deleted meanwhile.
    pub theirs: Option<Record>,
    /// The set that came first.
    pub by: Entry,
    /// What both changed; empty where one of the two deletes it.
    pub clashes: Vec<Clash>,
    /// The position for which `theirs` stands: what is made of it is committed as read there.
    pub at: Seq,
}

/// A record that others changed meanwhile, and whose changes and the set's own are both in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    pub id: RecordId,
    /// The last set that changed it meanwhile.
    pub by: Entry,
    /// Whether they had done the same: nothing of the set's own was left to be done to it.
    pub same: bool,
}

/// Why a set can't be taken back: this came since.
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// What was to be taken back.
    pub label: Label,
    /// The set that came since.
    pub by: Entry,
    /// The record that it changed. `None` where it isn't known which, or where it hangs on one that would go.
    pub record: Option<RecordId>,
    /// The fields of it that it changed, as [`crate::domain::merge::Part`] and the history name them; none where it came or went.
    pub fields: Vec<String>,
}
