//! Backups and bringing them back: everything is in them, which ones stay, and what can happen meanwhile.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordKind};
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Backup, GoingOn, Reason, Step, Store, StoreError, Which};

use crate::every_field::every_field;
use crate::support::*;

/// What people type, paste and import.
fn hostile(word: &str) -> String {
    format!("{word}\r\n\u{1b}[31m\u{202e}\0 \"{{\u{7f}🦀é\u{10ffff}")
}

fn ids(seed: u64) -> Ids {
    Ids::seeded(1_790_000_000_000, seed)
}

fn on() -> GoingOn {
    Arc::new(|_, _| true)
}

fn create(store: &Store, records: impl IntoIterator<Item = Record>) {
    let changes = records.into_iter().map(Change::create);
    commit(store, set(Act::Add, "all", changes)).unwrap();
}

/// All records of the store, in their order.
fn all(store: &Store) -> Vec<Record> {
    let mut all = Vec::new();
    for kind in RecordKind::ALL {
        let take = |record| {
            all.push(record);
            Ok::<_, ()>(())
        };
        store.each(kind, take).unwrap();
    }
    all
}

/// A store with every field of every kind, and more than fits one part.
fn filled(dir: &Path) -> Store {
    let store = open(dir);
    let mut ids = ids(1);
    create(&store, every_field(&mut ids, &hostile));
    let many: Vec<Contact> = (0..700).map(|n| contact(&mut ids, &format!("Contact {n}"))).collect();
    let calls: Vec<Record> = many.iter().map(|one| call(&mut ids, one.id, 3, "said").into()).collect();
    create(&store, many.into_iter().map(Record::from));
    create(&store, calls);
    store
}

/// A small one: Ana, with a call.
fn small(dir: &Path) -> Store {
    let store = open(dir);
    let mut ids = ids(1);
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    commit(&store, set(Act::Log, "Ana Berg", [Change::create(call(&mut ids, ana.id, 3, "asked"))])).unwrap();
    store
}

fn tom() -> Contact {
    contact(&mut ids(9), "Tom Olsen")
}

fn restore(store: &Store, file: &Path) -> Result<Option<Backup>, StoreError> {
    let restoring = store.plan_restore(file, &on())?;
    store.restore(&restoring, &on()).map(|restored| restored.before)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    MultiGzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

fn packed(text: &str) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

#[test]
fn everything_comes_back_into_an_empty_store() {
    let (from, to) = (place(), place());
    let store = filled(&from.dir);
    let backup = store.back_up(None, &on()).unwrap();
    let records = all(&store);
    assert_eq!(backup.counts.total(), records.len() as u64);
    assert!(RecordKind::ALL.into_iter().all(|kind| backup.counts.of(kind) > 0), "every kind is tried");
    let other = open(&to.dir);
    assert_eq!(restore(&other, &backup.path).unwrap(), None, "nothing had to be kept");
    drop(other);
    let other = open(&to.dir);
    assert_eq!(all(&other), records);
    assert_eq!(*other.book(), *store.book());
    for record in records.iter().filter(|record| record.kind() == RecordKind::Contact).take(9) {
        let of = touchbase::domain::record::TimelineOf(record.id().id);
        assert_eq!(other.timeline(of, 0, usize::MAX).unwrap(), store.timeline(of, 0, usize::MAX).unwrap());
    }
    assert!(other.position() > store.position(), "sets are numbered on");
    let again = other.back_up(None, &on()).unwrap();
    assert_eq!((again.store, again.counts), (backup.store, backup.counts), "it is that store now");
    add(&other, &tom());
    other.undo(Which::Last).unwrap();
    assert!(other.undo(Which::Last).is_err(), "what was before can't be taken back");
}

#[test]
fn a_restore_says_what_it_does_and_is_restored_itself() {
    let place = place();
    let store = small(&place.dir);
    let backup = store.back_up(None, &on()).unwrap();
    let ana = store.book().contacts().next().unwrap().id;
    let ana = store.contact(ana).unwrap().unwrap();
    let before = all(&store);
    let marked = Contact { notes: "likes oak".into(), ..ana.clone() };
    commit(&store, set(Act::Edit, "Ana", [Change::edit(ana.clone(), marked)])).unwrap();
    add(&store, &tom());
    let said = store.timeline(ana.id.into(), 0, 1).unwrap().remove(0);
    commit(&store, set(Act::Delete, "call", [Change { before: Some(said), after: None }])).unwrap();
    let (after, book) = (all(&store), store.book().clone());

    let other = Store::open(&place.dir, verb()).unwrap();
    let restoring = store.plan_restore(&backup.path, &on()).unwrap();
    assert_eq!((&restoring.gone.names, restoring.gone.counts.total()), (&vec!["Tom Olsen".to_owned()], 1));
    assert_eq!((&restoring.changed.names, restoring.changed.counts.total()), (&vec!["Ana Berg".to_owned()], 1));
    assert_eq!((&restoring.new.names, restoring.new.counts.of(RecordKind::Interaction)), (&vec!["Ana Berg".into()], 1));
    assert_eq!(all(&store), after, "nothing is done yet");
    // Somebody saves something after it was shown.
    let late = contact(&mut ids(8), "Late Comer");
    add(&other, &late);
    let restored = store.restore(&restoring, &on()).unwrap();
    let kept = restored.before.unwrap();
    assert_eq!((kept.reason, kept.counts.of(RecordKind::Contact)), (Reason::Restore, 3), "that is kept, too");
    assert_eq!(all(&store), before);
    assert!(store.undo(Which::Last).is_err(), "it can't be undone");
    other.refresh().unwrap();
    assert_eq!(*other.book(), *store.book(), "others see it");
    assert_eq!(names(&place.dir).iter().filter(|name| name.starts_with("gen-")).count(), 1, "the old one is gone");
    let past = store.past(&[], 9).unwrap();
    assert_eq!(past[0].entry.label.act, Act::Restore);
    assert_eq!(past.iter().map(|set| set.entry.seq).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2, 1], "history is told on");

    restore(&store, &kept.path).unwrap();
    store.refresh().unwrap();
    let late_gone = |records: Vec<Record>| -> Vec<Record> {
        records.into_iter().filter(|record| record.id().id != late.id.0).collect()
    };
    assert_eq!(late_gone(all(&store)), after);
    assert_eq!(store.book().contacts().len(), book.contacts().len() + 1);
    drop((store, other));
    assert_eq!(late_gone(all(&open(&place.dir))), after);
}

#[test]
fn a_backup_of_another_store_only_goes_into_an_empty_one() {
    let (one, two) = (place(), place());
    let backup = small(&one.dir).back_up(None, &on()).unwrap();
    let other = open(&two.dir);
    add(&other, &tom());
    let files = names(&two.dir);
    match restore(&other, &backup.path) {
        Err(StoreError::OtherStore { .. }) => {}
        result => panic!("{result:?}"),
    }
    assert_eq!(names(&two.dir), files);
    assert_eq!(other.book().contacts().len(), 1);
}

#[test]
fn what_is_no_good_backup_is_refused_untouched() {
    let place = place();
    let store = small(&place.dir);
    let backup = store.back_up(None, &on()).unwrap();
    add(&store, &tom());
    let good = fs::read(&backup.path).unwrap();
    let text = unpacked(&backup.path);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (files, book) = (names(&place.dir), store.book().clone());
    let check = |bytes: &[u8], is: fn(&StoreError) -> bool| {
        let file = place.dir.parent().unwrap().join("tried.gz");
        fs::write(&file, bytes).unwrap();
        match restore(&store, &file) {
            Err(error) if is(&error) => {}
            result => panic!("{result:?}"),
        }
        assert_eq!(names(&place.dir), files);
        assert_eq!(names(&place.dir.join("backups")), [backup.path.file_name().unwrap().to_str().unwrap()]);
        assert_eq!(*store.book(), book);
    };
    let damaged = |error: &StoreError| matches!(error, StoreError::Damaged { .. });
    let foreign = |error: &StoreError| matches!(error, StoreError::NotABackup { .. });
    check(&good[..good.len() - 1], damaged);
    check(&good[..good.len() / 2], damaged);
    check(&packed(&text.replace("asked", "said")), damaged);
    check(&packed(&[&lines[..1], &lines[2..]].concat().concat()), damaged);
    check(&packed(&lines[..lines.len() - 1].concat()), damaged);
    check(b"", foreign);
    check(b"BEGIN:VCARD\n", foreign);
    check(&packed("{}\n"), foreign);
    check(
        &packed(&text.replace("\"schema\":1", "\"schema\":99")),
        |error| matches!(error, StoreError::Newer { version, .. } if version == env!("CARGO_PKG_VERSION")),
    );
    let gone = restore(&store, Path::new("/nowhere/all.gz")).unwrap_err();
    assert!(matches!(gone, StoreError::Io { .. }), "{gone:?}");
}

#[test]
fn a_store_in_use_is_left_alone() {
    let place = place();
    let store = small(&place.dir);
    let backup = store.back_up(None, &on()).unwrap();
    add(&store, &tom());
    store.close();
    let keeper = open(&place.dir);
    let _ = all(&keeper);
    let restoring = store.plan_restore(&backup.path, &on()).unwrap();
    match store.restore(&restoring, &on()) {
        Err(StoreError::OnScreen { .. }) => {}
        result => panic!("{result:?}"),
    }
    assert_eq!(store.book().contacts().len(), 2);
    assert_eq!(names(&place.dir.join("backups")).len(), 1);
    // A backup needs nobody's leave.
    assert_eq!(store.back_up(None, &on()).unwrap().counts.of(RecordKind::Contact), 2);
}

#[test]
fn only_the_owner_reads_a_backup() {
    let place = place();
    let store = small(&place.dir);
    let target = place.dir.parent().unwrap().join("all.gz");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for backup in [store.back_up(None, &on()).unwrap(), store.back_up(Some(&target), &on()).unwrap()] {
        assert_eq!(mode(&backup.path), 0o600);
    }
    assert_eq!(mode(&store.backups_dir()), 0o700);
}

#[test]
fn what_is_not_the_stores_own_never_goes() {
    let (place, elsewhere) = (place(), place_with_backup());
    let store = small(&place.dir);
    let first = store.back_up(None, &on()).unwrap();
    let dir = store.backups_dir();
    let foreign = "touchbase-2020-01-01T000000.jsonl.gz";
    fs::copy(&elsewhere.1, dir.join(foreign)).unwrap();
    for (name, bytes) in [
        ("touchbase-2020-01-02T000000.jsonl.gz", &b"damaged"[..]),
        ("notes.txt", b"mine"),
        ("mine.jsonl.gz", &fs::read(&first.path).unwrap()),
        (".notes.part", b"mine"),
        (".touchbase-2020-01-03T000000.jsonl.gz.part", b"left half made"),
    ] {
        fs::write(dir.join(name), bytes).unwrap();
    }
    for _ in 0..4 {
        store.back_up(None, &on()).unwrap();
    }
    let there = names(&dir);
    assert_eq!(there.len(), 5 + 5, "{there:?}");
    assert!(there.iter().any(|name| name == foreign), "{there:?}");
    let found = store.backups();
    assert_eq!((found.good.len(), found.unusable.len()), (1 + 5, 1));
    assert_eq!(found.good[0].counts.of(RecordKind::Contact), 1);
}

fn place_with_backup() -> (Place, PathBuf) {
    let place = place();
    let path = small(&place.dir).back_up(None, &on()).unwrap().path;
    (place, path)
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let place = place();
    let store = filled(&place.dir);
    for stop in [Step::Writing, Step::Checking] {
        let going_on: GoingOn = Arc::new(move |step, _| step != stop);
        assert!(matches!(store.back_up(None, &going_on), Err(StoreError::Stopped)), "{stop:?}");
        assert_eq!(names(&store.backups_dir()), [""; 0]);
    }
    let backup = store.back_up(None, &on()).unwrap();
    add(&store, &tom());
    let book = store.book().clone();
    for stop in [Step::Reading, Step::Writing, Step::Building] {
        let going_on: GoingOn = Arc::new(move |step, _| step != stop);
        let stopped = store.plan_restore(&backup.path, &going_on).and_then(|plan| store.restore(&plan, &going_on));
        assert!(matches!(stopped, Err(StoreError::Stopped)), "{stop:?}: {stopped:?}");
        assert_eq!(*store.book(), book);
        let gens: Vec<String> = names(&place.dir).into_iter().filter(|name| name.starts_with("gen-")).collect();
        assert_eq!(gens, ["gen-1"], "{stop:?}");
    }
}

/// A disk that dies before call `hit`, or in the middle of it where that writes; with the count of calls.
fn dying(hit: usize, within: bool) -> (Disk, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst).cmp(&hit), call) {
        (std::cmp::Ordering::Less, _) => Verdict::Go,
        (std::cmp::Ordering::Equal, Call::Write(n)) if within => Verdict::Short(n / 2),
        _ => Verdict::Fail(io::Error::other("the process is dead")),
    });
    (disk, calls)
}

/// Copies a store's directory.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), &there).unwrap();
        }
    }
}

/// Does `act` on copies of a store with the process dying at each call in turn; then `look` says whether what is there is
/// right: what `act` gave says whether it came to its end.
fn dies_anywhere(model: &Path, act: impl Fn(&Store) -> bool, look: impl Fn(&Store, bool, usize)) {
    for within in [false, true] {
        for hit in 0.. {
            let place = place();
            copied(model, &place.dir);
            let (disk, calls) = dying(hit, within);
            let done = Store::open_on(disk, &place.dir, verb()).is_ok_and(|store| act(&store));
            let unhurt = calls.load(Ordering::SeqCst) <= hit;
            let again = open(&place.dir);
            look(&again, done, hit);
            let before = again.book().contacts().len();
            add(&again, &contact(&mut ids(7), "Saving goes on"));
            drop(again);
            assert_eq!(open(&place.dir).book().contacts().len(), before + 1, "call {hit}");
            if unhurt {
                assert!(done && hit > 5, "the fault was never met");
                break;
            }
        }
    }
}

#[test]
fn a_backup_that_dies_anywhere_is_whole_or_not_there() {
    let place = place();
    let store = small(&place.dir);
    store.close();
    let records = all(&store);
    drop(store);
    dies_anywhere(
        &place.dir,
        |store| store.back_up(None, &on()).is_ok(),
        |store, done, hit| {
            assert_eq!(all(store), records, "call {hit}");
            let found = store.backups();
            assert!(found.unusable.is_empty(), "call {hit}: {found:?}");
            assert!(!done || found.good.len() == 1, "call {hit}: {found:?}");
            for backup in &found.good {
                let plan = store.plan_restore(&backup.path, &on()).unwrap();
                assert_eq!(plan.new.counts.total() + plan.changed.counts.total() + plan.gone.counts.total(), 0);
            }
            store.back_up(None, &on()).unwrap();
            let left = names(&store.backups_dir()).into_iter().filter(|name| name.ends_with(".part")).count();
            assert_eq!(left, 0, "call {hit}: what was half made is gone");
        },
    );
}

#[test]
fn a_restore_that_dies_anywhere_leaves_the_old_store_or_the_new() {
    let place = place();
    let store = small(&place.dir);
    let backup = store.back_up(None, &on()).unwrap();
    let new = all(&store);
    let name = backup.path.file_name().unwrap().to_owned();
    add(&store, &tom());
    let old = all(&store);
    store.close();
    drop(store);
    dies_anywhere(
        &place.dir,
        |store| restore(store, &store.backups_dir().join(&name)).is_ok(),
        |store, done, hit| {
            let there = all(store);
            assert!(there == new || there == old && !done, "call {hit}: {done}");
            assert!(there == old || store.backups().good.iter().any(|one| one.reason == Reason::Restore), "call {hit}");
        },
    );
}

#[test]
fn a_restore_into_an_empty_store_that_dies_leaves_it_empty_or_equal() {
    let place_ = place();
    drop(open(&place_.dir));
    let (_from, path) = place_with_backup();
    dies_anywhere(
        &place_.dir,
        |store| restore(store, &path).is_ok(),
        |store, done, hit| {
            let count = all(store).len();
            assert!(count == 2 || count == 0 && !done, "call {hit}: {count}");
        },
    );
}

#[test]
fn labels_name_the_file() {
    let place = place();
    let store = small(&place.dir);
    let target = place.dir.parent().unwrap().join("all.jsonl.gz");
    store.back_up(Some(&target), &on()).unwrap();
    add(&store, &tom());
    restore(&store, &target).unwrap();
    assert_eq!(store.history(1).unwrap()[0].label, Label::new(Act::Restore, "all.jsonl.gz"));
}
