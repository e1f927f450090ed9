//! What Linux tells of directories. Only of what matters: others open and read files there all the time, and a session that
//! isn't concerned must not wake up for it.

use std::ffi::CStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::{Places, Seen, Woken};

/// A commit writes to the journal.
const JOURNAL: WatchFlags = WatchFlags::MODIFY.union(WatchFlags::MOVED_TO);
/// Another generation is put in force by a rename.
const STORE: WatchFlags = WatchFlags::MOVED_TO.union(WatchFlags::MOVE_SELF).union(WatchFlags::DELETE_SELF);
/// Drafts are put in place by a rename.
const DRAFTS: WatchFlags = WatchFlags::MOVED_TO.union(WatchFlags::MOVED_FROM).union(WatchFlags::DELETE);
/// The store's directory isn't in its place any more.
const LEFT: ReadFlags =
    ReadFlags::MOVE_SELF.union(ReadFlags::DELETE_SELF).union(ReadFlags::UNMOUNT).union(ReadFlags::IGNORED);

/// Bytes of what is told that are read at once: some hundred things.
const READ: usize = 16 << 10;

pub(super) struct Eyes {
    told: Arc<OwnedFd>,
    closed: Arc<AtomicBool>,
    store: i32,
    journal: i32,
}

/// When this goes, waiting ends.
pub(super) struct Closing {
    told: Arc<OwnedFd>,
    closed: Arc<AtomicBool>,
    store: i32,
}

impl Eyes {
    pub fn open(places: &Places) -> io::Result<(Self, Closing)> {
        let told = Arc::new(inotify::init(CreateFlags::CLOEXEC)?);
        let store = inotify::add_watch(&told, places.store, STORE | WatchFlags::ONLYDIR)?;
        let journal = inotify::add_watch(&told, places.journal, JOURNAL | WatchFlags::ONLYDIR)?;
        if let Err(error) = inotify::add_watch(&told, places.drafts, DRAFTS | WatchFlags::ONLYDIR) {
            // They are then looked at with each start of a form.
            tracing::warn!(%error, "the drafts can't be watched");
        }
        let closed = Arc::new(AtomicBool::new(false));
        let closing = Closing { told: told.clone(), closed: closed.clone(), store };
        Ok((Self { told, closed, store, journal }, closing))
    }

    /// Waits until something happens.
    pub fn wait(&mut self) -> Woken {
        let mut buffer = [MaybeUninit::uninit(); READ];
        let mut reader = Reader::new(&self.told, &mut buffer);
        let mut seen = Seen::default();
        loop {
            let event = match reader.next() {
                Ok(event) => event,
                Err(Errno::INTR) => continue,
                Err(error) => {
                    tracing::warn!(%error, "the store can't be watched any more");
                    return Woken::Blind;
                }
            };
            if self.closed.load(Ordering::Acquire) {
                return Woken::Closed;
            }
            let (watch, what) = (event.wd(), event.events());
            let name = event.file_name().map_or(&b""[..], CStr::to_bytes);
            if what.contains(ReadFlags::QUEUE_OVERFLOW) {
                seen = Seen { journal: true, drafts: true };
            } else if watch == self.store && what.intersects(LEFT) {
                return Woken::Blind;
            } else if watch == self.store {
                seen.journal |= name == b"CURRENT";
            } else if watch == self.journal {
                seen.journal |= name.ends_with(b".jsonl");
            } else {
                seen.drafts |= [&b".json"[..], b".session", b".saved"].iter().any(|end| name.ends_with(end));
            }
            if reader.is_buffer_empty() && seen != Seen::default() {
                return Woken::Seen(seen);
            }
        }
    }

    /// Watches the journal of another generation, which is in force now. The old one's directory may be gone.
    pub fn follow(&mut self, _old: &Path, journal: &Path) -> io::Result<()> {
        // Gone with its directory, mostly.
        let _ = inotify::remove_watch(&self.told, self.journal);
        self.journal = inotify::add_watch(&self.told, journal, JOURNAL | WatchFlags::ONLYDIR)?;
        Ok(())
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Release);
        // That a directory isn't watched any more is told, too: it wakes whoever waits.
        let _ = inotify::remove_watch(&self.told, self.store);
    }
}
