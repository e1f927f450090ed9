//! Who gets a key: the topmost pop-up, what is typed into on the screen, else the screen's actions; and what waits meanwhile.

use crossterm::event::{KeyCode, KeyEvent};

use super::App;
use crate::domain::record::RecordId;
use crate::say;
use crate::tui::action::Action;
use crate::tui::event::{Input, WRITE, is_interrupt};
use crate::tui::keymap::Meaning;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::toast::Toast;

impl App {
    /// A key or paste. One that can't be taken yet waits, and so does all that comes behind it.
    pub(super) fn input(&mut self, input: Input) {
        if self.waiting.is_empty() && !self.must_wait(&input) {
            self.take(input);
        } else {
            self.waiting.push_back(input);
        }
    }

    pub(super) fn play_waiting(&mut self) {
        while self.waiting.front().is_some_and(|input| !self.must_wait(input))
            && let Some(input) = self.waiting.pop_front()
        {
            self.take(input);
        }
    }

    /// While something is being saved, keys are meant for what comes after it; while what has the keys waits for what it
    /// asked for, they are meant for what it will be then. Waiting for something to be read can be left.
    fn must_wait(&self, input: &Input) -> bool {
        let waits = match self.popups.last() {
            Some(opened) => opened.popup.waits(input),
            None => self.tabs.shown().waits(),
        };
        self.is_saving() || self.bringing_back || (waits && !input.leaves())
    }

    fn take(&mut self, input: Input) {
        let (before, said) = (self.attention(), self.said);
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(_) => self.typed(&input),
        }
        // What was said belonged to what was looked at before.
        if self.said == said && self.toast.is_some() && self.attention() != before {
            self.toast = None;
        }
    }

    /// What is looked at: pop-ups, the screen, whether something is typed there, how many are marked, else the selection.
    fn attention(&self) -> (usize, (usize, usize), bool, usize, Option<RecordId>) {
        let screen = self.tabs.shown();
        let marked = screen.marked();
        let selected = if marked == 0 { self.world.with(|ctx| screen.selected(ctx)) } else { None };
        (self.popups.len(), self.tabs.standing(), screen.is_typing(), marked, selected)
    }

    fn key(&mut self, key: KeyEvent) {
        if is_interrupt(key) {
            return self.interrupted();
        }
        if !self.popups.is_empty() || self.tabs.shown().is_typing() {
            return self.typed(&Input::Key(key));
        }
        let place = self.tabs.shown().place();
        let meaning = self.world.choices.keys.meaning(self.begun.keys(), key.into(), place);
        match meaning {
            Meaning::Action(action) => {
                self.begun.clear();
                self.act(action);
            }
            Meaning::Begun => self.begun.push(key.into(), self.world.now.instant),
            Meaning::Nothing => self.begun.clear(),
        }
    }

    /// Ctrl-C peels a layer like Esc; where there is none, it ends the work under way, else it says how to quit.
    fn interrupted(&mut self) {
        if !self.popups.is_empty() || self.tabs.shown().is_typing() {
            self.typed(&Input::Key(KeyCode::Esc.into()));
        } else if self.working().is_some() {
            self.act(Action::Back);
        } else if !self.stop_work() {
            let key = self.world.choices.keys.shown(Action::Quit);
            self.say(Toast::warning(say!(self.world.choices.text, "toast-quit", key = key)));
        }
    }

    /// What is typed goes to the topmost pop-up, else to the field of the screen.
    fn typed(&mut self, input: &Input) {
        if let Some(offered) = self.popups.last().and_then(|opened| opened.offered)
            && input.takes_over()
        {
            return self.take_over(offered);
        }
        if !self.popups.is_empty() && *input == Input::Key(WRITE) {
            return self.write();
        }
        let outcome = self.world.with(|ctx| match self.popups.last_mut() {
            Some(opened) => opened.popup.update(input, ctx),
            None if self.tabs.shown().is_typing() => self.tabs.shown_mut().typed(input, ctx),
            None => Outcome::Stay,
        });
        self.carry_out(outcome);
    }
}
