//! Which record was named: contacts and companies as people name them, all else by its id.

use super::done::{no_such_id, several_ids};
use super::session::Session;
use super::show::several_companies;
use super::undo::touched;
use crate::domain::book::Book;
use crate::domain::find::{self, Found};
use crate::domain::id::Ending;
use crate::domain::record::{RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::store::StoreError;

/// The record that `typed` names: an id or its end; a company by its full name; else a contact. What isn't in the book,
/// because it happened, was done or resolved, is looked for among all there is.
pub fn named(session: &Session, book: &Book, typed: &str) -> Result<RecordId, Error> {
    match find::by_id(book, typed) {
        Found::One(named) => return Ok(named.record()),
        Found::Several(fitting) => return Err(several_ids(session, book, typed, &fitting)),
        Found::None => {}
    }
    match find::company(book, typed) {
        Found::One(id) => return Ok(RecordId::new(RecordKind::Company, id.0)),
        Found::Several(fitting) => return Err(several_companies(session, book, typed, &fitting)),
        Found::None => {}
    }
    match session.contact(book, typed) {
        Err(error) if error.kind == ErrorKind::NotFound && Ending::read(typed).is_some() => {
            kept(session, typed).map_err(|error| session.store_error(&error))?.ok_or_else(|| no_such_id(session, typed))
        }
        found => found.map(|id| RecordId::new(RecordKind::Contact, id.0)),
    }
}

/// The same for what is there no more, too: the journal tells of all that ever was.
pub fn named_ever(session: &Session, typed: &str) -> Result<RecordId, Error> {
    let found = named(session, &session.store.book(), typed);
    match found {
        Err(error) if error.kind == ErrorKind::NotFound && Ending::read(typed).is_some() => {
            touched(session, typed).map_err(|_| error)
        }
        found => found,
    }
}

/// The newest record outside the book whose id `typed` ends.
fn kept(session: &Session, typed: &str) -> Result<Option<RecordId>, StoreError> {
    let Some(ending) = Ending::read(typed) else { return Ok(None) };
    for kind in [RecordKind::Interaction, RecordKind::FollowUp, RecordKind::Feedback, RecordKind::Consent] {
        let found = session.store.latest(kind, None, 1, |record| ending.names(record.id().id))?;
        if let Some(record) = found.first() {
            return Ok(Some(record.id()));
        }
    }
    Ok(None)
}
