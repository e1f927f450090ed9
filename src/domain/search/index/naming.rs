//! Whom a name, a mail address or a phone number names. No row is looked at.

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use uuid::Uuid;

use crate::domain::find::{PHONE_END, Words};
use crate::domain::id::{CompanyId, ContactId};

use super::{Columns, Index, few};

impl Index {
    /// Those whose whole name it is, by name.
    pub(in crate::domain) fn called(&self, words: &Words) -> Vec<ContactId> {
        self.sorted(self.with_word(words, |columns, at| words.are(columns.names().get(at))))
    }

    /// Those of whose name or company each of the words begins another word, by name.
    pub(in crate::domain) fn begun(&self, words: &Words) -> Vec<ContactId> {
        let mut fitting = self.with_word(words, |columns, at| {
            let company = || self.companies().name(columns.looks()[at].company);
            words.begin(&[columns.names().get(at)]) || words.begin(&[columns.names().get(at), company()])
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

    /// Those in whose names the longest of the words stands, and who fit.
    fn with_word(&self, words: &Words, fits: impl Fn(&Columns, usize) -> bool) -> BTreeSet<(usize, usize)> {
        let finder = Finder::new(words.longest());
        let mut fitting = BTreeSet::new();
        for (half, columns) in [&self.base, &self.over].into_iter().enumerate() {
            let names = columns.names();
            let at = finder.find_iter(&names.bytes).map(|byte| names.at_byte(byte));
            fitting.extend(at.filter(|at| !columns.is_gone(*at) && fits(columns, *at)).map(|at| (half, at)));
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

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}
