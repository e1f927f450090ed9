//! Who has the archive open: one process at a time, the keeper. It holds the lock on `keeper`, has written its name there, and
//! answers the others over its socket, as long as it lives.
//!
//! Owns the lock and the name. What is said over the socket is `protocol`'s, how it is answered `serving`'s, how it is asked
//! `asking`'s; where the answers come from, the archive, is `opening`'s.

mod asking;
mod protocol;
mod serving;
mod socket;
mod taking;
mod wire;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use self::serving::Serving;
use super::Seq;
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::lock;
use super::process::Process;
use super::query::{Answer, Query};

pub(super) use self::asking::{Asked, Asker, Patience, taken_over};
pub(super) use self::serving::Source;
pub(super) use self::socket::leave;

/// A process that this one is just starting holds every lock of it until it is another program: so long a lock that was
/// let go may still look taken.
const OWN_CHILD: Duration = Duration::from_millis(500);

/// What the keeper writes of itself.
#[derive(Serialize, Deserialize)]
struct Name {
    #[serde(flatten)]
    process: Process,
    #[serde(default)]
    version: String,
    /// Where its socket lies, if it has one; for whoever looks into the file, the others find it by themselves.
    #[serde(default)]
    socket: Option<String>,
}

/// While it lives this process is the keeper.
pub(super) struct KeeperLock {
    file: File,
    disk: Disk,
    /// Whether it was let go already: what is written there then is another's.
    is_gone: bool,
    serving: Option<Serving>,
}

impl KeeperLock {
    /// Makes this process the keeper, unless there is one, and listens to the others, who are answered by `source`.
    pub fn take(dir: &Path, disk: &Disk, source: Arc<dyn Source>) -> Result<Self> {
        let give_up = Instant::now() + OWN_CHILD;
        loop {
            match Self::try_take(dir, disk, source.clone()) {
                // Let go it names nobody.
                Err(StoreError::Busy { pid, .. })
                    if [0, std::process::id()].contains(&pid) && Instant::now() < give_up =>
                {
                    thread::sleep(Duration::from_millis(2));
                }
                taken => return taken,
            }
        }
    }

    /// The same without patience for what this process itself has just let go.
    pub fn try_take(dir: &Path, disk: &Disk, source: Arc<dyn Source>) -> Result<Self> {
        let path = dir.join("keeper");
        let file = disk.open(&path).map_err(|source| match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::Unwritable { path: dir.to_owned(), source }
            }
            _ => at(&path)(source),
        })?;
        if !lock::try_lock(&file).map_err(at(&path))? {
            let Process { pid, terminal } = named(&path);
            return Err(StoreError::Busy { pid, terminal });
        }
        // Where there can be no socket, it keeps the archive all the same.
        let serving = Serving::start(dir, source)
            .inspect_err(|error| tracing::warn!(%error, "others can't ask for what is in the archive"))
            .ok();
        let name = Name {
            process: Process::own(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            socket: serving.as_ref().map(|serving| serving.path().to_string_lossy().into_owned()),
        };
        let taken = Self { file, disk: disk.clone(), is_gone: false, serving };
        let text = serde_json::to_vec(&name).map_err(|error| at(&path)(error.into()))?;
        disk.cut(&taken.file, 0).and_then(|()| disk.write_at(&taken.file, &text, 0)).map_err(at(&path))?;
        Ok(taken)
    }

    /// Others may be the keeper now. When it returns nothing of it is left, neither socket nor thread. Not while a lock is held
    /// that an answer may wait for.
    pub fn leave(mut self) {
        self.let_go();
        if let Some(serving) = self.serving.take() {
            serving.wait();
        }
    }

    /// Those who wait for an answer learn of it last, when all is free to be taken over.
    fn let_go(&mut self) {
        if std::mem::replace(&mut self.is_gone, true) {
            return;
        }
        if let Some(serving) = &self.serving {
            serving.withdraw();
        }
        // Where that can't be written, the name of one that has ended stays, which nobody goes by.
        let _ = self.disk.cut(&self.file, 0);
        let _ = self.file.unlock();
        if let Some(serving) = &self.serving {
            serving.end();
        }
    }
}

impl Drop for KeeperLock {
    fn drop(&mut self) {
        self.let_go();
    }
}

/// Makes this process the keeper of an archive that nobody has open as long as the lock lives: whoever had it has let it go,
/// and those who ask for what is in it wait.
///
/// # Errors
/// `Busy` where it isn't let go.
pub(super) fn taken_away(dir: &Path, disk: &Disk) -> Result<KeeperLock> {
    let source: Arc<dyn Source> = Arc::new(Away);
    taken_over(dir, disk, &source)
}

/// Nothing is answered.
struct Away;

impl Source for Away {
    fn answer(&self, _: &Query, _: Seq) -> Option<std::result::Result<Answer, String>> {
        None
    }

    fn yields(&self) {}
}

/// Who has the archive open, if anybody has: process and terminal. Nothing is written to find out.
pub(super) fn held_by(dir: &Path) -> Option<(u32, String)> {
    let path = dir.join("keeper");
    let file = File::open(&path).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let Process { pid, terminal } = named(&path);
    is_held.then_some((pid, terminal))
}

/// Who wrote their name there last.
fn named(path: &Path) -> Process {
    let name = fs::read(path).ok().and_then(|text| serde_json::from_slice::<Name>(&text).ok());
    name.map(|name| name.process).unwrap_or_default()
}
