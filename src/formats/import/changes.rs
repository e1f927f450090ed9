//! The changes of a plan, one by one: each record is made when it is asked for, from its cards and what is there.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

use chrono::NaiveDate;

use super::{Entrant, Organisation, Others, Plan, Referrers, STRIDE, fill, keys};
use crate::domain::birthday::Birthday;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{CARD_ID, Contact, ForeignId, Referrer};
use crate::domain::id::ContactId;
use crate::formats::ReadFile;
use crate::formats::draft::{Draft, Person};
use crate::formats::file::{AHEAD, LONG, PART};

impl Plan {
    /// The changes one by one, companies before those who work there, given to `take`. `full` gives the full records of those of
    /// some contacts who are there; whom it doesn't give any more is left out. Of a long file the cards of those who come next
    /// are read meanwhile.
    pub fn with_changes<E, T>(
        &self,
        file: &ReadFile,
        full: impl Fn(&[ContactId]) -> Result<Vec<Contact>, E>,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<Change, E>>) -> T,
    ) -> T {
        let cards_of = move |entrant: &Entrant| self.cards_of(file, entrant);
        parts(&self.people, cards_of, |parts| take(&mut self.changes_of(file, parts, full)))
    }

    /// The same as an iterator.
    pub fn changes<E>(
        &self,
        file: &ReadFile,
        full: impl Fn(&[ContactId]) -> Result<Vec<Contact>, E>,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let cards_of = move |part: &[Entrant]| part.iter().map(|entrant| self.cards_of(file, entrant)).collect();
        self.changes_of(file, self.people.chunks(PART).map(move |part| (part, cards_of(part))), full)
    }

    /// `parts` are the people in their order, and their cards.
    fn changes_of<'a, E>(
        &'a self,
        file: &ReadFile,
        parts: impl Iterator<Item = (&'a [Entrant], Vec<Vec<Person>>)>,
        full: impl Fn(&[ContactId]) -> Result<Vec<Contact>, E>,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let companies = self.organisations.iter().filter_map(move |company| self.company_change(file, company)).map(Ok);
        let people = parts.flat_map(move |(part, cards)| {
            let ids: Vec<ContactId> = part.iter().filter(|one| !one.is_new).map(|one| one.id).collect();
            let (before, failed) = match if ids.is_empty() { Ok(Vec::new()) } else { full(&ids) } {
                Ok(before) => (before, None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            let mut before: HashMap<ContactId, Contact> = before.into_iter().map(|one| (one.id, one)).collect();
            let changes = part.iter().zip(cards).flat_map(move |(entrant, cards)| {
                let contact = match entrant.is_new {
                    true => self.new_contact(entrant, cards).map(Change::create),
                    false => before.remove(&entrant.id).and_then(|before| self.edit(&cards, before)),
                };
                let consents = self.consents.get(&entrant.id).into_iter().flatten();
                contact.into_iter().chain(consents.map(|consent| Change::create(consent.clone())))
            });
            failed.into_iter().chain(changes.map(Ok))
        });
        companies.chain(people)
    }

    fn cards_of(&self, file: &ReadFile, entrant: &Entrant) -> Vec<Person> {
        people(file, &entrant.cards, self.today, &self.referrers, &self.others).collect()
    }

    fn new_contact(&self, entrant: &Entrant, people: Vec<Person>) -> Option<Contact> {
        let mut contact = unnamed(entrant.id, &people, self.today)?;
        let is_only = people.len() == 1;
        for person in people {
            if is_only {
                fill::only_card(&mut contact, person, &self.companies);
            } else {
                fill::contact(&mut contact, true, &person, &self.companies);
            }
        }
        contact.tier = contact.tier.or(self.tier);
        for tag in &self.tags {
            if !contact.tags.contains(tag) {
                contact.tags.push(tag.clone());
            }
        }
        Some(contact)
    }

    fn edit(&self, people: &[Person], before: Contact) -> Option<Change> {
        let mut after = before.clone();
        for person in people {
            fill::contact(&mut after, false, person, &self.companies);
        }
        let change = Change::edit(before, after);
        (!change.is_empty()).then_some(change)
    }

    fn company_change(&self, file: &ReadFile, organisation: &Organisation) -> Option<Change> {
        let before = self.companies.record(organisation.id);
        let mut after = match before {
            Some(before) => before.clone(),
            None => Company::new(organisation.id, &organisation.name, self.today),
        };
        if before.is_none() {
            after.added = added(companies(file, &organisation.cards).map(|company| company.added), self.today);
        }
        for draft in companies(file, &organisation.cards) {
            fill::company(&mut after, before.is_none(), &draft);
        }
        let change = Change { before: before.cloned().map(Into::into), after: Some(after.into()) };
        (!change.is_empty()).then_some(change)
    }
}

/// Gives `take` people in parts, each with their cards. Of many those of who comes next are read meanwhile.
fn parts<'a, T>(
    people: &'a [Entrant],
    cards_of: impl Fn(&Entrant) -> Vec<Person> + Send,
    take: impl FnOnce(&mut dyn Iterator<Item = (&'a [Entrant], Vec<Vec<Person>>)>) -> T,
) -> T {
    let parts = people.chunks(PART);
    let read = move |part: &[Entrant]| part.iter().map(&cards_of).collect::<Vec<_>>();
    if people.len() < LONG {
        return take(&mut parts.map(|part| (part, read(part))));
    }
    thread::scope(|scope| {
        let (ahead, cards) = mpsc::sync_channel(AHEAD);
        let mut reading = parts.clone();
        // Nobody takes any more, if it can't be sent.
        scope.spawn(move || reading.try_for_each(|part| ahead.send(read(part))).unwrap_or_default());
        take(&mut parts.zip(cards))
    })
}

/// The same with each part, until an error ends it.
pub fn each_part<E>(
    people: &[Entrant],
    cards_of: impl Fn(&Entrant) -> Vec<Person> + Send,
    mut take: impl FnMut(&[Entrant], Vec<Vec<Person>>) -> Result<(), E>,
) -> Result<(), E> {
    parts(people, cards_of, |mut parts| (&mut parts).try_for_each(|(part, cards)| take(part, cards)))
}

/// Changes of which is told now and then how many there were. What `tell` says to that may end them.
pub fn telling<E>(
    changes: impl Iterator<Item = Result<Change, E>>,
    tell: &impl Fn(u64) -> Result<(), E>,
) -> impl Iterator<Item = Result<Change, E>> {
    changes.enumerate().map(move |(done, change)| {
        if done % STRIDE == 0 {
            tell(done as u64)?;
        }
        change
    })
}

/// A contact with the name that its cards give, and nothing else yet.
pub fn unnamed(id: ContactId, cards: &[Person], today: NaiveDate) -> Option<Contact> {
    let named = cards.iter().find(|person| !person.nameless).or(cards.first())?;
    let added = added(cards.iter().map(|person| person.record.added), today);
    Some(Contact::new(id, &named.record.name, added))
}

/// The first of the days added that cards tell, else today.
fn added(told: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> NaiveDate {
    told.filter(|day| *day != NaiveDate::default() && *day <= today).min().unwrap_or(today)
}

/// The people of some cards, as they may come in.
pub fn people(
    file: &ReadFile,
    cards: &[u32],
    today: NaiveDate,
    referrers: &Referrers,
    others: &Others,
) -> impl Iterator<Item = Person> {
    cards.iter().filter_map(move |index| match file.card(*index as usize)?.ok()?.draft {
        Draft::Person(person) => {
            let mut person = admit(person, today);
            others.get(index).into_iter().flatten().for_each(|id| without_id(&mut person, id));
            if let Some(id) = referrers.get(&keys::id(&person.referrer_id)) {
                person.record.referred_by = Some(Referrer::Contact(*id));
            }
            Some(person)
        }
        Draft::Company(_) | Draft::Other { .. } => None,
    })
}

pub fn companies(file: &ReadFile, cards: &[u32]) -> impl Iterator<Item = Company> {
    cards.iter().filter_map(|index| match file.card(*index as usize)?.ok()?.draft {
        Draft::Company(company) => Some(admit_company(company)),
        Draft::Person(_) | Draft::Other { .. } => None,
    })
}

/// A person as they may come in: with an id by which the card is known again, and no birthday that is still to come.
pub fn admit(mut person: Person, today: NaiveDate) -> Person {
    with_any_id(&mut person);
    if let Some(ahead) = person.record.birthday.filter(|day| is_ahead(*day, today)) {
        person.record.birthday = None;
        person.record.foreign.push(format!("BDAY:{ahead}"));
    }
    person
}

fn with_any_id(person: &mut Person) {
    if person.record.ids.is_empty() {
        person.record.ids.push(card_id(keys::card(person)));
    }
}

/// Takes an id away that is somebody else's.
pub fn without_id(person: &mut Person, id: &ForeignId) {
    person.record.ids.retain(|one| one != id);
    with_any_id(person);
}

/// A company as it may come in: with an id by which the card is known again.
pub fn admit_company(mut company: Company) -> Company {
    if company.ids.is_empty() {
        company.ids.push(card_id(keys::company(&company.name)));
    }
    company
}

fn card_id(value: String) -> ForeignId {
    ForeignId { source: CARD_ID.to_owned(), value }
}

fn is_ahead(birthday: Birthday, today: NaiveDate) -> bool {
    birthday.year().is_some_and(|year| birthday.in_year(year) > today)
}
