//! Noticing what others commit and what drafts they keep: the journal's and the drafts' directories are watched; where that
//! can't be had, a look each second at the journal.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Notice;
use super::error::{Result, at};
use super::session::Inner;
use super::{layout, place};

/// Watching ends when this goes: then nobody is left who could wake the thread.
pub(super) struct Watch {
    _watcher: Option<Arc<Mutex<RecommendedWatcher>>>,
    _waker: Option<Sender<Wake>>,
}

/// What to look at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wake {
    Journal,
    Drafts,
}

/// How often is looked where nothing can be watched.
const LOOK: Duration = Duration::from_secs(1);

impl Watch {
    /// Calls `tell` from a thread of its own when others commit or drafts change.
    pub fn start(inner: &Arc<Inner>, tell: impl Fn(Notice) + Send + 'static) -> Result<Self> {
        let (waker, woken) = channel();
        let mut journal = inner.session().layout.journal();
        let watcher = watcher(inner, &journal, waker.clone()).ok().map(|watcher| Arc::new(Mutex::new(watcher)));
        let waker = watcher.is_none().then_some(waker);
        let every = waker.as_ref().map(|_| LOOK);
        let session = Arc::downgrade(inner);
        let watching = watcher.as_ref().map_or_else(Weak::new, Arc::downgrade);
        let run = move || {
            while let Some(woken) = wait(&woken, every) {
                let Some(inner) = session.upgrade() else { break };
                if woken.contains(&Wake::Drafts) {
                    tell(Notice::Drafts);
                }
                if !woken.contains(&Wake::Journal) {
                    continue;
                }
                // What can't be read now is said when the session does something itself.
                if let Ok(entries) = inner.mending(|| inner.refresh())
                    && !entries.is_empty()
                {
                    tell(Notice::Changed(entries));
                }
                if inner.was_mended() {
                    tell(Notice::Mended);
                }
                let now = inner.session().layout.journal();
                if now != journal {
                    follow(&watching, &now);
                    journal = now;
                    // What came before it was watched.
                    if let Ok(entries) = inner.mending(|| inner.refresh())
                        && !entries.is_empty()
                    {
                        tell(Notice::Changed(entries));
                    }
                }
            }
        };
        thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(at(&inner.dir))?;
        Ok(Self { _watcher: watcher, _waker: waker })
    }
}

/// Watches the journal of another generation, which is in force now. The old one's directory may be gone.
fn follow(watching: &Weak<Mutex<RecommendedWatcher>>, journal: &Path) {
    if let Some(watcher) = watching.upgrade()
        && let Err(error) =
            watcher.lock().unwrap_or_else(PoisonError::into_inner).watch(journal, RecursiveMode::NonRecursive)
    {
        tracing::warn!(%error, "the journal can't be watched");
    }
}

/// Watches the journal's directory, the drafts', and the store's for another generation.
fn watcher(inner: &Inner, journal: &Path, waker: Sender<Wake>) -> notify::Result<RecommendedWatcher> {
    let drafts = layout::drafts(&inner.dir);
    let in_drafts = drafts.clone();
    if !drafts.exists() && place::require_there(&inner.dir).is_ok() {
        // Where it can't be made, there will be no drafts to be noticed.
        let _ = inner.disk.create_dir(&drafts);
    }
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(Event { kind, paths, .. }) = event else { return };
        let is_any = |fits: &dyn Fn(&PathBuf) -> bool| !matches!(kind, EventKind::Access(_)) && paths.iter().any(fits);
        // Nobody listens once the session has ended.
        if is_any(&|path| path.parent().is_some_and(|dir| dir.ends_with("journal")) || path.ends_with("CURRENT")) {
            let _ = waker.send(Wake::Journal);
        }
        if is_any(&|path| path.starts_with(&in_drafts) && path.extension().is_some_and(|end| end == "json")) {
            let _ = waker.send(Wake::Drafts);
        }
    })?;
    watcher.watch(journal, RecursiveMode::NonRecursive)?;
    watcher.watch(&inner.dir, RecursiveMode::NonRecursive)?;
    if let Err(error) = watcher.watch(&drafts, RecursiveMode::NonRecursive) {
        // They are then looked at with each commit.
        tracing::warn!(%error, "the drafts can't be watched");
    }
    Ok(watcher)
}

/// Waits for the next reason to look, and says what at; nothing when there will be none.
fn wait(woken: &Receiver<Wake>, every: Option<Duration>) -> Option<Vec<Wake>> {
    let first = match every {
        None => woken.recv().ok()?,
        Some(every) => match woken.recv_timeout(every) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => Wake::Journal,
            Err(RecvTimeoutError::Disconnected) => return None,
        },
    };
    Some([first].into_iter().chain(woken.try_iter()).collect())
}
