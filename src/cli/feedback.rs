//! `feedback`: praise, a complaint, a wish or a survey answer of a contact. Its topics are counted in `topics`, who waits for an
//! answer is listed in `untold`.

pub mod topics;
mod untold;

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

/// Write down what a contact said of us, and print its id; or count topics, or list who is still to be told
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "With - alone, standard input is read: a JSON object a line with contact, text, kind, score, \
topic, due, severity, owner, promise. All lines are one set; a line that can't be read stops them all:\n  \
  {\"contact\": \"anna@example.com\", \"kind\": \"complaint\", \"text\": \"late twice\", \"due\": \"fri\"}\n\
With --topics each topic is a line: topic, all, praise, complaints, wishes, surveys, open, to be told, day of the last. The same \
topic in another case is the same; feedback without one stands last.\n\
With --to-tell each piece of feedback that is resolved and of which the customer wasn't told is a line, topic by topic: topic, id, day \
resolved, kind, name, company, channel, whether that may be used for service (yes, no), text, what came of it. One answer for all of a \
topic: touchbase answer --about TOPIC told --text TEXT")]
pub struct Args {
    /// Who said it; - alone reads JSON lines from standard input
    #[arg(required_unless_present_any = ["topics", "to_tell"])]
    contact: Option<String>,
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
    /// How bad a complaint is: minor, serious or critical
    #[arg(long)]
    severity: Option<String>,
    /// Who of us sees to it
    #[arg(long)]
    owner: Option<String>,
    /// What was promised
    #[arg(long, value_name = "TEXT")]
    promise: Option<String>,
    /// How often each topic was named, by kind
    #[arg(long, conflicts_with_all = ["contact", "to_tell"])]
    topics: bool,
    /// Only what came in since: 90d, 1.10.
    #[arg(long, value_name = "WHEN", requires = "topics")]
    since: Option<String>,
    /// Whom it is still to be told what came of theirs
    #[arg(long, conflicts_with = "contact")]
    to_tell: bool,
}

/// What a line of standard input may say.
const FIELDS: &[&str] = &["contact", "text", "kind", "score", "topic", "due", "severity", "owner", "promise"];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.topics {
        return topics::run(session, args.since.as_deref());
    }
    if args.to_tell {
        return untold::run(session);
    }
    if args.who() == INPUT && args.text.is_none() {
        if args.has_options() {
            return Err(lines::with_options(&session.text).into());
        }
        let lines = lines::read(session)?;
        return session.commit(|session, ids| {
            lines::each(session, ids, &lines, |book, ids, line| {
                let args = Args::of_line(session, line)?;
                let contact = session.contact(book, args.who());
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
    let contact = session.contact(book, args.who())?;
    let set = act::add_feedback(&session.given(book), ids, &[contact], &new);
    let set = set.map_err(|error| session.act_error(&error, book))?;
    refuse_set(session, &set)?;
    Ok(set)
}

impl Args {
    /// Whether it writes something down.
    pub fn changes(&self) -> bool {
        !self.topics && !self.to_tell
    }

    fn who(&self) -> &str {
        self.contact.as_deref().unwrap_or_default()
    }

    fn has_options(&self) -> bool {
        let words = [&self.kind, &self.topic, &self.due, &self.severity, &self.owner, &self.promise];
        self.score.is_some() || words.into_iter().any(Option::is_some)
    }

    fn of_line(session: &Session, line: &Line) -> Result<Self, Error> {
        let text = &session.text;
        line.only(text, FIELDS)?;
        Ok(Self {
            contact: Some(line.required(text, "contact")?),
            text: Some(line.required(text, "text")?),
            kind: Some(line.required(text, "kind")?),
            score: line.count(text, "score")?,
            topic: line.text(text, "topic")?,
            due: line.text(text, "due")?,
            severity: line.text(text, "severity")?,
            owner: line.text(text, "owner")?,
            promise: line.text(text, "promise")?,
            ..Self::default()
        })
    }

    fn read(&self, session: &Session, said: String) -> Result<NewFeedback, Error> {
        let due = self.due.as_ref().map(|due| session.when(due, Look::Ahead)).transpose();
        let due = due.map_err(|error| explain::in_field(&session.text, "due", error))?;
        let severity = self.severity.as_deref().map(|typed| choice::severity(&session.text, typed)).transpose()?;
        let kind = choice::feedback_kind(&session.text, self.kind.as_deref().unwrap_or_default())?;
        Ok(NewFeedback {
            topic: self.topic.as_deref().unwrap_or_default().trim().trim_start_matches('#').to_owned(),
            score: self.score,
            promised: due.map(|due| due.day),
            severity,
            owner: self.owner.clone().unwrap_or_default(),
            promise: self.promise.clone().unwrap_or_default(),
            ..NewFeedback::new(kind, said)
        })
    }

    fn missing(&self, session: &Session) -> Error {
        let missing = [("TEXT", self.text.is_none()), ("--kind", self.kind.is_none())];
        let missing: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect();
        lines::missing(&session.text, &missing, "touchbase feedback <CONTACT> <TEXT> --kind <KIND>")
    }
}
