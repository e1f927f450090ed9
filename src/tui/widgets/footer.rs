//! The last line: keys with a word each. Whole hints only, and never without the last one, which is the help. Says where each
//! came to stand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::row::Row;
use crate::tui::theme::{Role, Theme};

/// Paints the hints (key, word) in their order; one that has no room is left out, the last one never. Gives
/// each that is there with its place.
pub fn draw<'h>(hints: &'h [(String, String)], frame: &mut Frame, area: Rect, theme: &Theme) -> Vec<(&'h str, Rect)> {
    let Some((last, rest)) = hints.split_last() else { return Vec::new() };
    let width = |(key, word): &(String, String)| key.width() + word.width() + 3;
    let mut left = usize::from(area.width).saturating_sub(width(last));
    let fitting = rest.iter().filter(|hint| {
        let fits = width(hint) <= left;
        if fits {
            left -= width(hint);
        }
        fits
    });
    let (mut x, mut places, mut spans) = (area.x, Vec::new(), Vec::new());
    for hint in fitting.chain([last]) {
        let (key, word) = hint;
        let place = Rect { x, width: width(hint) as u16, ..area }.intersection(area);
        places.push((key.as_str(), place));
        x = x.saturating_add(place.width);
        spans.extend([
            Span::raw(" "),
            Span::styled(key.clone(), theme.style(Role::Key)),
            Span::raw(format!(" {word} ")),
        ]);
    }
    frame.render_widget(Row(Line::from_iter(spans)), area);
    places
}
