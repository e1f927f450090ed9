//! Where the rows of a table begin and end, and on which lines.

use super::cells::{self, End};
use super::{ROW_BYTES, ROWS};
use crate::formats::draft::Refusal;

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub start: usize,
    /// Behind its line end.
    pub end: usize,
    /// On which it begins; the file's first is 1.
    pub line: usize,
    pub refused: Option<Refusal>,
}

/// The rows from `start` on, which is on `line`; rows without any content are left out.
///
/// A quote that isn't closed would swallow all that follows: the row with it ends with its line and is refused.
pub fn rows(bytes: &[u8], start: usize, line: usize, sign: u8) -> impl Iterator<Item = Row> {
    let (mut at, mut line) = (start, line);
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let row = row(bytes, at, line, sign);
            line += line_ends(&bytes[row.start..row.end]);
            at = row.end;
            if !is_blank(&bytes[row.start..row.end], sign) {
                return Some(row);
            }
        }
        None
    })
}

/// All rows, as far as a file may have them: one more stands for all that are too many.
pub fn all(bytes: &[u8], start: usize, line: usize, sign: u8) -> Vec<Row> {
    let mut all: Vec<Row> = rows(bytes, start, line, sign).take(ROWS + 1).collect();
    if let Some(last) = all.get_mut(ROWS) {
        last.refused = Some(Refusal::TooMany);
    }
    all
}

fn row(bytes: &[u8], start: usize, line: usize, sign: u8) -> Row {
    let mut at = start;
    loop {
        let cell = cells::cell(bytes, at, sign);
        if cell.broken {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |length| {
                let end = at + length;
                if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 }
            });
            return Row { start, end, line, refused: Some(Refusal::Unquoted) };
        }
        at = cell.next;
        if cell.end != End::Cell {
            let refused = (at - start > ROW_BYTES).then_some(Refusal::RowTooLong);
            return Row { start, end: at, line, refused };
        }
    }
}

/// How many lines end within `bytes`: with LF, CR LF or CR.
pub fn line_ends(bytes: &[u8]) -> usize {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).count()
}

fn is_blank(row: &[u8], sign: u8) -> bool {
    row.iter().all(|b| *b == sign || b" \t\r\n\"".contains(b)) || row == b"\xef\xbb\xbf"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(usize, &str)]) {
        let rows: Vec<(usize, &str)> =
            rows(text.as_bytes(), 0, 1, b',').map(|row| (row.line, text[row.start..row.end].trim_end())).collect();
        assert_eq!(rows, expect, "{text:?}");
    }

    #[test]
    fn rows_end_with_lines_outside_of_quotes() {
        check("a,b\nc,d\r\ne\rf", &[(1, "a,b"), (2, "c,d"), (3, "e"), (4, "f")]);
        check("a,\"1\r\n2\n3\",b\nc\n", &[(1, "a,\"1\r\n2\n3\",b"), (4, "c")]);
        check("\n , ,\n\"\",\n\na\n", &[(5, "a")]);
        check("", &[]);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        check("a,\"b\nc,d\ne\n", &[(1, "a,\"b"), (2, "c,d"), (3, "e")]);
        check("\"a,b\n\"c\",d\n\"e\",f\n", &[(1, "\"a,b"), (2, "\"c\",d"), (3, "\"e\",f")]);
        let refused: Vec<bool> = rows(b"a,\"b\nc,d\n", 0, 1, b',').map(|row| row.refused.is_some()).collect();
        assert_eq!(refused, [true, false]);
    }
}
