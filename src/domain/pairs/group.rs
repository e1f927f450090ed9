//! Pairs that can be merged without a look, as the groups of contacts that they come to; and who of a group is kept.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Pair;
use crate::domain::book::Book;
use crate::domain::id::{ById, ContactId};
use crate::domain::row::Row;

/// The groups that the certain ones of `pairs` come to: in each everybody is one with everybody else.
pub fn certain_groups(pairs: &[Pair]) -> Vec<Vec<ContactId>> {
    let certain = || pairs.iter().filter(|pair| pair.likeness.is_certain);
    let known: HashSet<(ContactId, ContactId)> =
        certain().flat_map(|pair| [(pair.one, pair.other), (pair.other, pair.one)]).collect();
    let mut groups: Vec<Vec<ContactId>> = Vec::new();
    let mut places: ById<ContactId, usize> = ById::default();
    for pair in certain() {
        let (place, other) = match (places.get(&pair.one).copied(), places.get(&pair.other).copied()) {
            (Some(_), Some(_)) => continue,
            (Some(place), None) => (place, pair.other),
            (None, Some(place)) => (place, pair.one),
            (None, None) => {
                places.insert(pair.one, groups.len());
                groups.push(vec![pair.one]);
                (groups.len() - 1, pair.other)
            }
        };
        if groups[place].iter().all(|one| known.contains(&(*one, other))) {
            groups[place].push(other);
            places.insert(other, place);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Who of them is kept unless somebody else is chosen: not one out of sight; then with whom most happened, of whom most is known,
/// and who was added first.
pub fn kept_of(book: &Book, group: &[ContactId]) -> Option<ContactId> {
    group.iter().copied().max_by_key(|id| book.contact(*id).map(rank))
}

/// How much speaks for keeping somebody.
pub(super) type Rank = (bool, u32, usize, Reverse<ContactId>);

pub(super) fn rank(row: &Row) -> Rank {
    let known = row.mails.len() + row.phones.len() + row.tags.len() + usize::from(row.company.is_some());
    (!row.archived, row.interactions.count, known, Reverse(row.id))
}
