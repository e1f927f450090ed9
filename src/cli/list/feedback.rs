//! `list --kind feedback`: what isn't closed, the most pressing first, or as a view has it.

use super::finish;
use super::viewed::{self, Viewed};
use crate::cli::failure::Outcome;
use crate::cli::session::Session;
use crate::cli::show;
use crate::cli::table::{Cell, Table};
use crate::domain::feedback::Feedback;
use crate::domain::find::ShortIds;
use crate::domain::record::{Record, RecordKind};
use crate::domain::search::Query;
use crate::domain::view::{self, Column, Shown};
use crate::error::Error;
use crate::store::Wanted;

/// What a line has behind the id.
const COLUMNS: [Column; 6] = [Column::Came, Column::Kind, Column::Name, Column::Company, Column::State, Column::Text];

/// Id, day, kind, name, company, state, text; or the columns that are asked for.
pub(super) fn list(session: &mut Session, query: &Query, closed: bool, viewed: Option<&Viewed>) -> Outcome {
    let closed = if closed { closed_feedback(session)? } else { Vec::new() };
    let (table, json) = {
        let book = session.store.book();
        let of_contact = query.of_contact();
        let asked = of_contact.as_ref().map(|query| book.index().asked(query));
        let fits = |one: &&Feedback| {
            asked.as_ref().is_none_or(|asked| asked.fits(one.contact)) && view::feedback_fits(query, one, &book)
        };
        let mut listed: Vec<&Feedback> = book.all_feedback().chain(&closed).filter(fits).collect();
        listed.sort_by_key(|one| one.order());
        let value = |one: &Feedback, column| view::of_feedback(column, one, &book, session.today());
        if let Some(viewed) = viewed {
            view::sort(&mut listed, viewed.sorts(), |one, column| value(one, column));
        }
        let ids = ShortIds::of_these(&book, listed.iter().map(|one| one.id.0));
        let (mut table, mut json) = (Table::default(), Vec::new());
        for one in listed {
            if session.out.is_json() {
                let mut told = show::feedback_json(one);
                told["name"] = book.name(one.contact).into();
                told["company"] = match value(one, Column::Company) {
                    view::Value::Text(company) => company.into(),
                    _ => serde_json::Value::Null,
                };
                json.push(told);
                continue;
            }
            let cell = |shown: Shown| viewed::shown(session, &value(one, shown.column), shown);
            match viewed.and_then(Viewed::columns) {
                Some(columns) => table.push(columns.iter().copied().map(cell)),
                None => {
                    let columns = COLUMNS.map(Shown::from).map(cell);
                    table.push([Cell::dim(ids.show(one.id.0))].into_iter().chain(columns));
                }
            }
        }
        (table, json)
    };
    finish(session, &table, &json)
}

/// All that is closed, which the book doesn't hold.
fn closed_feedback(session: &Session) -> Result<Vec<Feedback>, Error> {
    let records = session.store.latest(RecordKind::Feedback, None, usize::MAX, Wanted::Closed);
    let records = records.map_err(|error| session.store_error(&error))?;
    let feedback = records.into_iter().filter_map(|record| match record {
        Record::Feedback(one) => Some(one),
        _ => None,
    });
    Ok(feedback.collect())
}
