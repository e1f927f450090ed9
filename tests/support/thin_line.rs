//! What the screens cost on the line: touchbase in a pseudo-terminal, every byte counted that it sends for a key, and every
//! system call of a rest. `examples/measure` prints it:
//!
//! ```ignore
//! #[path = "../tests/support/thin_line.rs"]
//! mod thin_line;
//! for figure in thin_line::figures(Path::new("target/release/touchbase"), &store) { … }
//! ```

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A frame is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(150);
/// A frame is in one piece or a few that come at once; what follows it when the keys rest comes later.
const FRAME: Duration = Duration::from_millis(15);
/// After so long nothing comes at all.
const PATIENCE: Duration = Duration::from_secs(30);
/// The rest in which system calls and bytes are counted.
const REST: Duration = Duration::from_secs(10);

/// A figure, what it is meant to be at most, and what it is.
pub struct Figure {
    pub name: String,
    pub target: Option<u64>,
    pub measured: u64,
}

/// A session on a terminal that is told what comes over the line.
pub struct Line {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    pieces: Receiver<Vec<u8>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Line {
    pub fn open(program: &Path, store: &Path, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program.canonicalize().unwrap());
        command.env_clear();
        for (name, value) in [("HOME", "/nonexistent"), ("TERM", "xterm-256color"), ("LANG", "en_GB.UTF-8")] {
            command.env(name, value);
        }
        command.env("TOUCHBASE_STORE", store.canonicalize().unwrap());
        command.cwd("/");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keyboard = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let (sender, pieces) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, keyboard, pieces, _master: pair.master }
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// The bytes of the first frame, however long that takes.
    pub fn first(&mut self) -> u64 {
        let first = self.pieces.recv_timeout(PATIENCE).unwrap();
        (first.len() + self.settled().len()) as u64
    }

    /// What comes until nothing comes for a while.
    pub fn settled(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        while let Ok(piece) = self.pieces.recv_timeout(QUIET) {
            all.extend(piece);
        }
        all
    }

    /// How many bytes come for these keys.
    pub fn cost(&mut self, keys: &str) -> u64 {
        self.press(keys);
        self.settled().len() as u64
    }

    /// What comes in a rest, in bytes.
    pub fn rest(&mut self) -> u64 {
        match self.pieces.recv_timeout(REST) {
            Ok(piece) => piece.len() as u64,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => 0,
        }
    }

    /// How many system calls it makes in a rest; `None` where they can't be counted.
    pub fn calls(&mut self) -> Option<u64> {
        let seconds = REST.as_secs().to_string();
        let pid = self.child.process_id()?.to_string();
        let counted = Command::new("timeout")
            .args(["--signal=INT", &seconds, "strace", "-f", "-qq", "-e", "signal=none", "-p", &pid])
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let calls = String::from_utf8_lossy(&counted.stderr).into_owned();
        if calls.contains("ptrace") || counted.status.code() == Some(127) {
            return None;
        }
        // What was under way before, and still is, is none of the rest's.
        let made = calls.lines().filter(|line| {
            line.contains('(') && !line.ends_with("<unfinished ...>") && !line.contains("restart_syscall")
        });
        Some(made.count() as u64)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Each kind of key, on a store with some contacts. Waits for every frame: for this, and for the rests, it takes a minute.
pub fn figures(program: &Path, store: &Path) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (columns, rows, move_target) in [(80, 24, 280), (200, 50, 500)] {
        let mut say = |what: &str, target, measured| {
            let name = format!("bytes to the terminal, {columns}x{rows}: {what}");
            figures.push(Figure { name, target, measured });
        };
        let mut line = Line::open(program, store, columns, rows);
        say("the first frame", None, line.first());
        for (keys, what) in KEYS {
            let Some(list) = what.strip_prefix(MOVE) else {
                say(what, None, line.cost(keys));
                continue;
            };
            // What stands beside the list follows when the keys rest.
            say(what, Some(move_target), line.one_frame(keys));
            say(&format!("… what stands beside it then{list}"), None, line.settled().len() as u64);
        }
        for (list, name) in [("1", "agenda"), ("2", "contacts"), ("3", "companies")] {
            line.cost(list);
            line.cost("gg");
            let rows = if list == "2" { 1_000 } else { 40 };
            let held: u64 = (0..rows).map(|_| line.one_frame("j")).sum();
            say(&format!("holding `j` through the {name}, a row"), Some(1_000), held / rows);
            line.settled();
        }
        say("in 10 idle seconds", Some(0), line.rest());
    }
    for (keys, target, what) in [("", 5, "without the archive"), ("\r", 90, "as keeper")] {
        let mut line = Line::open(program, store, 80, 24);
        line.first();
        line.cost("2");
        line.cost(keys);
        // What an opened archive has to catch up with is done by then.
        line.rest();
        if let Some(calls) = line.calls() {
            figures.push(Figure {
                name: format!("system calls in 10 idle seconds, {what}"),
                target: Some(target),
                measured: calls,
            });
        }
    }
    figures
}

const MOVE: &str = "a selection move";

/// Keys one after the other, and what they are.
const KEYS: &[(&str, &str)] = &[
    ("j", "a selection move on the agenda"),
    ("k", "… back"),
    ("\x06", "a page"),
    ("\t", "Tab"),
    ("2", "to the contacts"),
    ("j", "a selection move on the contacts"),
    ("\x06", "a page there"),
    ("\r", "opening a contact"),
    ("J", "the next contact"),
    ("j", "`j` in its timeline"),
    ("q", "back"),
    ("/", "the filter opens"),
    ("m", "… a first key in it"),
    ("u", "… the next"),
    ("\x1b", "… it goes"),
    ("\x1b", "… and is empty"),
    ("3", "to the companies"),
    ("j", "a selection move on the companies"),
    ("4", "to the feedback"),
    ("1", "to the agenda"),
    ("c", "the log line opens"),
    ("a", "… a letter in it"),
    ("b", "… the next"),
    ("\x1b", "… it goes, with a toast"),
    ("?", "the help"),
    ("\x1b", "… it goes"),
];

impl Line {
    /// The bytes of the frame that a key makes: as they come to whom holds it down.
    fn one_frame(&mut self, key: &str) -> u64 {
        self.press(key);
        let mut bytes = self.pieces.recv_timeout(QUIET).map_or(0, |piece| piece.len());
        while let Ok(piece) = self.pieces.recv_timeout(FRAME) {
            bytes += piece.len();
        }
        bytes as u64
    }
}
