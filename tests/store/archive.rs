//! The archive gone, behind, ahead, damaged or foreign: it is built from the journal.

use std::convert::Infallible;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ending;
use touchbase::domain::record::{Record, RecordKind};
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Damage, Store, StreamError, Wanted};

use crate::support::*;

#[test]
fn a_store_that_cannot_be_written_is_read_from_a_scratch_archive() {
    let Filled { place, people } = filled();
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem, ErrorKind::StorageFull] {
        for gone in [false, true] {
            if gone {
                fs::remove_dir_all(archive(&place.dir)).unwrap();
            }
            let before = listing(&place.dir);
            let disk = Disk::hooked(move |call| match call {
                Call::Open | Call::Create | Call::CreateDir | Call::Write(_) => Verdict::Fail(kind.into()),
                _ => Verdict::Go,
            });
            let store = Store::open_on(disk, &place.dir, screen()).unwrap();
            check(&store, &people, &format!("{kind:?}, archive gone: {gone}"));
            assert_eq!(store.latest(RecordKind::Contact, None, 99, Wanted::All).unwrap().len(), 30);
            store.close();
            drop(store);
            assert_eq!(listing(&place.dir), before, "{kind:?}: nothing was written");
        }
        let store = open(&place.dir);
        check(&store, &people, "writable again");
        store.close();
    }
}

/// All files below `dir`, with their lengths and when they were changed.
fn listing(dir: &Path) -> Vec<(PathBuf, u64, std::time::SystemTime)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::metadata(&path).unwrap();
        if meta.is_dir() { all.extend(listing(&path)) } else { all.push((path, meta.len(), meta.modified().unwrap())) }
    }
    all.sort();
    all
}

pub struct Filled {
    pub place: Place,
    pub people: People,
}

/// People, each with their calls, the latest first.
pub type People = Vec<(Contact, Vec<Record>)>;

/// A closed store with some people and calls, and its archive.
pub fn filled() -> Filled {
    let place = place();
    let store = open(&place.dir);
    let mut people = Vec::new();
    fill(&store, &mut people, 30);
    store.contact(people[0].0.id).unwrap();
    store.close();
    // With its image it would be read as it lies, and neither opened nor asked for.
    fs::remove_file(archive(&place.dir).join("index")).unwrap();
    Filled { place, people }
}

pub fn fill(store: &Store, people: &mut People, count: usize) {
    let mut ids = store.ids();
    for n in 0..count {
        let person = contact(&mut ids, &format!("Contact {n}"));
        let calls: Vec<Record> =
            (1..=5).rev().map(|day| call(&mut ids, person.id, day, &"so much was said ".repeat(20)).into()).collect();
        let all = [person.clone().into()].into_iter().chain(calls.iter().cloned());
        commit(store, set(Act::Add, &person.name, all.map(|record: Record| Change::create(record)))).unwrap();
        people.push((person, calls));
    }
}

/// All records of a kind, seven at a time, the latest first.
fn paged(store: &Store, kind: RecordKind) -> Vec<Record> {
    let mut all: Vec<Record> = Vec::new();
    loop {
        let page = store.latest(kind, all.last().map(|last| last.id().id), 7, Wanted::All).unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

pub fn check(store: &Store, people: &[(Contact, Vec<Record>)], what: &str) {
    for (person, calls) in people {
        assert_eq!(store.contact(person.id).unwrap().as_ref(), Some(person), "{what}");
        assert_eq!(store.timeline(person.id.into(), 0, 99).unwrap(), *calls, "{what}");
        assert_eq!(store.record(calls[0].id()).unwrap().as_ref(), Some(&calls[0]), "{what}");
    }
    let streamed = [all(store, RecordKind::Contact), all(store, RecordKind::Interaction)].concat();
    for record in people.iter().flat_map(|(person, calls)| calls.iter().cloned().chain([person.clone().into()])) {
        assert!(streamed.contains(&record), "{what}: {record:?} is not streamed");
    }
}

/// All records of a kind, as they are streamed.
fn all(store: &Store, kind: RecordKind) -> Vec<Record> {
    let mut all = Vec::new();
    store
        .each::<Infallible>(kind, |record| {
            let _: () = all.push(record);
            Ok(())
        })
        .unwrap();
    all
}

pub fn archive(dir: &Path) -> PathBuf {
    dir.join("gen-1/archive")
}

pub fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() { copy(&path, &to.join(name)) } else { fs::copy(&path, to.join(name)).map(drop).unwrap() }
    }
}

#[test]
fn a_missing_archive_is_built() {
    let Filled { place, people } = filled();
    fs::remove_dir_all(archive(&place.dir)).unwrap();
    check(&open(&place.dir), &people, "missing");
}

#[test]
fn an_archive_that_lags_behind_catches_up() {
    let Filled { place, mut people } = filled();
    let old = place.dir.with_file_name("old");
    copy(&archive(&place.dir), &old);
    let store = open(&place.dir);
    fill(&store, &mut people, 20);
    store.contact(people[0].0.id).unwrap();
    store.close();
    drop(store);
    copy(&old, &archive(&place.dir));
    check(&open(&place.dir), &people, "behind");
    assert!(!place.dir.join("aside").exists(), "it was good");
}

#[test]
fn a_damaged_archive_is_built_anew() {
    let Filled { place, people } = filled();
    let good = place.dir.with_file_name("good");
    copy(&archive(&place.dir), &good);
    let db = archive(&place.dir).join("db");
    let length = fs::metadata(&db).unwrap().len();
    let reset = || {
        copy(&good, &archive(&place.dir));
        let _ = fs::remove_dir_all(place.dir.join("aside"));
    };
    let try_it = |what: &str| {
        let store = open(&place.dir);
        check(&store, &people, what);
        store.close();
    };
    for cut in [0, 1, 100, length / 3, length / 2, length - 1] {
        reset();
        fs::File::options().write(true).open(&db).unwrap().set_len(cut).unwrap();
        try_it(&format!("cut to {cut}"));
    }
    for at in (0..length).step_by(usize::try_from(length / 12).unwrap()) {
        reset();
        let mut bytes = fs::read(&db).unwrap();
        let at = usize::try_from(at).unwrap();
        let end = bytes.len().min(at + 64);
        bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(&db, bytes).unwrap();
        try_it(&format!("flipped at {at}"));
    }
    for name in ["db", "conf"] {
        reset();
        fs::write(archive(&place.dir).join(name), "").unwrap();
        try_it(&format!("{name} emptied"));
        reset();
        fs::remove_file(archive(&place.dir).join(name)).unwrap();
        try_it(&format!("{name} removed"));
    }
    reset();
    fs::write(archive(&place.dir).join("snap.00000000000000FF.generating"), "").unwrap();
    try_it("a snapshot half made");
    reset();
    let other = filled();
    copy(&archive(&other.place.dir), &archive(&place.dir));
    try_it("another store's");
    let aside = fs::read_dir(place.dir.join("aside")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(aside.filter(|path| path.is_dir()).count(), 1, "it is set aside");
}

#[test]
fn an_archive_that_knows_more_than_the_journal_is_the_truth() {
    let Filled { place, mut people } = filled();
    let journal = place.dir.join("gen-1/journal/000001.jsonl");
    let files = [journal.clone(), place.dir.join("lock"), place.dir.join("gen-1/side")];
    let before = files.clone().map(|file| fs::read(file).unwrap());
    let store = open(&place.dir);
    fill(&store, &mut people, 1);
    store.contact(people[0].0.id).unwrap();
    store.close();
    drop(store);
    for (file, bytes) in files.iter().zip(before) {
        fs::write(file, bytes).unwrap();
    }
    let store = open(&place.dir);
    check(&store, &people, "ahead");
    let report = store.mended().remove(0);
    assert!(report.missing.is_empty() && report.found.contains(&Damage::JournalCut), "{report:?}");
}

#[test]
fn what_was_just_saved_is_read_while_the_archive_follows() {
    let Filled { place, mut people } = filled();
    let store = open(&place.dir);
    check(&store, &people, "before");
    for round in 0..20 {
        fill(&store, &mut people, 3);
        let (person, calls) = people.last_mut().unwrap();
        let gone = calls.remove(2);
        let renamed = Contact { name: format!("Renamed {round}"), ..person.clone() };
        let changes = [Change::delete(gone), Change::edit(person.clone(), renamed.clone())];
        commit(&store, set(Act::Edit, "someone", changes)).unwrap();
        *person = renamed;
        check(&store, &people[people.len() - 3..], "just saved");
        assert_eq!(store.timeline(people[0].0.id.into(), 2, 2).unwrap(), people[0].1[2..4]);
    }
    check(&store, &people, "after");
    store.close();
    check(&store, &people, "opened again");
}

#[test]
fn what_the_book_knows_whole_needs_no_archive() {
    let Filled { place, people } = filled();
    let (keeper, other) = (open(&place.dir), open(&place.dir));
    keeper.contact(people[0].0.id).unwrap();
    assert_eq!(other.contact(people[0].0.id).unwrap().as_ref(), Some(&people[0].0), "the keeper answers");
    let company = touchbase::domain::company::Company::new(other.ids().draw(), "Kaiser Bau", people[0].0.added);
    commit(&other, set(Act::Add, "Kaiser Bau", [Change::create(company.clone())])).unwrap();
    let record = Record::from(company);
    assert_eq!(other.record(record.id()).unwrap(), Some(record));
}

#[test]
fn records_are_streamed_as_they_stand_now() {
    let Filled { place, people } = filled();
    let store = open(&place.dir);
    // Opens the archive; what comes now lies over it for a while.
    assert_eq!(all(&store, RecordKind::Contact).len(), 30);
    let mut ids = store.ids();
    for (n, (person, calls)) in people.iter().enumerate() {
        let renamed = Contact { name: format!("Renamed {n}"), ..person.clone() };
        let added = contact(&mut ids, &format!("Added {n}"));
        let mut changes = vec![Change::create(added)];
        if n % 2 == 0 {
            changes.push(Change::edit(person.clone(), renamed));
        } else {
            changes.extend(calls.iter().cloned().map(Change::delete));
            changes.push(Change::delete(person.clone()));
        }
        commit(&store, set(Act::Edit, "", changes)).unwrap();
        let names: Vec<String> = all(&store, RecordKind::Contact)
            .into_iter()
            .map(|record| if let Record::Contact(contact) = record { contact.name } else { panic!("no contact") })
            .collect();
        let renamed = (0..=n).step_by(2).map(|n| format!("Renamed {n}"));
        let rest = (n + 1..30).map(|n| format!("Contact {n}"));
        let expect: Vec<String> = renamed.chain(rest).chain((0..=n).map(|n| format!("Added {n}"))).collect();
        assert_eq!(names, expect);
        let mut back = paged(&store, RecordKind::Contact);
        back.reverse();
        assert_eq!(back, all(&store, RecordKind::Contact), "the latest first, page by page");
    }
    let ending = Ending::read(&people[2].0.id.to_string()).unwrap();
    let found = store.latest(RecordKind::Contact, None, 7, Wanted::Ending(ending)).unwrap();
    assert_eq!(found.iter().map(Record::id).collect::<Vec<_>>(), [Record::from(people[2].0.clone()).id()]);
    let ended = store.each(RecordKind::Contact, |_| Err("enough"));
    assert!(matches!(ended, Err(StreamError::Stream("enough"))));
}
