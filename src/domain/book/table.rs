//! Records of one kind by id: what lies packed in the book's image, and what changed since.
//!
//! Owns places and what was read. A record of the image has its place there (the image has them sorted by id), one that came
//! later the next place behind; a place is its record's as long as the book lives, also while that is gone. What was read of the
//! image may be forgotten again; what changed since stands for itself.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use uuid::Uuid;

use super::image::{Held, Image};
use super::slots::Slots;
use crate::domain::id::ById;

/// So many records that were read may stay in memory; with more they are forgotten at the next change.
const KEPT: usize = 8_192;

/// Records that are read at once where all are walked over.
const TOGETHER: usize = 256;

/// What can be in a table.
pub(super) trait Kept: Debug + Clone + PartialEq {
    type Id: Debug + Copy + Ord + Hash + From<Uuid> + Into<Uuid>;

    /// Which kind it is.
    const HELD: Held;

    fn id(&self) -> Self::Id;

    /// How many of them are in an image.
    fn count(image: &dyn Image) -> usize;

    /// Those at these places.
    fn read(image: &dyn Image, places: Range<usize>) -> Vec<Self>;
}

/// All records of a kind. Equal if the same records are in it.
#[derive(Debug)]
pub(super) struct Table<T: Kept> {
    image: Option<Arc<dyn Image>>,
    /// How many are in the image.
    count: usize,
    /// What was read of the image, by place.
    slots: OnceLock<Slots<T>>,
    /// How many were read.
    read: AtomicUsize,
    /// What isn't as in the image: changed, come, or (`None`) gone. Copies share it until one of them changes it.
    own: ById<T::Id, Option<Arc<T>>>,
    /// Those that came since, in the order of their places.
    came: Vec<T::Id>,
    places: ById<T::Id, usize>,
    /// How many of all there were aren't there any more.
    gone: usize,
}

impl<T: Kept> Default for Table<T> {
    fn default() -> Self {
        Self {
            image: None,
            count: 0,
            slots: OnceLock::new(),
            read: AtomicUsize::new(0),
            own: ById::default(),
            came: Vec::new(),
            places: ById::default(),
            gone: 0,
        }
    }
}

/// What was read isn't copied: it can be read again.
impl<T: Kept> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self {
            image: self.image.clone(),
            count: self.count,
            slots: OnceLock::new(),
            read: AtomicUsize::new(0),
            own: self.own.clone(),
            came: self.came.clone(),
            places: self.places.clone(),
            gone: self.gone,
        }
    }
}

impl<T: Kept> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.each().all(|one| other.get(one.id()).is_some_and(|same| *same == *one))
    }
}

impl<T: Kept> Table<T> {
    /// What is in an image.
    pub fn over(image: &Arc<dyn Image>) -> Self {
        Self { count: T::count(&**image), image: Some(image.clone()), ..Self::default() }
    }

    /// How many are there.
    pub fn len(&self) -> usize {
        self.places_len() - self.gone
    }

    /// How many places there are, those of records that are gone too.
    pub fn places_len(&self) -> usize {
        self.count + self.came.len()
    }

    /// How many of them, the first, are the image's.
    pub fn image_len(&self) -> usize {
        self.count
    }

    /// The image, where it has any of them.
    fn image(&self) -> Option<&dyn Image> {
        self.image.as_deref().filter(|_| self.count > 0)
    }

    /// The place of a record in the image.
    fn image_place(&self, id: T::Id) -> Option<usize> {
        self.image()?.place(T::HELD, id.into())
    }

    /// The place of a record that is or was there.
    pub fn place(&self, id: T::Id) -> Option<usize> {
        match self.places.get(&id) {
            Some(place) => Some(*place),
            None => self.image_place(id),
        }
    }

    /// The id of the record that is or was at a place.
    pub fn id_at(&self, place: usize) -> Option<T::Id> {
        match place.checked_sub(self.count) {
            Some(behind) => self.came.get(behind).copied(),
            None => self.image()?.id_at(T::HELD, place).map(T::Id::from),
        }
    }

    pub fn contains(&self, id: T::Id) -> bool {
        self.own.get(&id).map_or_else(|| self.place(id).is_some(), Option::is_some)
    }

    pub fn get(&self, id: T::Id) -> Option<&T> {
        match self.own.get(&id) {
            Some(own) => own.as_deref(),
            None => self.read(self.image_place(id)?),
        }
    }

    /// The record at a place, where it is still there.
    pub fn at(&self, place: usize) -> Option<&T> {
        if place < self.count && self.own.is_empty() {
            return self.read(place);
        }
        match self.own.get(&self.id_at(place)?) {
            Some(own) => own.as_deref(),
            None => self.read(place),
        }
    }

    /// A record that isn't as in the image.
    pub fn own(&self, id: T::Id) -> Option<Option<&T>> {
        self.own.get(&id).map(Option::as_deref)
    }

    /// Those that aren't as in the image; `None` for one that is gone.
    pub fn owns(&self) -> impl ExactSizeIterator<Item = (T::Id, Option<&T>)> {
        self.own.iter().map(|(id, own)| (*id, own.as_deref()))
    }

    /// The image's record at a place.
    fn read(&self, place: usize) -> Option<&T> {
        let slots = self.slots.get_or_init(|| Slots::new(self.count));
        if let Some(read) = slots.get(place) {
            return Some(read);
        }
        let read = T::read(self.image.as_deref()?, place..place + 1).pop()?;
        self.read.fetch_add(1, Ordering::Relaxed);
        slots.put(place, read)
    }

    /// The record, not kept where it must be read.
    pub fn get_anew(&self, id: T::Id) -> Option<T> {
        match self.own.get(&id) {
            Some(own) => own.as_deref().cloned(),
            None => self.in_image(id),
        }
    }

    /// The same of the record at a place.
    pub fn at_anew(&self, place: usize) -> Option<Cow<'_, T>> {
        match self.own.get(&self.id_at(place)?) {
            Some(own) => own.as_deref().map(Cow::Borrowed),
            None => T::read(self.image.as_deref()?, place..place + 1).pop().map(Cow::Owned),
        }
    }

    /// What the image has of a record, whether it changed since or not.
    pub fn in_image(&self, id: T::Id) -> Option<T> {
        let place = self.image_place(id)?;
        T::read(self.image()?, place..place + 1).pop()
    }

    /// The ids of all, in no order.
    pub fn all_ids(&self) -> impl ExactSizeIterator<Item = T::Id> {
        let mut all = Vec::with_capacity(self.len());
        self.each_id(|id| all.push(id));
        all.into_iter()
    }

    /// Gives the same to `take`; none is kept.
    pub fn each_id(&self, mut take: impl FnMut(T::Id)) {
        self.each_ever(|id| {
            if self.gone == 0 || !matches!(self.own.get(&id), Some(None)) {
                take(id);
            }
        });
    }

    /// The ids of those too that aren't there any more, by place.
    fn each_ever(&self, mut take: impl FnMut(T::Id)) {
        if let Some(image) = self.image() {
            image.each_id(T::HELD, &mut |ids| ids.iter().for_each(|id| take((*id).into())));
        }
        self.came.iter().for_each(|id| take(*id));
    }

    /// Of a column by place, those whose records are there.
    pub fn there<'a, C>(&'a self, column: &'a [C]) -> impl ExactSizeIterator<Item = &'a C> {
        let is_there = |place: usize| self.id_at(place).is_some_and(|id| self.contains(id));
        let all = column.iter().enumerate().filter(move |(place, _)| self.gone == 0 || is_there(*place));
        Counted { left: self.len(), all: all.map(|(_, one)| one) }
    }

    /// All of them, in no order; each is read and kept.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &T> {
        Counted { left: self.len(), all: (0..self.places_len()).filter_map(|place| self.at(place)) }
    }

    /// All of them, in no order; what must be read isn't kept.
    pub fn each(&self) -> impl ExactSizeIterator<Item = Cow<'_, T>> {
        let together = move |start: usize| {
            let places = start..self.count.min(start + TOGETHER);
            self.image.as_deref().map(|image| T::read(image, places)).unwrap_or_default()
        };
        let read = (0..self.count).step_by(TOGETHER).flat_map(together);
        let read = read.filter(|one| !self.own.contains_key(&one.id())).map(Cow::Owned);
        let own = self.own.values().filter_map(|own| own.as_deref().map(Cow::Borrowed));
        Counted { left: self.len(), all: read.chain(own) }
    }

    /// Adds a record, or puts it in the place of the one that was there.
    pub fn put(&mut self, record: T) {
        let id = record.id();
        if self.place(id).is_none() {
            self.places.insert(id, self.places_len());
            self.came.push(id);
        } else if !self.contains(id) {
            self.gone -= 1;
        }
        self.own.insert(id, Some(Arc::new(record)));
    }

    pub fn remove(&mut self, id: T::Id) {
        if self.contains(id) {
            self.gone += 1;
            self.own.insert(id, None);
        }
    }

    /// The record, to be changed; `None` if there is none.
    pub fn get_mut(&mut self, id: T::Id) -> Option<&mut T> {
        if !self.own.contains_key(&id) {
            let read = self.get(id)?.clone();
            self.own.insert(id, Some(Arc::new(read)));
        }
        self.own.get_mut(&id)?.as_mut().map(Arc::make_mut)
    }

    /// Forgets what was read of the image, if that is much.
    pub fn forget(&mut self) {
        if *self.read.get_mut() > KEPT {
            self.slots = OnceLock::new();
            self.read = AtomicUsize::new(0);
        }
    }

    /// All that are there in the order of their ids: each with its place, and itself where it isn't as in the image.
    pub fn sorted(&self) -> Vec<(T::Id, usize, Option<&T>)> {
        let (mut all, mut place) = (Vec::with_capacity(self.len()), 0);
        self.each_ever(|id| {
            match self.own.get(&id) {
                Some(own) => all.extend(own.as_deref().map(|own| (id, place, Some(own)))),
                None => all.push((id, place, None)),
            }
            place += 1;
        });
        // Mostly sorted already.
        all.sort_by_key(|(id, ..)| *id);
        all
    }
}

/// An iterator of which it is known how much it gives.
struct Counted<I> {
    left: usize,
    all: I,
}

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let next = self.all.next();
        self.left = self.left.saturating_sub(usize::from(next.is_some()));
        next
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator> ExactSizeIterator for Counted<I> {}
