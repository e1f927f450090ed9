//! Logging what happened, with all that the line brings about.

use crate::domain::change::Set;
use crate::domain::id::{ContactId, FollowUpId, Ids};

use super::{ActError, Given};

/// What a log line would do, for the live reading; [`log`] does just that.
#[derive(Debug, Clone, PartialEq)]
pub struct LogPlan {
    /// Everyone it is on, those named with `+Name` behind those it was opened on.
    pub people: Vec<ContactId>,
    /// One interaction with all of them; else one for each.
    pub together: bool,
    /// The open follow-ups that will be done, in their order.
    pub does: Vec<FollowUpId>,
}

/// What `reading` would do on `on`, opened from a follow-up or not.
// Takes the log line's reading as soon as there is one.
pub fn plan_log(given: &Given, on: &[ContactId], opened_from: Option<FollowUpId>) -> Result<LogPlan, ActError> {
    let _ = (given, on, opened_from);
    todo!()
}

/// Does what was planned.
pub fn log(given: &Given, ids: &mut Ids, plan: &LogPlan) -> Set {
    let _ = (given, ids, plan);
    todo!()
}

/// A note on each of `on`.
pub fn note(given: &Given, ids: &mut Ids, on: &[ContactId], text: &str) -> Result<Set, ActError> {
    let _ = (given, ids, on, text);
    todo!()
}
