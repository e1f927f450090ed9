//! Feedback: praise, a complaint, a wish or a survey answer of one contact.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::id::{CompanyId, ContactId, FeedbackId, InteractionId};
use super::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    pub id: FeedbackId,
    pub contact: ContactId,
    /// The contact's company at that time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub company: Option<CompanyId>,
    pub kind: FeedbackKind,
    pub text: String,
    /// The day it came in.
    pub day: NaiveDate,
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// 0 to 10.
    #[serde(default, skip_serializing_if = "is_default")]
    pub score: Option<u8>,
    /// The day by which an answer was promised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promised: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: FeedbackState,
    /// The day it was resolved.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolved: Option<NaiveDate>,
    /// The day the customer was told what came of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub told: Option<NaiveDate>,
    /// The interaction in which it was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<InteractionId>,
    /// Hidden until this day; a late complaint is shown all the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snoozed_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_id: String,
}

impl Feedback {
    pub fn is_open(&self) -> bool {
        self.state != FeedbackState::Resolved
    }

    /// The day a complaint is due: the promised one, else two days after it came in. `None` for other feedback.
    pub fn due(&self) -> Option<NaiveDate> {
        (self.kind == FeedbackKind::Complaint)
            .then(|| self.promised.or_else(|| self.day.checked_add_days(Days::new(2))).unwrap_or(self.day))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    Praise,
    Complaint,
    Wish,
    Survey,
}

impl FeedbackKind {
    pub const ALL: [Self; 4] = [Self::Praise, Self::Complaint, Self::Wish, Self::Survey];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackState {
    #[default]
    Open,
    Acknowledged,
    Resolved,
}
