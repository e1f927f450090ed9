//! A book laid out as an image has it: records sorted by id, the columns by their places.
//!
//! It is what an image is written from, and what stands for one that can't be read.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::facts::Run;
use super::image::{Counts, Image, Unfilled};
use super::lines::Lines;
use super::open::{Grievance, Promise};
use super::staff::Staff;
use super::table::{Kept, Table};
use super::{Book, Facts, Vocabulary};
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::row::Row;
use crate::domain::search::Part;

/// A book by places.
#[derive(Debug)]
pub struct Laid {
    book: Book,
    contacts: Arc<[ContactId]>,
    companies: Arc<[CompanyId]>,
    follow_ups: Arc<[FollowUpId]>,
    feedback: Arc<[FeedbackId]>,
    index: OnceLock<Vec<(Part, Vec<u8>)>>,
}

/// The places that records have in the image over which the book lies; `None` for those that changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub contacts: Vec<Option<usize>>,
    pub companies: Vec<Option<usize>>,
    pub follow_ups: Vec<Option<usize>>,
    pub feedback: Vec<Option<usize>>,
}

fn before<T: Kept>(table: &Table<T>) -> Vec<Option<usize>> {
    table.sorted().into_iter().map(|(_, place, own)| own.is_none().then_some(place)).collect()
}

fn sorted<T: Kept>(table: &Table<T>) -> Arc<[T::Id]> {
    table.sorted().into_iter().map(|(id, ..)| id).collect()
}

fn records<T: Kept>(table: &Table<T>, ids: &[T::Id], places: Range<usize>) -> Vec<T> {
    let ids = ids.get(places).unwrap_or_default();
    ids.iter().filter_map(|id| table.get_anew(*id)).collect()
}

impl Laid {
    pub fn new(book: Book) -> Self {
        Self {
            contacts: sorted(&book.contacts),
            companies: sorted(&book.companies),
            follow_ups: sorted(&book.follow_ups),
            feedback: sorted(&book.feedback),
            index: OnceLock::new(),
            book,
        }
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Where in the book's image each record lies, by place.
    pub fn before(&self) -> Before {
        Before {
            contacts: before(&self.book.contacts),
            companies: before(&self.book.companies),
            follow_ups: before(&self.book.follow_ups),
            feedback: before(&self.book.feedback),
        }
    }

    /// The place of a contact.
    fn place(&self, id: ContactId) -> Option<u32> {
        self.contacts.binary_search(&id).ok().map(|place| place as u32)
    }
}

impl Image for Laid {
    fn counts(&self) -> Counts {
        Counts {
            contacts: self.contacts.len(),
            companies: self.companies.len(),
            follow_ups: self.follow_ups.len(),
            feedback: self.feedback.len(),
        }
    }

    fn contact_ids(&self) -> Arc<[ContactId]> {
        self.contacts.clone()
    }

    fn company_ids(&self) -> Arc<[CompanyId]> {
        self.companies.clone()
    }

    fn follow_up_ids(&self) -> Arc<[FollowUpId]> {
        self.follow_ups.clone()
    }

    fn feedback_ids(&self) -> Arc<[FeedbackId]> {
        self.feedback.clone()
    }

    fn contacts(&self, places: Range<usize>) -> Vec<Row> {
        records(&self.book.contacts, &self.contacts, places)
    }

    fn companies(&self, places: Range<usize>) -> Vec<Company> {
        records(&self.book.companies, &self.companies, places)
    }

    fn follow_ups(&self, places: Range<usize>) -> Vec<FollowUp> {
        records(&self.book.follow_ups, &self.follow_ups, places)
    }

    fn feedback(&self, places: Range<usize>) -> Vec<Feedback> {
        records(&self.book.feedback, &self.feedback, places)
    }

    fn unfilled(&self) -> Unfilled {
        self.book.unfilled().clone()
    }

    fn facts(&self) -> (Vec<Facts>, Vec<Promise>) {
        let (mut facts, mut promises) = (Vec::with_capacity(self.contacts.len()), Vec::new());
        for of in self.contacts.iter().filter_map(|id| self.book.facts_of(*id)) {
            let open = self.book.promises_at(of);
            facts.push(Facts { promises: Run { start: promises.len() as u32, count: open.len() as u32 }, ..*of });
            promises.extend_from_slice(open);
        }
        (facts, promises)
    }

    fn grievances(&self) -> Vec<Grievance> {
        self.book.grievances().copied().collect()
    }

    fn by_name(&self) -> Vec<u32> {
        self.book.by_name().filter_map(|id| self.place(id)).collect()
    }

    fn companies_by_name(&self) -> Vec<u32> {
        let place = |id: CompanyId| self.companies.binary_search(&id).ok();
        self.book.companies_by_name().filter_map(|id| place(id).map(|place| place as u32)).collect()
    }

    fn staff(&self) -> Staff {
        let all = self.book.employments();
        Staff::new(all.filter_map(|(company, id, now)| Some((company, self.place(id)? as usize, now))))
    }

    fn names(&self) -> Lines {
        self.contacts.iter().map(|id| self.book.name(*id)).collect()
    }

    fn company_names(&self) -> Lines {
        self.companies.iter().map(|id| self.book.company_name_of(*id)).collect()
    }

    fn titles(&self) -> Lines {
        self.follow_ups.iter().map(|id| self.book.title(*id)).collect()
    }

    fn index_part(&self, part: Part) -> Vec<u8> {
        let parts = self.index.get_or_init(|| self.book.index().image().1);
        parts.iter().find(|(one, _)| *one == part).map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    }

    fn vocabulary(&self) -> Vocabulary {
        self.book.vocabulary().clone()
    }
}
