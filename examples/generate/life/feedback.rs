//! Feedback: most is answered and told; of complaints few are open, and those are of these days.

use chrono::NaiveDate;
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState};

use super::Life;
use super::dice::What;
use super::history::{History, later};

impl Life {
    pub(super) fn feedback(&self, history: &History, at: usize) -> Feedback {
        let mut dice = self.dice(What::Feedback, at);
        let from = history.any(&mut dice);
        let contact = from.map_or_else(|| dice.below(self.size.contacts), |from| history.contact(from));
        let sketch = self.sketch(contact);
        let language = self.place(&sketch).spoken();
        let (kind, about) = dice.weighted(&[
            (35, (FeedbackKind::Complaint, "complaint")),
            (25, (FeedbackKind::Praise, "praise")),
            (25, (FeedbackKind::Wish, "wish")),
            (15, (FeedbackKind::Survey, "survey")),
        ]);
        let is_open = dice.in_thousand(if kind == FeedbackKind::Complaint { 60 } else { 120 });
        let longest = if kind == FeedbackKind::Complaint { 6 } else { 150 };
        let day: NaiveDate = match from {
            Some(from) if !is_open => history.day(self, from),
            _ => self.ago(dice.below(longest) as u32),
        };
        let text = self.said.sentence(language, about, &mut dice);
        let topic = if dice.in_thousand(300) { self.said.word(language, "topic", &mut dice) } else { "" };
        let made = Feedback {
            company: sketch.company.map(|company| self.company_id(company)),
            score: (kind == FeedbackKind::Survey).then(|| 3 + dice.below(8) as u8),
            topic: topic.to_owned(),
            promised: (is_open && dice.in_thousand(400)).then(|| self.ahead(1 + dice.below(14) as u32)),
            ..Feedback::new(self.id(What::Feedback, at, at as u64), self.contact_id(contact), kind, text, day)
        };
        if is_open {
            let state = dice.weighted(&[(2, FeedbackState::Open), (1, FeedbackState::Acknowledged)]);
            return Feedback { state, ..made };
        }
        let resolved = later(day, dice.below(9)).min(self.today);
        Feedback {
            state: FeedbackState::Resolved,
            resolved: Some(resolved),
            told: dice.in_thousand(950).then_some(resolved),
            answer: self.said.sentence(language, "answer", &mut dice),
            from: from.map(|from| history.id(self, from)),
            ..made
        }
    }
}
