//! `undo`: takes a set back.

use super::done;
use super::failure::{Outcome, Status};
use super::session::Session;
use crate::domain::book::Book;
use crate::domain::find::{self, Found, Named};
use crate::domain::id;
use crate::domain::record::{RecordId, RecordKind};
use crate::error::Error;
use crate::say;
use crate::store::Which;
use crate::text::label;

/// Take back the last set, or the one named
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The set's number, or the id of a record: then the last set that touched it
    id: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let which = match &args.id {
        None => Which::Last,
        Some(typed) => named(session, &session.store.book(), typed)?,
    };
    let undone = session.store.undo(which).map_err(|error| session.store_error(&error))?;
    session.tell(&say!(session.text, "cli-undone", label = label::said(&session.text, &undone.label, session.today())));
    if session.out.is_json() {
        session.out.json(&serde_json::json!({ "undone": undone.undoes.unwrap_or(undone.seq) }))?;
    }
    Ok(Status::Done)
}

/// A number is a set's, unless it is longer than any; else it is the end of an id.
fn named(session: &Session, book: &Book, typed: &str) -> Result<Which, Error> {
    let of = |kind, id| Ok(Which::Touching(RecordId::new(kind, id)));
    if let Some(seq) = typed.parse().ok().filter(|seq| *seq <= session.store.position()) {
        return Ok(Which::Seq(seq));
    }
    match find::by_id(book, typed) {
        Found::One(Named::Contact(id)) => of(RecordKind::Contact, id.0),
        Found::One(Named::Company(id)) => of(RecordKind::Company, id.0),
        Found::One(Named::FollowUp(id)) => of(RecordKind::FollowUp, id.0),
        Found::One(Named::Feedback(id)) => of(RecordKind::Feedback, id.0),
        Found::Several(fitting) => Err(done::several_ids(session, book, typed, &fitting)),
        Found::None => {
            let mut glances = book.contacts().flat_map(|row| &row.interactions.list);
            match glances.find(|glance| id::names(typed, glance.id.0)) {
                Some(glance) => of(RecordKind::Interaction, glance.id.0),
                None => Err(done::no_such_id(session, typed)),
            }
        }
    }
}
