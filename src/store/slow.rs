//! A word for whoever waits until a store is open: mending, reading all of the journal, or an older form may take a while. Owns only
//! when it is said; what is said, and where, is the caller's.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// An opening that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(1);

/// While it lives, something may turn out slow. From its end on that is said by nobody: what is written then wouldn't bear it.
pub struct Slow {
    is_over: Arc<Mutex<bool>>,
    /// Its end wakes whoever would say it.
    _ends: mpsc::Sender<()>,
}

impl Slow {
    /// Lets `say` say once that it takes long, where it does; on a thread of its own.
    pub fn begin(say: impl FnOnce() + Send + 'static) -> Self {
        Self::begin_after(SLOW, say)
    }

    fn begin_after(patience: Duration, say: impl FnOnce() + Send + 'static) -> Self {
        let is_over = Arc::new(Mutex::new(false));
        let (ends, ended) = mpsc::channel::<()>();
        let said = Arc::clone(&is_over);
        let wait = move || {
            if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                let is_over = said.lock().unwrap_or_else(PoisonError::into_inner);
                if !*is_over {
                    say();
                }
            }
        };
        // Without a thread nothing is said.
        let _ = thread::Builder::new().name("slow".to_owned()).spawn(wait);
        Self { is_over, _ends: ends }
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        *self.is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_longer_is_said_and_what_is_over_is_not() {
        for (patience, expect) in [(Duration::ZERO, true), (Duration::from_secs(3_600), false)] {
            let (say, said) = mpsc::channel();
            let slow = Slow::begin_after(patience, move || say.send(()).unwrap());
            let kept = expect.then_some(slow);
            assert_eq!(said.recv().is_ok(), expect, "after {patience:?}");
            drop(kept);
        }
    }
}
