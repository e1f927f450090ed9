//! What a store needs now and then: its journal is checked, a backup written, what is too old goes, the archive is made small
//! again. A screen does it once a day while nothing else happens; a verb that has read the archive writes the backup of a small
//! store.
//!
//! Owns what is due when, and who does it: one session at a time, the archive's keeper. It begins after some minutes of rest
//! and ends at once when there is something to do or the session ends; what wasn't done is done in the next rest.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};

use super::backup::{self, GoingOn, Reason};
use super::error::{Result, StoreError, at};
use super::journal::Journal;
use super::layout::{self, Layout};
use super::session::Inner;
use super::sets::SetFile;
use super::snapshot::Snapshot;
use super::trim::Named;
use super::{Seq, generation};

/// So long nothing may have happened before anything is done.
const REST: Duration = Duration::from_secs(5 * 60);
/// So long a screen rests before what it changed is brought into the side file.
const BREATH: Duration = Duration::from_secs(5);
/// So often is looked at the most.
const LOOK: Duration = Duration::from_secs(60);
/// So long after it was done it is due again.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// So long after something went wrong, or another session had the archive, it is tried again.
const AGAIN: Duration = Duration::from_secs(60 * 60);
/// Without a backup for so long it is said why there is none.
const UNSAID: TimeDelta = TimeDelta::days(2);
/// So long what was set aside is kept at the least, and so many of it for good.
const ASIDE: TimeDelta = TimeDelta::days(90);
const ASIDE_STAYS: usize = 3;
/// A verb waits for a backup of no more than so many bytes of truth.
const SMALL: u64 = 8 << 20;

/// Says whether there is still rest.
pub type Resting = Arc<dyn Fn() -> bool + Send + Sync>;

/// Something that a screen should tell.
#[derive(Debug)]
pub enum Unwell {
    /// The store can't be looked after; most likely it is damaged.
    Store(StoreError),
    /// No backup could be written for days; the last one is of that time, if there is one.
    NoBackup { last: Option<DateTime<FixedOffset>>, why: StoreError },
}

/// What was done.
#[derive(Debug, Default)]
pub struct Done {
    /// The backup that was written.
    pub backup: Option<backup::Backup>,
    /// The first set that the history tells of, where what was before it went.
    pub begins: Option<Seq>,
    pub unwell: Vec<Unwell>,
    /// Another session has the archive, or it can't be written: nothing was done.
    pub others: bool,
}

/// When something happened last.
pub(super) struct Stir {
    last: Mutex<Instant>,
    /// Tells the thread that a rest is over.
    waker: Mutex<Option<Sender<()>>>,
    ends: AtomicBool,
}

impl Default for Stir {
    fn default() -> Self {
        Self { last: Mutex::new(Instant::now()), waker: Mutex::new(None), ends: AtomicBool::new(false) }
    }
}

impl Stir {
    fn last(&self) -> Instant {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waker(&self) -> MutexGuard<'_, Option<Sender<()>>> {
        self.waker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something happens: a key, a set.
    pub fn happens(&self) {
        let now = Instant::now();
        let last = std::mem::replace(&mut *self.last.lock().unwrap_or_else(PoisonError::into_inner), now);
        if now.duration_since(last) > REST
            && let Some(waker) = &*self.waker()
        {
            // The thread may have ended.
            let _ = waker.send(());
        }
    }

    /// Something changed that the side file has not: it is written in the next short rest.
    pub fn changes(&self) {
        if let Some(waker) = &*self.waker() {
            // The thread may have ended.
            let _ = waker.send(());
        }
    }

    /// Lets the thread begin.
    fn begin(&self) -> Receiver<()> {
        let (waker, woken) = channel();
        self.ends.store(false, Ordering::Release);
        *self.waker() = Some(waker);
        woken
    }

    /// Ends the thread, and what it does; nobody waits for that.
    pub fn end(&self) {
        self.ends.store(true, Ordering::Release);
        *self.waker() = None;
    }

    /// Whether nothing has happened since that moment.
    fn rests_since(&self, moment: Instant) -> bool {
        !self.ends.load(Ordering::Acquire) && self.last() <= moment
    }
}

/// How long there is nothing to look for, where something is due at `due`, and something happened at `stirred` last.
fn wait(now: Instant, stirred: Instant, due: Instant) -> Duration {
    due.max(stirred + REST).saturating_duration_since(now)
}

/// Starts the thread that does what is due while the session rests.
pub(super) fn start(inner: &Arc<Inner>, tell: impl Fn(Unwell) + Send + 'static) -> Result<()> {
    let (woken, session) = (inner.stir.begin(), Arc::downgrade(inner));
    let run = move || follow(&woken, &session, &tell);
    thread::Builder::new().name("chores".to_owned()).spawn(run).map_err(at(&inner.dir))?;
    Ok(())
}

fn follow(woken: &Receiver<()>, session: &Weak<Inner>, tell: &dyn Fn(Unwell)) {
    let mut due = Instant::now();
    let mut due_by_clock = SystemTime::now();
    loop {
        let Some(inner) = session.upgrade() else { return };
        let now = Instant::now();
        // While the machine slept, only the clock went on.
        if SystemTime::now() >= due_by_clock {
            due = due.min(now);
        }
        let rest = wait(now, inner.stir.last(), due);
        if rest.is_zero() {
            let next = look(&inner, tell);
            due = Instant::now() + next;
            due_by_clock = SystemTime::now() + next;
            continue;
        }
        let mut wait = rest.max(LOOK);
        if inner.side_lacks() {
            let breath = (inner.stir.last() + BREATH).saturating_duration_since(now);
            if breath.is_zero() {
                // Without it the next start takes longer.
                if inner.write_side(inner.side_left()).is_err() {
                    tracing::warn!("the side file can't be written");
                    inner.session().behind = 0;
                }
                continue;
            }
            wait = wait.min(breath);
        }
        drop(inner);
        match woken.recv_timeout(wait) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Does what is due, and says when to look again.
fn look(inner: &Inner, tell: &dyn Fn(Unwell)) -> Duration {
    let (since, stir) = (Instant::now(), inner.stir.clone());
    let resting: Resting = Arc::new(move || stir.rests_since(since));
    match inner.chores(inner.disk.now(), &resting) {
        // Something happened meanwhile.
        Err(StoreError::Stopped) => LOOK,
        Err(error) => {
            tracing::warn!(%error, "the store can't be looked after");
            AGAIN
        }
        Ok(done) => {
            let is_well = done.unwell.is_empty() && !done.others;
            done.unwell.into_iter().for_each(tell);
            if is_well { DAY } else { AGAIN }
        }
    }
}

impl Inner {
    /// Does all that is due at the time `now`, as long as `going_on` says yes.
    ///
    /// # Errors
    /// `Stopped` where that says no.
    pub fn chores(&self, now: DateTime<FixedOffset>, going_on: &Resting) -> Result<Done> {
        let mut done = Done::default();
        if self.disk.is_read_only() {
            return Ok(Done { others: true, ..done });
        }
        let was_open = match self.mending(|| self.keep_archive()) {
            Ok(None) | Err(StoreError::Busy { .. }) => return Ok(Done { others: true, ..done }),
            Ok(Some(was_open)) => was_open,
            Err(error) => {
                done.unwell.push(Unwell::Store(error));
                return Ok(done);
            }
        };
        let mut worked = self.work(now, going_on, &mut done);
        if matches!(worked, Err(StoreError::Damaged { .. } | StoreError::Ahead { .. })) {
            // What was noticed now is mended now, while all that is needed for it is at hand.
            worked = self.mending(|| self.check_journal(&**going_on).map(drop));
        }
        if !was_open && going_on() {
            self.let_go();
        }
        match worked {
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            Err(error) => done.unwell.push(Unwell::Store(error)),
            Ok(()) => {}
        }
        Ok(done)
    }

    fn work(&self, now: DateTime<FixedOffset>, going_on: &Resting, done: &mut Done) -> Result<()> {
        let named = self.check_journal(&**going_on)?;
        match self.back_up_if_due(now, going_on) {
            Ok(backup) => done.backup = backup,
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            Err(why) => {
                let last = self.own_backups().into_iter().map(|backup| backup.at).max();
                if last.is_none_or(|last| now - last > UNSAID) {
                    done.unwell.push(Unwell::NoBackup { last, why });
                }
            }
        }
        done.begins = self.trim(now, &**going_on)?;
        self.clear_sets(named, &**going_on)?;
        self.clear_aside(now);
        self.keep_texts(false);
        self.sweep_texts(true, &**going_on);
        // Both: other threads of this session hold the lock by the session alone.
        let session = self.session();
        let _held = self.hold()?;
        generation::clear_old(&session.layout, &self.disk);
        Ok(())
    }

    /// Reads all that the store is made of once more: base, journal and the files of big sets. Says which those are.
    fn check_journal(&self, going_on: &dyn Fn() -> bool) -> Result<Named> {
        let layout = self.session().layout.clone();
        if layout.base().exists() {
            Snapshot::open(&layout.base())?.check_all(&|_| going_on())?;
        }
        let mut journal = Journal::new(&layout);
        let mut named = Named::new(&layout, journal.first()?);
        named.read_on(&mut journal, going_on, |set| SetFile::open(&layout, set).map(|_| ()))?;
        Ok(named)
    }

    /// The backups of this store under `backups/` that were asked for or whose day had come, the newest first.
    fn own_backups(&self) -> Vec<backup::Backup> {
        let store = self.session().layout.origin.store;
        let mut own = backup::list(&self.dir).good;
        own.retain(|one| one.store == store && one.reason == Reason::Kept);
        own
    }

    /// Whether a day has passed since the newest backup, and there is something that it doesn't hold.
    fn backup_is_due(&self, now: DateTime<FixedOffset>) -> bool {
        let (origin, end) = {
            let session = self.session();
            (session.layout.origin, session.end)
        };
        let own = self.own_backups();
        let Some(newest) = own.first() else { return end.seq > 0 };
        if newest.generation == origin.generation && newest.seq >= end.seq {
            return false;
        }
        // One by a clock that was ahead says nothing of today.
        let latest = own.iter().map(|one| one.at).filter(|at| *at <= now + TimeDelta::days(1)).max();
        latest.is_none_or(|at| now - at >= TimeDelta::days(1))
    }

    fn back_up_if_due(&self, now: DateTime<FixedOffset>, going_on: &Resting) -> Result<Option<backup::Backup>> {
        if !self.backup_is_due(now) {
            return Ok(None);
        }
        let going_on = going_on.clone();
        self.back_up(None, Reason::Kept, &(Arc::new(move |_, _| going_on()) as GoingOn)).map(Some)
    }

    /// A verb that has read the archive writes the backup of a small store, if its day has come.
    pub fn back_up_at_end(&self) {
        let layout = self.session().layout.clone();
        let now = self.disk.now();
        let has_read = self.has_archive() || self.reads_at_rest();
        if self.who.screen || !has_read || bytes(&layout) > SMALL || !self.backup_is_due(now) {
            return;
        }
        if let Err(error) = self.back_up(None, Reason::Kept, &(Arc::new(|_, _| true) as GoingOn)) {
            // A screen tells when there is none for days.
            tracing::warn!(%error, "no backup could be written");
        }
    }

    /// Clears away what was set aside long ago; the newest stays, and what nobody has seen.
    fn clear_aside(&self, now: DateTime<FixedOffset>) {
        let entries = fs::read_dir(layout::aside(&self.dir)).into_iter().flatten().flatten();
        let mut all: Vec<(NaiveDateTime, PathBuf)> =
            entries.filter_map(|entry| Some((set_aside_at(&entry.path())?, entry.path()))).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let old = all.into_iter().skip(ASIDE_STAYS).filter(|(at, _)| *at + ASIDE < now.naive_local());
        for (_, path) in old.filter(|(_, path)| path.extension().is_none_or(|end| end != "report")) {
            // What can't be removed is only left over.
            let _ = if path.is_dir() { self.disk.remove_dir(&path) } else { self.disk.remove(&path) };
        }
    }
}

/// When something was set aside, as its name says.
fn set_aside_at(path: &Path) -> Option<NaiveDateTime> {
    let name = path.file_name()?.to_str()?;
    let name = name.strip_prefix("archive-").unwrap_or(name);
    NaiveDateTime::parse_from_str(name.get(..17)?, "%Y-%m-%dT%H%M%S").ok()
}

/// Bytes of what the store is made of.
fn bytes(layout: &Layout) -> u64 {
    let within = [layout.journal(), layout.sets()].into_iter().flat_map(fs::read_dir).flatten().flatten();
    let base = fs::metadata(layout.base()).map_or(0, |meta| meta.len());
    within.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum::<u64>() + base
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_looked_for_before_there_is_rest_and_something_due() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        for (now, stirred, due, expect) in [
            (0, 0, 0, 300),
            (100, 0, 0, 200),
            (100, 90, 0, 290),
            (300, 0, 0, 0),
            (400, 0, 500, 100),
            (400, 350, 500, 250),
            (86_000, 10, 86_700, 700),
        ] {
            let wait = wait(after(now), after(stirred), after(due));
            assert_eq!(wait.as_secs(), expect, "at {now}, stirred at {stirred}, due at {due}");
        }
    }

    #[test]
    fn names_say_when_it_was_set_aside() {
        for (name, expect) in [
            ("2026-11-22T051200.123-gen-1", Some("2026-11-22T05:12:00")),
            ("2026-11-22T051200.123.seen", Some("2026-11-22T05:12:00")),
            ("archive-2026-11-22T051200.123", Some("2026-11-22T05:12:00")),
            ("gen-1", None),
            ("äöüäöüäöüäöüäöüäöü", None),
        ] {
            let expect = expect.map(|at| at.parse().unwrap());
            assert_eq!(set_aside_at(Path::new(name)), expect, "{name}");
        }
    }
}
