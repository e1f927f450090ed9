//! The terminal: raw mode and the alternate screen, entered once and left on every way out.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{Command, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGTSTP;

use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

use super::theme::Theme;

/// Whether the terminal is ours at the moment.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal while the screens have it. Dropping gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
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

/// The theme in colours that the terminal knows: any only where it says so.
pub(super) fn colours(theme: Theme) -> Theme {
    let says =
        |name: &str, all: &[&str]| std::env::var(name).is_ok_and(|value| all.iter().any(|one| value.ends_with(one)));
    let all = says("COLORTERM", &["truecolor", "24bit"]) || says("TERM", &["-direct"]);
    if all { theme } else { theme.in_256_colours() }
}

impl Screen {
    /// Takes the terminal. A panic on this thread gives it back before it is told; one on another thread is only logged.
    pub fn enter() -> io::Result<Self> {
        let own = thread::current().id();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == own {
                leave();
                before(info);
            } else {
                tracing::error!(%info, "a worker panicked");
            }
        }));
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        Ok(Self { terminal: Terminal::new(backend)? })
    }

    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(paint).map(|_| ())
    }

    /// Writes something that is no picture.
    pub fn write(&mut self, command: impl Command) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), command)
    }

    /// Stops, as Ctrl-Z does, after what is to be done `before` it; comes back when the shell brings it to the foreground.
    pub fn suspend(&mut self, before: impl FnOnce()) -> io::Result<()> {
        leave();
        before();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.again()
    }

    /// Takes the terminal again, whatever was done to it, and paints all anew.
    pub fn again(&mut self) -> io::Result<()> {
        disable_raw_mode()?;
        take()?;
        // Not `clear`, which asks the terminal where its cursor is and waits for the answer.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back, once. From any thread; a terminal that is gone is no error.
pub(super) fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = io::stdout().flush();
        let _ = disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    /// Set in the process that is to panic while it has the terminal.
    const INSIDE: &str = "TOUCHBASE_TEST_PANICS";

    /// Runs itself again in a pseudo-terminal, takes the terminal there and panics: first the terminal is given back, then the
    /// panic is told.
    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        if std::env::var_os(INSIDE).is_some() {
            let _screen = Screen::enter().unwrap();
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
        place("\x1b[?25h");
    }
}
