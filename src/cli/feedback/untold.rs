//! `feedback --to-tell`: who isn't told yet what came of theirs, topic by topic, and on which channel that may be done.

use serde_json::{Value, json};

use crate::cli::failure::{Outcome, Status};
use crate::cli::json;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::consent::{May, Purpose};
use crate::domain::contact::Channel;
use crate::domain::feedback::Feedback;
use crate::domain::find::ShortIds;
use crate::domain::standing;
use crate::domain::topic;
use crate::say;
use crate::text::{days, may, names};

/// Telling a customer what came of theirs is part of what they bought.
const PURPOSE: Purpose = Purpose::Service;

pub(super) fn run(session: &mut Session) -> Outcome {
    let (table, json) = {
        let book = session.store.book();
        let (text, today) = (&session.text, session.today());
        let groups = topic::untold(&book);
        let all = groups.iter().flat_map(|group| &group.feedback);
        let ids = ShortIds::of_these(&book, all.map(|one| one.id.0));
        let (mut table, mut told) = (Table::default(), Vec::new());
        let is_terminal = session.out.is_terminal();
        for group in &groups {
            for (place, one) in group.feedback.iter().enumerate() {
                let row = book.contact(one.contact);
                let way = row.and_then(|row| row.way_for(PURPOSE, today));
                let company = standing::concerned(&book, one).map_or("", |id| book.company_name_of(id));
                if session.out.is_json() {
                    told.push(as_json(&group.topic, one, book.name(one.contact), company, way));
                    continue;
                }
                let is_first = place == 0 || !is_terminal;
                let topic = match (is_first, group.topic.is_empty() && is_terminal) {
                    (false, _) => String::new(),
                    (true, true) => say!(text, "topics-none"),
                    (true, false) => group.topic.clone(),
                };
                let resolved = one.resolved.unwrap_or(one.day);
                let day = if is_terminal { days::short(text, resolved, today) } else { resolved.to_string() };
                let kind = names::feedback(text, one.kind);
                let (channel, allowed) = match way {
                    None => (String::new(), String::new()),
                    Some((on, how)) if is_terminal => {
                        let sign = if how.is_allowed() { "✓" } else { "✗" };
                        let why = may::why_not(text, on, how, today).unwrap_or_default();
                        (format!("{} {sign}", names::channel(text, on)), why)
                    }
                    Some((on, how)) => (
                        crate::domain::field::channel_name(on).to_owned(),
                        if how.is_allowed() { "yes" } else { "no" }.to_owned(),
                    ),
                };
                let words =
                    [book.name(one.contact), company, &channel, &allowed, &one.text, &one.answer].map(Cell::new);
                let first = [topic.into(), Cell::dim(ids.show(one.id.0)), Cell::right(day), kind.into()];
                table.push(first.into_iter().chain(words));
            }
        }
        (table, told)
    };
    if session.out.is_json() {
        session.out.json(&json)?;
    } else {
        session.out.table(&table)?;
    }
    Ok(Status::Done)
}

fn as_json(topic: &str, one: &Feedback, name: &str, company: &str, way: Option<(Channel, May)>) -> Value {
    json!({
        "topic": json::text(topic),
        "id": one.id,
        "contact_id": one.contact,
        "name": name,
        "company": json::text(company),
        "kind": one.kind,
        "text": one.text,
        "resolved": one.resolved,
        "answer": json::text(&one.answer),
        "channel": way.map(|(on, _)| on),
        "allowed": way.map(|(_, may)| may.is_allowed()),
    })
}
