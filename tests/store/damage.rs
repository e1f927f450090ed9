//! Files that are cut, flipped, emptied, lost or foreign: all that was saved is there, or it is said what is not.

use std::fs;
use std::path::{Path, PathBuf};

use touchbase::domain::book::Book;
use touchbase::store::{Damage, Store, StoreError};

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
    for name in NAMES {
        add(&store, &contact(&mut ids, name));
        let file = |path: PathBuf| fs::read(path).unwrap();
        after.push((file(journal(&place.dir)), file(place.dir.join("lock")), store.book().clone()));
    }
    Three { place, after }
}

const NAMES: [&str; 3] = ["Ana Berg", "Tom Olsen", "Eva Çelik"];

/// After damage the store opens with all but what it says is missing, and saving goes on; or, where nothing is left, it is
/// refused and nothing is changed.
fn told(dir: &Path, what: &str) {
    let left = |store: &Store| -> Vec<String> { store.book().contacts().map(|row| row.name.clone()).collect() };
    let store = match Store::open(dir, screen()) {
        Ok(store) => store,
        Err(StoreError::Damaged { .. }) => return,
        Err(error) => panic!("{what}: {error:?}"),
    };
    let reports = store.mended();
    assert_eq!(reports.len(), 1, "{what}: {reports:?}");
    let missing = |seq: u64| reports[0].missing.iter().any(|of| of.sets.first <= seq && seq <= of.sets.last);
    let mut expected: Vec<&str> = (1..).zip(NAMES).filter(|(seq, _)| !missing(*seq)).map(|(_, name)| name).collect();
    expected.sort_unstable();
    let mut there = left(&store);
    there.sort_unstable();
    assert_eq!(there, expected, "{what}: {reports:?}");
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Nora Lind"));
    let book = store.book().clone();
    drop(store);
    assert_eq!(*open(dir).book(), book, "{what}, then saved");
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
fn a_cut_journal_is_told_where_the_lock_knows_better() {
    let length = three().after[2].0.len();
    for to in (0..length).step_by(83) {
        let Three { place, after } = three();
        let to = to.min(after[2].0.len() - 1);
        fs::write(journal(&place.dir), &after[2].0[..to]).unwrap();
        told(&place.dir, &format!("cut to {to} bytes"));
    }
}

#[test]
fn any_flipped_byte_is_told() {
    let length = three().after[2].0.len();
    for at in (0..length).step_by(29) {
        let Three { place, after } = three();
        let mut bytes = after[2].0.clone();
        let at = at.min(bytes.len() - 1);
        bytes[at] ^= [0x01, 0x80, bytes[at]][at % 3];
        fs::write(journal(&place.dir), bytes).unwrap();
        told(&place.dir, &format!("byte {at} flipped"));
    }
}

#[test]
fn a_lost_or_emptied_journal_is_never_an_empty_store() {
    for empty in [false, true] {
        let Three { place, .. } = three();
        let file = journal(&place.dir);
        if empty { fs::write(&file, "") } else { fs::remove_file(&file) }.unwrap();
        refused(&place.dir, &file, "journal");
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
        let store = open(&place.dir);
        assert_eq!(*store.book(), book, "{what}");
        assert_eq!(store.book().misfits(&book), 0, "{what}");
        // What nothing above has read is read by this.
        assert_eq!(store.book().to_refill(), book.to_refill(), "{what}");
        let told: Vec<Damage> = store.mended().into_iter().flat_map(|report| report.found).collect();
        let quiet = ["whole", "missing", "old"].contains(&what) || what == "another version's";
        assert_eq!(told, if quiet { vec![] } else { vec![Damage::Side] }, "{what}");
    };
    check(Some(&whole), "whole");
    check(None, "missing");
    check(old.as_deref(), "old");
    check(Some(&foreign), "foreign");
    // What stands in front byte by byte, the rest here and there.
    for at in (0..40).chain((40..whole.len()).step_by(11)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        check(Some(&bytes), if at == 7 { "another version's" } else { "flipped" });
        check(Some(&whole[..at]), &format!("cut to {at}"));
    }
    // It stands for more than the journal holds: then the journal lost its end.
    fs::write(&side, &whole).unwrap();
    fs::write(journal(&place.dir), &after[2].0).unwrap();
    fs::write(place.dir.join("lock"), &after[2].1).unwrap();
    let store = open(&place.dir);
    let report = store.mended().remove(0);
    assert!(report.found.contains(&Damage::JournalCut), "{report:?}");
}
