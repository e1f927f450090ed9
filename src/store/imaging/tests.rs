use std::sync::Arc;

use super::*;
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::Contact;
use crate::domain::id::{ContactId, Ids};
use crate::domain::search::Query;
use crate::store::Who;
use crate::store::disk::Disk;

fn open(dir: &std::path::Path, screen: bool) -> Arc<Inner> {
    Inner::open(dir, Who { author: "ana".to_owned(), screen }, Disk::default(), &[]).unwrap()
}

fn people(ids: &mut Ids, count: usize) -> Vec<Change> {
    let added = "2026-01-05".parse().unwrap();
    let day = Some("2026-02-05".parse().unwrap());
    let one = |n: usize| {
        let id: ContactId = ids.draw();
        // Every other one changes once more in the same set.
        let mark = AgendaMark { cadence_from: day, ..AgendaMark::new(id) };
        let mark = n.is_multiple_of(2).then(|| Change::create(mark));
        [Some(Change::create(Contact::new(id, format!("Ana {n}"), added))), mark].into_iter().flatten()
    };
    (0..count).flat_map(one).collect()
}

fn commit(inner: &Inner, changes: &[Change], all: &mut Book) {
    let set = Set::new(Label::new(Act::Import, "all"), changes.to_vec());
    inner.commit(set, inner.position(), None).unwrap();
    changes.iter().for_each(|change| all.apply(change));
}

/// What the book says of everybody, besides the records themselves.
fn check(inner: &Inner, all: &Book, when: &str) {
    let book = inner.book();
    assert_eq!(*book, *all, "{when}");
    assert!(book.by_name().eq(all.by_name()), "{when}: in order");
    let days = |book: &Book| book.by_name_facts().map(|facts| (facts.id, facts.first_day)).collect::<Vec<_>>();
    assert_eq!(days(&book), days(all), "{when}: the facts");
    let query = Query::new("ana 7");
    assert_eq!(book.index().search(&query, 3), all.index().search(&query, 3), "{when}: found");
}

#[test]
fn a_big_set_is_laid_down_in_its_midst_and_the_book_is_what_it_would_be() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let (mut ids, mut all) = (Ids::seeded(1_790_000_000_000, 1), Book::default());
    let inner = open(&dir, false);
    for count in [2 * HELD_MEANWHILE, 3 * HELD_MEANWHILE] {
        commit(&inner, &people(&mut ids, count), &mut all);
        assert!(inner.book().held() < count, "{count}: {} are held", inner.book().held());
        check(&inner, &all, "after a big set");
        let left = std::fs::read_dir(inner.session().layout.generation()).unwrap().flatten();
        assert!(left.into_iter().all(|file| !file.file_name().to_string_lossy().starts_with("side")), "it has no name");
        commit(&inner, &people(&mut ids, 3), &mut all);
        check(&inner, &all, "and a small one");
    }
    inner.close();
    let again = open(&dir, false);
    assert_eq!(again.book().held(), 0, "the side file holds all of it");
    check(&again, &all, "opened again");
}

#[test]
fn a_session_goes_over_to_what_was_written_and_to_what_came_meanwhile() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let (mut ids, mut all) = (Ids::seeded(1_790_000_000_000, 1), Book::default());
    let (one, other) = (open(&dir, true), open(&dir, true));
    let many = |ids: &mut Ids, all: &mut Book| (0..=HELD / 300).for_each(|_| commit(&one, &people(ids, 300), all));
    many(&mut ids, &mut all);
    other.refresh().unwrap();
    let layout = one.session().layout.clone();
    let stamp = one.book().stamp();
    one.write_side(1).unwrap();
    assert_eq!(one.book().held(), 0);
    assert_eq!(one.book().changed_since(&stamp), None, "what was made from the book before is made anew");
    check(&one, &all, "by itself");
    commit(&one, &people(&mut ids, 3), &mut all);
    other.refresh().unwrap();
    assert!(other.book().held() > HELD);
    other.go_over(&layout);
    assert_eq!(other.book().held(), 3, "what came since");
    check(&other, &all, "written by another");
    // An image of what this session doesn't know yet is none for it.
    many(&mut ids, &mut all);
    one.write_side(1).unwrap();
    let (known, held) = (other.position(), other.book().held());
    other.go_over(&layout);
    assert_eq!((other.position(), other.book().held()), (known, held));
    other.refresh().unwrap();
    check(&other, &all, "caught up");
    commit(&other, &people(&mut ids, 2 * HELD_MEANWHILE), &mut all);
    assert!(other.session().side.as_ref().is_some_and(|side| side.is_unseen()));
    other.write_side(1).unwrap();
    assert_eq!(other.book().held(), 0, "however little it holds, it doesn't stay over an image of its own");
    check(&other, &all, "after a big set");
}

#[test]
fn a_damaged_image_is_written_anew_in_the_next_rest() {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    let (mut ids, mut all) = (Ids::seeded(1_790_000_000_000, 1), Book::default());
    let inner = open(&dir, true);
    commit(&inner, &people(&mut ids, 300), &mut all);
    inner.write_side(1).unwrap();
    inner.close();
    let path = inner.session().layout.side();
    let length = std::fs::metadata(&path).unwrap().len();
    for (to, when) in [(length, "zeros in its midst"), (length / 2, "cut short")] {
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_len(4_096).unwrap();
        file.set_len(to).unwrap();
        let inner = open(&dir, true);
        check(&inner, &all, when);
        assert!(inner.was_mended() && inner.side_lacks(), "{when}: the next rest writes it");
        inner.write_side(1).unwrap();
        assert!(!inner.side_lacks(), "{when}: it is written");
        check(&inner, &all, when);
        let again = open(&dir, true);
        check(&again, &all, when);
        assert!(!again.was_mended() && !again.side_lacks(), "{when}: it is told once");
    }
}

#[test]
fn a_session_on_a_terminal_writes_it_like_any_other() {
    let above = tempfile::tempdir().unwrap();
    let inner = open(&above.path().join("store"), true);
    let layout = inner.session().layout.clone();
    let end = inner.session().end;
    side::write(&layout, &inner.book(), end, None, "screen:pts/3:4711:id", &inner.disk).unwrap();
    assert_eq!(side::position(&layout), Some(end));
    assert_eq!(layout.in_making("texts", "verb:pts/3:4711:id").parent(), Some(layout.generation().as_path()));
}
