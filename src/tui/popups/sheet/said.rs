//! What is said above a form.

use crossterm::event::KeyCode;

use crate::say;
use crate::tui::ctx::Ctx;

/// What is said above a form. Where there is no room for all of it, it scrolls.
#[derive(Debug, Default)]
pub struct Said {
    pub words: String,
    /// Stays in sight under it.
    pub asked: String,
    /// The first line in sight, how many are in sight, and how many are not.
    top: usize,
    page: usize,
    pub hidden: usize,
}

impl Said {
    /// Whether the key is for it. Letters are where there is nothing to type.
    pub fn scroll(&mut self, key: KeyCode, letters: bool) -> bool {
        let by = match key {
            KeyCode::PageDown | KeyCode::Char(' ') if key == KeyCode::PageDown || letters => self.page as isize,
            KeyCode::PageUp => -(self.page as isize),
            KeyCode::Down | KeyCode::Char('j') if letters => 1,
            KeyCode::Up | KeyCode::Char('k') if letters => -1,
            _ => return false,
        };
        self.top = self.top.saturating_add_signed(by).min(self.hidden);
        self.hidden > 0
    }

    /// The lines in sight of `all`, and last how many are out of it, where not all have room.
    pub fn in_sight(&mut self, all: Vec<String>, room: usize, ctx: &Ctx) -> (Vec<String>, Option<String>) {
        self.page = if all.len() > room { room.saturating_sub(1) } else { all.len() };
        self.hidden = all.len() - self.page;
        self.top = self.top.min(self.hidden);
        let below = self.hidden - self.top;
        let more = match (self.hidden, below) {
            (0, _) => None,
            (_, 0) => Some(say!(ctx.text, "sheet-above", count = self.top)),
            _ => Some(say!(ctx.text, "sheet-below", count = below)),
        };
        let in_sight = all.into_iter().skip(self.top).take(self.page).collect();
        (in_sight, more.filter(|_| room > 0))
    }
}
