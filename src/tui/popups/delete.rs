//! `X`: deleting. What goes is named; where a contact has a history, archiving is offered first.

use super::menu::{Entry, Menu};
use super::off;
use super::sheet::whom;
use super::work::Work;
use crate::domain::act::{self, Off};
use crate::domain::display::safe;
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::text::reason;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Save;
use crate::tui::outcome::Outcome;
use crate::tui::target::{Item, Target};
use crate::tui::widgets::toast::Toast;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Archive,
    Delete,
    Keep,
}

/// Asks whether the target is to go.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    match (target.item, &target.contacts[..]) {
        (Some(item), _) => item_goes(item, ctx),
        (None, [contact]) => contact_goes(*contact, ctx),
        _ => Outcome::Say(Toast::warning(say!(ctx.text, "delete-one-only"))),
    }
}

fn item_goes(item: Item, ctx: &Ctx) -> Outcome {
    let (id, what) = match item {
        Item::FollowUp(id) => {
            let title = ctx.book.follow_up(id).map_or("", |follow_up| &follow_up.title);
            (RecordId::new(RecordKind::FollowUp, id.0), reason::title(ctx.text, title))
        }
        Item::Feedback(id) => {
            let said = ctx.book.feedback(id).map(|feedback| feedback.text.clone());
            (RecordId::new(RecordKind::Feedback, id.0), said.unwrap_or_else(|| say!(ctx.text, "delete-feedback")))
        }
        Item::Interaction(id) => (RecordId::new(RecordKind::Interaction, id.0), say!(ctx.text, "delete-interaction")),
    };
    let title = say!(ctx.text, "delete-title", what = safe(&what).cut(40).to_string());
    let entries = vec![
        Entry::new(Answer::Delete, say!(ctx.text, "delete-yes")),
        Entry::new(Answer::Keep, say!(ctx.text, "delete-no")),
    ];
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match chosen.first() {
        Some(Answer::Delete) => {
            Outcome::Save(Work::of(ctx).on_record(id, |given, record| Ok(act::delete(given, record))))
        }
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

fn contact_goes(contact: ContactId, ctx: &Ctx) -> Outcome {
    let Some(row) = ctx.book.contact(contact) else { return Outcome::Stay };
    let (interactions, follow_ups, feedback) =
        (row.interactions.count, ctx.book.follow_ups_of(contact).len(), ctx.book.feedback_of(contact).len());
    let mut said = Vec::new();
    if interactions > 0 {
        said.push(say!(ctx.text, "delete-goes-interactions", count = interactions));
    }
    if follow_ups > 0 {
        said.push(say!(ctx.text, "delete-goes-follow-ups", count = follow_ups));
    }
    if feedback > 0 {
        said.push(say!(ctx.text, "delete-goes-feedback", count = feedback));
    }
    let has_history = !said.is_empty();
    if has_history {
        said.insert(0, say!(ctx.text, "delete-goes-with"));
        said.push(String::new());
    }
    let mut entries = Vec::new();
    if has_history && !row.archived {
        entries.push(Entry::new(Answer::Archive, say!(ctx.text, "delete-archive-instead")));
    }
    entries.push(Entry::new(Answer::Delete, say!(ctx.text, "delete-yes")));
    entries.push(Entry::new(Answer::Keep, say!(ctx.text, "delete-no")));
    let title = say!(ctx.text, "delete-title", what = whom(&[contact], ctx));
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match chosen.first() {
        Some(Answer::Archive) => off::by_record(vec![contact], Off::Archive, ctx),
        Some(Answer::Delete) => Outcome::Save(delete_contact(contact)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

fn delete_contact(id: ContactId) -> Save {
    Save::set(move |store| {
        let read = store.position();
        let contact = store.contact(id)?.ok_or(crate::tui::effect::Problem::Gone)?;
        let timeline = store.timeline(id.into(), 0, usize::MAX)?;
        let mark = store.book().contact(id).and_then(|row| row.mark.clone());
        Ok((act::delete_contact(&contact, &timeline, mark.as_ref()), read))
    })
    .about([id])
}
