//! Whom a name, a mail address or a phone number names. No row is looked at.

use std::collections::{BTreeSet, HashSet};

use memchr::memmem::Finder;
use uuid::Uuid;

use crate::domain::find::{PHONE_END, Words};
use crate::domain::id::{CompanyId, ContactId};

use super::{Columns, Index, few};
use crate::domain::search::fold::whole;

/// Letters of a word that can be taken for a misspelled one.
const SHORTEST_WORD: usize = 4;

impl Index {
    /// Those whose whole name it is, by name.
    pub(in crate::domain) fn called(&self, words: &Words) -> Vec<ContactId> {
        self.sorted(self.with_word(words, |_, _, name| words.are(name)))
    }

    /// Those of whose name or company each of the words begins another word, by name.
    pub(in crate::domain) fn begun(&self, words: &Words) -> Vec<ContactId> {
        let mut fitting = self.with_word(words, |columns, at, name| {
            words.begin(&[name]) || words.begin(&[name, self.companies().name(columns.looks()[at].company)])
        });
        // The word by which names were looked through can be the company's.
        let companies: Vec<bool> = self.companies().names().map(|name| words.longest_begins(name)).collect();
        if companies.iter().any(|fits| *fits) {
            for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
                for at in columns.places() {
                    let company = columns.looks()[at].company;
                    if companies[company as usize]
                        && words.begin(&[columns.names().get(at), self.companies().name(company)])
                    {
                        fitting.insert((half, at));
                    }
                }
            }
        }
        self.sorted(fitting)
    }

    /// Those who have this mail address, by name.
    pub(in crate::domain) fn with_mail(&self, folded: &str) -> Vec<ContactId> {
        self.with_rest(folded, |[mails, _, _]| lines(mails).any(|mail| mail == folded.as_bytes()))
    }

    /// Those who have a phone number that ends like these digits and is the `same`, by name.
    pub(in crate::domain) fn with_phone(&self, digits: &str, same: impl Fn(&str) -> bool) -> Vec<ContactId> {
        let end = &digits[digits.len().saturating_sub(PHONE_END)..];
        let is_same = |line: &[u8]| std::str::from_utf8(line).is_ok_and(&same);
        self.with_rest(end, |[_, phones, _]| lines(phones).any(is_same))
    }

    /// Those who have one of these whole names or mail addresses, folded: all of both in one pass.
    pub(in crate::domain) fn alike(&self, names: &HashSet<String>, mails: &HashSet<String>) -> Vec<ContactId> {
        let mut fitting = BTreeSet::new();
        let is_among = |all: &HashSet<String>, text: &[u8]| str::from_utf8(text).is_ok_and(|text| all.contains(text));
        for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
            let called = |at: &usize| is_among(names, whole(columns.names().get(*at)));
            let with_mail = |at: &usize| {
                let [of_contact, _, _] = columns.rest().get(*at);
                lines(of_contact).any(|mail| is_among(mails, mail))
            };
            let places = columns.places().filter(|at| called(at) || !mails.is_empty() && with_mail(at));
            fitting.extend(places.map(|at| (half, at)));
        }
        self.sorted(fitting)
    }

    /// Whose names, whole or a word of them, are most like a folded text, and what stands there: as many letters may differ as a third
    /// of it has, at least one.
    pub(in crate::domain) fn nearest(&self, typed: &str, whole_name: bool) -> Option<(String, Vec<ContactId>)> {
        let (length, letters) = (typed.chars().count(), letters(typed));
        let (mut nearest, mut least, mut whose) = (String::new(), usize::MAX, BTreeSet::new());
        for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
            for at in columns.places() {
                let name = str::from_utf8(whole(columns.names().get(at))).unwrap_or_default();
                let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= SHORTEST_WORD);
                let parts =
                    whole_name.then_some(name).into_iter().chain((!whole_name).then(words).into_iter().flatten());
                for part in parts {
                    let count = part.chars().count();
                    let most = (count / 3).max(1).min(least);
                    // Each letter that differs makes two of them differ at the most.
                    if count.abs_diff(length) > most || (self::letters(part) ^ letters).count_ones() as usize > 2 * most
                    {
                        continue;
                    }
                    let distance = strsim::damerau_levenshtein(typed, part);
                    if distance < least && distance <= most {
                        (nearest, least) = (part.to_owned(), distance);
                        whose.clear();
                    }
                    if part == nearest {
                        whose.insert((half, at));
                    }
                }
            }
        }
        (!whose.is_empty()).then(|| (nearest, self.sorted(whose)))
    }

    /// Those in whose mails, phones and tags `text` stands, and whose these fit.
    fn with_rest(&self, text: &str, fits: impl Fn([&[u8]; 3]) -> bool) -> Vec<ContactId> {
        let finder = Finder::new(text);
        let mut fitting = BTreeSet::new();
        for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
            if let Some(hits) = columns.unread_rest().and_then(|image| few::with(image, text.as_bytes())) {
                let hits = hits.iter().filter(|hit| !columns.is_gone(hit.place) && fits(hit.rest()));
                fitting.extend(hits.map(|hit| (half, hit.place)));
                continue;
            }
            let rest = columns.rest();
            let at = finder.find_iter(&rest.bytes).map(|byte| rest.at_byte(byte));
            fitting.extend(at.filter(|at| !columns.is_gone(*at) && fits(rest.get(*at))).map(|at| (half, at)));
        }
        self.sorted(fitting)
    }

    /// Those in whose names the longest of the words stands, and who fit by place and name.
    fn with_word(&self, words: &Words, fits: impl Fn(&Columns, usize, &[u8]) -> bool) -> BTreeSet<(usize, usize)> {
        let finder = Finder::new(words.longest());
        let mut fitting = BTreeSet::new();
        for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
            let fits = |at: usize, name: &[u8]| !columns.is_gone(at) && fits(columns, at, name);
            if let Some(image) = columns.unread_names() {
                fitting.extend(few::named(image, words.longest().as_bytes(), fits).into_iter().map(|at| (half, at)));
                continue;
            }
            let names = columns.names();
            let at = finder.find_iter(&names.bytes).map(|byte| names.at_byte(byte));
            fitting.extend(at.filter(|at| fits(*at, names.get(*at))).map(|at| (half, at)));
        }
        fitting
    }

    fn sorted(&self, fitting: BTreeSet<(usize, usize)>) -> Vec<ContactId> {
        let columns = |half: usize| if half == 0 { &self.base } else { &self.over };
        let mut ids: Vec<ContactId> = fitting.into_iter().filter_map(|(half, at)| columns(half).id_at(at)).collect();
        if ids.len() > 1 {
            self.sort(&mut ids);
        }
        ids
    }

    /// Brings contacts into the order of their names.
    pub fn sort(&self, ids: &mut [ContactId]) {
        // Mostly the first letters tell names apart.
        let first = |name: &[u8]| {
            let mut letters = [0; 16];
            letters.iter_mut().zip(name).for_each(|(letter, byte)| *letter = *byte);
            u128::from_be_bytes(letters)
        };
        let key = |id: &ContactId| {
            let name = self.place(*id).map(|place| self.name(place));
            (name.map(first), name, *id)
        };
        let mut named: Vec<_> = ids.iter().map(key).collect();
        named.sort_unstable();
        ids.iter_mut().zip(named).for_each(|(id, (.., sorted))| *id = sorted);
    }

    /// The companies whose names fit, by name.
    pub(in crate::domain) fn companies_named(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<CompanyId> {
        self.companies().named(fits)
    }

    /// Those that had a name that fits, or into which one of such a name was merged.
    pub(in crate::domain) fn companies_once_named(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<CompanyId> {
        self.companies().once_named(fits)
    }

    /// Those into which one of such an id was merged.
    pub(in crate::domain) fn companies_merged(&self, fits: impl Fn(Uuid) -> bool) -> Vec<CompanyId> {
        self.companies().merged(fits)
    }
}

/// A bit for each of the letters that stand in a text.
fn letters(text: &str) -> u32 {
    text.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, letter| letters | 1 << (letter - b'a'))
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}
