//! What the orders of a contact or company come to, as their own screen reads it: of the timeline only the newest part is read.

use chrono::NaiveDate;

use super::answer::Answer;
use super::briefing::facts::Fact;
use super::ctx::Ctx;
use super::effect::Ask;
use super::theme::Role;
use crate::domain::record::TimelineOf;
use crate::domain::revenue::Figures;
use crate::say;
use crate::text::money;

/// The figures, as far as they are read.
pub struct Bought {
    of: TimelineOf,
    /// `None` where nothing was bought, or as long as it isn't known.
    figures: Option<Figures>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Wanted,
    Asked,
    Read,
    /// It couldn't be read.
    Unread,
}

impl Bought {
    pub fn new(of: impl Into<TimelineOf>) -> Self {
        Self { of: of.into(), figures: None, state: State::Wanted }
    }

    /// What is to be read, up to `today`.
    pub fn wants(&mut self, today: NaiveDate) -> Option<Ask> {
        if self.state != State::Wanted {
            return None;
        }
        self.state = State::Asked;
        Some(Ask::Bought { of: self.of, today })
    }

    /// It may have changed.
    pub fn changed(&mut self) {
        self.state = State::Wanted;
    }

    /// What couldn't be read is tried again.
    pub fn read_again(&mut self) {
        if self.state == State::Unread {
            self.state = State::Wanted;
        }
    }

    /// Takes an answer over that is its own.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        match answer {
            Answer::Bought { of, figures } if *of == self.of => {
                self.figures.clone_from(figures);
                self.state = State::Read;
            }
            Answer::Unread { ask: Ask::Bought { of, .. }, .. } if *of == self.of => self.state = State::Unread,
            Answer::Passed(Ask::Bought { of, .. }) if *of == self.of => self.state = State::Wanted,
            _ => return false,
        }
        true
    }

    /// `Orders  3 orders · 1,234.56 EUR · last 3 Nov (18 d ago) · every 32 d (median)`.
    pub(in crate::tui) fn fact(&self, ctx: &Ctx) -> Option<Fact> {
        let figures = self.figures.as_ref()?;
        let told = money::figures(ctx.text, figures, ctx.today);
        Some(Fact::new(told, Role::Text).lead(format!("{}  ", say!(ctx.text, "show-orders")), Role::Dim))
    }
}
