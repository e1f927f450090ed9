//! A list on a screen: what is listed, what of it is in sight, marked and selected. The selection belongs to what is listed,
//! not to the row.

use std::hash::Hash;
use std::rc::Rc;

use super::action::Action;
use super::marks::{Ids, Marks};
use super::widgets::anchor::Anchor;
use super::widgets::list::Scroll;
use crate::domain::id::ContactId;

/// What is listed, by its ids, and what is selected of it.
#[derive(Debug)]
pub struct Selection<T = ContactId> {
    /// Shared with the record that is opened from it.
    listed: Rc<Vec<T>>,
    /// The place of what is selected; 0 in an empty list.
    at: usize,
    pub marked: Marks<T>,
    /// What was marked and not listed when it was listed: only what is listed is marked since.
    beside: Vec<T>,
    pub scroll: Scroll,
    anchor: Anchor<T>,
}

impl<T> Default for Selection<T> {
    fn default() -> Self {
        Self {
            listed: Rc::default(),
            at: 0,
            marked: Marks::default(),
            beside: Vec::new(),
            scroll: Scroll::default(),
            anchor: Anchor::default(),
        }
    }
}

impl<T: Copy + Ord + Hash> Selection<T> {
    pub fn listed(&self) -> &[T] {
        &self.listed
    }

    /// The same, for whoever keeps it.
    pub fn kept(&self) -> Rc<Vec<T>> {
        Rc::clone(&self.listed)
    }

    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn selected(&self) -> Option<T> {
        self.listed.get(self.at).copied()
    }

    /// The marked ones, else the selected one: those that are listed in their order, then the others, the oldest first.
    pub fn meant(&self) -> Vec<T> {
        if self.marked.is_empty() {
            return self.selected().into_iter().collect();
        }
        let listed = self.listed.iter().copied().filter(|id| self.marked.contains(id));
        listed.chain(self.unseen()).collect()
    }

    /// What is marked and not listed, the oldest first: the filter hides it.
    pub fn unseen(&self) -> impl Iterator<Item = T> {
        self.beside.iter().copied().filter(|id| self.marked.contains(id))
    }

    /// Lists this from now on. The selection goes to `wanted`, if it is there, else it stays where it is, else it goes to what
    /// is in its place.
    pub fn list(&mut self, listed: impl Into<Rc<Vec<T>>>, wanted: Option<T>) {
        self.put(wanted, |all| *all = listed.into());
    }

    /// Changes what is listed; the selection goes where it does in [`Self::list`].
    pub fn change(&mut self, wanted: Option<T>, change: impl FnOnce(&mut Vec<T>)) {
        self.put(wanted, |all| change(Rc::make_mut(all)));
    }

    fn put(&mut self, wanted: Option<T>, put: impl FnOnce(&mut Rc<Vec<T>>)) {
        let before = self.selected();
        put(&mut self.listed);
        let listed = &self.listed;
        let place = |id: Option<T>| id.and_then(|id| listed.iter().position(|one| *one == id));
        let at = place(wanted).or_else(|| place(before)).unwrap_or(self.at);
        self.at = at.min(listed.len().saturating_sub(1));
        self.marked.listed_anew();
        self.beside = self.marked.beside(listed);
        self.beside.sort_unstable();
    }

    /// The first of these that wasn't listed before: somebody brought it.
    pub fn brought(&self, about: &[T], listed: &[T]) -> Option<T> {
        if about.is_empty() || self.listed.is_empty() {
            return None;
        }
        let about_them: Ids<T> = about.iter().copied().collect();
        let those = |listed: &[T]| listed.iter().copied().filter(|id| about_them.contains(id)).collect::<Ids<T>>();
        let (before, now) = (those(&self.listed), those(listed));
        about.iter().find(|id| now.contains(id) && !before.contains(id)).copied()
    }

    /// The first is selected, whatever was before.
    pub fn restart(&mut self) {
        self.at = 0;
        self.scroll.offset = 0;
        self.listed = Rc::default();
    }

    /// Selects this one, if it is listed.
    pub fn select(&mut self, id: T) {
        self.at = self.listed.iter().position(|one| *one == id).unwrap_or(self.at);
    }

    /// Selects what stands in this place of the list, and a range goes to there.
    pub fn go_to(&mut self, at: usize) {
        self.at = at.min(self.listed.len().saturating_sub(1));
        self.marked.reach(self.selected(), &self.listed);
    }

    /// Moves the selection, and with it the end of a range; `false` for an action that is no move.
    pub fn moved(&mut self, action: Action) -> bool {
        let Some(to) = self.scroll.moved(action, self.at, self.listed.len()) else { return false };
        self.at = to;
        self.marked.reach(self.selected(), &self.listed);
        true
    }

    /// Marks what is selected, or takes its mark away, and goes on.
    pub fn mark(&mut self) {
        if let Some(id) = self.selected() {
            self.marked.toggle(id);
        }
        self.moved(Action::Down);
    }

    /// Marks all that is listed; where all is marked, takes those marks away.
    pub fn mark_all(&mut self) {
        self.marked.toggle_all(&self.listed);
    }

    pub fn mark_range(&mut self) {
        self.marked.toggle_range(self.selected());
    }

    /// Brings the selection into `height` rows; gives the first in sight, and how many lie below.
    pub fn show(&mut self, height: usize) -> (usize, usize) {
        let (count, row) = (self.listed.len(), |at: usize| self.listed.get(at).copied());
        self.anchor.hold(&mut self.scroll, count, row);
        self.scroll.show(self.at, count, height);
        self.anchor.take(&self.scroll, count, self.selected(), row);
        let above = self.scroll.offset;
        (above, self.listed.len().saturating_sub(above + height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists `before`, selects one of it, then lists `after`: what is selected then.
    fn check(before: &[u32], selected: u32, after: &[u32], wanted: Option<u32>, expect: Option<u32>) {
        let mut list = Selection::default();
        list.list(before.to_vec(), None);
        list.select(selected);
        list.list(after.to_vec(), wanted);
        assert_eq!(list.selected(), expect, "{before:?} on {selected}, then {after:?}");
    }

    #[test]
    fn the_selection_stays_with_what_is_selected_else_in_its_place() {
        check(&[1, 2, 3], 2, &[3, 2, 1], None, Some(2));
        check(&[1, 2, 3], 2, &[1, 3], None, Some(3));
        check(&[1, 2, 3], 3, &[1, 2], None, Some(2));
        check(&[1, 2, 3], 2, &[1, 2, 3, 4], Some(4), Some(4));
        check(&[1, 2, 3], 2, &[1, 2, 3], Some(9), Some(2));
        check(&[1, 2, 3], 2, &[], None, None);
        check(&[], 0, &[5, 6], None, Some(5));
    }

    #[test]
    fn all_that_is_listed_is_marked_and_unmarked_and_nothing_else() {
        let mut list = Selection::default();
        list.list(vec![1, 2, 3, 4], None);
        list.mark();
        list.list(vec![2, 3], None);
        list.mark_range();
        list.mark_all();
        assert_eq!(list.meant(), [2, 3, 1]);
        list.moved(Action::Up);
        assert_eq!(list.meant(), [2, 3, 1], "a range ends");
        list.mark_all();
        assert_eq!(list.meant(), [1]);
    }

    #[test]
    fn marks_stay_whatever_is_listed_and_those_in_sight_are_meant_first() {
        let mut list = Selection::default();
        list.list(vec![1, 2, 3, 4], None);
        assert_eq!(list.meant(), [1]);
        list.select(3);
        list.mark();
        list.select(1);
        list.mark();
        assert_eq!((list.meant(), list.selected()), (vec![1, 3], Some(2)));
        list.list(vec![4, 3], None);
        assert_eq!((list.meant(), list.unseen().collect::<Vec<_>>()), (vec![3, 1], vec![1]));
        assert_eq!((list.brought(&[3, 4], &[5, 3]), list.brought(&[3, 5], &[5, 3])), (None, Some(5)));
        list.marked.keep(|id| *id != 1);
        assert_eq!((list.meant(), list.unseen().count()), (vec![3], 0));
        list.list(vec![1, 2, 3, 4], None);
        assert_eq!(list.meant(), [3]);
    }
}
