//! `done`: a follow-up done, a complaint resolved, a birthday congratulated.

use super::failure::Outcome;
use super::record::several_named;
use super::session::Session;
use super::set::meant_company;
use crate::domain::act::{self, ActError, Item};
use crate::domain::agenda::{DAYS_AHEAD, Reason, Why, entry_of};
use crate::domain::book::Book;
use crate::domain::find::{self, Found, Named};
use crate::domain::follow_up::FollowUpState;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::error::{Candidate, Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::{days, names, reason};
use uuid::Uuid;

/// Mark follow-ups done, complaints resolved, birthdays congratulated
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids as `due` and `show` print them; a contact's for its birthday
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    args.ids.iter().try_for_each(|typed| still_open(session, typed))?;
    session.commit(|session, ids| {
        let book = session.store.book();
        let items = args.ids.iter().map(|id| item(session, &book, id)).collect::<Result<Vec<_>, _>>()?;
        act::done(&session.given(&book), ids, &items).map_err(|error| match error {
            ActError::NotOnAgenda | ActError::EndsWithTouch => {
                by_its_own_id(session, &book, &items).unwrap_or_else(|| session.act_error(&error, &book))
            }
            error => session.act_error(&error, &book),
        })
    })
}

/// A contact's id does a birthday only: what is open with the first who has none has ids of its own. `None` if nothing is.
fn by_its_own_id(session: &Session, book: &Book, items: &[Item]) -> Option<Error> {
    let has_birthday = |contact| {
        let entry = entry_of(book, &session.settings, session.today(), DAYS_AHEAD, contact);
        entry.is_some_and(|entry| entry.reasons.iter().any(|reason| matches!(reason.why, Why::Birthday { .. })))
    };
    let contact = items.iter().find_map(|item| match item {
        Item::Contact(contact) if !has_birthday(*contact) => Some(*contact),
        _ => None,
    })?;
    let (text, today) = (&session.text, session.today());
    let promises = book.follow_ups_of(contact).into_iter().map(|one| {
        let day = days::moment(text, one.due, one.time, today);
        (one.id.0, format!("{day} · {}", reason::title(text, &one.title)))
    });
    let heard = book
        .feedback_of(contact)
        .into_iter()
        .map(|one| (one.id.0, format!("{}: {}", names::feedback(text, one.kind), one.text)));
    let ids = find::ShortIds::of(book);
    let open: Vec<(Uuid, String)> = promises.chain(heard).collect();
    let entry = entry_of(book, &session.settings, today, 0, contact);
    let is_open = |reason: &Reason| open.iter().any(|(id, _)| *id == reason.id(contact));
    let is_due = entry.is_some_and(|entry| entry.reasons.iter().any(is_open));
    let who = book.contact(contact).map(|row| row.name.clone()).unwrap_or_default();
    let what =
        if is_due { say!(text, "error-done-by-id", who = who) } else { say!(text, "error-done-none-due", who = who) };
    let candidates: Vec<Candidate> = open
        .into_iter()
        .map(|(id, name)| Candidate { id: id.to_string(), short: ids.show(id), name, company: String::new() })
        .collect();
    (!candidates.is_empty())
        .then(|| Error { candidates, ..Error::new(ErrorKind::Usage, what) }.hint(say!(text, "hint-done-by-id")))
}

/// What on the agenda an id names; a contact can be named otherwise, too.
pub fn item(session: &Session, book: &Book, typed: &str) -> Result<Item, Error> {
    let named = find::by_id(book, typed);
    match named {
        Found::One(Named::FollowUp(id)) => Ok(Item::FollowUp(id)),
        Found::One(Named::Feedback(id)) => Ok(Item::Feedback(id)),
        Found::One(Named::Contact(id)) => Ok(Item::Contact(id)),
        Found::Several(fitting) => Err(several_named(session, book, typed, &fitting)),
        Found::One(Named::Company(id)) => Ok(Item::Account(id)),
        Found::None => by_name(session, book, typed),
    }
}

fn by_name(session: &Session, book: &Book, typed: &str) -> Result<Item, Error> {
    // Of a company its rhythm is meant.
    if let Found::One(company) = meant_company(book, typed) {
        return Ok(Item::Account(company));
    }
    match find::contact(book, typed) {
        Found::One(id) => Ok(Item::Contact(id)),
        Found::Several(fitting) => Err(explain::several(&session.text, typed, book, &fitting)),
        Found::None => match find::merged_promise(book, typed) {
            Some((_, id)) if book.follow_up(id).is_some() => Ok(Item::FollowUp(id)),
            _ => Err(no_such_id(session, typed)),
        },
    }
}

/// Refuses the id of a follow-up that a merge dropped if the one that stayed is done or cancelled: it is no longer in the book, and must
/// not be looked for with it in hand. For whatever takes an [`item`].
pub fn still_open(session: &Session, typed: &str) -> Result<(), Error> {
    let stayed = {
        let book = session.store.book();
        let is_named = find::by_id(&book, typed) != Found::None || find::contact(&book, typed) != Found::None;
        let stayed = if is_named { None } else { find::merged_promise(&book, typed) };
        stayed.map(|(_, id)| id).filter(|id| book.follow_up(*id).is_none())
    };
    let Some(id) = stayed else { return Ok(()) };
    let of = RecordId::new(RecordKind::FollowUp, id.0);
    match session.store.record(of).map_err(|error| session.store_error(&error))? {
        Some(Record::FollowUp(one)) => {
            let title = reason::title(&session.text, &one.title);
            let what = match one.state {
                FollowUpState::Open => return Ok(()),
                FollowUpState::Done => say!(session.text, "error-done-already", title = title),
                FollowUpState::Cancelled => say!(session.text, "error-cancelled-already", title = title),
            };
            Err(Error::new(ErrorKind::Usage, what))
        }
        _ => Ok(()),
    }
}

pub fn no_such_id(session: &Session, typed: &str) -> Error {
    Error::new(ErrorKind::NotFound, say!(session.text, "error-no-id", id = typed))
        .hint(say!(session.text, "hint-no-id"))
}
