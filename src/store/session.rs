//! A session: the book in memory, and how it keeps up with the journal.
//!
//! Owns what a session holds, and knowing which set touched which record last; applying others' sets is `catching_up`'s. Loading
//! the book is `load`'s, committing `commit`'s, taking back `undo`'s.

mod catching_up;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

pub(super) use self::catching_up::touched_by;
use super::at_rest::Rest;
use super::chores::Stir;
use super::disk::Disk;
use super::drafts::Living;
use super::error::{Result, StoreError};
use super::following::{Feed, Told};
use super::journal::{Journal, Position};
use super::keeper::Asker;
use super::layout::{Layout, Origin, Stamp};
use super::line::entry;
use super::load::{Loaded, load, load_waiting};
use super::lock::{self, CommitLock, Held};
use super::made_in::MadeIn;
use super::migrate::{self, Step};
use super::moments::Newest;
use super::opening::Kept;
use super::past::Past;
use super::recover;
use super::report::{Found, Report};
use super::side::Side;
use super::texts::Texts;
use super::watch::Watch;
use super::{Entry, Seq, Who};
use crate::domain::book::Book;
use crate::domain::id::ById;
use crate::domain::record::RecordId;

/// What all clones of a `Store` share.
pub(super) struct Inner {
    pub dir: PathBuf,
    pub who: Who,
    /// As the journal names it.
    pub name: String,
    /// The newest moment of any id that is known.
    pub newest: Newest,
    pub disk: Disk,
    book: RwLock<Book>,
    /// What the book stands for. Changes only while the book is locked for writing.
    seq: AtomicU64,
    /// What it stood for when the session began.
    pub began: Seq,
    session: Mutex<Session>,
    lock: Mutex<Option<CommitLock>>,
    /// The archive, if this session has it open. Locked before `session` where both are.
    pub keeping: Mutex<Option<Kept>>,
    pub resting: Rest,
    /// By which whoever else has it is asked.
    pub asker: Asker,
    /// This, for the threads that answer others: they don't keep it alive.
    pub me: Weak<Inner>,
    /// Who is told how far an archive is that is being brought up.
    pub told: OnceLock<Told>,
    pub watching: Mutex<Option<Watch>>,
    /// By it others see that the drafts that are open are being written.
    pub living: Arc<Living>,
    pub stir: Arc<Stir>,
    /// By which what is of an older form is read.
    pub steps: &'static [Step],
    /// What was said, once somebody searched it. Locked before `session` where both are.
    pub texts: Mutex<Option<Texts>>,
    /// Held while the side file is written, so that an end waits for it. Locked before `session` where both are.
    pub imaging: Mutex<()>,
    /// What was mended, and nobody was told of yet.
    pub reports: Mutex<Vec<Report>>,
    /// By it others see that the store is on a screen.
    pub using: Option<File>,
}

/// What changes with each set.
pub(super) struct Session {
    pub layout: Layout,
    stamp: Option<Stamp>,
    pub journal: Journal,
    /// The journal's end as of the last look: what the book stands for.
    pub end: Position,
    /// Which set touched a record last, of those after `since`.
    touched: ById<RecordId, Seq>,
    since: Seq,
    /// Others' sets that nobody was told of yet.
    unseen: Vec<Entry>,
    /// Behind this a save failed and could not be cut off: the next one clears it up.
    pub unsaved: Option<Position>,
    /// Changes since the side file was written.
    pub behind: usize,
    /// Whether this session committed a set with a file of its own.
    pub big: bool,
    /// Where the open archive is fed. `None` too where the open archive belongs to what was loaded before.
    pub feed: Option<Feed>,
    /// The archive may hold what the journal has lost: it must be built anew.
    pub doubtful: bool,
    /// The side file is to be written anew: it was damaged.
    pub spoiled: bool,
    /// What the book lies over.
    pub side: Option<Arc<Side>>,
}

impl Session {
    fn new(loaded: Loaded) -> (Self, Book) {
        let Loaded { layout, stamp, journal, book, side, end, behind, spoiled, newest: _ } = loaded;
        let session = Self {
            layout,
            stamp,
            journal,
            end,
            touched: ById::default(),
            since: end.seq,
            unseen: Vec::new(),
            unsaved: None,
            behind,
            big: false,
            feed: None,
            doubtful: false,
            spoiled,
            side,
        };
        (session, book)
    }

    /// Notes the sets after `seq` as those that nobody was told of, as far as they can be read.
    fn see_since(&mut self, seq: Seq) {
        let mut past = Past::new(self);
        let mut since = Vec::new();
        while let Ok(Some(line)) = past.next()
            && line.seq > seq
        {
            since.push(entry(&line));
        }
        since.reverse();
        self.unseen.append(&mut since);
    }

    /// The set after `read` that touched a record last; `None` also where that was before `known_since`.
    pub fn touched_after(&self, id: RecordId, read: Seq) -> bool {
        self.touched.get(&id).is_some_and(|seq| *seq > read)
    }

    /// The sets after this one are known by what they touched.
    pub fn known_since(&self) -> Seq {
        self.since
    }
}

impl Inner {
    /// Begins a session on the store in `dir`, which is made if there is none.
    /// One of an older form is brought to this version's by the steps.
    pub fn open(dir: &Path, who: Who, disk: Disk, steps: &'static [Step]) -> Result<Arc<Self>> {
        let mut reports = Vec::new();
        let opened = match Layout::open_or_create(dir, &disk) {
            Err(StoreError::Older { .. }) if !disk.is_read_only() => {
                // What is damaged there isn't mended: only this version's form is known so well.
                migrate::migrate(dir, &who, &disk, steps)?;
                Layout::read(dir)
            }
            opened => opened,
        };
        let mut loaded = match opened.and_then(|_| load_waiting(dir)) {
            Err(StoreError::Damaged { path, what }) if disk.is_read_only() => {
                return Err(StoreError::Unmended { path, what });
            }
            Err(why @ StoreError::Damaged { .. }) => {
                reports.extend(recover::mended(dir, &who, &disk, why)?);
                load(dir)?
            }
            loaded => loaded?,
        };
        if loaded.spoiled {
            reports.push(Report::dispensable(Found::Side, &disk));
        }
        let newest = std::mem::take(&mut loaded.newest);
        // Whoever only reads is in nobody's way.
        let using = (who.screen && !disk.is_read_only()).then(|| lock::using(dir)).flatten();
        let (session, book) = Session::new(loaded);
        let began = session.end.seq;
        let name = MadeIn::own(who.screen).name();
        Ok(Arc::new_cyclic(|me| Self {
            dir: dir.to_owned(),
            who,
            name,
            newest,
            disk,
            book: RwLock::new(book),
            seq: AtomicU64::new(began),
            began,
            session: Mutex::new(session),
            lock: Mutex::new(None),
            keeping: Mutex::new(None),
            resting: Rest::default(),
            asker: Asker::default(),
            me: me.clone(),
            told: OnceLock::new(),
            watching: Mutex::new(None),
            living: Arc::default(),
            stir: Arc::default(),
            steps,
            texts: Mutex::new(None),
            imaging: Mutex::new(()),
            reports: Mutex::new(reports),
            using,
        }))
    }

    /// Does `act`; where that finds the store damaged, mends it and does it again.
    pub fn mending<T>(&self, act: impl Fn() -> Result<T>) -> Result<T> {
        match act() {
            Err(StoreError::Damaged { path, what }) if self.disk.is_read_only() => {
                Err(StoreError::Unmended { path, what })
            }
            Err(why @ (StoreError::Damaged { .. } | StoreError::Ahead { .. })) => {
                // What the archive knows beyond the journal is durable then.
                self.let_go();
                let said = why.to_string();
                let Some(report) = recover::mended(&self.dir, &self.who, &self.disk, why)? else {
                    tracing::warn!(said, "its truth is whole");
                    return act();
                };
                self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
                self.load_anew(&mut self.session())?;
                act()
            }
            done => done,
        }
    }

    /// Something that costs only time was found damaged, and is made anew.
    pub fn tell_mended(&self, found: Found) {
        let report = Report::dispensable(found, &self.disk);
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
    }

    /// Tells it, if the side file was found damaged since: it is written anew.
    pub fn heed_side(&self) {
        // Whoever has the session in hand heeds it later.
        let Ok(mut session) = self.session.try_lock() else { return };
        if session.side.as_ref().is_some_and(|side| side.is_newly_spoiled()) {
            session.spoiled = true;
            drop(session);
            self.stir.changes();
            self.tell_mended(Found::Side);
        }
    }

    /// Whether the side file lacks so much that a rest is worth writing it, or was damaged, as far as that is known at once.
    pub fn side_lacks(&self) -> bool {
        let (least, session) = (self.side_left(), self.session.try_lock());
        !self.disk.is_read_only() && session.is_ok_and(|session| session.behind >= least || session.spoiled)
    }

    /// Whether what the book lies over can't be read, nor made from the journal.
    pub fn is_lost(&self) -> bool {
        self.session().side.as_ref().is_some_and(|side| side.is_lost())
    }

    /// Whether something was mended that nobody was told of yet.
    pub fn was_mended(&self) -> bool {
        self.heed_side();
        !self.reports.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    pub fn book(&self) -> RwLockReadGuard<'_, Book> {
        self.book.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether neither session nor book is in use at this moment.
    pub fn is_at_rest(&self) -> bool {
        self.session.try_lock().is_ok() && self.book.try_write().is_ok()
    }

    pub fn book_mut(&self) -> RwLockWriteGuard<'_, Book> {
        self.book.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn position(&self) -> Seq {
        self.seq.load(Ordering::Acquire)
    }

    pub fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The records that sets after `seq` touched, where that is known at once.
    pub fn touched_since(&self, seq: Seq) -> Option<Vec<RecordId>> {
        let session = self.session.try_lock().ok()?;
        let since = || session.touched.iter().filter(|(_, at)| **at > seq).map(|(id, _)| *id).collect();
        (session.since <= seq).then(since)
    }

    /// Refuses what would change the store where that is open read-only.
    pub fn require_writable(&self) -> Result<()> {
        if self.disk.is_read_only() { Err(StoreError::ReadOnly { path: self.dir.clone() }) } else { Ok(()) }
    }

    /// Takes the lock for the moment of a commit: the one that lies in the store now. All that changes the store's truth comes
    /// by here.
    pub fn hold(&self) -> Result<Held> {
        self.require_writable()?;
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let current = match lock.take() {
                Some(open) => open,
                None => CommitLock::open(&self.dir, &self.disk)?,
            };
            let held = current.hold();
            // While it was waited for, too, the store may have been put in another's place.
            let is_in_place = current.is_in_place();
            if is_in_place {
                *lock = Some(current);
                return held;
            }
        }
    }

    /// Notes in the lock, which must be held, how far the journal reaches.
    pub fn note(&self, origin: Origin, end: Position) {
        if let Some(lock) = &*self.lock.lock().unwrap_or_else(PoisonError::into_inner) {
            lock.note(origin, end, self.newest.get(), &self.disk);
        }
    }
}
