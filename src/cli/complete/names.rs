//! Names of contacts and companies that begin as it is typed, however their umlauts are written.

use super::MOST;
use crate::cli::list;
use crate::domain::book::Book;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::search::{Query, compare, fold};

/// Contacts with their company, by name. Archived ones only where nobody else fits.
pub fn contacts(book: &Book, typed: &str) -> Vec<(String, String)> {
    let text = typed.replace('"', " ");
    // In quotes it is no condition, whatever it looks like.
    let query = if text.trim().is_empty() { Query::default() } else { Query::plain(&format!("\"{text}\"")) };
    let named = |archived| {
        let ids = list::fitting(book, &query, archived).into_iter();
        fitting(ids.map(|id| (book.name(id).to_owned(), id)).collect(), typed)
    };
    let found = Some(named(false)).filter(|found| !found.is_empty()).unwrap_or_else(|| named(true));
    let company = |id: ContactId| book.contact(id).map_or("", |row| book.company_name(row)).to_owned();
    found.into_iter().map(|(name, id)| (name, company(id))).collect()
}

/// The mail addresses that begin so, with their contact's name.
pub fn mails(book: &Book, typed: &str) -> Vec<(String, String)> {
    let begun = fold(typed);
    let query = Query::plain(&format!("\"{}\"", typed.replace('"', " ")));
    let rows = list::rows(book, &query, true);
    let of_row = |row: &crate::domain::row::Row| {
        let begins = row.mails.iter().filter(|mail| fold(&mail.value).starts_with(&begun));
        begins.map(|mail| (mail.value.clone(), row.name.clone())).collect::<Vec<_>>()
    };
    rows.into_iter().flat_map(of_row).collect()
}

/// Companies with their industry, by name.
pub fn companies(book: &Book, typed: &str) -> Vec<(String, String)> {
    let named = |archived: bool| {
        let there = book.companies().filter(|company| archived || !company.archived);
        fitting(there.map(|company| (company.name.clone(), company.id)).collect(), typed)
    };
    let found = Some(named(false)).filter(|found| !found.is_empty()).unwrap_or_else(|| named(true));
    let industry = |id: CompanyId| book.company(id).map_or("", |company| &company.industry).to_owned();
    found.into_iter().map(|(name, id)| (name, industry(id))).collect()
}

/// Those that begin so; if none does, those of which a word does. By name, each name once, and no more than are shown.
pub fn fitting<T>(mut all: Vec<(String, T)>, typed: &str) -> Vec<(String, T)> {
    let begun = fold(typed);
    if !begun.is_empty() {
        let folded: Vec<String> = all.iter().map(|(name, _)| fold(name)).collect();
        let begins = |name: &String| name.starts_with(&begun);
        let within = |name: &String| {
            let starts = name.match_indices(begun.as_str());
            starts.into_iter().any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
        };
        let some_begin = folded.iter().any(begins);
        let mut folded = folded.iter();
        all.retain(|_| folded.next().is_some_and(|name| if some_begin { begins(name) } else { within(name) }));
    }
    let mut all = capped(all, |(name, _)| name);
    all.sort_by(|(one, _), (other, _)| compare(one, other));
    all.dedup_by(|(one, _), (other, _)| one == other);
    all
}

/// The first of them; where they are more also the two that together say what all have in common, which the shell puts on the line.
pub fn capped<T>(mut all: Vec<T>, word: impl Fn(&T) -> &str) -> Vec<T> {
    if all.len() > MOST {
        let places = 0..all.len();
        let first = places.clone().min_by_key(|at| word(&all[*at]));
        let last = places.max_by_key(|at| word(&all[*at]));
        let mut at = 0;
        all.retain(|_| {
            at += 1;
            at <= MOST || [first, last].contains(&Some(at - 1))
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(all: &[&str], typed: &str) -> Vec<String> {
        fitting(all.iter().map(|name| ((*name).to_owned(), ())).collect(), typed)
            .into_iter()
            .map(|(name, ())| name)
            .collect()
    }

    #[test]
    fn umlauts_are_found_both_ways_and_words_only_where_no_name_begins_so() {
        let all = ["Jörg Müller", "Müllner", "Muller", "Anna Berg", "Berg AG", "Jan-Peter O'Neil"];
        assert_eq!(fit(&all, "mue"), ["Muller", "Müllner"]);
        assert_eq!(fit(&all, "jorg M"), ["Jörg Müller"]);
        assert_eq!(fit(&all, "berg"), ["Berg AG"]);
        assert_eq!(fit(&all, "oneil"), ["Jan-Peter O'Neil"]);
        assert_eq!(fit(&all, "eter"), [""; 0]);
        assert_eq!(fit(&["b", "a", "b"], ""), ["a", "b"]);
    }

    #[test]
    fn what_all_have_in_common_is_not_lost_where_they_are_many() {
        let all: Vec<String> = (0..2 * MOST).map(|n| format!("Anna {n:04}")).chain(["Anton".to_owned()]).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let shown = fit(&all, "an");
        assert!(shown.len() <= MOST + 2 && shown.contains(&"Anton".to_owned()), "{shown:?}");
    }
}
