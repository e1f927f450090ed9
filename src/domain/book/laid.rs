//! A book laid out as an image has it: records sorted by id, the columns by their places.
//!
//! It is what an image is written from, and what stands for one that can't be read.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use uuid::Uuid;

use super::account::Account;
use super::facts::Run;
use super::image::{Counts, Held, Image, Unfilled};
use super::lines::Lines;
use super::open::{Grievance, Promise};
use super::staff::Staff;
use super::table::{Kept, Table};
use super::{Book, Facts, Vocabulary};
use crate::domain::company::Company;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::row::Row;
use crate::domain::search::Part;

/// A book by places.
#[derive(Debug)]
pub struct Laid {
    book: Book,
    /// The ids, sorted.
    contacts: Vec<Uuid>,
    companies: Vec<Uuid>,
    follow_ups: Vec<Uuid>,
    feedback: Vec<Uuid>,
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

fn sorted<T: Kept>(table: &Table<T>) -> Vec<Uuid> {
    table.sorted().into_iter().map(|(id, ..)| id.into()).collect()
}

fn records<T: Kept>(table: &Table<T>, ids: &[Uuid], places: Range<usize>) -> Vec<T> {
    let ids = ids.get(places).unwrap_or_default();
    ids.iter().filter_map(|id| table.get_anew((*id).into())).collect()
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

    fn part(&self, part: Part) -> &[u8] {
        let parts = self.index.get_or_init(|| self.book.index().image().1);
        parts.iter().find(|(one, _)| *one == part).map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()
    }

    /// The ids of a kind, sorted: by place.
    pub fn ids(&self, of: Held) -> &[Uuid] {
        match of {
            Held::Contacts => &self.contacts,
            Held::Companies => &self.companies,
            Held::FollowUps => &self.follow_ups,
            Held::Feedback => &self.feedback,
        }
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

    /// The place of a contact in a column.
    fn column_place(&self, id: ContactId) -> Option<u32> {
        self.contacts.binary_search(&id.0).ok().map(|place| place as u32)
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

    fn place(&self, of: Held, id: Uuid) -> Option<usize> {
        self.ids(of).binary_search(&id).ok()
    }

    fn id_at(&self, of: Held, place: usize) -> Option<Uuid> {
        self.ids(of).get(place).copied()
    }

    fn each_id(&self, of: Held, take: &mut dyn FnMut(&[Uuid])) {
        take(self.ids(of));
    }

    fn contact_ids(&self) -> Arc<[ContactId]> {
        self.contacts.iter().map(|id| ContactId(*id)).collect()
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
        // Those of all are known then.
        self.book.standings();
        for of in self.contacts.iter().filter_map(|id| self.book.facts_of(ContactId(*id))) {
            let open = self.book.promises_at(of);
            facts.push(Facts { promises: Run { start: promises.len() as u32, count: open.len() as u32 }, ..*of });
            promises.extend_from_slice(open);
        }
        (facts, promises)
    }

    fn facts_at(&self, place: usize) -> (Facts, Vec<Promise>) {
        let id = ContactId(self.contacts.get(place).copied().unwrap_or(Uuid::max()));
        let of = self.book.facts_of(id).copied().unwrap_or_else(|| Facts::of_nobody(id));
        (of, self.book.promises_of(id).to_vec())
    }

    fn each_facts(&self, take: &mut dyn FnMut(&Facts, &[Promise])) {
        self.book.standings();
        for of in self.contacts.iter().filter_map(|id| self.book.facts_of(ContactId(*id))) {
            take(of, self.book.promises_at(of));
        }
    }

    fn grievances(&self) -> Vec<Grievance> {
        self.book.grievances().copied().collect()
    }

    fn accounts(&self) -> Vec<Account> {
        self.book.accounts().copied().collect()
    }

    fn referred(&self) -> Vec<(ContactId, ContactId)> {
        self.book.referred_as_noted().iter().map(|(who, by)| (*who, *by)).collect()
    }

    fn by_name(&self) -> Vec<u32> {
        self.book.by_name().filter_map(|id| self.column_place(id)).collect()
    }

    fn companies_by_name(&self) -> Vec<u32> {
        let place = |id: CompanyId| self.companies.binary_search(&id.0).ok();
        self.book.companies_by_name().filter_map(|id| place(id).map(|place| place as u32)).collect()
    }

    fn staff(&self) -> Staff {
        let all = self.book.employments();
        Staff::new(all.filter_map(|(company, id, now)| Some((company, self.column_place(id)? as usize, now))))
    }

    fn names(&self) -> Lines {
        self.contacts.iter().map(|id| self.book.name(ContactId(*id))).collect()
    }

    fn company_names(&self) -> Lines {
        self.companies.iter().map(|id| self.book.company_name_of(CompanyId(*id))).collect()
    }

    fn titles(&self) -> Lines {
        self.follow_ups.iter().map(|id| self.book.title(FollowUpId(*id))).collect()
    }

    fn index_part(&self, part: Part) -> Vec<u8> {
        self.part(part).to_vec()
    }

    fn index_bytes(&self, part: Part, range: Range<usize>) -> Vec<u8> {
        let bytes = self.part(part);
        bytes.get(range.start..range.end.min(bytes.len())).unwrap_or_default().to_vec()
    }

    fn each_of_index(&self, part: Part, take: &mut dyn FnMut(&[u8])) {
        take(self.part(part));
    }

    fn vocabulary(&self) -> Vocabulary {
        self.book.vocabulary().clone()
    }
}
