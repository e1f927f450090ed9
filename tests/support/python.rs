//! An independent reader of what is written: Python's `vobject` and `icalendar`, in an environment that the tests make for
//! themselves below `target` and that later runs find there.
//!
//! ```ignore
//! #[path = "support/python.rs"]
//! mod python;
//! let Some(said) = python::run("import sys, vobject; …", cards.as_bytes()) else { return };
//! ```
//!
//! Where there is no Python, or nothing to install from, a line says so and the test has nothing to say. With
//! `TOUCHBASE_TEST_PYTHON=needed` that is a failure.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// What is installed, each in one version: another one may judge otherwise.
const PACKAGES: &[&str] = &["vobject==0.9.9", "icalendar==6.3.1", "python-dateutil==2.9.0.post0", "tzdata==2025.2"];

/// What a script prints that is given `input` on standard input; `None` where Python or its packages can't be had. A script that
/// fails fails the test, with what it says.
pub fn run(script: &str, input: &[u8]) -> Option<String> {
    let mut child = Command::new(python()?)
        .args(["-X", "utf8", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // It may print before it has read all: neither waits for the other. One that doesn't read to the end says why.
    let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().unwrap();
    writing.join().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).unwrap())
}

/// The environment's Python, made when it is first asked for.
fn python() -> Option<&'static Path> {
    static MADE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let made = || match environment() {
        Ok(python) => Some(python),
        Err(why) => {
            assert!(std::env::var_os("TOUCHBASE_TEST_PYTHON").is_none_or(|said| said != "needed"), "{why}");
            // Past the harness, which keeps what a test that passes prints.
            let _ = writeln!(std::io::stderr(), "skipped: nothing is read back by Python's packages ({why})");
            None
        }
    };
    MADE.get_or_init(made).as_deref()
}

/// Several test programs may want it at the same time: one makes it, the others wait.
fn environment() -> Result<PathBuf, String> {
    let above = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (dir, list) = (above.join("python"), PACKAGES.join("\n"));
    let python = dir.join("bin/python");
    let lock = fs::create_dir_all(above).and_then(|()| File::create(above.join("python.lock")));
    let lock = lock.map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let made = dir.join("made-of");
    if fs::read_to_string(&made).is_ok_and(|of| of == list) && python.exists() {
        return Ok(python);
    }
    if dir.exists() {
        fs::remove_dir_all(&dir).map_err(|error| error.to_string())?;
    }
    said("python3".as_ref(), &["-m", "venv", &dir.to_string_lossy()])?;
    let install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1"];
    said(python.as_os_str(), &[&install[..], PACKAGES].concat())?;
    fs::write(made, list).map_err(|error| error.to_string())?;
    Ok(python)
}

/// Runs a command; the error is the last line of what it said.
fn said(program: &OsStr, arguments: &[&str]) -> Result<(), String> {
    let done =
        Command::new(program).args(arguments).stdin(Stdio::null()).output().map_err(|e| format!("python3: {e}"))?;
    if done.status.success() {
        return Ok(());
    }
    let all = [done.stdout, done.stderr].concat();
    let text = String::from_utf8_lossy(&all);
    Err(text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("python3 failed").to_owned())
}
