//! An agenda mark: what the user told the agenda about one contact, apart from what is known of the person. There is at
//! most one for a contact and it has the contact's id, so that snoozing, congratulating and taking off for today need
//! no full contact record.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::id::{ContactId, InteractionId};
use super::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgendaMark {
    pub contact: ContactId,
    /// The first day of the cadence, until the first touch: how an import spreads new contacts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cadence_from: Option<NaiveDate>,
    /// The day of the last contact, as an import told it; it counts where no touch is as late.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last_contact: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub cadence: Option<Snooze>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub retry: Option<Snooze>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub birthday: Option<Snooze>,
    /// Off the agenda until this day, all but late complaints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub off_until: Option<NaiveDate>,
    /// The birthday (its day in that year) for which they were congratulated last.
    #[serde(default, skip_serializing_if = "is_default")]
    pub congratulated: Option<NaiveDate>,
}

impl AgendaMark {
    pub fn new(contact: ContactId) -> Self {
        Self {
            contact,
            cadence_from: None,
            last_contact: None,
            cadence: None,
            retry: None,
            birthday: None,
            off_until: None,
            congratulated: None,
        }
    }

    /// Whether it says anything beside what an import told: the first day and the last contact.
    pub fn says_more_than_import(&self) -> bool {
        let Self { contact, cadence_from, last_contact, .. } = *self;
        *self != Self { cadence_from, last_contact, ..Self::new(contact) }
    }

    /// Whether it says nothing, and so needs not be kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.contact)
    }
}

/// Hidden until a day; a touch logged after `set` ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    pub until: NaiveDate,
    pub set: DateTime<FixedOffset>,
}

impl Snooze {
    /// Whether a touch was entered after it, and so ends it.
    pub fn is_before(&self, touch: InteractionId) -> bool {
        touch.entered_millis() > self.set.timestamp_millis()
    }
}
