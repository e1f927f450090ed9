//! What can be typed to narrow: `#tag`, `co:`, `tier:`, `stage:`, `due`, each in English and German, and what stands behind a
//! hyphen.
//!
//! Owns reading it. What isn't understood is a word like any other, and so is whatever stands in quotes. A quote or sign that
//! nothing follows yet narrows nothing, and a phone number is one word however it is written.

use unicode_normalization::UnicodeNormalization;

use crate::domain::contact::{Stage, Tier};
use crate::domain::field::stages_beginning;

use super::fit::Word;
use super::fold::fold;

/// What must hold of a contact, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    pub negated: bool,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// With `#`: it begins one of the tags.
    Tag(Word),
    /// Each begins a word of the company's name.
    Company(Vec<Word>),
    Tier(Option<Tier>),
    /// One of these.
    Stage(Vec<Option<Stage>>),
    /// On the agenda today.
    Due,
}

const COMPANY: &[&str] = &["co", "company", "firma"];
const TIER: &[&str] = &["tier", "stufe"];
const STAGE: &[&str] = &["stage", "stand"];
/// Not folded: "due" is not to be Du, which is a name.
const DUE: &[&str] = &["due", "fällig", "faellig"];
const NONE: &[&str] = &["none", "-", "kein", "keine", "keiner"];

/// Signs that open and close quotes.
const QUOTES: &[char] = &['"', '„', '“', '”'];

/// Signs that nobody is looked for by while they stand alone: something is to follow.
const UNFINISHED: &[&str] = &["-", "#", "+", "(", "/", "."];

/// What was typed between two blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Word(Word),
    /// It must not begin a word.
    Not(Word),
    If(Condition),
}

/// What was typed, piece by piece.
pub(super) fn terms(typed: &str) -> impl Iterator<Item = Term> + '_ {
    joined(typed, pieces(typed)).into_iter().filter_map(|piece| {
        let (negated, said) = match piece.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, piece),
        };
        if is_begun(said) {
            return None;
        }
        if let Some(what) = condition(said) {
            return Some(Term::If(Condition { negated, what }));
        }
        if UNFINISHED.contains(&said) {
            return None;
        }
        let word = Word::new(said.trim_matches([',', ';']).trim_matches(QUOTES).trim())?;
        Some(if negated { Term::Not(word) } else { Term::Word(word) })
    })
}

/// What was typed without what narrows; tags stand in what was said, too.
pub(super) fn without_conditions(typed: &str) -> String {
    let is_word = |piece: &&str| {
        let said = piece.strip_prefix('-').unwrap_or(piece);
        !is_begun(said) && matches!(condition(said), None | Some(What::Tag(_)))
    };
    pieces(typed).into_iter().filter(is_word).collect::<Vec<_>>().join(" ")
}

/// Split at blanks, but for those in quotes. Quotes that aren't closed yet reach to the end; what stands inside a word opens none.
fn pieces(typed: &str) -> Vec<&str> {
    let (mut quoted, mut before) = (false, ' ');
    let outside = |c: char| {
        if QUOTES.contains(&c) {
            quoted = !quoted && (before.is_whitespace() || matches!(before, '-' | ':'));
        }
        before = c;
        c.is_whitespace() && !quoted
    };
    typed.split(outside).filter(|piece| !piece.is_empty()).collect()
}

/// Whether it is a condition of which nothing stands behind the colon yet: that narrows nothing.
fn is_begun(said: &str) -> bool {
    let value_is_missing = |value: &str| value.trim_matches(QUOTES).trim().is_empty();
    let named = |name: &str| [COMPANY, TIER, STAGE].concat().contains(&name);
    said.split_once(':').is_some_and(|(name, value)| value_is_missing(value) && named(&fold(name)))
}

/// A value that no contact can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSuch {
    Tier,
    Stage,
}

/// The first of the values typed that there isn't: then nobody fits.
pub fn no_such(typed: &str) -> Option<NoSuch> {
    pieces(typed).into_iter().find_map(|piece| {
        let said = piece.strip_prefix('-').unwrap_or(piece);
        let (name, _) = said.split_once(':').filter(|_| !is_begun(said) && condition(said).is_none())?;
        let name = fold(name);
        match () {
            () if TIER.contains(&name.as_str()) => Some(NoSuch::Tier),
            () if STAGE.contains(&name.as_str()) => Some(NoSuch::Stage),
            () => None,
        }
    })
}

/// Digits of pieces that are one phone number even where nothing else says so.
const LOCAL_PHONE: usize = 7;

/// The pieces, those that are the groups of one phone number as one.
fn joined<'t>(typed: &'t str, pieces: Vec<&'t str>) -> Vec<&'t str> {
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
fn is_group(piece: &str) -> bool {
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

fn condition(said: &str) -> Option<What> {
    if let Some(tag) = said.strip_prefix('#') {
        let tag = fold(tag.trim_end_matches([',', ';']));
        return if tag.is_empty() { None } else { Word::new(&format!("#{tag}")).map(What::Tag) };
    }
    if DUE.contains(&said.to_lowercase().nfc().collect::<String>().as_str()) {
        return Some(What::Due);
    }
    let (name, value) = said.split_once(':')?;
    let (name, value) = (fold(name), fold(value.trim_matches(QUOTES).trim()));
    let named = |names: &[&str]| names.contains(&name.as_str());
    if value.is_empty() {
        None
    } else if named(COMPANY) {
        Some(What::Company(value.split(' ').filter_map(Word::new).collect()))
    } else if named(TIER) {
        let tier =
            Tier::ALL.into_iter().find(|tier| value.eq_ignore_ascii_case(tier.letter().encode_utf8(&mut [0; 4])));
        (tier.is_some() || NONE.contains(&value.as_str())).then_some(What::Tier(tier))
    } else if named(STAGE) {
        let mut stages: Vec<Option<Stage>> = stages_beginning(&value).into_iter().map(Some).collect();
        stages.extend(NONE.contains(&value.as_str()).then_some(None));
        (!stages.is_empty()).then_some(What::Stage(stages))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_begun_narrows_nothing_and_values_that_there_are_not_are_known() {
        for (typed, narrows, expect) in [
            ("firma:", false, None),
            ("-stufe:", false, None),
            ("stand:\"\"", false, None),
            ("tier:a", true, None),
            ("anna tier:d", true, Some(NoSuch::Tier)),
            ("stand:quatsch", true, Some(NoSuch::Stage)),
            ("http:", true, None),
        ] {
            assert_eq!((terms(typed).next().is_some(), no_such(typed)), (narrows, expect), "{typed}");
        }
    }
}
