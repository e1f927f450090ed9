//! Toasts: what happened, to whom, and how to take it back, said for a moment.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::display::safe;
use crate::tui::theme::{Role, Theme};

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

/// Paints a toast over the last line of `area`.
pub fn draw(toast: &Toast, frame: &mut Frame, area: Rect, theme: &Theme) {
    let line = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    let (sign, role) = match toast.tone {
        Tone::Good => ("✓", Role::Good),
        Tone::Warning => ("!", Role::Warning),
        Tone::Error => ("✗", Role::Error),
    };
    frame.render_widget(ratatui::widgets::Clear, line);
    frame.render_widget(Line::styled(format!(" {sign} {}", safe(&toast.words)), theme.style(role)), line);
}
