//! The folded texts of all contacts.

use crate::domain::book::Book;
use crate::domain::id::ContactId;
use crate::domain::record::RecordId;

use super::Query;

/// The folded texts of all contacts, built once from the book and kept up with it.
#[derive(Debug, Clone, Default)]
pub struct Index {}

impl Index {
    pub fn new(book: &Book) -> Self {
        let _ = book;
        todo!()
    }

    /// Takes over a contact or company that changed, came or went; other records change nothing.
    pub fn update(&mut self, book: &Book, changed: RecordId) {
        let _ = (book, changed);
        todo!()
    }

    /// The contacts that fit, the best first, `limit` at the most; archived ones too. An empty query finds nothing.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<ContactId> {
        let _ = (query, limit);
        todo!()
    }

    /// How well one contact fits; `None` if it doesn't. More is better.
    pub fn rank(&self, query: &Query, contact: ContactId) -> Option<i64> {
        let _ = (query, contact);
        todo!()
    }
}
