//! No room, no permission, no directory: what is saved stays, what can't be saved is said, and the next try works once it
//! can be.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::record::{RecordId, RecordKind};
use touchbase::store::disk::{Call, Disk, Hook, Op, Verdict};
use touchbase::store::drafts::Draft;
use touchbase::store::{Committed, NoSaving, Notice, Store, StoreError, Warning, Which};

use crate::support::*;

/// A disk on which what `fails` says fails while it is bad.
struct Bad {
    bad: AtomicUsize,
    calls: AtomicUsize,
    fails: fn(Call) -> Option<Verdict>,
}

impl Hook for Bad {
    fn before(&self, op: &Op) -> Verdict {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let bad = self.bad.load(Ordering::SeqCst) > 0;
        bad.then(|| (self.fails)(op.call)).flatten().unwrap_or(Verdict::Go)
    }
}

impl Bad {
    fn disk(fails: fn(Call) -> Option<Verdict>) -> (Arc<Self>, Disk) {
        let bad = Arc::new(Self { bad: AtomicUsize::new(0), calls: AtomicUsize::new(0), fails });
        (bad.clone(), Disk::seen_by(bad))
    }

    fn is(&self, bad: bool) {
        self.bad.store(bad.into(), Ordering::SeqCst);
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

fn save(store: &Store, contact: &Contact) -> Result<Committed, StoreError> {
    commit(store, set(Act::Add, &contact.name, [Change::create(contact.clone())]))
}

fn names(store: &Store) -> Vec<String> {
    let mut names: Vec<String> = store.book().contacts().map(|row| row.name.clone()).collect();
    names.sort_unstable();
    names
}

/// All files under `dir` with what is in them.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all.sort_unstable();
    all
}

fn copy(from: &Path, to: &Path) {
    let done = std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(done.success());
}

fn draft(text: &str) -> Draft {
    Draft {
        id: uuid::Uuid::now_v7(),
        at: "2026-11-21T09:30:00+01:00".parse().unwrap(),
        author: "ana".to_owned(),
        pid: std::process::id(),
        form: "log".to_owned(),
        about: String::new(),
        on: None,
        session: String::new(),
        open: false,
        goes_on_with: None,
        fields: vec![("text".to_owned(), text.to_owned())],
    }
}

fn fail(kind: ErrorKind) -> Option<Verdict> {
    Some(Verdict::Fail(kind.into()))
}

#[test]
fn a_save_that_fails_says_so_and_the_next_try_works() {
    type Case = (&'static str, fn(Call) -> Option<Verdict>, fn(&StoreError) -> bool);
    let unwritable: fn(&StoreError) -> bool = |error| matches!(error, StoreError::Unwritable { .. });
    let full: fn(&StoreError) -> bool = |error| matches!(error, StoreError::Full { .. });
    let cases: [Case; 4] = [
        ("full", |call| matches!(call, Call::Write(_)).then(|| Verdict::Fail(ErrorKind::StorageFull.into())), full),
        ("over quota", |call| matches!(call, Call::Sync).then(|| Verdict::Fail(ErrorKind::QuotaExceeded.into())), full),
        ("read-only", |_| fail(ErrorKind::ReadOnlyFilesystem), unwritable),
        ("broken", |_| Some(Verdict::Fail(io::Error::other("broken"))), unwritable),
    ];
    for (case, fails, fits) in cases {
        let place = place();
        let (bad, disk) = Bad::disk(fails);
        let store = Store::open_on(disk, &place.dir, screen()).unwrap();
        let mut ids = store.ids();
        let (ana, tom) = (contact(&mut ids, "Ana Berg"), contact(&mut ids, "Tom Olsen"));
        save(&store, &ana).unwrap();
        bad.is(true);
        for _ in 0..3 {
            let error = save(&store, &tom).unwrap_err();
            assert!(fits(&error), "{case}: {error:?}");
            let error = store.undo(Which::Last).unwrap_err();
            assert!(fits(&error), "{case}: {error:?}");
            let error = store.drafts().save(&draft("typed")).unwrap_err();
            assert!(fits(&error), "{case}: {error:?}");
            assert_eq!(names(&store), ["Ana Berg"], "{case}");
            assert_eq!(names(&open(&place.dir)), ["Ana Berg"], "{case}");
        }
        store.close();
        bad.is(false);
        save(&store, &tom).unwrap();
        store.drafts().save(&draft("typed")).unwrap();
        assert_eq!(store.drafts().list().len(), 1, "{case}");
        assert_eq!(names(&open(&place.dir)), ["Ana Berg", "Tom Olsen"], "{case}");
    }
}

/// Lets a save fail and its cutting back too, and looks on as the next one clears it up.
fn is_cleared_up(case: &str, fails: fn(Call) -> Option<Verdict>, meanwhile: impl Fn(&Path, &Contact)) -> Vec<String> {
    let place = place();
    let (bad, disk) = Bad::disk(fails);
    let store = Store::open_on(disk, &place.dir, screen()).unwrap();
    let other = open(&place.dir);
    let mut ids = store.ids();
    let (ana, tom, eva) =
        (contact(&mut ids, "Ana Berg"), contact(&mut ids, "Tom Olsen"), contact(&mut ids, "Eva Çelik"));
    save(&store, &ana).unwrap();
    bad.is(true);
    save(&store, &tom).unwrap_err();
    meanwhile(&place.dir, &tom);
    other.refresh().unwrap();
    save(&store, &eva).unwrap_err();
    bad.is(false);
    save(&store, &eva).unwrap();
    other.refresh().unwrap();
    assert!(*other.book() == *store.book(), "{case}: the other session");
    assert!(*open(&place.dir).book() == *store.book(), "{case}: opened again");
    save(&other, &contact(&mut ids, "Nora Lind")).unwrap();
    store.refresh().unwrap();
    assert!(*other.book() == *store.book(), "{case}: it goes on");
    // The archive is as the book.
    let record = store.contact(eva.id).unwrap();
    assert_eq!(record.map(|contact| contact.name).as_deref(), Some("Eva Çelik"), "{case}");
    names(&store)
}

#[test]
fn a_line_that_could_not_be_cut_off_is_cleared_up_by_the_next_save() {
    let nothing = |_: &Path, _: &Contact| ();
    let half = |call| match call {
        Call::Write(n) => Some(Verdict::Short(n / 2)),
        Call::Cut => fail(ErrorKind::StorageFull),
        _ => None,
    };
    let whole = |call| match call {
        Call::Sync | Call::Cut => fail(ErrorKind::StorageFull),
        _ => None,
    };
    let unsynced = |call| matches!(call, Call::Sync).then(|| Verdict::Fail(io::Error::other("broken")));
    let expect = ["Ana Berg", "Eva Çelik", "Nora Lind"];
    assert_eq!(is_cleared_up("half of it was written", half, nothing), expect);
    assert_eq!(is_cleared_up("it stands there whole", whole, nothing), expect);
    assert_eq!(is_cleared_up("it was cut, but not synced", unsynced, nothing), expect);
    // Another session that saves meanwhile cuts it off, or takes it for saved like everybody.
    let saves = |dir: &Path, _: &Contact| {
        let mut ids = Ids::seeded(1_790_000_000_000, 7);
        save(&open(dir), &contact(&mut ids, "Ole Dahl")).unwrap();
    };
    let expect = ["Ana Berg", "Eva Çelik", "Nora Lind", "Ole Dahl"];
    assert_eq!(is_cleared_up("half of it, another saves", half, saves), expect);
    assert_eq!(is_cleared_up("whole, another saves", whole, saves), expect);
    // What another has gone on from stays.
    let goes_on = |dir: &Path, tom: &Contact| {
        let store = open(dir);
        let changed = Contact { name: "Tom Olsen-Lie".to_owned(), ..tom.clone() };
        commit(&store, set(Act::Edit, "Tom", [Change::edit(tom.clone(), changed)])).unwrap();
    };
    let expect = ["Ana Berg", "Eva Çelik", "Nora Lind", "Tom Olsen-Lie"];
    assert_eq!(is_cleared_up("whole, another goes on from it", whole, goes_on), expect);
}

#[test]
fn a_store_that_vanishes_is_never_made_anew_and_goes_on_when_it_is_back() {
    for empty in [false, true] {
        let place = place();
        let store = open(&place.dir);
        let mut ids = store.ids();
        let (ana, tom) = (contact(&mut ids, "Ana Berg"), contact(&mut ids, "Tom Olsen"));
        save(&store, &ana).unwrap();
        let away = place.dir.with_extension("away");
        fs::rename(&place.dir, &away).unwrap();
        if empty {
            // As where it was mounted.
            fs::create_dir(&place.dir).unwrap();
        }
        let gone = |error: &StoreError| matches!(error, StoreError::Gone { path } if *path == place.dir);
        let error = save(&store, &tom).unwrap_err();
        assert!(gone(&error), "{error:?}");
        let error = store.undo(Which::Last).unwrap_err();
        assert!(gone(&error), "{error:?}");
        let error = store.drafts().save(&draft("typed")).unwrap_err();
        assert!(gone(&error), "{error:?}");
        assert!(matches!(&store.warnings()[..], [Warning::NoSaving { why: NoSaving::Gone, .. }]));
        let many: Vec<Change> = (0..600).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}")))).collect();
        let error = commit(&store, set(Act::Import, "contacts.vcf", many)).unwrap_err();
        assert!(gone(&error), "{error:?}");
        store.close();
        assert_eq!(names(&store), ["Ana Berg"], "what was read is there");
        let left = fs::read_dir(&place.dir).map_or(0, |entries| entries.count());
        assert_eq!((place.dir.exists(), left), (empty, 0), "nothing is made there");
        let _ = fs::remove_dir(&place.dir);
        fs::rename(&away, &place.dir).unwrap();
        assert_eq!(store.warnings(), []);
        save(&store, &tom).unwrap();
        store.drafts().save(&draft("typed")).unwrap();
        assert_eq!(names(&open(&place.dir)), ["Ana Berg", "Tom Olsen"]);
    }
}

/// Looks at each write whether the lock that lies in the store is held, so that no other session can hold it.
struct Guarded(std::path::PathBuf);

impl Hook for Guarded {
    fn before(&self, op: &Op) -> Verdict {
        if let (Call::Write(_), Some(_)) = (op.call, op.file)
            && op.bytes.starts_with(b"{\"seq\"")
        {
            let lock = File::open(self.0.join("lock")).unwrap();
            assert!(matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)), "another lock is held");
        }
        Verdict::Go
    }
}

#[test]
fn a_copy_put_in_the_stores_place_is_what_all_sessions_go_on_with() {
    for case in ["copied back", "moved away and back", "a new lock", "a new segment"] {
        let place = place();
        let store = Store::open_on(Disk::seen_by(Arc::new(Guarded(place.dir.clone()))), &place.dir, screen()).unwrap();
        let mut ids = store.ids();
        save(&store, &contact(&mut ids, "Ana Berg")).unwrap();
        let away = place.dir.with_extension("away");
        let segment = place.dir.join("gen-1/journal/000001.jsonl");
        match case {
            "copied back" => {
                copy(&place.dir, &away);
                fs::remove_dir_all(&place.dir).unwrap();
                copy(&away, &place.dir);
            }
            "moved away and back" => {
                fs::rename(&place.dir, &away).unwrap();
                fs::rename(&away, &place.dir).unwrap();
            }
            "a new lock" => fs::remove_file(place.dir.join("lock")).unwrap(),
            _ => {
                let bytes = fs::read(&segment).unwrap();
                fs::rename(&segment, &away).unwrap();
                fs::write(&segment, bytes).unwrap();
            }
        }
        let other = open(&place.dir);
        for name in ["Tom Olsen", "Eva Çelik"] {
            save(&store, &contact(&mut ids, name)).unwrap();
            save(&other, &contact(&mut ids, &format!("{name} too"))).unwrap();
        }
        store.refresh().unwrap();
        assert_eq!(names(&store).len(), 5, "{case}");
        assert!(*other.book() == *store.book(), "{case}");
        assert!(*open(&place.dir).book() == *store.book(), "{case}");
    }
}

#[test]
fn another_store_in_its_place_is_left_alone() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let (ana, tom) = (contact(&mut ids, "Ana Berg"), contact(&mut ids, "Tom Olsen"));
    save(&store, &ana).unwrap();
    let away = place.dir.with_extension("away");
    fs::rename(&place.dir, &away).unwrap();
    drop(open(&place.dir));
    let before = files(&place.dir);
    let error = save(&store, &tom).unwrap_err();
    assert!(matches!(error, StoreError::Replaced { .. }), "{error:?}");
    store.close();
    assert_eq!(files(&place.dir), before);
    assert_eq!(names(&store), ["Ana Berg"]);
    fs::remove_dir_all(&place.dir).unwrap();
    fs::rename(&away, &place.dir).unwrap();
    save(&store, &tom).unwrap();
}

#[test]
fn what_is_left_of_a_store_is_no_new_one() {
    for (left, file) in [("drafts", "a.json"), ("backups", "2026-11-20.tbb"), ("aside", "report.json")] {
        let place = place();
        drop(open(&place.dir));
        for entry in fs::read_dir(&place.dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
        fs::create_dir(place.dir.join(left)).unwrap();
        fs::write(place.dir.join(left).join(file), "{}").unwrap();
        let before = files(&place.dir);
        let lost = Store::open(&place.dir, screen()).map(|_| ()).unwrap_err();
        assert!(matches!(&lost, StoreError::Lost { path } if *path == place.dir), "{left}: {lost:?}");
        assert_eq!(files(&place.dir), before, "{left}: nothing is made");
        fs::remove_file(place.dir.join(left).join(file)).unwrap();
        drop(open(&place.dir));
    }
}

#[test]
fn where_nothing_can_be_written_all_can_be_read() {
    let place = place();
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let ana = contact(&mut ids, "Ana Berg");
    let before = open(&place.dir);
    save(&before, &ana).unwrap();
    commit(&before, set(Act::Log, "Ana Berg", [Change::create(call(&mut ids, ana.id, 3, "price list"))])).unwrap();
    drop(before);
    for lock in [true, false] {
        if !lock {
            fs::remove_file(place.dir.join("lock")).unwrap();
        }
        let (bad, disk) = Bad::disk(|_| fail(ErrorKind::ReadOnlyFilesystem));
        bad.is(true);
        let before = files(&place.dir);
        let store = Store::open_on(disk, &place.dir, screen()).unwrap();
        assert_eq!(names(&store), ["Ana Berg"]);
        assert_eq!(store.history(9).unwrap().len(), 2);
        assert_eq!(store.past(&[RecordId::new(RecordKind::Contact, ana.id.0)], 9).unwrap().len(), 2);
        store.refresh().unwrap();
        store.watch(|_: Notice| ()).unwrap();
        assert_eq!(store.drafts().list(), []);
        assert_eq!(bad.calls(), 0, "nothing was tried to be written");
        let error = save(&store, &contact(&mut ids, "Tom Olsen")).unwrap_err();
        assert!(matches!(error, StoreError::Unwritable { .. }), "{error:?}");
        store.close();
        drop(store);
        assert_eq!(files(&place.dir), before);
    }
}
