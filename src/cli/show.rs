//! `show`: all that is known of a contact or a company.

mod company;
mod contact;
mod history;

use super::failure::Outcome;
use super::session::Session;
use crate::domain::find::{self, Found, Named};
use crate::domain::when::{self, Look};
use crate::error::Error;

/// Show all that is known of a contact or a company
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A company by id or full name, else a contact
    #[arg(value_name = "CONTACT or COMPANY")]
    who: String,
    /// Only what happened since: 90d, 1.10.
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let since = args.since.map(|since| since_day(session, &since)).transpose()?;
    let company = {
        let book = session.store.book();
        match (find::company(&book, &args.who), find::by_id(&book, &args.who)) {
            (_, Found::One(Named::Contact(_))) => None,
            (Found::One(id), _) => Some(id),
            _ => None,
        }
    };
    match company {
        Some(id) => company::show(session, id, since),
        None => {
            let id = session.contact(&session.store.book(), &args.who)?;
            contact::show(session, id, since)
        }
    }
}

/// A span counts back from today.
fn since_day(session: &Session, typed: &str) -> Result<chrono::NaiveDate, Error> {
    when::read(typed, session.today(), Look::Back, &session.settings)
        .map(|when| when.day)
        .map_err(|error| crate::explain::day(&session.text, &error))
}
