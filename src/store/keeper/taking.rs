//! The thread that takes others in at the keeper's socket: as many as may be, and only this user's. It also tells those who wait
//! that something is done, and does nothing where nobody comes or waits.

use std::io::{self, Read};
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::protocol::Reply;
use super::serving::{Connection, SERVES, Shared, attend};
use super::socket;
use super::wire::FRAME;

/// More than these aren't heard at once.
pub(super) const CONNECTIONS: usize = 128;
/// So often those who wait are told that something is done.
const PULSE: Duration = Duration::from_millis(500);
/// So long nobody is taken in where that failed, for want of files or threads.
const PAUSE: Duration = Duration::from_millis(50);

/// The thread that takes others in, and tells those who wait that something is done.
pub(super) struct Taking<'a> {
    shared: &'a Arc<Shared>,
    listener: UnixListener,
    woken: UnixStream,
    threads: Vec<JoinHandle<()>>,
}

impl<'a> Taking<'a> {
    pub fn new(shared: &'a Arc<Shared>, listener: UnixListener, woken: UnixStream) -> Self {
        Self { shared, listener, woken, threads: Vec::new() }
    }

    pub fn run(mut self) {
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
        let connection = Arc::new(Connection::new(stream));
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
