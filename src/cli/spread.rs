//! `spread`: what piles up on a day goes to several.

use serde::Serialize;

use chrono::NaiveDate;

use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act;
use crate::domain::agenda::{Ahead, Whom, entry_on};
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::id::{CompanyId, ContactId, IdSet};
use crate::domain::search::Query;
use crate::domain::spread::{Fixed, MOST_DAYS, Over, Pile, Plan, Wish};
use crate::domain::when::Look;
use crate::say;
use crate::text::{days, reason, spread};

/// Spread what piles up on the agenda over working days; due days stay
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The most pressing come first, and who is due on those days anyway is counted. What can't wait stays: complaints, \
                        birthdays, and follow-ups with a time of that day. It is one change: undo takes all of it back.\n\n\
                        \x20 touchbase spread --days 5 --most 8 --dry-run\n\
                        \x20 touchbase spread tier:b --until fri\n\n\
                        With --dry-run into a pipe each contact is a line: moves, stays or left, the day, name, company, reason, contact."
)]
pub struct Args {
    /// Only of contacts that fit, as in list
    query: Vec<String>,
    /// Over so many working days [default: as many as it takes for --most, else 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
    days: Option<u32>,
    /// Over the working days until this one
    #[arg(long, value_name = "DAY", conflicts_with = "days")]
    until: Option<String>,
    /// At most so many a day, those who are due there anyway counted [default: as few as it takes]
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..))]
    most: Option<u32>,
    /// The day whose pile it is [default: today, with all that is late]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Only say who would go where
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub fn changes(&self) -> bool {
        !self.dry_run
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let ahead = |typed: &String| session.when(typed, Look::Ahead).map(|when| when.day);
    let on = args.on.as_ref().map(ahead).transpose()?.unwrap_or(session.today());
    let until = args.until.as_ref().map(ahead).transpose()?;
    let over = args.days.map(Over::Days).or(until.map(Over::Until));
    let (wish, query) = (Wish { over, most: args.most }, session.query(Query::plain(&args.query.join(" ")))?);
    if args.dry_run {
        return preview(session, on, &query, wish);
    }
    let mut rest = None;
    let done = session.commit(|session, _| {
        let book = session.store.book();
        let plan = plan(session, &book, on, &query, wish);
        let set = act::spread(&session.given(&book), &plan);
        rest = spread::rest(&session.text, &plan);
        set.map_err(|error| session.act_error(&error, &book))
    });
    rest.into_iter().filter(|_| done.is_ok()).for_each(|rest| session.tell(&rest));
    done
}

fn plan(session: &Session, book: &Book, on: NaiveDate, query: &Query, wish: Wish) -> Plan {
    let mut pile = Ahead::new(book, &session.settings, session.today(), on).on(on, book);
    if !query.is_empty() {
        let fitting: IdSet<ContactId> = book.index().fitting(query).into_iter().collect();
        pile.retain(|whom| whom.contact().is_some_and(|contact| fitting.contains(&contact)));
    }
    Pile::new(book, &session.settings, session.today(), on, &pile).plan(wish)
}

fn preview(session: &mut Session, on: NaiveDate, query: &Query, wish: Wish) -> Outcome {
    let plan = plan(session, &session.store.book(), on, query, wish);
    if session.out.is_json() {
        let json = PlanJson::of(&plan, &session.store.book());
        session.out.json(&json)?;
        return Ok(Status::Done);
    }
    let tables = tables(session, &session.store.book(), &plan);
    session.out.headed(&tables)?;
    if session.out.is_terminal() {
        let said = if plan.moves().next().is_none() {
            Some(say!(session.text, "spread-nothing"))
        } else {
            spread::rest(&session.text, &plan)
        };
        said.into_iter().for_each(|said| session.tell(&said));
    }
    Ok(Status::Done)
}

/// A table for each day, for those who stay, and for those for whom there is no room.
fn tables(session: &Session, book: &Book, plan: &Plan) -> Vec<(String, Table)> {
    let (text, today) = (&session.text, session.today());
    let come = plan.days.iter().flat_map(|share| &share.come).map(|moving| moving.whom);
    let all = come.chain(plan.stay.iter().map(|(whom, _)| *whom)).chain(plan.left.iter().copied());
    let ids = ShortIds::of_these(book, all.map(Whom::id));
    let row = |fate: &str, day: NaiveDate, whom: Whom| -> Vec<Cell> {
        let company = whom.company().or_else(|| book.facts_of(whom.contact()?)?.company);
        let entry = entry_on(book, &session.settings, today, plan.pile, whom);
        let first = entry.and_then(|entry| entry.reasons.into_iter().next());
        let rest = [
            whom.name(book).into(),
            company.map_or("", |company| book.company_name_of(company)).into(),
            first.map(|first| reason::long(text, &first, today)).unwrap_or_default().into(),
            Cell::dim(ids.show(whom.id())),
        ];
        let before = [fate.into(), day.to_string().into()];
        before.into_iter().filter(|_| !session.out.is_terminal()).chain(rest).collect()
    };
    let table = |fate: &str, day: NaiveDate, all: &mut dyn Iterator<Item = Whom>| {
        let mut table = Table::default();
        all.for_each(|whom| table.push(row(fate, day, whom)));
        table
    };
    let mut tables = Vec::new();
    for share in plan.days.iter().filter(|share| !share.come.is_empty()) {
        let fate = if share.day == plan.pile { "stays" } else { "moves" };
        let day = days::with_weekday(text, share.day, today);
        let heading = spread::day(text, &day, share);
        tables.push((heading, table(fate, share.day, &mut share.come.iter().map(|moving| moving.whom))));
    }
    if !plan.stay.is_empty() {
        let stay = &mut plan.stay.iter().map(|(whom, _)| *whom);
        tables.push((say!(text, "spread-stay", count = plan.stay.len()), table("stays", plan.pile, stay)));
    }
    if !plan.left.is_empty() {
        let left = table("left", plan.pile, &mut plan.left.iter().copied());
        tables.push((say!(text, "spread-left", count = plan.left.len()), left));
    }
    tables
}

/// Who goes where. Names in the order of letters, as everywhere in JSON.
#[derive(Serialize)]
struct PlanJson {
    days: Vec<ShareJson>,
    left: Vec<WhoJson>,
    on: NaiveDate,
    stay: Vec<StayJson>,
}

#[derive(Serialize)]
struct ShareJson {
    contacts: Vec<WhoJson>,
    day: NaiveDate,
    due_anyway: usize,
}

#[derive(Serialize)]
struct WhoJson {
    company_id: Option<CompanyId>,
    contact_id: Option<ContactId>,
    name: String,
}

#[derive(Serialize)]
struct StayJson {
    company_id: Option<CompanyId>,
    contact_id: Option<ContactId>,
    name: String,
    why: &'static str,
}

impl PlanJson {
    fn of(plan: &Plan, book: &Book) -> Self {
        let who = |whom: Whom| WhoJson {
            company_id: whom.company(),
            contact_id: whom.contact(),
            name: whom.name(book).to_owned(),
        };
        let share = plan.days.iter().map(|share| ShareJson {
            contacts: share.come.iter().map(|moving| who(moving.whom)).collect(),
            day: share.day,
            due_anyway: share.there,
        });
        let stay = plan.stay.iter().map(|(whom, fixed)| StayJson {
            company_id: whom.company(),
            contact_id: whom.contact(),
            name: whom.name(book).to_owned(),
            why: match fixed {
                Fixed::Complaint => "complaint",
                Fixed::Time => "time",
                Fixed::Birthday => "birthday",
                Fixed::Recurring => "recurring",
            },
        });
        Self {
            days: share.collect(),
            left: plan.left.iter().copied().map(who).collect(),
            on: plan.pile,
            stay: stay.collect(),
        }
    }
}
