//! `search`: contacts that fit, the best first, then those found by what was said with them, newest first.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use super::{list, person};
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::row::Row;
use crate::domain::said::{Said, What};
use crate::domain::search::{Query, Words};
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
                        must not: search 'offer -roof'. What narrows contacts: #tag, co:name, tier:a, stage:regular, due; each \
                        with a hyphen before it: those for whom it doesn't hold. A word in quotes is only that: '\"due\"'.\n\
                        Into a pipe each contact is a line: id, name, company, tier, first mail, first phone, tags, and \
                        of the newest hit in what was said day, kind and sentence. A company where nobody works, found by \
                        its notes, has no name there but a company. With --archived \"archived\" stands behind those that are."
)]
pub struct Args {
    /// Words of name, company, mail, phone or of what was said; #tag, co:, tier:, stage:, due, -word narrow
    #[arg(required = true)]
    query: Vec<String>,

    /// So many contacts at the most, with what was said with them
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,

    /// Of what was said only what came since: 90d, 1.10.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,

    /// With those that are archived
    #[arg(long)]
    archived: bool,
}

/// Whom a search lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Listed {
    Contact(ContactId),
    /// One where nobody works, by its notes.
    Company(CompanyId),
}

/// What was found.
struct Hits {
    listed: Vec<Listed>,
    /// How many of them are found by what they are, not by what was said.
    by_name: usize,
    /// How many could be found so.
    all_by_name: usize,
    /// Whether more were found by what was said, or there may be more.
    has_more: bool,
    /// Of those who are listed, newest first.
    said: Vec<Said>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let typed = args.query.join(" ");
    let since = args.since.as_ref().map(|since| session.when(since, Look::Back)).transpose()?.map(|since| since.day);
    let words = Words::beside_conditions(&typed);
    let hits = find(session, &typed, &words, since, &args)?;
    if session.out.is_json() {
        let found = json(&session.store.book(), &hits);
        session.out.json(&found)?;
    } else if session.out.is_terminal() {
        print(session, &words, &hits, args.archived)?;
    } else {
        let lines = lines(session, &session.store.book(), &words, &hits, args.archived);
        session.out.table(&lines)?;
    }
    if hits.listed.is_empty() {
        session.tell(&say!(session.text, "search-nothing", query = typed));
        return Ok(Status::Nothing);
    }
    let count = hits.listed.len();
    if hits.all_by_name > count {
        session.tell(&say!(session.text, "search-cut", count = count, all = hits.all_by_name));
    } else if hits.has_more {
        session.tell(&say!(session.text, "search-more", count = count));
    }
    Ok(Status::Done)
}

/// Those who fit, then those with whom it was said, until there are enough.
fn find(session: &Session, typed: &str, words: &Words, since: Option<NaiveDate>, args: &Args) -> Result<Hits, Error> {
    let limit = args.limit;
    let (query, contacts, all_by_name) = {
        let query = session.query(Query::plain(typed))?;
        let book = session.store.book();
        let query = if args.archived { query } else { query.without_archived() };
        // What isn't finished narrows nothing.
        let mut contacts = match query.is_empty() {
            true => list::fitting(&book, &query, args.archived),
            false => book.index().search(&query, limit),
        };
        let is_cut = contacts.len() == limit && !query.is_empty();
        let all = if is_cut { book.index().fitting(&query).len() } else { contacts.len() };
        contacts.truncate(limit);
        (query, contacts, all)
    };
    let of_contact = query.of_contact();
    let listed: Vec<Listed> = contacts.into_iter().map(Listed::Contact).collect();
    let mut known: HashSet<Listed> = listed.iter().copied().collect();
    let mut hits = Hits { by_name: listed.len(), all_by_name, has_more: false, listed, said: Vec::new() };
    let mut search = Search { since, ..Search::new(words.clone(), PAGE) };
    loop {
        let found = session.store.search_texts(&search, &|| true).map_err(|error| session.store_error(&error))?;
        search.before = found.rest;
        let book = session.store.book();
        let asked = of_contact.as_ref().map(|query| book.index().asked(query));
        let is_meant = |one: &Listed| match (one, &asked) {
            _ if !args.archived && is_archived(&book, *one) => false,
            (Listed::Contact(id), Some(asked)) => asked.fits(*id),
            (Listed::Company(_), asked) => asked.is_none(),
            (_, None) => true,
        };
        for said in found.said {
            let whose: Vec<Listed> = whose(&book, &said).into_iter().filter(is_meant).collect();
            for one in &whose {
                if known.contains(one) {
                } else if hits.listed.len() < limit {
                    known.insert(*one);
                    hits.listed.push(*one);
                } else {
                    hits.has_more = true;
                }
            }
            if whose.iter().any(|one| known.contains(one)) {
                hits.said.push(said);
            }
        }
        if found.rest.is_none() || hits.listed.len() >= limit {
            hits.has_more |= found.rest.is_some();
            return Ok(hits);
        }
    }
}

fn is_archived(book: &Book, one: Listed) -> bool {
    match one {
        Listed::Contact(id) => book.contact(id).is_some_and(|row| row.archived),
        Listed::Company(id) => book.company(id).is_some_and(|company| company.archived),
    }
}

/// Whom a text is about; of a company's notes those who work there, or itself where nobody does.
fn whose(book: &Book, said: &Said) -> Vec<Listed> {
    match said.company {
        Some(company) => {
            let mut there = book.people_of(company).now;
            there.sort_unstable();
            match there[..] {
                [] => book.company(company).map(|one| Listed::Company(one.id)).into_iter().collect(),
                _ => there.into_iter().map(Listed::Contact).collect(),
            }
        }
        None => {
            let there = said.contacts.iter().copied().filter(|id| book.contact(*id).is_some());
            there.map(Listed::Contact).collect()
        }
    }
}

/// The texts of each, newest first.
fn by_listed<'a>(book: &Book, hits: &'a Hits) -> HashMap<Listed, Vec<&'a Said>> {
    let mut of: HashMap<Listed, Vec<&Said>> = HashMap::new();
    for said in &hits.said {
        whose(book, said).into_iter().for_each(|one| of.entry(one).or_default().push(said));
    }
    of
}

fn json(book: &Book, hits: &Hits) -> Vec<Value> {
    let said = by_listed(book, hits);
    let with_hits = hits.listed.iter().filter_map(|one| {
        let mut told = match one {
            Listed::Contact(id) => person::json(book, book.contact(*id)?),
            Listed::Company(id) => person::company_json(book.company(*id)?),
        };
        let of = said.get(one).map(Vec::as_slice).unwrap_or_default();
        told["hits"] = of.iter().map(|said| hit(said)).collect();
        Some(told)
    });
    with_hits.collect()
}

fn hit(said: &Said) -> Value {
    let kind = match said.what {
        What::Interaction(kind) => super::json::name(Some(kind)),
        What::Feedback(kind) => super::json::name(Some(kind)),
        What::Order => "order".into(),
        What::Notes => "notes".into(),
    };
    json!({ "id": said.place.record.id, "kind": kind, "day": said.day, "text": said.text })
}

/// A line for each of those who are listed.
fn lines(session: &Session, book: &Book, words: &Words, hits: &Hits, marks: bool) -> Table {
    let shown = hits.listed.iter().map(|one| match one {
        Listed::Contact(id) => id.0,
        Listed::Company(id) => id.0,
    });
    let (ids, said) = (ShortIds::of_these(book, shown), by_listed(book, hits));
    let mut table = Table::default();
    for one in &hits.listed {
        let cells = match one {
            Listed::Contact(id) => book.contact(*id).map(|row| person::cells(session, book, &ids, row, true)),
            Listed::Company(id) => book.company(*id).map(|company| person::company_cells(session, &ids, company)),
        };
        let newest = said.get(one).and_then(|said| said.first());
        let hit = newest.map(|said| hit(said)).unwrap_or_default();
        let field = |name: &str| Cell::new(hit[name].as_str().unwrap_or_default());
        let sentence = newest.map(|said| words.sentence(&said.text, SENTENCE).text).unwrap_or_default();
        let of_hit = [field("day"), field("kind"), sentence.into()];
        let mark = marks.then(|| list::mark(session, is_archived(book, *one)));
        if let Some(cells) = cells {
            table.push(cells.into_iter().chain(of_hit).chain(mark));
        }
    }
    table
}

/// For people: a table of those who fit, and one of what was said.
fn print(session: &mut Session, words: &Words, hits: &Hits, marks: bool) -> Result<(), super::failure::Failure> {
    let (fitting, said) = {
        let book = session.store.book();
        let fitting = hits.listed[..hits.by_name].iter().filter_map(|one| match one {
            Listed::Contact(id) => book.contact(*id),
            Listed::Company(_) => None,
        });
        let rows: Vec<&Row> = fitting.collect();
        (list::print(session, &book, &rows, marks).0, said_table(session, &book, words, hits))
    };
    session.out.table(&fitting)?;
    if !said.is_empty() {
        if !fitting.is_empty() {
            session.out.gap()?;
        }
        let count = said.len();
        session.out.heading(&say!(session.text, "search-said", count = count))?;
        session.out.table(&said)?;
    }
    Ok(())
}

fn said_table(session: &Session, book: &Book, words: &Words, hits: &Hits) -> Table {
    let ids = ShortIds::of(book);
    let listed: HashSet<&Listed> = hits.listed.iter().collect();
    let rows = hits.said.iter().filter_map(|said| {
        let with = whose(book, said);
        let company = said.company.and_then(|id| book.company(id)).map(|company| (company.id.0, company.name.clone()));
        let first = with.iter().filter(|one| listed.contains(one)).find_map(|one| match one {
            Listed::Contact(id) => book.contact(*id),
            Listed::Company(_) => None,
        });
        let others =
            |row: &Row| if with.len() > 1 { format!("{} +{}", row.name, with.len() - 1) } else { row.name.clone() };
        let (id, name) = company.or_else(|| first.map(|row| (row.id.0, others(row))))?;
        let day = said.day.map_or(String::new(), |day| days::short(&session.text, day, session.today()));
        let kind = names::said(&session.text, said, words);
        Some(([Cell::dim(ids.show(id)), name.into(), Cell::right(day), kind.into()], said))
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
