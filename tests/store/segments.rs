//! The journal's next segment.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Damage, Store, Which};

use crate::support::*;

/// A contact that fills a megabyte and a half of the journal.
fn big(ids: &mut Ids) -> Contact {
    Contact { notes: "much was said ".repeat(110_000), ..contact(ids, "Ana Berg") }
}

fn segment(dir: &Path, number: u32) -> std::path::PathBuf {
    dir.join(format!("gen-1/journal/{number:06}.jsonl"))
}

/// A store whose next commit begins the second segment.
fn full() -> Place {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    while fs::metadata(segment(&place.dir, 1)).unwrap().len() < 16 << 20 {
        add(&store, &big(&mut ids));
    }
    place
}

#[test]
fn a_full_segment_is_followed_by_the_next() {
    let place = place();
    let (store, other) = (open(&place.dir), open(&place.dir));
    let mut ids = store.ids();
    for _ in 0..13 {
        add(&store, &big(&mut ids));
    }
    assert!(segment(&place.dir, 2).exists());
    assert!(other.refresh().unwrap().iter().zip(1..).all(|(entry, seq)| entry.seq == seq));
    let ana = contact(&mut ids, "Ana Berg");
    add(&other, &ana);
    assert_eq!(other.undo(Which::Seq(1)).unwrap().undoes, Some(1), "one in the first segment");
    let seqs: Vec<u64> = store.history(99).unwrap().iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, (1..=13).rev().collect::<Vec<u64>>(), "what this session knows, across the segments");
    store.refresh().unwrap();
    assert_eq!(*store.book(), *other.book());
    assert_eq!(*open(&place.dir).book(), *other.book());
    assert_eq!(store.contact(ana.id).unwrap(), Some(ana));
    fs::remove_file(segment(&place.dir, 2)).unwrap();
    drop((store, other));
    let report = open(&place.dir).mended().remove(0);
    assert!(report.found.contains(&Damage::JournalCut), "{report:?}");
}

#[test]
fn dying_while_a_segment_is_begun() {
    let full = full();
    let length = |dir: &Path| open(dir).book().contacts().len();
    let before = length(&full.dir);
    for fault in [None, Some(500_000)] {
        for hit in 0.. {
            let place = place();
            let status =
                std::process::Command::new("cp").args(["-a".as_ref(), full.dir.as_os_str()]).arg(&place.dir).status();
            assert!(status.unwrap().success());
            let calls = Arc::new(AtomicUsize::new(0));
            let counted = calls.clone();
            let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst), call, fault) {
                (number, _, _) if number < hit => Verdict::Go,
                (number, Call::Write(_), Some(bytes)) if number == hit => Verdict::Short(bytes),
                _ => Verdict::Fail(io::Error::other("the process is dead")),
            });
            let store = Store::open_on(disk, &place.dir, screen()).unwrap();
            let mut ids = store.ids();
            let saved = commit(&store, set(Act::Add, "Ana Berg", [Change::create(big(&mut ids))])).is_ok();
            drop(store);
            let there = length(&place.dir);
            assert!(there == before + 1 || there == before && !saved, "call {hit}: {there} of {before}, {saved}");
            add(&open(&place.dir), &contact(&mut ids, "Tom Olsen"));
            assert_eq!(length(&place.dir), there + 1, "call {hit}: saving goes on");
            if calls.load(Ordering::SeqCst) <= hit {
                assert!(saved && hit > 3);
                break;
            }
        }
    }
}

#[test]
fn what_is_saved_is_synced_before_it_is_said() {
    let place = place();
    drop(open(&place.dir));
    let calls = Arc::new(Mutex::new(Vec::new()));
    let noted = calls.clone();
    let disk = Disk::hooked(move |call| {
        let call = if let Call::Write(_) = call { Call::Write(0) } else { call };
        noted.lock().unwrap().push(call);
        Verdict::Go
    });
    let store = Store::open_on(disk, &place.dir, screen()).unwrap();
    let mut ids = store.ids();
    let check = |act: &mut dyn FnMut(), expected: &[Call]| {
        calls.lock().unwrap().clear();
        act();
        assert_eq!(*calls.lock().unwrap(), expected);
    };
    let (write, line) = (Call::Write(0), [Call::Write(0), Call::Sync, Call::Write(0)]);
    check(&mut || drop(add(&store, &contact(&mut ids, "Ana Berg"))), &line);
    check(&mut || drop(store.undo(Which::Mine).unwrap()), &line);
    let many: Vec<Change> = (0..501).map(|_| Change::create(contact(&mut ids, "Ana Berg"))).collect();
    let file = [Call::Create, write, Call::Sync, Call::Rename, Call::SyncDir];
    check(&mut || drop(commit(&store, set(Act::Import, "x", many.clone())).unwrap()), &[&file[..], &line].concat());
}
