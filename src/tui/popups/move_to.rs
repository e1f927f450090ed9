//! `m`: an interaction that was logged on the wrong person goes to the right one. `p`: one is pinned to the briefing.

use super::pick::{self, Pick};
use super::work::Work;
use crate::domain::act;
use crate::domain::display::safe;
use crate::domain::id::{ContactId, InteractionId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::say;
use crate::text::{days, names};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::{Item, Target};
use crate::tui::widgets::toast::Toast;

/// Asks to whom the target's interaction goes.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    let Some((from, interaction)) = interaction(target, ctx) else {
        return Outcome::Say(Toast::warning(say!(ctx.text, "move-nothing")));
    };
    let title = say!(ctx.text, "move-title", what = words(from, interaction, ctx));
    let then = move |to: ContactId, ctx: &Ctx| {
        let id = RecordId::new(RecordKind::Interaction, interaction.0);
        Outcome::Save(Work::of(ctx).on_record(id, move |given, record| match record {
            Record::Interaction(interaction) => act::move_interaction(given, &interaction, from, to),
            _ => Err(act::ActError::Gone),
        }))
    };
    Outcome::Open(Box::new(Pick::new(title, pick::touched(vec![from]), Box::new(then), ctx).unchosen()))
}

/// Pins the target's interaction, or takes the pin off.
pub fn pin(target: &Target, ctx: &Ctx) -> Outcome {
    let Some((_, interaction)) = interaction(target, ctx) else {
        return Outcome::Say(Toast::warning(say!(ctx.text, "move-nothing")));
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
        Some(Item::FollowUp(_) | Item::Feedback(_)) => None,
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
