//! A field of one line: what is typed in it, and how it is seen when it is longer than the place for it.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::edit::Edit;
use crate::domain::display::safe;
use crate::tui::spots::Spots;

/// One line of text being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    edit: Edit,
    placeholder: String,
}

impl TextField {
    /// `text` with the cursor at its end. Line ends become blanks.
    pub fn new(text: &str) -> Self {
        Self { edit: Edit::new(one_line(text)), placeholder: String::new() }
    }

    /// What is seen while nothing is typed.
    pub fn placeholder(self, placeholder: impl Into<String>) -> Self {
        Self { placeholder: placeholder.into(), ..self }
    }

    pub fn text(&self) -> &str {
        self.edit.text()
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Puts `text` in the place of all, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.edit = Edit::new(one_line(text));
    }

    /// The same with the cursor before all: what is seen of it where nobody types.
    pub fn from_its_start(&self) -> Self {
        let mut still = self.clone();
        still.edit.set_cursor(0);
        still
    }

    /// Text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text()[..self.edit.cursor()]
    }

    /// `false` where the key means nothing in a field.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        self.edit.key(key)
    }

    /// A paste is text: line ends become blanks, and nothing is a key.
    pub fn paste(&mut self, text: &str) {
        self.edit.insert(&one_line(text));
    }

    /// How many columns of the text lie before those in sight.
    fn scrolled(&self, area: Rect) -> usize {
        let columns = usize::from(area.width).max(1);
        let before = safe(self.before_cursor()).width();
        // The cursor needs a column of its own, behind the end of the text too.
        let half = columns.div_ceil(2);
        (before + 1).saturating_sub(columns).div_ceil(half) * half
    }

    /// Where each character in sight stands in the first row of `area`, with the byte at which it begins.
    fn characters(&self, area: Rect) -> Vec<(Rect, usize)> {
        let (scrolled, columns) = (self.scrolled(area), usize::from(area.width).max(1));
        let mut at = 0;
        let places = self.text().grapheme_indices(true).filter_map(|(byte, grapheme)| {
            let (from, wide) = (at, safe(grapheme).width());
            at += wide;
            let column = u16::try_from(from.checked_sub(scrolled)?).ok()?;
            let is_whole = wide > 0 && from + wide <= scrolled + columns;
            is_whole.then(|| (Rect { x: area.x + column, y: area.y, width: wide as u16, height: 1 }, byte))
        });
        places.collect()
    }

    /// Notes where it lies, as it was painted in `area`.
    pub fn note(&self, area: Rect, field: usize, spots: &Spots) {
        let area = Rect { height: area.height.min(1), ..area };
        spots.text(area, field, self.text().len(), self.characters(area));
    }

    /// Puts the cursor before the character at `byte`.
    pub fn go_to(&mut self, byte: usize) {
        self.edit.set_cursor(byte);
    }

    /// Paints the first row of `area` and says where the cursor stands. What doesn't fit scrolls by half the width.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style, dim: Style) -> Position {
        let area = Rect { height: area.height.min(1), ..area };
        buffer.set_style(area, style);
        if self.is_empty() {
            buffer.set_stringn(area.x, area.y, safe(&self.placeholder).as_str(), area.width.into(), dim);
            return area.as_position();
        }
        for (place, byte) in self.characters(area) {
            let grapheme = self.text()[byte..].graphemes(true).next().unwrap_or_default();
            buffer.set_stringn(place.x, place.y, safe(grapheme).as_str(), place.width.into(), style);
        }
        let (before, scrolled) = (safe(self.before_cursor()).width(), self.scrolled(area));
        let column = u16::try_from(before - scrolled).unwrap_or(u16::MAX);
        Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y)
    }
}

/// `text` on one line; a line end is a blank.
fn one_line(text: &str) -> String {
    text.trim_end_matches(['\n', '\r']).replace("\r\n", " ").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    /// Draws `text`, with the cursor `back` characters before its end, in `columns`: what is seen, with `|` before the
    /// cursor's cell.
    fn check(text: &str, back: usize, columns: u16, expect: &str) {
        let mut field = TextField::new(text);
        (0..back).for_each(|_| assert!(field.key(KeyCode::Left.into())));
        let area = Rect::new(0, 0, columns, 1);
        let mut buffer = Buffer::empty(area);
        let cursor = field.draw(area, &mut buffer, Style::new(), Style::new());
        let mut seen = String::new();
        for x in 0..columns {
            if x == cursor.x {
                seen.push('|');
            }
            seen.push_str(buffer[(x, 0)].symbol());
        }
        assert_eq!(seen, expect, "{text:?}, {back} before its end");
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        check("Anna", 0, 8, "Anna|    ");
        check("Anna", 4, 8, "|Anna    ");
        check("Annabelle", 0, 8, "belle|   ");
        check("Annabelle", 9, 8, "|Annabell");
        check("日本語", 0, 6, " 語 |   ");
        check("日本語", 1, 6, "日 本 |語 ");
        check("a\nb", 0, 4, "a b| ");
    }

    #[test]
    fn pasted_line_ends_are_blanks() {
        let mut field = TextField::new("");
        field.paste("one\r\ntwo\n");
        assert_eq!(field.text(), "one two");
    }
}
