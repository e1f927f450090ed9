//! Companies that are one become one of them; before that it can be told how much goes over.

use serde_json::{Value, json};

use super::{Args, told};
use crate::cli::failure::{Outcome, Status};
use crate::cli::move_to::no_company;
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::domain::act::{self, Chosen, Compared, Hanging, Joining, WholeCompany};
use crate::domain::company::Company;
use crate::domain::field::Of;
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, IdSet};
use crate::error::Error;
use crate::say;
use crate::text::merged;

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
    let chosen = super::chosen(session, args, Of::Company)?;
    if args.dry_run { told(session, gone, into, &chosen) } else { merge(session, gone, into, &chosen) }
}

/// They go into the other one; it is said how much that was, and what they said that stands nowhere now.
pub fn merge(session: &mut Session, gone: &[CompanyId], into: CompanyId, chosen: &Chosen) -> Outcome {
    let (mut moved, mut lost) = (Over::default(), Vec::new());
    let done = session.commit(|session, _| {
        let all = read(session, gone)?;
        moved = Over::of(&all);
        let into = kept(session, into)?;
        lost = lost_of(session, &all, &into, chosen);
        let book = session.store.book();
        act::merge_companies(&all, &into, chosen, &book).map_err(|error| session.act_error(&error, &book))
    })?;
    lost.iter().for_each(|words| session.tell(words));
    tell_over(session, moved);
    Ok(done)
}

fn tell_over(session: &Session, over: Over) {
    session.tell(&say!(session.text, "merge-contacts", count = over.contacts));
    super::tell_hanging(session, over.hanging);
}

fn lost_of(session: &Session, gone: &[WholeCompany], into: &Company, chosen: &Chosen) -> Vec<String> {
    let gone = gone.iter().map(|whole| (&whole.company, chosen));
    merged::lost(&session.text, &session.store.book(), into, gone, |one| &one.name)
}

/// What merging them would do, field by field.
fn told(session: &mut Session, gone: &[CompanyId], into: CompanyId, chosen: &Chosen) -> Outcome {
    let all = read(session, gone)?;
    let into = kept(session, into)?;
    let mut steps: Vec<(&WholeCompany, Vec<Compared>)> = Vec::new();
    {
        let book = session.store.book();
        // What can't be done is said as it would be then.
        act::merge_companies(&all, &into, chosen, &book).map_err(|error| session.act_error(&error, &book))?;
        let mut joining = Joining::new(&into, &book);
        for whole in &all {
            let mut fields = joining.compared(&whole.company, chosen);
            fields.retain(|one| !one.is_same);
            joining.join(&whole.company, chosen);
            steps.push((whole, fields));
        }
    }
    if session.out.is_json() {
        let one = |(whole, fields): &(&WholeCompany, Vec<Compared>)| {
            let Over { contacts, hanging } = Over::of(std::slice::from_ref(*whole));
            let fields: Vec<Value> = fields.iter().map(told::field_json).collect();
            json!({
                "kept": into.id, "gone": whole.company.id, "fields": fields, "contacts": contacts,
                "interactions": hanging.interactions, "follow_ups": hanging.follow_ups,
                "feedback": hanging.feedback, "orders": hanging.orders,
            })
        };
        let all: Vec<Value> = steps.iter().map(one).collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let headed = |(whole, fields): &(&WholeCompany, Vec<Compared>)| {
        let mut table = Table::default();
        let two = told::Two::of(session, (into.id.0, &into.name), (whole.company.id.0, &whole.company.name));
        told::rows(&mut table, &two, fields);
        (two.heading, table)
    };
    let tables: Vec<_> = steps.iter().map(headed).collect();
    session.out.headed(&tables)?;
    lost_of(session, &all, &into, chosen).iter().for_each(|words| session.tell(words));
    tell_over(session, Over::of(&all));
    Ok(Status::Done)
}

fn kept(session: &Session, into: CompanyId) -> Result<Company, Error> {
    session.store.book().company(into).cloned().ok_or_else(|| no_company(session, &into.to_string()))
}

fn read(session: &Session, gone: &[CompanyId]) -> Result<Vec<WholeCompany>, Error> {
    let whole = |id: &CompanyId| {
        let found = session.store.whole_company(*id).map_err(|error| session.store_error(&error))?;
        found.ok_or_else(|| no_company(session, &id.to_string()))
    };
    gone.iter().map(whole).collect()
}

/// What goes over with companies, each record counted once.
#[derive(Clone, Copy, Default)]
struct Over {
    contacts: usize,
    hanging: Hanging,
}

impl Over {
    fn of(all: &[WholeCompany]) -> Self {
        let people: IdSet<_> = all.iter().flat_map(|whole| whole.people.iter().map(|one| one.id)).collect();
        let happened = all.iter().flat_map(|whole| &whole.timeline);
        Self { contacts: people.len(), hanging: Hanging::of([], happened) }
    }
}
