//! What the names in values stand for: companies, of which one that isn't there yet is made, and contacts.

use std::collections::HashMap;

use super::error::Why;
use crate::domain::act::{Given, company_called};
use crate::domain::change::Change;
use crate::domain::clean::one_line;
use crate::domain::company::Company;
use crate::domain::find;
use crate::domain::id::{CompanyId, Ids};
use crate::domain::search::fold;

/// With what values are read; the same for all records of one set, so that a new company is made once.
pub struct Names<'a> {
    pub given: Given<'a>,
    pub ids: &'a mut Ids,
    /// Folded names that were looked up, and the companies they stand for.
    known: HashMap<String, CompanyId>,
    made: Vec<Company>,
    /// Names for which a company was taken that is called so but for its legal form.
    pub taken: Vec<(String, CompanyId)>,
    /// Whether characters were taken out of a name.
    pub cleaned: bool,
}

impl<'a> Names<'a> {
    pub fn new(given: Given<'a>, ids: &'a mut Ids) -> Self {
        Self { given, ids, known: HashMap::new(), made: Vec::new(), taken: Vec::new(), cleaned: false }
    }

    /// The company of this name, else the one that is called so but for its legal form: one of the record's `own` first, since
    /// several may be called the same.
    pub fn company(&mut self, name: &str, own: &[CompanyId]) -> Result<CompanyId, Why> {
        let clean = one_line(name, " ");
        self.cleaned |= clean.characters;
        let (name, book) = (&clean.text, self.given.book);
        let wanted = fold(name);
        let is_it = |id: &&CompanyId| book.company(**id).is_some_and(|company| fold(&company.name) == wanted);
        if let Some(id) = own.iter().find(is_it) {
            return Ok(*id);
        }
        if let Some(id) = self.known.get(&wanted) {
            return Ok(*id);
        }
        let id = match company_called(book, name) {
            Some(id) => id,
            None => match &find::companies_like(book, name)[..] {
                [] => self.make(name),
                like => {
                    let ours: Vec<CompanyId> = like.iter().copied().filter(|id| own.contains(id)).collect();
                    let meant = if ours.is_empty() { like } else { &ours };
                    let [only] = meant else { return Err(Why::SeveralCompanies(meant.to_vec())) };
                    self.taken.push((name.clone(), *only));
                    *only
                }
            },
        };
        self.known.insert(wanted, id);
        Ok(id)
    }

    fn make(&mut self, name: &str) -> CompanyId {
        let company = Company::new(self.ids.draw(), name.trim(), self.given.today);
        let id = company.id;
        self.made.push(company);
        id
    }

    /// The companies that are to be made.
    pub fn into_changes(self) -> Vec<Change> {
        self.made.into_iter().map(Change::create).collect()
    }
}
