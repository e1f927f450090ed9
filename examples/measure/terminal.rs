//! touchbase in a pseudo-terminal, told when what it shows came over the line.

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Subject;

/// After so long a state is taken for one that never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal of 120 columns and 40 rows.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    pieces: Receiver<(Instant, Vec<u8>)>,
    shown: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// The screens on the store.
    pub fn open(subject: &Subject) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(&subject.program);
        command.env_clear();
        for (name, value) in [("HOME", "/nonexistent"), ("TERM", "xterm-256color"), ("LANG", "en_GB.UTF-8")] {
            command.env(name, value);
        }
        command.env("TOUCHBASE_STORE", &subject.dir);
        command.cwd("/");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keyboard = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let (sender, pieces) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self { child, keyboard, pieces, shown: vt100::Parser::new(40, 120, 0), _master: pair.master }
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Waits until `words` are shown, and says when they came.
    pub fn shows(&mut self, words: &str) -> Instant {
        self.until(words, |screen| screen.contains(words))
    }

    /// Waits until `words` are gone.
    pub fn hides(&mut self, words: &str) -> Instant {
        self.until(words, |screen| !screen.contains(words))
    }

    /// Waits until the screen is such that `holds`.
    pub fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> Instant {
        let mut came = Instant::now();
        while !holds(&self.shown.screen().contents()) {
            let piece = self.pieces.recv_timeout(PATIENCE);
            let screen = || self.shown.screen().contents();
            let (at, bytes) = piece.unwrap_or_else(|_| panic!("waited for {what:?} on\n{}", screen()));
            self.shown.process(&bytes);
            came = at;
        }
        came
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
