//! How the panes of the shown screen share its room, as keys want it; and that it is kept.

use ratatui::layout::Position;

use super::App;
use crate::config::left::Keep;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::panes::{Half, Moved, Panes};
use crate::tui::widgets::toast::Toast;

impl App {
    /// Moves the border by so many steps, or back to where it usually stands.
    pub(super) fn shift(&mut self, steps: Option<i16>) {
        let place = self.tabs.shown().place();
        let text = &self.world.choices.text;
        match self.world.sharing.shift(place, steps) {
            Moved::On => self.keep_border(place),
            Moved::NoFurther => self.say(Toast::warning(say!(text, "split-no-further"))),
            Moved::NoBorder => {
                let key = self.world.choices.keys.shown(Action::Zoom);
                self.say(Toast::warning(say!(text, "split-no-border", key = key)));
            }
        }
    }

    /// The pointer takes hold of the border, if that lies there.
    pub(super) fn hold_border(&mut self, at: Position) {
        let place = self.tabs.shown().place();
        let is_there = self.popups.is_empty() && self.world.sharing.is_border(place, at);
        self.held = is_there.then_some(Held { place, moved: false });
    }

    /// The border that is held goes with the pointer.
    pub(super) fn drag_border(&mut self, at: Position) {
        if let Some(held) = self.held.as_mut().filter(|held| held.place == self.tabs.shown().place()) {
            held.moved |= self.world.sharing.drag(held.place, at);
        }
    }

    pub(super) fn let_go(&mut self) {
        if let Some(held) = self.held.take().filter(|held| held.moved) {
            self.keep_border(held.place);
        }
    }

    fn keep_border(&mut self, place: Place) {
        let left = self.world.choices.left.dir.clone().zip(self.world.sharing.kept(place));
        let keep = left.map(|(dir, (screen, moved))| Effect::KeepLeft(dir, Keep::Split(screen, moved)));
        self.effects.extend(keep);
    }
}

/// A border in the pointer's hold.
pub(super) struct Held {
    place: Place,
    /// Whether it went anywhere yet.
    moved: bool,
}

/// While one pane has all the room, the key that brings the other one, for the footer.
pub(super) fn hint(panes: Panes, ctx: &Ctx) -> Option<(String, String)> {
    let key = ctx.keys.shown(Action::Zoom);
    let word = match (ctx.sharing.whole_of(panes)?, panes.focused) {
        (Half::First, None) => say!(ctx.text, "zoom-other"),
        _ => say!(ctx.text, "zoom-both"),
    };
    (!key.is_empty()).then_some((key, word))
}
