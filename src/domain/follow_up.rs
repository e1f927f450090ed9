//! A follow-up: a promise with a day. Owns the record and the day on which one recurs; getting it done is `act`'s.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::cadence::{Span, Unit};
use super::id::{ContactId, FeedbackId, FollowUpId, InteractionId};
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
    /// The feedback after which it asks: made by itself when that was resolved, or when it was a detractor's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub about: Option<FeedbackId>,
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
            about: None,
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

impl Recurs {
    /// The day of the next instance of one that was due on `own` and is done on `done`: the first after `today` and after its own
    /// day. `None` where the calendar ends.
    pub(in crate::domain) fn next(self, own: NaiveDate, done: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        let (span, anchor) = match self {
            Self::Every { span, anchor } => (span, anchor),
            Self::After { span } => (span, done),
        };
        let after = today.max(own);
        // The first step that could be far enough, so that an old anchor doesn't cost a walk through the years.
        let passed = u32::try_from((after - anchor).num_days().max(0) / longest_days(span)).unwrap_or(0);
        (passed.max(1)..)
            .map(|times| span.times_after(anchor, times))
            .find(|day| *day > after)
            .filter(|day| *day < NaiveDate::MAX)
    }
}

/// Days of a span at the most.
fn longest_days(span: Span) -> i64 {
    i64::from(span.count)
        * match span.unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 31,
            Unit::Year => 366,
        }
}
