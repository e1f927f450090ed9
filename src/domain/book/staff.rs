//! Who has to do with which company.

use std::collections::HashSet;

use super::table::Table;
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::row::Row;

/// Who has to do with a company, in no order; archived ones too.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PeopleOf {
    /// Those who work there now.
    pub now: Vec<ContactId>,
    /// Those who did once, or do beside another job.
    pub others: Vec<ContactId>,
}

/// The people of all companies, as they lie in an image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    /// Sorted.
    pub companies: Vec<CompanyId>,
    /// For each company where its people end.
    pub ends: Vec<u32>,
    /// The contacts' places, each doubled; one more where they don't work there now.
    pub people: Vec<u32>,
}

impl Staff {
    /// From each contact's place and what it has to do with which company.
    pub fn new(all: impl Iterator<Item = (CompanyId, usize, bool)>) -> Self {
        let mut all: Vec<(CompanyId, u32)> =
            all.map(|(company, place, now)| (company, (place as u32) << 1 | u32::from(!now))).collect();
        all.sort_unstable();
        let mut staff = Self::default();
        for (company, person) in all {
            if staff.companies.last() != Some(&company) {
                staff.companies.push(company);
                staff.ends.push(0);
            }
            staff.people.push(person);
            staff.ends.last_mut().into_iter().for_each(|end| *end = staff.people.len() as u32);
        }
        staff
    }

    /// The places of a company's people, and whether they work there now.
    fn of(&self, company: CompanyId) -> impl Iterator<Item = (usize, bool)> {
        let people = self.companies.binary_search(&company).ok().and_then(|at| {
            let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
            self.people.get(start as usize..*self.ends.get(at)? as usize)
        });
        people.unwrap_or_default().iter().map(|person| ((person >> 1) as usize, person & 1 == 0))
    }
}

/// What a contact has to do with companies, and whether they work there now.
pub(super) fn companies_of(row: &Row) -> impl Iterator<Item = (CompanyId, bool)> {
    let others = row.other_companies.iter().filter(|other| row.company != Some(**other));
    row.company.map(|company| (company, true)).into_iter().chain(others.map(|other| (*other, false)))
}

/// The people of all companies: as the image has them, and those who changed since.
#[derive(Debug, Clone)]
pub(super) struct People {
    image: Staff,
    /// Those of whom the image doesn't know any more.
    changed: HashSet<ContactId>,
    own: ById<CompanyId, Vec<(ContactId, bool)>>,
}

impl People {
    pub fn new(image: Staff, contacts: &Table<Row>) -> Self {
        let mut people = Self { image, changed: HashSet::new(), own: ById::default() };
        contacts.owns().for_each(|(id, row)| people.change(id, &[], row));
        people
    }

    /// A contact changed, came or went, who had to do with the companies `before`.
    pub fn change(&mut self, id: ContactId, before: &[CompanyId], after: Option<&Row>) {
        if !self.changed.insert(id) {
            for company in before {
                self.own.entry(*company).or_default().retain(|(other, _)| *other != id);
            }
        }
        for (company, now) in after.into_iter().flat_map(companies_of) {
            self.own.entry(company).or_default().push((id, now));
        }
    }

    /// All of them.
    pub fn all(&self, contacts: &Table<Row>) -> impl Iterator<Item = (CompanyId, ContactId, bool)> {
        let image = self.image.companies.iter().flat_map(move |company| {
            let of = self.image.of(*company);
            of.filter_map(move |(place, now)| Some((*company, contacts.id_at(place)?, now)))
        });
        let image = image.filter(|(_, id, _)| !self.changed.contains(id));
        let own = self.own.iter().flat_map(|(company, people)| people.iter().map(|(id, now)| (*company, *id, *now)));
        image.chain(own)
    }

    pub fn of(&self, company: CompanyId, contacts: &Table<Row>) -> PeopleOf {
        let image = self.image.of(company).filter_map(|(place, now)| Some((contacts.id_at(place)?, now)));
        let image = image.filter(|(id, _)| !self.changed.contains(id));
        let own = self.own.get(&company).into_iter().flatten().copied();
        let mut people = PeopleOf::default();
        for (id, now) in image.chain(own) {
            if now { people.now.push(id) } else { people.others.push(id) }
        }
        people
    }
}
