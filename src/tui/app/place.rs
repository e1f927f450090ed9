//! The store's place: what is said of it at the start, and whether anything can be saved there, which the header tells for as
//! long as it can't.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::world::World;
use super::{App, Exit};
use crate::explain;
use crate::say;
use crate::store::{NoSaving, Unwell, Warning};
use crate::text::Text;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::widgets::toast::Toast;

/// How long after something could not be saved it is looked whether it can be.
const AGAIN: Duration = Duration::from_secs(5);

/// From a Friday to the Monday after it.
const WEEKEND: i64 = 3;
/// More than so many are a pile.
const PILE: usize = 15;

/// What the app keeps in mind of the place.
#[derive(Default)]
pub(super) struct Place {
    /// Whether it was said what there is to say at the start.
    said: bool,
    /// When it is looked at again: only while something is wrong.
    pub look_again: Option<Instant>,
    /// The day on which it was said last that the store is unwell.
    unwell: Option<NaiveDate>,
}

impl App {
    pub(super) fn place_is(&mut self, warnings: &[Warning]) {
        self.world.no_saving = warnings.iter().find_map(|warning| match warning {
            Warning::NoSaving { why, .. } => Some(*why),
            Warning::Network { .. } | Warning::Clock { .. } => None,
        });
        if self.world.no_saving.is_some() {
            self.look_again_soon();
        }
        if !std::mem::replace(&mut self.place.said, true) {
            let toasts: Vec<Toast> =
                warnings.iter().map(|one| Toast::warning(explain::warning(&self.world.choices.text, one))).collect();
            toasts.into_iter().for_each(|toast| self.say_later(toast));
            self.tell_pile();
        }
    }

    /// After more days off than a weekend has, much may be due: then the key is named that spreads it.
    fn tell_pile(&mut self) {
        let World { choices, today, agenda, .. } = &self.world;
        let workdays = &choices.settings.workdays;
        let before = today.pred_opt().map(|day| workdays.on_or_before(day));
        let is_back = workdays.contains(*today) && before.is_some_and(|day| (*today - day).num_days() > WEEKEND);
        if is_back && agenda.due() > PILE && choices.read_only.is_none() {
            let key = choices.keys.shown(Action::Spread);
            let said = say!(choices.text, "spread-pile", count = agenda.due(), key = key);
            self.say_later(Toast::good(said));
        }
    }

    /// That the store is unwell is said once a day.
    pub(super) fn unwell(&mut self, unwell: &Unwell) {
        let today = self.world.now.clock.date_naive();
        if self.place.unwell.replace(today) != Some(today) {
            let said = explain::unwell(&self.world.choices.text, unwell, self.world.today);
            self.say_later(Toast::warning(said));
        }
    }

    /// Says it when nothing else is being said.
    pub(super) fn say_later(&mut self, toast: Toast) {
        self.later.push_back(toast);
    }

    pub(super) fn look_again_soon(&mut self) {
        self.place.look_again = Some(self.world.now.instant + AGAIN);
    }

    /// Looks whether what was wrong is so still, and tries again to keep what could not be kept.
    pub(super) fn look_again(&mut self) {
        if self.place.look_again.take_if(|at| *at <= self.world.now.instant).is_some() {
            self.effects.push(Effect::LookAtPlace);
            self.keep_again();
        }
    }

    /// Ends the screens; while something typed is in memory alone only when asked twice.
    pub(super) fn quit(&mut self) {
        let text = &self.world.choices.text;
        let words = say!(text, "toast-quit-in-memory", key = self.world.choices.keys.shown(Action::Quit));
        let asked = self.toast.as_ref().is_some_and(|shown| shown.toast.words == words);
        if self.drafts.are_in_memory() && !asked {
            self.say(Toast::error(words));
        } else {
            self.stop_work();
            self.exit = Some(Exit::Quit);
        }
    }
}

/// Why nothing can be saved, in a word or two for the header.
pub(super) fn mark(text: &Text, why: NoSaving) -> String {
    match why {
        NoSaving::Full => say!(text, "header-full"),
        NoSaving::ReadOnly | NoSaving::Denied => say!(text, "header-read-only"),
        NoSaving::Gone => say!(text, "header-gone"),
    }
}
