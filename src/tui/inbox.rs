//! Where events arrive from all threads: one channel.

use std::cell::Cell;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use super::event::Event;
use crate::store::{Entry, Notice};

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
    /// What came behind others' changes that were gathered.
    behind: Cell<Option<Incoming>>,
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
        Self { sender: Sender(sender), receiver, behind: Cell::default() }
    }

    pub fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// The next that comes in, or `Deadline` when its time has come.
    pub fn next(&self, deadline: Option<Instant>) -> Option<Incoming> {
        if let Some(behind) = self.behind.take() {
            return Some(self.gathered(behind));
        }
        let Some(deadline) = deadline else { return self.receiver.recv().ok().map(|one| self.gathered(one)) };
        match self.receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(incoming) => Some(self.gathered(incoming)),
            Err(RecvTimeoutError::Timeout) => Some(Incoming::Event(Box::new(Event::Deadline))),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// What is there already.
    pub fn waiting(&self) -> Option<Incoming> {
        self.behind.take().or_else(|| self.receiver.try_recv().ok()).map(|one| self.gathered(one))
    }

    /// Others' changes that came one behind the other are taken in as one: on a large store each costs a moment.
    fn gathered(&self, mut first: Incoming) -> Incoming {
        while let Some(entries) = changed(&mut first) {
            let Ok(mut next) = self.receiver.try_recv() else { break };
            match changed(&mut next) {
                Some(more) => entries.append(more),
                None => {
                    self.behind.set(Some(next));
                    break;
                }
            }
        }
        first
    }
}

/// What others changed, if it tells of that.
fn changed(incoming: &mut Incoming) -> Option<&mut Vec<Entry>> {
    match incoming {
        Incoming::Event(event) => match &mut **event {
            Event::Notice(Notice::Changed(entries)) if !entries.is_empty() => Some(entries),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_changed_is_taken_in_as_one_and_nothing_is_overtaken() {
        let inbox = Inbox::new();
        let entry = |seq| Entry {
            seq,
            at: "2026-11-21T09:30:00+01:00".parse().unwrap(),
            author: "ben".into(),
            session: "verb::1:x".into(),
            label: crate::domain::change::Label::new(crate::domain::change::Act::Add, "Ana"),
            undoes: None,
            touched: Vec::new(),
        };
        let changed = |seq| Event::Notice(Notice::Changed(vec![entry(seq)]));
        for event in [changed(1), changed(2), Event::Resize, changed(3), changed(4), Event::Deadline] {
            inbox.sender().send(event);
        }
        let seqs = |incoming: Option<Incoming>| match incoming {
            Some(Incoming::Event(event)) => match *event {
                Event::Notice(Notice::Changed(entries)) => entries.iter().map(|entry| entry.seq).collect(),
                _ => Vec::new(),
            },
            _ => panic!("something is there"),
        };
        assert_eq!(seqs(inbox.next(None)), [1, 2]);
        assert_eq!(seqs(inbox.waiting()), [0; 0]);
        assert_eq!(seqs(inbox.next(Some(Instant::now()))), [3, 4]);
        assert_eq!(seqs(inbox.waiting()), [0; 0]);
        assert!(inbox.waiting().is_none());
    }
}
