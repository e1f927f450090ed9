//! Follow-ups and feedback: adding them, and getting them done.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::change::Set;
use crate::domain::feedback::FeedbackKind;
use crate::domain::follow_up::Recurs;
use crate::domain::id::{ContactId, Ids};

use super::{ActError, Given, Item};

/// A follow-up to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFollowUp {
    pub title: String,
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    /// `Every` with its anchor at `due`.
    pub recurs: Option<Recurs>,
}

/// Feedback to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFeedback {
    pub kind: FeedbackKind,
    pub text: String,
    pub topic: String,
    pub score: Option<u8>,
    pub promised: Option<NaiveDate>,
}

/// A follow-up for each of `on`.
pub fn add_follow_up(given: &Given, ids: &mut Ids, on: &[ContactId], new: &NewFollowUp) -> Result<Set, ActError> {
    let _ = (given, ids, on, new);
    todo!()
}

/// Feedback of each of `on`, that came in today.
pub fn add_feedback(given: &Given, ids: &mut Ids, on: &[ContactId], new: &NewFeedback) -> Result<Set, ActError> {
    let _ = (given, ids, on, new);
    todo!()
}

/// Follow-ups done (a recurring one's next instance is made), complaints resolved, birthdays congratulated.
pub fn done(given: &Given, ids: &mut Ids, items: &[Item]) -> Result<Set, ActError> {
    let _ = (given, ids, items);
    todo!()
}
