//! The folded texts of all contacts as columns, kept up with the book, and the search over them in two stages: all are looked at
//! roughly, the best are scored.
//!
//! What an image of the book holds is read as it is needed and never changed; who changed since lies over it. How a contact is
//! found is `asking`'s, how one is named `naming`'s, how the columns lie is `columns`'.

mod asking;
mod columns;
mod companies;
mod few;
mod naming;
mod scan;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use crate::domain::book::{Book, Facts};
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};

use asking::Memory;
use columns::{Columns, Traits};
use companies::Companies;

pub use asking::Asked;
pub use columns::{Part, Parts};

/// The folded texts of all contacts.
#[derive(Clone)]
pub struct Index {
    /// As the image has it; those who changed since are gone from it.
    base: Columns,
    /// Those who changed since.
    over: Columns,
    over_places: ById<ContactId, usize>,
    companies: OnceLock<Arc<Companies>>,
    image: Option<Arc<dyn Parts>>,
    memory: Memory,
}

impl Index {
    /// Of all that is in the book: where there is no image.
    pub fn new(book: &Book) -> Self {
        let companies = Companies::new(book.companies());
        let mut index = Self { companies: OnceLock::from(Arc::new(companies)), ..Self::of(Columns::empty(), None) };
        let mut all: Vec<ContactId> = book.contacts().map(|row| row.id).collect();
        all.sort_unstable();
        all.into_iter().for_each(|id| index.put(book, id));
        index
    }

    /// As it was written down. Nothing is read yet.
    pub fn from_image(image: Arc<dyn Parts>) -> Self {
        Self::of(Columns::of_image(image.clone()), Some(image))
    }

    /// Reads a part of the image now, so that neither a search nor a change waits for it later.
    pub fn read_ahead(&self, part: Part) {
        match part {
            Part::Names => _ = self.base.names(),
            Part::Rest | Part::RestEnds => _ = self.base.rest(),
            Part::Looks => _ = self.base.looks(),
            Part::Companies => _ = self.companies(),
        }
    }

    fn of(base: Columns, image: Option<Arc<dyn Parts>>) -> Self {
        Self {
            base,
            over: Columns::empty(),
            over_places: ById::default(),
            companies: OnceLock::new(),
            image,
            memory: Memory::default(),
        }
    }

    /// Takes over a contact or company that changed, came or went; other records change nothing.
    pub fn update(&mut self, book: &Book, changed: RecordId) {
        match changed.kind {
            RecordKind::Contact => {
                self.take_out(changed.id.into());
                self.put(book, changed.id.into());
            }
            RecordKind::Company => {
                let id = CompanyId(changed.id);
                self.change_companies(|companies| companies.put(id, book.company(id)));
            }
            _ => {}
        }
    }

    /// Takes over what else is known of a contact: the last touch, tier, stage, whether it is archived.
    pub fn note(&mut self, facts: &Facts) {
        let traits = Traits::of(facts);
        match self.over_places.get(&facts.id) {
            Some(place) => self.over.note(Some(*place), facts.id, traits),
            None => self.base.note(None, facts.id, traits),
        }
    }

    fn put(&mut self, book: &Book, id: ContactId) {
        let Some(row) = book.contact(id) else { return };
        let company = self.change_companies(|companies| companies.place(row.company));
        let place = self.over.push(row, company);
        self.over_places.insert(id, place);
    }

    fn take_out(&mut self, id: ContactId) {
        match self.over_places.remove(&id) {
            Some(place) => self.over.remove(place),
            None => {
                if let Some(place) = self.base.place(id) {
                    self.base.remove(place);
                }
            }
        }
        if self.over.is_mostly_gone() {
            let before = std::mem::replace(&mut self.over, Columns::empty());
            self.over_places.clear();
            for from in before.places() {
                let place = self.over.copy(&before, from, before.looks()[from].company);
                self.over_places.insert(before.ids()[from], place);
            }
        }
    }

    fn companies(&self) -> &Companies {
        self.companies.get_or_init(|| {
            let read = |image: &Arc<dyn Parts>| Companies::read(&image.part(Part::Companies));
            Arc::new(self.image.as_ref().and_then(read).unwrap_or_default())
        })
    }

    fn change_companies<T>(&mut self, change: impl FnOnce(&mut Companies) -> T) -> T {
        self.companies();
        let mut companies = self.companies.take().unwrap_or_default();
        let done = change(Arc::make_mut(&mut companies));
        self.companies = OnceLock::from(companies);
        done
    }

    /// All of it to be written down: whom it is of, by id, and the parts.
    pub fn image(&self) -> (Vec<ContactId>, Vec<(Part, Vec<u8>)>) {
        let of = |columns: &'_ Columns, over: bool| -> Vec<(ContactId, bool, usize)> {
            columns.places().map(|place| (columns.ids()[place], over, place)).collect()
        };
        let mut all = [of(&self.base, false), of(&self.over, true)].concat();
        all.sort_unstable();
        let columns = |over: bool| if over { &self.over } else { &self.base };
        let mut used = vec![false; self.companies().len()];
        all.iter().for_each(|(_, over, place)| used[columns(*over).looks()[*place].company as usize] = true);
        let (companies, moved) = self.companies().sorted(|place| used[place as usize]);
        let mut whole = Columns::empty();
        for (_, over, place) in &all {
            let from = columns(*over);
            whole.copy(from, *place, moved[from.looks()[*place].company as usize]);
        }
        let part = |part| match part {
            Part::Companies => (part, companies.write()),
            part => (part, whole.write(part)),
        };
        (whole.ids().to_vec(), Part::ALL.map(part).into())
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}
