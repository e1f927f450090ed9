//! Ctrl-Z: stopping for the shell, where there is one that waits.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getsid, kill_process_group};

/// Whether a shell with job control waits for us. It makes a group of its own for each job; without it we are in the group of
/// whoever began the session (a terminal's or SSH's own command), and nobody would ever wake us. The kernel, too, leaves such
/// groups alone (POSIX, "orphaned process group").
pub(super) fn is_waited_for() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the whole job, as the terminal's own Ctrl-Z does; comes back when it goes on.
pub(super) fn stop() -> io::Result<()> {
    kill_process_group(getpgrp(), Signal::STOP)?;
    // Where another thread takes the signal, this one is stopped a moment later: nothing else is to be done until then.
    thread::sleep(AT_THE_LATEST);
    Ok(())
}

const AT_THE_LATEST: Duration = Duration::from_millis(10);
