//! Rows of text in columns: aligned for people, with tabs for programs.

use std::io::{self, Write};
use std::ops::Range;

use crate::domain::display::safe;

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
    /// Bytes of the text that are set off.
    hits: Vec<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    /// Never cut, but left out where there is no room: half a phone number is none.
    Whole,
    Right,
    Dim,
    Late,
}

impl Look {
    /// The sequence that begins it on a terminal with colour.
    fn sequence(self) -> &'static str {
        match self {
            Self::Plain | Self::Whole | Self::Right => "",
            Self::Dim => "\u{1b}[2m",
            Self::Late => "\u{1b}[31m",
        }
    }
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Plain, hits: Vec::new() }
    }

    /// Is never cut: where the table is too wide, its column is left out.
    pub fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Whole, hits: Vec::new() }
    }

    /// Stands at the right of its column.
    pub fn right(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Right, hits: Vec::new() }
    }

    /// Less important: an id.
    pub fn dim(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Dim, hits: Vec::new() }
    }

    /// Says that something is late.
    pub fn late(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Late, hits: Vec::new() }
    }

    /// A safe text in which something was found: at these places, in their order.
    pub fn hit(text: String, hits: Vec<Range<usize>>) -> Self {
        Self { text, look: Look::Plain, hits }
    }

    /// Columns it takes where there is room.
    pub fn width(&self) -> usize {
        safe(&self.text).width()
    }

    /// What is shown of it, `text`, in its colour.
    fn painted(&self, text: &str, colour: bool) -> String {
        if !colour || text.is_empty() {
            return text.to_owned();
        }
        let text = if self.hits.is_empty() { text.to_owned() } else { self.set_off(text) };
        match self.look.sequence() {
            "" => text,
            begin => format!("{begin}{text}\u{1b}[m"),
        }
    }

    /// What is shown of it, `text`, with the hits set off as far as they are in sight.
    fn set_off(&self, text: &str) -> String {
        let same = self.text.bytes().zip(text.bytes()).take_while(|(kept, shown)| kept == shown).count();
        let mut shown = text.to_owned();
        for hit in self.hits.iter().rev().filter(|hit| hit.end <= same) {
            shown.insert_str(hit.end, "\u{1b}[m");
            shown.insert_str(hit.start, "\u{1b}[1m");
        }
        shown
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

/// Columns that a table leaves free between two of its own.
pub const GAP: usize = 2;
/// A column is not made narrower than this.
const NARROWEST: usize = 8;
/// What the first column of a table in parts is left at the least, if it takes so much.
const LABEL: usize = 24;

impl Table {
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The first two cells of each row: a fact's name and its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|row| Some((row.first()?.text.as_str(), row.get(1)?.text.as_str())))
    }

    /// Its rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Fields with a tab between, a row a line.
    pub fn write_lines(&self, out: &mut impl Write, colour: bool) -> io::Result<()> {
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    out.write_all(b"\t")?;
                }
                let text = safe(&cell.text);
                match colour {
                    true => out.write_all(cell.painted(text.as_str(), colour).as_bytes())?,
                    false => out.write_all(text.as_str().as_bytes())?,
                }
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Columns under each other, at most `columns` wide: the widest give way, those with nothing in them are left out.
    pub fn write_aligned(&self, out: &mut impl Write, columns: usize, colour: bool) -> io::Result<()> {
        let widths = self.widths(columns);
        let last = widths.iter().rposition(|width| *width > 0);
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate().filter(|(_, (_, width))| **width > 0) {
                let text = safe(&cell.text);
                let last = Some(at) == last;
                let text = match cell.look {
                    Look::Right => text.fit_right(*width),
                    _ if last => text.cut(*width),
                    _ => text.fit(*width),
                };
                line.push_str(&cell.painted(text.as_str(), colour));
                if !last {
                    line.extend(std::iter::repeat_n(' ', GAP));
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The same in as many tables as it takes for none to be wider than `columns`, each with the first column, which may be cut.
    pub fn parts(&self, columns: usize) -> Vec<Self> {
        let widths = self.widest();
        let first = widths.first().map_or(0, |width| *width.min(&LABEL));
        let mut parts = Vec::new();
        let mut begin = 1;
        while begin < widths.len() {
            let mut used = first;
            let fits = |width: &&usize| {
                used += GAP + **width;
                used <= columns
            };
            let end = begin + widths[begin..].iter().take_while(fits).count().max(1);
            let part = |row: &Vec<Cell>| row.iter().take(1).chain(row.iter().take(end).skip(begin)).cloned().collect();
            parts.push(Self { rows: self.rows.iter().map(part).collect() });
            begin = end;
        }
        parts
    }

    /// What each column takes where there is room.
    fn widest(&self) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(Cell::width).max().unwrap_or(0);
        (0..count).map(widest).collect()
    }

    fn widths(&self, columns: usize) -> Vec<usize> {
        let mut widths = self.widest();
        let count = widths.len();
        let filled = widths.iter().filter(|width| **width > 0).count();
        let mut free = columns.saturating_sub(GAP * filled.saturating_sub(1));
        let is_whole = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).any(|cell| cell.look == Look::Whole);
        for at in (0..count).rev().filter(|at| is_whole(*at)) {
            if widths[at] > 0 && widths.iter().sum::<usize>() > free {
                widths[at] = 0;
                free += GAP;
            }
        }
        let gives_way = |at: usize| {
            self.rows.iter().filter_map(|row| row.get(at)).all(|cell| matches!(cell.look, Look::Plain | Look::Late))
        };
        let elastic: Vec<bool> = (0..count).map(gives_way).collect();
        while widths.iter().sum::<usize>() > free {
            let widest = widths.iter_mut().zip(&elastic).filter(|(_, elastic)| **elastic).map(|(width, _)| width).max();
            match widest {
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
        table.push([Cell::right("9 d"), "".into(), "Deniz Çelik".into(), Cell::late("complaint: late twice")]);
        table.push([Cell::right("12 d"), "".into(), "山田\u{1b}[31m\t太郎".into(), "every 30 d".into()]);
        table
    }

    #[test]
    fn what_is_too_wide_stands_in_parts_each_with_the_first_column() {
        let mut table = Table::default();
        table.push(["", "one", "two", "three"].map(Cell::right));
        table.push(["a row that is as long as any", "1", "2", "3"].map(Cell::new));
        let heads = |columns| -> Vec<String> {
            let head = |part: &Table| part.rows[0].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
            table.parts(columns).iter().map(head).collect()
        };
        // 24 and 5 + 5 + 7 with the gaps.
        assert_eq!(heads(41), [" one two three"]);
        assert_eq!(heads(40), [" one two", " three"]);
        assert_eq!(heads(33), [" one", " two", " three"]);
        assert_eq!(heads(1), [" one", " two", " three"], "each column is told");
        assert!(Table::default().parts(80).is_empty());
        assert_eq!(written(|out| table.parts(40)[1].write_aligned(out, 40, false)).lines().count(), 2);
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
            " 9 d  Deniz Çelik    complaint: l…\n12 d  山田␛[31m 太…  every 30 d\n"
        );
    }

    #[test]
    fn name_and_mail_come_before_the_phone() {
        let mut table = Table::default();
        table.push(
            ["Agnieszka Zielińska", "agnieszka@zielinska.example"]
                .map(Cell::from)
                .into_iter()
                .chain([Cell::whole("+48 22 123 45 67")]),
        );
        let lines = |columns| written(|out| table.write_aligned(out, columns, false));
        assert_eq!(lines(80), "Agnieszka Zielińska  agnieszka@zielinska.example  +48 22 123 45 67\n");
        assert_eq!(lines(60), "Agnieszka Zielińska  agnieszka@zielinska.example\n");
    }

    #[test]
    fn colour_stands_around_the_words_alone() {
        assert_eq!(
            written(|out| table().write_aligned(out, 80, true)),
            " 9 d  Deniz Çelik     \u{1b}[31mcomplaint: late twice\u{1b}[m\n12 d  山田␛[31m 太郎  every 30 d\n"
        );
    }

    #[test]
    fn a_pipe_gets_a_tab_between_fields_and_none_inside() {
        assert_eq!(
            written(|out| table().write_lines(out, false)),
            "9 d\t\tDeniz Çelik\tcomplaint: late twice\n12 d\t\t山田␛[31m 太郎\tevery 30 d\n"
        );
    }
}
