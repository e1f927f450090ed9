//! What was mended: what happened, what is missing, where the damaged files are. Closing it is having seen it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::words::{Paragraph, Read, Words};
use crate::explain::{Mending, mending};
use crate::say;
use crate::store::Report;
use crate::text::days;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Effect};
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;

pub struct Mended {
    /// The latest first; none yet where all of them are asked for.
    reports: Option<Vec<Report>>,
    shown: Words,
}

impl Mended {
    /// Of those that nobody has seen.
    pub fn of(reports: Vec<Report>) -> Self {
        Self { reports: Some(reports.into_iter().rev().collect()), shown: Words::default() }
    }

    /// Of all that the store knows of.
    pub fn all() -> Self {
        Self { reports: None, shown: Words::default() }
    }

    fn text(&self, ctx: &Ctx) -> Vec<Paragraph> {
        let Some(reports) = &self.reports else { return Vec::new() };
        if reports.is_empty() {
            return vec![Paragraph::new(say!(ctx.text, "mended-none"), Role::Dim)];
        }
        let mut text = Vec::new();
        for report in reports {
            if !text.is_empty() {
                text.push(Paragraph::gap());
            }
            let Mending { headline, details } = mending(ctx.text, report, ctx.today);
            let at = report.at.naive_local();
            let moment = days::moment(ctx.text, at.date(), Some(at.time()), ctx.today);
            let role = if report.is_loss() { Role::Warning } else { Role::Text };
            text.extend([Paragraph::new(moment, Role::Section), Paragraph::new(headline, role), Paragraph::gap()]);
            text.extend(details.into_iter().map(|line| Paragraph::item(line, Role::Text)));
        }
        text
    }
}

impl Popup for Mended {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        if self.reports.is_none() { Outcome::Ask(Ask::Mended) } else { Outcome::Stay }
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.shown.update(input, ctx) {
            Read::On => Outcome::Stay,
            Read::Nothing(key) => Outcome::NoKey(key),
            Read::Closed => {
                let seen = self.reports.take().filter(|_| !ctx.read_only).unwrap_or_default();
                Outcome::All(vec![Outcome::Finish, Outcome::Do(Effect::SeenMended(seen))])
            }
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let text = self.text(ctx);
        self.shown.draw(&say!(ctx.text, "mended-title"), &text, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        self.shown.hints(ctx)
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        if let (Answer::Mended(reports), None) = (answer, &self.reports) {
            self.reports = Some(reports.iter().rev().cloned().collect());
        }
        Outcome::Stay
    }
}
