//! Finding the one record that somebody named: a contact as the command line takes it, a company, and anything by the
//! short end of its id.
//!
//! Never a looser hit: what several fit is told, not guessed. Looser search is `search`'s.

use std::collections::HashMap;

use uuid::Uuid;

use super::book::Book;
use super::id::{CompanyId, ContactId, FeedbackId, FollowUpId};

/// Who or what fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    None,
    One(T),
    /// In the order in which they are listed: by name.
    Several(Vec<T>),
}

/// A record of the book that an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    Contact(ContactId),
    Company(CompanyId),
    FollowUp(FollowUpId),
    Feedback(FeedbackId),
}

/// The contact named by an id, a mail address, a phone number, the full name, or words that each begin a word of name or
/// company. Compared folded; tried in this order; the first kind that fits anyone decides.
pub fn contact(book: &Book, typed: &str) -> Found<ContactId> {
    let _ = (book, typed);
    todo!()
}

/// The company named by its id or full name.
pub fn company(book: &Book, typed: &str) -> Found<CompanyId> {
    let _ = (book, typed);
    todo!()
}

/// What an id or its end of four digits or more names: a follow-up, feedback or contact that `done` and `snooze` take,
/// or a company.
pub fn by_id(book: &Book, typed: &str) -> Found<Named> {
    let _ = (book, typed);
    todo!()
}

/// How ids are shown: the shortest end that no other id in the book has, four digits at least.
#[derive(Debug, Clone, Default)]
pub struct ShortIds(HashMap<Uuid, usize>);

impl ShortIds {
    pub fn of(book: &Book) -> Self {
        let _ = book;
        todo!()
    }

    /// The id as shown; one that isn't in the book in the eight digits at its end.
    pub fn show(&self, id: Uuid) -> String {
        let _ = id;
        todo!()
    }
}
