//! `list`: contacts by name.

use super::failure::{Outcome, Status};
use super::person;
use super::session::Session;
use super::table::Table;
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::row::Row;
use crate::domain::search::{Index, Query, fold};
use crate::say;

/// List contacts by name: all, or those that fit
#[derive(Debug, clap::Args)]
#[command(after_help = "Into a pipe each contact is a line: id, name, company, tier, first mail, first phone, tags.\n\
                        Archived contacts are left out.")]
pub struct Args {
    /// Words of name, company, mail, phone; #tag narrows
    query: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let query = Query::plain(&args.query.join(" "));
    let (table, json) = {
        let book = session.store.book();
        print(session, &book, &rows(&book, &query, false))
    };
    finish(session, &table, &json)
}

/// The contacts that fit, by name.
pub fn rows<'b>(book: &'b Book, query: &Query, archived: bool) -> Vec<&'b Row> {
    let mut rows: Vec<&Row> = if query.is_empty() {
        book.contacts().collect()
    } else {
        Index::new(book).search(query, usize::MAX).into_iter().filter_map(|id| book.contact(id)).collect()
    };
    rows.retain(|row| archived || !row.archived);
    rows.sort_by_cached_key(|row| (fold(&row.name), row.id));
    rows
}

/// The rows as a table or, if that is wanted, JSON.
pub fn print(session: &Session, book: &Book, rows: &[&Row]) -> (Table, Vec<serde_json::Value>) {
    let mut table = Table::default();
    if session.out.is_json() {
        return (table, rows.iter().map(|row| person::json(book, row)).collect());
    }
    let ids = ShortIds::of(book);
    let room = session.out.columns().is_none_or(|columns| columns >= 100);
    rows.iter().for_each(|row| table.push(person::cells(book, &ids, row, room)));
    (table, Vec::new())
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
