//! `delete`: records for good, contacts and companies with what hangs on them only if that is said.

use super::archive::one_company;
use super::failure::Outcome;
use super::record;
use super::session::Session;
use crate::domain::act::{self, WholeContact};
use crate::domain::change::Set;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Delete contacts, a company, or what an id names: an interaction, follow-up, feedback
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Contacts and companies with a history are left alone unless --with-history says so: touchbase archive \
                        puts them out of sight and keeps it. Interactions with others lose the contact only. A company's people \
                        stay. touchbase undo takes it back."
)]
pub struct Args {
    /// Contacts, a company by id or full name, or one id
    #[arg(value_name = "CONTACT or COMPANY or ID", required = true)]
    what: Vec<String>,
    /// Delete what happened with them, too
    #[arg(long, visible_alias = "yes")]
    with_history: bool,
}

/// What goes.
enum Going {
    Contacts(Vec<ContactId>),
    Company(CompanyId),
    Record(RecordId),
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let going = going(session, &args.what)?;
    let mut told: Vec<String> = Vec::new();
    let done = session.commit(|session, _| {
        let (set, hanging) = set(session, &going)?;
        if !hanging.is_empty() && !args.with_history {
            return Err(refused(session, &set, &hanging));
        }
        told = hanging;
        Ok(set)
    })?;
    if !told.is_empty() {
        session.tell(&say!(session.text, "cli-delete-with", what = told.join(", ")));
    }
    Ok(done)
}

fn going(session: &Session, typed: &[String]) -> Result<Going, Error> {
    let found = typed.iter().map(|typed| record::named(session, typed)).collect::<Result<Vec<RecordId>, _>>()?;
    if let [one] = found[..] {
        return Ok(match one.kind {
            RecordKind::Contact => Going::Contacts(vec![one.id.into()]),
            RecordKind::Company => Going::Company(one.id.into()),
            _ => Going::Record(one),
        });
    }
    let mut contacts: Vec<ContactId> = Vec::new();
    for one in found {
        match one.kind {
            RecordKind::Contact if contacts.contains(&one.id.into()) => {}
            RecordKind::Contact => contacts.push(one.id.into()),
            RecordKind::Company => return Err(one_company(session)),
            _ => return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-delete-one"))),
        }
    }
    Ok(Going::Contacts(contacts))
}

/// The set, and what hangs on what goes, in words.
fn set(session: &Session, going: &Going) -> Result<(Set, Vec<String>), Error> {
    let failed = |error| session.store_error(&error);
    let gone = |id: String| explain::nobody(&session.text, &id);
    match going {
        Going::Contacts(ids) => {
            let mut whole: Vec<WholeContact> = Vec::new();
            for id in ids {
                let found = session.store.whole_contact(*id).map_err(failed)?;
                whole.push(found.ok_or_else(|| gone(id.to_string()))?);
            }
            let hanging = hanging(session, whole.iter().flat_map(|one| &one.timeline));
            Ok((act::delete_contacts(&whole), hanging))
        }
        Going::Company(id) => {
            let whole = session.store.whole_company(*id).map_err(failed)?.ok_or_else(|| gone(id.to_string()))?;
            let mut words = hanging(session, &whole.timeline);
            if !whole.people.is_empty() {
                words.insert(0, say!(session.text, "cli-delete-people", count = whole.people.len()));
            }
            Ok((act::delete_company(&whole), words))
        }
        Going::Record(id) => {
            let found = session.store.record(*id).map_err(failed)?;
            let record = found.ok_or_else(|| super::done::no_such_id(session, &id.id.to_string()))?;
            let book = session.store.book();
            Ok((act::delete(&session.given(&book), record), Vec::new()))
        }
    }
}

/// How many interactions, follow-ups and so on, each once.
fn hanging<'r>(session: &Session, timeline: impl IntoIterator<Item = &'r Record>) -> Vec<String> {
    let mut ids: Vec<RecordId> = timeline.into_iter().map(Record::id).collect();
    ids.sort_unstable();
    ids.dedup();
    let count = |kind| ids.iter().filter(|id| id.kind == kind).count();
    let text = &session.text;
    let all = [
        (count(RecordKind::Interaction), say!(text, "cli-delete-interactions", count = count(RecordKind::Interaction))),
        (count(RecordKind::FollowUp), say!(text, "cli-delete-follow-ups", count = count(RecordKind::FollowUp))),
        (count(RecordKind::Feedback), say!(text, "cli-delete-feedback", count = count(RecordKind::Feedback))),
        (count(RecordKind::Order), say!(text, "records-orders", count = count(RecordKind::Order))),
        (count(RecordKind::Consent), say!(text, "cli-delete-consents", count = count(RecordKind::Consent))),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect()
}

fn refused(session: &Session, set: &Set, hanging: &[String]) -> Error {
    let (names, what) = (set.label.names.join(", "), hanging.join(", "));
    Error::new(ErrorKind::Usage, say!(session.text, "error-delete-history", who = names, what = what))
        .hint(say!(session.text, "hint-delete-history"))
}
