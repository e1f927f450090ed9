//! A company: one organisation. Who works there is said by the contacts' jobs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agenda_mark::Snooze;
use super::cadence::Cadence;
use super::contact::{Address, ForeignId, Labelled, NOT_SAME, Tier};
use super::id::{CompanyId, ContactId};
use super::is_default;
use super::reference::Reference;
use super::search::fold;

/// An organisation. Every field but the name may be empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Company {
    pub id: CompanyId,
    /// Never empty.
    pub name: String,
    pub added: NaiveDate,
    #[serde(default, skip_serializing_if = "is_default")]
    pub industry: String,
    /// As typed: "12 people", "50-100".
    #[serde(default, skip_serializing_if = "is_default")]
    pub size: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub web: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mails: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub phones: Vec<Labelled>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub addresses: Vec<Address>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tier: Option<Tier>,
    /// How often anyone there is to be touched. `ByTier` is the tier's rhythm where the settings say that companies follow their
    /// tiers, else none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cadence: Cadence,
    /// Who speaks for it, and who does where that one can't be reached: see [`super::standing::spokesperson`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub key_contact: Option<ContactId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub deputy: Option<ContactId>,
    /// Whether it may be named as a reference.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reference: Option<Reference>,
    /// Its rhythm is hidden on the agenda; a touch on a later day ends that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snoozed: Option<Snooze>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ids: Vec<ForeignId>,
    /// What an imported file held and touchbase has no field for, byte for byte.
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub archived: bool,
    /// What imports said of it last, as with contacts. Made and read by imports alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub imported: BTreeMap<String, String>,
}

/// Sources of the ids that a company keeps of those merged into it: their ids, and their names; and of names it had itself.
pub(super) const MERGED_ID: &str = "merged";
pub(super) const FORMER_NAME: &str = "merged-name";

impl Company {
    /// A company of which only the name is known.
    pub fn new(id: CompanyId, name: impl Into<String>, added: NaiveDate) -> Self {
        Self {
            id,
            name: name.into(),
            added,
            industry: String::new(),
            size: String::new(),
            web: String::new(),
            mails: Vec::new(),
            phones: Vec::new(),
            addresses: Vec::new(),
            tags: Vec::new(),
            tier: None,
            cadence: Cadence::ByTier,
            key_contact: None,
            deputy: None,
            reference: None,
            snoozed: None,
            notes: String::new(),
            ids: Vec::new(),
            foreign: Vec::new(),
            fields: BTreeMap::new(),
            archived: false,
            imported: BTreeMap::new(),
        }
    }

    /// Keeps `other`, which is merged into this one, findable: its id and name, and those that it kept itself.
    pub fn remember(&mut self, other: &Self) {
        let own = [(MERGED_ID, other.id.to_string()), (FORMER_NAME, other.name.clone())];
        let own = own.map(|(source, value)| ForeignId { source: source.to_owned(), value });
        // Who was told apart and is one all the same.
        let (here, there) = (self.id.to_string(), other.id.to_string());
        self.ids.retain(|known| known.source != NOT_SAME || known.value != there);
        for id in own.into_iter().chain(other.ids.iter().cloned()) {
            if !self.ids.contains(&id) && (id.source != NOT_SAME || id.value != here) {
                self.ids.push(id);
            }
        }
    }

    /// Keeps the name that `before` had, where it is another, so that it still leads here; one that it has again isn't old.
    pub fn remember_name(&mut self, before: &Self) {
        let is = |name: &str, other: &str| fold(name) == fold(other);
        if !is(&self.name, &before.name) && !self.former_names().any(|name| is(name, &before.name)) {
            self.ids.push(ForeignId { source: FORMER_NAME.to_owned(), value: before.name.clone() });
        }
        let name = self.name.clone();
        self.ids.retain(|id| id.source != FORMER_NAME || !is(&id.value, &name));
    }

    /// The ids of the companies that were merged into it.
    pub fn merged_ids(&self) -> impl Iterator<Item = Uuid> {
        self.remembered(MERGED_ID).filter_map(|id| id.parse().ok())
    }

    /// Keeps that `other` is another company, however alike both look.
    pub fn tell_apart(&mut self, other: CompanyId) {
        let apart = ForeignId { source: NOT_SAME.to_owned(), value: other.to_string() };
        if !self.ids.contains(&apart) {
            self.ids.push(apart);
        }
    }

    /// The companies that were told apart from it.
    pub fn told_apart(&self) -> impl Iterator<Item = CompanyId> {
        self.remembered(NOT_SAME).filter_map(|id| id.parse().ok()).map(CompanyId)
    }

    /// The names it had before, and those of the companies that were merged into it.
    pub fn former_names(&self) -> impl Iterator<Item = &str> {
        self.remembered(FORMER_NAME)
    }

    fn remembered(&self, source: &'static str) -> impl Iterator<Item = &str> {
        self.ids.iter().filter(move |id| id.source == source).map(|id| id.value.as_str())
    }
}
