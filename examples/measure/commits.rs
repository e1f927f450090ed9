//! A durable commit beside a bare append with fdatasync of as many bytes: alone, and by six processes at once. Commits and
//! appends take turns, so that both meet the same disk.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::Store;

use crate::table::{Value, middle_of, once, ratio, row};
use crate::{Subject, open};

/// How often each is tried; the middle one counts.
pub const TRIES: usize = 200;
/// Processes that write at once, and how often each does both.
const WRITERS: usize = 6;
const EACH: usize = 100;
/// How a process is told that it is one of them.
const WRITER: &str = "--writer";

pub fn measure(subject: &Subject) {
    let store = subject.open();
    let (bare, commits) = in_turns(&store, TRIES);
    let (bare, commit) = (middle_of(bare), middle_of(commits));
    row("an append with fdatasync, bare", None, bare);
    row("a commit", None, commit);
    row("… as a multiple of the bare append", Some(Value::Times(2.0)), ratio(commit, bare));
    store.close();
    drop(store);
    let (bare, commit) = by_many(subject);
    row("by six processes at once: a bare append with fdatasync, under a lock", None, bare);
    row("… a commit", None, commit);
    row("… as a multiple of the bare append", Some(Value::Times(2.0)), ratio(commit, bare));
}

/// Adds a contact.
pub fn add(store: &Store) {
    let contact = Contact::new(store.ids().draw(), "Ana Berg", "2026-01-05".parse().unwrap());
    let set = Set::new(Label::new(Act::Add, "Ana Berg"), [Change::create(contact)]);
    store.commit(set, store.position()).unwrap();
}

/// Bare appends and commits in turns.
fn in_turns(store: &Store, tries: usize) -> (Vec<Duration>, Vec<Duration>) {
    let bare = Bare::open(store.dir());
    (0..tries).map(|_| (once(|| bare.append()), once(|| add(store)))).unzip()
}

/// A file beside the journal to which as many bytes are appended as `add` does.
struct Bare(File);

impl Bare {
    fn open(dir: &Path) -> Self {
        Self(OpenOptions::new().create(true).append(true).open(dir.join("measure")).unwrap())
    }

    fn append(&self) {
        self.0.lock().unwrap();
        (&self.0).write_all(&[b'x'; 420]).unwrap();
        self.0.sync_data().unwrap();
        self.0.unlock().unwrap();
    }
}

/// Six processes do both in turns, all at once: the middle of all their times.
fn by_many(subject: &Subject) -> (Duration, Duration) {
    let start = || -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(WRITER).arg(&subject.dir).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().unwrap()
    };
    let mut writers: Vec<(Child, BufReader<_>)> = (0..WRITERS)
        .map(|_| {
            let mut child = start();
            let said = BufReader::new(child.stdout.take().unwrap());
            (child, said)
        })
        .collect();
    // Each says that its store is open; then all are told to begin.
    for (_, said) in &mut writers {
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert_eq!(line, "open\n");
    }
    writers.iter_mut().for_each(|(child, _)| drop(child.stdin.take()));
    let (mut bare, mut commits) = (Vec::new(), Vec::new());
    for (mut child, said) in writers {
        for line in said.lines() {
            let line = line.unwrap();
            let (what, nanos) = line.split_once(' ').unwrap();
            let all = if what == "bare" { &mut bare } else { &mut commits };
            all.push(Duration::from_nanos(nanos.parse().unwrap()));
        }
        assert!(child.wait().unwrap().success());
    }
    std::fs::remove_file(subject.dir.join("measure")).unwrap();
    (middle_of(bare), middle_of(commits))
}

/// Whether this process is one of the six.
pub fn is_writer(arguments: &[String]) -> bool {
    arguments.first().is_some_and(|first| first == WRITER)
}

/// What each of the six does.
pub fn write(dir: &Path) {
    let store = open(dir);
    println!("open");
    // Until it is closed.
    std::io::stdin().lines().for_each(drop);
    let (bare, commits) = in_turns(&store, EACH);
    let say = |what: &str, all: Vec<Duration>| all.iter().for_each(|took| println!("{what} {}", took.as_nanos()));
    say("bare", bare);
    say("commit", commits);
    // The journal has it all; closing six times is nobody's figure.
    std::process::exit(0);
}
