//! A session in a process of its own that does what it is told, line by line.

use std::io::{BufRead, BufReader, Write, stdin};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use signal_hook::low_level::raise;
use touchbase::domain::record::RecordKind;
use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{Notice, Store, Wanted, Which, Who};

use crate::place::{add, add_once};

/// So long nothing may take, however much the machine has to do.
const PATIENCE: Duration = Duration::from_secs(60);

const STORE: &str = "TOUCHBASE_TEST_PUPPET";
/// What it answers begins so: what else a test prints doesn't.
const ANSWER: &str = "puppet: ";

/// A session. It is killed when this goes.
pub struct Puppet {
    child: Child,
    orders: Option<ChildStdin>,
    said: Receiver<String>,
}

impl Puppet {
    /// A screen's session on the store in `dir`, or a verb's; it has opened the store when this returns.
    pub fn screen(dir: &Path) -> Self {
        Self::start(dir, "screen")
    }

    pub fn verb(dir: &Path) -> Self {
        Self::start(dir, "verb")
    }

    fn start(dir: &Path, kind: &str) -> Self {
        let mut puppet = Self::begin(dir, kind);
        assert_eq!(puppet.hears(), "open");
        puppet
    }

    /// The same, which may not have come so far.
    pub fn begin(dir: &Path, kind: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["puppet::lives", "--exact", "--nocapture"])
            .env(STORE, format!("{kind}:{}", dir.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        thread::spawn(move || {
            let mut answers = lines.filter_map(|line| Some(line.split_once(ANSWER)?.1.to_owned()));
            answers.try_for_each(|answer| sender.send(answer))
        });
        Self { orders: child.stdin.take(), child, said }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn id(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Tells it what to do; an answer comes later.
    pub fn tell(&mut self, order: &str) {
        // One that is dead answers nothing, which is seen then.
        let _ = writeln!(self.orders.as_mut().unwrap(), "{order}");
    }

    /// Its next answer; `None` when it has ended.
    pub fn answer(&mut self) -> Option<String> {
        match self.said.recv_timeout(PATIENCE) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("process {} says nothing any more", self.pid()),
        }
    }

    #[track_caller]
    pub fn hears(&mut self) -> String {
        self.answer().expect("it has ended without an answer")
    }

    /// Tells it what to do, and gives its answer.
    #[track_caller]
    pub fn does(&mut self, order: &str) -> String {
        self.tell(order);
        self.hears()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).unwrap();
    }

    /// Waits until it is stopped.
    pub fn is_stopped(&self) {
        let (_, status) = waitpid(Some(self.id()), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "it ended instead: {status:?}");
    }

    /// Kills it; it is gone when this returns.
    pub fn is_killed(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets it end in order.
    #[track_caller]
    pub fn ends(mut self) {
        self.orders = None;
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
    }
}

impl Drop for Puppet {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the process does: each line of its standard input is an order.
#[test]
fn lives() {
    let Ok(told) = std::env::var(STORE) else { return };
    let (kind, dir) = told.split_once(':').unwrap();
    // The calls until it is done with itself: stopped, or killed.
    let (stop, kill) = (Arc::new(AtomicI64::new(-1)), Arc::new(AtomicI64::new(-1)));
    // What the background writes at any moment is nothing that was ordered.
    let orders = thread::current().id();
    let disk = Disk::hooked({
        let (stop, kill) = (stop.clone(), kill.clone());
        move |call| {
            // Sent to this thread, which goes no further; of the whole process another thread may take it first.
            let own = |signal: Signal| raise(signal.as_raw()).unwrap();
            let is_ordered = thread::current().id() == orders;
            if call == Call::Sync && is_ordered && stop.fetch_sub(1, Ordering::SeqCst) == 0 {
                own(Signal::STOP);
            }
            if kill.fetch_sub(1, Ordering::SeqCst) == 0 {
                own(Signal::KILL);
            }
            Verdict::Go
        }
    });
    let screen = kind == "screen";
    let store = Store::open_on(disk, Path::new(dir), Who { author: kind.to_owned(), screen }).unwrap();
    let (sender, told) = channel();
    if screen {
        store.watch(move |notice| drop(sender.send(notice))).unwrap();
    }
    say("open");
    for order in stdin().lines() {
        let order = order.unwrap();
        let (order, rest) = order.split_once(' ').unwrap_or((&order, ""));
        let (word, words) = rest.split_once(' ').unwrap_or((rest, ""));
        match (order, word) {
            ("add", _) => say(&answer(add(&store, rest))),
            ("once", key) => say(&answer(add_once(&store, words, key))),
            // Contacts of names that begin so, until it is ended.
            ("always" | "always-once", prefix) => {
                let mut n: u64 = words.parse().unwrap();
                loop {
                    let name = format!("{prefix} {n}");
                    let done = if order == "always" { add(&store, &name) } else { add_once(&store, &name, &name) };
                    say(&answer(done));
                    n += 1;
                }
            }
            // At a moment of the next commits.
            ("stop-at-sync", n) => {
                stop.store(n.parse().unwrap(), Ordering::SeqCst);
                say("will");
            }
            ("die-at-call", n) => {
                kill.store(n.parse().unwrap(), Ordering::SeqCst);
                say("will");
            }
            // Until others' changes have brought the book to so many contacts.
            ("until", count) => {
                let count: usize = count.parse().unwrap();
                while store.book().contacts().len() < count {
                    match told.recv_timeout(PATIENCE).expect("others' changes are told") {
                        Notice::Changed(_) | Notice::Mended | Notice::Drafts => {}
                    }
                }
                say(&store.book().contacts().len().to_string());
            }
            ("undo", _) => say(&answer(store.undo(Which::Mine))),
            ("redo", _) => say(&answer(store.redo())),
            ("refresh", _) => say(&answer(store.refresh().map(|_| ()))),
            // All full records, by which the archive is asked for.
            ("read", _) => {
                let read = store.latest(RecordKind::Contact, None, usize::MAX, Wanted::All);
                say(&read.map_or_else(|error| format!("{error:?}"), |all| all.len().to_string()));
            }
            // The same again and again: what the session knew before must be in it, and nothing that isn't there.
            ("read-always", _) => loop {
                let known = store.book().contacts().len();
                let read = store.latest(RecordKind::Contact, None, usize::MAX, Wanted::All);
                store.refresh().unwrap();
                let there = store.book().contacts().len();
                match read {
                    Ok(all) if (known..=there).contains(&all.len()) => say("right"),
                    Ok(all) => say(&format!("{} read, {known} to {there} are there", all.len())),
                    Err(error) => say(&format!("{error:?}")),
                }
            },
            // Stops so many times, as for the shell, while a thread reads and saves.
            ("stop-aside", times) => {
                let is_over = AtomicBool::new(false);
                thread::scope(|scope| {
                    scope.spawn(|| {
                        while !is_over.load(Ordering::SeqCst) {
                            store.latest(RecordKind::Contact, None, 1, Wanted::All).unwrap();
                            add(&store, "Busy").unwrap();
                        }
                    });
                    for _ in 0..times.parse().unwrap() {
                        store.stand_aside(|| {
                            raise(Signal::STOP.as_raw()).unwrap();
                        });
                        say("back");
                    }
                    is_over.store(true, Ordering::SeqCst);
                });
                say("over");
            }
            ("close", _) => {
                store.close();
                say("closed");
            }
            _ => panic!("{order:?} is no order"),
        }
    }
    store.close();
}

fn answer<T>(done: touchbase::store::Result<T>) -> String {
    done.map_or_else(|error| format!("{error:?}"), |_| "done".to_owned())
}

/// A line at a time, so that one that is killed has said all or nothing of it.
fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{ANSWER}{what}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}
