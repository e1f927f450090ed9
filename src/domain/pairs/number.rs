//! Phone numbers as they are compared: with their country, without it, or with the zero lost that a spreadsheet takes for nothing.

use crate::domain::contact::Labelled;

/// Digits behind the zero that a number must have to say whose it is.
const LEAST: u32 = 6;
/// Digits of the longest number that there is (E.164), with some room.
const MOST: usize = 18;
/// By so many digits at the end numbers are looked up.
const END: u64 = 1_000_000;

/// Labels of numbers by which a house or an office is called.
const OF_PLACES: &[&str] = &[
    "home",
    "work",
    "office",
    "main",
    "company",
    "business",
    "privat",
    "zuhause",
    "festnetz",
    "arbeit",
    "büro",
    "buero",
    "geschäft",
    "gesch",
    "firma",
    "dienst",
    "zentrale",
];

/// What the international numbers of mobile phones begin with, where these are told from others by that.
const MOBILE: &[&str] = &[
    "4915", "4916", "4917", "4365", "4366", "4367", "4368", "4369", "4174", "4175", "4176", "4177", "4178", "4179",
    "336", "337", "346", "347", "393", "316", "324", "4471", "4473", "4474", "4475", "4477", "4478", "4479",
];

fn is_mobile(international: u64) -> bool {
    let digits = international.to_string();
    MOBILE.iter().any(|start| digits.starts_with(start))
}

/// A phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Without plus and zeros before it.
    digits: u64,
    /// Whether it begins with its country.
    is_international: bool,
    pub is_mobile: bool,
    /// Whether it is a house's or an office's, which others can be called by, too.
    pub is_of_place: bool,
}

impl Number {
    /// `None` for a fax, and for what is too short or no number.
    pub fn of(phone: &Labelled) -> Option<Self> {
        let label = phone.label.to_lowercase();
        if label.contains("fax") {
            return None;
        }
        let text = phone.value.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text);
        // An extension isn't a part of the number: 030 123456 ext. 7.
        let end = text.find(|c: char| c.is_alphabetic() || c == ';').unwrap_or(text.len());
        let text = text[..end].replace("(0)", "");
        let all: String = text.chars().filter(char::is_ascii_digit).collect();
        let has_plus = text.trim_start().starts_with('+');
        let is_international = has_plus || all.starts_with("00");
        let digits = all.trim_start_matches('0');
        let digits: u64 = digits[digits.len().saturating_sub(MOST)..].parse().ok()?;
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let is_mobile = says(&["mobile", "mobil", "cell", "handy", "iphone"]) || is_international && is_mobile(digits);
        let is_of_place = !is_mobile && says(OF_PLACES);
        let number = Self { digits, is_international, is_mobile, is_of_place };
        (number.length() >= LEAST).then_some(number)
    }

    fn length(self) -> u32 {
        self.digits.checked_ilog10().map_or(0, |log| log + 1)
    }

    /// Whether both are one line.
    pub fn is_same(self, other: Self) -> bool {
        let ends = |long: Self, short: Self| {
            long.is_international
                && !short.is_international
                && 10_u64.checked_pow(short.length()).is_some_and(|power| long.digits % power == short.digits)
        };
        self.digits == other.digits || ends(self, other) || ends(other, self)
    }

    /// Numbers that are the same have the same end.
    pub fn end(self) -> u64 {
        self.digits % END
    }
}

/// Whether `fuller` is the same line as `other` and says its country, which that doesn't.
pub fn is_same_phone_fuller(fuller: &str, other: &str) -> bool {
    let says_country = |text: &str| Number::of(&Labelled::new("", text)).is_some_and(|number| number.is_international);
    says_country(fuller) && !says_country(other) && is_same_phone(fuller, other)
}

/// Whether two phone numbers are one line, however they are written.
pub fn is_same_phone(one: &str, other: &str) -> bool {
    let number = |text: &str| Number::of(&Labelled::new("", text));
    one.trim() == other.trim() || number(one).zip(number(other)).is_some_and(|(one, other)| one.is_same(other))
}
