//! What a session holds in memory: a row for each contact, the companies, open follow-ups, and feedback with which
//! something is left to be done: open, or resolved and the customer isn't told. It changes only by applying a [`Change`].
//!
//! Owns keeping rows and indices in step with the changes: each is applied once, in the journal's order. Inside a set a
//! contact comes before what hangs on it, and goes after it.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::change::Change;
use super::company::Company;
use super::consent::Consent;
use super::feedback::Feedback;
use super::follow_up::FollowUp;
use super::id::{ById, CompanyId, ContactId, FeedbackId, FollowUpId};
use super::interaction::Interaction;
use super::record::{Record, RecordKind};
use super::row::Row;
use super::search::{Index, compare, fold};
use changed::Changes;
use contacts::Contacts;
use open::Open;

pub use changed::{Changed, Stamp};
pub use facts::Facts;
pub(in crate::domain) use facts::Named;
pub use open::{ANY_TIME, Grievance, Promise};
pub use vocabulary::Vocabulary;

mod changed;
mod contacts;
mod facts;
mod open;
#[cfg(test)]
mod tests;
mod vocabulary;

/// All that lists, search and agenda are made from.
#[derive(Debug, Clone, Default)]
pub struct Book {
    contacts: Contacts,
    companies: ById<CompanyId, Company>,
    follow_ups: ById<FollowUpId, FollowUp>,
    feedback: ById<FeedbackId, Feedback>,
    /// Contacts whose decisions must be read from the timeline again: the one in force was taken back.
    consents_unknown: HashSet<ContactId>,
    /// What of `follow_ups` and `feedback` is asked of everybody.
    promises: Open<Promise>,
    grievances: Open<Grievance>,
    made: Made,
    changes: Changes,
}

/// What is made from the rest when it is first asked for.
#[derive(Debug, Clone, Default)]
struct Made {
    by_name: OnceLock<Vec<ContactId>>,
    companies_by_name: OnceLock<Vec<CompanyId>>,
    index: OnceLock<Index>,
    vocabulary: OnceLock<Vocabulary>,
}

/// Who has to do with a company, in no order; archived ones too.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PeopleOf {
    /// Those who work there now.
    pub now: Vec<ContactId>,
    /// Those who did once, or do beside another job.
    pub others: Vec<ContactId>,
}

impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        self.contacts == other.contacts
            && self.companies == other.companies
            && self.follow_ups == other.follow_ups
            && self.feedback == other.feedback
            && self.consents_unknown == other.consents_unknown
    }
}

impl Book {
    pub fn contact(&self, id: ContactId) -> Option<&Row> {
        self.contacts.get(id)
    }

    /// All contacts, archived ones too, in no order. To be walked over only where everything is needed of everybody (import,
    /// export, checks): the rows are read one by one. Their number is known at once.
    pub fn contacts(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.contacts.rows().iter()
    }

    /// All contacts as agenda, lists and counts ask of them, archived ones too, in no order.
    pub fn facts(&self) -> impl Iterator<Item = &Facts> {
        self.contacts.facts().iter()
    }

    pub fn contact_ids(&self) -> impl Iterator<Item = ContactId> {
        self.facts().map(|facts| facts.id)
    }

    pub fn company_ids(&self) -> impl Iterator<Item = CompanyId> {
        self.companies.keys().copied()
    }

    pub fn follow_up_ids(&self) -> impl Iterator<Item = FollowUpId> {
        self.follow_ups.keys().copied()
    }

    pub fn feedback_ids(&self) -> impl Iterator<Item = FeedbackId> {
        self.feedback.keys().copied()
    }

    pub fn facts_of(&self, id: ContactId) -> Option<&Facts> {
        self.contacts.place(id).map(|place| &self.contacts.facts()[place])
    }

    /// All contacts as lists have them: by last name, then name, then id; archived ones too.
    pub fn by_name(&self) -> impl ExactSizeIterator<Item = ContactId> {
        let sorted = self.made.by_name.get_or_init(|| {
            let mut rows: Vec<&Row> = self.contacts().collect();
            rows.sort_by_cached_key(|row| (fold(row.last_name()), fold(&row.name), row.id));
            rows.iter().map(|row| row.id).collect()
        });
        sorted.iter().copied()
    }

    /// The same with what is asked of everybody.
    pub fn by_name_facts(&self) -> impl Iterator<Item = &Facts> {
        self.by_name().filter_map(|id| self.facts_of(id))
    }

    /// All companies by name; archived ones too.
    pub fn companies_by_name(&self) -> impl ExactSizeIterator<Item = CompanyId> {
        let sorted = self.made.companies_by_name.get_or_init(|| {
            let mut all: Vec<&Company> = self.companies().collect();
            all.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
            all.iter().map(|company| company.id).collect()
        });
        sorted.iter().copied()
    }

    /// Who has to do with a company.
    pub fn people_of(&self, company: CompanyId) -> PeopleOf {
        let mut people = PeopleOf::default();
        for row in self.contacts() {
            if row.company == Some(company) {
                people.now.push(row.id);
            } else if row.other_companies.contains(&company) {
                people.others.push(row.id);
            }
        }
        people
    }

    /// All open follow-ups as agenda and lists ask of them, in no order.
    pub fn promises(&self) -> impl Iterator<Item = &Promise> {
        self.promises.all()
    }

    /// Those of a contact as they are numbered: by due day and time, then age.
    pub fn promises_of(&self, contact: ContactId) -> &[Promise] {
        self.promises.of(contact)
    }

    /// Those of a contact, whose facts are known already.
    pub fn promises_at(&self, of: &Facts) -> &[Promise] {
        self.promises_of(of.id)
    }

    /// All feedback that isn't closed as agenda and lists ask of it, in no order.
    pub fn grievances(&self) -> impl Iterator<Item = &Grievance> {
        self.grievances.all()
    }

    /// That of a contact, the oldest first.
    pub fn grievances_of(&self, contact: ContactId) -> &[Grievance] {
        self.grievances.of(contact)
    }

    /// For searching contacts. Made when it is first asked for, and kept up.
    pub fn index(&self) -> &Index {
        self.made.index.get_or_init(|| Index::new(self))
    }

    /// The words that contacts have, archived ones too, for proposing them. Made when it is first asked for, and kept up.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.made.vocabulary.get_or_init(|| Vocabulary::of(self.contacts()))
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
        self.promises_of(contact).iter().filter_map(|promise| self.follow_up(promise.id)).collect()
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

    /// What [`Self::changed_since`] is asked with later.
    pub fn stamp(&self) -> Stamp {
        self.changes.stamp()
    }

    /// The contacts that changed since, with what their facts were before, in the order of the changes, some more than once;
    /// `None` where that isn't known any more, or it is another book. What hangs on a contact belongs to it.
    pub fn changed_since(&self, stamp: &Stamp) -> Option<&[Changed]> {
        self.changes.since(stamp)
    }

    /// To be called before a contact changes, or what hangs on it.
    fn changing(&mut self, contact: ContactId) {
        let before = self.contacts.facts_of(contact).cloned();
        self.changes.note(contact, before);
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
        self.changing(contact);
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
            book.promises.put(Promise::from(&f));
            book.follow_ups.insert(f.id, f);
        }
        for f in feedback {
            book.grievances.put(Grievance::from(&f));
            book.feedback.insert(f.id, f);
        }
        let open = book.promises().map(|one| one.contact).chain(book.grievances().map(|one| one.contact));
        let open: HashSet<ContactId> = open.collect();
        open.into_iter().for_each(|contact| book.note_open(contact));
        book
    }

    /// Notes what is open with a contact, for the agenda.
    fn note_open(&mut self, contact: ContactId) {
        let feedback = self.grievances_of(contact).iter().any(Grievance::is_open);
        self.contacts.note_open(contact, feedback);
    }

    /// Makes the book what it is after `change`.
    pub fn apply(&mut self, change: &Change) {
        let contact = change.id().filter(|id| id.kind == RecordKind::Contact).map(|id| ContactId(id.id));
        let mut words = contact.and_then(|_| self.made.vocabulary.take());
        if let (Some(words), Some(row)) = (&mut words, contact.and_then(|id| self.contact(id))) {
            words.take(row);
        }
        self.take_over(change);
        if let Some(mut words) = words {
            contact.and_then(|id| self.contact(id)).into_iter().for_each(|row| words.put(row));
            self.made.vocabulary = OnceLock::from(words);
        }
        self.keep_up(change);
    }

    /// What is made from the rest follows a change.
    fn keep_up(&mut self, change: &Change) {
        let Some(changed) = change.id() else { return };
        match changed.kind {
            RecordKind::Contact => self.made.by_name = OnceLock::new(),
            RecordKind::Company => self.made.companies_by_name = OnceLock::new(),
            RecordKind::Interaction => {}
            _ => return,
        }
        if let Some(mut index) = self.made.index.take() {
            index.update(self, changed);
            // Of those with whom something happened the last touch may be another one.
            for side in [&change.before, &change.after] {
                if let Some(Record::Interaction(one)) = side {
                    one.with.iter().filter_map(|with| self.facts_of(with.contact)).for_each(|facts| index.note(facts));
                }
            }
            self.made.index = OnceLock::from(index);
        }
    }

    fn take_over(&mut self, change: &Change) {
        match (&change.before, &change.after) {
            (_, Some(Record::Contact(after))) => {
                self.changing(after.id);
                let row = match self.contacts.get(after.id) {
                    Some(row) => row.clone().following(after),
                    None => Row::new(after),
                };
                self.contacts.put(row);
                self.note_open(after.id);
            }
            (Some(Record::Contact(before)), _) => {
                self.changing(before.id);
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
            self.changing(participant.contact);
            let side = |side| Option::filter(side, |_| with(side, participant.contact));
            self.contacts.change(participant.contact, |row| row.change(side(before), side(after)));
        }
    }

    fn put_in(&mut self, record: &Record) {
        hangs_on(record).into_iter().for_each(|contact| self.changing(contact));
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(None, Some(r)),
            Record::FollowUp(r) if r.is_open() => {
                self.follow_ups.insert(r.id, r.clone());
                self.promises.put(Promise::from(r));
                self.note_open(r.contact);
            }
            Record::Feedback(r) if !r.is_closed() => {
                self.feedback.insert(r.id, r.clone());
                self.grievances.put(Grievance::from(r));
                self.note_open(r.contact);
            }
            Record::FollowUp(_) | Record::Feedback(_) => {}
            Record::Consent(r) => self.contacts.change(r.contact, |row| row.decide(r)),
            Record::AgendaMark(r) => self.contacts.change(r.contact, |row| row.mark = Some(r.clone())),
        }
    }

    fn take_out(&mut self, record: &Record) {
        hangs_on(record).into_iter().for_each(|contact| self.changing(contact));
        match record {
            Record::Contact(_) | Record::Company(_) => {}
            Record::Interaction(r) => self.change_interaction(Some(r), None),
            Record::FollowUp(r) => {
                self.follow_ups.remove(&r.id);
                self.promises.take(r.contact, r.id);
                self.note_open(r.contact);
            }
            Record::Feedback(r) => {
                self.feedback.remove(&r.id);
                self.grievances.take(r.contact, r.id);
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

/// The contact on which a record hangs; interactions, which hang on several, are looked at one by one.
fn hangs_on(record: &Record) -> Option<ContactId> {
    match record {
        Record::Contact(_) | Record::Company(_) | Record::Interaction(_) => None,
        Record::FollowUp(r) => Some(r.contact),
        Record::Feedback(r) => Some(r.contact),
        Record::Consent(r) => Some(r.contact),
        Record::AgendaMark(r) => Some(r.contact),
    }
}
