//! `archive`: contacts and companies out of sight, with all that is known of them.

use super::bulk::{self, Only, Whom};
use super::failure::Outcome;
use super::record;
use super::session::Session;
use super::tag::records;
use crate::domain::act::{self, Off};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::RecordKind;
use crate::error::{Error, ErrorKind};
use crate::say;

/// Put contacts or a company out of sight, with all that is known of them; or back
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Archived contacts stand on the agenda with complaints and follow-ups only, and in no list.\n\n\
                        \x20 touchbase archive --query 'last:>3y -tier:a' --dry-run\n\
                        \x20 touchbase archive --undo --query 'archived:yes #fair'"
)]
pub struct Args {
    /// Whom: contacts, or a company by id or full name
    #[arg(value_name = "CONTACT or COMPANY", required_unless_present = "filter")]
    who: Vec<String>,
    /// Bring them back
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    pub bulk: bulk::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    bulk::no_names(session, &args.bulk, !args.who.is_empty())?;
    let mut contacts: Vec<ContactId> = match args.bulk.whom(session, &Only::All)? {
        Whom::Named => Vec::new(),
        Whom::These(ids) => ids,
        Whom::Nobody(status) => return Ok(status),
    };
    let mut companies: Vec<CompanyId> = Vec::new();
    for typed in &args.who {
        let found = record::named(session, typed)?;
        match found.kind {
            RecordKind::Contact => contacts.push(found.id.into()),
            RecordKind::Company => companies.push(found.id.into()),
            _ => {
                let what = say!(session.text, "error-archive-other", id = typed.as_str());
                return Err(Error::new(ErrorKind::Usage, what).into());
            }
        }
    }
    let company = match companies[..] {
        [] => None,
        [company] if contacts.is_empty() => Some(company),
        _ => return Err(one_company(session).into()),
    };
    session.commit(|session, _| {
        let book = session.store.book();
        let given = session.given(&book);
        if let Some(company) = company.and_then(|id| book.company(id)) {
            return Ok(act::archive_company(&given, company, !args.undo));
        }
        let records = records(session, &contacts)?;
        Ok(if args.undo { act::unarchive(&records) } else { act::off(&given, &records, &Off::Archive) })
    })
}

/// Several contacts can be dealt with at once, but one company only.
pub fn one_company(session: &Session) -> Error {
    Error::new(ErrorKind::Usage, say!(session.text, "error-one-company"))
}
