//! Words as days are written with them, in both languages, and how they are compared.

use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;

use crate::domain::cadence::Unit;

/// A word of a text, as it is compared, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::domain) struct Word {
    /// Lower case, umlauts as two letters, without a comma behind it.
    pub folded: String,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
}

/// The words of `text` with what stands between white space as one word.
pub(in crate::domain) fn words(text: &str) -> impl Iterator<Item = Word> {
    text.split_whitespace().map(|word| {
        // `split_whitespace` gives slices of `text`, so that the distance of their beginnings is the place.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Word { folded: fold(word), start, end: start + word.len() }
    })
}

/// As words are compared: `Übermorgen,` is `uebermorgen`.
pub(in crate::domain) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.strip_suffix(',').unwrap_or(word).nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            c => folded.push(c),
        }
    }
    folded
}

/// A number in ASCII digits, at most `most` of them.
pub(in crate::domain) fn digits(word: &str, most: usize) -> Option<u32> {
    let all = (1..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    all.then(|| word.parse().ok()).flatten()
}

/// One of the words of `table`'s first entry, with its value.
fn look_up<T: Copy>(table: &[(&[&str], T)], word: &str) -> Option<T> {
    table.iter().find(|(words, _)| words.contains(&word)).map(|(_, value)| *value)
}

/// `fri`, `fr.`, `Sonnabend`.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    look_up(WEEKDAYS, word.strip_suffix('.').unwrap_or(word))
}

const WEEKDAYS: &[(&[&str], Weekday)] = &[
    (&["monday", "mon", "mo", "montag"], Weekday::Mon),
    (&["tuesday", "tues", "tue", "tu", "dienstag", "di"], Weekday::Tue),
    (&["wednesday", "weds", "wed", "we", "mittwoch", "mi"], Weekday::Wed),
    (&["thursday", "thurs", "thur", "thu", "th", "donnerstag", "do"], Weekday::Thu),
    (&["friday", "fri", "fr", "freitag"], Weekday::Fri),
    (&["saturday", "sat", "sa", "samstag", "sonnabend"], Weekday::Sat),
    (&["sunday", "sun", "su", "sonntag", "so"], Weekday::Sun),
];

/// `Dec`, `Dez.`, `März`: 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    look_up(MONTHS, word.strip_suffix('.').unwrap_or(word))
}

const MONTHS: &[(&[&str], u32)] = &[
    (&["january", "jan", "januar", "jaenner", "jaen"], 1),
    (&["february", "feb", "februar", "feber"], 2),
    (&["march", "mar", "maerz", "maer", "mrz"], 3),
    (&["april", "apr"], 4),
    (&["may", "mai"], 5),
    (&["june", "jun", "juni"], 6),
    (&["july", "jul", "juli"], 7),
    (&["august", "aug"], 8),
    (&["september", "sept", "sep"], 9),
    (&["october", "oct", "oktober", "okt"], 10),
    (&["november", "nov"], 11),
    (&["december", "dec", "dezember", "dez"], 12),
];

/// `days`, `Wochen`, `m`.
pub(super) fn unit(word: &str) -> Option<Unit> {
    look_up(UNITS, word)
}

const UNITS: &[(&[&str], Unit)] = &[
    (&["day", "days", "tag", "tage", "tagen"], Unit::Day),
    (&["week", "weeks", "woche", "wochen"], Unit::Week),
    (&["month", "months", "monat", "monate", "monaten"], Unit::Month),
    (&["year", "years", "jahr", "jahre", "jahren"], Unit::Year),
];

/// `3`, `three`, `drei`: 1 to 9999.
pub(super) fn number(word: &str) -> Option<u16> {
    match digits(word, 4) {
        Some(number) => u16::try_from(number).ok().filter(|number| *number > 0),
        None => look_up(NUMBERS, word),
    }
}

const NUMBERS: &[(&[&str], u16)] = &[
    (&["one", "eins"], 1),
    (&["two", "zwei"], 2),
    (&["three", "drei"], 3),
    (&["four", "vier"], 4),
    (&["five", "fuenf"], 5),
    (&["six", "sechs"], 6),
    (&["seven", "sieben"], 7),
    (&["eight", "acht"], 8),
    (&["nine", "neun"], 9),
    (&["ten", "zehn"], 10),
    (&["eleven", "elf"], 11),
    (&["twelve", "zwoelf"], 12),
];

/// `a` week, `einem` Monat.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "ein" | "eine" | "einem" | "einen" | "einer")
}

/// Whether `word` is the German adjective `stem` (ending in e) in any of its forms.
pub(super) fn is_adjective(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "" | "m" | "n" | "r" | "s"))
}
