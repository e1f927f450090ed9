//! Who is in segments: counted in a thread when views were read, on another day, and where a segment calls those in it to the
//! agenda also after each change. What was counted before stands until then.

use std::sync::Arc;

use super::App;
use crate::store::InSegment;
use crate::tui::effect::{Ask, Effect};

/// What was counted, and whether that is under way.
#[derive(Default)]
pub(in crate::tui) struct Counting {
    pub found: Vec<InSegment>,
    under_way: bool,
    /// Whether something changed meanwhile.
    again: bool,
}

impl App {
    /// Has it counted who is in segments.
    pub(super) fn count_segments(&mut self) {
        let counting = &mut self.world.counting;
        counting.again = std::mem::replace(&mut counting.under_way, true);
        if counting.again {
            return;
        }
        if self.world.segments.is_empty() {
            return self.segments_counted(Some(&[]));
        }
        let settings = Box::new(self.world.choices.settings.calling_nobody());
        let (segments, today) = (self.world.segments.clone(), self.world.today);
        self.effects.push(Effect::Ask(Ask::Segments { segments, settings, today }));
    }

    /// The book changed: it may call others.
    pub(super) fn count_those_who_call(&mut self) {
        if self.world.segments.iter().any(|segment| segment.agenda) {
            self.count_segments();
        }
    }

    /// It is counted; `None` where it can't be.
    pub(super) fn segments_counted(&mut self, found: Option<&[InSegment]>) {
        self.world.counting.under_way = false;
        if let Some(found) = found {
            self.world.counting.found = found.to_vec();
            let called = InSegment::called(found);
            if called != *self.world.choices.settings.called {
                self.world.choices.settings.called = Arc::new(called);
                self.refresh(&[]);
            }
        }
        if std::mem::take(&mut self.world.counting.again) {
            self.count_segments();
        }
    }
}
