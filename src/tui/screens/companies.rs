//! All companies.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::id::ContactId;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;

/// The list's state.
pub struct CompaniesScreen;

impl Screen for CompaniesScreen {
    fn place(&self) -> Place {
        Place::Companies
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target { contacts: Vec::new(), item: None }
    }

    fn update(&mut self, _action: Action, _ctx: &Ctx) -> Option<Outcome> {
        None
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {}

    fn draw(&mut self, _frame: &mut Frame, _area: Rect, _ctx: &Ctx) {}
}
