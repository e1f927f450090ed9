//! `undo`: takes a set back.

use super::done;
use super::failure::{Outcome, Status};
use super::session::Session;
use crate::domain::book::Book;
use crate::domain::find::{self, Found};
use crate::domain::id;
use crate::domain::record::{RecordId, RecordKind};
use crate::error::{Candidate, Error, ErrorKind};
use crate::say;
use crate::store::{Seq, StoreError, Which};
use crate::text::label;

/// Digits of a shortened id at the least.
const SHORTEST_ID: usize = 4;

/// Take back the last set, or the one named
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a record: then the last set that touched it; or a set's number, as `history` prints it
    id: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let which = match &args.id {
        None => Which::Last,
        Some(typed) => named(session, &session.store.book(), typed)?,
    };
    let undone = match &session.once {
        Some(key) => session.store.undo_once(which, key),
        None => session.store.undo(which),
    };
    let undone = undone.map_err(|error| session.store_error(&error))?;
    session.saved = Some(undone.seq);
    session.tell(&say!(session.text, "cli-undone", label = label::said(&session.text, &undone.label, session.today())));
    if session.out.is_json() {
        session.out.json(&serde_json::json!({ "undone": undone.undoes.unwrap_or(undone.seq) }))?;
    }
    Ok(Status::Done)
}

/// `#42` is a set, and so is a number, unless there is no such set or it is the end of an id, too; else it is one.
fn named(session: &Session, book: &Book, typed: &str) -> Result<Which, Error> {
    let seq: Option<Seq> = typed.strip_prefix('#').unwrap_or(typed).parse().ok();
    if let Some(seq) = seq.filter(|seq| typed.starts_with('#') || *seq <= session.store.position()) {
        let could_be_id = typed.len() >= SHORTEST_ID && !matches!(find::by_id(book, typed), Found::None);
        return if could_be_id { Err(set_or_id(session, typed)) } else { Ok(Which::Seq(seq)) };
    }
    match find::by_id(book, typed) {
        Found::One(named) => Ok(Which::Touching(named.record())),
        Found::Several(fitting) => Err(done::several_ids(session, book, typed, &fitting)),
        Found::None => touched(session, typed).map(Which::Touching).map_err(|error| match seq {
            Some(seq) if error.kind == ErrorKind::NotFound => session.store_error(&StoreError::NoSuchSet(seq)),
            _ => error,
        }),
    }
}

fn set_or_id(session: &Session, typed: &str) -> Error {
    let hint = say!(session.text, "hint-set-or-id", set = typed);
    Error::new(ErrorKind::Ambiguous, say!(session.text, "error-set-or-id", id = typed)).hint(hint)
}

/// A record that the book no longer has whole, or never had: the journal tells of every one that was touched.
pub fn touched(session: &Session, typed: &str) -> Result<RecordId, Error> {
    let past = session.store.history(usize::MAX).map_err(|error| session.store_error(&error))?;
    let fits = |record: &RecordId| record.kind != RecordKind::AgendaMark && id::names(typed, record.id);
    let mut fitting: Vec<RecordId> = past.into_iter().flat_map(|entry| entry.touched).filter(fits).collect();
    fitting.sort_unstable();
    fitting.dedup();
    match fitting[..] {
        [] => Err(done::no_such_id(session, typed)),
        [one] => Ok(one),
        _ => {
            let candidates = fitting.iter().map(|record| Candidate {
                id: record.id.to_string(),
                short: record.id.to_string(),
                name: String::new(),
                company: String::new(),
            });
            let what = say!(session.text, "error-several-ids", id = typed, count = fitting.len());
            let hint = say!(session.text, "hint-several-ids");
            Err(Error { candidates: candidates.collect(), ..Error::new(ErrorKind::Ambiguous, what) }.hint(hint))
        }
    }
}
