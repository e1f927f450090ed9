use std::fs;
use std::path::Path;

use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::record::Record;
use crate::store::archive::{INDEX, PAGES};
use crate::store::layout::Layout;
use crate::store::{Store, Who};

fn open(dir: &Path) -> Store {
    Store::open(dir, Who { author: "ana".to_owned(), screen: false }).unwrap()
}

fn commit(store: &Store, changes: impl IntoIterator<Item = Change>) {
    store.commit(Set::new(Label::new(Act::Add, "some"), changes), store.position()).unwrap();
}

/// Contacts with an interaction each.
fn fill(store: &Store, count: usize) -> Vec<(Contact, Interaction)> {
    let mut ids = store.ids();
    let made: Vec<(Contact, Interaction)> = (0..count)
        .map(|number| {
            let contact = Contact::new(ids.draw(), format!("Contact {number}"), "2026-01-05".parse().unwrap());
            let said = Interaction {
                id: ids.draw(),
                at: "2026-01-06T10:00:00+01:00".parse().unwrap(),
                time_known: true,
                with: vec![Participant { contact: contact.id, company: None }],
                kind: Kind::Call,
                direction: None,
                outcome: Outcome::Reached,
                minutes: None,
                text: format!("said {number} ").repeat(20),
                topics: Vec::new(),
                purpose: None,
                worth: String::new(),
                automatic: false,
                pinned: false,
                source_id: String::new(),
            };
            (contact, said)
        })
        .collect();
    commit(store, made.iter().flat_map(|(one, said)| [Change::create(one.clone()), Change::create(said.clone())]));
    made
}

/// What is read is right, and was read at rest or not.
fn check(dir: &Path, people: &[(Contact, Interaction)], at_rest: bool, what: &str) {
    let store = open(dir);
    for (contact, said) in people {
        assert_eq!(store.contact(contact.id).unwrap().as_ref(), Some(contact), "{what}");
        let timeline = store.timeline(contact.id.into(), 0, 99).unwrap();
        assert_eq!(timeline, [Record::from(said.clone())], "{what}");
    }
    assert_eq!(store.inner.reads_at_rest(), at_rest, "{what}");
    assert_eq!(store.inner.has_archive(), !at_rest, "{what}");
    assert!(store.mended().is_empty(), "{what}");
    store.close();
}

#[test]
fn what_changed_since_lies_over_it() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let store = open(&dir);
    let mut people = fill(&store, 40);
    store.close();
    drop(store);
    check(&dir, &people, false, "there is no image yet");
    check(&dir, &people, true, "closed");
    let store = open(&dir);
    let renamed = Contact { name: "Renamed".to_owned(), ..people[3].0.clone() };
    let said = Interaction { text: "something else".to_owned(), ..people[4].1.clone() };
    commit(
        &store,
        [Change::edit(people[3].0.clone(), renamed.clone()), Change::edit(people[4].1.clone(), said.clone())],
    );
    (people[3].0, people[4].1) = (renamed, said);
    let (gone, said) = people.remove(7);
    assert!(store.contact(gone.id).unwrap().is_some(), "read at rest before");
    commit(&store, [Change::delete(said), Change::delete(gone.clone())]);
    assert!(store.contact(gone.id).unwrap().is_none() && !store.inner.has_archive());
    people.append(&mut fill(&store, 3));
    store.close();
    drop(store);
    check(&dir, &people, true, "changed since");
    let store = open(&dir);
    for _ in 0..3 {
        people.append(&mut fill(&store, 240));
    }
    store.close();
    drop(store);
    check(&dir, &people, false, "too much was changed since");
    check(&dir, &people, true, "brought up");
}

#[test]
fn damaged_it_is_left_alone() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let store = open(&dir);
    let people = fill(&store, 90);
    store.contact(people[0].0.id).unwrap();
    store.close();
    drop(store);
    let index = Layout::read(&dir).unwrap().archive().join(INDEX);
    let whole = fs::read(&index).unwrap();
    check(&dir, &people, true, "whole");
    for at in (0..whole.len()).step_by(whole.len() / 20) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&index, damaged).unwrap();
        check(&dir, &people, false, &format!("a bit of byte {at}"));
        fs::write(&index, &whole[..at]).unwrap();
        check(&dir, &people, false, &format!("cut to {at}"));
        check(&dir, &people, true, "written anew");
    }
}

/// A page that is damaged is found so, and the archive built anew.
#[test]
fn damaged_pages_are_noticed() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let store = open(&dir);
    let people = fill(&store, 90);
    store.contact(people[0].0.id).unwrap();
    store.close();
    drop(store);
    let pages = Layout::read(&dir).unwrap().archive().join(PAGES);
    let length = fs::metadata(&pages).unwrap().len() as usize;
    for at in (0..length).step_by(length / 10) {
        let mut damaged = fs::read(&pages).unwrap();
        damaged[at] ^= 1;
        fs::write(&pages, damaged).unwrap();
        let store = open(&dir);
        for (contact, said) in &people {
            assert_eq!(store.contact(contact.id).unwrap().as_ref(), Some(contact), "byte {at}");
            assert_eq!(store.timeline(contact.id.into(), 0, 99).unwrap(), [Record::from(said.clone())], "byte {at}");
        }
        assert_eq!(store.mended().len(), 1, "byte {at}");
        store.close();
    }
}
