//! Cards that were read before just as they stand: whose they were they still are, and they say nothing new. So the same file again
//! changes nothing, in whatever way its rows tell of each other; and whoever was left out, since they may be somebody, stays out
//! without being asked about again.
//!
//! A mark of all that a card says is kept among the ids of its contact, behind a fingerprint of which card it is: what that card says
//! next takes its place.

use super::said::{self, Spot};
use super::{fill, keys};
use crate::domain::contact::{Contact, ForeignId, LEFT_CARD, READ_CARD};
use crate::formats::draft::{Mark, Origin, Person};

/// The mark of a card as it stands in the file.
pub fn mark(person: &Person) -> Mark {
    let record = &person.record;
    let first = record.ids.first().map(|id| format!("{}\0{}", id.source, keys::id(&id.value)));
    let short = |text: &str| said::print(Spot::Id, text) & 0xffff;
    let of = short(&format!("{:?}", person.origin.kind)) << 16 | short(first.as_deref().unwrap_or_default());
    let mut all = Fnv::default();
    for print in said::of_contact(record, &record.jobs) {
        all.add(&print.to_le_bytes());
    }
    for name in person.companies.iter().map(|name| fill::named(name)) {
        all.add(&name.to_le_bytes());
    }
    for id in &record.ids {
        all.add(format!("{}\0{}", id.source, keys::id(&id.value)).as_bytes());
    }
    let rest = (person.nameless, &person.referrer_id, person.last_contact, record.archived, record.added);
    all.add(format!("{:?}{rest:?}", person.origin.kind).as_bytes());
    for consent in &person.consents {
        all.add(format!("{consent:?}").as_bytes());
    }
    let mut who = Fnv::default();
    who.add(format!("{:?}\0{}", person.origin.kind, first.unwrap_or_default()).as_bytes());
    Mark { of, all: all.0, who: who.0 }
}

/// Whether this card was theirs before, just as it is.
pub fn is_read(contact: &Contact, mark: Mark) -> bool {
    let value = value(mark);
    contact.ids.iter().any(|id| id.source == READ_CARD && id.value == value)
}

/// Keeps that these cards are read, each with where it is from, in place of what they were before. Of a table or program all that was
/// read before gives way: a row that goes back to what it was says something new.
pub fn read(ids: &mut Vec<ForeignId>, cards: impl Iterator<Item = (Mark, Origin)>) {
    let cards: Vec<(String, bool)> = cards.map(|(mark, origin)| (value(mark), origin.kind.is_told())).collect();
    let gives_way = |known: &str| {
        let is_of = |(new, is_told): &(String, bool)| known.starts_with(&new[..if *is_told { KIND } else { OF }]);
        cards.iter().any(is_of)
    };
    let new: Vec<String> = cards.iter().map(|(value, _)| value.clone()).collect();
    ids.retain(|id| id.source != READ_CARD || new.contains(&id.value) || !gives_way(&id.value));
    put(ids, READ_CARD, &new);
    let is_of = |known: &str| new.iter().any(|one| one[..OF] == known[..OF.min(known.len())]);
    ids.retain(|id| id.source != LEFT_CARD || !is_of(&id.value));
}

/// Keeps that these cards of the file with the mark `file` were left out, since they may be theirs.
pub fn leave(ids: &mut Vec<ForeignId>, marks: impl Iterator<Item = Mark>, file: u64) {
    let new: Vec<String> = marks.map(|mark| left_in(mark, file)).collect();
    put(ids, LEFT_CARD, &new);
}

fn put(ids: &mut Vec<ForeignId>, source: &str, new: &[String]) {
    let is_older = |known: &String| !new.contains(known) && new.iter().any(|one| known.starts_with(&one[..OF]));
    ids.retain(|known| known.source != source || !is_older(&known.value));
    for value in new {
        if !ids.iter().any(|id| id.source == source && id.value == *value) {
            ids.push(ForeignId { source: source.to_owned(), value: value.clone() });
        }
    }
}

/// A mark as text, in small letters as ids are compared.
pub fn value(mark: Mark) -> String {
    format!("{:08x}{:016x}", mark.of, mark.all)
}

/// A card that was left out of a file.
pub fn left_in(mark: Mark, file: u64) -> String {
    format!("{}{file:016x}{:016x}", value(mark), mark.who)
}

/// Which card was left out, of what was kept of that.
pub fn left(kept: &str) -> Option<&str> {
    kept.get(..OF + ALL)
}

/// Whose card was left out, whatever it said besides.
pub fn left_of(kept: &str) -> Option<u64> {
    u64::from_str_radix(kept.get(OF + 2 * ALL..)?, 16).ok()
}

/// Signs of the fingerprints of the kind of file, of which card of that it is, and of all that it says.
const KIND: usize = 4;
const OF: usize = 8;
const ALL: usize = 16;

/// FNV-1a of 64 bits: the same in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
