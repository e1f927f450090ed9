//! `follow-up`: a promise to a contact.

use super::failure::Outcome;
use super::session::Session;
use crate::domain::act::{self, NewFollowUp};
use crate::domain::follow_up::Recurs;
use crate::domain::when::{self, Look};
use crate::explain;

/// Add a follow-up, and print its id
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whom it is promised to
    contact: String,
    /// What is promised
    title: String,
    /// The day, and perhaps the time, it is due: fri, 2w, 'mon 14:30'
    #[arg(long, value_name = "WHEN")]
    due: String,
    /// Recurs, counted from its own day: 3m
    #[arg(long, value_name = "SPAN", conflicts_with = "after")]
    every: Option<String>,
    /// Recurs, counted from the day it is done: 3m
    #[arg(long, value_name = "SPAN")]
    after: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let due = session.when(&args.due, Look::Ahead)?;
    let span = |typed: &str| when::read_span(typed).map_err(|_| explain::span(&session.text, typed));
    let recurs = match (&args.every, &args.after) {
        (Some(every), _) => Some(Recurs::Every { span: span(every)?, anchor: due.day }),
        (_, Some(after)) => Some(Recurs::After { span: span(after)? }),
        _ => None,
    };
    let new = NewFollowUp { title: args.title.trim().to_owned(), due: due.day, time: due.time, recurs };
    session.commit(|session, ids| {
        let book = session.store.book();
        let contact = session.contact(&book, &args.contact)?;
        act::add_follow_up(&session.given(&book), ids, &[contact], &new)
            .map_err(|error| session.act_error(&error, &book))
    })
}
