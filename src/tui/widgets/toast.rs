//! Toasts: what happened, to whom, and how to take it back, said for a moment.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::wrap;
use crate::domain::display::safe;
use crate::tui::theme::{Role, Theme};

/// Lines that a toast takes at the most, and columns before its words.
const ROWS: usize = 3;
const INDENT: usize = 3;

/// Something to say for a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    pub words: String,
    pub tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Warning,
    Error,
}

impl Toast {
    pub fn good(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Good }
    }

    pub fn warning(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Warning }
    }

    pub fn error(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Error }
    }

    /// How long it stays: long enough to be read; an error longer.
    pub fn stays(&self) -> Duration {
        let reading = Duration::from_millis(60 * self.words.chars().count() as u64);
        let least = if self.tone == Tone::Error { Duration::from_secs(10) } else { Duration::from_secs(4) };
        least + reading
    }
}

/// A toast on screen.
#[derive(Debug, Clone)]
pub struct Shown {
    pub toast: Toast,
    pub until: Instant,
}

/// Paints a toast over the last lines of `area`: as many as it takes, three at the most.
pub fn draw(toast: &Toast, frame: &mut Frame, area: Rect, theme: &Theme) {
    let (sign, role) = match toast.tone {
        Tone::Good => ("✓", Role::Good),
        Tone::Warning => ("!", Role::Warning),
        Tone::Error => ("✗", Role::Error),
    };
    let words = safe(&toast.words);
    let rows = wrap::rows(words.as_str(), usize::from(area.width).saturating_sub(INDENT + 1));
    let height = rows.len().min(ROWS).min(area.height.into()) as u16;
    let place = Rect { y: area.bottom() - height, height, ..area };
    frame.render_widget(Clear, place);
    for (number, (y, row)) in (place.y..place.bottom()).zip(rows).enumerate() {
        let before = if number == 0 { format!(" {sign} ") } else { " ".repeat(INDENT) };
        let line = Line::styled(format!("{before}{}", &words.as_str()[row]), theme.style(role));
        frame.render_widget(line, Rect { y, height: 1, ..place });
    }
}
