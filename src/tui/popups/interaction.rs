//! Editing what was logged: kind, day and text. Who took part is changed by moving it.

use chrono::NaiveTime;

use super::Popup;
use super::readings;
use super::sheet::{Sheet, names};
use super::work::Work;
use crate::domain::act;
use crate::domain::interaction::{Interaction, Kind};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::when::{self, Look, When};
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// The kinds, by their names in drafts.
const KINDS: [&str; 10] = ["call", "mail", "meeting", "video", "chat", "visit", "letter", "social", "event", "note"];

/// One that was logged, to be changed.
pub fn edit(interaction: &Interaction, ctx: &Ctx) -> Box<dyn Popup> {
    let before = interaction.clone();
    let people: Vec<_> = before.with.iter().map(|participant| participant.contact).collect();
    let title = say!(ctx.text, "interaction-edit", who = names(&people, ctx));
    let kinds = KINDS.iter().zip(Kind::ALL).map(|(name, kind)| (*name, names::kind(ctx.text, kind))).collect();
    let chosen = Kind::ALL.iter().position(|kind| *kind == before.kind).map_or("", |place| KINDS[place]);
    let when = When { day: before.day(), time: before.time() }.to_string();
    let form = Form::new(vec![
        Field::area("text", say!(ctx.text, "field-text"), &before.text, 8),
        Field::choice("kind", say!(ctx.text, "field-kind"), kinds, chosen),
        Field::line("when", say!(ctx.text, "field-when"), &when).read_by(readings::back),
    ]);
    let id = RecordId::new(RecordKind::Interaction, before.id.0);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Ok(when) = when::read(form.text("when"), ctx.today, Look::Back, ctx.settings) else {
            form.refuse("when", say!(ctx.text, "error-day-empty"));
            return Outcome::Stay;
        };
        if when.day > ctx.today {
            let day = crate::text::days::with_weekday(ctx.text, when.day, ctx.today);
            form.refuse("when", say!(ctx.text, "error-act-not-yet", day = day));
            return Outcome::Stay;
        }
        let mut after = before.clone();
        form.text("text").clone_into(&mut after.text);
        if let Some(place) = KINDS.iter().position(|name| *name == form.text("kind")) {
            after.kind = Kind::ALL[place];
        }
        if form.is_changed("when") {
            put_when(&mut after, when);
        }
        let before = before.clone();
        let save =
            Work::of(ctx).on_unchanged(before.clone(), move |given| Ok(act::edit(given, before, after, Vec::new())));
        Outcome::Save(save)
    };
    Box::new(Sheet::new(title, "interaction", Some(id), form, Box::new(submit)))
}

/// Noon of the day where no time is known; the offset of the place where it was logged stays.
fn put_when(interaction: &mut Interaction, when: When) {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let local = when.day.and_time(when.time.unwrap_or(noon));
    if let Some(at) = local.and_local_timezone(*interaction.at.offset()).single() {
        interaction.at = at;
        interaction.time_known = when.time.is_some();
    }
}
