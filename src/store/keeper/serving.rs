//! The keeper's end of the socket: one thread takes others in, one for each of them answers. Whoever waits is told now and
//! then that something is done; who is slow, talks nonsense or asks for too much is dropped.
//!
//! Where the archive is just being closed, those who ask are held until it is: then their connection ends, and the first of
//! them takes over.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::SendFlags;

use super::protocol::{Hello, QUESTION, Question, Reply, Request, frames};
use super::socket::{self, Bound, FRAME, Incoming};
use crate::store::Seq;
use crate::store::query::{Answer, Query};

/// More than these aren't heard at once.
const CONNECTIONS: usize = 128;
/// Who says nothing for so long may ask anew.
const IDLE: Duration = Duration::from_secs(30);
/// So often those who wait are told that something is done.
const PULSE: Duration = Duration::from_millis(500);
/// So long nobody is taken in where that failed, for want of files or threads.
const PAUSE: Duration = Duration::from_millis(50);

thread_local! {
    /// Whether this is a thread of a keeper's socket, which can't wait for itself to end.
    static SERVES: Cell<bool> = const { Cell::new(false) };
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

struct Shared {
    source: Arc<dyn Source>,
    state: Mutex<State>,
    ended: Condvar,
    /// Wakes the thread that takes others in.
    waker: UnixStream,
}

#[derive(Default)]
struct State {
    connections: Vec<Arc<Connection>>,
    /// How many of them wait for something.
    at_work: usize,
    /// Whether they are told so without its being asked for.
    is_pulsing: bool,
    has_ended: bool,
}

struct Connection {
    stream: UnixStream,
    is_cut: AtomicBool,
    out: Mutex<Out>,
}

struct Out {
    /// Something is done for it, and nothing being sent.
    at_work: bool,
    /// Since when it has asked nothing.
    idle: Instant,
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
                Taking { shared: &of_thread, listener, woken, threads: Vec::new() }.run();
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
    fn state(&self) -> MutexGuard<'_, State> {
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
    fn out(&self) -> MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cut(&self) {
        self.is_cut.store(true, Ordering::Release);
        // It may have ended by itself.
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    fn send(&self, frames: &[u8]) -> io::Result<()> {
        let mut out = self.out();
        socket::send(&self.stream, frames)?;
        out.idle = Instant::now();
        Ok(())
    }

    fn say(&self, reply: &Reply) -> io::Result<()> {
        self.send(&reply.frame().unwrap_or_default())
    }

    /// Tells who waits that something is done.
    fn pulse(&self, wait: &[u8]) {
        let Ok(out) = self.out.try_lock() else { return };
        if out.at_work && rustix::net::send(&self.stream, wait, SendFlags::DONTWAIT).is_err() {
            // It has gone, or doesn't listen.
            self.cut();
        }
    }
}

/// The thread that takes others in, and tells those who wait that something is done.
struct Taking<'a> {
    shared: &'a Arc<Shared>,
    listener: UnixListener,
    woken: UnixStream,
    threads: Vec<JoinHandle<()>>,
}

impl Taking<'_> {
    fn run(mut self) {
        let wait = Reply::Wait.frame().unwrap_or_default();
        let mut told = None;
        loop {
            let pulses = {
                let mut state = self.shared.state();
                if state.has_ended {
                    break;
                }
                state.is_pulsing = state.at_work > 0;
                state.is_pulsing
            };
            told = if pulses { told.or_else(|| Some(Instant::now())) } else { None };
            if told.is_some_and(|told: Instant| told.elapsed() >= PULSE) {
                let connections = self.shared.state().connections.clone();
                connections.iter().for_each(|connection| connection.pulse(&wait));
                self.shared.ended.notify_all();
                told = Some(Instant::now());
            }
            self.wait(told.map(|told| PULSE.saturating_sub(told.elapsed())));
            self.take_in();
        }
        let Self { shared, listener, threads, .. } = self;
        drop(listener);
        let connections = std::mem::take(&mut shared.state().connections);
        connections.iter().for_each(|connection| connection.cut());
        for thread in threads {
            let _ = thread.join();
        }
    }

    /// Waits until there is something to do, or for so long.
    fn wait(&mut self, at_most: Option<Duration>) {
        let time = at_most.and_then(|time| Timespec::try_from(time).ok());
        let mut of = [PollFd::new(&self.listener, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        // Interrupted, it is looked at what there is to do.
        let _ = poll(&mut of, time.as_ref());
        let _ = self.woken.read(&mut [0; 64]);
    }

    fn take_in(&mut self) {
        match self.listener.accept() {
            Ok((stream, _)) => {
                if self.admit(stream).is_err() {
                    thread::sleep(PAUSE);
                }
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
            Err(_) => thread::sleep(PAUSE),
        }
    }

    fn admit(&mut self, stream: UnixStream) -> io::Result<()> {
        if !socket::is_own_user(&stream) {
            return Ok(());
        }
        // Some systems pass that on.
        stream.set_nonblocking(false)?;
        stream.set_write_timeout(Some(FRAME))?;
        let out = Mutex::new(Out { at_work: false, idle: Instant::now() });
        let connection = Arc::new(Connection { stream, is_cut: AtomicBool::new(false), out });
        if !self.make_room() {
            return Ok(());
        }
        self.shared.state().connections.push(connection.clone());
        let shared = self.shared.clone();
        let of_thread = connection.clone();
        let run = move || {
            SERVES.set(true);
            // Whatever happens there, nobody else is to feel it.
            let _ = catch_unwind(AssertUnwindSafe(|| attend(&shared, &of_thread)));
            of_thread.cut();
            shared.state().connections.retain(|one| !Arc::ptr_eq(one, &of_thread));
        };
        self.threads.retain(|thread| !thread.is_finished());
        match thread::Builder::new().name("keeper".to_owned()).spawn(run) {
            Ok(thread) => {
                self.threads.push(thread);
                Ok(())
            }
            Err(error) => {
                self.shared.state().connections.retain(|one| !Arc::ptr_eq(one, &connection));
                Err(error)
            }
        }
    }

    /// Where there are as many as may be, the one that has asked nothing for longest must go. Says whether there is room.
    fn make_room(&self) -> bool {
        let mut state = self.shared.state();
        if state.connections.len() < CONNECTIONS {
            return true;
        }
        let idle = |one: &Connection| one.out.try_lock().ok().filter(|out| !out.at_work).map(|out| out.idle);
        let longest = (0..state.connections.len())
            .filter_map(|at| idle(&state.connections[at]).map(|since| (since, at)))
            .min_by_key(|(since, _)| *since);
        let Some((_, at)) = longest else { return false };
        state.connections.swap_remove(at).cut();
        true
    }
}

/// Answers what comes over one connection, until it ends or is to.
fn attend(shared: &Shared, connection: &Connection) {
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
