//! Pairs that left the list and come back: whoever takes back what was done with one goes on with that one.

use std::collections::HashSet;
use std::hash::Hash;

use crate::tui::selection::Selection;

/// The pairs that were listed and aren't any more.
#[derive(Debug)]
pub(super) struct Back<T>(HashSet<(T, T)>);

impl<T> Default for Back<T> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<T: Copy + Ord + Hash> Back<T> {
    /// Of two pairs it makes no difference which of both stands first.
    fn known((one, other): (T, T)) -> (T, T) {
        (one.min(other), one.max(other))
    }

    /// `list` was listed anew, `before` is what it listed then. The first pair that came back is selected.
    pub fn follow(&mut self, before: &[(T, T)], list: &mut Selection<(T, T)>) {
        let had: HashSet<(T, T)> = before.iter().copied().map(Self::known).collect();
        let has: HashSet<(T, T)> = list.listed().iter().copied().map(Self::known).collect();
        let is_back = |pair: &&(T, T)| {
            let pair = Self::known(**pair);
            !had.contains(&pair) && self.0.contains(&pair)
        };
        if let Some(pair) = list.listed().iter().find(is_back).copied() {
            list.select(pair);
        }
        self.0.extend(had.difference(&has));
        self.0.retain(|pair| !has.contains(pair));
    }
}
