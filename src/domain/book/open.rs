//! What is open with contacts, as far as agenda, lists and counts ask of everybody: small, of fixed size, side by side.

use chrono::Timelike;

use crate::domain::day::Day;
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ById, CompanyId, ContactId, FeedbackId, FollowUpId};

/// An open follow-up. Its title is in [`super::Book::follow_up`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promise {
    pub id: FollowUpId,
    pub contact: ContactId,
    pub due: Day,
    /// The second of the day at which it is due; [`ANY_TIME`] where that isn't said.
    pub second: u32,
    /// The day it was made.
    pub made: Day,
    pub snoozed_until: Option<Day>,
    pub is_recurring: bool,
}

/// Comes after each second of a day.
pub const ANY_TIME: u32 = u32::MAX;

impl From<&FollowUp> for Promise {
    fn from(of: &FollowUp) -> Self {
        Self {
            id: of.id,
            contact: of.contact,
            due: of.due.into(),
            second: of.time.map_or(ANY_TIME, |time| time.num_seconds_from_midnight()),
            made: of.made.into(),
            snoozed_until: of.snoozed_until.map(Day::from),
            is_recurring: of.recurs.is_some(),
        }
    }
}

/// Feedback that isn't closed: open, or resolved and the customer isn't told. Its text is in [`super::Book::feedback`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grievance {
    pub id: FeedbackId,
    pub contact: ContactId,
    /// The contact's company at that time.
    pub company: Option<CompanyId>,
    pub kind: FeedbackKind,
    pub state: FeedbackState,
    /// The day it came in.
    pub day: Day,
    /// The day by which an answer was promised.
    pub promised: Option<Day>,
    /// The day it was resolved.
    pub resolved: Option<Day>,
    pub snoozed_until: Option<Day>,
}

impl Grievance {
    /// Else it is resolved, and the customer isn't told.
    pub fn is_open(&self) -> bool {
        matches!(self.state, FeedbackState::Open | FeedbackState::Acknowledged)
    }

    /// The day a complaint is due: the promised one, else two days after it came in. `None` for other feedback.
    pub fn due(&self) -> Option<Day> {
        (self.kind == FeedbackKind::Complaint).then(|| self.promised.unwrap_or_else(|| self.day.plus(2)))
    }
}

impl From<&Feedback> for Grievance {
    fn from(of: &Feedback) -> Self {
        Self {
            id: of.id,
            contact: of.contact,
            company: of.company,
            kind: of.kind,
            state: of.state,
            day: of.day.into(),
            promised: of.promised.map(Day::from),
            resolved: of.resolved.map(Day::from),
            snoozed_until: of.snoozed_until.map(Day::from),
        }
    }
}

/// Something open that hangs on a contact.
pub(super) trait Hangs {
    /// Which record it is, and its place among those of its contact.
    type Id: PartialEq + Copy;
    type Order: Ord;

    fn id(&self) -> Self::Id;
    fn contact(&self) -> ContactId;
    fn order(&self) -> Self::Order;
}

impl Hangs for Promise {
    type Id = FollowUpId;
    type Order = (Day, u32, Day, FollowUpId);

    fn id(&self) -> FollowUpId {
        self.id
    }

    fn contact(&self) -> ContactId {
        self.contact
    }

    /// As they are numbered: by due day and time, then age.
    fn order(&self) -> Self::Order {
        (self.due, self.second, self.made, self.id)
    }
}

impl Hangs for Grievance {
    type Id = FeedbackId;
    type Order = (Day, FeedbackId);

    fn id(&self) -> FeedbackId {
        self.id
    }

    fn contact(&self) -> ContactId {
        self.contact
    }

    /// The oldest first.
    fn order(&self) -> Self::Order {
        (self.day, self.id)
    }
}

/// What is open, by contact.
#[derive(Debug, Clone)]
pub(super) struct Open<T> {
    of: ById<ContactId, Vec<T>>,
}

impl<T> Default for Open<T> {
    fn default() -> Self {
        Self { of: ById::default() }
    }
}

impl<T: Hangs> Open<T> {
    /// All of it, in no order.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.of.values().flatten()
    }

    /// What is open with a contact, in order.
    pub fn of(&self, contact: ContactId) -> &[T] {
        self.of.get(&contact).map(Vec::as_slice).unwrap_or_default()
    }

    /// Adds one, or puts it in the place of what it was before.
    pub fn put(&mut self, one: T) {
        let open = self.of.entry(one.contact()).or_default();
        open.retain(|other| other.id() != one.id());
        let place = open.partition_point(|other| other.order() < one.order());
        open.insert(place, one);
    }

    pub fn take(&mut self, contact: ContactId, id: T::Id) {
        if let Some(open) = self.of.get_mut(&contact) {
            open.retain(|other| other.id() != id);
            if open.is_empty() {
                self.of.remove(&contact);
            }
        }
    }
}
