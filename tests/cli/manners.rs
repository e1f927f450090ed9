//! Manners at pipes and terminals.

use std::io::Read;
use std::process::{Command, Stdio};

use clap::CommandFactory;
use touchbase::cli::args::Arguments;

use crate::desk::{Desk, said};

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let desk = Desk::new();
    let hostile = "Eve\u{1b}]0;owned\u{7}\u{1b}[31m\u{202e}\u{200b}";
    desk.ok(&["add", hostile, "--company", "\u{9b}Corp", "--tag", "a\u{1b}b", "notes=one\ntwo\u{1b}[2J"]);
    desk.ok(&["follow-up", "eve", "x\u{1b}[5m\ty", "--due", "today"]);
    desk.ok(&["log", "eve", "call: said\u{1b}[1m"]);
    let mut everything = String::new();
    for arguments in [
        &["list"][..],
        &["due"],
        &["show", "eve"],
        &["search", "eve"],
        &["show", "nobody\u{1b}[31m"],
        &["log", "eve", "call: x >> some\u{1b}day"],
        &["undo"],
    ] {
        let said = desk.run(arguments);
        everything.extend([said.out, said.err]);
    }
    assert!(everything.contains("nobody␛[31m") && everything.contains("Eve]0;owned[31m"), "{everything}");
    let odd: Vec<char> = everything.chars().filter(|c| c.is_control() && !"\n\t".contains(*c)).collect();
    assert_eq!(odd, [], "{everything:?}");
    assert!(!everything.contains(['\u{202e}', '\u{200b}', '\u{9b}']));
}

#[test]
fn a_pipe_that_is_closed_is_quiet() {
    let desk = Desk::new();
    let cards: String =
        (0..3_000).map(|n| format!("BEGIN:VCARD\nVERSION:4.0\nFN:Somebody Number {n}\nEND:VCARD\n")).collect();
    desk.ok(&["import", &desk.file("many.vcf", cards)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .env_clear()
        .env("HOME", desk.path(""))
        .env("TOUCHBASE_STORE", desk.store())
        .arg("list")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let desk = Desk::with_contacts();
    assert!(!desk.ok(&["show", "deniz"]).contains('\u{1b}'), "a pipe has no colour");
    assert_eq!(desk.run(&["--color", "sometimes", "list"]).status, 2);
    desk.ok(&["follow-up", "deniz", "send offer", "--due", "2026-11-18"]);
    for verb in [&["list"][..], &["due"], &["show", "deniz"], &["search", "deniz"]] {
        let coloured = desk.ok(&[verb, &["--color", "always"]].concat());
        assert!(coloured.contains('\u{1b}'), "{verb:?}: {coloured}");
        let plain = without_colours(&coloured);
        assert_eq!(plain, desk.ok(verb), "{verb:?}: but for its colours it is the same");
    }
}

/// Without what begins and ends a colour.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn what_is_saved_is_named_where_the_output_cannot_be_written() {
    let desk = Desk::with_contacts();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = |arguments: &[&str]| {
        let ended = Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env_clear()
            .env("HOME", desk.path(""))
            .env("TOUCHBASE_STORE", desk.store())
            .args(arguments)
            .stdout(full())
            .output()
            .unwrap();
        (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
    };
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let (status, said) = run(&["add", "Tom Berg"]);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("the change is saved (set 4)") && said.contains("touchbase undo 4"), "{said}");
    let (status, said) = run(&["list"]);
    assert_eq!((status, said.contains("saved")), (Some(3), false), "{said}");
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 4);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::new();
    let verbs = Arguments::command();
    for verb in verbs.get_subcommands().filter(|verb| !verb.is_hide_set()).map(clap::Command::get_name) {
        let help = desk.ok(&[verb, "--help"]);
        assert!(help.contains("Usage: touchbase") && help.contains("--store <DIR>"), "{help}");
        assert!(desk.ok(&["--help"]).lines().any(|line| line.trim_start().starts_with(verb)), "{verb} is in the help");
    }
    assert!(desk.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
    assert!(!desk.store().exists(), "help makes no store");
}

#[test]
fn without_a_terminal_the_screens_say_why_not() {
    let desk = Desk::new();
    let ended = said(desk.command(&[]).env("TERM", "dumb"));
    assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{ended:?}");
    assert!(ended.err.starts_with("touchbase: "), "{ended:?}");
}
