//! `feedback`: praise, a complaint, a wish or a survey answer of a contact.

use super::choice;
use super::failure::Outcome;
use super::session::Session;
use crate::domain::act::{self, NewFeedback};
use crate::domain::when::Look;

/// Write down what a contact said of us, and print its id
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who said it
    contact: String,
    /// What was said; - reads standard input
    text: String,
    /// praise, complaint, wish or survey
    #[arg(long)]
    kind: String,
    /// 0 to 10
    #[arg(long, value_name = "0-10")]
    score: Option<u8>,
    /// What it is about
    #[arg(long, default_value = "", hide_default_value = true)]
    topic: String,
    /// The day by which an answer is promised
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let new = NewFeedback {
        kind: choice::feedback_kind(&session.text, &args.kind)?,
        text: session.text_or_input(&args.text)?,
        topic: args.topic.trim().trim_start_matches('#').to_owned(),
        score: args.score,
        promised: args.due.map(|due| session.when(&due, Look::Ahead)).transpose()?.map(|due| due.day),
    };
    session.commit(|session, ids| {
        let book = session.store.book();
        let contact = session.contact(&book, &args.contact)?;
        act::add_feedback(&session.given(&book), ids, &[contact], &new)
            .map_err(|error| session.act_error(&error, &book))
    })
}
