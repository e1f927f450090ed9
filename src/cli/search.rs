//! `search`: contacts that fit, the best first, then those found by what was said with them, newest first.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use super::{list, person};
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::said::{Said, What};
use crate::domain::search::{Index, Query, Words};
use crate::domain::when::Look;
use crate::error::Error;
use crate::say;
use crate::store::Search;
use crate::text::{days, names};

/// Texts that are looked at in one go.
const PAGE: usize = 500;
/// Columns of a sentence where nothing is narrow.
const SENTENCE: usize = 160;

/// Search contacts and all that was said; several words in any order
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Contacts that fit come first, the best hit before; then those found by what was said: in interactions, \
                        feedback and notes, newest first. There each word must begin a word; what stands behind a hyphen \
                        must not: search 'offer -roof'.\n\
                        Into a pipe each contact is a line: id, name, company, tier, first mail, first phone, tags, and \
                        of the newest hit in what was said day, kind and sentence."
)]
pub struct Args {
    /// Words of name, company, mail, phone or of what was said; #tag narrows
    #[arg(required = true)]
    query: Vec<String>,

    /// So many contacts at the most
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,

    /// Of what was said only what came since: 90d, 1.10.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
}

/// What was found.
struct Hits {
    contacts: Vec<ContactId>,
    /// How many of them are found by what they are, not by what was said.
    by_name: usize,
    /// Newest first.
    said: Vec<Said>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let typed = args.query.join(" ");
    let since = args.since.map(|since| session.when(&since, Look::Back)).transpose()?.map(|since| since.day);
    let words = Words::new(&typed);
    let hits = find(session, &typed, &words, since, args.limit)?;
    if session.out.is_json() {
        let found = json(&session.store.book(), &hits);
        session.out.json(&found)?;
    } else if session.out.is_terminal() {
        print(session, &words, &hits)?;
    } else {
        let lines = lines(&session.store.book(), &words, &hits);
        session.out.table(&lines)?;
    }
    if hits.contacts.is_empty() {
        session.tell(&say!(session.text, "search-nothing", query = typed));
        return Ok(Status::Nothing);
    }
    Ok(Status::Done)
}

/// Those who fit, then those with whom it was said, until there are enough.
fn find(session: &Session, typed: &str, words: &Words, since: Option<NaiveDate>, limit: usize) -> Result<Hits, Error> {
    let wanted: Vec<&str> = typed.split_whitespace().filter(|word| !word.starts_with('-')).collect();
    let contacts = Index::new(&session.store.book()).search(&Query::plain(&wanted.join(" ")), limit);
    let mut hits = Hits { by_name: contacts.len(), contacts, said: Vec::new() };
    let mut search = Search { since, ..Search::new(words.clone(), PAGE) };
    loop {
        let found = session.store.search_texts(&search, &|| true).map_err(|error| session.store_error(&error))?;
        search.before = found.said.last().map(|said| said.place);
        let book = session.store.book();
        for said in found.said {
            let with: Vec<ContactId> = whose(&book, &said);
            let new: Vec<ContactId> = with.into_iter().filter(|id| !hits.contacts.contains(id)).collect();
            let room = limit.saturating_sub(hits.contacts.len());
            hits.contacts.extend(new.into_iter().take(room));
            hits.said.push(said);
        }
        if !found.more || hits.contacts.len() >= limit {
            return Ok(hits);
        }
    }
}

/// Whom a text is about; of a company's notes those who work there.
fn whose(book: &Book, said: &Said) -> Vec<ContactId> {
    match said.company {
        Some(company) => {
            let mut there: Vec<&Row> = book.contacts().filter(|row| row.company == Some(company)).collect();
            there.sort_unstable_by_key(|row| row.id);
            there.into_iter().map(|row| row.id).collect()
        }
        None => said.contacts.iter().copied().filter(|id| book.contact(*id).is_some()).collect(),
    }
}

/// Each contact's texts, newest first.
fn by_contact<'a>(book: &Book, hits: &'a Hits) -> HashMap<ContactId, Vec<&'a Said>> {
    let mut of: HashMap<ContactId, Vec<&Said>> = HashMap::new();
    for said in &hits.said {
        whose(book, said).into_iter().for_each(|id| of.entry(id).or_default().push(said));
    }
    of
}

fn json(book: &Book, hits: &Hits) -> Vec<Value> {
    let said = by_contact(book, hits);
    let rows = hits.contacts.iter().filter_map(|id| book.contact(*id));
    let with_hits = rows.map(|row| {
        let mut contact = person::json(book, row);
        let of = said.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        contact["hits"] = of.iter().map(|said| hit(said)).collect();
        contact
    });
    with_hits.collect()
}

fn hit(said: &Said) -> Value {
    let kind = match said.what {
        What::Interaction(kind) => super::json::name(Some(kind)),
        What::Feedback(kind) => super::json::name(Some(kind)),
        What::Notes => "notes".into(),
    };
    json!({ "id": said.place.record.id, "kind": kind, "day": said.day, "text": said.text })
}

/// A line for each contact.
fn lines(book: &Book, words: &Words, hits: &Hits) -> Table {
    let (ids, said) = (ShortIds::of(book), by_contact(book, hits));
    let mut table = Table::default();
    for row in hits.contacts.iter().filter_map(|id| book.contact(*id)) {
        let newest = said.get(&row.id).and_then(|said| said.first());
        let hit = newest.map(|said| hit(said)).unwrap_or_default();
        let field = |name: &str| Cell::new(hit[name].as_str().unwrap_or_default());
        let sentence = newest.map(|said| words.sentence(&said.text, SENTENCE).text).unwrap_or_default();
        let of_hit = [field("day"), field("kind"), sentence.into()];
        table.push(person::cells(book, &ids, row, true).into_iter().chain(of_hit));
    }
    table
}

/// For people: a table of those who fit, and one of what was said.
fn print(session: &mut Session, words: &Words, hits: &Hits) -> Result<(), super::failure::Failure> {
    let (fitting, said) = {
        let book = session.store.book();
        let rows: Vec<&Row> = hits.contacts[..hits.by_name].iter().filter_map(|id| book.contact(*id)).collect();
        (list::print(session, &book, &rows, false).0, said_table(session, &book, words, hits))
    };
    session.out.table(&fitting)?;
    if !said.is_empty() {
        if !fitting.is_empty() {
            session.out.gap()?;
        }
        let count = hits.said.len();
        session.out.heading(&say!(session.text, "search-said", count = count))?;
        session.out.table(&said)?;
    }
    Ok(())
}

fn said_table(session: &Session, book: &Book, words: &Words, hits: &Hits) -> Table {
    let ids = ShortIds::of(book);
    let rows = hits.said.iter().filter_map(|said| {
        let with = whose(book, said);
        let first = with.first().and_then(|id| book.contact(*id))?;
        let name = match said.company.and_then(|id| book.company(id)) {
            Some(company) => company.name.clone(),
            None if with.len() > 1 => format!("{} +{}", first.name, with.len() - 1),
            None => first.name.clone(),
        };
        let day = said.day.map_or(String::new(), |day| days::short(&session.text, day, session.today()));
        let kind = names::said(&session.text, said, words);
        Some(([Cell::dim(ids.show(first.id.0)), name.into(), Cell::right(day), kind.into()], said))
    });
    let rows: Vec<([Cell; 4], &Said)> = rows.collect();
    let widest = |at: usize| rows.iter().map(|(cells, _)| cells[at].width()).max().unwrap_or(0);
    let before: usize = (0..4).map(|at| widest(at) + super::table::GAP).sum();
    let room = session.out.columns().unwrap_or(SENTENCE).saturating_sub(before).max(30);
    let mut table = Table::default();
    for (cells, said) in rows {
        let sentence = words.sentence(&said.text, room);
        table.push(cells.into_iter().chain([Cell::hit(sentence.text, sentence.hits)]));
    }
    table
}
