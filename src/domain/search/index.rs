//! The folded texts of all contacts, and the search over them in two stages: all are looked at roughly, the best are
//! scored.

use std::cmp::Reverse;

use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::find::phone_digits;
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;

use super::Query;
use super::fold::{fold, fold_into};
use super::query::{Parts, letters_of};

/// So many of those that fit roughly are scored.
const SCORED: usize = 2000;

/// The folded texts of all contacts, built once from the book and kept up with it.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
    places: ById<ContactId, usize>,
    /// The texts of all entries, one behind the other, and of what they were before.
    texts: String,
    /// Bytes of `texts` that no entry uses any more.
    unused: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    contact: ContactId,
    company: Option<CompanyId>,
    letters: u64,
    start: usize,
    /// Ends of name, company, mails, phones and tags, counted from `start`.
    ends: [u32; 5],
}

impl Index {
    pub fn new(book: &Book) -> Self {
        let mut index = Self::default();
        index.entries.reserve(book.contacts().len());
        index.places.reserve(book.contacts().len());
        index.texts.reserve(book.contacts().len() * 64);
        let folded = |company: &Company| (company.id, fold(&company.name));
        let companies: ById<CompanyId, String> = book.companies().map(folded).collect();
        for row in book.contacts() {
            let company = row.company.and_then(|id| companies.get(&id)).map_or("", String::as_str);
            let entry = index.add(row, company);
            index.places.insert(row.id, index.entries.len());
            index.entries.push(entry);
        }
        index
    }

    /// Takes over a contact or company that changed, came or went; other records change nothing.
    pub fn update(&mut self, book: &Book, changed: RecordId) {
        match changed.kind {
            RecordKind::Contact => self.update_contact(book, changed.id.into()),
            RecordKind::Company => {
                let company = Some(CompanyId(changed.id));
                let employees = self.entries.iter().filter(|entry| entry.company == company);
                for contact in employees.map(|entry| entry.contact).collect::<Vec<_>>() {
                    self.update_contact(book, contact);
                }
            }
            _ => {}
        }
    }

    fn update_contact(&mut self, book: &Book, contact: ContactId) {
        let place = self.places.get(&contact).copied();
        if let Some(place) = place {
            self.unused += self.entries[place].length();
        }
        match (book.contact(contact), place) {
            (Some(row), Some(place)) => self.entries[place] = self.add(row, &fold(book.company_name(row))),
            (Some(row), None) => {
                let entry = self.add(row, &fold(book.company_name(row)));
                self.places.insert(contact, self.entries.len());
                self.entries.push(entry);
            }
            (None, Some(place)) => {
                self.entries.swap_remove(place);
                self.places.remove(&contact);
                if let Some(moved) = self.entries.get(place) {
                    self.places.insert(moved.contact, place);
                }
            }
            (None, None) => {}
        }
        if self.unused > self.texts.len() / 2 {
            *self = Self::new(book);
        }
    }

    /// Appends a contact's folded texts.
    fn add(&mut self, row: &Row, company: &str) -> Entry {
        let start = self.texts.len();
        let texts = &mut self.texts;
        let mut ends = [0; 5];
        let mut end_part = |part: usize, texts: &mut String| {
            ends[part] = u32::try_from(texts.len() - start).unwrap_or(u32::MAX);
            texts.push('\n');
        };
        fold_into(&row.name, texts);
        end_part(0, texts);
        texts.push_str(company);
        end_part(1, texts);
        for mail in &row.mails {
            fold_into(&mail.value, texts);
            texts.push(' ');
        }
        end_part(2, texts);
        for phone in &row.phones {
            texts.extend(phone_digits(&phone.value));
            texts.push(' ');
        }
        end_part(3, texts);
        for tag in &row.tags {
            texts.push('#');
            fold_into(tag, texts);
        }
        end_part(4, texts);
        let letters = letters_of(&self.texts[start..]);
        Entry { contact: row.id, company: row.company, letters, start, ends }
    }

    /// The contacts that fit, the best first, `limit` at the most; archived ones too. An empty query finds nothing.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<ContactId> {
        if query.is_empty() {
            return Vec::new();
        }
        let finders = query.finders();
        let mut fitting: Vec<(i64, Reverse<u32>, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if query.can_fit(entry.letters)
                && let parts = self.parts(entry)
                && query.has_tags(parts)
                && let Some(fit) = query.fit(parts, &finders)
            {
                // Among those of the same fit the shorter names: more of them was typed.
                fitting.push((fit, Reverse(entry.ends[0]), at));
            }
        }
        if fitting.len() > SCORED.max(limit) {
            fitting.select_nth_unstable_by_key(SCORED.max(limit), |rough| Reverse(*rough));
            fitting.truncate(SCORED.max(limit));
        }
        let matcher = SkimMatcherV2::default();
        let mut scored: Vec<(Reverse<i64>, &str, ContactId)> = fitting
            .into_iter()
            .map(|(fit, _, at)| {
                let parts = self.parts(&self.entries[at]);
                (Reverse(query.score(parts, fit, &matcher)), parts.name(), self.entries[at].contact)
            })
            .collect();
        scored.sort_unstable();
        scored.into_iter().take(limit).map(|(_, _, contact)| contact).collect()
    }

    /// How well one contact fits; `None` if it doesn't. More is better.
    pub fn rank(&self, query: &Query, contact: ContactId) -> Option<i64> {
        let parts = self.parts(&self.entries[*self.places.get(&contact)?]);
        let fit = query.fit(parts, &query.finders()).filter(|_| query.has_tags(parts))?;
        Some(query.score(parts, fit, &SkimMatcherV2::default()))
    }

    fn parts(&self, entry: &Entry) -> Parts<'_> {
        let text = &self.texts[entry.start..entry.start + entry.length()];
        Parts { text, ends: entry.ends.map(|end| end as usize) }
    }
}

impl Entry {
    fn length(&self) -> usize {
        self.ends[4] as usize
    }
}

impl Query {
    /// Whether a text of these letters can fit at all.
    pub(super) fn can_fit(&self, letters: u64) -> bool {
        self.words.iter().all(|word| {
            word.letters & !letters == 0
                || word.digits.as_ref().is_some_and(|digits| letters_of(digits) & !letters == 0)
        })
    }

    fn has_tags(&self, parts: Parts) -> bool {
        let tags = &parts.text[parts.ends[3]..];
        self.tags.iter().all(|wanted| tags.split('#').any(|tag| tag.starts_with(wanted.as_str())))
    }
}

impl<'a> Parts<'a> {
    fn name(self) -> &'a str {
        &self.text[..self.ends[0]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::{Contact, Job, Labelled};
    use crate::domain::id::Ids;
    use crate::domain::record::Record;

    /// A book of people: name, company, mail, phone, tags.
    fn book_of(people: &[(&str, &str, &str, &str, &str)]) -> Book {
        let mut ids = Ids::seeded(1_700_000_000_000, 3);
        let mut book = Book::default();
        let day = "2026-11-21".parse().unwrap();
        for (name, company, mail, phone, tags) in people {
            let company = Company::new(ids.draw(), *company, day);
            let mut contact = Contact::new(ids.draw(), *name, day);
            contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
            contact.mails.push(Labelled::new("", *mail));
            contact.phones.push(Labelled::new("", *phone));
            contact.tags = tags.split_whitespace().map(str::to_owned).collect();
            book.apply(&Change::create(company));
            book.apply(&Change::create(contact));
        }
        book
    }

    fn people() -> Book {
        book_of(&[
            ("Anna Müller", "Hofmann GmbH", "anna@example.com", "+49 170 1234567", "key Messe2024"),
            ("Hans Mueller", "Straße & Söhne", "", "", "messe2024"),
            ("Max Muller", "Kaiser Bau", "max@hofmann.example", "", ""),
            ("Susanna Berg", "Annabelle Mode", "", "", "key"),
            ("Çiçek Yılmaz", "Müllerei Nord", "", "", ""),
            ("Anna Bergmann", "", "", "", ""),
        ])
    }

    fn names(book: &Book, ids: Vec<ContactId>) -> Vec<&str> {
        ids.into_iter().map(|id| book.contact(id).unwrap().name.as_str()).collect()
    }

    #[track_caller]
    fn check(typed: &str, expect: &[&str]) {
        let book = people();
        assert_eq!(names(&book, Index::new(&book).search(&Query::new(typed), 10)), expect, "{typed:?}");
    }

    #[test]
    fn everyone_is_found_however_they_are_typed() {
        for typed in ["mueller", "muller", "müller", "MÜLLER", "mu\u{308}ller"] {
            check(typed, &["Anna Müller", "Hans Mueller", "Max Muller", "Çiçek Yılmaz"]);
        }
        check("strasse", &["Hans Mueller"]);
        check("cicek", &["Çiçek Yılmaz"]);
        check("yilmaz cicek", &["Çiçek Yılmaz"]);
        check("0170 1234", &["Anna Müller"]);
        check("+49170", &["Anna Müller"]);
        check("xyz", &[]);
        check("", &[]);
    }

    #[test]
    fn the_nearest_stands_first() {
        check("anna", &["Anna Bergmann", "Anna Müller", "Susanna Berg"]);
        check("anna bergmann", &["Anna Bergmann"]);
        check("berg", &["Susanna Berg", "Anna Bergmann"]);
        check("hofmann", &["Anna Müller", "Max Muller"]);
        check("bg", &["Anna Bergmann", "Susanna Berg"]);
    }

    #[test]
    fn tags_narrow() {
        check("#key", &["Anna Müller", "Susanna Berg"]);
        check("#MESSE", &["Anna Müller", "Hans Mueller"]);
        check("#messe muller", &["Anna Müller", "Hans Mueller"]);
        check("#key #messe", &["Anna Müller"]);
        check("#esse", &[]);
    }

    #[test]
    fn what_fits_is_highlighted() {
        for (typed, text, expect) in [
            ("muller", "Anna Müller", "Anna [Müller]"),
            ("mueller", "Anna Müller", "Anna [Müller]"),
            ("mu", "Anna Mueller", "Anna [Mue]ller"),
            ("strasse", "Straße 7", "[Straße] 7"),
            ("be an", "Anna Berg", "[An]na [Be]rg"),
            ("amr", "Anna Müller", "[A]nna [M]ülle[r]"),
            ("u\u{308}", "Mu\u{308}ller", "M[u]\u{308}ller"),
            ("xyz", "Anna", "Anna"),
            ("", "Anna", "Anna"),
        ] {
            let mut shown = text.to_owned();
            for range in Query::new(typed).highlights(text).into_iter().rev() {
                shown.insert(range.end, ']');
                shown.insert(range.start, '[');
            }
            assert_eq!(shown, expect, "{typed:?} in {text:?}");
        }
    }

    #[test]
    fn scattered_letters_fit_only_in_a_filter() {
        let book = people();
        let index = Index::new(&book);
        assert!(index.search(&Query::plain("amr"), 10).is_empty());
        assert_eq!(names(&book, index.search(&Query::plain("mülle"), 1)), ["Anna Müller"]);
        assert!(Query::new("kb").rank("Kaiser Bau") < Query::new("bau").rank("Kaiser Bau"));
        assert_eq!(Query::new("nord").rank("Kaiser Bau"), None);
    }

    #[test]
    fn the_index_follows_the_book() {
        let mut book = people();
        let mut index = Index::new(&book);
        let apply = |book: &mut Book, index: &mut Index, change: Change| {
            let changed = change.id().unwrap();
            book.apply(&change);
            index.update(book, changed);
        };
        for round in 0..100 {
            let row = book.contacts().next().unwrap().clone();
            let before = Contact::new(row.id, row.name.clone(), row.added);
            let after = Contact { name: format!("Round {round} Ñandú"), ..before.clone() };
            apply(&mut book, &mut index, Change::edit(before, after.clone()));
            assert_eq!(names(&book, index.search(&Query::new(&format!("nandu {round}")), 1)), [&*after.name]);
        }
        assert!(index.texts.len() < 5000, "what is unused is given back");

        let company = book.companies().find(|c| c.name == "Kaiser Bau").unwrap().clone();
        let renamed = Company { name: "Zwirn AG".into(), ..company.clone() };
        apply(&mut book, &mut index, Change::edit(company, renamed));
        if book.contacts().any(|row| book.company_name(row) == "Zwirn AG") {
            assert_eq!(index.search(&Query::new("zwirn"), 10).len(), 1);
        }
        for row in book.contacts().cloned().collect::<Vec<_>>() {
            let gone = Record::Contact(Contact::new(row.id, row.name, row.added));
            apply(&mut book, &mut index, Change { before: Some(gone), after: None });
        }
        assert!(index.search(&Query::new("a"), 10).is_empty());
        assert!(index.entries.is_empty() && index.places.is_empty());
    }
}
