//! A process that dies, a disk that is full or fails, before and in the middle of every single call of a commit.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use touchbase::domain::book::Book;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::id::Ids;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Store, StoreError, StreamError, Which};

use crate::support::*;

/// What happens at the call that is hit.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The process dies before it.
    Death,
    /// It dies in the middle of a write.
    DeathInWrite,
    /// The disk is full, in the middle of a write; it has room again afterwards.
    Full,
    /// The call fails once.
    Failure,
}

/// A disk with `fault` at call number `hit`, and the count of calls that it saw.
fn disk(fault: Fault, hit: usize) -> (Disk, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let disk = Disk::hooked(move |call| {
        let number = counted.fetch_add(1, Ordering::SeqCst);
        let gone = || Verdict::Fail(io::Error::other("the process is dead"));
        match (number.cmp(&hit), fault, call) {
            (std::cmp::Ordering::Less, _, _) => Verdict::Go,
            (std::cmp::Ordering::Equal, Fault::DeathInWrite | Fault::Full, Call::Write(n)) => Verdict::Short(n / 2),
            (std::cmp::Ordering::Equal, Fault::Full, Call::Sync) => Verdict::Fail(ErrorKind::StorageFull.into()),
            (std::cmp::Ordering::Equal, Fault::Failure, _) => Verdict::Fail(io::Error::other("it fails")),
            (_, Fault::Death | Fault::DeathInWrite, _) => gone(),
            _ => Verdict::Go,
        }
    });
    (disk, calls)
}

type Step = fn(&Store) -> Result<(), StoreError>;

fn ids(seed: u64) -> Ids {
    Ids::seeded(1_790_000_000_000, seed)
}

fn add_ana(store: &Store) -> Result<(), StoreError> {
    let ana = contact(&mut ids(1), "Ana Berg");
    commit(store, set(Act::Add, "Ana Berg", [Change::create(ana)])).map(|_| ())
}

fn log(store: &Store) -> Result<(), StoreError> {
    let ana = contact(&mut ids(1), "Ana Berg");
    let call = call(&mut ids(2), ana.id, 3, "asked for the price list");
    commit(store, set(Act::Log, "Ana Berg", [Change::create(call)])).map(|_| ())
}

fn undo(store: &Store) -> Result<(), StoreError> {
    store.undo(Which::Last).map(|_| ())
}

fn import(store: &Store) -> Result<(), StoreError> {
    let mut ids = ids(3);
    let many = (0..1_203).map(|n| Ok::<_, ()>(Change::create(contact(&mut ids, &format!("Contact {n}")))));
    match store.commit_stream(Label::new(Act::Import, "contacts.vcf"), store.position(), many) {
        Ok(_) => Ok(()),
        Err(StreamError::Store(error)) => Err(error),
        Err(StreamError::Stream(())) => unreachable!(),
    }
}

fn close(store: &Store) -> Result<(), StoreError> {
    store.close();
    Ok(())
}

/// The book after each step, none first, where nothing fails.
fn books(steps: &[Step]) -> Vec<Book> {
    let place = place();
    let store = open(&place.dir);
    let mut books = vec![store.book().clone()];
    for step in steps {
        step(&store).unwrap();
        books.push(store.book().clone());
    }
    books
}

/// Does the steps on a disk with the fault until one fails; says how many were done.
fn run(dir: &Path, disk: Disk, steps: &[Step]) -> (usize, Option<Store>) {
    let Ok(store) = Store::open_on(disk, dir, screen()) else { return (0, None) };
    let done = steps.iter().take_while(|step| step(&store).is_ok()).count();
    (done, Some(store))
}

/// Lets the process die at each call in turn, opens the store again, and looks what is there.
fn dies_anywhere(fault: Fault, steps: &[Step]) {
    let books = books(steps);
    for hit in 0.. {
        let place = place();
        let (disk, calls) = disk(fault, hit);
        let (done, store) = run(&place.dir, disk, steps);
        let unhurt = calls.load(Ordering::SeqCst) <= hit;
        drop(store);
        let again = open(&place.dir);
        let there = books.iter().rposition(|book| *book == *again.book());
        let there = there.unwrap_or_else(|| panic!("call {hit}: half a set is there"));
        // A step may be in the journal that could not be acknowledged any more.
        let fits = books[there] == books[done] || books.get(done + 1) == Some(&books[there]);
        assert!(fits, "call {hit}: {done} steps were acknowledged, the book is that after {there}");
        let tom = contact(&mut ids(9), "Tom Olsen");
        add(&again, &tom);
        let book = again.book().clone();
        drop(again);
        assert_eq!(*open(&place.dir).book(), book, "call {hit}: saving goes on");
        if unhurt {
            assert_eq!(done, steps.len());
            assert!(hit > steps.len(), "the fault was never met");
            return;
        }
    }
}

#[test]
fn dying_before_any_call_of_small_sets() {
    dies_anywhere(Fault::Death, &[add_ana, log, undo, close]);
}

#[test]
fn dying_in_any_write_of_small_sets() {
    dies_anywhere(Fault::DeathInWrite, &[add_ana, log, undo, close]);
}

#[test]
fn dying_before_any_call_of_a_big_set() {
    dies_anywhere(Fault::Death, &[add_ana, import, undo]);
}

#[test]
fn dying_in_any_write_of_a_big_set() {
    dies_anywhere(Fault::DeathInWrite, &[add_ana, import, undo]);
}

/// Lets each call of `step` fail in turn. The book must not change, the error must fit, and the next try must work.
fn fails_anywhere(fault: Fault, step: Step, fits: fn(&StoreError) -> bool) {
    let books = books(&[add_ana, step]);
    let mut met = 0;
    for hit in 0.. {
        let place = place();
        add_ana(&open(&place.dir)).unwrap();
        let journal = place.dir.join("gen-1/journal/000001.jsonl");
        let before = std::fs::read(&journal).unwrap();
        let (disk, calls) = disk(fault, hit);
        let store = Store::open_on(disk, &place.dir, screen()).unwrap();
        match step(&store) {
            Ok(()) => assert_eq!(*store.book(), books[1 + 1], "call {hit}"),
            Err(error) => {
                met += 1;
                assert!(fits(&error), "call {hit}: {error:?}");
                assert_eq!(*store.book(), books[1], "call {hit}");
                assert_eq!(std::fs::read(&journal).unwrap(), before, "call {hit}: the journal is as it was");
                let left = std::fs::read_dir(place.dir.join("gen-1/sets")).unwrap().count();
                assert_eq!(left, 0, "call {hit}: nothing is left over");
                step(&store).unwrap();
                assert_eq!(*store.book(), books[2], "call {hit}: the next try");
            }
        }
        drop(store);
        assert_eq!(*open(&place.dir).book(), books[2], "call {hit}");
        if calls.load(Ordering::SeqCst) <= hit {
            assert!(met > 0, "the fault was never met");
            return;
        }
    }
}

#[test]
fn a_full_disk_changes_nothing() {
    fails_anywhere(Fault::Full, log, |error| matches!(error, StoreError::Full { .. }));
    fails_anywhere(Fault::Full, import, |error| matches!(error, StoreError::Full { .. }));
}

#[test]
fn a_failing_call_changes_nothing() {
    fails_anywhere(Fault::Failure, log, |error| matches!(error, StoreError::Unwritable { .. }));
    fails_anywhere(Fault::Failure, import, |error| matches!(error, StoreError::Unwritable { .. }));
}

#[test]
fn a_stream_that_ends_with_an_error_leaves_nothing() {
    let place = place();
    let store = open(&place.dir);
    for length in [3, 700] {
        let mut ids = ids(4);
        let changes = (0..length)
            .map(|n| Ok(Change::create(contact(&mut ids, &format!("Contact {n}")))))
            .chain([Err("the file ends here")]);
        let ended = store.commit_stream(Label::new(Act::Import, "cut.vcf"), store.position(), changes);
        assert!(matches!(ended, Err(StreamError::Stream("the file ends here"))), "{length}");
        assert_eq!(store.position(), 0, "{length}");
        assert_eq!(std::fs::read_dir(place.dir.join("gen-1/sets")).unwrap().count(), 0, "{length}");
    }
}
