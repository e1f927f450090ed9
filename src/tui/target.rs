//! What a verb acts on: the marked contacts or the selected one, and what the focus stands on more closely.

use chrono::NaiveDate;

use crate::domain::id::{ContactId, FeedbackId, FollowUpId, InteractionId, OrderId};

/// What a verb acts on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Target {
    /// The marked contacts, else the selected one. Empty if there is none.
    pub contacts: Vec<ContactId>,
    /// The item under the focus, where it is more than the contact.
    pub item: Option<Item>,
    /// The day to come whose reasons are meant, where it is that of a calendar.
    pub day: Option<NaiveDate>,
}

impl Target {
    pub fn contact(id: ContactId) -> Self {
        Self { contacts: vec![id], item: None, day: None }
    }

    /// The contact, if it is one only.
    pub fn only(&self) -> Option<ContactId> {
        match self.contacts[..] {
            [id] => Some(id),
            _ => None,
        }
    }
}

/// Something that hangs on a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    FollowUp(FollowUpId),
    Feedback(FeedbackId),
    Interaction(InteractionId),
    Order(OrderId),
}
