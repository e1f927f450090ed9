//! Where the cells of a row stand in the bytes, and what is written in one: quotes, the guards of spreadsheets, the charset.
//!
//! RFC 4180, and what programs write beyond it: any separator, line ends of any kind, spaces around quotes.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr3};

use super::encoding::Encoding;

/// A cell as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Without its quotes.
    pub bytes: Range<usize>,
    pub quoted: bool,
    pub end: End,
    /// Where the next cell begins.
    pub next: usize,
    /// A quote that isn't closed, or closed within a word on another line: it is no quote of the cell's.
    pub broken: bool,
}

/// What follows a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Cell,
    Row,
    File,
}

/// The cell that begins at `at`.
pub fn cell(bytes: &[u8], at: usize, sign: u8) -> Cell {
    let spaces = bytes[at..].iter().take_while(|b| **b == b' ' && sign != b' ').count();
    if bytes.get(at + spaces) == Some(&b'"') {
        let start = at + spaces + 1;
        let close = closing(bytes, start);
        let behind = close.map_or(bytes.len(), |close| close + 1);
        let blank = bytes[behind..].iter().take_while(|b| **b == b' ').count();
        let (end, next) = end(bytes, behind + blank, sign);
        if let (Some(close), Some(end)) = (close, end) {
            return Cell { bytes: start..close, quoted: true, end, next, broken: false };
        }
        let inside = &bytes[start..close.unwrap_or(bytes.len())];
        if close.is_none() || inside.iter().any(|b| matches!(b, b'\n' | b'\r')) {
            return Cell { bytes: at..bytes.len(), quoted: false, end: End::File, next: bytes.len(), broken: true };
        }
        // `"Zum Bären" Gasthof`: the quotes are the text's own, and what stands between them belongs together.
        return plain(bytes, at, behind, sign);
    }
    plain(bytes, at, at, sign)
}

/// A cell without quotes, whose end is looked for from `from` on.
fn plain(bytes: &[u8], at: usize, from: usize, sign: u8) -> Cell {
    let length = memchr3(sign, b'\n', b'\r', &bytes[from..]).unwrap_or(bytes.len() - from);
    let (end, next) = end(bytes, from + length, sign);
    Cell { bytes: at..from + length, quoted: false, end: end.unwrap_or(End::File), next, broken: false }
}

/// The quote that closes what begins at `start`; a doubled one stands for itself.
fn closing(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// What ends a cell at `at`, if anything does, and where it goes on.
fn end(bytes: &[u8], at: usize, sign: u8) -> (Option<End>, usize) {
    match bytes.get(at) {
        None => (Some(End::File), at),
        Some(b) if *b == sign => (Some(End::Cell), at + 1),
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => (Some(End::Row), at + 2),
        Some(b'\n' | b'\r') => (Some(End::Row), at + 1),
        Some(_) => (None, at),
    }
}

/// The cells of the row that `row` is, line end or not, at most `limit` of them.
pub fn cells(row: &[u8], sign: u8, limit: usize) -> impl Iterator<Item = Cell> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let cell = cell(row, at?, sign);
        at = (cell.end == End::Cell).then_some(cell.next);
        Some(cell)
    })
    .take(limit)
}

/// What is written in a cell: quotes undoubled, guards taken off.
pub fn text<'a>(bytes: &'a [u8], cell: &Cell, encoding: Encoding) -> Cow<'a, str> {
    let text = raw(bytes, cell, encoding);
    let plain = unguarded(&text);
    if plain.len() == text.len() { text } else { Cow::Owned(plain.to_owned()) }
}

/// The same of a table without guards: what looks like one is part of the value.
pub fn raw<'a>(bytes: &'a [u8], cell: &Cell, encoding: Encoding) -> Cow<'a, str> {
    let inside = bytes.get(cell.bytes.clone()).unwrap_or_default();
    let mut text = encoding.decode(inside);
    if cell.quoted && text.contains("\"\"") {
        text = Cow::Owned(text.replace("\"\"", "\""));
    }
    text
}

/// Without the `'` that keeps a spreadsheet from taking a value for a formula, or `="…"`, which keeps zeros before a number, on one
/// line.
fn unguarded(text: &str) -> &str {
    let guarded = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    if let Some(rest) = text.strip_prefix('\'').filter(guarded) {
        return rest;
    }
    text.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|rest| !rest.contains(['"', '\n', '\r']))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str, expect: &[&str]) {
        let all: Vec<Cell> = cells(row.as_bytes(), b';', 99).collect();
        let texts: Vec<Cow<str>> = all.iter().map(|cell| text(row.as_bytes(), cell, Encoding::Utf8)).collect();
        assert_eq!(texts, expect, "{row:?}");
    }

    #[test]
    fn cells_are_read() {
        check("a;b;c", &["a", "b", "c"]);
        check("a;;\r\n", &["a", "", ""]);
        check("", &[""]);
        check("\"a;b\";\"c\"\"d\"\n", &["a;b", "c\"d"]);
        check("a; \"b;c\" ;d", &["a", "b;c", "d"]);
        check("\"one\r\ntwo\";x", &["one\r\ntwo", "x"]);
        check("\"Zum Bären\" Gasthof;x", &["\"Zum Bären\" Gasthof", "x"]);
        check("12\" pipe;x", &["12\" pipe", "x"]);
        check("\"\";\"\"\"\"", &["", "\""]);
    }

    #[test]
    fn guards_are_taken_off() {
        check("'=1+1;'+49 30 1;'-x;'@x;''=x;'''a", &["=1+1", "+49 30 1", "-x", "@x", "'=x", "''a"]);
        check("'s Gravenhage;+49;=1", &["'s Gravenhage", "+49", "=1"]);
        check("\"=\"\"0301\"\"\";=\"0302\"", &["0301", "0302"]);
    }

    #[test]
    fn a_quote_that_isnt_closed_is_seen() {
        for row in ["a;\"b;c\nd;e\n", "\"a;b\n\"c\";d\n", "\""] {
            let broken = cells(row.as_bytes(), b';', 99).any(|cell| cell.broken);
            assert!(broken, "{row:?}");
        }
    }

    #[test]
    fn other_charsets_are_guessed_cell_by_cell() {
        let row = b"M\xfcller;M\xc3\xbcller;80 \x80";
        let texts: Vec<Cow<str>> = cells(row, b';', 9).map(|cell| text(row, &cell, Encoding::Utf8)).collect::<Vec<_>>();
        assert_eq!(texts, ["Müller", "Müller", "80 €"]);
    }
}
