//! The keeper's socket: where it lies, who may use it, and one frame after the other over it, each in its time.
//!
//! It lies in the store; where its path is too long for that or no socket can be made there, in a private directory under
//! `/tmp`, named after the store's device and inode. Never does the environment say where: all sessions must find the same.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::net::sockopt::{self, Timeout};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType};

use super::protocol::Gather;

/// A path has room for no more, on the narrowest of the systems (macOS: 104 with the zero behind it).
const LONGEST: usize = 103;
/// So long a frame that has begun may take to come in, or to be taken.
pub(super) const FRAME: Duration = Duration::from_secs(2);

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

/// What comes in over a stream, frame by frame.
pub(super) struct Incoming {
    gather: Gather,
    piece: Vec<u8>,
    /// How long the stream waits at the most, as it was told last.
    waits: Option<Duration>,
}

/// So much is read at once.
const PIECE: usize = 64 << 10;

impl Incoming {
    /// `limit`: no frame may be longer.
    pub fn new(limit: usize) -> Self {
        Self { gather: Gather::new(limit), piece: vec![0; PIECE], waits: None }
    }

    /// The body of the next frame, for whose first byte is waited so long.
    ///
    /// # Errors
    /// `TimedOut` where it doesn't come in time, `UnexpectedEof` where the other side has gone, `InvalidData` where it is too
    /// long.
    pub fn next(&mut self, mut stream: &UnixStream, wait: Duration) -> io::Result<Vec<u8>> {
        let mut begun = self.gather.is_within().then(Instant::now);
        loop {
            match self.gather.frame() {
                Ok(Some(body)) => return Ok(body),
                Ok(None) => {}
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
            let left = match begun {
                None => wait,
                Some(begun) => FRAME.checked_sub(begun.elapsed()).ok_or(io::ErrorKind::TimedOut)?,
            };
            self.wait(stream, left)?;
            match stream.read(&mut self.piece) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    begun.get_or_insert_with(Instant::now);
                    self.gather.take(&self.piece[..read]);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Err(io::ErrorKind::TimedOut.into()),
                Err(error) => return Err(error),
            }
        }
    }

    fn wait(&mut self, stream: &UnixStream, wait: Duration) -> io::Result<()> {
        let wait = wait.max(Duration::from_millis(1));
        if self.waits != Some(wait) {
            stream.set_read_timeout(Some(wait))?;
            self.waits = Some(wait);
        }
        Ok(())
    }
}

/// Sends whole frames; the stream must have its time for writing.
pub(super) fn send(mut stream: &UnixStream, mut bytes: &[u8]) -> io::Result<()> {
    let begun = Instant::now();
    while !bytes.is_empty() {
        if begun.elapsed() > FRAME {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(name: &str) -> (tempfile::TempDir, PathBuf) {
        let above = tempfile::tempdir().unwrap();
        let dir = above.path().join(name);
        DirBuilder::new().mode(0o700).recursive(true).create(&dir).unwrap();
        (above, dir)
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn it_lies_in_the_store_or_where_that_is_too_long_apart() {
        let check = |name: &str, within: bool| {
            let (_above, dir) = store(name);
            let (listener, bound) = bind(&dir).unwrap();
            assert_eq!(bound.path.starts_with(&dir), within, "{}", bound.path.display());
            assert_eq!((mode(&bound.path), mode(bound.path.parent().unwrap())), (0o600, 0o700));
            connect(&dir).unwrap();
            drop(listener);
            assert!(bound.path.exists() && connect(&dir).is_err(), "nobody listens");
            let (_listener, again) = bind(&dir).unwrap();
            connect(&dir).unwrap();
            again.withdraw();
            assert!(!again.path.exists() && !live().contains(&again));
        };
        check("store", true);
        check(&"long/".repeat(30), false);
    }

    #[test]
    fn anothers_socket_is_neither_removed_nor_used() {
        let (_above, dir) = store("store");
        let (_listener, bound) = bind(&dir).unwrap();
        let gone = Bound { id: (0, 0), ..bound.clone() };
        gone.remove();
        assert!(bound.path.exists(), "another lies there");
        // What isn't private isn't trusted.
        fs::set_permissions(&dir, Permissions::from_mode(0o755)).unwrap();
        assert_eq!(connect_at(&bound.path).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        bound.withdraw();
        fs::set_permissions(&dir, Permissions::from_mode(0o700)).unwrap();
        fs::write(&bound.path, "").unwrap();
        assert!(bind_at(&bound.path).is_err() && bound.path.exists(), "a file isn't removed");
    }

    #[test]
    fn who_takes_nobody_in_is_there() {
        let (_above, dir) = store("store");
        let path = dir.join("keeper.sock");
        let listener = socket().unwrap();
        rustix::net::bind(&listener, &SocketAddrUnix::new(&path).unwrap()).unwrap();
        rustix::net::listen(&listener, 0).unwrap();
        let _first = connect_at(&path).unwrap();
        assert_eq!(connect(&dir).unwrap_err().kind(), io::ErrorKind::WouldBlock, "it is full");
    }
}
