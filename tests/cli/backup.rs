//! `backup` and `restore`: everything in one file and back, what is said, what is refused.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::id::Ids;
use touchbase::store::{Store, Who};

use crate::desk::Desk;
use crate::every_field::every_field;

/// What a backup's bytes hold, without what is different each time.
fn records(bytes: &[u8]) -> Vec<Value> {
    let mut text = String::new();
    MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    let mut lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.pop();
    lines.remove(0);
    lines
}

fn backed_up(desk: &Desk) -> Vec<Value> {
    records(&desk.command(&["backup", "-"]).output().unwrap().stdout)
}

/// A desk whose store holds every field of every kind.
fn full_desk() -> Desk {
    let desk = Desk::new();
    let store = Store::open(&desk.store(), Who { author: "ana".into(), screen: false }).unwrap();
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let text = |word: &str| format!("{word} é 漢字 🦀 \"x\" \\ ,;");
    let changes = every_field(&mut ids, &text).into_iter().map(Change::create);
    store.commit(Set::new(Label::new(Act::Add, "all"), changes), store.position()).unwrap();
    desk
}

#[test]
fn a_backup_and_an_export_both_give_an_equal_store() {
    let desk = full_desk();
    let all = backed_up(&desk);
    assert_eq!(all.len(), 10);
    let (file, export) = (desk.path("all.gz"), desk.path("all.json"));
    let (file, export) = (file.to_str().unwrap(), export.to_str().unwrap());
    desk.ok(&["backup", file]);
    desk.ok(&["export", "--format", "json", "-o", export]);
    let restored = Desk::new();
    restored.ok(&["restore", file, "--yes"]);
    assert_eq!(backed_up(&restored), all);
    let imported = Desk::new();
    imported.ok(&["import", export]);
    assert_eq!(backed_up(&imported), all);
    assert_eq!(restored.ok(&["export", "--format", "json"]), fs::read_to_string(export).unwrap());
}

#[test]
fn it_says_where_the_backup_is() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["backup"]);
    let path = said.out.trim_end();
    assert!(path.starts_with(desk.store().join("backups/touchbase-").to_str().unwrap()), "{said:?}");
    assert!(said.err.contains("3 contacts, 3 companies, "), "{said:?}");
    assert!(said.err.contains("written and read back"), "{said:?}");
    let told = desk.json(&["backup"]);
    let records = json!({"contacts": 3, "companies": 3, "interactions": 0, "follow_ups": 0, "feedback": 0, "consents": 0, "agenda_marks": 0, "orders": 0});
    assert_eq!((&told["records"], &told["set"], &told["before"]), (&records, &3.into(), &Value::Null));
    let listed = desk.json(&["restore"]);
    assert_eq!(listed[0], told, "the latest first");
    assert_eq!(listed.as_array().unwrap().len(), 2, "all of the last day stay");
    let line = desk.ok(&["restore"]);
    let line = line.lines().next().unwrap();
    assert_eq!(line.split('\t').collect::<Vec<_>>()[3..5], ["3", "6"], "{line:?}");
}

#[test]
fn a_file_that_is_there_stays_unless_forced() {
    let desk = Desk::with_contacts();
    let file = desk.file("all.gz", "mine");
    desk.fails(&["backup", &file], 2, &["all.gz is there already", "--force"]);
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    desk.ok(&["backup", &file, "--force"]);
    assert_eq!(records(&fs::read(&file).unwrap()).len(), 6);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    fs::create_dir(desk.path("usb")).unwrap();
    let path = desk.ok(&["backup", desk.path("usb").to_str().unwrap()]);
    assert!(path.contains("/usb/touchbase-") && Path::new(path.trim_end()).exists(), "{path}");
    desk.fails(&["backup", "/nowhere/all.gz"], 3, &["/nowhere/all.gz"]);
    desk.fails(&["backup", "/dev/full"], 3, &["/dev/full"]);
    desk.fails(&["backup", "--once", "k"], 2, &["backup"]);
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let desk = Desk::with_contacts();
    let path = desk.ok(&["backup"]);
    let name = Path::new(path.trim_end()).file_name().unwrap().to_str().unwrap();
    desk.ok(&["add", "Tom Olsen"]);
    desk.fails(&["restore", name], 2, &["needs --yes", "--dry-run"]);
    let dry = desk.run(&["restore", name, "--dry-run"]);
    assert!(dry.out.contains("contacts\t0\t0\t1\n") && dry.status == 0, "{dry:?}");
    let dry = desk.json(&["restore", name, "--dry-run"]);
    assert_eq!((&dry["gone"]["names"], &dry["gone"]["records"]["contacts"]), (&json!(["Tom Olsen"]), &1.into()));
    assert_eq!(desk.ok(&["list"]).lines().count(), 4, "nothing is done yet");
    let said = desk.run(&["restore", name, "--yes"]);
    assert_eq!(said.status, 0, "{said:?}");
    for words in ["goes: 1 contact (Tom Olsen)", "The store is what", "The way back: touchbase restore before-restore-"]
    {
        assert!(said.err.contains(words), "{words:?} in {said:?}");
    }
    assert_eq!(desk.ok(&["list"]).lines().count(), 3);
    let back = said.err.lines().last().unwrap().rsplit(' ').next().unwrap();
    desk.ok(&["restore", back, "--yes"]);
    assert_eq!(desk.ok(&["list"]).lines().count(), 4);
    let same = desk.run(&["restore", back, "--yes"]);
    assert!(same.err.contains("nothing to do") && same.status == 0, "{same:?}");
    let told = desk.json(&["restore", name, "--yes"]);
    assert_eq!(told["before"]["before"], "restore");
}

#[test]
fn what_is_no_backup_is_said_in_a_sentence() {
    let desk = Desk::with_contacts();
    let path = desk.ok(&["backup"]);
    let good = fs::read(path.trim_end()).unwrap();
    let before = backed_up(&desk);
    let mut text = String::new();
    MultiGzDecoder::new(&good[..]).read_to_string(&mut text).unwrap();
    let packed = |text: &str| {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    let check = |bytes: &[u8], status: i32, words: &str| {
        let file = desk.file("tried.gz", bytes);
        desk.fails(&["restore", &file, "--yes"], status, &[words]);
        desk.fails(&["restore", &file, "--dry-run"], status, &[words]);
    };
    check(b"", 2, "tried.gz is no touchbase backup; nothing was changed");
    check(b"BEGIN:VCARD\n", 2, "is no touchbase backup");
    check(&good[..good.len() - 20], 3, "tried.gz is damaged");
    check(&packed(&text.replace("Anna Berg", "Anna Burg")), 3, "tried.gz is damaged: its checksum is wrong");
    check(&packed(&text.replace("\"schema\":1,\"version\":\"", "\"schema\":99,\"version\":\"9.")), 3, "touchbase 9.");
    desk.fails(&["restore", "nowhere.gz", "--yes"], 2, &["nowhere.gz"]);
    desk.fails(&["restore", desk.path("").to_str().unwrap(), "--yes"], 2, &["directory"]);
    let other = Desk::with_contacts();
    let theirs = other.ok(&["backup"]);
    desk.fails(&["restore", theirs.trim_end(), "--yes"], 2, &["another store", "--store NEWDIR"]);
    assert_eq!(backed_up(&desk), before);
    let said = desk.run(&["restore", "nowhere.gz", "--lang", "de"]);
    assert!(said.err.contains("ohne Terminal") && said.status == 2, "{said:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let desk = Desk::with_contacts();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.env_clear().env("HOME", desk.path("")).env("TOUCHBASE_STORE", desk.store()).args(["backup", "-"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
}

#[test]
fn ctrl_c_does_no_harm() {
    let desk = Desk::new();
    let lines: String = (0..5_000).map(|n| format!("Contact {n}\n")).collect();
    desk.ok(&["import", &desk.file("many.csv", format!("name\n{lines}"))]);
    let (file, part) = (desk.path("all.gz"), desk.path(".all.gz.part"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.env_clear().env("HOME", desk.path("")).env("TOUCHBASE_STORE", desk.store()).arg("backup").arg(&file);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while !part.exists() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let pid = rustix::process::Pid::from_child(&child);
    let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
    let out = child.wait_with_output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    // It may have been done already.
    assert!(out.status.success() || out.status.code().is_none(), "it ends as by the signal: {said}");
    assert!(!out.status.success() || file.exists(), "{said}");
    desk.ok(&["backup", file.to_str().unwrap(), "--force"]);
    assert_eq!(records(&fs::read(&file).unwrap()).len(), 5_000);
    assert!(!part.exists());
}

#[test]
fn no_backups_are_said_to_be_none() {
    let desk = Desk::new();
    let said = desk.run(&["restore"]);
    assert!(said.out.is_empty() && said.err.contains("no backups yet") && said.status == 0, "{said:?}");
    assert_eq!(desk.json(&["restore"]), json!([]));
    // An empty store has a backup, too.
    let said = desk.run(&["backup"]);
    assert!(said.err.contains(": nothing, "), "{said:?}");
}
