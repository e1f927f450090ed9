//! Who is due, most pressing first, with the reasons: a pure function of book, settings and a day.
//!
//! When each reason is due and whether it is hidden is said in `rules`, which reason presses more in `order`. The whole agenda is
//! made of `lines` that know no reasons; these get their `words` where they are looked at.

mod accounts;
mod ahead;
mod lines;
mod order;
mod rules;
#[cfg(test)]
mod tests;
mod whom;
mod words;

use chrono::{Days, NaiveDate, NaiveTime};
use uuid::Uuid;

use super::act::Item;
use super::book::{Book, Facts};
use super::cadence::Span;
use super::contact::Channel;
use super::id::{FeedbackId, FollowUpId};
use super::interaction::{Kind, Outcome};
use super::settings::Settings;
use rules::Rules;

pub use accounts::{CompanyDue, companies, company_rhythm};
pub use ahead::{Ahead, Cause, Counts, entry_on};
pub use lines::{Agenda, Line};
pub use rules::{LEAD, is_off, rhythm};
pub use whom::Whom;

/// Days ahead that the screen shows.
pub const DAYS_AHEAD: u32 = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    Now,
    Rhythm,
    Next,
    Touched,
}

/// A contact or a company on the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub whom: Whom,
    pub section: Section,
    /// The most pressing first; empty only in `Touched`.
    pub reasons: Vec<Reason>,
}

/// Why somebody is on the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub why: Why,
    /// The day it is due. A rhythm and a retry are due on a working day; a follow-up and a birthday keep their own day,
    /// also where they show before it since it is a day off: then it is after today in `Now`.
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    /// 0 if it isn't late.
    pub days_overdue: i64,
}

impl Reason {
    /// Days late as people count them: a birthday may have been missed, but nobody is late with it.
    pub fn days_late(&self) -> i64 {
        if matches!(self.why, Why::Birthday { .. }) { 0 } else { self.days_overdue }
    }
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
    /// The rhythm, and the last touch, if there was one, else the last contact that an import told of; of a lead that was
    /// never touched it is that of leads.
    Cadence {
        interval: Span,
        last: Option<(NaiveDate, Kind)>,
        imported: Option<NaiveDate>,
        untouched_lead: bool,
    },
    /// A segment they are in is to be on the agenda, and they stand there for nothing else. [`WORSE`](super::called::WORSE) is that
    /// of those whose health turned for the worse.
    Segment {
        name: String,
    },
    /// A company's rhythm, and the days since the last contact with anyone who works there; `None` where there was none.
    Account {
        interval: Span,
        last: Option<NaiveDate>,
        days: i64,
    },
}

impl Reason {
    /// What `act::done` and `act::snooze` take.
    pub fn item(&self, whom: impl Into<Whom>) -> Item {
        let contact = match whom.into() {
            Whom::Contact(contact) => contact,
            Whom::Company(company) => return Item::Account(company),
        };
        match self.why {
            Why::FollowUp { id, .. } => Item::FollowUp(id),
            Why::Complaint { id, .. } => Item::Feedback(id),
            Why::Retry { .. } => Item::Retry(contact),
            Why::Birthday { .. } => Item::Birthday(contact),
            Why::Cadence { .. } | Why::Account { .. } | Why::Segment { .. } => Item::Cadence(contact),
        }
    }

    /// What the command line's `done` and `snooze` take: the follow-up's or feedback's id, else the contact's or company's.
    pub fn id(&self, whom: impl Into<Whom>) -> Uuid {
        match &self.why {
            Why::FollowUp { id, .. } => id.0,
            Why::Complaint { id, .. } => id.0,
            Why::Retry { .. }
            | Why::Birthday { .. }
            | Why::Cadence { .. }
            | Why::Segment { .. }
            | Why::Account { .. } => whom.into().id(),
        }
    }
}

/// The agenda of `today`, with what comes in the `ahead` days after it.
pub fn agenda(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) -> Agenda {
    Agenda::once(book, settings, today, ahead)
}

/// The row of one on the agenda of `today`, with reasons there.
pub fn entry_of(
    book: &Book,
    settings: &Settings,
    today: NaiveDate,
    ahead: u32,
    whom: impl Into<Whom>,
) -> Option<Entry> {
    let whom = whom.into();
    let (section, reasons) = Rules::new(book, settings, today, ahead).entry_of(whom)?;
    Some(Entry { whom, section, reasons })
}

/// When a contact's most pressing reason is due, and how many days late it is as people count them; a birthday never is.
pub fn next_of(
    book: &Book,
    settings: &Settings,
    today: NaiveDate,
    ahead: u32,
    facts: &Facts,
) -> Option<(NaiveDate, i64)> {
    Rules::new(book, settings, today, ahead).next(facts)
}

/// The day `days` after `day`; the calendar's last where it would be passed.
fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}
