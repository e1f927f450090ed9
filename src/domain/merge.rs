//! Two edits of one record brought together: what the one changed and what the other changed, three ways from what both read.
//!
//! Fields that only one side changed come from that side; lists of mails, phones, tags and the like are joined by element. Where both
//! sides say something else about the same it is a [`Clash`], for a person to decide. What becomes of a set is the store's.

use std::fmt;

use super::book::Book;
use super::change::Change;
use super::difference::differences;
use super::field::FieldName;
use super::record::Record;

/// What two edits of a record come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Both edits in one; what clashes stands in it as `mine` has it.
    pub record: Record,
    /// None: it can be saved as it is.
    pub clashes: Vec<Clash>,
}

/// What both sides changed, each to something else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clash {
    pub part: Part,
    /// As [`super::field`] and the history write it, a line for each value; nothing where that side has emptied it.
    pub mine: Vec<String>,
    pub theirs: Vec<String>,
}

/// A part of a record that can clash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// A field of a contact or a company. Of a list it is one value: there may be several clashes in one list.
    Field(FieldName),
    /// A field of another record, by its name in the journal.
    Named(&'static str),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => field.fmt(f),
            Self::Named(name) => f.write_str(name),
        }
    }
}

/// Whose text is taken where both clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Mine,
    Theirs,
}

/// Merges `mine` and `theirs`, both made of `base`; all three are the same record. The `book` says the names behind ids.
pub fn merge(base: &Record, mine: &Record, theirs: &Record, book: &Book) -> Merged {
    merge_taking(base, mine, theirs, book, &|_| Side::Mine)
}

/// The same, where of each clash that side is taken in the record which `take` says.
pub fn merge_taking(
    base: &Record,
    mine: &Record,
    theirs: &Record,
    book: &Book,
    take: &dyn Fn(&Clash) -> Side,
) -> Merged {
    let whole = |record: &Record, clashes| Merged { record: record.clone(), clashes };
    if mine == theirs || theirs == base {
        return whole(mine, Vec::new());
    }
    if mine == base {
        return whole(theirs, Vec::new());
    }
    let differing = differences(&Change::edit(theirs.clone(), mine.clone()), book);
    let clash = |one: super::difference::Difference| Clash {
        part: Part::Field(FieldName::Free(one.field)),
        mine: one.after,
        theirs: one.before,
    };
    let clashes: Vec<Clash> = differing.into_iter().map(clash).collect();
    let theirs_taken = clashes.iter().any(|clash| take(clash) == Side::Theirs);
    whole(if theirs_taken { theirs } else { mine }, clashes)
}
