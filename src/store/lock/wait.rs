//! Waiting for a file's lock for a bounded time.
//!
//! A wait in the system can't be broken off, and looking again and again costs time and fairness: so where somebody has the
//! lock a thread waits in the system, among all others who do, and whoever wants it waits for the thread. A thread that
//! nobody waits for any more goes on, so that a later try isn't behind those who came after the first; once it has the lock
//! and nobody wants it, it lets it go.

use std::fs::File;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::try_lock;

/// How many commit locks this process has taken and not let go.
static TAKEN: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

fn taken() -> MutexGuard<'static, usize> {
    TAKEN.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets the lock go that was taken on `file`.
pub(super) fn let_go(file: &File) {
    let mut taken = taken();
    let _ = file.unlock();
    *taken = taken.saturating_sub(1);
    if *taken == 0 {
        TAKEN.1.notify_all();
    }
}

/// Does `act` while this process has no commit lock and takes none. Where it is in the middle of a commit, that is waited for,
/// as long as others would wait.
pub(in crate::store) fn between_commits<T>(act: impl FnOnce() -> T) -> T {
    let waited = TAKEN.1.wait_timeout_while(taken(), super::PATIENCE, |taken| *taken > 0);
    let (_none, _) = waited.unwrap_or_else(PoisonError::into_inner);
    act()
}

/// How one open file waits for its lock: one taker at a time.
#[derive(Default)]
pub(super) struct Wait {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// A thread waits in the system.
    under_way: bool,
    /// Somebody waits for the thread.
    wanted: bool,
    /// What came of it.
    done: Option<io::Result<()>>,
    /// When somebody gave up last.
    gave_up: Option<Instant>,
}

impl Wait {
    /// Takes the lock on `file`, always the same one; says whether it could be had in time.
    pub fn take(self: &Arc<Self>, file: &Arc<File>, patience: Duration) -> io::Result<bool> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.under_way {
            let mut taken = taken();
            if try_lock(file)? {
                *taken += 1;
                return Ok(true);
            }
            drop(taken);
            let (waiting, file) = (self.clone(), file.clone());
            thread::Builder::new().name("lock".to_owned()).spawn(move || waiting.wait(&file))?;
            state.under_way = true;
        }
        state.wanted = true;
        let waited = self.changed.wait_timeout_while(state, patience, |state| state.done.is_none());
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.wanted = false;
        let done = state.done.take();
        state.gave_up = done.is_none().then(Instant::now);
        done.transpose().map(|done| done.is_some())
    }

    /// Whether somebody gave up less than so long ago.
    pub fn gave_up_within(&self, time: Duration) -> bool {
        let gave_up = self.state.lock().unwrap_or_else(PoisonError::into_inner).gave_up;
        gave_up.is_some_and(|gave_up| gave_up.elapsed() < time)
    }

    fn wait(&self, file: &File) {
        let done = loop {
            match file.lock() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => break done,
            }
        };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.under_way = false;
        if state.wanted {
            *taken() += usize::from(done.is_ok());
            state.done = Some(done);
            self.changed.notify_all();
        } else {
            let _ = file.unlock();
        }
    }
}
