//! Long work of a verb: how far it is, on a terminal's standard error, and an end in order where Ctrl-C is pressed.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::session::Session;
use crate::domain::display::safe;
use crate::explain;
use crate::say;
use crate::store::{GoingOn, Step};
use crate::text::Text;

/// Before this nobody wonders.
const FIRST: Duration = Duration::from_millis(400);
const THEN: Duration = Duration::from_millis(100);

/// A long work under way. While it lives, the first Ctrl-C ends the work and not the program; a second one does.
pub struct Work {
    /// The signal that asked for an end; 0 for none.
    signal: Arc<AtomicUsize>,
    registered: Vec<SigId>,
    line: Option<Arc<Line>>,
}

/// The one line of progress.
struct Line {
    text: Text,
    next: Mutex<Instant>,
    shown: AtomicBool,
}

impl Work {
    pub fn begin(session: &Session) -> Self {
        Self::of(&session.text, session.out.is_json())
    }

    /// The same where no session is open.
    pub fn of(text: &Text, is_json: bool) -> Self {
        let signal = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        let mut registered = Vec::new();
        for name in [SIGINT, SIGTERM, SIGHUP] {
            // In this order: what the first sets, the second one finds. Without them Ctrl-C ends the program at once.
            registered.extend(flag::register_conditional_default(name, again.clone()));
            registered.extend(flag::register(name, again.clone()));
            registered.extend(flag::register_usize(name, signal.clone(), usize::try_from(name).unwrap_or(1)));
        }
        let plain = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let line = (io::stderr().is_terminal() && !plain && !is_json).then(|| {
            let text = Text::new(text.lang());
            Arc::new(Line { text, next: Mutex::new(Instant::now() + FIRST), shown: AtomicBool::new(false) })
        });
        Self { signal, registered, line }
    }

    /// For the store to tell how far it is.
    pub fn going_on(&self) -> GoingOn {
        let (signal, line) = (self.signal.clone(), self.line.clone());
        Arc::new(move |step, count| {
            if let Some(line) = &line {
                line.show(step, count);
            }
            signal.load(Ordering::Relaxed) == 0
        })
    }

    /// The line goes; what comes now stands in its place.
    pub fn clear(&self) {
        if let Some(line) = &self.line
            && line.shown.swap(false, Ordering::Relaxed)
        {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }

    /// Where a signal asked for the end: says so, and ends the program as the signal would have.
    pub fn end_if_asked(&self, session: &Session) {
        self.clear();
        if self.was_asked() {
            session.tell(&say!(session.text, "error-stopped"));
            session.store.close();
            self.end();
        }
    }

    /// Whether a signal asked for the end.
    pub fn was_asked(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Ends the program as the signal would have.
    pub fn end(&self) {
        let signal = self.signal.load(Ordering::Relaxed);
        let _ = low_level::emulate_default_handler(i32::try_from(signal).unwrap_or(SIGINT));
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.clear();
        for id in self.registered.drain(..) {
            low_level::unregister(id);
        }
    }
}

impl Line {
    fn show(&self, step: Step, count: u64) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if Instant::now() < *next {
            return;
        }
        *next = Instant::now() + THEN;
        let said = explain::step(&self.text, step, count);
        self.shown.store(true, Ordering::Relaxed);
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", safe(&said));
    }
}
