//! What is known of a contact: how things stand, as in the briefing; then everything else that the full record holds.

use crate::domain::contact::{Channel, Contact, Job, Labelled, Referrer};
use crate::domain::id::ContactId;
use crate::domain::link::handle_channel;
use crate::domain::referrals::{self, Referred};
use crate::domain::row::Row;
use crate::explain;
use crate::formats::vcard;
use crate::say;
use crate::text::{Text, days, names, reference};
use crate::tui::bought::Bought;
use crate::tui::briefing::facts::{Fact, health, joined, pinned, standing};
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use chrono::Datelike;

/// All facts; without the full record those that the book knows.
pub(super) fn of(id: ContactId, full: Option<&Contact>, bought: &Bought, ctx: &Ctx) -> Vec<Fact> {
    let Some(row) = ctx.book.contact(id) else { return Vec::new() };
    let mut facts = standing(row, 0, ctx);
    if row.archived {
        facts.insert(0, Fact::new(say!(ctx.text, "fact-archived"), Role::Warning));
    }
    facts.extend(health(ctx.settings.health_of(id), ctx));
    facts.extend(bought.fact(ctx));
    facts.extend(pinned(row, ctx));
    let more = match full {
        Some(contact) => of_record(row, contact, ctx),
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

/// Nothing where there is nothing to be said.
fn filled(label: String, words: &str) -> Option<Fact> {
    (!words.trim().is_empty()).then(|| fact(label, words))
}

/// An address with its label; crossed out where it may not be used.
fn labelled(text: &Text, name: &str, value: &Labelled, may: bool) -> Fact {
    let label = match value.label.as_str() {
        "" => name.to_owned(),
        label => format!("{name} ({})", names::label(text, label)),
    };
    match may {
        true => fact(label, value.value.clone()),
        false => fact(label, value.value.clone()).lead("✗ ", Role::Error).striking(&value.value),
    }
}

/// What the book knows besides: channels beyond the first, the birthday.
fn of_row(row: &Row, ctx: &Ctx) -> Vec<Fact> {
    let mut facts = reach(row, &row.mails, &row.phones, ctx);
    facts.extend(row.birthday.map(|born| fact(say!(ctx.text, "field-birthday"), birthday(born, ctx))));
    facts
}

/// Mails and phones; the first of each stands among the channels already, unless it has a label to be told.
fn reach(row: &Row, mails: &[Labelled], phones: &[Labelled], ctx: &Ctx) -> Vec<Fact> {
    let may = |channel| row.may(channel, ctx.today).is_allowed();
    let kinds = [
        (say!(ctx.text, "field-mail"), mails, may(Channel::Mail)),
        (say!(ctx.text, "field-phone"), phones, may(Channel::Phone)),
    ];
    let told = |(place, value): &(usize, &Labelled)| *place > 0 || !value.label.is_empty();
    let all = kinds.iter().enumerate().flat_map(|(kind, (name, values, may))| {
        let shown = move |value: &Labelled| match kind {
            0 => value.clone(),
            _ => Labelled { value: ctx.settings.country.shown(&value.value), ..value.clone() },
        };
        values.iter().enumerate().filter(told).map(move |(_, value)| labelled(ctx.text, name, &shown(value), *may))
    });
    all.collect()
}

fn of_record(row: &Row, contact: &Contact, ctx: &Ctx) -> Vec<Fact> {
    let text = ctx.text;
    let may = |channel| row.may(channel, ctx.today).is_allowed();
    let may_use = |handle: &Labelled| handle_channel(handle).is_none_or(may);
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(filled(say!(text, "field-honorific"), &contact.name_parts.honorific));
    facts.extend(filled(say!(text, "fact-name-parts"), &name_parts(contact)));
    facts.extend(filled(say!(text, "field-nickname"), &contact.name_parts.nickname));
    let current = contact.current_job();
    if let Some(job) = current {
        facts.extend(filled(say!(text, "field-department"), &job.department));
        facts.extend(filled(
            say!(text, "field-since"),
            &job.from.map(|from| days::began(text, from, ctx.today)).unwrap_or_default(),
        ));
    }
    for job in contact.jobs.iter().filter(|job| Some(*job) != current) {
        let label = if job.to.is_some() { say!(text, "field-past-job") } else { say!(text, "field-job") };
        facts.extend(filled(label, &one_job(job, ctx)));
    }
    facts.extend(reach(row, &contact.mails, &contact.phones, ctx));
    let web = say!(text, "field-web");
    facts.extend(contact.handles.iter().map(|value| labelled(text, &web, value, may_use(value))));
    let address = say!(text, "field-address");
    let post = may(Channel::Letter);
    facts.extend(
        contact
            .addresses
            .iter()
            .map(|one| labelled(text, &address, &Labelled::new(one.label.as_str(), one.on_one_line()), post)),
    );
    facts.extend(contact.birthday.map(|born| fact(say!(text, "field-birthday"), birthday(born, ctx))));
    let referrer = contact.referred_by.as_ref().map(|by| match by {
        Referrer::Contact(id) => ctx.book.stands_for(*id).map_or("", |id| ctx.name(id)),
        Referrer::Name(name) => name,
    });
    facts.extend(filled(say!(text, "field-salutation"), &contact.salutation));
    facts.extend(filled(say!(text, "field-language"), &contact.language));
    facts.extend(filled(say!(text, "field-owner"), &contact.owner));
    facts.extend(filled(say!(text, "field-source"), &contact.source));
    let chain = referrals::referrers(ctx.book, contact.id);
    let chain = match &chain[..] {
        [] | [_] => referrer.unwrap_or_default().to_owned(),
        chain => chain.iter().map(|id| ctx.name(*id)).collect::<Vec<_>>().join(" ← "),
    };
    facts.extend(filled(say!(text, "field-referred-by"), &chain));
    let reference = contact.reference.as_ref().map(|one| reference::told(text, one, ctx.today));
    facts.extend(filled(say!(text, "field-reference-permission"), &reference.unwrap_or_default()));
    facts.extend(referred(contact.id, ctx));
    for (name, value) in &contact.fields {
        facts.extend(filled(name.clone(), &days::free(text, value, ctx.today)));
    }
    facts.push(fact(say!(text, "field-added"), days::short(text, contact.added, ctx.today)));
    let told = vcard::foreign_told(&contact.foreign).filter_map(|told| explain::foreign_fact(ctx.text, &told).ok());
    let told: Vec<(String, String)> = told.collect();
    let foreign = vcard::foreign_count(&contact.foreign).saturating_sub(told.len());
    facts.extend(told.into_iter().map(|(name, value)| fact(name, value)));
    if foreign > 0 {
        facts.push(Fact::new(say!(text, "contact-foreign", count = foreign), Role::Dim));
    }
    facts
}

/// The parts of the name, where they say more than the name does.
fn name_parts(contact: &Contact) -> String {
    let parts = &contact.name_parts;
    let all = [&parts.given, &parts.middle, &parts.family, &parts.suffix];
    let all: Vec<&str> = all.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if all.join(" ") == contact.name { String::new() } else { all.join(" · ") }
}

/// `Buyer · Kaiser Bau · 2017 – May 2021`.
fn one_job(job: &Job, ctx: &Ctx) -> String {
    let company = job.company.and_then(|id| ctx.book.company(id)).map_or("", |company| &company.name);
    let span = days::from_to(ctx.text, job.from, job.to, ctx.today);
    joined([job.role.clone(), company.to_owned(), job.department.clone(), span])
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

/// So many who came by a contact are named.
const REFERRED: usize = 12;

/// Who came by a contact, below each other whom they brought in turn.
fn referred(contact: ContactId, ctx: &Ctx) -> Vec<Fact> {
    let all = referrals::referred(ctx.book, contact);
    if all.is_empty() {
        return Vec::new();
    }
    let heading = format!("{} {}", say!(ctx.text, "referrals-referred"), ctx.text.count(all.len()));
    let line = |one: &Referred| Fact::new(format!("{}{}", "  ".repeat(one.depth), ctx.name(one.contact)), Role::Text);
    let more = all.len().saturating_sub(REFERRED);
    let more = (more > 0).then(|| Fact::new(say!(ctx.text, "cli-also-more", count = more), Role::Dim));
    std::iter::once(Fact::new(heading, Role::Dim)).chain(all.iter().take(REFERRED).map(line)).chain(more).collect()
}
