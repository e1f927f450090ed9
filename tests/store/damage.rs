//! Files that are cut, flipped, emptied, lost or foreign: all that was saved is there, or it is said what is not.

use std::fs;
use std::path::{Path, PathBuf};

use touchbase::domain::book::Book;
use touchbase::domain::change::{Act, Change};
use touchbase::store::{Store, StoreError};

use crate::support::*;

fn journal(dir: &Path) -> PathBuf {
    dir.join("gen-1/journal/000001.jsonl")
}

/// A store with three contacts, and what its journal, lock and book were after each.
struct Three {
    place: Place,
    after: Vec<(Vec<u8>, Vec<u8>, Book)>,
}

fn three() -> Three {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let mut after = Vec::new();
    for name in ["Ana Berg", "Tom Olsen", "Eva Çelik"] {
        add(&store, &contact(&mut ids, name));
        let file = |path: PathBuf| fs::read(path).unwrap();
        after.push((file(journal(&place.dir)), file(place.dir.join("lock")), store.book().clone()));
    }
    Three { place, after }
}

/// Opening is refused with the damaged file's name, and nothing is changed by that, nor by trying to save.
fn refused(dir: &Path, file: &Path, what: &str) {
    let before = fs::read(file).ok();
    match Store::open(dir, screen()) {
        Err(StoreError::Damaged { path, .. }) => assert_eq!(path, file, "{what}"),
        Err(error) => panic!("{what}: {error:?}"),
        Ok(store) => panic!("{what}: opened with {} contacts", store.book().contacts().len()),
    }
    assert_eq!(fs::read(file).ok(), before, "{what}: it was changed");
}

#[test]
fn a_torn_line_is_cut_off() {
    let Three { place, after } = three();
    let (two, witness, book) = &after[1];
    let third = &after[2].0[two.len()..];
    for length in 0..third.len() {
        for zeros in [0, 1, 700] {
            let torn = [two, &third[..length], &vec![0; zeros]].concat();
            fs::write(journal(&place.dir), torn).unwrap();
            fs::write(place.dir.join("lock"), witness).unwrap();
            let store = open(&place.dir);
            assert_eq!(*store.book(), *book, "{length} bytes and {zeros} zeros");
            if length % 20 == 0 {
                let mut ids = store.ids();
                let nora = contact(&mut ids, "Nora Lind");
                add(&store, &nora);
                let book = store.book().clone();
                assert_eq!(*open(&place.dir).book(), book, "{length} bytes and {zeros} zeros, then saved");
            }
        }
    }
}

#[test]
fn a_page_that_never_reached_the_disk_is_cut_off() {
    let Three { place, after } = three();
    let (two, witness, book) = &after[1];
    let mut bytes = after[2].0.clone();
    let end = bytes.len() - 30;
    bytes[two.len() + 5..end].fill(0);
    fs::write(journal(&place.dir), bytes).unwrap();
    fs::write(place.dir.join("lock"), witness).unwrap();
    assert_eq!(*open(&place.dir).book(), *book);
}

#[test]
fn a_cut_journal_is_reported_where_the_lock_knows_better() {
    let Three { place, after } = three();
    let whole = &after[2].0;
    for length in 0..whole.len() {
        fs::write(journal(&place.dir), &whole[..length]).unwrap();
        refused(&place.dir, &journal(&place.dir), &format!("cut to {length} bytes"));
    }
}

#[test]
fn a_journal_cut_under_an_open_session_is_reported() {
    let Three { place, after } = three();
    let store = open(&place.dir);
    fs::write(journal(&place.dir), &after[1].0).unwrap();
    let mut ids = store.ids();
    let nora = contact(&mut ids, "Nora Lind");
    let refused = commit(&store, set(Act::Add, "Nora Lind", [Change::create(nora)]));
    assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
    assert_eq!(fs::read(journal(&place.dir)).unwrap(), after[1].0);
}

#[test]
fn any_flipped_byte_is_reported() {
    let Three { place, after } = three();
    let whole = &after[2].0;
    for at in 0..whole.len() {
        for flip in [0x01, 0x80, whole[at]] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            fs::write(journal(&place.dir), bytes).unwrap();
            refused(&place.dir, &journal(&place.dir), &format!("byte {at} flipped by {flip:#x}"));
        }
    }
}

#[test]
fn a_lost_or_emptied_file_is_never_an_empty_store() {
    for (name, empty) in [("CURRENT", false), ("CURRENT", true), ("journal", false), ("journal", true)] {
        let Three { place, .. } = three();
        let file = if name == "CURRENT" { place.dir.join(name) } else { journal(&place.dir) };
        if empty { fs::write(&file, "") } else { fs::remove_file(&file) }.unwrap();
        refused(&place.dir, &file, name);
    }
}

#[test]
fn the_journal_of_another_store_is_refused() {
    let (one, other) = (three(), three());
    fs::copy(journal(&other.place.dir), journal(&one.place.dir)).unwrap();
    refused(&one.place.dir, &journal(&one.place.dir), "foreign");
}

#[test]
fn without_the_lock_it_opens_and_saves() {
    let Three { place, after } = three();
    fs::remove_file(place.dir.join("lock")).unwrap();
    let store = open(&place.dir);
    assert_eq!(*store.book(), after[2].2);
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Nora Lind"));
}

#[test]
fn the_file_of_a_big_set_is_checked() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let many: Vec<Change> = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}")))).collect();
    commit(&store, set(Act::Import, "contacts.vcf", many)).unwrap();
    drop(store);
    let file = fs::read_dir(place.dir.join("gen-1/sets")).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(997) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&file, &bytes).unwrap();
        refused(&place.dir, &file, &format!("byte {at}"));
        fs::write(&file, &whole[..at]).unwrap();
        refused(&place.dir, &file, &format!("cut to {at}"));
    }
    fs::remove_file(&file).unwrap();
    refused(&place.dir, &file, "gone");
}

#[test]
fn a_side_file_costs_time_never_truth() {
    let Three { place, after } = three();
    let side = place.dir.join("gen-1/side");
    let store = open(&place.dir);
    store.close();
    // A screen that changed nothing leaves it to whoever did.
    drop(store);
    let mut ids = open(&place.dir).ids();
    let store = open(&place.dir);
    add(&store, &contact(&mut ids, "Nora Lind"));
    let old = fs::read(&side).ok();
    store.close();
    let book = store.book().clone();
    drop(store);
    let whole = fs::read(&side).unwrap();
    let foreign = {
        let other = three();
        let store = open(&other.place.dir);
        add(&store, &contact(&mut ids, "Ole Dahl"));
        store.close();
        fs::read(other.place.dir.join("gen-1/side")).unwrap()
    };
    let check = |bytes: Option<&[u8]>, what: &str| {
        match bytes {
            Some(bytes) => fs::write(&side, bytes).unwrap(),
            None => drop(fs::remove_file(&side)),
        }
        assert_eq!(*open(&place.dir).book(), book, "{what}");
    };
    check(Some(&whole), "whole");
    check(None, "missing");
    check(old.as_deref(), "old");
    check(Some(&foreign), "foreign");
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        check(Some(&bytes), &format!("byte {at} flipped"));
        check(Some(&whole[..at]), &format!("cut to {at}"));
    }
    // It stands for more than the journal holds: then the journal lost its end.
    fs::write(&side, &whole).unwrap();
    fs::write(journal(&place.dir), &after[2].0).unwrap();
    fs::write(place.dir.join("lock"), &after[2].1).unwrap();
    refused(&place.dir, &journal(&place.dir), "shorter than the side file says");
}
