//! `report`: what the history of all says: figures over time, each with what it counts and whom.

use serde_json::{Map, Value, json};

use super::choice;
use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell as Shown, Table};
use crate::domain::find::ShortIds;
use crate::domain::health::Whose;
use crate::domain::nps;
use crate::domain::report::{Asked, Cell, Report, Row, Section};
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{report as words, wrap};

/// Tell what the history of all says, by one of several reports
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without a name the reports are listed. Each figure stands with what it counts; of fewer than 10 cases no share and no \
                  median is told. Amounts of different currencies are never added up: each has a table of its own.\n\
                  Into a pipe each figure is a line: section, currency, row, column, value; shares are from 0 to 1, what can't be told \
                  is empty. With --of each customer is a line: id, name. Without a name each report is a line: name, what it tells."
)]
pub struct Args {
    /// Which report
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// From when on: 2y, 1.1. [default: as each report says]
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only who is counted in a row, by what it is called: 2026-10
    #[arg(long, value_name = "ROW", requires = "name")]
    of: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let Some(name) = args.name else { return list(session) };
    let names = Report::ALL.map(|report| (report.name(), report));
    let report = choice::one_of(&session.text, "report", &name, &names)?;
    let since = args.since.map(|since| session.when(&since, Look::Back)).transpose()?.map(|since| since.day);
    let ledger = session.store.ledger(&|_| true).map_err(|error| session.store_error(&error))?.unwrap_or_default();
    let sections = {
        let book = session.store.book();
        let (settings, today) = (&session.settings, session.today());
        report.of(&Asked { book: &book, settings, ledger: &ledger, today, since })
    };
    if let Some(of) = args.of {
        return whose(session, &sections, &of);
    }
    if session.out.is_json() {
        let sections: Vec<Value> = sections.iter().map(section_json).collect();
        session.out.json(&json!({ "report": report.name(), "since": since, "sections": sections }))?;
        return Ok(Status::Done);
    }
    if !session.out.is_terminal() {
        let mut table = Table::default();
        for section in &sections {
            let currency = section.currency.map(|currency| currency.to_string()).unwrap_or_default();
            for row in &section.rows {
                for (head, cell) in section.heads.iter().zip(&row.cells) {
                    let (label, head, value) = (row.label.plain(), head.name(), cell.plain());
                    let names = [section.about.name(), &currency, &label, &head, &value];
                    table.push(names.map(Shown::new));
                }
            }
        }
        session.out.table(&table)?;
        return Ok(Status::Done);
    }
    for (at, section) in sections.iter().enumerate() {
        // What is the same in each currency is said once.
        let is_last = sections.get(at + 1).is_none_or(|next| next.about != section.about);
        told(session, section, at == 0, is_last)?;
    }
    session.out.finish()?;
    Ok(Status::Done)
}

/// The reports that there are.
fn list(session: &mut Session) -> Outcome {
    let of = |report: Report| (report.name(), words::title(&session.text, report));
    if session.out.is_json() {
        let all: Vec<Value> = Report::ALL
            .iter()
            .map(|report| {
                let (name, title) = of(*report);
                json!({ "report": name, "title": title })
            })
            .collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for report in Report::ALL {
        let (name, title) = of(report);
        table.push([Shown::whole(name), Shown::new(title)]);
    }
    session.out.table(&table)?;
    Ok(Status::Done)
}

/// Sentences are easier to read in lines that aren't longer.
const WIDEST: usize = 100;

/// A section for people: its title, table, what it comes to and, if it `defines` that, what it counts.
fn told(
    session: &mut Session,
    section: &Section,
    is_first: bool,
    defines: bool,
) -> Result<(), super::failure::Failure> {
    let (text, today) = (&session.text, session.today());
    let mut title = words::heading(text, section.about);
    if let Some(currency) = section.currency {
        title = format!("{title} ({currency})");
    }
    let mut table = Table::default();
    let heads = section.heads.iter().map(|head| Shown::right(words::head(text, *head)));
    table.push([Shown::new("")].into_iter().chain(heads));
    for row in &section.rows {
        let cells = row.cells.iter().map(|cell| Shown::right(words::cell(text, *cell, today)));
        table.push([Shown::new(words::label(text, &row.label, today))].into_iter().chain(cells));
    }
    let finding = section.finding.map(|finding| words::finding(text, finding));
    let nothing = section.rows.is_empty().then(|| say!(text, "report-nothing"));
    let definition = defines.then(|| words::definition(text, section.about));
    session.tell_lines(&if is_first { title } else { format!("\n{title}") });
    let columns = session.out.columns().unwrap_or(WIDEST);
    if nothing.is_none() {
        for (at, part) in table.parts(columns).iter().enumerate() {
            if at > 0 {
                session.out.gap()?;
            }
            session.out.table(part)?;
        }
        session.out.finish()?;
    }
    for said in [nothing, finding, definition].into_iter().flatten() {
        wrap::rows(&said, columns.min(WIDEST)).into_iter().for_each(|row| session.tell(said[row].trim_end()));
    }
    Ok(())
}

/// Who is counted in the rows of that name.
fn whose(session: &mut Session, sections: &[Section], of: &str) -> Outcome {
    let today = session.today();
    let called = |row: &&Row| {
        let names = [row.label.plain(), words::label(&session.text, &row.label, today)];
        names.iter().any(|name| name.eq_ignore_ascii_case(of.trim()))
    };
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).filter(called).collect();
    if rows.is_empty() {
        let labels: Vec<String> =
            sections.iter().flat_map(|section| &section.rows).map(|row| row.label.plain()).collect();
        let hint = say!(session.text, "hint-config-values", values = labels.join(", "));
        let what = say!(session.text, "error-choice", value = of, option = "--of");
        return Err(Error::new(ErrorKind::Usage, what).hint(hint).into());
    }
    let mut all: Vec<Whose> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    all.extend(rows.into_iter().flat_map(|row| &row.whose).copied().filter(|who| seen.insert(*who)));
    let book = session.store.book();
    if session.out.is_json() {
        let all: Vec<Value> = all
            .iter()
            .map(|who| {
                let mut told = who_json(*who);
                told["name"] = json!(who.name(&book));
                told
            })
            .collect();
        drop(book);
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let ids = ShortIds::of_these(&book, all.iter().map(|who| who.id()));
    let mut table = Table::default();
    for who in &all {
        table.push([Shown::dim(ids.show(who.id())), Shown::new(who.name(&book))]);
    }
    drop(book);
    session.out.table(&table)?;
    Ok(Status::Done)
}

fn section_json(section: &Section) -> Value {
    let row = |row: &Row| {
        let mut told = Map::new();
        told.insert("row".to_owned(), json!(row.label.plain()));
        for (head, cell) in section.heads.iter().zip(&row.cells) {
            told.insert(head.name(), cell_json(*cell));
        }
        told.insert("customers".to_owned(), row.whose.iter().copied().map(who_json).collect());
        Value::Object(told)
    };
    let rows: Vec<Value> = section.rows.iter().map(row).collect();
    json!({
        "section": section.about.name(),
        "active": section.about.active().map(|active| {
            json!({ "within": active.within, "by": if active.by_touches { "touches" } else { "purchases" } })
        }),
        "currency": section.currency.map(|currency| currency.to_string()),
        "rows": rows,
    })
}

fn who_json(who: Whose) -> Value {
    match who {
        Whose::Contact(id) => json!({ "contact_id": id }),
        Whose::Company(id) => json!({ "company_id": id }),
    }
}

/// Shares are from 0 to 1; amounts as text, so that nothing is rounded.
fn cell_json(cell: Cell) -> Value {
    match cell {
        Cell::Nothing | Cell::TooFew(_) | Cell::NotYet => Value::Null,
        Cell::Count(count) => json!(count),
        Cell::Share(part, of) => json!(part as f64 / of as f64),
        Cell::Days(days) => json!(days),
        Cell::Points(points) => json!(nps::rounded(points)),
        Cell::Day(_) | Cell::Money(_) | Cell::Kind(_) => json!(cell.plain()),
    }
}
