//! What comes of the mouse: what lies under the pointer on the frame that is seen is done, as if its key had been pressed.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::layout::Position;

use super::App;
use crate::say;
use crate::tui::action::Action;
use crate::tui::event::Input;
use crate::tui::mouse::{Did, Mouse, Press};
use crate::tui::outcome::Outcome;
use crate::tui::spots::{Pane, Point, Spot, Wheel};
use crate::tui::views::{Taken, Tell, Told};
use crate::tui::widgets::toast::Toast;

/// Rows that one notch of the wheel goes.
const NOTCH: u16 = 3;
/// Steps that are gone at once at the most, however far the wheel was turned.
const MOST: u16 = 300;

/// How many pop-ups are open, and which screen is shown: a click is meant for those that were seen.
pub(super) type Standing = (usize, (usize, usize));

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        // What is told of late was switched off by then; what waits is keys', and a click isn't meant for what they bring.
        if !self.world.choices.mouse || !self.waiting.is_empty() {
            return;
        }
        match mouse.did {
            Did::Press => self.pressed(mouse),
            Did::Wheel(by) => self.wheeled(mouse.at, by),
            Did::Drag => self.drag_border(mouse.at),
            Did::Release => self.let_go(),
            Did::Other => {}
        }
    }

    fn standing(&self) -> Standing {
        (self.popups.len(), self.tabs.standing())
    }

    fn pressed(&mut self, mouse: Mouse) {
        self.let_go();
        self.hold_border(mouse.at);
        let press = self.presses.press(mouse.at, self.world.now.instant, self.standing());
        let Some(spot) = self.world.spots.clicked(mouse.at).filter(|_| press != Press::Stray) else { return };
        match spot {
            Spot::Still => {}
            Spot::Beside => self.pressed_beside(),
            Spot::Sort(list, column) => {
                self.attended(|app| app.carry_out(Outcome::Tell(Tell { list, told: Told::Sort(column) })));
            }
            Spot::View(list, place) => {
                let told = Told::Take(Taken::Own(place));
                self.attended(|app| app.carry_out(Outcome::Tell(Tell { list, told })));
            }
            Spot::Key(key) => self.input(Input::Key(key)),
            Spot::Act(action) => self.attended(|app| app.act(action)),
            Spot::At(point) if !self.popups.is_empty() => self.input(Input::Point(point)),
            Spot::At(point) => self.pressed_on(point, press, mouse.held),
        }
    }

    /// Something on the screen was clicked, once or twice.
    fn pressed_on(&mut self, point: Point, press: Press, held: KeyModifiers) {
        let (is_row, is_one) = (matches!(point, Point::Row(..)), matches!(point, Point::Row(..) | Point::Day(_)));
        let marks = is_row && self.tabs.shown().marks();
        self.attended(|app| match (press, held) {
            (_, KeyModifiers::CONTROL) if marks => {
                app.point(point);
                app.act(Action::Mark);
                // Marking goes on to the next; a click stays.
                app.point(point);
            }
            (_, KeyModifiers::SHIFT) if marks => {
                app.act(Action::MarkRange);
                app.point(point);
                app.act(Action::MarkRange);
            }
            (Press::Double, _) if is_one => {
                app.point(point);
                app.act(Action::Open);
            }
            _ => app.point(point),
        });
    }

    fn point(&mut self, point: Point) {
        let outcome = self.world.with(|ctx| self.tabs.shown_mut().point(point, ctx));
        self.carry_out(outcome);
    }

    /// What is typed isn't lost by a click that misses; all else a pop-up holds is soon there again.
    fn pressed_beside(&mut self) {
        if self.popups.last().is_some_and(|opened| opened.popup.holds_nothing()) {
            self.input(Input::Key(KeyCode::Esc.into()));
        }
    }

    fn wheeled(&mut self, at: Position, by: i16) {
        let steps = by.unsigned_abs().saturating_mul(NOTCH).min(MOST);
        let is_down = by > 0;
        match self.world.spots.wheeled(at) {
            None | Some(Wheel::Still) => {}
            Some(Wheel::Arrows) => {
                let key = if is_down { KeyCode::Down } else { KeyCode::Up };
                (0..steps).for_each(|_| self.input(Input::Key(key.into())));
            }
            Some(Wheel::Fields) => {
                let by = steps as isize;
                self.input(Input::Point(Point::Further(if is_down { by } else { -by })));
            }
            Some(Wheel::Moves(pane)) => {
                let action = if is_down { Action::Down } else { Action::Up };
                self.attended(|app| {
                    app.point(Point::Pane(pane));
                    (0..steps).for_each(|_| app.act(action));
                });
            }
            Some(Wheel::Turns) => {
                let action = if is_down { Action::PageDown } else { Action::PageUp };
                self.attended(|app| {
                    app.point(Point::Pane(Pane::Facts));
                    (0..by.unsigned_abs().min(MOST)).for_each(|_| app.act(action));
                });
            }
            Some(Wheel::Scrolls) => {
                let action = if is_down { Action::ScrollDown } else { Action::ScrollUp };
                self.attended(|app| (0..steps).for_each(|_| app.act(action)));
            }
        }
    }

    /// Does what no key did, where a key could do it now: while something is being saved or waited for, nothing.
    fn attended(&mut self, act: impl FnOnce(&mut Self)) {
        if self.must_wait(&Input::Point(Point::Pane(Pane::List))) {
            return;
        }
        self.begun.clear();
        self.looking(act);
    }

    /// The mouse is switched on or off until the screens end.
    pub(super) fn switch_mouse(&mut self) {
        self.world.choices.mouse = !self.world.choices.mouse;
        let text = &self.world.choices.text;
        let said = if self.world.choices.mouse { say!(text, "mouse-on") } else { say!(text, "mouse-off") };
        self.say(Toast::good(said));
    }
}
