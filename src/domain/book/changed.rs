//! Who changed, and what they were before: so that what is made from the whole book can take over a change instead of being
//! made anew.

use std::sync::Arc;

use super::Facts;
use crate::domain::id::{CompanyId, ContactId};

/// So many are noted; with more it is quicker to make anew what follows from them.
const KEPT: usize = 4_096;

/// A state of one book, to which later ones are compared.
#[derive(Debug, Clone)]
pub struct Stamp {
    book: Arc<()>,
    at: usize,
    companies: usize,
}

/// A contact that changed: what its facts were before; `None` for not there.
pub type Changed = (ContactId, Option<Facts>);

/// What is noted of a book's changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Stands for the book: another one has another.
    book: Arc<()>,
    /// How many were forgotten before the first that is kept.
    forgotten: usize,
    kept: Vec<Changed>,
    /// The companies that changed, as long as nothing is forgotten.
    companies: Vec<CompanyId>,
    companies_forgotten: usize,
}

impl Changes {
    /// Notes that a contact is about to change, or what hangs on it.
    pub fn note(&mut self, contact: ContactId, before: Option<Facts>) {
        if self.kept.len() == KEPT {
            self.forgotten += KEPT;
            self.kept.clear();
        }
        self.kept.push((contact, before));
    }

    /// Notes that a company changes.
    pub fn note_company(&mut self, company: CompanyId) {
        if self.companies.len() == KEPT {
            self.companies_forgotten += KEPT;
            self.companies.clear();
        }
        self.companies.push(company);
    }

    /// Something changes, and nobody knows what it was before.
    pub fn lose(&mut self) {
        self.forgotten += self.kept.len() + 1;
        self.kept.clear();
    }

    pub fn stamp(&self) -> Stamp {
        let companies = self.companies_forgotten + self.companies.len();
        Stamp { book: self.book.clone(), at: self.forgotten + self.kept.len(), companies }
    }

    /// What was noted since, in its order, some more than once; `None` where it isn't known any more, or it was another book.
    pub fn since(&self, stamp: &Stamp) -> Option<&[Changed]> {
        let from = stamp.at.checked_sub(self.forgotten).filter(|_| Arc::ptr_eq(&self.book, &stamp.book))?;
        self.kept.get(from..)
    }

    /// The companies that were noted since, some more than once; `None` as with contacts.
    pub fn companies_since(&self, stamp: &Stamp) -> Option<&[CompanyId]> {
        let is_same = Arc::ptr_eq(&self.book, &stamp.book);
        let from = stamp.companies.checked_sub(self.companies_forgotten).filter(|_| is_same)?;
        self.companies.get(from..)
    }
}

/// A copy is another book, in which nothing has changed yet.
impl Clone for Changes {
    fn clone(&self) -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;

    #[test]
    fn what_changed_is_known_as_long_as_it_is_little_and_the_same_book() {
        let mut ids = Ids::seeded(1, 1);
        let all: Vec<ContactId> = (0..KEPT).map(|_| ids.draw()).collect();
        let mut changes = Changes::default();
        let start = changes.stamp();
        all.iter().for_each(|id| changes.note(*id, None));
        assert_eq!(changes.since(&start).map(<[_]>::len), Some(KEPT));
        let later = changes.stamp();
        assert_eq!(changes.since(&later).map(<[_]>::len), Some(0));
        changes.note(all[0], None);
        assert_eq!(changes.since(&later).map(|since| since.iter().map(|(id, _)| *id).collect()), Some(vec![all[0]]));
        assert_eq!(changes.since(&start), None);
        assert_eq!(Changes::default().since(&start), None);
        assert_eq!(changes.clone().since(&later), None);
    }
}
