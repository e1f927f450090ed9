//! Where events arrive from all threads: one channel.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use super::event::Event;

/// What comes in.
pub(super) enum Incoming {
    Event(Box<Event>),
    /// Stop, as the shell's Ctrl-Z wants it.
    Suspend,
    /// Goes on after it was stopped.
    Continued,
    /// The terminal has taken all that was to be written.
    Written,
}

pub(super) struct Inbox {
    sender: Sender,
    receiver: Receiver<Incoming>,
}

/// One end of it, for a thread.
#[derive(Clone)]
pub(super) struct Sender(mpsc::Sender<Incoming>);

impl Sender {
    pub fn send(&self, event: Event) {
        self.tell(Incoming::Event(Box::new(event)));
    }

    pub fn tell(&self, incoming: Incoming) {
        // Where nobody listens any more, nobody misses it.
        let _ = self.0.send(incoming);
    }
}

impl Inbox {
    pub fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender: Sender(sender), receiver }
    }

    pub fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// The next that comes in, or `Deadline` when its time has come.
    pub fn next(&self, deadline: Option<Instant>) -> Option<Incoming> {
        let Some(deadline) = deadline else { return self.receiver.recv().ok() };
        match self.receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => Some(Incoming::Event(Box::new(Event::Deadline))),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// What is there already.
    pub fn waiting(&self) -> Option<Incoming> {
        self.receiver.try_recv().ok()
    }
}
