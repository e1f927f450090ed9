//! What is known of a contact, every field a line.

use chrono::NaiveDate;

use super::{address_line, foreign_facts, with_label};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::{Contact, Referrer};
use crate::domain::row::Row;
use crate::say;
use crate::text::{days, may, names, reference};

/// What is known, a line each: its name and its value. A day has its year unless it is that of `written`.
pub fn table(session: &Session, book: &Book, contact: &Contact, row: Option<&Row>, written: NaiveDate) -> Table {
    let (text, today) = (&session.text, session.today());
    let mut table = Table::default();
    let mut fact = |name: String, value: String| {
        if !value.is_empty() {
            table.push([Cell::dim(name), value.into()]);
        }
    };
    fact(say!(text, "fact-id"), contact.id.to_string());
    for job in &contact.jobs {
        let company = job.company.and_then(|id| book.company(id)).map_or("", |company| &company.name);
        let held = days::from_to(text, job.from, job.to, written);
        fact(say!(text, "fact-job"), joined([&job.role, &job.department, company, &held]));
    }
    fact(say!(text, "import-field-name-parts"), name_parts(contact));
    fact(say!(text, "fact-nickname"), contact.name_parts.nickname.clone());
    for mail in &contact.mails {
        fact(say!(text, "fact-mail"), with_label(text, mail));
    }
    for phone in &contact.phones {
        fact(say!(text, "fact-phone"), with_label(text, &session.shown_phone(phone)));
    }
    for address in &contact.addresses {
        fact(say!(text, "fact-address"), address_line(text, address));
    }
    for handle in &contact.handles {
        fact(say!(text, "fact-web"), with_label(text, handle));
    }
    let birthday = contact.birthday.map(|birthday| days::birthday(text, birthday));
    fact(say!(text, "fact-birthday"), birthday.unwrap_or_default());
    fact(say!(text, "fact-salutation"), contact.salutation.clone());
    fact(say!(text, "fact-honorific"), contact.name_parts.honorific.clone());
    fact(say!(text, "fact-form"), contact.address_form.map(|form| names::address_form(text, form)).unwrap_or_default());
    fact(say!(text, "fact-language"), contact.language.clone());
    let channel = contact.preferred_channel.map(|channel| names::channel(text, channel));
    fact(say!(text, "fact-channel"), channel.unwrap_or_default());
    fact(say!(text, "fact-tier"), contact.tier.map(|tier| tier.letter().to_string()).unwrap_or_default());
    fact(say!(text, "fact-stage"), contact.stage.map(|stage| names::stage(text, stage)).unwrap_or_default());
    fact(say!(text, "fact-tags"), contact.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "));
    fact(say!(text, "fact-rhythm"), rhythm(session, contact));
    fact(say!(text, "fact-ceiling"), ceiling(session, contact, row));
    let touch = row.filter(|row| row.imported_contact().is_none()).and_then(Row::last_touch).map(|touch| {
        let day = days::short(text, touch.day(), written);
        format!("{} {day} ({})", names::kind(text, touch.kind), days::distance(text, touch.day(), today))
    });
    fact(say!(text, "fact-last-touch"), touch.unwrap_or_default());
    let imported = row
        .and_then(Row::imported_contact)
        .map(|day| say!(text, "last-imported-day", day = days::short(text, day, written)));
    fact(say!(text, "fact-last-touch"), imported.unwrap_or_default());
    for consent in row.into_iter().flat_map(|row| row.in_force().chain(row.in_force_for_one())) {
        let state = names::consent(text, consent.state);
        let day = days::short(text, consent.day, written);
        fact(
            say!(text, "fact-consent"),
            joined([&names::channel_for(text, consent.channel, consent.purpose), &state, &day, &consent.how]),
        );
    }
    if let Some(dnc) = &contact.do_not_contact {
        let until = dnc.until.map(|day| say!(text, "fact-until", day = days::short(text, day, written)));
        let yes = until.unwrap_or_else(|| say!(text, "fact-yes"));
        fact(say!(text, "fact-do-not-contact"), joined([&yes, &dnc.reason]));
    }
    fact(say!(text, "fact-owner"), contact.owner.clone());
    fact(say!(text, "fact-source"), contact.source.clone());
    let referrer = match &contact.referred_by {
        Some(Referrer::Contact(id)) => book.stands_for(*id).map(|id| book.name(id).to_owned()),
        Some(Referrer::Name(name)) => Some(name.clone()),
        None => None,
    };
    fact(say!(text, "fact-referred-by"), referrer.unwrap_or_default());
    let permission = contact.reference.as_ref().map(|one| reference::told(text, one, written));
    fact(say!(text, "field-reference-permission"), permission.unwrap_or_default());
    for id in contact.ids.iter().filter(|id| !id.is_own()) {
        fact(say!(text, "import-field-ids"), joined([&id.source, &id.value]));
    }
    for (name, value) in &contact.fields {
        fact(name.clone(), days::free(text, value, written));
    }
    fact(say!(text, "fact-added"), days::short(text, contact.added, written));
    if contact.archived {
        fact(say!(text, "fact-archived"), say!(text, "fact-yes"));
    }
    for (name, value) in foreign_facts(text, &contact.foreign) {
        fact(name, value);
    }
    table
}

/// The parts that the name as shown doesn't tell by itself.
fn name_parts(contact: &Contact) -> String {
    let parts = &contact.name_parts;
    let all = [&parts.given, &parts.middle, &parts.family, &parts.suffix].map(String::as_str);
    let plain = all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if plain == contact.name { String::new() } else { joined(all) }
}

fn rhythm(session: &Session, contact: &Contact) -> String {
    let text = &session.text;
    match contact.cadence {
        Cadence::Every(span) => days::every(text, span),
        Cadence::Never => say!(text, "fact-none"),
        Cadence::ByTier => {
            session.settings.rhythm_of(contact.tier).map(|span| days::every(text, span)).unwrap_or_default()
        }
    }
}

/// What it is, and that it is reached.
fn ceiling(session: &Session, contact: &Contact, row: Option<&Row>) -> String {
    let (text, settings) = (&session.text, &session.settings);
    let most = settings.ceiling_of(contact.ceiling, contact.tier).map(|most| days::at_most(text, most));
    let none = (contact.ceiling == Ceiling::None).then(|| say!(text, "fact-none"));
    let reached = row.and_then(|row| row.ceiling_reached(settings, session.today()));
    let reached = reached.map(|reached| may::reached(text, reached));
    reached.or(most).or(none).unwrap_or_default()
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
