//! What is asked of everybody: made from the image's columns when it is first asked for, and kept up from then on.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use uuid::Uuid;

use super::Book;
use super::account::Account;
use super::changed::{Changed, Stamp};
use super::facts::Facts;
use super::image::{Image, IndexOf, Unfilled};
use super::lines::Lines;
use super::open::{Grievance, Open, Promise};
use super::staff::{People, PeopleOf};
use super::standings::Standings;
use super::table::{Kept, Table};
use super::vocabulary::Vocabulary;
use crate::domain::contact::merged_ids;
use crate::domain::id::{ById, CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::{Index, compare, fold};

impl Book {
    fn of_image<T: Default>(&self, read: impl FnOnce(&dyn Image) -> T) -> T {
        self.image.as_deref().map(read).unwrap_or_default()
    }

    pub(super) fn standings(&self) -> &Standings {
        self.standings.get_or_init(|| {
            let columns = self.of_image(|image| image.facts());
            let changed = self.changed_feedback();
            Standings::new(columns, &self.contacts, &self.follow_ups, changed, |id| self.grievances_of(id))
        })
    }

    /// The contacts whose feedback changed since the image.
    pub(super) fn changed_feedback(&self) -> impl Iterator<Item = ContactId> {
        self.feedback.owns().flat_map(|(id, now)| {
            let before = self.feedback.in_image(id).map(|before| before.contact);
            before.into_iter().chain(now.map(|now| now.contact))
        })
    }

    /// All contacts as agenda, lists and counts ask of them, archived ones too, in no order.
    pub fn facts(&self) -> impl ExactSizeIterator<Item = &Facts> {
        let all = self.standings().facts();
        self.contacts.there(all)
    }

    pub fn facts_of(&self, id: ContactId) -> Option<&Facts> {
        let place = self.contacts.place(id).filter(|_| self.contacts.contains(id))?;
        match self.single(place) {
            Some(single) => Some(&single.facts),
            None => self.standings().facts().get(place),
        }
    }

    /// All open follow-ups as agenda and lists ask of them, in no order.
    pub fn promises(&self) -> impl Iterator<Item = &Promise> {
        self.facts().flat_map(|facts| self.promises_at(facts))
    }

    /// Those of a contact as they are numbered: by due day and time, then age.
    pub fn promises_of(&self, contact: ContactId) -> &[Promise] {
        match self.contacts.place(contact).and_then(|place| self.single(place)) {
            Some(single) => &single.promises,
            None => self.standings().of(&self.contacts, contact),
        }
    }

    /// Those of a contact, whose facts are known already.
    pub fn promises_at(&self, of: &Facts) -> &[Promise] {
        if of.is_apart() { self.promises_of(of.id) } else { self.standings().at(of) }
    }

    fn open_feedback(&self) -> &Open<Grievance> {
        self.grievances.get_or_init(|| {
            let mut open = Open::default();
            let image = self.of_image(|image| image.grievances());
            image.into_iter().filter(|one| self.feedback.own(one.id).is_none()).for_each(|one| open.put(one));
            self.feedback.owns().filter_map(|(_, own)| own).for_each(|own| open.put(own.into()));
            open
        })
    }

    /// All feedback that isn't closed as agenda and lists ask of it, in no order.
    pub fn grievances(&self) -> impl Iterator<Item = &Grievance> {
        self.open_feedback().all()
    }

    /// That of a contact, the oldest first.
    pub fn grievances_of(&self, contact: ContactId) -> &[Grievance] {
        self.open_feedback().of(contact)
    }

    fn kept_accounts(&self) -> &ById<CompanyId, Account> {
        self.accounts.get_or_init(|| {
            let image = self.of_image(|image| image.accounts());
            let image = image.into_iter().filter(|one| self.companies.own(one.id).is_none());
            let own = self.companies.owns().filter_map(|(_, own)| own.and_then(Account::of));
            image.chain(own).map(|one| (one.id, one)).collect()
        })
    }

    /// The companies that can be on the agenda, in no order.
    pub fn accounts(&self) -> impl ExactSizeIterator<Item = &Account> {
        self.kept_accounts().values()
    }

    /// What the agenda asks of a company; `None` where it can't be on it.
    pub fn account(&self, company: CompanyId) -> Option<&Account> {
        self.kept_accounts().get(&company)
    }

    pub(super) fn referred_as_noted(&self) -> &ById<ContactId, ContactId> {
        self.referred.get_or_init(|| {
            let image = self.of_image(|image| image.referred());
            let image = image.into_iter().filter(|(who, _)| self.contacts.own(*who).is_none());
            image.chain(self.contacts.owns().filter_map(|(who, own)| Some((who, own?.referred_by?)))).collect()
        })
    }

    /// By whom a contact came; the one into whom that one was merged, if they were. `None` where it isn't known or they are gone.
    pub fn referred_by(&self, contact: ContactId) -> Option<ContactId> {
        self.stands_for(*self.referred_as_noted().get(&contact)?)
    }

    /// All who came by a contact, with that one; in no order.
    pub fn all_referred(&self) -> impl Iterator<Item = (ContactId, ContactId)> {
        let all = self.referred_as_noted().iter();
        all.filter_map(|(who, by)| Some((*who, self.stands_for(*by)?)))
    }

    /// All contacts as lists have them: by last name, then name, then id; archived ones too.
    pub fn by_name(&self) -> impl ExactSizeIterator<Item = ContactId> {
        let nobody = ContactId(Uuid::nil());
        self.places_by_name().iter().map(move |place| self.contacts.id_at(*place as usize).unwrap_or(nobody))
    }

    /// The facts of all contacts in the same order.
    pub fn by_name_facts(&self) -> impl Iterator<Item = &Facts> {
        let facts = self.standings().facts();
        self.places_by_name().iter().filter_map(|place| facts.get(*place as usize))
    }

    fn places_by_name(&self) -> &[u32] {
        let key = |place: u32| {
            let row = self.contacts.at_anew(place as usize)?;
            Some((fold(row.last_name()), fold(&row.name), row.id))
        };
        self.by_name.get(|| (self.of_image(|image| image.by_name()), changed(&self.contacts)), key)
    }

    /// All companies by name; archived ones too.
    pub fn companies_by_name(&self) -> impl ExactSizeIterator<Item = CompanyId> {
        let key = |place: u32| self.companies.at(place as usize).map(|company| (ByName(&company.name), company.id));
        let first = || (self.of_image(|image| image.companies_by_name()), changed(&self.companies));
        let none = CompanyId(Uuid::nil());
        let places = self.companies_by_name.get(first, key).iter();
        places.map(move |place| self.companies.id_at(*place as usize).unwrap_or(none))
    }

    fn people(&self) -> &People {
        self.people.get_or_init(|| People::new(self.of_image(|image| image.staff()), &self.contacts))
    }

    /// Who has to do with a company.
    pub fn people_of(&self, company: CompanyId) -> PeopleOf {
        self.people().of(company, &self.contacts)
    }

    /// Who has to do with which company, and whether they work there now; in no order.
    pub fn employments(&self) -> impl Iterator<Item = (CompanyId, ContactId, bool)> {
        self.people().all(&self.contacts)
    }

    /// A contact's name; empty if there is none. For many of them: where the row is needed too, it has the name.
    pub fn name(&self, id: ContactId) -> &str {
        let names = |image: &dyn Image| image.names();
        self.line(&self.contacts, &self.names, id, names, |row| &row.name)
    }

    /// A company's name; empty if there is none. For many of them.
    pub fn company_name_of(&self, id: CompanyId) -> &str {
        let names = |image: &dyn Image| image.company_names();
        self.line(&self.companies, &self.company_names, id, names, |company| &company.name)
    }

    /// The title of an open follow-up; empty if there is none. For many of them.
    pub fn title(&self, id: FollowUpId) -> &str {
        let titles = |image: &dyn Image| image.titles();
        self.line(&self.follow_ups, &self.titles, id, titles, |follow_up| &follow_up.title)
    }

    fn line<'a, T: Kept>(
        &'a self,
        table: &'a Table<T>,
        lines: &'a OnceLock<Lines>,
        id: T::Id,
        read: impl FnOnce(&dyn Image) -> Lines,
        of: impl FnOnce(&'a T) -> &'a String,
    ) -> &'a str {
        match table.own(id) {
            Some(own) => own.map(of).map(String::as_str).unwrap_or_default(),
            None => table.place(id).map_or("", |place| lines.get_or_init(|| self.of_image(read)).get(place)),
        }
    }

    /// The words that contacts have, archived ones too, for proposing them.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let mut words = self.of_image(|image| image.vocabulary());
            for (id, own) in self.contacts.owns() {
                self.contacts.in_image(id).iter().for_each(|before| words.take(before));
                own.into_iter().for_each(|own| words.put(own));
            }
            words
        })
    }

    fn merged_into_others(&self) -> &ById<ContactId, ContactId> {
        self.merged.get_or_init(|| {
            let mut merged = ById::default();
            self.each_contact().for_each(|row| merged.extend(merged_ids(&row.ids).map(|gone| (gone, row.id))));
            merged
        })
    }

    /// The contacts that were merged into others, each with the one who stands for them; in no order. All contacts are read for it
    /// once.
    pub fn merged(&self) -> impl Iterator<Item = (ContactId, ContactId)> {
        self.merged_into_others().iter().map(|(gone, into)| (*gone, *into))
    }

    /// Who is there under this id: the contact itself, else the one into whom it was merged.
    pub fn stands_for(&self, id: ContactId) -> Option<ContactId> {
        if self.contacts.contains(id) { Some(id) } else { self.merged_into_others().get(&id).copied() }
    }

    /// For searching contacts.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let Some(image) = &self.image else { return Index::new(self) };
            let mut index = Index::from_image(Arc::new(IndexOf(image.clone())));
            // Companies first: contacts name them.
            for (id, _) in self.companies.owns() {
                index.update(self, RecordId::new(RecordKind::Company, id.0));
            }
            for (id, own) in self.contacts.owns() {
                match own.filter(|_| !self.edited.contains(&id)) {
                    // Something only happened with them.
                    Some(row) => index.note(&Facts::of(row)),
                    None => index.update(self, RecordId::new(RecordKind::Contact, id.0)),
                }
            }
            index
        })
    }

    pub(super) fn unfilled(&self) -> &Unfilled {
        self.unfilled.get_or_init(|| self.of_image(|image| image.unfilled()))
    }

    /// Contacts of which something must be read from the timeline again, since what stood here was taken back.
    pub fn to_refill(&self) -> Vec<ContactId> {
        self.unfilled().iter().copied().collect()
    }

    /// Gives the ids of all records in the book to `take`, in no order; none is kept.
    pub fn each_id(&self, mut take: impl FnMut(RecordId)) {
        self.contacts.each_id(|id| take(RecordId::new(RecordKind::Contact, id.0)));
        self.companies.each_id(|id| take(RecordId::new(RecordKind::Company, id.0)));
        self.follow_ups.each_id(|id| take(RecordId::new(RecordKind::FollowUp, id.0)));
        self.feedback.each_id(|id| take(RecordId::new(RecordKind::Feedback, id.0)));
    }

    /// The same of contacts.
    pub fn each_contact_id(&self, take: impl FnMut(ContactId)) {
        self.contacts.each_id(take);
    }

    /// The ids of all contacts, in no order; nothing else is read for it. So are those of the other kinds.
    pub fn contact_ids(&self) -> impl ExactSizeIterator<Item = ContactId> {
        self.contacts.all_ids()
    }

    pub fn company_ids(&self) -> impl ExactSizeIterator<Item = CompanyId> {
        self.companies.all_ids()
    }

    pub fn follow_up_ids(&self) -> impl ExactSizeIterator<Item = FollowUpId> {
        self.follow_ups.all_ids()
    }

    pub fn feedback_ids(&self) -> impl ExactSizeIterator<Item = FeedbackId> {
        self.feedback.all_ids()
    }

    /// The book as it is now, for [`Book::changed_since`].
    pub fn stamp(&self) -> Stamp {
        // From now on it is known what a contact was before it changed.
        self.standings();
        self.changes.stamp()
    }

    /// The contacts that changed since, or what hangs on them, in the order of the changes, some more than once; `None` where it
    /// was too much, or another book.
    pub fn changed_since(&self, stamp: &Stamp) -> Option<&[Changed]> {
        self.changes.since(stamp)
    }

    /// The companies that changed since, or who works there now, or what hangs on those; some more than once. `None` where
    /// [`Self::changed_since`] is.
    pub fn companies_changed_since(&self, stamp: &Stamp) -> Option<Vec<CompanyId>> {
        let (people, own) = (self.changes.since(stamp)?, self.changes.companies_since(stamp)?);
        let before = people.iter().filter_map(|(_, before)| before.as_ref()?.company);
        let now = people.iter().filter_map(|(contact, _)| self.facts_of(*contact)?.company);
        Some(own.iter().copied().chain(before).chain(now).collect())
    }
}

/// The places of records that aren't as in the image.
fn changed<T: Kept>(table: &Table<T>) -> HashSet<u32> {
    table.owns().filter_map(|(id, _)| table.place(id)).map(|place| place as u32).collect()
}

/// A name in the order in which names are sorted.
#[derive(PartialEq, Eq)]
struct ByName<'a>(&'a str);

impl PartialOrd for ByName<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ByName<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        compare(self.0, other.0)
    }
}
