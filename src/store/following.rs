//! How the archive follows the journal: brought up to it, then fed by the session in a thread of its own.
//!
//! Commits only put their changes into the overlay and the thread's queue; they never wait for sled.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Seq;
use super::archive::{Archive, Broken};
use super::disk::Disk;
use super::error::StoreError;
use super::journal::{Journal, Position, Trouble};
use super::layout::Layout;
use super::line::SetRef;
use super::overlay::Overlay;
use super::reading::Reading;
use super::replay::Replay;
use super::sets::{PART, SetFile};
use crate::domain::change::Change;

/// Changes after which the archive is made durable again.
const DURABLE_AFTER: usize = 1_000;
/// So long after the last set it is made durable, too.
const REST: Duration = Duration::from_secs(2);
/// So many milliseconds those who read may take to notice that it is being closed.
const READERS: usize = 2_000;

/// What the following thread is to bring into the archive.
enum Work {
    Set(Position, Vec<Change>),
    Big(Position, SetRef),
    Still(Still),
    /// Nothing comes any more.
    End,
}

/// Is told now and then how many changes are brought into an archive that isn't ready to be read yet, and at last that it is.
pub(super) type Told = Arc<dyn Fn(Option<u64>) + Send + Sync>;

/// What is done while the archive stands still at a position; it is told why where the archive can't stand there.
type Still = Box<dyn FnOnce(Result<(&Archive, Position), Unread>) + Send>;

/// Where a session puts what it commits or reads from others, while the archive is open. The archive is closed when this
/// goes.
pub(super) struct Feed {
    overlay: Arc<Overlay>,
    work: Sender<Work>,
}

impl Feed {
    /// Goes out from what stands for all up to `seq`.
    pub fn begin(&self, seq: Seq) {
        self.overlay.begin(seq);
    }

    /// Lets readers know what a set made of records: before the book has it, so that none reads less than the book knows.
    pub fn lay(&self, seq: Seq, changes: &[Change]) {
        self.overlay.lay(seq, changes);
    }

    /// The same for a big set: readers wait until it is in the archive.
    pub fn await_big(&self, seq: Seq) {
        self.overlay.await_big(seq);
    }

    /// Brings what was laid into the archive.
    pub fn set(&self, end: Position, changes: Vec<Change>) {
        // Nobody listens where the archive is stuck: then the overlay keeps it.
        let _ = self.work.send(Work::Set(end, changes));
    }

    pub fn big(&self, end: Position, set: SetRef) {
        let _ = self.work.send(Work::Big(end, set));
    }

    /// Whether the archive is still open.
    pub fn is_open(&self) -> bool {
        !self.overlay.is_closed()
    }

    /// Lets `act` run in the following thread when the archive has all that came before and is durable there. What the
    /// receiver gets says what came of it; it gets nothing where the archive can't follow any more. Where it is closed, `act`
    /// comes back.
    pub fn still<T: Send + 'static, F: FnOnce(&Archive, Position) -> T + Send + 'static>(
        &self,
        act: F,
    ) -> Result<Receiver<Result<T, Unread>>, F> {
        let mut act = Some(act);
        let done = self.overlay.while_open(|| act.take().map(|act| self.stand_still(act))).flatten();
        match (done, act) {
            (None, Some(act)) => Err(act),
            (done, _) => Ok(done.unwrap_or_else(|| channel().1)),
        }
    }

    fn stand_still<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Archive, Position) -> T + Send + 'static,
    ) -> Receiver<Result<T, Unread>> {
        let (sender, done) = channel();
        let still = move |standing: Result<(&Archive, Position), Unread>| {
            let acted = standing.and_then(|(archive, at)| {
                let acted = catch_unwind(AssertUnwindSafe(|| act(archive, at)));
                acted.map_err(|_| Broken::Damaged("what was done with it gave up".to_owned()).into())
            });
            // Whoever asked may have gone.
            let _ = sender.send(acted);
        };
        let _ = self.work.send(Work::Still(Box::new(still)));
        done
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.overlay.close();
        let _ = self.work.send(Work::End);
    }
}

/// A feed that gathers what comes while the archive is being opened.
pub(super) struct Gathering {
    overlay: Arc<Overlay>,
    work: Receiver<Work>,
    end: Sender<Work>,
}

pub(super) fn feed() -> (Feed, Gathering) {
    let (sender, work) = channel();
    let overlay = Arc::new(Overlay::default());
    let end = sender.clone();
    (Feed { overlay: overlay.clone(), work: sender }, Gathering { overlay, work, end })
}

/// Why the archive isn't there to be read.
#[derive(Debug)]
pub(super) enum Unread {
    Archive(Broken),
    Store(StoreError),
}

impl From<Broken> for Unread {
    fn from(broken: Broken) -> Self {
        Self::Archive(broken)
    }
}

impl From<StoreError> for Unread {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The open archive and the thread that follows. It ends when the feed is gone, or when it is to.
pub(super) struct Keeping {
    pub reading: Arc<Reading>,
    end: Sender<Work>,
    thread: JoinHandle<()>,
}

impl Keeping {
    /// Brings the archive up to `end` and follows from there.
    pub fn start(
        archive: Archive,
        layout: &Layout,
        end: Position,
        gathering: Gathering,
        disk: &Disk,
        told: Option<&Told>,
    ) -> Result<Self, Unread> {
        let Gathering { overlay, work, end: sender } = gathering;
        let mut follower = Follower::new(layout, end, disk);
        follower.bring_up(&archive, end, told)?;
        let reading = Arc::new(Reading::new(archive, overlay));
        let of_thread = reading.clone();
        let run = move || {
            // What went wrong is seen by its having ended.
            let ran = catch_unwind(AssertUnwindSafe(|| follower.run(&of_thread, &work)));
            if let Ok(Err(Unread::Archive(Broken::Damaged(what)))) = ran {
                of_thread.distrust(what);
            }
            of_thread.overlay().stick();
        };
        let thread = thread::Builder::new().name("archive".to_owned()).spawn(run);
        let thread = thread.map_err(|error| Unread::Archive(Broken::Io(error)))?;
        Ok(Self { reading, end: sender, thread })
    }

    /// Whether it goes on following.
    pub fn is_following(&self) -> bool {
        !self.reading.overlay().is_closed() && !self.thread.is_finished()
    }

    /// Waits until all that came is in the archive and durable, and closes it. What is being read meanwhile is cut short.
    pub fn finish(self) {
        let Self { mut reading, end, thread } = self;
        reading.overlay().close();
        let _ = end.send(Work::End);
        // A thread that panicked has nothing more to say than that the archive lags behind.
        let _ = thread.join();
        reading.end();
        for _ in 0..READERS {
            match Arc::try_unwrap(reading) {
                Ok(reading) => return reading.into_archive().close(),
                Err(read) => reading = read,
            }
            thread::sleep(Duration::from_millis(1));
        }
        // Whoever reads still closes it.
    }
}

/// Brings the archive up to `end`, does something with it, and closes it.
pub(super) fn bring_up<T>(
    archive: Archive,
    layout: &Layout,
    end: Position,
    act: impl FnOnce(&Archive) -> T,
) -> Result<T, Unread> {
    Follower::new(layout, end, &Disk::default()).bring_up(&archive, end, None)?;
    let acted = act(&archive);
    archive.close();
    Ok(acted)
}

struct Follower {
    journal: Journal,
    layout: Layout,
    disk: Disk,
    reached: Position,
    /// Where the archive was marked durable last.
    marked: Option<Position>,
    /// Changes that are in the archive and not yet durable there.
    pending: usize,
}

impl Follower {
    fn new(layout: &Layout, reached: Position, disk: &Disk) -> Self {
        let (journal, layout, disk) = (Journal::new(layout), layout.clone(), disk.clone());
        Self { journal, layout, disk, reached, marked: None, pending: 0 }
    }

    /// Brings the archive from where it is durable up to `end`.
    fn bring_up(&mut self, archive: &Archive, end: Position, told: Option<&Told>) -> Result<(), Unread> {
        let brought = self.replay(archive, end, told);
        told.inspect(|told| told(None));
        brought
    }

    fn replay(&mut self, archive: &Archive, end: Position, told: Option<&Told>) -> Result<(), Unread> {
        let durable = archive.durable();
        if durable == end {
            self.marked = Some(durable);
            return Ok(());
        }
        if archive.touched() > end.seq {
            return Err(Broken::Ahead { archive: archive.touched(), journal: end.seq }.into());
        }
        let (mut replay, mut sorting, mut count) = (Replay::new(&self.layout, durable)?, archive.sorting(), 0);
        loop {
            let part = match replay.next(end.seq) {
                Err(Trouble::Lost) => return Err(Broken::Damaged("it stands for another journal".to_owned()).into()),
                Err(Trouble::Store(error)) => return Err(error.into()),
                Ok(part) => part,
            };
            let Some(part) = part else { break };
            part.changes.iter().try_for_each(|change| sorting.change(change)).map_err(Broken::from)?;
            count += part.changes.len() as u64;
            told.inspect(|told| told(Some(count)));
        }
        if replay.reached().seq < end.seq {
            let what = format!("it ends at set {}, but set {} was saved", replay.reached().seq, end.seq);
            return Err(StoreError::damaged(&self.layout.journal(), what).into());
        }
        archive.bring(sorting, end.seq)?;
        self.reached = end;
        self.mark(archive)
    }

    fn apply_big(&self, archive: &Archive, set: &SetRef, seq: Seq) -> Result<(), Unread> {
        let mut sorting = archive.sorting();
        for part in SetFile::open(&self.layout, set)?.parts_ahead() {
            part?.iter().try_for_each(|change| sorting.change(change)).map_err(Broken::from)?;
        }
        Ok(archive.bring(sorting, seq)?)
    }

    /// Makes durable what is in the archive: the journal first, so that it never lags behind.
    fn mark(&mut self, archive: &Archive) -> Result<(), Unread> {
        if !archive.is_passing() {
            self.journal.sync(self.reached, &self.disk)?;
        }
        archive.mark(self.reached)?;
        self.marked = Some(self.reached);
        self.pending = 0;
        Ok(())
    }

    /// Lets `act` run where the archive is durable at what it reached.
    fn stand_still(&mut self, archive: &Archive, act: Still) -> Result<(), Unread> {
        if self.marked != Some(self.reached)
            && let Err(error) = self.mark(archive)
        {
            act(Err(error));
            return Err(Broken::Damaged("it can't be made durable".to_owned()).into());
        }
        act(Ok((archive, self.reached)));
        Ok(())
    }

    /// Follows until the feed ends.
    fn run(&mut self, reading: &Reading, work: &Receiver<Work>) -> Result<(), Unread> {
        reading.archive().settle(&|| !reading.overlay().is_closed())?;
        let mut goes_on = true;
        while goes_on && let Some(first) = self.next(reading.archive(), work)? {
            let mut part = Vec::new();
            let mut next = Some(first);
            while let Some(work_) = next {
                match work_ {
                    Work::Set(end, changes) => {
                        part.extend(changes);
                        self.reached = end;
                    }
                    Work::Big(end, set) => {
                        self.apply(reading, &mut part)?;
                        // Of a set that another process hasn't made durable yet no half may be left here.
                        self.journal.sync(end, &self.disk)?;
                        self.apply_big(reading.archive(), &set, end.seq)?;
                        self.pending += set.count;
                        self.reached = end;
                    }
                    Work::Still(act) => {
                        self.apply(reading, &mut part)?;
                        self.stand_still(reading.archive(), act)?;
                    }
                    Work::End => goes_on = false,
                }
                next = if goes_on && part.len() < PART { work.try_recv().ok() } else { None };
            }
            self.apply(reading, &mut part)?;
            if self.pending >= DURABLE_AFTER {
                self.mark(reading.archive())?;
            }
        }
        if self.marked == Some(self.reached) { Ok(()) } else { self.mark(reading.archive()) }
    }

    /// What is to be done next. Where nothing comes for a while the archive is made durable, once.
    fn next(&mut self, archive: &Archive, work: &Receiver<Work>) -> Result<Option<Work>, Unread> {
        if self.marked == Some(self.reached) {
            return Ok(work.recv().ok());
        }
        match work.recv_timeout(REST) {
            Ok(work) => Ok(Some(work)),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                self.mark(archive)?;
                Ok(work.recv().ok())
            }
        }
    }

    /// Brings a part of small sets into the archive.
    fn apply(&mut self, reading: &Reading, part: &mut Vec<Change>) -> Result<(), Unread> {
        reading.archive().apply(part, self.reached.seq)?;
        self.pending += part.len();
        part.clear();
        reading.overlay().settle(self.reached.seq);
        Ok(())
    }
}
