//! Text made safe: names, notes and imported files may hold escape sequences, direction marks and invisible characters.
//! [`Safe`] is the only thing that screens and the command line print.
//!
//! Owns what is made visible, dropped and capped, and how many columns a text takes. What is said is `text`'s, colours
//! are `tui`'s.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Combining marks that stay on one base character.
const MARKS: usize = 4;

/// A text that can be printed to a terminal or pipe as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safe<'a>(Cow<'a, str>);

/// `text` on one line: control characters are made visible, newlines and tabs are spaces, direction marks and invisible
/// characters are gone. What is safe stays as it is.
pub fn safe(text: &str) -> Safe<'_> {
    clean(text, false)
}

/// Like [`safe`], but newlines stay.
pub fn safe_lines(text: &str) -> Safe<'_> {
    clean(text, true)
}

impl<'a> Safe<'a> {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_owned(self) -> Safe<'static> {
        Safe(Cow::Owned(self.0.into_owned()))
    }

    /// Columns it takes on a terminal.
    pub fn width(&self) -> usize {
        plain_columns(&self.0).unwrap_or_else(|| self.0.graphemes(true).map(columns_of).sum())
    }

    /// At most `columns` wide; where something is cut off, it ends with `…`. A wide character, an emoji of several
    /// parts or a combining mark is never cut through.
    pub fn cut(self, columns: usize) -> Self {
        match cut_at(&self.0, columns) {
            None => self,
            Some(end) => Safe(Cow::Owned(format!("{}…", self.0[..end].trim_end()))).or_empty(columns),
        }
    }

    /// Exactly `columns` wide: cut, or with spaces behind.
    pub fn fit(self, columns: usize) -> Self {
        let cut = self.cut(columns);
        match columns.saturating_sub(cut.width()) {
            0 => cut,
            free => Safe(Cow::Owned(cut.0.into_owned() + &" ".repeat(free))),
        }
    }

    /// Exactly `columns` wide: cut, or with spaces before.
    pub fn fit_right(self, columns: usize) -> Self {
        let cut = self.cut(columns);
        match columns.saturating_sub(cut.width()) {
            0 => cut,
            free => Safe(Cow::Owned(" ".repeat(free) + &cut.0)),
        }
    }

    fn or_empty(self, columns: usize) -> Self {
        if columns == 0 { Safe::default() } else { self }
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'a> From<Safe<'a>> for Cow<'a, str> {
    fn from(safe: Safe<'a>) -> Self {
        safe.0
    }
}

impl From<Safe<'_>> for String {
    fn from(safe: Safe<'_>) -> Self {
        safe.0.into_owned()
    }
}

/// Where to cut so that an `…` fits behind; `None` if all of it fits.
fn cut_at(text: &str, columns: usize) -> Option<usize> {
    if let Some(width) = plain_columns(text) {
        let at = || text.char_indices().nth(columns.saturating_sub(1)).map_or(0, |(at, _)| at);
        return (width > columns).then(at);
    }
    let (mut width, mut end) = (0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        width += columns_of(cluster);
        if width > columns {
            return Some(end);
        }
        if width < columns {
            end = at + cluster.len();
        }
    }
    None
}

/// Letters, and the signs and lines that screens are made of: each takes one column, joins with none of its kind, and on that all
/// terminals agree. (The soft hyphen is none: some show it.)
pub fn is_plain(c: char) -> bool {
    let letter = matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{482}');
    letter || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2039}' | '\u{203a}' | '↑' | '↓' | '\u{2500}'..='\u{259f}')
}

/// Columns of a text that is all plain, which most are.
fn plain_columns(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(text.len());
    }
    text.chars().all(is_plain).then(|| text.chars().count())
}

/// Columns of one grapheme cluster, as ratatui counts them.
fn columns_of(cluster: &str) -> usize {
    cluster.width()
}

fn clean(text: &str, keep_newlines: bool) -> Safe<'_> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Safe(Cow::Borrowed(text));
    }
    let mut marks = 0;
    let mut clean_to = None;
    for (at, c) in text.char_indices() {
        marks = marks_with(marks, c);
        if marks > MARKS || !(stays(c) || keep_newlines && c == '\n') {
            clean_to = Some(at);
            break;
        }
    }
    let Some(clean_to) = clean_to else { return Safe(Cow::Borrowed(text)) };

    let mut out = String::with_capacity(text.len() + 8);
    marks = 0;
    for (at, c) in text.char_indices() {
        if is_dropped(c) {
            continue;
        }
        marks = marks_with(marks, c);
        match c {
            _ if at < clean_to => out.push(c),
            _ if marks > MARKS => {}
            '\n' if keep_newlines => out.push(c),
            '\r' if text[at..].starts_with("\r\n") => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
            c if c.is_control() => out.push(picture(c)),
            c => out.push(c),
        }
    }
    Safe(Cow::Owned(out))
}

/// How many marks stand on one base character, with this one. A joiner is no new base.
fn marks_with(before: usize, c: char) -> usize {
    match c {
        '\u{200c}' | '\u{200d}' => before,
        mark if is_combining_mark(mark) => before + 1,
        _ => 0,
    }
}

fn stays(c: char) -> bool {
    c.is_ascii_graphic() || c == ' ' || !(c.is_control() || is_dropped(c) || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Direction marks and what can't be seen and has no use in a name; ZWJ and ZWNJ stay.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{61c}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The picture of a control character: `␛` for Escape.
fn picture(control: char) -> char {
    match control {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_text_is_made_safe() {
        for (hostile, expect) in [
            ("Anna Müller", "Anna Müller"),
            ("\u{1b}[31mred\u{7}", "␛[31mred␇"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("two\nlines\tand\r\nmore", "two lines and more"),
            ("\u{202e}live\u{202c} \u{2066}x\u{2069}\u{200f}\u{61c}", "live x"),
            ("ze\u{200b}ro\u{2060}\u{feff}", "zero"),
            ("\u{e0041}tag\u{e007f}", "tag"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x", "e\u{301}\u{301}\u{301}\u{301}x"),
            ("e\u{301}\u{301}\u{200d}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{200d}\u{301}\u{301}"),
            ("e\u{301}\u{301}\u{200b}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}\u{301}"),
            ("نمی\u{200c}خواهم 👩\u{200d}👧", "نمی\u{200c}خواهم 👩\u{200d}👧"),
            ("\u{7f}", "␡"),
        ] {
            assert_eq!(safe(hostile).as_str(), expect, "{hostile:?}");
        }
        assert_eq!(safe_lines("one\r\ntwo\n\u{1b}three").as_str(), "one\ntwo\n␛three");
        assert!(matches!(safe("Anna Müller").0, Cow::Borrowed(_)), "what is safe isn't copied");
    }

    #[test]
    fn a_column_is_never_broken() {
        for (text, columns, expect) in [
            ("Anna", 4, "Anna"),
            ("Anna", 3, "An…"),
            ("Anna", 1, "…"),
            ("Anna", 0, ""),
            ("山田太郎", 8, "山田太郎"),
            ("山田太郎", 7, "山田太…"),
            ("山田太郎", 6, "山田…"),
            ("Ann\u{301}a", 3, "An…"),
            ("👩\u{200d}👧 Familie", 3, "👩\u{200d}👧…"),
            ("Anna Müller", 6, "Anna…"),
        ] {
            let cut = safe(text).cut(columns);
            assert_eq!(cut.as_str(), expect, "{text:?} at {columns}");
            assert!(cut.width() <= columns);
        }
        assert_eq!(safe("山田太郎").fit(7).as_str(), "山田太…");
        assert_eq!(safe("山田太郎").fit(6).as_str(), "山田… ");
        assert_eq!(safe("12").fit_right(4).as_str(), "  12");
    }

    /// What is plain is counted as everything else is.
    #[test]
    fn what_is_plain_takes_one_column() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_plain(*c)) {
            assert_eq!(
                (columns_of(&c.to_string()), safe(&c.to_string()).as_str()),
                (1, c.to_string().as_str()),
                "{c:?}"
            );
            assert_eq!(format!("a{c}{c}").graphemes(true).count(), 3, "{c:?} joins");
        }
    }

    proptest! {
        #[test]
        fn safe_is_safe_and_stays_so(text in any::<String>(), columns in 0usize..20) {
            let clean = safe(&text);
            prop_assert!(!clean.as_str().chars().any(|c| c.is_control() || is_dropped(c)));
            prop_assert_eq!(&safe(clean.as_str()), &clean);
            prop_assert_eq!(safe(&text).fit(columns).width(), columns);
        }
    }
}
