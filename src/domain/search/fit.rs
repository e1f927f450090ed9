//! How one typed word fits a folded text. What was typed in all is `query`'s.

use memchr::{memchr, memmem};

use crate::domain::find::{PHONE_END, phone_digits};

use super::fold::fold;

/// A folded word that must fit somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub signs: Signs,
    /// Its digits, if it can be a part of a phone number.
    pub digits: Option<String>,
    /// Which those are: phone numbers have no pairs.
    digit_signs: Signs,
    /// Its number among letters and digits, if it is a single one of them.
    letter: Option<u32>,
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
        let digits = digits_of(&text);
        // Who has it without its country has its end.
        let end = digits.as_deref().map(|digits| &digits[digits.len().saturating_sub(PHONE_END)..]);
        let digit_signs = end.map_or(Signs::ALL, |end| Signs::of_digits(end.as_bytes()));
        let signs = match text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => Signs::of_digits(text.as_bytes()),
            false => Signs::of(text.as_bytes()),
        };
        let letter = match text.as_bytes() {
            [byte] if byte.is_ascii_alphanumeric() => Some(bit(*byte)),
            _ => None,
        };
        (!text.is_empty()).then_some(Self { text, signs, digits, digit_signs, letter })
    }

    /// How it fits a name whose words begin like that, and of which the signs say that it can stand there.
    #[inline]
    pub fn in_name_of<'n>(&self, begins: Begins, name: impl FnOnce() -> &'n [u8]) -> Option<Fit> {
        self.letter.and_then(|letter| begins.fit(letter)).or_else(|| self.in_name(name()))
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

    /// In mails, phones (digits alone) or tags, which stand one behind the other: where mails and phones end.
    pub fn in_rest(&self, rest: &[u8], [mails, phones]: [usize; 2]) -> Option<Fit> {
        let stands = self.places(rest).next();
        let in_phones = |digits: &String| is_in_phones(digits.as_bytes(), &rest[mails..phones]);
        match stands {
            Some(at) if at < mails => Some(Fit::Mail),
            Some(at) if at < phones => Some(Fit::Phone),
            _ if self.digits.as_ref().is_some_and(in_phones) => Some(Fit::Phone),
            stands => stands.map(|_| Fit::Tag),
        }
    }

    /// How well its letters stand scattered in the name, and going on in the company, in this order: the more of them begin words
    /// or stand together, and the less lies between, the better. `None` if they don't.
    pub fn scattered<'c>(&self, name: &[u8], company: impl Fn() -> &'c [u8]) -> Option<u16> {
        let (in_name, left) = scattered_in(name, self.text.as_bytes());
        let (in_company, left) = if left.is_empty() { (0, left) } else { scattered_in(company(), left) };
        left.is_empty().then_some(in_name + in_company)
    }

    /// Whether it begins a word of `text`.
    pub fn begins_in(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| is_word_start(text, at))
    }

    /// The same of a name whose words begin like that.
    pub fn begins_in_name_of<'n>(&self, begins: Begins, name: impl FnOnce() -> &'n [u8]) -> bool {
        self.letter.map_or_else(|| self.begins_in(name()), |letter| begins.0 >> letter & 1 != 0)
    }

    /// Whether it begins a line of `text`.
    pub fn begins_line(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| at.checked_sub(1).is_none_or(|before| text[before] == b'\n'))
    }

    /// Whether it begins a piece between blanks of `text`.
    pub fn begins_piece(&self, text: &[u8]) -> bool {
        self.places(text).any(|at| at.checked_sub(1).is_none_or(|before| text[before] == b' '))
    }

    /// Whether mails, phones and tags of these signs can hold it.
    #[inline]
    pub fn can_stand_in_rest(&self, signs: Signs) -> bool {
        signs.can_hold(self.signs) || signs.can_hold(self.digit_signs)
    }

    /// Where it stands. The texts are so short that its first letters are found sooner than anything cleverer is set up.
    pub fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + find(&text[from..], self.text.as_bytes())?;
            from = at + 1;
            Some(at)
        })
    }
}

/// The digits of what may be a phone number that is still being typed: its "(0)" isn't closed yet, of its country only the beginning is there.
fn digits_of(text: &str) -> Option<String> {
    let text = text.strip_suffix("(0").unwrap_or(text);
    let country = || text.strip_prefix('+').map(|country| country.trim_matches(' '));
    let is_number = |country: &&str| !country.is_empty() && country.bytes().all(|byte| byte.is_ascii_digit());
    phone_digits(text).or_else(|| country().filter(is_number).map(str::to_owned))
}

/// Whether these digits stand in one of the numbers, or are one of them with its country before it.
fn is_in_phones(digits: &[u8], phones: &[u8]) -> bool {
    let is_end = |line: &[u8]| line.len() >= PHONE_END && digits.ends_with(line);
    memmem::find(phones, digits).is_some()
        || digits.len() > PHONE_END && phones.split(|byte| *byte == b'\n').any(is_end)
}

/// Where `word` first stands in a short `text`.
fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let (first, last) = (*word.first()?, text.len().checked_sub(word.len())?);
    let mut from = 0;
    while from <= last {
        let at = from + memchr(first, &text[from..=last])?;
        let is_there = match word {
            [_] => true,
            [_, second] => text[at + 1] == *second,
            [_, second, rest @ ..] => text[at + 1] == *second && rest.iter().eq(&text[at + 2..at + word.len()]),
            [] => false,
        };
        if is_there {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// What is looked at of a text before it itself is: which letters and digits it has, a bit for each, the rest shared; and which two
/// stand side by side, all shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs {
    pub letters: u64,
    pub pairs: u64,
}

impl Signs {
    /// Nothing can hold them but what has all.
    const ALL: Self = Self { letters: u64::MAX, pairs: u64::MAX };

    pub fn of(folded: &[u8]) -> Self {
        let pairs = folded.windows(2).fold(0, |pairs, pair| pairs | 1 << pair_bit(pair[0], pair[1]));
        Self { pairs, ..Self::of_digits(folded) }
    }

    /// Of phone numbers, which have so many pairs that they tell nothing.
    pub fn of_digits(folded: &[u8]) -> Self {
        Self { letters: folded.iter().fold(0, |letters, byte| letters | 1 << bit(*byte)), pairs: 0 }
    }

    pub fn and(self, other: Self) -> Self {
        Self { letters: self.letters | other.letters, pairs: self.pairs | other.pairs }
    }

    /// Whether a text of these can hold one of those.
    #[inline]
    pub fn can_hold(self, other: Self) -> bool {
        other.letters & !self.letters == 0 && other.pairs & !self.pairs == 0
    }
}

/// Which letters and digits begin words of a name, and which the name itself: how a single one of them fits is seen without the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Begins(pub u64);

impl Begins {
    /// A word is a single letter: then the name must be looked at.
    const SINGLE: u64 = 1 << 48;
    /// Here stands one more than the number of the letter that begins the name; 0 is none of those.
    const FIRST: u32 = 56;

    pub fn of(name: &[u8]) -> Self {
        let mut begins = 0;
        for (at, byte) in
            name.iter().enumerate().filter(|(at, byte)| byte.is_ascii_alphanumeric() && is_word_start(name, *at))
        {
            begins |= 1 << bit(*byte);
            if is_word_end(name, at + 1) {
                begins |= Self::SINGLE;
            }
            if at == 0 {
                begins |= u64::from(bit(*byte) + 1) << Self::FIRST;
            }
        }
        Self(begins)
    }

    /// How a letter fits that stands in the name; `None` if this doesn't tell.
    #[inline]
    fn fit(self, letter: u32) -> Option<Fit> {
        if self.0 & Self::SINGLE != 0 {
            None
        } else if self.0 >> Self::FIRST == u64::from(letter) + 1 {
            Some(Fit::NameStart)
        } else if self.0 >> letter & 1 != 0 {
            Some(Fit::NameWord)
        } else {
            Some(Fit::InsideName)
        }
    }
}

fn bit(byte: u8) -> u32 {
    u32::from(match byte {
        b'a'..=b'z' => byte - b'a',
        b'0'..=b'9' => 26 + (byte - b'0'),
        b' ' | b'\n' => 36,
        other => 37 + other % 27,
    })
}

fn pair_bit(first: u8, second: u8) -> u32 {
    (u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b)) >> 26
}

/// Whether a folded word begins one of a folded text.
pub(in crate::domain) fn begins_word(word: &str, text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| is_word_start(text.as_bytes(), at))
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

/// How well bytes of `word` stand in `text` in their order, as far as they do, and what is left of them.
fn scattered_in<'w>(text: &[u8], mut word: &'w [u8]) -> (u16, &'w [u8]) {
    let (mut from, mut score) = (0, 0);
    while let [first, rest @ ..] = word
        && let Some(skipped) = memchr(*first, &text[from..])
    {
        let at = from + skipped;
        score += match skipped {
            _ if is_word_start(text, at) => 16,
            0 => 12,
            skipped => 8_u16.saturating_sub(skipped as u16),
        };
        (from, word) = (at + 1, rest);
    }
    (score, word)
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
