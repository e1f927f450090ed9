//! What is looked for in texts: words in any order, each of which begins a word there; `-word` must not stand there.
//!
//! Owns that rule, on folded texts. What is shown of a text that fits is `sentence`'s.

use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use super::fold::fold;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Folded: each begins a word of the text. The longest stands first, since it is the rarest.
    wanted: Vec<String>,
    /// Folded: none begins a word of the text.
    unwanted: Vec<String>,
}

/// What stands around a word and is not looked for.
const AROUND: &[char] =
    &[',', ';', '.', ':', '!', '?', '"', '\'', '„', '“', '”', '‚', '‘', '’', '«', '»', '(', ')', '…'];

impl Words {
    pub fn new(typed: &str) -> Self {
        let mut words = Self::default();
        for word in typed.split_whitespace() {
            let (list, word) = match word.strip_prefix('-') {
                Some(word) => (&mut words.unwanted, word),
                None => (&mut words.wanted, word),
            };
            let word = fold(word.trim_matches(AROUND));
            if !word.is_empty() && !list.contains(&word) {
                list.push(word);
            }
        }
        words.wanted.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    /// The words of a query that is asked of contacts, too: what narrows those ([`Query`](super::Query)) isn't looked for.
    pub fn beside_conditions(typed: &str) -> Self {
        Self::new(&super::grammar::without_conditions(typed))
    }

    /// Whether nothing is looked for: then nothing is found.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// To be made once for a search.
    pub fn seeker(&self) -> Seeker<'_> {
        Seeker { wanted: finders(&self.wanted), unwanted: finders(&self.unwanted) }
    }

    /// Where the words stand in a folded text, in no order.
    pub(super) fn places(&self, folded: &str) -> Vec<Range<usize>> {
        let seeker = self.seeker();
        let places =
            seeker.wanted.iter().flat_map(|finder| starts(finder, folded).map(|at| at..at + finder.needle().len()));
        places.collect()
    }
}

fn finders(words: &[String]) -> Vec<Finder<'_>> {
    words.iter().map(|word| Finder::new(word.as_bytes())).collect()
}

/// Finds the words of one query in many texts.
pub struct Seeker<'w> {
    wanted: Vec<Finder<'w>>,
    unwanted: Vec<Finder<'w>>,
}

impl Seeker<'_> {
    /// Whether a folded text fits.
    pub fn fits(&self, folded: &str) -> bool {
        let stands = |finder: &Finder| starts(finder, folded).next().is_some();
        !self.wanted.is_empty() && self.wanted.iter().all(stands) && !self.unwanted.iter().any(stands)
    }

    /// The lines of `folded` that fit, each a text in UTF-8: where they stand, in their order.
    pub fn lines(&self, folded: &[u8]) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let Some(first) = self.wanted.first() else { return lines };
        let begins_plain = first.needle().first().is_some_and(u8::is_ascii);
        let mut from = 0;
        while let Some(at) = first.find(&folded[from..]).map(|at| from + at) {
            // Most occurrences are none at a word's beginning: that is seen at once.
            if begins_plain && at > 0 && folded[at - 1].is_ascii_alphanumeric() {
                from = at + 1;
                continue;
            }
            let start = memrchr(b'\n', &folded[..at]).map_or(0, |before| before + 1);
            let end = memchr(b'\n', &folded[at..]).map_or(folded.len(), |after| at + after);
            if std::str::from_utf8(&folded[start..end]).is_ok_and(|line| self.fits(line)) {
                lines.push(start..end);
            }
            from = end;
        }
        lines
    }
}

/// Where a finder's word begins a word of `folded`.
fn starts<'a>(finder: &'a Finder, folded: &'a str) -> impl Iterator<Item = usize> {
    finder.find_iter(folded.as_bytes()).filter(|at| is_start(folded, *at))
}

/// Whether a word begins at `at`: what stands before is no letter and no digit, or the script knows no spaces.
fn is_start(folded: &str, at: usize) -> bool {
    let Some(before) = folded.as_bytes()[..at].last() else { return true };
    if before.is_ascii() {
        return !before.is_ascii_alphanumeric() || folded[at..].starts_with(is_unspaced);
    }
    let Some(before) = folded[..at].chars().next_back() else { return true };
    !before.is_alphanumeric() || is_unspaced(before) || folded[at..].starts_with(is_unspaced)
}

/// Whether it belongs to a script that sets no spaces between words: Thai, Lao, Khmer, Chinese, Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::fold_said;
    use proptest::prelude::*;

    #[track_caller]
    fn check(typed: &str, text: &str, expect: bool) {
        assert_eq!(Words::new(typed).seeker().fits(&fold_said(text)), expect, "{typed:?} in {text:?}");
    }

    #[test]
    fn each_word_begins_a_word_of_the_text() {
        check("offer roof", "Asked for an offer for the roof", true);
        check("ROOF off", "Asked for an offer for the roof", true);
        check("oof", "Asked for an offer for the roof", false);
        check("offer cellar", "Asked for an offer for the roof", false);
        check("", "anything", false);
        check("  -oak", "the roof", false);
        check("late", "“late twice”", true);
        check("twice", "late/twice", true);
        check("spät", "„Zu spaet!“", true);
        check("strasse", "Industriestraße 7", false);
        check("\"late\", twice.", "late twice", true);
        check("o’neill", "met Mr O'Neill", true);
        check("oneill neill", "met Mr O'Neill there", true);
        check("aubigné", "la rue d’Aubigné", true);
        check("'late'", "was ‘late’", true);
    }

    #[test]
    fn umlauts_are_found_in_both_spellings() {
        for typed in ["verzögert", "verzoegert", "verzogert", "VERZÖG"] {
            check(typed, "Lieferung verzögert sich", true);
            check(typed, "Lieferung verzoegert sich", true);
        }
        check("größe", "in der GROESSE 42", true);
        check("groesse", "in der Größe 42", true);
    }

    #[test]
    fn what_must_not_stand_there() {
        check("offer -roof", "an offer for the roof", false);
        check("offer -cellar", "an offer for the roof", true);
        check("offer -oof", "an offer for the roof", true);
        check("e-mail", "sent an e-mail", true);
    }

    #[test]
    fn topics_and_scripts_without_spaces() {
        check("#deliv", "late again #delivery", true);
        check("#deliv", "late delivery", false);
        check("delivery", "late again #delivery", true);
        check("積も", "見積もり", true);
        check("もり", "ab見積もり", true);
    }

    #[test]
    fn lines_are_found_in_their_order() {
        let folded = fold("offer one") + "\n" + &fold("coffer") + "\n" + &fold("two offers, one") + "\n";
        let lines = Words::new("one offer").seeker().lines(folded.as_bytes());
        let texts: Vec<&str> = lines.into_iter().map(|line| &folded[line]).collect();
        assert_eq!(texts, ["offer one", "two offers, one"]);
    }

    proptest! {
        #[test]
        fn the_lines_are_those_that_fit_one_by_one(
            texts in prop::collection::vec("[abßä 。-]{0,12}", 0..8),
            typed in "[abß ä-]{0,6}",
        ) {
            let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
            let words = Words::new(&typed);
            let seeker = words.seeker();
            let all: String = folded.iter().map(|text| format!("{text}\n")).collect();
            let found: Vec<&str> = seeker.lines(all.as_bytes()).into_iter().map(|line| &all[line]).collect();
            let fitting: Vec<&str> = folded.iter().map(String::as_str).filter(|text| seeker.fits(text)).collect();
            prop_assert_eq!(found, fitting);
        }
    }
}
