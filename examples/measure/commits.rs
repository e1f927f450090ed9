//! A durable commit beside a bare append with fdatasync of as many bytes: alone, and by six processes at once. Commits and
//! appends take turns, so that both meet the same disk.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::Store;

use crate::Subject;
use crate::subject::open;
use crate::table::{Value, middle_of, once, ratio, row, rows};

/// How often each is tried; the middle one counts.
pub const TRIES: usize = 200;
/// Processes that write at once, how often each does one and then the other, and how many times they change over.
const WRITERS: usize = 6;
const EACH: usize = 25;
const ROUNDS: usize = 4;
/// How a process is told that it is one of them, and what it is told to do then; and what it says when that is done.
pub const WRITER: &str = "--writer";
const BARE: &str = "bare";
const COMMIT: &str = "commit";
const DONE: &str = "done";

pub fn measure(subject: &Subject) {
    let store = subject.open();
    let (bare, commits) = in_turns(&store, TRIES);
    let times = ratio(middle_of(commits.clone()), middle_of(bare.clone()));
    rows("an append with fdatasync, bare", None, bare);
    rows("a commit", None, commits);
    row("a durable commit / a bare append + fdatasync of the same bytes", Some(Value::Times(2.0)), times);
    store.close();
    drop(store);
    let (bare, commit) = by_many(subject);
    Bare::open(&subject.dir).remove(&subject.dir);
    let times = ratio(middle_of(commit.clone()), middle_of(bare.clone()));
    rows("by six processes at once: a bare append with fdatasync, under a lock", None, bare);
    rows("… a commit by six at once", None, commit);
    row("… by six processes at once", Some(Value::Times(2.0)), times);
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
pub struct Bare(File);

impl Bare {
    pub fn open(dir: &Path) -> Self {
        Self(OpenOptions::new().create(true).append(true).open(dir.join("measure")).unwrap())
    }

    pub fn append(&self) {
        self.0.lock().unwrap();
        (&self.0).write_all(&[b'x'; 420]).unwrap();
        self.0.sync_data().unwrap();
        self.0.unlock().unwrap();
    }

    pub fn remove(&self, dir: &Path) {
        std::fs::remove_file(dir.join("measure")).unwrap();
    }
}

/// One of the six processes.
struct Writer {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Writer {
    fn start(subject: &Subject) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(WRITER).arg(&subject.dir).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    fn tell(&mut self, what: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{what}").unwrap();
    }

    /// The times it says, until it says that it is done.
    fn times(&mut self) -> Vec<Duration> {
        let lines = self.said.by_ref().lines().map(Result::unwrap);
        let nanos = lines.take_while(|line| line != DONE).map(|nanos| nanos.parse().unwrap());
        nanos.map(Duration::from_nanos).collect()
    }
}

/// Six processes, which first all append and then all commit, some times: all their times for each.
fn by_many(subject: &Subject) -> (Vec<Duration>, Vec<Duration>) {
    let mut writers: Vec<Writer> = (0..WRITERS).map(|_| Writer::start(subject)).collect();
    // Their stores are open.
    writers.iter_mut().for_each(|writer| drop(writer.times()));
    let (mut bare, mut commits) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (what, all) in [(BARE, &mut bare), (COMMIT, &mut commits)] {
            writers.iter_mut().for_each(|writer| writer.tell(what));
            writers.iter_mut().for_each(|writer| all.append(&mut writer.times()));
        }
    }
    for mut writer in writers {
        drop(writer.child.stdin.take());
        assert!(writer.child.wait().unwrap().success());
    }
    (bare, commits)
}

/// What each of the six does, for as long as it is told something.
pub fn write(dir: &Path) {
    let (store, bare) = (open(dir), Bare::open(dir));
    println!("{DONE}");
    for what in std::io::stdin().lines().map(Result::unwrap) {
        for _ in 0..EACH {
            let took = if what == BARE { once(|| bare.append()) } else { once(|| add(&store)) };
            println!("{}", took.as_nanos());
        }
        println!("{DONE}");
    }
    // The journal has it all; closing six times is nobody's figure.
    std::process::exit(0);
}
