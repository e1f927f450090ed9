//! Who is due, most pressing first, with the reasons: a pure function of book, settings and a day.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use super::act::Item;
use super::book::Book;
use super::cadence::Span;
use super::contact::Channel;
use super::id::{ContactId, FeedbackId, FollowUpId};
use super::interaction::{Kind, Outcome};
use super::settings::Settings;

/// Days ahead that the screen shows.
pub const DAYS_AHEAD: u32 = 7;

/// The agenda of a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    pub now: Vec<Entry>,
    pub rhythm: Vec<Entry>,
    /// What comes in the asked number of days.
    pub next: Vec<Entry>,
    /// Those touched today who stand in no section above; the latest first. Their `reasons` are empty.
    pub touched: Vec<Entry>,
    /// How many active contacts have no rhythm.
    pub without_rhythm: usize,
}

impl Agenda {
    /// What the header counts: Now and Rhythm.
    pub fn due(&self) -> usize {
        self.now.len() + self.rhythm.len()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    Now,
    Rhythm,
    Next,
    Touched,
}

/// A contact on the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub contact: ContactId,
    pub section: Section,
    /// The most pressing first; empty only in `Touched`.
    pub reasons: Vec<Reason>,
}

/// Why a contact is on the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub why: Why,
    /// The day it is due, moved to a working day where the rules say so.
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    /// 0 if it isn't late.
    pub days_overdue: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    FollowUp {
        id: FollowUpId,
        title: String,
    },
    Complaint {
        id: FeedbackId,
        text: String,
    },
    /// Attempts since the last touch, the kind and outcome of the last one, and after three the channel to try instead.
    Retry {
        tries: u32,
        last: Outcome,
        day: NaiveDate,
        instead: Option<Channel>,
    },
    /// The birthday's own day and the age reached on it, if known.
    Birthday {
        day: NaiveDate,
        age: Option<i32>,
    },
    /// The rhythm, and the last touch, if there was one.
    Cadence {
        interval: Span,
        last: Option<(NaiveDate, Kind)>,
    },
}

impl Reason {
    /// What `act::done` and `act::snooze` take.
    pub fn item(&self, contact: ContactId) -> Item {
        match self.why {
            Why::FollowUp { id, .. } => Item::FollowUp(id),
            Why::Complaint { id, .. } => Item::Feedback(id),
            Why::Retry { .. } => Item::Retry(contact),
            Why::Birthday { .. } => Item::Birthday(contact),
            Why::Cadence { .. } => Item::Cadence(contact),
        }
    }

    /// What the command line's `done` and `snooze` take: the follow-up's or feedback's id, else the contact's.
    pub fn id(&self, contact: ContactId) -> Uuid {
        match &self.why {
            Why::FollowUp { id, .. } => id.0,
            Why::Complaint { id, .. } => id.0,
            Why::Retry { .. } | Why::Birthday { .. } | Why::Cadence { .. } => contact.0,
        }
    }
}

/// The agenda of `today`, with what comes in the `ahead` days after it.
pub fn agenda(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) -> Agenda {
    let _ = (book, settings, today, ahead);
    todo!()
}
