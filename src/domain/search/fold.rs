//! Texts as they are compared and sorted.

use std::cmp::Ordering;
use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// `text` as it is compared: lower case, without marks, `ß` as `ss`, `ł` as `l` and so on; then `ae` as `a`, `oe` as
/// `o`, `ue` as `u`, so that Müller, Mueller and Muller are the same. White space of any kind is a space. Apostrophes of any kind
/// are left out.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_each(text, |letter| out.push(letter));
    out
}

/// Appends `text`, folded, as a part of a line: without control characters.
pub(super) fn fold_line(text: &str, out: &mut String) {
    fold_each(text, |letter| out.push(if letter.is_control() { ' ' } else { letter }));
}

/// Appends `text` as [`fold_line`] does, and behind it [`SECOND`] starts.
pub(super) fn fold_name(text: &str, out: &mut String) {
    if text.contains(is_apostrophe) {
        each_with_seconds(text, |letter, _| out.push(if letter.is_control() { ' ' } else { letter }));
    } else {
        fold_line(text, out);
    }
}

/// `text` folded as what was said is searched: with [`SECOND`] starts behind it.
pub fn fold_said(text: &str) -> String {
    if text.contains(is_apostrophe) { fold_with_places(text).0 } else { fold(text) }
}

/// What stands before the rest of a word that begins behind an apostrophe: "o'neill" is "oneill", and behind the text "neill", so
/// that this is found as a word's beginning, too. No other folded text holds it.
pub const SECOND: char = '\'';

/// A folded text without what stands behind [`SECOND`].
pub(in crate::domain) fn whole(folded: &[u8]) -> &[u8] {
    folded.split(|byte| *byte == SECOND as u8).next().unwrap_or_default()
}

/// So many of one text have a second start.
const MOST_SECONDS: usize = 16;

/// Calls `take` with each folded letter.
fn fold_each(text: &str, mut take: impl FnMut(char)) {
    let mut last = ' ';
    let mut take = |letter| {
        if !is_umlauts_e(last, letter) && !is_apostrophe(letter) {
            take(letter);
            last = letter;
        }
    };
    if text.is_ascii() {
        text.bytes().for_each(|byte| take(ascii_letter(byte).into()));
    } else {
        each_letter(text, |letter, _| take(letter));
    }
}

/// `text` folded as [`fold_said`] does, and for each of the folded text's bytes which bytes of `text` it stands for. Those of
/// second starts stand for what stood there before.
pub(super) fn fold_with_places(text: &str) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(text.len());
    let mut places: Vec<Range<usize>> = Vec::with_capacity(text.len());
    each_with_seconds(text, |letter, place| {
        out.push(letter);
        places.extend(std::iter::repeat_n(place, letter.len_utf8()));
    });
    (out, places)
}

/// Calls `take` with each folded letter and the bytes of `text` it stands for, then with those of second starts.
fn each_with_seconds(text: &str, mut take: impl FnMut(char, Range<usize>)) {
    let mut letters: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    let (mut last, mut is_behind, mut seconds) = (' ', false, Vec::new());
    each_letter(text, |letter, place| {
        if is_apostrophe(letter) {
            is_behind = last.is_alphanumeric();
            return;
        }
        if std::mem::take(&mut is_behind) && letter.is_alphanumeric() && seconds.len() < MOST_SECONDS {
            // It can be the e of an umlaut written out.
            seconds.push((letters.len(), is_umlauts_e(last, letter).then(|| (letter, place.clone()))));
        }
        match letters.last_mut() {
            Some((_, umlaut)) if is_umlauts_e(last, letter) => umlaut.end = place.end,
            _ => {
                letters.push((letter, place));
                last = letter;
            }
        }
    });
    letters.iter().cloned().for_each(|(letter, place)| take(letter, place));
    for (from, first) in seconds {
        let Some(place) = first.as_ref().or(letters.get(from)).map(|(_, place)| place.start..place.start) else {
            continue;
        };
        take(SECOND, place);
        let rest = letters[from..].iter().take_while(|(letter, _)| letter.is_alphanumeric());
        first.iter().chain(rest).cloned().for_each(|(letter, place)| take(letter, place));
    }
}

/// Whether there is nothing else in it.
pub(super) fn is_apostrophes(text: &str) -> bool {
    text.chars().all(is_apostrophe)
}

/// Whether it is an apostrophe, or what is typed for one.
fn is_apostrophe(c: char) -> bool {
    // The Greek ones are the others' other code points (canonical equivalents).
    const GREEK: [char; 3] = ['\u{374}', '\u{1fef}', '\u{1ffd}'];
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '＇') || GREEK.contains(&c)
}

/// How names are sorted: without regard to case and marks, so that Ä stands with A; then by the bytes.
pub fn compare(a: &str, b: &str) -> Ordering {
    // What begins alike, character by character, is skipped; what differs in case or marks is looked at as letters.
    let same =
        a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at);
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    let by_letters = if rest_a.is_ascii() && rest_b.is_ascii() {
        rest_a.bytes().map(ascii_letter).cmp(rest_b.bytes().map(ascii_letter))
    } else {
        letters(rest_a).cmp(&letters(rest_b))
    };
    by_letters.then_with(|| a.cmp(b))
}

/// The first letters of a text, by which most names can be sorted without looking at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Beginning(pub [u64; 2]);

impl Beginning {
    /// Whose beginning is smaller stands before.
    pub(in crate::domain) fn of(text: &str) -> Self {
        let mut bytes = [0; 16];
        let letters = letters(text);
        let length = letters.len().min(bytes.len());
        bytes[..length].copy_from_slice(&letters.as_bytes()[..length]);
        let (first, second) = bytes.split_at(8);
        Self([first, second].map(|half| half.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))))
    }

    /// The first four bytes, in the order of the names.
    pub(in crate::domain) fn first_letters(self) -> u32 {
        (self.0[0] >> 32) as u32
    }

    /// As it is kept in a file.
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_be_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_be_bytes());
        bytes
    }

    /// Reads it back.
    pub(crate) fn from_bytes(bytes: [u8; 16]) -> Self {
        let number = u128::from_be_bytes(bytes);
        Self([(number >> 64) as u64, number as u64])
    }

    /// Whether these are all the letters: two texts with this beginning differ in case and marks at the most.
    pub(in crate::domain) fn is_all(self) -> bool {
        self.0[1] & 0xff == 0
    }
}

fn ascii_letter(byte: u8) -> u8 {
    if byte.is_ascii_whitespace() { b' ' } else { byte.to_ascii_lowercase() }
}

fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_letter(text, |letter, _| out.push(letter));
    out
}

/// Whether `letter` is the e of an umlaut written out.
fn is_umlauts_e(last: char, letter: char) -> bool {
    letter == 'e' && matches!(last, 'a' | 'o' | 'u')
}

/// Calls `take` with each base letter in lower case, and the bytes of `text` it comes from.
fn each_letter(text: &str, mut take: impl FnMut(char, Range<usize>)) {
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        if c.is_ascii() {
            take(ascii_letter(c as u8).into(), place);
        } else if c.is_whitespace() {
            take(' ', place);
        } else {
            for lower in c.to_lowercase() {
                decompose_canonical(lower, |part| {
                    let (base, second) = match part {
                        'ß' => ('s', Some('s')),
                        'æ' => ('a', Some('e')),
                        'œ' => ('o', Some('e')),
                        'ł' => ('l', None),
                        'ø' => ('o', None),
                        'đ' => ('d', None),
                        'ı' => ('i', None),
                        mark if is_combining_mark(mark) => return,
                        other => (other, None),
                    };
                    take(base, place.clone());
                    if let Some(second) = second {
                        take(second, place.clone());
                    }
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        for (same, folded) in [
            (vec!["Müller", "Mueller", "Muller", "müller", "MÜLLER", "Mu\u{308}ller"], "muller"),
            (vec!["Straße", "strasse", "STRASSE", "STRAẞE"], "strasse"),
            (vec!["Çiçek", "cicek", "C\u{327}ic\u{327}ek"], "cicek"),
            (vec!["Łukasz", "lukasz"], "lukasz"),
            (vec!["Søren", "Soeren", "Soren", "Sören"], "soren"),
            (vec!["Đorđe", "dorde"], "dorde"),
            (vec!["Æsop", "Aesop", "Asop"], "asop"),
            (vec!["İzmir", "ızmir", "IZMIR"], "izmir"),
            (vec!["Anna\u{a0}Berg", "anna\tberg"], "anna berg"),
            (vec!["山田"], "山田"),
            (vec!["O'Neill", "O’Neill", "OʼNeill", "O‘Neill", "O`Neill", "oneill"], "oneill"),
            (vec!["d’Aubigné", "D'AUBIGNE", "d\u{1ffd}Aubigné"], "daubigne"),
        ] {
            for name in same {
                assert_eq!(fold(name), folded, "{name:?}");
            }
        }
    }

    #[test]
    fn names_are_sorted_as_people_do() {
        let mut names = ["Zoë", "Änne", "anna", "Özil", "Olsen", "Anna", "Łukasz", "Maier"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["Anna", "anna", "Änne", "Łukasz", "Maier", "Olsen", "Özil", "Zoë"]);
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            let (same, places) = fold_with_places(&text);
            prop_assert_eq!(same.split(SECOND).next().unwrap(), &folded);
            prop_assert_eq!(places.len(), same.len());
            prop_assert_eq!(&same, &fold_said(&text));
            for place in places {
                prop_assert!(text.is_char_boundary(place.start) && text.is_char_boundary(place.end));
            }
        }

        #[test]
        fn sorting_is_an_order(a in "[abäÄßo ]{0,18}", b in "[abäÄßo ]{0,18}", c in "[abäÄßo ]{0,18}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert!(Beginning::of(&a) <= Beginning::of(&b) || compare(&a, &b).is_gt());
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }
    }
}
