//! A follow-up: a promise with a day. Owns the record; `done` and its next instance are `act`'s.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::cadence::Span;
use super::id::{ContactId, FollowUpId, InteractionId};
use super::is_default;

/// A promise to one contact. Of a recurring one there is one open instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub contact: ContactId,
    /// May be empty: then the day alone is the promise.
    pub title: String,
    pub due: NaiveDate,
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: Option<NaiveTime>,
    /// The day it was made.
    pub made: NaiveDate,
    /// The interaction it came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<InteractionId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub recurs: Option<Recurs>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: FollowUpState,
    /// The day it was done or cancelled.
    #[serde(default, skip_serializing_if = "is_default")]
    pub closed: Option<NaiveDate>,
    /// The interaction whose log did it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub closed_by: Option<InteractionId>,
    /// Of a recurring one: the instance before, which was done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<FollowUpId>,
    /// Hidden until this day; due day and lateness stay.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snoozed_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_id: String,
}

impl FollowUp {
    /// An open one that is made on the day `made`, and of which no more is known.
    pub fn new(id: FollowUpId, contact: ContactId, title: impl Into<String>, due: NaiveDate, made: NaiveDate) -> Self {
        Self {
            id,
            contact,
            title: title.into(),
            due,
            time: None,
            made,
            from: None,
            recurs: None,
            state: FollowUpState::Open,
            closed: None,
            closed_by: None,
            after: None,
            snoozed_until: None,
            source_id: String::new(),
        }
    }

    pub fn is_open(&self) -> bool {
        self.state == FollowUpState::Open
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    #[default]
    Open,
    Done,
    Cancelled,
}

/// How the next instance's day is found when one is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurs {
    /// `every 3m`: counted from the first instance's day, `anchor`, which a clamped month doesn't lose.
    Every { span: Span, anchor: NaiveDate },
    /// `after 3m`: counted from the day it was done.
    After { span: Span },
}
