//! The first stage: all contacts are looked at, word by word. Where many are left, their texts are gone through in one go, else one
//! by one.

use memchr::memmem::Finder;

use crate::domain::id::ContactId;
use crate::domain::search::fit::{Fit, Word, is_word_start};
use crate::domain::search::query::WHOLE_NAME;

use super::asking::{Asked, Place, Rough};
use super::columns::Columns;

/// Where fewer than one in so many are left, they are looked at one by one.
const FEW: usize = 4;
/// Added to the fit where no word's letters are scattered: who is found in earnest stands before all others.
pub(super) const IN_EARNEST: u64 = 1 << 15;
/// From this bit on stands which of the words weren't found in earnest. So many words can have their letters scattered.
const MISSED: usize = 16;
const MOST_MISSED: usize = 48;

/// Room for it.
#[derive(Default)]
pub(super) struct Scan {
    /// Of each place how well the words fit so far, and which don't yet. 0 is out.
    sums: Vec<u64>,
    /// How the word at hand does.
    fits: Vec<u8>,
    /// How many have each sum.
    counts: Vec<u32>,
}

impl Asked<'_> {
    /// All that fit, if they can come among the first `wanted`.
    pub(super) fn roughly(&self, wanted: usize, scans: &mut [Scan; 2], fitting: &mut Vec<Rough>) {
        fitting.clear();
        let mut in_earnest = 0;
        for (half, scan) in scans.iter_mut().enumerate() {
            self.scan(self.index.half(half), half, scan);
            in_earnest += scan.sums.iter().filter(|sum| **sum != 0 && **sum >> MISSED == 0).count();
        }
        for (half, scan) in scans.iter_mut().enumerate() {
            // Scattered letters only matter where too little else is found.
            if in_earnest < wanted {
                self.look_for_scattered(self.index.half(half), &mut scan.sums);
            } else {
                scan.sums.iter_mut().filter(|sum| **sum >> MISSED != 0).for_each(|sum| *sum = 0);
            }
            self.gather(half, wanted, scan, fitting);
        }
    }

    fn scan(&self, columns: &Columns, half: usize, scan: &mut Scan) {
        let query = self.query;
        let has_conditions = query.without_archived || !query.conditions.is_empty();
        scan.sums.clear();
        scan.sums.extend(columns.looks().iter().enumerate().map(|(at, look)| {
            let is_out = columns.is_gone(at) || has_conditions && !self.holds(Place::new(half, at), look);
            if is_out { 0 } else { IN_EARNEST }
        }));
        for (number, word) in query.words.iter().enumerate() {
            self.add_word(columns, number, word, scan);
        }
        let numbers = query.words.len() + query.conditions.len()..;
        for (number, word) in numbers.zip(&query.excluded) {
            self.exclude(columns, number, word, &mut scan.sums);
        }
        if query.words.is_empty() {
            return;
        }
        for (at, sum) in scan.sums.iter_mut().enumerate().filter(|(_, sum)| **sum != 0) {
            let name = columns.names().get(at);
            if name.len() == query.whole.len() && name == query.whole.as_bytes() {
                *sum += u64::from(WHOLE_NAME);
            }
        }
    }

    /// Of those where words weren't found in earnest only they stay where the letters of all these words are scattered.
    fn look_for_scattered(&self, columns: &Columns, sums: &mut [u64]) {
        let companies = self.index.companies();
        for (at, sum) in sums.iter_mut().enumerate().filter(|(_, sum)| **sum >> MISSED != 0) {
            let (name, company) = (columns.names().get(at), companies.name(columns.looks()[at].company));
            let missed = *sum >> MISSED;
            let mut words = self.query.words.iter().enumerate().filter(|(number, _)| missed >> number & 1 != 0);
            let fits = words.all(|(_, word)| word.is_scattered(name, company));
            let scattered = u64::from(missed.count_ones()) * Fit::Scattered as u64;
            *sum = if fits { *sum % IN_EARNEST + scattered } else { 0 };
        }
    }

    /// Adds how a word fits. Whom it doesn't is out.
    fn add_word(&self, columns: &Columns, number: usize, word: &Word, scan: &mut Scan) {
        let looks = columns.looks();
        let Scan { sums, fits, .. } = scan;
        fits.clear();
        fits.resize(looks.len(), 0);
        let (names, finder) = (columns.names(), Finder::new(&word.text));
        let is_left = |sums: &[u64]| sums.iter().filter(|sum| **sum != 0).count() * FEW > sums.len();
        if is_left(sums) {
            let (mut at, mut start) = (0, 0);
            for byte in finder.find_iter(&names.bytes) {
                while names.end(at) < byte {
                    start = names.end(at) + 1;
                    at += 1;
                }
                let fit = word.fit_in_name(&names.bytes[start..names.end(at)], byte - start) as u8;
                fits[at] = fits[at].max(fit);
            }
        } else {
            for (at, look) in looks.iter().enumerate() {
                if sums[at] != 0 && word.can_stand_in(look.name) {
                    fits[at] = word.in_name(names.get(at)).map_or(0, |fit| fit as u8);
                }
            }
        }
        let mut left = 0;
        for (at, look) in looks.iter().enumerate() {
            if sums[at] != 0 {
                fits[at] = fits[at].max(self.answer(number, look.company));
                left += usize::from(fits[at] == 0 && word.can_stand_in_rest(look.rest));
            }
        }
        let rest = columns.rest();
        if left * FEW > looks.len() && word.digits.is_none() {
            let (mut from, mut at) = (0, 0);
            while let Some(byte) = finder.find(&rest.bytes[from..]).map(|byte| from + byte) {
                while rest.end(at) <= byte {
                    at += 1;
                }
                if fits[at] == 0 {
                    fits[at] = rest.fit_at(at, byte) as u8;
                }
                from = rest.end(at);
            }
        } else if left > 0 {
            for (at, look) in looks.iter().enumerate() {
                if fits[at] == 0 && sums[at] != 0 && word.can_stand_in_rest(look.rest) {
                    fits[at] = word.in_rest(rest.get(at)).map_or(0, |fit| fit as u8);
                }
            }
        }
        let companies = self.index.companies();
        for (at, (sum, fit)) in sums.iter_mut().zip(fits.iter()).enumerate().filter(|(_, (sum, _))| **sum != 0) {
            let look = &looks[at];
            if *fit != 0 {
                *sum += u64::from(*fit);
            } else if !self.query.plain
                && number < MOST_MISSED
                && word.can_stand_in(look.name | companies.letters(look.company))
            {
                *sum |= 1 << (MISSED + number);
            } else {
                *sum = 0;
            }
        }
    }

    /// All that fit, by id in each half.
    pub(super) fn all(&self) -> Vec<ContactId> {
        let mut all = Vec::new();
        for half in [0, 1] {
            let (columns, mut scan) = (self.index.half(half), Scan::default());
            self.scan(columns, half, &mut scan);
            self.look_for_scattered(columns, &mut scan.sums);
            all.extend(columns.ids().iter().zip(&scan.sums).filter(|(_, sum)| **sum != 0).map(|(id, _)| *id));
        }
        all
    }

    /// Whoever has a word that begins like this is out.
    fn exclude(&self, columns: &Columns, number: usize, word: &Word, sums: &mut [u64]) {
        for (sum, look) in sums.iter_mut().zip(columns.looks()) {
            if self.answer(number, look.company) != 0 {
                *sum = 0;
            }
        }
        let (names, rest, finder) = (columns.names(), columns.rest(), Finder::new(&word.text));
        let mut at = 0;
        for byte in finder.find_iter(&names.bytes).filter(|byte| is_word_start(&names.bytes, *byte)) {
            while names.end(at) < byte {
                at += 1;
            }
            sums[at] = 0;
        }
        let mut at = 0;
        for byte in finder.find_iter(&rest.bytes).filter(|byte| is_word_start(&rest.bytes, *byte)) {
            while rest.end(at) <= byte {
                at += 1;
            }
            sums[at] = 0;
        }
    }

    /// Those who fit, but for such that so many others fit better that they can't come among the first `wanted`.
    fn gather(&self, half: usize, wanted: usize, scan: &mut Scan, fitting: &mut Vec<Rough>) {
        let columns = self.index.half(half);
        let with_words = !self.query.words.is_empty();
        scan.counts.clear();
        for sum in scan.sums.iter().map(|sum| *sum as usize).filter(|sum| *sum != 0) {
            if sum >= scan.counts.len() {
                scan.counts.resize(sum + 1, 0);
            }
            scan.counts[sum] += 1;
        }
        let mut better = 0;
        let worst = scan.counts.iter().rposition(|count| {
            better += *count as usize;
            better >= wanted
        });
        let worst = worst.unwrap_or(1).max(1) as u64;
        for (at, sum) in scan.sums.iter().enumerate().filter(|(_, sum)| **sum >= worst) {
            let name = columns.names().get(at);
            let key = if with_words {
                // Among those of the same fit whom was spoken with lately, then the shorter names: more of them was typed.
                let left = 0xffff - name.len().min(0xffff) as u64;
                *sum << 48 | u64::from(columns.looks()[at].traits.touch()) << 16 | left
            } else {
                !beginning(name)
            };
            fitting.push(Rough { key, place: Place::new(half, at) });
        }
    }
}

/// The first letters of a name as a number: whose is smaller stands before.
fn beginning(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_be_bytes(bytes)
}
