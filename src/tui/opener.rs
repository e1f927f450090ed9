//! The platform's opener: hands links to the programs of the desktop, as an argument and never through a shell.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;

use crate::domain::link::Link;

const PROGRAM: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Whether there is a desktop here: not over SSH, whose desktop is another computer's, nor on a bare console.
pub fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let remote = set("SSH_CONNECTION") || set("SSH_TTY");
    !remote && (cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

/// Opens a link; it isn't waited for.
pub fn open(link: &Link) -> io::Result<()> {
    let mut opener = Command::new(PROGRAM);
    opener.arg(link.as_str()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // What it starts outlives the terminal.
    let mut child = opener.process_group(0).spawn()?;
    let wait = move || match child.wait() {
        Ok(status) if !status.success() => tracing::warn!(%status, "the opener failed"),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the opener is gone"),
    };
    thread::Builder::new().name("opener".to_owned()).spawn(wait).map(|_| ())
}
