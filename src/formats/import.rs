//! Drafts to changes: who of a file is in the book already, what is new about them, and the set that brings it in.
//!
//! What the user changed here wins over a file. What was not changed here since the last import of that card takes over what is
//! newer in the file, and nothing is emptied unless that is asked for. Nobody is doubled: the same file again changes nothing. An
//! id tells whose a card is, but not against name, mail and phone: such a card stays apart, and is reported.
//!
//! A plan says what would become of each record of the file; what the user decides about them is laid over it when the changes are
//! made; `upshot` says what will become of each record by both.
//!
//! ```text
//! let file = formats::read(&bytes, &reading)?;
//! let known = Known::of(&store.book(), reading.country);
//! let plan = plan(&file, known, &mut store.ids(), &options, &here, &|_| Ok(()))?;
//! let rows = plan.rows(&file, &store.book());
//! let label = plan.brought(&file, &here, &choices)?.label("a.vcf");
//! plan.with_changes(&file, &here, &choices, |changes| store.commit_stream(label, read, changes))?;
//! ```

mod brought;
mod changes;
mod choices;
mod companies;
mod deciding;
mod entries;
mod field;
mod fill;
mod keys;
mod known;
mod last_contact;
mod notes;
mod planning;
mod rows;
mod said;
mod seen;
mod tally;
mod upshot;
mod values;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

pub use self::brought::Brought;
pub use self::changes::telling;
pub use self::choices::{Choice, Choices, Perhaps, Side};
use self::companies::Companies;
pub use self::entries::{Closing, EntryFate, EntryKind, Gone, PlannedEntry, promises};
pub use self::field::Field;
use self::fill::Filled;
use self::known::Entrant;
pub use self::known::{Known, OWN};
use self::last_contact::Renewed;
pub use self::planning::plan;
pub use self::rows::{About, Fate, FieldChange, Row, told};
pub use self::tally::Tally;
pub use self::upshot::{Altered, Upshot, upshots};
pub use self::values::{Is, Value, of_contact, plain};
use super::draft::{Cleaned, Origin, Refused};
use crate::domain::act::Newcomer;
use crate::domain::company::Company;
use crate::domain::consent::Consent;
use crate::domain::contact::{Contact, ForeignId};
use crate::domain::country::Country;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::pairs::CompanyReason;
use crate::domain::pairs::{Features, Likeness, Reason};
use crate::domain::record::{Record, RecordId};

/// Cleaned properties of a file that are listed one by one.
pub const CLEANED: usize = 10_000;
/// So often is told how far it is.
const STRIDE: usize = 256;

/// What is looked up of those who are there; the first error ends the planning or the changes.
pub struct Here<'a, E> {
    /// The full records of those of some contacts who are there, in any order.
    pub contacts: &'a Contacts<'a, E>,
    pub record: &'a Single<'a, E>,
    /// All that hangs on a contact: asked only for entries of the file.
    pub timeline: &'a Timeline<'a, E>,
    /// The open follow-ups that came from calendars: asked only where the file is one.
    pub promises: &'a Promises<'a>,
    /// Who is like somebody new, the likeliest first. `None` where that isn't asked.
    pub likely: Option<&'a Likely<'a>>,
    /// Contacts and companies that were deleted here, the last first, of those that are asked for. `None` where that isn't asked.
    pub deleted: Option<&'a Deleted<'a, E>>,
}

pub type Contacts<'a, E> = dyn Fn(&[ContactId]) -> Result<Vec<Contact>, E> + 'a;
pub type Single<'a, E> = dyn Fn(RecordId) -> Result<Option<Record>, E> + 'a;
pub type Timeline<'a, E> = dyn Fn(ContactId) -> Result<Vec<Record>, E> + 'a;
pub type Promises<'a> = dyn Fn() -> Vec<FollowUp> + 'a;
pub type Deleted<'a, E> = dyn Fn(&dyn Fn(&Record) -> bool) -> Result<Vec<(Record, NaiveDate)>, E> + 'a;
pub type Likely<'a> = dyn Fn(&Features) -> Vec<(ContactId, Likeness)> + 'a;

/// What is asked of an import.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// The day on which new contacts are added.
    pub today: NaiveDate,
    /// Whose national phone numbers stand in file and book.
    pub country: Country,
    /// Whether fields that are empty in the file are emptied here, where the file said what stands there.
    pub empties: bool,
}

/// What an import would do. Each record of the file stands in exactly one of the lists.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the file's order.
    pub created: Vec<Created>,
    pub updated: Vec<Updated>,
    pub unchanged: Vec<Updated>,
    /// Companies that a card or a contact's job brings.
    pub companies_created: Vec<CreatedCompany>,
    alike_companies: HashMap<CompanyId, AlikeCompany>,
    pub companies_updated: Vec<UpdatedCompany>,
    pub companies_unchanged: Vec<UpdatedCompany>,
    /// Interactions, follow-ups and feedback, in the file's order.
    pub entries: Vec<PlannedEntry>,
    /// Follow-ups and interactions that the calendar they came from doesn't hold any more.
    pub closings: Vec<Closing>,
    /// Read, but nothing that touchbase keeps.
    pub skipped: Vec<Skipped>,
    /// Not readable.
    pub refused: Vec<Refused>,
    /// Taken over otherwise than it stood: whose card it is, and what. Lines outside of all cards are nobody's.
    pub cleaned: Vec<(String, Cleaned)>,
    /// How many more there are of these: the first [`CLEANED`] are listed.
    pub cleaned_more: usize,
    /// Properties that touchbase has no field for and that this import keeps as they stand: how many of each name.
    pub foreign: BTreeMap<String, usize>,
    read: usize,
    options: Options,
    /// All contacts with cards in the file, in the order of their first cards.
    people: Vec<Entrant>,
    /// Decisions that the file tells of, on channels on which nothing is known here.
    consents: HashMap<ContactId, Vec<Consent>>,
    /// Of those who are here, on which day they were in touch last, as the file knows.
    renewed: Renewed,
    /// The same of companies.
    organisations: Vec<Organisation>,
    companies: Companies,
    /// New ones who may be someone who is here, or another new one of the file.
    doubles: HashMap<ContactId, Double>,
    /// New ones who were deleted here, and on which day.
    deleted: HashMap<ContactId, NaiveDate>,
    deleted_companies: HashMap<CompanyId, NaiveDate>,
    /// Contacts who recommended somebody.
    referrers: Referrers,
    others: Others,
    /// Follow-ups that a merge took for the same as others, and those that stayed.
    promises: HashMap<FollowUpId, FollowUpId>,
    /// By the number of the file a fingerprint of the calendar that it is, if it is one.
    calendars: HashMap<usize, String>,
    /// Follow-ups of which it can't be told whether their calendar doesn't hold them any more.
    pub unsure: usize,
    /// Of how many nothing changes, but it is noted by what they are known again.
    noted: usize,
    /// Of all its people's cards.
    mark: u64,
    /// Of which the ids of those are made whom the user makes new.
    seed: Uuid,
}

/// Cards with ids that are somebody else's, and these ids: they don't come in.
type Others = HashMap<u32, Vec<ForeignId>>;

/// By the id that the file knows them under, as ids are compared.
type Referrers = HashMap<String, ContactId>;

/// A company that has cards in the file, or that a job of the file needs.
#[derive(Debug)]
struct Organisation {
    id: CompanyId,
    /// As the card or job that brought it names it.
    name: String,
    cards: Vec<u32>,
    /// Contacts who get a job there.
    wanted_by: Vec<ContactId>,
    /// It is one that is here under the name that it had, and this source has another for it by now.
    renamed: Option<Origin>,
    /// What the file calls it besides, as the user says.
    called: Vec<String>,
}

impl Organisation {
    fn new(id: CompanyId, name: &str) -> Self {
        Self { id, name: name.to_owned(), cards: Vec::new(), wanted_by: Vec::new(), renamed: None, called: Vec::new() }
    }

    /// Keeps with a company what the file calls it besides, so that it leads there next time; whether any of it is new.
    fn remember_called(&self, company: &mut Company) -> bool {
        let before = company.ids.len();
        for name in &self.called {
            company.remember_name(&Company::new(self.id, name, company.added));
        }
        company.ids.len() > before
    }

    /// Gives a company the name that its source has now, if it still has the one that it had there.
    fn renames(&self, company: &mut Company) -> bool {
        let Some(origin) = self.renamed.filter(|_| keys::company(&company.name) != keys::company(&self.name)) else {
            return false;
        };
        let before = company.clone();
        company.name.clone_from(&self.name);
        company.remember_name(&before);
        fill::remember_company_name(company, origin);
        true
    }
}

/// A contact that an import adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Created {
    pub contact: ContactId,
    pub name: String,
    /// The lines at which its cards begin: one, or more where the file has the person several times.
    pub lines: Vec<usize>,
    /// What the file says of how they are to be kept, and of the last contact.
    pub newcomer: Newcomer,
    /// What the later of its cards say otherwise.
    pub kept: Vec<Field>,
}

/// Whom somebody new may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Double {
    /// A contact that is here, or one that the file brings.
    pub of: ContactId,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
    /// The row that brings that one, if the file does.
    pub row: Option<Brings>,
    /// Whether all its cards were left out of an earlier import since they may be that one's: that isn't asked again.
    pub left_before: bool,
}

/// A row of the file that brings somebody new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brings {
    pub name: String,
    /// On which it begins.
    pub line: usize,
}

impl Double {
    /// Somebody who is here.
    fn of(of: ContactId, reasons: Vec<Reason>) -> Self {
        Self { of, reasons, row: None, left_before: false }
    }
}

/// A contact that is in the book already.
#[derive(Debug, Clone, PartialEq)]
pub struct Updated {
    pub contact: ContactId,
    /// As in the book.
    pub name: String,
    pub lines: Vec<usize>,
    /// What is filled or added; empty if nothing.
    pub fields: Vec<Field>,
    /// What the file says otherwise and stays as it is here.
    pub kept: Vec<Field>,
    /// A newer file was read before: what stands here stays.
    pub is_older: bool,
}

/// A company that an import adds.
#[derive(Debug, Clone, PartialEq)]
pub struct CreatedCompany {
    pub company: CompanyId,
    pub name: String,
    /// The lines of its own cards; none if only a contact's job names it.
    pub lines: Vec<usize>,
    /// What the later of its cards say otherwise.
    pub kept: Vec<Field>,
}

/// A company that is here, and that a new one may be.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeCompany {
    pub of: CompanyId,
    /// Never empty.
    pub reasons: Vec<CompanyReason>,
}

/// A company with cards in the file that is in the book already.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdatedCompany {
    pub company: CompanyId,
    pub name: String,
    /// What it was called, if its source calls it otherwise by now.
    pub was: Option<String>,
    pub lines: Vec<usize>,
    pub fields: Vec<Field>,
    pub kept: Vec<Field>,
    /// A newer file was read before: what stands here stays.
    pub is_older: bool,
}

/// A card that is no contact and no company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which record of the file it is, from 0.
    pub card: u32,
    pub line: usize,
    pub name: String,
    /// vCard's KIND: "group", "location".
    pub kind: String,
}

impl Plan {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty()
            && self.updated.is_empty()
            && self.companies_created.is_empty()
            && self.companies_updated.is_empty()
            && !self.entries.iter().any(PlannedEntry::changes)
            && self.closings.iter().all(|closing| closing.stays)
    }

    /// How many cards were read: all but the refused ones.
    pub fn read(&self) -> usize {
        self.read
    }

    /// New contacts who may be someone who is here, or whom another row of the file brings.
    pub fn doubles(&self) -> impl Iterator<Item = (&Created, &Double)> {
        self.created.iter().filter_map(|created| Some((created, self.doubles.get(&created.contact)?)))
    }

    /// New contacts who were here and were deleted, and on which day.
    pub fn deleted(&self) -> impl Iterator<Item = (&Created, NaiveDate)> {
        let of = |created: &Created| self.deleted.get(&created.contact).copied();
        self.created.iter().filter_map(move |created| Some((created, of(created)?)))
    }

    /// New companies that may be one that is here. They come in all the same, unless the user says that they are
    /// ([`Known::take_companies`]): one that stands there twice is merged, jobs of one that is taken for another go astray.
    pub fn alike_companies(&self) -> impl Iterator<Item = (&CreatedCompany, &AlikeCompany)> {
        self.companies_created.iter().filter_map(|created| Some((created, self.alike_companies.get(&created.company)?)))
    }

    /// The same of companies that have records of their own.
    pub fn deleted_companies(&self) -> impl Iterator<Item = (&CreatedCompany, NaiveDate)> {
        let of = |created: &CreatedCompany| self.deleted_companies.get(&created.company).copied();
        self.companies_created.iter().filter_map(move |created| Some((created, of(created)?)))
    }

    /// Lets go what only changes are made from, when they are made; what is told of it stays.
    pub fn shed(&mut self) {
        (self.people, self.organisations, self.companies) = Default::default();
        (self.consents, self.referrers, self.others) = Default::default();
    }

    /// How many records change as it is planned.
    pub fn changes_count(&self) -> usize {
        // These stand in records of their own.
        let is_own = |field: &Field| matches!(field, Field::Consents | Field::LastContact);
        let updated = self.updated.iter().filter(|updated| !updated.fields.iter().all(is_own));
        let people = self.created.len() + updated.count() + self.renewed.len();
        let companies = self.companies_created.len() + self.companies_updated.len();
        let consents: usize = self.consents.values().map(Vec::len).sum();
        people
            + companies
            + self.noted
            + consents
            + self.entries_with(&Choices::default())
            + self.closing_count(&Choices::default())
    }

    fn keep_foreign(&mut self, filled: &Filled) {
        for name in &filled.foreign {
            *self.foreign.entry(name.clone()).or_default() += 1;
        }
    }
}
