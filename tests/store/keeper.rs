//! Several sessions and one archive: whoever has it open answers the others, and hands it on.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::ContactId;
use touchbase::domain::record::RecordKind;
use touchbase::store::{GoingOn, Store, StoreError};

use crate::archive::{Filled, check, filled};
use crate::support::*;

fn has_socket(dir: &Path) -> bool {
    dir.join("keeper.sock").exists()
}

/// The names of this process's threads that answer others.
fn serving() -> usize {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    tasks.filter(|task| fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.trim() == "keeper")).count()
}

#[test]
fn nothing_is_left_of_a_session_that_ended() {
    // In a process of its own: others of this one are keepers, too.
    child("keeper::ends", |_| {});
}

#[test]
fn ends() {
    let Some(dir) = as_child() else { return };
    let (one, other) = (open(&dir), open(&dir));
    let ana = contact(&mut one.ids(), "Ana Berg");
    add(&one, &ana);
    assert!(!has_socket(&dir) && serving() == 0, "nobody has read yet");
    assert!(one.contact(ana.id).unwrap().is_some());
    assert_eq!((has_socket(&dir), serving()), (true, 1));
    other.refresh().unwrap();
    assert!(other.contact(ana.id).unwrap().is_some());
    assert_eq!(serving(), 2);
    one.close();
    assert_eq!((has_socket(&dir), serving()), (false, 0));
    assert!(other.contact(ana.id).unwrap().is_some());
    assert_eq!((has_socket(&dir), serving()), (true, 1));
    drop(other);
    assert_eq!((has_socket(&dir), serving()), (false, 0));
}

/// Readers always read what they know of or later, whoever has the archive, while it is handed on all the time.
#[test]
fn what_is_read_is_never_older_than_what_is_known() {
    let place = place();
    let writer = open(&place.dir);
    let ana = contact(&mut writer.ids(), "Ana Berg");
    add(&writer, &ana);
    let done = AtomicBool::new(false);
    let numbered = |store: &Store, id: ContactId| -> u64 {
        let notes = store.contact(id).unwrap().unwrap().notes;
        if notes.is_empty() { 1 } else { notes.parse().unwrap() }
    };
    thread::scope(|scope| {
        for n in 0..4 {
            let (store, done) = (
                if n == 0 { Store::open(&place.dir, verb()) } else { Store::open(&place.dir, screen()) }.unwrap(),
                &done,
            );
            scope.spawn(move || {
                let (mut last, mut rounds) = (0, 0);
                while !done.load(Ordering::SeqCst) || rounds < 10 {
                    store.refresh().unwrap();
                    let known = store.position();
                    let read = numbered(&store, ana.id);
                    assert!(read >= known && read >= last, "{read} was read, {known} known, {last} read before");
                    (last, rounds) = (read, rounds + 1);
                    if rounds % (n + 3) == 0 {
                        store.let_archive_go();
                    }
                }
                store.refresh().unwrap();
                assert_eq!(numbered(&store, ana.id), 201);
            });
        }
        let mut before = ana.clone();
        for seq in 2..=201_u64 {
            let after = Contact { notes: seq.to_string(), ..before.clone() };
            commit(&writer, set(Act::Edit, "Ana Berg", [Change::edit(before, after.clone())])).unwrap();
            before = after;
            if seq % 7 == 0 {
                assert_eq!(numbered(&writer, ana.id), seq);
            }
        }
        done.store(true, Ordering::SeqCst);
    });
}

#[test]
fn many_sessions_read_all_there_is_from_one() {
    let Filled { place, people } = filled();
    let keeper = open(&place.dir);
    check(&keeper, &people[..1], "it has the archive");
    thread::scope(|scope| {
        for _ in 0..50 {
            scope.spawn(|| {
                let store = Store::open(&place.dir, verb()).unwrap();
                check(&store, &people[..3], "the keeper answers");
                let mut read = 0;
                let taken: Result<(), touchbase::store::StreamError<()>> = store.each(RecordKind::Contact, |_| {
                    read += 1;
                    Ok(())
                });
                assert!(taken.is_ok() && read == people.len());
                store.close();
            });
        }
    });
    check(&keeper, &people, "it goes on");
}

#[test]
fn another_generation_is_read_by_all() {
    let Filled { place, people } = filled();
    let going_on: GoingOn = std::sync::Arc::new(|_, _| true);
    let session = || Store::open(&place.dir, verb()).unwrap();
    let (keeper, other, third) = (session(), session(), session());
    let backup = keeper.back_up(None, &going_on).unwrap();
    let gone = people[0].0.clone();
    let noted = Contact { notes: "later".to_owned(), ..gone.clone() };
    commit(&keeper, set(Act::Edit, "", [Change::edit(gone.clone(), noted.clone())])).unwrap();
    other.refresh().unwrap();
    for store in [&keeper, &other] {
        assert_eq!(store.contact(gone.id).unwrap().as_ref(), Some(&noted));
    }
    third.refresh().unwrap();
    third.restore(&third.plan_restore(&backup.path, &going_on).unwrap(), &going_on).unwrap();
    for store in [&other, &keeper, &third] {
        store.refresh().unwrap();
        check(store, &people, "all read what was restored");
    }
}

/// A keeper of this form, which does as it is told.
struct Fake {
    lock: File,
    listener: UnixListener,
}

impl Fake {
    fn new(dir: &Path) -> Self {
        let lock = File::create(dir.join("keeper")).unwrap();
        lock.lock().unwrap();
        (&lock).write_all(br#"{"pid":4711,"terminal":"pts/9"}"#).unwrap();
        let listener = UnixListener::bind(dir.join("keeper.sock")).unwrap();
        Self { lock, listener }
    }

    /// Takes the next one in and says hello as of this form.
    fn greets(&self, protocol: u32) -> UnixStream {
        let (mut stream, _) = self.listener.accept().unwrap();
        frame(&mut stream).unwrap();
        let hello = format!(r#"{{"protocol":{protocol},"schema":1,"version":"9.9.9","pid":4711,"terminal":"pts/9"}}"#);
        stream.write_all(&[&u32::try_from(hello.len()).unwrap().to_le_bytes(), hello.as_bytes()].concat()).unwrap();
        stream
    }

    fn ends(self, dir: &Path) {
        let Self { lock, listener } = self;
        drop(listener);
        fs::remove_file(dir.join("keeper.sock")).unwrap();
        drop(lock);
    }
}

fn frame(stream: &mut UnixStream) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).ok()?;
    let mut body = vec![0; u32::from_le_bytes(length) as usize];
    stream.read_exact(&mut body).ok().map(|()| body)
}

#[test]
fn a_newer_keeper_is_named_and_an_older_one_asked_to_yield() {
    let Filled { place, people } = filled();
    let store = open(&place.dir);
    let fake = Fake::new(&place.dir);
    thread::scope(|scope| {
        let asked = scope.spawn(|| store.contact(people[0].0.id));
        fake.greets(99);
        match asked.join().unwrap() {
            Err(StoreError::NewerKeeper { pid: 4711, terminal, version }) => {
                assert_eq!((terminal.as_str(), version.as_str()), ("pts/9", "9.9.9"));
            }
            other => panic!("{other:?}"),
        }
        let asked = scope.spawn(|| store.contact(people[0].0.id));
        let mut stream = fake.greets(0);
        assert_eq!(frame(&mut stream).unwrap(), br#"{"yield":true}"#);
        fake.ends(&place.dir);
        drop(stream);
        assert_eq!(asked.join().unwrap().unwrap().as_ref(), Some(&people[0].0));
    });
    check(&store, &people, "it is the keeper now");
}

#[test]
fn a_keeper_that_says_nothing_is_named_and_all_else_goes_on() {
    let Filled { place, people } = filled();
    let store = open(&place.dir);
    let fake = Fake::new(&place.dir);
    let named = |read: Result<Option<Contact>, StoreError>| match read {
        Err(StoreError::Busy { pid: 4711, terminal }) => assert_eq!(terminal, "pts/9"),
        other => panic!("{other:?}"),
    };
    named(store.contact(people[0].0.id));
    fake.listener.set_nonblocking(true).unwrap();
    fake.listener.accept().unwrap();
    named(store.contact(people[0].0.id));
    let again = fake.listener.accept().map(drop);
    assert_eq!(again.map_err(|error| error.kind()), Err(ErrorKind::WouldBlock), "it isn't asked again at once");
    add(&store, &contact(&mut store.ids(), "Tom Olsen"));
    let going_on: GoingOn = std::sync::Arc::new(|_, _| true);
    assert_eq!(store.back_up(None, &going_on).unwrap().seq, 31);
    // Nobody has it any more: then nothing is waited for.
    fake.ends(&place.dir);
    check(&store, &people, "it is the keeper now");
}

/// One that was there and broke off in the middle of an answer, or talks nonsense, is asked again until it is another.
#[test]
fn what_was_cut_short_is_asked_again() {
    let Filled { place, people } = filled();
    let store = open(&place.dir);
    let fake = Fake::new(&place.dir);
    thread::scope(|scope| {
        let asked = scope.spawn(|| store.contact(people[0].0.id));
        for said in [&b""[..], b"\x01\0\0\0\xff", b"\xff\xff\xff\xff", b"\x01\0\0\0\x02\x09\0\0\0\x03half"] {
            let mut stream = fake.greets(2);
            assert_eq!(frame(&mut stream).unwrap()[0], 1);
            stream.write_all(said).unwrap();
        }
        fake.ends(&place.dir);
        assert_eq!(asked.join().unwrap().unwrap().as_ref(), Some(&people[0].0));
    });
}

#[test]
fn where_no_socket_can_lie_in_the_store_it_lies_elsewhere() {
    let Filled { place, people } = filled();
    fs::create_dir(place.dir.join("keeper.sock")).unwrap();
    let (keeper, other) = (open(&place.dir), open(&place.dir));
    check(&keeper, &people, "it has the archive");
    check(&other, &people, "the keeper answers");
    keeper.close();
    check(&other, &people, "it is the keeper now");
}

/// What an earlier keeper left, and whoever asked it.
#[test]
fn a_keeper_that_was_killed_is_followed() {
    let Filled { place, people } = filled();
    let store = open(&place.dir);
    let mut keeper =
        command("keeper::keeps_until_killed", &place.dir).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut out = std::io::BufReader::new(keeper.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("it keeps") {
        line.clear();
        assert!(std::io::BufRead::read_line(&mut out, &mut line).unwrap() > 0, "it ended");
    }
    check(&store, &people, "the keeper answers");
    keeper.kill().unwrap();
    keeper.wait().unwrap();
    assert!(has_socket(&place.dir), "it is left over");
    check(&store, &people, "it is the keeper now");
    store.close();
    assert!(!has_socket(&place.dir));
}

#[test]
fn keeps_until_killed() {
    let Some(dir) = as_child() else { return };
    let store = open(&dir);
    let someone = store.book().contacts().next().unwrap().id;
    store.contact(someone).unwrap();
    println!("it keeps");
    loop {
        thread::park();
    }
}
