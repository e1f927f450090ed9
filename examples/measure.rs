//! Measures the store against what it is meant to hold, and prints figure, target and measured:
//!
//! ```sh
//! cargo run --release --example generate -- --contacts 10000 --interactions 100000 --store /tmp/large
//! cargo run --release --example measure -- /tmp/large
//! ```
//!
//! It works on the store named and adds a few sets to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::domain::record::RecordKind;
use touchbase::domain::search::Words;
use touchbase::store::{Search, Store, Wanted, Which, Who};

/// How often each is tried; the middle one counts.
const TRIES: usize = 200;

fn main() {
    let dir: PathBuf = std::env::args_os().nth(1).expect("the store's directory is named").into();
    println!("{:<58} {:>12} {:>12}", "figure", "target", "measured");

    let mut opened = Vec::new();
    let opening = middle(9, || opened.push(open(&dir)));
    drop(opened);
    row("opening: the book stands", "25 ms", opening);

    let store = open(&dir);
    let bare = bare_append(&store);
    row("an append with fdatasync, bare", "", bare);
    let commit = middle(TRIES, || add(&store));
    row("a commit", "", commit);
    println!("{:<58} {:>12} {:>12.2}", "… as a multiple of the bare append", "2", ratio(commit, bare));

    let some: Vec<_> = store.book().contacts().map(|row| row.id).take(TRIES).collect();
    row("the first full record: the archive opens", "5 ms", once(|| drop(store.contact(some[0]).unwrap())));
    let mut next = some.iter().cycle();
    row("a full record", "", middle(TRIES, || drop(store.contact(*next.next().unwrap()).unwrap())));
    row(
        "a timeline's first 20",
        "",
        middle(TRIES, || {
            drop(store.timeline((*next.next().unwrap()).into(), 0, 20).unwrap());
        }),
    );
    let words = |typed: &str| Search::new(Words::new(typed), 50);
    let search = |search: &Search| drop(store.search_texts(search, &|| true).unwrap());
    row("the first search in what was said, the file made or read", "", once(|| search(&words("offer"))));
    // What a thread of its own writes then is waited for.
    store.close();
    row("a search in what was said, its first 50 hits", "25 ms", middle(TRIES, || search(&words("offer"))));
    row("… two words", "25 ms", middle(TRIES, || search(&words("price offer"))));
    row("… a word that stands nowhere: all of it", "", middle(TRIES, || search(&words("xyzzy"))));
    let following = middle(TRIES, || add(&store));
    println!("{:<58} {:>12} {:>12.2}", "a commit while the archive follows, the same", "2", ratio(following, bare));
    row("an undo", "", middle(20, || drop(store.undo(Which::Mine).unwrap())));
    row("closing: side file written, archive let go", "", once(|| store.close()));
    archive(&dir, &store);
    let sets = store.position();
    println!("({} contacts, {sets} sets)", store.book().contacts().len());
}

/// What opening the archive costs, sealed, not closed in order, copied afresh and missing.
fn archive(dir: &Path, store: &Store) {
    let generation = dir.join("gen-1");
    let first = |what: &str| {
        row(what, "", once(|| drop(store.latest(RecordKind::Contact, None, 1, Wanted::All).unwrap())));
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
    row("… copied afresh", "", once(|| assert!(store.compact(true, |_| true).unwrap().is_some())));
    store.close();
    println!(
        "{:<58} {:>12} {:>9.1} MB",
        "the archive's files, before and after",
        format!("{before:.1} MB"),
        size("archive")
    );
    first("… opens then");
    std::fs::remove_dir_all(generation.join("archive")).unwrap();
    first("… missing: built anew");
    println!("{:<58} {:>12} {:>9.1} MB", "the archive's files then", "", size("archive"));
}

fn open(dir: &Path) -> Store {
    Store::open(dir, Who { author: "measure".into(), screen: true }).unwrap()
}

fn add(store: &Store) {
    let contact = Contact::new(store.ids().draw(), "Ana Berg", "2026-01-05".parse().unwrap());
    let set = Set::new(Label::new(Act::Add, "Ana Berg"), [Change::create(contact)]);
    store.commit(set, store.position()).unwrap();
}

/// Appends as many bytes as `add` does to a file beside the journal.
fn bare_append(store: &Store) -> Duration {
    let path = store.dir().join("measure");
    let mut file = File::create(&path).unwrap();
    let took = middle(TRIES, || {
        file.write_all(&[b'x'; 420]).unwrap();
        file.sync_data().unwrap();
    });
    std::fs::remove_file(path).unwrap();
    took
}

fn once(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

fn middle(tries: usize, mut act: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..tries).map(|_| once(&mut act)).collect();
    all.sort_unstable();
    all[tries / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn row(figure: &str, target: &str, measured: Duration) {
    println!("{figure:<58} {target:>12} {:>9.3} ms", measured.as_secs_f64() * 1_000.0);
}
