//! All kinds of record as one type: what the store keeps, the journal carries and `Change` holds.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::agenda_mark::AgendaMark;
use super::company::Company;
use super::consent::Consent;
use super::contact::Contact;
use super::feedback::Feedback;
use super::follow_up::FollowUp;
use super::id::{CompanyId, ContactId};
use super::interaction::Interaction;
use super::order::Order;

/// One record of any kind. In JSON: `{"contact": {…}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a contact is the common case; a box for each would cost more")]
pub enum Record {
    Contact(Contact),
    Company(Company),
    Interaction(Interaction),
    FollowUp(FollowUp),
    Feedback(Feedback),
    Consent(Consent),
    AgendaMark(AgendaMark),
    Order(Order),
}

/// The kinds of record. The numbers are the archive's key bytes and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum RecordKind {
    Contact = 1,
    Company = 2,
    Interaction = 3,
    FollowUp = 4,
    Feedback = 5,
    Consent = 6,
    AgendaMark = 7,
    Order = 8,
}

impl RecordKind {
    pub const ALL: [Self; 8] = [
        Self::Contact,
        Self::Company,
        Self::Interaction,
        Self::FollowUp,
        Self::Feedback,
        Self::Consent,
        Self::AgendaMark,
        Self::Order,
    ];

    pub fn byte(self) -> u8 {
        self as u8
    }

    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.byte() == byte)
    }
}

/// Names a record: its kind and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordId {
    pub kind: RecordKind,
    pub id: Uuid,
}

impl RecordId {
    pub fn new(kind: RecordKind, id: Uuid) -> Self {
        Self { kind, id }
    }
}

/// Whose timeline a record stands in: a contact's or a company's. Their ids are never the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimelineOf(pub Uuid);

impl From<ContactId> for TimelineOf {
    fn from(id: ContactId) -> Self {
        Self(id.0)
    }
}

impl From<CompanyId> for TimelineOf {
    fn from(id: CompanyId) -> Self {
        Self(id.0)
    }
}

impl Record {
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Contact(_) => RecordKind::Contact,
            Self::Company(_) => RecordKind::Company,
            Self::Interaction(_) => RecordKind::Interaction,
            Self::FollowUp(_) => RecordKind::FollowUp,
            Self::Feedback(_) => RecordKind::Feedback,
            Self::Consent(_) => RecordKind::Consent,
            Self::AgendaMark(_) => RecordKind::AgendaMark,
            Self::Order(_) => RecordKind::Order,
        }
    }

    pub fn id(&self) -> RecordId {
        let id = match self {
            Self::Contact(r) => r.id.0,
            Self::Company(r) => r.id.0,
            Self::Interaction(r) => r.id.0,
            Self::FollowUp(r) => r.id.0,
            Self::Feedback(r) => r.id.0,
            Self::Consent(r) => r.id.0,
            Self::AgendaMark(r) => r.contact.0,
            Self::Order(r) => r.id.0,
        };
        RecordId::new(self.kind(), id)
    }

    /// Its fields as they stand in the journal, by their names there.
    pub fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(of_kind)) => match of_kind.into_iter().next() {
                Some((_, Value::Object(fields))) => fields,
                _ => Map::new(),
            },
            _ => Map::new(),
        }
    }

    /// The timelines it stands in, each once: its contacts', and the companies they were at.
    pub fn timelines(&self) -> Vec<TimelineOf> {
        let mut of: Vec<TimelineOf> = match self {
            Self::Contact(_) | Self::Company(_) | Self::AgendaMark(_) => Vec::new(),
            Self::Interaction(r) => r
                .with
                .iter()
                .flat_map(|p| [Some(TimelineOf::from(p.contact)), p.company.map(TimelineOf::from)])
                .flatten()
                .collect(),
            Self::FollowUp(r) => vec![r.contact.into()],
            Self::Feedback(r) => {
                [Some(TimelineOf::from(r.contact)), r.company.map(TimelineOf::from)].into_iter().flatten().collect()
            }
            Self::Consent(r) => vec![r.contact.into()],
            Self::Order(r) => {
                [r.contact.map(TimelineOf::from), r.company.map(TimelineOf::from)].into_iter().flatten().collect()
            }
        };
        of.sort_unstable();
        of.dedup();
        of
    }

    /// The contacts that it hangs on.
    pub fn contacts(&self) -> Vec<ContactId> {
        match self {
            Self::Contact(_) | Self::Company(_) => Vec::new(),
            Self::Interaction(r) => r.with.iter().map(|participant| participant.contact).collect(),
            Self::FollowUp(r) => vec![r.contact],
            Self::Feedback(r) => vec![r.contact],
            Self::Consent(r) => vec![r.contact],
            Self::AgendaMark(r) => vec![r.contact],
            Self::Order(r) => r.contact.into_iter().collect(),
        }
    }

    /// The companies that it names: where somebody works or did, or was at that time.
    pub fn companies(&self) -> Vec<CompanyId> {
        match self {
            Self::Contact(r) => r.jobs.iter().filter_map(|job| job.company).collect(),
            Self::Interaction(r) => r.with.iter().filter_map(|participant| participant.company).collect(),
            Self::Feedback(r) => r.company.into_iter().collect(),
            Self::Order(r) => r.company.into_iter().collect(),
            Self::Company(_) | Self::FollowUp(_) | Self::Consent(_) | Self::AgendaMark(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn companies_mut(&mut self) -> Vec<&mut CompanyId> {
        match self {
            Self::Contact(r) => r.jobs.iter_mut().filter_map(|job| job.company.as_mut()).collect(),
            Self::Interaction(r) => r.with.iter_mut().filter_map(|participant| participant.company.as_mut()).collect(),
            Self::Feedback(r) => r.company.as_mut().into_iter().collect(),
            Self::Order(r) => r.company.as_mut().into_iter().collect(),
            Self::Company(_) | Self::FollowUp(_) | Self::Consent(_) | Self::AgendaMark(_) => Vec::new(),
        }
    }

    /// Where it stands in a timeline, in UTC: an interaction's moment; else noon of its day.
    pub fn moment(&self) -> Option<DateTime<Utc>> {
        let noon = |day: NaiveDate| day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()).and_utc();
        match self {
            Self::Contact(_) | Self::Company(_) | Self::AgendaMark(_) => None,
            Self::Interaction(r) => Some(r.at.to_utc()),
            Self::FollowUp(r) => Some(noon(r.due)),
            Self::Feedback(r) => Some(noon(r.day)),
            Self::Consent(r) => Some(noon(r.day)),
            Self::Order(r) => Some(noon(r.day)),
        }
    }
}

macro_rules! from {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(record)
            }
        }
    )*};
}
from!(Contact, Company, Interaction, FollowUp, Feedback, Consent, AgendaMark, Order);
