//! What lies where on the screen: each frame notes it as it is painted, so that a click can't find anything else than what is seen.
//!
//! Owns the map of one frame. What a spot does is its painter's to say and `app::mouse`'s to do; where only what a key moved is
//! painted anew, the rest has no spots for that moment.

use std::cell::RefCell;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::action::Action;
use crate::domain::view::{Column, List};

/// What a click does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Nothing, and what lies behind isn't reached.
    Still,
    /// It lies beside the pop-up: that is closed, if nothing is lost by it.
    Beside,
    Act(Action),
    Key(KeyEvent),
    /// This list is sorted by that column, or turned round.
    Sort(List, Column),
    /// This list shows the view in that place of those that it always has.
    View(List, usize),
    /// It is told to the topmost pop-up, else to the screen.
    At(Point),
}

/// A part of a screen that can have the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    List,
    /// What is known of one: beside a list, or at the left of a record.
    Facts,
    Timeline,
}

/// Something in a screen or pop-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    Pane(Pane),
    /// What stands in this place of what is listed.
    Row(Pane, usize),
    Day(NaiveDate),
    /// The field in this place, and the byte of its text under the pointer.
    Text(usize, usize),
    /// The option in this place of the choice in that.
    Choice(usize, usize),
    /// The screen's own view in this place of its heading.
    View(usize),
    /// What is suggested in this place.
    Offer(usize),
    /// The field, or line of a text, so many further on, as far as it goes.
    Further(isize),
}

/// What the wheel does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wheel {
    Still,
    /// It moves in this pane, which gets the keys.
    Moves(Pane),
    /// It scrolls what stands beside the list.
    Scrolls,
    /// It turns the pages, a notch each: of the calendar, which gets the keys.
    Turns,
    /// It is the arrow keys of the topmost pop-up.
    Arrows,
    /// It goes through the fields of a form, and through the lines of a long text in it.
    Fields,
}

/// The map of a frame.
#[derive(Debug, Default)]
pub struct Spots {
    clicks: RefCell<Vec<(Rect, Spot)>>,
    wheels: RefCell<Vec<(Rect, Wheel)>>,
}

impl Spots {
    /// A new frame begins.
    pub fn clear(&self) {
        self.clicks.borrow_mut().clear();
        self.wheels.borrow_mut().clear();
    }

    /// What is clicked in `area`, over what was noted there before.
    pub fn put(&self, area: Rect, spot: Spot) {
        self.clicks.borrow_mut().push((area, spot));
    }

    /// The same of what is told to whom it belongs to.
    pub fn point(&self, area: Rect, point: Point) {
        self.put(area, Spot::At(point));
    }

    /// What is listed in that place.
    pub fn row(&self, area: Rect, pane: Pane, place: usize) {
        self.point(area, Point::Row(pane, place));
    }

    /// A field in which text is typed, with the place of each character that is seen: behind the last one is the end.
    pub fn text(&self, area: Rect, field: usize, end: usize, characters: impl IntoIterator<Item = (Rect, usize)>) {
        self.point(area, Point::Text(field, end));
        characters.into_iter().for_each(|(area, byte)| self.point(area, Point::Text(field, byte)));
    }

    /// A list of a pop-up: the wheel moves in it.
    pub fn list(&self, area: Rect) {
        self.wheel(area, Wheel::Arrows);
    }

    /// What the wheel does over `area`.
    pub fn wheel(&self, area: Rect, wheel: Wheel) {
        self.wheels.borrow_mut().push((area, wheel));
    }

    /// A pane in which the wheel moves; rows come over it.
    pub fn pane(&self, area: Rect, pane: Pane) {
        self.point(area, Point::Pane(pane));
        self.wheel(area, Wheel::Moves(pane));
    }

    /// A pop-up opens over `area`: what was noted there isn't reached any more.
    pub fn cover(&self, area: Rect) {
        self.put(area, Spot::Beside);
        self.wheel(area, Wheel::Still);
    }

    /// The columns of a list whose heads are painted.
    pub fn heads(&self, list: List) -> Vec<Column> {
        let clicks = self.clicks.borrow();
        let heads = clicks.iter().filter_map(|(_, spot)| match spot {
            Spot::Sort(of, column) if *of == list => Some(*column),
            _ => None,
        });
        heads.collect()
    }

    /// What is clicked there.
    pub fn clicked(&self, at: Position) -> Option<Spot> {
        topmost(&self.clicks.borrow(), at)
    }

    /// What the wheel does there.
    pub fn wheeled(&self, at: Position) -> Option<Wheel> {
        topmost(&self.wheels.borrow(), at)
    }
}

fn topmost<T: Copy>(all: &[(Rect, T)], at: Position) -> Option<T> {
    all.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, one)| *one)
}
