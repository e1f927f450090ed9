//! `follow-up`: a promise to a contact.

use super::bulk::{self, Only, Whom};
use super::failure::Outcome;
use super::purposed;
use super::session::Session;
use crate::domain::act::{self, NewFollowUp};
use crate::domain::follow_up::Recurs;
use crate::domain::when::{self, Look};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Add a follow-up, and print its id
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase follow-up [OPTIONS] --due <WHEN> <CONTACT> <TITLE>\n       touchbase follow-up --query <FILTER> [--for <PURPOSE>] [--dry-run] --due <WHEN> <TITLE>",
    after_help = "With --query who must not be contacted is left out, with --for also whoever must not be for that; how many is said."
)]
pub struct Args {
    /// Whom it is promised to
    contact: String,
    /// What is promised
    #[arg(required_unless_present = "filter")]
    title: Option<String>,
    /// The day, and perhaps the time, it is due: fri, 2w, 'mon 14:30'
    #[arg(long, value_name = "WHEN")]
    due: String,
    /// Recurs, counted from its own day: 3m
    #[arg(long, value_name = "SPAN", conflicts_with = "after")]
    every: Option<String>,
    /// Recurs, counted from the day it is done: 3m
    #[arg(long, value_name = "SPAN")]
    after: Option<String>,
    #[command(flatten)]
    pub bulk: bulk::Args,
    #[command(flatten)]
    purposed: purposed::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let due = session.when(&args.due, Look::Ahead)?;
    let span = |typed: &str| when::read_span(typed).map_err(|_| explain::span(&session.text, typed));
    let recurs = match (&args.every, &args.after) {
        (Some(every), _) => Some(Recurs::Every { span: span(every)?, anchor: due.day }),
        (_, Some(after)) => Some(Recurs::After { span: span(after)? }),
        _ => None,
    };
    bulk::no_names(session, &args.bulk, args.title.is_some())?;
    let purposed = args.purposed.read(session)?;
    if purposed.is_some() && !args.bulk.is_asked() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-bulk-purpose")).into());
    }
    let whom = match args.bulk.whom(session, &Only::Reachable(purposed))? {
        Whom::Named => None,
        Whom::These(ids) => Some(ids),
        Whom::Nobody(status) => return Ok(status),
    };
    // Where whom it is promised to is said by a filter, the only word is the title.
    let title = args.title.as_ref().unwrap_or(&args.contact);
    let new = NewFollowUp { title: title.trim().to_owned(), due: due.day, time: due.time, recurs };
    session.commit(|session, ids| {
        let book = session.store.book();
        let named = || Ok::<_, Error>(vec![session.contact(&book, &args.contact)?]);
        let contacts = whom.clone().map_or_else(named, Ok)?;
        act::add_follow_up(&session.given(&book), ids, &contacts, &new)
            .map_err(|error| session.act_error(&error, &book))
    })
}
