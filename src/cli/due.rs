//! `due`: the agenda, in a line for a prompt (`brief`), or as a notice for whoever isn't looking (`notify`).

mod brief;
mod desktop;
mod notify;
mod post;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use super::failure::{Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::agenda::{self, Entry, Line, Reason, Section, Whom, Why};
use crate::domain::book::Book;
use crate::domain::called::WORSE;
use crate::domain::ceiling::Reached;
use crate::domain::find::ShortIds;
use crate::domain::id::{CompanyId, ContactId};
use crate::say;
use crate::text::{days, may, reason};

/// A terminal of so many columns has room for two ids.
const WIDE: usize = 100;

/// The agenda: who is due, most pressing first, and why
#[derive(Debug, clap::Args)]
#[command(after_help = "Into a pipe each reason is a line: section, due day, days late, name, company, reason, id, \
                        contact.\n\
                        The id is what `done` and `snooze` take, contact the contact's, with which `log` and `show` take it. On a \
                        terminal as wide as that the contact's stands first. A company's row has the company's id in both places.\n\
                        Someone with several reasons has several lines; they are one contact in --json, and where they are counted.")]
pub struct Args {
    /// Show also what comes in this many days
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=3660))]
    days: u32,
    /// End with status 1 if someone is due
    #[arg(long)]
    check: bool,
    /// One line for a prompt or a greeting, nothing if nobody is due: names (how many and who comes first) or count (only how
    /// many)
    #[arg(
        long,
        value_name = "names|count",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "names",
        value_enum,
        hide_possible_values = true,
        conflicts_with = "days"
    )]
    brief: Option<Brief>,
    /// Say it by a notice of the desktop, a mail or the bell, as configured; nothing if nobody is due
    #[arg(long, conflicts_with_all = ["days", "brief"])]
    notify: bool,
}

impl Args {
    /// Whether it is for whoever isn't looking: where there is no store, none is made.
    pub fn only_glances(&self) -> bool {
        self.brief.is_some() || self.notify
    }
}

/// How much a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Brief {
    Names,
    Count,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.only_glances() {
        let due = Glance::new(session);
        match args.brief {
            Some(how) => brief::run(session, &due, how)?,
            None => notify::run(session, &due)?,
        }
        return Ok(if args.check && due.count > 0 { Status::Nothing } else { Status::Done });
    }
    let (due, printed) = {
        let book = session.store.book();
        let agenda = agenda::agenda(&book, &session.settings, session.today(), args.days);
        let sections = [Section::Now, Section::Rhythm, Section::Next].map(|section| (section, agenda.section(section)));
        let printed = if session.out.is_json() {
            let lines = sections.iter().flat_map(|(_, lines)| agenda.entries(lines, &book));
            Printed::Json(lines.map(|entry| entry_json(session, &book, entry)).collect())
        } else {
            let filled = sections.iter().filter(|(_, lines)| !lines.is_empty());
            let entries = |(section, lines): &(Section, &[Line])| (*section, agenda.entries(lines, &book).collect());
            let filled: Vec<(Section, Vec<Entry>)> = filled.map(entries).collect();
            let shown = filled.iter().flat_map(|(_, entries)| entries);
            let of_one = |entry: &Entry| {
                let reasons = entry.reasons.iter().map(|reason| reason.id(entry.whom));
                reasons.chain([entry.whom.id()]).collect::<Vec<_>>()
            };
            let shown = shown.flat_map(of_one);
            let ids = ShortIds::of_these(&book, shown);
            let full = |(section, entries): &(Section, Vec<Entry>)| {
                let mut table = Table::default();
                for entry in entries {
                    cells(session, &book, &ids, *section, entry).into_iter().for_each(|row| table.push(row));
                }
                (heading(session, *section, entries.len(), args.days), table)
            };
            Printed::Tables(filled.iter().map(full).collect(), agenda.without_rhythm)
        };
        (agenda.due(), printed)
    };
    match printed {
        Printed::Json(rows) => session.out.json(&rows)?,
        Printed::Tables(tables, without_rhythm) => {
            session.out.headed(&tables)?;
            if session.out.is_terminal() {
                if tables.is_empty() {
                    session.tell(&say!(session.text, "due-nobody"));
                }
                if without_rhythm > 0 {
                    session.tell(&say!(session.text, "due-without-rhythm", count = without_rhythm));
                }
            }
        }
    }
    Ok(if args.check && due > 0 { Status::Nothing } else { Status::Done })
}

/// How many a glance names.
const FIRST: usize = 5;

/// How many are due, and who comes first.
struct Glance {
    count: usize,
    /// Names with their reason in a few words, at most [`FIRST`].
    first: Vec<(String, String)>,
}

impl Glance {
    fn new(session: &Session) -> Self {
        let book = session.store.book();
        let agenda = agenda::agenda(&book, &session.settings, session.today(), 0);
        let lines = [Section::Now, Section::Rhythm].map(|section| agenda.section(section));
        let first = lines.iter().flat_map(|lines| lines.iter()).take(FIRST).map(|line| {
            let Entry { whom, reasons, .. } = agenda.entry(line, &book);
            let reason = reasons.first().map(|one| reason::long(&session.text, one, session.today()));
            (whom.name(&book).to_owned(), reason.unwrap_or_default())
        });
        Self { count: agenda.due(), first: first.collect() }
    }
}

enum Printed {
    Json(Vec<EntryJson>),
    Tables(Vec<(String, Table)>, usize),
}

fn heading(session: &Session, section: Section, count: usize, ahead: u32) -> String {
    let name = match section {
        Section::Now => say!(session.text, "section-now"),
        Section::Rhythm => say!(session.text, "section-rhythm"),
        Section::Next => say!(session.text, "section-next", days = ahead),
        Section::Touched => say!(session.text, "section-touched"),
    };
    format!("{name} {count}")
}

/// A row for each reason; on a terminal the name stands only in the first.
fn cells(session: &Session, book: &Book, ids: &ShortIds, section: Section, entry: &Entry) -> Vec<Vec<Cell>> {
    let (text, today) = (&session.text, session.today());
    let (name, company) =
        (entry.whom.name(book), company_of(book, entry.whom).map_or("", |id| book.company_name_of(id)));
    let (whom, is_wide) = (ids.show(entry.whom.id()), session.out.columns().is_some_and(|columns| columns >= WIDE));
    let one = |(at, reason): (usize, &Reason)| {
        let id = Cell::dim(ids.show(reason.id(entry.whom)));
        let words = reason::long(text, reason, today);
        let reached = ceiling_reached(session, book, entry.whom);
        let words = match reached.filter(|_| at == 0) {
            Some(reached) => format!("{words} · {}", may::reached(text, reached)),
            None => words,
        };
        if !session.out.is_terminal() {
            let section = section_name(section);
            let (due, late) = (reason.due.to_string(), reason.days_overdue.to_string());
            return vec![
                section.into(),
                due.into(),
                late.into(),
                name.into(),
                company.into(),
                words.into(),
                id,
                Cell::dim(&*whom),
            ];
        }
        let first = at == 0;
        vec![
            Cell::dim(if first && is_wide { &whom } else { "" }),
            if first { name } else { "" }.into(),
            if first { company } else { "" }.into(),
            if reason.days_overdue > 0 { Cell::late(words) } else { words.into() },
            id,
        ]
    };
    entry.reasons.iter().enumerate().map(one).collect()
}

/// The company that a contact works for; a company itself.
fn company_of(book: &Book, whom: Whom) -> Option<CompanyId> {
    match whom {
        Whom::Contact(contact) => book.facts_of(contact)?.company,
        Whom::Company(company) => Some(company),
    }
}

fn section_name(section: Section) -> &'static str {
    match section {
        Section::Now => "now",
        Section::Rhythm => "rhythm",
        Section::Next => "next",
        Section::Touched => "touched",
    }
}

/// A contact or a company on the agenda; the first reason's day stands here too. Names in the order of letters, as everywhere in JSON.
#[derive(Serialize)]
struct EntryJson {
    ceiling_reached: Option<ReachedJson>,
    company: Option<String>,
    company_id: Option<CompanyId>,
    /// None for a company.
    contact_id: Option<ContactId>,
    days_overdue: Option<i64>,
    due: Option<NaiveDate>,
    name: String,
    reasons: Vec<ReasonJson>,
    section: &'static str,
    tier: Option<char>,
}

/// A ceiling of touches that is reached.
#[derive(Serialize)]
struct ReachedJson {
    at_most: String,
    touches: usize,
}

#[derive(Serialize)]
struct ReasonJson {
    due: NaiveDate,
    id: Uuid,
    interval_days: Option<i64>,
    kind: &'static str,
    last_touch: Option<NaiveDate>,
    text: String,
    time: Option<String>,
    title: Option<String>,
}

/// The ceiling of somebody for whom one touch more would be too many.
fn ceiling_reached(session: &Session, book: &Book, whom: Whom) -> Option<Reached> {
    book.contact(whom.contact()?)?.ceiling_reached(&session.settings, session.today())
}

fn entry_json(session: &Session, book: &Book, entry: Entry) -> EntryJson {
    let company_id = company_of(book, entry.whom);
    let company = company_id.map(|id| book.company_name_of(id)).filter(|name| !name.is_empty());
    let tier = match entry.whom {
        Whom::Contact(contact) => book.facts_of(contact).and_then(|facts| facts.tier),
        Whom::Company(company) => book.company(company).and_then(|company| company.tier),
    };
    let first = entry.reasons.first();
    EntryJson {
        ceiling_reached: ceiling_reached(session, book, entry.whom)
            .map(|reached| ReachedJson { at_most: reached.at_most.to_string(), touches: reached.touches }),
        company: company.map(str::to_owned),
        company_id,
        contact_id: entry.whom.contact(),
        days_overdue: first.map(|reason| reason.days_overdue),
        due: first.map(|reason| reason.due),
        name: entry.whom.name(book).to_owned(),
        section: section_name(entry.section),
        tier: tier.map(|tier| tier.letter()),
        reasons: entry.reasons.into_iter().map(|reason| reason_json(session, entry.whom, reason)).collect(),
    }
}

fn reason_json(session: &Session, whom: Whom, reason: Reason) -> ReasonJson {
    let json = ReasonJson {
        due: reason.due,
        id: reason.id(whom),
        interval_days: None,
        kind: "",
        last_touch: None,
        text: reason::long(&session.text, &reason, session.today()),
        time: reason.time.map(days::time),
        title: None,
    };
    match reason.why {
        Why::FollowUp { title, .. } => ReasonJson { kind: "follow_up", title: Some(title), ..json },
        Why::Complaint { .. } => ReasonJson { kind: "complaint", ..json },
        Why::Retry { .. } => ReasonJson { kind: "retry", ..json },
        Why::Birthday { .. } => ReasonJson { kind: "birthday", ..json },
        Why::Account { interval, last, .. } => {
            let interval_days = Some(interval.approximate_days());
            ReasonJson { kind: "account", interval_days, last_touch: last, ..json }
        }
        Why::Segment { name } if name == WORSE => ReasonJson { kind: "health", ..json },
        Why::Segment { name } => ReasonJson { kind: "segment", title: Some(name), ..json },
        Why::Cadence { interval, last, .. } => {
            let last_touch = last.map(|(day, _)| day);
            ReasonJson { kind: "cadence", interval_days: Some(interval.approximate_days()), last_touch, ..json }
        }
    }
}
