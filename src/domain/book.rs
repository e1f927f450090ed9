//! What a session holds in memory: a row for each contact, the companies, open follow-ups, and feedback with which
//! something is left to be done: open, or resolved and the customer isn't told. It changes only by applying a [`Change`].
//!
//! Most of it lies packed in an [`Image`] and is read when somebody looks at it; what changed since lies over it. Owns keeping
//! records and columns in step with the changes: each is applied once, in the journal's order. Inside a set a contact comes before
//! what hangs on it, and goes after it.
//!
//! [`Change`]: super::change::Change

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use super::company::Company;
use super::feedback::Feedback;
use super::follow_up::FollowUp;
use super::id::{ById, CompanyId, ContactId, FeedbackId, FollowUpId};
use super::row::Row;
use super::search::Index;
use changed::Changes;
use open::Open;
use order::Order;
use single::Singles;
use staff::People;
use standings::Standings;
use table::Table;

pub use account::Account;
pub use changed::{Changed, Stamp};
pub use facts::Facts;
pub(crate) use facts::Run;
pub use image::{Counts, Held, Image, Unfilled};
pub use laid::{Before, Laid};
pub use lines::Lines;
pub use open::{ANY_TIME, Grievance, Promise};
pub use staff::{PeopleOf, Staff};
pub use vocabulary::Vocabulary;

mod account;
mod applying;
mod asked;
mod changed;
mod facts;
mod fitting;
mod image;
mod kept;
mod laid;
mod lines;
mod open;
mod order;
mod single;
mod slots;
mod staff;
mod standings;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

/// All that lists, search and agenda are made from.
#[derive(Debug, Clone, Default)]
pub struct Book {
    image: Option<Arc<dyn Image>>,
    contacts: Table<Row>,
    companies: Table<Company>,
    follow_ups: Table<FollowUp>,
    feedback: Table<Feedback>,
    unfilled: OnceLock<Unfilled>,
    standings: OnceLock<Standings>,
    /// What was read of single contacts before the standings.
    singles: Singles,
    grievances: OnceLock<Open<Grievance>>,
    accounts: OnceLock<ById<CompanyId, Account>>,
    /// By whom contacts came.
    referred: OnceLock<ById<ContactId, ContactId>>,
    by_name: Order,
    companies_by_name: Order,
    people: OnceLock<People>,
    /// As the image has them.
    names: OnceLock<Lines>,
    company_names: OnceLock<Lines>,
    titles: OnceLock<Lines>,
    vocabulary: OnceLock<Vocabulary>,
    index: OnceLock<Index>,
    /// Contacts that were merged into others, once it was asked for.
    merged: OnceLock<ById<ContactId, ContactId>>,
    /// Contacts whose own record isn't as in the image.
    edited: HashSet<ContactId>,
    changes: Changes,
}

impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        self.contacts == other.contacts
            && self.companies == other.companies
            && self.follow_ups == other.follow_ups
            && self.feedback == other.feedback
    }
}

impl Book {
    /// The book of which this is the image.
    pub fn over(image: Arc<dyn Image>) -> Self {
        Self {
            contacts: Table::over(&image),
            companies: Table::over(&image),
            follow_ups: Table::over(&image),
            feedback: Table::over(&image),
            image: Some(image),
            ..Self::default()
        }
    }

    /// The same book without what is made from it: that is made anew.
    pub fn bare(&self) -> Self {
        Self {
            image: self.image.clone(),
            contacts: self.contacts.clone(),
            companies: self.companies.clone(),
            follow_ups: self.follow_ups.clone(),
            feedback: self.feedback.clone(),
            unfilled: self.unfilled.clone(),
            edited: self.edited.clone(),
            ..Self::default()
        }
    }

    /// How many records it holds itself, since they aren't as in its image.
    pub fn held(&self) -> usize {
        let (people, companies) = (self.contacts.owns().len(), self.companies.owns().len());
        people + companies + self.follow_ups.owns().len() + self.feedback.owns().len()
    }

    pub fn contact(&self, id: ContactId) -> Option<&Row> {
        self.contacts.get(id)
    }

    /// All contacts, archived ones too, in no order. Their number is known at once; each row is read, and kept for a while. To be
    /// walked over only where everything is needed of everybody, and stays needed; else there is [`Self::each_contact`].
    pub fn contacts(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.contacts.all()
    }

    /// The same for walking over all of them once: what is read isn't kept.
    pub fn each_contact(&self) -> impl ExactSizeIterator<Item = Cow<'_, Row>> {
        self.contacts.each()
    }

    pub fn company(&self, id: CompanyId) -> Option<&Company> {
        self.companies.get(id)
    }

    /// All companies, in no order; each is read.
    pub fn companies(&self) -> impl ExactSizeIterator<Item = &Company> {
        self.companies.all()
    }

    /// The name of the company a contact works for; empty if there is none.
    pub fn company_name(&self, row: &Row) -> &str {
        row.company.and_then(|id| self.company(id)).map_or("", |company| &company.name)
    }

    pub fn follow_up(&self, id: FollowUpId) -> Option<&FollowUp> {
        self.follow_ups.get(id)
    }

    /// All open follow-ups, in no order; each is read.
    pub fn follow_ups(&self) -> impl ExactSizeIterator<Item = &FollowUp> {
        self.follow_ups.all()
    }

    /// The open follow-ups of a contact as they are numbered: by due day and time, then age.
    pub fn follow_ups_of(&self, contact: ContactId) -> Vec<&FollowUp> {
        self.promises_of(contact).iter().filter_map(|promise| self.follow_up(promise.id)).collect()
    }

    /// Feedback with which something is left to be done: not closed.
    pub fn feedback(&self, id: FeedbackId) -> Option<&Feedback> {
        self.feedback.get(id)
    }

    /// All feedback that isn't closed, in no order; each is read.
    pub fn all_feedback(&self) -> impl ExactSizeIterator<Item = &Feedback> {
        self.feedback.all()
    }

    /// The open feedback of a contact, the oldest first.
    pub fn feedback_of(&self, contact: ContactId) -> Vec<&Feedback> {
        self.standing_feedback(contact, true).collect()
    }

    /// What is resolved and the contact wasn't told of, the oldest first.
    pub fn untold_feedback_of(&self, contact: ContactId) -> Vec<&Feedback> {
        self.standing_feedback(contact, false).collect()
    }

    /// The feedback of a contact that is open, or isn't and the contact wasn't told.
    fn standing_feedback(&self, contact: ContactId, open: bool) -> impl Iterator<Item = &Feedback> {
        let wanted = self.grievances_of(contact).iter().filter(move |grievance| grievance.is_open() == open);
        wanted.filter_map(|grievance| self.feedback(grievance.id))
    }
}
