//! A value in its parts, where exactness is wanted: `street=Hof 1; city=Ulm`. In a part's value `\;` is a semicolon, `\n` a
//! line's end, `\s` a space at its edge, `\\` a backslash.

use super::error::Why;
use super::table::key;

/// The parts that `text` is written in, each with its place among `names`; `None` if it isn't written in parts, that is, doesn't
/// begin with one of these names and `=`.
pub(super) fn read(text: &str, names: &'static [&'static str]) -> Option<Result<Vec<(usize, String)>, Why>> {
    let begin = text.split_once('=').map(|(name, _)| name)?;
    place(begin, names)?;
    Some(pieces(text).into_iter().filter(|piece| !piece.trim().is_empty()).map(|piece| one(&piece, names)).collect())
}

fn one(piece: &str, names: &'static [&'static str]) -> Result<(usize, String), Why> {
    let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
    match place(name, names) {
        Some(place) => Ok((place, unescape(value.trim_matches(' ')))),
        None => Err(Why::NoPart { part: name.trim().to_owned(), parts: names }),
    }
}

fn place(name: &str, names: &[&str]) -> Option<usize> {
    let wanted = key(name);
    (!wanted.is_empty()).then(|| names.iter().position(|name| key(name) == wanted)).flatten()
}

/// Split at semicolons that aren't escaped.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == ';' && !escaped {
            pieces.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => out.push('\n'),
            (_, Some('r')) => out.push('\r'),
            (_, Some('t')) => out.push('\t'),
            (_, Some('s')) => out.push(' '),
            (_, Some(other)) => out.push(other),
            (c, None) => out.push(c),
        }
    }
    out
}

/// Writes parts so that they read back the same, whatever stands in them.
pub fn write<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let written: Vec<String> = parts.into_iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
    written.join("; ")
}

fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (at, c) in value.chars().enumerate() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' ' if at == 0 || at == last => out.push_str("\\s"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["street", "city", "post_box"];

    #[test]
    fn parts_are_read() {
        let check = |text: &str, expect: &[(usize, &str)]| {
            let read = read(text, NAMES).unwrap().unwrap();
            let read: Vec<(usize, &str)> = read.iter().map(|(place, value)| (*place, value.as_str())).collect();
            assert_eq!(read, expect, "{text:?}");
        };
        check("street=Hof 1; city = Ulm ", &[(0, "Hof 1"), (1, "Ulm")]);
        check(r"City=Ulm\; Donau; PostBox=", &[(1, "Ulm; Donau"), (2, "")]);
        check("city=a=b", &[(1, "a=b")]);
        assert!(read("Hof 1, Ulm", NAMES).is_none());
        assert!(read("https://x.example/?city=1", NAMES).is_none());
        let why = Why::NoPart { part: "colour".into(), parts: NAMES };
        assert_eq!(read("city=Ulm; colour=red", NAMES), Some(Err(why)));
    }

    #[test]
    fn what_is_written_reads_back() {
        for value in ["", "Ulm", " a ", r"a;b\;c\", "\u{2028}x\u{2028}", "a\nb\r\n\t", "=;=", " ", "\\s"] {
            let written = write([("city", value), ("street", value)]);
            let expect = vec![(1, value.to_owned()), (0, value.to_owned())];
            assert_eq!(read(&written, NAMES), Some(Ok(expect)), "{written:?}");
        }
    }
}
