//! A contact: facts, what is open, and what happened.

mod facts;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::history::History;
use super::markdown::{self, Review};
use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::session::Session;
use crate::cli::{json, person};
use crate::domain::book::Book;
use crate::domain::contact::{Address, Contact, Labelled};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::row::{ConsentNow, Row};
use crate::explain;
use crate::formats::vcard;
use crate::say;
use crate::text::{Text, names};

/// Characters of a foreign property that people are shown.
const FOREIGN_SHOWN: usize = 160;

pub fn show(session: &mut Session, id: ContactId, since: Option<NaiveDate>, markdown: bool) -> Outcome {
    let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
    let contact = found.ok_or_else(|| explain::nobody(&session.text, &id.to_string()))?;
    let history = History::read(session, id, since, markdown)?;
    if session.out.is_json() {
        let value = {
            let book = session.store.book();
            json(&book, &contact, book.contact(id), &history)
        };
        session.out.json(&value)?;
        return Ok(Status::Done);
    }
    let (ids, mut facts) = {
        let book = session.store.book();
        (
            ShortIds::of(&book),
            facts::table(
                session,
                &book,
                &contact,
                book.contact(id),
                if markdown { NaiveDate::MIN } else { session.today() },
            ),
        )
    };
    history.bought(session).into_iter().for_each(|fact| facts.push(fact));
    if markdown {
        let page = {
            let book = session.store.book();
            let (name, notes) = (contact.name.as_str(), contact.notes.as_str());
            let review = Review { name, facts: &facts, notes, people: None, history: &history, since };
            markdown::text(session, &book, &review)
        };
        return markdown::print(session, &page);
    }
    super::name(session, &contact.name)?;
    session.out.table(&facts)?;
    print_history(session, &history, &ids, &contact.notes)?;
    Ok(Status::Done)
}

/// What is pinned, personal notes, what is open and what happened, each under its heading.
pub fn print_history(session: &mut Session, history: &History, ids: &ShortIds, notes: &str) -> Result<(), Failure> {
    let pinned = history.pinned(session, ids);
    // In a pipe, where nothing heads it, it would only stand there twice.
    if !pinned.is_empty() && session.out.is_terminal() {
        section(session, say!(session.text, "briefing-pinned"))?;
        session.out.table(&pinned)?;
    }
    if !notes.is_empty() {
        section(session, say!(session.text, "show-notes"))?;
        session.out.lines(notes, 0)?;
    }
    let (interactions, left_out) = history.interactions(session, ids);
    let tables = [
        (say!(session.text, "show-follow-ups"), history.open_follow_ups(session, ids)),
        (say!(session.text, "show-feedback"), history.feedback(session, ids)),
        (say!(session.text, "show-orders"), history.orders(session, ids)),
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

/// What stands in a file and has no field, each with its name: that of a relation or day, else that it is kept; of a picture its
/// beginning.
pub fn foreign_facts(text: &Text, foreign: &[String]) -> impl Iterator<Item = (String, String)> {
    vcard::foreign_told(foreign).map(|told| {
        explain::foreign_fact(text, &told).unwrap_or_else(|line| {
            let line = match line.char_indices().nth(FOREIGN_SHOWN) {
                Some((end, _)) => format!("{}…", &line[..end]),
                None => line.to_owned(),
            };
            (say!(text, "fact-foreign"), line)
        })
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
    behind(text, a.on_one_line(), &a.label)
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
        "ceiling": person::ceiling(contact.ceiling),
        "do_not_contact": contact.do_not_contact.as_ref().map(|dnc| json!({
            "until": dnc.until,
            "reason": json::text(&dnc.reason),
        })),
        "owner": json::text(&contact.owner),
        "source": json::text(&contact.source),
        "referred_by": contact.referred_by,
        "reference": contact.reference,
        "notes": json::text(&contact.notes),
        "fields": contact.fields,
        "added": contact.added,
        "archived": contact.archived,
        "ids": contact.ids,
        "last_touch": row.and_then(Row::last_contact),
    });
    value["consents"] =
        json!(row.map(|row| row.in_force().chain(row.in_force_for_one()).map(decision).collect::<Vec<_>>()));
    value["foreign"] = json!(vcard::foreign_shown(&contact.foreign).collect::<Vec<_>>());
    for (name, list) in history.json() {
        value[name] = list;
    }
    value
}

fn decision(consent: &ConsentNow) -> Value {
    json!({
        "channel": consent.channel,
        "purpose": consent.purpose,
        "state": consent.state,
        "day": consent.day,
        "how": json::text(&consent.how),
        "proof": json::text(&consent.proof),
    })
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
