//! The shape of a table: what separates its cells, and which of its first rows has the heads.

use super::cells::{self, End};
use super::encoding::Encoding;
use super::mapping::Mapping;
use super::rows::{self, Row};
use super::words;
use super::{COLUMNS, Untitled};
use crate::formats::clean;

/// What may separate cells, the most usual first.
pub const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows among which the heads are looked for: some programs write a preamble.
const ROWS: usize = 12;
/// The same where a mapping says what to look for.
const MANY_ROWS: usize = 1_000;
/// Bytes in which they are looked for.
pub const HEAD: usize = 256 << 10;
/// Bytes of a head.
const NAME: usize = 200;

/// What a table looks like.
#[derive(Debug)]
pub struct Shape {
    pub sign: u8,
    /// The row of heads; nothing before the first row where there are none.
    pub heads: Row,
    /// The line behind it.
    pub next_line: usize,
    /// As they stand there; `#7` for the seventh if it has none.
    pub names: Vec<String>,
    /// How many of them are known.
    known: usize,
}

/// Finds the shape of a table.
pub fn find(bytes: &[u8], encoding: Encoding) -> Result<Shape, Untitled> {
    let (said, start) = said(bytes);
    let signs = said.as_ref().map_or(&SIGNS[..], std::slice::from_ref);
    let first_line = 1 + rows::line_ends(&bytes[..start]);
    let end = bytes.len().min(start + HEAD);
    let mut best: Option<(usize, u8, Row)> = None;
    for sign in signs {
        for row in rows::rows(&bytes[..end], start, first_line, *sign).take(ROWS) {
            let known = known(bytes, &row, *sign, encoding, row.line == first_line);
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
        let (line, cells) =
            first.map_or((1, Vec::new()), |(sign, row)| (row.line, cells_of(bytes, &row, sign, encoding)));
        return Err(Untitled::NoHeads { line, cells: cells.into_iter().take(8).collect() });
    };
    with_heads(bytes, encoding, sign, heads, known)
}

/// The shape that a mapping says. Where its heads don't stand in their line, the first row that has most of them has the heads.
pub fn fitted(bytes: &[u8], encoding: Encoding, mapping: &Mapping) -> Result<Shape, Untitled> {
    let sign = mapping.sign();
    let (_, start) = said(bytes);
    if mapping.heads == 0 {
        return Ok(bare(bytes, encoding, sign));
    }
    let first_line = 1 + rows::line_ends(&bytes[..start]);
    let rows = || rows::rows(bytes, start, first_line, sign).take(MANY_ROWS);
    let own = mapping.keys();
    let has = |row: &Row| {
        let names = cells_of(bytes, row, sign, encoding);
        names.iter().filter(|name| own.contains(&words::key(name))).count()
    };
    let there = rows().find(|row| row.line == mapping.heads).filter(|row| row.refused.is_none());
    if let Some(row) = there.filter(|row| own.is_empty() || has(row) > 0) {
        return with_heads(bytes, encoding, sign, row, 0);
    }
    let mut best: Option<(usize, Row)> = None;
    for row in rows().take(ROWS).filter(|row| row.refused.is_none()) {
        let has = has(&row);
        if has > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((has, row));
        }
    }
    match best {
        Some((_, row)) => with_heads(bytes, encoding, sign, row, 0),
        None => {
            let first = rows().next();
            let (line, cells) = first.map_or((1, Vec::new()), |row| (row.line, cells_of(bytes, &row, sign, encoding)));
            Err(Untitled::OtherHeads { line, cells: cells.into_iter().take(8).collect() })
        }
    }
}

/// The shape of a table in which the row on `line`, or the first behind it, has the heads; without heads if none has.
pub fn at(bytes: &[u8], encoding: Encoding, sign: u8, line: usize) -> Shape {
    let (_, start) = said(bytes);
    let first_line = 1 + rows::line_ends(&bytes[..start]);
    let mut rows = rows::rows(bytes, start, first_line, sign).take(MANY_ROWS);
    let row = rows.find(|row| line > 0 && row.line >= line && row.refused.is_none());
    row.and_then(|row| with_heads(bytes, encoding, sign, row, 0).ok()).unwrap_or_else(|| bare(bytes, encoding, sign))
}

/// The shape of a table without heads: its columns are numbered.
fn bare(bytes: &[u8], encoding: Encoding, sign: u8) -> Shape {
    let (_, start) = said(bytes);
    let line = 1 + rows::line_ends(&bytes[..start]);
    let end = bytes.len().min(start + HEAD);
    let rows = rows::rows(&bytes[..end], start, line, sign).take(ROWS).filter(|row| row.refused.is_none());
    let width = rows.map(|row| cells_of(bytes, &row, sign, encoding).len()).max().unwrap_or(0);
    let heads = Row { start, end: start, line, refused: None };
    Shape { sign, heads, next_line: line, names: (1..=width).map(|n| format!("#{n}")).collect(), known: 0 }
}

fn with_heads(bytes: &[u8], encoding: Encoding, sign: u8, heads: Row, known: usize) -> Result<Shape, Untitled> {
    let row = &bytes[heads.start..heads.end];
    if cells::cells(row, sign, COLUMNS + 1).count() > COLUMNS {
        return Err(Untitled::TooWide { line: heads.line });
    }
    let next_line = heads.line + rows::line_ends(row);
    let mut names = cells_of(bytes, &heads, sign, encoding);
    for (place, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
        *name = format!("#{}", place + 1);
    }
    Ok(Shape { sign, names, known, heads, next_line })
}

/// The sign that separates the cells of a table of which no head is known: the one that most rows have alike.
pub fn likely_sign(bytes: &[u8]) -> u8 {
    let (said, start) = said(bytes);
    let end = bytes.len().min(start + HEAD);
    let alike = |sign: u8| {
        let widths: Vec<usize> = rows::rows(&bytes[..end], start, 1, sign)
            .take(ROWS)
            .map(|row| cells::cells(&bytes[row.start..row.end], sign, COLUMNS).count())
            .collect();
        let usual = |width: &usize| (widths.iter().filter(|other| *other == width).count(), *width);
        widths.iter().filter(|width| **width > 1).map(usual).max()
    };
    let best = SIGNS.into_iter().rev().filter_map(|sign| Some((alike(sign)?, sign))).max_by_key(|(alike, _)| *alike);
    said.unwrap_or_else(|| best.map_or(b',', |(_, sign)| sign))
}

/// The line of the first row if what stands in it are names of columns rather than values: all different, none with a digit or
/// an address; else 0.
pub fn likely_heads(bytes: &[u8], encoding: Encoding, sign: u8) -> usize {
    let (_, start) = said(bytes);
    let first_line = 1 + rows::line_ends(&bytes[..start]);
    let end = bytes.len().min(start + HEAD);
    let mut rows = rows::rows(&bytes[..end], start, first_line, sign).take(ROWS);
    let first = rows.find(|row| row.refused.is_none() && cells_of(bytes, row, sign, encoding).len() > 1);
    let Some(first) = first else { return 0 };
    let names = cells_of(bytes, &first, sign, encoding);
    let is_name = |name: &String| {
        let bare = !name.contains(['@', '/', '+']) && !name.contains(|c: char| c.is_ascii_digit());
        name.is_empty() || bare && name.chars().count() <= 40
    };
    let different = |(at, name): (usize, &String)| name.is_empty() || !names[..at].contains(name);
    let below = rows
        .filter(|row| row.refused.is_none())
        .any(|row| cells_of(bytes, &row, sign, encoding).iter().any(|cell| !is_name(cell)));
    let heads = below && names.iter().all(is_name) && names.iter().enumerate().all(different);
    if heads { first.line } else { 0 }
}

/// Whether one of the first rows has heads that are known: several, or one over a list of short lines.
pub fn looks_like_table(bytes: &[u8]) -> bool {
    find(bytes, Encoding::Utf8).is_ok_and(|shape| {
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

/// What stands in the cells of a row, shortened to what a head may have; without empty ones at its end.
fn cells_of(bytes: &[u8], row: &Row, sign: u8, encoding: Encoding) -> Vec<String> {
    let row = &bytes[row.start..row.end];
    let mut names: Vec<String> = cells::cells(row, sign, COLUMNS)
        .map(|cell| {
            let name = clean::one_line(&cells::text(row, &cell, encoding), " ").text;
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
fn known(bytes: &[u8], row: &Row, sign: u8, encoding: Encoding, is_first: bool) -> usize {
    let slice = &bytes[row.start..row.end];
    if row.refused.is_some() {
        return 0;
    }
    let names = cells::cells(slice, sign, COLUMNS).map(|cell| {
        let text = if cell.bytes.len() > NAME { None } else { Some(cells::text(slice, &cell, encoding).into_owned()) };
        (text.unwrap_or_default(), cell.end)
    });
    let (mut filled, mut known, mut of_entry, mut tells_who) = (0, 0, 0, false);
    for (name, end) in names {
        filled += usize::from(!name.trim().is_empty());
        let read = words::read(&name);
        tells_who |= read.as_ref().is_some_and(|head| head.meaning.tells_who());
        known += usize::from(read.is_some());
        // A table of what happened tells whom it was with by few of its heads.
        let entry = words::read_entry(&name);
        tells_who |= entry.as_ref().is_some_and(|head| head.meaning.tells_who());
        of_entry += usize::from(read.is_none() && entry.is_some());
        if end != End::Cell {
            break;
        }
    }
    let told = tells_who && (known >= 2 || filled == known || is_first || known + of_entry >= 3);
    if told { known + of_entry } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sign: char, line: usize, names: &[&str]) {
        let shape = find(text.as_bytes(), Encoding::Utf8).unwrap();
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
        let find = |bytes: &[u8]| find(bytes, Encoding::Utf8);
        let refused = find("Anna;a@x.example;Ulm\nBernd;b@x.example;Bonn\n".as_bytes()).unwrap_err();
        let cells = vec!["Anna".to_owned(), "a@x.example".to_owned(), "Ulm".to_owned()];
        assert_eq!(refused, Untitled::NoHeads { line: 1, cells });
        let wide = format!("Name,Mail,{}\n", "x,".repeat(10_000));
        assert_eq!(find(wide.as_bytes()).unwrap_err(), Untitled::TooWide { line: 1 });
        assert!(find(b"").is_err());
    }
}
