//! What was read from a file and is not yet in the book: drafts of people and companies, each with its line, and what was
//! refused or cleaned on the way. Whichever format it came from, an import is made from these.

use std::collections::{BTreeMap, btree_map};
use std::iter;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::company::Company;
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Channel, Contact};
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ConsentId, ContactId};
use crate::domain::interaction::Interaction;
use crate::domain::order::Order;
use crate::domain::validate::TEXT_BYTES;
use crate::formats::clean;

/// What Google calls the group in which everyone is: no tag.
pub const EVERYONE: &str = "myContacts";

/// From what a record comes: what one kind of file said of somebody is compared with what that kind says again, and with nothing
/// else, so that two that say different things don't take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    pub kind: Kind,
    /// When the record was changed last, as it says itself: seconds since 1970.
    pub revised: Option<i64>,
}

/// Heads by which a kind of table is known: of more those with the smallest fingerprints.
pub const HEADS: usize = 8;

/// Which kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Unknown,
    /// Of a format, whichever program wrote it, as a fingerprint.
    Format(u32),
    /// Of a program, as a fingerprint of its name.
    Program(u32),
    /// A table with these heads: twelve bits of a fingerprint of each, from 1, in their order; 0 behind the last.
    Table([u16; HEADS]),
}

impl Kind {
    /// Whether it tells one program or one kind of table from all others: so what it said last is a sign of who a row is.
    pub fn is_told(self) -> bool {
        matches!(self, Self::Program(_) | Self::Table(_))
    }

    /// A kind of table by its heads, as they are compared.
    pub fn of_heads<'a>(heads: impl Iterator<Item = &'a str>) -> Self {
        let print = |head: &str| (crc32fast::hash(head.as_bytes()) >> 20) as u16;
        let mut prints: Vec<u16> = heads.filter(|head| !head.is_empty()).map(|head| print(head).max(1)).collect();
        prints.sort_unstable();
        prints.dedup();
        let mut of = [0; HEADS];
        of.iter_mut().zip(prints).for_each(|(place, print)| *place = print);
        Self::Table(of)
    }
}

impl Origin {
    /// A program by its name.
    pub fn of(program: &str) -> Self {
        Self { kind: Kind::Program(crc32fast::hash(program.as_bytes())), revised: None }
    }

    /// A format of which nothing more is known.
    pub fn of_format(format: &str) -> Self {
        Self { kind: Kind::Format(crc32fast::hash(format.as_bytes())), revised: None }
    }
}

/// One record of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The line it begins at; the first is 1.
    pub line: usize,
    pub draft: Draft,
    pub origin: Origin,
    /// What could not be taken over as it stood.
    pub cleaned: Vec<Cleaned>,
}

#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a person is the common case; a box for each would cost more")]
pub enum Draft {
    Person(Person),
    Company(Company),
    /// Something that happened with people, or is to.
    Entry(Box<Entry>),
    /// A distribution list, a place or a device: nothing that touchbase keeps.
    Other {
        /// vCard's KIND.
        kind: String,
        name: String,
    },
}

impl Draft {
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.record.name,
            Self::Company(company) => &company.name,
            Self::Entry(entry) => entry.text(),
            Self::Other { name, .. } => name,
        }
    }
}

/// A draft of a contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// All but the id, which is the import's, and the jobs' companies, which stand in `companies` by name. The day added is
    /// the import's too, unless the file tells it: then it isn't 1 Jan 1970.
    pub record: Contact,
    /// The company of each of the record's jobs, in their order; may be empty.
    pub companies: Vec<String>,
    /// Whether the name is only the mail address or phone number, since the file gives none.
    pub nameless: bool,
    /// The id of who recommended them, where the file tells more than their name; else empty.
    pub referrer_id: String,
    /// The day of the last contact, where the file tells it.
    pub last_contact: Option<NaiveDate>,
    /// Decisions in force, where the file tells them; ids and contact are the import's.
    pub consents: Vec<Consent>,
    /// As its card says; it is put here where it comes in.
    pub origin: Origin,
    /// Of all that the card says; made where it comes in.
    pub mark: Mark,
}

/// By what a card is known to stand in the file as it did before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// Which card it is: a fingerprint of its kind and id.
    pub of: u32,
    /// A fingerprint of all that it says.
    pub all: u64,
    /// Which card it is, told apart from every other one, whatever else it says.
    pub who: u64,
}

impl Person {
    /// A draft of which nothing is known yet.
    pub fn nobody() -> Self {
        Self {
            record: Contact::new(ContactId(Uuid::nil()), "", NaiveDate::default()),
            companies: Vec::new(),
            nameless: false,
            referrer_id: String::new(),
            last_contact: None,
            consents: Vec::new(),
            origin: Origin::default(),
            mark: Mark::default(),
        }
    }

    /// Where no full name was given: the parts in one, else the nickname. A name that is only the mail address or phone
    /// number is none to tell anybody by. Gives what they can be named after if there is no name at all.
    pub fn name_from_parts(&mut self) -> Option<String> {
        let record = &mut self.record;
        if record.name.is_empty() {
            let parts = &record.name_parts;
            let full = [&parts.given, &parts.middle, &parts.family, &parts.suffix];
            let given: Vec<&str> = full.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
            let name = if given.is_empty() { parts.nickname.clone() } else { given.join(" ") };
            // Each part is short enough, all together may not be.
            record.name = clean::one_line(&name, " ").text;
        }
        let mut reach = record.mails.iter().chain(&record.phones).map(|known| &known.value);
        self.nameless = reach.clone().any(|value| *value == record.name);
        reach.next().cloned()
    }
}

/// A draft of what hangs on people. It comes in with those of them who are known or stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub what: What,
    /// Whom it concerns, in the file's order; a follow-up and feedback are the first one's who is known.
    pub with: Vec<Whom>,
    /// A title in which whom it concerns may be named, where nobody is told otherwise; else empty.
    pub named_in: String,
    /// By which it is known again, with the program in front: `ical:UID`, `pipedrive:4711`; empty where the file gives none, then
    /// one is made of what it says.
    pub source_id: String,
    /// How new it is, as its calendar counts: how often it was revised, and when last, in seconds since 1970.
    pub revised: Option<(u32, i64)>,
    /// It was to be and was called off: nothing comes of it, and what came of it before goes.
    pub called_off: bool,
}

/// The record of an entry. Ids are nil, people and companies are missing and `source_id` is empty: these are the import's.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Interaction(Interaction),
    FollowUp(FollowUp),
    Feedback(Feedback),
    Order(Order),
}

/// By what a file tells whom an entry concerns; each may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Whom {
    /// As the file's program gives it; compared like a contact's ids elsewhere.
    pub id: String,
    pub name: String,
    pub mail: String,
    pub phone: String,
    /// Where they were at that time.
    pub company: String,
}

impl Entry {
    /// What it is about: a text or title, which may be empty.
    pub fn text(&self) -> &str {
        match &self.what {
            What::Interaction(interaction) => &interaction.text,
            What::FollowUp(follow_up) => &follow_up.title,
            What::Feedback(feedback) => &feedback.text,
            What::Order(order) if order.what.is_empty() => &order.reference,
            What::Order(order) => &order.what,
        }
    }

    /// The day on which it was, or is due.
    pub fn day(&self) -> NaiveDate {
        match &self.what {
            What::Interaction(interaction) => interaction.day(),
            What::FollowUp(follow_up) => follow_up.due,
            What::Feedback(feedback) => feedback.day,
            What::Order(order) => order.day,
        }
    }
}

/// A draft of a company, and from what it comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Firm {
    pub record: Company,
    pub origin: Origin,
}

/// A draft of a company: all but the id, which is the import's, and the day added, unless the file tells it.
pub fn no_company() -> Company {
    Company::new(CompanyId(Uuid::nil()), "", NaiveDate::default())
}

/// A decision of which the id and whose it is are the import's.
pub fn consent(channel: Channel, state: ConsentState, day: NaiveDate, how: String) -> Consent {
    let (id, contact) = (ConsentId(Uuid::nil()), ContactId(Uuid::nil()));
    Consent { id, contact, channel, purpose: None, state, day, how, proof: String::new() }
}

/// One more free field. Where another text has its name, a number stands behind the name.
pub fn put_free(fields: &mut BTreeMap<String, String>, name: &str, text: String) {
    let numbered = (2..).map(|number| format!("{name} {number}"));
    for name in iter::once(name.to_owned()).chain(numbered) {
        match fields.entry(name) {
            btree_map::Entry::Vacant(free) => {
                free.insert(text);
                return;
            }
            btree_map::Entry::Occupied(taken) if *taken.get() == text => return,
            btree_map::Entry::Occupied(_) => {}
        }
    }
}

/// Puts a note behind those that are there; whether there was room for it.
pub fn join_notes(notes: &mut String, note: &str) -> bool {
    let between = if notes.is_empty() || note.is_empty() { "" } else { "\n\n" };
    let fits = notes.is_empty() || notes.len() + between.len() + note.len() <= TEXT_BYTES;
    if fits {
        notes.extend([between, note]);
    }
    fits
}

/// A record that could not be read. The others of the file come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line it begins at; the first is 1.
    pub line: usize,
    /// As far as it could be read.
    pub name: Option<String>,
    pub why: Refusal,
}

/// Why a record could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It has no end, and what stands of it is no name with anything else.
    Unterminated,
    /// Neither a name nor a company, mail address or phone number.
    Nameless,
    /// An event or the like without a day, or with none that can be read.
    Dayless,
    /// Longer than [`CARD_BYTES`](crate::formats::vcard::CARD_BYTES).
    TooLong,
    /// More than [`PROPERTIES`](crate::formats::vcard::PROPERTIES) properties.
    TooManyProperties,
    /// Cards inside cards, more than [`DEPTH`](crate::formats::vcard::DEPTH) deep.
    TooDeep,
    /// One of more than [`CARDS`](crate::formats::vcard::CARDS) cards or [`ROWS`](crate::formats::csv::ROWS) rows in one file;
    /// it stands for all that follow.
    TooMany,
    /// A quote in a row isn't closed.
    Unquoted,
    /// Longer than [`ROW_BYTES`](crate::formats::csv::ROW_BYTES).
    RowTooLong,
    /// More than [`COLUMNS`](crate::formats::csv::COLUMNS) cells.
    TooManyCells,
    /// Feedback without a text.
    NoText,
    /// An order without an amount, or with none that can be read.
    NoAmount,
}

/// Something of a record that was not taken over as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The line it stands on; the first is 1.
    pub line: usize,
    /// The file's own name for it: `NOTE`, `PHOTO`; of a line that is left out its beginning.
    pub property: String,
    pub what: Cleaning,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cleaning {
    /// Control or invisible characters were taken out.
    Characters,
    /// The text was cut to this many bytes.
    Cut { limit: usize },
    /// Left out, since it is longer than this many bytes.
    LeftOut { limit: usize },
    /// More values than are taken in; this many were.
    TooMany { taken: usize },
    /// A series that took place more often than is taken in: so many of its newest times were, so many earlier ones weren't.
    Newest { taken: usize, left: usize },
    /// An all-day series to which nobody was asked; of its past times none is taken in.
    Days,
    /// A series of which it isn't understood when it takes place; the first time is taken in.
    FirstOnly,
    /// A day that could not be understood; it is kept as it stands among the foreign properties.
    NoDay,
    /// A line that is no property; left out.
    NoProperty,
    /// The card has no end; it is taken over as far as it goes.
    NoEnd,
    /// A property that the end of the file, or another card, cuts off; left out.
    CutOff,
    /// None of the field's values; it is kept as a free field.
    NoValue,
    /// None of the field's values; it is kept as it stands among the foreign properties.
    NotUnderstood,
    /// None of the field's values, or no day; it is kept in a line below the text.
    InText,
    /// Cells behind the last column; they are kept as free fields.
    MoreCells,
    /// Bytes that aren't in the charset of the table, UTF-8; read as Windows-1252.
    Charset,
    /// A number that a spreadsheet rounded: `4,93E+11`.
    Spoiled,
    /// An id that somebody else has, by name, mail and phone another person; the card stays apart from them.
    IdOfAnother,
    /// Two names that differ by the legal form alone: what is told of either is taken as of one company.
    OneCompany,
    /// A version of vCard that there isn't; read as 4.0.
    Version,
    /// A zone that nobody knows; its times are taken as the user's.
    UnknownZone,
}
