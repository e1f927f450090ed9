//! `undo`: takes a set back.

use super::failure::{Outcome, Status};
use super::record::{KEPT, kept, one_of, several_named, touched};
use super::session::Session;
use crate::domain::find::{self, Found, Named};
use crate::domain::id::Ending;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::store::{Entry, Seq, Which};
use crate::text::label;

/// Take back the last set, or the one named
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a record: then the last set that touched it; or a set's number, as `history` prints it
    id: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let which = match &args.id {
        None => Which::Last,
        Some(typed) => named(session, typed)?,
    };
    let undone = match &session.once {
        Some(key) => session.store.undo_once(which, key),
        None => session.store.undo(which),
    };
    let undone = undone.map_err(|error| session.store_error(&error))?;
    session.saved = Some(undone.seq);
    let said = label::said(&session.text, &undone.label, session.today());
    let restores = restores(session, &undone)?;
    session.tell(&match restores {
        true => say!(session.text, "cli-redone", label = said),
        false => say!(session.text, "cli-undone", label = said),
    });
    if session.out.is_json() {
        let undone = undone.undoes.unwrap_or(undone.seq);
        session.out.json(&serde_json::json!({ "undone": undone, "restored": restores }))?;
    }
    Ok(Status::Done)
}

/// Whether what was taken back is an undo itself, so that what that one took back is there again.
fn restores(session: &Session, undone: &Entry) -> Result<bool, Error> {
    let Some(target) = undone.undoes else { return Ok(false) };
    let since = usize::try_from(undone.seq.saturating_sub(target)).unwrap_or(usize::MAX);
    let entries = session.store.history(since.saturating_add(1)).map_err(|error| session.store_error(&error))?;
    Ok(entries.iter().any(|entry| entry.seq == target && entry.undoes.is_some()))
}

/// The set that is meant, or the last one that touched the record that is meant.
fn named(session: &Session, typed: &str) -> Result<Which, Error> {
    let found = find::by_id(&session.store.book(), typed);
    let in_book = |found: Found<Named>| match found {
        Found::One(named) => Ok(named.record()),
        Found::Several(fitting) => Err(several_named(session, &session.store.book(), typed, &fitting)),
        // The journal tells of what is done or gone, too; what stands in a file of its own is asked of what is kept.
        Found::None => match touched(session, typed)? {
            none if none.is_empty() => {
                let kept = kept(session, typed, &KEPT).map_err(|error| session.store_error(&error))?;
                one_of(session, typed, &kept)
            }
            fitting => one_of(session, typed, &fitting),
        },
    };
    match Written::read(typed) {
        Written::Set(seq) => Ok(Which::Seq(seq)),
        Written::Id => in_book(found).map(Which::Touching),
        Written::Either(seq) => match in_book(found) {
            Err(error) if error.kind == ErrorKind::NotFound => Ok(Which::Seq(seq)),
            Ok(_) | Err(Error { kind: ErrorKind::Ambiguous, .. }) if seq <= session.store.position() => {
                Err(set_or_id(session, typed))
            }
            found => found.map(Which::Touching),
        },
    }
}

/// What was written, by its form.
#[derive(Debug, PartialEq)]
enum Written {
    /// `#42`, or fewer digits than an id has.
    Set(Seq),
    /// Letters are in it, or a zero stands before it.
    Id,
    Either(Seq),
}

impl Written {
    fn read(typed: &str) -> Self {
        match (typed.strip_prefix('#').map(str::parse), typed.parse()) {
            (Some(Ok(seq)), _) => Self::Set(seq),
            (None, Ok(seq)) if Ending::read(typed).is_none() => Self::Set(seq),
            (None, Ok(seq)) if !typed.starts_with('0') => Self::Either(seq),
            _ => Self::Id,
        }
    }
}

fn set_or_id(session: &Session, typed: &str) -> Error {
    let hint = say!(session.text, "hint-set-or-id", set = typed);
    Error::new(ErrorKind::Ambiguous, say!(session.text, "error-set-or-id", id = typed)).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_ids_are_told_apart() {
        for (typed, expect) in [
            ("42", Written::Set(42)),
            ("#42", Written::Set(42)),
            ("#1234", Written::Set(1234)),
            ("007", Written::Set(7)),
            ("1234", Written::Either(1234)),
            ("0123", Written::Id),
            ("12a4", Written::Id),
            ("#12a4", Written::Id),
            ("99999999999999999999999999999999", Written::Id),
            ("x", Written::Id),
        ] {
            assert_eq!(Written::read(typed), expect, "{typed:?}");
        }
    }
}
