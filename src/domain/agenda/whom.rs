//! Who stands on the agenda: a contact, or a company with which nobody was in touch.

use std::hash::{Hash, Hasher};

use crate::domain::book::Book;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    Contact(ContactId),
    Company(CompanyId),
}

impl Whom {
    pub fn contact(self) -> Option<ContactId> {
        match self {
            Self::Contact(id) => Some(id),
            Self::Company(_) => None,
        }
    }

    pub fn company(self) -> Option<CompanyId> {
        match self {
            Self::Company(id) => Some(id),
            Self::Contact(_) => None,
        }
    }

    pub fn id(self) -> uuid::Uuid {
        match self {
            Self::Contact(id) => id.0,
            Self::Company(id) => id.0,
        }
    }

    pub fn record(self) -> RecordId {
        match self {
            Self::Contact(id) => RecordId::new(RecordKind::Contact, id.0),
            Self::Company(id) => RecordId::new(RecordKind::Company, id.0),
        }
    }

    /// Empty for one who isn't there.
    pub fn name(self, book: &Book) -> &str {
        match self {
            Self::Contact(id) => book.name(id),
            Self::Company(id) => book.company_name_of(id),
        }
    }
}

/// No contact has a company's id.
impl Hash for Whom {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl From<ContactId> for Whom {
    fn from(id: ContactId) -> Self {
        Self::Contact(id)
    }
}

impl From<CompanyId> for Whom {
    fn from(id: CompanyId) -> Self {
        Self::Company(id)
    }
}
