//! The threads that carry effects out, so that the screen never waits: one for what is saved, in its order, one for what is
//! read, one for what is searched or counted in all that happened, one for drafts, which must not wait for an import, one for what takes
//! long. Each begins with its first effect.

use std::cell::Cell;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::effect::{Ask, Effect, Problem};
use super::event::Event;
use super::inbox;
use crate::store::Store;

pub(super) struct Workers {
    saves: Worker,
    reads: Worker,
    searches: Worker,
    drafts: Worker,
    long: Worker,
    /// Whether what takes long is an import, which is saved before the end.
    imports: Cell<bool>,
}

/// A thread and the way to it.
struct Worker {
    store: Store,
    inbox: inbox::Sender,
    begun: OnceCell<(Sender<Job>, JoinHandle<()>)>,
}

enum Job {
    Do(Effect),
    /// Says that all that was given before is done, by going away.
    Rest(Sender<()>),
}

impl Workers {
    pub fn new(store: &Store, inbox: &inbox::Sender) -> Self {
        let worker = || Worker { store: store.clone(), inbox: inbox.clone(), begun: OnceCell::new() };
        Self {
            saves: worker(),
            reads: worker(),
            searches: worker(),
            drafts: worker(),
            long: worker(),
            imports: Cell::default(),
        }
    }

    pub fn run(&self, effect: Effect) {
        let worker = match effect {
            Effect::Save(..) | Effect::TakeBack(_) | Effect::BringBack(_) => &self.saves,
            Effect::Ask(Ask::Segments { .. }) => &self.long,
            Effect::BackUp(_) | Effect::Check(_) | Effect::Import(..) => {
                self.imports.set(matches!(effect, Effect::Import(..)));
                &self.long
            }
            Effect::Ask(Ask::Said { .. } | Ask::Judge { .. } | Ask::Report { .. }) => &self.searches,
            Effect::Ask(_)
            | Effect::Look(..)
            | Effect::Refill
            | Effect::CopyText(_)
            | Effect::OpenLink(_)
            | Effect::Write(_) => &self.reads,
            Effect::SaveDraft(_)
            | Effect::RemoveDraft(_)
            | Effect::RemoveTaken(_)
            | Effect::SettleDraft { .. }
            | Effect::ListDrafts
            | Effect::LookAtPlace
            | Effect::LookForMended
            | Effect::KeepTheme { .. }
            | Effect::KeepLeft(..)
            | Effect::SeenMended(_) => &self.drafts,
        };
        if worker.jobs().send(Job::Do(effect)).is_err() {
            tracing::error!("a worker is gone");
        }
    }

    /// Waits until all that was to be saved and kept so far is on the disk; they go on.
    pub fn rest(&self) {
        for (jobs, _) in [&self.saves, &self.drafts].into_iter().filter_map(|worker| worker.begun.get()) {
            let (rest, rests) = mpsc::channel();
            if jobs.send(Job::Rest(rest)).is_ok() {
                // It never says more than that it has come so far.
                let _ = rests.recv();
            }
        }
    }

    /// Waits until all that is to be saved and kept is on the disk. What is being read isn't waited for.
    pub fn finish(self) {
        self.saves.finish();
        self.drafts.finish();
        if self.imports.get() {
            self.long.finish();
        }
    }
}

impl Worker {
    fn jobs(&self) -> &Sender<Job> {
        let begin = || {
            let (jobs, given) = mpsc::channel();
            let (store, inbox) = (self.store.clone(), self.inbox.clone());
            (jobs, thread::spawn(move || work(&given, &store, &inbox)))
        };
        &self.begun.get_or_init(begin).0
    }

    /// Lets it end when it has done what was given to it, and waits for that.
    fn finish(self) {
        let Some((jobs, thread)) = self.begun.into_inner() else { return };
        drop(jobs);
        if thread.join().is_err() {
            tracing::error!("a worker panicked");
        }
    }
}

fn work(jobs: &Receiver<Job>, store: &Store, inbox: &inbox::Sender) {
    for job in jobs {
        let effect = match job {
            Job::Do(effect) => effect,
            Job::Rest(rest) => {
                drop(rest);
                continue;
            }
        };
        let brings_back = matches!(effect, Effect::BringBack(_));
        let ticket = effect.ticket();
        let imports = matches!(effect, Effect::Import(..));
        let (asked, refills) = (effect.asked().cloned(), matches!(effect, Effect::Refill));
        // One that panics must not take the others with it, nor leave a pop-up waiting for ever.
        let done = catch_unwind(AssertUnwindSafe(|| effect.run(store)));
        let event = done.unwrap_or_else(|_| {
            Some(match (ticket, asked) {
                (Some(ticket), _) => Event::Saved(ticket, Err(Problem::Broken)),
                (None, Some(ask)) => Event::Unread(ask, Problem::Broken),
                (None, None) if brings_back => Event::BroughtBack(Err(Problem::Broken)),
                (None, None) if imports => Event::Imported(Err(Problem::Broken)),
                (None, None) if refills => Event::Refilled(Err(Problem::Broken)),
                (None, None) => Event::Failed(Problem::Broken),
            })
        });
        if let Some(event) = event {
            inbox.send(event);
        }
    }
}
