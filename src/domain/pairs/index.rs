//! All contacts of a book by what they can be known again by: gives all pairs of them, and who is like one more person.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::features::{Companies, Features, Key, Of};
use super::group::{Rank, rank};
use super::score::{MOST_UNCERTAIN, may_be_more_than_alike};
use super::{Against, Likeness, Pair, score};
use crate::domain::book::Book;
use crate::domain::contact::{merged_ids, told_apart};
use crate::domain::id::{ById, ContactId};

/// With more who have the same name, that alone says nothing.
const FEW: usize = 3;
/// With more who have the same address, number or name, nothing can be told by it.
const MANY: usize = 256;
/// The same of a word in a company.
const MANY_AT_COMPANY: usize = 64;

/// The same of a name as it sounds.
const MANY_SOUNDING_ALIKE: usize = 16;

/// The contacts of a book, to be compared. Borrows nothing, so that the book needn't be held meanwhile.
#[derive(Debug, Default)]
pub struct Pairs {
    people: Vec<Known>,
    /// Who has what, sorted.
    keys: Vec<(Key, u32)>,
    /// Who was told apart: the smaller id first.
    apart: HashSet<(ContactId, ContactId)>,
}

#[derive(Debug)]
struct Known {
    id: ContactId,
    archived: bool,
    rank: Rank,
    features: Features,
}

impl Pairs {
    /// Looks at all contacts once, archived ones too.
    pub fn of(book: &Book) -> Self {
        let mut pairs = Self::default();
        let mut companies = Companies::default();
        let mut merged: ById<ContactId, ContactId> = ById::default();
        let mut apart: Vec<(ContactId, ContactId)> = Vec::new();
        for row in book.each_contact() {
            let features = companies.features(&row, book);
            let place = u32::try_from(pairs.people.len()).unwrap_or(u32::MAX);
            features.keys(|key| pairs.keys.push((key, place)));
            pairs.people.push(Known { id: row.id, archived: row.archived, rank: rank(&row), features });
            merged.extend(merged_ids(&row.ids).map(|gone| (gone, row.id)));
            apart.extend(told_apart(&row.ids).map(|other| (row.id, other)));
        }
        // Who has the same key twice is one.
        pairs.keys.sort_unstable();
        pairs.keys.dedup();
        let stands_for = |id: ContactId| merged.get(&id).copied().unwrap_or(id);
        pairs.apart = apart.into_iter().map(|(one, other)| in_order(one, stands_for(other))).collect();
        pairs
    }

    /// How many contacts there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// All pairs, the likeliest first. Those that were told apart and those of archived contacts alone are left out.
    pub fn all(&self) -> Vec<Pair> {
        let mut found: HashMap<(u32, u32), Likeness> = HashMap::new();
        for block in self.keys.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1 && tells(block)) {
            for (at, (_, one)) in block.iter().enumerate() {
                for (_, other) in &block[at + 1..] {
                    if found.contains_key(&(*one, *other)) {
                        continue;
                    }
                    let (here, there) = (&self.people[*one as usize], &self.people[*other as usize]);
                    let is_in_sight = !here.archived || !there.archived;
                    let is_pair = is_in_sight && !self.are_apart(here.id, there.id);
                    let compared = || compare(&here.features, &there.features, block.len());
                    let likeness = is_pair.then(compared).flatten();
                    let likeness = likeness.map(|mut one| {
                        // Whoever was put out of sight isn't merged without a look.
                        if here.archived != there.archived {
                            one.is_certain = false;
                            one.score = one.score.min(MOST_UNCERTAIN);
                            one.against.push(Against::Archived);
                        }
                        one
                    });
                    found.extend(likeness.map(|likeness| ((*one, *other), likeness)));
                }
            }
        }
        let pair = |((one, other), likeness): ((u32, u32), Likeness)| {
            let (one, other) = (&self.people[one as usize], &self.people[other as usize]);
            let (one, other) = if one.rank < other.rank { (other, one) } else { (one, other) };
            Pair { one: one.id, other: other.id, likeness }
        };
        let mut all: Vec<Pair> = found.into_iter().map(pair).collect();
        all.sort_unstable_by_key(|pair| {
            (Reverse((pair.likeness.is_certain, pair.likeness.score)), in_order(pair.one, pair.other))
        });
        all
    }

    /// Who may be this person, the likeliest first.
    pub fn likely(&self, who: &Features) -> Vec<(ContactId, Likeness)> {
        let mut seen: HashSet<u32> = HashSet::new();
        let mut likely: Vec<(ContactId, Likeness)> = Vec::new();
        who.keys(|key| {
            let block = &self.keys[self.with(key)];
            if !tells(block) {
                return;
            }
            for (_, place) in block {
                if seen.contains(place) {
                    continue;
                }
                let known = &self.people[*place as usize];
                if let Some(likeness) = compare(who, &known.features, block.len()) {
                    seen.insert(*place);
                    likely.push((known.id, likeness));
                }
            }
        });
        sort(&mut likely);
        likely
    }

    /// Where those lie who have this.
    fn with(&self, key: Key) -> Range<usize> {
        let start = self.keys.partition_point(|(other, _)| *other < key);
        let count = self.keys[start..].partition_point(|(other, _)| *other == key);
        start..start + count
    }

    fn are_apart(&self, one: ContactId, other: ContactId) -> bool {
        self.apart.contains(&in_order(one, other))
    }
}

/// The pairs of those who are here and were told apart, in the order in which the later of both was added.
pub fn all_told_apart(book: &Book) -> Vec<(ContactId, ContactId)> {
    let mut all: Vec<(ContactId, ContactId)> = Vec::new();
    for row in book.each_contact() {
        let others = told_apart(&row.ids).filter_map(|other| book.stands_for(other));
        all.extend(others.filter(|other| *other != row.id).map(|other| in_order(other, row.id)));
    }
    all.sort_unstable_by_key(|(one, other)| (*other, *one));
    all.dedup();
    all
}

/// How alike two are who were found among so many with something in common; `None` where they aren't, or where nothing but the name
/// says it, which many have.
pub(super) fn compare(one: &Features, other: &Features, count: usize) -> Option<Likeness> {
    if count > FEW && !may_be_more_than_alike(one, other) {
        return None;
    }
    score(one, other).filter(|likeness| count <= FEW || !likeness.is_by_name_alone())
}

/// The likeliest first.
pub(super) fn sort(likely: &mut [(ContactId, Likeness)]) {
    likely.sort_unstable_by_key(|(id, likeness)| (Reverse((likeness.is_certain, likeness.score)), *id));
}

/// Whether what these have in common is had by so few that it says who they are.
pub(super) fn tells(block: &[(Key, u32)]) -> bool {
    let most = match block.first().map(|(key, _)| key.kind()) {
        Some(Of::AtCompany) => MANY_AT_COMPANY,
        Some(Of::Sounded) => MANY_SOUNDING_ALIKE,
        _ => MANY,
    };
    block.len() <= most
}

fn in_order(one: ContactId, other: ContactId) -> (ContactId, ContactId) {
    if one <= other { (one, other) } else { (other, one) }
}
