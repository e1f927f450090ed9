//! The keyboard: reads what the terminal sends, on a thread of its own, and notices when there is no terminal any more.
//!
//! Read here and not by crossterm, whose reader turns a terminal that is gone into an endless loop and an Escape at the end of
//! what was read into the key.

mod parse;
mod sequence;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::ending::Ending;
use super::event::Event;
use super::inbox::Sender;
use super::theme::Ground;
use parse::{Parser, Typed};

/// Whoever has it reads what is typed.
static HANDS: Mutex<()> = Mutex::new(());

/// Leaves the keyboard to another program for as long as this is held.
pub(super) fn leave() -> MutexGuard<'static, ()> {
    HANDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends keys and pastes to the inbox until the terminal is gone; then the process ends. The characters of `alt` are those that
/// mean something with Alt.
pub(super) fn follow(inbox: Sender, ending: &Arc<Ending>, alt: String) -> io::Result<()> {
    let ending = Arc::clone(ending);
    let read = move || {
        let lost = read(Parser::new(alt), |typed| {
            inbox.send(match typed {
                Typed::Key(key) => Event::Key(key),
                Typed::Paste(text) => Event::Paste(text),
                Typed::Mouse(mouse) => Event::Mouse(mouse),
                Typed::Background(colour) => Event::Ground(Ground::of(colour)),
            });
        });
        ending.hung_up(&lost.into());
    };
    thread::Builder::new().name("keyboard".to_owned()).spawn(read).map(|_| ())
}

/// Reads until nothing can be read any more.
fn read(mut parser: Parser, mut tell: impl FnMut(Typed)) -> Errno {
    let mut buffer = [0; 4096];
    // What was typed before the terminal was ours, in which the line has made a new line of Enter.
    let mut ahead = rustix::io::ioctl_fionread(stdin()).map_or(0, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    loop {
        let rest = match is_there(parser.patience()) {
            Ok(true) => match ours(|| rustix::io::read(stdin(), &mut buffer)) {
                None => continue,
                // No terminal any more, or an end of file typed while the terminal wasn't ours.
                Some(Ok(0)) if rustix::termios::tcgetattr(stdin()).is_err() => return Errno::IO,
                Some(Ok(read)) => {
                    let typed_ahead = ahead.min(read);
                    buffer[..typed_ahead].iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b'\r');
                    ahead -= typed_ahead;
                    parser.take(&buffer[..read])
                }
                // Somebody who shares the terminal made it so.
                Some(Err(Errno::INTR | Errno::AGAIN)) => continue,
                Some(Err(error)) => return error,
            },
            Ok(false) => parser.give_up().into_iter().collect(),
            Err(Errno::INTR) => continue,
            Err(error) => return error,
        };
        rest.into_iter().for_each(&mut tell);
    }
}

/// Does so if the keyboard is ours. Else waits until it is: what was typed meanwhile was typed for somebody else.
fn ours<T>(read: impl FnOnce() -> T) -> Option<T> {
    let _hands = match HANDS.try_lock() {
        Ok(hands) => hands,
        Err(TryLockError::Poisoned(hands)) => hands.into_inner(),
        Err(TryLockError::WouldBlock) => {
            drop(leave());
            return None;
        }
    };
    Some(read())
}

/// Waits until something can be read, or for so long.
fn is_there(patience: Option<Duration>) -> Result<bool, Errno> {
    let stdin = stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    poll(&mut fds, patience.as_ref()).map(|ready| ready > 0)
}
