//! The folded names of the companies, each with a place that contacts are at.

use uuid::Uuid;

use crate::domain::company::Company;
use crate::domain::id::{ById, CompanyId};
use crate::domain::search::fit::Signs;
use crate::domain::search::fold::{fold_line, fold_name};

use super::columns::{Texts, read_numbers, write_numbers};

/// All companies that were ever here, gone ones with an empty name. Place 0 is none.
#[derive(Debug, Clone)]
pub(super) struct Companies {
    ids: Vec<CompanyId>,
    places: ById<CompanyId, u32>,
    /// Names, and behind each what the company was called once, and the ids of those that were merged into it.
    texts: Texts,
    /// Which of the texts is each one's, and the signs of its name.
    names: Vec<(u32, Signs)>,
}

/// What stands before each former name, and each id of a merged company. No folded text holds control characters.
const NAME: char = '\u{1}';
const ID: char = '\u{2}';

/// The place of those who have no company.
pub(super) const NONE: u32 = 0;

impl Default for Companies {
    fn default() -> Self {
        let mut texts = Texts::default();
        texts.push(b"");
        texts.push(b"");
        Self { ids: vec![CompanyId(Uuid::nil())], places: ById::default(), texts, names: vec![(0, Signs::default())] }
    }
}

impl Companies {
    pub fn new<'a>(all: impl Iterator<Item = &'a Company>) -> Self {
        let mut companies = Self::default();
        all.for_each(|company| companies.put(company.id, Some(company)));
        companies
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Its place; it gets one if it has none yet.
    pub fn place(&mut self, id: Option<CompanyId>) -> u32 {
        let Some(id) = id else { return NONE };
        if let Some(place) = self.places.get(&id) {
            return *place;
        }
        self.put_folded(id, b"", b"");
        self.places.get(&id).copied().unwrap_or(NONE)
    }

    pub fn name(&self, place: u32) -> &[u8] {
        self.texts.get(self.names[place as usize].0 as usize)
    }

    /// Of each place the name.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|place| self.name(place))
    }

    fn once(&self, place: u32) -> &[u8] {
        self.texts.get(self.names[place as usize].0 as usize + 1)
    }

    #[inline]
    pub fn signs(&self, place: u32) -> Signs {
        self.names[place as usize].1
    }

    /// It is that now, or is gone.
    pub fn put(&mut self, id: CompanyId, company: Option<&Company>) {
        let (mut name, mut once) = (String::new(), String::new());
        if let Some(company) = company {
            fold_name(&company.name, &mut name);
            for former in company.former_names() {
                once.push(NAME);
                fold_line(former, &mut once);
            }
            for id in company.merged_ids() {
                once.push(ID);
                once.push_str(&id.simple().to_string());
            }
        }
        self.put_folded(id, name.as_bytes(), once.as_bytes());
    }

    fn put_folded(&mut self, id: CompanyId, name: &[u8], once: &[u8]) {
        let named = if name.is_empty() && once.is_empty() {
            (0, Signs::default())
        } else {
            let at = self.texts.len() as u32;
            self.texts.push(name);
            self.texts.push(once);
            (at, Signs::of(name))
        };
        match self.places.get(&id) {
            Some(place) => self.names[*place as usize] = named,
            None => {
                self.places.insert(id, self.ids.len() as u32);
                self.ids.push(id);
                self.names.push(named);
            }
        }
    }

    /// Those that have a name or somebody is at, sorted by id; and for each place the one it has there.
    pub fn sorted(&self, is_used: impl Fn(u32) -> bool) -> (Self, Vec<u32>) {
        let places = 1..self.len() as u32;
        let mut kept: Vec<u32> = places.filter(|place| !self.name(*place).is_empty() || is_used(*place)).collect();
        kept.sort_unstable_by_key(|place| self.ids[*place as usize]);
        let (mut sorted, mut moved) = (Self::default(), vec![NONE; self.len()]);
        for place in kept {
            moved[place as usize] = sorted.len() as u32;
            sorted.put_folded(self.ids[place as usize], self.name(place), self.once(place));
        }
        (sorted, moved)
    }

    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let numbers =
            self.ids.iter().flat_map(|id| id.0.as_bytes().as_chunks().0.iter().map(|part| u32::from_le_bytes(*part)));
        write_numbers(&numbers.collect::<Vec<_>>(), &mut out);
        let mut names = Texts::default();
        for place in 0..self.len() as u32 {
            names.push(self.name(place));
            names.push(self.once(place));
        }
        names.write(&mut out);
        out
    }

    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (ids, names) = read_numbers(bytes)?;
        let names = Texts::read(names.to_vec())?;
        let (ids, more) = ids.as_chunks::<4>();
        if !more.is_empty() || ids.len() * 2 != names.len() {
            return None;
        }
        let mut companies = Self::default();
        for (at, id) in ids.iter().enumerate().skip(1) {
            let mut bytes = [0; 16];
            bytes.as_chunks_mut().0.iter_mut().zip(id).for_each(|(part, number)| *part = number.to_le_bytes());
            companies.put_folded(CompanyId(Uuid::from_bytes(bytes)), names.get(at * 2), names.get(at * 2 + 1));
        }
        Some(companies)
    }

    /// The companies whose names fit, by name.
    pub fn named(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<CompanyId> {
        self.those(|place| fits(self.name(place)))
    }

    /// Those that had a name that fits, or into which one of such a name was merged.
    pub fn once_named(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<CompanyId> {
        self.those(|place| pieces(self.once(place)).any(|(sign, name)| sign == NAME && fits(name)))
    }

    /// Those into which one of such an id was merged.
    pub fn merged(&self, fits: impl Fn(Uuid) -> bool) -> Vec<CompanyId> {
        let is = |id: &[u8]| Uuid::try_parse_ascii(id).is_ok_and(&fits);
        self.those(|place| pieces(self.once(place)).any(|(sign, id)| sign == ID && is(id)))
    }

    fn those(&self, fits: impl Fn(u32) -> bool) -> Vec<CompanyId> {
        let mut those: Vec<u32> = (1..self.len() as u32).filter(|place| fits(*place)).collect();
        those.sort_unstable_by_key(|place| (self.name(*place), self.ids[*place as usize]));
        those.into_iter().map(|place| self.ids[place as usize]).collect()
    }
}

/// Each piece with the sign before it.
fn pieces(once: &[u8]) -> impl Iterator<Item = (char, &[u8])> {
    let pieces = once.chunk_by(|_, next| !matches!(char::from(*next), NAME | ID));
    pieces.filter_map(|piece| piece.split_first().map(|(sign, piece)| (char::from(*sign), piece)))
}
