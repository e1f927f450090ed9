//! The journal's beginning goes when it is old and a backup stands for it: what is there stays, and so does what is told of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordId, RecordKind};
use touchbase::domain::search::Words;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Done, GoingOn, Resting, Search, Store, StoreError, Which};

use crate::support::*;

/// Days after the first of January 2026.
#[derive(Clone)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(0)))
    }

    fn at(&self, days: i64) {
        self.0.store(days, Ordering::SeqCst);
    }

    fn now(&self) -> DateTime<FixedOffset> {
        let start: DateTime<FixedOffset> = "2026-01-01T09:00:00+01:00".parse().unwrap();
        start + TimeDelta::days(self.0.load(Ordering::SeqCst))
    }

    /// A disk with this clock and segments of a few sets.
    fn on(&self, disk: Disk) -> Disk {
        let clock = self.clone();
        disk.with_segments(2_000).with_clock(move || clock.now())
    }

    fn open(&self, dir: &Path) -> Store {
        Store::open_on(self.on(Disk::default()), dir, screen()).unwrap()
    }
}

fn always() -> Resting {
    Arc::new(|| true)
}

fn ids() -> Ids {
    Ids::seeded(1_790_000_000_000, 1)
}

/// Each day a contact, on the first two hundred at once, which is taken back later.
fn fill(store: &Store, clock: &Clock, days: std::ops::Range<i64>) -> Vec<Contact> {
    let mut ids = Ids::seeded(1_790_000_000_000 + days.start.unsigned_abs() * 1_000_000, 2);
    let mut made = Vec::new();
    for day in days {
        clock.at(day);
        if day == 1 {
            let many = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Imported {n}"))));
            commit(store, set(Act::Import, "list.csv", many)).unwrap();
        }
        let one = Contact { notes: "met at the fair ".repeat(5), ..contact(&mut ids, &format!("Contact {day}")) };
        add(store, &one);
        made.push(one);
    }
    made
}

fn do_chores(store: &Store, clock: &Clock) -> Done {
    let done = store.chores(clock.now(), &always()).unwrap();
    assert!(done.unwell.is_empty(), "{:?}", done.unwell);
    done
}

fn segments(dir: &Path) -> Vec<u32> {
    let mut all: Vec<u32> = names(&dir.join("gen-1/journal")).iter().map(|name| name[..6].parse().unwrap()).collect();
    all.sort_unstable();
    all
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

fn records(store: &Store) -> Vec<Record> {
    let mut all = Vec::new();
    for kind in RecordKind::ALL {
        let keep = |record| {
            all.push(record);
            Ok::<_, ()>(())
        };
        store.each(kind, keep).unwrap();
    }
    all
}

/// A store that can be trimmed on day 200: the first half of its sets is old.
fn old() -> (Place, Clock, Vec<Contact>) {
    let (place, clock) = (place(), Clock::new());
    let store = clock.open(&place.dir);
    let mut made = fill(&store, &clock, 0..20);
    made.extend(fill(&store, &clock, 180..190));
    clock.at(200);
    store.close();
    (place, clock, made)
}

#[test]
fn what_is_old_goes_and_what_is_there_stays() {
    let (place, clock, made) = old();
    let store = clock.open(&place.dir);
    let (book, all) = (store.book().clone(), records(&store));
    let before = store.past(&[], 99).unwrap();
    let done = do_chores(&store, &clock);
    let begins = done.begins.unwrap();
    assert!(done.backup.is_some());
    assert!((15..=22).contains(&begins), "sets of the first days are gone: {begins}");
    assert_eq!(store.history_begins().unwrap(), begins);
    assert!(segments(&place.dir)[0] > 1, "{:?}", segments(&place.dir));
    assert_eq!(names(&place.dir.join("gen-1/sets")), [""; 0], "the import's file went with its line");
    assert!(names(&place.dir.join("gen-1")).contains(&"base".to_owned()));
    let told = store.past(&[], 99).unwrap();
    assert_eq!(told, before[..told.len()], "the rest is told as before");
    assert_eq!(told.last().unwrap().entry.seq, begins);
    // Again there is nothing to do.
    assert!(do_chores(&store, &clock).begins.is_none());

    // Undo and the history reach as far.
    for (seq, trimmed) in [(1, true), (begins - 1, true), (begins, false)] {
        match store.undo(Which::Seq(seq)) {
            Err(StoreError::Trimmed { seq: of, first }) => assert_eq!((of, first, trimmed), (seq, begins, true)),
            undone => assert_eq!((undone.unwrap().undoes, trimmed), (Some(seq), false)),
        }
    }
    assert!(matches!(store.undo(Which::Seq(999)), Err(StoreError::NoSuchSet(999))));
    store.undo(Which::Last).unwrap();
    let first = RecordId::new(RecordKind::Contact, made[0].id.0);
    assert!(matches!(store.undo(Which::Touching(first)), Err(StoreError::NothingToUndo)));
    assert_eq!(store.past(&[first], 9).unwrap(), []);
    store.redo().unwrap();
    drop(store);
    // What was read before is as it was, whatever it is read from.
    let expect: Vec<Record> = all
        .into_iter()
        .filter(|record| record.id().id != told.last().map(|set| set.entry.touched[0].id).unwrap())
        .collect();
    for gone in ["", "side", "texts", "archive"] {
        let path = place.dir.join("gen-1").join(gone);
        if path.is_dir() && !gone.is_empty() {
            fs::remove_dir_all(&path).unwrap();
        } else if !gone.is_empty() && path.exists() {
            fs::remove_file(&path).unwrap();
        }
        let store = clock.open(&place.dir);
        assert_eq!(records(&store), expect, "without {gone}");
        assert_eq!(store.book().contacts().len(), book.contacts().len() - 1, "without {gone}");
    }
}

#[test]
fn no_clock_makes_sets_old() {
    // What was committed on which days, what day it is then, and whether anything may go.
    for (days, now, goes) in [
        (vec![0, 100], 200, true),
        (vec![0, 80], 200, false),
        (vec![0], 200, false),
        // A clock that was behind for a while.
        (vec![150, -400, 180], 200, false),
        (vec![150, -400, 250], 300, true),
        // One that is ahead now.
        (vec![0, 10], 4_000, false),
        // One that is behind now.
        (vec![0, 100], -300, false),
        // One that was ahead: the sets tell of years.
        (vec![0, 3_000, 20], 60, false),
    ] {
        let (place, clock) = (place(), Clock::new());
        let store = clock.open(&place.dir);
        let mut ids = ids();
        for day in &days {
            clock.at(*day);
            for n in 0..9 {
                add(&store, &contact(&mut ids, &format!("Contact {n}")));
            }
        }
        clock.at(now);
        let done = do_chores(&store, &clock);
        assert_eq!(done.begins.is_some(), goes, "sets of {days:?}, on {now}: {:?}", done.begins);
    }
}

/// A copy of the store.
fn copy(from: &Path) -> Place {
    let to = place();
    let done = std::process::Command::new("cp").arg("-a").arg(from).arg(&to.dir).status().unwrap();
    assert!(done.success());
    to
}

#[test]
fn dying_anywhere_while_it_is_trimmed() {
    let (full, clock, _) = old();
    let store = clock.open(&full.dir);
    // Only the trimming is to die.
    store.back_up(None, &(Arc::new(|_, _| true) as _)).unwrap();
    let (expect, book) = (records(&store), store.book().clone());
    store.close();
    let mut seen = Vec::new();
    for hit in 0.. {
        let place = copy(&full.dir);
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst), call) {
            (number, _) if number < hit => Verdict::Go,
            (number, Call::Write(n)) if number == hit => Verdict::Short(n / 2),
            _ => Verdict::Fail(io::Error::other("the process is dead")),
        });
        let store = Store::open_on(clock.on(disk), &place.dir, screen()).unwrap();
        let ended = store.chores(clock.now(), &always());
        drop(store);
        let store = clock.open(&place.dir);
        assert_eq!(*store.book(), book, "call {hit}");
        assert_eq!(records(&store), expect, "call {hit}");
        let begins = store.history_begins().unwrap();
        let told = store.past(&[], 99).unwrap();
        assert_eq!(told.last().unwrap().entry.seq, begins, "call {hit}");
        seen.push(begins);
        // It is brought to its end.
        do_chores(&store, &clock);
        assert_eq!(segments(&place.dir)[0], segments(&place.dir).into_iter().min().unwrap());
        assert!(store.history_begins().unwrap() > 1, "call {hit}");
        assert_eq!(names(&place.dir.join("gen-1/sets")), [""; 0], "call {hit}");
        let left: Vec<String> =
            names(&place.dir.join("gen-1")).into_iter().filter(|name| name.ends_with(".new")).collect();
        assert_eq!(left, [""; 0], "call {hit}");
        add(&store, &contact(&mut ids(), "Tom Olsen"));
        store.close();
        // From base and journal alone.
        for derived in ["side", "texts"] {
            let _ = fs::remove_file(place.dir.join("gen-1").join(derived));
        }
        fs::remove_dir_all(place.dir.join("gen-1/archive")).unwrap();
        assert_eq!(records(&clock.open(&place.dir)).len(), expect.len() + 1, "call {hit}");
        if calls.load(Ordering::SeqCst) <= hit {
            assert!(ended.unwrap().unwell.is_empty() && hit > 8, "the fault was never met");
            break;
        }
    }
    seen.dedup();
    assert!(seen.len() == 2 && seen[0] == 1, "it is trimmed or not: {seen:?}");
}

#[test]
fn another_session_goes_on() {
    let (place, clock, made) = old();
    let (store, other) =
        (clock.open(&place.dir), Store::open_on(clock.on(Disk::default()), &place.dir, verb()).unwrap());
    let before = other.past(&[], 99).unwrap().len();
    let begins = do_chores(&store, &clock).begins.unwrap();
    assert!(other.refresh().unwrap().is_empty());
    assert_eq!(*other.book(), *store.book());
    let told = other.past(&[], 99).unwrap();
    assert!(told.len() < before);
    assert_eq!(told.last().unwrap().entry.seq, begins);
    assert!(other.done_once("none").unwrap().is_none());
    add(&other, &contact(&mut ids(), "Tom Olsen"));
    store.refresh().unwrap();
    assert_eq!(*other.book(), *store.book());
    assert_eq!(store.contact(made[3].id).unwrap().as_ref(), Some(&made[3]));
    let search = Search::new(Words::new("fair"), 99);
    assert_eq!(other.search_texts(&search, &|| true).unwrap().said.len(), made.len());
}

#[test]
fn what_was_not_trimmed_is_missed() {
    let (place, clock, _) = old();
    let store = clock.open(&place.dir);
    do_chores(&store, &clock);
    drop(store);
    let lowest: PathBuf = place.dir.join(format!("gen-1/journal/{:06}.jsonl", segments(&place.dir)[0]));
    // What a trimming left that was cut short isn't the history's.
    fs::copy(&lowest, place.dir.join("gen-1/journal/000001.jsonl")).unwrap();
    let store = clock.open(&place.dir);
    assert!(store.history_begins().unwrap() > 1);
    do_chores(&store, &clock);
    assert!(segments(&place.dir)[0] > 1);
    drop(store);
    fs::remove_file(&lowest).unwrap();
    let mended = clock.open(&place.dir).mended();
    assert!(mended[0].missing.is_empty() && !mended[0].untold.is_empty(), "{mended:?}");
}

#[test]
fn the_next_generation_knows_where_its_history_begins() {
    let (place, clock, _) = old();
    let store = clock.open(&place.dir);
    let done = do_chores(&store, &clock);
    let (begins, backup) = (done.begins.unwrap(), done.backup.unwrap());
    let going_on: GoingOn = Arc::new(|_, _| true);
    let plan = store.plan_restore(&backup.path, &going_on).unwrap();
    store.restore(&plan, &going_on).unwrap();
    assert_eq!(store.history_begins().unwrap(), begins);
    store.close();
    drop(store);
    let first = place.dir.join("gen-2/journal/000001.jsonl");
    let text = fs::read_to_string(&first).unwrap().replacen("\"author\":\"ana\"", "\"author\":\"ane\"", 1);
    fs::write(&first, text).unwrap();
    let store = clock.open(&place.dir);
    assert!(!store.past(&[], 99).unwrap().is_empty());
    let reports = store.mended();
    assert!(reports[0].missing.is_empty(), "{reports:?}");
    let untold: Vec<(u64, u64)> = reports[0].untold.iter().map(|sets| (sets.first, sets.last)).collect();
    assert_eq!(untold, [(begins, begins)], "what was trimmed isn't missed");
}
