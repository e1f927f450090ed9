//! What lies side by side in the side file: numbers and ids of fixed length, made to be read fast.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use uuid::Uuid;

use super::sections::{Making, Section, Sections};
use crate::domain::book::{Lines, Staff};

/// Bytes of an id.
pub(super) const ID: usize = 16;

/// All numbers of a section.
pub(super) fn numbers(from: &Sections, name: u8) -> Option<Vec<u32>> {
    let section = from.find(name)?;
    let mut all = Vec::with_capacity(section.count(4));
    from.each(section, |piece| {
        all.extend(piece.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)));
        Some(())
    })?;
    Some(all)
}

pub(super) fn put_numbers(to: &mut Making, name: u8, all: &[u32]) -> std::io::Result<()> {
    let bytes: Vec<u8> = all.iter().flat_map(|number| number.to_le_bytes()).collect();
    to.put(name, 4, &bytes)
}

/// Where each of many things ends.
pub(super) fn put_ends(to: &mut Making, name: u8, all: &[u64]) -> std::io::Result<()> {
    let bytes: Vec<u8> = all.iter().flat_map(|number| number.to_le_bytes()).collect();
    to.put(name, 8, &bytes)
}

/// A section of things of `N` bytes of which single ones are read, by block. What was read is kept.
#[derive(Debug)]
pub(super) struct Column<const N: usize> {
    section: Section,
    /// `None` where one isn't as it was written.
    blocks: Box<[OnceLock<Option<Vec<u8>>>]>,
}

impl<const N: usize> Column<N> {
    /// `None` where it isn't there, or doesn't hold such things.
    pub fn of(from: &Sections, name: u8) -> Option<Self> {
        let section = from.find(name).filter(|section| section.holds(N))?;
        Some(Self { section, blocks: (0..section.blocks()).map(|_| OnceLock::new()).collect() })
    }

    pub fn len(&self) -> usize {
        self.section.count(N)
    }

    /// That at a place; `None` where there is none, or it isn't as it was written.
    pub fn get(&self, from: &Sections, place: usize) -> Option<&[u8; N]> {
        let (block, at) = (place / self.section.in_block(N), place % self.section.in_block(N));
        let read = || from.block(self.section, block as u64);
        self.blocks.get(block)?.get_or_init(read).as_deref()?.as_chunks().0.get(at)
    }
}

impl Column<ID> {
    /// Where an id stands in a column of sorted ones; `None` where it can't be known.
    pub fn place(&self, from: &Sections, id: Uuid) -> Option<Option<usize>> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(from, middle)?.cmp(id.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(Some(middle)),
            }
        }
        Some(None)
    }
}

/// Gives all ids of a section in their order, many at a time; says of how many it gave, and whether that is all.
pub(super) fn each_id(from: &Sections, name: u8, take: &mut dyn FnMut(&[Uuid])) -> (usize, bool) {
    let (mut given, mut room) = (0, Vec::new());
    let is_all = from.find(name).and_then(|section| {
        from.each(section, |piece| {
            room.clear();
            room.extend(piece.as_chunks().0.iter().map(|bytes| Uuid::from_bytes(*bytes)));
            given += room.len();
            take(&room);
            Some(())
        })
    });
    (given, is_all.is_some())
}

/// Sorted ids, `count` of them.
pub(super) fn ids<T: From<Uuid>>(from: &Sections, name: u8, count: usize) -> Option<Arc<[T]>> {
    let bytes = from.all(name)?;
    let (all, rest) = bytes.as_chunks::<ID>();
    (all.len() == count && rest.is_empty() && all.is_sorted())
        .then(|| all.iter().map(|bytes| Uuid::from_bytes(*bytes).into()).collect())
}

pub(super) fn put_ids(to: &mut Making, name: u8, all: impl Iterator<Item = Uuid>) -> std::io::Result<()> {
    let bytes: Vec<u8> = all.flat_map(Uuid::into_bytes).collect();
    to.put(name, ID, &bytes)
}

/// Short texts: where they end in one section, and themselves in the other.
pub(super) fn lines(from: &Sections, [ends, text]: [u8; 2], count: usize) -> Option<Lines> {
    let ends = numbers(from, ends)?;
    let lines = Lines::new(String::from_utf8(from.all(text)?).ok()?, ends)?;
    (lines.ends().len() == count).then_some(lines)
}

pub(super) fn put_lines(to: &mut Making, [ends, text]: [u8; 2], lines: &Lines) -> std::io::Result<()> {
    put_numbers(to, ends, lines.ends())?;
    to.put(text, 1, lines.text().as_bytes())
}

/// Who has to do with which company.
pub(super) fn staff(from: &Sections, [companies, ends, people]: [u8; 3]) -> Option<Staff> {
    let ends = numbers(from, ends)?;
    let companies = ids(from, companies, ends.len())?.to_vec();
    Some(Staff { companies, ends, people: numbers(from, people)? })
}

pub(super) fn put_staff(to: &mut Making, [companies, ends, people]: [u8; 3], staff: &Staff) -> std::io::Result<()> {
    put_ids(to, companies, staff.companies.iter().map(|id| id.0))?;
    put_numbers(to, ends, &staff.ends)?;
    put_numbers(to, people, &staff.people)
}
