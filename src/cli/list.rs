//! `list`: contacts or companies by name, feedback with the most pressing first; or as a view has them.

mod companies;
mod feedback;
mod viewed;

use super::choice;
use super::failure::{Outcome, Status};
use super::json;
use super::output::Pieces;
use super::person;
use super::purposed::{self, LeftOut};
use super::session::Session;
use super::table::{Cell, Table};

use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::id::{ById, ContactId};
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::domain::view::{List, Shown};
use crate::say;

/// Where more than one in so many contacts is listed, all are read.
const MANY: usize = 16;

/// List contacts, companies or feedback: all, or those that fit
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Several words in any order; \"anna berg\" in quotes as it stands. What narrows: #tag, co:name, tier:a, \
                        stage:regular, due, any field or figure (last:>60d, city:Ulm, source:), OR, NOT, parentheses, segment:NAME, and what stands behind a hyphen must not: list -- -#key -tier:c. A word in quotes is \
                        only that: '\"due\"'.\n\
                        Into a pipe each contact is a line: id, name, company, tier, first mail, first phone, tags.\n\
                        With --view or --columns the line is its columns: name, company, role, tier, stage, last-touch, next-due, \
                        overdue, tags, city, mail, phone, birthday, owner, added, cadence.\n\
                        A company: id, name, number of contacts, tier, industry, city, web, tags. Its columns: name, contacts, tier, \
                        last-touch, open, industry, size, tags, city, web, mail, phone, added.\n\
                        Feedback: id, day, kind, name, company, state, text. Its columns: name, company, tier, kind, topic, score, \
                        text, state, came, age, next-due, overdue. #word is its topic.\n\
                        With --archived \"archived\" stands behind those that are; `due` finds those of the agenda who are archived only \
                        so; feedback that is closed is listed, too."
)]
pub struct Args {
    /// Words of name, company, mail, phone; #tag, co:, tier:, stage:, due, -word narrow
    query: Vec<String>,
    /// With those that are archived; of feedback with what is closed
    #[arg(long)]
    archived: bool,
    /// As this view has them: what it lets through, in its order, in its columns
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// Sort by these columns: next-due,-tier; - turns one round
    #[arg(long, value_name = "COLUMN,..", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    /// Show these columns: name,company,last-touch
    #[arg(long, value_name = "COLUMN,..", value_delimiter = ',')]
    columns: Vec<String>,
    /// What to list: contact, company or feedback; the view's, else contact
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    purposed: purposed::Args,
}

/// What can be listed, as it is typed.
const KINDS: [(&str, List); 3] =
    [("contact", List::Contacts), ("company", List::Companies), ("feedback", List::Feedback)];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let kind = args.kind.as_deref().map(|kind| choice::one_of(&session.text, "--kind", kind, &KINDS)).transpose()?;
    let viewed = viewed::Viewed::of(session, &args, kind)?;
    let typed = args.query.join(" ");
    let typed = viewed.as_ref().map_or(typed.clone(), |viewed| viewed.narrowed_by(&typed));
    let list = viewed.as_ref().map(viewed::Viewed::list).or(kind).unwrap_or_default();
    let query = Query::whole(list, &typed);
    let asked = query.asked_whole();
    let asks = asked.is_some_and(|asked| asked.asks_for_health(&session.segments()));
    session.know_healths(asks || viewed.as_ref().is_some_and(viewed::Viewed::shows_health))?;
    let query = if list == List::Companies { session.readable(query)? } else { session.query(query)? };
    match list {
        List::Contacts => {}
        List::Companies | List::Feedback if args.purposed.purpose.is_some() => args.purposed.refuse(session)?,
        List::Companies => return companies::list(session, &query, args.archived, viewed.as_ref()),
        List::Feedback => return feedback::list(session, &query, args.archived, viewed.as_ref()),
    }
    let (archived, asked, mut left_out) = (args.archived, args.purposed.read(session)?, LeftOut::default());
    let found = {
        let book = session.store.book();
        let mut found = fitting(&book, &query, archived);
        if let Some(asked) = asked {
            found.retain(|id| book.contact(*id).is_some_and(|row| asked.allows(row, session, &mut left_out)));
        }
        match &viewed {
            Some(viewed) => viewed.in_order(found, &book, session),
            None => found,
        }
    };
    left_out.tell(asked, session);
    let columns = viewed.as_ref().and_then(viewed::Viewed::columns);
    if session.out.is_terminal() && !session.out.is_json() {
        let table = {
            let book = session.store.book();
            contacts_table(session, &book, &found, columns, archived)
        };
        return finish(session, &table, &[]);
    }
    let pieces = {
        let book = session.store.book();
        contacts(session, &book, &found, columns, archived)?
    };
    session.out.pieces(&pieces)?;
    Ok(Status::Done)
}

/// Contacts for programs: each written as it comes by.
fn contacts(
    session: &Session,
    book: &Book,
    ids: &[ContactId],
    columns: Option<&[Shown]>,
    marks: bool,
) -> std::io::Result<Pieces> {
    let (mut pieces, mut failed) = (Pieces::new(ids.len()), Ok(()));
    let short = if session.out.is_json() { ShortIds::default() } else { ShortIds::of(book) };
    each(book, ids, |at, row| {
        let written = pieces.put(at, |to| {
            if session.out.is_json() {
                return json::write(to, &person::json(book, row));
            }
            let mut line = Table::default();
            line.push(cells(session, book, &short, row, columns, marks));
            session.out.write_lines(&line, to)
        });
        failed = std::mem::replace(&mut failed, Ok(())).and(written);
    });
    failed.map(|()| pieces)
}

/// Contacts for people.
fn contacts_table(session: &Session, book: &Book, ids: &[ContactId], columns: Option<&[Shown]>, marks: bool) -> Table {
    let short = ShortIds::of(book);
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); ids.len()];
    each(book, ids, |at, row| rows[at] = cells(session, book, &short, row, columns, marks));
    let mut table = Table::default();
    rows.into_iter().filter(|row| !row.is_empty()).for_each(|row| table.push(row));
    table
}

fn cells(
    session: &Session,
    book: &Book,
    ids: &ShortIds,
    row: &Row,
    columns: Option<&[Shown]>,
    marks: bool,
) -> Vec<Cell> {
    let mark = marks.then(|| mark(session, row.archived));
    if let Some(columns) = columns {
        return columns.iter().map(|shown| viewed::cell(session, book, row, *shown)).chain(mark).collect();
    }
    let room = session.out.columns().is_none_or(|columns| columns >= 100);
    person::cells(session, book, ids, row, room).into_iter().chain(mark).collect()
}

/// Gives the row of each of these with its place among them. Where they are many all are read in the order in which they lie.
fn each(book: &Book, ids: &[ContactId], mut take: impl FnMut(usize, &Row)) {
    if ids.len() < book.contacts().len() / MANY {
        let rows = ids.iter().enumerate().filter_map(|(at, id)| Some((at, book.contact(*id)?)));
        return rows.for_each(|(at, row)| take(at, row));
    }
    let places: ById<ContactId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    for row in book.each_contact() {
        if let Some(at) = places.get(&row.id) {
            take(*at, &row);
        }
    }
}

/// The contacts that fit, by name.
pub fn fitting(book: &Book, query: &Query, archived: bool) -> Vec<ContactId> {
    let (index, mut ids) = (book.index(), Vec::new());
    match (query.is_empty(), archived) {
        (true, true) => book.each_contact_id(|id| ids.push(id)),
        (true, false) => book.look_over(|facts, _| {
            ids.extend(Some(facts.id).filter(|_| !facts.archived));
            false
        }),
        (false, true) => ids = index.fitting(query),
        (false, false) => ids = index.fitting(&query.clone().without_archived()),
    }
    index.sort(&mut ids);
    ids
}

/// The rows of those.
pub fn rows<'b>(book: &'b Book, query: &Query, archived: bool) -> Vec<&'b Row> {
    fitting(book, query, archived).into_iter().filter_map(|id| book.contact(id)).collect()
}

/// The rows as a table or, if that is wanted, JSON; with `marks` a table says who is archived.
pub fn print(session: &Session, book: &Book, rows: &[&Row], marks: bool) -> (Table, Vec<serde_json::Value>) {
    let mut table = Table::default();
    if session.out.is_json() {
        return (table, rows.iter().map(|row| person::json(book, row)).collect());
    }
    let ids = ShortIds::of_these(book, rows.iter().map(|row| row.id.0));
    let room = session.out.columns().is_none_or(|columns| columns >= 100);
    for row in rows {
        let archived = marks.then(|| mark(session, row.archived));
        table.push(person::cells(session, book, &ids, row, room).into_iter().chain(archived));
    }
    (table, Vec::new())
}

/// Whether it is archived: for people in their words.
pub fn mark(session: &Session, archived: bool) -> Cell {
    Cell::dim(match (archived, session.out.is_terminal()) {
        (false, _) => String::new(),
        (true, true) => say!(session.text, "fact-archived"),
        (true, false) => "archived".to_owned(),
    })
}

/// Writes what [`print`] made.
pub fn finish(session: &mut Session, table: &Table, json: &[serde_json::Value]) -> Outcome {
    if session.out.is_json() {
        session.out.json(&json)?;
    } else {
        session.out.table(table)?;
        if table.is_empty() && session.out.is_terminal() {
            session.tell(&say!(session.text, "list-nobody"));
        }
    }
    Ok(Status::Done)
}
