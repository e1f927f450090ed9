//! Signals, on a thread of their own: when the terminal hangs up or the session is told to end, what is typed is kept, the
//! terminal given back, and the process ends at once. The archive isn't waited for: the journal has it all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::inbox::{Incoming, Sender};
use super::terminal;
use crate::store::Store;
use crate::store::drafts::{Draft, Drafts};

/// What would be lost if the process ended now, for whoever ends it.
#[derive(Default)]
pub(super) struct Unsaved(Mutex<State>);

#[derive(Default)]
struct State {
    typed: Vec<Draft>,
    into: Option<Drafts>,
    /// A throwaway store.
    throwaway: Option<PathBuf>,
}

impl Unsaved {
    /// A session on `store` begins.
    pub fn begin(&self, store: &Store, throwaway: Option<&Path>) {
        *self.lock() =
            State { typed: Vec::new(), into: Some(store.drafts()), throwaway: throwaway.map(Path::to_path_buf) };
    }

    pub fn set(&self, typed: Vec<Draft>) {
        self.lock().typed = typed;
    }

    /// Writes what is typed as drafts.
    pub fn keep(&self) {
        let mut state = self.lock();
        let State { typed, into, .. } = &mut *state;
        for draft in typed.drain(..) {
            if let Some(Err(error)) = into.as_ref().map(|into| into.save(&draft)) {
                tracing::error!(%error, "a draft can't be kept");
            }
        }
    }

    fn end(&self) {
        self.keep();
        if let Some(dir) = self.lock().throwaway.take() {
            let _ = std::fs::remove_dir_all(dir);
        }
        Store::leave();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens to signals until the process ends.
pub(super) fn follow(unsaved: &Arc<Unsaved>, inbox: Sender) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let unsaved = Arc::clone(unsaved);
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => inbox.tell(Incoming::Suspend),
                SIGCONT => inbox.tell(Incoming::Continued),
                signal => {
                    terminal::leave();
                    unsaved.end();
                    // As a shell tells of a process that a signal ended.
                    signal_hook::low_level::exit(128 + signal);
                }
            }
        }
    });
    Ok(())
}
