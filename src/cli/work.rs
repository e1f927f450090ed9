//! Long work of a verb: how far it is, on a terminal's standard error, and an end in order where Ctrl-C is pressed.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level;

use super::session::Session;
use crate::domain::display::safe;
use crate::explain;
use crate::say;
use crate::store::{GoingOn, Step, Store};
use crate::text::{Lang, Text};

/// Before this nobody wonders.
const FIRST: Duration = Duration::from_millis(400);
const THEN: Duration = Duration::from_millis(100);
/// So long a signal waits for the work to end in order. All of it may be broken off anywhere; only less is left over in order.
const PATIENCE: Duration = Duration::from_secs(1);

/// A long work under way. While it lives, Ctrl-C ends the work, and the program only where that takes too long.
pub struct Work {
    /// The signal that asked for an end; 0 for none.
    signal: Arc<AtomicUsize>,
    /// What listens to signals, and that nobody needs it any more.
    listening: Option<Handle>,
    over: Arc<AtomicBool>,
    /// What is said at an end while somebody is asked: then nothing is under way that could end in order.
    asks: Arc<Mutex<Option<String>>>,
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
        let (signal, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let line = has_line(is_json).then(|| Arc::new(Line::of(text.lang())));
        // Where signals can't be listened to, they end the program at once.
        let asks: Arc<Mutex<Option<String>>> = Arc::default();
        let listening = listen(&signal, &over, &asks, line.clone()).ok();
        Self { signal, listening, over, asks, line }
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
        if let Some(line) = &self.line {
            line.clear();
        }
    }

    /// Asks somebody in the midst of the work; a signal then ends the program at once, with these words.
    pub fn asking<T>(&self, words: String, ask: impl FnOnce() -> T) -> T {
        self.clear();
        *self.asks.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
        let answer = ask();
        *self.asks.lock().unwrap_or_else(PoisonError::into_inner) = None;
        answer
    }

    /// Where a signal asked for the end: says so, and ends the program as the signal would have.
    pub fn end_if_asked(&self, session: &Session) {
        self.clear();
        if self.was_asked() {
            session.tell(&say!(session.text, "error-stopped"));
            // Not closed: nothing more is to be done now, and the journal has it all.
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
        Store::leave();
        let _ = low_level::emulate_default_handler(i32::try_from(signal).unwrap_or(SIGINT));
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.clear();
        self.over.store(true, Ordering::Relaxed);
        if let Some(listening) = &self.listening {
            listening.close();
        }
    }
}

/// Notes the first signal that asks for an end, and ends the program as that would where the work doesn't end by itself.
fn listen(
    signal: &Arc<AtomicUsize>,
    over: &Arc<AtomicBool>,
    asks: &Arc<Mutex<Option<String>>>,
    line: Option<Arc<Line>>,
) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let handle = signals.handle();
    let (signal, over, asks) = (signal.clone(), over.clone(), asks.clone());
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for number in signals.forever() {
            signal.store(usize::try_from(number).unwrap_or(1), Ordering::Relaxed);
            let asks = asks.lock().unwrap_or_else(PoisonError::into_inner).take();
            match asks {
                Some(words) => _ = writeln!(io::stderr(), "\n{}", safe(&words)),
                None => thread::sleep(PATIENCE),
            }
            if over.load(Ordering::Relaxed) {
                return;
            }
            if let Some(line) = &line {
                line.clear();
            }
            Store::leave();
            let _ = low_level::emulate_default_handler(number);
        }
    })?;
    Ok(handle)
}

/// Lets a signal end the program at once, and what that has laid down outside its store go before: for verbs that are no long
/// work.
pub fn end_in_order() {
    // Where signals can't be listened to, what is left is cleared away later.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let listen = move || {
        if let Some(signal) = signals.forever().next() {
            Store::leave();
            let _ = low_level::emulate_default_handler(signal);
        }
    };
    let _ = thread::Builder::new().name("signals".to_owned()).spawn(listen);
}

/// Whether somebody sits there who wants to know how far it is.
fn has_line(is_json: bool) -> bool {
    let plain = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !plain && !is_json
}

/// For verbs that are no long work: says how far the archive is where it must be brought up first, and that takes long.
pub fn tell_bringing_up(store: &Store, text: &Text, is_json: bool) {
    if has_line(is_json) {
        let (lang, line) = (text.lang(), OnceLock::new());
        store.tell_bringing_up(move |count| match count {
            Some(count) => line.get_or_init(|| Line::of(lang)).show(Step::Following, count),
            None => line.get().into_iter().for_each(Line::clear),
        });
    }
}

impl Line {
    fn of(lang: Lang) -> Self {
        Self { text: Text::new(lang), next: Mutex::new(Instant::now() + FIRST), shown: AtomicBool::new(false) }
    }

    fn clear(&self) {
        if self.shown.swap(false, Ordering::Relaxed) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }

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
