//! `feedback --topics`: how often each topic was named.

use std::convert::Infallible;

use serde_json::{Value, json};

use crate::cli::failure::{Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::record::{Record, RecordKind};
use crate::domain::topic::{self, Topic};
use crate::domain::when::Look;
use crate::error::Error;
use crate::say;
use crate::store::StreamError;
use crate::text::days;

pub(super) fn run(session: &mut Session, since: Option<&str>) -> Outcome {
    let since = since.map(|since| session.when(since, Look::Back)).transpose()?.map(|since| since.day);
    let topics = topic::topics(&all(session)?, since);
    if session.out.is_json() {
        session.out.json(&topics.iter().map(told).collect::<Vec<Value>>())?;
        return Ok(Status::Done);
    }
    let (mut table, is_terminal) = (Table::default(), session.out.is_terminal());
    if is_terminal && !topics.is_empty() {
        let heads = say!(session.text, "topics-heads");
        table.push(heads.split(" | ").map(Cell::dim));
    }
    for one in &topics {
        let count = |count: usize| Cell::right(count.to_string());
        let name = match one.name.is_empty() && is_terminal {
            true => say!(session.text, "topics-none"),
            false => one.name.clone(),
        };
        let last = match is_terminal {
            true => days::short(&session.text, one.last, session.today()),
            false => one.last.to_string(),
        };
        let kinds = FeedbackKind::ALL.map(|kind| one.of_kind(kind));
        let numbers = [one.count()].into_iter().chain(kinds).chain([one.open, one.to_be_told]).map(count);
        table.push([name.into()].into_iter().chain(numbers).chain([Cell::right(last)]));
    }
    session.out.table(&table)?;
    Ok(Status::Done)
}

/// All feedback there is, closed or not.
pub(in crate::cli) fn all(session: &Session) -> Result<Vec<Feedback>, Error> {
    let mut all = Vec::new();
    let read = session.store.each(RecordKind::Feedback, |record| -> Result<(), Infallible> {
        if let Record::Feedback(one) = record {
            all.push(one);
        }
        Ok(())
    });
    match read {
        Ok(()) => Ok(all),
        Err(StreamError::Store(error)) => Err(session.store_error(&error)),
        Err(StreamError::Stream(never)) => match never {},
    }
}

fn told(one: &Topic) -> Value {
    json!({
        "topic": crate::cli::json::text(&one.name),
        "count": one.count(),
        "praise": one.of_kind(FeedbackKind::Praise),
        "complaints": one.of_kind(FeedbackKind::Complaint),
        "wishes": one.of_kind(FeedbackKind::Wish),
        "surveys": one.of_kind(FeedbackKind::Survey),
        "open": one.open,
        "to_be_told": one.to_be_told,
        "last": one.last,
    })
}
