//! Noticing what others commit and what drafts they keep, in a thread of its own: their directories are watched; where that can't
//! be had, and on a network, where others' changes don't show, a look each second.
//!
//! Owns when is looked and told. What the system tells of a directory is `inotify`'s, elsewhere `notified`'s.

#[cfg(target_os = "linux")]
mod inotify;
#[cfg(any(test, not(target_os = "linux")))]
mod notified;
mod pace;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

#[cfg(target_os = "linux")]
use inotify::{Closing, Eyes};
#[cfg(not(target_os = "linux"))]
use notified::{Closing, Eyes};

use pace::Pace;

use super::Notice;
use super::error::{Result, at};
use super::session::Inner;
use super::{layout, place};

/// How often is looked where nothing can be watched.
const LOOK: Duration = Duration::from_secs(1);

/// Watching ends when this goes.
pub(super) struct Watch {
    _eyes: Option<Closing>,
    _looks: Sender<()>,
}

/// At what something happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seen {
    journal: bool,
    drafts: bool,
}

/// What waiting for something to happen ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Seen(Seen),
    /// Nothing can be seen any more: the store's directory isn't in its place, or the system has lost count.
    Blind,
    Closed,
}

/// The directories that are watched.
struct Places<'a> {
    /// In which another generation is put in force.
    store: &'a Path,
    journal: &'a Path,
    drafts: &'a Path,
}

impl Watch {
    /// Calls `tell` from a thread of its own when others commit or drafts change.
    pub fn start(inner: &Arc<Inner>, tell: impl Fn(Notice) + Send + 'static) -> Result<Self> {
        let journal = inner.session().layout.journal();
        let drafts = layout::drafts(&inner.dir);
        if !drafts.exists() && place::require_there(&inner.dir).is_ok() {
            // Where it can't be made, there will be no drafts to be noticed.
            let _ = inner.disk.create_dir(&drafts);
        }
        let eyes = match place::is_on_network(&inner.dir) {
            true => None,
            false => Eyes::open(&Places { store: &inner.dir, journal: &journal, drafts: &drafts })
                .inspect_err(|error| tracing::warn!(%error, "the store is looked at each second"))
                .ok(),
        };
        let (eyes, closing) = eyes.unzip();
        let (looks, closed) = channel();
        let session = Arc::downgrade(inner);
        let watcher = Watcher { session, journal, drafts_at: None, drafts, pace: Pace::default(), tell };
        let run = move || watcher.run(eyes, &closed);
        thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(at(&inner.dir))?;
        Ok(Self { _eyes: closing, _looks: looks })
    }
}

/// The session ended.
struct Ended;

/// The thread that watches.
struct Watcher<T> {
    session: Weak<Inner>,
    /// The journal that is watched.
    journal: PathBuf,
    drafts: PathBuf,
    /// When the drafts changed last, where that is looked at.
    drafts_at: Option<SystemTime>,
    pace: Pace,
    tell: T,
}

impl<T: Fn(Notice)> Watcher<T> {
    fn run(mut self, eyes: Option<Eyes>, closed: &Receiver<()>) {
        // What came before it was watched.
        if self.look(Seen { journal: true, drafts: false }).is_err() {
            return;
        }
        if let Some(eyes) = eyes
            && self.watch(eyes).is_err()
        {
            return;
        }
        self.look_again_and_again(closed);
    }

    /// Follows what is told of the directories; comes back when nothing can be seen there any more.
    fn watch(&mut self, mut eyes: Eyes) -> std::result::Result<(), Ended> {
        loop {
            let seen = match eyes.wait() {
                Woken::Seen(seen) => seen,
                Woken::Blind => return Ok(()),
                Woken::Closed => return Err(Ended),
            };
            // Of a burst not every set is told by itself.
            if let Some(rest) = self.pace.rest(Instant::now()) {
                thread::sleep(rest);
            }
            self.look(seen)?;
            let now = self.session.upgrade().ok_or(Ended)?.session().layout.journal();
            if now != self.journal {
                let followed = eyes.follow(&self.journal, &now);
                self.journal = now;
                // What came before it was watched.
                self.look(Seen { journal: true, drafts: false })?;
                if let Err(error) = followed {
                    tracing::warn!(%error, "the store is looked at each second");
                    return Ok(());
                }
            }
        }
    }

    /// Looks each second, until the session ends.
    fn look_again_and_again(&mut self, closed: &Receiver<()>) {
        self.drafts_at = self.changed_at();
        while matches!(closed.recv_timeout(LOOK), Err(RecvTimeoutError::Timeout)) {
            let drafts_at = self.changed_at();
            let drafts = drafts_at != std::mem::replace(&mut self.drafts_at, drafts_at);
            if self.look(Seen { journal: true, drafts }).is_err() {
                break;
            }
        }
    }

    fn changed_at(&self) -> Option<SystemTime> {
        self.drafts.metadata().and_then(|meta| meta.modified()).ok()
    }

    /// Applies what happened, and tells it.
    fn look(&mut self, seen: Seen) -> std::result::Result<(), Ended> {
        let inner = self.session.upgrade().ok_or(Ended)?;
        if seen.drafts {
            (self.tell)(Notice::Drafts);
        }
        if seen.journal {
            // What can't be read now is said when the session does something itself.
            if let Ok(entries) = inner.mending(|| inner.refresh())
                && !entries.is_empty()
            {
                let sets = entries.len();
                (self.tell)(Notice::Changed(entries));
                self.pace.told(sets, Instant::now());
            }
            if inner.was_mended() {
                (self.tell)(Notice::Mended);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
