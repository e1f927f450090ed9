//! The first stage: all contacts are looked at, by the signs of their texts before these themselves.

use std::num::NonZero;
use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use crate::domain::id::ContactId;
use crate::domain::search::fit::Fit;
use crate::domain::search::query::IN_EARNEST;

use super::Index;
use super::asking::{Asked, Fits, Place, Rough};
use super::columns::{Columns, Look};

/// So many contacts are worth more than one thread, of which so many share them.
const WORTH_IT: usize = if cfg!(test) { 8 } else { 10_000 };
static THREADS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get).min(4));

/// Gathers the best, a few more than are wanted.
struct Best<'r, 'i> {
    index: &'i Index,
    wanted: usize,
    fitting: &'r mut Vec<Rough>,
    /// Who has less isn't among them.
    least: u64,
}

impl Best<'_, '_> {
    fn take(&mut self, rough: Rough) {
        if rough.key < self.least {
            return;
        }
        self.fitting.push(rough);
        if self.fitting.len() == self.wanted.saturating_mul(2) {
            self.fitting.select_nth_unstable_by(self.wanted - 1, |a, b| self.index.by_key(a, b));
            self.fitting.truncate(self.wanted);
            self.least = self.fitting[self.wanted - 1].key;
        }
    }

    /// The fit that is needed to be among them.
    fn least_fit(&self) -> u64 {
        self.least >> 48
    }
}

/// What one thread gathers.
#[derive(Default)]
pub(super) struct Gathered {
    fitting: Vec<Rough>,
    /// Who fits if the letters of some words are scattered.
    maybe: Vec<(Place, Fits)>,
}

impl Asked<'_> {
    /// The `wanted` best of all that fit, and some more: in earnest, and where there are too few of these, with scattered letters.
    pub(super) fn roughly(&self, wanted: usize, rooms: &mut Vec<Gathered>, fitting: &mut Vec<Rough>) {
        let count = self.index.base.looks().len();
        let threads = if count < WORTH_IT { 1 } else { *THREADS };
        rooms.resize_with(threads.max(rooms.len()), Gathered::default);
        let (own, others) = rooms[..threads].split_at_mut(1);
        let part = |number: usize| count * number / threads..count * (number + 1) / threads;
        thread::scope(|scope| {
            for (number, room) in (1..).zip(&mut *others) {
                scope.spawn(move || self.gather([part(number), 0..0], wanted, room));
            }
            // Those who changed since are few.
            self.gather([part(0), 0..self.index.over.looks().len()], wanted, &mut own[0]);
        });
        fitting.clear();
        rooms[..threads].iter().for_each(|room| fitting.extend_from_slice(&room.fitting));
    }

    /// The same of these places in each half.
    fn gather(&self, places: [Range<usize>; 2], wanted: usize, room: &mut Gathered) {
        let Gathered { fitting, maybe } = room;
        fitting.clear();
        maybe.clear();
        let mut best = Best { index: self.index, wanted, fitting, least: 0 };
        for (half, places) in places.into_iter().enumerate() {
            let columns = self.index.half(half);
            self.each(half, places, |at, look| {
                // Where no word says who fits better the name alone does: what else stands there is only read of those before.
                if self.query.words.is_empty() && self.key(columns, at, look, 0, 0) < best.least {
                    return;
                }
                let Some(fits) = self.fit(columns, at, look, best.least_fit()) else { return };
                let place = Place::new(half, at);
                if fits.missed == 0 {
                    let key = self.key(columns, at, look, IN_EARNEST as u64 + fits.sum, 0);
                    best.take(Rough { key, place, is_vague: fits.is_vague });
                } else {
                    maybe.push((place, fits));
                }
            });
        }
        if best.fitting.len() >= wanted {
            return;
        }
        for (place, fits) in maybe.iter().copied() {
            let (columns, at) = (self.index.half(place.half()), place.at());
            let look = &columns.looks()[at];
            if let Some(score) = self.scattered(columns, at, look, fits.missed) {
                let fit = fits.sum + u64::from(fits.missed.count_ones()) * Fit::Scattered as u64;
                best.take(Rough { key: self.key(columns, at, look, fit, score), place, is_vague: true });
            }
        }
    }

    /// All that fit in earnest; if nobody does, all whose letters are scattered. By id in each half.
    pub(super) fn all(&self) -> Vec<ContactId> {
        let (mut all, mut maybe) = (Vec::new(), Vec::new());
        for half in [0, 1] {
            let columns = self.index.half(half);
            self.each(half, 0..columns.looks().len(), |at, look| match self.fit(columns, at, look, 0) {
                Some(Fits { missed: 0, .. }) => all.push(columns.ids()[at]),
                Some(fits) if all.is_empty() => maybe.push((Place::new(half, at), fits)),
                _ => {}
            });
        }
        if all.is_empty() {
            all.extend(maybe.into_iter().filter_map(|(place, fits)| {
                let (columns, at) = (self.index.half(place.half()), place.at());
                self.scattered(columns, at, &columns.looks()[at], fits.missed).map(|_| columns.ids()[at])
            }));
        }
        all
    }

    /// Each of these of whom the conditions hold.
    #[inline]
    fn each(&self, half: usize, places: Range<usize>, mut take: impl FnMut(usize, &Look)) {
        let columns = self.index.half(half);
        let has_conditions =
            self.query.without_archived || !self.query.conditions.is_empty() || !self.query.asked.is_empty();
        for (at, look) in places.clone().zip(&columns.looks()[places]) {
            if !columns.is_gone(at) && (!has_conditions || self.holds(Place::new(half, at), look)) {
                take(at, look);
            }
        }
    }

    /// What they are put in order by. Among those of the same fit whom was spoken with lately comes first, then it goes by name.
    fn key(&self, columns: &Columns, at: usize, look: &Look, fit: u64, scattered: u16) -> u64 {
        let by_name = !beginning(columns.names().get(at));
        if self.query.words.is_empty() {
            return by_name;
        }
        fit << 48 | u64::from(scattered) << 32 | u64::from(look.traits.touch()) << 16 | by_name >> 48
    }
}

/// The first letters of a name as a number: whose is smaller stands before.
fn beginning(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_be_bytes(bytes)
}
