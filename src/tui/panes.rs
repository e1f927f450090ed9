//! How two panes of a screen share its room: where the border between them stands, and whether one has all of it.
//!
//! Owns both for each screen. A screen says what it is given, and which pane has the keys; where the border was moved to is kept
//! beside the configuration, in thousandths of the room, so that it stands sensibly in a terminal of any size.

use std::cell::Cell;
use std::collections::HashMap;

use ratatui::layout::{Position, Rect};

use super::action::Place;
use crate::config::left::Left;

/// One of two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// On the left, or above.
    First,
    /// On the right, or below.
    Second,
}

/// The room of both; `None` while the other one has all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halves {
    pub first: Option<Rect>,
    /// The column between two that stand beside each other.
    pub border: Option<Rect>,
    pub second: Option<Rect>,
}

/// Which panes a screen has at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub place: Place,
    /// Which one has the keys, where both can have them.
    pub focused: Option<Half>,
}

/// Which pane has the whole room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// The one that has the keys.
    Focused,
    This(Half),
}

/// How a border stood when it was painted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Painted {
    place: Place,
    /// Columns or rows of both.
    total: u16,
    /// Those of the first, unless the border is moved; `None` where there is none to move.
    usual: Option<u16>,
    /// Those that either has at the least.
    least: u16,
    /// Where the border lies, and where the first pane begins, if the pointer can hold it.
    held: Option<Held>,
}

/// Where the pointer can take hold of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    border: Rect,
    /// The column, or row, with which the first pane begins.
    from: u16,
    is_row: bool,
}

/// Either pane has as many columns, or rows, at the least.
const COLUMNS: u16 = 24;
const ROWS: u16 = 5;

/// So much the border moves at once, in thousandths.
const STEP: i16 = 50;

/// Whether there is a border, and whether it went further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    On,
    NoFurther,
    NoBorder,
}

/// How all screens with two panes share their room.
#[derive(Debug, Default)]
pub struct Sharing {
    /// How far borders are moved, in thousandths of the room.
    moved: HashMap<Place, i16>,
    whole: HashMap<Place, Whole>,
    painted: Cell<Option<Painted>>,
    /// How often anything of it changed.
    changes: usize,
}

impl Sharing {
    pub fn of(left: &Left) -> Self {
        let moved = NAMED.iter().filter_map(|(place, name)| Some((*place, *left.split.get(*name)?)));
        Self { moved: moved.collect(), ..Self::default() }
    }

    /// Two beside each other, with a border between them; the first has `usual` columns unless it is moved.
    pub fn beside(&self, panes: Panes, area: Rect, usual: u16) -> Halves {
        let columns = self.share(panes.place, area.width.saturating_sub(1), usual, COLUMNS);
        let first = Rect { width: columns, ..area };
        let border = Rect { x: first.right(), width: 1, ..area };
        self.can_be_held(panes, Held { border, from: area.x, is_row: false });
        let second = Rect { x: border.right(), width: area.right().saturating_sub(border.right()), ..area };
        self.halves(panes, area, Halves { first: Some(first), border: Some(border), second: Some(second) })
    }

    /// One over the other; the first has `usual` rows unless the border is moved.
    pub fn stacked(&self, panes: Panes, area: Rect, usual: u16) -> Halves {
        let rows = self.share(panes.place, area.height, usual, ROWS);
        let first = Rect { height: rows, ..area };
        let second = Rect { y: first.bottom(), height: area.height - rows, ..area };
        // The heading of the second is the border.
        self.can_be_held(panes, Held { border: Rect { height: 1, ..second }, from: area.y, is_row: true });
        self.halves(panes, area, Halves { first: Some(first), border: None, second: Some(second) })
    }

    /// One over the other where the border can't be moved: the first has these rows.
    pub fn fixed(&self, panes: Panes, area: Rect, rows: u16) -> Halves {
        self.painted.set(Some(Painted {
            place: panes.place,
            total: area.height,
            usual: None,
            least: ROWS,
            held: None,
        }));
        let rows = rows.min(area.height);
        let first = Rect { height: rows, ..area };
        let second = Rect { y: first.bottom(), height: area.height - rows, ..area };
        self.halves(panes, area, Halves { first: Some(first), border: None, second: Some(second) })
    }

    /// The first alone: there is room for one only.
    pub fn alone(&self, panes: Panes, area: Rect) -> Halves {
        self.painted.set(Some(Painted { place: panes.place, total: 0, usual: None, least: 0, held: None }));
        self.halves(panes, area, Halves { first: Some(area), border: None, second: None })
    }

    fn halves(&self, panes: Panes, area: Rect, both: Halves) -> Halves {
        match self.whole_of(panes) {
            None => both,
            Some(Half::First) => Halves { first: Some(area), border: None, second: None },
            Some(Half::Second) => Halves { first: None, border: None, second: Some(area) },
        }
    }

    /// Columns or rows of the first pane.
    fn share(&self, place: Place, total: u16, usual: u16, least: u16) -> u16 {
        let painted = Painted { place, total, usual: Some(usual), least, held: None };
        self.painted.set(Some(painted));
        painted.first(self.moved.get(&place).copied().unwrap_or(0))
    }

    /// Which pane has the whole room, if one has.
    pub fn whole_of(&self, panes: Panes) -> Option<Half> {
        match self.whole.get(&panes.place)? {
            Whole::Focused => Some(panes.focused.unwrap_or(Half::First)),
            Whole::This(half) => Some(*half),
        }
    }

    /// The pane that has the keys gets the whole room, or gives it back. Where only one can have them, first that one, then the
    /// other.
    pub fn zoom(&mut self, panes: Panes) {
        let is_alone = self.painted_in(panes.place).is_some_and(|painted| painted.total == 0);
        let next = match (self.whole.get(&panes.place), panes.focused) {
            (None, Some(_)) => Some(Whole::Focused),
            (Some(_), Some(_)) => None,
            (None, None) if is_alone => Some(Whole::This(Half::Second)),
            (None, None) => Some(Whole::This(Half::First)),
            (Some(Whole::This(Half::First)), None) => Some(Whole::This(Half::Second)),
            (Some(_), None) => None,
        };
        match next {
            Some(whole) => self.whole.insert(panes.place, whole),
            None => self.whole.remove(&panes.place),
        };
        self.changes += 1;
    }

    /// Moves the border by so many steps, or back to where it usually stands. Both panes are there then.
    pub fn shift(&mut self, place: Place, steps: Option<i16>) -> Moved {
        let painted = self.painted_in(place);
        if painted.is_some_and(|painted| painted.usual.is_none()) {
            return Moved::NoBorder;
        }
        let was = self.moved.get(&place).copied().unwrap_or(0);
        let to = steps.map_or(0, |steps| was.saturating_add(steps.saturating_mul(STEP)).clamp(-900, 900));
        let stands = |moved| painted.map_or(moved as u16, |painted| painted.first(moved));
        let was_whole = self.whole.remove(&place).is_some();
        if to == was || (to != 0 && stands(to) == stands(was)) {
            self.changes += usize::from(was_whole);
            return if was_whole || steps.is_none() { Moved::On } else { Moved::NoFurther };
        }
        match to {
            0 => self.moved.remove(&place),
            to => self.moved.insert(place, to),
        };
        self.changes += 1;
        Moved::On
    }

    fn can_be_held(&self, panes: Panes, held: Held) {
        if self.whole_of(panes).is_none() {
            self.painted.set(self.painted.get().map(|painted| Painted { held: Some(held), ..painted }));
        }
    }

    /// Whether the border between two lies there.
    pub fn is_border(&self, place: Place, at: Position) -> bool {
        self.painted_in(place).and_then(|painted| painted.held).is_some_and(|held| held.border.contains(at))
    }

    /// Moves the border to where the pointer is, as far as it goes. Whether it went.
    pub fn drag(&mut self, place: Place, at: Position) -> bool {
        let Some(painted) = self.painted_in(place) else { return false };
        let (Some(usual), Some(held)) = (painted.usual, painted.held) else { return false };
        let wanted = i32::from(if held.is_row { at.y } else { at.x }) - i32::from(held.from);
        let total = i32::from(painted.total).max(1);
        let moved = ((wanted - i32::from(usual)) * 1000 + total / 2).div_euclid(total).clamp(-900, 900) as i16;
        let was = self.moved.get(&place).copied().unwrap_or(0);
        if painted.first(moved) == painted.first(was) {
            return false;
        }
        match moved {
            0 => self.moved.remove(&place),
            moved => self.moved.insert(place, moved),
        };
        self.changes += 1;
        true
    }

    /// How far the border of a screen is moved, with the name under which that is kept.
    pub fn kept(&self, place: Place) -> Option<(&'static str, i16)> {
        let (_, name) = NAMED.iter().find(|(named, _)| *named == place)?;
        Some((name, self.moved.get(&place).copied().unwrap_or(0)))
    }

    /// How often it changed: frames of another number look otherwise.
    pub fn changes(&self) -> usize {
        self.changes
    }

    fn painted_in(&self, place: Place) -> Option<Painted> {
        self.painted.get().filter(|painted| painted.place == place)
    }
}

impl Painted {
    /// Columns or rows of the first pane, its border moved by so many thousandths.
    fn first(self, moved: i16) -> u16 {
        let (total, usual) = (i32::from(self.total), i32::from(self.usual.unwrap_or(self.total)));
        if moved == 0 {
            return usual.clamp(0, total) as u16;
        }
        let least = i32::from(self.least).min(total / 2);
        (usual + (total * i32::from(moved) + 500).div_euclid(1000)).clamp(least, total - least) as u16
    }
}

/// The screens with two panes, as they are called where it is kept.
const NAMED: &[(Place, &str)] = &[
    (Place::Agenda, "agenda"),
    (Place::Contact, "contact"),
    (Place::Companies, "companies"),
    (Place::Company, "company"),
    (Place::Feedback, "feedback"),
    (Place::Duplicates, "duplicates"),
    (Place::Import, "import"),
    (Place::Columns, "columns"),
    (Place::Month, "month"),
    (Place::Reports, "reports"),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 1, width: 120, height: 38 };
    const LIST: Panes = Panes { place: Place::Feedback, focused: None };

    fn shares(sharing: &Sharing, area: Rect) -> (Option<u16>, Option<u16>) {
        let halves = sharing.beside(LIST, area, area.width / 2);
        (halves.first.map(|one| one.width), halves.second.map(|one| one.width))
    }

    #[test]
    fn the_border_moves_in_steps_and_back() {
        let mut sharing = Sharing::default();
        assert_eq!(shares(&sharing, AREA), (Some(60), Some(59)));
        assert_eq!(sharing.shift(Place::Feedback, Some(1)), Moved::On);
        assert_eq!(shares(&sharing, AREA), (Some(66), Some(53)));
        // A proportion: it stands as far from the middle in a larger terminal.
        assert_eq!(shares(&sharing, Rect { width: 240, ..AREA }), (Some(132), Some(107)));
        shares(&sharing, AREA);
        while sharing.shift(Place::Feedback, Some(-1)) == Moved::On {
            shares(&sharing, AREA);
        }
        assert_eq!(shares(&sharing, AREA), (Some(24), Some(95)));
        assert_eq!(sharing.shift(Place::Feedback, Some(1)), Moved::On, "no step was lost at the edge");
        assert!(shares(&sharing, AREA).0 > Some(24));
        assert_eq!(sharing.shift(Place::Feedback, None), Moved::On);
        assert_eq!(shares(&sharing, AREA), (Some(60), Some(59)));
    }

    #[test]
    fn the_border_follows_the_pointer_as_far_as_it_goes() {
        let mut sharing = Sharing::default();
        shares(&sharing, AREA);
        assert!(sharing.is_border(Place::Feedback, Position::new(60, 20)));
        assert!(!sharing.is_border(Place::Feedback, Position::new(61, 20)));
        assert!(!sharing.is_border(Place::Agenda, Position::new(60, 20)), "that isn't what is seen");
        for (column, first) in [(61, 61), (83, 83), (0, 24), (119, 95), (60, 60)] {
            assert!(sharing.drag(Place::Feedback, Position::new(column, 3)), "to {column}");
            assert_eq!(shares(&sharing, AREA).0, Some(first));
        }
        assert_eq!(sharing.kept(Place::Feedback), Some(("feedback", 0)), "where it usually stands it isn't moved");
        let stacked = |sharing: &Sharing| sharing.stacked(LIST, AREA, 20).first.map(|first| first.height);
        assert_eq!(stacked(&sharing), Some(20));
        assert!(sharing.is_border(Place::Feedback, Position::new(7, 21)));
        assert!(sharing.drag(Place::Feedback, Position::new(7, 12)) && stacked(&sharing) == Some(11));
        sharing.zoom(LIST);
        stacked(&sharing);
        assert!(!sharing.is_border(Place::Feedback, Position::new(7, 12)), "one pane alone has no border");
    }

    #[test]
    fn where_one_alone_has_the_keys_zoom_goes_through_both() {
        let mut sharing = Sharing::default();
        for expected in [(Some(60), Some(59)), (Some(120), None), (None, Some(120)), (Some(60), Some(59))] {
            assert_eq!(shares(&sharing, AREA), expected);
            sharing.zoom(LIST);
        }
    }

    #[test]
    fn where_there_is_room_for_one_zoom_shows_the_other() {
        let mut sharing = Sharing::default();
        for expected in [true, false, true] {
            assert_eq!(sharing.alone(LIST, AREA).first.is_some(), expected);
            sharing.zoom(LIST);
        }
        assert_eq!(sharing.shift(Place::Feedback, Some(1)), Moved::NoBorder);
    }

    #[test]
    fn what_is_whole_follows_the_keys() {
        let mut sharing = Sharing::default();
        let on = |half| Panes { place: Place::Agenda, focused: Some(half) };
        sharing.zoom(on(Half::First));
        assert_eq!(sharing.whole_of(on(Half::Second)), Some(Half::Second));
        assert_eq!(sharing.whole_of(LIST), None, "the others stay as they are");
        sharing.zoom(on(Half::Second));
        assert_eq!(sharing.whole_of(on(Half::Second)), None);
    }

    proptest! {
        /// Whatever was moved, or written in the file: neither pane vanishes, and together they fill the room.
        #[test]
        fn neither_pane_vanishes(width in 60u16..400, height in 13u16..120, moved: i16, usual in 2u16..8) {
            let left = Left { split: [("feedback".to_owned(), moved)].into(), ..Left::default() };
            let (sharing, area) = (Sharing::of(&left), Rect { width, height, ..AREA });
            let beside = sharing.beside(LIST, area, width * usual / 10);
            let (first, second) = (beside.first.unwrap().width, beside.second.unwrap().width);
            prop_assert!(first > 0 && second > 0 && first + 1 + second == width);
            let stacked = sharing.stacked(LIST, area, height * usual / 10);
            let (first, second) = (stacked.first.unwrap().height, stacked.second.unwrap().height);
            prop_assert!(first > 1 && second > 1 && first + second == height);
        }
    }
}
