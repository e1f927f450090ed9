//! The terminal: raw mode and the alternate screen, entered once and left on every way out.
//!
//! Owns how it is taken and given back. What a frame costs is `pen`'s, how bytes get out is `line`'s. One thing is asked of
//! it, by `background`, and waited for before it is given back, so that no answer lands in the shell.

pub mod background;
mod line;
mod look;
pub mod pen;

use std::io::{self, IsTerminal};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{self, OptionalActions, QueueSelector, Termios};

use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

use super::ending::Ending;
use super::inbox::Sender;
use super::theme::Depth;
pub(super) use line::Line;
use pen::Pen;

/// The alternate screen, empty, and pastes told from what is typed (xterm's modes 1049 and 2004).
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[m\x1b[2J";
/// The mouse is told of, its buttons, wheel and dragging, in decimal numbers (modes 1000, 1002 and 1006), or isn't any more.
const LISTEN: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const DEAFEN: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const LEAVE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[m\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// A frame of more bytes is shown by the terminal as one, where it knows how (mode 2026).
const LARGE: usize = 1024;
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A panic waits so long for a terminal that takes no bytes.
const PATIENCE: Duration = Duration::from_secs(1);

/// The terminal as it was, while it is ours.
static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

struct Taken {
    before: Termios,
    line: Line,
}

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal while the screens have it. Dropping gives it back.
pub(super) struct Screen {
    terminal: Terminal<Pen>,
    line: Line,
    /// Whether the terminal may know how to show a frame as one.
    synchronizes: bool,
    /// Whether it tells of the mouse.
    listens: bool,
}

/// Why the screens can't be shown here, if they can't.
pub(super) fn check(text: &Text) -> Result<(), Error> {
    let refused = |what: String| Err(Error::new(ErrorKind::Usage, what).hint(say!(text, "hint-verbs")));
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return refused(say!(text, "error-no-terminal"));
    }
    match std::env::var("TERM") {
        Ok(term) if term == "dumb" => refused(say!(text, "error-dumb-terminal")),
        _ => Ok(()),
    }
}

/// How many colours the terminal knows.
pub(super) fn depth() -> Depth {
    let variable = |name| std::env::var(name).unwrap_or_default();
    depth_of(&variable("TERM"), &variable("COLORTERM"))
}

/// All only where it says so; 16 where it is one that is known for it, or says no more than what it descends from.
fn depth_of(term: &str, colorterm: &str) -> Depth {
    let old = ["linux", "ansi", "vt", "cons", "cygwin", "sun", "Eterm"];
    let bare = ["xterm", "xterm-color", "xterm-16color", "screen", "tmux", "rxvt", "rxvt-unicode", "putty", ""];
    match term {
        _ if ["truecolor", "24bit"].contains(&colorterm) || term.ends_with("-direct") => Depth::Any,
        _ if term.ends_with("256color") => Depth::Of256,
        _ if bare.contains(&term) || old.iter().any(|name| term.starts_with(name)) => Depth::Of16,
        _ => Depth::Of256,
    }
}

/// Whether the terminal may know mode 2026. Those that don't pass over it, but some are known not to.
fn synchronizes(term: &str, program: &str) -> bool {
    let never = ["linux", "screen", "rxvt", "vt", "ansi", "cygwin", "sun", "Eterm"];
    !never.iter().any(|name| term.starts_with(name)) && program != "Apple_Terminal"
}

impl Screen {
    /// Takes the terminal. A panic on this thread gives it back before it is told; one on another thread is only logged.
    pub fn enter(inbox: Sender, ending: &Arc<Ending>) -> io::Result<Self> {
        let own = thread::current().id();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == own {
                leave(Some(PATIENCE));
                before(info);
            } else {
                tracing::error!(%info, "a worker panicked");
            }
        }));
        let variable = |name| std::env::var(name).unwrap_or_default();
        let line = Line::open(inbox, ending)?;
        let synchronizes = synchronizes(&variable("TERM"), &variable("TERM_PROGRAM"));
        let screen = Self { terminal: Terminal::new(Pen::new(size))?, line, synchronizes, listens: false };
        screen.take()?;
        Ok(screen)
    }

    /// Whether it is worth drawing: it is ours, and the line has taken what was drawn last. Else the inbox is told.
    pub fn is_free(&self) -> bool {
        taken().is_some() && self.line.is_free()
    }

    /// Paints over what is shown.
    pub fn draw(&mut self, paint: impl FnOnce(&Buffer, &mut Frame)) -> io::Result<()> {
        let shown = self.terminal.backend().shown();
        self.terminal.draw(|frame| paint(&shown.borrow(), frame))?;
        let frame = self.terminal.backend_mut().take();
        if !frame.is_empty() {
            let is_one = self.synchronizes && frame.len() > LARGE;
            self.line.send(if is_one { [BEGIN, &frame, END].concat() } else { frame });
        }
        Ok(())
    }

    /// The way for what is no picture: it goes out between two frames.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Asks it for its background.
    pub fn ask_background(&self) {
        self.line.send(background::QUESTION.into());
    }

    /// Whether it is to tell of the mouse from now on.
    pub fn listen(&mut self, listens: bool) {
        if std::mem::replace(&mut self.listens, listens) != listens {
            self.line.send(if listens { LISTEN } else { DEAFEN }.into());
        }
    }

    /// Gives it back for a while.
    pub fn leave(&self) {
        leave(None);
    }

    /// Takes the terminal again, whatever was done to it, and paints all anew.
    pub fn again(&mut self) -> io::Result<()> {
        self.take()?;
        self.terminal.backend_mut().forget();
        // Not `clear`, which asks the terminal where its cursor is and waits for the answer.
        self.terminal.resize(size().into())
    }

    fn take(&self) -> io::Result<()> {
        let mut taken = taken();
        let now = termios::tcgetattr(stdin())?;
        let before = match taken.take() {
            // Stopped by force, it was never given back.
            Some(Taken { before, .. }) => before,
            None => now.clone(),
        };
        *taken = Some(Taken { before, line: self.line.clone() });
        let mut raw = now;
        raw.make_raw();
        termios::tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        let enter = if self.listens { format!("{ENTER}{LISTEN}") } else { ENTER.to_owned() };
        self.line.send(enter.into());
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave(None);
    }
}

/// How large it is now. One that doesn't say, or is gone, is taken for the usual.
fn size() -> Size {
    match termios::tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => Size { width: 80, height: 24 },
    }
}

/// Gives the terminal back, once, and throws away what was typed for us. From any thread. Its modes at once, whatever the line
/// does; that line may take so long for the rest, or as long as it wants.
pub(super) fn leave(patience: Option<Duration>) {
    let Some(Taken { before, line }) = taken().take() else { return };
    if !is_ours() {
        return;
    }
    // A terminal that is gone is no error. What it has yet to show isn't waited for, and so not `Drain` or `Flush`.
    let _ = termios::tcsetattr(stdin(), OptionalActions::Now, &before);
    let (written, wait) = mpsc::channel::<()>();
    line.send_then(LEAVE.into(), move || drop(written));
    let _ = match patience {
        Some(patience) => wait.recv_timeout(patience).is_ok(),
        None => wait.recv().is_ok(),
    };
    let _: Result<(), _> = termios::tcflush(stdin(), QueueSelector::IFlush);
}

/// Whether we may touch it: in the background it is the shell's, and touching it would stop us.
fn is_ours() -> bool {
    termios::tcgetpgrp(stdin()).map_or(true, |foreground| foreground == rustix::process::getpgrp())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;
    use crate::tui::inbox::Inbox;

    /// Set in the process that is to panic while it has the terminal.
    const INSIDE: &str = "TOUCHBASE_TEST_PANICS";

    #[test]
    fn some_terminals_are_known_not_to_show_a_frame_as_one() {
        for (term, program, expected) in [
            ("xterm-256color", "", true),
            ("foot", "", true),
            ("tmux-256color", "tmux", true),
            ("xterm-256color", "Apple_Terminal", false),
            ("linux", "", false),
            ("screen.xterm-256color", "", false),
            ("rxvt-unicode-256color", "", false),
        ] {
            assert_eq!(synchronizes(term, program), expected, "{term} {program}");
        }
    }

    #[test]
    fn a_terminal_knows_the_colours_that_it_says() {
        for (term, colorterm, expected) in [
            ("xterm-256color", "truecolor", Depth::Any),
            ("xterm", "24bit", Depth::Any),
            ("xterm-direct", "", Depth::Any),
            ("tmux-256color", "", Depth::Of256),
            ("foot", "", Depth::Of256),
            ("linux", "", Depth::Of16),
            ("xterm", "", Depth::Of16),
            ("vt220", "", Depth::Of16),
            ("screen", "", Depth::Of16),
            ("screen-256color", "", Depth::Of256),
            ("", "", Depth::Of16),
        ] {
            assert_eq!(depth_of(term, colorterm), expected, "{term} {colorterm}");
        }
    }

    /// Runs itself again in a pseudo-terminal, takes the terminal there and panics: first the terminal is given back, then the
    /// panic is told.
    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        if std::env::var_os(INSIDE).is_some() {
            let _screen = Screen::enter(Inbox::new().sender(), &Arc::default()).unwrap();
            panic!("as it was meant to");
        }
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "--nocapture",
            "tui::terminal::tests::a_panic_gives_the_terminal_back_before_it_is_told",
        ]);
        command.env(INSIDE, "1");
        command.env("TERM", "xterm-256color");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut output = Vec::new();
        // On Linux the end of a pseudo-terminal is told as an error.
        let _ = pair.master.try_clone_reader().unwrap().read_to_end(&mut output);
        assert!(!child.wait().unwrap().success(), "it was to panic");
        let shown = String::from_utf8_lossy(&output);
        let place = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what:?} is missing in {shown:?}"));
        let (entered, left, told) = (place("\x1b[?1049h"), place("\x1b[?1049l"), place("as it was meant to"));
        assert!(entered < left && left < told, "the order is wrong: {shown:?}");
        place("\x1b[?2004l");
        place(DEAFEN);
        place("\x1b[?25h");
    }
}
