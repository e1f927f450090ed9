//! Consent: one decision of one contact on one channel, for every purpose or for one. For each purpose the newest of those that
//! concern it is in force; older ones stay.
//! And what follows from it: whether somebody may be reached on a channel on a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contact::Channel;
use super::id::{ConsentId, ContactId};
use super::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    pub id: ConsentId,
    pub contact: ContactId,
    pub channel: Channel,
    /// `None` is every purpose.
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: Option<Purpose>,
    pub state: ConsentState,
    pub day: NaiveDate,
    /// How it was obtained or withdrawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub how: String,
    /// Where the proof lies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub proof: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Contract,
    Service,
    Marketing,
    Survey,
}

impl Purpose {
    pub const ALL: [Self; 4] = [Self::Contract, Self::Service, Self::Marketing, Self::Survey];

    /// As it is written in commands and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Service => "service",
            Self::Marketing => "marketing",
            Self::Survey => "survey",
        }
    }

    /// Reads it in English or German.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "contract" | "vertrag" => Self::Contract,
            "service" | "betreuung" => Self::Service,
            "marketing" | "werbung" => Self::Marketing,
            "survey" | "umfrage" | "befragung" => Self::Survey,
            _ => return None,
        })
    }

    /// Whether it takes a consent: advertising and asking for opinions do (GDPR, Art. 6 (1) a; UWG, § 7), while what a contract
    /// or its service brings with it may be said unless it was forbidden.
    pub fn needs_consent(self) -> bool {
        matches!(self, Self::Marketing | Self::Survey)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    #[default]
    Unknown,
    Given,
    Withdrawn,
}

impl ConsentState {
    pub const ALL: [Self; 3] = [Self::Given, Self::Withdrawn, Self::Unknown];

    /// As it is written in commands and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
            Self::Unknown => "unknown",
        }
    }

    /// Reads it in English or German.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "given" | "erteilt" | "gegeben" => Self::Given,
            "withdrawn" | "widerrufen" => Self::Withdrawn,
            "unknown" | "unbekannt" => Self::Unknown,
            _ => return None,
        })
    }
}

/// Whether somebody may be reached on a channel. Only what was said against it forbids it: nothing known is allowed, unless the
/// purpose takes a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May<'a> {
    Allowed,
    /// Withdrawn on that day, and how; `how` may be empty. For one purpose, or every one.
    Withdrawn {
        day: NaiveDate,
        how: &'a str,
        purpose: Option<Purpose>,
    },
    /// Nobody consented to this purpose, which takes a consent.
    NotGiven {
        purpose: Purpose,
    },
    /// Not to be contacted on any channel: until a day or for good; `reason` may be empty.
    DoNotContact {
        until: Option<NaiveDate>,
        reason: &'a str,
    },
}

impl May<'_> {
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}
