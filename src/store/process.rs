//! Which process has something of the store in hand, as it writes it down for others to name it.

use std::sync::OnceLock;
use std::time::Duration;

use rustix::process::{Pid, test_kill_process};
use serde::{Deserialize, Serialize};

use super::error::StoreError;

/// In so many parts of a second Linux tells when a process began (USER_HZ, the same on every machine of today).
const TICKS: u64 = 100;

/// By so much the clock may have been set since a process began: nobody has another's number again so soon.
const CLOCK_SET: Duration = Duration::from_secs(60);

/// The default is one of which nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Process {
    /// 0 where it isn't known.
    pub pid: u32,
    /// Its terminal, or "" if it has none.
    pub terminal: String,
}

impl Process {
    /// This one.
    pub fn own() -> Self {
        static TERMINAL: OnceLock<String> = OnceLock::new();
        Self { pid: std::process::id(), terminal: TERMINAL.get_or_init(terminal).clone() }
    }

    /// As JSON with blanks behind it, `length` bytes. A terminal whose name is too long for that is left out.
    pub fn padded(&self, length: usize) -> Vec<u8> {
        let json = |process: &Self| serde_json::to_vec(process).ok().filter(|json| json.len() <= length);
        let without = || json(&Self { pid: self.pid, terminal: String::new() });
        let mut text = json(self).or_else(without).unwrap_or_default();
        text.resize(length, b' ');
        text
    }

    pub fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    fn id(&self) -> Option<Pid> {
        Pid::from_raw(i32::try_from(self.pid).ok()?)
    }

    /// Whether there is such a process on this machine.
    pub fn is_alive(&self) -> bool {
        self.id().is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
    }

    /// Whether it is stopped, as by Ctrl-Z, where the system tells.
    pub fn is_stopped(&self) -> bool {
        matches!(self.stat(0).as_deref(), Some("T" | "t"))
    }

    /// Whether it was there at this time since 1970. One of which the system doesn't tell counts as if.
    pub fn is_as_old_as(&self, time: Duration) -> bool {
        let booted = || {
            let stat = std::fs::read_to_string("/proc/stat").ok()?;
            stat.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse::<u64>().ok()
        };
        let began = || Some(booted()? + self.stat(19)?.parse::<u64>().ok()? / TICKS);
        began().is_none_or(|began| Duration::from_secs(began) <= time + CLOCK_SET)
    }

    /// What the system tells of it behind its name, by place (proc(5)).
    fn stat(&self, place: usize) -> Option<String> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid)).ok()?;
        stat.rsplit_once(") ")?.1.split_whitespace().nth(place).map(str::to_owned)
    }
}

/// The lock was not to be had: it says who has it.
impl From<Process> for StoreError {
    fn from(Process { pid, terminal }: Process) -> Self {
        Self::Saving { pid, terminal }
    }
}

fn terminal() -> String {
    let named = |stream: std::os::fd::BorrowedFd| rustix::termios::ttyname(stream, Vec::new()).ok();
    let name = named(rustix::stdio::stdin()).or_else(|| named(rustix::stdio::stderr()));
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
