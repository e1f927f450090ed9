//! `x`: the ways off the agenda.

use chrono::{Days, NaiveDate};

use super::consent;
use super::draft::DraftOn;
use super::menu::{Entry, Menu};
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Off};
use crate::domain::contact::DoNotContact;
use crate::domain::id::ContactId;
use crate::domain::when::{self, Look};
use crate::say;
use crate::text::days;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::Form;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Today,
    UntilDay,
    NoRhythm,
    DoNotContact,
    Consent,
    Former,
    Archive,
    Unarchive,
    /// Out of "do not contact".
    Again,
}

/// The ways, for `contacts`.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let archived = contacts.iter().all(|id| ctx.book.contact(*id).is_some_and(|row| row.archived));
    let archive = match archived {
        true => Entry::new(Way::Unarchive, say!(text, "off-unarchive")),
        false => Entry::new(Way::Archive, say!(text, "off-archive")),
    };
    let mut entries = vec![
        Entry::new(Way::Today, say!(text, "off-today")),
        Entry::new(Way::UntilDay, say!(text, "off-until")),
        Entry::new(Way::NoRhythm, say!(text, "off-no-rhythm")),
        Entry::new(Way::DoNotContact, say!(text, "off-do-not-contact")),
        Entry::new(Way::Former, say!(text, "off-former")),
        archive,
        Entry::new(Way::Consent, say!(text, "off-consent")),
    ];
    if contacts.iter().any(|id| ctx.book.contact(*id).is_some_and(|row| row.do_not_contact.is_some())) {
        entries.push(Entry::new(Way::Again, say!(text, "off-contact-again")));
    }
    let title = say!(text, "off-title", who = whom(&contacts, ctx));
    let then = move |chosen: Vec<Way>, ctx: &Ctx| match chosen.first() {
        Some(way) => take(*way, contacts.clone(), ctx),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

fn take(way: Way, contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    match way {
        Way::Today => {
            let tomorrow = ctx.today.checked_add_days(Days::new(1)).unwrap_or(ctx.today);
            let on = contacts.clone();
            let save = Work::of(ctx).act(move |given, _| act::off_until(given, &on, tomorrow));
            Outcome::Save(save.about(contacts))
        }
        Way::UntilDay => until_day(contacts, ctx),
        Way::NoRhythm => by_record(contacts, Off::NoRhythm, ctx),
        Way::DoNotContact => do_not_contact(contacts, ctx),
        Way::Consent => consent::open(contacts, ctx),
        Way::Former => by_record(contacts, Off::Former, ctx),
        Way::Archive => by_record(contacts, Off::Archive, ctx),
        Way::Again => Outcome::Save(Work::of(ctx).on_contacts(contacts, |_, records| Ok(act::contact_again(records)))),
        Way::Unarchive => {
            let about = contacts.clone();
            let save = Work::of(ctx).on_contacts(contacts, |_, records| Ok(act::unarchive(records)));
            Outcome::Save(save.about(about))
        }
    }
}

/// What the contact's own record says, which is read for it.
pub fn by_record(contacts: Vec<ContactId>, off: Off, ctx: &Ctx) -> Outcome {
    let about = contacts.clone();
    let save = Work::of(ctx).on_contacts(contacts, move |given, records| Ok(act::off(given, records, &off)));
    Outcome::Save(save.about(about))
}

fn until_day(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "off-until-title", who = whom(&contacts, ctx));
    let form = Form::new(vec![
        Field::line("until", say!(ctx.text, "field-until"), "")
            .placeholder(say!(ctx.text, "field-until-hint"))
            .read_by(readings::ahead)
            .day(Look::Ahead),
    ]);
    let on = DraftOn::contacts(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(until) = readings::day_of(form, "until", ctx) else { return Outcome::Stay };
        let on = contacts.clone();
        let save = Work::of(ctx).act(move |given, _| act::off_until(given, &on, until));
        Outcome::Save(save.about(contacts.clone()))
    };
    Outcome::Open(Box::new(Sheet::new(title, "off", on, form, Box::new(submit))))
}

fn do_not_contact(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "off-do-not-contact-title", who = whom(&contacts, ctx));
    // As it stands, if all have it so.
    let now = |id: &ContactId| ctx.book.contact(*id).and_then(|row| row.do_not_contact.clone());
    let first =
        contacts.first().and_then(now).filter(|first| contacts.iter().all(|id| now(id).as_ref() == Some(first)));
    let (reason, until) = first
        .map_or_else(Default::default, |not| (not.reason, not.until.map(|day| day.to_string()).unwrap_or_default()));
    let form = Form::new(vec![
        Field::line("reason", say!(ctx.text, "field-reason"), &reason)
            .placeholder(say!(ctx.text, "field-reason-hint"))
            .read_by(reason_with_day),
        Field::line("until", say!(ctx.text, "field-until"), &until)
            .placeholder(say!(ctx.text, "field-for-good-hint"))
            .read_by(readings::ahead)
            .day(Look::Ahead),
    ]);
    let on = DraftOn::contacts(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let (ahead, reason) = day_before(form.text("reason"), ctx);
        let reason = reason.to_owned();
        // Nothing is for good.
        let until = match form.text("until").trim() {
            "" => ahead,
            _ => {
                let Some(until) = readings::day_of(form, "until", ctx) else { return Outcome::Stay };
                Some(until)
            }
        };
        let off = Off::DoNotContact(DoNotContact { until, reason });
        by_record(contacts.clone(), off, ctx)
    };
    Outcome::Open(Box::new(Sheet::new(title, "do-not-contact", on, form, Box::new(submit))))
}

/// The day that stands before a reason, and the reason: `1.3.2027: parental leave`.
fn day_before<'a>(typed: &'a str, ctx: &Ctx) -> (Option<NaiveDate>, &'a str) {
    let parts = typed.split_once(": ").and_then(|(day, reason)| {
        let when = when::read(day.trim(), ctx.today, Look::Ahead, ctx.settings).ok()?;
        Some((Some(when.day), reason.trim()))
    });
    parts.unwrap_or((None, typed))
}

/// A day before the reason is said as it is understood.
fn reason_with_day(typed: &str, ctx: &Ctx) -> Reading {
    match day_before(typed, ctx).0 {
        Some(day) => {
            Reading::Means(say!(ctx.text, "off-until-read", day = days::moment(ctx.text, day, None, ctx.today)))
        }
        None => Reading::Nothing,
    }
}
