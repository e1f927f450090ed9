//! A move paints the list alone, and what stands beside it comes as a frame of its own when the keys rest: at once for whoever
//! looks, and over a thin line no key waits for the text that the last one asked for. While a key is held down, or typed ahead,
//! nobody can read it, and it comes when that ends.

use std::time::{Duration, Instant};

use crate::domain::record::RecordId;
use crate::tui::event::Event;

/// A key that is held down comes more often, also over a slow line; fingers hardly do.
const QUICK: Duration = Duration::from_millis(80);

/// After a single key the rest begins so soon: nobody sees that it wasn't the same frame.
const REST: Duration = Duration::from_millis(40);

#[derive(Default)]
pub(super) struct Hurry {
    /// When the last key came.
    last: Option<Instant>,
    /// Until when what stands beside the list is left; `None` at rest.
    pub until: Option<Instant>,
    /// What was painted beside the list last.
    painted: Option<Beside>,
}

/// On which screen something stands beside the list, and of what it tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beside {
    pub screen: (usize, usize),
    /// How often panes were given other room.
    pub shared: usize,
    pub of: Option<RecordId>,
}

impl Hurry {
    /// Something happened.
    pub fn goes_on(&mut self, event: &Event, now: Instant) {
        if matches!(event, Event::Key(_) | Event::Mouse(_)) {
            let is_quick = self.last.replace(now).is_some_and(|last| now < last + QUICK);
            self.until = Some(now + if is_quick { QUICK } else { REST });
        }
        self.until.take_if(|until| *until <= now);
    }

    /// Whether what stands beside the list is left for now, because it would be of another than a moment ago. What is moved
    /// itself (scrolled, say) isn't.
    pub fn leaves(&mut self, beside: Option<Beside>) -> bool {
        let screen = |beside: &Option<Beside>| beside.map(|beside| (beside.screen, beside.shared));
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
    use crate::domain::record::RecordKind;

    #[test]
    fn only_what_would_be_of_another_is_left() {
        let [anna, bernd] = [1, 2].map(|id| RecordId::new(RecordKind::Contact, uuid::Uuid::from_u128(id)));
        let beside = |screen, contact| Some(Beside { screen: (screen, 0), shared: 0, of: Some(contact) });
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
            assert_eq!(hurry.leaves(beside), expected, "{beside:?}");
        }
    }

    #[test]
    fn it_rests_a_moment_after_a_key_and_longer_after_keys_in_a_row() {
        let began = Instant::now();
        let mut hurry = Hurry::default();
        // After so many milliseconds a key comes (or only time has passed): is what stands beside the list left?
        for (at, key, expected) in [
            (0, true, true),
            (30, true, true),
            (60, true, true),
            (139, false, true),
            (140, false, false),
            (300, true, true),
            (339, false, true),
            (340, false, false),
            (500, true, true),
            (579, true, true),
            (659, false, false),
        ] {
            let event = if key { Event::Key(KeyCode::Down.into()) } else { Event::Deadline };
            hurry.goes_on(&event, began + Duration::from_millis(at));
            assert_eq!(hurry.until.is_some(), expected, "after {at} ms");
        }
    }
}
