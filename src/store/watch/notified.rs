//! What systems other than Linux tell of directories, by the crate `notify`.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use notify::event::{ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Places, Seen, Woken};

pub(super) struct Eyes {
    watcher: RecommendedWatcher,
    woken: Receiver<Woken>,
}

/// When this goes, waiting ends.
pub(super) struct Closing(Sender<Woken>);

impl Eyes {
    pub fn open(places: &Places) -> io::Result<(Self, Closing)> {
        let (waker, woken) = channel();
        let closing = Closing(waker.clone());
        let store = places.store.to_owned();
        let drafts = places.drafts.to_owned();
        let tell = move |event: notify::Result<Event>| {
            let Ok(Event { kind, paths, .. }) = event else { return };
            // A rename whose both ends are named was told at each of its ends before: told again it would wake for nothing.
            if matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both))) {
                return;
            }
            let is_any = |fits: &dyn Fn(&Path) -> bool| paths.iter().any(|path| fits(path));
            let ends = |path: &Path, with: &str| path.extension().is_some_and(|end| end == with);
            let in_journal = |path: &Path| ends(path, "jsonl") || path.ends_with("CURRENT");
            let in_drafts = |path: &Path| {
                path.starts_with(&drafts) && ["json", "session", "saved"].iter().any(|end| ends(path, end))
            };
            let seen = Seen { journal: is_any(&in_journal), drafts: is_any(&in_drafts) };
            let is_left = matches!(kind, EventKind::Remove(_)) && is_any(&|path| path == store);
            // Nobody listens once the session has ended.
            if is_left {
                let _ = waker.send(Woken::Blind);
            } else if seen != Seen::default() {
                let _ = waker.send(Woken::Seen(seen));
            }
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(io::Error::other)?;
        for place in [places.store, places.journal] {
            watcher.watch(place, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
        }
        if let Err(error) = watcher.watch(places.drafts, RecursiveMode::NonRecursive) {
            // They are then looked at with each start of a form.
            tracing::warn!(%error, "the drafts can't be watched");
        }
        Ok((Self { watcher, woken }, closing))
    }

    /// Waits until something happens.
    pub fn wait(&mut self) -> Woken {
        let mut seen = match self.woken.recv() {
            Ok(Woken::Seen(seen)) => seen,
            Ok(other) => return other,
            Err(_) => return Woken::Closed,
        };
        for more in self.woken.try_iter() {
            match more {
                Woken::Seen(more) => {
                    seen = Seen { journal: seen.journal | more.journal, drafts: seen.drafts | more.drafts };
                }
                other => return other,
            }
        }
        Woken::Seen(seen)
    }

    /// Watches the journal of another generation, which is in force now. The old one's directory may be gone.
    pub fn follow(&mut self, old: &Path, journal: &Path) -> io::Result<()> {
        // Gone with its directory, mostly.
        let _ = self.watcher.unwatch(old);
        self.watcher.watch(journal, RecursiveMode::NonRecursive).map_err(io::Error::other)
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        let _ = self.0.send(Woken::Closed);
    }
}
