//! A notice of the desktop, where there is one: freedesktop.org's (`notify-send`), or macOS's.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::notify::{Notice, Unheard, program};
use super::post;

/// Shows it. An error where there is no desktop, or nobody on it who shows notices.
pub fn notice(notice: &Notice) -> Result<(), Unheard> {
    let Notice { title, body } = notice;
    if cfg!(target_os = "macos") {
        // Both are arguments of the script, no part of it.
        let script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run";
        return post::run(Command::new("osascript").args(["-e", script, title, body]), "");
    }
    let bus = bus().ok_or(Unheard::NoDesktop)?;
    let mut send = Command::new(program("notify-send")?);
    // A body may hold marks: https://specifications.freedesktop.org/notification-spec/latest/markup.html
    let body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    send.args(["--app-name=touchbase", "--category=presence", "--", title, &body]);
    post::run(send.env("DBUS_SESSION_BUS_ADDRESS", bus), "")
}

/// Where the session's bus listens. Cron starts its jobs without saying so.
fn bus() -> Option<String> {
    let said = |name| env::var(name).ok().filter(|value| !value.is_empty());
    said("DBUS_SESSION_BUS_ADDRESS").or_else(|| {
        let runtime = said("XDG_RUNTIME_DIR").map_or_else(run_user, PathBuf::from);
        let socket = runtime.join("bus");
        socket.exists().then(|| format!("unix:path={}", socket.display()))
    })
}

/// The directory that systemd makes for who is logged in.
fn run_user() -> PathBuf {
    #[cfg(unix)]
    let user = rustix::process::getuid().as_raw();
    #[cfg(not(unix))]
    let user = 0;
    PathBuf::from(format!("/run/user/{user}"))
}
