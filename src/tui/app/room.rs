//! How the panes of the shown screen share its room, as keys want it; and that it is kept.

use super::App;
use crate::config::left::Keep;
use crate::say;
use crate::tui::action::Action;
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
            Moved::On => {
                if let (Some(dir), Some((screen, moved))) =
                    (self.world.choices.left.dir.clone(), self.world.sharing.kept(place))
                {
                    self.effects.push(Effect::KeepLeft(dir, Keep::Split(screen, moved)));
                }
            }
            Moved::NoFurther => self.say(Toast::warning(say!(text, "split-no-further"))),
            Moved::NoBorder => {
                let key = self.world.choices.keys.shown(Action::Zoom);
                self.say(Toast::warning(say!(text, "split-no-border", key = key)));
            }
        }
    }
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
