//! What of a contact is compared with others: small, so that those of all contacts have room in memory.

use std::collections::HashMap;

use super::firm::firm;
use super::mark;
use super::names::{self, given_first, telling};
use super::number::Number;
use crate::domain::birthday::Birthday;
use crate::domain::book::Book;
use crate::domain::consent::Purpose;
use crate::domain::contact::{Channel, Contact, ForeignId, Labelled};
use crate::domain::id::CompanyId;
use crate::domain::row::Row;
use crate::domain::search::fold;

/// Names of mailboxes that several people read.
const SHARED: &[&str] = &[
    "info",
    "office",
    "mail",
    "post",
    "kontakt",
    "contact",
    "hello",
    "hallo",
    "service",
    "support",
    "sales",
    "team",
    "admin",
    "buero",
    "büro",
    "sekretariat",
    "empfang",
    "reception",
    "zentrale",
    "verkauf",
    "vertrieb",
    "einkauf",
    "rechnung",
    "rechnungen",
    "buchhaltung",
    "accounting",
    "billing",
    "bestellung",
    "orders",
    "noreply",
    "no-reply",
];

/// Whether several people read a mailbox of this name, the part before the `@` in small letters.
pub fn is_shared_mailbox(name: &str) -> bool {
    SHARED.contains(&name)
}

/// What of a person is compared.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// The telling words of the name, folded, the given name first; empty where it is only an address or a number.
    pub(super) name: Box<str>,
    /// What they are called besides, folded; mostly empty.
    pub(super) nickname: Box<str>,
    pub(super) mails: Box<[Mail]>,
    pub(super) phones: Box<[Number]>,
    /// The company's name without its legal form; 0 where there is none.
    pub(super) company: u64,
    pub(super) birthday: Option<Birthday>,
    /// What they do now; 0 where nothing is known.
    pub(super) role: u64,
    /// The language without its region; 0 where none is known.
    pub(super) language: u64,
    pub(super) ids: Box<[Id]>,
    pub(super) consents: Consents,
}

/// An id elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id {
    pub source: u64,
    pub value: u64,
}

impl Id {
    /// `None` for what touchbase keeps there for itself.
    fn of(id: &ForeignId) -> Option<Self> {
        (!id.is_own()).then(|| Self { source: mark(&id.source), value: mark(&id.value) })
    }
}

/// What is decided of each channel, for every purpose and for each: two bits for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Consents(u128);

impl Consents {
    fn of(row: &Row) -> Self {
        let mut all = 0;
        for (at, channel) in Channel::ALL.into_iter().enumerate() {
            let for_one = Purpose::ALL.map(|purpose| row.decision_for(purpose, channel));
            for (place, now) in [row.decision(channel)].into_iter().chain(for_one).enumerate() {
                all |= now.map_or(0, |now| now.state as u128 + 1) << (2 * (at * SPOTS + place));
            }
        }
        Self(all)
    }

    /// Whether something else is decided of a channel of which both decided.
    pub fn differ(self, other: Self) -> bool {
        let of = |all: Self, place: usize| (all.0 >> (2 * place)) & 3;
        (0..Channel::ALL.len() * SPOTS)
            .any(|place| of(self, place) != 0 && of(other, place) != 0 && of(self, place) != of(other, place))
    }
}

/// Every purpose, and each.
const SPOTS: usize = 1 + Purpose::ALL.len();

/// A person as they are known, of whom [`Features`] are made.
struct Person<'a> {
    name: &'a str,
    family: &'a str,
    nickname: &'a str,
    mails: &'a [Labelled],
    phones: &'a [Labelled],
    company: u64,
    birthday: Option<Birthday>,
    role: &'a str,
    language: &'a str,
    ids: &'a [ForeignId],
}

/// A mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mail {
    pub mark: u64,
    /// Whether several people read it.
    pub is_shared: bool,
}

impl Mail {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix("mailto:").unwrap_or(&text);
        let (mailbox, host) = text.rsplit_once('@')?;
        // anna+news@ is read by who reads anna@.
        let mailbox = mailbox.split_once('+').map_or(mailbox, |(mailbox, _)| mailbox);
        let host = if host == "googlemail.com" { "gmail.com" } else { host };
        if mailbox.is_empty() || host.is_empty() {
            return None;
        }
        Some(Self { mark: mark(&(mailbox, host)), is_shared: is_shared_mailbox(mailbox) })
    }
}

/// What a key is made of, so that a name never meets an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Mail,
    Phone,
    Name,
    Squeezed,
    /// The name as it sounds: finds who is written in other letters.
    Sounded,
    /// A word of the name, and the company: finds who is written with another letter.
    AtCompany,
}

impl Of {
    const ALL: [Self; 6] = [Self::Mail, Self::Phone, Self::Name, Self::Squeezed, Self::Sounded, Self::AtCompany];
}

/// What two who may be the same have in common: a hash, in its last three bits of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

impl Key {
    fn new(of: Of, mark: u64) -> Self {
        Self(mark << 3 | of as u64)
    }

    pub fn kind(self) -> Of {
        Of::ALL.into_iter().find(|of| *of as u64 == self.0 & 7).unwrap_or(Of::Name)
    }

    /// Whether it is an address or a number.
    pub fn is_of_reach(self) -> bool {
        matches!(self.kind(), Of::Mail | Of::Phone)
    }
}

impl Features {
    /// Those of a contact in the book; `company` is the name of the one they work for.
    pub fn of_row(row: &Row, company: &str) -> Self {
        Self::of_row_at(row, company_mark(company))
    }

    fn of_row_at(row: &Row, company: u64) -> Self {
        let Row { name, family, nickname, mails, phones, birthday, role, language, ids, .. } = row;
        let birthday = *birthday;
        let person = Person { name, family, nickname, mails, phones, company, birthday, role, language, ids };
        Self { consents: Consents::of(row), ..Self::new(&person) }
    }

    /// Those of one who is typed or read from a file.
    pub fn of_contact(contact: &Contact, company: &str) -> Self {
        let Contact { name, name_parts, mails, phones, birthday, language, ids, .. } = contact;
        Self::new(&Person {
            name,
            family: &name_parts.family,
            nickname: &name_parts.nickname,
            mails,
            phones,
            company: company_mark(company),
            birthday: *birthday,
            role: contact.current_job().map_or("", |job| &job.role),
            language,
            ids,
        })
    }

    fn new(person: &Person) -> Self {
        let Person { name, nickname, mails, phones, .. } = *person;
        let is_named = !mails.iter().chain(phones).any(|reach| reach.value == name);
        let language = person.language.split(['-', '_']).next().unwrap_or_default();
        Self {
            name: if is_named { given_first(name, person.family).into() } else { Box::default() },
            nickname: if nickname.is_empty() { Box::default() } else { telling(nickname).into() },
            mails: mails.iter().filter_map(|mail| Mail::of(&mail.value)).collect(),
            phones: phones.iter().filter_map(Number::of).collect(),
            company: person.company,
            birthday: person.birthday,
            role: said_mark(person.role),
            language: said_mark(language),
            ids: person.ids.iter().filter_map(Id::of).collect(),
            consents: Consents::default(),
        }
    }

    /// What others who may be the same have in common with them, at least one of it.
    pub(super) fn keys(&self, mut take: impl FnMut(Key)) {
        self.mails.iter().filter(|mail| !mail.is_shared).for_each(|mail| take(Key::new(Of::Mail, mail.mark)));
        self.phones.iter().for_each(|phone| take(Key::new(Of::Phone, phone.end())));
        if self.name.is_empty() {
            return;
        }
        names::keys(&self.name).into_iter().for_each(|name| take(Key::new(Of::Name, name)));
        take(Key::new(Of::Squeezed, names::squeezed(&self.name)));
        let sounded = names::sounded(&self.name);
        sounded.into_iter().for_each(|name| take(Key::new(Of::Sounded, name)));
        if self.company != 0 {
            sounded.into_iter().for_each(|name| take(Key::new(Of::AtCompany, mark(&(name, self.company)))));
            let words = self.name.split(' ').filter(|word| word.len() > 1);
            words.for_each(|word| take(Key::new(Of::AtCompany, mark(&(word, self.company)))));
        }
    }
}

/// A text as it is compared; 0 where it is empty.
fn said_mark(text: &str) -> u64 {
    if text.trim().is_empty() { 0 } else { mark(&fold(text.trim())) }
}

fn company_mark(name: &str) -> u64 {
    if name.trim().is_empty() { 0 } else { mark(&firm(name)) }
}

/// The companies of a book as they are compared, each looked at once.
#[derive(Debug, Default)]
pub(super) struct Companies(HashMap<CompanyId, u64>);

impl Companies {
    /// The features of one in that book.
    pub fn features(&mut self, row: &Row, book: &Book) -> Features {
        let company = row.company.map_or(0, |id| {
            let of = |id: &CompanyId| company_mark(book.company_name_of(*id));
            *self.0.entry(id).or_insert_with_key(of)
        });
        Features::of_row_at(row, company)
    }
}
