//! Companies that have a rhythm, or may have one.

use crate::domain::agenda_mark::Snooze;
use crate::domain::cadence::Cadence;
use crate::domain::company::Company;
use crate::domain::contact::Tier;
use crate::domain::day::Day;
use crate::domain::id::CompanyId;

/// What of a company decides whether it can be on the agenda of a day. There is one only for those with a rhythm of their own, or a
/// tier whose rhythm they may follow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Account {
    pub id: CompanyId,
    pub cadence: Cadence,
    pub tier: Option<Tier>,
    pub added: Day,
    pub snoozed: Option<Snooze>,
}

impl Account {
    pub(super) fn of(company: &Company) -> Option<Self> {
        let Company { id, cadence, tier, snoozed, .. } = *company;
        let can_be_due = match cadence {
            Cadence::Every(_) => true,
            Cadence::ByTier => tier.is_some(),
            Cadence::Never => false,
        };
        let is_there = can_be_due && !company.archived;
        is_there.then(|| Self { id, cadence, tier, added: company.added.into(), snoozed })
    }
}
