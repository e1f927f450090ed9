//! Searching what was said without the archive: the texts file, and the journal behind it.
//!
//! The file is an image of all texts at a position in the journal, the oldest first, put in its place whole by rename: a
//! crash leaves the old one, and of several sessions that write it each leaves a good one. It is written anew when much
//! stands behind it. Missing, foreign, old or damaged it is built from the journal; it costs time, never truth.

mod after;
mod check;
mod image;
mod search;

use std::sync::{MutexGuard, PoisonError};

use self::after::After;
pub(super) use self::check::Whole;
use self::image::{Damaged, Entry, Image, Making};
pub use self::search::{Found, Search};
use super::error::{Result, StoreError, at};
use super::journal::{Journal, Position, SEGMENT, Trouble};
use super::layout::Layout;
use super::report::Found as Damage;
use super::session::Inner;

/// So many bytes of the journal are gathered in memory before they are brought into the file.
const PART: u64 = 32 << 20;
/// Bytes of the journal behind the file that are worth writing it anew: so many, and more with its length.
const DUE: u64 = 256 << 10;
const DUE_OF_LENGTH: u64 = 256;

/// The texts of one generation, as far as they were read.
pub(super) struct Texts {
    layout: Layout,
    image: Option<Image>,
    after: After,
    /// The file can't be written: what it lacks stays in memory.
    unwritable: bool,
    /// The file is damaged, and is to be written anew.
    spoiled: bool,
}

/// Why it can't go on.
enum Stop {
    /// The file, or what it stands for, isn't what it was: all is to be read anew.
    Anew,
    /// The file isn't what was written.
    Damaged,
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

impl Texts {
    /// What the file says, if the journal it stands for is the one that is there.
    fn open(layout: &Layout) -> Self {
        let stands = |image: &Image| !matches!(Journal::new(layout).read(image.end), Err(Trouble::Lost));
        match Image::open(layout) {
            Ok(image) => Self::on(layout, image.filter(stands)),
            Err(Damaged) => Self { spoiled: true, ..Self::on(layout, None) },
        }
    }

    fn on(layout: &Layout, image: Option<Image>) -> Self {
        let after = After::new(image.as_ref().map_or(Position::START, |image| image.end));
        Self { layout: layout.clone(), image, after, unwritable: false, spoiled: false }
    }

    /// Whether so much stands behind the file that it should be written anew.
    fn is_due(&self) -> bool {
        let due = self.image.as_ref().map_or(0, Image::due);
        (self.after.bytes > due || self.spoiled) && !self.unwritable
    }

    /// Puts a file in place that stands for as much as was read.
    fn write(&mut self, inner: &Inner) -> std::result::Result<(), Stop> {
        let path = self.layout.texts();
        let io = |error| Stop::Store(at(&path)(error));
        let mut making = Making::begin(&self.layout, self.after.reached(), &inner.name, &inner.disk).map_err(io)?;
        let mut over: Vec<&Entry> = self.after.entries().collect();
        over.sort_unstable_by_key(|entry| entry.said.place);
        let mut over = over.into_iter().peekable();
        let under = self.image.iter().flat_map(Image::entries);
        for entry in under {
            let entry = entry?;
            if self.after.knows(&entry.said.place.record) {
                continue;
            }
            while let Some(over) = over.next_if(|over| over.said.place < entry.said.place) {
                making.push(over.clone()).map_err(io)?;
            }
            making.push(entry).map_err(io)?;
        }
        over.try_for_each(|over| making.push(over.clone())).map_err(io)?;
        making.finish().map_err(io)?;
        *self = Self::open(&self.layout);
        Ok(())
    }
}

impl Image {
    /// So many bytes of the journal behind it make it worth writing anew.
    fn due(&self) -> u64 {
        DUE + self.length / DUE_OF_LENGTH
    }

    /// Bytes of the journal between what it stands for and `end`, sets with a file of their own not counted.
    fn lies_behind(&self, end: Position) -> u64 {
        let segments = u64::from(end.segment.saturating_sub(self.end.segment));
        (segments * SEGMENT + end.offset).saturating_sub(self.end.offset)
    }
}

impl Inner {
    fn texts(&self) -> MutexGuard<'_, Option<Texts>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was said and fits, newest first.
    pub fn search_texts(&self, wanted: &Search, going_on: &dyn Fn() -> bool) -> Result<Found> {
        if wanted.words.is_empty() {
            return Ok(Found::default());
        }
        let mut texts = self.texts();
        for attempt in 0.. {
            let searched = self
                .follow(&mut texts)
                .and_then(|texts| Ok(search::search(texts.image.as_ref(), &texts.after, wanted, going_on)?));
            match searched {
                Ok(found) => return Ok(found),
                Err(Stop::Store(error)) => return Err(error),
                Err(Stop::Anew | Stop::Damaged) if attempt > 1 => break,
                Err(Stop::Anew) => *texts = Some(Texts::on(&self.session().layout, None)),
                Err(Stop::Damaged) => {
                    self.tell_mended(Damage::Texts);
                    *texts = Some(Texts { spoiled: true, ..Texts::on(&self.session().layout, None) });
                }
            }
        }
        Err(StoreError::damaged(&self.session().layout.journal(), "it changes while it is read"))
    }

    /// Reads on to what the book stands for. What is too much for memory goes into the file.
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
        while !texts.after.read_on(&layout, end, PART)? {
            self.write_texts(texts)?;
        }
        Ok(texts)
    }

    /// Puts a file in place, unless it can't be: then memory must do.
    fn write_texts(&self, texts: &mut Texts) -> std::result::Result<(), Stop> {
        if texts.unwritable || self.disk.is_read_only() {
            return Ok(());
        }
        // What an unfinished commit may yet take back doesn't belong into it.
        let settled = self.settle(&mut self.session()).map_err(Stop::Store);
        let written = settled.and_then(|()| match Image::open(&texts.layout) {
            // Another session was quicker. One that was found damaged is written over.
            Ok(Some(there)) if texts.image.is_some() && there.end.seq >= texts.after.reached().seq => {
                *texts = Texts::open(&texts.layout);
                Ok(())
            }
            _ => texts.write(self),
        });
        match written {
            Err(Stop::Store(error)) => {
                tracing::warn!(%error, "the texts can't be written");
                texts.unwritable = true;
                Ok(())
            }
            written => written,
        }
    }

    /// Whether the texts file should be written anew, as far as is known without reading.
    pub fn texts_are_due(&self) -> bool {
        !self.disk.is_read_only() && self.texts.try_lock().is_ok_and(|texts| texts.as_ref().is_some_and(Texts::is_due))
    }

    /// Writes the texts file if it lies far behind. Where there is none it is only made if this session searched, or if
    /// it is `wanted`.
    pub fn keep_texts(&self, wanted: bool) {
        let mut texts = self.texts();
        let far = |image: &Image| image.lies_behind(self.session().end) > image.due();
        let layout = self.session().layout.clone();
        if texts.is_none() && !wanted && !Image::open(&layout).is_ok_and(|image| image.as_ref().is_some_and(far)) {
            return;
        }
        // What can't be written now is written when somebody searches.
        if let Ok(texts) = self.follow(&mut texts)
            && texts.is_due()
        {
            let _ = self.write_texts(texts);
        }
    }
}
