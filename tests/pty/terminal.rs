//! A real pseudo-terminal with touchbase in it: keys in, screen out. Waits for a state of the screen, never for a time.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// After this long a state is taken for one that never comes.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal shows, and whether the program's end of it is closed.
struct Shown {
    parser: vt100::Parser,
    closed: bool,
    rung: bool,
    /// How many pieces of output came.
    outputs: usize,
    /// How often the program asked for the background, and the end of what it wrote.
    questions: usize,
    written: Vec<u8>,
}

/// What a terminal is asked that is to tell its background.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

impl Shown {
    /// Counts the questions, also where they come in pieces.
    fn hear(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        while let Some(at) = self.written.windows(QUESTION.len()).position(|bytes| bytes == QUESTION) {
            self.questions += 1;
            self.written.drain(..at + QUESTION.len());
        }
        let behind = self.written.len().saturating_sub(QUESTION.len());
        self.written.drain(..behind);
    }
}

/// A terminal of so many columns and rows with touchbase running in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

impl Terminal {
    /// Starts touchbase on the store in `home`, whose environment is nothing but what is given here.
    pub fn start(home: &Path, columns: u16, rows: u16, args: &[&str]) -> Self {
        Self::run(home, columns, rows, &[&[env!("CARGO_BIN_EXE_touchbase")], args].concat())
    }

    /// Starts any program in the same way: a shell, say, to start touchbase from.
    pub fn run(home: &Path, columns: u16, rows: u16, program: &[&str]) -> Self {
        Self::run_in(home, columns, rows, program, |_, _| {})
    }

    /// The same in a terminal that is prepared before, by its keyboard and its device.
    pub fn run_in(
        home: &Path,
        columns: u16,
        rows: u16,
        program: &[&str],
        prepare: impl FnOnce(&mut dyn Write, &File),
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program[0]);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_GB.UTF-8");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TMPDIR", home);
        command.env("TOUCHBASE_STORE", home.join("store"));
        command.cwd(home);
        command.args(&program[1..]);
        let mut keyboard = pair.master.take_writer().expect("a writer");
        prepare(&mut keyboard, &device(pair.master.as_ref()));
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let parser = vt100::Parser::new(rows, columns, 0);
        let shown = Arc::new((
            Mutex::new(Shown { parser, closed: false, rung: false, outputs: 0, questions: 0, written: Vec::new() }),
            Condvar::new(),
        ));
        let screen = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut shown = screen.0.lock().unwrap_or_else(PoisonError::into_inner);
                shown.parser.process(&buffer[..read]);
                shown.hear(&buffer[..read]);
                shown.closed |= read == 0;
                shown.rung |= buffer[..read].contains(&b'\x07');
                shown.outputs += 1;
                screen.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Self { child, master: pair.master, keyboard, shown }
    }

    /// Types `keys`: text as it is, and `<enter> <esc> <tab> <ctrl-r> <up> <down> <right> <backspace>` for the keys of that name.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut bytes = Vec::new();
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            match named.and_then(|(name, behind)| Some((key(name)?, behind))) {
                Some((key, behind)) => {
                    bytes.extend(key);
                    rest = behind;
                }
                None => {
                    bytes.extend(c.to_string().into_bytes());
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        self.keyboard.write_all(&bytes).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
        self
    }

    /// Sends bytes as a line cuts them, each piece by itself.
    pub fn pieces<'a>(&mut self, pieces: impl IntoIterator<Item = &'a [u8]>) -> &mut Self {
        for piece in pieces {
            self.keyboard.write_all(piece).expect("the terminal takes keys");
            self.keyboard.flush().expect("the terminal takes keys");
        }
        self
    }

    /// The device that the program has for a terminal.
    pub fn device(&self) -> File {
        device(self.master.as_ref())
    }

    /// The program's process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits until the screen shows `text`.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?} to be shown"), |screen| screen.contains(text))
    }

    /// Waits until the screen shows `text` no more.
    pub fn hides(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?} to go"), |screen| !screen.contains(text))
    }

    /// Waits until the screen is such that `holds`.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            let screen = shown.parser.screen().contents();
            if holds(&screen) {
                break;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!shown.closed, "waited for {what}, but the program ended and left:\n{screen}");
            assert!(!left.is_zero(), "waited for {what} in vain; the screen:\n{screen}");
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self
    }

    /// Waits until the program is told of the mouse, or isn't any more.
    pub fn listens(&mut self, listens: bool) -> &mut Self {
        use vt100::{MouseProtocolEncoding as Encoding, MouseProtocolMode as Mode};
        let wanted = if listens { (Mode::ButtonMotion, Encoding::Sgr) } else { (Mode::None, Encoding::Default) };
        let shown = Arc::clone(&self.shown);
        self.until("the mouse to be told of, or not", || {
            let shown = shown.0.lock().unwrap();
            let screen = shown.parser.screen();
            (screen.mouse_protocol_mode(), screen.mouse_protocol_encoding()) == wanted
        })
    }

    /// Tells the program that the mouse did something with `button` (xterm's number) at the first cell in which `text` stands, all
    /// before it one column wide.
    pub fn mouse(&mut self, button: u8, text: &str, times: usize) -> &mut Self {
        self.shows(text);
        let screen = self.screen();
        let (y, row) = screen.lines().enumerate().find(|(_, row)| row.contains(text)).expect("it is shown");
        let x = row.split(text).next().map_or(0, |before| before.chars().count());
        let (x, y) = (x + 1, y + 1);
        let down = format!("\x1b[<{button};{x};{y}M");
        let up = if button < 64 { format!("\x1b[<{button};{x};{y}m") } else { String::new() };
        self.pieces([(down + &up).repeat(times).as_bytes()])
    }

    /// Waits until the bell has rung.
    pub fn rings(&mut self) -> &mut Self {
        let rung = Arc::clone(&self.shown);
        self.until("the bell to ring", || rung.0.lock().unwrap().rung)
    }

    /// Waits until the program has asked for the background.
    pub fn is_asked(&mut self) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        while shown.questions == 0 {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !shown.closed, "it asks for the background");
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self
    }

    /// How often it asked so far.
    pub fn questions(&self) -> usize {
        self.shown.0.lock().unwrap().questions
    }

    /// The colours of the first letter of `text`: of the letter, and behind it.
    pub fn colours_of(&self, text: &str) -> (vt100::Color, vt100::Color) {
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.parser.screen();
        let (rows, columns) = screen.size();
        let row =
            |row: u16| (0..columns).map(move |column| screen.cell(row, column).map_or("", |cell| cell.contents()));
        for y in 0..rows {
            let cells: Vec<&str> = row(y).collect();
            let found = (0..cells.len()).find(|at| cells[*at..].concat().starts_with(text));
            if let Some(cell) = found.and_then(|at| screen.cell(y, at as u16)) {
                return (cell.fgcolor(), cell.bgcolor());
            }
        }
        panic!("{text:?} isn't on the screen:\n{}", screen.contents());
    }

    /// Waits until the colours are such.
    pub fn until_coloured(&mut self, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < until, "waited for colours in vain; the screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.shown.0.lock().unwrap().parser.screen().contents()
    }

    /// How many pieces of output came so far.
    pub fn outputs(&self) -> usize {
        self.shown.0.lock().unwrap().outputs
    }

    /// The rows in which `text` stands.
    pub fn rows_with(&self, text: &str) -> Vec<String> {
        self.screen().lines().filter(|row| row.contains(text)).map(str::to_owned).collect()
    }

    /// Makes the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.shown.0.lock().unwrap().parser.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal changes its size");
        self
    }

    /// Sends the program a signal such as `HUP`.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.pid().to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &pid]).status().expect("kill is there");
        assert!(sent.success(), "{name} could not be sent");
        self
    }

    /// Waits until something outside the screen is such that `holds`.
    pub fn until(&mut self, what: &str, holds: impl Fn() -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < until, "waited for {what} in vain; the screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits until the program is gone, however it left the terminal.
    pub fn dies(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("an exit status") {
                return status;
            }
            assert!(Instant::now() < until, "waited for the end in vain; the screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the program's end, checks that it left the terminal as it found it, and gives its exit status.
    pub fn ends(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        let mut shown = self.shown.0.lock().unwrap();
        while !shown.closed {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for the end in vain; the screen:\n{}", shown.parser.screen().contents());
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.bracketed_paste(), "bracketed paste is off again");
        assert!(!screen.hide_cursor(), "the cursor is shown again");
        drop(shown);
        self.child.wait().expect("an exit status")
    }
}

fn device(master: &dyn MasterPty) -> File {
    let name = master.tty_name().expect("it has a name");
    File::options().read(true).write(true).open(name).expect("it can be opened")
}

fn key(name: &str) -> Option<Vec<u8>> {
    Some(match name {
        "enter" => b"\r".to_vec(),
        "esc" => b"\x1b".to_vec(),
        "tab" => b"\t".to_vec(),
        "backspace" => b"\x7f".to_vec(),
        "up" => b"\x1b[A".to_vec(),
        "down" => b"\x1b[B".to_vec(),
        "right" => b"\x1b[C".to_vec(),
        _ => match name.strip_prefix("ctrl-")?.as_bytes() {
            [letter @ b'a'..=b'z'] => vec![letter - b'a' + 1],
            _ => return None,
        },
    })
}
