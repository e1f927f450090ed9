//! The filter of a list: typed live; Enter keeps it, Esc takes it away.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::action::Action;
use super::ctx::Ctx;
use super::event::Input;
use super::theme::Role;
use super::widgets::text_field::TextField;
use crate::domain::search::Query;
use crate::say;

/// What is looked for in a list.
#[derive(Default)]
pub struct Filter {
    field: TextField,
    query: Query,
    typing: bool,
}

/// What a key in the filter's field did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The filter is another one.
    Changed,
    /// The list's selection is to move.
    Move(Action),
    Nothing,
}

impl Filter {
    pub fn begin(&mut self) {
        self.typing = true;
    }

    pub fn is_typing(&self) -> bool {
        self.typing
    }

    pub fn is_empty(&self) -> bool {
        self.field.is_empty()
    }

    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether a row's text fits.
    pub fn fits(&self, text: &str) -> bool {
        self.is_empty() || self.query.rank(text).is_some()
    }

    pub fn typed(&mut self, input: &Input) -> Typed {
        let before = self.field.text().to_owned();
        match input {
            Input::Paste(text) => self.field.paste(text),
            Input::Key(key) => match key.code {
                KeyCode::Enter => self.typing = false,
                KeyCode::Esc => *self = Self::default(),
                KeyCode::Down => return Typed::Move(Action::Down),
                KeyCode::Up => return Typed::Move(Action::Up),
                KeyCode::Backspace if self.is_empty() => self.typing = false,
                _ => {
                    self.field.key(*key);
                }
            },
        }
        if self.field.text() == before {
            return Typed::Nothing;
        }
        self.query = Query::new(self.field.text());
        Typed::Changed
    }

    /// Paints `/` and what is typed in the first line of `area`.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let field = Rect { x: area.x + 2, width: area.width - 3, ..area };
        frame.render_widget(Span::styled(" /", ctx.theme.style(Role::Key)), Rect { width: 2, ..area });
        let (style, dim) = (ctx.theme.style(Role::Field), ctx.theme.style(Role::Placeholder));
        let cursor = self.field.draw(field, frame.buffer_mut(), style, dim);
        if self.typing {
            frame.set_cursor_position(cursor);
        }
    }

    /// What the keys do while it is typed.
    pub fn hints(ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "filter-keep")),
            ("↑↓".into(), say!(ctx.text, "filter-move")),
            ("Esc".into(), say!(ctx.text, "filter-clear")),
        ]
    }
}
