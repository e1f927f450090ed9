//! Asking the keeper: the other end of its socket. Owns how long is waited for what, and whom it is named then.
//!
//! Whoever hears nothing for 2 s gives up and asks nothing more for a second; one that is at work says so and is waited for. A
//! keeper that goes takes nothing along: what was asked is asked again.

use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::protocol::{ANSWER, Hello, Question, Reply, Request};
use super::socket;
use super::wire::{self, FRAME, Incoming};
use super::{KeeperLock, Source, held_by};
use crate::store::Seq;
use crate::store::disk::Disk;
use crate::store::error::{Result, StoreError};
use crate::store::query::{Answer, Query};

/// Who says nothing for so long isn't waited for any more.
pub(super) const SILENCE: Duration = Duration::from_secs(2);
/// So long it isn't tried again then.
const REST: Duration = Duration::from_secs(1);
/// So long a keeper may take to let the archive go.
const YIELDING: Duration = Duration::from_secs(5);
/// Between two tries, at the most.
const PAUSE: Duration = Duration::from_millis(16);

/// What asking came to.
pub(in crate::store) enum Asked {
    Answer(Answer),
    /// It can't be answered; in English, why.
    Failed(String),
    /// Nobody is there who could answer, or whoever was has gone.
    Nobody,
    /// It is there and says nothing.
    Silent,
    /// It is of a newer version.
    Newer(StoreError),
    /// It is of an older one.
    Older(Elder),
}

/// A session's end of the line to the keeper, whoever that is.
#[derive(Default)]
pub(in crate::store) struct Asker {
    /// Over which nothing is asked at the moment.
    idle: Mutex<Option<Line>>,
    /// Who didn't answer, and when.
    silent: Mutex<Option<(Instant, u32)>>,
}

/// A connection to a keeper that speaks like this process.
struct Line {
    stream: UnixStream,
    incoming: Incoming,
    hello: Hello,
}

/// A keeper of an older version.
pub(in crate::store) struct Elder(Box<Line>);

impl Elder {
    /// Asks it to let the archive go, and waits until it has or doesn't answer.
    pub fn ask_to_yield(self) {
        self.0.ask_to_yield(YIELDING, &mut Patience::default());
    }
}

/// How long is waited for a keeper to come or go.
pub(in crate::store) struct Patience {
    heard: Instant,
    pause: Duration,
    /// With whom was spoken last.
    keeper: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { heard: Instant::now(), pause: Duration::from_millis(1), keeper: 0 }
    }
}

impl Patience {
    /// Waits a moment before the next try; says no where nothing was heard for too long.
    pub fn wait(&mut self) -> bool {
        thread::sleep(self.pause);
        self.pause = (self.pause * 2).min(PAUSE);
        self.heard.elapsed() < SILENCE
    }

    fn hears(&mut self) {
        (self.heard, self.pause) = (Instant::now(), Duration::from_millis(1));
    }

    /// Another keeper is heard.
    fn meets(&mut self, keeper: u32) {
        if std::mem::replace(&mut self.keeper, keeper) != keeper {
            self.hears();
        }
    }
}

impl Asker {
    fn idle(&self) -> MutexGuard<'_, Option<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn silent(&self) -> MutexGuard<'_, Option<(Instant, u32)>> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the keeper of the store in `dir`.
    pub fn ask(&self, dir: &Path, query: &Query, since: Seq, patience: &mut Patience) -> Asked {
        let question = Request::Ask(Question { query: *query, since });
        let idle = self.idle().take();
        // One over which nothing was asked for a while may have been dropped.
        if let Some(line) = idle
            && let Some(asked) = self.ask_over(line, &question, patience)
        {
            return asked;
        }
        match Line::connect(dir) {
            Err(Refused::Absent) => Asked::Nobody,
            Err(Refused::Silent) => Asked::Silent,
            Err(Refused::Newer(Hello { pid, terminal, version, .. })) => {
                Asked::Newer(StoreError::NewerKeeper { pid, terminal, version })
            }
            Err(Refused::Older(line)) => Asked::Older(Elder(line)),
            Ok(line) => {
                patience.meets(line.hello.pid);
                self.ask_over(line, &question, patience).unwrap_or(Asked::Nobody)
            }
        }
    }

    /// `None` where whoever was there has gone.
    fn ask_over(&self, mut line: Line, question: &Request, patience: &mut Patience) -> Option<Asked> {
        match line.ask(question, patience) {
            Ok(asked) => {
                *self.idle() = Some(line);
                Some(asked)
            }
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Some(Asked::Silent),
            Err(_) => None,
        }
    }

    /// The keeper of the store in `dir` didn't answer: for a while it is named at once. `None` where it isn't there any more.
    pub fn note_silence(&self, dir: &Path) -> Option<StoreError> {
        let (pid, terminal) = held_by(dir)?;
        *self.silent() = Some((Instant::now(), pid));
        Some(StoreError::Busy { pid, terminal })
    }

    /// The keeper that didn't answer a moment ago, if it is still the same.
    pub fn still_silent(&self, dir: &Path) -> Option<StoreError> {
        let (since, silent) = (*self.silent())?;
        let held = held_by(dir).filter(|(pid, _)| *pid == silent && since.elapsed() < REST);
        if held.is_none() {
            *self.silent() = None;
        }
        held.map(|(pid, terminal)| StoreError::Busy { pid, terminal })
    }

    /// Ends the connection.
    pub fn forget(&self) {
        drop(self.idle().take());
    }
}

/// Why there is nobody to ask.
enum Refused {
    Absent,
    Silent,
    Older(Box<Line>),
    Newer(Hello),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            _ => Self::Absent,
        }
    }
}

impl Line {
    fn connect(dir: &Path) -> std::result::Result<Self, Refused> {
        let stream = socket::connect(dir)?;
        stream.set_write_timeout(Some(FRAME))?;
        let mut incoming = Incoming::new(ANSWER);
        wire::send(&stream, &Request::Hello(Hello::own()).frame().unwrap_or_default())?;
        let body = incoming.next(&stream, SILENCE)?;
        let Some(Reply::Hello(hello)) = Reply::read(&body) else { return Err(Refused::Absent) };
        match hello.form() {
            std::cmp::Ordering::Less => Err(Refused::Older(Box::new(Self { stream, incoming, hello }))),
            std::cmp::Ordering::Equal => Ok(Self { stream, incoming, hello }),
            std::cmp::Ordering::Greater => Err(Refused::Newer(hello)),
        }
    }

    fn ask(&mut self, question: &Request, patience: &mut Patience) -> io::Result<Asked> {
        wire::send(&self.stream, &question.frame().unwrap_or_default())?;
        let mut records = Vec::new();
        loop {
            let body = self.incoming.next(&self.stream, SILENCE)?;
            match Reply::read(&body) {
                Some(Reply::Wait) => patience.hears(),
                Some(Reply::Records(mut part)) => records.append(&mut part),
                Some(Reply::Done { count, from, until }) => {
                    return Ok(Asked::Answer(Answer { records, count, from, until }));
                }
                Some(Reply::Failed(what)) => return Ok(Asked::Failed(what)),
                Some(Reply::Hello(_) | Reply::Yields) | None => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    /// Asks the keeper to let the archive go, and waits until it has, for so long at the most.
    fn ask_to_yield(mut self, at_most: Duration, patience: &mut Patience) {
        let until = Instant::now() + at_most;
        patience.meets(self.hello.pid);
        if wire::send(&self.stream, &Request::Yield.frame().unwrap_or_default()).is_err() {
            return;
        }
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            // It ends with its connections.
            if self.incoming.next(&self.stream, left.min(SILENCE)).is_err() {
                return;
            }
        }
    }
}

/// Makes this process the keeper, even where there is one: that one is asked to let the archive go.
///
/// # Errors
/// `Busy` where it doesn't, or is too busy with it.
pub(in crate::store) fn taken_over(dir: &Path, disk: &Disk, source: &Arc<dyn Source>) -> Result<KeeperLock> {
    let until = Instant::now() + YIELDING;
    let mut patience = Patience::default();
    loop {
        match KeeperLock::try_take(dir, disk, source.clone()) {
            Err(busy @ StoreError::Busy { .. }) => {
                let Some(left) = until.checked_duration_since(Instant::now()) else { return Err(busy) };
                match Line::connect(dir) {
                    Ok(line) => line.ask_to_yield(left, &mut patience),
                    Err(Refused::Older(line)) => line.ask_to_yield(left, &mut patience),
                    Err(Refused::Newer(Hello { pid, terminal, version, .. })) => {
                        return Err(StoreError::NewerKeeper { pid, terminal, version });
                    }
                    Err(Refused::Silent) => return Err(busy),
                    Err(Refused::Absent) => {}
                }
                if !patience.wait() {
                    return Err(busy);
                }
            }
            taken => return taken,
        }
    }
}
