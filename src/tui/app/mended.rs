//! What was mended: who is told of it, and how. A loss opens a pop-up, but never over something that is being typed; else a toast
//! says it.

use super::App;
use crate::explain::mending;
use crate::say;
use crate::store::Report;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::popups::mended::Mended;
use crate::tui::widgets::toast::Toast;

impl App {
    /// Where this session mended something, that is looked up.
    pub(super) fn look_for_mended(&mut self) {
        if self.world.store.was_mended() {
            self.refresh(&[]);
            self.effects.push(Effect::LookForMended);
        }
    }

    /// Reports that nobody has seen yet, here or elsewhere.
    pub(super) fn mended_are(&mut self, reports: Vec<Report>) {
        let new: Vec<Report> = reports.into_iter().filter(|report| !self.mended.contains(report)).collect();
        self.mended.extend(new.iter().cloned());
        let is_grave = |report: &Report| report.is_loss() || !report.untold.is_empty();
        let (grave, light): (Vec<Report>, Vec<Report>) = new.into_iter().partition(is_grave);
        light.iter().for_each(|report| self.say_mended(report));
        if !light.is_empty() && self.world.choices.read_only.is_none() {
            self.effects.push(Effect::SeenMended(light));
        }
        match grave.last() {
            None => {}
            Some(last) if !self.popups.is_empty() || self.tabs.shown().is_typing() => self.say_mended(last),
            Some(_) => self.open(Box::new(Mended::of(grave))),
        }
    }

    fn say_mended(&mut self, report: &Report) {
        let text = &self.world.choices.text;
        let said = mending(text, report, self.world.today).headline;
        let key = self.world.choices.keys.shown(Action::Mended);
        let words = match key.as_str() {
            "" => said,
            // What isn't kept isn't told there.
            _ if !report.is_kept() => said,
            key => say!(text, "toast-mended", said = said.trim_end_matches('.'), key = key),
        };
        self.say_later(Toast::warning(words));
    }
}
