//! What is wrong with a record, and what is merely odd: typed, for the edge to say.
//!
//! An error stops saving; an oddity is warned about and saved all the same.

use chrono::NaiveDate;

use super::company::Company;
use super::contact::{Birthday, Contact};
use super::feedback::Feedback;
use super::follow_up::FollowUp;
use super::interaction::Interaction;

/// What stops saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A contact or company without a name.
    NoName,
    /// An interaction with nobody.
    NoParticipants,
    /// A day that is still to come, where only past ones make sense.
    BirthdayAhead(Birthday),
    /// Feedback without a text.
    NoText,
    /// A score outside 0 to 10.
    Score(u8),
    /// A job that ended before it began.
    JobEnds { from: NaiveDate, to: NaiveDate },
    /// A contact recommended by themself.
    ReferredByThemself,
    /// Text of a field longer than this many bytes.
    TooLong { limit: usize },
}

/// What is warned about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    Mail(String),
    /// Letters, or too few or too many digits.
    Phone(String),
    /// Older than anyone.
    Age {
        birthday: Birthday,
        age: i32,
    },
    /// An interaction on a day to come.
    Ahead(NaiveDate),
}

/// What was found out about a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    pub wrong: Vec<Wrong>,
    pub odd: Vec<Odd>,
}

impl Findings {
    /// Whether the record may be saved.
    pub fn may_be_saved(&self) -> bool {
        self.wrong.is_empty()
    }
}

pub fn contact(contact: &Contact, today: NaiveDate) -> Findings {
    let _ = (contact, today);
    todo!()
}

pub fn company(company: &Company) -> Findings {
    let _ = company;
    todo!()
}

pub fn interaction(interaction: &Interaction, today: NaiveDate) -> Findings {
    let _ = (interaction, today);
    todo!()
}

pub fn follow_up(follow_up: &FollowUp) -> Findings {
    let _ = follow_up;
    todo!()
}

pub fn feedback(feedback: &Feedback) -> Findings {
    let _ = feedback;
    todo!()
}

/// Whether a mail address looks unlike one.
pub fn is_odd_mail(text: &str) -> bool {
    let _ = text;
    todo!()
}

/// Whether a phone number looks unlike one: letters, fewer than 3 digits or more than 15 (E.164) besides an extension.
pub fn is_odd_phone(text: &str) -> bool {
    let _ = text;
    todo!()
}
