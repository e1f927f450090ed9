//! Which record was named: contacts and companies as people name them, all else by its id; and what is said where several fit.

use std::collections::BTreeSet;

use super::done::no_such_id;
use super::session::Session;
use super::show::several_companies;
use crate::domain::book::Book;
use crate::domain::change::Act;
use crate::domain::find::{self, Found, Named, ShortIds};
use crate::domain::id::Ending;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::search::fold;
use crate::error::{Candidate, Error, ErrorKind};
use crate::say;
use crate::store::{StoreError, Wanted};
use crate::text::names;
use uuid::Uuid;

/// What the book doesn't hold whole: it happened, was done, resolved or decided.
pub const KEPT: [RecordKind; 5] =
    [RecordKind::Interaction, RecordKind::FollowUp, RecordKind::Feedback, RecordKind::Consent, RecordKind::Order];

/// The record that `typed` names: an id or its end; a company by its full name, unless a contact is called so, too; else a
/// contact. What isn't in the book, because it happened, was done or resolved, is looked for among all there is. `+word` is
/// meant to be a tag: only a phone number begins with a plus. A follow-up that a merge took for the same as another leads to that one.
pub fn named(session: &Session, typed: &str) -> Result<RecordId, Error> {
    match there(session, typed) {
        Err(error) if error.kind == ErrorKind::NotFound => {
            let stays = find::merged_promise(&session.store.book(), typed);
            stays.map(|(_, id)| RecordId::new(RecordKind::FollowUp, id.0)).ok_or(error)
        }
        found => found,
    }
}

fn there(session: &Session, typed: &str) -> Result<RecordId, Error> {
    if typed.trim_start().strip_prefix('+').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        let what = say!(session.text, "error-plus-nobody", name = typed);
        return Err(Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-plus-nobody")));
    }
    // What isn't in the book must not be looked for with it in hand.
    let in_book = in_book(session, &session.store.book(), typed);
    match in_book {
        Err(error) if error.kind == ErrorKind::NotFound && Ending::read(typed).is_some() => {
            let fitting = kept(session, typed, &KEPT).map_err(|error| session.store_error(&error))?;
            one_of(session, typed, &fitting)
        }
        found => found,
    }
}

fn in_book(session: &Session, book: &Book, typed: &str) -> Result<RecordId, Error> {
    match find::by_id(book, typed) {
        Found::One(named) => return Ok(named.record()),
        Found::Several(fitting) => return Err(several_named(session, book, typed, &fitting)),
        Found::None => {}
    }
    let called = find::contacts_called(book, typed).into_iter().map(Named::Contact);
    match find::company(book, typed) {
        Found::One(id) => {
            let both: Vec<Named> = called.chain([Named::Company(id)]).collect();
            match both[..] {
                [_] => Ok(RecordId::new(RecordKind::Company, id.0)),
                _ => Err(contact_or_company(session, book, typed, &both)),
            }
        }
        Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
        Found::None => session.contact(book, typed).map(|id| RecordId::new(RecordKind::Contact, id.0)),
    }
}

/// The same for what is there no more, too: the journal tells of all that ever was.
pub fn named_ever(session: &Session, typed: &str) -> Result<RecordId, Error> {
    match there(session, typed) {
        Err(error) if error.kind == ErrorKind::NotFound && Ending::read(typed).is_some() => {
            match one_of(session, typed, &touched(session, typed)?) {
                Err(none) if none.kind == ErrorKind::NotFound => Err(error),
                found => found,
            }
        }
        Err(error) => Err(merged_as(session, typed, error)),
        found => found,
    }
}

/// Nobody is called so; perhaps somebody was, who was merged into another: then that is said.
pub fn merged_as(session: &Session, typed: &str, error: Error) -> Error {
    if error.kind != ErrorKind::NotFound {
        return error;
    }
    let Ok(past) = session.store.past(&[], usize::MAX) else { return error };
    let is_it = |name: &&String| fold(name) == fold(typed.trim());
    let merges = past.iter().filter(|set| set.entry.label.act == Act::Merge && !set.is_taken_back);
    let found = merges.filter(|set| set.entry.undoes.is_none()).find_map(|set| {
        let label = &set.entry.label;
        Some((label.names.iter().find(is_it)?, label.what.as_str(), set.entry.seq.to_string()))
    });
    match found {
        Some((who, into, set)) if !into.is_empty() => {
            error.hint(say!(session.text, "hint-merged-into", who = who.as_str(), into = into, set = set))
        }
        Some((who, _, set)) => error.hint(say!(session.text, "hint-merged", who = who.as_str(), set = set)),
        None => error,
    }
}

/// The records of these kinds, in the book or not, whose id `typed` is or ends.
pub fn kept(session: &Session, typed: &str, kinds: &[RecordKind]) -> Result<Vec<RecordId>, StoreError> {
    let Some(ending) = Ending::read(typed) else { return Ok(Vec::new()) };
    let mut fitting = Vec::new();
    if let Ok(whole) = typed.trim().parse::<Uuid>() {
        for kind in kinds {
            fitting.extend(session.store.record(RecordId::new(*kind, whole))?.map(|record| record.id()));
        }
        return Ok(fitting);
    }
    for kind in kinds {
        let found = session.store.latest(*kind, None, usize::MAX, Wanted::Ending(ending))?;
        fitting.extend(found.iter().map(Record::id));
    }
    Ok(fitting)
}

/// The records that the journal tells of whose id `typed` is or ends, be they gone.
pub fn touched(session: &Session, typed: &str) -> Result<Vec<RecordId>, Error> {
    let Some(ending) = Ending::read(typed) else { return Ok(Vec::new()) };
    let past = session.store.history(usize::MAX).map_err(|error| session.store_error(&error))?;
    let fits = |record: &RecordId| record.kind != RecordKind::AgendaMark && ending.names(record.id);
    let fitting: BTreeSet<RecordId> = past.into_iter().flat_map(|entry| entry.touched).filter(fits).collect();
    Ok(fitting.into_iter().collect())
}

/// The only one of those that fit.
pub fn one_of(session: &Session, typed: &str, fitting: &[RecordId]) -> Result<RecordId, Error> {
    match fitting {
        [] => Err(no_such_id(session, typed)),
        [one] => Ok(*one),
        _ => Err(several_records(session, typed, fitting)),
    }
}

/// Several records end with what was typed. As many digits as tell them apart are more than that: they are told with whole ids.
pub fn several_records(session: &Session, typed: &str, fitting: &[RecordId]) -> Error {
    // One that can't be read fits all the same.
    let full = |record: &RecordId| session.store.record(*record).ok().flatten();
    let full: Vec<Option<Record>> = fitting.iter().map(full).collect();
    let book = session.store.book();
    several(session, typed, fitting.iter().zip(full).map(|(id, full)| (*id, words(session, &book, *id, full))))
}

/// The same of those in the book.
pub fn several_named(session: &Session, book: &Book, typed: &str, fitting: &[Named]) -> Error {
    let full = |named: &Named| match named {
        Named::FollowUp(id) => book.follow_up(*id).cloned().map(Record::from),
        Named::Feedback(id) => book.feedback(*id).cloned().map(Record::from),
        Named::Contact(_) | Named::Company(_) => None,
    };
    let ids = fitting.iter().map(|named| (named.record(), full(named)));
    several(session, typed, ids.map(|(id, full)| (id, words(session, book, id, full))))
}

fn several(session: &Session, typed: &str, fitting: impl Iterator<Item = (RecordId, (String, String))>) -> Error {
    let candidates: Vec<Candidate> = fitting
        .map(|(id, (name, company))| Candidate { id: id.id.to_string(), short: id.id.to_string(), name, company })
        .collect();
    let what = say!(session.text, "error-several-ids", id = typed, count = candidates.len());
    Error { candidates, ..Error::new(ErrorKind::Ambiguous, what) }.hint(say!(session.text, "hint-several-ids"))
}

/// A company, and contacts who are called like it.
fn contact_or_company(session: &Session, book: &Book, typed: &str, both: &[Named]) -> Error {
    let ids = ShortIds::of(book);
    let candidates = both.iter().map(|named| {
        let record = named.record();
        let (name, company) = words(session, book, record, None);
        Candidate { id: record.id.to_string(), short: ids.show(record.id), name, company }
    });
    let what = say!(session.text, "error-contact-or-company", name = typed);
    Error { candidates: candidates.collect(), ..Error::new(ErrorKind::Ambiguous, what) }
        .hint(say!(session.text, "hint-contact-or-company"))
}

/// What a record is called, and its company: a contact's, or it is one itself. Nothing is said of what is gone. What isn't a
/// contact or a company must be given in `full`.
fn words(session: &Session, book: &Book, id: RecordId, full: Option<Record>) -> (String, String) {
    match id.kind {
        RecordKind::Contact => match book.contact(id.id.into()) {
            Some(row) => (row.name.clone(), book.company_name(row).to_owned()),
            None => Default::default(),
        },
        RecordKind::Company => {
            (String::new(), book.company(id.id.into()).map_or(String::new(), |one| one.name.clone()))
        }
        _ => match full {
            Some(record) => {
                let whose = record.timelines().into_iter().filter_map(|of| book.contact(of.0.into()));
                let whose: Vec<&str> = whose.map(|row| row.name.as_str()).collect();
                let (whose, what) = (whose.join(", "), names::record(&session.text, &record));
                (if whose.is_empty() { what } else { format!("{whose}: {what}") }, String::new())
            }
            None => Default::default(),
        },
    }
}
