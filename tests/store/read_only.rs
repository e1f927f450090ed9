//! A store that is open read-only: whatever is asked of it, nothing in its directory is changed; what others change is seen.

use std::convert::Infallible;
use std::fs;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::domain::search::Words;
use touchbase::store::drafts::Draft;
use touchbase::store::{self, BackupError, Notice, Search, Store, StoreError, StreamError, Which};

use crate::support::*;
use crate::untouched::Untouched;

/// A store with something in everything that belongs to it, and who stands first in it.
fn filled() -> (Place, Contact) {
    let place = place();
    let store = open(&place.dir);
    let mut ids = Ids::seeded(1_790_000_000_000, 9);
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    for day in 1..9 {
        let call = call(&mut ids, ana.id, day, "asked for the price list");
        commit(&store, set(Act::Log, "Ana Berg", [Change::create(call)])).unwrap();
    }
    store.contact(ana.id).unwrap();
    store.drafts().save(&Draft { form: "note".to_owned(), ..Draft::default() }).unwrap();
    store.back_up(None, &going_on()).unwrap();
    store.close();
    (place, ana)
}

fn going_on() -> store::GoingOn {
    Arc::new(|_, _| true)
}

fn read_only(place: &Place) -> Store {
    Store::open_read_only(&place.dir, screen()).unwrap()
}

#[test]
fn whatever_is_asked_nothing_changes() {
    let (place, ana) = filled();
    let before = Untouched::of(&place.dir);
    let store = read_only(&place);
    let is_refused = |what: &str, error: Option<StoreError>| {
        assert!(matches!(&error, Some(StoreError::ReadOnly { path }) if *path == place.dir), "{what}: {error:?}");
        before.still(what);
    };
    let tom = || Change::create(Contact::new(store.ids().draw(), "Tom Kern", "2026-01-05".parse().unwrap()));
    let some = || set(Act::Add, "Tom Kern", [tom()]);
    let many = || set(Act::Import, "tom.csv", (0..700).map(|_| tom()));
    let stream = |count: usize| {
        let changes = (0..count).map(|_| Ok::<Change, Infallible>(tom()));
        match store.commit_stream(Label::new(Act::Import, "tom.csv"), store.position(), changes) {
            Err(StreamError::Store(error)) => Some(error),
            other => panic!("{other:?}"),
        }
    };
    is_refused("a commit", commit(&store, some()).err());
    is_refused("one with a key", store.commit_once(some(), store.position(), "key").err());
    is_refused("a big one", commit(&store, many()).err());
    is_refused("a stream", stream(3));
    is_refused("a long stream", stream(700));
    is_refused("undo", store.undo(Which::Last).err());
    is_refused("undo of mine", store.undo(Which::Mine).err());
    is_refused("undo with a key", store.undo_once(Which::Last, "key").err());
    is_refused("redo", store.redo().err());
    is_refused("a draft", store.drafts().save(&Draft::default()).err());
    is_refused("a draft's end", store.drafts().remove(uuid::Uuid::nil()).err());
    is_refused("a backup", store.back_up(None, &going_on()).err());
    is_refused("a backup by name", store.back_up(Some(&place.dir.join("mine")), &going_on()).err());
    is_refused("a file", store.permit(&place.dir.join("gen-1/new/file")).err());
    let backup = store.backups().good.remove(0);
    let plan = store.plan_restore(&backup.path, &going_on()).unwrap();
    before.still("a look at what a backup would bring");
    is_refused("a backup brought back", store.restore(&plan, &going_on()).err());
    is_refused("giving room back", store.compact(true, |_| true).err());

    assert_eq!(store.drafts().list(), []);
    let search = Search::new(Words::new("price list"), 50);
    assert_eq!(store.search_texts(&search, &|| true).unwrap().said.len(), 8);
    assert_eq!(store.timeline(ana.id.into(), 0, 99).unwrap().len(), 8);
    assert_eq!(store.contact(ana.id).unwrap(), Some(ana));
    assert_eq!(store.past(&[], 99).unwrap().len(), 9);
    let mut out = Vec::new();
    assert!(!matches!(store.back_up_to(&mut out, &going_on()), Err(BackupError::Store(_))) && !out.is_empty());
    let done =
        store.chores("2027-11-22T09:00:00+01:00".parse().unwrap(), &(Arc::new(|| true) as store::Resting)).unwrap();
    assert!(done.others && done.backup.is_none(), "{done:?}");
    store.look_after(|_| {}).unwrap();
    store.watch(|_| {}).unwrap();
    store.refill().unwrap();
    store.stirs();
    before.still("reading");
    store.close();
    drop(store);
    before.still("the end");
}

#[test]
fn what_others_commit_is_noticed() {
    let (place, ana) = filled();
    let (tell, told) = mpsc::channel();
    let store = read_only(&place);
    store.watch(move |notice| tell.send(notice).unwrap()).unwrap();
    store.timeline(ana.id.into(), 0, 1).unwrap();
    let other = open(&place.dir);
    let tom = contact(&mut Ids::seeded(1_790_000_000_000, 10), "Tom Kern");
    add(&other, &tom);
    loop {
        match told.recv_timeout(Duration::from_secs(20)).expect("it is noticed") {
            Notice::Changed(entries) if entries.iter().any(|entry| entry.label.act == Act::Add) => break,
            _ => {}
        }
    }
    assert_eq!(store.book().contact(tom.id).unwrap().name, "Tom Kern");
    assert_eq!(store.contact(tom.id).unwrap(), Some(tom));
    let before = Untouched::of(&place.dir);
    store.close();
    before.still("the end");
}

#[test]
fn a_generation_that_changes_under_it_is_followed() {
    let (place, ana) = filled();
    let store = read_only(&place);
    assert_eq!(store.timeline(ana.id.into(), 0, 99).unwrap().len(), 8);
    let other = Store::open(&place.dir, verb()).unwrap();
    let backup = other.backups().good.remove(0).path;
    add(&other, &contact(&mut Ids::seeded(1_790_000_000_000, 11), "Tom Kern"));
    // Whoever only reads holds nobody up.
    let plan = other.plan_restore(&backup, &going_on()).unwrap();
    other.restore(&plan, &going_on()).unwrap();
    other.close();
    let before = Untouched::of(&place.dir);
    store.refresh().unwrap();
    assert_eq!(store.book().contacts().len(), 1);
    assert_eq!(store.timeline(ana.id.into(), 0, 99).unwrap().len(), 8);
    store.close();
    before.still("another generation");
}

#[test]
fn none_is_made_mended_or_brought_to_another_form() {
    let refused = |place: &Place, fits: fn(&StoreError) -> bool| {
        let before = Untouched::of(&place.dir);
        let error = Store::open_read_only(&place.dir, screen()).err().unwrap();
        assert!(fits(&error), "{error:?}");
        before.still("an opening that was refused");
    };
    let nothing = place();
    refused(&nothing, |error| matches!(error, StoreError::Absent { .. }));
    assert!(!nothing.dir.exists());

    let (old, _) = filled();
    let current = old.dir.join("CURRENT");
    let text = fs::read_to_string(&current).unwrap();
    fs::write(&current, sealed(&text.replace("\"format\":1", "\"format\":0"))).unwrap();
    refused(&old, |error| matches!(error, StoreError::Older { form: 0, .. }));

    let (damaged, _) = filled();
    fs::write(damaged.dir.join("CURRENT"), "what?").unwrap();
    refused(&damaged, |error| matches!(error, StoreError::Unmended { .. }));

    let (lost, _) = filled();
    fs::remove_dir_all(lost.dir.join("gen-1")).unwrap();
    fs::remove_file(lost.dir.join("CURRENT")).unwrap();
    refused(&lost, |error| matches!(error, StoreError::Lost { .. }));
}

#[test]
fn what_is_damaged_under_it_is_told_and_left() {
    let (place, _) = filled();
    let store = read_only(&place);
    let journal = place.dir.join("gen-1/journal/000001.jsonl");
    let mut text = fs::read(&journal).unwrap();
    text.extend_from_slice(b"{\"seq\":10,\"nonsense\":1,\"crc\":\"00000000\"}\n");
    fs::write(&journal, text).unwrap();
    let before = Untouched::of(&place.dir);
    assert!(matches!(store.refresh(), Err(StoreError::Unmended { .. })));
    assert_eq!(store.book().contacts().len(), 1, "what was read before can still be seen");
    store.close();
    before.still("damage");
}
