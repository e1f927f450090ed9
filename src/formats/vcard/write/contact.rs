//! A contact as a card.

use super::lines::{Card, Place, bare, escaped};
use super::{Version, own, uid};
use crate::domain::birthday::Birthday;
use crate::domain::book::Book;
use crate::domain::contact::{Contact, Labelled, Referrer};
use crate::domain::field::write_ceiling;
use crate::domain::id::CompanyId;
use crate::formats::vcard::card::split_prefix;
use crate::formats::vcard::label;

/// The card, with CR LF at each line's end. The book gives the names of companies and of who recommended them, and the consents
/// in force.
pub fn contact(version: Version, book: &Book, contact: &Contact) -> String {
    let mut card = Card::new(version, &contact.foreign, false);
    card.begin();
    card.text("FN", &contact.name);
    names(&mut card, contact);
    card.text("NICKNAME", &contact.name_parts.nickname);
    card.ids(contact.id.0, &contact.ids);
    jobs(&mut card, book, contact);
    card.reach("EMAIL", &contact.mails);
    card.reach("TEL", &contact.phones);
    card.addresses(&contact.addresses);
    contact.handles.iter().for_each(|handle| page(&mut card, handle));
    if let Some(birthday) = contact.birthday {
        self::birthday(&mut card, birthday);
    }
    language(&mut card, &contact.language);
    card.list("CATEGORIES", &contact.tags);
    card.text("NOTE", &contact.notes);
    ours(&mut card, book, contact);
    let written = if contact.birthday.is_some() { &["N", "BDAY"][..] } else { &["N"] };
    card.end(&contact.foreign, written)
}

/// N; where family and given name aren't known they are guessed, as some programs show nothing else.
fn names(card: &mut Card, contact: &Contact) {
    let parts = &contact.name_parts;
    let together = [contact.salutation.as_str(), &parts.honorific].join(" ");
    let is_told = split_prefix(together.trim()) == (contact.salutation.as_str(), parts.honorific.as_str());
    let prefix = if is_told { together.trim() } else { &parts.honorific };
    let called = [&parts.family, &parts.given, &parts.middle];
    if called.iter().any(|part| !part.is_empty()) {
        card.parts("N", &[called[0], called[1], called[2], prefix, &parts.suffix]);
    } else {
        let name = contact.name.strip_prefix(prefix).unwrap_or(&contact.name);
        let name = name.strip_suffix(&*parts.suffix).unwrap_or(name).trim_matches([' ', ',']);
        let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
        let [family, given, prefix, suffix] = [family, given, prefix, &parts.suffix].map(escaped);
        card.raw(&format!("N;{}=yes:{family};{given};;{prefix};{suffix}", own::GUESSED));
    }
    if !is_told {
        card.text(own::SALUTATION, &contact.salutation);
        card.text(own::HONORIFIC, &parts.honorific);
    }
}

/// The job they hold now as ORG and TITLE; others, which programs would take for it, in our own way.
fn jobs(card: &mut Card, book: &Book, contact: &Contact) {
    let name = |id: Option<CompanyId>| id.and_then(|id| book.company(id)).map_or("", |company| &company.name);
    let now = contact.jobs.iter().position(|job| job.to.is_none());
    for (at, job) in contact.jobs.iter().enumerate() {
        if now != Some(at) {
            card.parts(own::JOB, &own::job(job, name(job.company)));
            continue;
        }
        match job.department.as_str() {
            "" => card.text("ORG", name(job.company)),
            department => card.parts("ORG", &[name(job.company), department]),
        }
        card.text("TITLE", &job.role);
        card.text(own::SINCE, &own::day(job.from));
    }
}

/// Whether a label can stand for the service in a parameter, and comes back as it is.
fn is_service(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+.-".contains(&b))
}

/// A page is an URL with its label; a handle an IMPP, if it can stand in one.
fn page(card: &mut Card, Labelled { label, value }: &Labelled) {
    let said = [label.as_str(), value];
    if card.handle(&said) || card.put_back("URL", label, Place::Any, &said, &bare(value)) {
    } else if label::is_page(label, value) {
        match label.as_str() {
            "" => card.field("URL", &format!(";{}=", own::LABEL), &["", value], &bare(value)),
            _ => card.labelled("URL", label, Place::Any, &said, &bare(value)),
        }
    } else if label::fit_an_uri(label, value) {
        card.raw(&format!("IMPP:{label}:{value}"));
    } else if let Some((scheme, rest)) = value.split_once(':')
        && is_service(label)
        && !scheme.is_empty()
        && !rest.is_empty()
        && label::is_plain(scheme)
        && label::is_plain(rest)
    {
        card.raw(&format!("IMPP;X-SERVICE-TYPE={label}:{value}"));
    } else {
        card.parts(own::HANDLE, &[label, value]);
    }
}

fn birthday(card: &mut Card, birthday: Birthday) {
    let (month, day) = (birthday.month(), birthday.day());
    let (params, value) = match (card.version, birthday.year()) {
        (Version::V4, Some(year)) => ("", format!("{year:04}{month:02}{day:02}")),
        (Version::V4, None) => ("", format!("--{month:02}{day:02}")),
        (Version::V3, Some(year)) => ("", format!("{year:04}-{month:02}-{day:02}")),
        (Version::V3, None) => (";X-APPLE-OMIT-YEAR=1604", format!("1604-{month:02}-{day:02}")),
    };
    card.field("BDAY", params, &[&birthday.to_string()], &value);
}

fn language(card: &mut Card, language: &str) {
    let is_tag = language
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && language.split('-').next().is_some_and(|first| (2..=3).contains(&first.len()));
    card.text(if is_tag && card.version == Version::V4 { "LANG" } else { own::LANGUAGE }, language);
}

/// What vCard has no property for.
fn ours(card: &mut Card, book: &Book, contact: &Contact) {
    card.text(own::ADDED, &contact.added.to_string());
    card.text(own::LAST_CONTACT, &own::day(book.contact(contact.id).and_then(|row| row.last_contact())));
    card.text(own::FORM, &contact.address_form.map(own::name).unwrap_or_default());
    card.text(own::CHANNEL, &contact.preferred_channel.map(own::name).unwrap_or_default());
    card.text(own::TIER, &contact.tier.map(own::name).unwrap_or_default());
    card.text(own::STAGE, &contact.stage.map(own::name).unwrap_or_default());
    card.text(own::CADENCE, &own::cadence(contact.cadence));
    card.text(own::CEILING, &write_ceiling(contact.ceiling));
    card.text(own::OWNER, &contact.owner);
    card.text(own::SOURCE, &contact.source);
    match &contact.referred_by {
        Some(Referrer::Contact(id)) => {
            if let Some(row) = book.stands_for(*id).and_then(|id| book.contact(id)) {
                card.parts(own::REFERRED_BY, &[&row.name, &uid(row.id.0, &row.ids)]);
            }
        }
        Some(Referrer::Name(name)) => card.text(own::REFERRED_BY, name),
        None => {}
    }
    for (name, value) in &contact.fields {
        card.parts(own::FIELD, &[name, value]);
    }
    if let Some(told) = &contact.do_not_contact {
        card.parts(own::DO_NOT_CONTACT, &own::do_not_contact(told));
    }
    for consent in book.contact(contact.id).map(|row| row.consents.as_slice()).unwrap_or_default() {
        let mut parts =
            vec![own::name(consent.channel), own::name(consent.state), consent.day.to_string(), consent.how.clone()];
        if consent.purpose.is_some() || !consent.proof.is_empty() {
            parts.extend([consent.purpose.map(own::name).unwrap_or_default(), consent.proof.clone()]);
        }
        card.parts(own::CONSENT, &parts);
    }
    card.text(own::ARCHIVED, if contact.archived { "yes" } else { "" });
}
