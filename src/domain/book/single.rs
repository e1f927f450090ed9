//! Facts and open follow-ups of single contacts, and of all where none are kept: as long as few are asked for, those of everybody
//! needn't lie in memory.

use std::collections::HashSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::facts::Run;
use super::open::Hangs;
use super::slots::Slots;
use super::standings::has_open;
use super::{Book, Facts, Promise};
use crate::domain::id::{ById, ContactId};

/// So many are read alone; where more are asked for, all are read.
const FEW: usize = 1_000;

/// Stands where open follow-ups would begin in the standings: they are only known by whose they are.
const APART: u32 = u32::MAX;

/// A contact's facts, and its open follow-ups as they are numbered.
#[derive(Debug)]
pub(super) struct Single {
    pub facts: Facts,
    pub promises: Vec<Promise>,
}

impl Single {
    fn new(facts: Facts, promises: Vec<Promise>) -> Self {
        let lie = Run { start: APART, count: promises.len() as u32 };
        Self { facts: Facts { promises: lie, ..facts }, promises }
    }
}

/// What was read of single contacts, until the book changes.
#[derive(Debug, Default)]
pub(super) struct Singles {
    /// By place.
    slots: OnceLock<Slots<Single>>,
    read: AtomicUsize,
    since: OnceLock<Since>,
}

/// What hangs on contacts and isn't as in the image.
#[derive(Debug)]
struct Since {
    promises: ById<ContactId, Vec<Promise>>,
    feedback: HashSet<ContactId>,
}

/// What was read can be read again.
impl Clone for Singles {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Singles {
    pub fn forget(&mut self) {
        if self.slots.get().is_some() || self.since.get().is_some() {
            *self = Self::default();
        }
    }
}

impl Facts {
    /// Whether their open follow-ups don't lie in the standings.
    pub(super) fn is_apart(&self) -> bool {
        self.promises.start == APART
    }
}

impl Book {
    /// The standing of a contact by its place, read alone. `None` where those of all are known, or better read.
    pub(super) fn single(&self, place: usize) -> Option<&Single> {
        if self.standings.get().is_some() || self.image.is_none() {
            return None;
        }
        let slots = self.single_slots();
        if let Some(single) = slots.get(place) {
            return Some(single);
        }
        if self.singles.read.fetch_add(1, Ordering::Relaxed) >= FEW {
            return None;
        }
        slots.put(place, self.read_single(place)?)
    }

    fn single_slots(&self) -> &Slots<Single> {
        self.singles.slots.get_or_init(|| Slots::new(self.contacts.places_len()))
    }

    fn read_single(&self, place: usize) -> Option<Single> {
        let id = self.contacts.id_at(place)?;
        let in_image =
            if place < self.contacts.image_len() { Some(self.image.as_deref()?.facts_at(place)) } else { None };
        let had_open = in_image.as_ref().is_some_and(|(facts, _)| facts.feedback);
        let (facts, mut promises) = match (self.contacts.own(id), in_image) {
            (Some(Some(row)), in_image) => (Facts::of(row), in_image.map(|(_, promises)| promises).unwrap_or_default()),
            (_, in_image) => in_image?,
        };
        let since = self.since();
        let feedback = if since.feedback.contains(&id) { has_open(self.grievances_of(id)) } else { had_open };
        promises.retain(|promise| self.follow_ups.own(promise.id).is_none());
        if let Some(own) = since.promises.get(&id) {
            promises.extend(own);
            promises.sort_unstable_by_key(Hangs::order);
        }
        Some(Single::new(Facts { feedback, ..facts }, promises))
    }

    fn since(&self) -> &Since {
        self.singles.since.get_or_init(|| {
            let mut promises: ById<ContactId, Vec<Promise>> = ById::default();
            for now in self.follow_ups.owns().filter_map(|(_, now)| now) {
                promises.entry(now.contact).or_default().push(now.into());
            }
            Since { promises, feedback: self.changed_feedback().collect() }
        })
    }

    /// Looks at the facts of all contacts, in no order, each with its open follow-ups. Where those of all aren't in memory they are
    /// read for it, and only those kept for which `look` says so.
    pub fn look_over(&self, mut look: impl FnMut(&Facts, &[Promise]) -> bool) {
        let image = match &self.image {
            Some(image) if self.standings.get().is_none() => image,
            _ => return self.facts().for_each(|facts| _ = look(facts, self.promises_at(facts))),
        };
        let (slots, since) = (self.single_slots(), self.since());
        let is_whole = self.contacts.owns().len() + self.follow_ups.owns().len() + self.feedback.owns().len() == 0;
        let is_changed = |facts: &Facts, promises: &[Promise]| {
            self.contacts.own(facts.id).is_some()
                || since.promises.contains_key(&facts.id)
                || since.feedback.contains(&facts.id)
                || promises.iter().any(|promise| self.follow_ups.own(promise.id).is_some())
        };
        let (mut place, mut changed) = (0, Vec::new());
        image.each_facts(&mut |facts, promises| {
            if !is_whole && is_changed(facts, promises) {
                changed.push(place);
            } else if look(facts, promises) {
                slots.put(place, Single::new(*facts, promises.to_vec()));
            }
            place += 1;
        });
        for place in changed.into_iter().chain(self.contacts.image_len()..self.contacts.places_len()) {
            let is_there = self.contacts.id_at(place).is_some_and(|id| self.contacts.contains(id));
            if let Some(single) = self.read_single(place).filter(|_| is_there)
                && look(&single.facts, &single.promises)
            {
                slots.put(place, single);
            }
        }
    }
}
