//! The side file is read piece by piece, also long after it was opened: whatever becomes of it meanwhile, the book stays what the
//! journal says, and it is told.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use touchbase::domain::book::Book;
use touchbase::domain::change::Act;
use touchbase::domain::change::Change;
use touchbase::store::{Damage, Store, StoreError};

use crate::support::*;
use crate::verify::filled;

fn side(dir: &Path) -> PathBuf {
    dir.join("gen-1/side")
}

/// The book that the journal makes.
fn truth(dir: &Path) -> Book {
    let kept = fs::read(side(dir)).unwrap();
    fs::remove_file(side(dir)).unwrap();
    let book = open(dir).book().clone();
    fs::write(side(dir), kept).unwrap();
    book
}

/// All that can be asked of the book is answered as the journal says.
fn check(store: &Store, truth: &Book, what: &str) {
    let book = store.book();
    assert_eq!(book.misfits(truth), 0, "{what}: columns");
    assert_eq!(*book, *truth, "{what}");
    assert_eq!(book.to_refill(), truth.to_refill(), "{what}");
}

/// Spoils the file at a path.
type Spoil = Box<dyn Fn(&Path)>;

/// What is done to the file in its place.
fn damages(length: u64) -> Vec<(String, Spoil)> {
    let mut all: Vec<(String, Spoil)> = Vec::new();
    let spots = (0..48).map(|n| n * length / 48 + n % 7);
    for at in spots {
        let write = move |path: &Path, change: &dyn Fn(&mut [u8])| {
            let file = OpenOptions::new().read(true).write(true).open(path).unwrap();
            let mut bytes = vec![0; 64.min((length - at) as usize)];
            file.read_exact_at(&mut bytes, at).unwrap();
            change(&mut bytes);
            file.write_all_at(&bytes, at).unwrap();
        };
        all.push((format!("flipped at {at}"), Box::new(move |path| write(path, &|bytes| bytes[0] ^= 0x10))));
        all.push((format!("zeros at {at}"), Box::new(move |path| write(path, &|bytes| bytes.fill(0)))));
    }
    for to in [0, 5, 4_096, length / 2, length - 1] {
        let cut = move |path: &Path| OpenOptions::new().write(true).open(path).unwrap().set_len(to).unwrap();
        all.push((format!("cut to {to}"), Box::new(cut)));
    }
    all
}

#[test]
fn whatever_becomes_of_it_the_book_is_what_the_journal_says() {
    let place = filled();
    let whole = fs::read(side(&place.dir)).unwrap();
    let truth = truth(&place.dir);
    for (what, damage) in damages(whole.len() as u64) {
        for before in [true, false] {
            let what = format!("{what}, {}", if before { "then opened" } else { "while open" });
            fs::write(side(&place.dir), &whole).unwrap();
            let store = if before { None } else { Some(open(&place.dir)) };
            damage(&side(&place.dir));
            let is_damaged = fs::read(side(&place.dir)).unwrap() != whole;
            let store = store.unwrap_or_else(|| open(&place.dir));
            check(&store, &truth, &what);
            let told = store.mended();
            assert!(told.iter().all(|report| report.found == [Damage::Side]) && told.len() <= 1, "{what}: {told:?}");
            // What of it is read only where a record is read alone was read, too.
            assert!(!before || told.len() == usize::from(is_damaged), "{what}: {told:?}");
            if !told.is_empty() {
                store.close();
                drop(store);
                let again = open(&place.dir);
                check(&again, &truth, &what);
                assert!(again.mended().is_empty(), "{what}: it was written anew");
            }
        }
    }
}

#[test]
fn what_changed_is_in_the_next_one_and_the_rest_as_it_was() {
    let place = filled();
    for round in 0..3 {
        let store = open(&place.dir);
        let mut ids = store.ids();
        let nora = contact(&mut ids, &format!("Nora {round}"));
        add(&store, &nora);
        for day in 1..5 {
            let call = call(&mut ids, nora.id, day, "hello");
            commit(&store, set(Act::Log, "Nora", [Change::create(call)])).unwrap();
        }
        let old = fs::read(side(&place.dir)).unwrap();
        store.close();
        assert_ne!(fs::read(side(&place.dir)).unwrap(), old);
        drop(store);
        let truth = truth(&place.dir);
        let store = open(&place.dir);
        check(&store, &truth, &format!("round {round}"));
        assert!(store.mended().is_empty());
    }
}

#[test]
fn a_file_that_is_replaced_stays_readable() {
    let place = filled();
    let before = open(&place.dir);
    let writer = open(&place.dir);
    let mut ids = writer.ids();
    (0..5).for_each(|n| drop(add(&writer, &contact(&mut ids, &format!("Nora {n}")))));
    let old = fs::read(side(&place.dir)).unwrap();
    writer.close();
    assert_ne!(fs::read(side(&place.dir)).unwrap(), old);
    before.refresh().unwrap();
    check(&before, &truth(&place.dir), "replaced");
    assert!(before.mended().is_empty());
}

#[test]
fn where_the_truth_is_damaged_too_nothing_is_made_up() {
    let place = filled();
    let bytes = fs::read(side(&place.dir)).unwrap();
    fs::write(side(&place.dir), [&bytes[..4_096], &vec![0; bytes.len() - 4_096]].concat()).unwrap();
    let segment = place.dir.join("gen-1/journal/000001.jsonl");
    let mut journal = fs::read(&segment).unwrap();
    let middle = journal.len() / 2;
    journal[middle] ^= 0x10;
    fs::write(&segment, journal).unwrap();
    let store = Store::open_read_only(&place.dir, screen()).unwrap();
    store.book().contacts().count();
    assert!(matches!(store.stand_by(), Err(StoreError::Unmended { .. })));
    drop(store);
    let store = open(&place.dir);
    store.book().contacts().count();
    store.stand_by().unwrap();
    assert!(store.mended().iter().any(|report| report.found != [Damage::Side]), "it was mended");
    assert!(store.book().contacts().all(|row| !row.name.is_empty()));
}
