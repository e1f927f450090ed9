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

use super::columns;
use super::packed::Packed;
use super::records::{Records, unsealed};
use super::sections::{Section, Sections, head};
use super::{Head, MAGIC, NAME, Spoiled, facts, name, taken};
use crate::domain::book::{
    Account, Book, Counts, Facts, Grievance, Held, Image, Laid, Lines, Promise, Staff, Unfilled, Vocabulary,
};
use crate::domain::company::Company;
use crate::domain::contact::Contact;
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::Part;
use crate::store::Seq;
use crate::store::journal::Position;
use crate::store::layout::Layout;
use crate::store::replay::Replay;

/// The file, open to be read.
#[derive(Debug)]
pub(in crate::store) struct Side {
    layout: Layout,
    end: Position,
    sections: Sections,
    contacts: Records,
    companies: Records,
    follow_ups: Records,
    feedback: Records,
    contact_ids: OnceLock<Arc<[ContactId]>>,
    single: facts::Single,
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
        let sections = Sections::new(file, sections)?;
        Some(Self {
            layout: layout.clone(),
            end: of.end,
            contacts: Records::new(&sections, name::CONTACTS, of.contacts)?,
            companies: Records::new(&sections, name::COMPANIES, of.companies)?,
            follow_ups: Records::new(&sections, name::FOLLOW_UPS, of.follow_ups)?,
            feedback: Records::new(&sections, name::FEEDBACK, of.feedback)?,
            contact_ids: OnceLock::new(),
            single: facts::Single::of(&sections)?,
            sections,
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

    fn held(&self, of: Held) -> &Records {
        match of {
            Held::Contacts => &self.contacts,
            Held::Companies => &self.companies,
            Held::FollowUps => &self.follow_ups,
            Held::Feedback => &self.feedback,
        }
    }

    fn records<T: Packed>(&self, of: Held, places: Range<usize>, instead: impl Fn(&Laid, Uuid) -> T) -> Vec<T> {
        let mut start = 0;
        let read = self.held(of).packed(&self.sections, places.clone()).and_then(|(bytes, ends)| {
            let one = |end: usize| unsealed(bytes.get(std::mem::replace(&mut start, end)..end)?);
            ends.into_iter().map(one).collect()
        });
        let id = |place| self.id_at(of, place).unwrap_or(Uuid::max());
        self.or_instead(read, |laid| places.map(|place| instead(laid, id(place))).collect())
    }

    /// The records of a kind at some places as they lie in the file, and where each ends in them. Unchecked: each carries its
    /// checksum. `None` where it isn't known where they lie.
    pub fn copied(&self, of: Held, places: Range<usize>) -> Option<(Vec<u8>, Vec<usize>)> {
        self.held(of).packed(&self.sections, places)
    }
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

    fn place(&self, of: Held, id: Uuid) -> Option<usize> {
        if let (Held::Contacts, Some(ids)) = (of, self.contact_ids.get()) {
            return ids.binary_search(&id.into()).ok();
        }
        let read = self.held(of).ids.place(&self.sections, id);
        self.or_instead(read, |laid| laid.place(of, id))
    }

    fn id_at(&self, of: Held, place: usize) -> Option<Uuid> {
        let records = self.held(of);
        if place >= records.count {
            return None;
        }
        let read = records.ids.get(&self.sections, place).map(|id| Some(Uuid::from_bytes(*id)));
        self.or_instead(read, |laid| laid.id_at(of, place))
    }

    fn each_id(&self, of: Held, take: &mut dyn FnMut(&[Uuid])) {
        let (given, is_all) = columns::each_id(&self.sections, self.held(of).name[0], take);
        if !is_all {
            let mut before = given;
            self.instead().each_id(of, &mut |ids| {
                take(ids.get(before..).unwrap_or_default());
                before = before.saturating_sub(ids.len());
            });
        }
    }

    fn contact_ids(&self) -> Arc<[ContactId]> {
        let read = || {
            let of = &self.contacts;
            let ids = self.or_instead(columns::ids(&self.sections, of.name[0], of.count), Laid::contact_ids);
            if ids.len() == of.count {
                return ids;
            }
            self.lost.store(true, Ordering::Release);
            ids.iter().copied().chain(std::iter::repeat(Uuid::max().into())).take(of.count).collect()
        };
        self.contact_ids.get_or_init(read).clone()
    }

    fn contacts(&self, places: Range<usize>) -> Vec<Row> {
        self.records(Held::Contacts, places, |laid, id| {
            let blank = || Row::new(&Contact::new(id.into(), "", NaiveDate::default()));
            laid.book().contact(id.into()).cloned().unwrap_or_else(blank)
        })
    }

    fn companies(&self, places: Range<usize>) -> Vec<Company> {
        self.records(Held::Companies, places, |laid, id| {
            let blank = || Company::new(id.into(), "", NaiveDate::default());
            laid.book().company(id.into()).cloned().unwrap_or_else(blank)
        })
    }

    fn follow_ups(&self, places: Range<usize>) -> Vec<FollowUp> {
        self.records(Held::FollowUps, places, |laid, id| {
            let day = NaiveDate::default();
            let blank = || FollowUp::new(id.into(), Uuid::max().into(), "", day, day);
            laid.book().follow_up(id.into()).cloned().unwrap_or_else(blank)
        })
    }

    fn feedback(&self, places: Range<usize>) -> Vec<Feedback> {
        self.records(Held::Feedback, places, |laid, id| {
            let blank = || Feedback::new(id.into(), Uuid::max().into(), FeedbackKind::Praise, "", NaiveDate::default());
            laid.book().feedback(id.into()).cloned().unwrap_or_else(blank)
        })
    }

    fn unfilled(&self) -> Unfilled {
        let read = self.sections.all(name::UNFILLED).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::unfilled)
    }

    fn facts(&self) -> (Vec<Facts>, Vec<Promise>) {
        self.or_instead(facts::read(&self.sections, self.contacts.count), Laid::facts)
    }

    fn facts_at(&self, place: usize) -> (Facts, Vec<Promise>) {
        self.or_instead(self.single.at(&self.sections, place), |laid| laid.facts_at(place))
    }

    fn each_facts(&self, take: &mut dyn FnMut(&Facts, &[Promise])) {
        let (given, is_all) = facts::each(&self.sections, take);
        if !is_all {
            let mut before = given;
            self.instead().each_facts(&mut |facts, open| match before.checked_sub(1) {
                Some(left) => before = left,
                None => take(facts, open),
            });
        }
    }

    fn grievances(&self) -> Vec<Grievance> {
        let read = self.sections.all(name::GRIEVANCES).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::grievances)
    }

    fn accounts(&self) -> Vec<Account> {
        let read = self.sections.all(name::ACCOUNTS).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::accounts)
    }

    fn referred(&self) -> Vec<(ContactId, ContactId)> {
        let read = self.sections.all(name::REFERRED).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::referred)
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
        self.or_instead(self.sections.all(name::of_index(part)), |laid| laid.index_part(part))
    }

    fn index_bytes(&self, part: Part, range: Range<usize>) -> Vec<u8> {
        let read = self.sections.find(name::of_index(part)).and_then(|of| self.sections.checked(of, range.clone()));
        self.or_instead(read, |laid| laid.index_bytes(part, range))
    }

    fn each_of_index(&self, part: Part, take: &mut dyn FnMut(&[u8])) {
        let mut given = 0;
        let read = self.sections.find(name::of_index(part)).and_then(|of| {
            self.sections.each(of, |piece| {
                given += piece.len();
                take(piece);
                Some(())
            })
        });
        if read.is_none() {
            self.instead().each_of_index(part, &mut |bytes| take(bytes.get(given..).unwrap_or_default()));
        }
    }

    fn vocabulary(&self) -> Vocabulary {
        let read = self.sections.all(name::VOCABULARY).and_then(|bytes| taken(&bytes));
        self.or_instead(read, Laid::vocabulary)
    }
}
