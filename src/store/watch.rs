//! Noticing what others commit: the journal's directory is watched; where that can't be had, a look each second.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Notice;
use super::error::{Result, at};
use super::session::Inner;

/// Watching ends when this goes: then nobody is left who could wake the thread.
pub(super) struct Watch {
    _watcher: Option<RecommendedWatcher>,
    _waker: Option<Sender<()>>,
}

/// How often is looked where nothing can be watched.
const LOOK: Duration = Duration::from_secs(1);

impl Watch {
    /// Calls `tell` from a thread of its own when others commit.
    pub fn start(inner: &Arc<Inner>, tell: impl Fn(Notice) + Send + 'static) -> Result<Self> {
        let (waker, woken) = channel();
        let watcher = watcher(inner, waker.clone()).ok();
        let waker = watcher.is_none().then_some(waker);
        let every = waker.as_ref().map(|_| LOOK);
        let session = Arc::downgrade(inner);
        let run = move || {
            while wait(&woken, every) {
                let Some(inner) = session.upgrade() else { break };
                // What can't be read now is said when the session does something itself.
                if let Ok(entries) = inner.refresh()
                    && !entries.is_empty()
                {
                    tell(Notice::Changed(entries));
                }
            }
        };
        thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(at(&inner.dir))?;
        Ok(Self { _watcher: watcher, _waker: waker })
    }
}

/// Watches the journal's directory, and the store's for another generation.
fn watcher(inner: &Inner, waker: Sender<()>) -> notify::Result<RecommendedWatcher> {
    let journal = inner.session().layout.journal();
    let in_journal = journal.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let wakes = event.is_ok_and(|event| {
            !matches!(event.kind, EventKind::Access(_))
                && event.paths.iter().any(|path| path.starts_with(&in_journal) || path.ends_with("CURRENT"))
        });
        if wakes {
            // Nobody listens once the session has ended.
            let _ = waker.send(());
        }
    })?;
    watcher.watch(&journal, RecursiveMode::NonRecursive)?;
    watcher.watch(&inner.dir, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

/// Waits for the next reason to look; says no when there will be none.
fn wait(woken: &Receiver<()>, every: Option<Duration>) -> bool {
    let first = match every {
        None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(every) => woken.recv_timeout(every),
    };
    while woken.try_recv().is_ok() {}
    first != Err(RecvTimeoutError::Disconnected)
}
