//! Drafts to changes: who of a file is in the book already, what is new about them, and the set that brings it in.
//!
//! What the user has here wins over a file: an import fills what is empty and adds what is missing; it empties and
//! overwrites nothing. Nobody is doubled: the same file again changes nothing. An id tells whose a card is, but not against
//! name, mail and phone: such a card stays apart, and is reported.
//!
//! ```text
//! let file = vcard::read(&bytes)?;
//! let known = Known::of(&store.book());
//! let plan = plan(&file, known, &mut store.ids(), &options, &|ids| store.contacts(ids), &|_| Ok(()))?;
//! let changes = telling(plan.changes(&file, |ids| store.contacts(ids)), &|_| Ok(()));
//! store.commit_stream(plan.label("contacts.vcf"), read, changes)?;
//! ```

mod changes;
mod fill;
mod keys;
mod known;
mod planning;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

pub use self::changes::telling;
use self::fill::Filled;
pub use self::known::Known;
use self::known::{Companies, Entrant};
pub use self::planning::plan;
use super::draft::{Cleaned, Refused};
use crate::domain::act::Newcomer;
use crate::domain::change::{Act, Label};
use crate::domain::consent::Consent;
use crate::domain::contact::{Contact, ForeignId, Tier};
use crate::domain::id::{CompanyId, ContactId};

/// Cleaned properties of a file that are listed one by one.
pub const CLEANED: usize = 10_000;
/// So often is told how far it is.
const STRIDE: usize = 256;

/// Gives the full records of those of some contacts who are there, in any order.
pub type Full<'a, E> = dyn Fn(&[ContactId]) -> Result<Vec<Contact>, E> + 'a;

/// What is asked of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The day on which new contacts are added.
    pub today: NaiveDate,
    /// For new contacts.
    pub tags: Vec<String>,
    /// For new contacts.
    pub tier: Option<Tier>,
}

/// What an import would do. Each card of the file stands in exactly one of the lists.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the file's order.
    pub created: Vec<Created>,
    pub updated: Vec<Updated>,
    pub unchanged: Vec<Updated>,
    /// Companies that a card or a contact's job brings.
    pub companies_created: Vec<CreatedCompany>,
    pub companies_updated: Vec<UpdatedCompany>,
    pub companies_unchanged: Vec<UpdatedCompany>,
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
    today: NaiveDate,
    tags: Vec<String>,
    tier: Option<Tier>,
    /// Whom the changes are made for, in the order of their first cards.
    people: Vec<Entrant>,
    /// Decisions that the file tells of, on channels on which nothing is known here.
    consents: HashMap<ContactId, Vec<Consent>>,
    /// The same of companies.
    organisations: Vec<Organisation>,
    companies: Companies,
    /// Contacts who recommended somebody.
    referrers: Referrers,
    others: Others,
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

/// A company with cards in the file that is in the book already.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdatedCompany {
    pub company: CompanyId,
    pub name: String,
    pub lines: Vec<usize>,
    pub fields: Vec<Field>,
    pub kept: Vec<Field>,
}

/// A card that is no contact and no company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub line: usize,
    pub name: String,
    /// vCard's KIND: "group", "location".
    pub kind: String,
}

/// A field of a contact or company, as far as an import fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    NameParts,
    Salutation,
    Company,
    Role,
    Department,
    PastJobs,
    Mails,
    Phones,
    Addresses,
    Handles,
    Web,
    Birthday,
    Language,
    /// du or Sie.
    Form,
    Channel,
    Tier,
    Stage,
    Rhythm,
    DoNotContact,
    Consents,
    Owner,
    Source,
    ReferredBy,
    Industry,
    Size,
    Tags,
    Notes,
    /// Free fields.
    Free,
    /// Ids elsewhere.
    Ids,
    /// Foreign properties.
    Foreign,
}

impl Plan {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty()
            && self.updated.is_empty()
            && self.companies_created.is_empty()
            && self.companies_updated.is_empty()
    }

    /// What the file says of the new contacts' rhythm, in the order in which they are made.
    pub fn newcomers(&self) -> Vec<Newcomer> {
        self.created.iter().map(|created| created.newcomer).collect()
    }

    /// How many cards were read: all but the refused ones.
    pub fn read(&self) -> usize {
        self.read
    }

    fn keep_foreign(&mut self, filled: &Filled) {
        for name in &filled.foreign {
            *self.foreign.entry(name.clone()).or_default() += 1;
        }
    }

    /// What the set is called: an import of that file, with the number of contacts and companies it touches.
    pub fn label(&self, file_name: &str) -> Label {
        let count =
            self.created.len() + self.updated.len() + self.companies_created.len() + self.companies_updated.len();
        Label { count: Some(count), ..Label::new(Act::Import, file_name) }
    }
}
