//! Editing what was logged: kind, day and text, what it was for and what it is worth, and whether what was taken for an automatic mail is one. Who took part is
//! changed by moving it.

use chrono::NaiveTime;

use super::Popup;
use super::edited::Edited;
use super::readings;
use super::sheet::{Sheet, names};
use crate::domain::consent::Purpose;
use crate::domain::interaction::{Interaction, Kind};
use crate::domain::record::Record;
use crate::domain::when::{self, Look, When};
use crate::say;
use crate::store::Seq;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;

/// The kinds, by their names in drafts.
const KINDS: [&str; 10] = ["call", "mail", "meeting", "video", "chat", "visit", "letter", "social", "event", "note"];

/// One that was logged, to be changed; it is no older than the position `read`.
pub fn edit(interaction: &Interaction, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let people: Vec<_> = interaction.with.iter().map(|participant| participant.contact).collect();
    let title = say!(ctx.text, "interaction-edit", who = names(&people, ctx));
    let kinds = KINDS.iter().zip(Kind::ALL).map(|(name, kind)| (*name, names::kind(ctx.text, kind))).collect();
    let mut fields = vec![
        Field::area("text", say!(ctx.text, "field-text"), "", 8),
        Field::choice("kind", say!(ctx.text, "field-kind"), kinds, ""),
        Field::line("when", say!(ctx.text, "field-when"), "").read_by(readings::back).day(Look::Back),
    ];
    // A mark that a mail program's head gave may be wrong; nobody else's needs to be asked about.
    if interaction.automatic {
        let options = vec![
            ("automatic", say!(ctx.text, "interaction-is-automatic")),
            ("personal", say!(ctx.text, "interaction-is-personal")),
        ];
        fields.push(Field::choice("touch", say!(ctx.text, "field-touch"), options, ""));
    }
    let mut purposes = vec![("", "–".to_owned())];
    purposes.extend(Purpose::ALL.map(|purpose| (purpose.name(), names::purpose(ctx.text, purpose))));
    fields.push(Field::choice("purpose", say!(ctx.text, "field-purpose"), purposes, ""));
    fields.push(Field::line("worth", say!(ctx.text, "field-worth"), ""));
    let mut form = Form::new(fields);
    let edited = Edited::new(interaction.clone(), read, write);
    form.begin(&write(edited.before(), ctx));
    Box::new(Sheet::edit(title, "interaction", edited, form, apply))
}

/// What stands in each field.
fn write(record: &Record, _: &Ctx) -> Texts {
    let Record::Interaction(one) = record else { return Vec::new() };
    let kind = Kind::ALL.iter().position(|kind| *kind == one.kind).map_or("", |place| KINDS[place]);
    let when = When { day: one.day(), time: one.time() }.to_string();
    let touch = if one.automatic { "automatic" } else { "personal" };
    vec![
        ("text".into(), one.text.clone()),
        ("kind".into(), kind.into()),
        ("when".into(), when),
        ("purpose".into(), one.purpose.map_or("", Purpose::name).into()),
        ("worth".into(), one.worth.clone()),
        ("touch".into(), touch.into()),
    ]
}

/// The interaction as the form says.
fn apply(form: &mut Form, before: &Record, ctx: &Ctx) -> Option<Record> {
    let Record::Interaction(before) = before else { return None };
    let mut after = before.clone();
    if form.is_changed("text") {
        form.text("text").clone_into(&mut after.text);
    }
    if let Some(place) = KINDS.iter().position(|name| *name == form.text("kind")) {
        after.kind = Kind::ALL[place];
    }
    after.purpose = Purpose::read(form.text("purpose"));
    if form.is_changed("worth") {
        form.text("worth").trim().clone_into(&mut after.worth);
    }
    if form.is_changed("touch") {
        after.automatic = form.text("touch") == "automatic";
    }
    if form.is_changed("when") {
        let Ok(when) = when::read(form.text("when"), ctx.today, Look::Back, ctx.settings) else {
            form.refuse("when", say!(ctx.text, "error-day-empty"));
            return None;
        };
        if when.day > ctx.today {
            let day = crate::text::days::with_weekday(ctx.text, when.day, ctx.today);
            form.refuse("when", say!(ctx.text, "error-act-not-yet", day = day));
            return None;
        }
        put_when(&mut after, when);
    }
    Some(after.into())
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
