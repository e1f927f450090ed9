//! What must hold for a set to be committed, besides that nobody has changed its records.

use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::id::{ById, CompanyId, ContactId, IdSet};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::Row;

#[derive(Default)]
pub(super) struct Needs {
    /// Not touched since they were read.
    pub touched: IdSet<RecordId>,
    /// There, since the set hangs records on them.
    contacts: IdSet<ContactId>,
    /// The same of companies that the set names, for what is committed while others delete them.
    pub companies: IdSet<CompanyId>,
    /// Made by the set itself.
    made: IdSet<ContactId>,
    /// Deleted by it: nothing may hang on them that it doesn't know.
    going: IdSet<ContactId>,
    pub going_companies: IdSet<CompanyId>,
    /// How many interactions and orders it changes that stood with a contact.
    interactions: ById<ContactId, u32>,
    orders: ById<ContactId, u32>,
}

impl Needs {
    pub fn of(changes: &[Change]) -> Self {
        let mut needs = Self::default();
        changes.iter().for_each(|change| needs.add(change));
        needs
    }

    pub fn add(&mut self, change: &Change) {
        self.touched.extend(change.id());
        match &change.before {
            Some(Record::Contact(contact)) if change.after.is_none() => drop(self.going.insert(contact.id)),
            Some(Record::Company(company)) if change.after.is_none() => drop(self.going_companies.insert(company.id)),
            Some(Record::Interaction(interaction)) => {
                for participant in &interaction.with {
                    *self.interactions.entry(participant.contact).or_default() += 1;
                }
            }
            Some(Record::Order(order)) => {
                order.contact.into_iter().for_each(|contact| *self.orders.entry(contact).or_default() += 1);
            }
            _ => {}
        }
        let Some(after) = &change.after else { return };
        if let (None, Record::Contact(contact)) = (&change.before, after) {
            self.made.insert(contact.id);
        }
        let before = change.before.as_ref();
        let (contacts, companies) = (before.map(Record::contacts), before.map(Record::companies));
        let (contacts, companies) = (contacts.unwrap_or_default(), companies.unwrap_or_default());
        self.contacts.extend(after.contacts().into_iter().filter(|id| !contacts.contains(id)));
        self.companies.extend(after.companies().into_iter().filter(|id| !companies.contains(id)));
    }

    /// The contacts to be deleted of which there is more than the set knows: it was made before others said something of them.
    pub fn outdated(&self, book: &Book) -> Vec<RecordId> {
        let knows = |kind, id| self.touched.contains(&RecordId::new(kind, id));
        let more = |id: &&ContactId| {
            let known = |of: &ById<ContactId, u32>| of.get(id).copied().unwrap_or_default();
            let more_of_row = |row: &Row| {
                row.interactions.count > known(&self.interactions)
                    || row.orders > known(&self.orders)
                    || row.consents.iter().any(|one| !knows(RecordKind::Consent, one.id.0))
            };
            book.contact(**id).is_some_and(more_of_row)
                || book.follow_ups_of(**id).iter().any(|one| !knows(RecordKind::FollowUp, one.id.0))
                || book.feedback_of(**id).iter().any(|one| !knows(RecordKind::Feedback, one.id.0))
        };
        self.going.iter().filter(more).map(|id| RecordId::new(RecordKind::Contact, id.0)).collect()
    }

    /// The contacts that aren't there.
    pub fn missing(&self, book: &Book) -> Vec<RecordId> {
        let gone = self.contacts.iter().filter(|id| !self.made.contains(id) && book.contact(**id).is_none());
        gone.map(|id| RecordId::new(RecordKind::Contact, id.0)).collect()
    }
}

pub(super) fn of_company(id: CompanyId) -> RecordId {
    RecordId::new(RecordKind::Company, id.0)
}
