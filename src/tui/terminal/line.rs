//! The line to the terminal: bytes go out in their order. What it takes at once is written by whoever sends it; the rest by a
//! thread of its own. Where the line takes none for a while, that thread waits and nobody else: keys are still taken in, drafts
//! kept, signals obeyed.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, fstat, open};
use rustix::io::Errno;
use rustix::stdio::stdout;
use rustix::termios::ttyname;

use crate::tui::ending::Ending;
use crate::tui::inbox::{Incoming, Sender};

#[derive(Clone)]
pub(in crate::tui) struct Line {
    orders: mpsc::Sender<Order>,
    state: Arc<State>,
}

/// What is to be written, and what is to be done then.
struct Order(Vec<u8>, Option<Box<dyn FnOnce() + Send>>);

struct State {
    /// The terminal, opened once more so that writing to it never waits; `None` where it can't be. Locked while something is
    /// sent, which keeps the order.
    at_once: Mutex<Option<OwnedFd>>,
    /// How much was ordered and isn't written.
    pending: AtomicUsize,
    /// Whether the inbox is to be told when nothing is.
    awaited: AtomicBool,
}

impl Line {
    /// A terminal that is gone ends the process.
    pub fn open(inbox: Sender, ending: &Arc<Ending>) -> io::Result<Self> {
        let (orders, ordered) = mpsc::channel();
        let at_once = Mutex::new(opened_anew());
        let state = State { at_once, pending: AtomicUsize::default(), awaited: AtomicBool::default() };
        let line = Self { orders, state: Arc::new(state) };
        let (state, ending) = (Arc::clone(&line.state), Arc::clone(ending));
        let work = move || {
            if let Err(error) = work(&ordered, &state, &inbox) {
                ending.hung_up(&error.into());
            }
        };
        thread::Builder::new().name("line".to_owned()).spawn(work)?;
        Ok(line)
    }

    /// Writes bytes behind those that were sent before.
    pub fn send(&self, bytes: Vec<u8>) {
        let at_once = self.state.at_once.lock().unwrap_or_else(PoisonError::into_inner);
        let is_behind = self.state.pending.load(Ordering::SeqCst) > 0;
        let written = at_once.as_ref().filter(|_| !is_behind).map_or(0, |line| taken_at_once(line, &bytes));
        if written < bytes.len() {
            self.order(Order(if written == 0 { bytes } else { bytes[written..].to_vec() }, None));
        }
    }

    /// … and does something when the terminal has taken them.
    pub fn send_then(&self, bytes: Vec<u8>, then: impl FnOnce() + Send + 'static) {
        let _at_once = self.state.at_once.lock().unwrap_or_else(PoisonError::into_inner);
        self.order(Order(bytes, Some(Box::new(then))));
    }

    fn order(&self, order: Order) {
        self.state.pending.fetch_add(1, Ordering::SeqCst);
        // Gone is the thread only with the terminal, and the process with it.
        let _ = self.orders.send(order);
    }

    /// Whether all that was ordered is written. Where it isn't, the inbox is told when it is.
    pub fn is_free(&self) -> bool {
        let is_free = || self.state.pending.load(Ordering::SeqCst) == 0;
        if is_free() {
            return true;
        }
        self.state.awaited.store(true, Ordering::SeqCst);
        is_free()
    }
}

fn work(ordered: &Receiver<Order>, state: &State, inbox: &Sender) -> Result<(), Errno> {
    for Order(bytes, then) in ordered {
        write(&bytes)?;
        if let Some(then) = then {
            then();
        }
        let left = state.pending.fetch_sub(1, Ordering::SeqCst) - 1;
        if left == 0 && state.awaited.swap(false, Ordering::SeqCst) {
            inbox.tell(Incoming::Written);
        }
    }
    Ok(())
}

/// The terminal on a descriptor of our own, whose writes don't wait: the one that we were given is others' too, and theirs would
/// not wait either.
fn opened_anew() -> Option<OwnedFd> {
    let name = ttyname(stdout(), Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let anew = open(name.as_c_str(), flags, Mode::empty()).ok()?;
    let device = |stat: rustix::fs::Stat| stat.st_rdev;
    let (ours, given) = (fstat(&anew).map(device), fstat(stdout()).map(device));
    (ours.is_ok() && ours == given).then_some(anew)
}

/// How many of the bytes the terminal takes without waiting. What is wrong with it is found by whoever writes the rest.
fn taken_at_once(line: &OwnedFd, bytes: &[u8]) -> usize {
    let mut written = 0;
    while written < bytes.len() {
        match rustix::io::write(line, &bytes[written..]) {
            Ok(more) if more > 0 => written += more,
            Err(Errno::INTR) => {}
            _ => break,
        }
    }
    written
}

/// Not by the standard library's output, which would lock others out while it waits.
fn write(mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            // Somebody who shares the terminal made it so.
            Err(Errno::AGAIN) => {
                let stdout = stdout();
                poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None).or_else(|error| match error {
                    Errno::INTR => Ok(0),
                    error => Err(error),
                })?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
