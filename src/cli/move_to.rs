//! `move`: contacts to another company, an interaction to the person it was about, a company into another one that is the same.

use super::bulk::{self, Only, Whom};
use super::failure::Outcome;
use super::merge::companies;
use super::session::Session;
use super::show::several_companies;
use super::{fields, meanwhile, record};
use crate::domain::act::{self, Employer, Mover, NewJob};
use crate::domain::book::Book;
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, ContactId, IdSet};
use crate::domain::interaction::Interaction;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Move contacts to another company, an interaction to another person, or merge a company into another
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("where").args(["company", "to", "into"]),
    override_usage = "touchbase move <CONTACT>... --company <COMPANY> [--on DAY] [--role ROLE]\n       \
                      touchbase move --query <FILTER> [--dry-run] --company <COMPANY> [--on DAY] [--role ROLE]\n       \
                      touchbase move <INTERACTION> --to <CONTACT> [--from <CONTACT>]\n       \
                      touchbase move <COMPANY> --into <COMPANY>",
    after_help = "A contact who changes company keeps the history: what happened until that day stays with the old company, and \
                  what is open goes along. --company none: they are at no company any more.\n\
                  With an interaction goes what its line made; what it did of their follow-ups is open again.\n\
                  --into merges: contacts and all that happened go over, fields are filled up, the name still leads there."
)]
pub struct Args {
    /// Contacts, an interaction's id, or a company
    #[arg(value_name = "WHAT", required_unless_present = "filter")]
    what: Vec<String>,
    /// The company they are at now, by id or name; it is added if there is none of this name
    #[arg(long)]
    company: Option<String>,
    /// Since when: today or earlier [default: today]
    #[arg(long, value_name = "DAY", requires = "company")]
    on: Option<String>,
    /// What they are there
    #[arg(long, requires = "company")]
    role: Option<String>,
    /// Whom the interaction was with
    #[arg(long, value_name = "CONTACT")]
    to: Option<String>,
    /// With whom of several it was logged by mistake
    #[arg(long, value_name = "CONTACT", requires = "to")]
    from: Option<String>,
    /// The company that is kept
    #[arg(long, value_name = "COMPANY")]
    into: Option<String>,
    #[command(flatten)]
    pub bulk: bulk::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    bulk::no_names(session, &args.bulk, !args.what.is_empty())?;
    match (&args.company, &args.to, &args.into) {
        (Some(company), _, _) => change_company(session, &args, company),
        (_, Some(to), _) => give(session, only(session, &args)?, to, args.from.as_deref()),
        (_, _, Some(into)) => merge(session, only(session, &args)?, into),
        _ => Err(Error::new(ErrorKind::Usage, say!(session.text, "error-move-where")).into()),
    }
}

/// The one thing that was named.
fn only<'a>(session: &Session, args: &'a Args) -> Result<&'a str, Error> {
    match &args.what[..] {
        [one] => Ok(one),
        _ => Err(Error::new(ErrorKind::Usage, say!(session.text, "error-move-one"))),
    }
}

fn change_company(session: &mut Session, args: &Args, company: &str) -> Outcome {
    let day = args.on.as_deref().map(|day| session.when(day, Look::Back)).transpose()?;
    let day = day.map_or(session.today(), |when| when.day);
    let ids = match args.bulk.whom(session, &Only::All)? {
        Whom::Named => {
            let book = session.store.book();
            args.what.iter().map(|typed| session.contact(&book, typed)).collect::<Result<Vec<ContactId>, _>>()?
        }
        Whom::These(ids) => ids,
        Whom::Nobody(status) => return Ok(status),
    };
    let at = employer(session, &session.store.book(), company)?;
    let job = NewJob { at, role: args.role.clone().unwrap_or_default(), day };
    session.commit(|session, new| {
        let (mut movers, mut seen) = (Vec::<Mover>::new(), IdSet::<ContactId>::default());
        for id in &ids {
            let found = session.store.mover(*id, day).map_err(|error| session.store_error(&error))?;
            let of = RecordId::new(RecordKind::Contact, id.0);
            let nobody = || explain::nobody(&session.text, &id.to_string());
            let mover = found.ok_or_else(|| meanwhile::gone_or(session, of, nobody))?;
            if seen.insert(mover.contact.id) {
                movers.push(mover);
            }
        }
        let book = session.store.book();
        act::change_company(&session.given(&book), new, &movers, &job).map_err(|error| session.act_error(&error, &book))
    })
}

/// The company of this id or name, else a new one; `none` is none, unless one is called so.
fn employer(session: &Session, book: &Book, typed: &str) -> Result<Employer, Error> {
    match find::company(book, typed) {
        Found::One(id) => Ok(Employer::Known(id)),
        Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
        Found::None if typed.trim().eq_ignore_ascii_case("none") => Ok(Employer::Nobody),
        Found::None => match &find::companies_like(book, typed)[..] {
            [] => Ok(Employer::Named(typed.to_owned())),
            [only] => {
                fields::tell_taken(session, book, &[(typed.to_owned(), *only)]);
                Ok(Employer::Known(*only))
            }
            several => Err(several_companies(session, book, typed, several)),
        },
    }
}

/// The interaction goes to another person; it was with one only, or it is said with whom by mistake.
fn give(session: &mut Session, typed: &str, to: &str, from: Option<&str>) -> Outcome {
    let (id, to, from) = {
        let id = record::named(session, typed)?;
        let book = session.store.book();
        if id.kind != RecordKind::Interaction {
            return Err(no_interaction(session, typed).into());
        }
        let from = from.map(|from| session.contact(&book, from)).transpose()?;
        (id, session.contact(&book, to)?, from)
    };
    session.commit(|session, _| {
        let interaction = interaction(session, id, typed)?;
        let from = match (from, &interaction.with[..]) {
            (Some(from), _) => from,
            (None, [one]) => one.contact,
            _ => return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-move-from"))),
        };
        let hanging =
            session.store.timeline(from.into(), 0, usize::MAX).map_err(|error| session.store_error(&error))?;
        let book = session.store.book();
        act::move_interaction(&session.given(&book), &interaction, from, to, &hanging)
            .map_err(|error| session.act_error(&error, &book))
    })
}

fn no_interaction(session: &Session, typed: &str) -> Error {
    Error::new(ErrorKind::Usage, say!(session.text, "error-move-interaction", id = typed))
        .hint(say!(session.text, "hint-move-interaction"))
}

fn interaction(session: &Session, id: RecordId, typed: &str) -> Result<Interaction, Error> {
    match session.store.record(id).map_err(|error| session.store_error(&error))? {
        Some(Record::Interaction(interaction)) => Ok(interaction),
        _ => Err(no_interaction(session, typed)),
    }
}

/// The company goes into the other one; it is said how much that was.
fn merge(session: &mut Session, from: &str, into: &str) -> Outcome {
    let (from, into) = {
        let book = session.store.book();
        (company(session, &book, from)?, company(session, &book, into)?)
    };
    companies::merge(session, &[from], into, &[])
}

/// The company that was named by id or full name, else by words of its name.
pub fn company(session: &Session, book: &Book, typed: &str) -> Result<CompanyId, Error> {
    let found = match find::company(book, typed) {
        Found::None => find::company_by_words(book, typed),
        found => found,
    };
    match found {
        Found::One(id) => Ok(id),
        Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
        Found::None => Err(no_company(session, typed)),
    }
}

pub fn no_company(session: &Session, typed: &str) -> Error {
    Error::new(ErrorKind::NotFound, say!(session.text, "error-no-company", name = typed))
        .hint(say!(session.text, "hint-no-company"))
}
