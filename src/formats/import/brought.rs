//! How much a plan brings in with what was decided: what is told before and after.

use std::collections::{BTreeMap, HashSet};

use uuid::Uuid;

use super::{Choices, EntryFate, Here, Plan, seen};
use crate::domain::change::{Act, Change, Label};
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, LEFT_CARD};
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordKind};
use crate::formats::ReadFile;

/// How many records come in or change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    pub contacts: usize,
    /// Also those of whom nothing but a consent comes in.
    pub contacts_changed: usize,
    pub companies: usize,
    pub companies_changed: usize,
    /// Interactions, follow-ups and feedback.
    pub entries: usize,
    pub entries_changed: usize,
    /// Follow-ups that end, since the calendar they came from doesn't hold them any more.
    pub closed: usize,
    /// Interactions that go, since by their calendar they weren't.
    pub removed: usize,
    /// Those of whom nothing changes, but it is noted by what this source knows them, so that they are found by that again.
    pub noted: usize,
    /// Cards that stay out since they may be somebody's: they aren't asked about again.
    pub left: usize,
    /// How many records are touched in all, consents among them.
    records: usize,
    /// The records that come in; `None` where all come in as planned.
    created: Option<HashSet<Uuid>>,
    /// The contacts that change.
    changed: HashSet<ContactId>,
}

impl Brought {
    /// How many records come in or change in all.
    pub fn count(&self) -> usize {
        self.records
    }

    /// Whether nothing would change.
    pub fn is_nothing(&self) -> bool {
        self.count() == 0
    }

    /// What the set is called: an import of that file, with the number of records it touches.
    pub fn label(&self, file_name: &str) -> Label {
        Label { count: Some(self.count()), ..Label::new(Act::Import, file_name) }
    }

    /// Whether a record that the plan adds comes in.
    pub fn creates(&self, id: Uuid) -> bool {
        self.created.as_ref().is_none_or(|created| created.contains(&id))
    }

    fn add(&mut self, change: &Change) {
        let Some(id) = change.id() else { return };
        let left = newly_left(change);
        self.left += left;
        if is_asked(change) {
            // In which file it was left out last is worth no set.
            self.records += usize::from(left > 0);
            return;
        }
        self.records += 1;
        if is_noted(change) {
            self.noted += 1;
            return;
        }
        let changed = match (&change.before, &change.after) {
            (Some(Record::Contact(contact)), _) => Some(contact.id),
            (_, Some(Record::Consent(consent))) => Some(consent.contact),
            (_, Some(Record::AgendaMark(mark))) => Some(mark.contact),
            _ => None,
        };
        // Who comes in comes before what hangs on them.
        let is_here = |who: &ContactId| self.created.as_ref().is_none_or(|created| !created.contains(&who.0));
        if let Some(who) = changed.filter(is_here) {
            self.changed.insert(who);
            self.contacts_changed = self.changed.len();
        }
        if change.after.is_none() {
            self.removed += 1;
            return;
        }
        let is_new = change.before.is_none();
        let counted = match (id.kind, is_new) {
            (RecordKind::Contact, true) => &mut self.contacts,
            (RecordKind::Company, true) => &mut self.companies,
            (RecordKind::Company, false) => &mut self.companies_changed,
            (RecordKind::Contact, false) | (RecordKind::Consent | RecordKind::AgendaMark, _) => return,
            (_, true) => &mut self.entries,
            (_, false) => &mut self.entries_changed,
        };
        *counted += 1;
        if is_new && id.kind != RecordKind::AgendaMark {
            self.created.get_or_insert_default().insert(id.id);
        }
    }
}

impl Plan {
    /// How much comes in. Where not all does as planned, that is told by the changes themselves.
    pub fn brought<E>(&self, file: &ReadFile, here: &Here<E>, choices: &Choices) -> Result<Brought, E> {
        let entries = |fate: EntryFate| self.entries.iter().filter(|entry| entry.fate == fate).count();
        if choices.is_as_planned() {
            return Ok(Brought {
                contacts: self.created.len(),
                contacts_changed: self.updated.len(),
                companies: self.companies_created.len(),
                companies_changed: self.companies_updated.len(),
                entries: entries(EntryFate::New),
                entries_changed: entries(EntryFate::Changed),
                closed: self.closings_with(choices).filter(|one| one.is_promise()).count(),
                removed: self.closings_with(choices).filter(|one| !one.is_promise()).count(),
                noted: self.noted,
                records: self.changes_count(),
                ..Brought::default()
            });
        }
        self.with_changes(file, here, choices, |changes| {
            let mut brought = Brought { created: Some(HashSet::new()), ..Brought::default() };
            for change in changes {
                brought.add(&change?);
            }
            brought.closed = self.closings_with(choices).filter(|one| one.is_promise()).count();
            // An interaction that goes is counted by itself, and what ends with it by that.
            let counted = self.closing_count(choices) - brought.removed;
            brought.entries_changed = brought.entries_changed.saturating_sub(counted);
            Ok(brought)
        })
    }
}

/// Whether nothing changes but what was left out since it may be theirs.
fn is_asked(change: &Change) -> bool {
    let (Some(Record::Contact(before)), Some(Record::Contact(after))) = (&change.before, &change.after) else {
        return false;
    };
    let others = |one: &Contact| one.ids.iter().filter(|id| id.source != LEFT_CARD).cloned().collect::<Vec<_>>();
    let ids = others(before);
    before.ids != after.ids && ids == others(after) && *before == Contact { ids: before.ids.clone(), ..after.clone() }
}

/// How many cards are left out that weren't before.
fn newly_left(change: &Change) -> usize {
    let of = |record: &Option<Record>| match record {
        Some(Record::Contact(one)) => {
            let left = one.ids.iter().filter(|id| id.source == LEFT_CARD);
            left.filter_map(|id| seen::left_of(&id.value)).collect::<HashSet<u64>>()
        }
        _ => HashSet::new(),
    };
    of(&change.after).difference(&of(&change.before)).count()
}

/// Whether nothing changes but what touchbase keeps for itself of imports.
pub fn is_noted(change: &Change) -> bool {
    let without_own = |ids: &[ForeignId]| ids.iter().filter(|id| !id.is_own()).cloned().collect::<Vec<_>>();
    match (&change.before, &change.after) {
        (Some(Record::Contact(before)), Some(Record::Contact(after))) => {
            let bare = |one: &Contact| Contact { ids: without_own(&one.ids), imported: BTreeMap::new(), ..one.clone() };
            bare(before) == bare(after)
        }
        (Some(Record::Company(before)), Some(Record::Company(after))) => {
            let bare = |one: &Company| Company { ids: without_own(&one.ids), imported: BTreeMap::new(), ..one.clone() };
            bare(before) == bare(after)
        }
        _ => false,
    }
}
