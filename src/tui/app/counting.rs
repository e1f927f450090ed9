//! Who is in segments and how relationships stand: counted in a thread when views were read, on another day, and after each change. What
//! was counted before stands until then.

use std::sync::Arc;

use super::App;
use crate::domain::called::WORSE;
use crate::domain::condition::Segment;
use crate::domain::health::Healths;
use crate::store::InSegment;
use crate::tui::effect::{Ask, Effect};

/// What was counted, and whether that is under way.
#[derive(Default)]
pub(in crate::tui) struct Counting {
    pub found: Vec<InSegment>,
    under_way: bool,
    /// Whether something changed meanwhile.
    again: bool,
    /// Whether it came while something was being saved, and was passed over.
    passed: bool,
}

impl App {
    /// Has it counted who is in segments.
    pub(super) fn count_segments(&mut self) {
        let counting = &mut self.world.counting;
        counting.again = std::mem::replace(&mut counting.under_way, true);
        if counting.again {
            return;
        }
        let settings = Box::new(self.world.choices.settings.calling_nobody());
        let (mut segments, today) = (self.world.segments.clone(), self.world.today);
        // How relationships stand is reckoned with it.
        segments.push(Segment { agenda: settings.worse_on_agenda, ..Segment::worse() });
        self.effects.push(Effect::Ask(Ask::Segments { segments, settings, today }));
    }

    /// It is counted; `None` where it can't be.
    pub(super) fn segments_counted(&mut self, counted: Option<(&[InSegment], Option<&Arc<Healths>>)>) {
        self.world.counting.under_way = false;
        // What is being saved moves the selection on from where it stands: nothing is to move before.
        self.world.counting.passed = counted.is_some() && self.is_changing();
        let counted = counted.filter(|_| !self.world.counting.passed);
        if let Some((found, healths)) = counted {
            let called = InSegment::called(found);
            self.world.counting.found = found.iter().filter(|one| one.name != WORSE).cloned().collect();
            let settings = &mut self.world.choices.settings;
            if called != *settings.called || healths != settings.healths.as_ref() {
                (settings.called, settings.healths) = (Arc::new(called), healths.cloned());
                self.world.judged.renew();
                self.refresh(&[]);
            }
        }
        if std::mem::take(&mut self.world.counting.again) {
            self.count_segments();
        }
    }

    /// Has it counted anew what came while something was being saved, once that is done.
    pub(super) fn count_what_was_passed(&mut self) {
        if self.world.counting.passed && !self.is_changing() {
            self.world.counting.passed = false;
            self.count_segments();
        }
    }

    /// Whether something is being saved or taken back.
    fn is_changing(&self) -> bool {
        self.saving().next().is_some() || self.taking_back.is_some()
    }
}
