//! What the names in values stand for: companies, of which one that isn't there yet is made, and contacts.

use std::collections::HashMap;

use crate::domain::act::{Given, company_named};
use crate::domain::change::Change;
use crate::domain::clean::one_line;
use crate::domain::company::Company;
use crate::domain::id::{CompanyId, Ids};
use crate::domain::record::Record;
use crate::domain::search::fold;

/// With what values are read; the same for all records of one set, so that a new company is made once.
pub struct Names<'a> {
    pub given: Given<'a>,
    pub ids: &'a mut Ids,
    /// Folded names that were looked up, and the companies they stand for.
    known: HashMap<String, CompanyId>,
    made: Vec<Company>,
    /// Whether characters were taken out of a name.
    pub cleaned: bool,
}

impl<'a> Names<'a> {
    pub fn new(given: Given<'a>, ids: &'a mut Ids) -> Self {
        Self { given, ids, known: HashMap::new(), made: Vec::new(), cleaned: false }
    }

    /// The company of this name: one of the record's `own` first, since several may be called the same.
    pub fn company(&mut self, name: &str, own: &[CompanyId]) -> CompanyId {
        let clean = one_line(name, " ");
        self.cleaned |= clean.characters;
        let name = &clean.text;
        let wanted = fold(name);
        let is_it =
            |id: &&CompanyId| self.given.book.company(**id).is_some_and(|company| fold(&company.name) == wanted);
        if let Some(id) = own.iter().find(is_it) {
            return *id;
        }
        if let Some(id) = self.known.get(&wanted) {
            return *id;
        }
        let (id, made) = company_named(&self.given, self.ids, name);
        if let Some(Change { after: Some(Record::Company(company)), .. }) = made {
            self.made.push(company);
        }
        self.known.insert(wanted, id);
        id
    }

    /// The companies that are to be made.
    pub fn into_changes(self) -> Vec<Change> {
        self.made.into_iter().map(Change::create).collect()
    }
}
