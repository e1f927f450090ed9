//! Words to be read: a text of several paragraphs, broken to the box's width, that scrolls where there is no room for it. Any key
//! that means "open" or "back" closes it.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::display::safe;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::keymap::Key;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::{window, wrap};

/// Columns inside the box, where there is room.
const COLUMNS: u16 = 76;

/// A paragraph and how it looks; what stands before its first row, its other rows keep free.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub before: &'static str,
    pub words: String,
    pub role: Role,
}

impl Paragraph {
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self { before: "", words: words.into(), role }
    }

    /// One of several things.
    pub fn item(words: impl Into<String>, role: Role) -> Self {
        Self { before: "· ", words: words.into(), role }
    }

    pub fn gap() -> Self {
        Self::new("", Role::Text)
    }
}

/// What a key did to it.
pub(super) enum Read {
    On,
    /// Nothing: there is no action on it.
    Nothing(Key),
    /// It was closed.
    Closed,
}

/// A text and how far it was read.
#[derive(Debug, Default)]
pub(super) struct Words {
    scroll: Scroll,
    rows: usize,
}

impl Words {
    pub fn update(&mut self, input: &Input, ctx: &Ctx) -> Read {
        let Input::Key(key) = input else { return Read::On };
        let action = match key.code {
            KeyCode::Esc | KeyCode::Enter => return Read::Closed,
            KeyCode::Char('q') => return Read::Closed,
            KeyCode::Char(' ') => Some(Action::PageDown),
            KeyCode::Char('g') => Some(Action::First),
            _ => ctx.keys.action(*key, Place::Choice),
        };
        let page = self.scroll.height.max(2) as isize - 1;
        let by = match action {
            Some(Action::Open | Action::Back) => return Read::Closed,
            Some(Action::Down) => 1,
            Some(Action::Up) => -1,
            Some(Action::HalfDown) => page / 2,
            Some(Action::HalfUp) => -page / 2,
            Some(Action::PageDown) => page,
            Some(Action::PageUp) => -page,
            Some(Action::First) => isize::MIN / 2,
            Some(Action::Last) => isize::MAX / 2,
            _ => return Read::Nothing((*key).into()),
        };
        self.scroll.by(by, self.rows);
        Read::On
    }

    pub fn draw(&mut self, title: &str, text: &[Paragraph], frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = usize::from(COLUMNS.min(area.width.saturating_sub(4)));
        let mut lines: Vec<Line> = Vec::new();
        for Paragraph { before, words, role } in text {
            let words = safe(words).to_string();
            let indent = safe(before).width();
            for (number, row) in wrap::rows(&words, columns.saturating_sub(indent)).into_iter().enumerate() {
                let lead = if number == 0 { (*before).to_owned() } else { " ".repeat(indent) };
                let style = ctx.theme.style(*role);
                lines.push(Line::from_iter([
                    Span::styled(lead, ctx.theme.style(Role::Dim)),
                    Span::styled(words[row].trim_end().to_owned(), style),
                ]));
            }
        }
        self.rows = lines.len();
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inner = window::draw(title, COLUMNS, rows, frame, area, ctx);
        ctx.spots.list(inner);
        self.scroll.height = inner.height.into();
        self.scroll.by(0, self.rows);
        let in_sight = lines.into_iter().skip(self.scroll.offset);
        for (y, line) in (inner.y..inner.bottom()).zip(in_sight) {
            frame.render_widget(line, Rect { y, height: 1, ..inner });
        }
        let below = self.rows.saturating_sub(self.scroll.offset + self.scroll.height);
        list::more(self.scroll.offset, below, frame, Rect { width: inner.width + 1, ..inner }, ctx.theme);
    }

    pub fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let scrolls = (self.rows > self.scroll.height).then(|| ("↑↓".to_owned(), say!(ctx.text, "hint-scroll")));
        scrolls.into_iter().chain([("Enter".to_owned(), say!(ctx.text, "hint-close"))]).collect()
    }
}
