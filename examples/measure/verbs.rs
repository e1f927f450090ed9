//! Verbs of the command line, from their start to their end, with no session open, and what they take of memory.

use std::process::{Command, Stdio};
use std::time::Duration;

use touchbase::domain::report::Report;

use crate::Subject;
use crate::memory::most_of;
use crate::subject::NAME;
use crate::table::{Value, once, row, rows, times};

/// How often each is tried.
const TRIES: usize = 30;

pub fn measure(subject: &Subject) {
    subject.with_name();
    rows("an empty process, from its start to its end (`true`)", None, times(TRIES, empty));
    rows("`touchbase --version`", None, time(subject, &["--version"]));
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    let writing = target(3.0, 10.0);
    let log: &[&str] = &["log", NAME, "call: asked for the price list"];
    let follow_up: &[&str] = &["follow-up", NAME, "send offer", "--due", "3d"];
    rows("`log`, no session open", writing, time(subject, log));
    rows("`follow-up`", writing, time(subject, follow_up));
    let done = (0..TRIES).map(|_| {
        let made = subject.said(follow_up);
        let id = made.split_whitespace().next().expect("the follow-up's id");
        once(|| assert!(subject.ran(&["done", id]).status.success()))
    });
    rows("`done`", writing, done.collect());
    let reading = target(4.0, 25.0);
    for arguments in [&["due"][..], &["search", "xanthippe"], &["search", "müller"], &["query", "xanthippe"]] {
        rows(&format!("`{}`", arguments.join(" ")), reading, time(subject, arguments));
    }
    rows("`list`, all of them", None, time(subject, &["list"]));
    for report in Report::ALL {
        let arguments = ["report", report.name()];
        rows(&format!("`{}`", arguments.join(" ")), target(50.0, 500.0), time(subject, &arguments));
    }
    rows("`show`", target(5.0, 60.0), time(subject, &["show", NAME]));
    for arguments in [&["due"][..], &["list"], &["search", "müller"], &["show", NAME], log] {
        let most = most_of(&mut subject.verb(arguments));
        row(&format!("memory of `{}`, at most", arguments[0]), None, most);
    }
}

pub fn time(subject: &Subject, arguments: &[&str]) -> Vec<Duration> {
    times(TRIES, || drop(subject.said(arguments)))
}

fn empty() {
    let output = Command::new("true").env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null()).output();
    assert!(output.unwrap().status.success());
}
