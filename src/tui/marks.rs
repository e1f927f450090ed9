//! What is marked in a list (contacts, unless it lists something else), and the range that is being marked: from where it was
//! begun to the selection, wherever that goes, until it is begun again or a verb acts on what is marked.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash};

use crate::domain::id::{ContactId, IdHasher};

/// A set of ids, which are as good as hashes.
pub(super) type Ids<T> = HashSet<T, BuildHasherDefault<IdHasher>>;

/// What is marked.
#[derive(Debug)]
pub struct Marks<T = ContactId> {
    marked: Ids<T>,
    range: Option<Range<T>>,
}

impl<T> Default for Marks<T> {
    fn default() -> Self {
        Self { marked: Ids::default(), range: None }
    }
}

/// A range that still follows the selection.
#[derive(Debug)]
struct Range<T> {
    from: T,
    /// What was marked when it was begun.
    before: Ids<T>,
    /// From which place to which it reaches, as long as what is listed stays the same.
    over: Option<(usize, usize)>,
}

impl<T: Copy + Eq + Hash> Marks<T> {
    pub fn contains(&self, id: &T) -> bool {
        self.marked.contains(id)
    }

    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// Whether nothing is marked and no range is begun.
    pub fn is_idle(&self) -> bool {
        self.marked.is_empty() && self.range.is_none()
    }

    /// Marks it, or takes its mark away; a range ends as it is.
    pub fn toggle(&mut self, id: T) {
        self.range = None;
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }

    /// Marks all of these; where all are marked already, takes their marks away. A range ends as it is.
    pub fn toggle_all(&mut self, listed: &[T]) {
        self.range = None;
        match listed.iter().all(|id| self.marked.contains(id)) {
            true => listed.iter().for_each(|id| {
                self.marked.remove(id);
            }),
            false => self.marked.extend(listed),
        }
    }

    /// Begins a range at the selection; one that was begun ends, and what it holds stays marked.
    pub fn toggle_range(&mut self, selected: Option<T>) {
        if !self.end_range()
            && let Some(from) = selected
        {
            self.range = Some(Range { from, before: self.marked.clone(), over: None });
            self.marked.insert(from);
        }
    }

    /// A range ends, and what it holds stays marked. `false` if there is none.
    pub fn end_range(&mut self) -> bool {
        self.range.take().is_some()
    }

    /// A range goes away with its marks. `false` if there is none.
    pub fn drop_range(&mut self) -> bool {
        let range = self.range.take();
        range.map(|range| self.marked = range.before).is_some()
    }

    /// The selection moved to this one of those `listed`, or below all of them: a range goes to there, up or down.
    pub fn reach(&mut self, selected: Option<T>, listed: &[T]) {
        let Some(range) = &mut self.range else { return };
        let place = |wanted| listed.iter().position(|id| *id == wanted);
        let Some(from) = place(range.from) else { return };
        let to = selected.and_then(place).unwrap_or(listed.len() - 1);
        let now = (from.min(to), from.max(to));
        match range.over.replace(now).filter(|(_, end)| *end < listed.len()) {
            // A step of many that are marked costs a step.
            Some(was) => {
                let left = (was.0..now.0.min(was.1 + 1)).chain((now.1 + 1).max(was.0)..was.1 + 1);
                left.filter(|at| !range.before.contains(&listed[*at])).for_each(|at| {
                    self.marked.remove(&listed[at]);
                });
                let come = (now.0..was.0.min(now.1 + 1)).chain((was.1 + 1).max(now.0)..now.1 + 1);
                self.marked.extend(come.map(|at| listed[at]));
            }
            None => self.marked = range.before.iter().chain(&listed[now.0..=now.1]).copied().collect(),
        }
    }

    /// Takes all marks away. `false` if there are none.
    pub fn clear(&mut self) -> bool {
        self.range = None;
        !std::mem::take(&mut self.marked).is_empty()
    }

    /// Only these stay marked.
    pub fn keep(&mut self, stays: impl Fn(&T) -> bool) {
        if !self.is_idle() {
            self.retain(stays);
        }
    }

    /// What is listed is other than it was: a range reaches through what lies between now.
    pub fn listed_anew(&mut self) {
        self.range.iter_mut().for_each(|range| range.over = None);
    }

    /// What is marked and not among `listed`.
    pub fn beside(&self, listed: &[T]) -> Vec<T> {
        if self.marked.is_empty() {
            return Vec::new();
        }
        let seen: Ids<T> = listed.iter().copied().filter(|id| self.marked.contains(id)).collect();
        self.marked.iter().copied().filter(|id| !seen.contains(id)).collect()
    }

    /// These are dealt with: their marks go.
    pub fn done(&mut self, these: &[T]) {
        let these: Ids<T> = these.iter().copied().collect();
        self.retain(|id| !these.contains(id));
    }

    fn retain(&mut self, stays: impl Fn(&T) -> bool) {
        self.marked.retain(&stays);
        if let Some(range) = &mut self.range {
            range.over = None;
            range.before.retain(&stays);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A range from `from` on goes where the selection goes; `before` were marked: what is marked after each step.
    fn check(before: &[u32], from: u32, steps: &[u32]) {
        let listed: Vec<u32> = (0..10).collect();
        let mut marks = Marks::default();
        before.iter().for_each(|id| marks.toggle(*id));
        marks.toggle_range(Some(from));
        for to in steps {
            marks.reach(Some(*to), &listed);
            let is_marked = |id: &u32| before.contains(id) || (from.min(*to)..=from.max(*to)).contains(id);
            let expect: Vec<u32> = listed.iter().copied().filter(is_marked).collect();
            let mut marked: Vec<u32> = marks.marked.iter().copied().collect();
            marked.sort_unstable();
            assert_eq!(marked, expect, "{before:?}, from {from} to {to} of {steps:?}");
        }
    }

    #[test]
    fn a_range_holds_what_lies_between_and_what_was_marked_before() {
        for before in [&[][..], &[0, 4, 5, 9]] {
            check(before, 4, &[5, 6, 9, 7, 4, 3, 0, 2, 4, 8]);
            check(before, 4, &[0, 9, 0, 5, 3]);
            check(before, 0, &[9, 8, 0, 9]);
            check(before, 9, &[0, 1, 9]);
        }
    }
}
