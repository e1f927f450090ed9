//! Who is in the book already: one index over ids, mail addresses, phone numbers and names, made once. The people of the
//! file join it as they are read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, Hash, RandomState};

use uuid::Uuid;

use super::keys::{self, Keys};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::contact::{Channel, ForeignId, merged_ids};
use crate::domain::country::Country;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::row::Row;
use crate::formats::draft::{Person, Whom};
use crate::formats::monica;

/// By what people and companies of a book are known again. Borrows nothing, so that the book needn't be held meanwhile.
#[derive(Debug, Default)]
pub struct Known {
    /// Kept as hashes: the keys of 100,000 contacts as texts would take more room than the contacts.
    index: HashMap<u64, Who>,
    state: RandomState,
    country: Country,
    pub(super) people: Vec<Entrant>,
    pub(super) companies: Companies,
}

/// Someone of the book or of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrant {
    pub id: ContactId,
    pub is_new: bool,
    /// Whether anything of them changes as it is planned.
    pub changes: bool,
    /// Their name, as a hash of its words.
    pub name: Option<u64>,
    /// Whether another program's id is known of them.
    pub has_uid: bool,
    /// Whether a card of the file that has an id of its own is theirs: one with another id isn't.
    pub is_told: bool,
    pub has_mail: bool,
    /// Their company, as a hash of its folded name.
    pub company: Option<u64>,
    pub works_at: Option<CompanyId>,
    /// On which channels a decision is known: a bit for each of [`Channel::ALL`].
    pub decided: u8,
    /// The file's cards of them, in its order.
    pub cards: Vec<u32>,
}

impl Entrant {
    /// Somebody of whom nothing more is known.
    pub fn new(id: ContactId, is_new: bool) -> Self {
        Self {
            id,
            is_new,
            changes: is_new,
            name: None,
            has_uid: false,
            is_told: false,
            has_mail: false,
            company: None,
            works_at: None,
            decided: 0,
            cards: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Who {
    One(u32),
    /// Nobody can be told by this.
    Several,
}

/// The sources of ids that touchbase itself may have given: in tables and vCards that it exported.
pub const OWN: [&str; 2] = ["touchbase", "uid"];

/// What a person is looked up by. Names and companies are folded.
#[derive(Hash)]
enum Key<'a> {
    Id(&'a str, &'a str),
    MailAndName(&'a str, &'a str),
    PhoneAndName(&'a str, &'a str),
    CompanyAndName(&'a str, &'a str),
    Mail(&'a str),
    Phone(&'a str),
    /// Only where a file names people of whom it says no more.
    Name(&'a str),
    /// An id of whatever program.
    AnyId(&'a str),
}

impl Known {
    /// National phone numbers are those of `country`.
    pub fn of(book: &Book, country: Country) -> Self {
        let mut known = Self { companies: Companies::of(book), country, ..Self::default() };
        // What is there of the book takes room enough: the rows aren't kept.
        for row in book.each_contact() {
            known.add_row(&row, &keys::company(book.company_name(&row)));
        }
        known
    }

    fn add_row(&mut self, row: &Row, company: &str) {
        let who = self.enter(row.id, false, has_uid(&row.ids));
        let country = self.country;
        let name = keys::name(&row.name);
        let (hash, called) = (self.hash_of(company), self.hash_of(&name));
        if let Some(entrant) = self.people.last_mut() {
            (entrant.has_mail, entrant.company, entrant.name) = (!row.mails.is_empty(), hash, called);
            entrant.works_at = row.company;
            entrant.decided = row.consents.iter().fold(0, |decided, consent| decided | bit(consent.channel));
        }
        OWN.iter().for_each(|source| self.put(&Key::Id(source, &row.id.0.to_string()), who));
        for gone in merged_ids(&row.ids) {
            OWN.iter().for_each(|source| self.put(&Key::Id(source, &gone.to_string()), who));
        }
        for id in &row.ids {
            let value = keys::id(&id.value);
            self.put(&Key::Id(&id.source, &value), who);
            self.put_if_alone(&Key::AnyId(&value), who);
        }
        self.put(&Key::CompanyAndName(company, &name), who);
        self.put_if_alone(&Key::Name(&name), who);
        let mails: Vec<String> = row.mails.iter().map(|m| keys::mail(&m.value)).collect();
        let phones: Vec<String> =
            row.phones.iter().map(|p| keys::phone(&p.value)).filter(|digits| !digits.is_empty()).collect();
        self.add_reach(&[name], &mails, &phones, who);
        for mail in mails.iter().filter(|mail| !keys::is_shared(mail)) {
            self.put_if_alone(&Key::Mail(mail), who);
        }
        for phone in &row.phones {
            let number = keys::whole_phone(&phone.value, country);
            if !number.is_empty() {
                self.put_if_alone(&Key::Phone(&number), who);
            }
        }
    }

    /// A new person of the file, found again by the cards that follow. Their company and name don't tell: two of a name
    /// may well work in one company.
    pub(super) fn add_person(&mut self, person: &Person, keys: &Keys, id: ContactId) -> usize {
        let who = self.enter(id, true, false);
        self.add_card(person, keys, who as usize);
        who as usize
    }

    /// What a card tells of someone: the next one is compared with all that is known by then.
    pub(super) fn add_card(&mut self, person: &Person, keys: &Keys, who: usize) {
        let company = self.hash_of(&keys.company);
        if let Some(entrant) = self.people.get_mut(who) {
            let has_uid = has_uid(&person.record.ids);
            (entrant.has_uid, entrant.is_told) = (entrant.has_uid || has_uid, entrant.is_told || has_uid);
            entrant.has_mail |= !person.record.mails.is_empty();
            entrant.company = entrant.company.or(company);
        }
        let who = u32::try_from(who).unwrap_or(u32::MAX);
        for id in &person.record.ids {
            self.put(&Key::Id(&id.source, &keys::id(&id.value)), who);
        }
        self.add_reach(&keys.names, &keys.mails, &keys.phones, who);
    }

    fn add_reach(&mut self, names: &[String], mails: &[String], phones: &[String], who: u32) {
        for mail in mails {
            names.iter().for_each(|name| self.put(&Key::MailAndName(mail, name), who));
        }
        for phone in phones {
            names.iter().for_each(|name| self.put(&Key::PhoneAndName(phone, name), who));
        }
    }

    /// Who a person of the file is, if they are known: by an id; by a mail address or phone number, where the names agree,
    /// or where the file gives none and only one of the book has it; by name and company. Two of a file that both have an id
    /// of their own are two; so are two of a name at one switchboard who differ in mail and company.
    pub(super) fn find(&self, person: &Person, Keys { names, mails, phones, company }: &Keys) -> Option<usize> {
        let mut found = self.with_id(person);
        let has_uid = has_uid(&person.record.ids);
        let hash = self.hash_of(company);
        let may_be = |who: &usize| !(has_uid && self.people[*who].is_told);
        let alike = |who: &usize| {
            let other = &self.people[*who];
            let differ = hash.zip(other.company).is_some_and(|(one, other)| one != other);
            !(differ && other.has_mail && !mails.is_empty())
        };
        for name in names {
            let by_mail = || mails.iter().find_map(|mail| self.get(&Key::MailAndName(mail, name)).filter(may_be));
            let by_phone = || {
                let who = |phone| self.get(&Key::PhoneAndName(phone, name));
                phones.iter().find_map(|phone| who(phone).filter(may_be).filter(alike))
            };
            found = found.or_else(by_mail).or_else(by_phone);
        }
        if person.nameless {
            found = found.or_else(|| mails.iter().find_map(|mail| self.get(&Key::Mail(mail))));
            let numbers = person.record.phones.iter().map(|phone| keys::whole_phone(&phone.value, self.country));
            let mut numbers = numbers.filter(|number| !number.is_empty());
            return found.or_else(|| numbers.find_map(|number| self.get(&Key::Phone(&number))));
        }
        // A name alone is somebody only where nothing tells them apart.
        if company.is_empty() && !(mails.is_empty() && phones.is_empty()) {
            return found;
        }
        // Two of a name in one company, each with an id of their own, are two.
        let named = || names.iter().find_map(|name| self.get(&Key::CompanyAndName(company, name)));
        found.or_else(|| named().filter(|who| !(has_uid && self.people[*who].has_uid)))
    }

    /// What an entry may name somebody of the file by. Only where there are entries: it takes room.
    pub(super) fn add_names(&mut self, person: &Person, keys: &Keys, who: usize) {
        let who = u32::try_from(who).unwrap_or(u32::MAX);
        for id in &person.record.ids {
            self.put_if_alone(&Key::AnyId(&keys::id(&id.value)), who);
        }
        keys.names.iter().for_each(|name| self.put_if_alone(&Key::Name(name), who));
        for mail in keys.mails.iter().filter(|mail| !keys::is_shared(mail)) {
            self.put_if_alone(&Key::Mail(mail), who);
        }
        for phone in &person.record.phones {
            let number = keys::whole_phone(&phone.value, self.country);
            if !number.is_empty() {
                self.put_if_alone(&Key::Phone(&number), who);
            }
        }
    }

    /// Whom an entry of the file means: by the id, in the program's name if one is told; by a mail address or phone number, with
    /// the name or where only one person has it; by name and company; by a name that only one person has.
    pub(super) fn whom(&self, whom: &Whom, program: &str) -> Option<usize> {
        let (id, name) = (keys::id(&whom.id), keys::name(&whom.name));
        let (mail, phone, company) = (keys::mail(&whom.mail), keys::phone(&whom.phone), keys::company(&whom.company));
        let of = |is_told: bool, key: Key| is_told.then(|| self.get(&key)).flatten();
        let by_id = || {
            let told =
                [program, OWN[0], OWN[1]].into_iter().find_map(|source| of(!id.is_empty(), Key::Id(source, &id)));
            told.or_else(|| of(!id.is_empty(), Key::AnyId(&id)))
        };
        let is_named = !name.is_empty();
        let number = keys::whole_phone(&whom.phone, self.country);
        by_id()
            .or_else(|| of(is_named && !mail.is_empty(), Key::MailAndName(&mail, &name)))
            .or_else(|| of(!mail.is_empty(), Key::Mail(&mail)))
            .or_else(|| of(is_named && !phone.is_empty(), Key::PhoneAndName(&phone, &name)))
            .or_else(|| of(!number.is_empty(), Key::Phone(&number)))
            .or_else(|| of(is_named && !company.is_empty(), Key::CompanyAndName(&company, &name)))
            .or_else(|| of(is_named && company.is_empty(), Key::Name(&name)))
    }

    /// Who has one of a card's ids.
    fn with_id(&self, person: &Person) -> Option<usize> {
        person.record.ids.iter().find_map(|id| self.of_foreign(id))
    }

    /// Who has this id.
    pub(super) fn of_foreign(&self, id: &ForeignId) -> Option<usize> {
        self.get(&Key::Id(&id.source, &keys::id(&id.value)))
    }

    /// Whether someone of the book has just one of these names.
    pub(super) fn is_called(&self, who: usize, names: &[String]) -> bool {
        names.iter().any(|name| self.people[who].name.is_some_and(|called| self.hash_of(name) == Some(called)))
    }

    /// Who has this id, compared as [`keys::id`] gives it, in a file that touchbase or another program that tells who
    /// recommended whom may have written.
    pub(super) fn of_id(&self, id: &str) -> Option<ContactId> {
        let who = OWN.iter().chain([&monica::SOURCE]).find_map(|source| self.get(&Key::Id(source, id)))?;
        Some(self.people[who].id)
    }

    fn enter(&mut self, id: ContactId, is_new: bool, has_uid: bool) -> u32 {
        self.people.push(Entrant { has_uid, ..Entrant::new(id, is_new) });
        u32::try_from(self.people.len() - 1).unwrap_or(u32::MAX)
    }

    fn hash_of(&self, text: &str) -> Option<u64> {
        (!text.is_empty()).then(|| self.state.hash_one(text))
    }

    /// Where two fit, the older one of the book is it; before all of the file, in its order.
    fn put(&mut self, key: &Key, who: u32) {
        let age = |who: u32| self.people.get(who as usize).map(|entrant| (entrant.is_new, entrant.id));
        let index = &mut self.index;
        match index.entry(self.state.hash_one(key)) {
            Entry::Occupied(mut taken) => {
                if let Who::One(other) = *taken.get()
                    && age(who).zip(age(other)).is_some_and(|(one, other)| !one.0 && one < other)
                {
                    taken.insert(Who::One(who));
                }
            }
            Entry::Vacant(free) => {
                free.insert(Who::One(who));
            }
        }
    }

    fn put_if_alone(&mut self, key: &Key, who: u32) {
        match self.index.entry(self.state.hash_one(key)) {
            Entry::Vacant(free) => {
                free.insert(Who::One(who));
            }
            Entry::Occupied(mut taken) if *taken.get() != Who::One(who) => {
                taken.insert(Who::Several);
            }
            Entry::Occupied(_) => {}
        }
    }

    fn get(&self, key: &Key) -> Option<usize> {
        match self.index.get(&self.state.hash_one(key))? {
            Who::One(who) => Some(*who as usize),
            Who::Several => None,
        }
    }
}

/// The bit of a channel among those on which a decision is known.
pub fn bit(channel: Channel) -> u8 {
    1 << channel as u8
}

fn has_uid(ids: &[ForeignId]) -> bool {
    ids.iter().any(|id| !id.is_own())
}

/// The companies of the book and those that the file brings.
#[derive(Debug, Default)]
pub struct Companies {
    by_name: HashMap<String, CompanyId>,
    /// By source and value.
    by_id: HashMap<(String, String), CompanyId>,
    /// Of the book, in full.
    records: HashMap<CompanyId, Company>,
}

impl Companies {
    fn of(book: &Book) -> Self {
        let mut all = Self::default();
        let mut companies: Vec<&Company> = book.companies().collect();
        companies.sort_unstable_by_key(|company| company.id);
        for company in companies {
            all.add(company, company.id);
            all.add_own_id(company.id.0, company.id);
            all.records.insert(company.id, company.clone());
        }
        // A company of today's name comes before one that was merged into another.
        for company in book.companies() {
            company.former_names().for_each(|name| all.add_name(name, company.id));
            company.merged_ids().for_each(|id| all.add_own_id(id, company.id));
        }
        all
    }

    /// Makes the names and ids of a company lead to `id`.
    pub fn add(&mut self, company: &Company, id: CompanyId) {
        self.add_name(&company.name, id);
        for foreign in &company.ids {
            self.by_id.entry((foreign.source.clone(), keys::id(&foreign.value))).or_insert(id);
        }
    }

    /// Makes an id that touchbase gave lead to `id`.
    fn add_own_id(&mut self, own: Uuid, id: CompanyId) {
        for source in OWN {
            self.by_id.entry((source.to_owned(), own.to_string())).or_insert(id);
        }
    }

    pub fn add_name(&mut self, name: &str, id: CompanyId) {
        self.by_name.entry(keys::company(name)).or_insert(id);
    }

    /// The company of this name.
    pub fn named(&self, name: &str) -> Option<CompanyId> {
        if name.is_empty() { None } else { self.by_name.get(&keys::company(name)).copied() }
    }

    /// Which company a card of one is.
    pub fn find(&self, company: &Company) -> Option<CompanyId> {
        let id_of = |id: &ForeignId| self.by_id.get(&(id.source.clone(), keys::id(&id.value))).copied();
        company.ids.iter().find_map(id_of).or_else(|| self.named(&company.name))
    }

    /// A company of the book.
    pub fn record(&self, id: CompanyId) -> Option<&Company> {
        self.records.get(&id)
    }
}
