//! A contact: one person, with everything that is kept about them.
//!
//! Owns the record and its validation. What touchbase knows of the person's history are records of their own.

use std::collections::BTreeMap;
use std::iter;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::birthday::Birthday;
use super::cadence::Cadence;
use super::ceiling::Ceiling;
use super::company::{FORMER_NAME, MERGED_ID};
use super::id::{CompanyId, ContactId, FollowUpId};
use super::is_default;
use super::reference::Reference;

/// A person. Every field but the name may be empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// As shown: vCard's FN, or as typed. Never empty.
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_parts: NameParts,
    /// The day they were added, from which an untouched contact's rhythm counts.
    pub added: NaiveDate,
    /// Ids elsewhere, by which an import finds the contact again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ids: Vec<ForeignId>,
    /// What an imported file held and touchbase has no field for, byte for byte.
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign: Vec<String>,
    /// How they are addressed in writing: "Frau", "Ms".
    #[serde(default, skip_serializing_if = "is_default")]
    pub salutation: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub address_form: Option<AddressForm>,
    /// Present and past, the present one first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub jobs: Vec<Job>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mails: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub phones: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub addresses: Vec<Address>,
    /// Web pages and social handles; the label names the network.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handles: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub birthday: Option<Birthday>,
    /// Language they are spoken to in, as BCP 47 tag or as typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub preferred_channel: Option<Channel>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tier: Option<Tier>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<Stage>,
    /// Without `#`, in the order they were given, none twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub cadence: Cadence,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ceiling: Ceiling,
    #[serde(default, skip_serializing_if = "is_default")]
    pub do_not_contact: Option<DoNotContact>,
    /// Whose customer they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// Where they came from: "trade fair 2024".
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub referred_by: Option<Referrer>,
    /// Whether they may be named as a reference.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reference: Option<Reference>,
    /// Personal notes: free text of many lines.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
    /// Free fields by name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub archived: bool,
    /// What imports said of them last: under a fingerprint of each card's id fingerprints of what it said, by which the next import
    /// tells what was changed here from what is new in the file. Made and read by imports alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub imported: BTreeMap<String, String>,
}

impl Contact {
    /// A contact of whom only the name is known.
    pub fn new(id: ContactId, name: impl Into<String>, added: NaiveDate) -> Self {
        Self {
            id,
            name: name.into(),
            name_parts: NameParts::default(),
            added,
            ids: Vec::new(),
            foreign: Vec::new(),
            salutation: String::new(),
            address_form: None,
            jobs: Vec::new(),
            mails: Vec::new(),
            phones: Vec::new(),
            addresses: Vec::new(),
            handles: Vec::new(),
            birthday: None,
            language: String::new(),
            preferred_channel: None,
            tier: None,
            stage: None,
            tags: Vec::new(),
            cadence: Cadence::ByTier,
            ceiling: Ceiling::ByTier,
            do_not_contact: None,
            owner: String::new(),
            source: String::new(),
            referred_by: None,
            reference: None,
            notes: String::new(),
            fields: BTreeMap::new(),
            archived: false,
            imported: BTreeMap::new(),
        }
    }

    /// The job they hold now: the first without an end.
    pub fn current_job(&self) -> Option<&Job> {
        self.jobs.iter().find(|job| job.to.is_none())
    }

    /// The company they work for now.
    pub fn company(&self) -> Option<CompanyId> {
        self.current_job().and_then(|job| job.company)
    }

    /// The companies of all their jobs but that one, each once.
    pub fn other_companies(&self) -> Vec<CompanyId> {
        let now = self.company();
        let mut others: Vec<CompanyId> = Vec::new();
        for company in self.jobs.iter().filter_map(|job| job.company).filter(|company| Some(*company) != now) {
            if !others.contains(&company) {
                others.push(company);
            }
        }
        others
    }

    /// Keeps `gone`, who is merged into this one, findable: their id, and all ids that they had.
    pub fn remember(&mut self, gone: &Self) {
        let (own, id) = (self.id.0.to_string(), gone.id.0.to_string());
        // Who was told apart and is one all the same.
        self.ids.retain(|known| known.source != NOT_SAME || known.value != id);
        let merged = ForeignId { source: MERGED_ID.to_owned(), value: id };
        for other in iter::once(merged).chain(gone.ids.iter().cloned()) {
            if !self.ids.contains(&other) && (other.source != NOT_SAME || other.value != own) {
                self.ids.push(other);
            }
        }
    }

    /// Keeps the follow-up `gone`, which was merged away as the same as `stays`, findable.
    pub fn remember_promise(&mut self, gone: FollowUpId, stays: FollowUpId) {
        self.ids.push(ForeignId { source: MERGED_PROMISE.to_owned(), value: format!("{} {}", gone.0, stays.0) });
    }

    /// Keeps that `other` is somebody else, however alike both look.
    pub fn tell_apart(&mut self, other: ContactId) {
        let apart = ForeignId { source: NOT_SAME.to_owned(), value: other.0.to_string() };
        if !self.ids.contains(&apart) {
            self.ids.push(apart);
        }
    }
}

/// The parts of a name where they were given (vCard's N); the shown name need not be made of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NameParts {
    /// Honorific before the name: "Dr.".
    #[serde(skip_serializing_if = "is_default")]
    pub honorific: String,
    #[serde(skip_serializing_if = "is_default")]
    pub given: String,
    #[serde(skip_serializing_if = "is_default")]
    pub middle: String,
    #[serde(skip_serializing_if = "is_default")]
    pub family: String,
    /// Behind the name: "jun.", "MBA".
    #[serde(skip_serializing_if = "is_default")]
    pub suffix: String,
    #[serde(skip_serializing_if = "is_default")]
    pub nickname: String,
}

impl NameParts {
    /// The ways to write the name out, the shorter ones first.
    fn written(&self) -> [String; 8] {
        let Self { honorific, given, middle, family, suffix, .. } = self;
        let joined = |parts: &[&String], between: &str| {
            let given: Vec<&str> = parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
            given.join(between)
        };
        [
            joined(&[given, family], " "),
            joined(&[family, given], " "),
            joined(&[family, given], ", "),
            joined(&[given, middle, family], " "),
            joined(&[given, middle, family, suffix], " "),
            joined(&[given, family, suffix], " "),
            joined(&[honorific, given, family], " "),
            joined(&[honorific, given, middle, family, suffix], " "),
        ]
    }

    /// The shown name once these parts are `after`, written as `shown` was; `None` if it wasn't made of them.
    pub fn renamed(&self, shown: &str, after: &Self) -> Option<String> {
        let way = self.written().iter().position(|written| !shown.is_empty() && written == shown)?;
        after.written().into_iter().nth(way).filter(|name| !name.is_empty())
    }
}

/// An id that another program gave: `("uid", "urn:uuid:…")`, `("google", "c1234")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignId {
    pub source: String,
    pub value: String,
}

/// The source of the id by which a card without one is known again.
pub const CARD_ID: &str = "card";

/// The source of somebody's own page at a network of people: who has no other id in a file is known again by it.
pub const PROFILE_ID: &str = "profile";

/// The source of the marks of cards that an import read as this contact's.
pub const READ_CARD: &str = "read";

/// The source of the marks of cards that an import left out since they may be this contact's.
pub const LEFT_CARD: &str = "left";

/// The source of the id of a contact who was told apart from this one, though they look like one.
pub const NOT_SAME: &str = "not-same";

/// The source of the ids of a follow-up that a merge took for the same as another, and of that one, which stayed.
const MERGED_PROMISE: &str = "merged-follow-up";

impl ForeignId {
    /// Whether touchbase made it for itself: it says nothing to people.
    pub fn is_own(&self) -> bool {
        [CARD_ID, PROFILE_ID, READ_CARD, LEFT_CARD, MERGED_ID, MERGED_PROMISE, FORMER_NAME, NOT_SAME]
            .contains(&self.source.as_str())
    }

    /// Whether it is the id of a contact or company that was merged into the one who has it.
    pub fn is_merged(&self) -> bool {
        self.source == MERGED_ID
    }
}

/// The contacts that were merged into the one who has these ids.
pub fn merged_ids(ids: &[ForeignId]) -> impl Iterator<Item = ContactId> {
    named(ids, MERGED_ID)
}

/// The follow-ups of the contact who has these ids that a merge took for the same as others, each with the one that stayed.
pub fn merged_promises(ids: &[ForeignId]) -> impl Iterator<Item = (FollowUpId, FollowUpId)> {
    let both = ids.iter().filter(|id| id.source == MERGED_PROMISE).filter_map(|id| id.value.split_once(' '));
    both.filter_map(|(gone, stays)| Some((FollowUpId(gone.parse().ok()?), FollowUpId(stays.parse().ok()?))))
}

/// The contacts who were told apart from the one who has these ids.
pub fn told_apart(ids: &[ForeignId]) -> impl Iterator<Item = ContactId> {
    named(ids, NOT_SAME)
}

fn named(ids: &[ForeignId], source: &'static str) -> impl Iterator<Item = ContactId> {
    ids.iter().filter(move |id| id.source == source).filter_map(|id| id.value.parse().ok()).map(ContactId)
}

/// A value with a label such as "work" or "mobile"; the label may be empty. The first of a list is the one used first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labelled {
    #[serde(default, skip_serializing_if = "is_default")]
    pub label: String,
    pub value: String,
}

impl Labelled {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A postal address in vCard's parts (RFC 6350, 6.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    #[serde(skip_serializing_if = "is_default")]
    pub label: String,
    #[serde(skip_serializing_if = "is_default")]
    pub post_box: String,
    #[serde(skip_serializing_if = "is_default")]
    pub extended: String,
    #[serde(skip_serializing_if = "is_default")]
    pub street: String,
    #[serde(skip_serializing_if = "is_default")]
    pub city: String,
    #[serde(skip_serializing_if = "is_default")]
    pub region: String,
    #[serde(skip_serializing_if = "is_default")]
    pub postcode: String,
    #[serde(skip_serializing_if = "is_default")]
    pub country: String,
}

impl Address {
    /// Its parts on one line, without the label.
    pub fn on_one_line(&self) -> String {
        let town = format!("{} {}", self.postcode, self.city);
        let parts = [&*self.street, &self.extended, &self.post_box, town.trim(), &self.region, &self.country];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(", ")
    }
}

/// A job: for whom, as what, from when to when (days, or unknown).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Job {
    #[serde(skip_serializing_if = "is_default")]
    pub company: Option<CompanyId>,
    /// vCard's TITLE.
    #[serde(skip_serializing_if = "is_default")]
    pub role: String,
    #[serde(skip_serializing_if = "is_default")]
    pub department: String,
    #[serde(skip_serializing_if = "is_default")]
    pub from: Option<NaiveDate>,
    /// `None` while they hold it.
    #[serde(skip_serializing_if = "is_default")]
    pub to: Option<NaiveDate>,
}

impl Job {
    /// Jobs that somebody holds stand before those that they held, else in their order: the first of them is what they do.
    pub fn present_first(jobs: &mut [Self]) {
        jobs.sort_by_key(|job| job.to.is_some());
    }
}

/// du or Sie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressForm {
    Du,
    Sie,
}

/// What the relationship is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    A,
    B,
    C,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
        }
    }
}

/// Where the relationship stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Lead,
    Occasional,
    Regular,
    Key,
    Dormant,
    Former,
}

impl Stage {
    pub const ALL: [Self; 6] = [Self::Lead, Self::Occasional, Self::Regular, Self::Key, Self::Dormant, Self::Former];
}

/// A way to reach someone, for which a consent can be given or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Phone,
    Mail,
    Video,
    Chat,
    Visit,
    Letter,
    Social,
}

impl Channel {
    pub const ALL: [Self; 7] =
        [Self::Phone, Self::Mail, Self::Video, Self::Chat, Self::Visit, Self::Letter, Self::Social];
}

/// Not to be contacted: until a day (contact is welcome again on it), or for good.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DoNotContact {
    #[serde(skip_serializing_if = "is_default")]
    pub until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "is_default")]
    pub reason: String,
}

impl DoNotContact {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until)
    }
}

/// Who recommended us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referrer {
    Contact(ContactId),
    Name(String),
}

impl Referrer {
    pub fn contact(&self) -> Option<ContactId> {
        match self {
            Self::Contact(id) => Some(*id),
            Self::Name(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_name_is_written_anew_as_it_was() {
        let parts = |given: &str, family: &str| NameParts {
            honorific: "Dr.".into(),
            given: given.into(),
            middle: "Maria".into(),
            family: family.into(),
            ..NameParts::default()
        };
        let (before, after) = (parts("Anna", "Müller"), parts("Anna", "Hofer"));
        for (shown, expect) in [
            ("Anna Müller", Some("Anna Hofer")),
            ("Müller Anna", Some("Hofer Anna")),
            ("Müller, Anna", Some("Hofer, Anna")),
            ("Anna Maria Müller", Some("Anna Maria Hofer")),
            ("Dr. Anna Müller", Some("Dr. Anna Hofer")),
            ("Änni Müller", None),
            ("", None),
        ] {
            assert_eq!(before.renamed(shown, &after).as_deref(), expect, "{shown:?}");
        }
        assert_eq!(parts("Anna", "").renamed("Anna", &parts("Anna", "Hofer")).as_deref(), Some("Anna Hofer"));
        assert_eq!(NameParts::default().renamed("", &after), None);
    }
}
