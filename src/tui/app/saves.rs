//! Saving and taking back: what is under way, and what is said when it ended.

use super::conflicts::{met, same};
use super::opened::Saving;
use super::{App, Effect};
use crate::explain;
use crate::say;
use crate::store::{Committed, Entry, StoreError};
use crate::text::label;
use crate::tui::action::Action;
use crate::tui::effect::{Problem, Save, Ticket};
use crate::tui::event::Back;
use crate::tui::outcome::Outcome;
use crate::tui::popups::edited::{what, who};
use crate::tui::widgets::toast::Toast;

impl App {
    pub(super) fn is_saving(&self) -> bool {
        self.saving().next().is_some()
    }

    pub(super) fn saving(&self) -> impl Iterator<Item = &Saving> {
        self.popups.iter().filter_map(|opened| opened.saving.as_ref()).chain(&self.saves)
    }

    /// Whether the store may only be read; then it is said how touchbase is started otherwise.
    pub(super) fn refuses(&mut self) -> bool {
        let text = &self.world.choices.text;
        let how = self.world.choices.read_only.map(|by| explain::read_only(text, by));
        let words = how.map(|how| say!(text, "toast-read-only", how = how));
        words.map(|words| self.say(Toast::warning(words))).is_some()
    }

    pub(super) fn save(&mut self, save: Save) {
        if self.refuses() {
            return;
        }
        if self.asks_first() {
            return;
        }
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let Save { work, said, also, about, then } = save;
        let saving = Saving { ticket, said, also, about, then, since: self.world.now.instant };
        match self.popups.last_mut() {
            Some(opened) => opened.saving = Some(saving),
            None => self.saves.push(saving),
        }
        self.effects.push(Effect::Save(ticket, work));
    }

    pub(super) fn saved(&mut self, ticket: Ticket, result: Result<Committed, Problem>) {
        let is_it = |saving: &Saving| saving.ticket == ticket;
        let place = self.popups.iter().position(|opened| opened.saving.as_ref().is_some_and(is_it));
        let saving = match place {
            Some(place) => self.popups[place].saving.take(),
            None => self.saves.iter().position(is_it).map(|at| self.saves.remove(at)),
        };
        match result {
            Ok(committed) => {
                let mut popup = place.map(|place| self.popups.remove(place));
                let gone = popup.as_mut().map(|opened| opened.forget(&self.world.writer()));
                self.keep(gone.unwrap_or_default());
                let (said, also, about, then) = match saving {
                    Some(Saving { said, also, about, then, .. }) => (said, also, about, then),
                    None => (None, None, Vec::new(), None),
                };
                self.refresh(&about);
                self.count_segments();
                let text = &self.world.choices.text;
                let said = said.unwrap_or_else(|| label::said(text, &committed.label, self.world.today));
                let also = also.map(|also| self.world.with(also)).unwrap_or_default();
                let stay = match self.tabs.shown().marked() {
                    0 => None,
                    marked => {
                        let key = self.world.choices.keys.shown(Action::Back);
                        Some(say!(text, "toast-marks-stay", count = marked, key = key))
                    }
                };
                let met = self.world.with(|ctx| met(&committed, ctx));
                let said = std::iter::once(said).chain(also).chain(met).collect::<Vec<_>>().join(" · ");
                let key = self.world.choices.keys.shown(Action::Undo);
                let words = match self.world.with(|ctx| same(&committed, ctx)) {
                    Some(same) => same,
                    None => say!(text, "toast-saved", said = said, key = key),
                };
                let words = std::iter::once(words).chain(stay).collect::<Vec<_>>().join(" · ");
                self.say(Toast::good(words));
                if !committed.same {
                    self.world.about.insert(committed.seq, about);
                }
                self.refill();
                self.effects.extend(self.world.no_saving.map(|_| Effect::LookAtPlace));
                let next = self.world.with(|ctx| {
                    let of_popup = popup.map(|mut opened| opened.popup.saved(ctx));
                    of_popup.into_iter().chain(then.map(|then| then(ctx))).collect()
                });
                self.carry_out(Outcome::All(next));
            }
            Err(problem) => {
                let words = self.words(&problem);
                match (&problem, place) {
                    (Problem::Store(StoreError::Conflict(conflicts)), Some(place)) => {
                        return self.conflicted(place, conflicts, words);
                    }
                    (Problem::Deleted(by), Some(place)) => {
                        return self.ask_whether_to_bring_back(place, by);
                    }
                    _ => {}
                }
                // Where the disk is to blame, the same can be tried again as it is.
                let of_disk = matches!(&problem, Problem::Store(error) if !matches!(error, StoreError::Changed(_) | StoreError::Conflict(_)));
                if of_disk {
                    self.effects.push(Effect::LookAtPlace);
                }
                match place {
                    Some(place) => {
                        let popup = &mut self.popups[place].popup;
                        popup.failed(words);
                        if !of_disk {
                            popup.outdated();
                        }
                    }
                    None => self.say(Toast::error(words)),
                }
            }
        }
    }

    pub(super) fn take_back(&mut self, back: Back) {
        self.taking_back = Some((back, self.world.now.instant));
        self.effects.push(Effect::TakeBack(back));
    }

    pub(super) fn taken_back(&mut self, back: Back, result: Result<Entry, Problem>) {
        self.taking_back = None;
        let text = &self.world.choices.text;
        match result {
            Ok(entry) => {
                let said = label::said(text, &entry.label, self.world.today);
                let toast = match back {
                    Back::Undo => {
                        let key = self.world.choices.keys.shown(Action::Redo);
                        say!(text, "toast-undone", said = said, key = key)
                    }
                    Back::Redo => {
                        let key = self.world.choices.keys.shown(Action::Undo);
                        say!(text, "toast-redone", said = said, key = key)
                    }
                };
                self.say(Toast::good(toast));
                self.refresh(&[]);
                self.count_segments();
                self.refill();
                let about = entry.undoes.and_then(|seq| self.world.about.get(&seq)).and_then(|about| about.first());
                if let Some(contact) = about.copied() {
                    self.tabs.all().for_each(|screen| screen.select(contact));
                }
            }
            Err(problem) => {
                self.effects.push(Effect::LookAtPlace);
                self.say(Toast::warning(self.words(&problem)));
            }
        }
    }

    pub(super) fn words(&self, problem: &Problem) -> String {
        let text = &self.world.choices.text;
        match problem {
            // What can be done about it stands on screen.
            Problem::Store(error @ StoreError::Conflict(_)) => explain::store(text, error, self.world.today).what,
            Problem::Store(error) => explain::store(text, error, self.world.today).to_string().replace('\n', " · "),
            Problem::File { path, source } => {
                let reason = explain::reason(text, source);
                say!(text, "error-file", path = path.display().to_string(), reason = reason)
            }
            Problem::Unreadable { file, why } => explain::unreadable(text, file, why).to_string().replace('\n', " · "),
            Problem::Mapping { path, why } => {
                say!(text, "error-mapping", path = path.display().to_string(), why = why.to_string())
            }
            Problem::Opener { source } => say!(text, "error-opener", reason = explain::reason(text, source)),
            Problem::Gone => say!(text, "error-gone"),
            Problem::Deleted(by) => {
                self.world.with(|ctx| say!(text, "gone-said", who = who(by, ctx), what = what(by, ctx)))
            }
            Problem::NotDeleted(by) => {
                self.world.with(|ctx| say!(text, "not-deleted", who = who(by, ctx), what = what(by, ctx)))
            }
            Problem::Broken => say!(text, "error-broken"),
            Problem::Wrong(wrong) => explain::wrong(text, wrong, self.world.today).to_string().replace('\n', " · "),
            Problem::Said(words) => words.clone(),
        }
    }
}
