//! Rows of text in columns: aligned for people, with tabs for programs.

use std::io::{self, Write};

use crate::domain::display::{Safe, safe};

/// Rows of the same number of cells.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Right,
    Dim,
    Late,
}

impl Look {
    /// The sequence that begins it on a terminal with colour.
    fn sequence(self) -> &'static str {
        match self {
            Self::Plain | Self::Right => "",
            Self::Dim => "\u{1b}[2m",
            Self::Late => "\u{1b}[31m",
        }
    }
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Plain }
    }

    /// Stands at the right of its column.
    pub fn right(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Right }
    }

    /// Less important: an id.
    pub fn dim(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Dim }
    }

    /// Says that something is late; at the right of its column.
    pub fn late(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Late }
    }

    fn width(&self) -> usize {
        safe(&self.text).width()
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

/// Columns that a table leaves free between two of its own.
const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROWEST: usize = 8;

impl Table {
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Fields with a tab between, a row a line.
    pub fn write_lines(&self, out: &mut impl Write) -> io::Result<()> {
        for row in &self.rows {
            let fields: Vec<Safe<'_>> = row.iter().map(|cell| safe(&cell.text)).collect();
            let fields: Vec<&str> = fields.iter().map(Safe::as_str).collect();
            writeln!(out, "{}", fields.join("\t"))?;
        }
        Ok(())
    }

    /// Columns under each other, at most `columns` wide: the widest give way.
    pub fn write_aligned(&self, out: &mut impl Write, columns: usize, colour: bool) -> io::Result<()> {
        let widths = self.widths(columns);
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let text = safe(&cell.text);
                let last = at + 1 == row.len();
                let text = match cell.look {
                    Look::Right | Look::Late => text.fit_right(*width),
                    _ if last => text.cut(*width),
                    _ => text.fit(*width),
                };
                let begin = if colour { cell.look.sequence() } else { "" };
                let end = if begin.is_empty() { "" } else { "\u{1b}[m" };
                line.push_str(begin);
                line.push_str(text.as_str());
                line.push_str(end);
                if !last {
                    line.extend(std::iter::repeat_n(' ', GAP));
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn widths(&self, columns: usize) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(Cell::width).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..count).map(widest).collect();
        let free = columns.saturating_sub(GAP * count.saturating_sub(1));
        while widths.iter().sum::<usize>() > free {
            match widths.iter_mut().max() {
                Some(width) if *width > NARROWEST => *width -= 1,
                _ => break,
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::default();
        table.push([Cell::late("9 d"), "Deniz Çelik".into(), "complaint: late twice".into()]);
        table.push([Cell::late("12 d"), "山田\u{1b}[31m\t太郎".into(), "every 30 d".into()]);
        table
    }

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other_and_nothing_hostile_gets_through() {
        assert_eq!(
            written(|out| table().write_aligned(out, 80, false)),
            " 9 d  Deniz Çelik     complaint: late twice\n12 d  山田␛[31m 太郎  every 30 d\n"
        );
        assert_eq!(
            written(|out| table().write_aligned(out, 34, false)),
            " 9 d  Deniz Çelik   complaint: la…\n12 d  山田␛[31m 太…  every 30 d\n"
        );
    }

    #[test]
    fn a_pipe_gets_a_tab_between_fields_and_none_inside() {
        assert_eq!(
            written(|out| table().write_lines(out)),
            "9 d\tDeniz Çelik\tcomplaint: late twice\n12 d\t山田␛[31m 太郎\tevery 30 d\n"
        );
    }
}
