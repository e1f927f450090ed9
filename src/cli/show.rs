//! `show`: all that is known of a contact or a company.

mod company;
mod contact;
mod history;
mod markdown;

pub(super) use history::{feedback_json, order_json};

use super::choice;
use super::failure::{Failure, Outcome};
use super::record;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::find::{self, Found, Named};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Show all that is known of a contact or a company
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A company by id or full name, else a contact
    #[arg(value_name = "CONTACT or COMPANY")]
    who: String,
    /// Only what happened since: 90d, 1.10.
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// md: a review as Markdown, to be pasted
    #[arg(long, value_name = "md")]
    format: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let since = args.since.map(|since| session.when(&since, Look::Back)).transpose()?.map(|since| since.day);
    let markdown = match args.format {
        Some(format) => choice::one_of(&session.text, "--format", &format, &[("md", true), ("markdown", true)])?,
        None => false,
    };
    if markdown && session.out.is_json() {
        return Err(Error::new(
            ErrorKind::Usage,
            say!(session.text, "error-use-conflict", one = "--format", other = "--json"),
        )
        .into());
    }
    let who = who(session, &session.store.book(), &args.who);
    let who = who.map_err(|error| record::merged_as(session, &args.who, error))?;
    match who {
        Who::Company(id) => company::show(session, id, since, markdown),
        Who::Contact(id) => contact::show(session, id, since, markdown),
    }
}

/// Whose facts follow: a heading for people, a line like the others for a pipe.
fn name(session: &mut Session, name: &str) -> Result<(), Failure> {
    if session.out.is_terminal() {
        return Ok(session.out.heading(name)?);
    }
    let mut line = Table::default();
    line.push([Cell::new(say!(session.text, "import-field-name")), name.into()]);
    Ok(session.out.table(&line)?)
}

enum Who {
    Company(CompanyId),
    Contact(ContactId),
}

/// A company by id or full name; else a contact; only if none fits a company by words of its name.
fn who(session: &Session, book: &Book, typed: &str) -> Result<Who, Error> {
    match find::company(book, typed) {
        Found::One(id) => return Ok(Who::Company(id)),
        Found::Several(fitting) => return Err(several_companies(session, book, typed, &fitting)),
        Found::None => {}
    }
    // What lists print the id of besides, a follow-up or feedback, is shown with whose it is.
    let whose = |contact: Option<ContactId>| contact.map(Who::Contact);
    let of_theirs = match find::by_id(book, typed) {
        Found::One(Named::FollowUp(id)) => whose(book.follow_up(id).map(|one| one.contact)),
        Found::One(Named::Feedback(id)) => whose(book.feedback(id).map(|one| one.contact)),
        _ => None,
    };
    if let Some(who) = of_theirs {
        return Ok(who);
    }
    match session.contact(book, typed) {
        Err(error) if error.kind == ErrorKind::NotFound => match find::company_by_words(book, typed) {
            Found::One(id) => Ok(Who::Company(id)),
            Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
            Found::None => find::merged_promise(book, typed).map(|(id, _)| Who::Contact(id)).ok_or(error),
        },
        found => found.map(Who::Contact),
    }
}

pub fn several_companies(session: &Session, book: &Book, typed: &str, fitting: &[CompanyId]) -> Error {
    explain::several_companies(&session.text, typed, book, fitting)
}
