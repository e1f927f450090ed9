//! Books in memory.

use touchbase::domain::book::Book;
use touchbase::domain::change::Change;

use crate::made;

pub fn book(contacts: usize) -> Book {
    let mut book = Book::default();
    made::life(contacts).records().for_each(|record| book.apply(&Change::create(record)));
    book
}
