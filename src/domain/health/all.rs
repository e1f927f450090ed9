//! How everybody stands: the figures of all contacts and companies on a day.

use uuid::Uuid;

use super::{BEFORE, Health, Rhythm, Standing, Weights, health};
use crate::domain::book::{Book, Facts};
use crate::domain::day::Day;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::ledger::{Event, Ledger, What};
use crate::domain::settings::Settings;

/// The figures of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Healths {
    /// By the end of which they are.
    pub day: Day,
    pub weights: Weights,
    /// By id, as are the companies.
    pub contacts: Vec<(ContactId, Standing)>,
    pub companies: Vec<(CompanyId, Standing)>,
}

impl Healths {
    /// Of all who are in the book, of what happened up to `today`.
    pub fn reckon(book: &Book, ledger: &Ledger, settings: &Settings, today: Day) -> Self {
        let rhythms = Rhythms::of(book, ledger, settings);
        let (weights, before) = (settings.health, today.minus(BEFORE));
        let standing = |rhythm, events: &dyn Fn() -> Vec<(Day, What)>| {
            let events = events();
            let on = |day| health(rhythm, events.iter().copied(), weights, day).figure();
            Standing { now: on(today), before: on(before) }
        };
        let contacts = ledger.contacts().iter().enumerate();
        let contacts = contacts.map(|(at, id)| (*id, standing(rhythms.contacts[at], &|| listed(ledger.of(at)))));
        let companies = ledger.companies().iter().enumerate();
        let companies =
            companies.map(|(at, id)| (*id, standing(rhythms.companies[at], &|| listed(ledger.of_company(at)))));
        Self { day: today, weights, contacts: contacts.collect(), companies: companies.collect() }
    }

    pub fn of_contact(&self, id: ContactId) -> Standing {
        let at = self.contacts.binary_search_by_key(&id, |(id, _)| *id);
        at.map(|at| self.contacts[at].1).unwrap_or_default()
    }

    pub fn of_company(&self, id: CompanyId) -> Standing {
        let at = self.companies.binary_search_by_key(&id, |(id, _)| *id);
        at.map(|at| self.companies[at].1).unwrap_or_default()
    }
}

/// Whose health it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    Contact(ContactId),
    Company(CompanyId),
}

impl Whose {
    pub fn id(self) -> Uuid {
        match self {
            Self::Contact(id) => id.0,
            Self::Company(id) => id.0,
        }
    }

    /// What they are called; empty of who isn't there.
    pub fn name(self, book: &Book) -> &str {
        match self {
            Self::Contact(id) => book.name(id),
            Self::Company(id) => book.company_name_of(id),
        }
    }
}

/// One figure with its parts, on a day: the same that [`Healths`] has of them.
pub fn of(book: &Book, ledger: &Ledger, settings: &Settings, today: Day, whose: Whose) -> Option<Health> {
    let rhythms = Rhythms::of(book, ledger, settings);
    let (rhythm, events) = match whose {
        Whose::Contact(id) => ledger.number(id).map(|at| (rhythms.contacts[at], listed(ledger.of(at))))?,
        Whose::Company(id) => {
            ledger.company_number(id).map(|at| (rhythms.companies[at], listed(ledger.of_company(at))))?
        }
    };
    Some(health(rhythm, events.into_iter(), settings.health, today))
}

fn listed<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<(Day, What)> {
    events.map(|event| (event.day, event.what)).collect()
}

/// The rhythms in force. A company's is the shortest of those who work there.
struct Rhythms {
    contacts: Vec<Option<Rhythm>>,
    companies: Vec<Option<Rhythm>>,
}

impl Rhythms {
    fn of(book: &Book, ledger: &Ledger, settings: &Settings) -> Self {
        let mut all =
            Self { contacts: vec![None; ledger.contacts().len()], companies: vec![None; ledger.companies().len()] };
        book.look_over(|facts, _| {
            let Some(at) = ledger.number(facts.id) else { return false };
            let rhythm = rhythm(facts, settings);
            all.contacts[at] = rhythm;
            let company = facts.company.and_then(|id| ledger.company_number(id));
            if let (Some(rhythm), Some(company), false) = (rhythm, company, facts.archived) {
                let own = &mut all.companies[company];
                *own = Some(own.map_or(rhythm, |own| Rhythm {
                    every: own.every.min(rhythm.every),
                    elsewhere: own.elsewhere.max(rhythm.elsewhere),
                    from: own.from.min(rhythm.from),
                }));
            }
            false
        });
        all
    }
}

/// A contact's. Where there was no contact yet it counts so that its first day is the one that an import set, else from the day they
/// were added.
/// Of a lead that nobody touched yet nothing can be said.
fn rhythm(facts: &Facts, settings: &Settings) -> Option<Rhythm> {
    if facts.is_untouched_lead() {
        return None;
    }
    let every = u32::try_from(facts.rhythm(settings)?.approximate_days()).unwrap_or(u32::MAX);
    let from = facts.first_day.map_or(facts.added, |day| day.minus(every));
    Some(Rhythm { every, elsewhere: facts.imported, from })
}
