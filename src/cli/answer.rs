//! `answer`: how far feedback has come: acknowledged, resolved, the customer told, or open again.

use super::choice;
use super::done::no_such_id;
use super::failure::Outcome;
use super::record::{kept, one_of, several_named};
use super::session::Session;
use crate::domain::act::{self, Handling};
use crate::domain::feedback::Feedback;
use crate::domain::find::{self, Found, Named};
use crate::domain::record::{Record, RecordKind};
use crate::domain::when::Look;
use crate::error::Error;

/// Say how far feedback has come, and what came of it
#[derive(Debug, clap::Args)]
#[command(after_help = "`told` also resolves what wasn't. `done ID` is the same as `answer ID resolved`.")]
pub struct Args {
    /// Its id as `due` and `show` print it
    id: String,
    /// acknowledged, resolved, told (resolved, and the customer knows), or open again
    state: String,
    /// The day it was resolved or the customer told [default: today]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// What came of it, or what the customer was told; - reads standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let handling = Handling {
        to: choice::standing(&session.text, "STATE", &args.state)?,
        day: args.on.as_deref().map_or(Ok(session.today()), |on| session.when(on, Look::Back).map(|when| when.day))?,
        answer: args.text.as_deref().map(|text| session.text_or_input(text)).transpose()?,
    };
    session.commit(|session, _| {
        let feedback = named(session, &args.id)?;
        let book = session.store.book();
        act::handle(&session.given(&book), &[feedback], &handling).map_err(|error| session.act_error(&error, &book))
    })
}

/// The feedback that an id names. What is closed isn't in the book: only for that the full records are asked.
fn named(session: &Session, typed: &str) -> Result<Feedback, Error> {
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
