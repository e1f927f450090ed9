//! Which draft belongs in a pop-up: the one of the same form, on the same record, for the same people and from the same
//! follow-up.

use uuid::Uuid;

use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::record::{RecordId, RecordKind};
use crate::store::drafts::Draft;

/// What a draft is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    pub of: DraftOf,
    /// Fields by name, as typed.
    pub fields: Vec<(String, String)>,
}

/// What a draft belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftOf {
    /// What is being filled in: "log", "note", "contact", ….
    pub form: &'static str,
    pub on: DraftOn,
}

/// What a draft stands on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftOn {
    /// The record, of several the first; `None` for a new one.
    pub record: Option<RecordId>,
    /// Where there are several, all of them in their order.
    all: Vec<Uuid>,
    /// The follow-up that a log line comes from.
    from: Option<FollowUpId>,
}

/// The fields of a draft that say what it stands on; the sign tells them from those that are typed.
const SIGN: char = '@';
const ALL: &str = "@all";
const FROM: &str = "@from";

impl DraftOn {
    pub fn contacts(contacts: &[ContactId]) -> Self {
        Self::several(RecordKind::Contact, contacts.iter().map(|id| id.0))
    }

    /// Records of one kind, in whatever order.
    pub fn several(kind: RecordKind, ids: impl IntoIterator<Item = Uuid>) -> Self {
        let mut all: Vec<Uuid> = ids.into_iter().collect();
        all.sort_unstable();
        let record = all.first().map(|id| RecordId::new(kind, *id));
        if all.len() < 2 {
            all.clear();
        }
        Self { record, all, from: None }
    }

    /// The contacts among it.
    pub fn people(&self) -> Vec<ContactId> {
        match self.record {
            Some(RecordId { kind: RecordKind::Contact, id }) if self.all.is_empty() => vec![ContactId(id)],
            Some(RecordId { kind: RecordKind::Contact, .. }) => self.all.iter().map(|id| ContactId(*id)).collect(),
            _ => Vec::new(),
        }
    }

    pub fn from(self, follow_up: Option<FollowUpId>) -> Self {
        Self { from: follow_up, ..self }
    }

    /// As a draft has it among its fields.
    fn fields(&self) -> Vec<(String, String)> {
        let all: Vec<String> = self.all.iter().map(Uuid::to_string).collect();
        let all = (!all.is_empty()).then(|| (ALL.to_owned(), all.join(" ")));
        all.into_iter().chain(self.from.map(|id| (FROM.to_owned(), id.to_string()))).collect()
    }
}

impl From<Option<RecordId>> for DraftOn {
    fn from(record: Option<RecordId>) -> Self {
        Self { record, ..Self::default() }
    }
}

impl DraftOf {
    /// Whether the draft is this one's.
    pub fn fits(&self, draft: &Draft) -> bool {
        let said = draft.fields.iter().filter(|(name, _)| !is_typed(name));
        draft.form == self.form && draft.on == self.on.record && said.eq(&self.on.fields())
    }
}

impl Content {
    /// All fields as they are kept.
    pub fn kept(self) -> Vec<(String, String)> {
        self.of.on.fields().into_iter().chain(self.fields).collect()
    }
}

/// Whether this field of a draft was typed.
fn is_typed(name: &str) -> bool {
    !name.starts_with(SIGN)
}

/// What was typed in a draft: fields by name.
pub fn typed(draft: &Draft) -> Vec<(String, String)> {
    draft.fields.iter().filter(|(name, _)| is_typed(name)).cloned().collect()
}

/// The contacts that a draft stands on, if it stands on contacts.
pub fn contacts(draft: &Draft) -> Vec<ContactId> {
    let first = draft.on.filter(|on| on.kind == RecordKind::Contact);
    let said = |name: &str| draft.fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str());
    match (first, said(ALL)) {
        (None, _) => Vec::new(),
        (Some(first), None) => vec![ContactId(first.id)],
        (Some(_), Some(all)) => all.split(' ').filter_map(|id| Some(ContactId(id.parse().ok()?))).collect(),
    }
}

/// The follow-up that a draft comes from.
pub fn from(draft: &Draft) -> Option<FollowUpId> {
    let (_, id) = draft.fields.iter().find(|(name, _)| name == FROM)?;
    Some(FollowUpId(id.parse().ok()?))
}
