//! How much of its memory is a process's own, as the operating system tells it (proc(5)).

use std::fs;
use std::process::{Command, Stdio};

use crate::Subject;
use crate::subject::NAME;
use crate::table::{Value, row};
use crate::terminal::Terminal;

pub fn measure(subject: &Subject) {
    subject.with_name();
    let target = Some(Value::Megabytes(subject.target(20.0, 250.0)));
    let mut screen = Terminal::open(subject);
    screen.full();
    let told = |name: &str, screen: &Terminal, target| row(name, target, of(screen.pid(), "VmRSS").unwrap());
    told("resident memory after the start", &screen, target);
    for keys in [
        "jjjj",
        "2",
        "\x06",
        "/",
        "müller",
        "\r",
        "\r",
        "jjj",
        "q",
        "\x1b",
        "3",
        "\r",
        "q",
        "4",
        "1",
        "g/",
        "offer prei",
        "\x1b",
    ] {
        screen.press(keys).settle();
    }
    screen.press("2").press("/").press(NAME).press("\r").shows(NAME);
    screen.press("\r").settle();
    told("resident memory after use: lists, filter, records, a search in what was said", &screen, target);
    row("… at most in between", None, of(screen.pid(), "VmHWM").unwrap());
}

/// `VmRSS`, what it has now; `VmHWM`, what it had at most. `None` where the process has ended.
pub fn of(pid: u32, what: &str) -> Option<Value> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(Value::Megabytes(kilobytes * 1_024.0 / 1e6))
}

/// Runs a command to its end; the most it had, looked at until it ended.
pub fn most_of(command: &mut Command) -> Value {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = Value::Megabytes(0.0);
    while child.try_wait().unwrap().is_none() {
        most = of(child.id(), "VmHWM").unwrap_or(most);
    }
    most
}
