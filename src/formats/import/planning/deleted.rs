//! Who of those whom a file brings was here and was deleted, people and companies: they stay out unless they are asked for.

use std::cell::OnceCell;
use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::Planning;
use crate::domain::contact::{CARD_ID, Contact, ForeignId};
use crate::domain::id::CompanyId;
use crate::domain::record::Record;
use crate::formats::draft::Person;
use crate::formats::import::changes::{companies, people};
use crate::formats::import::keys::{self, Keys};
use crate::formats::import::known::{Entrant, OWN};
use crate::formats::import::{Here, changes};
use crate::formats::together::together;

/// A value and its source.
type Key = (String, String);

/// Who of the file has an id.
enum Whose {
    Person(usize),
    Company(CompanyId),
}

/// The new ones of the file by what they may have been known by.
struct OfFile {
    by_id: HashMap<Key, Whose>,
    by_name: HashMap<String, Vec<usize>>,
}

impl OfFile {
    fn may_have(&self, gone: &Record) -> bool {
        let is_called = |one: &Contact| keys::names(one).iter().any(|name| self.by_name.contains_key(name));
        keys_of(gone).iter().any(|id| self.by_id.contains_key(id))
            || matches!(gone, Record::Contact(one) if is_called(one))
    }
}

impl Planning<'_> {
    /// Who of the new ones was here under the same id, or by name and address, and was deleted.
    pub(super) fn look_for_deleted<E>(&mut self, new: &[Entrant], here: &Here<E>) -> Result<(), E> {
        let Some(deleted) = here.deleted else { return Ok(()) };
        if new.is_empty() && self.plan.organisations.iter().all(|one| self.plan.companies.is_here(one.id)) {
            return Ok(());
        }
        // Mostly nothing was deleted that may be meant: then nobody is looked at once more.
        let of_file = OnceCell::new();
        let is_in_file = |gone: &Record| of_file.get_or_init(|| self.by_keys(new)).may_have(gone);
        let all = deleted(&is_in_file)?;
        let Some(OfFile { by_id, by_name }) = of_file.into_inner() else { return Ok(()) };
        let mut found: Vec<(CompanyId, NaiveDate)> = Vec::new();
        for (gone, on) in all {
            if let Record::Contact(gone) = &gone {
                let called = keys::names(gone).into_iter().filter_map(|name| by_name.get(&name)).flatten();
                for entrant in called.filter_map(|place| new.get(*place)) {
                    if self.is_same(gone, entrant) {
                        self.plan.deleted.entry(entrant.id).or_insert(on);
                    }
                }
            }
            for id in keys_of(&gone) {
                match (by_id.get(&id), &gone) {
                    (Some(Whose::Person(place)), Record::Contact(gone)) => {
                        if let Some(entrant) = new.get(*place).filter(|entrant| self.is_they(gone, entrant, &id)) {
                            self.plan.deleted.entry(entrant.id).or_insert(on);
                        }
                    }
                    (Some(Whose::Company(company)), Record::Company(_)) => found.push((*company, on)),
                    _ => {}
                }
            }
        }
        for (company, on) in found {
            self.plan.deleted_companies.entry(company).or_insert(on);
        }
        Ok(())
    }

    fn by_keys(&self, new: &[Entrant]) -> OfFile {
        let (mut by_id, mut by_name): (HashMap<Key, Whose>, HashMap<String, Vec<usize>>) = Default::default();
        let (file, plan) = (self.file, &self.plan);
        let read = |entrant: &Entrant| {
            let cards = people(file, &entrant.cards, plan.options.today, &plan.referrers, &plan.others);
            let keys = |(_, person): (usize, Person)| {
                (person.record.ids.iter().map(key).collect::<Vec<Key>>(), keys::names(&person.record))
            };
            cards.map(keys).collect::<Vec<_>>()
        };
        for (place, cards) in together(new, read).into_iter().enumerate() {
            for (ids, names) in cards {
                for id in ids {
                    by_id.entry(id).or_insert(Whose::Person(place));
                }
                names.into_iter().for_each(|name| by_name.entry(name).or_default().push(place));
            }
        }
        for organisation in self.plan.organisations.iter().filter(|one| !self.plan.companies.is_here(one.id)) {
            for (_, card) in companies(self.file, &organisation.cards) {
                for id in &card.record.ids {
                    by_id.entry(company_key(id)).or_insert(Whose::Company(organisation.id));
                }
            }
        }
        OfFile { by_id, by_name }
    }

    /// Whether somebody of the file who is called like one who was deleted is that one, by whatever id the file knows them: they have
    /// an address or number of their own in common, or the file has neither and they worked at the same company. Whom a source
    /// gives two ids are two.
    fn is_same(&self, gone: &Contact, entrant: &Entrant) -> bool {
        self.cards_of(&entrant.cards).iter().any(|(_, person)| {
            let card = Keys::of(person, &self.plan.companies);
            let has_mail =
                |mail: &String| !keys::is_shared(mail) && gone.mails.iter().any(|one| keys::mail(&one.value) == *mail);
            let has_phone = |phone: &String| gone.phones.iter().any(|one| keys::phone(&one.value) == *phone);
            let is_reached = card.mails.iter().any(has_mail) || card.phones.iter().any(has_phone);
            let is_there = || {
                let company = card.company.filter(|_| card.mails.is_empty() && card.phones.is_empty());
                company.is_some_and(|company| gone.jobs.iter().any(|job| job.company == Some(company)))
            };
            let is_another = person.record.ids.iter().filter(|id| id.source != CARD_ID).any(|id| {
                let same = |other: &&ForeignId| other.source == id.source;
                let of_source: Vec<&ForeignId> = gone.ids.iter().filter(same).collect();
                !of_source.is_empty() && of_source.iter().all(|other| keys::id(&other.value) != keys::id(&id.value))
            });
            !is_another && (is_reached || is_there())
        })
    }

    /// Whether somebody who was deleted is one of the file with the same id.
    fn is_they(&self, gone: &Contact, entrant: &Entrant, (value, source): &Key) -> bool {
        let cards: changes::Cards = self.cards_of(&entrant.cards);
        let is_another = |person| keys::is_another(gone, &Keys::of(person, &self.plan.companies), value);
        source == CARD_ID || !cards.iter().all(|(_, person)| is_another(person))
    }
}

fn key(id: &ForeignId) -> Key {
    (keys::id(&id.value), id.source.clone())
}

/// A company's card without an id is known by its name, which a person's may be, too.
fn company_key(id: &ForeignId) -> Key {
    let source = if id.source == CARD_ID { "company" } else { &id.source };
    (keys::id(&id.value), source.to_owned())
}

/// By what a deleted record would be known again.
fn keys_of(gone: &Record) -> Vec<Key> {
    let own = |id: Uuid| OWN.map(|source| (id.to_string(), source.to_owned()));
    match gone {
        Record::Contact(one) => one.ids.iter().map(key).chain(own(one.id.0)).collect(),
        Record::Company(one) => {
            let name = ForeignId { source: CARD_ID.to_owned(), value: keys::company(&one.name) };
            one.ids.iter().chain([&name]).map(company_key).chain(own(one.id.0)).collect()
        }
        _ => Vec::new(),
    }
}
