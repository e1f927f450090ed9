//! The last line: keys with a word each. Whole hints only, and never without the last one, which is the help.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::row::Row;
use crate::tui::theme::{Role, Theme};

/// Paints the hints (key, word) in their order; one that has no room is left out, the last one never.
pub fn draw(hints: &[(String, String)], frame: &mut Frame, area: Rect, theme: &Theme) {
    let Some((last, rest)) = hints.split_last() else { return };
    let width = |(key, word): &(String, String)| key.width() + word.width() + 3;
    let mut left = usize::from(area.width).saturating_sub(width(last));
    let fitting = rest.iter().filter(|hint| {
        let fits = width(hint) <= left;
        if fits {
            left -= width(hint);
        }
        fits
    });
    let spans = fitting.chain([last]).flat_map(|(key, word)| {
        [Span::raw(" "), Span::styled(key.clone(), theme.style(Role::Key)), Span::raw(format!(" {word} "))]
    });
    frame.render_widget(Row(Line::from_iter(spans)), area);
}
