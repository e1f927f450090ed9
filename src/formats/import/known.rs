//! Who is in the book already: one index over ids, mail addresses, phone numbers and names, made once. The people of the
//! file join it as they are read.

mod finding;
mod title;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, RandomState};

use chrono::NaiveDate;

pub use self::title::Mention;
use super::companies::Companies;
use super::keys::{self, Keys};
use super::seen;
use crate::domain::book::Book;
use crate::domain::consent::Purpose;
use crate::domain::contact::{CARD_ID, Channel, ForeignId, LEFT_CARD, merged_ids, merged_promises};
use crate::domain::country::Country;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::row::Row;
use crate::formats::draft::Person;

/// By what people and companies of a book are known again. Borrows nothing, so that the book needn't be held meanwhile.
#[derive(Debug, Default)]
pub struct Known {
    /// Kept as hashes: the keys of 100,000 contacts as texts would take more room than the contacts.
    index: HashMap<u64, Who>,
    state: RandomState,
    country: Country,
    /// Follow-ups that a merge took for the same as others, and those that stayed.
    pub(super) promises: HashMap<FollowUpId, FollowUpId>,
    /// Mail addresses, phone numbers and ids of those who were deleted here, of those whom entries name.
    pub(super) gone: HashSet<String>,
    pub(super) people: Vec<Entrant>,
    pub(super) companies: Companies,
    /// Companies of the file that are ones of the book, by what the file calls them, because the user says so.
    pub(super) taken: Vec<(String, CompanyId)>,
    /// Cards that were left out before, and whose they may be.
    pub(super) left: HashSet<(u64, ContactId)>,
    /// Whether several files come in together.
    pub(super) are_several: bool,
}

/// Someone of the book or of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrant {
    pub id: ContactId,
    pub is_new: bool,
    /// Whether anything of them changes as it is planned.
    pub changes: bool,
    /// Nothing changes, but it is noted by what they are known again.
    pub is_noted: bool,
    /// Their name, as a hash of its words.
    pub name: Option<u64>,
    /// Whether another program's id is known of them.
    pub has_uid: bool,
    /// Whether a card of the file that has an id of its own is theirs: one with another id isn't.
    pub is_told: bool,
    pub has_mail: bool,
    /// Whether a card of the file that is theirs has a mail address.
    pub is_mailed: bool,
    pub works_at: Option<CompanyId>,
    /// The day of the last touch, or of a later contact that an import told of.
    pub last_contact: Option<NaiveDate>,
    /// On which channels a decision is known: a bit for each of [`Channel::ALL`].
    pub decided: u64,
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
            is_noted: false,
            name: None,
            has_uid: false,
            is_told: false,
            has_mail: false,
            is_mailed: false,
            works_at: None,
            last_contact: None,
            decided: 0,
            cards: Vec::new(),
        }
    }
}

/// Who a person of the file is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found {
    One(usize),
    /// Whether it is they is told by more than is kept here, and by the other cards of the file.
    Near(Near),
    Nobody,
}

/// Somebody of the book who alone has the mail address or phone number of somebody in the file, and another name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    pub who: usize,
    /// Else by the phone number alone.
    pub by_mail: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Who {
    One(u32),
    /// Nobody can be told by this; the first of them.
    Several(u32),
}

/// The sources of ids that touchbase itself may have given: in tables and vCards that it exported.
pub const OWN: [&str; 2] = ["touchbase", "uid"];

/// What a person is looked up by. Names and companies are folded.
#[derive(Hash)]
enum Key<'a> {
    Id(&'a str, &'a str),
    MailAndName(&'a str, &'a str),
    PhoneAndName(&'a str, &'a str),
    /// Where they work now, or did.
    CompanyAndName(Option<CompanyId>, &'a str),
    /// The same of somebody whom a file brings: that another one brings as well, is they.
    BroughtAt(CompanyId, &'a str),
    Mail(&'a str),
    Phone(&'a str),
    /// Only where a file names people of whom it says no more.
    Name(&'a str),
    /// A mail address that a file told of somebody, who has another one here.
    ToldMail(&'a str),
    /// An id of whatever program.
    AnyId(&'a str),
    /// A word of somebody's name.
    Word(&'a str),
}

impl Known {
    /// National phone numbers are those of `country`.
    pub fn of(book: &Book, country: Country) -> Self {
        let mut known = Self { companies: Companies::of(book), country, ..Self::default() };
        // What is there of the book takes room enough: the rows aren't kept.
        let (mut called, mut gone) = (Vec::new(), Vec::new());
        for row in book.each_contact() {
            known.add_row(&row);
            called.extend(known.called_elsewhere(&row));
            let who = u32::try_from(known.people.len().saturating_sub(1)).unwrap_or(u32::MAX);
            known.promises.extend(merged_promises(&row.ids));
            gone.extend(merged_ids(&row.ids).map(|id| (id.to_string(), who)));
        }
        // Who is here under an id comes before whoever took in somebody of that id elsewhere.
        for (id, who) in gone {
            OWN.iter().for_each(|source| known.put_if_free(&Key::Id(source, &id), who));
        }
        // Nobody's own name gives way to what another is called in some file.
        for (company, name, who) in called {
            known.put_if_free(&Key::CompanyAndName(Some(company), &name), who);
        }
        known
    }

    /// Companies of the file, by the names that nobody here has, are these of the book, since the user says so.
    pub fn take_companies(&mut self, taken: Vec<(String, CompanyId)>) {
        taken.iter().for_each(|(name, id)| self.companies.take_for(name, *id));
        self.taken = taken;
    }

    /// Nobody is looked up any more.
    pub(super) fn forget(&mut self) {
        self.index = HashMap::new();
    }

    /// What rows without an id called somebody who is called otherwise here, with the company: the next row may have another address.
    fn called_elsewhere(&self, row: &Row) -> Vec<(CompanyId, String, u32)> {
        let Some(company) = row.company else { return Vec::new() };
        let who = u32::try_from(self.people.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let own = keys::name(&row.name);
        let rows = row.ids.iter().filter(|id| id.source == CARD_ID);
        let names = rows.filter_map(|id| id.value.split('|').next()).filter(|name| name.contains(' ') && **name != own);
        names.map(|name| (company, name.to_owned(), who)).collect()
    }

    fn add_row(&mut self, row: &Row) {
        let who = self.enter(row.id, false, has_uid(&row.ids));
        let country = self.country;
        let name = keys::name(&row.name);
        let called = self.hash_of(&name);
        if let Some(entrant) = self.people.last_mut() {
            (entrant.has_mail, entrant.name) = (!row.mails.is_empty(), called);
            entrant.works_at = row.company;
            entrant.last_contact = row.last_contact();
            entrant.decided =
                row.consents.iter().fold(0, |decided, consent| decided | bit(consent.channel, consent.purpose));
        }
        OWN.iter().for_each(|source| self.put(&Key::Id(source, &row.id.0.to_string()), who));
        for id in &row.ids {
            let value = keys::id(&id.value);
            self.put(&Key::Id(&id.source, &value), who);
            match seen::left(&value).filter(|_| id.source == LEFT_CARD) {
                Some(card) => {
                    self.put(&Key::Id(LEFT_CARD, card), who);
                    self.left.extend(seen::left_of(&value).map(|left| (left, row.id)));
                }
                None if id.is_own() => {}
                None => self.put_if_alone(&Key::AnyId(&value), who),
            }
        }
        self.put(&Key::CompanyAndName(row.company, &name), who);
        for company in &row.other_companies {
            self.put(&Key::CompanyAndName(Some(*company), &name), who);
        }
        self.put_if_alone(&Key::Name(&name), who);
        name.split(' ').for_each(|word| self.put_if_free(&Key::Word(word), who));
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
        let cards = row.ids.iter().filter(|id| id.source == CARD_ID);
        let told = cards.filter_map(|id| id.value.split_once('|')).map(|(_, reach)| reach);
        for mail in told.filter(|reach| reach.contains('@') && !keys::is_shared(reach)) {
            self.put_if_alone(&Key::ToldMail(mail), who);
        }
    }

    /// A new person of the file, found again by the cards that follow. Their company and name don't tell: two of a name
    /// may well work in one company. They do for the cards of another file, as if that came in later.
    pub(super) fn add_person(&mut self, person: &Person, keys: &Keys, id: ContactId) -> usize {
        let who = self.enter(id, true, false);
        self.add_card(person, keys, who as usize);
        who as usize
    }

    /// What a card tells of someone: the next one is compared with all that is known by then.
    pub(super) fn add_card(&mut self, person: &Person, keys: &Keys, who: usize) {
        if let Some(entrant) = self.people.get_mut(who) {
            let has_uid = has_uid(&person.record.ids);
            (entrant.has_uid, entrant.is_told) = (entrant.has_uid || has_uid, entrant.is_told || has_uid);
            entrant.is_mailed |= !person.record.mails.is_empty();
            entrant.has_mail |= entrant.is_mailed;
            entrant.works_at = entrant.works_at.or(keys.company);
        }
        let is_brought = self.are_several && self.people.get(who).is_some_and(|entrant| entrant.is_new);
        let who = u32::try_from(who).unwrap_or(u32::MAX);
        for id in &person.record.ids {
            self.put(&Key::Id(&id.source, &keys::id(&id.value)), who);
        }
        for (company, name) in keys.company.into_iter().flat_map(|at| keys.names.iter().map(move |name| (at, name))) {
            if is_brought {
                self.put_if_alone(&Key::BroughtAt(company, name), who);
            }
        }
        self.add_reach(&keys.names, &keys.mails, &keys.phones, who);
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

    fn add_reach(&mut self, names: &[String], mails: &[String], phones: &[String], who: u32) {
        for name in names {
            mails.iter().for_each(|mail| self.put(&Key::MailAndName(mail, name), who));
            phones.iter().for_each(|phone| self.put(&Key::PhoneAndName(phone, name), who));
        }
    }

    /// What an entry may name somebody of the file by. Only where there are entries: it takes room.
    pub(super) fn add_names(&mut self, person: &Person, keys: &Keys, who: usize) {
        let who = u32::try_from(who).unwrap_or(u32::MAX);
        for id in &person.record.ids {
            self.put_if_alone(&Key::AnyId(&keys::id(&id.value)), who);
        }
        let called = keys.names.first().and_then(|name| self.hash_of(name));
        if let Some(entrant) = self.people.get_mut(who as usize) {
            entrant.name = called;
        }
        for name in &keys.names {
            self.put_if_alone(&Key::Name(name), who);
            if keys.company.is_some() {
                self.put(&Key::CompanyAndName(keys.company, name), who);
            }
        }
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

    fn put_if_free(&mut self, key: &Key, who: u32) {
        self.index.entry(self.state.hash_one(key)).or_insert(Who::One(who));
    }

    fn put_if_alone(&mut self, key: &Key, who: u32) {
        match self.index.entry(self.state.hash_one(key)) {
            Entry::Vacant(free) => {
                free.insert(Who::One(who));
            }
            Entry::Occupied(mut taken) => {
                if let Who::One(first) = *taken.get()
                    && first != who
                {
                    taken.insert(Who::Several(first));
                }
            }
        }
    }

    fn get(&self, key: &Key) -> Option<usize> {
        match self.index.get(&self.state.hash_one(key))? {
            Who::One(who) => Some(*who as usize),
            Who::Several(_) => None,
        }
    }
}

/// The bit of a channel among those on which a decision is known.
pub fn bit(channel: Channel, purpose: Option<Purpose>) -> u64 {
    let purpose = purpose.map_or(0, |purpose| 1 + purpose as u64);
    1 << (channel as u64 * (1 + Purpose::ALL.len() as u64) + purpose)
}

/// Whether touchbase itself may have given an id, or did to one that was merged.
pub fn is_ours(id: &ForeignId) -> bool {
    id.is_merged() || OWN.contains(&id.source.as_str())
}

fn has_uid(ids: &[ForeignId]) -> bool {
    ids.iter().any(|id| !id.is_own())
}
