//! The keeper's socket as bytes, to speak over it what no session would say.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use super::place::wake;

/// So long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn frame(body: &[u8]) -> Vec<u8> {
    [&u32::try_from(body.len()).unwrap().to_le_bytes(), body].concat()
}

pub fn hello(protocol: u64, schema: u64, version: &str) -> Vec<u8> {
    let hello = json!({"protocol": protocol, "schema": schema, "version": version, "pid": std::process::id()});
    frame(hello.to_string().as_bytes())
}

/// The body of the next frame.
pub fn read(mut stream: &UnixStream) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let mut body = vec![0; u32::from_le_bytes(length) as usize];
    stream.read_exact(&mut body)?;
    Ok(body)
}

/// What a keeper has written of itself.
pub fn named(store: &Path) -> Value {
    let text = fs::read(store.join("keeper")).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Where its socket lies.
pub fn socket(store: &Path) -> PathBuf {
    named(store)["socket"].as_str().expect("it has one").into()
}

/// A connection to it over which both have greeted.
pub fn greeted(store: &Path) -> UnixStream {
    let greet = |hello: &[u8]| {
        let mut stream = UnixStream::connect(socket(store)).unwrap();
        stream.write_all(hello).unwrap();
        let theirs: Value = serde_json::from_slice(&read(&stream).unwrap()).unwrap();
        (stream, theirs)
    };
    let (_, theirs) = greet(&hello(0, 0, "0.0.0"));
    let number = |name: &str| theirs[name].as_u64().unwrap();
    greet(&hello(number("protocol"), number("schema"), "0.0.0")).0
}

/// Waits until the other side ends the connection.
#[track_caller]
pub fn is_dropped(mut stream: &UnixStream, what: &str) {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut rest = [0; 4096];
    loop {
        match stream.read(&mut rest) {
            Ok(0) => return,
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return,
            Ok(_) => {}
            Err(error) => panic!("{what} is not dropped: {error}"),
        }
    }
}

/// Somebody who has the keeper's lock and a socket, and says what they are told.
pub struct Pretender {
    pub lock: File,
    pub listener: UnixListener,
    socket: PathBuf,
}

impl Pretender {
    /// Of process 4711 on pts/9.
    pub fn of(store: &Path) -> Self {
        wake(store);
        let lock = File::options().create(true).truncate(true).write(true).open(store.join("keeper")).unwrap();
        lock.lock().unwrap();
        (&lock).write_all(br#"{"pid":4711,"terminal":"/dev/pts/9"}"#).unwrap();
        let socket = store.join("keeper.sock");
        let _ = fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket).unwrap();
        fs::set_permissions(&socket, Permissions::from_mode(0o600)).unwrap();
        Self { lock, listener, socket }
    }

    /// Takes the next one in and greets them so; what they said first is given, too.
    pub fn greets(&self, hello: &[u8]) -> (UnixStream, Value) {
        let (mut stream, _) = self.listener.accept().unwrap();
        let theirs = serde_json::from_slice(&read(&stream).unwrap()).unwrap();
        stream.write_all(hello).unwrap();
        (stream, theirs)
    }

    /// Lets all go, as one does who yields.
    pub fn goes(self) {
        fs::remove_file(&self.socket).unwrap();
        self.lock.unlock().unwrap();
    }
}
