//! What was said and what is counted, without the archive: the texts file, and the journal behind it.
//!
//! The file stands for all texts, and the ledger's entries, at a position in the journal. What came since is read from the journal, and written behind
//! what stands in the file when that is worth it: what it costs goes with what is new. Once much of the file is of no use any
//! more, it is put in order, which is rare. Missing, foreign, old or damaged it is built from base and journal, in parts, so that
//! memory is bounded; it costs time, never truth.

mod after;
mod check;
mod image;
mod ledger;
mod search;
mod sweep;
mod writing;

use std::io;
use std::sync::{MutexGuard, PoisonError};

use self::after::After;
pub(super) use self::check::Whole;
pub(super) use self::image::Telling;
use self::image::{Damaged, Image};
pub use self::search::{Found, Search};
use self::writing::{Lock, Writing};
use super::error::{Result, StoreError};
use super::journal::{Position, SEGMENT, Trouble};
use super::layout::Layout;
use super::place;
use super::report::Found as Damage;
use super::session::Inner;

/// So many bytes of texts are gathered in memory before they are written down.
const ROOM: usize = 24 << 20;
/// What is wasted of the file isn't worth the while up to this.
const WASTE: u64 = 1 << 20;
/// A file of so many bytes is put in order in a moment.
const SMALL: u64 = 8 << 20;
/// So often is tried anew.
const ATTEMPTS: usize = 4;

/// The texts of one generation, as far as they were read.
pub(super) struct Texts {
    layout: Layout,
    image: Option<Image>,
    after: After,
    /// What is gathered into a file that doesn't count yet.
    writing: Option<Writing>,
    /// The store's file can't be written.
    unwritable: bool,
    /// Nothing can be written down: what the file lacks stays in memory.
    in_memory: bool,
    /// The file is damaged, and is to be written anew.
    spoiled: bool,
}

/// Why it can't go on.
enum Stop {
    /// The file, or what it stands for, isn't what it was: all is to be read anew.
    Anew,
    /// The file isn't what was written.
    Damaged,
    /// What was written down is lost: it can't be written on.
    Unwritable,
    Store(StoreError),
}

impl From<Damaged> for Stop {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Lost => Self::Anew,
            Trouble::Store(error) => Self::Store(error),
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Stop {
    fn writing(error: &impl std::fmt::Display) -> Self {
        tracing::warn!(%error, "the texts can't be written");
        Self::Unwritable
    }
}

impl Texts {
    /// What the file says.
    fn open(layout: &Layout) -> Self {
        match Image::open(layout) {
            Ok(image) => Self::on(layout, image),
            Err(Damaged) => Self { spoiled: true, ..Self::on(layout, None) },
        }
    }

    fn on(layout: &Layout, image: Option<Image>) -> Self {
        let after = After::new(image.as_ref().map_or(Position::START, Image::end));
        let (unwritable, in_memory, spoiled) = (false, false, false);
        Self { layout: layout.clone(), image, after, writing: None, unwritable, in_memory, spoiled }
    }

    /// How to go on after that: with the file as it lies there now, or from the beginning without it.
    fn anew(&self, why: &Stop) -> Self {
        let failed = matches!(why, Stop::Unwritable);
        let is_of_use = failed || matches!(why, Stop::Anew) && self.image.is_some() && self.is_overtaken();
        let texts = if is_of_use { Self::open(&self.layout) } else { Self::on(&self.layout, None) };
        let spoiled = texts.spoiled || self.spoiled || matches!(why, Stop::Damaged);
        Self {
            unwritable: self.unwritable || failed,
            in_memory: self.in_memory || failed && self.unwritable,
            spoiled,
            ..texts
        }
    }

    /// Whether so much stands behind the file that it should be written on.
    fn is_due(&self) -> bool {
        let due = self.image.as_ref().map_or(0, Image::due);
        let is_own = self.image.as_ref().is_none_or(|image| image.scratch.is_none());
        (self.after.bytes > due || self.spoiled) && !self.unwritable && is_own
    }

    /// Whether another session has written on the file, or put another in its place.
    fn is_overtaken(&self) -> bool {
        let Some(image) = &self.image else { return false };
        let there = Image::open(&self.layout).ok().flatten();
        there.is_some_and(|there| there.head != image.head || !place::is_in_place(&image.file, &self.layout.texts()))
    }

    /// Reads on to `end`. What is too much for memory is written down.
    fn read_on(&mut self, inner: &Inner, end: Position) -> std::result::Result<(), Stop> {
        while !self.after.read_on(&self.layout, end, if self.in_memory { usize::MAX } else { ROOM })? {
            self.in_memory = !self.put_down(inner)?;
        }
        if self.writing.is_some() && self.put_down(inner)? { self.put_in_place(inner) } else { Ok(()) }
    }

    /// Writes down what stands in memory; says whether it could.
    fn put_down(&mut self, inner: &Inner) -> std::result::Result<bool, Stop> {
        if self.writing.is_none() {
            self.writing = self.begin(inner).unwrap_or_else(|error| {
                tracing::warn!(%error, "the texts can't be written");
                self.unwritable = true;
                self.begin(inner).unwrap_or_default()
            });
        }
        let Some(writing) = &mut self.writing else { return Ok(false) };
        self.after.put_down(writing).map_err(|error| Stop::writing(&error))?;
        Ok(true)
    }

    /// Where it is to be written down. `None` where memory must do.
    fn begin(&self, inner: &Inner) -> io::Result<Option<Writing>> {
        let own = !self.unwritable && !inner.disk.is_read_only();
        match &self.image {
            Some(image) if own && image.scratch.is_none() => Writing::behind(image, &self.layout, &inner.disk),
            Some(_) => Ok(None),
            None if own => Writing::anew(&self.layout, &inner.name, &inner.disk).map(Some),
            None => Writing::aside(&self.layout).map(Some),
        }
    }

    /// Lets what was written down count.
    fn put_in_place(&mut self, inner: &Inner) -> std::result::Result<(), Stop> {
        let Some(writing) = self.writing.take() else { return Ok(()) };
        // What an unfinished commit may yet take back doesn't belong into it.
        if writing.is_of_store()
            && let Err(error) = inner.settle(&mut inner.session())
        {
            return Err(Stop::writing(&error));
        }
        let end = self.after.reached();
        let finished = if writing.is_in_disorder() {
            let ordered = Writing::anew(&self.layout, &format!("{}.ordered", inner.name), &inner.disk);
            ordered.and_then(|to| writing.in_order(end, to))
        } else {
            writing.finish(end)
        };
        self.image = Some(finished.map_err(|error| Stop::writing(&error))?);
        self.spoiled = false;
        Ok(())
    }
}

impl Image {
    /// Bytes of the journal between what it stands for and `end`, sets with a file of their own not counted.
    fn lies_behind(&self, end: Position) -> u64 {
        let segments = u64::from(end.segment.saturating_sub(self.end().segment));
        (segments * SEGMENT + end.offset).saturating_sub(self.end().offset)
    }
}

impl Inner {
    fn texts(&self) -> MutexGuard<'_, Option<Texts>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was said and fits, newest first.
    pub fn search_texts(&self, wanted: &Search, going_on: &(dyn Fn() -> bool + Sync)) -> Result<Found> {
        if wanted.words.is_empty() {
            return Ok(Found::default());
        }
        self.with_texts(|texts| Ok(search::search(texts.image.as_ref(), &texts.after, wanted, going_on)?))
    }

    /// Does `act` with the texts as of the book; where that shows that they aren't what was written, once more with others.
    fn with_texts<T>(&self, act: impl Fn(&mut Texts) -> std::result::Result<T, Stop>) -> Result<T> {
        let mut texts = self.texts();
        for _ in 0..ATTEMPTS {
            match self.follow(&mut texts).and_then(&act) {
                Ok(done) => return Ok(done),
                Err(Stop::Store(error)) => return Err(error),
                Err(why) => {
                    if matches!(why, Stop::Damaged) {
                        self.tell_mended(Damage::Texts);
                    }
                    *texts = texts.as_ref().map(|texts| texts.anew(&why));
                }
            }
        }
        Err(StoreError::damaged(&self.session().layout.journal(), "it changes while it is read"))
    }

    /// Reads on to what the book stands for.
    fn follow<'a>(&self, texts: &'a mut Option<Texts>) -> std::result::Result<&'a mut Texts, Stop> {
        let (layout, end) = {
            let session = self.session();
            (session.layout.clone(), session.end)
        };
        let known = texts.take().filter(|texts| texts.layout == layout);
        let texts = texts.insert(match known {
            Some(known) => known,
            None => {
                let opened = Texts::open(&layout);
                if opened.spoiled {
                    self.tell_mended(Damage::Texts);
                }
                opened
            }
        });
        texts.read_on(self, end)?;
        Ok(texts)
    }

    /// Writes behind the file what it lacks.
    fn write_texts(&self, texts: &mut Texts) -> std::result::Result<(), Stop> {
        if texts.is_overtaken() {
            let end = self.session().end;
            *texts = Texts::open(&texts.layout);
            texts.read_on(self, end)?;
            if !texts.is_due() {
                return Ok(());
            }
        }
        if texts.put_down(self)? { texts.put_in_place(self) } else { Ok(()) }
    }

    /// Whether the texts file should be written on, as far as is known without reading.
    pub fn texts_are_due(&self) -> bool {
        !self.disk.is_read_only() && self.texts.try_lock().is_ok_and(|texts| texts.as_ref().is_some_and(Texts::is_due))
    }

    /// Writes on the texts file if it lies far behind. Where there is none it is only made if this session searched, or if
    /// it is `wanted`.
    pub fn keep_texts(&self, wanted: bool) {
        let is_known = self.texts().is_some();
        let far = |image: &Image| image.lies_behind(self.session().end) > image.due();
        let layout = self.session().layout.clone();
        if !is_known && !wanted && !Image::open(&layout).is_ok_and(|image| image.as_ref().is_some_and(far)) {
            return;
        }
        // What can't be written now is written when somebody searches.
        let _ = self.with_texts(|texts| if texts.is_due() { self.write_texts(texts) } else { Ok(()) });
    }

    /// Puts the file in order where much of it is of no use any more, as long as `going_on` says yes. Who has it open reads on
    /// in the old one. With little `patience` only if it takes a moment, or there is far more waste than use.
    pub fn sweep_texts(&self, patience: bool, going_on: &dyn Fn() -> bool) {
        let layout = self.session().layout.clone();
        let Ok(Some(image)) = Image::open(&layout) else { return };
        let (waste, used) = image.waste();
        let is_worth_it = waste > WASTE + if patience || waste + used < SMALL { used / 2 } else { used * 4 };
        if !is_worth_it || self.disk.is_read_only() {
            return;
        }
        // Until it is done nobody else may write on the old one.
        let Ok(Some(_lock)) = Lock::on(&image.file) else { return };
        let is_same = Image::open(&layout).is_ok_and(|now| now.is_some_and(|now| now.head == image.head));
        let swept = match is_same && place::is_in_place(&image.file, &layout.texts()) {
            true => Writing::anew(&layout, &format!("{}.swept", self.name), &self.disk)
                .and_then(|to| sweep::sweep(&image, to, going_on)),
            false => return,
        };
        if let Err(error) = swept {
            tracing::warn!(%error, "the texts can't be put in order");
        }
    }
}
