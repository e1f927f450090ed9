//! Signals, on a thread of their own: they are obeyed whatever the others wait for.

use std::io;
use std::sync::Arc;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::ending::Ending;
use super::event::Event;
use super::inbox::{Incoming, Sender};
use super::{editor, stopping};

/// Listens to signals until the process ends.
pub(super) fn follow(ending: &Arc<Ending>, inbox: Sender) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let ending = Arc::clone(ending);
    let listen = move || {
        for signal in signals.forever() {
            match signal {
                // The terminal sends these to all that run in it: they are the editor's, and stopping it stops us, too.
                SIGTSTP if editor::is_open() => stop(),
                SIGCONT if editor::is_open() => {}
                SIGINT | SIGQUIT if editor::is_meant() => {}
                SIGTSTP => inbox.tell(Incoming::Suspend),
                SIGCONT => inbox.tell(Incoming::Continued),
                SIGWINCH => inbox.send(Event::Resize),
                signal => ending.end(signal),
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listen).map(|_| ())
}

/// As the signal alone would have it.
fn stop() {
    if stopping::is_waited_for()
        && let Err(error) = stopping::stop()
    {
        tracing::warn!(%error, "it can't be stopped");
    }
}
