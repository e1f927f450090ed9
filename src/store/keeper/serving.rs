//! The keeper's end of the socket: one thread takes others in (`taking`), one for each of them answers. Whoever waits is told now
//! and then that something is done; who is slow, talks nonsense or asks for too much is dropped.
//!
//! Where the archive is just being closed, those who ask are held until it is: then their connection ends, and the first of
//! them takes over.

use std::cell::Cell;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::net::SendFlags;

use super::protocol::{Hello, QUESTION, Question, Reply, Request, frames};
use super::socket::{self, Bound};
use super::taking::Taking;
use super::wire::{self, FRAME, Incoming};
use crate::store::Seq;
use crate::store::query::{Answer, Query};

/// Who says nothing for so long may ask anew.
const IDLE: Duration = Duration::from_secs(30);

thread_local! {
    /// Whether this is a thread of a keeper's socket, which can't wait for itself to end.
    pub(super) static SERVES: Cell<bool> = const { Cell::new(false) };
}

/// Where the answers come from.
pub(in crate::store) trait Source: Send + Sync {
    /// The answer, which holds the set `since` if that can be had; or in English why there is none. `None` where the archive
    /// isn't open any more.
    fn answer(&self, query: &Query, since: Seq) -> Option<Result<Answer, String>>;

    /// Somebody needs the archive in their own hands. Returns at once.
    fn yields(&self);
}

/// The keeper's socket and its threads.
pub(super) struct Serving {
    shared: Arc<Shared>,
    bound: Bound,
    thread: JoinHandle<()>,
}

pub(super) struct Shared {
    source: Arc<dyn Source>,
    pub state: Mutex<State>,
    pub ended: Condvar,
    /// Wakes the thread that takes others in.
    waker: UnixStream,
}

#[derive(Default)]
pub(super) struct State {
    pub connections: Vec<Arc<Connection>>,
    /// How many of them wait for something.
    pub at_work: usize,
    /// Whether they are told so without its being asked for.
    pub is_pulsing: bool,
    pub has_ended: bool,
}

pub(super) struct Connection {
    pub stream: UnixStream,
    is_cut: AtomicBool,
    pub out: Mutex<Out>,
}

pub(super) struct Out {
    /// Something is done for it, and nothing being sent.
    pub at_work: bool,
    /// Since when it has asked nothing.
    pub idle: Instant,
}

impl Serving {
    /// Listens at the socket of the store in `dir`. The keeper's lock must be held.
    pub fn start(dir: &Path, source: Arc<dyn Source>) -> io::Result<Self> {
        let (listener, bound) = socket::bind(dir)?;
        let begun = UnixStream::pair().and_then(|(waker, woken)| {
            woken.set_nonblocking(true)?;
            waker.set_nonblocking(true)?;
            let shared = Arc::new(Shared { source, state: Mutex::default(), ended: Condvar::new(), waker });
            let of_thread = shared.clone();
            let run = move || {
                SERVES.set(true);
                Taking::new(&of_thread, listener, woken).run();
            };
            let thread = thread::Builder::new().name("keeper".to_owned()).spawn(run)?;
            Ok((shared, thread))
        });
        match begun {
            Ok((shared, thread)) => Ok(Self { shared, bound, thread }),
            Err(error) => {
                bound.withdraw();
                Err(error)
            }
        }
    }

    /// Where its socket lies.
    pub fn path(&self) -> &Path {
        &self.bound.path
    }

    /// Nobody finds it any more. The keeper's lock must still be held.
    pub fn withdraw(&self) {
        self.bound.withdraw();
    }

    /// Ends all connections, wherever they are.
    pub fn end(&self) {
        let connections = {
            let mut state = self.shared.state();
            state.has_ended = true;
            state.connections.clone()
        };
        self.shared.ended.notify_all();
        self.shared.wake();
        connections.iter().for_each(|connection| connection.cut());
    }

    /// Waits until its threads have ended; not if this is one of them.
    pub fn wait(self) {
        if !SERVES.get() {
            // One that panicked has ended, too.
            let _ = self.thread.join();
        }
    }
}

impl Shared {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self) {
        // Where it is full somebody wakes it already.
        let _ = (&self.waker).write(&[0]);
    }

    /// Has something done for a connection, which is told meanwhile that it is.
    fn work<T>(&self, connection: &Connection, act: impl FnOnce() -> T) -> T {
        connection.out().at_work = true;
        let wakes = {
            let mut state = self.state();
            state.at_work += 1;
            !std::mem::replace(&mut state.is_pulsing, true)
        };
        if wakes {
            self.wake();
        }
        let _working = Working { shared: self, connection };
        act()
    }

    /// Waits until all has ended, or whoever waits has gone.
    fn wait_for_end(&self, connection: &Connection) {
        let goes_on = |state: &mut State| !state.has_ended && !connection.is_cut.load(Ordering::Acquire);
        let _ended = self.ended.wait_while(self.state(), goes_on);
    }
}

/// While it lives something is done for a connection.
struct Working<'a> {
    shared: &'a Shared,
    connection: &'a Connection,
}

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.connection.out().at_work = false;
        self.shared.state().at_work -= 1;
    }
}

impl Connection {
    pub fn new(stream: UnixStream) -> Self {
        let out = Mutex::new(Out { at_work: false, idle: Instant::now() });
        Self { stream, is_cut: AtomicBool::new(false), out }
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::Release);
        // It may have ended by itself.
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    fn send(&self, frames: &[u8]) -> io::Result<()> {
        let mut out = self.out();
        // Before whoever hears it can do anything: who is heard later has asked later.
        out.idle = Instant::now();
        wire::send(&self.stream, frames)
    }

    fn say(&self, reply: &Reply) -> io::Result<()> {
        self.send(&reply.frame().unwrap_or_default())
    }

    /// Tells who waits that something is done.
    pub fn pulse(&self, wait: &[u8]) {
        let Ok(out) = self.out.try_lock() else { return };
        if out.at_work && rustix::net::send(&self.stream, wait, SendFlags::DONTWAIT).is_err() {
            // It has gone, or doesn't listen.
            self.cut();
        }
    }
}

/// Answers what comes over one connection, until it ends or is to.
pub(super) fn attend(shared: &Shared, connection: &Connection) {
    let mut incoming = Incoming::new(QUESTION);
    let mut speaks_alike = None;
    loop {
        let wait = if speaks_alike.is_some() { IDLE } else { FRAME };
        let Ok(body) = incoming.next(&connection.stream, wait) else { return };
        let done = match (Request::read(&body), speaks_alike) {
            (Some(Request::Hello(theirs)), None) => {
                speaks_alike = Some(theirs.form().is_eq());
                connection.say(&Reply::Hello(Hello::own()))
            }
            (Some(Request::Yield), Some(_)) => {
                shared.source.yields();
                let said = connection.say(&Reply::Yields);
                said.map(|()| shared.work(connection, || shared.wait_for_end(connection)))
            }
            (Some(Request::Ask(question)), Some(true)) => answer(shared, connection, &question),
            _ => return,
        };
        if done.is_err() {
            return;
        }
    }
}

fn answer(shared: &Shared, connection: &Connection, question: &Question) -> io::Result<()> {
    let answered = shared.work(connection, || {
        let answered = shared.source.answer(&question.query, question.since);
        if answered.is_none() {
            shared.wait_for_end(connection);
        }
        answered
    });
    match answered {
        None => Err(io::ErrorKind::NotConnected.into()),
        Some(Err(what)) => connection.say(&Reply::Failed(what)),
        Some(Ok(answer)) => frames(&answer).try_for_each(|frame| connection.send(&frame)),
    }
}

#[cfg(test)]
mod tests;
