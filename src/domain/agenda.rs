//! Who is due, most pressing first, with the reasons: a pure function of book, settings and a day.
//!
//! Owns which reasons make a row, their sections and their order. When each reason is due and whether it is hidden is
//! said in `reasons`, which reason presses more in `order`.

mod order;
mod reasons;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::ops::Range;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use uuid::Uuid;

use super::act::Item;
use super::book::Book;
use super::cadence::Span;
use super::contact::Channel;
use super::id::{ContactId, FeedbackId, FollowUpId};
use super::interaction::{Kind, Outcome};
use super::row::Row;
use super::search::{self, Beginning};
use super::settings::Settings;
use order::Key;
use reasons::{Pending, Rules, Subject};

pub use reasons::{LEAD, is_off, rhythm};

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
    let rules = Rules::new(book, settings, today, ahead);
    // All reasons one behind the other, those of one contact together, and what the rows are sorted by.
    let mut pending: Vec<Pending> = Vec::new();
    let mut rows: Vec<(Key, Beginning, Range<u32>)> = Vec::new();
    let mut touched: Vec<Subject> = Vec::new();
    let mut without_rhythm = 0;
    for (row, facts) in book.contacts_and_facts() {
        let of = Subject { row, facts };
        let start = pending.len();
        rules.reasons(of, &mut pending);
        if pending.len() > start {
            pending[start..].sort_unstable_by_key(Pending::order);
            rows.push((pending[start].key, facts.name, start as u32..pending.len() as u32));
        } else if of.was_touched_on(today) {
            touched.push(of);
        }
        if of.rhythm(settings).is_none() && !of.is_off(today) {
            without_rhythm += 1;
        }
    }
    let subject = |reasons: &Range<u32>| pending[reasons.start as usize].of;
    rows.sort_unstable_by(|(key_a, name_a, a), (key_b, name_b, b)| {
        (key_a, name_a).cmp(&(key_b, name_b)).then_with(|| by_name(subject(a), subject(b)))
    });
    touched.sort_unstable_by(|a, b| latest(b.row).cmp(&latest(a.row)).then_with(|| by_name(*a, *b)));

    let mut agenda = Agenda { without_rhythm, ..Agenda::default() };
    for (_, _, reasons) in rows {
        let entry = entry(&pending[reasons.start as usize..reasons.end as usize]);
        match entry.section {
            Section::Now => agenda.now.push(entry),
            Section::Rhythm => agenda.rhythm.push(entry),
            Section::Next | Section::Touched => agenda.next.push(entry),
        }
    }
    let touched = touched.into_iter().map(|of| of.facts.id);
    agenda.touched = touched.map(|contact| Entry { contact, section: Section::Touched, reasons: Vec::new() }).collect();
    agenda
}

/// One contact's row on the agenda of `today`, if it has reasons there.
pub fn entry_of(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32, contact: ContactId) -> Option<Entry> {
    let (row, facts) = book.contact_and_facts(contact)?;
    let mut pending = Vec::new();
    Rules::new(book, settings, today, ahead).reasons(Subject { row, facts }, &mut pending);
    pending.sort_unstable_by_key(Pending::order);
    (!pending.is_empty()).then(|| entry(&pending))
}

/// A row from its reasons, which are in order.
fn entry(reasons: &[Pending]) -> Entry {
    Entry {
        contact: reasons[0].contact,
        section: reasons[0].key.section(),
        reasons: reasons.iter().map(Pending::reason).collect(),
    }
}

fn by_name(a: Subject, b: Subject) -> Ordering {
    let by_rest = || if a.facts.name.is_all() { Ordering::Equal } else { search::compare(&a.row.name, &b.row.name) };
    a.facts.name.cmp(&b.facts.name).then_with(by_rest).then_with(|| a.facts.id.cmp(&b.facts.id))
}

fn latest(row: &Row) -> Option<DateTime<FixedOffset>> {
    row.last_touch().map(|touch| touch.at)
}

/// The day `days` after `day`; the calendar's last where it would be passed.
fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}
