use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::*;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::Ids;
use crate::domain::record::{Record, RecordKind};
use crate::store::Who;
use crate::store::archive::{INDEX, PAGES};
use crate::store::disk::Disk;
use crate::store::seal::Seal;

fn open(dir: &std::path::Path) -> Arc<Inner> {
    let who = Who { author: "ana".to_owned(), screen: true };
    Inner::open(dir, who, Disk::default(), &[]).unwrap()
}

fn add(inner: &Inner, ids: &mut Ids) {
    let ana = Contact::new(ids.draw(), "Ana Berg", "2026-01-05".parse().unwrap());
    inner.commit(Set::new(Label::new(Act::Add, "Ana Berg"), [Change::create(ana)]), inner.position(), None).unwrap();
}

/// Contacts in the archive as it stands still, and the set where it does: each set made one.
fn stood(inner: &Inner) -> (u64, u64) {
    let count = |archive: &Archive, at: Position| {
        let records: Vec<Record> = archive.all().collect::<std::result::Result<_, _>>().unwrap();
        let read = records.len() as u64;
        assert_eq!(read, archive.tally().records.of(RecordKind::Contact));
        assert_eq!(archive.durable(), at);
        (read, at.seq)
    };
    inner.still(count).unwrap()
}

#[test]
fn it_stands_still_at_a_position_while_commits_go_on() {
    let above = tempfile::tempdir().unwrap();
    let inner = open(&above.path().join("store"));
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (0..300).for_each(|_| add(&inner, &mut ids));
            done.store(true, Ordering::SeqCst);
        });
        let mut last = 0;
        while !done.load(Ordering::SeqCst) {
            let known = inner.position();
            let (contacts, at) = stood(&inner);
            assert!(contacts == at && at >= known && at >= last, "{contacts} contacts at set {at}, {known} was known");
            last = at;
        }
    });
    assert_eq!(stood(&inner), (300, 300));
}

#[test]
fn closed_in_order_it_is_sealed_and_damage_breaks_the_seal() {
    let above = tempfile::tempdir().unwrap();
    let inner = open(&above.path().join("store"));
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let layout = inner.session().layout.clone();
    let archive = layout.archive();
    let fits = || Seal::fitting(&archive, layout.origin).map(|seal| seal.durable.seq);
    for opened in 1..4 {
        add(&inner, &mut ids);
        stood(&inner);
        assert_eq!(fits(), Some(opened), "marked durable it is sealed");
        inner.close();
        assert_eq!(fits(), Some(opened), "closed in order it is sealed");
    }
    for entry in fs::read_dir(&archive).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        let path = entry.path();
        let whole = fs::read(&path).unwrap();
        let mut damaged = whole.clone();
        match path.file_name().unwrap().to_str().unwrap() {
            // That can be done without.
            INDEX => continue,
            // Each of them is checked when it is read.
            PAGES => _ = damaged.pop(),
            _ => *damaged.last_mut().unwrap() ^= 1,
        }
        fs::write(&path, damaged).unwrap();
        assert_eq!(fits(), None, "a bit of {}", path.display());
        fs::write(&path, whole).unwrap();
        assert_eq!(fits(), Some(3));
    }
}

#[test]
fn what_panics_there_harms_nobody_else() {
    let above = tempfile::tempdir().unwrap();
    let inner = open(&above.path().join("store"));
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    add(&inner, &mut ids);
    assert!(inner.still(|_, _| assert!(std::hint::black_box(false), "on purpose")).is_err());
    add(&inner, &mut ids);
    assert_eq!(stood(&inner), (2, 2));
}

#[test]
fn where_another_has_the_archive_it_stands_on_a_scratch_one_that_goes() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let (keeper, other) = (open(&dir), open(&dir));
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    add(&keeper, &mut ids);
    assert_eq!(stood(&keeper), (1, 1));
    add(&keeper, &mut ids);
    let place = other.still(|archive, _| archive.path().parent().unwrap().to_owned()).unwrap();
    assert!(place.starts_with(std::env::temp_dir()) && !place.exists(), "{}", place.display());
    assert_eq!(stood(&other), (2, 2));
    assert_eq!(stood(&keeper), (2, 2));
}

#[test]
fn what_dead_processes_left_is_cleared_away() {
    let left = std::env::temp_dir().join("touchbase-scratch-left-by-a-test");
    fs::create_dir_all(left.join("archive")).unwrap();
    fs::write(left.join("lock"), "").unwrap();
    let live = Scratch::make().unwrap();
    assert!(!left.exists(), "nobody has locked it");
    let other = Scratch::make().unwrap();
    let dir = live.copy(tempfile::tempdir().unwrap().path()).unwrap();
    assert!(dir.exists(), "one that is in use stays");
    drop((live, other));
    assert!(!dir.exists());
}
