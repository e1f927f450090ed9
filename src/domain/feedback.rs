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
    /// What came of it, and what the customer was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answer: String,
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
    /// Feedback of which only this is known, open.
    pub fn new(
        id: FeedbackId,
        contact: ContactId,
        kind: FeedbackKind,
        text: impl Into<String>,
        day: NaiveDate,
    ) -> Self {
        Self {
            id,
            contact,
            company: None,
            kind,
            text: text.into(),
            day,
            topic: String::new(),
            score: None,
            promised: None,
            state: FeedbackState::Open,
            resolved: None,
            told: None,
            answer: String::new(),
            from: None,
            snoozed_until: None,
            source_id: String::new(),
        }
    }

    pub fn is_open(&self) -> bool {
        self.state != FeedbackState::Resolved
    }

    /// Whether nothing is left to be done: it is resolved, and the customer knows.
    pub fn is_closed(&self) -> bool {
        self.standing() == Standing::Told
    }

    /// How far it has come.
    pub fn standing(&self) -> Standing {
        match (self.state, self.told) {
            (FeedbackState::Open, _) => Standing::Open,
            (FeedbackState::Acknowledged, _) => Standing::Acknowledged,
            (FeedbackState::Resolved, None) => Standing::Resolved,
            (FeedbackState::Resolved, Some(_)) => Standing::Told,
        }
    }

    /// Days since it came in.
    pub fn age(&self, today: NaiveDate) -> i64 {
        (today - self.day).num_days()
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

/// How far feedback has come, from heard to closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    Open,
    Acknowledged,
    /// Resolved, and the customer isn't told yet.
    Resolved,
    /// Resolved, and the customer knows.
    Told,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::Open, Self::Acknowledged, Self::Resolved, Self::Told];

    /// What comes after it; `None` at the end.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Open => Some(Self::Acknowledged),
            Self::Acknowledged => Some(Self::Resolved),
            Self::Resolved => Some(Self::Told),
            Self::Told => None,
        }
    }
}
