//! The side file as the book's image: what is asked for is read then, and checked.
//!
//! Where something isn't as it was written, what the file stood for is made from base and journal there and then, and all is
//! answered from that: it costs time, never truth. Whoever has the session open tells it, and writes the file anew.

use std::fs::File;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use uuid::Uuid;

use super::packed::Packed;
use super::sections::{Section, Sections, head};
use super::{Head, MAGIC, NAME, Spoiled, columns, facts, taken};
use crate::domain::book::{Book, Counts, Facts, Grievance, Image, Laid, Lines, Promise, Staff, Unfilled, Vocabulary};
use crate::domain::company::Company;
use crate::domain::contact::Contact;
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{CompanyId, ContactId, FeedbackId, FollowUpId};
use crate::domain::row::Row;
use crate::domain::search::Part;
use crate::store::Seq;
use crate::store::journal::Position;
use crate::store::layout::Layout;
use crate::store::replay::Replay;

/// The names of sections: for each kind of record its ids, where each record ends, and the records; then the columns.
pub(super) mod name {
    pub const CONTACTS: [u8; 3] = [1, 2, 3];
    pub const COMPANIES: [u8; 3] = [4, 5, 6];
    pub const FOLLOW_UPS: [u8; 3] = [7, 8, 9];
    pub const FEEDBACK: [u8; 3] = [10, 11, 12];
    pub const FACTS: u8 = 20;
    pub const EMPLOYERS: u8 = 21;
    pub const PROMISES: u8 = 22;
    pub const GRIEVANCES: u8 = 23;
    pub const UNFILLED: u8 = 24;
    pub const BY_NAME: u8 = 25;
    pub const COMPANIES_BY_NAME: u8 = 26;
    pub const STAFF: [u8; 3] = [27, 28, 29];
    pub const NAMES: [u8; 2] = [30, 31];
    pub const COMPANY_NAMES: [u8; 2] = [32, 33];
    pub const TITLES: [u8; 2] = [34, 35];
    pub const VOCABULARY: u8 = 36;
    pub const INDEX: [u8; 4] = [40, 41, 42, 43];
}

/// The section of a part of the index.
pub(super) fn index_name(part: Part) -> u8 {
    let [names, rest, looks, companies] = name::INDEX;
    match part {
        Part::Names => names,
        Part::Rest => rest,
        Part::Looks => looks,
        Part::Companies => companies,
    }
}

/// Records of one kind as they lie in the file.
#[derive(Debug)]
struct Records<I> {
    name: [u8; 3],
    count: usize,
    ids: OnceLock<Arc<[I]>>,
    /// Where each ends; `None` where that isn't known any more.
    ends: OnceLock<Option<Vec<u64>>>,
}

impl<I> Records<I> {
    fn new(name: [u8; 3], count: usize) -> Self {
        Self { name, count, ids: OnceLock::new(), ends: OnceLock::new() }
    }
}

/// The file, open to be read.
#[derive(Debug)]
pub(in crate::store) struct Side {
    layout: Layout,
    end: Position,
    sections: Sections,
    contacts: Records<ContactId>,
    companies: Records<CompanyId>,
    follow_ups: Records<FollowUpId>,
    feedback: Records<FeedbackId>,
    /// Something wasn't as it was written, and whether that was asked for.
    spoiled: AtomicBool,
    noticed: AtomicBool,
    /// What the file stood for couldn't be made from the journal either.
    lost: AtomicBool,
    /// Made where something is damaged.
    instead: OnceLock<Laid>,
    /// Whether it is to be made then.
    heals: bool,
}

impl Side {
    /// The side file; `None` if there is none, or one of another version.
    pub fn open(layout: &Layout) -> Result<Option<Self>, Spoiled> {
        Self::open_as(layout, true)
    }

    /// The same to be checked: what is damaged is only noted, and nothing else read instead.
    pub fn open_to_check(layout: &Layout) -> Result<Option<Self>, Spoiled> {
        Self::open_as(layout, false)
    }

    fn open_as(layout: &Layout, heals: bool) -> Result<Option<Self>, Spoiled> {
        use std::os::unix::fs::FileExt;
        let Ok(file) = File::open(layout.side()) else { return Ok(None) };
        let mut front = [0; MAGIC.len()];
        let is_named = file.read_exact_at(&mut front, 0).is_ok() && front.starts_with(NAME);
        if is_named && front != *MAGIC {
            return Ok(None);
        }
        Self::on(file, layout, heals).map(Some).ok_or(Spoiled)
    }

    /// One that was laid down in the midst of a set: it can't be made from the journal.
    pub fn laid_down(file: File, layout: &Layout) -> Option<Self> {
        Self::on(file, layout, false)
    }

    /// Whether it has no name in the store.
    pub fn is_unseen(&self) -> bool {
        !self.heals
    }

    fn on(file: File, layout: &Layout, heals: bool) -> Option<Self> {
        let (of, sections): (Head, Vec<Section>) = head(&file, MAGIC)?;
        if of.origin != layout.origin {
            return None;
        }
        Some(Self {
            layout: layout.clone(),
            end: of.end,
            sections: Sections::new(file, sections)?,
            contacts: Records::new(name::CONTACTS, of.contacts),
            companies: Records::new(name::COMPANIES, of.companies),
            follow_ups: Records::new(name::FOLLOW_UPS, of.follow_ups),
            feedback: Records::new(name::FEEDBACK, of.feedback),
            spoiled: AtomicBool::new(false),
            noticed: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            instead: OnceLock::new(),
            heals,
        })
    }

    /// The position that it stands for.
    pub fn end(&self) -> Position {
        self.end
    }

    /// Whether something wasn't as it was written.
    pub fn is_spoiled(&self) -> bool {
        self.spoiled.load(Ordering::Acquire)
    }

    /// The same, said once.
    pub fn is_newly_spoiled(&self) -> bool {
        self.is_spoiled() && !self.noticed.swap(true, Ordering::AcqRel)
    }

    /// Whether what it stood for can't be made from the journal either: then the store itself is damaged, or another has taken
    /// its place, and what was read here isn't to be relied on.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }

    /// What was read, or else what stands for it.
    fn or_instead<T>(&self, read: Option<T>, instead: impl FnOnce(&Laid) -> T) -> T {
        read.unwrap_or_else(|| instead(self.instead()))
    }

    fn instead(&self) -> &Laid {
        self.spoiled.store(true, Ordering::Release);
        self.instead.get_or_init(|| {
            let made = if self.heals { self.replayed() } else { None };
            if made.is_none() {
                self.lost.store(true, Ordering::Release);
            }
            Laid::new(made.unwrap_or_default())
        })
    }

    /// The book that the file stood for, from base and journal.
    fn replayed(&self) -> Option<Book> {
        tracing::warn!("the side file is damaged: what it stood for is made anew");
        let (mut book, mut replay) = (Book::default(), Replay::new(&self.layout, Position::START).ok()?);
        while let Some(part) = replay.next(self.end.seq).ok()? {
            part.changes.iter().for_each(|change| book.apply(change));
        }
        let seq: Seq = replay.reached().seq;
        (seq == self.end.seq).then_some(book)
    }

    fn ids<I: From<Uuid> + Copy>(&self, of: &Records<I>, instead: impl FnOnce(&Laid) -> Arc<[I]>) -> Arc<[I]> {
        let read = || {
            let ids = columns::ids(&self.sections, of.name[0], of.count);
            let ids = self.or_instead(ids, instead);
            if ids.len() == of.count {
                return ids;
            }
            self.lost.store(true, Ordering::Release);
            ids.iter().copied().chain(std::iter::repeat(Uuid::max().into())).take(of.count).collect()
        };
        of.ids.get_or_init(read).clone()
    }

    fn ends<'a, I>(&self, of: &'a Records<I>) -> Option<&'a [u64]> {
        let fits = |ends: &Vec<u64>| ends.len() == of.count && ends.is_sorted();
        let read = || columns::ends(&self.sections, of.name[1]).filter(fits);
        of.ends.get_or_init(read).as_deref()
    }

    /// The bytes of some records with their checksums, and where each ends in them.
    fn packed<I>(&self, of: &Records<I>, places: Range<usize>) -> Option<(Vec<u8>, Vec<usize>)> {
        let ends = self.ends(of)?;
        let start = places.start.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
        let ends = ends.get(places)?;
        let Some(last) = ends.last() else { return Some((Vec::new(), Vec::new())) };
        let bytes = self.sections.bytes(self.sections.find(of.name[2])?, start, *last)?;
        Some((bytes, ends.iter().map(|end| (end - start) as usize).collect()))
    }

    fn records<I: Copy + PartialEq + From<Uuid>, T: Packed>(
        &self,
        of: &Records<I>,
        places: Range<usize>,
        instead: impl Fn(&Laid, usize) -> T,
    ) -> Vec<T> {
        let mut start = 0;
        let read = self.packed(of, places.clone()).and_then(|(bytes, ends)| {
            let one = |end: usize| unsealed(bytes.get(std::mem::replace(&mut start, end)..end)?);
            ends.into_iter().map(one).collect()
        });
        self.or_instead(read, |laid| places.map(|place| instead(laid, place)).collect())
    }

    fn id<I: Copy + From<Uuid>>(ids: &[I], place: usize) -> I {
        ids.get(place).copied().unwrap_or_else(|| Uuid::max().into())
    }

    /// The records of a kind at some places as they lie in the file, in pieces of about a megabyte: for each piece the bytes and
    /// where its records end in it. Unchecked: each carries its checksum. `None` where it isn't known where they lie.
    pub fn copied(&self, of: What, places: Range<usize>) -> Option<(Vec<u8>, Vec<usize>)> {
        match of {
            What::Contacts => self.packed(&self.contacts, places),
            What::Companies => self.packed(&self.companies, places),
            What::FollowUps => self.packed(&self.follow_ups, places),
            What::Feedback => self.packed(&self.feedback, places),
        }
    }
}

/// A kind of record that has a section of its own.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum What {
    Contacts,
    Companies,
    FollowUps,
    Feedback,
}

/// A record behind its checksum.
fn unsealed<T: Packed>(bytes: &[u8]) -> Option<T> {
    let (crc, record) = bytes.split_first_chunk()?;
    (crc32fast::hash(record) == u32::from_le_bytes(*crc)).then(|| taken(record)).flatten()
}

/// A record with its checksum before it.
pub(super) fn sealed<T: Packed>(record: &T, to: &mut Vec<u8>) {
    let start = to.len();
    to.extend_from_slice(&[0; 4]);
    record.put(to);
    let crc = crc32fast::hash(&to[start + 4..]);
    to[start..start + 4].copy_from_slice(&crc.to_le_bytes());
}

impl Image for Side {
    fn counts(&self) -> Counts {
        Counts {
            contacts: self.contacts.count,
            companies: self.companies.count,
            follow_ups: self.follow_ups.count,
            feedback: self.feedback.count,
        }
    }

    fn contact_ids(&self) -> Arc<[ContactId]> {
        self.ids(&self.contacts, Laid::contact_ids)
    }

    fn company_ids(&self) -> Arc<[CompanyId]> {
        self.ids(&self.companies, Laid::company_ids)
    }

    fn follow_up_ids(&self) -> Arc<[FollowUpId]> {
        self.ids(&self.follow_ups, Laid::follow_up_ids)
    }

    fn feedback_ids(&self) -> Arc<[FeedbackId]> {
        self.ids(&self.feedback, Laid::feedback_ids)
    }

    fn contacts(&self, places: Range<usize>) -> Vec<Row> {
        self.records(&self.contacts, places, |laid, place| {
            let id = Self::id(&self.contact_ids(), place);
            laid.book().contact(id).cloned().unwrap_or_else(|| Row::new(&Contact::new(id, "", NaiveDate::default())))
        })
    }

    fn companies(&self, places: Range<usize>) -> Vec<Company> {
        self.records(&self.companies, places, |laid, place| {
            let id = Self::id(&self.company_ids(), place);
            laid.book().company(id).cloned().unwrap_or_else(|| Company::new(id, "", NaiveDate::default()))
        })
    }

    fn follow_ups(&self, places: Range<usize>) -> Vec<FollowUp> {
        self.records(&self.follow_ups, places, |laid, place| {
            let (id, day) = (Self::id(&self.follow_up_ids(), place), NaiveDate::default());
            let blank = || FollowUp::new(id, Uuid::max().into(), "", day, day);
            laid.book().follow_up(id).cloned().unwrap_or_else(blank)
        })
    }

    fn feedback(&self, places: Range<usize>) -> Vec<Feedback> {
        self.records(&self.feedback, places, |laid, place| {
            let id = Self::id(&self.feedback_ids(), place);
            let blank = || Feedback::new(id, Uuid::max().into(), FeedbackKind::Praise, "", NaiveDate::default());
            laid.book().feedback(id).cloned().unwrap_or_else(blank)
        })
    }

    fn unfilled(&self) -> Unfilled {
        let read = self.sections.all(name::UNFILLED).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::unfilled)
    }

    fn facts(&self) -> (Vec<Facts>, Vec<Promise>) {
        let read = facts::read(&self.sections, &self.contact_ids(), &self.follow_up_ids());
        self.or_instead(read, Laid::facts)
    }

    fn grievances(&self) -> Vec<Grievance> {
        let read = self.sections.all(name::GRIEVANCES).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::grievances)
    }

    fn by_name(&self) -> Vec<u32> {
        let read = columns::numbers(&self.sections, name::BY_NAME).filter(|all| all.len() == self.contacts.count);
        self.or_instead(read, Laid::by_name)
    }

    fn companies_by_name(&self) -> Vec<u32> {
        let read = columns::numbers(&self.sections, name::COMPANIES_BY_NAME);
        self.or_instead(read.filter(|all| all.len() == self.companies.count), Laid::companies_by_name)
    }

    fn staff(&self) -> Staff {
        self.or_instead(columns::staff(&self.sections, name::STAFF), Laid::staff)
    }

    fn names(&self) -> Lines {
        self.or_instead(columns::lines(&self.sections, name::NAMES, self.contacts.count), Laid::names)
    }

    fn company_names(&self) -> Lines {
        self.or_instead(columns::lines(&self.sections, name::COMPANY_NAMES, self.companies.count), Laid::company_names)
    }

    fn titles(&self) -> Lines {
        self.or_instead(columns::lines(&self.sections, name::TITLES, self.follow_ups.count), Laid::titles)
    }

    fn index_part(&self, part: Part) -> Vec<u8> {
        self.or_instead(self.sections.all(index_name(part)), |laid| laid.index_part(part))
    }

    fn vocabulary(&self) -> Vocabulary {
        let read = self.sections.all(name::VOCABULARY).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::vocabulary)
    }
}
