//! How one typed word fits a folded text. What was typed in all is `query`'s.

use memchr::{memchr, memmem};

use crate::domain::find::phone_digits;

use super::fold::fold;

/// A folded word that must fit somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub letters: u64,
    /// Its digits, if it can be a part of a phone number.
    pub digits: Option<String>,
    digit_letters: u64,
}

/// How a word fits; the later, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its letters stand in name and company in this order.
    Scattered = 1,
    Tag,
    Phone,
    Mail,
    InsideCompany,
    InsideName,
    CompanyWord,
    NameWord,
    NameStart,
    WholeNameWord,
    WholeFirstWord,
}

impl Word {
    /// `None` if nothing is left of it.
    pub fn new(typed: &str) -> Option<Self> {
        let text = fold(typed);
        let digits = phone_digits(&text);
        let digit_letters = digits.as_deref().map_or(u64::MAX, |digits| letters_of(digits.as_bytes()));
        (!text.is_empty()).then(|| Self { letters: letters_of(text.as_bytes()), text, digits, digit_letters })
    }

    pub fn in_name(&self, name: &[u8]) -> Option<Fit> {
        self.places(name).map(|at| self.fit_in_name(name, at)).max()
    }

    /// How it fits where it stands at `at`.
    pub fn fit_in_name(&self, name: &[u8], at: usize) -> Fit {
        let whole = || is_word_end(name, at + self.text.len());
        match at {
            0 if whole() => Fit::WholeFirstWord,
            0 => Fit::NameStart,
            _ if !is_word_start(name, at) => Fit::InsideName,
            _ if whole() => Fit::WholeNameWord,
            _ => Fit::NameWord,
        }
    }

    pub fn in_company(&self, company: &[u8]) -> Option<Fit> {
        let mut best = None;
        for at in self.places(company) {
            if is_word_start(company, at) {
                return Some(Fit::CompanyWord);
            }
            best = Some(Fit::InsideCompany);
        }
        best
    }

    /// In mails, phones (digits alone) or tags.
    pub fn in_rest(&self, [mails, phones, tags]: [&[u8]; 3]) -> Option<Fit> {
        let stands = |text: &[u8]| self.places(text).next().is_some();
        let digits = || self.digits.as_ref().is_some_and(|digits| memmem::find(phones, digits.as_bytes()).is_some());
        if stands(mails) {
            Some(Fit::Mail)
        } else if stands(phones) || digits() {
            Some(Fit::Phone)
        } else {
            stands(tags).then_some(Fit::Tag)
        }
    }

    /// Whether its letters stand in the name, and going on in the company, in this order.
    pub fn is_scattered(&self, name: &[u8], company: &[u8]) -> bool {
        let left = after_scattered(name, self.text.as_bytes());
        after_scattered(company, left).is_empty()
    }

    /// Whether it begins a word of `text`.
    pub fn begins_in(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| is_word_start(text, at))
    }

    /// Whether it begins a line of `text`.
    pub fn begins_line(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| at.checked_sub(1).is_none_or(|before| text[before] == b'\n'))
    }

    /// Whether it begins a piece between blanks of `text`.
    pub fn begins_piece(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| at.checked_sub(1).is_none_or(|before| text[before] == b' '))
    }

    /// Whether a text of these letters can hold it.
    pub fn can_stand_in(&self, letters: u64) -> bool {
        self.letters & !letters == 0
    }

    /// Whether mails, phones and tags of these letters can.
    pub fn can_stand_in_rest(&self, letters: u64) -> bool {
        self.can_stand_in(letters) || self.digit_letters & !letters == 0
    }

    /// Where it stands. The texts are so short that its first letter is found sooner than anything cleverer is set up.
    pub fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + 't {
        let word = self.text.as_bytes();
        let first = word.first().copied().unwrap_or_default();
        let mut from = 0;
        std::iter::from_fn(move || {
            while text.len() - from >= word.len() {
                let at = from + memchr(first, &text[from..=text.len() - word.len()])?;
                from = at + 1;
                if text[from..].starts_with(&word[1..]) {
                    return Some(at);
                }
            }
            None
        })
    }
}

/// Which letters and digits a folded text has: a bit for each, the rest shared.
pub(super) fn letters_of(folded: &[u8]) -> u64 {
    folded.iter().fold(0, |letters, byte| {
        letters
            | 1 << match *byte {
                byte @ b'a'..=b'z' => byte - b'a',
                byte @ b'0'..=b'9' => 26 + (byte - b'0'),
                b' ' | b'\n' => 36,
                other => 37 + other % 27,
            }
    })
}

pub(super) fn is_word_start(text: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| is_between_words(text[before]))
}

fn is_word_end(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|after| is_between_words(*after))
}

fn is_between_words(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// What is left of `word` when its bytes are looked for in `text` in their order.
fn after_scattered<'w>(mut text: &[u8], mut word: &'w [u8]) -> &'w [u8] {
    while let [first, rest @ ..] = word
        && let Some(at) = memchr(*first, text)
    {
        (text, word) = (&text[at + 1..], rest);
    }
    word
}

/// Where the bytes of `word` stand in `text`, in this order.
pub(super) fn scattered(text: &[u8], word: &[u8]) -> Option<Vec<usize>> {
    let mut from = 0;
    word.iter()
        .map(|byte| {
            let at = from + memchr(*byte, &text[from..])?;
            from = at + 1;
            Some(at)
        })
        .collect()
}
