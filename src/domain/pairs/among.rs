//! People who come together: who of them may be another one of them.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::Likeness;
use super::features::{Features, Key};
use super::index::{compare, sort, tells};
use super::score::is_reached_alike;
use crate::domain::id::ContactId;

/// Somebody who comes with others, and what else is known of them.
#[derive(Debug)]
pub struct Newcomer<T> {
    pub id: ContactId,
    /// Whether they are known by an id of their own: two who are may be one only if they are reached in the same way.
    pub is_told: bool,
    pub more: T,
    features: OnceLock<Box<Features>>,
    /// What others have in common with them.
    keys: Box<[Key]>,
}

impl<T> Newcomer<T> {
    pub fn new(id: ContactId, features: Features, is_told: bool, more: T) -> Self {
        let mut keys = Vec::new();
        features.keys(|key| keys.push(key));
        Self { id, is_told, more, features: OnceLock::from(Box::new(features)), keys: keys.into() }
    }

    /// The same without what most of many are never compared by: it is made again where it is needed.
    pub fn bare(self) -> Self {
        Self { features: OnceLock::new(), ..self }
    }

    /// What of them is compared; `again` makes it, if it isn't there.
    pub fn features(&self, again: impl FnOnce(&Self) -> Features) -> &Features {
        self.features.get_or_init(|| Box::new(again(self)))
    }
}

/// People to be compared with each other. Whoever has something in common is found in one block, and nobody is looked at besides.
#[derive(Debug)]
pub struct Among<T> {
    people: Vec<Newcomer<T>>,
    /// Who has what, sorted; of each block those without an id first. What one has alone, or too many have, isn't there.
    keys: Vec<(Key, u32)>,
    /// In which blocks each stands, by where those begin; sorted.
    blocks: Vec<(u32, u32)>,
    /// Who shares a mail address or number with so many that it isn't among the keys.
    crowded: HashSet<u32>,
}

impl<T> Among<T> {
    /// Those without an id come first.
    pub fn of(mut people: Vec<Newcomer<T>>) -> Self {
        people.sort_unstable_by_key(|one| one.is_told);
        // There are many: no room for twice as many is taken.
        let mut keys = Vec::with_capacity(people.iter().map(|one| one.keys.len()).sum());
        for (place, one) in (0..).zip(&mut people) {
            keys.extend(std::mem::take(&mut one.keys).into_iter().map(|key| (key, place)));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut crowded = HashSet::new();
        for block in keys.chunk_by(|one, other| one.0 == other.0).filter(|block| !tells(block)) {
            crowded.extend(block.iter().filter(|(key, _)| key.is_of_reach()).map(|(_, place)| *place));
        }
        let kept = retain_blocks(&mut keys);
        keys.truncate(kept);
        keys.shrink_to_fit();
        let mut blocks = Vec::with_capacity(keys.len());
        let mut start = 0;
        for block in keys.chunk_by(|one, other| one.0 == other.0) {
            blocks.extend(block.iter().map(|(_, place)| (*place, start)));
            start += u32::try_from(block.len()).unwrap_or(u32::MAX);
        }
        blocks.sort_unstable();
        Self { people, keys, blocks, crowded }
    }

    /// All of them.
    pub fn people(&self) -> &[Newcomer<T>] {
        &self.people
    }

    /// Who of those whom `may_be` lets through may be the one at this place, the likeliest first. `again` makes features that aren't
    /// there.
    pub fn likely(
        &self,
        place: usize,
        may_be: impl Fn(&Newcomer<T>) -> bool,
        again: impl Fn(&Newcomer<T>) -> Features,
    ) -> Vec<(ContactId, Likeness)> {
        let Some((own, at)) = self.people.get(place).zip(u32::try_from(place).ok()) else { return Vec::new() };
        let is_crowded = own.is_told && self.crowded.contains(&at);
        let from = self.blocks.partition_point(|(who, _)| *who < at);
        let (mut seen, mut likely): (Vec<u32>, Vec<(ContactId, Likeness)>) = Default::default();
        for (_, start) in self.blocks[from..].iter().take_while(|(who, _)| *who == at) {
            let block = self.block(*start as usize);
            // By these two with ids can't be told to be one, unless they may share what isn't looked at.
            let is_for_told = is_crowded || block.first().is_some_and(|(key, _)| key.is_of_reach());
            for (_, place) in block {
                let other = &self.people[*place as usize];
                let are_told = own.is_told && other.is_told;
                if are_told && !is_for_told {
                    break;
                }
                let is_compared = *place != at && !seen.contains(place) && may_be(other);
                if !is_compared {
                    continue;
                }
                let (one, two) = (own.features(&again), other.features(&again));
                if are_told && !is_reached_alike(one, two) {
                    continue;
                }
                if let Some(likeness) = compare(one, two, block.len()) {
                    seen.push(*place);
                    likely.push((other.id, likeness));
                }
            }
        }
        sort(&mut likely);
        likely
    }

    /// The block that begins there.
    fn block(&self, start: usize) -> &[(Key, u32)] {
        let rest = &self.keys[start..];
        rest.chunk_by(|one, other| one.0 == other.0).next().unwrap_or_default()
    }
}

/// Keeps what several have, few enough that it tells; how much that is. It stands in front then.
fn retain_blocks(keys: &mut [(Key, u32)]) -> usize {
    let (mut kept, mut start) = (0, 0);
    while let Some((key, _)) = keys.get(start).copied() {
        let length = keys[start..].partition_point(|(other, _)| *other == key);
        let block = start..start + length;
        if length > 1 && tells(&keys[block.clone()]) {
            keys.copy_within(block, kept);
            kept += length;
        }
        start += length;
    }
    kept
}
