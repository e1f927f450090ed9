//! Bytes of a terminal as keys and pastes, however the line cut them: what has begun is held until its rest is there. Knows no
//! clock: how long the rest is worth waiting for is said by `patience`, and when that is over `give_up` is called.
//!
//! Answers that a terminal gives are taken for what they are: its background is told, and what nobody here asked is swallowed.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use memchr::memmem;

use super::sequence::{self, Sequence};
use crate::tui::mouse::Mouse;

/// An Escape that nothing follows for so long is the key: longer feels slow, shorter is less than a line may put between the
/// bytes of a sequence.
const ESCAPE: Duration = Duration::from_millis(50);
/// What can't be a key any more is waited for longer, lest its end be taken for letters.
const SEQUENCE: Duration = Duration::from_secs(1);
/// A paste whose end never comes must not keep the keyboard for ever.
const PASTE: Duration = Duration::from_secs(5);
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// A terminal's answer is shorter; what is longer is none.
const LONGEST: usize = 4096;

const ESC: u8 = 0x1b;
/// What may stand behind an Escape that begins a sequence.
const INTRODUCERS: &[u8] = b"[O]PX^_";

/// What was typed.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tui) enum Typed {
    Key(KeyEvent),
    Paste(String),
    /// What the mouse did; what comes as one of one turn of the wheel is one.
    Mouse(Mouse),
    /// Red, green and blue of the terminal's background.
    Background((u8, u8, u8)),
}

pub(in crate::tui) struct Parser {
    held: Vec<u8>,
    /// The characters that mean something with Alt, which terminals send as Escape and the character. With any other, two keys
    /// came so close that the line brought them as one.
    alt: String,
    /// What was pasted so far.
    paste: Option<Vec<u8>>,
}

/// What stands at the beginning of the bytes, and how many they are.
enum Step {
    Is(KeyEvent, usize),
    Mouse(Mouse, usize),
    Skip(usize),
    Background((u8, u8, u8), usize),
    PasteBegins(usize),
    Wait,
}

impl Parser {
    pub fn new(alt: String) -> Self {
        Self { held: Vec::new(), alt, paste: None }
    }

    /// Takes bytes in and gives what they are, together with what was held.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Typed> {
        let mut typed = Vec::new();
        // Alt comes as one; what follows an Escape later is a key of its own, if it isn't the rest of a sequence.
        if *self.held == [ESC] && bytes.first().is_some_and(|first| !INTRODUCERS.contains(first)) {
            self.held.clear();
            typed.push(Typed::Key(KeyCode::Esc.into()));
        }
        self.held.extend_from_slice(bytes);
        while !self.held.is_empty() {
            if self.paste.is_some() {
                match self.pasted() {
                    Some(text) => typed.push(Typed::Paste(text)),
                    None => break,
                }
                continue;
            }
            let length = match self.step() {
                Step::Is(key, length) => {
                    typed.push(Typed::Key(key));
                    length
                }
                Step::Mouse(mouse, length) => {
                    let before = typed
                        .last_mut()
                        .and_then(|last| if let Typed::Mouse(before) = last { Some(before) } else { None });
                    if !before.is_some_and(|before| before.goes_on(&mouse)) {
                        typed.push(Typed::Mouse(mouse));
                    }
                    length
                }
                Step::Skip(length) => length,
                Step::Background(colour, length) => {
                    typed.push(Typed::Background(colour));
                    length
                }
                Step::PasteBegins(length) => {
                    self.paste = Some(Vec::new());
                    length
                }
                Step::Wait if self.held.len() > LONGEST => self.held.len(),
                Step::Wait => break,
            };
            self.held.drain(..length);
        }
        typed
    }

    /// For how long the rest of what is held is worth waiting for; `None` where nothing is.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.paste, &*self.held) {
            (Some(_), _) => Some(PASTE),
            (None, []) => None,
            (None, [ESC] | [ESC, b']' | b'P' | b'X' | b'^' | b'_']) => Some(ESCAPE),
            (None, _) => Some(SEQUENCE),
        }
    }

    /// Nothing more came: what is held stands for itself.
    pub fn give_up(&mut self) -> Option<Typed> {
        let held = std::mem::take(&mut self.held);
        if let Some(mut pasted) = self.paste.take() {
            pasted.extend(held);
            return Some(Typed::Paste(String::from_utf8_lossy(&pasted).into_owned()));
        }
        match *held {
            [ESC] => Some(Typed::Key(KeyCode::Esc.into())),
            [ESC, c] if c.is_ascii_graphic() => Some(Typed::Key(with_alt(letter(char::from(c))))),
            _ => None,
        }
    }

    /// What was pasted, once its end is there. What may be the end's beginning is held.
    fn pasted(&mut self) -> Option<String> {
        let pasted = self.paste.get_or_insert_default();
        if let Some(end) = memmem::find(&self.held, PASTE_ENDS) {
            pasted.extend_from_slice(&self.held[..end]);
            self.held.drain(..end + PASTE_ENDS.len());
            let pasted = self.paste.take().unwrap_or_default();
            return Some(String::from_utf8_lossy(&pasted).into_owned());
        }
        let begins = |at: &usize| PASTE_ENDS.starts_with(&self.held[*at..]);
        let from = (self.held.len() + 1).saturating_sub(PASTE_ENDS.len());
        let sure = (from..self.held.len()).find(begins).unwrap_or(self.held.len());
        pasted.extend(self.held.drain(..sure));
        None
    }
}

impl Parser {
    fn step(&self) -> Step {
        match &*self.held {
            [] | [ESC] => Step::Wait,
            [ESC, ESC, ..] => Step::Is(KeyCode::Esc.into(), 1),
            [ESC, b'[', rest @ ..] => match sequence::control(rest) {
                Sequence::Key(key, length) => Step::Is(key, 2 + length),
                Sequence::Mouse(mouse, length) => Step::Mouse(mouse, 2 + length),
                Sequence::PasteBegins(length) => Step::PasteBegins(2 + length),
                Sequence::Other(length) => Step::Skip(2 + length),
                Sequence::Unfinished => Step::Wait,
            },
            [ESC, b'O', rest @ ..] => match rest {
                [] => Step::Wait,
                [last, ..] => sequence::keypad(*last).map_or(Step::Skip(2), |code| Step::Is(code.into(), 3)),
            },
            // An answer: a string up to its terminator.
            [ESC, kind @ (b']' | b'P' | b'X' | b'^' | b'_'), rest @ ..] => match sequence::string(rest) {
                None => Step::Wait,
                Some(length) => match sequence::background(&rest[..length]).filter(|_| *kind == b']') {
                    Some(colour) => Step::Background(colour, 2 + length),
                    None => Step::Skip(2 + length),
                },
            },
            [ESC, rest @ ..] => match character(rest) {
                Step::Is(key, length) if self.means_something_with_alt(key) => Step::Is(with_alt(key), 1 + length),
                Step::Wait => Step::Wait,
                _ => Step::Is(KeyCode::Esc.into(), 1),
            },
            held => character(held),
        }
    }

    fn means_something_with_alt(&self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::Char(c) => key.modifiers - KeyModifiers::SHIFT == KeyModifiers::NONE && self.alt.contains(c),
            code => code == KeyCode::Backspace,
        }
    }
}

/// A key that is one character, or one of the control characters that keys send.
fn character(held: &[u8]) -> Step {
    let control = |c: u8| KeyEvent::new(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
    let key = match *held {
        [] => return Step::Wait,
        [b'\r', ..] => KeyCode::Enter.into(),
        [b'\t', ..] => KeyCode::Tab.into(),
        [0x7f, ..] => KeyCode::Backspace.into(),
        [0, ..] => control(b' '),
        [c @ 1..=26, ..] => control(c - 1 + b'a'),
        [c @ 28..=31, ..] => control(c - 28 + b'4'),
        [c @ b' '..=b'~', ..] => letter(char::from(c)),
        [first, ..] => return beyond_ascii(first, held),
    };
    Step::Is(key, 1)
}

fn beyond_ascii(first: u8, held: &[u8]) -> Step {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Skip(1),
    };
    let there = &held[..held.len().min(length)];
    match std::str::from_utf8(there) {
        Ok(text) => text.chars().next().map_or(Step::Skip(1), |c| Step::Is(letter(c), length)),
        // What is there fits; only its end is missing.
        Err(error) if error.error_len().is_none() => Step::Wait,
        Err(error) => Step::Skip(error.error_len().unwrap_or(1)),
    }
}

/// A character typed without a modifier but Shift, which is told of capitals.
pub(super) fn letter(c: char) -> KeyEvent {
    let held = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), held)
}

fn with_alt(key: KeyEvent) -> KeyEvent {
    KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What bytes are, each piece taken in by itself; an empty one is a long pause.
    fn typed(pieces: &[&[u8]]) -> Vec<Typed> {
        let mut parser = Parser::new("bfd".to_owned());
        let mut typed: Vec<Typed> = Vec::new();
        for piece in pieces {
            match *piece {
                b"" => typed.extend(parser.give_up()),
                piece => typed.extend(parser.take(piece)),
            }
        }
        typed
    }

    /// As they are written in tests: `a`, `<enter>`, `<alt-b>`; a paste as `«text»`.
    fn written(typed: &[Typed]) -> String {
        let one = |typed: &Typed| match typed {
            Typed::Paste(text) => format!("«{text}»"),
            Typed::Mouse(Mouse { did, at, held: with }) => format!("[{}{did:?} {} {}]", held(*with), at.x, at.y),
            Typed::Background((r, g, b)) => format!("({r} {g} {b})"),
            Typed::Key(key) => match key {
                KeyEvent { code: KeyCode::Char(c), modifiers, .. } if (*modifiers - KeyModifiers::SHIFT).is_empty() => {
                    c.to_string()
                }
                KeyEvent { code, modifiers, .. } => format!("<{}{code:?}>", held(*modifiers)),
            },
        };
        typed.iter().map(one).collect()
    }

    fn held(modifiers: KeyModifiers) -> String {
        let names = [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")];
        names.iter().filter(|(held, _)| modifiers.contains(*held)).map(|(_, name)| *name).collect()
    }

    const WHOLE: &[(&str, &str)] = &[
        ("abC ~", "abC ~"),
        ("äß中👍", "äß中👍"),
        (
            "\r\n\t\x7f\x08\0\x1c",
            "<Enter><ctrl-Char('j')><Tab><Backspace><ctrl-Char('h')><ctrl-Char(' ')><ctrl-Char('4')>",
        ),
        ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F\x1b[Z", "<Up><Down><Right><Left><Home><End><shift-BackTab>"),
        ("\x1bOA\x1bOH\x1bOP\x1bOS\x1bOM", "<Up><Home><F(1)><F(4)><Enter>"),
        ("\x1b[1;5C\x1b[1;2A\x1b[1;3D\x1b[3;5~", "<ctrl-Right><shift-Up><alt-Left><ctrl-Delete>"),
        (
            "\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~",
            "<Home><Insert><Delete><End><PageUp><PageDown><Home><End>",
        ),
        ("\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[24~\x1b[[A", "<F(1)><F(5)><F(6)><F(10)><F(12)><F(1)>"),
        ("\x1b[27u\x1b[13;5u\x1b[97;3u\x1b[27;5;13~", "<Esc><ctrl-Enter><alt-Char('a')><ctrl-Enter>"),
        // Escape and a letter that means nothing with Alt.
        ("\x1bj\x1bä\x1b\r", "<Esc>j<Esc>ä<Esc><Enter>"),
        ("\x1b\x1b[A", "<Esc><Up>"),
        ("\x1b[200~Anna\r\nBerg \x1b[31mü\x1b[201~j", "«Anna\r\nBerg \x1b[31mü»j"),
        // The mouse, as xterm's mode 1006 tells of it and as it is told of without that.
        (
            "\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<16;80;24Mj\x1b[<2;3;3M\x1b[<32;9;9M\x1b[<128;1;1M\x1b[<0;1M",
            "[Press 0 0][Release 0 0][ctrl-Press 79 23]j[Other 2 2][Drag 8 8][Other 0 0]",
        ),
        ("\x1b[M !!\x1b[M#!!\x1b[Ma%&j", "[Press 0 0][Release 0 0][Wheel(1) 4 5]j"),
        // Answers: a cursor's place, what the terminal is, a colour, a version; and focus.
        ("a\x1b[12;40Rb\x1b[?62;4cc\x1b]11;rgb:0000/0000/0000\x1b\\d\x1bP>|foot(1.2)\x1b\\e\x1b[If", "abc(0 0 0)def"),
        // A background, as terminals write it: of one to four digits, ended by BEL or ST.
        (
            "\x1b]11;rgb:ffff/8080/0000\x1b\\j\x1b]11;rgb:f/8/0\x07\x1b]11;rgba:fe/dc/ba/ff\x07",
            "(255 128 0)j(255 136 0)(254 220 186)",
        ),
        // Garbage is none, and nothing typed.
        ("\x1b]11;rgb:zz/1/2\x07a\x1b]11;rgb:12345/1/2\x07b\x1b]11;red\x07c\x1bP11;rgb:f/f/f\x1b\\", "abc"),
        ("a\x1b]10;rgb:ff/ff/ff\x07b\x1b[?2026;2$yc", "abc"),
        // Broken off by another sequence.
        ("\x1b[1;\x1b[Aj", "<Up>j"),
    ];

    #[test]
    fn what_comes_as_one_of_one_turn_of_the_wheel_is_one() {
        let turns = "\x1b[<65;5;6M".repeat(100) + "\x1b[<64;5;6M\x1b[<65;5;7Mj\x1b[<65;5;7M";
        assert_eq!(written(&typed(&[turns.as_bytes()])), "[Wheel(99) 4 5][Wheel(1) 4 6]j[Wheel(1) 4 6]");
    }

    #[test]
    fn whole() {
        for (bytes, expected) in WHOLE {
            assert_eq!(written(&typed(&[bytes.as_bytes()])), *expected, "{bytes:?}");
        }
    }

    /// Wherever the line cuts it, it is the same. Where an Escape stands last, nothing is held back for long.
    #[test]
    fn cut_at_every_place() {
        for (bytes, expected) in WHOLE {
            let bytes = bytes.as_bytes();
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(written(&typed(&single)), *expected, "byte by byte: {bytes:?}");
            for cut in 1..bytes.len() {
                let (before, after) = bytes.split_at(cut);
                assert_eq!(written(&typed(&[before, after])), *expected, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn nothing_more_comes() {
        for (pieces, expected) in [
            (&[b"\x1b" as &[u8], b"", b"j"] as &[&[u8]], "<Esc>j"),
            (&[b"\x1b", b"", b"\x1b", b""], "<Esc><Esc>"),
            // Alt comes as one; an Escape and a letter quickly after each other don't.
            (&[b"\x1bb\x1b\x7f"], "<alt-Char('b')><alt-Backspace>"),
            (&[b"\x1b", b"b"], "<Esc>b"),
            (&[b"\x1b[", b"", b"j"], "<alt-Char('[')>j"),
            (&[b"\x1bP", b"", b"j"], "<alt-shift-Char('P')>j"),
            // Cut off for good: no letters come of it.
            (&[b"\x1b[1;5", b"", b"j"], "j"),
            (&[b"\x1b]11;rgb", b"", b"j"], "j"),
            (&[b"\xc3", b"", b"j"], "j"),
            (&[b"\xc3", b"j"], "j"),
            (&[b"\xff\xfej"], "j"),
            (&[b"\x1b[200~half", b"", b"j"], "«half»j"),
        ] {
            assert_eq!(written(&typed(pieces)), expected, "{pieces:?}");
        }
    }

    #[test]
    fn only_what_has_begun_is_waited_for() {
        for (bytes, patience) in [
            ("", None),
            ("j", None),
            ("\x1b[A", None),
            ("\x1b", Some(ESCAPE)),
            ("j\x1b", Some(ESCAPE)),
            ("\x1b[", Some(SEQUENCE)),
            ("\x1b[1;", Some(SEQUENCE)),
            ("\x1b[200~a", Some(PASTE)),
            ("\x1b[200~a\x1b[201~", None),
        ] {
            let mut parser = Parser::new("bfd".to_owned());
            parser.take(bytes.as_bytes());
            assert_eq!(parser.patience(), patience, "{bytes:?}");
        }
    }

    #[test]
    fn an_answer_without_an_end_is_not_kept_for_ever() {
        let mut parser = Parser::new("bfd".to_owned());
        parser.take(b"\x1b]");
        for _ in 0..100 {
            parser.take(&[b'x'; 100]);
        }
        assert!(parser.held.len() <= LONGEST);
    }

    proptest! {
        /// Any bytes, cut anyhow: the same as in one piece where no Alt is in it, and no panic.
        #[test]
        fn any_bytes(pieces in prop::collection::vec(prop::collection::vec(prop_oneof![
            Just(ESC), Just(b'['), Just(b'O'), Just(b'~'), Just(b'2'), Just(b'0'), Just(b'1'), any::<u8>()
        ], 0..12), 0..8)) {
            let cut: Vec<&[u8]> = pieces.iter().map(|piece| &**piece).filter(|piece| !piece.is_empty()).collect();
            let (cut, whole) = (typed(&cut), typed(&[&cut.concat()]));
            let alt = |typed: &Typed| matches!(typed, Typed::Key(key) if key.modifiers.contains(KeyModifiers::ALT));
            prop_assert!(cut == whole || whole.iter().any(alt), "{cut:?} {whole:?}");
        }
    }
}
