//! Two edits of one record brought together: what the one changed and what the other changed, three ways from what both read.
//!
//! Fields that only one side changed come from that side; lists of mails, phones, tags and the like are joined value by value. Where
//! both say something else about the same it is a [`Clash`], for a person to decide. [`merge_set`] does it for all that one
//! act changes; who came first, and what is written, is the store's.

mod company;
mod contact;
mod element;
mod list;
mod rest;
mod set;
#[cfg(test)]
mod tests;

use std::fmt;

use super::book::Book;
use super::field::FieldName;
use super::record::Record;

pub use set::{InConflict, Now, SetMerged, merge_set};

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
    if mine == theirs || theirs == base {
        return Merged { record: mine.clone(), clashes: Vec::new() };
    }
    if mine == base {
        return Merged { record: theirs.clone(), clashes: Vec::new() };
    }
    let mut merging = Merging { book, take, clashes: Vec::new() };
    let into = &mut merging;
    let record = match (base, mine, theirs) {
        (Record::Contact(base), Record::Contact(mine), Record::Contact(theirs)) => {
            contact::merged(Three { base, mine, theirs }, into).into()
        }
        (Record::Company(base), Record::Company(mine), Record::Company(theirs)) => {
            company::merged(Three { base, mine, theirs }, into).into()
        }
        (Record::Interaction(base), Record::Interaction(mine), Record::Interaction(theirs)) => {
            rest::interaction(Three { base, mine, theirs }, into).into()
        }
        (Record::FollowUp(base), Record::FollowUp(mine), Record::FollowUp(theirs)) => {
            rest::follow_up(Three { base, mine, theirs }, into).into()
        }
        (Record::Feedback(base), Record::Feedback(mine), Record::Feedback(theirs)) => {
            rest::feedback(Three { base, mine, theirs }, into).into()
        }
        (Record::Consent(base), Record::Consent(mine), Record::Consent(theirs)) => {
            rest::consent(Three { base, mine, theirs }, into).into()
        }
        (Record::AgendaMark(base), Record::AgendaMark(mine), Record::AgendaMark(theirs)) => {
            rest::agenda_mark(Three { base, mine, theirs }, into).into()
        }
        (Record::Order(base), Record::Order(mine), Record::Order(theirs)) => {
            rest::order(Three { base, mine, theirs }, into).into()
        }
        // Not the same record.
        _ => {
            into.clashes.push(Clash { part: Part::Named("kind"), mine: Vec::new(), theirs: Vec::new() });
            mine.clone()
        }
    };
    Merged { record, clashes: merging.clashes }
}

/// A value as both read it, and as each of the two left it.
struct Three<'a, T: ?Sized> {
    base: &'a T,
    mine: &'a T,
    theirs: &'a T,
}

impl<T: ?Sized> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Three<'_, T> {}

impl<'a, T: ?Sized> Three<'a, T> {
    /// A part of it.
    fn of<U: ?Sized>(self, part: impl Fn(&'a T) -> &'a U) -> Three<'a, U> {
        Three { base: part(self.base), mine: part(self.mine), theirs: part(self.theirs) }
    }
}

impl<T: PartialEq + Clone> Three<'_, T> {
    /// The value, where only one side changed it or both to the same.
    fn agreed(self) -> Option<T> {
        if self.mine == self.theirs || self.theirs == self.base {
            Some(self.mine.clone())
        } else {
            (self.mine == self.base).then(|| self.theirs.clone())
        }
    }
}

/// A merge under way.
struct Merging<'a> {
    book: &'a Book,
    take: &'a dyn Fn(&Clash) -> Side,
    clashes: Vec<Clash>,
}

impl Merging<'_> {
    /// The value, and a clash where the sides don't agree.
    fn one<T: PartialEq + Clone>(&mut self, value: Three<T>, clash: impl FnOnce() -> Clash) -> T {
        value.agreed().unwrap_or_else(|| self.decided(clash(), value.mine.clone(), value.theirs.clone()))
    }

    /// The one of the two values that is taken.
    fn decided<T>(&mut self, clash: Clash, mine: T, theirs: T) -> T {
        let taken = (self.take)(&clash);
        self.clashes.push(clash);
        match taken {
            Side::Mine => mine,
            Side::Theirs => theirs,
        }
    }
}
