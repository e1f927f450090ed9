//! Who has the archive open: one process at a time, which holds the lock on `keeper` and has written its name there.

use std::fs::{self, File, TryLockError};
use std::io::{self, stdin};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::lock;

/// A process that this one is just starting holds every lock of it until it is another program: so long a lock that was
/// let go may still look taken.
const OWN_CHILD: Duration = Duration::from_millis(500);

#[derive(Serialize, Deserialize)]
struct Keeper {
    pid: u32,
    /// Its terminal, or "" if it has none.
    terminal: String,
}

/// While it lives this process is the keeper.
pub(super) struct KeeperLock {
    _file: File,
}

impl KeeperLock {
    /// Makes this process the keeper, unless there is one.
    pub fn take(dir: &Path, disk: &Disk) -> Result<Self> {
        let path = dir.join("keeper");
        let file = disk.open(&path).map_err(|source| match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::Unwritable { path: dir.to_owned(), source }
            }
            _ => at(&path)(source),
        })?;
        let give_up = Instant::now() + OWN_CHILD;
        while !lock::try_lock(&file).map_err(at(&path))? {
            let Keeper { pid, terminal } = named(&path);
            if pid != std::process::id() || Instant::now() > give_up {
                return Err(StoreError::Busy { pid, terminal });
            }
            thread::sleep(Duration::from_millis(2));
        }
        let me = Keeper { pid: std::process::id(), terminal: terminal() };
        let text = serde_json::to_vec(&me).map_err(|error| at(&path)(error.into()))?;
        disk.cut(&file, 0).and_then(|()| disk.write_at(&file, &text, 0)).map_err(at(&path))?;
        Ok(Self { _file: file })
    }
}

/// Who has the archive open, if anybody has: process and terminal. Nothing is written to find out.
pub(super) fn held_by(dir: &Path) -> Option<(u32, String)> {
    let path = dir.join("keeper");
    let file = File::open(&path).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let Keeper { pid, terminal } = named(&path);
    is_held.then_some((pid, terminal))
}

/// Who wrote their name there last.
fn named(path: &Path) -> Keeper {
    let named = fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok());
    named.unwrap_or(Keeper { pid: 0, terminal: String::new() })
}

fn terminal() -> String {
    rustix::termios::ttyname(stdin(), Vec::new()).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
