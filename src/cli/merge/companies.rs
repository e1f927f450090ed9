//! Companies that are one become one of them; before that it can be told how much goes over.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Args;
use crate::cli::failure::{Outcome, Status};
use crate::cli::move_to::no_company;
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::domain::act::{self, WholeCompany};
use crate::domain::company::Company;
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, IdSet};
use crate::domain::record::{Record, RecordId};
use crate::error::{Error, ErrorKind};
use crate::say;

/// Those that go, and the one that is kept, where all that was named are companies and nobody is called so.
pub fn named(session: &Session, args: &Args) -> Option<(Vec<CompanyId>, CompanyId)> {
    let book = session.store.book();
    let company = |typed: &String| match find::company(&book, typed) {
        Found::One(id) if find::contacts_called(&book, typed).is_empty() => Some(id),
        _ => None,
    };
    let into = args.into.as_ref().and_then(company)?;
    let mut gone: Vec<CompanyId> = args.who.iter().map(company).collect::<Option<_>>()?;
    let mut seen: IdSet<CompanyId> = IdSet::default();
    gone.retain(|id| seen.insert(*id));
    Some((gone, into))
}

/// What was asked of companies: they are merged, or it is told what that would do.
pub fn run(session: &mut Session, args: &Args, gone: &[CompanyId], into: CompanyId) -> Outcome {
    if !args.take.is_empty() || !args.keep.is_empty() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-merge-companies-choose")).into());
    }
    if args.dry_run { told(session, gone, into) } else { merge(session, gone, into) }
}

/// They go into the other one; it is said how much that was.
pub fn merge(session: &mut Session, gone: &[CompanyId], into: CompanyId) -> Outcome {
    let mut moved = (0, 0);
    let done = session.commit(|session, _| {
        let all = read(session, gone)?;
        moved = over(&all);
        let book = session.store.book();
        let into = book.company(into).ok_or_else(|| no_company(session, &into.to_string()))?;
        act::merge_all_companies(&all, into).map_err(|error| session.act_error(&error, &book))
    })?;
    session.tell(&say!(session.text, "merge-contacts", count = moved.0));
    session.tell(&say!(session.text, "merge-interactions", count = moved.1));
    Ok(done)
}

/// What merging them would do.
fn told(session: &mut Session, gone: &[CompanyId], into: CompanyId) -> Outcome {
    let all = read(session, gone)?;
    let kept = {
        let book = session.store.book();
        let kept = book.company(into).ok_or_else(|| no_company(session, &into.to_string()))?;
        // What can't be done is said as it would be then.
        act::merge_all_companies(&all, kept).map_err(|error| session.act_error(&error, &book))?;
        kept.name.clone()
    };
    let each = all.iter().map(|whole| (&whole.company, over(std::slice::from_ref(whole))));
    if session.out.is_json() {
        let one = |(company, (contacts, interactions)): (&Company, (usize, usize))| json!({ "kept": into, "gone": company.id, "contacts": contacts, "interactions": interactions });
        let all: Vec<Value> = each.map(one).collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for (company, (contacts, interactions)) in each {
        let words = [
            say!(session.text, "merge-would", who = company.name.as_str(), into = kept.as_str()),
            say!(session.text, "merge-contacts", count = contacts),
            say!(session.text, "merge-interactions", count = interactions),
        ];
        table.push(words.map(Into::into));
    }
    session.out.table(&table)?;
    Ok(Status::Done)
}

fn read(session: &Session, gone: &[CompanyId]) -> Result<Vec<WholeCompany>, Error> {
    let whole = |id: &CompanyId| {
        let found = session.store.whole_company(*id).map_err(|error| session.store_error(&error))?;
        found.ok_or_else(|| no_company(session, &id.to_string()))
    };
    gone.iter().map(whole).collect()
}

/// How many contacts and interactions hang on these, each counted once.
fn over(all: &[WholeCompany]) -> (usize, usize) {
    let people: IdSet<_> = all.iter().flat_map(|whole| whole.people.iter().map(|one| one.id)).collect();
    let happened = all.iter().flat_map(|whole| &whole.timeline).filter(|one| matches!(one, Record::Interaction(_)));
    let happened: HashSet<RecordId> = happened.map(Record::id).collect();
    (people.len(), happened.len())
}
