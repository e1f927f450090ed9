//! Text being typed: the characters, the cursor among them, and what the shell's keys do to both.
//!
//! Owns moving and cutting by whole characters as people see them (grapheme clusters), for one line as for many. What is
//! seen of it is `text_field`'s and `text_area`'s.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The letters that mean something with Alt.
pub const ALT: &str = "bfd";

/// A text, the cursor in it, and what was cut last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    text: String,
    /// In bytes, always between two grapheme clusters.
    cursor: usize,
    cut: String,
}

/// Where the cursor may go from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    /// To the white space before the cursor, as the shell's Ctrl-w cuts.
    SpaceLeft,
    LineStart,
    LineEnd,
}

impl Edit {
    /// `text` with the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, cut: String::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes before the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at `byte`, or at the last place before it where it may stand.
    pub fn set_cursor(&mut self, byte: usize) {
        let byte = byte.min(self.text.len());
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= byte);
        self.cursor = if byte == self.text.len() { byte } else { starts.last().unwrap_or(0) };
    }

    pub fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        // What was put in may join the character before or after it (a combining mark): go to the next place.
        let end = self.cursor + text.len();
        self.cursor = end;
        if !self.is_boundary(end) {
            self.cursor = self.target(Motion::Right);
        }
    }

    /// Does what `key` does in a shell's line. `false` where it means nothing here.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        use KeyCode::{Backspace, Char, Delete, End, Home, Left, Right};
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            // AltGr comes as Ctrl-Alt from some terminals: what it types is text.
            Char(c) if ctrl == alt => self.insert(c.encode_utf8(&mut [0; 4])),
            Char('a') if ctrl => self.go(Motion::LineStart),
            Char('e') if ctrl => self.go(Motion::LineEnd),
            Char('b') if ctrl => self.go(Motion::Left),
            Char('f') if ctrl => self.go(Motion::Right),
            Char('h') if ctrl => self.delete(Motion::Left),
            Char('d') if ctrl => self.delete(Motion::Right),
            Char('w') if ctrl => self.cut(Motion::SpaceLeft),
            // In front of a line it joins it to the one before.
            Char('u') if ctrl && self.target(Motion::LineStart) == self.cursor => self.delete(Motion::Left),
            Char('u') if ctrl => self.cut(Motion::LineStart),
            Char('x') if ctrl => self.cut_all(),
            Char('k') if ctrl => self.cut(Motion::LineEnd),
            Char('y') if ctrl => self.insert(&self.cut.clone()),
            Char('b') if alt => self.go(Motion::WordLeft),
            Char('f') if alt => self.go(Motion::WordRight),
            Char('d') if alt => self.cut(Motion::WordRight),
            Left if ctrl || alt => self.go(Motion::WordLeft),
            Right if ctrl || alt => self.go(Motion::WordRight),
            Left => self.go(Motion::Left),
            Right => self.go(Motion::Right),
            Home => self.go(Motion::LineStart),
            End => self.go(Motion::LineEnd),
            Backspace if ctrl || alt => self.cut(Motion::WordLeft),
            Backspace => self.delete(Motion::Left),
            Delete if ctrl || alt => self.cut(Motion::WordRight),
            Delete => self.delete(Motion::Right),
            _ => return false,
        }
        true
    }

    fn is_boundary(&self, byte: usize) -> bool {
        GraphemeCursor::new(byte, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }

    fn target(&self, motion: Motion) -> usize {
        let (before, after) = self.text.split_at(self.cursor);
        let is_word = |(_, word): &(usize, &str)| word.chars().any(char::is_alphanumeric);
        match motion {
            Motion::Left => before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Motion::Right => {
                let mut steps = GraphemeCursor::new(self.cursor, self.text.len(), true);
                steps.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
            }
            Motion::WordLeft => before.split_word_bound_indices().rev().find(is_word).map_or(0, |(at, _)| at),
            Motion::WordRight => {
                let word = after.split_word_bound_indices().find(is_word);
                word.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
            }
            Motion::SpaceLeft => {
                let word = before.trim_end();
                word.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
            }
            Motion::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            Motion::LineEnd => after.find('\n').map_or(self.text.len(), |at| self.cursor + at),
        }
    }

    fn go(&mut self, motion: Motion) {
        self.cursor = self.target(motion);
    }

    fn delete(&mut self, motion: Motion) {
        let target = self.target(motion);
        let (start, end) = (target.min(self.cursor), target.max(self.cursor));
        self.text.replace_range(start..end, "");
        self.cursor = start;
        if !self.is_boundary(start) {
            self.cursor = self.target(Motion::Right);
        }
    }

    fn cut_all(&mut self) {
        if !self.text.is_empty() {
            self.cut = std::mem::take(&mut self.text);
            self.cursor = 0;
        }
    }

    /// Like `delete`, and keeps what went for Ctrl-y.
    fn cut(&mut self, motion: Motion) {
        let target = self.target(motion);
        let (start, end) = (target.min(self.cursor), target.max(self.cursor));
        if start < end {
            self.cut = self.text[start..end].to_owned();
            self.delete(motion);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `keys` into `before`, in which `|` is the cursor, and expects `after`. `^x` is Ctrl-x, `~x` Alt-x,
    /// `<` and `>` are the arrows, `«` Backspace, `»` Delete.
    fn check(before: &str, keys: &str, after: &str) {
        let (left, right) = before.split_once('|').unwrap();
        let mut edit = Edit::new(format!("{left}{right}"));
        edit.set_cursor(left.len());
        let mut chars = keys.chars();
        while let Some(c) = chars.next() {
            let (code, modifiers) = match c {
                '^' => (KeyCode::Char(chars.next().unwrap()), KeyModifiers::CONTROL),
                '~' => (KeyCode::Char(chars.next().unwrap()), KeyModifiers::ALT),
                '<' => (KeyCode::Left, KeyModifiers::NONE),
                '>' => (KeyCode::Right, KeyModifiers::NONE),
                '«' => (KeyCode::Backspace, KeyModifiers::NONE),
                '»' => (KeyCode::Delete, KeyModifiers::NONE),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            assert!(edit.key(KeyEvent::new(code, modifiers)), "{c:?} means nothing");
        }
        let mut shown = edit.text().to_owned();
        shown.insert(edit.cursor(), '|');
        assert_eq!(shown, after, "{before:?} and {keys:?}");
    }

    #[test]
    fn shell_keys_move_and_cut() {
        check("call back| soon", "^a", "|call back soon");
        check("call| back soon", "^e", "call back soon|");
        check("call back| soon", "^w", "call | soon");
        check("a@b.example |", "^w", "|");
        check("a@b.example|", "~b", "a@|b.example");
        check("call back| soon", "^u", "| soon");
        check("call back| soon", "^k", "call back|");
        check("call back| soon", "^k^a^y", " soon|call back");
        check("call back|", "~b~b", "|call back");
        check("|call back", "~f", "call| back");
        check("|call back", "~d", "| back");
        check("ab|c", "«»x", "ax|");
        check("|", "«»^w^u^k~b~f<>", "|");
    }

    #[test]
    fn characters_are_whole() {
        check("👩‍👩‍👧|x", "<", "|👩‍👩‍👧x");
        check("👩‍👩‍👧|x", "«", "|x");
        check("e\u{301}|", "«", "|");
        check("日本|語", "<»", "日|語");
        check("e|x", "\u{301}", "e\u{301}|x");
        check("🇩|🇪", "", "|🇩🇪");
    }

    #[test]
    fn lines_end_at_their_ends() {
        check("one\ntw|o\nthree", "^a", "one\n|two\nthree");
        check("one\ntw|o\nthree", "^e", "one\ntwo|\nthree");
        check("one\ntw|o\nthree", "^k", "one\ntw|\nthree");
        check("one\n|two", "«", "one|two");
        check("one\ntwo|", "^u^u", "one|");
        check("one\ntw|o", "^x", "|");
        check("one\ntw|o", "^x^y", "one\ntwo|");
    }
}
