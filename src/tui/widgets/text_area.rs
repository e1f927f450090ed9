//! A field of many lines, broken softly at its width: personal notes, notes, feedback.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::edit::Edit;
use super::wrap::rows;
use crate::domain::display::safe;
use crate::tui::spots::Spots;

/// Rows that PgUp and PgDn go.
const PAGE: usize = 10;

/// Many lines of text being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextArea {
    edit: Edit,
    placeholder: String,
    /// The size it was drawn with last, by which the cursor goes up and down.
    columns: Cell<usize>,
    /// The first row in sight.
    top: Cell<usize>,
    /// The column that going up and down keeps.
    goal: Option<usize>,
}

impl TextArea {
    /// `text` with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { edit: Edit::new(unix_lines(text)), columns: Cell::new(80), ..Self::default() }
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
        self.goal = None;
        self.edit = Edit::new(unix_lines(text));
    }

    /// `false` where the key means nothing here: what leaves the field, such as Tab, or Up in the first row.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let goal = self.goal.take();
        match key.code {
            KeyCode::Enter => self.edit.insert("\n"),
            KeyCode::Up => return self.step(-1, goal),
            KeyCode::Down => return self.step(1, goal),
            KeyCode::PageUp => return self.step(-(PAGE as isize), goal),
            KeyCode::PageDown => return self.step(PAGE as isize, goal),
            _ => return self.edit.key(key),
        }
        true
    }

    pub fn paste(&mut self, text: &str) {
        self.goal = None;
        self.edit.insert(&unix_lines(text));
    }

    /// Rows that the text takes at `columns`.
    pub fn height(&self, columns: u16) -> usize {
        rows(self.text(), columns.into()).len()
    }

    /// Whether there is more above and below of what was drawn last in `height` rows.
    pub fn more(&self, height: usize) -> (bool, bool) {
        let top = self.top.get();
        (top > 0, top + height < rows(self.text(), self.columns.get()).len())
    }

    /// Goes so many rows, as far as there are any; `false` where there is none.
    fn step(&mut self, by: isize, goal: Option<usize>) -> bool {
        let rows = rows(self.text(), self.columns.get());
        let row = row_of(&rows, self.edit.cursor());
        let target = row.saturating_add_signed(by).min(rows.len() - 1);
        if target == row {
            return false;
        }
        let column = goal.unwrap_or_else(|| safe(&self.text()[rows[row].start..self.edit.cursor()]).width());
        let (mut at, mut used) = (rows[target].start, 0);
        for grapheme in self.text()[rows[target].clone()].graphemes(true) {
            used += safe(grapheme).width();
            // Behind a row's last character the next row begins: the cursor stays before it.
            if used > column
                || (at + grapheme.len() == rows[target].end
                    && target + 1 < rows.len()
                    && !self.ends_line(&rows[target]))
            {
                break;
            }
            at += grapheme.len();
        }
        self.edit.set_cursor(at);
        self.goal = Some(column);
        true
    }

    /// Whether a line of the text ends with this row; else it is broken softly.
    fn ends_line(&self, row: &std::ops::Range<usize>) -> bool {
        self.text()[row.end..].starts_with('\n') || row.end == self.text().len()
    }

    /// Notes where it lies, as it was painted in `area`.
    pub fn note(&self, area: Rect, field: usize, spots: &Spots) {
        let rows = rows(self.text(), self.columns.get());
        spots.text(area, field, self.text().len(), []);
        for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(self.top.get())) {
            let line = Rect { y, height: 1, ..area };
            // At a soft break the place behind the last character is the next row's.
            let text = &self.text()[row.clone()];
            let last = text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
            let end = if self.ends_line(row) { row.end } else { row.start + last };
            let mut x = area.x;
            let characters = text.grapheme_indices(true).map(|(at, grapheme)| {
                let place = Rect { x, width: safe(grapheme).width() as u16, ..line };
                x += place.width;
                (place, row.start + at)
            });
            spots.text(line, field, end, characters);
        }
    }

    /// Puts the cursor before the character at `byte`.
    pub fn go_to(&mut self, byte: usize) {
        self.goal = None;
        self.edit.set_cursor(byte);
    }

    /// Paints `area` and says where the cursor stands. The row of the cursor is always in sight.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style, dim: Style) -> Position {
        buffer.set_style(area, style);
        self.columns.set(usize::from(area.width).max(1));
        if self.is_empty() {
            for (y, row) in rows(&self.placeholder, area.width.into()).into_iter().enumerate().take(area.height.into())
            {
                let text = safe(&self.placeholder[row]);
                buffer.set_stringn(area.x, area.y + y as u16, text.as_str(), area.width.into(), dim);
            }
            return area.as_position();
        }
        let rows = rows(self.text(), self.columns.get());
        let row = row_of(&rows, self.edit.cursor());
        let height = usize::from(area.height).max(1);
        let top = self.top.get().clamp((row + 1).saturating_sub(height), row).min(rows.len().saturating_sub(height));
        self.top.set(top);
        for (y, row) in rows[top..].iter().take(area.height.into()).enumerate() {
            let text = safe(&self.text()[row.clone()]);
            buffer.set_stringn(area.x, area.y + y as u16, text.as_str(), area.width.into(), style);
        }
        let column = safe(&self.text()[rows[row].start..self.edit.cursor()]).width() as u16;
        Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y + (row - top) as u16)
    }
}

/// The row in which the cursor stands: at a soft break the next one.
fn row_of(rows: &[std::ops::Range<usize>], cursor: usize) -> usize {
    rows.partition_point(|row| row.start <= cursor).saturating_sub(1)
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws `text` at 6 x 3 after `keys` (u and d are up and down, l is left, r right, e Enter): rows with `|` before
    /// the cursor's cell.
    fn check(text: &str, keys: &str, expect: &[&str]) {
        let mut field = TextArea::new(text);
        let area = Rect::new(0, 0, 6, 3);
        let mut cursor = field.draw(area, &mut Buffer::empty(area), Style::new(), Style::new());
        let mut buffer = Buffer::empty(area);
        for c in keys.chars() {
            let code = match c {
                'u' => KeyCode::Up,
                'd' => KeyCode::Down,
                'l' => KeyCode::Left,
                'r' => KeyCode::Right,
                _ => KeyCode::Enter,
            };
            field.key(code.into());
            buffer = Buffer::empty(area);
            cursor = field.draw(area, &mut buffer, Style::new(), Style::new());
        }
        if keys.is_empty() {
            cursor = field.draw(area, &mut buffer, Style::new(), Style::new());
        }
        let seen: Vec<String> = (0..3)
            .map(|y| {
                (0..6)
                    .map(|x| {
                        format!("{}{}", if (x, y) == (cursor.x, cursor.y) { "|" } else { "" }, buffer[(x, y)].symbol())
                    })
                    .collect::<String>()
            })
            .map(|row| row.trim_end().to_owned())
            .collect();
        assert_eq!(seen, expect, "{text:?} after {keys:?}");
    }

    #[test]
    fn text_breaks_softly_and_the_cursor_follows() {
        check("call him", "", &["call", "him|", ""]);
        check("call him", "u", &["cal|l", "him", ""]);
        check("call him", "ud", &["call", "him|", ""]);
        check("call", "e", &["call", "|", ""]);
        check("one\ntwo\nthree\nfour", "", &["two", "three", "four|"]);
        check("one\ntwo\nthree\nfour", "uuu", &["one|", "two", "three"]);
        check("longer\nx\nlonger", "uu", &["longe|r", "x", "longer"]);
    }

    #[test]
    fn up_in_the_first_row_leaves_the_field() {
        let mut field = TextArea::new("one");
        assert!(!field.key(KeyCode::Up.into()));
        assert!(!field.key(KeyCode::Tab.into()));
    }
}
