//! Golden stores: a store as each released schema wrote it lies under `tests/fixtures`, and every later version must read it
//! with all that is in it and all that is told of it. They are never made anew: where a version writes otherwise, it brings
//! the older form to its own, and this test stays.
//!
//! `cargo test --test store -- --ignored make_the_golden_store` made the present one. Ids of records and all times come from
//! a seed and a clock of its own; those of the store, its sessions and its sets' files are of the day it was made. It lies
//! there without an archive, which is built from the rest (and takes half a megabyte).

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Value, json};
use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordKind};
use touchbase::domain::search::Words;
use touchbase::store::disk::Disk;
use touchbase::store::{GoingOn, Search, Store, StoreError, Which};

use crate::every_field::every_field;
use crate::support::*;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn records(store: &Store) -> Vec<Value> {
    let mut all = Vec::new();
    for kind in RecordKind::ALL {
        let keep = |record| {
            all.push(serde_json::to_value(record).unwrap());
            Ok::<_, ()>(())
        };
        store.each(kind, keep).unwrap();
    }
    all
}

/// What is told of each set, the newest first.
fn history(store: &Store) -> Vec<Value> {
    let told = store.past(&[], 999).unwrap().into_iter().map(|set| {
        let entry = set.entry;
        json!({
            "set": entry.seq, "at": entry.at, "author": entry.author, "label": entry.label, "undoes": entry.undoes,
            "taken_back": set.is_taken_back, "count": set.count,
        })
    });
    told.collect()
}

fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

fn read(name: &str) -> Vec<Value> {
    fs::read_to_string(fixture(name)).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A copy that only its owner can read, as git doesn't keep it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
            fs::set_permissions(&to, fs::Permissions::from_mode(0o600)).unwrap();
        }
    }
}

fn going_on() -> GoingOn {
    Arc::new(|_, _| true)
}

#[test]
fn schema_1_is_read_as_it_was_written() {
    let (expect, told) = (read("store-1.records.jsonl"), read("store-1.history.jsonl"));
    for without in [&[][..], &["side"], &["texts"], &["side", "texts"]] {
        let place = place();
        copy(&fixture("store-1"), &place.dir);
        for derived in without {
            fs::remove_file(place.dir.join("gen-1").join(derived)).unwrap();
        }
        let store = open(&place.dir);
        assert!(store.mended().is_empty(), "nothing is damaged");
        assert_eq!(history(&store), told, "without {without:?}");
        assert_eq!(records(&store), expect, "without {without:?}");
        assert_eq!(store.search_texts(&Search::new(Words::new("harvest"), 9), &|| true).unwrap().said.len(), 5);

        // The history begins behind what was trimmed, and what it tells can be taken back.
        let begins = store.history_begins().unwrap();
        assert_eq!(Some(begins), told.last().unwrap()["set"].as_u64());
        assert!(matches!(store.undo(Which::Seq(1)), Err(StoreError::Trimmed { .. })));
        let import = told.iter().find(|set| set["label"]["act"] == "import").unwrap();
        assert_eq!(import["count"], 501);
        store.undo(Which::Seq(import["set"].as_u64().unwrap())).unwrap();
        assert_eq!(records(&store).len(), expect.len() - 501);
        assert!(store.redo().is_ok());
        assert_eq!(records(&store), expect, "without {without:?}");

        // The backup holds what was there two sets before.
        let backups = store.backups();
        assert!(backups.unusable.is_empty());
        let plan = store.plan_restore(&backups.good[0].path, &going_on()).unwrap();
        let [new, changed, gone] = [&plan.new, &plan.changed, &plan.gone].map(|one| one.counts.total());
        assert_eq!((new, changed, gone), (0, 1, 1));
        store.restore(&plan, &going_on()).unwrap();
        assert_eq!(records(&store).len(), expect.len() - 1);
    }
}

#[test]
#[ignore = "makes what is never made anew; into target/golden, to be looked at"]
fn make_the_golden_store() {
    let clock = Arc::new(AtomicI64::new(0));
    let now = {
        let clock = clock.clone();
        move || -> DateTime<FixedOffset> {
            let start: DateTime<FixedOffset> = "2026-01-05T09:00:00+01:00".parse().unwrap();
            start + TimeDelta::days(clock.load(Ordering::SeqCst))
        }
    };
    let place = place();
    let disk = Disk::default().with_segments(4_000).with_clock(now.clone());
    let store = Store::open_on(disk, &place.dir, screen()).unwrap();
    let mut ids = Ids::seeded(1_767_600_000_000, 1);
    let day = |days: i64| clock.store(days, Ordering::SeqCst);
    let every = every_field(&mut ids, &|word| word.to_owned());
    commit(&store, set(Act::Add, "Anna Müller", every.into_iter().map(Change::create))).unwrap();
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    for n in 1..25 {
        day(n);
        let call = call(&mut ids, ana.id, u32::try_from(n).unwrap(), "asked for the price list again");
        commit(&store, set(Act::Log, "Ana Berg", [Change::create(call)])).unwrap();
    }
    day(200);
    let many: Vec<Record> = (0..501).map(|n| contact(&mut ids, &format!("Gast {n}")).into()).collect();
    commit(&store, set(Act::Import, "messe.csv", many.into_iter().map(Change::create))).unwrap();
    store.undo(Which::Last).unwrap();
    store.redo().unwrap();
    for n in 1..6 {
        day(200 + n);
        let call = call(&mut ids, ana.id, 24 + u32::try_from(n).unwrap(), "told of the harvest");
        commit(&store, set(Act::Log, "Ana Berg", [Change::create(call)])).unwrap();
    }
    for n in 0..12 {
        add(&store, &Contact { notes: "met at the fair ".repeat(15), ..contact(&mut ids, &format!("Messe {n}")) });
    }
    day(210);
    let done = store.chores(now(), &(Arc::new(|| true) as _)).unwrap();
    assert!(done.unwell.is_empty() && done.backup.is_some() && done.begins.is_some(), "{done:?}");
    let changed = Contact { notes: "likes oak".to_owned(), ..ana.clone() };
    commit(&store, set(Act::Edit, "Ana Berg", [Change::edit(ana, changed)])).unwrap();
    let tom = contact(&mut ids, "Tom Olsen");
    add(&store, &tom);
    let (all, told) = (records(&store), history(&store));
    store.close();
    drop(store);

    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/golden");
    let _ = fs::remove_dir_all(&made);
    copy(&place.dir, &made.join("store-1"));
    fs::remove_dir_all(made.join("store-1/gen-1/archive")).unwrap();
    fs::remove_file(made.join("store-1/gen-1/archive.seal")).unwrap();
    fs::remove_file(made.join("store-1/keeper")).unwrap();
    fs::write(made.join("store-1.records.jsonl"), lines(&all)).unwrap();
    fs::write(made.join("store-1.history.jsonl"), lines(&told)).unwrap();
}
