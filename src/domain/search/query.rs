//! What was typed, and how well any one text fits it. What can be typed is `grammar`'s, how a word fits `fit`'s.

use std::borrow::Cow;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use crate::domain::company::Company;
use crate::domain::condition::{self, Condition as Asked, NotRead, is_asked};
use crate::domain::contact::Tier;
use crate::domain::id::ContactId;
use crate::domain::view::List;

use super::fit::{Fit, Word, is_word_start, scattered};
use super::fold::{SECOND, fold, fold_said, fold_with_places, is_apostrophes};
use super::grammar::{Condition, Term, What, terms, terms_of};

/// What was typed: words that must all fit, words that must not stand there, and conditions (`#key`, `tier:a`) that must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(super) words: Vec<Word>,
    /// None of them begins a word of a contact's texts.
    pub(super) excluded: Vec<Word>,
    pub(super) conditions: Vec<Condition>,
    /// The words with a space between.
    pub(super) whole: String,
    /// Whether scattered letters don't fit.
    pub(super) plain: bool,
    /// Whether what stands inside of a word doesn't fit either.
    pub(super) beginning: bool,
    pub(super) without_archived: bool,
    /// What is asked besides, which must all hold; the search knows nothing of it.
    pub(super) asked: Vec<Asked>,
    /// Of whom it holds: must be told it.
    pub(super) told: Vec<ContactId>,
    /// Why what was typed can't be read: then nobody fits.
    wrong: Option<NotRead>,
}

/// What is added where the whole name was typed.
pub(super) const WHOLE_NAME: i64 = 20;
/// A fit weighs more than any score of the fuzzy matcher.
pub(super) const FIT: i64 = 100_000;
/// So much more the fit weighs where every word is really there. Less than nothing is left where letters are scattered.
pub(super) const IN_EARNEST: i64 = 1 << 15;

/// The fuzzy matcher, with room for what it looks at.
#[derive(Default)]
pub(super) struct Matcher {
    text: String,
}

impl Matcher {
    /// What it says of name and company.
    pub fn score(&mut self, query: &Query, name: &[u8], company: &[u8]) -> u16 {
        self.text.clear();
        // Both are folded texts: whole UTF-8.
        self.text.push_str(std::str::from_utf8(name).unwrap_or_default());
        self.text.push('\n');
        self.text.push_str(std::str::from_utf8(company).unwrap_or_default());
        // Of a single letter it only says where it stands, as the fit does.
        let words = query.words.iter().filter(|word| word.text.len() > 1);
        // What one matcher keeps of a text colours what it says of the next one: each text gets a new one.
        let score = |word: &Word| SkimMatcherV2::default().fuzzy_match(&self.text, &word.text);
        let fuzzy: i64 = words.filter_map(score).sum();
        fuzzy.clamp(0, u16::MAX.into()) as u16
    }
}

impl Query {
    /// As typed into a filter: where nothing better fits, scattered letters do.
    pub fn new(typed: &str) -> Self {
        Self::typed_in(List::Contacts, typed)
    }

    /// The same where this list is narrowed.
    pub fn typed_in(list: List, typed: &str) -> Self {
        match is_asked(list, typed) {
            true => Self::of_read(condition::read_as_typed(list, typed)),
            false => Self::of_terms(terms(typed)),
        }
    }

    /// As given to `list`, or kept in a view: read whole, scattered letters don't fit.
    pub fn whole(list: List, typed: &str) -> Self {
        Self { plain: true, ..Self::of_read(condition::read(list, typed)) }
    }

    /// Nothing but the search's own words and signs in it.
    pub(in crate::domain) fn of_words(typed: &str) -> Self {
        Self { plain: true, ..Self::of_terms(terms(typed)) }
    }

    fn of_read(read: Result<Asked, NotRead>) -> Self {
        match read {
            Ok(asked) => Self::of_terms(terms_of(asked)),
            Err(wrong) => Self { asked: vec![Asked::never()], wrong: Some(wrong), ..Self::default() },
        }
    }

    fn of_terms(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut query = Self::default();
        for term in terms {
            match term {
                Term::Word(word) => query.words.push(word),
                Term::Not(word) => query.excluded.push(word),
                Term::If(condition) => query.conditions.push(condition),
                Term::Asked(asked) => query.asked.push(asked),
            }
        }
        query.whole = query.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        query
    }

    /// As given to `search`: scattered letters don't fit.
    pub fn plain(typed: &str) -> Self {
        Self { plain: true, ..Self::new(typed) }
    }

    /// The same, but scattered letters don't fit.
    pub fn in_earnest(&self) -> Self {
        Self { plain: true, ..self.clone() }
    }

    /// The same, but only what begins words fits.
    pub fn at_beginnings(&self) -> Self {
        Self { beginning: true, ..self.in_earnest() }
    }

    /// The same, but archived contacts don't fit.
    pub fn without_archived(self) -> Self {
        Self { without_archived: true, ..self }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.excluded.is_empty() && self.conditions.is_empty() && self.asked.is_empty()
    }

    /// Whether there are no words by which some fit better than others.
    pub fn only_narrows(&self) -> bool {
        self.words.is_empty() && !self.is_empty()
    }

    /// Why what was typed can't be read.
    pub fn wrong(&self) -> Option<&NotRead> {
        self.wrong.as_ref()
    }

    /// What is asked that the search knows nothing of, which must all hold; empty if nothing is.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// The same without that.
    pub fn of_search(&self) -> Self {
        Self { asked: Vec::new(), told: Vec::new(), ..self.clone() }
    }

    /// All that is asked so, as one.
    pub fn asked_whole(&self) -> Option<Asked> {
        (!self.asked.is_empty()).then(|| Asked::All(self.asked.clone()))
    }

    /// The same asking for that instead; nobody is told of whom it holds.
    pub fn asking(&self, asked: Asked) -> Self {
        Self { asked: asked.parts(), told: Vec::new(), ..self.clone() }
    }

    /// The same, told of whom that holds, if anything is asked.
    pub fn with_told(&self, told: impl FnOnce(&Asked) -> Vec<ContactId>) -> Cow<'_, Self> {
        match &self.asked[..] {
            [] => Cow::Borrowed(self),
            [one] => Cow::Owned(Self { told: told(one), ..self.clone() }),
            several => Cow::Owned(Self { told: told(&Asked::All(several.to_vec())), ..self.clone() }),
        }
    }

    /// What is asked of a contact but words and tags; `None` if nothing is.
    pub fn of_contact(&self) -> Option<Self> {
        let is_tag = |condition: &&Condition| matches!(condition.what, What::Tag(_));
        let conditions: Vec<Condition> = self.conditions.iter().filter(|one| !is_tag(one)).cloned().collect();
        let (asked, told) = (self.asked.clone(), self.told.clone());
        (!conditions.is_empty() || !asked.is_empty()).then(|| Self { conditions, asked, told, ..Self::default() })
    }

    /// How well any one text fits (a company's name, an action); `None` if it doesn't. More is better; less than nothing where
    /// letters are scattered.
    pub fn rank(&self, text: &str) -> Option<i64> {
        // A condition can't hold of a mere text.
        let can_hold = self.asked.is_empty() && self.conditions.iter().all(|condition| condition.negated);
        if can_hold { self.rank_folded(fold_said(text).as_bytes(), b"") } else { None }
    }

    /// Whether it fits somebody and what they said: scattered letters fit only `who` (name and company), a tag (`#key`) begins one
    /// that stands in what was `said`. What is asked of the contact else is [`Self::of_contact`].
    pub fn finds(&self, who: &str, said: &str) -> bool {
        let (who, said) = (fold_said(who), fold_said(said));
        let (who, said) = (who.as_bytes(), said.as_bytes());
        let fits = |word: &Word| {
            word.in_name(who).is_some()
                || word.places(said).next().is_some()
                || !self.plain && word.scattered(who, || b"").is_some()
        };
        self.words.iter().all(fits)
            && !self.excluded.iter().any(|word| word.begins_in(who) || word.begins_in(said))
            && self.conditions.iter().all(|condition| match &condition.what {
                What::Tag(tag) => tag.begins_piece(said) != condition.negated,
                _ => true,
            })
    }

    /// How well a company fits, with what else is shown of it (an industry, a city). No stage and no day is a company's: of one
    /// with whom somebody is due nothing is known here.
    pub fn rank_company(&self, company: &Company, rest: &str) -> Option<i64> {
        self.rank_with(&company.name, rest, &company.tags, company.tier)
    }

    /// How well a name fits with what else is known (a role) and its tags, of which each `#tag` must begin one.
    pub fn rank_tagged(&self, name: &str, rest: &str, tags: &[String]) -> Option<i64> {
        self.rank_with(name, rest, tags, None)
    }

    fn rank_with(&self, name: &str, rest: &str, tags: &[String], tier: Option<Tier>) -> Option<i64> {
        if !self.asked.is_empty() {
            return None;
        }
        let mut lines = String::new();
        tags.iter().for_each(|tag| lines.extend(["#", &fold(tag), "\n"]));
        let name = fold_said(name);
        let holds = |condition: &Condition| match &condition.what {
            What::Tag(tag) => tag.begins_line(lines.as_bytes()),
            What::Company(words) => words.iter().all(|word| word.begins_in(name.as_bytes())),
            What::Tier(wanted) => tier == *wanted,
            What::Stage(_) => false,
        };
        if !self.conditions.iter().all(|condition| holds(condition) != condition.negated) {
            return None;
        }
        self.rank_folded(name.as_bytes(), format!("{}\n{lines}", fold(rest)).as_bytes())
    }

    fn rank_folded(&self, name: &[u8], rest: &[u8]) -> Option<i64> {
        let (fit, is_vague) = self.fit(name, rest)?;
        let fuzzy = match is_vague {
            true => Matcher::default().score(self, name, b""),
            false => 0,
        };
        Some(fit * FIT + i64::from(fuzzy))
    }

    /// How well all words fit a name and what else is known, and whether one of them begins no word; `None` if one doesn't fit.
    /// Conditions are the caller's.
    pub(super) fn fit(&self, name: &[u8], rest: &[u8]) -> Option<(i64, bool)> {
        let (mut sum, mut is_vague, mut is_scattered) = (0, false, false);
        for word in &self.words {
            let fit = match word.in_name(name).max(word.in_company(rest)) {
                Some(fit) => fit,
                None if self.plain => return None,
                None => word.scattered(name, || b"").map(|_| Fit::Scattered)?,
            };
            is_vague |= fit < Fit::CompanyWord;
            is_scattered |= fit == Fit::Scattered;
            sum += fit as i64;
        }
        if self.beginning && is_vague {
            return None;
        }
        let excluded = |word: &Word| word.begins_in(name) || word.begins_in(rest);
        let is_whole = !self.words.is_empty() && self.is_whole(name);
        sum += if is_whole { WHOLE_NAME } else { 0 };
        sum -= if is_scattered { IN_EARNEST } else { 0 };
        (!self.excluded.iter().any(excluded)).then_some((sum, is_vague))
    }

    /// Whether the whole name was typed.
    #[inline]
    pub(super) fn is_whole(&self, name: &[u8]) -> bool {
        let behind = name.strip_prefix(self.whole.as_bytes());
        behind.is_some_and(|behind| behind.first().is_none_or(|first| *first == SECOND as u8))
    }

    /// Which bytes of `text` fit, for highlighting: ranges on character borders, in order, none overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        self.marked(text, self.words.iter(), !self.plain)
    }

    /// The same in anything else, where scattered letters don't fit.
    pub fn highlights_in_words(&self, text: &str) -> Vec<Range<usize>> {
        self.marked(text, self.words.iter(), false)
    }

    /// The same in a company's name: also what `co:` asks for.
    pub fn highlights_in_company(&self, name: &str) -> Vec<Range<usize>> {
        let asked = self.wanted().flat_map(|what| match what {
            What::Company(words) => words.as_slice(),
            _ => &[],
        });
        self.marked(name, self.words.iter().chain(asked), !self.plain)
    }

    /// The same in tags, each with `#`.
    pub fn highlights_in_tags(&self, tags: &str) -> Vec<Range<usize>> {
        let asked = self.wanted().filter_map(|what| match what {
            What::Tag(tag) => Some(tag),
            _ => None,
        });
        self.marked(tags, self.words.iter().chain(asked), false)
    }

    /// What must hold.
    fn wanted(&self) -> impl Iterator<Item = &What> {
        self.conditions.iter().filter(|condition| !condition.negated).map(|condition| &condition.what)
    }

    fn marked<'w>(&self, text: &str, words: impl Iterator<Item = &'w Word>, loose: bool) -> Vec<Range<usize>> {
        let (folded, places) = fold_with_places(text);
        let mut bytes = vec![false; folded.len()];
        for word in words {
            let mut first = None;
            let best = memmem::find_iter(folded.as_bytes(), &word.text).find(|at| {
                first.get_or_insert(*at);
                is_word_start(folded.as_bytes(), *at)
            });
            match best.or(first) {
                Some(at) => bytes[at..at + word.text.len()].fill(true),
                None if loose => {
                    let scattered = scattered(folded.as_bytes(), word.text.as_bytes()).unwrap_or_default();
                    scattered.into_iter().for_each(|at| bytes[at] = true);
                }
                None => {}
            }
        }
        let mut marked: Vec<Range<usize>> =
            places.into_iter().zip(bytes).filter(|(_, marked)| *marked).map(|(place, _)| place).collect();
        // Second starts stand behind.
        marked.sort_unstable_by_key(|place| place.start);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for place in marked {
            match ranges.last_mut() {
                Some(last) if place.start <= last.end || is_apostrophes(&text[last.end..place.start]) => {
                    last.end = last.end.max(place.end)
                }
                _ => ranges.push(place),
            }
        }
        ranges
    }
}
