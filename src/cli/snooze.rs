//! `snooze`: a reason hidden until a day.

use super::done::{item, still_open};
use super::failure::Outcome;
use super::session::Session;
use crate::domain::act;
use crate::domain::when::Look;

/// Hide a reason until a day; its due day stays
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id as `due` and `show` print it; a contact's for its rhythm, retry or birthday, a company's for its rhythm
    id: String,
    /// The day: fri, 1w, 1.12.
    #[arg(required = true)]
    when: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let until = session.when(&args.when.join(" "), Look::Ahead)?.day;
    still_open(session, &args.id)?;
    session.commit(|session, _| {
        let book = session.store.book();
        let item = item(session, &book, &args.id)?;
        act::snooze(&session.given(&book), &[item], until).map_err(|error| session.act_error(&error, &book))
    })
}
