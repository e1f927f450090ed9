//! `reply`: what a customer was told of their feedback while it isn't resolved yet.

use super::answer::named;
use super::failure::Outcome;
use super::fields::refuse_set;
use super::session::Session;
use crate::domain::act;
use crate::domain::complaint::Reply;
use crate::domain::when::Look;

/// Note what the customer was told of their feedback, before it is resolved
#[derive(Debug, clap::Args)]
#[command(
    after_help = "It stands with its day in the feedback, behind what was told before. Once it is resolved: touchbase answer"
)]
pub struct Args {
    /// Its id as `due` and `show` print it
    id: String,
    /// What they were told; - reads standard input
    text: String,
    /// The day they were told: today if it isn't said
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let text = session.text_or_input(&args.text)?;
    let day = args.on.as_deref().map_or(Ok(session.today()), |on| session.when(on, Look::Back).map(|when| when.day))?;
    session.commit(|session, _| {
        let feedback = named(session, &args.id)?;
        let book = session.store.book();
        let reply = Reply { day, text: text.clone() };
        let set = act::reply(&session.given(&book), &[feedback], &reply);
        let set = set.map_err(|error| session.act_error(&error, &book))?;
        refuse_set(session, &set)?;
        Ok(set)
    })
}
