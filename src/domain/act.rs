//! Everything that is done, for screens and command line alike: pure functions from what is there and what is wanted to
//! the [`Set`] that does it.
//!
//! Owns which records an act changes. Committing the set is `store`'s, saying what happened `text`'s.

mod bulk;
mod company;
mod consent;
mod delete;
mod edit;
mod feedback;
mod follow_up;
mod log;
mod merge;
mod moved;
mod off;
mod order;
mod rhythm;
mod snooze;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::agenda_mark::AgendaMark;
use super::book::Book;
use super::change::{Act, Change, Label};
use super::feedback::Standing;
use super::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use super::record::Record;
use super::row::Row;
use super::settings::Settings;

pub use bulk::{Bulk, bulk, edit_each};
pub use company::{
    CompanyOff, Employer, Mover, NewJob, WholeCompany, archive_company, change_company, company_off, delete_company,
};
pub use consent::{Decision, consent};
pub use delete::{WholeContact, delete, delete_contact, delete_contacts};
pub use edit::{add, add_person, company_called, company_named, edit, pin};
pub use feedback::{Asked, Asking, Handling, NewFeedback, add_feedback, ask, delete_feedback, handle, reply};
pub use follow_up::{NewFollowUp, add_follow_up, done};
pub use log::{LogPlan, LoggedMail, log, log_mails, note, plan_log};
pub use merge::{
    Chosen, Compared, Decided, Gone, Hanging, Joined, Joining, Merging, Piece, Takes, decided, holding,
    merge_companies, merge_contacts, tell_apart, tell_companies_apart,
};
pub use moved::move_interaction;
pub use off::{Off, contact_again, off, off_until, unarchive};
pub use order::{Buyer, NewOrder, add_order};
pub use rhythm::{Newcomer, RhythmChoice, Spread, first_days, keep_new};
pub use snooze::{can_snooze, snooze, spread};
pub use tags::{tag, tagged};

/// What every act is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    /// What the program takes for today.
    pub today: NaiveDate,
    /// The clock's moment, in the user's zone.
    pub now: DateTime<FixedOffset>,
}

/// A reason on the agenda, as `done` and `snooze` take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    FollowUp(FollowUpId),
    Feedback(FeedbackId),
    Birthday(ContactId),
    Retry(ContactId),
    Cadence(ContactId),
    /// A company's rhythm.
    Account(CompanyId),
    /// Whichever of birthday, retry and cadence stands on the agenda: what a contact's id alone says.
    Contact(ContactId),
}

/// Why an act can't be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The record isn't in the book: deleted, done or resolved meanwhile.
    #[error("it is no longer there")]
    Gone,
    /// A name in the log line (`+Berg`) that nobody has.
    #[error("nobody is called {0:?}")]
    NobodyNamed(String),
    /// A name in the log line that several have.
    #[error("several are called {name:?}")]
    SeveralNamed { name: String, candidates: Vec<ContactId> },
    /// `done 4` where there are fewer open follow-ups.
    #[error("no follow-up {number}, there are {open}")]
    NoSuchFollowUp { number: usize, open: usize },
    /// `done N` on several contacts: whose follow-up it is can't be told.
    #[error("follow-ups are numbered for one contact only")]
    NumbersNeedOne,
    /// Nothing can be hidden until a day that isn't after today.
    #[error("{0} isn't after today")]
    NotAhead(NaiveDate),
    /// An interaction that is yet to come.
    #[error("{0} is yet to come")]
    NotYet(NaiveDate),
    /// A late complaint can't be snoozed.
    #[error("a late complaint can't be snoozed")]
    LateComplaint(FeedbackId),
    /// A complaint can't be snoozed beyond this day, when it is due.
    #[error("the complaint is due on {0}")]
    ComplaintDue(NaiveDate),
    /// Feedback other than complaints is never on the agenda.
    #[error("it isn't on the agenda")]
    NotOnAgenda,
    /// A rhythm or a retry ends with a touch: there is nothing to be marked done.
    #[error("it ends when a touch is logged")]
    EndsWithTouch,
    /// Who changes company to the one they are at.
    #[error("they are there already")]
    AlreadyThere,
    /// Who is added to an interaction in which they took part.
    #[error("they took part already")]
    TookPart,
    /// A job can't end before this day, on which it began.
    #[error("the present job began on {0}")]
    JobBegan(NaiveDate),
    /// A record can't be merged into itself.
    #[error("it can't be merged into itself")]
    IntoItself,
    /// A contact into itself, or told apart from itself.
    #[error("both are one contact")]
    SameContact,
    /// A text that must not be empty is.
    #[error("the text is empty")]
    Empty,
    /// Feedback is that far already: acknowledged, resolved or told (since that day), or open.
    #[error("it is {standing:?} already")]
    Already { standing: Standing, day: Option<NaiveDate> },
    /// Feedback can't be resolved or told before this day, when it came in.
    #[error("it came in on {0}")]
    BeforeItCame(NaiveDate),
    /// A score that isn't 0 to 10.
    #[error("{0} isn't a score from 0 to 10")]
    Score(u8),
}

impl Given<'_> {
    fn name(&self, contact: ContactId) -> String {
        self.book.contact(contact).map(|row| row.name.clone()).unwrap_or_default()
    }

    fn label(&self, act: Act, on: &[ContactId]) -> Label {
        Label::of_many(act, on.iter().map(|id| self.name(*id)))
    }

    /// The company a contact is at now.
    fn company_of(&self, contact: ContactId) -> Option<CompanyId> {
        self.book.facts_of(contact).and_then(|facts| facts.company)
    }

    fn must_be_there(&self, on: &[ContactId]) -> Result<(), ActError> {
        if on.iter().all(|id| self.book.facts_of(*id).is_some()) { Ok(()) } else { Err(ActError::Gone) }
    }

    /// Named after whose reasons these are, and what they are about.
    fn label_of_items(&self, act: Act, items: &[Item]) -> Label {
        let what = |item: &Item| match *item {
            Item::FollowUp(id) => self.book.follow_up(id).map(|follow_up| follow_up.title.as_str()),
            Item::Feedback(id) => self.book.feedback(id).map(|feedback| feedback.text.as_str()),
            _ => None,
        };
        let all: Vec<&str> = items.iter().filter_map(what).filter(|what| !what.is_empty()).collect();
        let firm = |item: &Item| match *item {
            Item::Account(id) => Some(self.book.company_name_of(id).to_owned()),
            _ => None,
        };
        let people = self.contacts_of(items).into_iter().map(|id| self.name(id));
        Label::of_many(act, people.chain(items.iter().filter_map(firm))).about(&all.join(", "))
    }

    /// Whose reasons these are, each contact once.
    fn contacts_of(&self, items: &[Item]) -> Vec<ContactId> {
        let contact = |item: &Item| match *item {
            Item::Account(_) => None,
            Item::FollowUp(id) => self.book.follow_up(id).map(|follow_up| follow_up.contact),
            Item::Feedback(id) => self.book.feedback(id).map(|feedback| feedback.contact),
            Item::Birthday(id) | Item::Retry(id) | Item::Cadence(id) | Item::Contact(id) => Some(id),
        };
        without_doubles(items.iter().filter_map(contact))
    }
}

/// The change of a contact's agenda mark; one that says nothing any more goes.
fn change_mark(row: &Row, edit: impl FnOnce(&mut AgendaMark)) -> Change {
    let mut after = row.mark.clone().unwrap_or_else(|| AgendaMark::new(row.id));
    edit(&mut after);
    Change { before: row.mark.clone().map(Record::from), after: (!after.is_empty()).then(|| Record::from(after)) }
}

fn without_doubles<T: Eq + Hash + Clone>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|item| seen.insert(item.clone())).collect()
}
