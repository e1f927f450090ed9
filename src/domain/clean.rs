//! Text from outside made fit to be kept, whether it is typed or read from a file: NFC, no control or invisible characters, on
//! one line where the field is one, never longer than a limit.

mod record;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::validate::{LINE_BYTES, TEXT_BYTES};

pub use record::{company, contact, set};

/// A cleaned text, and what was done besides folding white space and NFC, which nobody sees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clean {
    pub text: String,
    /// Control or invisible characters were taken out.
    pub characters: bool,
    /// It was cut to this many bytes.
    pub cut: Option<usize>,
}

/// Text of a field on one line: line ends become `between`, runs of white space one space.
pub fn one_line(text: &str, between: &str) -> Clean {
    let mut clean = Clean::default();
    // Most text is plain, and most of the time of an import is spent here.
    let mut before = 0;
    let is_plain = |byte| {
        let is_second_space = std::mem::replace(&mut before, byte) == b' ' && byte == b' ';
        (b' '..=b'~').contains(&byte) && !is_second_space
    };
    if text.len() <= LINE_BYTES && text.bytes().all(is_plain) {
        text.trim().clone_into(&mut clean.text);
        return clean;
    }
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']);
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        if !clean.text.is_empty() {
            clean.text.push_str(between);
        }
        let visible = visible(line, &mut clean.characters);
        let mut words = visible.split_whitespace();
        clean.text.extend(words.next());
        words.for_each(|word| clean.text.extend([" ", word]));
    }
    finish(clean, LINE_BYTES)
}

/// Text of many lines, which end with LF.
pub fn lines(text: &str) -> Clean {
    let mut clean = Clean::default();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    clean.text = visible(&text, &mut clean.characters);
    finish(clean, TEXT_BYTES)
}

fn visible(text: &str, dropped: &mut bool) -> String {
    if text.chars().all(|c| !is_hidden(c)) {
        return text.to_owned();
    }
    let kept: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    *dropped = true;
    kept
}

fn finish(mut clean: Clean, limit: usize) -> Clean {
    if !clean.text.is_ascii() && is_nfc_quick(clean.text.chars()) != IsNormalized::Yes {
        clean.text = clean.text.nfc().collect();
    }
    if clean.text.len() > limit {
        let end = (0..=limit).rev().find(|at| clean.text.is_char_boundary(*at)).unwrap_or(0);
        clean.text.truncate(end);
        clean.cut = Some(limit);
    }
    let trimmed = clean.text.trim();
    if trimmed.len() < clean.text.len() {
        clean.text = trimmed.to_owned();
    }
    clean
}

/// Characters that are never shown, and with which two equal names would differ: controls, marks of direction, spaces of
/// no width, tags.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}'
        | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned() {
        let check = |text: &str, expect: &str, characters: bool| {
            let clean = one_line(text, ", ");
            assert_eq!((clean.text.as_str(), clean.characters), (expect, characters), "{text:?}");
        };
        check("  Anna \t Müller ", "Anna Müller", false);
        check("Mu\u{308}ller", "Müller", false);
        check("Hof 3\r\nHinterhaus\n", "Hof 3, Hinterhaus", false);
        check("\u{1b}[31mAnna\0", "[31mAnna", true);
        check("\u{202a}+49 30 1\u{202c}", "+49 30 1", true);
        check("👩\u{200d}🔧", "👩\u{200d}🔧", false);
        assert_eq!(lines("one\r\ntwo\tthree\r\r\n").text, "one\ntwo\tthree");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let clean = one_line(&"ü".repeat(LINE_BYTES), "");
        assert_eq!((clean.text.len(), clean.cut), (LINE_BYTES, Some(LINE_BYTES)));
        assert_eq!(lines(&"€".repeat(TEXT_BYTES)).text.len(), TEXT_BYTES / 3 * 3);
    }
}
