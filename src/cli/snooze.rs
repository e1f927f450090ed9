//! `snooze`: a reason hidden until a day.

use super::bulk::{self, Only, Whom};
use super::done::{item, still_open};
use super::failure::Outcome;
use super::session::Session;
use crate::domain::act::{self, Item};
use crate::domain::row::Row;
use crate::domain::when::Look;
use crate::say;

/// Hide a reason until a day; its due day stays
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase snooze [OPTIONS] <ID> <WHEN>...\n       touchbase snooze --query <FILTER> [--dry-run] <WHEN>...",
    after_help = "With --query whatever can be hidden of those who fit is; who isn't on the agenda, or only with a late complaint, is \
                  left out."
)]
pub struct Args {
    /// Id as `due` and `show` print it; a contact's for its rhythm, retry or birthday, a company's for its rhythm
    id: String,
    /// The day: fri, 1w, 1.12.
    #[arg(required_unless_present = "filter")]
    when: Vec<String>,
    #[command(flatten)]
    pub bulk: bulk::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.bulk.is_asked() {
        return of_all(session, &args);
    }
    let until = session.when(&args.when.join(" "), Look::Ahead)?.day;
    still_open(session, &args.id)?;
    session.commit(|session, _| {
        let book = session.store.book();
        let item = item(session, &book, &args.id)?;
        act::snooze(&session.given(&book), &[item], until).map_err(|error| session.act_error(&error, &book))
    })
}

/// All reasons of all who fit; the first word, too, is the day's.
fn of_all(session: &mut Session, args: &Args) -> Outcome {
    let when: Vec<&str> = std::iter::once(&args.id).chain(&args.when).map(String::as_str).collect();
    let until = session.when(&when.join(" "), Look::Ahead)?.day;
    let can = |session: &Session, row: &Row| {
        let book = session.store.book();
        act::can_snooze(&session.given(&book), Item::Contact(row.id)).is_ok()
    };
    let said = |session: &Session, count: usize| say!(session.text, "bulk-left-out-agenda", count = count);
    let ids = match args.bulk.whom(session, &Only::Those(&can, &said))? {
        Whom::These(ids) => ids,
        Whom::Nobody(status) => return Ok(status),
        Whom::Named => Vec::new(),
    };
    let items: Vec<Item> = ids.into_iter().map(Item::Contact).collect();
    session.commit(|session, _| {
        let book = session.store.book();
        act::snooze(&session.given(&book), &items, until).map_err(|error| session.act_error(&error, &book))
    })
}
