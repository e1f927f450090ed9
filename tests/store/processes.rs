//! Several real processes on one store, and processes that are killed.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use touchbase::domain::change::{Act, Change};
use touchbase::domain::company::Company;
use touchbase::domain::id::CompanyId;
use touchbase::store::disk::{Disk, Verdict};
use touchbase::store::drafts::Draft;
use touchbase::store::{Notice, Store, StoreError, Which};

use crate::support::*;

const SETS: usize = 40;
const PROCESSES: usize = 4;
const STOP: &str = "TOUCHBASE_TEST_STOP";

fn counter() -> CompanyId {
    uuid::Uuid::from_u128(7).into()
}

/// Adds one to a number that all processes add to, as often as it takes.
fn count_up(store: &Store) {
    loop {
        let (read, company) = {
            let book = store.book();
            (store.position(), book.company(counter()).unwrap().clone())
        };
        let next = company.size.parse::<usize>().unwrap() + 1;
        let counted = Company { size: next.to_string(), ..company.clone() };
        match store.commit(set(Act::Edit, "counter", [Change::edit(company, counted)]), read) {
            Ok(done) if !done.same => return,
            // Another one has set the same number: that was not this one's.
            Ok(_) | Err(StoreError::Conflict(_)) => drop(store.refresh().unwrap()),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn processes_commit_at_once_and_nothing_is_lost_or_doubled() {
    let place = place();
    let store = open(&place.dir);
    let zero = Company { size: "0".to_owned(), ..Company::new(counter(), "counter", "2026-01-05".parse().unwrap()) };
    commit(&store, set(Act::Add, "counter", [Change::create(zero)])).unwrap();
    let start = || command("processes::commits_many", &place.dir).stdout(Stdio::null()).spawn().unwrap();
    let mut processes: Vec<Child> = (0..PROCESSES).map(|_| start()).collect();
    for process in &mut processes {
        assert!(process.wait().unwrap().success());
    }
    let entries = store.refresh().unwrap();
    assert_eq!(entries.len(), 2 * SETS * PROCESSES);
    assert!(entries.iter().zip(2..).all(|(entry, seq)| entry.seq == seq), "the sequence has no gap");
    let check = |store: &Store| {
        assert_eq!(store.book().contacts().len(), SETS * PROCESSES);
        assert_eq!(store.book().company(counter()).unwrap().size, (SETS * PROCESSES).to_string());
    };
    check(&store);
    check(&open(&place.dir));
}

#[test]
fn commits_many() {
    let Some(dir) = as_child() else { return };
    let store = Store::open(&dir, verb()).unwrap();
    let mut ids = store.ids();
    for n in 0..SETS {
        add(&store, &contact(&mut ids, &format!("Contact {n}")));
        count_up(&store);
    }
    store.close();
}

#[test]
fn what_a_killed_process_acknowledged_is_there() {
    // Kills between the calls of commits, of a big set and of what comes with a screen's end.
    for stop in [0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 17, 23, 29, 31, 33, 35, 36, 37, 38, 39, 40, 41] {
        let place = place();
        drop(open(&place.dir));
        let mut process = command("processes::commits_until_killed", &place.dir)
            .env(STOP, stop.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let acknowledged: Vec<String> =
            lines.map_while(Result::ok).filter_map(|line| Some(line.split_once("saved ")?.1.to_owned())).collect();
        process.wait().unwrap();
        let store = open(&place.dir);
        let sets = usize::try_from(store.position()).unwrap();
        assert!(sets == acknowledged.len() || sets == acknowledged.len() + 1, "{stop}: {sets} of {acknowledged:?}");
        let expected: usize = (1..=sets).map(|n| if n % 4 == 0 { 600 } else { 1 }).sum();
        assert_eq!(store.book().contacts().len(), expected, "{stop}: {sets} sets");
    }
}

#[test]
fn commits_until_killed() {
    let Some(dir) = as_child() else { return };
    let stop: usize = std::env::var(STOP).unwrap().parse().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let disk = Disk::hooked(move |_| {
        if calls.fetch_add(1, Ordering::SeqCst) == stop {
            let me = rustix::process::getpid();
            rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
        }
        Verdict::Go
    });
    let store = Store::open_on(disk, &dir, screen()).unwrap();
    let mut ids = store.ids();
    for n in 1..=8 {
        let many = if n % 4 == 0 { 600 } else { 1 };
        let changes: Vec<Change> = (0..many).map(|n| Change::create(contact(&mut ids, &format!("C {n}")))).collect();
        commit(&store, set(Act::Add, "C", changes)).unwrap();
        println!("saved {n}");
    }
    store.close();
}

#[test]
fn a_session_is_told_what_others_commit() {
    let place = place();
    let (watching, other) = (open(&place.dir), open(&place.dir));
    let (sender, told) = mpsc::channel();
    watching
        .watch(move |notice| {
            if let Notice::Changed(entries) = notice {
                sender.send(entries).unwrap();
            }
        })
        .unwrap();
    let mut ids = other.ids();
    let (ana, tom) = (contact(&mut ids, "Ana Berg"), contact(&mut ids, "Tom Olsen"));
    add(&watching, &ana);
    add(&other, &tom);
    let entries = told.recv().unwrap();
    assert_eq!(entries.iter().map(|entry| entry.label.names[0].as_str()).collect::<Vec<_>>(), ["Tom Olsen"]);
    assert!(watching.book().contact(tom.id).is_some(), "the book has it when it is told");
    other.undo(Which::Mine).unwrap();
    assert_eq!(told.recv().unwrap()[0].undoes, Some(2));
    watching.close();
    assert!(told.recv().is_err(), "nobody tells any more");
}

/// Its directory is moved away and back, so that it can't be watched any more: it is looked at each second then. So is one on a
/// network, and one beyond what the system lets a user watch.
#[test]
fn a_store_that_cannot_be_watched_is_looked_at() {
    let place = place();
    let watching = open(&place.dir);
    let mut ids = watching.ids();
    // What came before it was watched is told, too.
    add(&open(&place.dir), &contact(&mut ids, "Ana Berg"));
    let (sender, told) = mpsc::channel();
    watching.watch(move |notice| drop(sender.send(notice))).unwrap();
    let wait = |name: &str| loop {
        match told.recv_timeout(Duration::from_secs(20)).unwrap() {
            Notice::Changed(entries) if entries.iter().any(|entry| entry.label.names == [name]) => break,
            _ => {}
        }
    };
    wait("Ana Berg");
    let away = place.dir.with_extension("away");
    std::fs::rename(&place.dir, &away).unwrap();
    std::fs::rename(&away, &place.dir).unwrap();
    let other = open(&place.dir);
    add(&other, &contact(&mut ids, "Tom Olsen"));
    wait("Tom Olsen");
    add(&other, &contact(&mut ids, "Mia Lund"));
    wait("Mia Lund");
    other.drafts().save(&Draft { id: uuid::Uuid::now_v7(), ..Draft::default() }).unwrap();
    while told.recv_timeout(Duration::from_secs(20)).unwrap() != Notice::Drafts {}
    watching.close();
    while told.recv().is_ok() {}
}
