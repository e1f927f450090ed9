//! `m`: an interaction goes to another person or gets one more, contacts change company. `p`: one is pinned to the briefing.

use super::company::change;
use super::menu::{Entry, Menu};
use super::merge;
use super::pick::{self, Pick};
use super::sheet::whom;
use super::work::Work;
use crate::domain::act;
use crate::domain::display::safe;
use crate::domain::id::{ContactId, InteractionId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::say;
use crate::store::Store;
use crate::text::{days, names};
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Problem;
use crate::tui::outcome::Outcome;
use crate::tui::target::{Item, Target};
use crate::tui::widgets::toast::Toast;

/// What can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The interaction to another person.
    Interaction,
    /// One more person into the interaction.
    Person,
    Company,
    /// The contact with another one that is the same person.
    Merge,
}

/// Asks what is to be moved: an interaction, the contacts to another company, or one of them into another one.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    let contacts = target.contacts.clone();
    let Some((from, interaction)) = interaction(target, ctx) else { return people(contacts, ctx) };
    let what = words(from, interaction, ctx);
    let entries = vec![
        Entry::new(Way::Interaction, say!(ctx.text, "move-interaction", what = what.as_str()))
            .letter('i')
            .help(help(Way::Interaction, ctx)),
        Entry::new(Way::Person, say!(ctx.text, "move-add", what = what.as_str()))
            .letter('p')
            .help(help(Way::Person, ctx)),
        company(ctx),
        Entry::new(Way::Merge, say!(ctx.text, "move-merge")).letter('m').help(help(Way::Merge, ctx)),
    ];
    let title = say!(ctx.text, "move-which", who = whom(&contacts, ctx));
    let then = move |chosen: Vec<Way>, ctx: &Ctx| match chosen.first() {
        Some(Way::Interaction) => {
            let title = say!(ctx.text, "move-title", what = what.as_str());
            with(title, from, interaction, Done::Moved, ctx)
        }
        Some(Way::Person) => {
            let title = say!(ctx.text, "add-person-title", what = what.as_str());
            with(title, from, interaction, Done::Added, ctx)
        }
        Some(way) => with_people(*way, &contacts, ctx),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

/// The same without an interaction.
fn people(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let merge = match contacts.len() {
        0 | 1 => say!(ctx.text, "move-merge"),
        2 => say!(ctx.text, "move-merge-both"),
        count => say!(ctx.text, "move-merge-all", count = count),
    };
    let merge = Entry::new(Way::Merge, merge).letter('m').help(help(Way::Merge, ctx));
    // Who marks two mostly means them to be one.
    let entries = if contacts.len() == 2 { vec![merge, company(ctx)] } else { vec![company(ctx), merge] };
    let title = say!(ctx.text, "move-which", who = whom(&contacts, ctx));
    let then = move |chosen: Vec<Way>, ctx: &Ctx| match chosen.first() {
        Some(way) => with_people(*way, &contacts, ctx),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

fn company(ctx: &Ctx) -> Entry<Way> {
    Entry::new(Way::Company, say!(ctx.text, "move-company")).letter('c').help(help(Way::Company, ctx))
}

/// What comes of it, for the help.
fn help(way: Way, ctx: &Ctx) -> String {
    match way {
        Way::Interaction => say!(ctx.text, "move-help-interaction"),
        Way::Person => say!(ctx.text, "move-help-add"),
        Way::Company => say!(ctx.text, "move-help-company"),
        Way::Merge => say!(ctx.text, "move-help-merge"),
    }
}

fn with_people(way: Way, contacts: &[ContactId], ctx: &Ctx) -> Outcome {
    match (way, contacts) {
        (Way::Merge, [one, other]) => merge::open_both(*one, *other, ctx),
        (Way::Merge, [one]) => merge::pick(*one, ctx),
        (Way::Merge, [_, _, ..]) => merge::ask_kept(contacts.to_vec(), ctx),
        _ => change::open(contacts.to_vec(), ctx),
    }
}

/// What is done to an interaction with a person who is picked.
#[derive(Debug, Clone, Copy)]
enum Done {
    /// It goes to them, with what hangs on it.
    Moved,
    /// They took part, too.
    Added,
}

/// Asks for a person, and does it.
fn with(title: String, from: ContactId, interaction: InteractionId, done: Done, ctx: &Ctx) -> Outcome {
    let id = RecordId::new(RecordKind::Interaction, interaction.0);
    let then = move |person: ContactId, ctx: &Ctx| {
        let read = move |store: &Store| match (store.record(id)?, done) {
            (Some(Record::Interaction(interaction)), Done::Moved) => {
                Ok((interaction, store.timeline(from.into(), 0, usize::MAX)?))
            }
            (Some(Record::Interaction(interaction)), Done::Added) => Ok((interaction, Vec::new())),
            _ => Err(Problem::Gone),
        };
        Outcome::Save(Work::of(ctx).on_read(read, move |given, _, (interaction, hanging)| match done {
            Done::Moved => act::move_interaction(given, &interaction, from, person, &hanging),
            Done::Added => act::add_person(given, &interaction, person),
        }))
    };
    Outcome::Open(Box::new(Pick::new(title, pick::touched(vec![from]), Box::new(then), ctx).unchosen()))
}

/// Pins the target's interaction, or takes the pin off.
pub fn pin(target: &Target, ctx: &Ctx) -> Outcome {
    let Some((_, interaction)) = interaction(target, ctx) else {
        return Outcome::Say(Toast::warning(say!(ctx.text, "move-nothing", key = ctx.keys.shown(Action::NextPane))));
    };
    let id = RecordId::new(RecordKind::Interaction, interaction.0);
    Outcome::Save(Work::of(ctx).on_record(id, |given, record| match record {
        Record::Interaction(interaction) => Ok(act::pin(given, &interaction)),
        _ => Err(act::ActError::Gone),
    }))
}

/// The interaction under the focus, else the contact's last one.
fn interaction(target: &Target, ctx: &Ctx) -> Option<(ContactId, InteractionId)> {
    let contact = target.only()?;
    match target.item {
        Some(Item::Interaction(id)) => Some((contact, id)),
        Some(Item::FollowUp(_) | Item::Feedback(_) | Item::Order(_)) => None,
        None => ctx.book.contact(contact)?.interactions.first().map(|last| (contact, last.id)),
    }
}

/// `call of 20 Nov “asked for the…”`, as far as the book knows it.
fn words(contact: ContactId, interaction: InteractionId, ctx: &Ctx) -> String {
    let row = ctx.book.contact(contact);
    match row.and_then(|row| row.interactions.list.iter().find(|known| known.id == interaction)) {
        Some(known) => {
            let (kind, day) = (names::kind(ctx.text, known.kind), days::short(ctx.text, known.day(), ctx.today));
            say!(ctx.text, "move-what", kind = kind, day = day, said = safe(&known.text).cut(20).to_string())
        }
        None => say!(ctx.text, "move-this"),
    }
}
