//! The archive of a session: opened where it is first needed, in the store or, where that can't be, as a scratch archive;
//! built anew where it is damaged; let go at the end, or when another needs it in their own hands.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::archive::{Archive, Broken};
use super::compact;
use super::error::{Result, StoreError, at};
use super::following::{Keeping, Unread, bring_up, feed};
use super::journal::Position;
use super::keeper::{KeeperLock, Source, taken_over};
use super::layout::Layout;
use super::reading::Reading;
use super::report::{Found, Report};
use super::scratch::Scratch;
use super::session::Inner;
use super::{Seq, generation, place, seal};

/// The archive that this session has open.
pub(super) struct Kept {
    pub open: Keeping,
    pub place: Place,
}

impl Kept {
    /// Makes the archive durable and closes it; then others may be its keeper. Nothing may be locked that an answer needs.
    fn end(self) {
        self.open.finish();
        if let Place::Own(lock) = self.place {
            lock.leave();
        }
    }
}

/// How often it is tried to let the archive stand still, where it is let go between being opened and that.
const TRIES: usize = 3;

/// Where it lies.
pub(super) enum Place {
    /// In the store: this process is its keeper.
    Own(KeeperLock),
    /// The store can't be written.
    Scratch(Scratch),
}

impl Inner {
    /// Runs `act` with the archive standing still, in the thread that follows: it holds all sets up to the position and is
    /// durable there. Commits go on meanwhile. Opens the archive if it isn't; where another process has it, or it can't be
    /// opened for want of room or permission, on a scratch archive.
    pub(super) fn still<T: Send + 'static, F: FnOnce(&Archive, Position) -> T + Send + 'static>(
        &self,
        mut act: F,
    ) -> Result<T> {
        let stuck = || StoreError::damaged(&self.session().layout.archive(), "it doesn't follow the journal");
        for _ in 0..TRIES {
            let reading = match self.mending(|| self.reading()) {
                Err(StoreError::Busy { .. }) => return self.still_on_scratch(act),
                reading => reading?,
            };
            let stands = match &self.session().feed {
                Some(feed) => feed.still(act),
                None => Err(act),
            };
            match stands {
                Ok(done) => {
                    let acted = done.recv().ok();
                    drop(reading);
                    return acted.ok_or_else(stuck)?.map_err(|error| self.unread(error));
                }
                Err(again) => act = again,
            }
        }
        Err(stuck())
    }

    fn still_on_scratch<T>(&self, act: impl FnOnce(&Archive, Position) -> T) -> Result<T> {
        let (layout, end) = {
            let mut session = self.session();
            self.catch_up(&mut session)?;
            (session.layout.clone(), session.end)
        };
        let scratch = Scratch::make().map_err(at(&std::env::temp_dir()))?;
        let archive = scratch.archive(&layout, end, true).map_err(|broken| self.unusable(broken))?;
        bring_up(archive, &layout, end, |archive| act(archive, end)).map_err(|error| self.unread(error))
    }

    pub(super) fn unusable(&self, broken: Broken) -> StoreError {
        let layout = self.session().layout.clone();
        let path = layout.archive();
        match broken {
            Broken::Locked => StoreError::Busy { pid: 0, terminal: String::new() },
            Broken::Io(error) => at(&path)(error),
            Broken::Ahead { archive, journal } => StoreError::Ahead { path: layout.journal(), archive, journal },
            Broken::Older(_) => StoreError::damaged(&path, "it is of an older form"),
            Broken::Damaged(what) => StoreError::damaged(&path, what),
        }
    }

    pub(super) fn keeping(&self) -> MutexGuard<'_, Option<Kept>> {
        self.keeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who answers others as long as this session is the keeper.
    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.me.clone())
    }

    /// The archive, opened and brought up to the book if it wasn't.
    ///
    /// # Errors
    /// `Busy` where another process has it.
    pub(super) fn reading(&self) -> Result<Arc<Reading>> {
        self.reading_by(&mut self.keeping(), || KeeperLock::take(&self.dir, &self.disk, self.source()))
    }

    /// The same without patience where this session itself has just let it go.
    pub(super) fn reading_at_once(&self) -> Result<Arc<Reading>> {
        self.reading_by(&mut self.keeping(), || KeeperLock::try_take(&self.dir, &self.disk, self.source()))
    }

    /// The same in this session's own hands: another that has it is asked to let it go.
    pub(super) fn own_reading(&self) -> Result<Arc<Reading>> {
        match self.reading() {
            Err(StoreError::Busy { .. }) => {
                let lock = taken_over(&self.dir, &self.disk, &self.source())?;
                self.reading_by(&mut self.keeping(), || Ok(lock))
            }
            reading => reading,
        }
    }

    /// The archive if this session has it open. Waits while it is being opened.
    pub(super) fn kept_reading(&self) -> Result<Option<Arc<Reading>>> {
        let mut keeping = self.keeping();
        if keeping.is_none() {
            return Ok(None);
        }
        let nobody = || Err(StoreError::Busy { pid: 0, terminal: String::new() });
        self.reading_by(&mut keeping, nobody).map(Some)
    }

    fn reading_by(
        &self,
        keeping: &mut Option<Kept>,
        take: impl FnOnce() -> Result<KeeperLock>,
    ) -> Result<Arc<Reading>> {
        let place = match keeping.take() {
            Some(kept) if kept.open.is_following() => {
                let reading = kept.open.reading.clone();
                *keeping = Some(kept);
                return Ok(reading);
            }
            Some(Kept { open, place }) => {
                let distrusted = open.reading.distrusted();
                open.finish();
                if let (Some(what), Place::Own(_)) = (distrusted, &place) {
                    self.set_damaged_aside(what)?;
                }
                Ok(place)
            }
            None => place::require_there(&self.dir).and_then(|()| take()).map(Place::Own),
        };
        let kept = match place {
            Ok(Place::Own(lock)) => match self.open_own() {
                Ok(open) => Ok(Kept { open, place: Place::Own(lock) }),
                Err(error) if is_unwritable(&error) => self.open_scratch(error),
                Err(error) => Err(error),
            },
            Ok(Place::Scratch(scratch)) => self.open_in(scratch),
            Err(error) if is_unwritable(&error) => self.open_scratch(error),
            Err(error) => Err(error),
        }?;
        let reading = kept.open.reading.clone();
        *keeping = Some(kept);
        Ok(reading)
    }

    /// The store's own archive; one that is damaged is built anew.
    pub(super) fn open_own(&self) -> Result<Keeping> {
        let doubtful = std::mem::take(&mut self.session().doubtful);
        if doubtful {
            self.set_aside()?;
        }
        let opened = match self.start(&|layout, _| self.archive(layout)) {
            // Where there is no room sled says many things.
            Err(Unread::Archive(Broken::Damaged(_))) if place::is_full(&self.dir) => {
                return Err(StoreError::Full { path: self.dir.clone() });
            }
            Err(Unread::Archive(Broken::Damaged(what))) => {
                self.set_damaged_aside(what)?;
                self.start(&|layout, _| self.archive(layout))
            }
            Err(Unread::Archive(Broken::Older(touched))) => {
                self.clear_older(touched)?;
                self.start(&|layout, _| self.archive(layout))
            }
            opened => opened,
        };
        opened.map_err(|error| self.unread(error))
    }

    fn archive(&self, layout: &Layout) -> std::result::Result<Archive, Unread> {
        let path = layout.archive();
        compact::clear(&path, &self.disk);
        if !path.exists() {
            self.disk.create_dir(&path).map_err(at(&path))?;
        }
        Ok(Archive::open(&path, layout.origin, &self.disk)?)
    }

    /// A scratch archive where the store's own can't be opened, as `error` says.
    fn open_scratch(&self, error: StoreError) -> Result<Kept> {
        tracing::warn!(%error, "the archive can't be opened in its place");
        // Where that can't be had either, the first reason is the one to mend.
        let scratch = Scratch::make().map_err(|_| error)?;
        self.open_in(scratch)
    }

    fn open_in(&self, scratch: Scratch) -> Result<Kept> {
        let doubtful = std::mem::take(&mut self.session().doubtful);
        let open = |fresh| self.start(&|layout, end| Ok(scratch.archive(layout, end, fresh)?));
        let open = match open(doubtful) {
            Err(Unread::Archive(Broken::Damaged(_))) => open(true),
            opened => opened,
        };
        let open = open.map_err(|error| self.unread(error))?;
        Ok(Kept { open, place: Place::Scratch(scratch) })
    }

    /// The archive built anew, where `damaged` is the one in use.
    pub(super) fn build_anew(&self, damaged: Arc<Reading>, what: String) -> Result<Arc<Reading>> {
        let mut keeping = self.keeping();
        if let Some(kept) = keeping.take_if(|kept| Arc::ptr_eq(&kept.open.reading, &damaged)) {
            drop(damaged);
            kept.open.finish();
            let kept = match kept.place {
                Place::Own(lock) => {
                    self.set_damaged_aside(what)?;
                    Kept { open: self.open_own()?, place: Place::Own(lock) }
                }
                Place::Scratch(scratch) => {
                    drop(scratch);
                    self.open_in(Scratch::make().map_err(at(&std::env::temp_dir()))?)?
                }
            };
            *keeping = Some(kept);
        }
        drop(keeping);
        self.reading()
    }

    pub(super) fn unread(&self, error: Unread) -> StoreError {
        match error {
            Unread::Archive(broken) => self.unusable(broken),
            Unread::Store(error) => error,
        }
    }

    /// Lets the archive go; while the lock lives nobody else has it open. Another session that has it is asked to let it go.
    ///
    /// # Errors
    /// `Busy` where that doesn't.
    pub(super) fn own_archive(&self) -> Result<KeeperLock> {
        let kept = self.keeping().take();
        match kept {
            Some(Kept { open, place: Place::Own(lock) }) => {
                open.finish();
                Ok(lock)
            }
            Some(_) | None => taken_over(&self.dir, &self.disk, &self.source()),
        }
    }

    /// The archive in use was found damaged: it is set aside, and built anew when it is needed next.
    pub(super) fn distrust_archive(&self, what: String) -> Result<()> {
        let kept = self.keeping().take();
        if let Some(Kept { open, place }) = kept {
            open.finish();
            if let Place::Own(_lock) = place {
                self.set_damaged_aside(what)?;
            }
        }
        Ok(())
    }

    /// Opens an archive and lets it follow from what the book stands for.
    fn start(
        &self,
        open: &dyn Fn(&Layout, Position) -> std::result::Result<Archive, Unread>,
    ) -> std::result::Result<Keeping, Unread> {
        let (feed, gathering) = feed();
        let (layout, end) = {
            let mut session = self.session();
            // Another keeper may have brought it further than this session has read.
            self.catch_up(&mut session)?;
            feed.begin(session.end.seq);
            session.feed = Some(feed);
            (session.layout.clone(), session.end)
        };
        let opened = open(&layout, end);
        let started =
            opened.and_then(|archive| Keeping::start(archive, &layout, end, gathering, &self.disk, self.told.get()));
        if started.is_err() {
            self.session().feed = None;
        }
        started
    }

    /// Puts the archive out of the way, where it lies when somebody wants to look into it. The journal holds all that is in it.
    fn set_aside(&self) -> Result<Option<PathBuf>> {
        let archive = self.session().layout.archive();
        let _ = self.disk.remove(&seal::place(&archive));
        generation::set_aside(&self.dir, &archive, &self.disk)
    }

    /// Clears an archive of an older form away, of which something up to `touched` is in it: it is built anew. One that knows what
    /// the journal doesn't is kept.
    fn clear_older(&self, touched: Seq) -> Result<()> {
        let (archive, end) = {
            let session = self.session();
            (session.layout.archive(), session.end)
        };
        if touched > end.seq {
            return self.set_damaged_aside(format!("it is of an older form and knows set {touched}"));
        }
        tracing::info!("the archive is of an older form and is built anew");
        let _ = self.disk.remove(&seal::place(&archive));
        self.disk.remove_dir(&archive).map_err(at(&archive))
    }

    /// The same for one that was found damaged, which is reported.
    fn set_damaged_aside(&self, what: String) -> Result<()> {
        let mut report = Report::new(vec![Found::Archive { what }]);
        report.aside = self.set_aside()?;
        // It is built anew whether or not that can be told.
        let _ = report.keep(&self.dir, &self.disk);
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
        Ok(())
    }

    /// Whether this session has the archive open.
    pub fn has_archive(&self) -> bool {
        self.keeping().is_some()
    }

    /// Opens the archive as its keeper, if it isn't open; says whether it was. `None` where it can't be written.
    ///
    /// # Errors
    /// `Busy` where another session has it.
    pub fn keep_archive(&self) -> Result<Option<bool>> {
        let was_open = self.has_archive();
        drop(self.reading()?);
        let is_own = matches!(&*self.keeping(), Some(Kept { place: Place::Own(_), .. }));
        Ok(is_own.then_some(was_open))
    }

    /// Lets the archive go; nobody opens it again as long as the guard lives.
    pub fn nothing_kept(&self) -> MutexGuard<'_, Option<Kept>> {
        loop {
            self.let_go();
            let keeping = self.keeping();
            if keeping.is_none() {
                return keeping;
            }
        }
    }

    /// Lets the archive go: first it is made durable, then closed, then others may be its keeper.
    pub fn let_go(&self) {
        let kept = self.keeping().take();
        if let Some(kept) = kept {
            kept.end();
        }
        self.asker.forget();
    }
}

/// Whether nothing is wrong but that nothing can be written.
fn is_unwritable(error: &StoreError) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    match error {
        StoreError::Full { .. } | StoreError::Unwritable { .. } | StoreError::ReadOnly { .. } => true,
        StoreError::Io { source, .. } => matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem),
        _ => false,
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.let_go();
    }
}

#[cfg(test)]
mod tests;
