//! What a contact decided about a channel: given, withdrawn or unknown, with the day and how.

use super::draft::DraftOn;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Decision};
use crate::domain::consent::{ConsentState, Purpose};
use crate::domain::contact::Channel;
use crate::domain::field::{channel_name, read_channel};
use crate::domain::id::ContactId;
use crate::domain::row::ConsentNow;
use crate::domain::when::Look;
use crate::say;
use crate::text::{days, names};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// Asks for a decision of each of `contacts`.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let channels = Channel::ALL.map(|channel| (channel_name(channel), names::channel(text, channel))).to_vec();
    // Nothing stands chosen: an Enter too many decides nothing.
    let mut states = vec![("", "–".to_owned())];
    states.extend(ConsentState::ALL.map(|state| (state.name(), names::consent(text, state))));
    let mut purposes = vec![("", say!(text, "field-purpose-every"))];
    purposes.extend(Purpose::ALL.map(|purpose| (purpose.name(), names::purpose(text, purpose))));
    let form = Form::new(vec![
        Field::choice("channel", say!(text, "field-consent-channel"), channels, channel_name(Channel::Mail)),
        Field::choice("state", say!(text, "field-consent"), states, ""),
        Field::line("how", say!(text, "field-how"), "").placeholder(say!(text, "field-how-hint")),
        Field::line("day", say!(text, "field-day"), "")
            .placeholder(say!(text, "field-told-hint"))
            .read_by(readings::back)
            .day(Look::Back),
        Field::choice("purpose", say!(text, "field-purpose"), purposes, ""),
        Field::line("proof", say!(text, "field-proof"), "").placeholder(say!(text, "field-proof-hint")),
    ]);
    let title = say!(text, "consent-title", who = whom(&contacts, ctx));
    let said = match contacts[..] {
        [only] => in_force(only, ctx),
        _ => String::new(),
    };
    let on = DraftOn::contacts(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(state) = ConsentState::read(form.text("state")) else {
            form.refuse("state", say!(ctx.text, "consent-not-chosen"));
            return Outcome::Stay;
        };
        let Some(day) = readings::day_back(form, "day", ctx) else { return Outcome::Stay };
        let decision = Decision {
            channel: read_channel(form.text("channel")).ok().flatten().unwrap_or(Channel::Mail),
            purpose: Purpose::read(form.text("purpose")),
            state,
            day,
            how: form.text("how").to_owned(),
            proof: form.text("proof").to_owned(),
        };
        let on = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::consent(given, ids, &on, &decision)))
    };
    Outcome::Open(Box::new(Sheet::new(title, "consent", on, form, Box::new(submit)).saying(said)))
}

/// What they decided so far, a line for each channel, then for each purpose of which something else holds.
fn in_force(contact: ContactId, ctx: &Ctx) -> String {
    let Some(row) = ctx.book.contact(contact) else { return String::new() };
    let line = |now: &ConsentNow| {
        let channel = names::channel_for(ctx.text, now.channel, now.purpose);
        let state = names::consent(ctx.text, now.state);
        let said = format!("{channel} {state} {}", days::short(ctx.text, now.day, ctx.today));
        if now.how.is_empty() { said } else { format!("{said} · {}", now.how) }
    };
    row.in_force().chain(row.in_force_for_one()).map(line).collect::<Vec<_>>().join("\n")
}
