//! `X`: deleting. What goes is named; where a contact has a history, archiving is offered first.

use super::menu::{Entry, Menu};
use super::sheet::{Sheet, whom};
use super::work::{Work, unchanged_since};
use super::{Popup, off};
use crate::domain::act::{self, Off, WholeContact};
use crate::domain::display::safe;
use crate::domain::feedback::Feedback;
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::say;
use crate::store::Seq;
use crate::text::reason;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Save;
use crate::tui::outcome::Outcome;
use crate::tui::target::{Item, Target};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Archive,
    Delete,
    Keep,
}

/// What is offered, to archive it before all where that can be: a slip of Enter deletes nothing.
pub(super) fn entries(can_archive: bool, ctx: &Ctx) -> Vec<Entry<Answer>> {
    let archive = Entry::new(Answer::Archive, say!(ctx.text, "delete-archive-instead"));
    let delete = Entry::new(Answer::Delete, say!(ctx.text, "delete-yes"));
    let keep = Entry::new(Answer::Keep, say!(ctx.text, "delete-no"));
    if can_archive { vec![archive, delete, keep] } else { vec![keep, delete] }
}

/// Asks whether the target is to go.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    match target.item {
        Some(item) => item_goes(item, ctx),
        None => contacts_go(target.contacts.clone(), ctx),
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
        Item::Order(id) => (RecordId::new(RecordKind::Order, id.0), say!(ctx.text, "delete-order")),
        Item::Interaction(id) => (RecordId::new(RecordKind::Interaction, id.0), say!(ctx.text, "delete-interaction")),
    };
    let title = say!(ctx.text, "delete-title", what = safe(&what).cut(40).to_string());
    let entries = entries(false, ctx);
    let read = ctx.read;
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match chosen.first() {
        Some(Answer::Delete) => Outcome::Save(Work::of(ctx).delete(id, read)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

/// Asks whether this feedback is to go: all of it, as one act.
pub fn feedback(going: &[Feedback], ctx: &Ctx) -> Outcome {
    let what = match going {
        [one] => one.text.clone(),
        many => say!(ctx.text, "delete-many-feedback", count = many.len()),
    };
    let mut contacts: Vec<ContactId> = going.iter().map(|one| one.contact).collect();
    contacts.sort_unstable();
    contacts.dedup();
    let said = vec![whom(&contacts, ctx), String::new()];
    let title = say!(ctx.text, "delete-title", what = safe(&what).cut(40).to_string());
    let entries = entries(false, ctx);
    let ids: Vec<FeedbackId> = going.iter().map(|one| one.id).collect();
    let read = ctx.read;
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match chosen.first() {
        Some(Answer::Delete) => Outcome::Save(Work::of(ctx).delete_feedback(ids.clone(), read).about(contacts.clone())),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// What goes with contacts is said; archiving is offered first, and several go only when their number is typed.
fn contacts_go(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let rows: Vec<&Row> = contacts.iter().filter_map(|id| ctx.book.contact(*id)).collect();
    let mut said = goes_with(&rows, ctx);
    let has_history = !said.is_empty();
    if has_history {
        said.insert(0, say!(ctx.text, "delete-goes-with", count = rows.len()));
        said.push(String::new());
    }
    let entries = entries(rows.iter().any(|row| !row.archived), ctx);
    let title = say!(ctx.text, "delete-title", what = whom(&contacts, ctx));
    // What came to them while it was asked wasn't meant.
    let read = ctx.read;
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match (chosen.first(), contacts.len()) {
        (Some(Answer::Archive), _) => off::by_record(contacts.clone(), Off::Archive, ctx),
        (Some(Answer::Delete), 1) => Outcome::Save(delete_contacts(contacts.clone(), read)),
        (Some(Answer::Delete), _) => Outcome::Open(confirm(contacts.clone(), read, ctx)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// What hangs on them, a line for each kind.
fn goes_with(rows: &[&Row], ctx: &Ctx) -> Vec<String> {
    let sum = |count: &dyn Fn(&Row) -> usize| rows.iter().map(|row| count(row)).sum::<usize>();
    let interactions = sum(&|row| row.interactions.count as usize);
    let follow_ups = sum(&|row| ctx.book.follow_ups_of(row.id).len());
    let feedback = sum(&|row| ctx.book.feedback_of(row.id).len());
    let lines = [
        (interactions > 0).then(|| say!(ctx.text, "delete-goes-interactions", count = interactions)),
        (follow_ups > 0).then(|| say!(ctx.text, "delete-goes-follow-ups", count = follow_ups)),
        (feedback > 0).then(|| say!(ctx.text, "delete-goes-feedback", count = feedback)),
    ];
    lines.into_iter().flatten().collect()
}

/// Several contacts go when their number is typed: a slip of a finger takes nobody away.
fn confirm(contacts: Vec<ContactId>, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let count = contacts.len();
    let title = say!(ctx.text, "delete-title", what = whom(&contacts, ctx));
    let form = Form::new(vec![Field::line("count", say!(ctx.text, "delete-count"), "")]);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        if form.text("count") != count.to_string() {
            form.refuse("count", say!(ctx.text, "delete-count-wrong", count = count));
            return Outcome::Stay;
        }
        Outcome::Save(delete_contacts(contacts.clone(), read))
    };
    let sheet = Sheet::new(title, "delete", None, form, Box::new(submit)).without_draft();
    Box::new(sheet.saying(say!(ctx.text, "delete-confirm", count = count)).verb(say!(ctx.text, "delete-yes")))
}

/// Deletes them as they were at that position: refused where others have said more of them since.
fn delete_contacts(contacts: Vec<ContactId>, read: Seq) -> Save {
    let about = contacts.clone();
    Save::set(move |store| {
        let mut going = Vec::new();
        for id in contacts {
            let contact = store.contact(id)?.ok_or(crate::tui::effect::Problem::Gone)?;
            let timeline = store.timeline(id.into(), 0, usize::MAX)?;
            let mark = store.book().contact(id).and_then(|row| row.mark.clone());
            going.push(WholeContact { contact, timeline, mark });
        }
        unchanged_since(store, act::delete_contacts(&going), read)
    })
    .about(about)
}
