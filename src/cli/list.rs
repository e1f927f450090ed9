//! `list`: contacts by name.

use super::choice;
use super::failure::{Outcome, Status};
use super::json;
use super::person;
use super::session::Session;
use super::table::{Cell, Table};
use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::find::ShortIds;
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::domain::standing;
use crate::say;

/// List contacts or companies by name: all, or those that fit
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Several words in any order; \"anna berg\" in quotes as it stands. What narrows: #tag, co:name, tier:a, \
                        stage:regular, due, and what stands behind a hyphen must not: list -- -#key -tier:c. A word in quotes is \
                        only that: '\"due\"'.\n\
                        Into a pipe each contact is a line: id, name, company, tier, first mail, first phone, tags.\n\
                        A company: id, name, number of contacts, tier, industry, city, web, tags.\n\
                        With --archived \"archived\" stands behind those that are."
)]
pub struct Args {
    /// Words of name, company, mail, phone; #tag, co:, tier:, stage:, due, -word narrow
    query: Vec<String>,
    /// With those that are archived
    #[arg(long)]
    archived: bool,
    /// What to list: contact or company
    #[arg(long, default_value = "contact", hide_default_value = true)]
    kind: String,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let query = session.query(&session.store.book(), &args.query.join(" "));
    if choice::one_of(&session.text, "--kind", &args.kind, &[("contact", false), ("company", true)])? {
        return companies(session, &query, args.archived);
    }
    let (table, json) = {
        let book = session.store.book();
        print(session, &book, &rows(&book, &query, args.archived), args.archived)
    };
    finish(session, &table, &json)
}

/// Companies by name: id, name, how many work there, tier, industry, city, web, tags.
fn companies(session: &mut Session, query: &Query, archived: bool) -> Outcome {
    let (table, json) = {
        let book = session.store.book();
        let city = |company: &Company| company.addresses.iter().map(|a| a.city.clone()).find(|city| !city.is_empty());
        let fits = |company: &&Company| {
            let rest = format!("{} {}", company.industry, city(company).unwrap_or_default());
            query.is_empty() || query.rank_company(company, &rest).is_some()
        };
        let companies =
            standing::by_name(book.companies().filter(|company| archived || !company.archived).filter(fits));
        let (standings, ids) = (standing::standings(&book), ShortIds::of(&book));
        let mut table = Table::default();
        let mut json = Vec::new();
        for company in companies {
            let standing = standings.get(&company.id).copied().unwrap_or_default();
            let tier = company.tier.map(|tier| tier.letter().to_string());
            if session.out.is_json() {
                json.push(serde_json::json!({
                    "id": company.id,
                    "name": company.name,
                    "contacts": standing.contacts,
                    "tier": tier,
                    "industry": json::text(&company.industry),
                    "city": city(company),
                    "web": json::text(&company.web),
                    "tags": company.tags,
                    "last_touch": standing.touched.map(NaiveDate::from),
                    "open_complaints": standing.complaints,
                    "open_follow_ups": standing.follow_ups,
                    "archived": company.archived,
                }));
                continue;
            }
            let tags: Vec<String> = company.tags.iter().map(|tag| format!("#{tag}")).collect();
            let cells = [
                Cell::dim(ids.show(company.id.0)),
                company.name.as_str().into(),
                Cell::right(standing.contacts.to_string()),
                tier.unwrap_or_default().into(),
                company.industry.as_str().into(),
                city(company).unwrap_or_default().into(),
                company.web.as_str().into(),
                tags.join(" ").into(),
            ];
            table.push(cells.into_iter().chain(archived.then(|| mark(session, company.archived))));
        }
        (table, json)
    };
    finish(session, &table, &json)
}

/// The contacts that fit, by name.
pub fn rows<'b>(book: &'b Book, query: &Query, archived: bool) -> Vec<&'b Row> {
    let index = book.index();
    let mut ids = if query.is_empty() { book.contact_ids().collect() } else { index.fitting(query) };
    ids.retain(|id| archived || book.facts_of(*id).is_some_and(|facts| !facts.archived));
    index.sort(&mut ids);
    ids.into_iter().filter_map(|id| book.contact(id)).collect()
}

/// The rows as a table or, if that is wanted, JSON; with `marks` a table says who is archived.
pub fn print(session: &Session, book: &Book, rows: &[&Row], marks: bool) -> (Table, Vec<serde_json::Value>) {
    let mut table = Table::default();
    if session.out.is_json() {
        return (table, rows.iter().map(|row| person::json(book, row)).collect());
    }
    let ids = ShortIds::of(book);
    let room = session.out.columns().is_none_or(|columns| columns >= 100);
    for row in rows {
        let archived = marks.then(|| mark(session, row.archived));
        table.push(person::cells(book, &ids, row, room).into_iter().chain(archived));
    }
    (table, Vec::new())
}

/// Whether it is archived: for people in their words.
fn mark(session: &Session, archived: bool) -> Cell {
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
