//! The archive: all full records and timelines in sled. It follows the journal and can be built from it at any time; so
//! sled's flaws cost time, never truth. Only this file names sled.
//!
//! Trees: `records` (kind‖id → record), `timeline` (whose‖moment‖kind‖id → nothing), `meta` (where it belongs, and how
//! far it is durable).

use std::fs::{self, File, Permissions};
use std::io;
use std::iter;
use std::ops::Bound;
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sled::{Batch, Db, Tree};
use uuid::Uuid;

use super::codec;
use super::disk::Disk;
use super::journal::Position;
use super::layout::Origin;
use crate::domain::change::Change;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

/// Why the archive can't be used.
#[derive(Debug)]
pub(super) enum Broken {
    /// Somebody else has it.
    Locked,
    /// The disk is full, or the like: nothing is wrong with the archive itself.
    Io(io::Error),
    /// It must be built anew; in English, why.
    Damaged(String),
}

impl Broken {
    fn damaged(what: impl ToString) -> Self {
        Self::Damaged(what.to_string())
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded | PermissionDenied | ReadOnlyFilesystem => Self::Io(error),
            // sled says of a locked store only that it could not acquire the lock.
            io::ErrorKind::Other if error.to_string().contains("acquire lock") => Self::Locked,
            _ => Self::Damaged(error.to_string()),
        }
    }
}

impl From<sled::Error> for Broken {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) => error.into(),
            other => Self::damaged(other),
        }
    }
}

type Result<T> = std::result::Result<T, Broken>;

pub(super) struct Archive {
    db: Db,
    records: Tree,
    timeline: Tree,
    meta: Tree,
    origin: Origin,
    path: PathBuf,
    disk: Disk,
}

/// What `meta` holds under [`META`].
#[derive(Serialize, Deserialize)]
struct Meta {
    origin: Origin,
    /// All sets up to here are in it and on the disk.
    durable: Position,
}

const META: &[u8] = b"meta";
const CACHE: u64 = 64 << 20;
/// How long another process may take to let go of sled's files.
const PATIENCE: Duration = Duration::from_secs(1);

impl Archive {
    /// Opens the archive in `path`, makes it where there is none. The directory must be there.
    pub fn open(path: &Path, origin: Origin, disk: &Disk) -> Result<Self> {
        let until = Instant::now() + PATIENCE;
        let db = loop {
            let config = sled::Config::new().path(path).cache_capacity(CACHE).flush_every_ms(None);
            match guarded(|| Ok(config.open()?)) {
                Err(Broken::Locked) if Instant::now() < until => thread::sleep(Duration::from_millis(20)),
                opened => break opened?,
            }
        };
        let archive = Self {
            records: db.open_tree("records")?,
            timeline: db.open_tree("timeline")?,
            meta: db.open_tree("meta")?,
            db,
            origin,
            path: path.to_owned(),
            disk: disk.clone(),
        };
        archive.make_private();
        Ok(archive)
    }

    /// sled makes its files as the umask says; the directory keeps others out, and so do the files.
    fn make_private(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if let Ok(meta) = entry.metadata()
                && meta.permissions().mode() & 0o077 != 0
            {
                let mode = if meta.is_dir() { 0o700 } else { 0o600 };
                let _ = fs::set_permissions(entry.path(), Permissions::from_mode(mode));
            }
        }
    }

    /// Where it belongs.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// How far it is durable; the start where it is new.
    pub fn durable(&self) -> Result<Position> {
        let Some(value) = self.meta.get(META)? else {
            let empty = self.records.is_empty() && self.timeline.is_empty();
            return if empty { Ok(Position::START) } else { Err(Broken::damaged("it doesn't say how far it reaches")) };
        };
        let meta: Meta = rmp_serde::from_slice(&value).map_err(Broken::damaged)?;
        if meta.origin == self.origin { Ok(meta.durable) } else { Err(Broken::damaged("it belongs to another store")) }
    }

    /// Applies changes in their order. Applied again they change nothing.
    pub fn apply(&self, changes: &[Change]) -> Result<()> {
        let (mut records, mut timeline) = (Batch::default(), Batch::default());
        for Change { before, after } in changes {
            for key in before.iter().flat_map(codec::timeline_keys) {
                timeline.remove(key);
            }
            match (before, after) {
                (_, Some(record)) => {
                    let value = codec::encode(record).map_err(Broken::damaged)?;
                    records.insert(&codec::record_key(record.id()), value);
                }
                (Some(record), None) => records.remove(&codec::record_key(record.id())),
                (None, None) => {}
            }
            for key in after.iter().flat_map(codec::timeline_keys) {
                timeline.insert(key, &[]);
            }
        }
        guarded(|| {
            self.records.apply_batch(records)?;
            self.timeline.apply_batch(timeline)?;
            Ok(())
        })
    }

    /// Puts all that was applied on the disk, then notes that it reaches to `durable`.
    pub fn mark(&self, durable: Position) -> Result<()> {
        self.sync()?;
        let meta = Meta { origin: self.origin, durable };
        self.meta.insert(META, rmp_serde::to_vec_named(&meta).map_err(Broken::damaged)?)?;
        self.db.flush()?;
        self.make_private();
        Ok(())
    }

    /// sled's own flush doesn't reach the disk.
    fn sync(&self) -> Result<()> {
        self.db.flush()?;
        File::open(self.path.join("db"))?.sync_all()?;
        File::open(&self.path)?.sync_all()?;
        Ok(self.disk.archive_synced(&self.path)?)
    }

    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        let Some(value) = guarded(|| Ok(self.records.get(codec::record_key(id))?))? else { return Ok(None) };
        let record = codec::decode(&value).filter(|record| record.id() == id);
        record.map(Some).ok_or_else(|| Broken::Damaged(format!("the record {} can't be read", id.id)))
    }

    /// All records in the order of their keys: by kind, then by id. It ends with the first that can't be read.
    pub fn all(&self) -> impl Iterator<Item = Result<Record>> {
        let mut ended = false;
        let all = RecordKind::ALL.into_iter().flat_map(|kind| self.records(kind, None));
        all.take_while(move |record| !std::mem::replace(&mut ended, record.is_err()))
    }

    /// The records of a kind in the order of their ids, from behind `after` on.
    pub fn records(&self, kind: RecordKind, after: Option<Uuid>) -> impl Iterator<Item = Result<Record>> {
        let key = |id| codec::record_key(RecordId::new(kind, id));
        let from = after.map_or(Bound::Included(key(Uuid::nil())), |after| Bound::Excluded(key(after)));
        let mut entries = self.records.range((from, Bound::Included(key(Uuid::max()))));
        iter::from_fn(move || guarded(|| Ok(entries.next().transpose()?)).transpose()).map(|entry| {
            let (key, value) = entry?;
            let record = codec::decode(&value).filter(|record| codec::record_key(record.id()) == *key);
            record.ok_or_else(|| Broken::damaged("a record can't be read"))
        })
    }

    /// The records of a kind against the order of their ids, from before `before` on.
    pub fn records_back(&self, kind: RecordKind, before: Option<Uuid>) -> impl Iterator<Item = Result<Record>> {
        let key = |id| codec::record_key(RecordId::new(kind, id));
        let to = before.map_or(Bound::Included(key(Uuid::max())), |before| Bound::Excluded(key(before)));
        let mut entries = self.records.range((Bound::Included(key(Uuid::nil())), to));
        iter::from_fn(move || guarded(|| Ok(entries.next_back().transpose()?)).transpose()).map(|entry| {
            let (key, value) = entry?;
            let record = codec::decode(&value).filter(|record| codec::record_key(record.id()) == *key);
            record.ok_or_else(|| Broken::damaged("a record can't be read"))
        })
    }

    /// The places in a timeline, the newest first.
    pub fn timeline(&self, TimelineOf(of): TimelineOf) -> impl Iterator<Item = Result<codec::Place>> {
        let mut keys = self.timeline.scan_prefix(of.as_bytes()).keys();
        iter::from_fn(move || guarded(|| Ok(keys.next_back().transpose()?)).transpose()).map(|key| {
            let place = key?.get(16..).and_then(|place| place.try_into().ok());
            place.ok_or_else(|| Broken::damaged("a timeline's key is cut"))
        })
    }
}

/// sled panics on some damaged files.
fn guarded<T>(act: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| Err(Broken::damaged("sled gave up on it")))
}
