//! touchbase in a pseudo-terminal, told when what it shows came over the line.

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Subject;
use crate::subject::environment;

/// After so long a state is taken for one that never comes.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// When nothing came for so long, all is there that a key leads to.
const QUIET: Duration = Duration::from_millis(90);
/// The same after the start, when files are read that the first frame didn't need.
const STARTED: Duration = Duration::from_millis(400);
/// Where a large frame begins and ends (synchronized output, mode 2026); a small one comes in one piece.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

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
        Self::run(CommandBuilder::new(&subject.program), subject)
    }

    /// Another program there.
    pub fn run(mut command: CommandBuilder, subject: &Subject) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env_clear();
        for (name, value) in environment(&subject.dir) {
            command.env(name, value);
        }
        command.cwd("/");
        let mut output = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, pieces) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        Self { child, keyboard, pieces, shown: vt100::Parser::new(ROWS, COLUMNS, 0), _master: pair.master }
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

    /// Waits until the alternate screen is such that `holds`.
    pub fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> Instant {
        let mut came = Instant::now();
        while !(self.shown.screen().alternate_screen() && holds(&self.shown.screen().contents())) {
            match self.next(PATIENCE) {
                Some((at, _)) => came = at,
                None => panic!("waited for {what:?} on\n{}", self.shown.screen().contents()),
            }
        }
        came
    }

    /// How long a key takes until a whole frame that it led to is there, and nothing comes any more; `None` where no frame comes.
    pub fn key(&mut self, keys: &str) -> Option<Duration> {
        let began = Instant::now();
        self.press(keys);
        let (mut came, mut frame) = self.next(Duration::from_secs(2))?;
        // Pieces end anywhere, also within what says that the frame ends.
        while count(&frame, BEGIN) > count(&frame, END) {
            let (at, piece) = self.next(PATIENCE)?;
            came = at;
            frame.extend(piece);
        }
        self.settle();
        Some(came - began)
    }

    /// Waits until nothing comes any more.
    pub fn settle(&mut self) {
        while self.next(QUIET).is_some() {}
    }

    /// Waits for the agenda with its counts, its rows and what stands beside them. Says when all of it stood there for the first time
    /// as it stays: but for the last lines, where toasts come and go.
    pub fn full(&mut self) -> Instant {
        let mut came = self.until("the agenda", is_agenda);
        let body = |shown: &vt100::Parser| shown.screen().contents_between(0, 0, ROWS - 3, COLUMNS);
        let mut stood = body(&self.shown);
        while let Some((at, _)) = self.next(STARTED) {
            let now = body(&self.shown);
            if now != stood {
                (came, stood) = (at, now);
            }
        }
        came
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The next piece that comes within `patience`.
    fn next(&mut self, patience: Duration) -> Option<(Instant, Vec<u8>)> {
        match self.pieces.recv_timeout(patience) {
            Ok((at, piece)) => {
                self.shown.process(&piece);
                Some((at, piece))
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the agenda stands there: its counts in the header, and a row that is selected.
fn is_agenda(screen: &str) -> bool {
    let header = screen.lines().next().unwrap_or_default();
    let counts = header.split_once(" due").is_some_and(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()));
    counts && screen.contains('▌')
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what).count()
}
