//! What a store needs now and then is done when its day has come, by whoever has the archive, and stops when it is told to.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use touchbase::domain::id::Ids;
use touchbase::store::disk::{Disk, Verdict};
use touchbase::store::{Done, Resting, Store, StoreError, Unwell};

use crate::support::{self, *};

fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

fn on() -> Resting {
    Arc::new(|| true)
}

fn after(store: &Store, hours: i64) -> Done {
    store.chores(now() + TimeDelta::hours(hours), &on()).unwrap()
}

fn filled() -> (Place, Store, Ids) {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Ana Berg"));
    (place, store, ids)
}

fn backups(dir: &Path) -> usize {
    fs::read_dir(dir.join("backups")).map_or(0, |entries| entries.count())
}

#[test]
fn a_backup_is_written_when_its_day_has_come_and_there_is_something_new() {
    let (place, store, mut ids) = filled();
    assert!(after(&store, 0).backup.is_some());
    assert!(after(&store, 30).backup.is_none(), "there is nothing new");
    add(&store, &contact(&mut ids, "Tom Olsen"));
    assert!(after(&store, 23).backup.is_none(), "its day hasn't come");
    assert!(after(&store, 25).backup.is_some());
    assert_eq!(backups(&place.dir), 2, "all of the last day stay");
    let empty = support::place();
    assert!(after(&open(&empty.dir), 0).backup.is_none(), "an empty store needs none");
}

#[test]
fn what_rests_stops_at_once_and_changes_nothing() {
    let (place, store, _) = filled();
    let asked = Arc::new(AtomicUsize::new(0));
    for let_through in 0.. {
        let (counted, limit) = (asked.clone(), let_through);
        asked.store(0, Ordering::SeqCst);
        let resting: Resting = Arc::new(move || counted.fetch_add(1, Ordering::SeqCst) < limit);
        match store.chores(now(), &resting) {
            Err(StoreError::Stopped) => {}
            done => {
                assert!(done.unwrap().unwell.is_empty() && let_through > 3, "{let_through}");
                break;
            }
        }
        assert!(names(&place.dir.join("backups")).iter().all(|name| !name.ends_with(".part")));
    }
    assert_eq!(backups(&place.dir), 1);
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn only_one_session_does_it_and_lets_the_archive_go() {
    let (place, store, _) = filled();
    store.contact(store.book().contacts().next().unwrap().id).unwrap();
    let other = open(&place.dir);
    // Locks are between open files, so another session of this process is as another process.
    assert!(after(&other, 0).others, "the other has the archive");
    store.close();
    assert!(after(&other, 0).backup.is_some());
    assert!(!after(&store, 0).others, "it was let go");
}

#[test]
fn a_verb_with_the_archive_open_backs_a_small_store_up() {
    let (place, store, _) = filled();
    store.close();
    let ana = store.book().contacts().next().unwrap().id;
    let without = Store::open(&place.dir, verb()).unwrap();
    without.close();
    assert_eq!(backups(&place.dir), 0);
    let with = Store::open(&place.dir, verb()).unwrap();
    with.contact(ana).unwrap();
    with.close();
    assert_eq!(backups(&place.dir), 1);
    let again = Store::open(&place.dir, verb()).unwrap();
    again.contact(ana).unwrap();
    again.close();
    assert_eq!(backups(&place.dir), 1);
}

#[test]
fn it_is_said_when_there_is_no_backup_for_days() {
    let (place, store, mut ids) = filled();
    after(&store, 0);
    add(&store, &contact(&mut ids, "Tom Olsen"));
    store.close();
    drop(store);
    let disk = Disk::seen_by(Arc::new(NoBackups));
    let store = Store::open_on(disk, &place.dir, screen()).unwrap();
    assert!(after(&store, 30).unwell.is_empty(), "the last one is of yesterday");
    let done = after(&store, 60);
    assert!(matches!(&done.unwell[..], [Unwell::NoBackup { last: Some(_), why: StoreError::Full { .. } }]), "{done:?}");
}

/// A disk that is full where backups are.
struct NoBackups;

impl touchbase::store::disk::Hook for NoBackups {
    fn before(&self, op: &touchbase::store::disk::Op) -> Verdict {
        let is_backup = op.path.is_some_and(|path| path.to_string_lossy().contains("/backups/"));
        if is_backup { Verdict::Fail(std::io::ErrorKind::StorageFull.into()) } else { Verdict::Go }
    }
}

#[test]
fn what_was_set_aside_long_ago_goes() {
    let (place, store, _) = filled();
    let aside = place.dir.join("aside");
    let put = |name: &str, is_dir: bool| {
        fs::create_dir_all(&aside).unwrap();
        if is_dir { fs::create_dir(aside.join(name)) } else { fs::write(aside.join(name), "{}") }.unwrap();
    };
    for year in 2019..2024 {
        put(&format!("{year}-03-01T120000.000-gen-1"), true);
    }
    put("2018-03-01T120000.000.report", false);
    put("2018-03-01T120000.000.seen", false);
    put("archive-2017-03-01T120000.000", true);
    put("mine", true);
    after(&store, 0);
    let mut left = names(&aside);
    left.sort_unstable();
    let stays = ["2021-03-01T120000.000-gen-1", "2022-03-01T120000.000-gen-1", "2023-03-01T120000.000-gen-1"];
    assert_eq!(left, [&["2018-03-01T120000.000.report"][..], &stays, &["mine"]].concat());
}
