//! Contacts of which others changed meanwhile what the form for many is to change: they are named, and it is asked whether they are
//! meant, too.

use super::save;
use crate::domain::act::Bulk;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{Channel, Stage, Tier};
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::say;
use crate::store::Seq;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::popups::edited::who;
use crate::tui::popups::menu::{Entry, Menu};

/// Contacts that are named at the most.
const NAMED: usize = 5;

/// What stood with a contact when the form opened, of what the form can change.
pub(super) struct Was {
    id: ContactId,
    read: Seq,
    tier: Option<Tier>,
    stage: Option<Stage>,
    cadence: Cadence,
    ceiling: Ceiling,
    owner: String,
    channel: Option<Channel>,
}

/// A contact that others changed meanwhile, with the changed fields and who it was.
pub(super) struct Changed {
    id: ContactId,
    words: String,
}

impl Was {
    pub fn of(contacts: &[ContactId], ctx: &Ctx) -> Vec<Self> {
        let was = |row: &Row| Self {
            id: row.id,
            read: ctx.read,
            tier: row.tier,
            stage: row.stage,
            cadence: row.cadence,
            ceiling: row.ceiling,
            owner: row.owner.clone(),
            channel: row.preferred_channel,
        };
        contacts.iter().filter_map(|id| ctx.book.contact(*id)).map(was).collect()
    }

    /// The fields that others have put to something else than `what` does.
    fn fields(&self, now: &Row, what: &Bulk, ctx: &Ctx) -> Vec<String> {
        let text = ctx.text;
        let fields = [
            (what.tier.is_some_and(|to| now.tier != self.tier && now.tier != to), say!(text, "field-tier")),
            (what.stage.is_some_and(|to| now.stage != self.stage && now.stage != to), say!(text, "field-stage")),
            (
                what.cadence.is_some_and(|to| now.cadence != self.cadence && now.cadence != to),
                say!(text, "field-cadence"),
            ),
            (
                what.ceiling.is_some_and(|to| now.ceiling != self.ceiling && now.ceiling != to),
                say!(text, "field-ceiling"),
            ),
            (
                what.owner.as_ref().is_some_and(|to| now.owner != self.owner && now.owner != *to),
                say!(text, "field-owner"),
            ),
            (
                what.preferred_channel
                    .is_some_and(|to| now.preferred_channel != self.channel && now.preferred_channel != to),
                say!(text, "field-channel"),
            ),
        ];
        fields.into_iter().filter(|(changed, _)| *changed).map(|(_, field)| field).collect()
    }
}

/// Those that are not as they were when the form opened.
pub(super) fn changed(was: &[Was], what: &Bulk, ctx: &Ctx) -> Vec<Changed> {
    let changed = was.iter().filter_map(|was| {
        let fields = was.fields(ctx.book.contact(was.id)?, what, ctx);
        let record = RecordId::new(RecordKind::Contact, was.id.0);
        let by = ctx.done_by_others(record, was.read).map(|entry| who(entry, ctx));
        let words: Vec<String> =
            [Some(format!("{}: {}", ctx.name(was.id), fields.join(", "))), by].into_iter().flatten().collect();
        (!fields.is_empty()).then(|| Changed { id: was.id, words: words.join(" · ") })
    });
    changed.collect()
}

/// Asks for whom it is to be saved.
pub(super) fn ask(contacts: &[ContactId], changed: &[Changed], what: Bulk, ctx: &Ctx) -> Outcome {
    let others: Vec<ContactId> =
        contacts.iter().copied().filter(|id| changed.iter().all(|one| one.id != *id)).collect();
    let mut said: Vec<String> = changed.iter().take(NAMED).map(|one| one.words.clone()).collect();
    if changed.len() > NAMED {
        said.push(format!("… +{}", changed.len() - NAMED));
    }
    said.push(String::new());
    let for_others = (!others.is_empty()).then(|| {
        let words = say!(ctx.text, "bulk-meanwhile-others", count = others.len());
        Entry::new(others.clone(), words)
    });
    let for_all = Entry::new(contacts.to_vec(), say!(ctx.text, "bulk-meanwhile-all", count = contacts.len()));
    let title = say!(ctx.text, "bulk-meanwhile", count = changed.len());
    let then = move |chosen: Vec<Vec<ContactId>>, ctx: &Ctx| match chosen.into_iter().next() {
        Some(contacts) => save(contacts, what.clone(), ctx),
        None => Outcome::Stay,
    };
    let entries = for_others.into_iter().chain([for_all]).collect();
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}
