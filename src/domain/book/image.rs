//! The book's image: what the book was at one moment, packed, to be read as far as it is asked for.
//!
//! Owns what an image gives; where it lies and how it is packed is the store's. Of each kind of record it has the ids, sorted: by
//! their places in this order all else is named. What it gives is always what the book was: where something is damaged, whoever
//! has the image finds it elsewhere, which takes longer.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use uuid::Uuid;

use super::account::Account;
use super::lines::Lines;
use super::open::{Grievance, Promise};
use super::staff::Staff;
use super::{Facts, Vocabulary};
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::{Part, Parts};

/// How many records of each kind an image has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub contacts: usize,
    pub companies: usize,
    pub follow_ups: usize,
    pub feedback: usize,
}

/// The kinds of records that a book has tables of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    Contacts,
    Companies,
    FollowUps,
    Feedback,
}

/// Contacts whose newest interactions aren't all known, since some that stood in the row were taken back: they must be read from
/// the timeline again.
pub type Unfilled = BTreeSet<ContactId>;

/// A book of one moment. Reading it is safe from several threads.
pub trait Image: Debug + Send + Sync {
    fn counts(&self) -> Counts;

    /// Where a record stands among those of its kind, and whose a place is; no more is read than is needed for it.
    fn place(&self, of: Held, id: Uuid) -> Option<usize>;
    fn id_at(&self, of: Held, place: usize) -> Option<Uuid>;

    /// Gives all ids of a kind in their order, many at a time, and keeps none.
    fn each_id(&self, of: Held, take: &mut dyn FnMut(&[Uuid]));

    /// Those of all contacts, kept.
    fn contact_ids(&self) -> Arc<[ContactId]>;

    fn contacts(&self, places: Range<usize>) -> Vec<Row>;
    fn companies(&self, places: Range<usize>) -> Vec<Company>;
    fn follow_ups(&self, places: Range<usize>) -> Vec<FollowUp>;
    fn feedback(&self, places: Range<usize>) -> Vec<Feedback>;

    fn unfilled(&self) -> Unfilled;

    /// The facts of all contacts by place, and the open follow-ups of all, to which they point.
    fn facts(&self) -> (Vec<Facts>, Vec<Promise>);

    /// The facts of the contact at a place, and its open follow-ups. Where these lie isn't said.
    fn facts_at(&self, place: usize) -> (Facts, Vec<Promise>);

    /// Gives the facts of all contacts by place, each with its open follow-ups, and keeps none.
    fn each_facts(&self, take: &mut dyn FnMut(&Facts, &[Promise]));

    fn grievances(&self) -> Vec<Grievance>;

    fn accounts(&self) -> Vec<Account>;

    /// Who came by whom, as it was noted.
    fn referred(&self) -> Vec<(ContactId, ContactId)>;

    /// The places of all contacts, and of all companies, in the order of lists.
    fn by_name(&self) -> Vec<u32>;
    fn companies_by_name(&self) -> Vec<u32>;

    /// Who has to do with which company.
    fn staff(&self) -> Staff;

    /// Names of contacts and of companies, and titles of open follow-ups, as they are written, by place.
    fn names(&self) -> Lines;
    fn company_names(&self) -> Lines;
    fn titles(&self) -> Lines;

    /// A part of the index for searching.
    fn index_part(&self, part: Part) -> Vec<u8>;

    /// Some bytes of it, as far as there are so many.
    fn index_bytes(&self, part: Part, range: Range<usize>) -> Vec<u8>;

    /// Gives its bytes in their order, a piece at a time, and keeps none. Nothing that has a size lies in two pieces.
    fn each_of_index(&self, part: Part, take: &mut dyn FnMut(&[u8]));

    /// The words that contacts have.
    fn vocabulary(&self) -> Vocabulary;
}

/// The index of an image.
pub(super) struct IndexOf(pub Arc<dyn Image>);

impl Parts for IndexOf {
    fn ids(&self) -> Arc<[ContactId]> {
        self.0.contact_ids()
    }

    fn count(&self) -> usize {
        self.0.counts().contacts
    }

    fn id_at(&self, place: usize) -> Option<ContactId> {
        self.0.id_at(Held::Contacts, place).map(ContactId)
    }

    fn part(&self, part: Part) -> Vec<u8> {
        self.0.index_part(part)
    }

    fn bytes(&self, part: Part, range: Range<usize>) -> Vec<u8> {
        self.0.index_bytes(part, range)
    }

    fn each(&self, part: Part, take: &mut dyn FnMut(&[u8])) {
        self.0.each_of_index(part, take);
    }
}
