//! `answer`: how far feedback has come: acknowledged, resolved, the customer told, or open again.

use super::choice;
use super::done::no_such_id;
use super::failure::Outcome;
use super::fields::refuse_set;
use super::record::{kept, one_of, several_named};
use super::session::Session;
use crate::domain::act::{self, Handling};
use crate::domain::change::Set;
use crate::domain::complaint::{Goodwill, Severity};
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::find::{self, Found, Named};
use crate::domain::id::Ids;
use crate::domain::record::{Record, RecordKind};
use crate::domain::topic;
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::say;

/// Say how far feedback has come, and what came of it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "`told` also resolves what wasn't. `done ID` is the same as `answer ID resolved`. A complaint that is resolved is asked \
after by a follow-up some days later, as [feedback] check_back says.\n\
With --about there is no ID: all feedback on a topic that isn't closed is brought so far at once, but for complaints that are open; \
`--kind complaint` means those, too:\n  \
  touchbase answer --about samples told --text \"there are samples now\"\n\
Without a STATE only what is said of it changes: --severity, --owner, --promise, --cause, --goodwill."
)]
pub struct Args {
    /// Its id as `due` and `show` print it
    #[arg(required_unless_present = "about")]
    id: Option<String>,
    /// acknowledged, resolved, told (resolved, and the customer knows), or open again
    state: Option<String>,
    /// The day it was resolved or the customer told [default: today]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// What came of it, or what the customer was told; - reads standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Why it came to that
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    /// What was given to make good: an amount, or anything else in words
    #[arg(long, value_name = "AMOUNT or TEXT")]
    goodwill: Option<String>,
    /// How bad a complaint is: minor, serious or critical
    #[arg(long)]
    severity: Option<String>,
    /// Who of us sees to it
    #[arg(long)]
    owner: Option<String>,
    /// What was promised
    #[arg(long, value_name = "TEXT")]
    promise: Option<String>,
    /// All that isn't closed on this topic
    #[arg(long, value_name = "TOPIC")]
    about: Option<String>,
    /// Of those only praise, complaint, wish or survey
    #[arg(long, requires = "about")]
    kind: Option<String>,
}

pub fn run(session: &mut Session, mut args: Args) -> Outcome {
    // Without an id the first word is the state.
    if args.about.is_some() && args.state.is_none() {
        args.state = args.id.take();
    }
    if args.about.is_some() && args.id.is_some() {
        let what = say!(session.text, "error-answer-id-and-topic");
        return Err(Error::new(ErrorKind::Usage, what).into());
    }
    let told = Told::read(session, &args)?;
    let kind = args.kind.as_deref().map(|kind| choice::feedback_kind(&session.text, kind)).transpose()?;
    session.commit(|session, ids| {
        let feedback = match (&args.about, &args.id) {
            (Some(topic), _) => about(session, topic, kind)?,
            (None, id) => vec![named(session, id.as_deref().unwrap_or_default())?],
        };
        told.set(session, ids, &feedback)
    })
}

/// What is said of feedback.
struct Told {
    handling: Option<Handling>,
    /// What came of it, where it isn't brought further.
    answer: Option<String>,
    cause: Option<String>,
    goodwill: Option<Option<Goodwill>>,
    severity: Option<Option<Severity>>,
    owner: Option<String>,
    promise: Option<String>,
}

impl Told {
    fn read(session: &Session, args: &Args) -> Result<Self, Error> {
        let text = &session.text;
        let on = args.on.as_deref().map(|on| session.when(on, Look::Back).map(|when| when.day)).transpose()?;
        let answer = args.text.as_deref().map(|text| session.text_or_input(text)).transpose()?;
        let to = args.state.as_deref().map(|state| choice::standing(text, "STATE", state)).transpose()?;
        let currency = session.settings.currency();
        // An empty word takes away what was noted.
        let severity = |typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => choice::severity(text, typed).map(Some),
        };
        let told = Self {
            handling: to.map(|to| Handling::new(to, on.unwrap_or(session.today()))),
            answer,
            cause: args.cause.clone(),
            goodwill: args.goodwill.as_deref().map(|typed| Goodwill::read(typed, currency)),
            severity: args.severity.as_deref().map(severity).transpose()?,
            owner: args.owner.clone(),
            promise: args.promise.clone(),
        };
        if told.handling.is_none() && (on.is_some() || !told.changes()) {
            return Err(Error::new(ErrorKind::Usage, say!(text, "error-answer-no-state"))
                .hint(say!(text, "hint-answer-no-state")));
        }
        Ok(told)
    }

    /// Whether anything is said besides how far it has come.
    fn changes(&self) -> bool {
        let texts = [&self.answer, &self.cause, &self.owner, &self.promise];
        texts.into_iter().any(Option::is_some) || self.goodwill.is_some() || self.severity.is_some()
    }

    fn set(&self, session: &Session, ids: &mut Ids, feedback: &[Feedback]) -> Result<Set, Error> {
        let book = session.store.book();
        let given = session.given(&book);
        let after: Vec<Feedback> = feedback.iter().map(|one| self.of(one)).collect();
        let edits = feedback.iter().zip(&after);
        let mut sets: Vec<Set> =
            edits.map(|(before, after)| act::edit(&given, before.clone(), after.clone(), Vec::new())).collect();
        let set = match &self.handling {
            None => Set::joined(sets),
            Some(handling) => {
                let set = act::handle(&given, ids, &after, handling);
                let set = set.map_err(|error| session.act_error(&error, &book))?;
                let label = set.label.clone();
                sets.push(set);
                Set { label, ..Set::joined(sets) }
            }
        };
        refuse_set(session, &set)?;
        Ok(set)
    }

    /// One as it is said, but for how far it has come.
    fn of(&self, before: &Feedback) -> Feedback {
        let text =
            |new: &Option<String>, old: &String| new.as_deref().map_or_else(|| old.clone(), |new| new.trim().into());
        Feedback {
            answer: text(&self.answer, &before.answer),
            cause: text(&self.cause, &before.cause),
            goodwill: self.goodwill.clone().unwrap_or_else(|| before.goodwill.clone()),
            severity: self.severity.unwrap_or(before.severity),
            owner: text(&self.owner, &before.owner),
            promise: text(&self.promise, &before.promise),
            ..before.clone()
        }
    }
}

/// All feedback on a topic that one answer is for.
fn about(session: &Session, topic: &str, kind: Option<FeedbackKind>) -> Result<Vec<Feedback>, Error> {
    let book = session.store.book();
    let feedback: Vec<Feedback> = topic::answered_together(&book, topic, kind).into_iter().cloned().collect();
    match feedback.is_empty() {
        true => Err(Error::new(ErrorKind::NotFound, say!(session.text, "error-no-topic", topic = topic))
            .hint(say!(session.text, "hint-no-topic"))),
        false => Ok(feedback),
    }
}

/// The feedback that an id names. What is closed isn't in the book: only for that the full records are asked.
pub(super) fn named(session: &Session, typed: &str) -> Result<Feedback, Error> {
    {
        let book = session.store.book();
        match find::by_id(&book, typed) {
            Found::One(Named::Feedback(id)) => {
                return book.feedback(id).cloned().ok_or_else(|| no_such_id(session, typed));
            }
            Found::Several(fitting) => return Err(several_named(session, &book, typed, &fitting)),
            Found::One(_) => return Err(no_such_id(session, typed)),
            Found::None => {}
        }
    }
    let failed = |error| session.store_error(&error);
    let fitting = kept(session, typed, &[RecordKind::Feedback]).map_err(failed)?;
    let id = one_of(session, typed, &fitting)?;
    match session.store.record(id).map_err(failed)? {
        Some(Record::Feedback(one)) => Ok(one),
        _ => Err(no_such_id(session, typed)),
    }
}
