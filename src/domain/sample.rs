//! Sample data: believable people and companies with two years of history, around the day it is asked for, so that every
//! section of the agenda is alive. Nobody in it is real.
//!
//! Who they are and what was said stands in the tables `sample/*.txt`; their form is told in `read`.

use std::collections::HashMap;

use chrono::{FixedOffset, NaiveDate};

use super::change::Change;
use super::company::Company;
use super::consent::{Consent, ConsentState};
use super::contact::{Contact, Job};
use super::feedback::{Feedback, FeedbackKind, FeedbackState};
use super::id::{ContactId, Ids};
use super::money::{Currency, Money};
use super::order::Order;
use super::record::Record;
use super::settings::Settings;
use super::workdays::Workdays;
use dice::Dice;
use history::History;
use read::{Firm, Person};

mod between;
mod dice;
mod history;
mod people;
mod read;
#[cfg(test)]
mod tests;

const TABLES: [&str; 3] =
    [include_str!("sample/german.txt"), include_str!("sample/english.txt"), include_str!("sample/elsewhere.txt")];

/// Changes that fill an empty book: companies and contacts first, then what hangs on them. Moments are at `offset`. With
/// the same ids the same data.
pub fn sample(today: NaiveDate, offset: FixedOffset, ids: &mut Ids) -> Vec<Change> {
    let firms: Vec<Firm> = TABLES.iter().flat_map(|table| read::firms(table)).collect();
    let companies: HashMap<&str, Company> = firms
        .iter()
        .filter(|firm| !firm.name.is_empty())
        .map(|firm| (firm.name, people::company(ids.draw(), firm, today)))
        .collect();
    let mut contacts: Vec<(&Person, Contact)> = Vec::new();
    for firm in &firms {
        for person in &firm.people {
            let company = companies.get(firm.name).map(|company| company.id);
            let mut contact = people::contact(ids.draw(), person, firm, company, contacts.len() + 1, today);
            if let Some((name, role, to)) = people::earlier_job(person, today) {
                let company = companies.get(name).map(|company| company.id);
                contact.jobs.push(Job { company, role: role.into(), to: Some(to), ..Job::default() });
            }
            contacts.push((person, contact));
        }
    }

    let known = contacts.iter().map(|(_, c)| (c.name_parts.family.clone(), c.clone())).collect();
    let settings = Settings::default();
    let history = History { today, offset, settings: &settings, known: &known };
    let mut dice = Dice::new(7);
    let mut hanging: Vec<Record> = Vec::new();
    for (person, contact) in &contacts {
        hanging.extend(history.of(person, contact, ids, &mut dice));
        hanging.extend(details(person, contact.id, &history, ids));
    }
    // Behind all else: whatever was there before keeps its id.
    for (person, contact) in &contacts {
        let told = person.details.iter().filter(|(word, _)| *word == "order");
        hanging.extend(told.filter_map(|(_, text)| order(text, contact, today, ids)).map(Record::from));
    }
    let firms_in_order = firms.iter().filter_map(|firm| companies.get(firm.name)).cloned().map(Record::from);
    let people = contacts.into_iter().map(|(_, contact)| Record::from(contact));
    firms_in_order.chain(people).chain(hanging).map(Change::create).collect()
}

/// The details of a person that are records of their own: pinned notes, consents, survey answers.
fn details(person: &Person, contact: ContactId, history: &History, ids: &mut Ids) -> Vec<Record> {
    let today = history.today;
    let mut records = Vec::new();
    for (word, text) in &person.details {
        let record = match *word {
            "pinned" => Some(history.pinned(text, contact, people::ago(today, person.added), ids).into()),
            "consent" => consent(text, contact, today, ids).map(Record::from),
            "score" => survey(text, contact, history, ids).map(Record::from),
            "wish" => wish(text, contact, today, ids).map(Record::from),
            "untold" => untold(text, contact, today, ids).map(Record::from),
            _ => None,
        };
        records.extend(record);
    }
    records
}

/// `mail given 600d: how it was obtained`.
fn consent(text: &str, contact: ContactId, today: NaiveDate, ids: &mut Ids) -> Option<Consent> {
    let (decision, how) = text.split_once(": ")?;
    let mut words = decision.split(' ');
    let channel = people::channel(words.next()?)?;
    let state = if words.next()? == "given" { ConsentState::Given } else { ConsentState::Withdrawn };
    let day = people::ago(today, read::days(words.next()?)?);
    Some(Consent { id: ids.draw(), contact, channel, purpose: None, state, day, how: how.into(), proof: String::new() })
}

/// `104d 4780.00 EUR A-1254: what was ordered`.
fn order(text: &str, contact: &Contact, today: NaiveDate, ids: &mut Ids) -> Option<Order> {
    let (head, what) = text.split_once(": ")?;
    let mut words = head.split(' ');
    let (ago, amount, code, reference) = (words.next()?, words.next()?, words.next()?, words.next()?);
    Some(Order {
        id: ids.draw(),
        contact: Some(contact.id),
        company: contact.company(),
        day: people::ago(today, read::days(ago)?),
        amount: Money::read_plain(amount, Currency::read(code)?).ok()?,
        what: what.into(),
        reference: reference.into(),
        source_id: String::new(),
    })
}

/// `9d: what is wished`.
fn wish(text: &str, contact: ContactId, today: NaiveDate, ids: &mut Ids) -> Option<Feedback> {
    let (ago, text) = text.split_once(": ")?;
    Some(Feedback::new(ids.draw(), contact, FeedbackKind::Wish, text, people::ago(today, read::days(ago)?)))
}

/// `16d: what was complained of -> what came of it`, which they were not told yet.
fn untold(text: &str, contact: ContactId, today: NaiveDate, ids: &mut Ids) -> Option<Feedback> {
    let (ago, text) = text.split_once(": ")?;
    let (text, answer) = text.split_once(" -> ")?;
    let day = people::ago(today, read::days(ago)?);
    Some(Feedback {
        state: FeedbackState::Resolved,
        resolved: Some(Workdays::default().add(day, 2)),
        answer: answer.into(),
        ..Feedback::new(ids.draw(), contact, FeedbackKind::Complaint, text, day)
    })
}

/// `9 130d: what was answered`.
fn survey(text: &str, contact: ContactId, history: &History, ids: &mut Ids) -> Option<Feedback> {
    let (score, text) = text.split_once(": ")?;
    let (score, ago) = score.split_once(' ')?;
    let day = people::ago(history.today, read::days(ago)?);
    Some(Feedback {
        score: score.parse().ok(),
        state: if history.answered(day).is_some() { FeedbackState::Resolved } else { FeedbackState::Open },
        resolved: history.answered(day),
        told: history.answered(day),
        ..Feedback::new(ids.draw(), contact, FeedbackKind::Survey, text, day)
    })
}
