//! Several sessions on one store: how soon one sees what another did, how soon somebody else answers when the keeper is gone,
//! and verbs beside a screen.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::domain::id::ContactId;
use touchbase::store::Store;

use crate::Subject;
use crate::subject::NAME;
use crate::table::{Value, once, rows};
use crate::terminal::Terminal;
use crate::verbs::time;

/// How often a change is looked for on another's screen, and a keeper goes.
const TRIES: usize = 20;
const TAKE_OVERS: usize = 7;

pub fn measure(subject: &Subject) {
    subject.with_name();
    live(subject);
    between(subject);
    beside(subject);
    for (way, said) in [
        (Way::Killed, "the keeper was killed: until another session has a full record"),
        (Way::Ended, "… it ended"),
        (Way::Suspended, "… it was suspended"),
        (Way::Stopped, "… it was stopped and answers nobody"),
    ] {
        let took = (0..TAKE_OVERS).map(|_| take_over(subject, way)).collect();
        rows(said, subject.is_small.then_some(Value::Millis(100.0)), took);
    }
}

/// A screen of the contacts sees what others add.
fn live(subject: &Subject) {
    let target = Some(Value::Millis(50.0));
    let mut screen = Terminal::open(subject);
    screen.press("2").shows("archived");
    let store = subject.open();
    let (mut from_start, mut from_saved) = (Vec::new(), Vec::new());
    for number in 0..TRIES {
        let name = format!("00 {number} {}", store.position());
        rest();
        let began = Instant::now();
        add(&store, &name);
        let saved = Instant::now();
        let shown = screen.shows(&name);
        from_start.push(shown - began);
        from_saved.push(shown.saturating_duration_since(saved));
        store.undo(touchbase::store::Which::Mine).unwrap();
        screen.hides(&name);
    }
    rows("a commit until it is on another session's screen", target, from_start);
    rows("… from the moment at which it is saved", target, from_saved);
    let by_verb = (0..TRIES).map(|number| {
        let name = format!("00 {number} {}", store.position());
        rest();
        let began = Instant::now();
        subject.said(&["add", &name]);
        let took = screen.shows(&name).saturating_duration_since(began);
        subject.said(&["undo"]);
        screen.hides(&name);
        took
    });
    rows("a verb, from its start, until what it did is on a session's screen", target, by_verb.collect());
    store.close();
}

/// One screen sees what a key does on another: both from the key on.
fn between(subject: &Subject) {
    let (mut one, mut other) = (Terminal::open(subject), Terminal::open(subject));
    let name = format!("00 between {}", std::process::id());
    other.press("2").shows("archived");
    one.press("2").shows("archived");
    one.press("a").shows("Esc");
    one.press(&name).press("\r").shows("Added");
    other.shows(&name);
    let (mut gone, mut back) = (Vec::new(), Vec::new());
    for _ in 0..TRIES {
        rest();
        let began = Instant::now();
        one.press("u");
        gone.push(other.hides(&name).saturating_duration_since(began));
        one.shows("Taken back");
        rest();
        let began = Instant::now();
        one.press("\x12");
        back.push(other.shows(&name).saturating_duration_since(began));
        one.shows("Restored");
    }
    let target = Some(Value::Millis(50.0));
    rows("`u` on one screen until another shows it", target, gone);
    rows("… `Ctrl-r`", target, back);
}

/// What comes in a burst is shown more and more seldom; these are single changes.
fn rest() {
    std::thread::sleep(Duration::from_millis(500));
}

fn add(store: &Store, name: &str) {
    let contact = Contact::new(store.ids().draw(), name, "2026-01-05".parse().unwrap());
    store.commit(Set::new(Label::new(Act::Add, name), [Change::create(contact)]), store.position()).unwrap();
}

/// Verbs while a screen has the archive open.
fn beside(subject: &Subject) {
    let _keeper = keeper(subject);
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    rows("`show` with a session open", target(5.0, 10.0), time(subject, &["show", NAME]));
    rows("`log` with a session open", target(3.0, 10.0), time(subject, &["log", NAME, "call: asked for prices"]));
}

/// Screens that have the archive open.
fn keeper(subject: &Subject) -> Terminal {
    let mut screen = Terminal::open(subject);
    screen.press("2").shows("archived");
    screen.press("/").press(NAME).press("\r").shows(NAME);
    // With a number behind it, it is read.
    let is_read =
        |screen: &str| screen.split("Timeline ").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    screen.press("\r").until("a timeline that is read", is_read);
    screen
}

/// How a keeper goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Killed,
    Ended,
    Suspended,
    Stopped,
}

/// The keeper goes while another session asks it; how long that one's next answer takes.
fn take_over(subject: &Subject, way: Way) -> Duration {
    let mut keeper = keeper(subject);
    let store = subject.open();
    let whom = whom(&store);
    assert!(store.contact(whom).unwrap().is_some());
    let pid = keeper.pid();
    match way {
        Way::Killed => signal("KILL", pid),
        Way::Ended => drop(keeper.press("qqq")),
        // As Ctrl-Z where a shell waits for it.
        Way::Suspended => signal("TSTP", pid),
        Way::Stopped => signal("STOP", pid),
    }
    match way {
        Way::Killed | Way::Ended => wait_for(|| state(pid).is_none_or(|state| state == 'Z')),
        Way::Suspended | Way::Stopped => wait_for(|| state(pid) == Some('T')),
    }
    let took = once(|| assert!(store.contact(whom).unwrap().is_some()));
    store.close();
    if way == Way::Stopped {
        signal("CONT", pid);
    }
    took
}

fn whom(store: &Store) -> ContactId {
    store.book().contacts().find(|row| row.name == NAME).unwrap().id
}

fn signal(name: &str, pid: u32) {
    assert!(Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status().unwrap().success());
}

/// What a process is doing (proc(5)): `T` where it is stopped, `Z` where it has ended and nobody asked for its status.
fn state(pid: u32) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.chars().next()
}

fn wait_for(holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "it never comes");
        std::thread::sleep(Duration::from_millis(1));
    }
}
