//! Whoever has the archive open is killed, stopped, of another version or in no state to answer: what others read is right, or it
//! is said who has it, and all else goes on.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{FileExt, FileTypeExt, PermissionsExt, symlink};
use std::thread;

use rustix::process::Signal;

use crate::place::Place;
use crate::puppet::Puppet;
use crate::wire::{Pretender, frame, hello, named, read, socket};

/// What needs no archive, beside a keeper that doesn't answer.
#[track_caller]
fn all_else_goes_on(place: &Place) {
    place.ok(&["log", "ana", "call: goes on"]);
    let made = place.ok(&["follow-up", "ana", "send offer", "--due", "today"]);
    place.ok(&["done", made.split_whitespace().next().unwrap()]);
    for reading in [&["due"][..], &["list"], &["search", "goes on"]] {
        place.ok(reading);
    }
}

#[test]
fn readers_read_what_is_there_whichever_keeper_is_killed() {
    let place = Place::with(&["Ana Berg", "Mia Olsen", "Tom Olsen"]);
    let mut writer = Puppet::verb(&place.dir());
    let start = || {
        let mut reader = Puppet::screen(&place.dir());
        reader.tell("read-always");
        reader
    };
    let mut readers: Vec<Puppet> = (0..4).map(|_| start()).collect();
    let mut killed = 0;
    for round in 0..40 {
        assert_eq!(writer.does(&format!("add Contact {round}")), "done");
        // Each has read twice more: with the keeper that took over.
        for reader in &mut readers {
            for _ in 0..2 {
                assert_eq!(reader.hears(), "right", "round {round}");
            }
        }
        let pid = named(&place.dir())["pid"].as_u64();
        if let Some(keeper) = readers.iter_mut().find(|reader| Some(u64::from(reader.pid())) == pid) {
            keeper.is_killed();
            *keeper = start();
            killed += 1;
        }
    }
    assert!(killed >= 20, "{killed} keepers were killed");
    drop(readers);
    assert_eq!(place.names().len(), 43);
}

#[test]
fn a_socket_that_was_left_over_is_nobody() {
    let place = Place::with(&["Ana Berg"]);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    let left = socket(&place.dir());
    keeper.is_killed();
    assert!(left.exists(), "it is left over");
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
    // Nor is something else of that name.
    let _ = fs::remove_file(&left);
    fs::write(&left, "rubbish").unwrap();
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
}

#[test]
fn a_store_whose_path_is_too_long_for_a_socket_has_it_elsewhere() {
    let place = Place::deep(&["Ana Berg"]);
    assert!(place.dir().as_os_str().len() > 108);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    let socket = socket(&place.dir());
    let above = socket.parent().unwrap();
    let uid = rustix::process::geteuid().as_raw();
    assert_eq!(above, std::path::Path::new(&format!("/tmp/touchbase-{uid}")));
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(above), mode(&socket)), (0o700, 0o600));
    assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
    let link = place.home().join("link");
    symlink(place.dir(), &link).unwrap();
    assert!(place.ok(&["--store", link.to_str().unwrap(), "show", "ana"]).contains("Ana Berg"));
    keeper.ends();
    assert!(!socket.exists(), "nothing is left of it");
}

#[test]
fn a_keeper_that_is_stopped_is_named_and_all_else_goes_on() {
    let place = Place::with(&["Ana Berg"]);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    keeper.signal(Signal::STOP);
    keeper.is_stopped();
    let number = format!("process {}", keeper.pid());
    place.refused(&["show", "ana"], &[&number]);
    place.refused(&["set", "ana", "tier=A"], &[&number]);
    all_else_goes_on(&place);
    keeper.signal(Signal::CONT);
    place.ok(&["set", "ana", "tier=A"]);
    assert!(place.ok(&["show", "ana"]).contains("goes on"));
    assert_eq!(keeper.does("read"), "1");
}

/// Those who wait for it take over as soon as it is gone.
#[test]
fn a_keeper_that_is_killed_while_it_is_stopped_keeps_nobody_waiting() {
    let place = Place::with(&["Ana Berg"]);
    let mut keeper = Puppet::screen(&place.dir());
    let mut others: Vec<Puppet> = (0..3).map(|_| Puppet::screen(&place.dir())).collect();
    assert_eq!(keeper.does("read"), "1");
    keeper.signal(Signal::STOP);
    keeper.is_stopped();
    others.iter_mut().for_each(|other| other.tell("read"));
    keeper.is_killed();
    for other in &mut others {
        // Where it took so long to be killed that it was named, it is asked once more.
        let read = other.hears();
        assert!(read == "1" || read.contains("Busy") && other.does("read") == "1", "{read}");
    }
    assert!(place.ok(&["show", "ana"]).contains("Ana Berg"));
}

/// It is asked to let the archive go, and does.
#[test]
fn an_older_keeper_yields() {
    let place = Place::with(&["Ana Berg"]);
    let older = Pretender::of(&place.dir());
    let shown = thread::scope(|scope| {
        let shown = scope.spawn(|| place.verb(&["show", "ana"]));
        let (stream, theirs) = older.greets(&hello(0, 0, "0.0.1"));
        assert!(theirs["protocol"].as_u64() > Some(0) && theirs["pid"].is_u64(), "{theirs}");
        let asked: serde_json::Value = serde_json::from_slice(&read(&stream).unwrap()).unwrap();
        assert_eq!(asked["yield"], true, "{asked}");
        older.goes();
        drop(stream);
        shown.join().unwrap()
    });
    assert!(shown.status == Some(0) && shown.out.contains("Ana Berg"), "{shown:?}");
}

#[test]
fn a_newer_keeper_is_named() {
    let place = Place::with(&["Ana Berg"]);
    let newer = Pretender::of(&place.dir());
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..2 {
                drop(newer.greets(&hello(1_000, 1, "9.9.9")));
            }
        });
        place.refused(&["show", "ana"], &["9.9.9"]);
        place.refused(&["show", "ana", "--lang", "de"], &["9.9.9"]);
    });
    all_else_goes_on(&place);
    newer.goes();
    assert!(place.ok(&["show", "ana"]).contains("goes on"));
}

/// A keeper that talks nonsense is as good as one that says nothing.
#[test]
fn a_keeper_that_talks_nonsense_is_named() {
    let place = Place::with(&["Ana Berg"]);
    let nonsense = [b"{}".to_vec(), b"\xff\xff".to_vec(), b"[[[[[[[[".to_vec()];
    for body in nonsense {
        let keeper = Pretender::of(&place.dir());
        thread::scope(|scope| {
            let listener = keeper.listener.try_clone().unwrap();
            let body = frame(&body);
            scope.spawn(move || {
                // As often as somebody comes, until one comes who says it is over.
                for stream in listener.incoming() {
                    let mut stream = stream.unwrap();
                    if read(&stream).is_ok_and(|said| said == b"over") {
                        return;
                    }
                    let _ = stream.write_all(&body);
                }
            });
            place.refused(&["show", "ana"], &["4711"]);
            all_else_goes_on(&place);
            let mut last = std::os::unix::net::UnixStream::connect(place.dir().join("keeper.sock")).unwrap();
            last.write_all(&frame(b"over")).unwrap();
        });
        keeper.goes();
        assert!(place.ok(&["show", "ana"]).contains("goes on"));
    }
}

/// What others write of themselves is shown as text, whatever it holds.
#[test]
fn names_that_others_write_reach_the_terminal_as_text() {
    let place = Place::with(&["Ana Berg"]);
    let newer = Pretender::of(&place.dir());
    let sly = "9\u{1b}]0;sly\u{7}\u{202e}";
    thread::scope(|scope| {
        scope.spawn(|| drop(newer.greets(&hello(1_000, 1, sly))));
        let said = place.verb(&["show", "ana"]);
        assert!(said.status == Some(3) && said.err.contains('9'), "{said:?}");
        assert!(!said.err.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    });
    newer.goes();
    let lock = fs::File::options().write(true).open(place.dir().join("lock")).unwrap();
    let name = serde_json::json!({"pid": std::process::id(), "terminal": sly}).to_string();
    lock.write_all_at(format!("{name:<128}").as_bytes(), 256).unwrap();
    lock.lock().unwrap();
    let said = place.verb(&["log", "ana", "call: one"]);
    assert!(said.status == Some(3) && said.err.contains(&std::process::id().to_string()), "{said:?}");
    assert!(!said.err.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
}

/// What a living session did is taken back there; what one that is gone did, by the next of the same user.
#[test]
fn a_session_takes_nothing_back_of_another_that_lives() {
    let place = Place::with(&["Ana Berg"]);
    let mut one = Puppet::screen(&place.dir());
    assert_eq!(one.does("add Tom Lund"), "done");
    let mut next = Puppet::screen(&place.dir());
    assert_eq!(next.does("undo"), "NothingToUndo");
    assert_eq!(one.does("undo"), "done");
    assert_eq!(next.does("redo"), "NothingToUndo");
    one.is_killed();
    let mut last = Puppet::screen(&place.dir());
    assert_eq!(last.does("redo"), "done");
    assert_eq!(last.does("undo"), "done");
}

/// Who has let the archive go isn't named any more.
#[test]
fn the_name_goes_with_the_lock() {
    let place = Place::with(&["Ana Berg"]);
    let mut keeper = Puppet::screen(&place.dir());
    assert_eq!(keeper.does("read"), "1");
    let named = || fs::read_to_string(place.dir().join("keeper")).unwrap();
    assert!(named().contains(&keeper.pid().to_string()), "{}", named());
    keeper.ends();
    assert_eq!(named(), "");
}
