//! What was typed, and how well a text fits it.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::{memchr, memmem};

use crate::domain::find::phone_digits;

use super::fold::{fold, fold_with_places};

/// What was typed: words that must all fit, and tags (`#key`) that narrow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(super) words: Vec<Word>,
    /// Folded, without `#`: each must begin a tag.
    pub(super) tags: Vec<String>,
    /// The words with a space between.
    whole: String,
    plain: bool,
}

/// A folded word that must fit somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub letters: u64,
    /// Its digits, if it can be a part of a phone number.
    pub digits: Option<String>,
}

/// A folded text in parts: name, company, mails, phones and tags, each of which ends where said. Where there is but a
/// name, all end there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    pub text: &'a str,
    pub ends: [usize; 5],
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
    CompanyWord,
    InsideName,
    NameWord,
    WholeNameWord,
    NameStart,
}

/// What is added where the whole name was typed.
const WHOLE_NAME: i64 = 20;
/// A fit weighs more than any score of the fuzzy matcher.
const FIT: i64 = 100_000;

impl Query {
    /// As typed into a filter: where nothing better fits, scattered letters do.
    pub fn new(typed: &str) -> Self {
        let (tags, words): (Vec<&str>, Vec<&str>) = typed.split_whitespace().partition(|word| word.starts_with('#'));
        let words: Vec<Word> = words.into_iter().filter_map(Word::new).collect();
        let whole = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let tags = tags.into_iter().map(|tag| fold(&tag[1..])).filter(|tag| !tag.is_empty()).collect();
        Self { words, tags, whole, plain: false }
    }

    /// As given to `search`: scattered letters don't fit.
    pub fn plain(typed: &str) -> Self {
        Self { plain: true, ..Self::new(typed) }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tags.is_empty()
    }

    /// How well any one text fits (a company's name, an action); `None` if it doesn't. More is better.
    pub fn rank(&self, text: &str) -> Option<i64> {
        let folded = fold(text);
        let parts = Parts { text: &folded, ends: [folded.len(); 5] };
        let finders = self.finders();
        let fit = self.fit(parts, &finders).filter(|_| self.tags.is_empty())?;
        Some(self.score(parts, fit, &SkimMatcherV2::default()))
    }

    /// Whether it fits somebody and what they said: scattered letters fit only `who` (name and company), a tag (`#key`) begins one
    /// that stands in what was `said`.
    pub fn finds(&self, who: &str, said: &str) -> bool {
        let (who, said) = (fold(who), fold(said));
        let text = format!("{who} {said}");
        let (end, all) = (who.len(), text.len());
        let parts = Parts { text: &text, ends: [end, end, all, all, all] };
        let tagged = |tag: &String| {
            said.split_whitespace()
                .any(|word| word.strip_prefix('#').is_some_and(|word| word.starts_with(tag.as_str())))
        };
        self.tags.iter().all(tagged) && self.fit(parts, &self.finders()).is_some()
    }

    /// How well a name fits with what else is known (an industry, a city) and its tags, of which each `#tag` must begin one.
    pub fn rank_tagged(&self, name: &str, rest: &str, tags: &[String]) -> Option<i64> {
        let tags: Vec<String> = tags.iter().map(|tag| fold(tag)).collect();
        if !self.tags.iter().all(|begin| tags.iter().any(|tag| tag.starts_with(begin))) {
            return None;
        }
        let name = fold(name);
        let text = format!("{name}\n{}\n{}", fold(rest), tags.join(" "));
        let parts = Parts { text: &text, ends: [name.len(), text.len(), text.len(), text.len(), text.len()] };
        let fit = self.fit(parts, &self.finders())?;
        Some(self.score(parts, fit, &SkimMatcherV2::default()))
    }

    /// Which bytes of `text` fit, for highlighting: ranges on character borders, in order, none overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let (folded, places) = fold_with_places(text);
        let mut bytes = vec![false; folded.len()];
        for word in &self.words {
            let found = memmem::find_iter(folded.as_bytes(), &word.text).collect::<Vec<_>>();
            let best = found.iter().find(|at| is_word_start(&folded, **at)).or(found.first());
            match best {
                Some(at) => bytes[*at..at + word.text.len()].fill(true),
                None if self.plain => {}
                None => {
                    let scattered = scattered(folded.as_bytes(), word.text.as_bytes()).unwrap_or_default();
                    scattered.into_iter().for_each(|at| bytes[at] = true);
                }
            }
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (place, _) in places.into_iter().zip(bytes).filter(|(_, marked)| *marked) {
            match ranges.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => ranges.push(place),
            }
        }
        ranges
    }

    /// What finds the words, to be built once for a search.
    pub(super) fn finders(&self) -> Vec<memmem::Finder<'_>> {
        self.words.iter().map(|word| memmem::Finder::new(&word.text)).collect()
    }

    /// How well all words fit together; `None` if one doesn't.
    pub(super) fn fit(&self, parts: Parts, finders: &[memmem::Finder]) -> Option<i64> {
        let mut sum = 0;
        for (word, finder) in self.words.iter().zip(finders) {
            sum += word.fit(parts, finder, self.plain)? as i64;
        }
        Some(if parts.text[..parts.ends[0]] == self.whole { sum + WHOLE_NAME } else { sum })
    }

    /// The final score: the fit, and among those of the same fit what the fuzzy matcher says of name and company.
    pub(super) fn score(&self, parts: Parts, fit: i64, matcher: &SkimMatcherV2) -> i64 {
        let text = &parts.text[..parts.ends[1]];
        let fuzzy: i64 = self.words.iter().filter_map(|word| matcher.fuzzy_match(text, &word.text)).sum();
        fit * FIT + fuzzy.clamp(0, FIT - 1)
    }
}

impl Word {
    fn new(typed: &str) -> Option<Self> {
        let text = fold(typed.trim_matches([',', ';']));
        let digits = phone_digits(&text);
        (!text.is_empty()).then(|| Self { letters: letters_of(&text), text, digits })
    }

    fn fit(&self, parts: Parts, finder: &memmem::Finder, plain: bool) -> Option<Fit> {
        let [name, company, mails, phones, _] = parts.ends;
        let mut best = None;
        for at in finder.find_iter(parts.text.as_bytes()) {
            let start = is_word_start(parts.text, at);
            let end = is_word_end(parts.text, at + self.text.len());
            let fit = match at {
                0 => Fit::NameStart,
                _ if at < name && start && end => Fit::WholeNameWord,
                _ if at < name && start => Fit::NameWord,
                _ if at < name => Fit::InsideName,
                _ if at < company && start => Fit::CompanyWord,
                _ if at < company => Fit::InsideCompany,
                _ if at < mails => Fit::Mail,
                _ if at < phones => Fit::Phone,
                _ => Fit::Tag,
            };
            best = best.max(Some(fit));
            if fit == Fit::NameStart || at >= mails {
                break;
            }
        }
        best.or_else(|| {
            let digits = self.digits.as_ref()?;
            memmem::find(&parts.text.as_bytes()[mails..phones], digits.as_bytes()).map(|_| Fit::Phone)
        })
        .or_else(|| {
            let text = &parts.text.as_bytes()[..company];
            (!plain && is_scattered(text, self.text.as_bytes())).then_some(Fit::Scattered)
        })
    }
}

/// Which letters and digits a folded text has: a bit for each, the rest shared.
pub(super) fn letters_of(folded: &str) -> u64 {
    folded.bytes().fold(0, |letters, byte| {
        letters
            | 1 << match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => 26 + (byte - b'0'),
                b' ' | b'\n' => 36,
                other => 37 + other % 27,
            }
    })
}

fn is_word_start(text: &str, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let before = text.as_bytes()[before];
        before.is_ascii() && !before.is_ascii_alphanumeric()
    })
}

fn is_word_end(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(|after| after.is_ascii() && !after.is_ascii_alphanumeric())
}

/// Whether the bytes of `word` stand in `text` in this order.
fn is_scattered(mut text: &[u8], word: &[u8]) -> bool {
    word.iter().all(|byte| match memchr(*byte, text) {
        Some(at) => {
            text = &text[at + 1..];
            true
        }
        None => false,
    })
}

/// Where the bytes of `word` stand in `text`, in this order.
fn scattered(text: &[u8], word: &[u8]) -> Option<Vec<usize>> {
    let mut from = 0;
    word.iter()
        .map(|byte| {
            let at = from + memchr(*byte, &text[from..])?;
            from = at + 1;
            Some(at)
        })
        .collect()
}
