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

    /// Begins a range at the selection; one that was begun ends, and what it holds stays marked.
    pub fn toggle_range(&mut self, selected: Option<T>) {
        if !self.end_range()
            && let Some(from) = selected
        {
            self.range = Some(Range { from, before: self.marked.clone() });
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
        let Some(range) = &self.range else { return };
        let place = |wanted| listed.iter().position(|id| *id == wanted);
        let Some(from) = place(range.from) else { return };
        let to = selected.and_then(place).unwrap_or(listed.len() - 1);
        self.marked = range.before.iter().chain(&listed[from.min(to)..=from.max(to)]).copied().collect();
    }

    /// Takes all marks away. `false` if there are none.
    pub fn clear(&mut self) -> bool {
        self.range = None;
        !std::mem::take(&mut self.marked).is_empty()
    }

    /// Only what is listed stays marked.
    pub fn only(&mut self, listed: &[T]) {
        if self.marked.is_empty() && self.range.is_none() {
            return;
        }
        // Listed are many, and marked few.
        let before = self.range.iter().flat_map(|range| &range.before);
        let known: Ids<T> = self.marked.iter().chain(before).copied().collect();
        let listed: Ids<T> = listed.iter().copied().filter(|id| known.contains(id)).collect();
        self.retain(|id| listed.contains(id));
    }

    /// These are dealt with: their marks go.
    pub fn done(&mut self, these: &[T]) {
        let these: Ids<T> = these.iter().copied().collect();
        self.retain(|id| !these.contains(id));
    }

    fn retain(&mut self, stays: impl Fn(&T) -> bool) {
        self.marked.retain(&stays);
        if let Some(range) = &mut self.range {
            range.before.retain(&stays);
        }
    }
}
