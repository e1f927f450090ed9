//! The fuzzy search over contacts: names, companies, mails, phones and tags, in any order of words, with umlauts both
//! ways. Used by the lists' filter, the pickers, and `search` and `list`.
//!
//! Owns folding and the index of folded texts. Search in what was said is the store's.

use std::ops::Range;

use super::book::Book;
use super::id::ContactId;

/// `text` as it is compared: lower case, without marks, `ß` as `ss`, `ł` as `l` and so on; then `ae` as `a`, `oe` as
/// `o`, `ue` as `u`, so that Müller, Mueller and Muller are the same.
pub fn fold(text: &str) -> String {
    let _ = text;
    todo!()
}

/// What was typed: words that must all fit, and tags (`#key`) that narrow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {}

impl Query {
    pub fn new(typed: &str) -> Self {
        let _ = typed;
        todo!()
    }

    pub fn is_empty(&self) -> bool {
        todo!()
    }

    /// How well any one text fits (a company's name, an action); `None` if it doesn't. More is better.
    pub fn rank(&self, text: &str) -> Option<i64> {
        let _ = text;
        todo!()
    }

    /// Which bytes of `text` fit, for highlighting: ranges on character borders, in order, none overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let _ = text;
        todo!()
    }
}

/// The folded texts of all contacts, built once from the book and kept up with it.
#[derive(Debug, Clone, Default)]
pub struct Index {}

impl Index {
    pub fn new(book: &Book) -> Self {
        let _ = book;
        todo!()
    }

    /// Folds one contact anew, after it changed, came or went.
    pub fn update(&mut self, book: &Book, contact: ContactId) {
        let _ = (book, contact);
        todo!()
    }

    /// The contacts that fit, the best first, `limit` at the most; archived ones too. An empty query finds nothing.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<ContactId> {
        let _ = (query, limit);
        todo!()
    }
}
