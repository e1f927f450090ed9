//! Whoever is stopped or killed in the middle of saving: others are told or go on.

use std::fs;

use rustix::process::Signal;
use touchbase::store::StoreError;

use crate::place::{Place, add};
use crate::puppet::Puppet;

/// A store of Ana's, and a process that is stopped while it saves Tom there.
fn stopped() -> (Place, Puppet) {
    let place = Place::with(&["Ana Berg"]);
    let mut puppet = Puppet::screen(&place.dir());
    assert_eq!(puppet.does("add Mia Olsen"), "done");
    assert_eq!(puppet.does("stop-at-sync 0"), "will");
    puppet.tell("add Tom Olsen");
    puppet.is_stopped();
    (place, puppet)
}

#[test]
fn who_is_stopped_while_saving_is_named_and_nothing_is_written() {
    let (place, mut puppet) = stopped();
    let (pid, before) = (puppet.pid(), place.journal());
    let number = pid.to_string();

    place.refused(&["log", "ana", "call: one"], &[&format!("process {number}"), "in the middle of saving", "fg"]);
    place.refused(
        &["log", "ana", "anruf: zwei", "--lang", "de"],
        &[&format!("Prozess {number}"), "mitten im Speichern"],
    );
    place.refused(&["add", "Jan Novák", "--json"], &["\"kind\":\"store\"", &number]);
    let store = place.open();
    for _ in 0..2 {
        let refused = add(&store, "Jan Novák");
        assert!(matches!(refused, Err(StoreError::Saving { pid: named, .. }) if named == pid), "{refused:?}");
    }
    assert_eq!(place.journal(), before, "nothing is written");
    for reading in [&["due"][..], &["list"], &["search", "ana"], &["history"]] {
        place.ok(reading);
    }
    assert_eq!(store.refresh().map(|_| ()).map_err(|error| error.to_string()), Ok(()), "reading goes on");

    puppet.signal(Signal::CONT);
    assert_eq!(puppet.hears(), "done");
    add(&store, "Jan Novák").unwrap();
    place.ok(&["add", "Eva Lind"]);
    puppet.ends();
    let names = place.names();
    assert_eq!(names.into_values().collect::<Vec<_>>(), [1; 5]);
}

/// A try that was given up waits on for the lock; once it gets it, it must let it go.
#[test]
fn a_save_that_was_given_up_leaves_the_lock_to_others() {
    let (place, mut puppet) = stopped();
    let store = place.open();
    let refused = add(&store, "Jan Novák");
    assert!(matches!(refused, Err(StoreError::Saving { .. })), "{refused:?}");
    puppet.signal(Signal::CONT);
    assert_eq!(puppet.hears(), "done");
    place.ok(&["add", "Eva Lind"]);
    assert_eq!(puppet.does("add Kim Dahl"), "done");
    add(&store, "Jan Novák").unwrap();
    assert_eq!(place.names().len(), 6);
}

#[test]
fn who_is_killed_while_saving_keeps_nobody_waiting() {
    let (place, mut puppet) = stopped();
    puppet.is_killed();
    let store = place.open();
    add(&store, "Jan Novák").unwrap();
    place.ok(&["add", "Eva Lind"]);
    let names = place.names();
    // It was written and not synced: acknowledged it was not.
    assert!(names.get("Tom Olsen").is_none_or(|count| *count == 1), "{names:?}");
    for name in ["Ana Berg", "Mia Olsen", "Jan Novák", "Eva Lind"] {
        assert_eq!(names.get(name), Some(&1), "{names:?}");
    }
}

/// It is stopped after it was acknowledged: then nothing is in the middle.
#[test]
fn who_is_stopped_between_two_saves_keeps_nobody_waiting() {
    let place = Place::with(&["Ana Berg"]);
    let mut puppet = Puppet::screen(&place.dir());
    assert_eq!(puppet.does("add Mia Olsen"), "done");
    puppet.signal(Signal::STOP);
    puppet.is_stopped();
    place.ok(&["add", "Eva Lind"]);
    add(&place.open(), "Jan Novák").unwrap();
    puppet.signal(Signal::CONT);
    assert_eq!(puppet.does("until 4"), "4");
}

/// Long work under the lock is waited for, but not for ever where it stands still.
#[test]
fn who_is_stopped_while_mending_is_named_to_those_who_can_read_nothing_else() {
    let place = Place::with(&["Ana Berg", "Mia Olsen"]);
    let mut puppet = Puppet::screen(&place.dir());
    place.damage("Ana Berg", "Ana Borg");
    fs::remove_file(place.dir().join("gen-1/side")).unwrap();
    assert_eq!(puppet.does("stop-at-sync 2"), "will");
    puppet.tell("read");
    puppet.is_stopped();
    place.refused(&["due"], &[&format!("process {}", puppet.pid()), "in the middle of saving"]);
    puppet.signal(Signal::CONT);
    assert_eq!(puppet.hears(), "1");
    assert!(place.ok(&["list"]).contains("Mia Olsen"));
}

/// A session that is about to be stopped, as by Ctrl-Z, keeps neither the lock nor the archive, whatever its threads do.
#[test]
fn who_stands_aside_before_being_stopped_keeps_nobody_waiting() {
    const TIMES: usize = 12;
    let place = Place::with(&["Ana Berg"]);
    let mut puppet = Puppet::screen(&place.dir());
    assert_eq!(puppet.does("read"), "1");
    puppet.tell(&format!("stop-aside {TIMES}"));
    for time in 0..TIMES {
        puppet.is_stopped();
        place.ok(&["log", "ana", &format!("call: number {time}")]);
        assert!(place.ok(&["show", "ana"]).contains(&format!("number {time}")), "{time}");
        puppet.signal(Signal::CONT);
        assert_eq!(puppet.hears(), "back");
    }
    assert_eq!(puppet.hears(), "over");
    puppet.ends();
    assert_eq!(place.names().get("Ana Berg"), Some(&1));
}
