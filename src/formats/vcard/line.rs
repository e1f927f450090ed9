//! Content lines: where cards and properties begin and end in the bytes. Knows folding in its two kinds, soft line breaks
//! of quoted-printable and pictures over many lines; not what a property means.

use std::borrow::Cow;

/// A line as it stands in the file, without its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Physical<'a> {
    /// The first is 1.
    pub number: usize,
    /// Where it begins and where the next one does.
    pub start: usize,
    pub next: usize,
    pub bytes: &'a [u8],
}

/// The lines of a file: they end with CR LF, LF, or CR.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    /// The lines from `at` on, of which the first has this number.
    pub fn from(bytes: &'a [u8], at: usize, number: usize) -> Self {
        Self { bytes, at, number }
    }

    /// The line that comes next.
    pub fn peek(&self) -> Option<Physical<'a>> {
        self.clone().next()
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Physical<'a>;

    fn next(&mut self) -> Option<Physical<'a>> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (length, end) = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) if rest[at..].starts_with(b"\r\r\n") => (at, at + 3),
            Some(at) if rest[at..].starts_with(b"\r\n") => (at, at + 2),
            Some(at) => (at, at + 1),
            None => (rest.len(), rest.len()),
        };
        let line = Physical { number: self.number, start: self.at, next: self.at + end, bytes: &rest[..length] };
        self.at += end;
        self.number += 1;
        Some(line)
    }
}

/// Whether a line is this one, in any case and with any white space around.
pub fn is(line: &[u8], what: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(what)
}

/// A property's whole line.
#[derive(Debug, Clone, PartialEq)]
pub struct Logical<'a> {
    /// Of its first physical line.
    pub number: usize,
    pub bytes: Cow<'a, [u8]>,
}

impl Logical<'_> {
    /// Whether more of it should follow, by its encoding: a soft line break at its end, or a picture's end that can't be
    /// seen.
    pub fn may_go_on(&self) -> bool {
        let (quoted, base64) = encodings(&self.bytes);
        quoted && self.bytes.ends_with(b"=") || base64
    }
}

/// A line of white space that is longer than this is a part of a text; a shorter one is an empty line.
const FOLD: usize = 60;

/// The properties' lines of a card.
#[derive(Debug, Clone)]
pub struct Unfolded<'a> {
    lines: Lines<'a>,
    /// vCard 2.1: folding keeps the white space (it stands where some was), pictures end with an empty line.
    old: bool,
}

impl<'a> Unfolded<'a> {
    pub fn new(lines: Lines<'a>, old: bool) -> Self {
        Self { lines, old }
    }
}

impl<'a> Iterator for Unfolded<'a> {
    type Item = Logical<'a>;

    fn next(&mut self) -> Option<Logical<'a>> {
        let first = self.lines.find(|line| !line.bytes.trim_ascii().is_empty())?;
        let mut bytes = Cow::Borrowed(first.bytes);
        let (quoted, base64) = encodings(first.bytes);
        while let Some(next) = self.lines.peek() {
            let folded = next.bytes.starts_with(b" ") || next.bytes.starts_with(b"\t");
            if quoted && bytes.ends_with(b"=") && !is(next.bytes, b"END:VCARD") {
                let bytes = bytes.to_mut();
                bytes.pop();
                // Where a line is folded as well, the white space is the fold's.
                bytes.extend_from_slice(if folded { &next.bytes[1..] } else { next.bytes });
            } else if base64 && (folded || is_base64(next.bytes)) {
                bytes.to_mut().extend_from_slice(next.bytes.trim_ascii());
            } else if folded && (!next.bytes.trim_ascii().is_empty() || !self.old && next.bytes.len() > FOLD) {
                bytes.to_mut().extend_from_slice(&next.bytes[usize::from(!self.old)..]);
            } else {
                break;
            }
            self.lines.next();
        }
        Some(Logical { number: first.number, bytes })
    }
}

/// Whether a property's value is quoted-printable, or base64.
fn encodings(line: &[u8]) -> (bool, bool) {
    let head = &line[..memchr::memchr(b':', line).unwrap_or(line.len())];
    // By its name, or without one (vCard 2.1); another parameter may hold what it likes.
    let params = head.split(|b| *b == b';').skip(1).filter_map(|param| {
        let Some(at) = param.iter().position(|b| *b == b'=') else { return Some(param.trim_ascii()) };
        param[..at].trim_ascii().eq_ignore_ascii_case(b"encoding").then(|| param[at + 1..].trim_ascii())
    });
    params.fold((false, false), |(quoted, base64), value| {
        (
            quoted || value.eq_ignore_ascii_case(b"quoted-printable"),
            base64 || value.eq_ignore_ascii_case(b"base64") || value.eq_ignore_ascii_case(b"b"),
        )
    })
}

/// Whether a line can only be a further line of a picture: some programs don't fold them.
fn is_base64(line: &[u8]) -> bool {
    !line.is_empty() && line.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded() {
        let check = |old: bool, text: &str, expect: &[(usize, &str)]| {
            let lines = Unfolded::new(Lines::from(text.as_bytes(), 0, 1), old);
            let got: Vec<(usize, String)> =
                lines.map(|line| (line.number, String::from_utf8_lossy(&line.bytes).into_owned())).collect();
            let got: Vec<(usize, &str)> = got.iter().map(|(number, line)| (*number, line.as_str())).collect();
            assert_eq!(got, expect, "{text:?}");
        };
        check(false, "A:1\r\nB:2\nC:3\rD:4\r\r\nE:5", &[(1, "A:1"), (2, "B:2"), (3, "C:3"), (4, "D:4"), (5, "E:5")]);
        check(false, "NOTE:one\r\n  two\r\n\tthree\r\nA:1", &[(1, "NOTE:one twothree"), (4, "A:1")]);
        check(true, "NOTE:one\r\n two\r\nA:1", &[(1, "NOTE:one two"), (3, "A:1")]);
        check(
            true,
            "N;ENCODING=QUOTED-PRINTABLE:a=\r\n=20b=\r\n c\r\nA:1",
            &[(1, "N;ENCODING=QUOTED-PRINTABLE:a=20bc"), (4, "A:1")],
        );
        check(true, "N;X-A=QUOTED-PRINTABLE:a=\nB:b", &[(1, "N;X-A=QUOTED-PRINTABLE:a="), (2, "B:b")]);
        check(true, "N;QUOTED-PRINTABLE:a=\nEND:VCARD", &[(1, "N;QUOTED-PRINTABLE:a="), (2, "END:VCARD")]);
        check(true, "PHOTO;BASE64:\n AAAA\nBBB=\n\nA:1", &[(1, "PHOTO;BASE64:AAAABBB="), (5, "A:1")]);
        check(false, "\n\nA:1\n \nB:2", &[(3, "A:1"), (5, "B:2")]);
        check(false, "", &[]);
    }
}
