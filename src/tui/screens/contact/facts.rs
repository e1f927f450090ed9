//! What is known of a contact: how things stand, as in the briefing; then everything else that the full record holds.

use crate::domain::contact::{Address, Contact, Labelled, Referrer};
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::say;
use crate::text::{Text, days, names};
use crate::tui::briefing::facts::{Fact, standing};
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use chrono::Datelike;

/// All facts; without the full record those that the book knows.
pub(super) fn of(id: ContactId, full: Option<&Contact>, ctx: &Ctx) -> Vec<Fact> {
    let Some(row) = ctx.book.contact(id) else { return Vec::new() };
    let mut facts = standing(row, 0, ctx);
    let more = match full {
        Some(contact) => of_record(contact, ctx),
        None => of_row(row, ctx),
    };
    if !more.is_empty() {
        facts.push(Fact::empty());
        facts.extend(more);
    }
    let notes = full.map_or(row.notes.as_str(), |contact| contact.notes.as_str());
    if !notes.trim().is_empty() {
        facts.push(Fact::empty());
        facts.extend(notes.lines().map(|line| Fact::new(line, Role::Text)));
    }
    facts
}

fn fact(label: String, words: impl Into<String>) -> Fact {
    Fact::new(words, Role::Text).lead(format!("{label}  "), Role::Dim)
}

fn labelled(text: &Text, name: &str, value: &Labelled) -> Fact {
    let label = match value.label.as_str() {
        "" => name.to_owned(),
        label => format!("{name} ({})", names::label(text, label)),
    };
    fact(label, value.value.clone())
}

/// What the book knows besides: channels beyond the first, the birthday.
fn of_row(row: &Row, ctx: &Ctx) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let (mail, phone) = (say!(ctx.text, "field-mail"), say!(ctx.text, "field-phone"));
    facts.extend(row.mails.iter().skip(1).map(|value| labelled(ctx.text, &mail, value)));
    facts.extend(row.phones.iter().skip(1).map(|value| labelled(ctx.text, &phone, value)));
    facts.extend(row.birthday.map(|born| fact(say!(ctx.text, "field-birthday"), birthday(born, ctx))));
    facts
}

fn of_record(contact: &Contact, ctx: &Ctx) -> Vec<Fact> {
    let text = ctx.text;
    let mut facts: Vec<Fact> = Vec::new();
    let (mail, phone, web) = (say!(text, "field-mail"), say!(text, "field-phone"), say!(text, "field-web"));
    facts.extend(contact.mails.iter().skip(1).map(|value| labelled(text, &mail, value)));
    facts.extend(contact.phones.iter().skip(1).map(|value| labelled(text, &phone, value)));
    facts.extend(contact.handles.iter().map(|value| labelled(text, &web, value)));
    facts.extend(contact.addresses.iter().map(|address| fact(say!(text, "field-address"), one_line(address))));
    facts.extend(contact.birthday.map(|born| fact(say!(text, "field-birthday"), birthday(born, ctx))));
    let referrer = contact.referred_by.as_ref().map(|by| match by {
        Referrer::Contact(id) => ctx.name(*id).to_owned(),
        Referrer::Name(name) => name.clone(),
    });
    let past_jobs = contact.jobs.iter().filter(|job| job.to.is_some()).map(|job| {
        let company = job.company.and_then(|id| ctx.book.company(id)).map_or("", |company| &company.name);
        let until = job.to.map(|day| days::short(text, day, ctx.today)).unwrap_or_default();
        [job.role.as_str(), company, &format!("– {until}")].join(" · ")
    });
    let single = [
        (say!(text, "field-salutation"), contact.salutation.clone()),
        (say!(text, "field-honorific"), contact.name_parts.honorific.clone()),
        (say!(text, "field-nickname"), contact.name_parts.nickname.clone()),
        (say!(text, "field-language"), contact.language.clone()),
        (say!(text, "field-owner"), contact.owner.clone()),
        (say!(text, "field-source"), contact.source.clone()),
        (say!(text, "field-referred-by"), referrer.unwrap_or_default()),
    ];
    facts.extend(single.into_iter().filter(|(_, words)| !words.is_empty()).map(|(label, words)| fact(label, words)));
    facts.extend(past_jobs.map(|job| fact(say!(text, "field-past-job"), job)));
    facts.extend(contact.fields.iter().map(|(name, value)| fact(name.clone(), value.clone())));
    facts.push(fact(say!(text, "field-added"), days::short(text, contact.added, ctx.today)));
    if !contact.foreign.is_empty() {
        facts.push(Fact::new(say!(text, "contact-foreign", count = contact.foreign.len()), Role::Dim));
    }
    facts
}

/// `24 Dec 1971 (55 this year)`.
fn birthday(born: crate::domain::birthday::Birthday, ctx: &Ctx) -> String {
    let this_year = ctx.today.year();
    let day = days::short(ctx.text, born.in_year(born.year().unwrap_or(this_year)), ctx.today);
    match born.age_in(this_year) {
        Some(age) => say!(ctx.text, "form-birthday-age", day = day, age = age),
        None => day,
    }
}

fn one_line(address: &Address) -> String {
    let town = format!("{} {}", address.postcode, address.city);
    let parts = [&address.post_box, &address.extended, &address.street, town.trim(), &address.region, &address.country];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(", ")
}
