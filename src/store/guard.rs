//! Keeping sled's panics and hangs to ourselves: it gives up on some damaged files, and may wait on others for ever.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::archive::{Broken, Result};
use super::seal::Seal;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What panics in `act` is damaged; it isn't told on the terminal.
pub(super) fn guarded<T>(act: impl FnOnce() -> Result<T>) -> Result<T> {
    silence();
    let before = GUARDED.replace(true);
    let acted = catch_unwind(AssertUnwindSafe(act));
    GUARDED.set(before);
    acted.unwrap_or_else(|_| Err(Broken::damaged("sled gave up on it")))
}

/// Panics of guarded calls, and of sled's own threads, aren't told.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let of_sled = thread::current().name().is_some_and(|name| name.starts_with("sled"));
            if of_sled || GUARDED.get() {
                tracing::warn!(%info, "sled gave up");
            } else {
                told(info);
            }
        }));
    });
}

/// However long the files are, sled gets so much time for them.
const LIMIT: Duration = Duration::from_secs(20);
/// Bytes that are read a second at the least.
const PACE: u64 = 4 << 20;

/// Does something with the archive in `path` in a thread of its own, which is left to itself when it doesn't come to its end.
pub(super) fn within<T: Send + 'static>(path: &Path, act: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let limit = LIMIT + Duration::from_secs(Seal::size(path).unwrap_or_default() / PACE);
    let (sender, done) = channel();
    let run = move || {
        // Whoever waited may have given up.
        let _ = sender.send(guarded(act));
    };
    thread::Builder::new().name("archive".to_owned()).spawn(run).map_err(Broken::Io)?;
    done.recv_timeout(limit).unwrap_or_else(|_| Err(Broken::damaged("sled came to no end with it")))
}
