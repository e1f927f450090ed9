//! Contacts who change company, and companies that are archived or deleted. What happened keeps the company of its time.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::agenda_mark::Snooze;
use crate::domain::cadence::Cadence;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job};
use crate::domain::feedback::Feedback;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId};

use super::{ActError, Given, company_named};

/// A company with all that hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeCompany {
    pub company: Company,
    /// Everybody who works there or did.
    pub people: Vec<Contact>,
    /// All of its timeline.
    pub timeline: Vec<Record>,
}

/// Where somebody works from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Employer {
    Known(CompanyId),
    /// The company of this name; it is made if there is none.
    Named(String),
    /// At no company, or none that is known.
    Nobody,
}

/// A new job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    pub at: Employer,
    /// What they are there; empty where that isn't known.
    pub role: String,
    /// The last day of the old job and the first of the new one: today or earlier.
    pub day: NaiveDate,
}

/// A contact who changes company.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    pub contact: Contact,
    /// What of the contact's timeline came after the day on which the new job begins: that was at the new company.
    pub later: Vec<Record>,
}

/// Ends the present job and begins the new one; what happened before stays with the old company. Those who are there already
/// are left out. In one set for all.
pub fn change_company(given: &Given, ids: &mut Ids, movers: &[Mover], job: &NewJob) -> Result<Set, ActError> {
    if job.day > given.today {
        return Err(ActError::NotYet(job.day));
    }
    let (to, made) = employer(given, ids, &job.at)?;
    let moving: Vec<&Mover> = movers.iter().filter(|mover| mover.contact.company() != to).collect();
    if moving.is_empty() {
        return Err(ActError::AlreadyThere);
    }
    let name = made.as_ref().map(|company| company.name.clone());
    let name = name.or_else(|| given.book.company(to?).map(|company| company.name.clone())).unwrap_or_default();
    let mut changes: Vec<Change> = made.map(Change::create).into_iter().collect();
    let mut later: Vec<(Record, Record)> = Vec::new();
    let mut places: HashMap<RecordId, usize> = HashMap::new();
    for mover in moving.iter().copied() {
        let mut after = mover.contact.clone();
        begin_job(&mut after, to, job)?;
        changes.push(Change::edit(mover.contact.clone(), after));
        for record in &mover.later {
            // A meeting with two who move is changed once.
            let place = *places.entry(record.id()).or_insert_with(|| {
                later.push((record.clone(), record.clone()));
                later.len() - 1
            });
            give(&mut later[place].1, mover.contact.id, mover.contact.company(), to);
        }
    }
    changes.extend(later.into_iter().map(|(before, after)| Change::edit(before, after)));
    let label = Label::of_many(Act::Move, moving.iter().map(|mover| mover.contact.name.clone()));
    Ok(Set::new(label.about(&name).on(job.day), changes))
}

fn employer(given: &Given, ids: &mut Ids, at: &Employer) -> Result<(Option<CompanyId>, Option<Company>), ActError> {
    match at {
        Employer::Nobody => Ok((None, None)),
        Employer::Known(id) if given.book.company(*id).is_some() => Ok((Some(*id), None)),
        Employer::Known(_) => Err(ActError::Gone),
        Employer::Named(name) if name.trim().is_empty() => Err(ActError::Empty),
        Employer::Named(name) => {
            let (id, made) = company_named(given, ids, name);
            let made = made.and_then(|change| match change.after {
                Some(Record::Company(company)) => Some(company),
                _ => None,
            });
            Ok((Some(id), made))
        }
    }
}

/// The present job ends, the new one stands before it. One of which no company is known becomes the new one.
fn begin_job(contact: &mut Contact, to: Option<CompanyId>, job: &NewJob) -> Result<(), ActError> {
    let place = contact.jobs.iter().position(|job| job.to.is_none());
    if let Some(present) = place.and_then(|place| contact.jobs.get_mut(place)) {
        if let Some(from) = present.from.filter(|from| *from > job.day) {
            return Err(ActError::JobBegan(from));
        }
        if present.company.is_none() {
            present.company = to;
            if !job.role.is_empty() {
                present.role.clone_from(&job.role);
            }
            return Ok(());
        }
        present.to = Some(job.day);
    }
    if to.is_some() || !job.role.is_empty() {
        let new = Job { company: to, role: job.role.clone(), from: Some(job.day), ..Job::default() };
        contact.jobs.insert(place.unwrap_or(0), new);
    }
    Ok(())
}

/// What `contact` took part in at the one company was at the other.
fn give(record: &mut Record, contact: ContactId, from: Option<CompanyId>, to: Option<CompanyId>) {
    match record {
        Record::Interaction(interaction) => {
            let own = interaction.with.iter_mut().filter(|p| p.contact == contact && p.company == from);
            own.for_each(|participant| participant.company = to);
        }
        Record::Feedback(feedback) if feedback.contact == contact && feedback.company == from => feedback.company = to,
        Record::Order(order) if order.contact == Some(contact) && order.company == from => order.company = to,
        _ => {}
    }
}

/// Archives a company, or takes it out of the archive.
pub fn archive_company(given: &Given, company: &Company, archived: bool) -> Set {
    let act = if archived { Act::Archive } else { Act::Unarchive };
    let after = Company { archived, ..company.clone() };
    Set::new(given.label_of(act, &company.clone().into()), [Change::edit(company.clone(), after)])
}

/// Ways off the agenda for a company that stays among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompanyOff {
    NoRhythm,
    /// Until this day, which is after today, or until a touch.
    Until(NaiveDate),
}

/// A company goes off the agenda; its people stay on it.
pub fn company_off(given: &Given, company: &Company, how: CompanyOff) -> Result<Set, ActError> {
    let mut after = company.clone();
    let (act, day) = match how {
        CompanyOff::NoRhythm => {
            after.cadence = Cadence::Never;
            (Act::NoRhythm, None)
        }
        CompanyOff::Until(day) if day <= given.today => return Err(ActError::NotAhead(day)),
        CompanyOff::Until(day) => {
            after.snoozed = Some(Snooze { until: day, set: given.now });
            (Act::Off, Some(day))
        }
    };
    let label = Label { day, ..given.label_of(act, &company.clone().into()) };
    Ok(Set::new(label, [Change::edit(company.clone(), after)]))
}

/// Deletes a company. Its people keep their jobs without it, and what happened stays with them; what the company ordered without
/// one of them goes with it.
pub fn delete_company(going: &WholeCompany) -> Set {
    let id = going.company.id;
    let mut changes = point_to(going, None, |contact| {
        for job in contact.jobs.iter_mut().filter(|job| job.company == Some(id)) {
            job.company = None;
        }
        contact.jobs.retain(|job| *job != Job::default());
    });
    changes.push(Change::delete(going.company.clone()));
    Set::new(Label::new(Act::Delete, &going.company.name), changes)
}

/// Its people, changed by `edit`, and all that carries it, which then carries `to`.
pub(super) fn point_to(from: &WholeCompany, to: Option<CompanyId>, edit: impl Fn(&mut Contact)) -> Vec<Change> {
    let id = from.company.id;
    let people = from.people.iter().map(|before| {
        let mut after = before.clone();
        edit(&mut after);
        Change::edit(before.clone(), after)
    });
    let records = from.timeline.iter().filter_map(|record| match record {
        Record::Interaction(before) => {
            let moved =
                |p: &Participant| Participant { company: if p.company == Some(id) { to } else { p.company }, ..*p };
            let after = Interaction { with: before.with.iter().map(moved).collect(), ..before.clone() };
            Some(Change::edit(before.clone(), after))
        }
        Record::Feedback(before) if before.company == Some(id) => {
            Some(Change::edit(before.clone(), Feedback { company: to, ..before.clone() }))
        }
        // What the company alone ordered is nobody's then.
        Record::Order(before) if before.company == Some(id) && before.contact.is_none() && to.is_none() => {
            Some(Change::delete(before.clone()))
        }
        Record::Order(before) if before.company == Some(id) => {
            Some(Change::edit(before.clone(), Order { company: to, ..before.clone() }))
        }
        _ => None,
    });
    people.chain(records).collect()
}
