//! Lists brought together value by value: which value of the one is which of the other, and in which order they stand then.

use super::element::Element;
use super::{Clash, Merging, Three};

/// Where a value of the merged list comes from.
struct Node<T> {
    /// Its place in each of the lists.
    mine: Option<usize>,
    theirs: Option<usize>,
    base: Option<usize>,
    /// What becomes of it; `None` if it goes.
    value: Option<T>,
}

impl Merging<'_> {
    /// The list with what either side added, without what either removed. A value that both changed, or one changed and
    /// the other removed, is a clash of its own; `clash` tells of the values on both sides.
    pub(super) fn list<T: Element>(&mut self, lists: Three<Vec<T>>, clash: impl Fn(&[T], &[T]) -> Clash) -> Vec<T> {
        if let Some(agreed) = lists.agreed() {
            return agreed;
        }
        let mut nodes: Vec<Node<T>> = Vec::new();
        let (to_mine, to_theirs) = (aligned(lists.base, lists.mine), aligned(lists.base, lists.theirs));
        for (at, base) in lists.base.iter().enumerate() {
            let (mine, theirs) = (to_mine[at], to_theirs[at]);
            let sides = (mine.map(|at| &lists.mine[at]), theirs.map(|at| &lists.theirs[at]));
            let value = match sides {
                (Some(mine), Some(theirs)) => Some(match T::merged(Three { base, mine, theirs }) {
                    Some(value) => value,
                    None => self.decided(clash(one(mine), one(theirs)), mine, theirs).clone(),
                }),
                (Some(kept), None) if kept == base => None,
                (None, Some(kept)) if kept == base => None,
                (Some(mine), None) => self.decided(clash(one(mine), &[]), Some(mine.clone()), None),
                (None, Some(theirs)) => self.decided(clash(&[], one(theirs)), None, Some(theirs.clone())),
                (None, None) => None,
            };
            nodes.push(Node { mine, theirs, base: Some(at), value });
        }
        let new = |list: &[T], known: &[Option<usize>]| -> Vec<usize> {
            (0..list.len()).filter(|at| !known.contains(&Some(*at))).collect()
        };
        let mut added = new(lists.mine, &to_mine);
        for theirs_at in new(lists.theirs, &to_theirs) {
            let theirs = &lists.theirs[theirs_at];
            let double = added.iter().position(|at| lists.mine[*at].is_same(theirs));
            let (mine, value) = match double.map(|place| added.remove(place)) {
                None => (None, theirs.clone()),
                Some(at) => {
                    let mine = &lists.mine[at];
                    let both = mine.joined(theirs);
                    let value =
                        both.unwrap_or_else(|| self.decided(clash(one(mine), one(theirs)), mine, theirs).clone());
                    (Some(at), value)
                }
            };
            nodes.push(Node { mine, theirs: Some(theirs_at), base: None, value: Some(value) });
        }
        let value = |at: usize| Some(lists.mine[at].clone());
        nodes.extend(added.into_iter().map(|at| Node { mine: Some(at), theirs: None, base: None, value: value(at) }));
        let order = self.order(&nodes, lists, clash);
        let values: Vec<T> = order.into_iter().filter_map(|node| nodes[node].value.clone()).collect();
        without_doubles(values, lists)
    }

    /// The nodes in their order: as the side has them that changed it, what only the other side added behind what stands before
    /// it there. What came first stands first.
    fn order<T: Element>(
        &mut self,
        nodes: &[Node<T>],
        lists: Three<Vec<T>>,
        clash: impl Fn(&[T], &[T]) -> Clash,
    ) -> Vec<usize> {
        let by = |place: &dyn Fn(&Node<T>) -> Option<usize>| -> Vec<usize> {
            let mut all: Vec<(usize, usize)> =
                nodes.iter().enumerate().filter_map(|(node, of)| Some((place(of)?, node))).collect();
            all.sort_unstable();
            all.into_iter().map(|(_, node)| node).collect()
        };
        let (mine, theirs) = (by(&|node| node.mine), by(&|node| node.theirs));
        let shared = |order: &[usize]| -> Vec<usize> {
            let is_shared = |node: &Node<T>| node.mine.is_some() && node.theirs.is_some() && node.base.is_some();
            order.iter().copied().filter(|at| is_shared(&nodes[*at])).collect()
        };
        let base = shared(&by(&|node| node.base));
        let (of_mine, of_theirs) = (shared(&mine), shared(&theirs));
        let is_mine = if of_mine == base || of_mine == of_theirs || !T::IN_ORDER {
            false
        } else if of_theirs == base {
            true
        } else {
            self.decided(clash(lists.mine, lists.theirs), true, false)
        };
        let (mut order, other) = if is_mine { (mine, theirs) } else { (theirs, mine) };
        let own = |node: &Node<T>| (if is_mine { node.theirs } else { node.mine }).is_none() && node.base.is_none();
        let mut before: Option<usize> = None;
        for node in other {
            if order.contains(&node) {
                before = Some(node);
                continue;
            }
            let behind = before.and_then(|before| order.iter().position(|at| *at == before)).map_or(0, |at| at + 1);
            let skipped = order[behind..].iter().take_while(|at| own(&nodes[**at])).count();
            // Right behind another one of this side, which has skipped them already.
            let skipped = if before.is_some_and(|before| own(&nodes[before])) { 0 } else { skipped };
            order.insert(behind + skipped, node);
            before = Some(node);
        }
        order
    }
}

fn one<T>(value: &T) -> &[T] {
    std::slice::from_ref(value)
}

/// For each value of `base` its place in `side`, where it is kept or changed: the same, else the most alike, else what stands in
/// its place.
fn aligned<T: Element>(base: &[T], side: &[T]) -> Vec<Option<usize>> {
    let mut to: Vec<Option<usize>> = vec![None; base.len()];
    let mut taken = vec![false; side.len()];
    for likeness in 0..T::LIKENESSES {
        for (at, value) in base.iter().enumerate().filter(|_| !side.is_empty()) {
            if to[at].is_none() {
                let like = |place: &usize| !taken[*place] && value.is_like(&side[*place], likeness);
                to[at] = (0..side.len()).find(like);
                to[at].into_iter().for_each(|place| taken[place] = true);
            }
        }
    }
    if T::IN_ORDER {
        for (at, place) in to.iter_mut().enumerate().filter(|(_, place)| place.is_none()) {
            *place = Some(at).filter(|at| taken.get(*at) == Some(&false));
            place.iter().for_each(|place| taken[*place] = true);
        }
    }
    to
}

/// Each value as often as one of the sides has it at the most: what the one changed to, the other may have added.
fn without_doubles<T: Element>(values: Vec<T>, lists: Three<Vec<T>>) -> Vec<T> {
    let count = |list: &[T], value: &T| list.iter().filter(|other| *other == value).count();
    let mut out: Vec<T> = Vec::new();
    for value in values {
        if count(&out, &value) < count(lists.mine, &value).max(count(lists.theirs, &value)).max(1) {
            out.push(value);
        }
    }
    out
}
