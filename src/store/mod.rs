//! What is kept: the one face over the store's files that cli and tui know. Only this layer names sled or touches those files.

mod answering;
mod archive;
mod at_rest;
mod backup;
mod check;
mod chores;
mod codec;
mod commit;
mod compact;
mod conflict;
mod counts;
pub mod disk;
pub mod drafts;
mod error;
mod following;
mod generation;
mod guard;
mod imaging;
mod journal;
mod keeper;
mod layers;
mod layout;
mod line;
mod load;
mod lock;
mod made_in;
mod migrate;
mod moments;
mod needs;
mod once;
mod opening;
mod overlay;
mod past;
mod place;
mod process;
mod query;
mod reading;
mod records;
mod recover;
mod repair;
mod replay;
mod report;
mod restore;
mod salvage;
mod scratch;
mod seal;
mod segments;
mod session;
mod sets;
mod side;
mod slow;
mod snapshot;
mod tally;
mod texts;
mod told;
mod trim;
mod undo;
mod unsaved;
pub mod verify;
mod watch;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLockReadGuard};
use std::thread;

use chrono::{DateTime, FixedOffset, Local, NaiveDate};

pub use self::backup::{Backup, BackupError, Backups, GoingOn, Reason, Step};
pub use self::chores::{Done, Resting, Unwell};
pub use self::commit::Staged;
pub use self::compact::Compacted;
pub use self::conflict::{Conflict, Met, Since};
pub use self::counts::Counts;
use self::disk::Disk;
use self::drafts::Drafts;
use self::error::at;
pub use self::error::{Result, StoreError};
use self::imaging::SIDE_AFTER;
pub use self::made_in::MadeIn;
use self::migrate::STEPS;
pub use self::migrate::Step as MigrationStep;
pub use self::once::Once;
pub use self::place::{NoSaving, Warning};
pub use self::query::{Part, Wanted};
pub use self::repair::{Mended, Repaired, compact, repair, repair_on};
pub use self::report::{Found as Damage, Missing, Report, Sets};
pub use self::restore::{Difference, Restored, Restoring};
pub use self::segments::{Counted, InSegment};
use self::session::Inner;
pub use self::slow::Slow;
pub use self::texts::{Found, Search};
pub use self::verify::verify;
use self::watch::Watch;
use crate::domain::act::{Mover, WholeCompany, WholeContact};
use crate::domain::book::Book;
use crate::domain::change::{Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::ledger::Ledger;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};
use crate::domain::search;
use crate::domain::standing;

/// Who works on the store, as the journal names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The user's login name.
    pub author: String,
    /// Whether it is a screen; else a verb.
    pub screen: bool,
}

/// The open store. Clones share one session.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

/// A position in the journal: the number of a set. The first is 1; 0 is before all.
pub type Seq = u64;

/// A set that is in the journal and safe on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    pub seq: Seq,
    pub label: Label,
    /// Whether it was there already, under the key of a retry.
    pub before: bool,
    /// What others had changed since it was read, and stands beside it now.
    pub met: Vec<Met>,
    /// Whether all of it was so already, be it that others had done it (`met`): nothing was written, `seq` is the last set
    /// there was.
    pub same: bool,
    /// What was committed, where that isn't what was given: a part of it others had done.
    pub instead: Option<Set>,
}

impl Committed {
    fn new(seq: Seq, label: Label) -> Self {
        Self { seq, label, before: false, met: Vec::new(), same: false, instead: None }
    }
}

/// A set as the journal tells of it, without its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub seq: Seq,
    pub at: DateTime<FixedOffset>,
    pub author: String,
    /// The session's name, compared whole; what it says is [`MadeIn::of`]'s.
    pub session: String,
    pub label: Label,
    /// The set that this one takes back.
    pub undoes: Option<Seq>,
    /// The records it touched, where they stand in the line itself.
    pub touched: Vec<RecordId>,
}

/// A set as the history tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PastSet {
    pub entry: Entry,
    /// Whether a later set took it back.
    pub is_taken_back: bool,
    /// How many changes it holds in all.
    pub count: usize,
    /// Those of the record that was asked for.
    pub changes: Vec<Change>,
}

/// Which set to take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This session's last; after a restart this user's last made on screen.
    Mine,
    /// The store's last that isn't taken back.
    Last,
    /// That one.
    Seq(Seq),
    /// The last that touched this record.
    Touching(RecordId),
}

/// Something happened in the store that this session didn't do itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Others' sets were applied to the book.
    Changed(Vec<Entry>),
    /// Drafts were kept or went; it may have been this session's own.
    Drafts,
    /// The store was damaged and is mended.
    Mended,
}

impl Store {
    /// Opens the store in `dir`, makes it where there is none. Reads the book; asks neither for the archive nor for the
    /// commit lock.
    pub fn open(dir: &Path, who: Who) -> Result<Self> {
        Self::open_on(Disk::default(), dir, who)
    }

    /// The same on a disk that may fail: for tests.
    pub fn open_on(disk: Disk, dir: &Path, who: Who) -> Result<Self> {
        Ok(Self { inner: Inner::open(dir, who, disk, STEPS)? })
    }

    /// Opens the store in `dir` to be read only: nothing in its directory is changed, whatever is asked of it; changes are
    /// refused. What others commit is seen as ever. None is made, mended, or brought to this version's form.
    pub fn open_read_only(dir: &Path, who: Who) -> Result<Self> {
        Self::open_on(Disk::default().read_only(dir), dir, who)
    }

    /// Whether it is open to be read only.
    pub fn is_read_only(&self) -> bool {
        self.inner.disk.is_read_only()
    }

    /// Refuses a file that is to be written, where it would lie in a store that is open read-only.
    pub fn permit(&self, path: &Path) -> Result<()> {
        self.inner.disk.permit(path).map_err(at(path))
    }

    /// The same with other steps from older forms: for tests.
    pub fn open_through(disk: Disk, dir: &Path, who: Who, steps: &'static [MigrationStep]) -> Result<Self> {
        Ok(Self { inner: Inner::open(dir, who, disk, steps)? })
    }

    /// Whether `dir` holds a store, be it a damaged one.
    pub fn exists(dir: &Path) -> bool {
        layout::holds_store(dir)
    }

    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// This session's name, as the journal has it.
    pub fn session(&self) -> &str {
        &self.inner.name
    }

    /// What is to be said of the store's place: that it is on a network, that nothing can be saved there, that the clock is
    /// behind it. Looks anew at each call, and writes nothing.
    pub fn warnings(&self) -> Vec<Warning> {
        let layout = self.inner.session().layout.clone();
        let written = [layout.generation(), layout.journal(), layout.dir.join("lock")];
        let last = self.inner.history(1).ok().and_then(|last| last.first().map(|entry| entry.at));
        let clock = place::clock(Local::now().fixed_offset(), last);
        // Who only reads needn't hear that nothing can be saved.
        let matters = |warning: &Warning| match warning {
            Warning::NoSaving { why, .. } => *why == NoSaving::Gone || !self.is_read_only(),
            Warning::Network { .. } | Warning::Clock { .. } => true,
        };
        place::warnings(&self.inner.dir, &written).into_iter().chain(clock).filter(matters).collect()
    }

    /// New ids for this session. None stands before what is in the store, whatever the clock says.
    pub fn ids(&self) -> Ids {
        self.inner.newest.ids()
    }

    /// The book as of the last refresh or commit. Hold it shortly: a commit waits for it.
    pub fn book(&self) -> RwLockReadGuard<'_, Book> {
        self.inner.book()
    }

    /// Reads what the book reads when it is first asked for, or when first something changes: the order of names and the index.
    pub fn warm(&self) {
        // Each by itself, so that a commit can come between.
        let _ = self.book().by_name().next();
        search::Part::ALL.into_iter().for_each(|part| self.book().index().read_ahead(part));
    }

    /// The position that the book stands for. Take it while holding the book from which records are to be changed.
    pub fn position(&self) -> Seq {
        self.inner.position()
    }

    /// The records that sets after `seq` touched. `None` where that isn't known, or a commit is under way and it would have to
    /// be waited for.
    pub fn touched_since(&self, seq: Seq) -> Option<Vec<RecordId>> {
        self.inner.touched_since(seq)
    }

    /// Whether what was read of the book is to be relied on. It isn't where both its image and the truth turned out damaged: then
    /// the store is mended.
    pub fn stand_by(&self) -> Result<()> {
        if self.inner.is_lost() { self.refresh().map(|_| ()) } else { Ok(()) }
    }

    /// Applies what others have committed, and says what it was and what nobody was told of yet.
    pub fn refresh(&self) -> Result<Vec<Entry>> {
        self.inner.mending(|| self.inner.refresh())
    }

    /// Commits `set`, whose records were read at `read`: durable when it returns. An empty set is committed to nothing.
    pub fn commit(&self, set: Set, read: Seq) -> Result<Committed> {
        self.inner.mending(|| self.inner.commit(set.clone(), read, None)).inspect(|_| self.keep_side())
    }

    /// Like `commit`, with the key of a retry: where a set with this key is there already, that is the answer.
    pub fn commit_once(&self, set: Set, read: Seq, once: &str) -> Result<Committed> {
        self.inner.mending(|| self.inner.commit(set.clone(), read, Some(once))).inspect(|_| self.keep_side())
    }

    /// What was done with the key of a retry, if anything was. Searches the journal.
    pub fn done_once(&self, key: &str) -> Result<Option<Once>> {
        self.inner.mending(|| self.inner.done_once(key))
    }

    /// Commits changes that come one by one and needn't stand in memory together (an import): one set, all or nothing.
    /// `changes` may end with an error, which takes everything back.
    pub fn commit_stream<E>(
        &self,
        label: Label,
        read: Seq,
        changes: impl Iterator<Item = std::result::Result<Change, E>>,
    ) -> std::result::Result<Committed, StreamError<E>> {
        Ok(self.commit_staged(self.stage(changes)?, label, read)?)
    }

    /// The first half of that: writes the changes down where nobody sees them yet. Whatever they are made from needn't stand in
    /// memory any more when they are committed.
    pub fn stage<E>(
        &self,
        changes: impl Iterator<Item = std::result::Result<Change, E>>,
    ) -> std::result::Result<Staged, StreamError<E>> {
        self.inner.stage(changes)
    }

    /// The second half: commits what was written down.
    pub fn commit_staged(&self, staged: Staged, label: Label, read: Seq) -> Result<Committed> {
        self.inner.commit_staged(staged, label, read).inspect(|_| self.keep_side())
    }

    /// On a screen, which may never come to an orderly end: writes the side file from a thread of its own when it is due.
    fn keep_side(&self) {
        if self.inner.who.screen && self.inner.side_is_due() {
            let inner = self.inner.clone();
            let keep = move || {
                // Without it the next start takes longer.
                let _ = inner.write_side(SIDE_AFTER);
                inner.keep_texts(false);
            };
            let _ = thread::Builder::new().name("side".to_owned()).spawn(keep);
        }
    }

    /// Takes a set back, and tells the set that does so. Refused where its records have changed since.
    pub fn undo(&self, which: Which) -> Result<Entry> {
        self.inner.mending(|| self.inner.undo(which, None))
    }

    /// Like `undo`, with the key of a retry: where a set with this key is there already, that is the answer.
    pub fn undo_once(&self, which: Which, once: &str) -> Result<Entry> {
        self.inner.mending(|| self.inner.undo(which, Some(once)))
    }

    /// Takes this session's (after a restart this user's) last undo back, and tells the set that does so. A new set since
    /// then leaves nothing to restore.
    pub fn redo(&self) -> Result<Entry> {
        self.inner.mending(|| self.inner.redo())
    }

    /// The last `limit` sets that the book knows, newest first, undos among them.
    pub fn history(&self, limit: usize) -> Result<Vec<Entry>> {
        self.inner.mending(|| self.inner.history(limit))
    }

    /// The last `limit` sets, newest first, undos among them; with `of` only those that changed one of these records or what
    /// hangs on it, with these changes, also where they stand in a file of their own.
    pub fn past(&self, of: &[RecordId], limit: usize) -> Result<Vec<PastSet>> {
        self.inner.mending(|| self.inner.past(of, limit))
    }

    /// The records that were deleted as far back as the history goes, the last first, of those that `wants` takes, and when.
    pub fn deleted(&self, wants: &dyn Fn(&Record) -> bool) -> Result<Vec<(Record, DateTime<FixedOffset>)>> {
        self.inner.mending(|| self.inner.deleted(wants))
    }

    /// The number of the first set that the history tells of: what was before is more than 90 days ago and trimmed away.
    pub fn history_begins(&self) -> Result<Seq> {
        self.inner.history_begins()
    }

    /// Lets `told` know, from now on, how many changes are in an archive that must be brought up before it can be read, and that
    /// it is. The first that is given stays.
    pub fn tell_bringing_up(&self, told: impl Fn(Option<u64>) + Send + Sync + 'static) {
        let _ = self.inner.told.set(Arc::new(told));
    }

    /// A full record. Opens the archive if the book hasn't all of it.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        self.inner.record(id)
    }

    /// A contact's full record.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>> {
        self.inner.contact(id)
    }

    /// The full records of those of some contacts who are there, in the order of their ids. Opens the archive.
    pub fn contacts(&self, ids: &[ContactId]) -> Result<Vec<Contact>> {
        self.inner.contacts(ids)
    }

    /// Gives each full record of a kind to `take`, in the order of their ids, which is the one in which they were made; never
    /// more than a few of them stand in memory. The first error of `take` ends it. Opens the archive.
    pub fn each<E>(
        &self,
        kind: RecordKind,
        take: impl FnMut(Record) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), StreamError<E>> {
        self.inner.each(kind, take)
    }

    /// The full records of a kind that are `wanted`, the latest made first, from before the one with the id `before` on,
    /// `limit` at the most. Opens the archive.
    pub fn latest(
        &self,
        kind: RecordKind,
        before: Option<uuid::Uuid>,
        limit: usize,
        wanted: Wanted,
    ) -> Result<Vec<Record>> {
        self.inner.latest(kind, before, limit, wanted)
    }

    /// A company with everybody who works there or did, and all that happened with them there.
    pub fn whole_company(&self, id: CompanyId) -> Result<Option<WholeCompany>> {
        let (company, people) = {
            let book = self.book();
            let Some(company) = book.company(id).cloned() else { return Ok(None) };
            let people = standing::people(&book, id);
            let ids: Vec<ContactId> = people.now.iter().chain(&people.others).map(|row| row.id).collect();
            (company, ids)
        };
        let mut whole =
            WholeCompany { company, people: Vec::new(), timeline: self.timeline(id.into(), 0, usize::MAX)? };
        for contact in people {
            whole.people.extend(self.contact(contact)?);
        }
        Ok(Some(whole))
    }

    /// A contact with all that hangs on it.
    pub fn whole_contact(&self, id: ContactId) -> Result<Option<WholeContact>> {
        let Some(contact) = self.contact(id)? else { return Ok(None) };
        let mark = self.book().contact(id).and_then(|row| row.mark.clone());
        Ok(Some(WholeContact { contact, timeline: self.timeline(id.into(), 0, usize::MAX)?, mark }))
    }

    /// A contact who changes company on `day`: their record, and what happened after that day.
    pub fn mover(&self, id: ContactId, day: NaiveDate) -> Result<Option<Mover>> {
        let Some(contact) = self.contact(id)? else { return Ok(None) };
        let day_of = |record: &Record| match record {
            Record::Interaction(one) => Some(one.day()),
            Record::Feedback(one) => Some(one.day),
            Record::Order(one) => Some(one.day),
            _ => None,
        };
        let mut later = self.timeline(id.into(), 0, usize::MAX)?;
        later.retain(|record| day_of(record).is_some_and(|of| of > day));
        Ok(Some(Mover { contact, later }))
    }

    /// What stands in a timeline, newest first, from `skip` on, `limit` at the most: interactions, feedback, follow-ups
    /// (open and closed), consents and orders.
    pub fn timeline(&self, of: TimelineOf, skip: usize, limit: usize) -> Result<Vec<Record>> {
        self.inner.timeline(of, Part::All, skip, limit)
    }

    /// The same of a part of it.
    pub fn timeline_part(&self, of: TimelineOf, part: Part, skip: usize, limit: usize) -> Result<Vec<Record>> {
        self.inner.timeline(of, part, skip, limit)
    }

    /// How many records stand in a part of a timeline.
    pub fn timeline_count(&self, of: TimelineOf, part: Part) -> Result<usize> {
        self.inner.count(of, part)
    }

    /// What was said and fits, newest first: interactions, feedback and notes. Needs no archive. It ends early, with what it
    /// has, when `going_on` says no. A contact or company in it may be newer than the book, which must not be held meanwhile.
    pub fn search_texts(&self, search: &Search, going_on: &(dyn Fn() -> bool + Sync)) -> Result<Found> {
        let found = self.inner.mending(|| self.inner.search_texts(search, going_on))?;
        self.keep_texts();
        Ok(found)
    }

    /// What happened with all who are there, as figures are made of it. Needs no archive. `going_on` is told now and then how many
    /// entries were read; `None` when it says no. The book must not be held meanwhile.
    pub fn ledger(&self, going_on: &dyn Fn(u64) -> bool) -> Result<Option<Ledger>> {
        let ledger = self.inner.mending(|| self.inner.ledger(going_on))?;
        // Whoever asks for it does so in a thread of their own; another one could outlive the session.
        if self.inner.who.screen && self.inner.texts_are_due() {
            self.inner.keep_texts(false);
        }
        Ok(ledger)
    }

    fn keep_texts(&self) {
        if self.inner.who.screen && self.inner.texts_are_due() {
            let inner = self.inner.clone();
            // Without it the next search takes longer.
            let _ = thread::Builder::new().name("texts".to_owned()).spawn(move || inner.keep_texts(false));
        }
    }

    /// Fills up rows whose newest interactions were taken back. Opens the archive only if there are any.
    pub fn refill(&self) -> Result<()> {
        self.inner.refill()
    }

    /// Calls `tell` from a thread of its own when others commit or drafts change, until the session ends or is closed.
    pub fn watch(&self, tell: impl Fn(Notice) + Send + 'static) -> Result<()> {
        let watch = Watch::start(&self.inner, tell)?;
        *self.inner.watching.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch);
        Ok(())
    }

    /// Whether this session mended something that wasn't told yet.
    pub fn was_mended(&self) -> bool {
        self.inner.was_mended()
    }

    /// What was mended by this session and not told yet.
    pub fn mended(&self) -> Vec<Report> {
        self.inner.heed_side();
        std::mem::take(&mut *self.inner.reports.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was mended, by whomever, and nobody has seen on a screen yet; the oldest first.
    pub fn unseen_reports(&self) -> Vec<Report> {
        report::unseen(&self.inner.dir)
    }

    /// All that was ever mended, seen or not; the oldest first.
    pub fn reports(&self) -> Vec<Report> {
        report::all(&self.inner.dir)
    }

    /// Somebody has seen it. Where the store is open read-only it is shown again.
    pub fn report_is_seen(&self, report: &Report) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        report.seen(&self.inner.disk)
    }

    /// Lets the archive go, so that it can be looked through; it is opened again when it is needed.
    pub fn let_archive_go(&self) {
        self.inner.let_go();
    }

    /// Looks after the store while nothing else happens, in a thread of its own, until the session ends or is closed: checks
    /// it, backs it up, clears away what is too old. Calls `tell` where something is wrong.
    pub fn look_after(&self, tell: impl Fn(Unwell) + Send + 'static) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        chores::start(&self.inner, tell)
    }

    /// Something happens on the screen: what is done in the rests stops.
    pub fn stirs(&self) {
        self.inner.stir.happens();
    }

    /// Does at once what a rest is used for, as if it were `now`, as long as `going_on` says yes.
    ///
    /// # Errors
    /// `Stopped` where that says no.
    pub fn chores(&self, now: DateTime<FixedOffset>, going_on: &Resting) -> Result<Done> {
        self.inner.chores(now, going_on)
    }

    /// Takes away what this process has laid down outside its stores: for whoever ends it at once, without closing them.
    pub fn leave() {
        scratch::leave();
        keeper::leave();
    }

    /// Does `act` while this session has nothing in hand that another could wait for, neither archive nor commit lock, and takes
    /// nothing: in it the process may be stopped.
    pub fn stand_aside<T>(&self, act: impl FnOnce() -> T) -> T {
        let _keeping = self.inner.nothing_kept();
        lock::between_commits(act)
    }

    /// The drafts of this store.
    pub fn drafts(&self) -> Drafts {
        Drafts::of(&self.inner)
    }

    /// Ends the session in order: writes the side file if it is worth it and lets the archive go, which may take a
    /// second. The journal is durable without it, so a process that is told to end need not wait for this. Used again,
    /// the store opens what it needs.
    pub fn close(&self) {
        *self.inner.watching.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.inner.stir.end();
        self.inner.close();
    }
}

/// Why a stream of changes was not committed, or a stream of records not read to its end.
#[derive(Debug)]
pub enum StreamError<E> {
    Store(StoreError),
    /// The stream itself ended with this error.
    Stream(E),
}

impl<E> From<StoreError> for StreamError<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
