//! A line of a screen, painted as ratatui paints a [`Line`], but quickly: of most characters it is known that they take one
//! column and join with nothing, and those are not looked up one by one.
//!
//! Half of a frame's time went there; `painted_as_ratatui_does` holds the two together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::domain::display::is_plain;

/// A line, from the left, cut off where its area ends.
pub struct Row<'a>(pub Line<'a>);

impl Widget for Row<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(line) = self;
        let area = Rect { height: 1, ..area }.intersection(buffer.area);
        let Rect { mut x, y, .. } = area;
        if area.is_empty() || line.spans.iter().all(|span| span.content.is_empty()) {
            return;
        }
        if !line.spans.iter().all(|span| span.content.chars().all(is_plain)) {
            return line.render(area, buffer);
        }
        buffer.set_style(area, line.style);
        for span in line.spans {
            let room = usize::from(area.right() - x);
            letters(&span, buffer, (x, y), room);
            x += span.content.chars().take(room).count() as u16;
        }
    }
}

/// Plain characters, each in a cell of its own.
fn letters(span: &Span, buffer: &mut Buffer, at: (u16, u16), room: usize) {
    let from = buffer.index_of(at.0.min(buffer.area.right() - 1), at.1);
    let cells = buffer.content[from..].iter_mut().take(room);
    for (cell, letter) in cells.zip(span.content.chars()) {
        if letter != ' ' || cell.symbol() != " " {
            cell.set_char(letter);
        }
        cell.set_style(span.style);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    fn span() -> impl Strategy<Value = Span<'static>> {
        let words = prop_oneof![8 => "[ -~]{0,9}", 4 => "[ a-zäöüßéŞł·–…›▌─]{0,9}", 1 => "[a-z中👩\u{200d}👧\u{301}\u{ad}✓]{0,4}"];
        let colour = prop_oneof![Just(None), Just(Some(Color::Red)), Just(Some(Color::Reset))];
        (words, colour, any::<bool>()).prop_map(|(words, fg, bold)| {
            let style = Style { fg, ..Style::new() };
            Span::styled(words, if bold { style.bold().not_italic() } else { style })
        })
    }

    proptest! {
        #[test]
        fn painted_as_ratatui_does(
            below in prop::collection::vec(span(), 0..4),
            spans in prop::collection::vec(span(), 0..6),
            reversed in any::<bool>(),
            (x, y, width) in (0u16..30, 0u16..3, 0u16..30),
        ) {
            let style = if reversed { Style::new().reversed() } else { Style::new() };
            let line = Line::from(spans).style(style);
            let [own, theirs] = [true, false].map(|own| {
                let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 2));
                Line::from(below.clone()).render(Rect::new(0, 0, 24, 1), &mut buffer);
                let area = Rect::new(x, y, width, 1);
                if own { Row(line.clone()).render(area, &mut buffer) } else { (&line).render(area, &mut buffer) }
                buffer
            });
            prop_assert_eq!(own, theirs);
        }
    }
}
