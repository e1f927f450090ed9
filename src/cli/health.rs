//! `health`: how relationships stand, the worst first; or the parts of which one figure is made.

use std::cmp::Reverse;

use serde_json::{Value, json};
use uuid::Uuid;

use super::choice;
use super::failure::{Outcome, Status};
use super::order::buyer;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act::Buyer;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::find::ShortIds;
use crate::domain::health::{self, BEFORE, Band, Because, Health, Healths, Judged, Standing, Whose};
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::ledger::Ledger;
use crate::say;
use crate::text::{days, health as words};

/// Tell how relationships stand, the worst first, as a figure from 0 to 100
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The figure is the mean of up to seven parts, each of 0 to 100, by their weights ([health] in the configuration); a part of \
                        which nothing is known is left out. With a contact or company the parts are listed with why they are so.\n\
                        rhythm: 100 as long as the last touch is no longer ago than the rhythm says, 0 from three times as long on. \
                        trend: the same of the days between touches, now and usually. started: how many of the last ten touches they \
                        started, 100 from a third on, 40 of none. feedback: the last three, praise 100, a wish 60, a score ten times \
                        itself, a complaint 0, resolved 30, told 50. complaints: 100 where none is open, 50 with one that isn't late, else \
                        0. orders: the days since the last purchase against those between purchases, as with rhythm. promises: how many \
                        of the last ten follow-ups were done in time.\n\
                        warm: 75 and more. cooling: from 50. at risk: from 25. lost: below.\n\
                        Left out are who is archived, former or not to be contacted, and of whom nothing is known.\n\
                        Into a pipe each is a line: id, name, figure, band, figure 30 days ago. With a contact or company each part is a \
                        line: part, score, weight, why."
)]
pub struct Args {
    /// The parts of which the figure of this one is made
    #[arg(value_name = "CONTACT or COMPANY")]
    who: Option<String>,
    /// Of each contact or company
    #[arg(long, value_name = "contact|company", conflicts_with = "who")]
    by: Option<String>,
    /// Only who stands worse than 30 days ago: warm, cooling, at risk, lost
    #[arg(long, conflicts_with = "who")]
    worse: bool,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let today = Day::from(session.today());
    let whose = args.who.map(|who| buyer(session, &who)).transpose()?;
    let ledger = session.store.ledger(&|_| true).map_err(|error| session.store_error(&error))?.unwrap_or_default();
    if let Some(whose) = whose {
        return one(session, &ledger, today, whose);
    }
    let by = choice::one_of(
        &session.text,
        "--by",
        args.by.as_deref().unwrap_or("contact"),
        &[("contact", true), ("company", false)],
    )?;
    let mut all = standing(session, &ledger, today, by);
    let unknown = all.iter().filter(|one| one.standing.now.is_none()).count();
    all.retain(|one| one.standing.now.is_some() && (!args.worse || one.standing.worse().is_some()));
    all.sort_by_cached_key(|one| (one.standing.now, Reverse(one.standing.before), one.name.clone(), one.id));
    if session.out.is_json() {
        let key = if by { "contact_id" } else { "company_id" };
        let all: Vec<Value> = all
            .iter()
            .map(|one| {
                let mut told = standing_json(one.standing);
                told[key] = json!(one.id);
                told["name"] = json!(one.name);
                told
            })
            .collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let table = table(session, &all);
    session.out.table(&table)?;
    session.out.finish()?;
    if session.out.is_terminal() {
        let said = match (all.is_empty(), args.worse) {
            (true, true) => say!(session.text, "health-none-worse", days = days::count(&session.text, BEFORE.into())),
            (true, false) => say!(session.text, "health-nobody"),
            (false, true) => return Ok(Status::Done),
            (false, false) => {
                let of = |band| all.iter().filter(|one| one.standing.now.map(Band::of) == Some(band)).count();
                let [warm, cooling, risk, lost] = Band::ALL.map(of);
                say!(
                    session.text,
                    "health-counts",
                    warm = warm,
                    cooling = cooling,
                    risk = risk,
                    lost = lost,
                    unknown = unknown
                )
            }
        };
        session.tell(&said);
    }
    Ok(Status::Done)
}

/// Somebody and how they stand.
struct One {
    id: Uuid,
    name: String,
    standing: Standing,
}

/// Everybody with whom there is something to do.
fn standing(session: &Session, ledger: &Ledger, today: Day, by_contact: bool) -> Vec<One> {
    let book = session.store.book();
    let all = Healths::reckon(&book, ledger, &session.settings, today);
    if by_contact {
        // Of everybody only what is small: the rows of all would fill the memory.
        let mut on = ById::<ContactId, ()>::default();
        book.look_over(|facts, _| {
            if !facts.is_off(today) {
                on.insert(facts.id, ());
            }
            false
        });
        let all = all.contacts.iter().filter(|(id, _)| on.contains_key(id));
        all.map(|(id, standing)| One { id: id.0, name: book.name(*id).to_owned(), standing: *standing }).collect()
    } else {
        let on = |id: CompanyId| book.company(id).filter(|company| !company.archived);
        let of =
            |(id, standing): &(CompanyId, _)| Some(One { id: id.0, name: on(*id)?.name.clone(), standing: *standing });
        all.companies.iter().filter_map(of).collect()
    }
}

fn table(session: &Session, all: &[One]) -> Table {
    let text = &session.text;
    let ids = ShortIds::of_these(&session.store.book(), all.iter().map(|one| one.id));
    let mut table = Table::default();
    for One { id, name, standing } in all {
        let figure = |figure: Option<u8>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        let band = standing.now.map(Band::of);
        if session.out.is_terminal() {
            let before = standing.before.filter(|before| Some(*before) != standing.now);
            let ago = || days::count(text, BEFORE.into());
            table.push([
                Cell::right(figure(standing.now)),
                Cell::new(band.map(|band| words::band(text, band)).unwrap_or_default()),
                Cell::new(name.as_str()),
                Cell::new(
                    before.map(|before| say!(text, "health-before", figure = before, days = ago())).unwrap_or_default(),
                ),
                Cell::dim(ids.show(*id)),
            ]);
        } else {
            table.push([
                Cell::dim(ids.show(*id)),
                Cell::new(name.as_str()),
                Cell::new(figure(standing.now)),
                Cell::new(band.map_or("", Band::name)),
                Cell::new(figure(standing.before)),
            ]);
        }
    }
    table
}

/// The parts of one figure.
fn one(session: &mut Session, ledger: &Ledger, today: Day, whose: Buyer) -> Outcome {
    let (health, name) = {
        let book = session.store.book();
        (of(session, &book, ledger, today, whose), name(&book, whose))
    };
    if session.out.is_json() {
        let mut told = health_json(&health);
        told["name"] = json!(name);
        match whose {
            Buyer::Contact(id) => told["contact_id"] = json!(id),
            Buyer::Company(id) => told["company_id"] = json!(id),
        }
        session.out.json(&told)?;
        return Ok(Status::Done);
    }
    let text = &session.text;
    let is_terminal = session.out.is_terminal();
    let mut table = Table::default();
    for Judged { part, score, weight, because } in &health.parts {
        let why = words::because(text, *because);
        let numbers = [score, weight].map(|number| number.to_string());
        let [score, weight] = if is_terminal {
            [Cell::right(numbers[0].as_str()), Cell::right(format!("× {}", numbers[1]))]
        } else {
            numbers.map(Cell::new)
        };
        let part = if is_terminal { words::part(text, *part) } else { part.name().to_owned() };
        table.push([Cell::new(part), score, weight, Cell::new(why)]);
    }
    session.out.table(&table)?;
    session.out.finish()?;
    if is_terminal {
        let said = match (health.figure(), health.band()) {
            (Some(figure), Some(band)) => {
                let parts = || health.parts.iter();
                let weight: u32 = parts().map(|part| u32::from(part.weight)).sum();
                let sum: u32 = parts().map(|part| u32::from(part.weight) * u32::from(part.score)).sum();
                let stands = say!(text, "health-figure", figure = figure, band = words::band(text, band));
                format!("{name}: {stands}\n{}", say!(text, "health-sum", sum = sum, weight = weight, figure = figure))
            }
            _ => format!("{name}: {}", say!(text, "health-unknown")),
        };
        session.tell_lines(&said);
    }
    Ok(Status::Done)
}

/// How one stands, with the parts; without any of whom nothing is known.
fn of(session: &Session, book: &Book, ledger: &Ledger, today: Day, whose: Buyer) -> Health {
    let whose = match whose {
        Buyer::Contact(id) => Whose::Contact(id),
        Buyer::Company(id) => Whose::Company(id),
    };
    health::of(book, ledger, &session.settings, today, whose).unwrap_or_default()
}

fn name(book: &Book, whose: Buyer) -> String {
    match whose {
        Buyer::Contact(id) => book.name(id),
        Buyer::Company(id) => book.company_name_of(id),
    }
    .to_owned()
}

fn standing_json(standing: Standing) -> Value {
    let band = |figure: Option<u8>| figure.map(|figure| Band::of(figure).name());
    json!({
        "health": standing.now,
        "band": band(standing.now),
        "before": standing.before,
        "band_before": band(standing.before),
    })
}

fn health_json(health: &Health) -> Value {
    let parts: Vec<Value> = health.parts.iter().map(part_json).collect();
    json!({ "health": health.figure(), "band": health.band().map(Band::name), "parts": parts })
}

/// A part, with the figures behind it.
fn part_json(judged: &Judged) -> Value {
    let Judged { part, score, weight, because } = *judged;
    let mut told = json!({ "part": part.name(), "score": score, "weight": weight });
    let mut with = |name: &str, value: Value| told[name] = value;
    match because {
        Because::Rhythm { days, every } => {
            with("days", json!(days));
            with("every", json!(every));
        }
        Because::Trend { now, usual } => {
            with("now", json!(now));
            with("usual", json!(usual));
        }
        Because::Started { theirs, of } => {
            with("theirs", json!(theirs));
            with("of", json!(of));
        }
        Because::Feedback { of } => with("of", json!(of)),
        Because::Complaints { open, late } => {
            with("open", json!(open));
            with("late", json!(late));
        }
        Because::Orders { days, usual, known } => {
            with("days", json!(days));
            with("usual", if known { json!(usual) } else { Value::Null });
        }
        Because::Promises { kept, of } => {
            with("kept", json!(kept));
            with("of", json!(of));
        }
    }
    told
}
