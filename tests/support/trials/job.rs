//! Work that is done in a process of its own, which may be killed, panic or hang.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Plan;
use super::check::Check;
use super::kills::{self, Stop};
use super::outcome::Outcome;

const JOB: &str = "TOUCHBASE_TRIAL";

/// So long nothing may take: on a machine with much to do a check takes a second.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Debug, Serialize, Deserialize)]
pub enum Job {
    Check(Check),
    /// A life that ends early.
    Live {
        dir: PathBuf,
        plan: Plan,
        stop: Stop,
    },
    /// An opening of a damaged store that ends early.
    Mend {
        dir: PathBuf,
        plan: Plan,
        stop: Stop,
    },
}

/// Does what this process was started for; `false` if that is nothing of this kind.
pub fn do_if_asked() -> bool {
    let Some(job) = std::env::var_os(JOB) else { return false };
    match serde_json::from_str(job.to_str().unwrap()).unwrap() {
        Job::Check(check) => println!("\noutcome {}", serde_json::to_string(&check.run()).unwrap()),
        Job::Live { dir, plan, stop } => kills::live(&dir, &plan, stop),
        Job::Mend { dir, plan, stop } => kills::mend(&dir, &plan, stop),
    }
    true
}

/// Starts the process. In a test it is the test of this name, which is to call [`do_if_asked`].
pub fn start(job: &Job) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["suite::job", "--exact", "--nocapture"])
        .env(JOB, serde_json::to_string(job).unwrap())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a process says, line by line, as it says it.
pub fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = channel();
    let said = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

/// The next thing it says; `None` when it has ended or, `hung`, says nothing any more.
pub fn next_line(lines: &Receiver<String>, hung: &mut bool) -> Option<String> {
    match lines.recv_timeout(PATIENCE) {
        Ok(line) => Some(line),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => {
            *hung = true;
            None
        }
    }
}

/// Has a store looked at.
pub fn check(check: Check) -> Outcome {
    let mut child = start(&Job::Check(check));
    let mut errors = child.stderr.take().unwrap();
    let errors = thread::spawn(move || {
        let mut text = Vec::new();
        errors.read_to_end(&mut text).map(|_| String::from_utf8_lossy(&text).into_owned())
    });
    let (lines, mut hung) = (lines(&mut child), false);
    let mut outcome = None;
    while let Some(line) = next_line(&lines, &mut hung) {
        if let Some(said) = line.strip_prefix("outcome ") {
            outcome = serde_json::from_str(said).ok();
        }
    }
    if hung {
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    let said = errors.join().unwrap().unwrap_or_default();
    match outcome {
        _ if hung => Outcome::Hang,
        Some(outcome) if status.success() => outcome,
        _ => Outcome::Panic(format!("{status}: {}", said.lines().take(6).collect::<Vec<_>>().join(" | "))),
    }
}
