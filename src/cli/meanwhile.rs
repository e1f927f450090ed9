//! What others did while a verb was at work: what its set was brought together with, and who has deleted what it is about.

use super::session::Session;
use crate::domain::change::{Change, Set};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::error::Error;
use crate::explain;
use crate::say;
use crate::store::{Committed, Conflict};
use crate::text::names;

/// Says with what the set was brought together when it was committed.
pub fn tell_met(session: &Session, set: &Set, done: &Committed) {
    for met in &done.met {
        let change = set.changes.iter().find(|change| change.id() == Some(met.id));
        let record = change.and_then(|change| change.after.as_ref().or(change.before.as_ref()));
        let called = match record {
            Some(Record::AgendaMark(mark)) => {
                session.store.book().contact(mark.contact).map(|row| row.name.clone()).unwrap_or_default()
            }
            Some(record) => names::record(&session.text, record),
            None => String::new(),
        };
        session.tell(&explain::met(&session.text, met, &called, session.today()));
    }
    if done.same && done.met.is_empty() {
        session.tell(&say!(session.text, "cli-unchanged"));
    }
}

/// The contact or company was deleted, by whom, and how it comes back; `None` where it is there or the history doesn't tell. What
/// others did must be in the book.
pub fn gone(session: &Session, id: RecordId) -> Option<Error> {
    let is_there = match id.kind {
        RecordKind::Contact => session.store.book().contact(id.id.into()).is_some(),
        RecordKind::Company => session.store.book().company(id.id.into()).is_some(),
        _ => true,
    };
    if is_there {
        return None;
    }
    let is_it = |change: &&Change| change.id() == Some(id) && change.after.is_none();
    let past = session.store.past(&[id], 1).ok()?.into_iter().next()?;
    let before = past.changes.iter().find(is_it)?.before.clone();
    let (by, at) = (past.entry, session.store.position());
    let conflict = Conflict { id, base: before, mine: None, theirs: None, by, clashes: Vec::new(), at };
    Some(explain::conflicts(&session.text, &[conflict], session.today()))
}

/// The same of what was there when the verb began and can't be read any more; else `other`.
pub fn gone_or(session: &Session, id: RecordId, other: impl FnOnce() -> Error) -> Error {
    match session.store.refresh() {
        Ok(_) => gone(session, id).unwrap_or_else(other),
        Err(error) => session.store_error(&error),
    }
}
