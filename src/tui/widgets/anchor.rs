//! What stays in its place on screen when rows above it become more or fewer, as others' changes make them.

use super::list::Scroll;

/// Something that was in sight, and how many rows below the first.
#[derive(Debug, Clone)]
pub struct Anchor<T>(Option<(T, usize)>);

impl<T> Default for Anchor<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Copy + Eq> Anchor<T> {
    /// Scrolls so that what was in sight stands where it stood. `row` says what stands in one of `count` rows. The beginning of
    /// a list stays in sight: what comes before all is to be seen.
    pub fn hold(&self, scroll: &mut Scroll, count: usize, row: impl Fn(usize) -> Option<T>) {
        let Some((what, below)) = self.0.filter(|_| scroll.offset > 0) else { return };
        if row(scroll.offset + below) != Some(what)
            && let Some(at) = (0..count).find(|at| row(*at) == Some(what))
        {
            scroll.offset = at.saturating_sub(below);
        }
    }

    /// Takes the first that is in sight; not the selected one, which may go elsewhere.
    pub fn take(&mut self, scroll: &Scroll, count: usize, selected: Option<T>, row: impl Fn(usize) -> Option<T>) {
        let in_sight = (0..scroll.height).filter(|below| scroll.offset + below < count);
        let of = |below: usize| Some((row(scroll.offset + below).filter(|one| Some(*one) != selected)?, below));
        self.0 = in_sight.filter_map(of).next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows before and after, the first in sight before, the selected one: the first in sight after.
    fn check(before: &[u32], offset: usize, selected: u32, after: &[u32], expect: usize) {
        let mut scroll = Scroll { offset, height: 3 };
        let mut anchor = Anchor::default();
        anchor.take(&scroll, before.len(), Some(selected), |at| before.get(at).copied());
        anchor.hold(&mut scroll, after.len(), |at| after.get(at).copied());
        assert_eq!(scroll.offset, expect, "{before:?} from {offset} on {selected}, then {after:?}");
    }

    #[test]
    fn what_is_in_sight_stays_there() {
        check(&[1, 2, 3, 4, 5], 2, 4, &[9, 1, 2, 3, 4, 5], 3);
        check(&[1, 2, 3, 4, 5], 2, 4, &[2, 3, 4, 5], 1);
        check(&[1, 2, 3, 4, 5], 2, 3, &[1, 2, 4, 5, 3], 1);
        check(&[1, 2, 3, 4, 5], 0, 2, &[9, 1, 2, 3, 4, 5], 0);
        check(&[1, 2, 3, 4, 5], 2, 4, &[1, 2], 2);
    }
}
