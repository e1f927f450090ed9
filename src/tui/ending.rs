//! The end that comes from outside: a signal, or a terminal that is gone. What is typed is written first, then the terminal is
//! given back, however busy the disk is, and then the process ends as soon as the disk has it. The archive isn't waited for: the journal has it all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGQUIT};
use signal_hook::low_level;

use super::{demo, terminal};
use crate::store::drafts::{Draft, Drafts, Unsynced};
use crate::store::{Store, StoreError};

/// A terminal that takes no bytes is waited for so long, and then left as it is.
const PATIENCE: Duration = Duration::from_millis(80);

/// What would be lost if the process ended now, for whoever ends it.
#[derive(Default)]
pub(super) struct Ending(Mutex<State>);

#[derive(Default)]
struct State {
    typed: Vec<Draft>,
    into: Option<Drafts>,
    /// Throwaway directories: a store of sample data, a text that is in the editor.
    throwaway: Vec<PathBuf>,
}

impl Ending {
    /// A session on `store` begins.
    pub fn begin(&self, store: &Store) {
        let mut state = self.lock();
        (state.typed, state.into) = (Vec::new(), Some(store.drafts()));
    }

    /// A throwaway directory is to be made there: it goes with the process.
    pub fn throwaway(&self, dir: &Path) {
        self.lock().throwaway.push(dir.to_path_buf());
    }

    /// That one is gone already.
    pub fn is_thrown_away(&self, dir: &Path) {
        self.lock().throwaway.retain(|one| one != dir);
    }

    pub fn set(&self, typed: Vec<Draft>) {
        self.lock().typed = typed;
    }

    /// Writes what is typed as drafts.
    pub fn keep(&self) {
        keep(&mut self.lock());
    }

    /// Ends the process because of a signal, and so that a shell sees it did. Comes back to nobody: whoever else calls it
    /// meanwhile waits in vain.
    pub fn end(&self, signal: i32) {
        let mut state = self.lock();
        let written = written(&mut state);
        terminal::leave(Some(PATIENCE));
        for error in written.into_iter().filter_map(|draft| draft.sync().err()) {
            tracing::error!(%error, "a draft can't be synced");
        }
        state.throwaway.drain(..).for_each(|dir| demo::remove(&dir));
        Store::leave();
        // That one would write all memory to a file, and what customers said with it.
        if signal != SIGQUIT {
            let _ = low_level::emulate_default_handler(signal);
        }
        low_level::exit(128 + signal);
    }

    /// The terminal is gone, whether or not a signal says so.
    pub fn hung_up(&self, error: &io::Error) {
        tracing::warn!(%error, "the terminal is gone");
        self.end(SIGHUP);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keep(state: &mut State) {
    each(state, |into, draft| into.save(draft));
}

/// The same, not yet synced.
fn written(state: &mut State) -> Vec<Unsynced> {
    each(state, |into, draft| into.write(draft))
}

/// Keeps all that is typed in this way; what can't be kept is told in the log.
fn each<T>(State { typed, into, .. }: &mut State, keep: impl Fn(&Drafts, &Draft) -> Result<T, StoreError>) -> Vec<T> {
    let Some(into) = into else { return Vec::new() };
    let kept = typed.drain(..).map(|draft| keep(into, &draft));
    kept.filter_map(|kept| kept.inspect_err(|error| tracing::error!(%error, "a draft can't be kept")).ok()).collect()
}
