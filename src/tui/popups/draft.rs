//! Which draft belongs in a pop-up: the one of the same form, on the same record, for the same people and from the same
//! follow-up. And what a draft is called.

use uuid::Uuid;

use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::store::drafts::Draft;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::popups::sheet;

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

/// What is being filled in: `log`.
pub fn form(draft: &Draft, ctx: &Ctx) -> String {
    match draft.form.as_str() {
        "log" => Action::Log.label(ctx.text),
        "note" => Action::Note.label(ctx.text),
        "follow-up" => Action::FollowUp.label(ctx.text),
        "feedback" => Action::Feedback.label(ctx.text),
        "order" => Action::Order.label(ctx.text),
        "ask" => Action::Ask.label(ctx.text),
        "tags" => Action::Tags.label(ctx.text),
        "snooze" => Action::Snooze.label(ctx.text),
        "consent" => Action::Consent.label(ctx.text),
        "off" | "do-not-contact" => Action::Off.label(ctx.text),
        "contact" | "company" | "bulk" if draft.on.is_some() => Action::Edit.label(ctx.text),
        "contact" => Action::Add.label(ctx.text),
        "company" => Action::AddCompany.label(ctx.text),
        other => other.to_owned(),
    }
}

/// Whom it is about. Of what is gone what it was called, and that it is gone; "" for something new. Not yet safe to print.
pub fn whom(draft: &Draft, ctx: &Ctx) -> String {
    let name = match contacts(draft) {
        several if several.len() > 1 => sheet::whom(&several, ctx),
        _ => about(draft.on, ctx),
    };
    match gone(draft, ctx) {
        Some(_) => say!(ctx.text, "draft-deleted", who = draft.about.as_str()).trim().to_owned(),
        None if name.is_empty() => draft.about.clone(),
        None => name,
    }
}

/// The contact or company on which it stands, if that was deleted.
pub fn gone(draft: &Draft, ctx: &Ctx) -> Option<RecordId> {
    draft.on.filter(|on| match on.kind {
        RecordKind::Contact => ctx.book.contact(ContactId(on.id)).is_none(),
        RecordKind::Company => ctx.book.company(CompanyId(on.id)).is_none(),
        _ => false,
    })
}

/// Whom a record is about, by name.
pub fn about(on: Option<RecordId>, ctx: &Ctx) -> String {
    let company = on.filter(|on| on.kind == RecordKind::Company);
    match company.and_then(|on| ctx.book.company(CompanyId(on.id))) {
        Some(company) => company.name.clone(),
        None => contact(on, ctx).map_or(String::new(), |id| ctx.name(id).to_owned()),
    }
}

/// The contact that a record is about.
pub fn contact(on: Option<RecordId>, ctx: &Ctx) -> Option<ContactId> {
    let RecordId { kind, id } = on?;
    match kind {
        RecordKind::Contact => Some(ContactId(id)),
        RecordKind::FollowUp => ctx.book.follow_up(id.into()).map(|one| one.contact),
        RecordKind::Feedback => ctx.book.feedback(id.into()).map(|one| one.contact),
        _ => None,
    }
}
