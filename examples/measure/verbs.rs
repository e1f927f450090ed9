//! Verbs of the command line, from their start to their end, with no session open.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Subject;
use crate::table::{Value, middle, row};

/// How often each is tried.
const TRIES: usize = 30;

/// What nobody is called but one who is added first, and a part of it that nobody else has.
pub const NAME: &str = "Quirinus Xanthippe";

pub fn measure(subject: &Subject) {
    if !said(subject, &["list", NAME]).contains(NAME) {
        said(subject, &["add", NAME, "--every", "30d"]);
    }
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    for (arguments, target) in [
        (&["log", NAME, "call: asked for the price list"][..], target(3.0, 10.0)),
        (&["follow-up", NAME, "send offer", "--due", "3d"], target(3.0, 10.0)),
        (&["due"], target(4.0, 25.0)),
        (&["search", "xanthippe"], target(4.0, 25.0)),
        (&["query", "xanthippe"], target(4.0, 25.0)),
        (&["show", NAME], target(5.0, 60.0)),
    ] {
        row(&format!("`{}`, no session open", arguments[0]), target, time(subject, arguments));
    }
}

/// The middle of some tries.
pub fn time(subject: &Subject, arguments: &[&str]) -> Duration {
    middle(TRIES, || drop(said(subject, arguments)))
}

/// Runs a verb on the store; what it prints.
pub fn said(subject: &Subject, arguments: &[&str]) -> String {
    let mut command = Command::new(&subject.program);
    command.env_clear().env("HOME", "/nonexistent").env("TZ", "UTC").env("TOUCHBASE_STORE", &subject.dir);
    let output = command.args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.code().is_some(), "{arguments:?} was killed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
