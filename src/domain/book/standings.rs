//! The facts of all contacts side by side, and beside them their open follow-ups, to which they point.
//!
//! Owns that both follow the records. By place, as in the table of contacts. The open follow-ups of one contact lie together; where
//! they change, all of them are written anew at the end, and what stood there before is unused until that is half of all.

use super::facts::Run;
use super::open::{Grievance, Hangs};
use super::table::Table;
use super::{Facts, Promise};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ById, ContactId, FollowUpId};
use crate::domain::row::Row;

/// Facts and promises.
#[derive(Debug, Clone)]
pub(super) struct Standings {
    facts: Vec<Facts>,
    promises: Vec<Promise>,
    /// How many promises no facts point to any more.
    unused: usize,
}

impl Standings {
    /// As an image has them, with what changed since. `feedback` says what feedback of a contact isn't closed.
    pub fn new<'a>(
        (facts, promises): (Vec<Facts>, Vec<Promise>),
        contacts: &Table<Row>,
        follow_ups: &Table<FollowUp>,
        changed_feedback: impl Iterator<Item = ContactId>,
        feedback: impl Fn(ContactId) -> &'a [Grievance],
    ) -> Self {
        let mut all = Self { facts, promises, unused: 0 };
        all.facts.reserve(contacts.places_len() - contacts.image_len());
        for place in contacts.image_len()..contacts.places_len() {
            let id = contacts.id_at(place).unwrap_or(ContactId(uuid::Uuid::nil()));
            let facts = contacts.at(place).map_or_else(|| Facts::of_nobody(id), Facts::of);
            all.facts.push(Facts { feedback: has_open(feedback(id)), ..facts });
        }
        for (id, row) in contacts.owns() {
            if let (Some(row), Some(place)) = (row, contacts.place(id).filter(|place| *place < contacts.image_len())) {
                all.renew(place, row);
            }
        }
        for id in changed_feedback {
            all.note_feedback(contacts, id, has_open(feedback(id)));
        }
        all.follow(contacts, follow_ups);
        all
    }

    /// Takes over the follow-ups that changed since the image.
    fn follow(&mut self, contacts: &Table<Row>, follow_ups: &Table<FollowUp>) {
        let mut of: ById<ContactId, Vec<Promise>> = ById::default();
        for (id, now) in follow_ups.owns() {
            if let Some(before) = follow_ups.in_image(id) {
                of.entry(before.contact).or_default();
            }
            if let Some(now) = now {
                of.entry(now.contact).or_default().push(now.into());
            }
        }
        for (contact, mut open) in of {
            let before = self.of(contacts, contact).iter();
            open.extend(before.filter(|promise| follow_ups.own(promise.id).is_none()));
            open.sort_unstable_by_key(Hangs::order);
            self.write(contacts, contact, open);
        }
    }

    /// All facts by place, those of contacts that are gone too.
    pub fn facts(&self) -> &[Facts] {
        &self.facts
    }

    pub fn at(&self, facts: &Facts) -> &[Promise] {
        let start = facts.promises.start as usize;
        self.promises.get(start..start + facts.promises.count as usize).unwrap_or_default()
    }

    /// The open follow-ups of a contact.
    pub fn of(&self, contacts: &Table<Row>, contact: ContactId) -> &[Promise] {
        let facts = contacts.place(contact).and_then(|place| self.facts.get(place));
        facts.map(|facts| self.at(facts)).unwrap_or_default()
    }

    /// A contact's row changed, or it came.
    pub fn renew(&mut self, place: usize, row: &Row) {
        let anew = Facts::of(row);
        match self.facts.get_mut(place) {
            Some(facts) => *facts = Facts { promises: facts.promises, feedback: facts.feedback, ..anew },
            None => self.facts.push(anew),
        }
    }

    /// Something happened with a contact, or the agenda was told something of it.
    pub fn follow_row(&mut self, place: usize, row: &Row) {
        if let Some(facts) = self.facts.get_mut(place) {
            facts.follow(row);
        }
    }

    pub fn note_feedback(&mut self, contacts: &Table<Row>, contact: ContactId, is_open: bool) {
        if let Some(facts) = contacts.place(contact).and_then(|place| self.facts.get_mut(place)) {
            facts.feedback = is_open;
        }
    }

    /// Adds an open follow-up, or puts it in the place of what it was before.
    pub fn put(&mut self, contacts: &Table<Row>, promise: Promise) {
        let open = self.of(contacts, promise.contact).iter().filter(|other| other.id != promise.id).copied();
        let mut open: Vec<Promise> = open.collect();
        open.insert(open.partition_point(|other| other.order() < promise.order()), promise);
        self.write(contacts, promise.contact, open);
    }

    pub fn take(&mut self, contacts: &Table<Row>, contact: ContactId, id: FollowUpId) {
        let there = self.of(contacts, contact);
        let left: Vec<Promise> = there.iter().filter(|other| other.id != id).copied().collect();
        if left.len() < there.len() {
            self.write(contacts, contact, left);
        }
    }

    fn write(&mut self, contacts: &Table<Row>, contact: ContactId, open: Vec<Promise>) {
        let start = self.promises.len();
        let Some(facts) = contacts.place(contact).and_then(|place| self.facts.get_mut(place)) else { return };
        let before = std::mem::replace(&mut facts.promises, Run { start: start as u32, count: open.len() as u32 });
        self.promises.extend(open);
        self.unused += before.count as usize;
        if self.unused > self.promises.len() / 2 && self.unused > 1_024 {
            self.tighten();
        }
    }

    /// Leaves out what is unused.
    fn tighten(&mut self) {
        let mut tight = Vec::with_capacity(self.promises.len() - self.unused);
        for facts in &mut self.facts {
            let Run { start, count } = facts.promises;
            facts.promises.start = tight.len() as u32;
            tight.extend_from_slice(&self.promises[start as usize..(start + count) as usize]);
        }
        (self.promises, self.unused) = (tight, 0);
    }
}

pub(super) fn has_open(feedback: &[Grievance]) -> bool {
    feedback.iter().any(Grievance::is_open)
}
