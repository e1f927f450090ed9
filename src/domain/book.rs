//! What a session holds in memory: a row for each contact, the companies, open follow-ups, and feedback with which
//! something is left to be done: open, or resolved and the customer isn't told. It changes only by applying a [`Change`].
//!
//! Owns keeping rows and indices in step with the changes: each is applied once, in the journal's order. Inside a set a
//! contact comes before what hangs on it, and goes after it.

use std::collections::HashSet;

use super::change::Change;
use super::company::Company;
use super::consent::Consent;
use super::feedback::Feedback;
use super::follow_up::FollowUp;
use super::id::{ById, CompanyId, ContactId, FeedbackId, FollowUpId};
use super::interaction::Interaction;
use super::record::Record;
use super::row::Row;
use contacts::Contacts;

pub use contacts::Facts;

mod contacts;
#[cfg(test)]
mod tests;

/// All that lists, search and agenda are made from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    contacts: Contacts,
    companies: ById<CompanyId, Company>,
    follow_ups: ById<FollowUpId, FollowUp>,
    feedback: ById<FeedbackId, Feedback>,
    /// Contacts whose decisions must be read from the timeline again: the one in force was taken back.
    consents_unknown: HashSet<ContactId>,
    /// Open follow-ups of each contact. Made from `follow_ups`.
    follow_ups_of: ById<ContactId, Vec<FollowUpId>>,
    /// Feedback of each contact that isn't closed. Made from `feedback`.
    feedback_of: ById<ContactId, Vec<FeedbackId>>,
}

impl Book {
    pub fn contact(&self, id: ContactId) -> Option<&Row> {
        self.contacts.get(id)
    }

    /// All contacts, archived ones too, in no order.
    pub fn contacts(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.contacts.rows().iter()
    }

    /// All contacts, each with what decides whether it can be on the agenda.
    pub(super) fn contacts_and_facts(&self) -> impl ExactSizeIterator<Item = (&Row, &Facts)> {
        self.contacts.rows().iter().zip(self.contacts.facts())
    }

    pub(super) fn contact_and_facts(&self, id: ContactId) -> Option<(&Row, &Facts)> {
        self.contacts.place(id).map(|place| (&self.contacts.rows()[place], &self.contacts.facts()[place]))
    }

    pub fn company(&self, id: CompanyId) -> Option<&Company> {
        self.companies.get(&id)
    }

    /// All companies, in no order.
    pub fn companies(&self) -> impl ExactSizeIterator<Item = &Company> {
        self.companies.values()
    }

    /// The name of the company a contact works for; empty if there is none.
    pub fn company_name(&self, row: &Row) -> &str {
        row.company.and_then(|id| self.company(id)).map_or("", |company| &company.name)
    }

    pub fn follow_up(&self, id: FollowUpId) -> Option<&FollowUp> {
        self.follow_ups.get(&id)
    }

    /// All open follow-ups, in no order.
    pub fn follow_ups(&self) -> impl ExactSizeIterator<Item = &FollowUp> {
        self.follow_ups.values()
    }

    /// The open follow-ups of a contact as they are numbered: by due day and time, then age.
    pub fn follow_ups_of(&self, contact: ContactId) -> Vec<&FollowUp> {
        let mut open: Vec<&FollowUp> = self.open_follow_ups(contact).collect();
        open.sort_by_key(|f| (f.due, f.time.is_none(), f.time, f.made, f.id));
        open
    }

    /// The open follow-ups of a contact, in no order.
    pub(super) fn open_follow_ups(&self, contact: ContactId) -> impl Iterator<Item = &FollowUp> {
        let ids = self.follow_ups_of.get(&contact).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.follow_ups.get(id))
    }

    /// Feedback with which something is left to be done: not closed.
    pub fn feedback(&self, id: FeedbackId) -> Option<&Feedback> {
        self.feedback.get(&id)
    }

    /// All feedback that isn't closed, in no order.
    pub fn all_feedback(&self) -> impl ExactSizeIterator<Item = &Feedback> {
        self.feedback.values()
    }

    /// The open feedback of a contact, the oldest first.
    pub fn feedback_of(&self, contact: ContactId) -> Vec<&Feedback> {
        let mut open: Vec<&Feedback> = self.open_feedback(contact).collect();
        open.sort_by_key(|f| (f.day, f.id));
        open
    }

    /// What is resolved and the contact wasn't told of, the oldest first.
    pub fn untold_feedback_of(&self, contact: ContactId) -> Vec<&Feedback> {
        let mut untold: Vec<&Feedback> = self.standing_feedback(contact).filter(|f| !f.is_open()).collect();
        untold.sort_by_key(|f| (f.day, f.id));
        untold
    }

    /// The open feedback of a contact, in no order.
    pub(super) fn open_feedback(&self, contact: ContactId) -> impl Iterator<Item = &Feedback> {
        self.standing_feedback(contact).filter(|f| f.is_open())
    }

    /// The feedback of a contact that isn't closed, in no order.
    fn standing_feedback(&self, contact: ContactId) -> impl Iterator<Item = &Feedback> {
        let ids = self.feedback_of.get(&contact).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.feedback.get(id))
    }

    /// The contacts whose decisions must be read from the timeline again.
    pub fn consents_unknown(&self) -> impl ExactSizeIterator<Item = ContactId> {
        self.consents_unknown.iter().copied()
    }

    /// Contacts of which something must be read from the timeline again, since what stood here was taken back.
    pub fn to_refill(&self) -> Vec<ContactId> {
        let short = self.contacts().filter(|row| row.is_short()).map(|row| row.id);
        let mut all: Vec<ContactId> = short.chain(self.consents_unknown.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Fills a contact's row up from all its interactions and decisions.
    pub fn refill(&mut self, contact: ContactId, interactions: &[Interaction], consents: &[Consent]) {
        self.consents_unknown.remove(&contact);
        self.contacts.change(contact, |row| {
            row.refill(interactions);
            row.consents.clear();
            consents.iter().for_each(|consent| row.decide(consent));
        });
    }

    /// A book from what it holds: the contacts, the companies, what isn't done with, and whose decisions are unknown.
    pub fn from_parts(
        contacts: Vec<Row>,
        companies: Vec<Company>,
        follow_ups: Vec<FollowUp>,
        feedback: Vec<Feedback>,
        consents_unknown: Vec<ContactId>,
    ) -> Self {
        let mut book = Self {
            contacts: Contacts::new(contacts),
            companies: companies.into_iter().map(|company| (company.id, company)).collect(),
            consents_unknown: consents_unknown.into_iter().collect(),
            ..Self::default()
        };
        for f in follow_ups {
            put(&mut book.follow_ups_of, f.contact, f.id);
            book.follow_ups.insert(f.id, f);
        }
        for f in feedback {
            put(&mut book.feedback_of, f.contact, f.id);
            book.feedback.insert(f.id, f);
        }
        let open: HashSet<ContactId> = book.follow_ups_of.keys().chain(book.feedback_of.keys()).copied().collect();
        open.into_iter().for_each(|contact| book.note_open(contact));
        book
    }

    /// Notes what is open with a contact, for the agenda.
    fn note_open(&mut self, contact: ContactId) {
        let days = self.open_follow_ups(contact).map(|follow_up| follow_up.due);
        let promises = days.fold(None, |days, day| match days {
            None => Some((day, day)),
            Some((first, last)) => Some((day.min(first), day.max(last))),
        });
        let feedback = self.open_feedback(contact).next().is_some();
        self.contacts.note_open(contact, promises, feedback);
    }

    /// Makes the book what it is after `change`.
    pub fn apply(&mut self, change: &Change) {
        match (&change.before, &change.after) {
            (_, Some(Record::Contact(after))) => {
                let row = match self.contacts.get(after.id) {
                    Some(row) => row.clone().following(after),
                    None => Row::new(after),
                };
                self.contacts.put(row);
                self.note_open(after.id);
            }
            (Some(Record::Contact(before)), _) => {
                self.contacts.remove(before.id);
                self.consents_unknown.remove(&before.id);
            }
            (_, Some(Record::Company(after))) => {
                self.companies.insert(after.id, after.clone());
            }
            (Some(Record::Company(before)), _) => {
                self.companies.remove(&before.id);
            }
            (Some(Record::Interaction(before)), Some(Record::Interaction(after))) => {
                self.change_interaction(Some(before), Some(after));
            }
            (before, after) => {
                if let Some(before) = before {
                    self.take_out(before);
                }
                if let Some(after) = after {
                    self.put_in(after);
                }
            }
        }
    }

    fn change_interaction(&mut self, before: Option<&Interaction>, after: Option<&Interaction>) {
        let with = |side: Option<&Interaction>, contact: ContactId| {
            side.is_some_and(|interaction| interaction.with.iter().any(|p| p.contact == contact))
        };
        let was_with = before.into_iter().flat_map(|interaction| &interaction.with);
        let is_with = after.into_iter().flat_map(|interaction| &interaction.with);
        let only_new = is_with.filter(|p| !with(before, p.contact));
        for participant in was_with.chain(only_new) {
            let side = |side| Option::filter(side, |_| with(side, participant.contact));
            self.contacts.change(participant.contact, |row| row.change(side(before), side(after)));
        }
    }

    fn put_in(&mut self, record: &Record) {
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(None, Some(r)),
            Record::FollowUp(r) if r.is_open() => {
                self.follow_ups.insert(r.id, r.clone());
                put(&mut self.follow_ups_of, r.contact, r.id);
                self.note_open(r.contact);
            }
            Record::Feedback(r) if !r.is_closed() => {
                self.feedback.insert(r.id, r.clone());
                put(&mut self.feedback_of, r.contact, r.id);
                self.note_open(r.contact);
            }
            Record::FollowUp(_) | Record::Feedback(_) => {}
            Record::Consent(r) => self.contacts.change(r.contact, |row| row.decide(r)),
            Record::AgendaMark(r) => self.contacts.change(r.contact, |row| row.mark = Some(r.clone())),
        }
    }

    fn take_out(&mut self, record: &Record) {
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(Some(r), None),
            Record::FollowUp(r) => {
                self.follow_ups.remove(&r.id);
                take(&mut self.follow_ups_of, r.contact, r.id);
                self.note_open(r.contact);
            }
            Record::Feedback(r) => {
                self.feedback.remove(&r.id);
                take(&mut self.feedback_of, r.contact, r.id);
                self.note_open(r.contact);
            }
            Record::Consent(r) => {
                let in_force = |row: &Row| row.consents.iter().any(|consent| consent.id == r.id);
                if self.contact(r.contact).is_some_and(in_force) {
                    self.contacts.change(r.contact, |row| row.consents.retain(|consent| consent.id != r.id));
                    self.consents_unknown.insert(r.contact);
                }
            }
            Record::AgendaMark(r) => self.contacts.change(r.contact, |row| row.mark = None),
        }
    }
}

/// Notes what hangs on a contact; in the order of ids, so that the same records make the same book.
fn put<T: Ord>(of: &mut ById<ContactId, Vec<T>>, contact: ContactId, id: T) {
    let ids = of.entry(contact).or_default();
    if let Err(place) = ids.binary_search(&id) {
        ids.insert(place, id);
    }
}

fn take<T: Ord>(of: &mut ById<ContactId, Vec<T>>, contact: ContactId, id: T) {
    if let Some(ids) = of.get_mut(&contact) {
        ids.retain(|other| *other != id);
        if ids.is_empty() {
            of.remove(&contact);
        }
    }
}
