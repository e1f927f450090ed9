//! A new follow-up, or one edited: title, day with or without a time, and how it recurs.

use super::Popup;
use super::draft::DraftOn;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, NewFollowUp};
use crate::domain::follow_up::{FollowUp, Recurs};
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::when::{self, Look, When};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// A new one for each of `contacts`.
pub fn new(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "follow-up-new", who = whom(&contacts, ctx));
    let on = DraftOn::contacts(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        let contacts = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::add_follow_up(given, ids, &contacts, &new)))
    };
    Box::new(Sheet::new(title, "follow-up", on, form("", "", "", ctx), Box::new(submit)))
}

/// An open one, to be changed.
pub fn edit(follow_up: &FollowUp, ctx: &Ctx) -> Box<dyn Popup> {
    let before = follow_up.clone();
    let title = say!(ctx.text, "follow-up-edit", who = ctx.name(before.contact));
    let when = When { day: before.due, time: before.time }.to_string();
    let recurs = match before.recurs {
        Some(Recurs::Every { span, .. }) => say!(ctx.text, "form-every-typed", span = span.to_string()),
        Some(Recurs::After { span }) => say!(ctx.text, "form-after-typed", span = span.to_string()),
        None => String::new(),
    };
    let form = form(&before.title, &when, &recurs, ctx);
    let on = RecordId::new(RecordKind::FollowUp, before.id.0);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        // A day that stays keeps the anchor from which it recurs.
        let recurs = if form.is_changed("when") || form.is_changed("again") { new.recurs } else { before.recurs };
        let after = FollowUp { title: new.title, due: new.due, time: new.time, recurs, ..before.clone() };
        let before = before.clone();
        let save =
            Work::of(ctx).on_unchanged(before.clone(), move |given| Ok(act::edit(given, before, after, Vec::new())));
        Outcome::Save(save)
    };
    Box::new(Sheet::new(title, "follow-up", Some(on), form, Box::new(submit)))
}

fn form(title: &str, when: &str, recurs: &str, ctx: &Ctx) -> Form {
    let text = ctx.text;
    Form::new(vec![
        Field::line("title", say!(text, "field-title"), title).placeholder(say!(text, "field-title-hint")),
        Field::line("when", say!(text, "field-when"), when)
            .placeholder(say!(text, "field-when-hint"))
            .read_by(readings::ahead),
        Field::line("again", say!(text, "field-again"), recurs)
            .placeholder(say!(text, "field-again-hint"))
            .read_by(readings::recurs),
    ])
}

/// What the form says; `None`, and a word at the day, where there is none.
fn read(form: &mut Form, ctx: &Ctx) -> Option<NewFollowUp> {
    let When { day, time } = match when::read(form.text("when"), ctx.today, Look::Ahead, ctx.settings) {
        Ok(when) => when,
        Err(no_day) => {
            form.refuse("when", crate::explain::day(ctx.text, &no_day).what);
            return None;
        }
    };
    let recurs = when::read_recurs(form.text("again"), day).ok();
    Some(NewFollowUp { title: form.text("title").to_owned(), due: day, time, recurs })
}
