//! The first start: an empty store, and three ways to go on.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::Screen;
use crate::domain::book::Book;
use crate::domain::id::ContactId;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::app::Exit;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::theme::Role;

/// Whether nobody is there yet, and no company.
pub fn is_empty(book: &Book) -> bool {
    book.contacts().len() == 0 && book.companies().len() == 0
}

/// What a new user sees. It goes away with the first contact or company.
pub struct Welcome;

/// The ways to go on.
const WAYS: [Action; 3] = [Action::ImportFirst, Action::AddFirst, Action::Demo];

impl Screen for Welcome {
    fn place(&self) -> Place {
        Place::Welcome
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target::default()
    }

    fn update(&mut self, action: Action, _ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::ImportFirst => Some(Outcome::Act(Action::Import)),
            Action::AddFirst => Some(Outcome::Act(Action::Add)),
            Action::Demo => Some(Outcome::Exit(Exit::Demo)),
            Action::Quit => Some(Outcome::Exit(Exit::Quit)),
            // An empty agenda behind it would offer less.
            Action::Back => Some(Outcome::Stay),
            _ => None,
        }
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {}

    fn is_over(&self, ctx: &Ctx) -> bool {
        !is_empty(ctx.book) || !ctx.drafts.is_empty()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let theme = ctx.theme;
        let mut lines = vec![
            Line::styled(say!(ctx.text, "welcome-title"), theme.style(Role::Title)),
            Line::default(),
            Line::raw(say!(ctx.text, "welcome-what")),
            Line::default(),
        ];
        let ways = WAYS.into_iter().filter(|way| !(ctx.read_only && way.info().changes));
        lines.extend(ways.map(|way| {
            let key = format!("  {}  ", ctx.keys.shown(way));
            Line::from_iter([Span::styled(key, theme.style(Role::Key)), Span::raw(way.help(ctx.text))])
        }));
        let width = area.width.min(70);
        let height = area.height.min(12);
        let place =
            Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
        frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), place);
    }
}
