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

/// Columns below which a field has no room for signs beside the cursor and a wide character.
const FEWEST: usize = 6;

/// What of a text is in sight.
struct Sight {
    /// Where each character stands that is seen, with the byte at which it begins.
    characters: Vec<(Rect, usize)>,
    /// Where it is said that more is hidden, with the byte at which the hidden character next to that begins.
    signs: Vec<(Rect, usize)>,
    cursor: Position,
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

    /// What of it is in sight in the first row of `area`.
    fn sight(&self, area: Rect) -> Sight {
        let columns = usize::from(area.width).max(1);
        let before = safe(self.before_cursor()).width();
        let behind = safe(&self.text()[self.edit.cursor()..]).width();
        let under = self.text()[self.edit.cursor()..].graphemes(true).map(|grapheme| safe(grapheme).width()).next();
        // The character under the cursor is seen whole, behind the end of the text that is a column too, and so is the sign that
        // more follows.
        let under = under.unwrap_or(1).max(1);
        let more = usize::from(behind > under);
        let half = columns.div_ceil(2);
        let scrolled = match before + behind.max(1) <= columns {
            true => 0,
            false => (before + under + more).saturating_sub(columns).div_ceil(half) * half,
        };
        // Where there is no room for the cursor beside them, there are no signs.
        let signs = usize::from(columns >= FEWEST);
        let from = if scrolled > 0 { scrolled + signs } else { 0 };
        let to = if before + behind > scrolled + columns { scrolled + columns - signs } else { scrolled + columns };

        let mut sight = Sight { characters: Vec::new(), signs: Vec::new(), cursor: area.as_position() };
        let place = |column: usize, wide: usize| {
            let column = u16::try_from(column.saturating_sub(scrolled)).unwrap_or(u16::MAX);
            Rect { x: area.x.saturating_add(column), y: area.y, width: wide as u16, height: 1 }
        };
        let (mut at, mut hidden) = (0, None);
        for (byte, grapheme) in self.text().grapheme_indices(true) {
            let (column, wide) = (at, safe(grapheme).width());
            at += wide;
            if wide == 0 {
                continue;
            }
            if column < from {
                hidden = Some((at, byte));
            } else if at <= to {
                sight.characters.push((place(column, wide), byte));
            } else {
                sight.signs.push((place(column, 1), byte));
                break;
            }
        }
        // A wide character may end behind the place that the sign needs: right before what is seen there is always one.
        sight.signs.extend(hidden.map(|(end, byte)| (place(end.max(from) - 1, 1), byte)));
        sight.signs.truncate(sight.signs.len() * signs);
        sight.cursor.x = place(before, 1).x.min(area.right().saturating_sub(1).max(area.x));
        sight
    }

    /// Notes where it lies, as it was painted in `area`.
    pub fn note(&self, area: Rect, field: usize, spots: &Spots) {
        let area = Rect { height: area.height.min(1), ..area };
        let Sight { mut characters, signs, .. } = self.sight(area);
        characters.extend(signs);
        spots.text(area, field, self.text().len(), characters);
    }

    /// Puts the cursor before the character at `byte`.
    pub fn go_to(&mut self, byte: usize) {
        self.edit.set_cursor(byte);
    }

    /// Paints the first row of `area` and says where the cursor stands. What doesn't fit scrolls by half the width, and a dim `…`
    /// stands on each side where something is hidden.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style, dim: Style) -> Position {
        let area = Rect { height: area.height.min(1), ..area };
        buffer.set_style(area, style);
        if self.is_empty() {
            let words = safe(&self.placeholder).cut(area.width.into());
            buffer.set_stringn(area.x, area.y, words.as_str(), area.width.into(), dim);
            return area.as_position();
        }
        let sight = self.sight(area);
        for (place, byte) in sight.characters {
            let grapheme = self.text()[byte..].graphemes(true).next().unwrap_or_default();
            buffer.set_stringn(place.x, place.y, safe(grapheme).as_str(), place.width.into(), style);
        }
        for (place, _) in sight.signs {
            buffer.set_stringn(place.x, place.y, "…", 1, dim);
        }
        sight.cursor
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
        check("Annabelle", 0, 8, "…elle|   ");
        check("Annabelle", 9, 8, "|Annabel…");
        check("日本語", 0, 6, "…語 |   ");
        check("日本語", 1, 6, "日 本 |語 ");
        check("a\nb", 0, 4, "a b| ");
    }

    #[test]
    fn a_sign_stands_where_something_is_hidden() {
        // As long as the field: nothing is hidden, until the cursor needs a column behind it.
        check("Annabell", 8, 8, "|Annabell");
        check("Annabell", 1, 8, "Annabel|l");
        check("Annabell", 0, 8, "…ell|    ");
        // On both sides, and the cursor on neither.
        check("abcdefghijklmnopqrst", 20, 8, "|abcdefg…");
        check("abcdefghijklmnopqrst", 14, 8, "abcdef|g…");
        check("abcdefghijklmnopqrst", 13, 8, "…fg|hijk…");
        check("abcdefghijklmnopqrst", 9, 8, "…jk|lmno…");
        check("abcdefghijklmnopqrst", 1, 8, "…nopqrs|t");
        // A wide character isn't cut through: the sign stands beside what is seen.
        check("日本語日本語", 6, 8, "|日 本 語 … ");
        check("日本語日本語", 4, 8, "日 本 |語 … ");
        check("日本語日本語", 3, 8, " …|日 本 語 ");
        // Too narrow for signs.
        check("Annabelle", 9, 5, "|Annab");
        check("Annabelle", 0, 5, "lle|  ");
    }

    #[test]
    fn the_cursor_is_seen_with_the_character_under_it_wherever_it_stands() {
        for text in
            ["abcdefghijklmnopqrstuvwxyz", "日本語日本語日本語日本語", "a日b本c語d日e本f語g", "e\u{301}a👩‍👩‍👧‍👦bcde👩‍👩‍👧‍👦fgh"]
        {
            for columns in 6..20 {
                let (area, mut field) = (Rect::new(3, 0, columns, 1), TextField::new(text));
                for byte in text.grapheme_indices(true).map(|(byte, _)| byte) {
                    field.go_to(byte);
                    let sight = field.sight(area);
                    let (place, _) = sight.characters.iter().find(|(_, of)| *of == byte).expect("it is seen");
                    assert_eq!(place.as_position(), sight.cursor, "{text:?} at {byte} in {columns}");
                    for (one, _) in sight.characters.iter().chain(&sight.signs) {
                        assert!(
                            one.x >= area.x && one.right() <= area.right(),
                            "{text:?} at {byte} in {columns}: {one}"
                        );
                    }
                    let (first, last) = (sight.characters[0].1, sight.characters[sight.characters.len() - 1]);
                    let end = last.1 + text[last.1..].graphemes(true).next().unwrap().len();
                    assert_eq!(sight.signs.len(), usize::from(first > 0) + usize::from(end < text.len()));
                }
            }
        }
    }

    #[test]
    fn pasted_line_ends_are_blanks() {
        let mut field = TextField::new("");
        field.paste("one\r\ntwo\n");
        assert_eq!(field.text(), "one two");
    }
}
