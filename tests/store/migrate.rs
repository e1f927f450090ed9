//! A store of an older form is brought to this one's when it is opened: all is there, and what was told of it before. The older
//! form is made for these tests: in it a contact's day of being added was called something else.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Map, Value};
use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordKind};
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Counts, GoingOn, MigrationStep, PastSet, Reason, Store, StoreError, Which};

use crate::support::*;
use crate::trials::chance::Chance;
use crate::trials::power::Recorder;

const STEPS: &[MigrationStep] = &[MigrationStep { from: 0, record: added }];

fn added(kind: &str, fields: &mut Map<String, Value>) {
    if kind == "contact"
        && let Some(day) = fields.remove("began")
    {
        fields.insert("added".to_owned(), day);
    }
}

/// A step that forgets something.
const BROKEN: &[MigrationStep] = &[MigrationStep { from: 0, record: |_, fields| drop(fields.remove("began")) }];

fn going_on() -> GoingOn {
    Arc::new(|_, _| true)
}

/// A store of the older form, as it was before it was made so: its records and its history.
struct Old {
    place: Place,
    records: Vec<Record>,
    past: Vec<PastSet>,
    ana: Contact,
}

fn old() -> Old {
    let place = place();
    let disk = Disk::default().with_segments(3_000);
    let store = Store::open_on(disk, &place.dir, screen()).unwrap();
    let mut ids = Ids::seeded(1_790_000_000_000, 5);
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    for n in 0..12 {
        let tom = contact(&mut ids, &format!("Tom {n}"));
        add(&store, &tom);
        let call = call(&mut ids, tom.id, n + 1, "asked for the price list");
        commit(&store, set(Act::Log, "Tom", [Change::create(call)])).unwrap();
    }
    let many: Vec<Contact> = (0..601).map(|n| contact(&mut ids, &format!("Imported {n}"))).collect();
    commit(&store, set(Act::Import, "list.csv", many.into_iter().map(Change::create))).unwrap();
    store.undo(Which::Last).unwrap();
    store.redo().unwrap();
    let changed = Contact { notes: "met at the fair".to_owned(), ..ana.clone() };
    commit(&store, set(Act::Edit, "Ana Berg", [Change::edit(ana, changed.clone())])).unwrap();
    let (records, past) = (records(&store), store.past(&[], 99).unwrap());
    drop(store);
    make_old(&place.dir.join("gen-1"));
    let current = fs::read_to_string(place.dir.join("CURRENT")).unwrap();
    fs::write(place.dir.join("CURRENT"), resealed(&current.replace("\"format\":1", "\"format\":0"))).unwrap();
    for derived in ["side", "texts", "archive.seal"] {
        let _ = fs::remove_file(place.dir.join("gen-1").join(derived));
    }
    fs::remove_dir_all(place.dir.join("gen-1/archive")).unwrap();
    Old { place, records, past, ana: changed }
}

/// A line with the checksum that it should have.
fn resealed(line: &str) -> String {
    let content = &line[..line.rfind(",\"crc\":").unwrap()];
    format!("{content},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(content.as_bytes()))
}

fn make_old(generation: &Path) {
    let older = |text: &str| -> String {
        let lines = text
            .lines()
            .map(|line| resealed(&line.replace("\"added\":", "\"began\":").replace("\"format\":1", "\"format\":0")));
        lines.collect()
    };
    let files = |name: &str| fs::read_dir(generation.join(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut sets = Vec::new();
    for path in files("sets") {
        let before = fs::read(&path).unwrap();
        let after = older(std::str::from_utf8(&before).unwrap());
        fs::write(&path, &after).unwrap();
        sets.push((crc32fast::hash(&before), crc32fast::hash(after.as_bytes())));
    }
    for path in files("journal") {
        let mut text = fs::read_to_string(&path).unwrap();
        for (before, after) in &sets {
            text = text.replace(&format!("\"crc\":{before}"), &format!("\"crc\":{after}"));
        }
        fs::write(&path, older(&text)).unwrap();
    }
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

/// All files under `dir` with what is in them, but for the lock.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if !path.ends_with("lock") {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all.sort_unstable();
    all
}

fn count(records: &[Record]) -> Counts {
    let mut counts = Counts::default();
    records.iter().for_each(|record| counts.add(record.kind()));
    counts
}

#[test]
fn an_older_store_is_brought_to_this_form() {
    let old = old();
    let dir = &old.place.dir;
    let before = files(&dir.join("gen-1"));
    let store = Store::open_through(Disk::default(), dir, screen(), STEPS).unwrap();
    assert_eq!(records(&store), old.records);
    assert_eq!(store.past(&[], 99).unwrap(), old.past, "the history is told as before");
    assert!(fs::read_to_string(dir.join("CURRENT")).unwrap().contains("\"format\":1"));
    let journal = fs::read_to_string(dir.join("gen-2/journal/000001.jsonl")).unwrap();
    assert!(journal.contains("\"added\":") && !journal.contains("\"began\":"));
    // The old one is kept as it was, and a backup in its form.
    let aside = fs::read_dir(dir.join("aside")).unwrap().next().unwrap().unwrap().path();
    let kept: Vec<Vec<u8>> = files(&aside).into_iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(kept, before.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>());
    let backups = store.backups();
    assert!(backups.unusable.is_empty());
    let [backup] = &backups.good[..] else { panic!("{backups:?}") };
    assert_eq!((backup.reason, backup.counts), (Reason::Migration, count(&old.records)));

    // What was done before can be taken back.
    store.undo(Which::Last).unwrap();
    let without = Contact { notes: String::new(), ..old.ana.clone() };
    assert_eq!(store.contact(old.ana.id).unwrap(), Some(without));
    let import = old.past.iter().find(|set| set.entry.label.act == Act::Import && set.entry.undoes.is_none()).unwrap();
    store.undo(Which::Seq(import.entry.seq)).unwrap();
    assert_eq!(records(&store).len(), old.records.len() - 601);
    // And the backup be brought back.
    let plan = store.plan_restore(&backup.path, &going_on()).unwrap();
    assert_eq!((plan.new.counts.total(), plan.changed.counts.total(), plan.gone.counts.total()), (601, 1, 0));
    store.restore(&plan, &going_on()).unwrap();
    assert_eq!(records(&store), old.records);
    drop(store);
    // This version's own steps aren't asked any more.
    assert_eq!(records(&open(dir)), old.records);
}

#[test]
fn an_older_store_that_was_trimmed_is_brought_to_this_form() {
    let Old { place, records: expect, .. } = old();
    let store = Store::open_through(Disk::default(), &place.dir, screen(), STEPS).unwrap();
    // It has a base now; made old again, that is one in the older form.
    let backup = store.backups().good.remove(0);
    store.close();
    drop(store);
    let (gen_1, gen_2) = (place.dir.join("gen-1"), place.dir.join("gen-2"));
    fs::rename(fs::read_dir(place.dir.join("aside")).unwrap().next().unwrap().unwrap().path(), &gen_1).unwrap();
    fs::remove_dir_all(&gen_2).unwrap();
    fs::copy(&backup.path, gen_1.join("base")).unwrap();
    let current = fs::read_to_string(place.dir.join("CURRENT")).unwrap();
    let current = current.replace("\"format\":1", "\"format\":0").replace("\"generation\":2", "\"generation\":1");
    fs::write(place.dir.join("CURRENT"), resealed(&current)).unwrap();
    let store = Store::open_through(Disk::default(), &place.dir, screen(), STEPS).unwrap();
    assert_eq!(records(&store), expect);
}

#[test]
fn what_no_step_knows_is_left_as_it_is() {
    let old = old();
    let dir = &old.place.dir;
    for steps in [&[][..], BROKEN] {
        let before = files(&dir.join("gen-1"));
        let error = Store::open_through(Disk::default(), dir, screen(), steps).map(|_| ()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
        assert_eq!(files(&dir.join("gen-1")), before);
        assert!(fs::read_to_string(dir.join("CURRENT")).unwrap().contains("\"format\":0"));
        assert!(!dir.join("aside").exists() && !dir.join("gen-2").exists() && !dir.join("gen-2.part").exists());
    }
    let store = Store::open_through(Disk::default(), dir, screen(), STEPS).unwrap();
    assert_eq!(records(&store), old.records);
}

#[test]
fn dying_anywhere_leaves_the_old_store_or_the_new_one() {
    let old = old();
    let mut seen = (0, 0);
    for hit in 0.. {
        let to = place();
        let done = std::process::Command::new("cp").arg("-a").arg(&old.place.dir).arg(&to.dir).status().unwrap();
        assert!(done.success());
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst), call) {
            (number, _) if number < hit => Verdict::Go,
            (number, Call::Write(n)) if number == hit => Verdict::Short(n / 2),
            _ => Verdict::Fail(io::Error::other("the process is dead")),
        });
        let opened = Store::open_through(disk.with_segments(3_000), &to.dir, screen(), STEPS).map(drop);
        let is_new = fs::read_to_string(to.dir.join("CURRENT")).unwrap().contains("\"format\":1");
        seen = if is_new { (seen.0, seen.1 + 1) } else { (seen.0 + 1, seen.1) };
        assert!(is_new || opened.is_err(), "call {hit}");
        let store = Store::open_through(Disk::default(), &to.dir, screen(), STEPS).unwrap();
        assert_eq!(store.past(&[], 99).unwrap(), old.past, "call {hit}");
        assert_eq!(store.book().contacts().len(), 614, "call {hit}");
        if calls.load(Ordering::SeqCst) <= hit {
            assert_eq!(records(&store), old.records);
            assert!(seen.0 > 10 && seen.1 > 1, "{seen:?}");
            return;
        }
    }
}

#[test]
fn power_that_goes_leaves_the_old_store_or_the_new_one() {
    let old = old();
    let above = old.place.dir.parent().unwrap();
    let recorder = Recorder::new(above);
    let disk = recorder.disk().with_segments(3_000);
    drop(Store::open_through(disk, &old.place.dir, screen(), STEPS).unwrap());
    let mut chance = Chance::new(1);
    for n in 0..40 {
        let to = tempfile::tempdir().unwrap();
        let (root, moment) = (to.path().join("root"), recorder.a_moment(&mut chance));
        recorder.after_loss(moment, &mut chance, &root);
        let store = Store::open_through(Disk::default(), &root.join("store"), screen(), STEPS).unwrap();
        assert_eq!(store.past(&[], 99).unwrap(), old.past, "number {n}, moment {moment}");
        assert_eq!(store.unseen_reports(), [], "number {n}, moment {moment}");
        assert_eq!(records(&store), old.records, "number {n}, moment {moment}");
    }
}
