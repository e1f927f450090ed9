//! The store in one session: opening, full records, timelines, and what the archive costs.

use std::path::Path;

use touchbase::domain::record::RecordKind;
use touchbase::store::{Store, Wanted, Which};

use crate::Subject;
use crate::commits::{TRIES, add};
use crate::table::{Value, middle, once, row};

pub fn measure(subject: &Subject) {
    let millis = |value| Some(Value::Millis(value));
    let mut opened = Vec::new();
    let opening = middle(9, || opened.push(subject.open()));
    drop(opened);
    row("opening: the book stands", millis(25.0), opening);

    let store = subject.open();
    let some: Vec<_> = store.book().contacts().map(|row| row.id).take(TRIES).collect();
    row("the first full record: the archive opens", millis(5.0), once(|| drop(store.contact(some[0]).unwrap())));
    let mut next = some.iter().cycle();
    row("a full record", None, middle(TRIES, || drop(store.contact(*next.next().unwrap()).unwrap())));
    let mut timeline = || drop(store.timeline((*next.next().unwrap()).into(), 0, 20).unwrap());
    row("a timeline's first 20", None, middle(TRIES, &mut timeline));
    row("a commit while the archive follows", None, middle(TRIES, || add(&store)));
    row("an undo", None, middle(20, || drop(store.undo(Which::Mine).unwrap())));
    row("closing: side file written, archive let go", None, once(|| store.close()));
    archive(&subject.dir, &store);
}

/// What opening the archive costs, sealed, not closed in order, copied afresh and missing.
fn archive(dir: &Path, store: &Store) {
    let generation = dir.join("gen-1");
    let first = |what: &str| {
        row(what, None, once(|| drop(store.latest(RecordKind::Contact, None, 1, Wanted::All).unwrap())));
        store.close();
    };
    let size = |name: &str| {
        let files = std::fs::read_dir(generation.join(name)).unwrap();
        files.map(|file| file.unwrap().metadata().unwrap().len()).sum::<u64>() as f64 / 1e6
    };
    first("the archive opens: as it was sealed");
    first("… again");
    std::fs::remove_file(generation.join("archive.seal")).unwrap();
    first("… not closed in order: counted through");
    let before = size("archive");
    row("… copied afresh", None, once(|| assert!(store.compact(true, |_| true).unwrap().is_some())));
    store.close();
    row("the archive's files before", None, Value::Megabytes(before));
    row("… and after", None, Value::Megabytes(size("archive")));
    first("… opens then");
    std::fs::remove_dir_all(generation.join("archive")).unwrap();
    first("… missing: built anew");
    row("the archive's files then", None, Value::Megabytes(size("archive")));
}
