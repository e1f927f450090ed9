//! `done`: a follow-up done, a complaint resolved, a birthday congratulated.

use super::failure::Outcome;
use super::session::Session;
use crate::domain::act::{self, Item};
use crate::domain::book::Book;
use crate::domain::find::{self, Found, Named};
use crate::error::{Candidate, Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::reason;

/// Mark follow-ups done, complaints resolved, birthdays congratulated
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids as `due` and `show` print them; a contact's for its birthday
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    session.commit(|session, ids| {
        let book = session.store.book();
        let items = args.ids.iter().map(|id| item(session, &book, id)).collect::<Result<Vec<_>, _>>()?;
        act::done(&session.given(&book), ids, &items).map_err(|error| session.act_error(&error, &book))
    })
}

/// What on the agenda an id names; a contact can be named otherwise, too.
pub fn item(session: &Session, book: &Book, typed: &str) -> Result<Item, Error> {
    match find::by_id(book, typed) {
        Found::One(Named::FollowUp(id)) => Ok(Item::FollowUp(id)),
        Found::One(Named::Feedback(id)) => Ok(Item::Feedback(id)),
        Found::One(Named::Contact(id)) => Ok(Item::Contact(id)),
        Found::Several(fitting) => Err(several_ids(session, book, typed, &fitting)),
        Found::One(Named::Company(_)) | Found::None => match find::contact(book, typed) {
            Found::One(id) => Ok(Item::Contact(id)),
            Found::Several(fitting) => Err(explain::several(&session.text, typed, book, &fitting)),
            Found::None => Err(no_such_id(session, typed)),
        },
    }
}

pub fn no_such_id(session: &Session, typed: &str) -> Error {
    Error::new(ErrorKind::NotFound, say!(session.text, "error-no-id", id = typed))
        .hint(say!(session.text, "hint-no-id"))
}

pub fn several_ids(session: &Session, book: &Book, typed: &str, fitting: &[Named]) -> Error {
    let candidates = fitting.iter().map(|named| candidate(session, book, *named)).collect();
    let what = say!(session.text, "error-several-ids", id = typed, count = fitting.len());
    Error { candidates, ..Error::new(ErrorKind::Ambiguous, what) }.hint(say!(session.text, "hint-several-ids"))
}

fn candidate(session: &Session, book: &Book, named: Named) -> Candidate {
    let of = |contact| book.contact(contact).map_or(String::new(), |row| row.name.clone());
    let (id, name, company) = match named {
        Named::Contact(id) => (id.0, of(id), String::new()),
        Named::Company(id) => (id.0, String::new(), book.company(id).map_or(String::new(), |c| c.name.clone())),
        Named::FollowUp(id) => {
            let follow_up = book.follow_up(id);
            let title = follow_up.map_or(String::new(), |f| reason::title(&session.text, &f.title));
            (id.0, follow_up.map_or(String::new(), |f| format!("{}: {title}", of(f.contact))), String::new())
        }
        Named::Feedback(id) => {
            let name = book.feedback(id).map_or(String::new(), |f| format!("{}: {}", of(f.contact), f.text));
            (id.0, name, String::new())
        }
    };
    // As many digits as tell them apart are more than were typed: the whole id.
    Candidate { id: id.to_string(), short: id.to_string(), name, company }
}
