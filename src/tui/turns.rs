//! Questions of which only the last counts: each gets a turn, and whoever works on an older one can stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Who asks one thing after another.
#[derive(Debug, Default)]
pub struct Turns(Arc<AtomicU64>);

/// A question's turn.
#[derive(Debug, Clone)]
pub struct Turn {
    last: Arc<AtomicU64>,
    own: u64,
}

impl Turns {
    /// The turn of a new question: those before it don't count any more.
    pub fn next(&self) -> Turn {
        Turn { own: self.0.fetch_add(1, Ordering::Relaxed) + 1, last: self.0.clone() }
    }
}

impl Turn {
    /// Whether no other question was asked since.
    pub fn is_last(&self) -> bool {
        self.last.load(Ordering::Relaxed) == self.own
    }
}

impl PartialEq for Turn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.last, &other.last) && self.own == other.own
    }
}
