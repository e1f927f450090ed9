//! `search`: contacts that fit, the best first.

use super::failure::{Outcome, Status};
use super::list;
use super::session::Session;
use crate::domain::row::Row;
use crate::domain::search::{Index, Query};
use crate::say;

/// How many contacts are printed at the most.
const LIMIT: usize = 200;

/// Search contacts, the best hit first; several words in any order
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Words of name, company, mail, phone; #tag narrows
    #[arg(required = true)]
    query: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let typed = args.query.join(" ");
    let (table, mut json, found) = {
        let book = session.store.book();
        let found = Index::new(&book).search(&Query::plain(&typed), LIMIT);
        let rows: Vec<&Row> = found.into_iter().filter_map(|id| book.contact(id)).collect();
        let (table, json) = list::print(session, &book, &rows);
        (table, json, rows.len())
    };
    // Hits in what was said come with the search over it.
    json.iter_mut().for_each(|contact| contact["hits"] = serde_json::json!([]));
    if found == 0 {
        session.tell(&say!(session.text, "search-nothing", query = typed));
        if session.out.is_json() {
            session.out.json(&json)?;
        }
        return Ok(Status::Nothing);
    }
    list::finish(session, &table, &json)
}
