//! Content lines as they are written: escaped, folded, grouped. Knows no record.

use std::collections::HashSet;
use std::ops::Range;

use super::Version;
use super::beside::{self, Beside};
use crate::formats::clean::is_hidden;
use crate::formats::vcard::label;
use crate::formats::vcard::own::BESIDE;

/// Octets of a line, its end not counted (RFC 2426, 2.6; RFC 6350, 3.2).
const OCTETS: usize = 75;

/// Where a value stands among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where its order says nothing.
    Any,
    /// The first of several is the preferred one.
    First,
    Later,
}

impl Place {
    pub fn of(at: usize, count: usize) -> Self {
        match (at, count) {
            (_, 1) => Self::Any,
            (0, _) => Self::First,
            _ => Self::Later,
        }
    }

    /// The parameter that says so; may be empty.
    pub fn preference(self, version: Version) -> &'static str {
        match (self, version) {
            (Self::First, Version::V3) => "TYPE=pref",
            (Self::First, Version::V4) => "PREF=1",
            _ => "",
        }
    }
}

/// The lines of a card in the making.
#[derive(Debug)]
pub struct Card {
    out: String,
    pub version: Version,
    /// Groups that are in use, in small letters.
    groups: HashSet<String>,
    last_group: usize,
    /// What stood beside fields and isn't put back yet.
    pub(super) beside: Vec<Beside>,
    loose: Vec<Loose>,
}

/// A line that stands in a group only for the others of it.
#[derive(Debug)]
struct Loose {
    place: Range<usize>,
    /// In small letters.
    group: String,
    /// As it is written without them.
    plain: String,
}

impl Card {
    /// `foreign` is written behind, but for what stood beside a field: its groups aren't used for anything else.
    pub fn new(version: Version, foreign: &[String], is_company: bool) -> Self {
        let lines = foreign.iter().flat_map(|lines| lines.lines());
        let names = lines.filter_map(|line| line.strip_prefix(BESIDE).unwrap_or(line).split([':', ';']).next());
        let groups = names.filter_map(|name| Some(name.rsplit_once('.')?.0.to_lowercase())).collect();
        let beside = beside::all(foreign, version, is_company);
        Self { out: String::new(), version, groups, last_group: 0, beside, loose: Vec::new() }
    }

    pub fn into_text(self) -> String {
        self.out
    }

    /// A line that is put back for the others of its group: where none of them stands any more, it is written as `plain`.
    pub(super) fn loose(&mut self, line: &str, plain: String) {
        let start = self.out.len();
        self.raw(line);
        if let Some((group, _)) = line.split([':', ';']).next().and_then(|name| name.split_once('.')) {
            self.loose.push(Loose { place: start..self.out.len(), group: group.to_lowercase(), plain });
        }
    }

    /// Writes lines plainly in whose groups nothing stands by now that needs them. All others are written before.
    pub fn tighten(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        let is_needed = |group: &str| {
            let stands_in = |line: &&str| {
                let (name, rest) = (line.get(..group.len()), line.get(group.len()..));
                name.is_some_and(|name| name.eq_ignore_ascii_case(group))
                    && rest.is_some_and(|rest| rest.starts_with('.'))
            };
            self.out.lines().filter(stands_in).count() > loose.iter().filter(|one| one.group == group).count()
        };
        let needed: Vec<bool> = loose.iter().map(|one| is_needed(&one.group)).collect();
        for (Loose { place, plain, .. }, _) in loose.iter().zip(needed).rev().filter(|(_, is_needed)| !is_needed) {
            let behind = self.out.split_off(place.end);
            self.out.truncate(place.start);
            self.raw(plain);
            self.out.push_str(&behind);
        }
    }

    /// A whole line, folded; characters that no line may hold are left out.
    pub fn raw(&mut self, line: &str) {
        let sound: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        fold(&mut self.out, &sound);
    }

    /// A property with a text; none where it is empty.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.field(name, "", &[text], &escaped(text));
        }
    }

    /// A property whose value is an address of the web or the like, in which nothing needs an escape but the escape itself.
    pub fn uri(&mut self, name: &str, uri: &str) {
        if !uri.is_empty() {
            self.field(name, "", &[uri], &bare(uri));
        }
    }

    /// A property with several parts; none where all are empty.
    pub fn parts<T: AsRef<str>>(&mut self, name: &str, parts: &[T]) {
        if parts.iter().any(|part| !part.as_ref().is_empty()) {
            let said: Vec<&str> = parts.iter().map(T::as_ref).collect();
            self.field(name, "", &said, &joined(parts, ';'));
        }
    }

    /// A property with a list of values.
    pub fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.raw(&format!("{name}:{}", joined(values, ',')));
        }
    }

    /// A property with a label: as types where the reader takes them for this label, else in a group with Apple's label.
    /// `said` is what its value says, part by part.
    pub fn labelled(&mut self, name: &str, label: &str, place: Place, said: &[&str], value: &str) {
        if self.put_back(name, label, place, said, value) {
            return;
        }
        if let Some(line) = self.plain(name, label, place, value) {
            self.raw(&line);
            return;
        }
        let group = self.group();
        self.raw(&format!("{group}.{name}{}:{value}", self.preference(place)));
        self.raw(&format!("{group}.X-ABLabel:{}", escaped(label)));
    }

    /// The line of a property whose label is in its types; `None` where it can't be.
    pub(super) fn plain(&self, name: &str, label: &str, place: Place, value: &str) -> Option<String> {
        let types = label::to_types(name, label)?;
        let types = if types.is_empty() { String::new() } else { format!(";TYPE={}", types.join(",")) };
        Some(format!("{name}{types}{}:{value}", self.preference(place)))
    }

    fn preference(&self, place: Place) -> String {
        match place.preference(self.version) {
            "" => String::new(),
            preference => format!(";{preference}"),
        }
    }

    /// A group that nothing stands in yet.
    pub(super) fn group(&mut self) -> String {
        loop {
            self.last_group += 1;
            let group = format!("item{}", self.last_group);
            if !self.groups.contains(&group) {
                return group;
            }
        }
    }
}

fn joined<T: AsRef<str>>(parts: &[T], sign: char) -> String {
    parts.iter().map(|part| escaped(part.as_ref())).collect::<Vec<_>>().join(&sign.to_string())
}

/// A text as a value: what separates is escaped, line ends are `\n`, what nobody sees is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}

pub fn bare(uri: &str) -> String {
    uri.chars().filter(|c| !is_hidden(*c) && *c != '\n').collect::<String>().replace('\\', "\\\\")
}

/// Adds a line, folded between characters.
pub fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = OCTETS;
    while rest.len() > room {
        // Behind a `=` a reader of old cards takes the line's end for a soft one; a line of blanks is none.
        let is_whole = |at: &usize| rest.is_char_boundary(*at);
        let fits = |at: &usize| is_whole(at) && !rest[..*at].ends_with('=') && !rest[..*at].trim().is_empty();
        let at = (1..=room).rev().find(fits).or_else(|| (1..=room).rev().find(is_whole)).unwrap_or(room);
        out.push_str(&rest[..at]);
        out.push_str("\r\n ");
        rest = &rest[at..];
        room = OCTETS - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        for text in ["x".repeat(200), "ü€👩🔧".repeat(40), " ".repeat(300), "=".repeat(100), String::new()]
            .into_iter()
            .chain((60..80).flat_map(|n| [format!("{} {}ü", "x".repeat(n), "=".repeat(73)), "=".repeat(n) + "ü"]))
        {
            let mut out = String::new();
            fold(&mut out, &format!("NOTE:{text}"));
            assert!(out.ends_with("\r\n"));
            assert!(out.split("\r\n").all(|line| line.len() <= OCTETS), "{out:?}");
            let blank = |line: &str| line.starts_with(' ') && line.trim().is_empty();
            assert!(text.trim().is_empty() || !out.split("\r\n").any(blank), "{out:?}");
            assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), format!("NOTE:{text}"));
        }
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\rf\ng\u{1b}\u{202e}:\"ü"), r#"a\,b\;c\\d\ne\nf\ng:"ü"#);
    }
}
