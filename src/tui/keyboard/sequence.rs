//! The escape sequences that keys send, as xterm, the Linux console, rxvt and those after them do it (ECMA-48; xterm's
//! "PC-Style Function Keys"; `CSI u`). How far one reaches is known for any, so that what is no key is skipped whole.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::parse::letter;
use crate::tui::mouse::{Did, Mouse};

/// What a control sequence is, and how many bytes it takes behind its introducer.
pub(super) enum Sequence {
    Key(KeyEvent, usize),
    Mouse(Mouse, usize),
    PasteBegins(usize),
    /// No key: a terminal's answer, or something unknown.
    Other(usize),
    Unfinished,
}

/// What follows `ESC [`.
pub(super) fn control(rest: &[u8]) -> Sequence {
    // The Linux console's F1 to F5.
    if let [b'[', behind @ ..] = rest {
        return match behind {
            [] => Sequence::Unfinished,
            [c @ b'A'..=b'E', ..] => Sequence::Key(KeyCode::F(c - b'A' + 1).into(), 2),
            _ => Sequence::Other(1),
        };
    }
    // A terminal that knows no better way to tell of the mouse: three bytes follow, whatever they are.
    if let [b'M', behind @ ..] = rest {
        return match behind {
            [what, x, y, ..] => {
                let number = |byte: &u8| u16::from(byte.saturating_sub(32));
                Sequence::Mouse(mouse(number(what), (number(x), number(y)), true), 4)
            }
            _ => Sequence::Unfinished,
        };
    }
    let Some(end) = rest.iter().position(|c| !matches!(c, 0x20..=0x3f)) else { return Sequence::Unfinished };
    let last = rest[end];
    if !matches!(last, 0x40..=0x7e) {
        // Broken off: what breaks it off stands for itself.
        return Sequence::Other(end);
    }
    let given = std::str::from_utf8(&rest[..end]).unwrap_or_default();
    if let Some(told) = given.strip_prefix('<').filter(|_| matches!(last, b'M' | b'm')) {
        let numbers: Vec<u16> = told.split(';').filter_map(|number| number.parse().ok()).collect();
        return match *numbers {
            [what, x, y] => Sequence::Mouse(mouse(what, (x, y), last == b'M'), end + 1),
            _ => Sequence::Other(end + 1),
        };
    }
    // Answers say so by a sign in front or behind.
    let numbers: Option<Vec<u32>> = match given {
        "" => Some(Vec::new()),
        given => given.split(';').map(number).collect(),
    };
    let Some(numbers) = numbers else { return Sequence::Other(end + 1) };
    if (&*numbers, last) == (&[200], b'~') {
        return Sequence::PasteBegins(end + 1);
    }
    key(&numbers, last).map_or(Sequence::Other(end + 1), |key| Sequence::Key(key, end + 1))
}

/// A parameter without what is told besides (`97:65` is `97`); an empty one is 1.
fn number(given: &str) -> Option<u32> {
    match given.split(':').next() {
        Some("") => Some(1),
        Some(number) => number.parse().ok(),
        None => None,
    }
}

/// What xterm's number of a button says (its "Mouse Tracking"): the button, what is held, whether the pointer moves. Cells count
/// from 1.
fn mouse(what: u16, (x, y): (u16, u16), goes_down: bool) -> Mouse {
    let bits = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let held = bits.into_iter().filter(|(bit, _)| what & bit != 0).map(|(_, held)| held).collect();
    let did = match (what & !28, goes_down) {
        (0, true) => Did::Press,
        (32, _) => Did::Drag,
        (0, false) | (3, true) => Did::Release,
        (64, true) => Did::Wheel(-1),
        (65, true) => Did::Wheel(1),
        _ => Did::Other,
    };
    Mouse { did, at: Position::new(x.saturating_sub(1), y.saturating_sub(1)), held }
}

fn key(numbers: &[u32], last: u8) -> Option<KeyEvent> {
    let first = numbers.first().copied().unwrap_or(1);
    let held = modifiers(numbers.get(1).copied().unwrap_or(1));
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        // `R` would be F3; but that is where the cursor stands.
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        b'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'u' => return character(first, held),
        b'~' => match first {
            27 => return character(numbers.get(2).copied()?, held),
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            11..=15 => function(first - 10)?,
            17..=21 => function(first - 11)?,
            23..=26 => function(first - 12)?,
            _ => return None,
        },
        _ => return None,
    };
    Some(KeyEvent::new(code, held))
}

fn function(number: u32) -> Option<KeyCode> {
    u8::try_from(number).ok().map(KeyCode::F)
}

fn character(code: u32, held: KeyModifiers) -> Option<KeyEvent> {
    let code = match char::from_u32(code)? {
        '\x1b' => KeyCode::Esc,
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x7f' => KeyCode::Backspace,
        c if c.is_control() => return None,
        c => return Some(KeyEvent { modifiers: held | letter(c).modifiers, ..letter(c) }),
    };
    Some(KeyEvent::new(code, held))
}

/// xterm's number for the modifiers held: 1 and a bit for each.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let each = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    (0..).zip(each).filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, held)| held).collect()
}

/// What follows `ESC O`: cursor and function keys, and the keypad.
pub(super) fn keypad(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        // The keypad's digits and signs.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => return None,
    })
}

/// The background that a terminal tells of: `11;rgb:ffff/8080/0000`, each part of one to four digits (xterm's dynamic colours; X11's
/// colours). What follows, an alpha or the terminator, is passed over.
pub(super) fn background(string: &[u8]) -> Option<(u8, u8, u8)> {
    let told = std::str::from_utf8(string).ok()?.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
    let colour = told.strip_prefix("11;")?;
    let colour = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let parts: Vec<u8> = colour.split('/').map(part).collect::<Option<_>>()?;
    match *parts {
        [r, g, b] | [r, g, b, _] => Some((r, g, b)),
        _ => None,
    }
}

/// A part of a colour, whatever number of digits stands for all of it.
fn part(digits: &str) -> Option<u8> {
    let most = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    let part = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from((part * 255 + most / 2) / most).ok()
}

/// How many bytes a string takes, its terminator included; `None` while that is missing.
pub(super) fn string(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|c| matches!(c, 0x07 | 0x18 | 0x1a | 0x1b))?;
    match rest[end..] {
        [0x1b] => None,
        [0x1b, b'\\', ..] => Some(end + 2),
        // Broken off by another sequence.
        [0x1b, ..] => Some(end),
        _ => Some(end + 1),
    }
}
