//! The shape of a table: what separates its cells, and which of its first rows has the heads.

use super::cells::{self, End};
use super::rows::{self, Row};
use super::words;
use super::{COLUMNS, Untitled};
use crate::formats::clean;

/// What may separate cells, the most usual first.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows among which the heads are looked for: some programs write a preamble.
const ROWS: usize = 12;
/// Bytes in which they are looked for.
const HEAD: usize = 256 << 10;
/// Bytes of a head.
const NAME: usize = 200;

/// What a table looks like.
#[derive(Debug)]
pub struct Shape {
    pub sign: u8,
    /// The row of heads.
    pub heads: Row,
    /// The line behind it.
    pub next_line: usize,
    pub names: Vec<String>,
    /// How many of them are known.
    known: usize,
}

/// Finds the shape of a table.
pub fn find(bytes: &[u8]) -> Result<Shape, Untitled> {
    let (said, start) = said(bytes);
    let signs = said.as_ref().map_or(&SIGNS[..], std::slice::from_ref);
    let first_line = 1 + rows::line_ends(&bytes[..start]);
    let end = bytes.len().min(start + HEAD);
    let mut best: Option<(usize, u8, Row)> = None;
    for sign in signs {
        for row in rows::rows(&bytes[..end], start, first_line, *sign).take(ROWS) {
            let known = known(bytes, &row, *sign, row.line == first_line);
            // Of two that say as much the earlier one is it: what a value looks like may be chance.
            let better =
                |(most, _, before): &(usize, u8, Row)| known > *most || known == *most && row.line < before.line;
            if known > 0 && best.as_ref().is_none_or(better) {
                best = Some((known, *sign, row));
            }
        }
    }
    let Some((known, sign, heads)) = best else {
        let sign = signs.iter().max_by_key(|sign| bytes[start..end].iter().filter(|b| b == sign).count());
        let first = sign.and_then(|sign| Some((*sign, rows::rows(&bytes[..end], start, first_line, *sign).next()?)));
        let (line, cells) = first.map_or((1, Vec::new()), |(sign, row)| (row.line, names(bytes, &row, sign)));
        return Err(Untitled::NoHeads { line, cells: cells.into_iter().take(8).collect() });
    };
    let row = &bytes[heads.start..heads.end];
    if cells::cells(row, sign, COLUMNS + 1).count() > COLUMNS {
        return Err(Untitled::TooWide { line: heads.line });
    }
    let next_line = heads.line + rows::line_ends(row);
    Ok(Shape { sign, names: names(bytes, &heads, sign), known, heads, next_line })
}

/// Whether one of the first rows has heads that are known: several, or one over a list of short lines.
pub fn looks_like_table(bytes: &[u8]) -> bool {
    find(bytes).is_ok_and(|shape| {
        let mut below = rows::rows(bytes, shape.heads.end, shape.next_line, shape.sign).take(ROWS).peekable();
        let is_list = below.peek().is_some() && below.all(|row| is_short(&bytes[row.start..row.end]));
        shape.known > 1 || shape.names.len() == 1 && is_list
    })
}

/// Whether a line is a name or an address rather than a sentence.
fn is_short(line: &[u8]) -> bool {
    line.len() <= 100 && line.split(|b| *b == b' ').count() <= 5 && !line.trim_ascii_end().ends_with(b".")
}

/// The separator that a first line such as `sep=;` says, and where the table begins.
fn said(bytes: &[u8]) -> (Option<u8>, usize) {
    let length = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let line = bytes[..length].trim_ascii_start();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    match line.split_at_checked(4) {
        Some((said, rest)) if said.eq_ignore_ascii_case(b"sep=") => {
            let next = if bytes[length..].starts_with(b"\r\n") { length + 2 } else { bytes.len().min(length + 1) };
            (rest.first().copied().filter(|sign| sign.is_ascii() && *sign != b'"'), next)
        }
        _ => (None, 0),
    }
}

fn names(bytes: &[u8], row: &Row, sign: u8) -> Vec<String> {
    let row = &bytes[row.start..row.end];
    let mut names: Vec<String> = cells::cells(row, sign, COLUMNS)
        .map(|cell| {
            let name = clean::one_line(&cells::text(row, &cell), " ").text;
            let end = (0..=NAME.min(name.len())).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
            name[..end].to_owned()
        })
        .collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// How many of a row's cells are known heads; 0 if too few are, or none by which anybody can be told.
fn known(bytes: &[u8], row: &Row, sign: u8, is_first: bool) -> usize {
    let slice = &bytes[row.start..row.end];
    if row.refused.is_some() {
        return 0;
    }
    let names = cells::cells(slice, sign, COLUMNS).map(|cell| {
        let text = if cell.bytes.len() > NAME { String::new() } else { cells::text(slice, &cell).into_owned() };
        (text, cell.end)
    });
    let (mut filled, mut known, mut tells_who) = (0, 0, false);
    for (name, end) in names {
        filled += usize::from(!name.trim().is_empty());
        if let Some(head) = words::read(&name) {
            known += 1;
            tells_who |= head.meaning.tells_who();
        }
        if end != End::Cell {
            break;
        }
    }
    if tells_who && (known >= 2 || filled == known || is_first) { known } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sign: char, line: usize, names: &[&str]) {
        let shape = find(text.as_bytes()).unwrap();
        assert_eq!(
            (char::from(shape.sign), shape.heads.line, &shape.names[..]),
            (sign, line, &names.map_strings()[..]),
            "{text:?}"
        );
    }

    trait Strings {
        fn map_strings(&self) -> Vec<String>;
    }

    impl Strings for [&str] {
        fn map_strings(&self) -> Vec<String> {
            self.iter().map(|text| (*text).to_owned()).collect()
        }
    }

    #[test]
    fn separators_and_heads_are_found() {
        check("Name,Mail\nAnna,a@x.example\n", ',', 1, &["Name", "Mail"]);
        check(
            "Name;Mail, geschäftlich;Ort\r\nAnna;a@x.example;Ulm\r\n",
            ';',
            1,
            &["Name", "Mail, geschäftlich", "Ort"],
        );
        check("Name\tFirma\tOrt\t\t\nAnna\tx\tUlm", '\t', 1, &["Name", "Firma", "Ort"]);
        check("Name|Firma\nAnna|x", '|', 1, &["Name", "Firma"]);
        check("sep=;\r\nName;Firma\r\nA, B;x", ';', 2, &["Name", "Firma"]);
        check("\"sep=,\"\nName,Firma\n", ',', 2, &["Name", "Firma"]);
        check("sep=:\nName:Firma\n", ':', 2, &["Name", "Firma"]);
        check(
            "Notes:\n\"Some, with\nlines\"\n\nFirst Name,Last Name,URL\nA,B,C\n",
            ',',
            5,
            &["First Name", "Last Name", "URL"],
        );
        check("Kundenliste 2026\n\nName;Telefon;Ort\n", ';', 3, &["Name", "Telefon", "Ort"]);
        check("E-Mail\na@x.example\n", ',', 1, &["E-Mail"]);
        check("Name;X\nn0;\"äMe\nx\"\n", ';', 1, &["Name", "X"]);
    }

    #[test]
    fn without_heads_it_says_what_it_found() {
        let refused = find("Anna;a@x.example;Ulm\nBernd;b@x.example;Bonn\n".as_bytes()).unwrap_err();
        let cells = vec!["Anna".to_owned(), "a@x.example".to_owned(), "Ulm".to_owned()];
        assert_eq!(refused, Untitled::NoHeads { line: 1, cells });
        let wide = format!("Name,Mail,{}\n", "x,".repeat(10_000));
        assert_eq!(find(wide.as_bytes()).unwrap_err(), Untitled::TooWide { line: 1 });
        assert!(find(b"").is_err());
    }
}
