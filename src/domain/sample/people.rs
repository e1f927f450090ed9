//! Contacts and companies from the tables, with addresses and numbers that belong to nobody: domains of RFC 2606, phone
//! numbers that the regulators keep free for films (Bundesnetzagentur, Ofcom, NANPA, PTS).

use chrono::{Datelike, Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::read::{Firm, Person, days};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::Cadence;
use crate::domain::company::Company;
use crate::domain::contact::{
    Address, AddressForm, Channel, Contact, DoNotContact, Job, Labelled, NameParts, Referrer, Tier,
};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::when::words::fold;

pub(super) fn company(id: CompanyId, firm: &Firm, today: NaiveDate) -> Company {
    let added = firm.people.iter().map(|person| person.added).max().unwrap_or(0);
    let domain = domain(firm);
    Company {
        industry: firm.industry.to_owned(),
        size: firm.size.to_owned(),
        web: format!("https://www.{domain}"),
        mails: vec![Labelled::new("work", format!("office@{domain}"))],
        addresses: vec![Address {
            label: "work".into(),
            city: firm.city.into(),
            country: firm.country.into(),
            ..Default::default()
        }],
        tier: firm.tier,
        ..Company::new(id, firm.name, ago(today, added))
    }
}

/// A contact; `number` is theirs alone.
pub(super) fn contact(
    id: ContactId,
    person: &Person,
    firm: &Firm,
    company: Option<CompanyId>,
    number: usize,
    today: NaiveDate,
) -> Contact {
    let name_parts = name_parts(person);
    let job = Job { company, role: person.role.into(), ..Job::default() };
    let mail = format!("{}.{}@{}", ascii(&name_parts.given), ascii(&name_parts.family), domain(firm));
    let mut contact = Contact {
        salutation: person.address.iter().find(|word| is_salutation(word)).copied().unwrap_or("").into(),
        address_form: person.address.iter().find_map(|word| match *word {
            "du" => Some(AddressForm::Du),
            "Sie" => Some(AddressForm::Sie),
            _ => None,
        }),
        name_parts,
        jobs: vec![job],
        mails: vec![Labelled::new("work", mail)],
        phones: phones(person, firm, number),
        language: person.language.into(),
        tier: person.tier,
        stage: person.stage,
        ..Contact::new(id, person.name, ago(today, person.added))
    };
    for (word, text) in &person.details {
        detail(&mut contact, word, text, today);
    }
    contact
}

/// Takes over a detail that is the contact's own; the rest are records.
fn detail(contact: &mut Contact, word: &str, text: &str, today: NaiveDate) {
    match word {
        "tags" => contact.tags = text.split(", ").map(str::to_owned).collect(),
        "birthday" => contact.birthday = birthday(text, today),
        "notes" => contact.notes = text.into(),
        "source" => contact.source = text.into(),
        "referred" => contact.referred_by = Some(Referrer::Name(text.into())),
        "field" => contact.fields.extend(text.split_once(": ").map(|(name, value)| (name.into(), value.into()))),
        "prefers" => contact.preferred_channel = channel(text),
        "cadence" => contact.cadence = text.parse().map_or(Cadence::Never, Cadence::Every),
        "archived" => contact.archived = true,
        "do-not-contact" => contact.do_not_contact = Some(DoNotContact { until: None, reason: text.into() }),
        _ => {}
    }
}

/// What `was COMPANY | ROLE | 150d` says: where they were until when.
pub(super) fn earlier_job<'a>(person: &Person<'a>, today: NaiveDate) -> Option<(&'a str, &'a str, NaiveDate)> {
    let (_, text) = person.details.iter().find(|(word, _)| *word == "was")?;
    let mut columns = text.split(" | ");
    Some((columns.next()?, columns.next()?, ago(today, days(columns.next()?)?)))
}

pub(super) fn channel(word: &str) -> Option<Channel> {
    Some(match word {
        "phone" => Channel::Phone,
        "mail" => Channel::Mail,
        "video" => Channel::Video,
        "chat" => Channel::Chat,
        _ => return None,
    })
}

pub(super) fn ago(today: NaiveDate, days: i64) -> NaiveDate {
    u64::try_from(days).ok().and_then(|days| today.checked_sub_days(Days::new(days))).unwrap_or(today)
}

/// `50 in 3`: turns 50 in three days. On a leap day that the year of birth hasn't, the year is left out.
fn birthday(text: &str, today: NaiveDate) -> Option<Birthday> {
    let (age, away) = text.split_once(" in ")?;
    let day = today.checked_add_signed(chrono::TimeDelta::days(away.parse().ok()?))?;
    let born = day.year() - age.parse::<i32>().ok()?;
    Birthday::new(Some(born), day.month(), day.day()).or_else(|| Birthday::new(None, day.month(), day.day()))
}

fn name_parts(person: &Person) -> NameParts {
    let (first, last) = person.name.rsplit_once(' ').unwrap_or((person.name, ""));
    let (given, family) = if person.address.contains(&"family-first") { (last, first) } else { (first, last) };
    let honorific = person.address.iter().find(|word| word.ends_with('.')).copied().unwrap_or("");
    NameParts { honorific: honorific.into(), given: given.into(), family: family.into(), ..NameParts::default() }
}

fn is_salutation(word: &str) -> bool {
    !matches!(word, "du" | "Sie" | "family-first") && !word.ends_with('.')
}

/// An office number and, for those one wants to reach at once, a mobile one; abroad a mobile one alone.
fn phones(person: &Person, firm: &Firm, number: usize) -> Vec<Labelled> {
    let german_mobile = format!("+49 171 39200{:02}", number % 100);
    let british_mobile = format!("+44 7700 900{number:03}");
    let (office, mobile) = match (firm.country, person.language) {
        ("Deutschland", _) | ("", "de") => (Some(format!("+49 30 23125 {:03}", 100 + number)), german_mobile),
        ("United Kingdom", _) | ("", "en") => (Some(format!("+44 20 7946 0{number:03}")), british_mobile),
        ("United States", _) => {
            let american = |number: usize| format!("+1 212-555-01{:02}", number % 100);
            (Some(american(number)), american(number + 50))
        }
        ("Sweden", _) => (Some(format!("+46 8 465 004 {:02}", number % 100)), british_mobile),
        ("Österreich", _) => (None, german_mobile),
        ("Japan", _) => return Vec::new(),
        _ => (None, british_mobile),
    };
    let mobile = (office.is_none() || person.tier == Some(Tier::A)).then_some(mobile);
    let labelled = [("work", office), ("mobile", mobile)];
    labelled.into_iter().filter_map(|(label, number)| Some(Labelled::new(label, number?))).collect()
}

fn domain(firm: &Firm) -> String {
    match firm.name {
        "" => "example.net".to_owned(),
        name if matches!(firm.industry, "public libraries" | "school" | "Arztpraxis") => {
            format!("{}.example.org", ascii(name))
        }
        name => format!("{}.example.com", ascii(name)),
    }
}

/// A name as it stands in a mail address.
fn ascii(name: &str) -> String {
    let folded = fold(name);
    let letters = folded.nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        'ł' => 'l',
        'ø' => 'o',
        'ı' => 'i',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    });
    let spelled: String = letters.collect();
    spelled.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
