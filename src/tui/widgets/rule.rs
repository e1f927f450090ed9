//! Lines that divide: a heading's, a pane's title, and the border between two panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::display::safe;
use crate::tui::theme::{Role, Theme};

/// ` Now 4 ─────`.
pub fn heading(buffer: &mut Buffer, area: Rect, words: &str, theme: &Theme) {
    line(buffer, area, 0, theme.style(Role::Border));
    words_in(buffer, area, 0, words, theme.style(Role::Section));
}

/// `─ Deniz Çelik ─────`.
pub fn title(buffer: &mut Buffer, area: Rect, words: &str, focused: bool, theme: &Theme) {
    line(buffer, area, 0, theme.style(if focused { Role::Focus } else { Role::Border }));
    if !words.is_empty() {
        let style = theme.style(Role::Title);
        words_in(buffer, area, 1, words, if focused { style.patch(theme.style(Role::Focus)) } else { style });
    }
}

/// The border between two panes; it joins the headings in the lines `headings` and the title in its first line.
pub fn vertical(buffer: &mut Buffer, area: Rect, headings: &[u16], theme: &Theme) {
    for y in area.y..area.bottom() {
        let symbol = match (y == area.y, headings.contains(&y)) {
            (true, true) => "┬",
            (true, false) => "┌",
            (false, true) => "┤",
            (false, false) => "│",
        };
        buffer[(area.x, y)].set_symbol(symbol).set_style(theme.style(Role::Border));
    }
}

fn line(buffer: &mut Buffer, area: Rect, from: u16, style: Style) {
    for x in area.x + from..area.right() {
        buffer[(x, area.y)].set_symbol("─").set_style(style);
    }
}

fn words_in(buffer: &mut Buffer, area: Rect, from: u16, words: &str, style: Style) {
    let room = usize::from(area.width.saturating_sub(from + 2));
    let words = format!(" {} ", safe(words).cut(room));
    // Nothing of the line's look: words aren't to be dimmed with it.
    let style = Style::reset().patch(style);
    buffer.set_stringn(area.x + from, area.y, words, room + 2, style);
}
