//! Long work that was asked for: one at a time, told in a toast while it goes on, ended by Esc or Ctrl-C.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use super::opened::Opened;
use crate::explain;
use crate::formats::import::Choices;
use crate::say;
use crate::store::verify::Checked;
use crate::store::{Backup, Committed, StoreError};
use crate::text::size;
use crate::tui::action::Place;
use crate::tui::effect::{Effect, Problem, Ticket};
use crate::tui::event::Back;
use crate::tui::importing::{Held, Wishes};
use crate::tui::long_work::LongWork;
use crate::tui::popups;
use crate::tui::screens::Screen;
use crate::tui::widgets::toast::Toast;

/// What takes longer is told, and so often it is looked how far it is.
const SLOW: Duration = Duration::from_millis(400);
const AGAIN: Duration = Duration::from_millis(250);

/// Work under way.
pub(super) struct UnderWay {
    pub work: LongWork,
    since: Instant,
    /// What asked for it, and comes back where it fails.
    popup: Option<Opened>,
    screens: Vec<Box<dyn Screen>>,
}

impl UnderWay {
    /// When it is to be told how far it is.
    pub fn look_at(&self, now: Instant) -> Instant {
        (self.since + SLOW).max(now + AGAIN)
    }
}

/// When it is looked again how far something is.
pub(super) fn again(now: Instant) -> Instant {
    now + AGAIN
}

/// When what began then is to be told, if it isn't yet.
pub(super) fn told_at(since: Instant, now: Instant) -> Option<Instant> {
    Some(since + SLOW).filter(|at| *at > now)
}

impl App {
    pub(super) fn begin(&mut self, effect: impl FnOnce(LongWork) -> Effect) {
        if self.under_way.is_some() {
            return self.say(Toast::warning(say!(self.world.choices.text, "work-under-way")));
        }
        let work = LongWork::default();
        self.under_way =
            Some(UnderWay { work: work.clone(), since: self.world.now.instant, popup: None, screens: Vec::new() });
        self.effects.push(effect(work));
    }

    /// What is said of the work under way, once it has taken long enough.
    pub(super) fn progress(&self) -> Option<Toast> {
        self.taking_back_long().or_else(|| self.progress_of_work()).or_else(|| self.progress_of_look())
    }

    /// That a large set is being taken back.
    fn taking_back_long(&self) -> Option<Toast> {
        let (back, _) = self.taking_back.filter(|(_, since)| *since + SLOW <= self.world.now.instant)?;
        let text = &self.world.choices.text;
        Some(Toast::working(match back {
            Back::Undo => say!(text, "toast-undoing"),
            Back::Redo => say!(text, "toast-redoing"),
        }))
    }

    fn progress_of_work(&self) -> Option<Toast> {
        let UnderWay { work, since, .. } = self.under_way.as_ref()?;
        let text = &self.world.choices.text;
        let is_slow = self.world.now.instant >= *since + SLOW;
        is_slow.then(|| match work.is_stopped() {
            true => Toast::working(say!(text, "work-stopping")),
            false => Toast::working(say!(text, "work-progress", said = work.said(text))),
        })
    }

    /// What the pop-up or screen that has the keys waits for.
    pub(super) fn working(&self) -> Option<&LongWork> {
        match self.popups.last() {
            Some(opened) => opened.popup.working(),
            None => self.tabs.shown().working(),
        }
    }

    fn progress_of_look(&self) -> Option<Toast> {
        let text = &self.world.choices.text;
        let work = self.working().filter(|work| work.is_told())?;
        Some(Toast::working(say!(text, "work-progress", said = work.said(text))))
    }

    /// Ends the work under way where its toast says how, once.
    pub(super) fn stop_told_work(&mut self) -> bool {
        let is_told = self.toast.is_none() && self.progress_of_work().is_some();
        let goes_on = self.under_way.as_ref().is_some_and(|under_way| !under_way.work.is_stopped());
        is_told && goes_on && self.stop_work()
    }

    /// Ends the work under way, if there is any.
    pub(super) fn stop_work(&mut self) -> bool {
        self.under_way.as_ref().inspect(|under_way| under_way.work.stop()).is_some()
    }

    /// What was found opens; while something is typed, or read, it is said in a toast.
    pub(super) fn checked(&mut self, result: Result<Box<Checked>, Problem>) {
        self.under_way = None;
        let text = &self.world.choices.text;
        match result {
            Ok(checked) if self.popups.is_empty() && !self.tabs.shown().is_typing() => {
                let dir = self.world.store.dir().to_owned();
                self.open(Box::new(popups::checked::Checked::new(*checked, dir)));
            }
            Ok(checked) => {
                let said = explain::sum(text, &checked);
                self.say_later(if checked.is_fine() { Toast::good(said) } else { Toast::error(said) });
            }
            Err(Problem::Store(StoreError::Stopped)) => {
                self.say(Toast::warning(say!(text, "toast-check-stopped")));
            }
            Err(problem) => self.say(Toast::error(self.words(&problem))),
        }
    }

    /// Brings files in beside the screens; the pop-up that asked for it goes with the screens of the import, unless other work is
    /// under way.
    pub(super) fn import(&mut self, held: Held, choices: Arc<Choices>, wishes: Box<Wishes>) {
        if self.refuses() {
            return;
        }
        let is_free = self.under_way.is_none();
        self.begin(|work| Effect::Import(work, held, choices, wishes));
        if is_free && let Some(under_way) = &mut self.under_way {
            under_way.popup = self.popups.pop();
            let places = [Place::Columns, Place::Import];
            under_way.screens = places.into_iter().flat_map(|place| self.tabs.take(place)).collect();
            self.came_up();
        }
    }

    /// It is told as anything that is saved. Where it failed, it can be tried again.
    pub(super) fn imported(&mut self, result: Result<Committed, Problem>) {
        let under_way = self.under_way.take();
        let (popup, screens) = under_way.map(|under_way| (under_way.popup, under_way.screens)).unwrap_or_default();
        match (result, popup) {
            (Err(Problem::Store(StoreError::Stopped)), popup) => {
                self.come_back(screens);
                self.popups.extend(popup);
                self.say(Toast::warning(say!(self.world.choices.text, "toast-import-stopped")));
            }
            (Err(problem), Some(mut opened)) => {
                self.effects.push(Effect::LookAtPlace);
                self.come_back(screens);
                opened.popup.failed(self.words(&problem));
                self.popups.push(opened);
            }
            (result, _) => self.saved(Ticket(0), result),
        }
    }

    /// Screens that went for work that came to nothing.
    fn come_back(&mut self, screens: Vec<Box<dyn Screen>>) {
        screens.into_iter().for_each(|screen| self.tabs.push(screen));
    }

    pub(super) fn backed_up(&mut self, result: Result<Backup, Problem>) {
        self.under_way = None;
        let text = &self.world.choices.text;
        let toast = match &result {
            Ok(backup) => {
                let (count, size) = (backup.counts.total(), size::size(text, backup.bytes));
                let path = backup.path.display().to_string();
                Toast::good(say!(text, "toast-backed-up", count = count, size = size, path = path))
            }
            Err(Problem::Store(StoreError::Stopped)) => Toast::warning(say!(text, "toast-backup-stopped")),
            Err(problem) => Toast::error(say!(text, "toast-backup-failed", why = self.words(problem))),
        };
        self.say(toast);
    }
}
