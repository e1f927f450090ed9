//! Making, filling, closing and opening again.

use touchbase::domain::change::{Act, Change, Set};
use touchbase::domain::record::Record;
use touchbase::store::drafts::Draft;
use touchbase::store::{Store, StoreError, Which};

use crate::support::*;

#[test]
fn what_was_committed_is_there_again() {
    let place = place();
    assert!(!Store::exists(&place.dir));
    let store = open(&place.dir);
    assert!(Store::exists(&place.dir));
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    assert_eq!(add(&store, &ana).seq, 1);
    let first = call(&mut ids, ana.id, 3, "asked for the price list");
    let second = call(&mut ids, ana.id, 9, "sent it");
    for interaction in [&first, &second] {
        commit(&store, set(Act::Log, "Ana Berg", [Change::create(interaction.clone())])).unwrap();
    }
    let newest_first: Vec<Record> = vec![second.into(), first.into()];
    let check = |store: &Store| {
        assert_eq!(store.position(), 3);
        assert_eq!(store.book().contact(ana.id).unwrap().interactions.count, 2);
        assert_eq!(store.contact(ana.id).unwrap().as_ref(), Some(&ana));
        assert_eq!(store.timeline(ana.id.into(), 0, 10).unwrap(), newest_first);
        assert_eq!(store.timeline(ana.id.into(), 1, 10).unwrap(), newest_first[1..]);
        assert_eq!(store.history(2).unwrap().iter().map(|entry| entry.seq).collect::<Vec<_>>(), [3, 2]);
    };
    check(&store);
    let book = store.book().clone();
    store.close();
    check(&store);
    drop(store);
    let store = open(&place.dir);
    assert_eq!(*store.book(), book);
    check(&store);
}

#[test]
fn sessions_see_each_other() {
    let place = place();
    let (one, other) = (open(&place.dir), open(&place.dir));
    let mut ids = one.ids();
    let ana = contact(&mut ids, "Ana Berg");
    add(&one, &ana);
    assert!(other.book().contact(ana.id).is_none());
    let told = other.refresh().unwrap();
    assert_eq!(told.iter().map(|entry| entry.label.names[0].as_str()).collect::<Vec<_>>(), ["Ana Berg"]);
    assert!(other.book().contact(ana.id).is_some());
    assert_eq!(other.refresh().unwrap(), []);
    let read = other.position();
    let mut marked = ana.clone();
    marked.notes = "likes oak".to_owned();
    commit(&one, set(Act::Edit, "Ana Berg", [Change::edit(ana.clone(), marked.clone())])).unwrap();
    let mut tagged = ana.clone();
    tagged.tags.push("oak".to_owned());
    let met = other.commit(set(Act::Tag, "Ana Berg", [Change::edit(ana.clone(), tagged)]), read).unwrap().met;
    assert_eq!(met.iter().map(|met| (met.id, met.by.seq)).collect::<Vec<_>>(), [(Record::from(ana.clone()).id(), 2)]);
    assert_eq!(other.refresh().unwrap().len(), 1, "what the commit read is told");
    marked.tags.push("oak".to_owned());
    assert_eq!(other.contact(ana.id).unwrap(), Some(marked));
    assert!(one.contact(ana.id).unwrap().is_some(), "the other answers");
    other.close();
    assert!(one.contact(ana.id).unwrap().is_some());
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    let tom = contact(&mut ids, "Tom Olsen");
    add(&store, &ana);
    add(&store, &tom);
    let names = |store: &Store| {
        let mut names: Vec<String> = store.book().contacts().map(|row| row.name.clone()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    assert_eq!(store.undo(Which::Mine).unwrap().label.names, ["Tom Olsen"]);
    assert_eq!(names(&store), "Ana Berg");
    drop(store);
    let store = open(&place.dir);
    assert_eq!(store.undo(Which::Mine).unwrap().label.names, ["Ana Berg"]);
    assert!(matches!(store.undo(Which::Mine), Err(StoreError::NothingToUndo)));
    assert_eq!(names(&store), "");
    assert_eq!(store.redo().unwrap().label.names, ["Ana Berg"]);
    assert_eq!(store.redo().unwrap().label.names, ["Tom Olsen"]);
    assert!(matches!(store.redo(), Err(StoreError::NothingToUndo)));
    assert_eq!(names(&store), "Ana Berg, Tom Olsen");
    assert_eq!(store.undo(Which::Mine).unwrap().undoes, Some(2), "a redone set can be taken back again");
    assert_eq!(names(&store), "Ana Berg");
}

#[test]
fn drafts_are_kept() {
    let place = place();
    let drafts = open(&place.dir).drafts();
    let draft = |minute: u32| Draft {
        id: uuid::Uuid::now_v7(),
        at: format!("2026-11-21T09:{minute:02}:00+01:00").parse().unwrap(),
        author: "ana".to_owned(),
        pid: 1,
        form: "log".to_owned(),
        about: String::new(),
        on: None,
        session: String::new(),
        open: false,
        goes_on_with: None,
        fields: vec![("line".to_owned(), "call: half a sent".to_owned())],
    };
    let (old, new) = (draft(1), draft(2));
    drafts.save(&old).unwrap();
    // Seen by all before it is synced.
    let unsynced = drafts.write(&new).unwrap();
    assert_eq!(drafts.list(), [new.clone(), old.clone()]);
    unsynced.sync().unwrap();
    std::fs::write(place.dir.join("drafts/broken.json"), "{").unwrap();
    assert_eq!(drafts.list(), [new.clone(), old.clone()]);
    drafts.remove(new.id).unwrap();
    drafts.remove(new.id).unwrap();
    assert_eq!(open(&place.dir).drafts().list(), [old]);
}

#[test]
fn a_contact_isn_t_deleted_over_what_others_just_said_of_them() {
    let place = place();
    let (one, other) = (open(&place.dir), open(&place.dir));
    let mut ids = one.ids();
    let ana = contact(&mut ids, "Ana Berg");
    add(&one, &ana);
    let first = call(&mut ids, ana.id, 3, "asked for the price list");
    commit(&one, set(Act::Log, "Ana Berg", [Change::create(first.clone())])).unwrap();
    let read = one.position();
    let deleted = || set(Act::Delete, "Ana Berg", [Change::delete(first.clone()), Change::delete(ana.clone())]);
    other.refresh().unwrap();
    let later = call(&mut ids, ana.id, 4, "ordered");
    commit(&other, set(Act::Log, "Ana Berg", [Change::create(later.clone())])).unwrap();
    let refused = one.commit(deleted(), read);
    assert!(matches!(&refused, Err(StoreError::Changed(records)) if records[0].id == ana.id.0), "{refused:?}");
    let all = Set { changes: deleted().changes.into_iter().chain([Change::delete(later)]).collect(), ..deleted() };
    one.commit(all, one.position()).unwrap();
    assert_eq!(one.book().contacts().len(), 0);
}
