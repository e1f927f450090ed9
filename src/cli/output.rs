//! Where data goes: tables for a terminal, tab-separated lines for a pipe, or JSON. What isn't data goes to standard error.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::ops::Range;

use serde::Serialize;

use super::args::Color;
use super::json;
use super::table::Table;
use crate::domain::display::{Safe, safe, safe_lines};

/// Bytes that are written at once, if there are so many.
const AT_ONCE: usize = 1 << 16;

/// A sentence for people on standard error, beside the data.
pub fn tell(said: &str) {
    // Where standard error is closed, nobody wants to know.
    let _ = writeln!(io::stderr(), "{}", safe(said));
}

/// Written pieces that come in another order than they are printed in.
pub struct Pieces {
    bytes: Vec<u8>,
    /// Where each lies.
    places: Vec<Range<usize>>,
}

impl Pieces {
    /// For so many.
    pub fn new(count: usize) -> Self {
        Self { bytes: Vec::new(), places: vec![0..0; count] }
    }

    /// Writes that at a place.
    pub fn put(&mut self, at: usize, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let start = self.bytes.len();
        write(&mut self.bytes)?;
        self.places[at] = start..self.bytes.len();
        Ok(())
    }

    /// Those that were written.
    fn all(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().filter(|place| !place.is_empty()).map(|place| &self.bytes[place.clone()])
    }
}

/// Standard output, and how data is written to it.
pub struct Output {
    sink: BufWriter<Stdout>,
    /// Columns of the terminal; `None` for a pipe or file.
    columns: Option<usize>,
    colour: bool,
    json: bool,
}

impl Output {
    pub fn new(json: bool, color: Color) -> Self {
        let terminal = io::stdout().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let columns = terminal.then(|| crossterm::terminal::size().map_or(80, |(columns, _)| columns.into()));
        let colour = match color {
            Color::Auto => terminal && !plain,
            Color::Always => true,
            Color::Never => false,
        };
        Self { sink: BufWriter::with_capacity(AT_ONCE, io::stdout()), columns, colour, json }
    }

    /// Whether JSON is wanted.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Whether people read it: tables, headings.
    pub fn is_terminal(&self) -> bool {
        self.columns.is_some()
    }

    /// Columns of the terminal; `None` for a pipe or file, where nothing is narrow.
    pub fn columns(&self) -> Option<usize> {
        self.columns
    }

    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        json::write(&mut self.sink, value)
    }

    /// A table: aligned on a terminal, else lines with tabs.
    pub fn table(&mut self, table: &Table) -> io::Result<()> {
        match self.columns {
            Some(columns) => table.write_aligned(&mut self.sink, columns, self.colour),
            None => table.write_lines(&mut self.sink, self.colour),
        }
    }

    /// A table's lines as they stand in a pipe.
    pub fn write_lines(&self, table: &Table, to: &mut impl Write) -> io::Result<()> {
        table.write_lines(to, self.colour)
    }

    /// What was written piece by piece: lines, or a JSON array.
    pub fn pieces(&mut self, pieces: &Pieces) -> io::Result<()> {
        if !self.json {
            return pieces.all().try_for_each(|piece| self.sink.write_all(piece));
        }
        self.sink.write_all(b"[")?;
        for (at, piece) in pieces.all().enumerate() {
            if at > 0 {
                self.sink.write_all(b",")?;
            }
            self.sink.write_all(piece.trim_ascii_end())?;
        }
        self.sink.write_all(b"]\n")
    }

    /// A heading above a table; only people need it.
    pub fn heading(&mut self, words: &str) -> io::Result<()> {
        match (self.columns, self.colour) {
            (None, _) => Ok(()),
            (_, true) => writeln!(self.sink, "\u{1b}[1m{}\u{1b}[m", safe(words)),
            (_, false) => writeln!(self.sink, "{}", safe(words)),
        }
    }

    /// Tables below each other, each under its heading.
    pub fn headed(&mut self, tables: &[(String, Table)]) -> io::Result<()> {
        for (at, (heading, table)) in tables.iter().enumerate() {
            if at > 0 {
                self.gap()?;
            }
            self.heading(heading)?;
            self.table(table)?;
        }
        self.finish()
    }

    /// An empty line between tables; only people need it.
    pub fn gap(&mut self) -> io::Result<()> {
        if self.is_terminal() { writeln!(self.sink) } else { Ok(()) }
    }

    pub fn line(&mut self, words: &str) -> io::Result<()> {
        writeln!(self.sink, "{}", safe(words))
    }

    /// A text of several lines, each behind `indent` spaces.
    pub fn lines(&mut self, words: &str, indent: usize) -> io::Result<()> {
        let words: Safe<'_> = safe_lines(words);
        words.as_str().lines().try_for_each(|line| writeln!(self.sink, "{:indent$}{line}", ""))
    }

    /// Bytes of a file as they are; on a terminal made safe.
    pub fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.is_terminal() {
            return self.sink.write_all(bytes);
        }
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        self.sink.write_all(safe_lines(&text).as_str().as_bytes())
    }

    /// Writes out what is held back: at the end, and before anything is said beside it.
    pub fn finish(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
