//! A contact: facts, what is open, and what happened.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::history::History;
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::cli::{json, person};
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::contact::{Address, Contact, Labelled, Referrer};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::explain;
use crate::say;
use crate::text::{Text, days, names};

/// Characters of a foreign property that people are shown.
const FOREIGN_SHOWN: usize = 160;

pub fn show(session: &mut Session, id: ContactId, since: Option<NaiveDate>) -> Outcome {
    let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
    let contact = found.ok_or_else(|| explain::nobody(&session.text, &id.to_string()))?;
    let history = History::read(session, id, since)?;
    if session.out.is_json() {
        let value = {
            let book = session.store.book();
            json(&book, &contact, book.contact(id), &history)
        };
        session.out.json(&value)?;
        return Ok(Status::Done);
    }
    let (ids, facts) = {
        let book = session.store.book();
        (ShortIds::of(&book), facts(session, &book, &contact, book.contact(id)))
    };
    super::name(session, &contact.name)?;
    session.out.table(&facts)?;
    if !contact.notes.is_empty() {
        section(session, say!(session.text, "show-notes"))?;
        session.out.lines(&contact.notes, 0)?;
    }
    print_history(session, &history, &ids, since)?;
    Ok(Status::Done)
}

/// What is open and what happened, as tables under their headings.
pub fn print_history(
    session: &mut Session,
    history: &History,
    ids: &ShortIds,
    since: Option<NaiveDate>,
) -> Result<(), Failure> {
    let all = since.is_some() || !session.out.is_terminal();
    let (interactions, left_out) = history.interactions(session, ids, all);
    let tables = [
        (say!(session.text, "show-follow-ups"), history.open_follow_ups(session, ids)),
        (say!(session.text, "show-feedback"), history.feedback(session, ids)),
        (say!(session.text, "show-interactions"), interactions),
    ];
    for (heading, table) in tables.into_iter().filter(|(_, table)| !table.is_empty()) {
        section(session, heading)?;
        session.out.table(&table)?;
    }
    if left_out > 0 {
        session.out.finish()?;
        session.tell(&say!(session.text, "show-more", count = left_out));
    }
    Ok(())
}

fn section(session: &mut Session, heading: String) -> Result<(), Failure> {
    session.out.gap()?;
    Ok(session.out.heading(&heading)?)
}

/// What is known, a line each: its name and its value.
fn facts(session: &Session, book: &Book, contact: &Contact, row: Option<&Row>) -> Table {
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
        let until = job.to.map(|to| say!(text, "fact-until", day = days::short(text, to, today))).unwrap_or_default();
        fact(say!(text, "fact-job"), joined([&job.role, &job.department, company, &until]));
    }
    fact(say!(text, "fact-nickname"), contact.name_parts.nickname.clone());
    for mail in &contact.mails {
        fact(say!(text, "fact-mail"), with_label(text, mail));
    }
    for phone in &contact.phones {
        fact(say!(text, "fact-phone"), with_label(text, phone));
    }
    for address in &contact.addresses {
        fact(say!(text, "fact-address"), address_line(text, address));
    }
    for handle in &contact.handles {
        fact(say!(text, "fact-web"), with_label(text, handle));
    }
    let birthday = contact.birthday.map(|birthday| match birthday.year() {
        Some(_) => days::short(text, birthday.in_year(birthday.year().unwrap_or_default()), NaiveDate::MIN),
        None => days::short(text, birthday.in_year(2000), birthday.in_year(2000)),
    });
    fact(say!(text, "fact-birthday"), birthday.unwrap_or_default());
    let form = contact.address_form.map(|form| names::address_form(text, form)).unwrap_or_default();
    fact(say!(text, "fact-salutation"), joined([&contact.salutation, &contact.name_parts.honorific, &form]));
    fact(say!(text, "fact-language"), contact.language.clone());
    let channel = contact.preferred_channel.map(|channel| names::channel(text, channel));
    fact(say!(text, "fact-channel"), channel.unwrap_or_default());
    fact(say!(text, "fact-tier"), contact.tier.map(|tier| tier.letter().to_string()).unwrap_or_default());
    fact(say!(text, "fact-stage"), contact.stage.map(|stage| names::stage(text, stage)).unwrap_or_default());
    fact(say!(text, "fact-tags"), contact.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "));
    fact(say!(text, "fact-rhythm"), rhythm(session, contact));
    let touch = row.and_then(Row::last_touch).map(|touch| {
        let day = days::short(text, touch.day(), today);
        format!("{} {day} ({})", names::kind(text, touch.kind), days::distance(text, touch.day(), today))
    });
    fact(say!(text, "fact-last-touch"), touch.unwrap_or_default());
    for consent in row.map(|row| row.consents.as_slice()).unwrap_or_default() {
        let state = names::consent(text, consent.state);
        let day = days::short(text, consent.day, today);
        fact(say!(text, "fact-consent"), joined([&names::channel(text, consent.channel), &state, &day, &consent.how]));
    }
    if let Some(dnc) = &contact.do_not_contact {
        let until = dnc.until.map(|day| say!(text, "fact-until", day = days::short(text, day, today)));
        let yes = until.unwrap_or_else(|| say!(text, "fact-yes"));
        fact(say!(text, "fact-do-not-contact"), joined([&yes, &dnc.reason]));
    }
    fact(say!(text, "fact-owner"), contact.owner.clone());
    fact(say!(text, "fact-source"), contact.source.clone());
    let referrer = match &contact.referred_by {
        Some(Referrer::Contact(id)) => book.contact(*id).map(|row| row.name.clone()),
        Some(Referrer::Name(name)) => Some(name.clone()),
        None => None,
    };
    fact(say!(text, "fact-referred-by"), referrer.unwrap_or_default());
    for (name, value) in &contact.fields {
        fact(name.clone(), value.clone());
    }
    fact(say!(text, "fact-added"), days::short(text, contact.added, today));
    if contact.archived {
        fact(say!(text, "fact-archived"), say!(text, "fact-yes"));
    }
    for line in foreign_lines(&contact.foreign) {
        fact(say!(text, "fact-foreign"), line);
    }
    table
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

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What stands in a file and has no field, a line each; of a picture its beginning.
pub fn foreign_lines(foreign: &[String]) -> impl Iterator<Item = String> {
    foreign.iter().flat_map(|property| property.lines()).map(|line| match line.char_indices().nth(FOREIGN_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    })
}

/// `+49 30 1 (mobile)`.
pub fn with_label(text: &Text, labelled: &Labelled) -> String {
    behind(text, labelled.value.clone(), &labelled.label)
}

fn behind(text: &Text, value: String, label: &str) -> String {
    if label.is_empty() { value } else { format!("{value} ({})", names::label(text, label)) }
}

pub fn address_line(text: &Text, a: &Address) -> String {
    let city = [a.postcode.as_str(), a.city.as_str()].join(" ");
    let parts = [a.street.as_str(), &a.extended, &a.post_box, city.trim(), &a.region, &a.country];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    behind(text, line, &a.label)
}

/// All fields of a contact, what isn't known as null.
fn json(book: &Book, contact: &Contact, row: Option<&Row>, history: &History) -> Value {
    let job = contact.current_job();
    let company = |id| book.company(id).map(|company| company.name.as_str());
    let jobs = contact.jobs.iter().map(|job| {
        json!({
            "company_id": job.company,
            "company": job.company.and_then(company),
            "role": json::text(&job.role),
            "department": json::text(&job.department),
            "from": job.from,
            "to": job.to,
        })
    });
    let parts = &contact.name_parts;
    let mut value = json!({
        "id": contact.id,
        "name": contact.name,
        "honorific": json::text(&parts.honorific),
        "given_name": json::text(&parts.given),
        "middle_name": json::text(&parts.middle),
        "family_name": json::text(&parts.family),
        "name_suffix": json::text(&parts.suffix),
        "nickname": json::text(&parts.nickname),
        "salutation": json::text(&contact.salutation),
        "address_form": contact.address_form,
        "company": contact.company().and_then(company),
        "company_id": contact.company(),
        "role": json::text(job.map_or("", |job| &job.role)),
        "jobs": jobs.collect::<Vec<_>>(),
        "mails": person::labelled(&contact.mails),
        "phones": person::labelled(&contact.phones),
        "addresses": contact.addresses.iter().map(address).collect::<Vec<_>>(),
        "handles": person::labelled(&contact.handles),
        "birthday": contact.birthday,
        "language": json::text(&contact.language),
        "preferred_channel": contact.preferred_channel,
        "tier": contact.tier.map(|tier| tier.letter()),
        "stage": contact.stage,
        "tags": contact.tags,
        "cadence": person::cadence(contact.cadence),
        "do_not_contact": contact.do_not_contact.as_ref().map(|dnc| json!({
            "until": dnc.until,
            "reason": json::text(&dnc.reason),
        })),
        "owner": json::text(&contact.owner),
        "source": json::text(&contact.source),
        "referred_by": contact.referred_by,
        "notes": json::text(&contact.notes),
        "fields": contact.fields,
        "added": contact.added,
        "archived": contact.archived,
        "ids": contact.ids,
        "last_touch": row.and_then(Row::last_touch).map(|touch| touch.day()),
        "consents": row.map(|row| row.consents.iter().map(|consent| json!({
            "channel": consent.channel,
            "state": consent.state,
            "day": consent.day,
            "how": json::text(&consent.how),
        })).collect::<Vec<_>>()),
    });
    value["foreign"] = json!(contact.foreign);
    for (name, list) in history.json() {
        value[name] = list;
    }
    value
}

pub fn address(a: &Address) -> Value {
    json!({
        "label": json::text(&a.label),
        "post_box": json::text(&a.post_box),
        "extended": json::text(&a.extended),
        "street": json::text(&a.street),
        "city": json::text(&a.city),
        "region": json::text(&a.region),
        "postcode": json::text(&a.postcode),
        "country": json::text(&a.country),
    })
}
