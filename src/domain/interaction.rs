//! An interaction: what happened with one or more contacts. Owns what counts as a touch.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::consent::Purpose;
use super::contact::Channel;
use super::id::{CompanyId, ContactId, InteractionId};
use super::is_default;

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    pub id: InteractionId,
    /// When, with the offset of the place where it was logged; noon of the day where no time is known.
    pub at: DateTime<FixedOffset>,
    /// Whether the time of `at` is known; else only its day counts.
    pub time_known: bool,
    /// At least one, none twice.
    pub with: Vec<Participant>,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "is_default")]
    pub direction: Option<Direction>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "is_default")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// Without `#`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topics: Vec<String>,
    /// What it was for, where that was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: Option<Purpose>,
    /// What a marketing touch is worth to the customer, in a line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub worth: String,
    /// An automatic answer, a mailing list's or a bulk mail: no touch.
    #[serde(default, skip_serializing_if = "is_default")]
    pub automatic: bool,
    /// Shown in the briefing until it is unpinned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pinned: bool,
    /// Id in the file or program it came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_id: String,
}

impl Interaction {
    /// The civil day at the place where it was logged.
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// The time of day, if it is known.
    pub fn time(&self) -> Option<NaiveTime> {
        self.time_known.then(|| self.at.time())
    }

    /// Whether it counts as contact.
    pub fn is_touch(&self) -> bool {
        self.outcome == Outcome::Reached && self.kind != Kind::Note && !self.automatic
    }

    /// Whether it was an attempt that didn't reach them.
    pub fn is_try(&self) -> bool {
        self.outcome != Outcome::Reached && self.kind != Kind::Note && !self.automatic
    }
}

/// Someone an interaction happened with, and the company they were at then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub contact: ContactId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub company: Option<CompanyId>,
}

/// What kind of interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Call,
    Mail,
    Meeting,
    Video,
    Chat,
    Visit,
    Letter,
    Social,
    Event,
    Note,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::Call,
        Self::Mail,
        Self::Meeting,
        Self::Video,
        Self::Chat,
        Self::Visit,
        Self::Letter,
        Self::Social,
        Self::Event,
        Self::Note,
    ];

    /// The way on which they are reached by it; a note reaches nobody.
    pub fn channel(self) -> Option<Channel> {
        match self {
            Self::Call => Some(Channel::Phone),
            Self::Mail => Some(Channel::Mail),
            Self::Video => Some(Channel::Video),
            Self::Chat => Some(Channel::Chat),
            Self::Meeting | Self::Visit | Self::Event => Some(Channel::Visit),
            Self::Letter => Some(Channel::Letter),
            Self::Social => Some(Channel::Social),
            Self::Note => None,
        }
    }

    /// On several marked contacts one interaction with all of them, not one for each.
    pub fn is_gathering(self) -> bool {
        matches!(self, Self::Meeting | Self::Visit | Self::Video | Self::Event)
    }
}

/// Who started it: `In` is they, `Out` is we.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}

/// Whether they were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Reached,
    NoAnswer,
    LeftMessage,
}
