//! Two companies that are one, and contacts that are one person.
//!
//! Owns how companies are merged, and what is done alike for both. How contacts are is `contact`'s, what is taken of whose fields
//! `joining`'s, what a field is `part`'s, whose decision on a channel holds `hanging`'s.

mod contact;
mod hanging;
mod joining;
mod part;
mod piece;

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::company::Company;
use crate::domain::contact::Job;
use crate::domain::id::CompanyId;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::search::fold;

use super::ActError;
use super::company::{WholeCompany, point_to};

pub use contact::{Gone, Merging, merge_contacts, tell_apart};
pub use hanging::{Decided, Hanging, decided, holding};
pub use joining::{Compared, Joined, Joining, Takes};
pub use piece::{Chosen, Piece};

/// Merges companies into one, in one set, with what was `chosen` of each otherwise than it would be by itself. What hangs on
/// two of them is changed as the first leaves it.
///
/// # Errors
///
/// [`ActError::IntoItself`] where one of them is the one that is kept.
pub fn merge_companies(gone: &[WholeCompany], into: &Company, chosen: &Chosen, book: &Book) -> Result<Set, ActError> {
    let mut joining = Joining::new(into, book);
    let mut sets: Vec<Set> = Vec::new();
    let mut now: HashMap<RecordId, Record> = HashMap::new();
    for from in gone {
        let mut from = from.clone();
        for person in &mut from.people {
            if let Some(Record::Contact(after)) = now.get(&RecordId::new(RecordKind::Contact, person.id.0)) {
                person.clone_from(after);
            }
        }
        for record in &mut from.timeline {
            if let Some(after) = now.get(&record.id()) {
                record.clone_from(after);
            }
        }
        let set = go_into(&from, &mut joining, chosen)?;
        let after = set.changes.iter().filter_map(|change| change.after.clone());
        now.extend(after.map(|record| (record.id(), record)));
        sets.push(set);
    }
    let label = Label::of_many(Act::Merge, gone.iter().map(|from| from.company.name.clone())).about(&into.name);
    Ok(Set { label, ..Set::joined(sets) })
}

/// Merges `from` into the one that is kept: its people and all that happened there go over, fields are filled up, it is deleted itself
/// and found by its old name and id in that.
fn go_into(from: &WholeCompany, joining: &mut Joining<Company>, chosen: &Chosen) -> Result<Set, ActError> {
    let (gone, into) = (&from.company, joining.so_far().clone());
    if gone.id == into.id {
        return Err(ActError::IntoItself);
    }
    joining.join(gone, chosen);
    let mut changes = vec![Change::edit(into.clone(), joining.so_far().clone())];
    changes.extend(point_to(from, Some(into.id), |contact| {
        for job in contact.jobs.iter_mut().filter(|job| job.company == Some(gone.id)) {
            job.company = Some(into.id);
        }
        one_job_each(&mut contact.jobs, |one, other| one == into.id && other == into.id);
    }));
    changes.push(Change::delete(gone.clone()));
    Ok(Set::new(Label::new(Act::Merge, &gone.name).about(&into.name), changes))
}

/// Two companies that look like one and aren't: that is remembered with the one that was added later.
pub fn tell_companies_apart(one: &Company, other: &Company) -> Result<Set, ActError> {
    if one.id == other.id {
        return Err(ActError::IntoItself);
    }
    let (first, later) = if one.id < other.id { (one, other) } else { (other, one) };
    let mut after = later.clone();
    after.tell_apart(first.id);
    let label = Label::of_many(Act::TellApart, [one.name.clone(), other.name.clone()]);
    Ok(Set::new(label, [Change::edit(later.clone(), after)]))
}

/// Those of `others` that `own` hasn't got are put behind it.
fn join<T: Clone>(own: &mut Vec<T>, others: &[T], same: impl Fn(&T, &T) -> bool) {
    for other in others {
        if !own.iter().any(|known| same(known, other)) {
            own.push(other.clone());
        }
    }
}

/// The lines that `own` hasn't got are put behind it.
fn join_notes(own: &mut String, other: &str) {
    let news: Vec<&str> = other.lines().filter(|line| !own.lines().any(|known| known == *line)).collect();
    if news.iter().any(|line| !line.is_empty()) {
        let between = if own.is_empty() { "" } else { "\n\n" };
        *own = format!("{own}{between}{}", news.join("\n"));
    }
}

/// Jobs that are the same stand once; so do two present ones, where the companies of both are one: the fuller one, and what only the
/// other one says.
fn one_job_each(jobs: &mut Vec<Job>, is_one: impl Fn(CompanyId, CompanyId) -> bool) {
    let mut each: Vec<Job> = Vec::new();
    for job in std::mem::take(jobs) {
        let same = |known: &&mut Job| {
            let at_one = || known.company.zip(job.company).is_some_and(|(one, other)| is_one(one, other));
            let are_present = known.to.is_none() && job.to.is_none();
            let is_as_it = || Job { company: known.company, ..job.clone() } == **known;
            let can_be = || fold(&known.role) == fold(&job.role) || known.role.is_empty() || job.role.is_empty();
            **known == job || at_one() && (are_present && can_be() || is_as_it())
        };
        match each.iter_mut().find(same) {
            Some(known) => {
                let full = |job: &Job| [!job.role.is_empty(), !job.department.is_empty(), job.from.is_some()];
                if full(&job).iter().filter(|is| **is).count() > full(known).iter().filter(|is| **is).count() {
                    known.company = job.company;
                }
                for (own, other) in [(&mut known.role, job.role), (&mut known.department, job.department)] {
                    if own.is_empty() {
                        *own = other;
                    }
                }
                known.from = known.from.into_iter().chain(job.from).min();
            }
            None => each.push(job),
        }
    }
    *jobs = each;
}
