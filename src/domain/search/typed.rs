//! What was typed, in pieces: what both the search's words and conditions are read from.

use unicode_normalization::UnicodeNormalization;

/// Signs that open and close quotes.
pub const QUOTES: &[char] = &['"', '„', '“', '”'];

/// Signs that nobody is looked for by while they stand alone: something is to follow.
const UNFINISHED: &[&str] = &["-", "#", "+", "(", "/", "."];

/// Not folded: "due" is not to be Du, which is a name.
const DUE: &[&str] = &["due", "fällig", "faellig"];

/// Digits of pieces that are one phone number even where nothing else says so.
const LOCAL_PHONE: usize = 7;

/// Whether it asks for who is on the agenda today.
pub fn is_due(piece: &str) -> bool {
    DUE.contains(&piece.to_lowercase().nfc().collect::<String>().as_str())
}

/// What of a piece is looked for; `None` while nothing is.
pub fn word(piece: &str) -> Option<String> {
    let word = piece.trim_matches([',', ';']).trim_matches(QUOTES).trim();
    (!word.is_empty() && !UNFINISHED.contains(&piece)).then(|| word.to_owned())
}

/// Split at blanks, but for those in quotes. Quotes that aren't closed yet reach to the end; what stands inside a word opens none.
pub fn pieces(typed: &str) -> Vec<&str> {
    let (mut quoted, mut before) = (false, ' ');
    let outside = |c: char| {
        if QUOTES.contains(&c) {
            quoted =
                !quoted && (before.is_whitespace() || matches!(before, '-' | ':' | '(' | '<' | '>' | '=' | ',' | '.'));
        }
        before = c;
        c.is_whitespace() && !quoted
    };
    typed.split(outside).filter(|piece| !piece.is_empty()).collect()
}

/// The pieces, those that are the groups of one phone number as one.
pub fn joined<'t>(typed: &'t str, pieces: Vec<&'t str>) -> Vec<&'t str> {
    let start = |piece: &str| piece.as_ptr().addr() - typed.as_ptr().addr();
    let mut joined = Vec::with_capacity(pieces.len());
    for groups in pieces.chunk_by(|one, next| is_group(one) && is_group(next)) {
        match groups {
            [first, .., last] if is_phone(groups) => joined.push(&typed[start(first)..start(last) + last.len()]),
            _ => joined.extend_from_slice(groups),
        }
    }
    joined
}

/// Whether it can be a part of a phone number. `-12` says what must not stand there.
pub fn is_group(piece: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || "+()/.-\u{2011}\u{2013}".contains(c);
    piece.chars().all(is_sign) && (piece == "-" || !piece.starts_with('-'))
}

/// Whether these groups are one number: it begins as those do that are written with country or town, or it is so long. Other
/// numbers are words of their own.
fn is_phone(groups: &[&str]) -> bool {
    let digits = |piece: &&str| piece.bytes().filter(u8::is_ascii_digit).count();
    let count: usize = groups.iter().map(digits).sum();
    count >= LOCAL_PHONE || count > 0 && groups[0].starts_with(['+', '0', '('])
}
