//! The mouse as the terminal tells of it: a button that goes down, is dragged and let go, the wheel, and where. Owns what happened; what lies there is
//! `spots`', what comes of it `app::mouse`'s.

use std::time::{Duration, Instant};

use crossterm::event::KeyModifiers;
use ratatui::layout::Position;

/// A second press in the same place within so long is a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// Something was done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    pub did: Did,
    /// The cell under the pointer.
    pub at: Position,
    pub held: KeyModifiers,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// The first button went down.
    Press,
    /// The pointer goes on while it is down.
    Drag,
    Release,
    /// The wheel went so many notches, downwards if it is more than 0.
    Wheel(i16),
    /// Another button, or the wheel sideways: nothing is on those.
    Other,
}

impl Mouse {
    /// Takes in what came right behind, if both are one turn of the wheel in one place.
    pub fn goes_on(&mut self, next: &Self) -> bool {
        match (&mut self.did, next.did) {
            (Did::Wheel(by), Did::Wheel(more)) if (self.at, self.held) == (next.at, next.held) => {
                *by = by.saturating_add(more);
                true
            }
            _ => false,
        }
    }
}

/// What a press is among those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Single,
    Double,
    /// The second of two, behind the first of which something else lies there: it was meant for what lay there before.
    Stray,
}

/// The presses so far, as far as they count. `T` is what was looked at.
#[derive(Debug)]
pub struct Presses<T>(Option<(Instant, Position, T)>);

impl<T> Default for Presses<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: PartialEq> Presses<T> {
    /// A press at `at`, on what is looked at now.
    pub fn press(&mut self, at: Position, now: Instant, on: T) -> Press {
        let is_near = |before: &Position| before.y == at.y && before.x.abs_diff(at.x) <= 1;
        let before = self.0.take().filter(|(when, place, _)| now < *when + DOUBLE && is_near(place));
        match before {
            Some((.., before)) if before == on => Press::Double,
            Some(_) => Press::Stray,
            None => {
                self.0 = Some((now, at, on));
                Press::Single
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_presses_are_a_double_click_if_they_are_quick_near_and_on_the_same() {
        let began = Instant::now();
        let mut presses = Presses::default();
        for (millis, (x, y), on, expected) in [
            (0, (5, 5), 1, Press::Single),
            (399, (6, 5), 1, Press::Double),
            // A third one is the first of the next.
            (500, (6, 5), 1, Press::Single),
            (900, (6, 5), 1, Press::Single),
            (1000, (6, 6), 1, Press::Single),
            (1100, (8, 6), 1, Press::Single),
            (1200, (8, 6), 2, Press::Stray),
            (1300, (8, 6), 2, Press::Single),
        ] {
            let now = began + Duration::from_millis(millis);
            assert_eq!(presses.press(Position::new(x, y), now, on), expected, "after {millis} ms");
        }
    }

    #[test]
    fn one_turn_of_the_wheel_is_taken_together() {
        let mouse = |did, x| Mouse { did, at: Position::new(x, 3), held: KeyModifiers::NONE };
        let mut turn = mouse(Did::Wheel(1), 3);
        assert!(turn.goes_on(&mouse(Did::Wheel(1), 3)) && turn.goes_on(&mouse(Did::Wheel(-1), 3)));
        assert!(turn.goes_on(&mouse(Did::Wheel(1), 3)));
        assert_eq!(turn.did, Did::Wheel(2));
        assert!(!turn.goes_on(&mouse(Did::Wheel(1), 4)) && !turn.goes_on(&mouse(Did::Press, 3)));
    }
}
