//! What records name each other: whether it is there.
//!
//! Only counted, not listed: what is named by how many of which kind. Nothing of it is damage. Whoever deletes an
//! interaction, or who recommended somebody, leaves behind what named it; and a session may hang something on a contact in the
//! moment in which another deletes it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::{Beat, Finding, Row, Subject};
use crate::domain::contact::{Referrer, merged_ids};
use crate::domain::id::{CompanyId, ContactId, InteractionId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::store::error::Result;

#[derive(Default)]
pub(super) struct References {
    /// How many records of a kind name a record.
    named: HashMap<(RecordKind, RecordId), i64>,
    /// How many records others were merged into: who names one of those means it.
    merged: HashMap<RecordId, i64>,
}

impl References {
    /// A record is there now.
    pub fn add(&mut self, record: &Record) {
        self.count(record, 1);
    }

    /// It isn't any more.
    pub fn take(&mut self, record: &Record) {
        self.count(record, -1);
    }

    fn count(&mut self, record: &Record, by: i64) {
        let from = record.kind();
        named(record, &mut |to| {
            add(&mut self.named, (from, to), by);
        });
        merged(record, &mut |gone| add(&mut self.merged, gone, by));
    }

    /// How many there are, and which of them lead nowhere.
    pub fn check(&self, is_there: impl Fn(&RecordId) -> bool, beat: &mut Beat) -> Result<Row> {
        let mut row = Row::new(Subject::References);
        let mut dangling: HashMap<(RecordKind, RecordKind), u64> = HashMap::new();
        for ((from, to), count) in &self.named {
            beat.tick()?;
            let count = u64::try_from(*count).unwrap_or_default();
            row.count += count;
            if !is_there(to) && !self.merged.contains_key(to) {
                *dangling.entry((*from, to.kind)).or_default() += count;
            }
        }
        let mut dangling: Vec<_> = dangling.into_iter().filter(|(_, count)| *count > 0).collect();
        dangling.sort_unstable();
        for ((from, to), count) in dangling {
            row.find(Finding::Dangling { from, to, count });
        }
        Ok(row)
    }
}

fn add<K: Eq + Hash>(counts: &mut HashMap<K, i64>, key: K, by: i64) {
    match counts.entry(key) {
        Entry::Occupied(mut there) => {
            *there.get_mut() += by;
            if *there.get() == 0 {
                there.remove();
            }
        }
        Entry::Vacant(free) => _ = free.insert(by),
    }
}

/// Gives every record that was merged into this one.
fn merged(record: &Record, take: &mut dyn FnMut(RecordId)) {
    match record {
        Record::Contact(one) => {
            merged_ids(&one.ids).for_each(|gone| take(RecordId::new(RecordKind::Contact, gone.0)));
        }
        Record::Company(one) => one.merged_ids().for_each(|gone| take(RecordId::new(RecordKind::Company, gone))),
        Record::Interaction(_)
        | Record::FollowUp(_)
        | Record::Feedback(_)
        | Record::Consent(_)
        | Record::Order(_)
        | Record::AgendaMark(_) => {}
    }
}

/// Gives every record that this one names.
fn named(record: &Record, take: &mut dyn FnMut(RecordId)) {
    let contact = |id: ContactId| RecordId::new(RecordKind::Contact, id.0);
    let company = |id: CompanyId| RecordId::new(RecordKind::Company, id.0);
    let interaction = |id: InteractionId| RecordId::new(RecordKind::Interaction, id.0);
    match record {
        Record::Contact(one) => {
            one.jobs.iter().filter_map(|job| job.company).map(company).for_each(&mut *take);
            if let Some(Referrer::Contact(id)) = &one.referred_by {
                take(contact(*id));
            }
        }
        Record::Company(_) => {}
        Record::Interaction(one) => {
            for participant in &one.with {
                take(contact(participant.contact));
                participant.company.map(company).into_iter().for_each(&mut *take);
            }
        }
        Record::FollowUp(one) => {
            take(contact(one.contact));
            [one.from, one.closed_by].into_iter().flatten().map(interaction).for_each(&mut *take);
            one.about.map(|id| RecordId::new(RecordKind::Feedback, id.0)).into_iter().for_each(&mut *take);
            one.after.map(|id| RecordId::new(RecordKind::FollowUp, id.0)).into_iter().for_each(&mut *take);
        }
        Record::Feedback(one) => {
            take(contact(one.contact));
            one.company.map(company).into_iter().for_each(&mut *take);
            one.from.map(interaction).into_iter().for_each(&mut *take);
        }
        Record::Consent(one) => take(contact(one.contact)),
        Record::AgendaMark(one) => take(contact(one.contact)),
        Record::Order(one) => {
            one.contact.map(contact).into_iter().for_each(&mut *take);
            one.company.map(company).into_iter().for_each(&mut *take);
        }
    }
}
