//! Keys that come quickly: held down, or typed ahead. What nobody can read at that pace isn't painted anew until it rests.

use std::time::{Duration, Instant};

use crate::domain::id::{CompanyId, ContactId};
use crate::tui::event::Event;
use crate::tui::target::Item;

/// A key that is held down comes more often, also over a slow line; fingers hardly do.
const QUICK: Duration = Duration::from_millis(80);

#[derive(Default)]
pub(super) struct Hurry {
    /// When the last key came.
    last: Option<Instant>,
    /// Until when more are to be expected; `None` at rest.
    pub until: Option<Instant>,
    /// What was painted beside the list last.
    painted: Option<Beside>,
}

/// On which screen something stands beside the list, and of whom or what it tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beside {
    pub screen: (usize, usize),
    pub contacts: Vec<ContactId>,
    pub item: Option<Item>,
    pub company: Option<CompanyId>,
}

impl Hurry {
    /// Something happened.
    pub fn goes_on(&mut self, event: &Event, now: Instant) {
        if matches!(event, Event::Key(_)) {
            let is_quick = self.last.replace(now).is_some_and(|last| now < last + QUICK);
            self.until = is_quick.then(|| now + QUICK);
        }
        self.until.take_if(|until| *until <= now);
    }

    /// Whether what stands beside the list is left for now, because it would be of another than a moment ago. What is moved
    /// itself (scrolled, say) isn't.
    pub fn leaves(&mut self, beside: Option<Beside>) -> bool {
        let screen = |beside: &Option<Beside>| beside.as_ref().map(|beside| beside.screen);
        let same_screen = beside.is_some() && screen(&beside) == screen(&self.painted);
        if self.until.is_some() && same_screen && beside != self.painted {
            return true;
        }
        self.painted = beside;
        false
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    #[test]
    fn only_what_would_be_of_another_is_left() {
        let [anna, bernd] = [1, 2].map(|id| ContactId(uuid::Uuid::from_u128(id)));
        let beside =
            |screen, contact| Some(Beside { screen: (screen, 0), contacts: vec![contact], item: None, company: None });
        let began = Instant::now();
        let mut hurry = Hurry::default();
        for (quick, beside, expected) in [
            (false, beside(0, anna), false),
            (true, beside(0, bernd), true),
            (true, beside(0, anna), false),
            (true, beside(1, bernd), false),
            (true, None, false),
            (true, beside(1, bernd), false),
            (false, beside(1, anna), false),
        ] {
            hurry.until = quick.then_some(began);
            assert_eq!(hurry.leaves(beside.clone()), expected, "{beside:?}");
        }
    }

    #[test]
    fn only_keys_in_a_row_are_quick() {
        let began = Instant::now();
        let mut hurry = Hurry::default();
        // After so many milliseconds a key comes (or only time has passed): is it quick?
        for (at, key, expected) in [
            (0, true, false),
            (30, true, true),
            (60, true, true),
            (100, false, true),
            (140, false, false),
            (300, true, false),
            (500, true, false),
            (579, true, true),
            (659, false, false),
        ] {
            let event = if key { Event::Key(KeyCode::Down.into()) } else { Event::Deadline };
            hurry.goes_on(&event, began + Duration::from_millis(at));
            assert_eq!(hurry.until.is_some(), expected, "after {at} ms");
        }
    }
}
