//! Who gets a key: the topmost pop-up, what is typed into on the screen, else the screen's actions; and what waits meanwhile.

use crossterm::event::{KeyCode, KeyEvent};

use super::App;
use crate::domain::record::RecordId;
use crate::domain::view::List;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::event::{Input, WRITE, is_interrupt};
use crate::tui::keymap::{Chord, Key, Meaning};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::views::{Taken, Tell, Told};
use crate::tui::widgets::toast::{Shown, Toast, Tone};

/// What keys mean that mean no action.
enum Viewed {
    /// The view of this list and name.
    Whole(List, String),
    /// The first half of a view's.
    Begun,
    Nothing,
}

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
    pub(super) fn must_wait(&self, input: &Input) -> bool {
        let waits = match self.popups.last() {
            Some(opened) => opened.popup.waits(input),
            None => self.tabs.shown().waits(),
        };
        self.is_saving() || self.bringing_back || (waits && !input.leaves()) || self.may_be_a_views(input)
    }

    /// Whether a key means nothing, while it isn't known yet which views are on which keys.
    fn may_be_a_views(&self, input: &Input) -> bool {
        let Input::Key(key) = input else { return false };
        if !self.world.views_come || !self.popups.is_empty() || self.tabs.shown().is_typing() {
            return false;
        }
        let (keys, place) = (&self.world.choices.keys, self.tabs.shown().place());
        let is_any = Action::GoContacts.info().places.contains(&place);
        is_any && keys.meaning(self.begun.keys(), (*key).into(), place) == Meaning::Nothing
    }

    fn take(&mut self, input: Input) {
        self.looking(|app| match input {
            Input::Key(key) => app.key(key),
            Input::Paste(_) | Input::Point(_) => app.typed(&input),
        });
    }

    /// Does so, and takes away what was said if something else is looked at then.
    pub(super) fn looking(&mut self, act: impl FnOnce(&mut Self)) {
        let (before, said) = (self.attention(), self.said);
        act(self);
        self.note_place();
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
        self.toast.take_if(|shown| shown.toast.tone == Tone::Nothing);
        if is_interrupt(key) {
            return self.interrupted();
        }
        if !self.popups.is_empty() || self.tabs.shown().is_typing() {
            return self.typed(&Input::Key(key));
        }
        if key.code == KeyCode::Esc && self.begun.keys().is_empty() && self.stop_told_work() {
            return;
        }
        let place = self.tabs.shown().place();
        let meaning = self.world.choices.keys.meaning(self.begun.keys(), key.into(), place);
        match meaning {
            Meaning::Action(action) => {
                self.begun.clear();
                self.act(action);
            }
            Meaning::Begun => self.begun.push(key.into(), self.world.now.instant),
            Meaning::Nothing => match self.view_on(key.into(), place) {
                Viewed::Whole(list, name) => {
                    self.begun.clear();
                    self.go(&Goto::from(list));
                    self.answered(&Answer::Tell(Tell { list, told: Told::Take(Taken::Named(name)) }));
                }
                Viewed::Begun => self.begun.push(key.into(), self.world.now.instant),
                Viewed::Nothing => self.means_nothing(key.into()),
            },
        }
    }

    fn means_nothing(&mut self, key: Key) {
        let typed = Chord::from_iter(self.begun.keys().iter().copied().chain([key]));
        self.begun.clear();
        if key != KeyCode::Esc.into() {
            let help = self.world.choices.keys.shown(Action::Help);
            self.say_no_action(&typed, &help);
        }
    }

    /// Says of keys that mean nothing here that they do, and what tells those that do.
    pub(super) fn say_no_action(&mut self, typed: &Chord, help: &str) {
        let text = &self.world.choices.text;
        self.say_nothing(say!(text, "toast-no-action", key = typed.to_string(), help = help));
    }

    /// The same where nothing lists keys but the footer.
    pub(super) fn say_no_key(&mut self, typed: &Chord) {
        self.say_nothing(say!(self.world.choices.text, "toast-no-key", key = typed.to_string()));
    }

    /// Says it unless something is being said that is to be heeded.
    fn say_nothing(&mut self, words: String) {
        let is_heeded = |shown: &Shown| !matches!(shown.toast.tone, Tone::Good | Tone::Quiet);
        if !self.toast.as_ref().is_some_and(is_heeded) {
            self.say(Toast::nothing(words));
        }
    }

    /// The view that is on the keys that are pressed, wherever one can go to the lists.
    fn view_on(&self, key: Key, place: Place) -> Viewed {
        if !Action::GoContacts.info().places.contains(&place) {
            return Viewed::Nothing;
        }
        let typed: Vec<Key> = self.begun.keys().iter().copied().chain([key]).collect();
        let on_keys = self.world.views.iter().filter_map(|view| Some((Chord::parse(view.key.as_deref()?)?, view)));
        let begun = on_keys.filter(|(chord, _)| chord.begins_with(&typed)).max_by_key(|(chord, _)| chord.is(&typed));
        match begun {
            Some((chord, view)) if chord.is(&typed) => Viewed::Whole(view.look.list, view.name.clone()),
            Some(_) => Viewed::Begun,
            None => Viewed::Nothing,
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
