//! Which company a name or card of the file means: one of the book, by today's name or an old one, with or without its legal form,
//! or one that the file brings.
//!
//! A name that stands in the file is learnt once, in the file's order: from then on it leads where it led then, whatever else comes.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::keys;
use super::known::{OWN, is_ours};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::contact::ForeignId;
use crate::domain::id::CompanyId;
use crate::domain::pairs::Firm;

/// The companies of the book and those that the file brings.
#[derive(Debug, Default)]
pub struct Companies {
    by_name: HashMap<String, CompanyId>,
    /// By the name without its legal form.
    by_core: HashMap<String, Vec<Called>>,
    /// By source and value.
    by_id: HashMap<(String, String), CompanyId>,
    /// Of the book, in full.
    records: HashMap<CompanyId, Company>,
    /// Of the file, as it first names them; made only if somebody needs them.
    new: HashMap<CompanyId, String>,
    /// From which sources an id of a company is known.
    sources: HashSet<(CompanyId, String)>,
    /// Of which a card of the file with an id of its own is.
    told: HashSet<CompanyId>,
}

/// A name of a company.
#[derive(Debug)]
struct Called {
    id: CompanyId,
    firm: Firm,
    /// It is called otherwise today.
    is_former: bool,
}

impl Companies {
    pub fn of(book: &Book) -> Self {
        let mut all = Self::default();
        let mut companies: Vec<&Company> = book.companies().collect();
        companies.sort_unstable_by_key(|company| company.id);
        for company in companies {
            all.add(company, company.id);
            all.add_own_id(company.id.0, company.id);
            all.records.insert(company.id, company.clone());
        }
        // A company of today's name comes before one that was merged into another.
        for company in book.companies() {
            company.former_names().for_each(|name| all.call(name, company.id, true));
            company.merged_ids().for_each(|id| all.add_own_id(id, company.id));
        }
        all
    }

    /// Makes the names and ids of a company lead to `id`.
    pub fn add(&mut self, company: &Company, id: CompanyId) {
        self.call(&company.name, id, false);
        for foreign in &company.ids {
            self.by_id.entry((foreign.source.clone(), keys::id(&foreign.value))).or_insert(id);
            if !foreign.is_own() {
                self.sources.insert((id, foreign.source.clone()));
            }
        }
    }

    /// A card of the file is of this company.
    pub fn add_card(&mut self, card: &Company, id: CompanyId) {
        self.add(card, id);
        if has_own_id(card) {
            self.told.insert(id);
        }
    }

    /// Makes an id that touchbase gave lead to `id`.
    fn add_own_id(&mut self, own: Uuid, id: CompanyId) {
        for source in OWN {
            self.by_id.entry((source.to_owned(), own.to_string())).or_insert(id);
        }
    }

    /// Makes a name that nobody has lead to a company of the book, because the user says that it is that one.
    pub fn take_for(&mut self, name: &str, id: CompanyId) {
        if self.is_here(id) {
            self.call(name, id, false);
        }
    }

    /// Makes a name lead to `id`, unless it leads elsewhere already.
    fn call(&mut self, name: &str, id: CompanyId, is_former: bool) {
        if let Entry::Vacant(free) = self.by_name.entry(keys::company(name)) {
            free.insert(id);
            let firm = Firm::of(name);
            self.by_core.entry(firm.core.clone()).or_default().push(Called { id, firm, is_former });
        }
    }

    /// The company of a name that stands in the file: it is found by [`Self::named`] from now on. Where nobody has it, it is
    /// a new one with the id that `draw` gives.
    pub fn learn(&mut self, name: &str, draw: impl FnOnce() -> CompanyId) -> Option<CompanyId> {
        if name.is_empty() {
            return None;
        }
        let id = self.called(name).unwrap_or_else(|| {
            let id = draw();
            self.new.insert(id, name.to_owned());
            id
        });
        self.call(name, id, false);
        Some(id)
    }

    /// The company of this name, written just so or as the file wrote it before.
    pub fn named(&self, name: &str) -> Option<CompanyId> {
        if name.is_empty() { None } else { self.by_name.get(&keys::company(name)).copied() }
    }

    /// The company of a name that is only mentioned.
    pub fn called(&self, name: &str) -> Option<CompanyId> {
        if name.is_empty() { None } else { self.named(name).or_else(|| self.without_form(name, |_| true)) }
    }

    /// The only company that may be called so but for the legal form. One that is called so today comes before those that were.
    fn without_form(&self, name: &str, may_be: impl Fn(CompanyId) -> bool) -> Option<CompanyId> {
        let firm = Firm::of(name);
        let called = self.by_core.get(&firm.core)?;
        let only = |is_former: bool| {
            let mut ids: Vec<CompanyId> =
                called.iter().filter(|one| one.is_former <= is_former).map(|one| one.id).collect();
            // By all that it is called: who is a GmbH by one name is no AG by another.
            ids.retain(|id| called.iter().filter(|one| one.id == *id).all(|one| one.firm.may_be(&firm)));
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let today = only(false);
        let ids = if today.is_empty() { only(true) } else { today };
        match ids[..] {
            [id] => Some(id).filter(|id| may_be(*id)),
            _ => None,
        }
    }

    /// Makes all that led to a company of the file lead to one of the book: it is called so now.
    pub fn lead(&mut self, new: CompanyId, to: CompanyId) {
        self.new.remove(&new);
        self.by_name.values_mut().filter(|id| **id == new).for_each(|id| *id = to);
        self.by_id.values_mut().filter(|id| **id == new).for_each(|id| *id = to);
        self.by_core.values_mut().flatten().filter(|one| one.id == new).for_each(|one| one.id = to);
    }

    /// Which company a card of one is. Two that one program gives different ids are two, unless they are called just the same; two
    /// cards of a file are two all the same where each has an id of its own, as all have that touchbase wrote.
    pub fn find(&self, company: &Company) -> Option<CompanyId> {
        let of = |source: &str, id: &ForeignId| self.by_id.get(&(source.to_owned(), keys::id(&id.value))).copied();
        let as_own = |id: &ForeignId| OWN.iter().filter(|_| is_ours(id)).find_map(|source| of(source, id));
        let id_of = |id: &ForeignId| of(&id.source, id).or_else(|| as_own(id));
        let has_other_id = |id: CompanyId| {
            company.ids.iter().any(|own| !own.is_own() && self.sources.contains(&(id, own.source.clone())))
        };
        let named = || self.named(&company.name).or_else(|| self.without_form(&company.name, |id| !has_other_id(id)));
        let is_another = |id: &CompanyId| has_own_id(company) && self.told.contains(id);
        company.ids.iter().find_map(id_of).or_else(|| named().filter(|id| !is_another(id)))
    }

    /// A company of the book.
    pub fn record(&self, id: CompanyId) -> Option<&Company> {
        self.records.get(&id)
    }

    /// All of the book.
    pub fn records(&self) -> impl Iterator<Item = &Company> {
        self.records.values()
    }

    /// Whether the book has it.
    pub fn is_here(&self, id: CompanyId) -> bool {
        self.records.contains_key(&id)
    }

    /// All that the file names and the book hasn't, whether anybody gets a job there or not.
    pub fn new_ones(&self) -> impl Iterator<Item = (CompanyId, &str)> {
        self.new.iter().map(|(id, name)| (*id, name.as_str()))
    }

    /// What the file calls a company that it brings.
    pub fn new_name(&self, id: CompanyId) -> Option<&str> {
        self.new.get(&id).map(String::as_str)
    }

    /// What a company of the book or the file is called.
    pub fn name_of(&self, id: CompanyId) -> Option<&str> {
        self.new_name(id).or_else(|| self.record(id).map(|one| one.name.as_str()))
    }
}

/// Whether a card has an id as touchbase writes it.
fn has_own_id(card: &Company) -> bool {
    card.ids.iter().any(|id| OWN.contains(&id.source.as_str()))
}
