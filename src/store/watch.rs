//! Noticing what others commit and what drafts they keep: the journal's and the drafts' directories are watched; where that
//! can't be had, a look each second at the journal.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Notice;
use super::error::{Result, at};
use super::session::Inner;
use super::{layout, place};

/// Watching ends when this goes: then nobody is left who could wake the thread.
pub(super) struct Watch {
    _watcher: Option<RecommendedWatcher>,
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
        let watcher = watcher(inner, waker.clone()).ok();
        let waker = watcher.is_none().then_some(waker);
        let every = waker.as_ref().map(|_| LOOK);
        let session = Arc::downgrade(inner);
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
            }
        };
        thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(at(&inner.dir))?;
        Ok(Self { _watcher: watcher, _waker: waker })
    }
}

/// Watches the journal's directory, the drafts', and the store's for another generation.
fn watcher(inner: &Inner, waker: Sender<Wake>) -> notify::Result<RecommendedWatcher> {
    let journal = inner.session().layout.journal();
    let in_journal = journal.clone();
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
        if is_any(&|path| path.starts_with(&in_journal) || path.ends_with("CURRENT")) {
            let _ = waker.send(Wake::Journal);
        }
        if is_any(&|path| path.starts_with(&in_drafts) && path.extension().is_some_and(|end| end == "json")) {
            let _ = waker.send(Wake::Drafts);
        }
    })?;
    watcher.watch(&journal, RecursiveMode::NonRecursive)?;
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
