//! Work that takes a while and goes on beside the screens: how far it is, and whether it is to end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::explain;
use crate::say;
use crate::store::{GoingOn, Step};
use crate::text::Text;

/// One end of it is with the worker, the other with the app, which looks at it now and then.
#[derive(Debug, Clone, Default)]
pub struct LongWork(Arc<State>);

/// The same work is equal.
impl PartialEq for LongWork {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Debug, Default)]
struct State {
    stopped: AtomicBool,
    /// What was told last.
    at: Mutex<Option<(Step, u64)>>,
}

impl LongWork {
    /// For the store to tell how far it is.
    pub fn going_on(&self) -> GoingOn {
        let state = self.0.clone();
        Arc::new(move |step, count| {
            *state.at.lock().unwrap_or_else(PoisonError::into_inner) = Some((step, count));
            !state.stopped.load(Ordering::Relaxed)
        })
    }

    /// It ends as soon as it can; nothing is changed by it then.
    pub fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was told how far it is.
    pub fn is_told(&self) -> bool {
        self.0.at.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }

    /// How far it is, in words.
    pub fn said(&self, text: &Text) -> String {
        match *self.0.at.lock().unwrap_or_else(PoisonError::into_inner) {
            None => say!(text, "work-begins"),
            Some((step, count)) => explain::step(text, step, count),
        }
    }
}
