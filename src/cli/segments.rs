//! `segments`: the views of contacts that narrow them, with how many are in each, and who came and left since a month ago.

use serde_json::{Value, json};

use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::condition::Segment;
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::explain;
use crate::say;
use crate::store::{Counted, InSegment};
use crate::text::{days, segments as words};

/// List segments: how many are in each, and how many came and left since a month ago
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A segment is a view of contacts that is kept with a filter: w on the screens keeps one, segment:NAME finds those \
                        in it. Once a day, when segments are first looked at, it is kept who is in them, for 13 months. Where no day a \
                        month ago is kept it is compared with the first one. Who is archived is in none.\n\n\
                        Into a pipe each segment is a line: name, contacts, came, left, since, filter. With NAME each who came or left \
                        is a line: came or left, id, name, company; who was deleted has no name."
)]
pub struct Args {
    /// Who came to this one and who left, by name
    name: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let mut segments = session.segments();
    let all = segments.clone();
    if let Some(name) = &args.name {
        match Segment::named(&all, name) {
            Some(segment) => segments.retain(|one| one.name == segment.name),
            None => {
                let names: Vec<String> = all.iter().map(|segment| segment.name.clone()).collect();
                return Err(explain::no_segment(&session.text, name, &names).into());
            }
        }
    }
    let found = session.store.in_segments(&all, &session.settings, session.today());
    let Counted { mut found, kept, .. } = found.map_err(|error| session.store_error(&error))?;
    found.retain(|one| segments.iter().any(|segment| segment.name == one.name));
    let printed = match (&args.name, &found[..]) {
        (Some(_), [one]) => by_name(session, one),
        _ => overview(session, &found),
    };
    // It is printed all the same.
    if let Err(error) = kept {
        session.out.finish()?;
        let why = session.store_error(&error);
        session.tell(&say!(session.text, "segments-not-kept", why = why.what));
    }
    printed
}

fn overview(session: &mut Session, all: &[InSegment]) -> Outcome {
    if session.out.is_json() {
        let all: Vec<Value> = all.iter().map(figures).collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for one in all {
        let (came, left) = (one.since.came.len(), one.since.left.len());
        let count = one.there.len().to_string();
        if session.out.is_terminal() {
            let since = words::since(&session.text, &one.since, session.today());
            let cells = [one.name.as_str().into(), Cell::right(count), since.into(), Cell::dim(one.filter.as_str())];
            table.push(cells);
        } else {
            let day = one.since.day.map(|day| day.to_string()).unwrap_or_default();
            let known = |count: usize| if one.since.day.is_some() { count.to_string() } else { String::new() };
            let cells = [one.name.clone(), count, known(came), known(left), day, one.filter.clone()];
            table.push(cells.map(Cell::from));
        }
    }
    session.out.table(&table)?;
    if table.is_empty() && session.out.is_terminal() {
        session.tell(&say!(session.text, "hint-segments-none"));
    }
    Ok(Status::Done)
}

fn by_name(session: &mut Session, one: &InSegment) -> Outcome {
    if session.out.is_json() {
        let mut told = figures(one);
        {
            let book = session.store.book();
            let who = |ids: &[ContactId]| -> Vec<Value> {
                ids.iter().map(|id| json!({ "id": id, "name": book.facts_of(*id).map(|_| book.name(*id)) })).collect()
            };
            told["came"] = json!(who(&one.since.came));
            told["left"] = json!(who(&one.since.left));
        }
        session.out.json(&told)?;
        return Ok(Status::Done);
    }
    let tables = {
        let book = session.store.book();
        let both = [("came", &one.since.came), ("left", &one.since.left)];
        both.map(|(what, ids)| {
            let heading = match what {
                "came" => say!(session.text, "segments-came", count = ids.len()),
                _ => say!(session.text, "segments-left", count = ids.len()),
            };
            (heading, table(session, &book, what, ids))
        })
    };
    let tables: Vec<(String, Table)> = tables.into_iter().filter(|(_, table)| !table.is_empty()).collect();
    session.out.headed(&tables)?;
    if session.out.is_terminal() {
        let count = one.there.len();
        let since = match one.since.day {
            Some(day) => say!(
                session.text,
                "segments-now",
                count = count,
                day = days::short(&session.text, day, session.today())
            ),
            None => say!(session.text, "segments-first", count = count),
        };
        session.tell(&since);
    }
    Ok(Status::Done)
}

fn table(session: &Session, book: &Book, what: &str, ids: &[ContactId]) -> Table {
    let short = ShortIds::of_these(book, ids.iter().map(|id| id.0));
    let mut table = Table::default();
    for id in ids {
        let facts = book.facts_of(*id);
        let gone = || if session.out.is_terminal() { say!(session.text, "segments-gone") } else { String::new() };
        let name = facts.map_or_else(gone, |_| book.name(*id).to_owned());
        let company = facts.and_then(|facts| facts.company).map_or("", |company| book.company_name_of(company));
        let before = [Cell::from(what)].into_iter().filter(|_| !session.out.is_terminal());
        table.push(before.chain([Cell::dim(short.show(id.0)), name.into(), company.into()]));
    }
    table
}

/// What of a segment is a number. Names in the order of letters, as everywhere in JSON.
fn figures(one: &InSegment) -> Value {
    let known = |count: usize| one.since.day.map(|_| count);
    json!({
        "name": one.name,
        "filter": one.filter,
        "contacts": one.there.len(),
        "since": one.since.day,
        "came": known(one.since.came.len()),
        "left": known(one.since.left.len()),
    })
}
