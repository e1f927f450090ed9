//! The keeper's socket: where it lies, and who may use it.
//!
//! It lies in the store; where its path is too long for that or no socket can be made there, in a private directory under
//! `/tmp`, named after the store's device and inode. Never does the environment say where: all sessions must find the same.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::net::sockopt::{self, Timeout};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType};

use super::wire::FRAME;

/// A path has room for no more, on the narrowest of the systems (macOS: 104 with the zero behind it).
const LONGEST: usize = 103;
/// The sockets of this process, for whoever ends it without coming back to those who made them.
static LIVE: Mutex<Vec<Bound>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<Bound>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes this process's sockets, which ends.
pub(in crate::store) fn leave() {
    live().drain(..).for_each(|bound| bound.remove());
}

/// A socket's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    pub path: PathBuf,
    id: (u64, u64),
}

impl Bound {
    /// Removes it, unless another lies in its place. The keeper's lock must be held.
    pub fn remove(&self) {
        if fs::symlink_metadata(&self.path).is_ok_and(|meta| (meta.dev(), meta.ino()) == self.id) {
            let _ = fs::remove_file(&self.path);
        }
    }

    /// The same, and it need not be removed at the process's end any more.
    pub fn withdraw(&self) {
        self.remove();
        live().retain(|bound| bound != self);
    }
}

/// Where the socket of the store in `dir` may lie, the best first.
pub(super) fn places(dir: &Path) -> Vec<PathBuf> {
    let within = fs::canonicalize(dir).ok().map(|dir| dir.join("keeper.sock"));
    let fits = |path: &PathBuf| path.as_os_str().len() <= LONGEST;
    let beside = fs::metadata(dir).ok().map(|meta| apart().join(format!("{:x}-{:x}.sock", meta.dev(), meta.ino())));
    within.into_iter().filter(fits).chain(beside).collect()
}

/// The directory for sockets that can't lie in their stores.
fn apart() -> PathBuf {
    PathBuf::from(format!("/tmp/touchbase-{}", own_uid()))
}

fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether a directory is this user's alone, and no link to somewhere.
fn is_private(dir: &Path) -> bool {
    fs::symlink_metadata(dir)
        .is_ok_and(|meta| meta.is_dir() && meta.uid() == own_uid() && meta.permissions().mode() & 0o077 == 0)
}

/// Makes the socket of the store in `dir` and listens there. What an earlier keeper left is removed: the keeper's lock must be
/// held.
pub(super) fn bind(dir: &Path) -> io::Result<(UnixListener, Bound)> {
    let mut why = io::Error::from(io::ErrorKind::NotFound);
    for path in places(dir) {
        match bind_at(&path) {
            Ok(bound) => return Ok(bound),
            Err(error) => why = error,
        }
    }
    Err(why)
}

fn bind_at(path: &Path) -> io::Result<(UnixListener, Bound)> {
    let above = path.parent().unwrap_or(path);
    if above == apart() && !above.exists() {
        DirBuilder::new().mode(0o700).create(above)?;
    }
    if !is_private(above) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_socket()) {
        fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    // Until then the directory keeps others out.
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    listener.set_nonblocking(true)?;
    let meta = fs::symlink_metadata(path)?;
    let bound = Bound { path: path.to_owned(), id: (meta.dev(), meta.ino()) };
    live().push(bound.clone());
    Ok((listener, bound))
}

/// Connects to the keeper of the store in `dir`.
///
/// # Errors
/// `WouldBlock` where it is there and takes nobody in; else there is none.
pub(super) fn connect(dir: &Path) -> io::Result<UnixStream> {
    let mut why = io::Error::from(io::ErrorKind::NotFound);
    for path in places(dir) {
        match connect_at(&path) {
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => why = error,
            connected => return connected,
        }
    }
    Err(why)
}

fn connect_at(path: &Path) -> io::Result<UnixStream> {
    // Two looks before anything is made: mostly there is nothing.
    let meta = fs::symlink_metadata(path)?;
    if !meta.file_type().is_socket() || meta.uid() != own_uid() || !path.parent().is_some_and(is_private) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let stream = socket()?;
    // A keeper that is stopped takes nobody in, and one day nobody more can queue up.
    sockopt::set_socket_timeout(&stream, Timeout::Send, Some(FRAME))?;
    rustix::io::retry_on_intr(|| rustix::net::connect(&stream, &SocketAddrUnix::new(path)?))?;
    if is_own_user(&stream) { Ok(stream) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// One that programs started from here don't inherit.
fn socket() -> io::Result<UnixStream> {
    #[cfg(target_os = "linux")]
    let socket =
        rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, rustix::net::SocketFlags::CLOEXEC, None)?;
    #[cfg(not(target_os = "linux"))]
    let socket = {
        let socket = rustix::net::socket(AddressFamily::UNIX, SocketType::STREAM, None)?;
        rustix::io::fcntl_setfd(&socket, rustix::io::FdFlags::CLOEXEC)?;
        socket
    };
    Ok(UnixStream::from(socket))
}

/// Whether the process at the other end is this user's.
#[cfg(target_os = "linux")]
pub(super) fn is_own_user(stream: &UnixStream) -> bool {
    sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == rustix::process::geteuid())
}

/// Elsewhere the modes of socket and directory alone keep others out.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_own_user(_: &UnixStream) -> bool {
    true
}

#[cfg(test)]
mod tests;
