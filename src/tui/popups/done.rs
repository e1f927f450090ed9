//! Done: a follow-up, a complaint resolved, a birthday congratulated. Of several it is asked which, and of what lies ahead, too.

use super::handling;
use super::menu::{Entry, Menu};
use super::reasons;
use super::sheet::whom;
use super::work::Work;
use crate::domain::act::{self, Item};
use crate::domain::agenda::Section;
use crate::domain::id::ContactId;
use crate::say;
use crate::text::{days, reason};
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::{self, Target};
use crate::tui::widgets::toast::Toast;

/// What `d` does to the target: with one thing to be done it is done at once, and `u` takes it back.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    let focused = match target.item {
        Some(target::Item::FollowUp(id)) => Some(Item::FollowUp(id)),
        Some(target::Item::Feedback(id)) => Some(Item::Feedback(id)),
        Some(target::Item::Interaction(_) | target::Item::Order(_)) | None => None,
    };
    if let Some(Item::Feedback(id)) = focused
        && let Some(resolved) = ctx.book.feedback(id).filter(|one| !one.is_open())
    {
        return handling::open(std::slice::from_ref(resolved), ctx.read, ctx);
    }
    if let Some(item) = focused {
        return save(target.contacts.clone(), vec![item], ctx);
    }
    let mut can = can_be_done(target, ctx);
    match can.len() {
        0 => {
            let (who, log, off) =
                (whom(&target.contacts, ctx), ctx.keys.shown(Action::Log), ctx.keys.shown(Action::Off));
            Outcome::Say(Toast::warning(say!(ctx.text, "done-nothing", who = who, log = log, off = off)))
        }
        1 if is_due(can[0].0, ctx) => save(target.contacts.clone(), vec![can.remove(0).0], ctx),
        // What lies ahead is never done without a look at it.
        _ => {
            let title = say!(ctx.text, "done-which", who = whom(&target.contacts, ctx));
            let none_due = !can.iter().any(|(item, _)| is_due(*item, ctx));
            let said = none_due.then(|| say!(ctx.text, "done-ahead")).into_iter().collect();
            let entries = can.into_iter().map(|(item, words)| Entry::new(item, words)).collect();
            let contacts = target.contacts.clone();
            let then = move |items: Vec<Item>, ctx: &Ctx| save(contacts.clone(), items, ctx);
            Outcome::Open(Box::new(Menu::many(title, entries, Box::new(then)).saying(said)))
        }
    }
}

/// Whether it is due today, or on a day off that shows today.
fn is_due(item: Item, ctx: &Ctx) -> bool {
    let contact = match item {
        Item::Account(_) => None,
        Item::FollowUp(id) => ctx.book.follow_up(id).map(|one| one.contact),
        Item::Feedback(id) => ctx.book.feedback(id).map(|one| one.contact),
        Item::Birthday(id) | Item::Retry(id) | Item::Cadence(id) | Item::Contact(id) => Some(id),
    };
    let entry = contact.and_then(|id| ctx.entry(id)).filter(|entry| entry.section <= Section::Rhythm);
    entry.is_some_and(|entry| {
        let mut reasons =
            entry.reasons.iter().filter(|reason| ctx.settings.workdays.on_or_before(reason.due) <= ctx.today);
        reasons.any(|reason| reason.item(entry.whom) == item)
    })
}

/// Everything of the contacts that can be done, what is on the agenda first, with its words.
fn can_be_done(target: &Target, ctx: &Ctx) -> Vec<(Item, String)> {
    let with_name = target.contacts.len() > 1;
    let on_agenda =
        reasons::of(target, ctx).into_iter().map(|standing| (standing.item(), standing.words(with_name, ctx)));
    let mut can: Vec<(Item, String)> = on_agenda
        .filter(|(item, _)| matches!(item, Item::FollowUp(_) | Item::Feedback(_) | Item::Birthday(_)))
        .collect();
    // Those further ahead than the agenda looks, and snoozed ones.
    for contact in &target.contacts {
        let named = |words: String| if with_name { format!("{}: {words}", ctx.name(*contact)) } else { words };
        for follow_up in ctx.book.follow_ups_of(*contact) {
            let item = Item::FollowUp(follow_up.id);
            if !can.iter().any(|(known, _)| *known == item) {
                let day = days::moment(ctx.text, follow_up.due, follow_up.time, ctx.today);
                can.push((item, named(format!("{day} · {}", reason::title(ctx.text, &follow_up.title)))));
            }
        }
        for feedback in ctx.book.feedback_of(*contact) {
            let item = Item::Feedback(feedback.id);
            if !can.iter().any(|(known, _)| *known == item) {
                let kind = crate::text::names::feedback(ctx.text, feedback.kind);
                can.push((item, named(format!("{kind}: {}", feedback.text))));
            }
        }
    }
    can
}

fn save(contacts: Vec<ContactId>, items: Vec<Item>, ctx: &Ctx) -> Outcome {
    let save = Work::of(ctx).act(move |given, ids| act::done(given, ids, &items));
    Outcome::Save(save.about(contacts))
}
