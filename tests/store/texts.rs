//! What was said is found: through edits, deletes and undo, with the texts file fresh, old, damaged, gone or not writable.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::interaction::Interaction;
use touchbase::domain::said::{Said, What};
use touchbase::domain::search::Words;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Damage, GoingOn, Resting, Search, Store, Which};

use crate::support::*;
use crate::trials::model;

/// All that is found, read in pages of `page`.
pub fn found_in_pages(store: &Store, typed: &str, page: usize) -> Vec<Said> {
    model::found_in_pages(store, typed, page).unwrap()
}

#[track_caller]
fn finds(store: &Store, typed: &str, expect: &[&str]) {
    for page in [1, 2, 100] {
        let found = found_in_pages(store, typed, page);
        let texts: Vec<&str> = found.iter().map(|said| said.text.as_str()).collect();
        assert_eq!(texts, expect, "{typed:?} in pages of {page}");
    }
}

/// A store with a contact of whom some things were said on days of November.
fn store_with(dir: &Path, said: &[(u32, &str)]) -> (Store, Contact, Vec<Interaction>) {
    let store = open(dir);
    let mut ids = Ids::seeded(1_790_000_000_000, 1);
    let ana = Contact { notes: "Likes oak.".into(), ..contact(&mut ids, "Ana Berg") };
    add(&store, &ana);
    let calls: Vec<Interaction> = said.iter().map(|(day, text)| call(&mut ids, ana.id, *day, text)).collect();
    calls.iter().for_each(|call| logged(&store, call));
    (store, ana, calls)
}

fn logged(store: &Store, call: &Interaction) {
    commit(store, set(Act::Log, "Ana Berg", [Change::create(call.clone())])).unwrap();
}

fn texts(dir: &Path) -> std::path::PathBuf {
    dir.join("gen-1/texts")
}

/// Two things are in the file, one is said after it.
fn with_file(dir: &Path) -> (Store, Contact, Vec<Interaction>) {
    let (store, ana, mut calls) = store_with(dir, &[(3, "asked for oak"), (1, "sent the oak list")]);
    finds(&store, "oak", &["asked for oak", "sent the oak list", "Likes oak."]);
    store.close();
    assert!(texts(dir).exists(), "the first search leaves a file");
    let later = call(&mut Ids::seeded(1_790_000_000_000, 2), ana.id, 2, "oak is late");
    logged(&store, &later);
    calls.push(later);
    (store, ana, calls)
}

const ALL: [&str; 4] = ["asked for oak", "oak is late", "sent the oak list", "Likes oak."];

#[test]
fn the_newest_is_found_first_whether_in_the_file_or_after_it() {
    let place = place();
    let (store, ana, _) = with_file(&place.dir);
    finds(&store, "oak", &ALL);
    finds(&store, "oak -late -list", &["asked for oak", "Likes oak."]);
    finds(&store, "list oak", &["sent the oak list"]);
    finds(&store, "ak", &[]);
    finds(&store, "", &[]);
    let notes = found_in_pages(&store, "likes", 9).remove(0);
    assert_eq!((notes.what, notes.contacts, notes.day), (What::Notes, vec![ana.id], None));
    let since = Search { since: "2026-11-02".parse().ok(), ..Search::new(Words::new("oak"), 9) };
    let found = store.search_texts(&since, &|| true).unwrap();
    assert_eq!(found.said.len(), 2, "notes have no day: {found:?}");
}

#[test]
fn edits_deletes_and_undo_are_followed() {
    let place = place();
    let (store, ana, calls) = with_file(&place.dir);
    let edited = Interaction { text: "asked for beech".into(), ..calls[0].clone() };
    commit(&store, set(Act::Edit, "", [Change::edit(calls[0].clone(), edited)])).unwrap();
    finds(&store, "oak", &ALL[1..]);
    finds(&store, "beech", &["asked for beech"]);
    store.undo(Which::Last).unwrap();
    finds(&store, "oak", &ALL);
    finds(&store, "beech", &[]);
    commit(&store, set(Act::Delete, "", [Change::delete(calls[1].clone())])).unwrap();
    finds(&store, "list", &[]);
    store.undo(Which::Last).unwrap();
    finds(&store, "list", &["sent the oak list"]);
    let renamed = Contact { name: "Ana Stein".into(), ..ana.clone() };
    commit(&store, set(Act::Edit, "", [Change::edit(ana, renamed.clone())])).unwrap();
    finds(&store, "likes", &["Likes oak."]);
    commit(&store, set(Act::Edit, "", [Change::edit(renamed.clone(), Contact { notes: String::new(), ..renamed })]))
        .unwrap();
    finds(&store, "likes", &[]);
}

#[test]
fn a_file_that_is_gone_damaged_or_foreign_costs_nothing_but_time() {
    let place = place();
    drop(with_file(&place.dir));
    let whole = fs::read(texts(&place.dir)).unwrap();
    let other = self::place();
    drop(with_file(&other.dir));
    let mut bad: Vec<Vec<u8>> = vec![Vec::new(), vec![0; 4096], fs::read(texts(&other.dir)).unwrap()];
    bad.extend((0..whole.len()).step_by(7).map(|at| {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        flipped
    }));
    bad.extend((0..whole.len()).step_by(29).map(|length| whole[..length].to_vec()));
    for bytes in bad {
        fs::write(texts(&place.dir), bytes).unwrap();
        let store = Store::open(&place.dir, verb()).unwrap();
        finds(&store, "oak", &ALL);
        let told = store.mended().len();
        store.close();
        let again = Store::open(&place.dir, verb()).unwrap();
        finds(&again, "oak", &ALL);
        assert_eq!((told.min(1), again.mended().len()), (told, 0), "it is told at most once: the file is made anew");
    }
    fs::write(texts(&place.dir), &whole[..whole.len() / 2]).unwrap();
    let store = Store::open(&place.dir, verb()).unwrap();
    finds(&store, "oak", &ALL);
    assert_eq!(store.mended()[0].found, [Damage::Texts]);
    drop(store);
    fs::remove_file(texts(&place.dir)).unwrap();
    let store = Store::open(&place.dir, verb()).unwrap();
    finds(&store, "oak", &ALL);
    store.close();
    assert_eq!(fs::metadata(texts(&place.dir)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn two_sessions_find_what_the_other_said() {
    let place = place();
    let (one, ana, _) = with_file(&place.dir);
    let other = open(&place.dir);
    finds(&other, "oak", &ALL);
    let mut ids = Ids::seeded(1_790_000_000_000, 3);
    logged(&other, &call(&mut ids, ana.id, 20, "elm, too"));
    one.refresh().unwrap();
    finds(&one, "elm", &["elm, too"]);
    // Both write the file; whichever stands there then is good.
    one.close();
    other.close();
    finds(&open(&place.dir), "elm", &["elm, too"]);
    finds(&one, "oak", &ALL);
}

#[test]
fn dying_or_failing_at_any_call_while_the_file_is_written_loses_nothing() {
    for hit in 0.. {
        let place = place();
        drop(store_with(&place.dir, &[(3, "asked for oak"), (1, "sent the oak list")]));
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst) >= hit, call) {
            (false, _) => Verdict::Go,
            (true, Call::Write(n)) => Verdict::Short(n / 2),
            (true, _) => Verdict::Fail(io::Error::other("it fails")),
        });
        let store = Store::open_on(disk, &place.dir, verb()).unwrap();
        finds(&store, "oak", &["asked for oak", "sent the oak list", "Likes oak."]);
        store.close();
        finds(&store, "oak", &["asked for oak", "sent the oak list", "Likes oak."]);
        finds(&open(&place.dir), "oak", &["asked for oak", "sent the oak list", "Likes oak."]);
        if hit > calls.load(Ordering::SeqCst) {
            assert!(hit > 3, "the file was written at all");
            return;
        }
    }
}

#[test]
fn many_texts_lie_in_several_blocks_and_are_brought_together_with_what_came_later() {
    let place = place();
    let (store, ana, _) = store_with(&place.dir, &[]);
    let mut ids = Ids::seeded(1_790_000_000_000, 4);
    for part in 0..4 {
        commit(&store, set(Act::Import, "", created(&many(&mut ids, ana.id, part * 700, 700)))).unwrap();
        let rare = found_in_pages(&store, "rare", 5);
        assert_eq!(rare.len(), usize::try_from(part + 1).unwrap() * 7);
        assert!(rare.is_sorted_by(|one, next| one.place > next.place), "newest first");
        store.close();
    }
    assert_eq!(found_in_pages(&store, "round word", 1000).len(), 2800);
    assert_eq!(found_in_pages(&store, "round 1234", 1000).len(), 1);
    let stopped = store.search_texts(&Search::new(Words::new("rare"), 99), &|| false).unwrap();
    assert!(stopped.said.len() < 28, "it ends when it is told to");
}

/// Many things said, so that the file is worth writing on: in no order of days, each with its number.
fn many(ids: &mut Ids, contact: ContactId, from: u32, count: u32) -> Vec<Interaction> {
    let filler = "word ".repeat(20);
    let one = |n: u32| {
        let rare = if n % 100 == 7 { "rare" } else { "" };
        call(ids, contact, n * 11 % 28 + 1, &format!("round {n} {filler} {rare}"))
    };
    (from..from + count).map(one).collect()
}

fn created(calls: &[Interaction]) -> Vec<Change> {
    calls.iter().cloned().map(Change::create).collect()
}

/// What was said of round `n`, as one looks for it.
fn said_of(store: &Store, n: u32) -> Vec<String> {
    let found = found_in_pages(store, &format!("round {n}"), 9);
    let is = |said: &Said| said.text.starts_with(&format!("round {n} "));
    found.into_iter().filter(is).map(|said| said.text[..24].to_owned()).collect()
}

/// A store with a file of several runs, in which some of what was said was changed and some deleted.
fn in_runs(dir: &Path) -> Store {
    let (store, ana, _) = store_with(dir, &[]);
    let mut ids = Ids::seeded(1_790_000_000_000, 4);
    let mut calls = Vec::new();
    let mut lengths = Vec::new();
    for part in 0..4 {
        let new = many(&mut ids, ana.id, part * 700, 700);
        let mut changes = created(&new);
        // Of what the runs before hold.
        for (at, old) in calls.iter_mut().enumerate().take(600).skip(usize::try_from(part).unwrap() * 100) {
            let old: &mut Interaction = old;
            let before = old.clone();
            match at % 3 {
                0 => old.text = format!("{} in part {part}", old.text.replace("word", "beech")),
                1 => old.text = old.text.replace("word", "elm"),
                _ => continue,
            }
            changes.push(Change::edit(before, old.clone()));
        }
        calls.extend(new);
        commit(&store, set(Act::Import, "", changes)).unwrap();
        finds(&store, "likes", &["Likes oak."]);
        store.close();
        lengths.push(fs::metadata(texts(dir)).unwrap().len());
    }
    assert!(lengths.is_sorted_by(|one, next| next > one && next < &(one * 3)), "it grows by what is new: {lengths:?}");
    commit(&store, set(Act::Delete, "", calls[2000..2010].iter().cloned().map(Change::delete))).unwrap();
    store
}

/// What is true of that store, whatever its file is like.
#[track_caller]
fn is_whole(store: &Store) {
    let rare = found_in_pages(store, "rare", 5);
    assert_eq!(rare.len(), 27, "28, of which one was deleted");
    assert!(rare.is_sorted_by(|one, next| one.place > next.place), "newest first");
    assert_eq!(found_in_pages(store, "round", 1000).len(), 2790);
    assert_eq!(said_of(store, 3), ["round 3 word word word w"]);
    assert_eq!(said_of(store, 303), ["round 303 beech beech be"]);
    assert_eq!(said_of(store, 301), ["round 301 elm elm elm el"]);
    assert_eq!(said_of(store, 302), ["round 302 word word word"]);
    assert_eq!(said_of(store, 2005), [""; 0]);
    assert_eq!(found_in_pages(store, "part 3", 100).len(), 100, "what was changed thrice is found once");
    let kept = model::Model::of(model::all_records(store).unwrap());
    assert_eq!(kept.differs_in_texts(store).unwrap(), None);
}

#[test]
fn what_is_new_is_written_behind_the_file_and_put_in_order_in_a_rest() {
    let place = place();
    let store = in_runs(&place.dir);
    is_whole(&store);
    store.close();
    let before = fs::metadata(texts(&place.dir)).unwrap().len();
    let other = Store::open(&place.dir, verb()).unwrap();
    is_whole(&other);
    let store = open(&place.dir);
    store.chores(chrono::Local::now().fixed_offset(), &(Arc::new(|| true) as Resting)).unwrap();
    is_whole(&store);
    is_whole(&other);
    store.close();
    other.close();
    is_whole(&open(&place.dir));
    assert!(fs::metadata(texts(&place.dir)).unwrap().len() <= before);
    assert!(touchbase::store::verify(&place.dir, &(Arc::new(|_, _| true) as GoingOn)).unwrap().is_fine());
}

#[test]
fn without_patience_it_is_found_bit_by_bit() {
    let place = place();
    let store = in_runs(&place.dir);
    for typed in ["rare", "round 1234", "nowhere", "likes"] {
        let whole = found_in_pages(&store, typed, 1000);
        for limit in [1, 3, 1000] {
            let mut search = Search { patience: Some(Duration::ZERO), ..Search::new(Words::new(typed), limit) };
            let (mut all, mut rounds) = (Vec::new(), 0);
            loop {
                let found = store.search_texts(&search, &|| true).unwrap();
                all.extend(found.said);
                rounds += 1;
                if found.rest.is_none() {
                    break;
                }
                assert!(search.before.is_none_or(|before| found.rest.unwrap() < before), "{typed} by {limit} comes on");
                search.before = found.rest;
            }
            assert_eq!(all, whole, "{typed} by {limit}");
            assert!(rounds > 3, "{typed} by {limit} in {rounds} rounds");
        }
    }
}

#[test]
fn dying_or_failing_at_any_call_while_the_file_is_written_on_loses_nothing() {
    let origin = place();
    in_runs(&origin.dir).let_archive_go();
    for hit in 0.. {
        let place = place();
        copy(&origin.dir, &place.dir);
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let disk = Disk::hooked(move |call| match (counted.fetch_add(1, Ordering::SeqCst) >= hit, call) {
            (false, _) => Verdict::Go,
            (true, Call::Write(n)) => Verdict::Short(n / 2),
            (true, _) => Verdict::Fail(io::Error::other("it fails")),
        });
        let store = Store::open_on(disk, &place.dir, verb()).unwrap();
        let mut ids = Ids::seeded(1_790_000_000_000, 5);
        let contact = store.book().contacts().next().unwrap().id;
        let more = many(&mut ids, contact, 5000, 400);
        let committed = commit(&Store::open(&place.dir, verb()).unwrap(), set(Act::Import, "", created(&more)));
        committed.unwrap();
        store.refresh().unwrap();
        finds(&store, "likes", &["Likes oak."]);
        store.close();
        assert_eq!(found_in_pages(&store, "round 5007", 9).len(), 1);
        let again = Store::open(&place.dir, verb()).unwrap();
        assert_eq!(found_in_pages(&again, "round 5007 rare", 9).len(), 1);
        finds(&again, "likes", &["Likes oak."]);
        assert_eq!(again.mended(), [], "what was there before holds");
        if hit > calls.load(Ordering::SeqCst) {
            assert!(hit > 3, "the file was written on at all");
            return;
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => copy(&entry.path(), &to),
            kind if kind.is_file() => drop(fs::copy(entry.path(), to).unwrap()),
            _ => {}
        }
    }
}
