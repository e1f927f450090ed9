//! Follow-ups: most lie ahead, some are done, a few are late.

use chrono::NaiveTime;
use touchbase::domain::cadence::Span;
use touchbase::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use touchbase::domain::workdays::Workdays;

use super::Life;
use super::dice::{Dice, What};
use super::history::{History, later};

/// Days ahead over which promises are spread.
const AHEAD: usize = 365;

impl Life {
    pub(super) fn follow_up(&self, history: &History, at: usize) -> FollowUp {
        let mut dice = self.dice(What::FollowUp, at);
        // Everybody has their turn, in an order that isn't that of the names.
        let contact = at.wrapping_mul(7_919) % self.size.contacts;
        let days = match dice.below(1_000) {
            ..6 => -(1 + dice.below(20) as i64),
            6..8 => 0,
            8..800 => 1 + dice.below(AHEAD) as i64,
            _ => return self.closed(history, at, contact, dice),
        };
        let sketch = self.sketch(contact);
        if sketch.off.is_some() {
            return self.closed(history, at, contact, dice);
        }
        let due = if days < 0 { self.ago(days.unsigned_abs() as u32) } else { self.ahead(days as u32) };
        let due = Workdays::default().on_or_before(due);
        let made = self.ago(sketch.touched).min(due);
        let title = self.said.sentence(self.place(&sketch).spoken(), "todo", &mut dice);
        let hour = 8 + dice.below(9) as u32;
        let every = dice.pick(&[Span::months(1), Span::months(3), Span::months(12), Span::weeks(2)]);
        FollowUp {
            from: history.last_of(contact).map(|last| history.id(self, last)),
            time: dice.in_thousand(100).then(|| NaiveTime::from_hms_opt(hour, 30, 0)).flatten(),
            recurs: dice.in_thousand(30).then_some(Recurs::Every { span: every, anchor: due }),
            ..FollowUp::new(self.id(What::FollowUp, at, at as u64), self.contact_id(contact), title, due, made)
        }
    }

    /// One that is done, or was cancelled: with those with whom most happens there are most of them.
    fn closed(&self, history: &History, at: usize, contact: usize, mut dice: Dice) -> FollowUp {
        let from = history.any(&mut dice);
        let contact = from.map_or(contact, |from| history.contact(from));
        let sketch = self.sketch(contact);
        let made = from.map_or(self.ago(sketch.added), |from| history.day(self, from));
        let due = later(made, dice.below(60));
        let closed = later(due, dice.below(5)).min(self.today);
        let title = self.said.sentence(self.place(&sketch).spoken(), "todo", &mut dice);
        FollowUp {
            from: from.map(|from| history.id(self, from)),
            state: dice.weighted(&[(9, FollowUpState::Done), (1, FollowUpState::Cancelled)]),
            closed: Some(closed),
            ..FollowUp::new(self.id(What::FollowUp, at, at as u64), self.contact_id(contact), title, due, made)
        }
    }
}
