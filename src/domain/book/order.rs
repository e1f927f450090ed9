//! The places of records in the order of lists, kept while single ones change.

use std::collections::HashSet;
use std::sync::OnceLock;

/// So many changed records are put in their places one by one; with more it is quicker to go through all.
const FEW: usize = 1_000;

/// Places in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// The order as it was, and who changed since. `None` as long as nobody asked for it.
    before: Option<Vec<u32>>,
    changed: HashSet<u32>,
    now: OnceLock<Vec<u32>>,
}

impl Order {
    /// A record changed by what it is sorted by, came or went.
    pub fn change(&mut self, place: usize) {
        if let Some(now) = self.now.take() {
            self.before = Some(now);
            self.changed.clear();
        }
        if self.before.is_some() {
            self.changed.insert(place as u32);
        }
    }

    /// The places in order. `first` gives the image's order and who changed since; `key` what is sorted by, `None` for a record
    /// that is gone.
    pub fn get<K: Ord>(
        &self,
        first: impl FnOnce() -> (Vec<u32>, HashSet<u32>),
        key: impl Fn(u32) -> Option<K>,
    ) -> &[u32] {
        self.now.get_or_init(|| match &self.before {
            Some(before) => put_in(before.clone(), &self.changed, key),
            None => {
                let (before, changed) = first();
                put_in(before, &changed, key)
            }
        })
    }
}

/// The order in which those who changed stand in their new places.
fn put_in<K: Ord>(mut order: Vec<u32>, changed: &HashSet<u32>, key: impl Fn(u32) -> Option<K>) -> Vec<u32> {
    if changed.is_empty() {
        return order;
    }
    order.retain(|place| !changed.contains(place));
    let mut anew: Vec<(K, u32)> = changed.iter().filter_map(|place| Some((key(*place)?, *place))).collect();
    anew.sort_unstable();
    let mut merged = Vec::with_capacity(order.len() + anew.len());
    let mut rest = order.as_slice();
    if anew.len() > FEW.max(order.len() / 16) {
        // Each of those that stand there is looked at once, and none of their keys is kept.
        let mut anew = anew.into_iter().peekable();
        for place in order {
            let Some(key) = key(place) else { continue };
            while let Some((_, before)) = anew.next_if(|(new, _)| *new < key) {
                merged.push(before);
            }
            merged.push(place);
        }
        merged.extend(anew.map(|(_, place)| place));
        return merged;
    }
    for (new, place) in anew {
        let at = rest.partition_point(|other| key(*other).is_some_and(|other| other < new));
        merged.extend_from_slice(&rest[..at]);
        merged.push(place);
        rest = &rest[at..];
    }
    merged.extend_from_slice(rest);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_changed_stand_in_their_new_places() {
        let mut keys = vec![Some(50), Some(10), Some(30)];
        let mut order = Order::default();
        let get = |order: &Order, keys: &[Option<i32>]| {
            order.get(|| (vec![1, 2], HashSet::from([0])), |place| keys[place as usize]).to_vec()
        };
        assert_eq!(get(&order, &keys), [1, 2, 0]);
        for (place, key, expect) in [
            (1, Some(40), vec![2, 1, 0]),
            (2, None, vec![1, 0]),
            (2, Some(90), vec![1, 0, 2]),
            (0, Some(1), vec![0, 1, 2]),
        ] {
            keys[place] = key;
            order.change(place);
            assert_eq!(get(&order, &keys), expect);
        }
        keys.extend((0..3_000).map(|n| Some(5_000 - n)));
        (3..3_003).for_each(|place| order.change(place));
        let all = get(&order, &keys);
        assert!(all.is_sorted_by_key(|place| keys[*place as usize]) && all.len() == 3_003);
    }
}
