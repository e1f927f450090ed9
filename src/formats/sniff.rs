//! What kind of file it is, by its first bytes, so that a file of another format is refused by name.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::csv::looks_like_table;

/// A kind of file that people try to import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    VCard,
    /// A table: CSV, with any separator.
    Table,
    ICalendar,
    Json,
    Ldif,
    Xml,
    Html,
    /// A mail or a mailbox.
    Mail,
    Pdf,
    Zip,
    Gzip,
    /// Excel, LibreOffice or Numbers.
    Spreadsheet,
    /// Outlook's PST or MSG, and other files of old Office.
    Outlook,
    /// SQLite, as address books of Apple and Thunderbird are.
    Database,
    Image,
    /// Text of no known shape.
    Text,
    Empty,
    Binary,
}

impl Format {
    /// Whether it is text without records of its own, which may be a table that doesn't look like one.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Mail | Self::Ldif | Self::Xml | Self::Html)
    }
}

/// Bytes that are looked at, besides the search for a card.
const HEAD: usize = 8 << 10;

/// How the files of other programs begin.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF-", Format::Pdf),
    (b"\x1f\x8b", Format::Gzip),
    (b"SQLite format 3\0", Format::Database),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Outlook),
    (b"!BDN", Format::Outlook),
    (b"\x89PNG", Format::Image),
    (b"\xff\xd8\xff", Format::Image),
    (b"GIF8", Format::Image),
    (b"RIFF", Format::Image),
];

/// Tells the format by the first bytes; a vCard file also by a card further down.
pub fn sniff(bytes: &[u8]) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *format;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"PK\x03\x04") {
        let office = [&b"xl/"[..], b"opendocument.spreadsheet", b"Index/Document.iwa"];
        let is_table = office.iter().any(|name| memmem::find(head, name).is_some());
        return if is_table { Format::Spreadsheet } else { Format::Zip };
    }
    let bytes = decode_wide(bytes);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
    if text.is_empty() {
        return Format::Empty;
    }
    if let Some(at) = line_at(text, b"BEGIN:VCARD") {
        // In a cell's quotes it is a note.
        let is_quoted = !memchr::memchr_iter(b'"', &text[..at]).count().is_multiple_of(2);
        return if is_quoted && looks_like_table(text) { Format::Table } else { Format::VCard };
    }
    let head = &text[..text.len().min(HEAD)];
    let odd = head.iter().filter(|b| b.is_ascii_control() && !b"\t\n\r\x0c".contains(b)).count();
    if head.contains(&0) || odd * 20 > head.len() {
        // Damage below its heads doesn't make something else of a table.
        return if odd * 4 < head.len() && looks_like_table(text) { Format::Table } else { Format::Binary };
    }
    match text_format(&String::from_utf8_lossy(head)) {
        // A card behind junk on its line, in a file that is nothing else.
        Format::Text if has_line_end(text, b"BEGIN:VCARD") => Format::VCard,
        Format::Text if looks_like_table(text) => Format::Table,
        format => format,
    }
}

fn text_format(head: &str) -> Format {
    let lower = head.to_ascii_lowercase();
    let line_starts = |start: &str| lower.lines().any(|line| line.starts_with(start));
    if line_starts("begin:vcalendar") {
        Format::ICalendar
    } else if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        Format::Html
    } else if lower.starts_with('<') {
        Format::Xml
    } else if is_json(&lower) {
        Format::Json
    } else if line_starts("dn:") && line_starts("objectclass:") {
        Format::Ldif
    } else if lower.starts_with("from ") && line_starts("subject:")
        || line_starts("mime-version:")
        || line_starts("received:")
        || line_starts("from:") && line_starts("subject:")
    {
        Format::Mail
    } else if is_table(&lower) {
        Format::Table
    } else {
        Format::Text
    }
}

/// An object with a name in quotes, or a list with a value in it; a section's head is in brackets too.
fn is_json(head: &str) -> bool {
    let after = |sign| head.strip_prefix(sign).and_then(|rest: &str| rest.trim_start().chars().next());
    after('{').is_some_and(|c| matches!(c, '"' | '}')) || after('[').is_some_and(|c| matches!(c, '{' | '[' | '"' | ']'))
}

/// Whether the first lines are cut by the same sign.
fn is_table(head: &str) -> bool {
    let lines: Vec<&str> = head.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let Some(first) = lines.first() else { return false };
    if first.starts_with("sep=") {
        return true;
    }
    // Quotes may hold a line's end or the sign itself, so only most of the lines need as many as the first.
    [',', ';', '\t'].into_iter().any(|sign| {
        let columns = |line: &str| line.matches(sign).count();
        let want = columns(first);
        let alike = lines.iter().filter(|line| columns(line) >= want).count();
        want > 0 && alike * 2 > lines.len() && (want > 1 || lines.len() > 1 || !first.contains(' '))
    })
}

/// Whether a line is `start`, in any case.
fn line_at(bytes: &[u8], start: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = &bytes[from..];
        let line = rest.trim_ascii_start();
        if line.get(..start.len()).is_some_and(|line| line.eq_ignore_ascii_case(start)) {
            return Some(from);
        }
        match memchr::memchr2(b'\n', b'\r', rest) {
            Some(end) => from += end + 1,
            None => return None,
        }
    }
}

/// Whether a line ends with `end`, in any case.
fn has_line_end(bytes: &[u8], end: &[u8]) -> bool {
    let mut lines = bytes.split(|b| matches!(b, b'\n' | b'\r')).map(<[u8]>::trim_ascii_end);
    lines.any(|line| line.len().checked_sub(end.len()).is_some_and(|at| line[at..].eq_ignore_ascii_case(end)))
}

/// Which UTF-16 it is, with or without its mark; `None` if it is none.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        // Without a mark: the first two signs are ASCII in any of our formats.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(UTF_16LE),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16, with or without its mark, as UTF-8; anything else as it is.
pub(super) fn decode_wide(bytes: &[u8]) -> Cow<'_, [u8]> {
    match wide(bytes) {
        Some(wide) => Cow::Owned(wide.decode_with_bom_removal(bytes).0.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart() {
        let cases: &[(&[u8], Format)] = &[
            (b"BEGIN:VCARD\r\nVERSION:3.0", Format::VCard),
            (b"\xef\xbb\xbf\n  begin:vcard\r\n", Format::VCard),
            (b"exported by an app\nBEGIN:VCARD\n", Format::VCard),
            (b"rubbish BEGIN:VCARD\nVERSION:3.0\n", Format::VCard),
            (b"Name,Card\nAnna,BEGIN:VCARD\n", Format::Table),
            (b"Name;Note\nAnna;\"Card:\nBEGIN:VCARD\nFN:Udo\nEND:VCARD\"\nEva;\n", Format::Table),
            (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", Format::ICalendar),
            (b"Name,Mail\nAnna,anna@example.com\n", Format::Table),
            (b"Name;Mail;Ort\nAnna;a@example.com;Ulm\n", Format::Table),
            (b"sep=;\nName\n", Format::Table),
            (b"Name\tMail\nAnna\ta@example.com", Format::Table),
            (b"Notes:\nExported by an app.\n\nFirst Name,Last Name,Company\n", Format::Table),
            (b"E-Mail\na@example.com\nb@example.com\n", Format::Table),
            (b"Name|Firma\nAnna|Hofmann", Format::Table),
            (b"Name\nThis is what it is about, and more of it.\n", Format::Text),
            (b"{\"contacts\": []}", Format::Json),
            (b"[\n  {\"name\": 1}]", Format::Json),
            (b"[package]\nname = 1\n", Format::Text),
            (b"dn: cn=Anna\nobjectclass: person\n", Format::Ldif),
            (b"<?xml version=\"1.0\"?>", Format::Xml),
            (b"<!DOCTYPE html><p>", Format::Html),
            (b"From: a@example.com\nSubject: Hello\n\nHi", Format::Mail),
            (b"%PDF-1.7\n", Format::Pdf),
            (b"PK\x03\x04 something", Format::Zip),
            (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", Format::Spreadsheet),
            (b"\x1f\x8b\x08", Format::Gzip),
            (b"SQLite format 3\0", Format::Database),
            (b"!BDN", Format::Outlook),
            (b"\x89PNG\r\n", Format::Image),
            (b"", Format::Empty),
            (b" \r\n\n", Format::Empty),
            (b"\xef\xbb\xbf", Format::Empty),
            (b"\x01\x02\x03\x04\x05", Format::Binary),
            (b"Dear all, please note.", Format::Text),
            (b"hello", Format::Text),
        ];
        for (bytes, format) in cases {
            assert_eq!(sniff(bytes), *format, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn wide_text_is_seen_through() {
        let wide = |little: bool, mark: bool| -> Vec<u8> {
            let mark = mark.then_some('\u{feff}');
            let units = mark.into_iter().chain("BEGIN:VCARD\r\n".chars()).map(|c| c as u16);
            units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
        };
        for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
            assert_eq!(sniff(&wide(little, mark)), Format::VCard, "little {little}, mark {mark}");
        }
    }
}
