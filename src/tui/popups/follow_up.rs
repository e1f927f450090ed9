//! A new follow-up, or one edited: title, day with or without a time, and how it recurs.

use super::Popup;
use super::draft::DraftOn;
use super::edited::Edited;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, NewFollowUp};
use crate::domain::contact::Channel;
use crate::domain::follow_up::{FollowUp, Recurs};
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::domain::when::{self, Look, When};
use crate::say;
use crate::store::Seq;
use crate::text::may;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;

/// So many who don't want to be contacted are named.
const NAMED: usize = 3;

/// A new one for each of `contacts`.
pub fn new(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "follow-up-new", who = whom(&contacts, ctx));
    let on = DraftOn::contacts(&contacts);
    let said = not_to_be_contacted(&contacts, ctx);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        let contacts = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::add_follow_up(given, ids, &contacts, &new)))
    };
    Box::new(Sheet::new(title, "follow-up", on, form(ctx), Box::new(submit)).saying(said))
}

/// Who of them doesn't want to be contacted on any channel, a line each; on which channel it will be isn't known yet.
fn not_to_be_contacted(contacts: &[ContactId], ctx: &Ctx) -> String {
    let line = |id: &ContactId| {
        let row = ctx.book.contact(*id).filter(|row| row.is_shunned(ctx.today))?;
        let why = may::why_not(ctx.text, Channel::Mail, row.may(Channel::Mail, ctx.today), ctx.today)?;
        Some(if contacts.len() > 1 { format!("✗ {}: {why}", row.name) } else { format!("✗ {why}") })
    };
    contacts.iter().filter_map(line).take(NAMED).collect::<Vec<_>>().join("\n")
}

/// One that is there, to be changed; it is no older than the position `read`.
pub fn edit(follow_up: &FollowUp, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "follow-up-edit", who = ctx.name(follow_up.contact));
    let edited = Edited::new(follow_up.clone(), read, write);
    let mut form = form(ctx);
    form.begin(&write(edited.before(), ctx));
    Box::new(Sheet::edit(title, "follow-up", edited, form, apply))
}

/// What stands in each field.
fn write(record: &Record, ctx: &Ctx) -> Texts {
    let Record::FollowUp(one) = record else { return Vec::new() };
    let recurs = match one.recurs {
        Some(Recurs::Every { span, .. }) => say!(ctx.text, "form-every-typed", span = span.to_string()),
        Some(Recurs::After { span }) => say!(ctx.text, "form-after-typed", span = span.to_string()),
        None => String::new(),
    };
    let when = When { day: one.due, time: one.time }.to_string();
    vec![("title".into(), one.title.clone()), ("when".into(), when), ("again".into(), recurs)]
}

/// The follow-up as the form says.
fn apply(form: &mut Form, before: &Record, ctx: &Ctx) -> Option<Record> {
    let Record::FollowUp(before) = before else { return None };
    let new = read(form, ctx)?;
    // A day that stays keeps the anchor from which it recurs.
    let recurs = if form.is_changed("when") || form.is_changed("again") { new.recurs } else { before.recurs };
    Some(FollowUp { title: new.title, due: new.due, time: new.time, recurs, ..before.clone() }.into())
}

fn form(ctx: &Ctx) -> Form {
    let text = ctx.text;
    Form::new(vec![
        Field::line("title", say!(text, "field-title"), "")
            .placeholder(say!(text, "field-title-hint"))
            .joined_by(" / "),
        Field::line("when", say!(text, "field-when"), "")
            .placeholder(say!(text, "field-when-hint"))
            .read_by(readings::ahead)
            .day(Look::Ahead),
        Field::line("again", say!(text, "field-again"), "")
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
