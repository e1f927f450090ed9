//! The narrow way by which the store changes files: every call that a crash or a full disk can come before, or into the
//! middle of, goes through here. Tests hang a hook in to stop, fail or cut short any one of them.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    CreateDir,
    /// A file is created or emptied.
    Create,
    /// So many bytes are written.
    Write(usize),
    /// A file's data is synced.
    Sync,
    /// A file is cut.
    Cut,
    Rename,
    Remove,
    /// A directory's entries are synced.
    SyncDir,
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

type Hook = Arc<dyn Fn(Call) -> Verdict + Send + Sync>;

/// How a session changes files.
#[derive(Clone, Default)]
pub struct Disk {
    hook: Option<Hook>,
}

impl Disk {
    /// A disk whose calls are asked about first: for tests.
    pub fn hooked(hook: impl Fn(Call) -> Verdict + Send + Sync + 'static) -> Self {
        Self { hook: Some(Arc::new(hook)) }
    }

    fn ask(&self, call: Call) -> io::Result<()> {
        match self.hook.as_ref().map_or(Verdict::Go, |hook| hook(call)) {
            Verdict::Go => Ok(()),
            Verdict::Fail(error) => Err(error),
            Verdict::Short(_) => Err(io::ErrorKind::StorageFull.into()),
        }
    }

    /// Makes a directory that only its owner can enter, whatever the umask, with those above it.
    pub(super) fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::CreateDir)?;
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        fs::set_permissions(path, Permissions::from_mode(0o700))
    }

    /// Makes or empties a file that only its owner can read, whatever the umask.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        self.ask(Call::Create)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(path)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        Ok(file)
    }

    /// Opens a file to read and write, makes it where there is none.
    pub(super) fn open(&self, path: &Path) -> io::Result<File> {
        self.ask(Call::Create)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        Ok(file)
    }

    pub(super) fn write_at(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        match self.hook.as_ref().map_or(Verdict::Go, |hook| hook(Call::Write(bytes.len()))) {
            Verdict::Go => file.write_all_at(bytes, offset),
            Verdict::Fail(error) => Err(error),
            Verdict::Short(n) => {
                file.write_all_at(&bytes[..n.min(bytes.len())], offset)?;
                Err(io::ErrorKind::StorageFull.into())
            }
        }
    }

    pub(super) fn sync(&self, file: &File) -> io::Result<()> {
        self.ask(Call::Sync)?;
        file.sync_data()
    }

    pub(super) fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.ask(Call::Cut)?;
        file.set_len(length)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Call::Rename)?;
        fs::rename(from, to)
    }

    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::Remove)?;
        fs::remove_file(path)
    }

    pub(super) fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::SyncDir)?;
        File::open(path)?.sync_all()
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
}
