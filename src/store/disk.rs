//! The narrow way by which the store changes files: every call that a crash or a full disk can come before, or into the
//! middle of, goes through here. Tests hang a hook in to stop, fail, cut short or write down any one of them.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Local};

use super::journal::SEGMENT;

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    CreateDir,
    /// A file is created or emptied.
    Create,
    /// A file is opened to be written, and created if it isn't there.
    Open,
    /// So many bytes are written.
    Write(usize),
    /// A file's data is synced.
    Sync,
    /// A file is cut.
    Cut,
    Rename,
    /// A file gets a second name.
    Link,
    /// A file's name is removed.
    Remove,
    /// An empty directory is removed.
    RemoveDir,
    /// A directory's entries are synced.
    SyncDir,
    /// sled, which writes by itself, has synced its files in a directory.
    SyncArchive,
}

/// A call as a hook sees it.
#[derive(Debug, Clone, Copy)]
pub struct Op<'a> {
    pub call: Call,
    /// The name it is done to; none where that is an open file.
    pub path: Option<&'a Path>,
    /// The second name, of a rename or link.
    pub to: Option<&'a Path>,
    /// The open file: that it is done to, or once it is done that which was created or opened.
    pub file: Option<&'a File>,
    /// What is written.
    pub bytes: &'a [u8],
    /// Where it is written, or to what length it is cut.
    pub offset: u64,
}

impl<'a> Op<'a> {
    fn on(call: Call, path: &'a Path) -> Self {
        Self { call, path: Some(path), to: None, file: None, bytes: &[], offset: 0 }
    }

    /// What it is done to by name. An open file was asked for by its name when it was opened.
    fn names(&self) -> impl Iterator<Item = &'a Path> + use<'a> {
        self.path.into_iter().chain(self.to)
    }

    fn of(call: Call, file: &'a File, bytes: &'a [u8], offset: u64) -> Self {
        Self { call, path: None, to: None, file: Some(file), bytes, offset }
    }
}

/// What a hook lets happen.
#[derive(Debug)]
pub enum Verdict {
    Go,
    /// It isn't done and fails with this.
    Fail(io::Error),
    /// Only so many bytes are written, then it fails as on a full disk.
    Short(usize),
}

/// What sees every call: for tests.
pub trait Hook: Send + Sync {
    /// Asked before it is done.
    fn before(&self, op: &Op) -> Verdict;

    /// Told when it was done, but for what failed. A write that was cut short is told as what it was cut to.
    fn after(&self, op: &Op) {
        let _ = op;
    }
}

/// A hook that is only asked.
struct Asked<F>(F);

impl<F: Fn(Call) -> Verdict + Send + Sync> Hook for Asked<F> {
    fn before(&self, op: &Op) -> Verdict {
        (self.0)(op.call)
    }
}

/// How a session changes files.
#[derive(Clone)]
pub struct Disk {
    hook: Option<Arc<dyn Hook>>,
    /// A journal's segment that has grown to so many bytes is followed by the next.
    pub(super) segment: u64,
    clock: Option<Clock>,
    /// Under this directory nothing is changed.
    untouched: Option<Arc<Path>>,
}

/// Why something isn't done: the store in this directory is open read-only.
#[derive(Debug, thiserror::Error)]
#[error("the store {} is open read-only", .0.display())]
pub(super) struct ReadOnly(Arc<Path>);

impl ReadOnly {
    /// The store's directory, where it is this that an error tells of.
    pub fn of(error: &io::Error) -> Option<PathBuf> {
        error.get_ref()?.downcast_ref::<Self>().map(|Self(store)| store.to_path_buf())
    }
}

type Clock = Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;

impl Default for Disk {
    fn default() -> Self {
        Self { hook: None, segment: SEGMENT, clock: None, untouched: None }
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disk").field("hooked", &self.hook.is_some()).finish()
    }
}

/// Bytes that are copied at once.
const BLOCK: usize = 1 << 20;

impl Disk {
    /// A disk whose calls are asked about first: for tests.
    pub fn hooked(hook: impl Fn(Call) -> Verdict + Send + Sync + 'static) -> Self {
        Self::seen_by(Arc::new(Asked(hook)))
    }

    /// A disk whose calls are all seen: for tests.
    pub fn seen_by(hook: Arc<dyn Hook>) -> Self {
        Self { hook: Some(hook), ..Self::default() }
    }

    /// The same with segments of so many bytes: for tests.
    pub fn with_segments(self, segment: u64) -> Self {
        Self { segment, ..self }
    }

    /// The same with another clock: for tests.
    pub fn with_clock(self, clock: impl Fn() -> DateTime<FixedOffset> + Send + Sync + 'static) -> Self {
        Self { clock: Some(Arc::new(clock)), ..self }
    }

    /// The same, by which nothing in the store in `dir` is changed: every call that would is refused.
    pub(super) fn read_only(self, dir: &Path) -> Self {
        Self { untouched: Some(resolved(dir).into()), ..self }
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.untouched.is_some()
    }

    /// Refuses what would change something at `path`, where that lies in a store that is open read-only.
    pub(super) fn permit(&self, path: &Path) -> io::Result<()> {
        match &self.untouched {
            Some(store) if resolved(path).starts_with(store) => {
                Err(io::Error::new(io::ErrorKind::ReadOnlyFilesystem, ReadOnly(store.clone())))
            }
            _ => Ok(()),
        }
    }

    /// What time it is.
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        self.clock.as_ref().map_or_else(|| Local::now().fixed_offset(), |clock| clock())
    }

    /// Does what the hook lets happen, and tells it.
    fn does<T>(&self, op: Op, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        op.names().try_for_each(|path| self.permit(path))?;
        let Some(hook) = &self.hook else { return act() };
        match hook.before(&op) {
            Verdict::Go => act().inspect(|_| hook.after(&op)),
            Verdict::Fail(error) => Err(error),
            Verdict::Short(_) => Err(io::ErrorKind::StorageFull.into()),
        }
    }

    /// The same for what opens a file.
    fn opens(&self, op: Op, act: impl FnOnce() -> io::Result<File>) -> io::Result<File> {
        op.names().try_for_each(|path| self.permit(path))?;
        let Some(hook) = &self.hook else { return act() };
        match hook.before(&op) {
            Verdict::Go => act().inspect(|file| hook.after(&Op { file: Some(file), ..op })),
            Verdict::Fail(error) => Err(error),
            Verdict::Short(_) => Err(io::ErrorKind::StorageFull.into()),
        }
    }

    /// Makes a directory that only its owner can enter, whatever the umask, with those above it.
    pub(super) fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.does(Op::on(Call::CreateDir, path), || {
            DirBuilder::new().recursive(true).mode(0o700).create(path)?;
            fs::set_permissions(path, Permissions::from_mode(0o700))
        })
    }

    /// Makes or empties a file that only its owner can read, whatever the umask.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        self.opens(Op::on(Call::Create, path), || private(path, true))
    }

    /// Makes a file that only its owner can read, whatever the umask; fails where anything bears the name.
    pub(super) fn create_new(&self, path: &Path) -> io::Result<File> {
        self.opens(Op::on(Call::Create, path), || {
            let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)?;
            file.set_permissions(Permissions::from_mode(0o600))?;
            Ok(file)
        })
    }

    /// Opens a file to read and write, makes it where there is none.
    pub(super) fn open(&self, path: &Path) -> io::Result<File> {
        self.opens(Op::on(Call::Open, path), || private(path, false))
    }

    pub(super) fn write_at(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        let op = Op::of(Call::Write(bytes.len()), file, bytes, offset);
        let Some(hook) = &self.hook else { return file.write_all_at(bytes, offset) };
        match hook.before(&op) {
            Verdict::Go => file.write_all_at(bytes, offset).inspect(|()| hook.after(&op)),
            Verdict::Fail(error) => Err(error),
            Verdict::Short(n) => {
                let bytes = &bytes[..n.min(bytes.len())];
                file.write_all_at(bytes, offset)?;
                hook.after(&Op { call: Call::Write(bytes.len()), bytes, ..op });
                Err(io::ErrorKind::StorageFull.into())
            }
        }
    }

    pub(super) fn sync(&self, file: &File) -> io::Result<()> {
        self.does(Op::of(Call::Sync, file, &[], 0), || file.sync_data())
    }

    pub(super) fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.does(Op::of(Call::Cut, file, &[], length), || file.set_len(length))
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.does(Op { to: Some(to), ..Op::on(Call::Rename, from) }, || fs::rename(from, to))
    }

    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.does(Op::on(Call::Remove, path), || fs::remove_file(path))
    }

    pub(super) fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.does(Op::on(Call::SyncDir, path), || File::open(path)?.sync_all())
    }

    /// sled has synced its files in `path`.
    pub(super) fn archive_synced(&self, path: &Path) -> io::Result<()> {
        self.does(Op::on(Call::SyncArchive, path), || Ok(()))
    }

    /// Puts `bytes` in `path`'s place, all or nothing: written beside it as `temporary`, synced, renamed, the directory synced.
    pub(super) fn replace(&self, path: &Path, temporary: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.create(temporary)?;
        let written = self.write_at(&file, bytes, 0).and_then(|()| self.sync(&file));
        written.and_then(|()| self.rename(temporary, path)).inspect_err(|_| {
            // What can't be removed is only left over.
            let _ = self.remove(temporary);
        })?;
        path.parent().map_or(Ok(()), |dir| self.sync_dir(dir))
    }

    /// The same without a sync: all of it or what was there before is seen, and what is in the file may be lost with the power.
    pub(super) fn put(&self, path: &Path, temporary: &Path, bytes: &[u8]) -> io::Result<File> {
        let file = self.create(temporary)?;
        self.write_at(&file, bytes, 0).and_then(|()| self.rename(temporary, path)).inspect_err(|_| {
            let _ = self.remove(temporary);
        })?;
        Ok(file)
    }

    /// Copies a file to a name that nothing has, and syncs it; the directory isn't.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut source, copy) = (File::open(from)?, self.create(to)?);
        let (mut block, mut offset) = (vec![0; BLOCK], 0);
        loop {
            match source.read(&mut block) {
                Ok(0) => return self.sync(&copy),
                Ok(n) => {
                    self.write_at(&copy, &block[..n], offset)?;
                    offset += n as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Gives a file that is durable and won't change any more a second name; where the file system knows no such thing, it is
    /// copied. The directory isn't synced.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let linked = self.does(Op { to: Some(to), ..Op::on(Call::Link, from) }, || fs::hard_link(from, to));
        match linked {
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) => {
                self.copy(from, to)
            }
            linked => linked,
        }
    }

    /// Removes a directory with all that is in it. Begun again it goes on; the directory above isn't synced.
    pub(super) fn remove_dir(&self, path: &Path) -> io::Result<()> {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.remove_dir(&entry.path())?;
            } else {
                self.remove(&entry.path())?;
            }
        }
        self.does(Op::on(Call::RemoveDir, path), || fs::remove_dir(path))
    }
}

/// Where `path` leads, as far as it is there: links followed, from the root on.
fn resolved(path: &Path) -> PathBuf {
    let path = path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let led = path.ancestors().find_map(|above| {
        let rest = path.strip_prefix(above).ok()?;
        fs::canonicalize(above).ok().map(|led| led.join(rest))
    });
    led.unwrap_or(path)
}

/// A file that only its owner can read, made if it isn't there.
fn private(path: &Path, empty: bool) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(empty).mode(0o600).open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}
