//! What was said is found: through edits, deletes and undo, with the texts file fresh, old, damaged, gone or not writable.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::interaction::Interaction;
use touchbase::domain::said::{Said, What};
use touchbase::domain::search::Words;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Damage, Search, Store, Which};

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
    let filler = "word ".repeat(20);
    let told = |ids: &mut Ids, n: u32, contact: ContactId| {
        Change::create(call(
            ids,
            contact,
            n % 28 + 1,
            &format!("round {n} {filler} {}", if n % 100 == 7 { "rare" } else { "" }),
        ))
    };
    for part in 0..4 {
        let changes: Vec<Change> = (part * 700..(part + 1) * 700).map(|n| told(&mut ids, n, ana.id)).collect();
        commit(&store, set(Act::Import, "", changes)).unwrap();
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
