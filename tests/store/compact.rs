//! Compaction: less room, the same records, whatever comes in between.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::store::disk::{Disk, Verdict};
use touchbase::store::{GoingOn, Store, StoreError};

use crate::archive::{Filled, People, check, fill, filled};
use crate::support::*;

/// A store whose archive was changed so often that it is much longer than what it holds.
fn grown() -> Filled {
    let Filled { place, mut people } = filled();
    let store = wake(&place.dir);
    store.contact(people[0].0.id).unwrap();
    let mut known = 1_u64;
    for _ in 0..30 {
        let changes = people.iter_mut().map(|(person, _)| {
            // What says the same again and again takes no room.
            let words = (0..120).map(|_| {
                known = known.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("{known:016x} ")
            });
            let notes: String = words.collect();
            let noted = Contact { notes, ..person.clone() };
            Change::edit(std::mem::replace(person, noted.clone()), noted)
        });
        commit(&store, set(Act::Edit, "", changes)).unwrap();
        store.contact(people[0].0.id).unwrap();
    }
    store.close();
    Filled { place, people }
}

/// Opened so that its archive isn't read as it lies, but opened when it is needed: then it is tidied up, and follows.
fn wake(dir: &Path) -> Store {
    let _ = fs::remove_file(dir.join("gen-1/archive/index"));
    open(dir)
}

/// Nothing is left of a compaction but the archive.
fn is_tidy(dir: &Path) {
    for name in ["archive.old", "archive.new", "archive.new.seal"] {
        assert!(!dir.join("gen-1").join(name).exists(), "{name} is left over");
    }
}

#[test]
fn an_archive_copied_afresh_holds_the_same_in_less_room() {
    let Filled { place, mut people } = grown();
    let store = open(&place.dir);
    check(&store, &people, "before");
    assert_eq!(store.compact(false, |_| true).unwrap(), None, "a small one isn't worth it");
    let compacted = store.compact(true, |_| true).unwrap().unwrap();
    assert!(compacted.after < compacted.before / 2, "{compacted:?}");
    check(&store, &people, "after");
    fill(&store, &mut people, 3);
    check(&store, &people, "it follows");
    store.close();
    is_tidy(&place.dir);
    check(&open(&place.dir), &people, "opened again");
    assert!(!place.dir.join("aside").exists());
}

#[test]
fn one_that_is_stopped_leaves_all_as_it_was() {
    let Filled { place, people } = grown();
    let store = open(&place.dir);
    // Fewer entries than are copied at once are copied whole.
    let stopped = store.compact(true, |_| false);
    assert!(matches!(stopped, Err(StoreError::Stopped) | Ok(Some(_))), "{stopped:?}");
    check(&store, &people, "stopped");
    is_tidy(&place.dir);
}

#[test]
fn commits_go_on_meanwhile() {
    let Filled { place, mut people } = grown();
    let store = open(&place.dir);
    let done = Arc::new(AtomicBool::new(false));
    let compacting = thread::spawn({
        let (store, done) = (store.clone(), done.clone());
        move || {
            let mut rounds = 0;
            while !done.load(Ordering::SeqCst) {
                store.compact(true, |_| true).unwrap().unwrap();
                rounds += 1;
            }
            rounds
        }
    });
    for _ in 0..20 {
        fill(&store, &mut people, 2);
        check(&store, &people[people.len() - 4..], "just saved");
    }
    done.store(true, Ordering::SeqCst);
    assert!(compacting.join().unwrap() > 0);
    check(&store, &people, "after");
    store.close();
    check(&open(&place.dir), &people, "opened again");
    assert!(!place.dir.join("aside").exists());
}

#[test]
fn a_backup_is_written_while_another_session_has_the_archive() {
    let Filled { place, mut people } = filled();
    let (keeper, other) = (open(&place.dir), open(&place.dir));
    check(&keeper, &people, "it has the archive");
    fill(&keeper, &mut people, 3);
    other.refresh().unwrap();
    check(&other, &people, "the keeper answers");
    let going_on: GoingOn = Arc::new(|_, _| true);
    let backup = other.back_up(None, &going_on).unwrap();
    assert_eq!((backup.counts.total(), backup.seq), (33 * 6, 33));
    assert!(other.compact(true, |_| true).unwrap().is_some(), "the keeper let it go");
    check(&keeper, &people, "it asks now");
    check(&other, &people, "it has the archive now");
}

/// A disk that is dead from the call on that is the `hit`-th after `armed`.
fn dying(hit: usize) -> (Disk, Arc<AtomicBool>, Arc<AtomicUsize>) {
    let (armed, calls) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let (is_armed, counted) = (armed.clone(), calls.clone());
    let disk = Disk::hooked(move |_| {
        if is_armed.load(Ordering::SeqCst) && counted.fetch_add(1, Ordering::SeqCst) >= hit {
            return Verdict::Fail(io::Error::other("the process is dead"));
        }
        Verdict::Go
    });
    (disk, armed, calls)
}

#[test]
fn dying_at_any_call_leaves_an_archive_or_the_truth_to_build_it_from() {
    let Filled { place, people } = grown();
    let good = place.dir.with_file_name("good");
    crate::archive::copy(&place.dir, &good);
    private(&good);
    for hit in 0.. {
        let dir = place.dir.with_file_name("hit");
        crate::archive::copy(&good, &dir);
        private(&dir);
        let (disk, armed, calls) = dying(hit);
        let store = Store::open_on(disk, &dir, screen()).unwrap();
        store.contact(people[0].0.id).unwrap();
        armed.store(true, Ordering::SeqCst);
        let compacted = store.compact(true, |_| true);
        let unhurt = calls.load(Ordering::SeqCst) <= hit;
        drop(store);
        let again = wake(&dir);
        check(&again, &people, &format!("call {hit}: {compacted:?}"));
        again.close();
        is_tidy(&dir);
        if unhurt {
            assert!(compacted.unwrap().is_some() && hit > 5, "the fault was never met");
            return;
        }
    }
}

/// Copied with `fs::copy` files keep their modes, directories don't.
fn private(dir: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            private(&path);
        }
    }
}

const STOP: &str = "TOUCHBASE_TEST_STOP";

#[test]
fn killed_at_any_call_it_is_read_as_saved() {
    for stop in (0..24).step_by(3) {
        let place = place();
        let ended = command("compact::compacts_until_killed", &place.dir).env(STOP, stop.to_string()).output().unwrap();
        let store = wake(&place.dir);
        assert_eq!(store.book().contacts().len(), 30, "{stop}: {ended:?}");
        for contact in store.book().contacts().map(|row| row.id).collect::<Vec<_>>() {
            assert_eq!(store.timeline(contact.into(), 0, 99).unwrap().len(), 5, "{stop}");
        }
        store.close();
        is_tidy(&place.dir);
    }
}

#[test]
fn compacts_until_killed() {
    let Some(dir) = as_child() else { return };
    let stop: usize = std::env::var(STOP).unwrap().parse().unwrap();
    let (armed, calls) = (Arc::new(AtomicBool::new(false)), AtomicUsize::new(0));
    let is_armed = armed.clone();
    let disk = Disk::hooked(move |_| {
        if is_armed.load(Ordering::SeqCst) && calls.fetch_add(1, Ordering::SeqCst) == stop {
            let me = rustix::process::getpid();
            rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
        }
        Verdict::Go
    });
    let store = Store::open_on(disk, &dir, screen()).unwrap();
    let mut people = People::new();
    fill(&store, &mut people, 30);
    store.contact(people[0].0.id).unwrap();
    armed.store(true, Ordering::SeqCst);
    store.compact(true, |_| true).unwrap();
    store.close();
}
