//! The long text of a form in the user's own editor: on its way there and back.

use super::App;
use crate::say;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Problem};
use crate::tui::event::{Input, WRITE};
use crate::tui::widgets::toast::Toast;

impl App {
    /// Opens the form of what is focused, and then its text in the editor.
    pub(super) fn edit_text(&mut self) {
        let open = self.popups.len();
        self.act(Action::Edit);
        if self.popups.len() > open {
            // Where the form is still being read, it waits like any key.
            self.input(Input::Key(WRITE));
        }
    }

    /// Gives the long text of the topmost pop-up to the editor.
    pub(super) fn write(&mut self) {
        let text = self.popups.last_mut().and_then(|opened| opened.popup.long_text()).map(str::to_owned);
        match text {
            Some(text) => self.effects.push(Effect::Write(text)),
            None => self.say(Toast::warning(say!(self.world.choices.text, "editor-nothing"))),
        }
    }

    /// The editor has ended. Nothing has happened in between, so it is still the same pop-up.
    pub(super) fn rewritten(&mut self, result: Result<String, Problem>) {
        match result {
            Ok(text) => self.world.with(|ctx| {
                self.popups.last_mut().into_iter().for_each(|opened| opened.popup.rewrite(&text, ctx));
            }),
            Err(problem) => self.say(Toast::error(self.words(&problem))),
        }
    }
}
