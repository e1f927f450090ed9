//! `log`: what happened with a contact.

use super::choice;
use super::done::{item, still_open};
use super::failure::Outcome;
use super::fields::refuse_set;
use super::lines::{self, INPUT, Line};
use super::session::Session;
use crate::domain::act::{self, Item};
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::id::Ids;
use crate::domain::interaction::Direction;
use crate::domain::log_line::{self, Clause, Context, Part, Problem, Reading, Trouble};
use crate::domain::when::{self, Look};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::{may, names};

/// Log what happened with a contact, and print the interaction's id
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "LINE is what is typed on the screens, too:\n  \
                        touchbase log 'Deniz Çelik' 'call: asked for the new price list >> 2w send offer'\n  \
                        touchbase log anna 'yesterday visit 45min +Berg: samples >> complaint: late >> fri 14:30 call'\n\
                        A touch does the follow-up that is due, if it is the only one; `>> done 1 2` names others, \
                        `>> keep` none.\n\
                        With options nothing is done unless --done says so. LINE - takes standard input as text, as it is: \
                        no head and no clause is read in it.\n\
                        \n\
                        With - alone, standard input is read: a JSON object a line with contact, line (or text, as it \
                        is), kind, direction, outcome, purpose, worth, at (or day and time), minutes, with, next, topics, done. All \
                        lines are one set; a line that can't be read stops them all:\n  \
                        {\"contact\": \"anna@example.com\", \"line\": \"mail: sent the offer >> 1w ask\"}")]
pub struct Args {
    /// With whom; - alone reads JSON lines from standard input
    contact: String,
    /// What happened, as one argument; - reads standard input
    line: Option<String>,
    /// call, mail, meeting, video, chat, visit, letter, social, event or note
    #[arg(long)]
    kind: Option<String>,
    /// They started it
    #[arg(long = "in", conflicts_with = "outgoing")]
    incoming: bool,
    /// We started it
    #[arg(long = "out")]
    outgoing: bool,
    /// reached, no_answer or left_message
    #[arg(long)]
    outcome: Option<String>,
    /// When it was: yesterday, 'fri 14:30'
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// How long it took
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
    /// Who else took part; may be repeated
    #[arg(long, value_name = "CONTACT")]
    with: Vec<String>,
    /// A follow-up, its day before its title: 'fri 14:30 call back'; may be repeated
    #[arg(long, value_name = "WHEN TITLE")]
    next: Vec<String>,
    /// What it was about; may be repeated
    #[arg(long)]
    topic: Vec<String>,
    /// For contract, service, marketing or survey
    #[arg(long = "for", value_name = "PURPOSE")]
    purpose: Option<String>,
    /// What a marketing touch is worth to the customer
    #[arg(long, value_name = "TEXT")]
    worth: Option<String>,
    /// A follow-up that is done by it; may be repeated
    #[arg(long, value_name = "ID")]
    done: Vec<String>,
}

/// What a line of standard input may say.
const FIELDS: &[&str] = &[
    "contact",
    "line",
    "text",
    "kind",
    "direction",
    "outcome",
    "at",
    "day",
    "time",
    "minutes",
    "with",
    "next",
    "topics",
    "purpose",
    "worth",
    "done",
];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.contact == INPUT && args.line.is_none() {
        if has_options(&args) {
            return Err(lines::with_options(&session.text).into());
        }
        let lines = lines::read(session)?;
        for line in &lines {
            let done = line.texts(&session.text, "done")?;
            done.iter().try_for_each(|typed| still_open(session, typed))?;
        }
        return session.commit(|session, ids| {
            lines::each(session, ids, &lines, |book, ids, line| {
                let (args, said) = of_line(session, line)?;
                let contact = session.contact(book, &args.contact);
                contact.map_err(|error| explain::in_field(&session.text, "contact", error))?;
                log(session, book, ids, &args, &reading(session, &args, said)?)
            })
        });
    }
    let said = match args.line.as_deref() {
        Some(INPUT) => Said::Text(session.text_or_input(INPUT)?),
        Some(line) => Said::Line(line.to_owned()),
        None => {
            return Err(lines::missing(&session.text, &["LINE"], "touchbase log <CONTACT> <LINE>").into());
        }
    };
    if let Said::Line(line) = &said
        && let Some(word) = log_line::unknown_head(line, &context(session))
    {
        session.tell(&say!(session.text, "log-unknown-head", word = word));
    }
    let reading = reading(session, &args, said)?;
    if reading.looks_like_head {
        let kind = names::kind(&session.text, reading.kind);
        session.tell(&say!(session.text, "cli-log-head", kind = kind));
    }
    args.done.iter().try_for_each(|typed| still_open(session, typed))?;
    session.commit(|session, ids| log(session, &session.store.book(), ids, &args, &reading))
}

fn log(session: &Session, book: &Book, ids: &mut Ids, args: &Args, reading: &Reading) -> Result<Set, Error> {
    let contact = session.contact(book, &args.contact)?;
    let given = session.given(book);
    let mut plan = act::plan_log(&given, &[contact], None, reading).map_err(|e| session.act_error(&e, book))?;
    for typed in &args.done {
        match item(session, book, typed)? {
            Item::FollowUp(id) if !plan.does.contains(&id) => plan.does.push(id),
            Item::FollowUp(_) => {}
            _ => return Err(no_follow_up(session, typed)),
        }
    }
    for (row, channel, may) in plan.against(book) {
        if let Some(why) = may::why_not(&session.text, channel, may, session.today()) {
            session.tell(&format!("✗ {}: {why}", row.name));
        }
    }
    for (row, reached) in plan.too_often(book, &session.settings) {
        session.tell(&format!("▲ {}: {}", row.name, may::too_many(&session.text, reached)));
    }
    if plan.asks_worth() {
        session.tell(&say!(session.text, "cli-log-worth"));
    }
    let set = act::log(&given, ids, &plan);
    refuse_set(session, &set)?;
    Ok(set)
}

/// What was said of it.
enum Said {
    /// A line with head and clauses.
    Line(String),
    /// Text as it is.
    Text(String),
}

/// What a line of standard input says, in options.
fn of_line(session: &Session, line: &Line) -> Result<(Args, Said), Error> {
    let text = &session.text;
    line.only(text, FIELDS)?;
    let said = match (line.text(text, "line")?, line.text(text, "text")?) {
        (Some(line), None) => {
            let error = |trouble| explain::line(text, &trouble, session.today());
            let read = log_line::read(&line, &context(session)).map_err(error);
            read.map_err(|error| explain::in_field(text, "line", error))?;
            Said::Line(line)
        }
        (None, Some(literal)) => Said::Text(literal),
        (None, None) => {
            return Err(lines::missing(text, &["line"], r#"{"contact": "anna", "line": "call: asked for prices"}"#));
        }
        (Some(_), Some(_)) => {
            return Err(Error::new(ErrorKind::Usage, say!(text, "error-use-conflict", one = "line", other = "text")));
        }
    };
    let direction = line.text(text, "direction")?;
    let direction = direction.map(|typed| choice::direction(text, &typed)).transpose()?;
    let day = [line.text(text, "at")?, line.text(text, "day")?, line.text(text, "time")?];
    let at: Vec<String> = day.into_iter().flatten().collect();
    let args = Args {
        contact: line.required(text, "contact")?,
        line: None,
        kind: line.text(text, "kind")?,
        incoming: direction == Some(Direction::In),
        outgoing: direction == Some(Direction::Out),
        outcome: line.text(text, "outcome")?,
        at: (!at.is_empty()).then(|| at.join(" ")),
        minutes: line.count(text, "minutes")?,
        with: line.texts(text, "with")?,
        next: line.texts(text, "next")?,
        topic: line.texts(text, "topics")?,
        purpose: line.text(text, "purpose")?,
        worth: line.text(text, "worth")?,
        done: line.texts(text, "done")?,
    };
    Ok((args, said))
}

/// With what a line is read.
fn context(session: &Session) -> Context<'_> {
    Context { today: session.today(), now: session.now.time(), settings: &session.settings }
}

/// The line and what the options add to it. What is said in both is an error, and so is a line that is nothing but a head.
fn reading(session: &Session, args: &Args, said: Said) -> Result<Reading, Error> {
    let context = context(session);
    let trouble = |trouble: &Trouble| explain::line(&session.text, trouble, session.today());
    let twice = |part| trouble(&Trouble { span: 0..0, problem: Problem::Twice(part) });
    let mut reading = match said {
        Said::Text(input) if input.trim().is_empty() => {
            return Err(trouble(&Trouble { span: 0..0, problem: Problem::Empty }));
        }
        Said::Text(input) => literal(session, &input),
        Said::Line(line) => log_line::read(&line, &context).map_err(|error| trouble(&error))?,
    };
    if let Some(kind) = &args.kind {
        if reading.kind_said {
            return Err(twice(Part::Kind));
        }
        reading.kind = choice::kind(&session.text, kind)?;
        reading.kind_said = true;
        reading.looks_like_head = false;
        reading.only_head = false;
    }
    if reading.only_head {
        return Err(explain::only_head(&session.text, &reading.text));
    }
    let direction = args.incoming.then_some(Direction::In).or(args.outgoing.then_some(Direction::Out));
    let outcome = args.outcome.as_ref().map(|outcome| choice::outcome(&session.text, outcome)).transpose()?;
    once(&mut reading.direction, direction).map_err(|()| twice(Part::Direction))?;
    once(&mut reading.outcome, outcome).map_err(|()| twice(Part::Outcome))?;
    let purpose = args.purpose.as_ref().map(|typed| choice::purpose(&session.text, "--for", typed)).transpose()?;
    once(&mut reading.purpose, purpose).map_err(|()| twice(Part::Purpose))?;
    if let Some(worth) = &args.worth {
        if reading.worth().is_some() {
            return Err(twice(Part::Worth));
        }
        reading.clauses.push(Clause::Worth(worth.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    once(&mut reading.minutes, args.minutes).map_err(|()| twice(Part::Minutes))?;
    if let Some(at) = &args.at {
        let at = session.when(at, Look::Back).map_err(|error| explain::in_field(&session.text, "at", error))?;
        once(&mut reading.day, Some(at.day)).map_err(|()| twice(Part::Day))?;
        once(&mut reading.time, at.time).map_err(|()| twice(Part::Time))?;
        if at.time.is_some_and(|time| at.day == session.today() && time > session.now.time()) {
            return Err(trouble(&Trouble { span: 0..0, problem: Problem::Future(at) }));
        }
    }
    reading.people.extend(args.with.iter().cloned());
    for topic in args.topic.iter().map(|topic| topic.trim().trim_start_matches('#')).filter(|topic| !topic.is_empty()) {
        if !reading.topics.iter().any(|there| there == topic) {
            reading.topics.push(topic.to_owned());
        }
    }
    for next in &args.next {
        let (when, title) = when::read_prefix(next, session.today(), Look::Ahead, &session.settings)
            .map_err(|error| explain::in_field(&session.text, "next", explain::day(&session.text, &error)))?;
        reading.clauses.push(Clause::FollowUp { when, title: title.to_owned() });
    }
    let says_done = reading.clauses.iter().any(|clause| matches!(clause, Clause::Done(_) | Clause::Keep));
    if has_options(args) && !says_done {
        reading.clauses.push(Clause::Keep);
    }
    Ok(reading)
}

/// Text as it is, of the kind that is meant where none is said.
fn literal(session: &Session, text: &str) -> Reading {
    Reading {
        kind: session.settings.log_kind,
        kind_said: false,
        direction: None,
        outcome: None,
        purpose: None,
        day: None,
        time: None,
        minutes: None,
        people: Vec::new(),
        shared: None,
        text: text.trim().to_owned(),
        topics: log_line::topics(text),
        clauses: vec![Clause::Keep],
        looks_like_head: false,
        only_head: false,
    }
}

/// Takes the option's value where the line says nothing.
fn once<T>(said: &mut Option<T>, option: Option<T>) -> Result<(), ()> {
    match (said.is_some(), option) {
        (_, None) => Ok(()),
        (true, Some(_)) => Err(()),
        (false, option) => {
            *said = option;
            Ok(())
        }
    }
}

fn has_options(args: &Args) -> bool {
    args.kind.is_some()
        || args.incoming
        || args.outgoing
        || args.outcome.is_some()
        || args.at.is_some()
        || args.minutes.is_some()
        || args.purpose.is_some()
        || args.worth.is_some()
        || !(args.with.is_empty() && args.next.is_empty() && args.topic.is_empty() && args.done.is_empty())
}

fn no_follow_up(session: &Session, typed: &str) -> Error {
    Error::new(ErrorKind::NotFound, say!(session.text, "error-no-follow-up", id = typed))
}
