//! `feedback`: praise, a complaint, a wish or a survey answer of a contact.

use super::choice;
use super::failure::Outcome;
use super::fields::refuse_set;
use super::lines::{self, INPUT, Line};
use super::session::Session;
use crate::domain::act::{self, NewFeedback};
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::id::Ids;
use crate::domain::when::Look;
use crate::error::Error;
use crate::explain;

/// Write down what a contact said of us, and print its id
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "With - alone, standard input is read: a JSON object a line with contact, text, kind, score, \
topic, due. All lines are one set; a line that can't be read stops them all:\n  \
  {\"contact\": \"anna@example.com\", \"kind\": \"complaint\", \"text\": \"late twice\", \"due\": \"fri\"}")]
pub struct Args {
    /// Who said it; - alone reads JSON lines from standard input
    contact: String,
    /// What was said; - reads standard input
    text: Option<String>,
    /// praise, complaint, wish or survey
    #[arg(long)]
    kind: Option<String>,
    /// 0 to 10
    #[arg(long, value_name = "0-10")]
    score: Option<u8>,
    /// What it is about
    #[arg(long)]
    topic: Option<String>,
    /// The day by which an answer is promised
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
}

/// What a line of standard input may say.
const FIELDS: &[&str] = &["contact", "text", "kind", "score", "topic", "due"];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.contact == INPUT && args.text.is_none() {
        if args.kind.is_some() || args.score.is_some() || args.topic.is_some() || args.due.is_some() {
            return Err(lines::with_options(&session.text).into());
        }
        let lines = lines::read(session)?;
        return session.commit(|session, ids| {
            lines::each(session, ids, &lines, |book, ids, line| {
                let args = Args::of_line(session, line)?;
                let contact = session.contact(book, &args.contact);
                contact.map_err(|error| explain::in_field(&session.text, "contact", error))?;
                add(session, book, ids, &args, args.read(session, args.text.clone().unwrap_or_default())?)
            })
        });
    }
    let (Some(text), Some(_)) = (&args.text, &args.kind) else { return Err(args.missing(session).into()) };
    let new = args.read(session, session.text_or_input(text)?)?;
    session.commit(|session, ids| add(session, &session.store.book(), ids, &args, new.clone()))
}

fn add(session: &Session, book: &Book, ids: &mut Ids, args: &Args, new: NewFeedback) -> Result<Set, Error> {
    let contact = session.contact(book, &args.contact)?;
    let set = act::add_feedback(&session.given(book), ids, &[contact], &new);
    let set = set.map_err(|error| session.act_error(&error, book))?;
    refuse_set(session, &set)?;
    Ok(set)
}

impl Args {
    fn of_line(session: &Session, line: &Line) -> Result<Self, Error> {
        let text = &session.text;
        line.only(text, FIELDS)?;
        Ok(Self {
            contact: line.required(text, "contact")?,
            text: Some(line.required(text, "text")?),
            kind: Some(line.required(text, "kind")?),
            score: line.count(text, "score")?,
            topic: line.text(text, "topic")?,
            due: line.text(text, "due")?,
        })
    }

    fn read(&self, session: &Session, said: String) -> Result<NewFeedback, Error> {
        let due = self.due.as_ref().map(|due| session.when(due, Look::Ahead)).transpose();
        let due = due.map_err(|error| explain::in_field(&session.text, "due", error))?;
        Ok(NewFeedback {
            kind: choice::feedback_kind(&session.text, self.kind.as_deref().unwrap_or_default())?,
            text: said,
            topic: self.topic.as_deref().unwrap_or_default().trim().trim_start_matches('#').to_owned(),
            score: self.score,
            promised: due.map(|due| due.day),
        })
    }

    fn missing(&self, session: &Session) -> Error {
        let missing = [("TEXT", self.text.is_none()), ("--kind", self.kind.is_none())];
        let missing: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect();
        lines::missing(&session.text, &missing, "touchbase feedback <CONTACT> <TEXT> --kind <KIND>")
    }
}
