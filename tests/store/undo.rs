//! What may be taken back, and what not.

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::record::{Record, RecordId};
use touchbase::store::{Store, StoreError, Which};

use crate::support::*;

fn noted(contact: &Contact, notes: &str) -> Contact {
    Contact { notes: notes.to_owned(), ..contact.clone() }
}

fn edit(store: &Store, before: &Contact, after: &Contact) {
    commit(store, set(Act::Edit, &before.name, [Change::edit(before.clone(), after.clone())])).unwrap();
}

fn id(contact: &Contact) -> RecordId {
    Record::from(contact.clone()).id()
}

fn notes(store: &Store, contact: &Contact) -> String {
    store.book().contact(contact.id).map_or_else(|| "gone".to_owned(), |row| row.notes.clone())
}

#[test]
fn what_changed_since_is_not_taken_back() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    let (once, twice) = (noted(&ana, "once"), noted(&ana, "twice"));
    add(&store, &ana);
    edit(&store, &ana, &once);
    edit(&store, &once, &twice);
    let by = |result| match result {
        Err(StoreError::ChangedSince(since)) => Some(since.by.seq),
        other => panic!("{other:?}"),
    };
    assert_eq!(by(store.undo(Which::Seq(1))), Some(3));
    assert_eq!(by(store.undo(Which::Seq(2))), Some(3));
    store.undo(Which::Seq(3)).unwrap();
    assert_eq!(notes(&store, &ana), "once");
    assert!(matches!(store.undo(Which::Seq(3)), Err(StoreError::AlreadyUndone(3))));
    assert!(matches!(store.undo(Which::Seq(99)), Err(StoreError::NoSuchSet(99))));
    store.undo(Which::Touching(id(&ana))).unwrap();
    assert_eq!(notes(&store, &ana), "");
    assert_eq!(by(store.undo(Which::Seq(4))), Some(5), "a redo below a later undo");
    assert_eq!(store.undo(Which::Seq(5)).unwrap().undoes, Some(5));
    assert_eq!(notes(&store, &ana), "once");
    assert_eq!(store.undo(Which::Seq(4)).unwrap().undoes, Some(4));
    assert_eq!(notes(&store, &ana), "twice");
    assert_eq!(store.undo(Which::Seq(7)).unwrap().undoes, Some(3), "a redo taken back is the set taken back");
    assert_eq!(notes(&store, &ana), "once");
}

#[test]
fn nobody_goes_on_whom_something_hangs() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    let logged = call(&mut ids, ana.id, 20, "called");
    commit(&store, set(Act::Log, "Ana Berg", [Change::create(logged)])).unwrap();
    assert!(
        matches!(store.undo(Which::Seq(1)), Err(StoreError::ChangedSince(since)) if since.by.seq == 2),
        "the call hangs on her"
    );
    store.undo(Which::Seq(2)).unwrap();
    store.undo(Which::Seq(1)).unwrap();
    assert_eq!(notes(&store, &ana), "gone");
}

#[test]
fn each_takes_back_what_is_theirs() {
    let place = place();
    let (one, other) = (open(&place.dir), open(&place.dir));
    let mut ids = one.ids();
    let (ana, tom, eva) = (contact(&mut ids, "Ana"), contact(&mut ids, "Tom"), contact(&mut ids, "Eva"));
    add(&one, &ana);
    add(&other, &tom);
    let verb = Store::open(&place.dir, verb()).unwrap();
    add(&verb, &eva);
    assert_eq!(one.undo(Which::Mine).unwrap().label.names, ["Ana"]);
    assert!(matches!(one.undo(Which::Mine), Err(StoreError::NothingToUndo)), "the others' were made since it began");
    assert_eq!(verb.undo(Which::Last).unwrap().label.names, ["Eva"]);
    assert_eq!(verb.undo(Which::Last).unwrap().label.names, ["Tom"], "undos don't count");
    let anew = open(&place.dir);
    assert!(matches!(anew.undo(Which::Mine), Err(StoreError::NothingToUndo)));
    assert_eq!(anew.redo().unwrap().label.names, ["Ana"], "the user's last undo on a screen");
}

#[test]
fn a_new_set_leaves_nothing_to_restore() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Ana"));
    store.undo(Which::Mine).unwrap();
    add(&store, &contact(&mut ids, "Tom"));
    assert!(matches!(store.redo(), Err(StoreError::NothingToUndo)));
}

#[test]
fn a_big_set_is_taken_back_and_restored() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let people: Vec<Contact> = (0..1_100).map(|n| contact(&mut ids, &format!("Contact {n}"))).collect();
    let calls = people.iter().map(|c| call(&mut ids, c.id, 4, "met")).collect::<Vec<_>>();
    let changes = people.iter().cloned().map(Change::create).chain(calls.iter().cloned().map(Change::create));
    commit(&store, set(Act::Import, "contacts.vcf", changes)).unwrap();
    let imported = store.book().clone();
    let check = |store: &Store, there: bool| {
        assert_eq!(store.contact(people[700].id).unwrap().is_some(), there);
        assert_eq!(store.timeline(people[700].id.into(), 0, 9).unwrap().len(), usize::from(there));
    };
    check(&store, true);
    let length = || std::fs::metadata(place.dir.join("gen-1/journal/000001.jsonl")).unwrap().len();
    let before = length();
    store.undo(Which::Mine).unwrap();
    assert!(length() - before < 1_000, "it names the same file");
    assert_eq!(store.book().contacts().len(), 0);
    check(&store, false);
    store.close();
    drop(store);
    let store = open(&place.dir);
    assert_eq!(store.book().contacts().len(), 0);
    check(&store, false);
    store.redo().unwrap();
    assert_eq!(*store.book(), imported);
    check(&store, true);
    edit(&store, &people[3], &noted(&people[3], "since"));
    assert!(matches!(store.undo(Which::Seq(1)), Err(StoreError::ChangedSince(since)) if since.by.seq == 4));
}

#[test]
fn nothing_is_hung_on_a_contact_that_is_gone() {
    let place = place();
    let (one, other) = (open(&place.dir), open(&place.dir));
    let mut ids = one.ids();
    let ana = contact(&mut ids, "Ana");
    add(&one, &ana);
    other.refresh().unwrap();
    let read = other.position();
    commit(&one, set(Act::Delete, "Ana", [Change::delete(ana.clone())])).unwrap();
    let call = call(&mut ids, ana.id, 3, "asked for the price list");
    let refused = other.commit(set(Act::Log, "Ana", [Change::create(call)]), read);
    assert!(matches!(&refused, Err(StoreError::Changed(ids)) if ids[..] == [id(&ana)]), "{refused:?}");
}

#[test]
fn a_retry_with_its_key_is_harmless() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let mut try_it = |store: &Store, key: &str| {
        let ana = contact(&mut ids, "Ana");
        store.commit_once(set(Act::Add, "Ana", [Change::create(ana)]), store.position(), key).unwrap().seq
    };
    assert_eq!(try_it(&store, "a \"key\""), 1);
    assert_eq!(try_it(&store, "a \"key\""), 1);
    assert_eq!(try_it(&store, "key"), 2);
    assert_eq!(try_it(&open(&place.dir), "a \"key\""), 1);
    assert_eq!(store.book().contacts().len(), 2);
    let done = store.done_once("key").unwrap().unwrap();
    assert_eq!((done.seq, done.undoes, done.set.changes.len()), (2, None, 1));
    assert_eq!(store.done_once("another").unwrap(), None);
}

#[test]
fn a_retried_undo_takes_back_one_set_and_a_set_of_many_is_known_by_its_key() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let many: Vec<Change> = (0..600).map(|n| Change::create(contact(&mut ids, &format!("C {n}")))).collect();
    store.commit_once(set(Act::Add, "many", many.clone()), store.position(), "many").unwrap();
    add(&store, &contact(&mut ids, "Ana"));
    assert_eq!(store.done_once("many").unwrap().unwrap().set.changes, many);
    let once = |store: &Store| store.undo_once(Which::Last, "undo").unwrap().undoes;
    assert_eq!((once(&store), once(&store)), (Some(2), Some(2)));
    assert_eq!(once(&open(&place.dir)), Some(2));
    assert_eq!(store.book().contacts().len(), 600);
    assert_eq!(store.done_once("undo").unwrap().unwrap().undoes, Some(2));
}

#[test]
fn rows_are_filled_up_after_an_undo() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana");
    add(&store, &ana);
    for day in 1..=5 {
        let call = call(&mut ids, ana.id, day, &format!("call {day}"));
        commit(&store, set(Act::Log, "Ana", [Change::create(call)])).unwrap();
    }
    store.undo(Which::Mine).unwrap();
    store.undo(Which::Mine).unwrap();
    let texts = |store: &Store| {
        let book = store.book();
        let list = &book.contact(ana.id).unwrap().interactions.list;
        list.iter().map(|glance| glance.text.clone()).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(texts(&store), "call 3");
    store.refill().unwrap();
    assert_eq!(texts(&store), "call 3, call 2, call 1");
}
