//! What becomes of the records of a file, each counted once: the sums are as many as there are records.

use std::collections::HashSet;

use super::{Choice, Choices, Plan};
use crate::domain::id::ContactId;

/// How many records of people and companies become what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// New contacts.
    pub contacts: usize,
    /// New companies that have a record of their own.
    pub companies: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Companies that their source calls otherwise by now, and that have no record of their own: one more than the records are.
    pub renamed: usize,
    /// They don't come in, since nobody decided on them.
    pub left: usize,
    /// Another record of somebody, or of a company, that stands before it in the file.
    pub joined: usize,
}

impl Plan {
    /// Counts the records of people and companies, where all of somebody's are decided alike.
    pub fn tally(&self, choices: &Choices) -> Tally {
        let mut tally = Tally::default();
        let new: HashSet<ContactId> = self.people.iter().filter(|one| one.is_new).map(|one| one.id).collect();
        for entrant in &self.people {
            let Some(first) = entrant.cards.first() else { continue };
            tally.joined += entrant.cards.len() - 1;
            *match (choices.of(*first as usize), entrant.is_new, entrant.changes) {
                (Some(Choice::Leave), ..) => &mut tally.left,
                (Some(Choice::Into(of)), ..) if new.contains(&of) => &mut tally.joined,
                (Some(Choice::Into(_)), ..) => &mut tally.updated,
                (_, true, _) => &mut tally.contacts,
                (_, false, true) => &mut tally.updated,
                (_, false, false) => &mut tally.unchanged,
            } += 1;
        }
        for organisation in self.organisations.iter().filter(|one| !one.cards.is_empty()) {
            tally.joined += organisation.cards.len() - 1;
            let is_updated = || self.companies_updated.iter().any(|one| one.company == organisation.id);
            let is_left = organisation.cards.iter().all(|card| choices.of(*card as usize) == Some(Choice::Leave));
            *match self.companies.is_here(organisation.id) {
                _ if is_left => &mut tally.left,
                false => &mut tally.companies,
                true if is_updated() => &mut tally.updated,
                true => &mut tally.unchanged,
            } += 1;
        }
        tally.renamed = self.companies_updated.iter().filter(|one| one.was.is_some() && one.lines.is_empty()).count();
        tally
    }
}
