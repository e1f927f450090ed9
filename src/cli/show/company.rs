//! A company: facts, who works there, and what happened while they did.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::contact::{address, address_line, foreign_facts, print_history, with_label};
use super::history::History;
use super::markdown::{self, Review};
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::cli::{json, person};
use crate::domain::agenda::company_rhythm;
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::company::Company;
use crate::domain::contact::Job;
use crate::domain::find::ShortIds;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::row::Row;
use crate::domain::standing;
use crate::formats::vcard;
use crate::say;
use crate::text::{days, reference};

/// Who has to do with a company.
pub struct Staff<'a> {
    pub now: Vec<&'a Row>,
    pub others: Vec<Other<'a>>,
}

/// Somebody who worked there, or does beside another job.
pub struct Other<'a> {
    pub row: &'a Row,
    /// The last day there, where it is known and past.
    until: Option<NaiveDate>,
    /// What they were or are there: `Buyer, former, until 3 Mar 2024, now Nordlys AS`.
    pub words: String,
}

/// The jobs of those who worked there or do beside another job; they stand in the full records alone.
type Jobs = HashMap<ContactId, Vec<Job>>;

fn jobs_there(session: &Session, company: CompanyId) -> Result<Jobs, Failure> {
    let others: Vec<ContactId> = {
        let book = session.store.book();
        standing::people(&book, company).others.iter().map(|row| row.id).collect()
    };
    let mut jobs = Jobs::new();
    for id in others {
        let contact = session.store.contact(id).map_err(|error| session.store_error(&error))?;
        let there = contact.map(|contact| contact.jobs).unwrap_or_default().into_iter();
        jobs.insert(id, there.filter(|job| job.company == Some(company)).collect());
    }
    Ok(jobs)
}

fn staff<'a>(session: &Session, book: &'a Book, company: CompanyId, jobs: &Jobs) -> Staff<'a> {
    let text = &session.text;
    let people = standing::people(book, company);
    let other = |row: &'a Row| {
        let there = jobs.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let besides = there.iter().any(|job| job.to.is_none());
        let until = if besides { None } else { there.iter().filter_map(|job| job.to).max() };
        let state = match until {
            _ if besides => say!(text, "show-besides"),
            Some(day) => say!(text, "show-was-until", day = days::dated(text, day)),
            None => say!(text, "show-was"),
        };
        let role = there.iter().map(|job| job.role.clone()).find(|role| !role.is_empty());
        let now = Some(book.company_name(row)).filter(|name| !name.is_empty());
        let now = now.map(|company| say!(text, "company-now-at", company = company));
        let words: Vec<String> = [role, Some(state), now].into_iter().flatten().collect();
        Other { row, until, words: words.join(", ") }
    };
    let others = people.others.into_iter().map(other).collect();
    Staff { now: people.now, others }
}

/// Who works there, then who did: the same columns as in lists, and a last one that says how they stand to it.
fn people_table(session: &Session, book: &Book, staff: &Staff) -> [Table; 2] {
    let ids = ShortIds::of(book);
    let room = session.out.columns().is_none_or(|columns| columns >= 100);
    let row = |row: &Row, words: &str| {
        let archived = row.archived.then(|| say!(session.text, "fact-archived"));
        let words = [Some(words.to_owned()).filter(|words| !words.is_empty()), archived];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let said = (!words.is_empty()).then(|| Cell::new(words.join(", ")));
        person::cells(session, book, &ids, row, room).into_iter().chain(said).collect::<Vec<_>>()
    };
    let mut tables = [Table::default(), Table::default()];
    staff.now.iter().for_each(|one| tables[0].push(row(one, "")));
    staff.others.iter().for_each(|one| tables[1].push(row(one.row, &one.words)));
    tables
}

pub fn show(session: &mut Session, id: CompanyId, since: Option<NaiveDate>, markdown: bool) -> Outcome {
    let mut history = History::read(session, id, since, markdown)?;
    let jobs = jobs_there(session, id)?;
    let (company, tables, contacts, ids, faces) = {
        let book = session.store.book();
        let Some(company) = book.company(id).cloned() else { return Ok(Status::Nothing) };
        // They are promised to its people, and stand in their timelines.
        history.follow_ups = standing::open_follow_ups(&book, id).into_iter().cloned().collect();
        let people = staff(session, &book, id, &jobs);
        if markdown {
            let (name, notes) = (company.name.as_str(), company.notes.as_str());
            let mut facts = facts(session, &book, &Company { notes: String::new(), ..company.clone() }, NaiveDate::MIN);
            history.bought(session).into_iter().for_each(|fact| facts.push(fact));
            let review = Review { name, facts: &facts, notes, people: Some(&people), history: &history, since };
            let page = markdown::text(session, &book, &review);
            drop(book);
            return markdown::print(session, &page);
        }
        let face = |id: Option<ContactId>| {
            let id = id.and_then(|id| book.stands_for(id))?;
            Some(json!({ "contact_id": id, "name": book.name(id) }))
        };
        let faces = (face(company.key_contact), face(company.deputy));
        let tables = people_table(session, &book, &people);
        (company.clone(), tables, contacts_json(&book, &people), ShortIds::of(&book), faces)
    };
    if session.out.is_json() {
        let mut value = json!({
            "id": company.id,
            "name": company.name,
            "industry": json::text(&company.industry),
            "size": json::text(&company.size),
            "web": json::text(&company.web),
            "mails": person::labelled(&company.mails),
            "phones": person::labelled(&company.phones),
            "addresses": company.addresses.iter().map(address).collect::<Vec<_>>(),
            "tags": company.tags,
            "tier": company.tier.map(|tier| tier.letter()),
            "cadence": person::cadence(company.cadence),
            "key_contact": faces.0,
            "deputy": faces.1,
            "reference": company.reference,
            "notes": json::text(&company.notes),
            "added": company.added,
            "archived": company.archived,
            "fields": company.fields,
            "ids": company.ids,
            "foreign": vcard::foreign_shown(&company.foreign).collect::<Vec<_>>(),
            "contacts": contacts.0,
            "former_contacts": contacts.1,
        });
        for (name, list) in history.json() {
            value[name] = list;
        }
        session.out.json(&value)?;
        return Ok(Status::Done);
    }
    super::name(session, &company.name)?;
    let mut facts = facts(session, &session.store.book(), &company, session.today());
    history.bought(session).into_iter().for_each(|fact| facts.push(fact));
    session.out.table(&facts)?;
    let headings = [say!(session.text, "show-people"), say!(session.text, "show-former")];
    for (heading, table) in headings.into_iter().zip(tables) {
        if !table.is_empty() {
            session.out.gap()?;
            session.out.heading(&heading)?;
            session.out.table(&table)?;
        }
    }
    print_history(session, &history, &ids, &company.notes)?;
    Ok(Status::Done)
}

fn contacts_json(book: &Book, staff: &Staff) -> (Vec<Value>, Vec<Value>) {
    let others = staff.others.iter().map(|one| {
        let mut value = person::json(book, one.row);
        value["until"] = json!(one.until);
        value
    });
    (staff.now.iter().map(|row| person::json(book, row)).collect(), others.collect())
}

/// A day has its year unless it is the year of `today`.
fn rhythm(session: &Session, company: &Company) -> String {
    match (company.cadence, company_rhythm(company, &session.settings)) {
        (Cadence::Never, _) => say!(session.text, "fact-none"),
        (_, every) => every.map(|every| days::every(&session.text, every)).unwrap_or_default(),
    }
}

fn facts(session: &Session, book: &Book, company: &Company, today: NaiveDate) -> Table {
    let text = &session.text;
    let reference = company.reference.as_ref().map(|one| reference::told(text, one, today));
    let face = |id: Option<ContactId>| {
        id.and_then(|id| book.stands_for(id)).map(|id| book.name(id).to_owned()).unwrap_or_default()
    };
    let mut facts = vec![
        (say!(text, "fact-id"), company.id.to_string()),
        (say!(text, "fact-industry"), company.industry.clone()),
        (say!(text, "fact-size"), company.size.clone()),
        (say!(text, "fact-web"), company.web.clone()),
    ];
    facts.extend(company.mails.iter().map(|mail| (say!(text, "fact-mail"), with_label(text, mail))));
    facts.extend(
        company.phones.iter().map(|phone| (say!(text, "fact-phone"), with_label(text, &session.shown_phone(phone)))),
    );
    facts.extend(company.addresses.iter().map(|place| (say!(text, "fact-address"), address_line(text, place))));
    facts.extend(company.fields.iter().map(|(name, value)| (name.clone(), days::free(text, value, today))));
    facts.extend([
        (say!(text, "fact-tier"), company.tier.map(|tier| tier.letter().to_string()).unwrap_or_default()),
        (say!(text, "fact-rhythm"), rhythm(session, company)),
        (say!(text, "field-reference-permission"), reference.unwrap_or_default()),
        (say!(text, "field-key-contact"), face(company.key_contact)),
        (say!(text, "field-deputy"), face(company.deputy)),
        (say!(text, "fact-tags"), company.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")),
    ]);
    let names: Vec<&str> = company.former_names().collect();
    facts.push((say!(text, "fact-former-names"), names.join(", ")));
    let elsewhere = company.ids.iter().filter(|id| !id.is_own());
    facts.extend(elsewhere.map(|id| (say!(text, "import-field-ids"), format!("{} · {}", id.source, id.value))));
    facts.push((say!(text, "fact-added"), days::short(text, company.added, today)));
    if company.archived {
        facts.push((say!(text, "fact-archived"), say!(text, "fact-yes")));
    }
    facts.extend(foreign_facts(text, &company.foreign));
    let mut table = Table::default();
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        table.push([Cell::dim(name), value.into()]);
    }
    table
}
