//! What others do while a verb waits for its turn to save.

use std::fs::{self, OpenOptions};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use touchbase::domain::act::delete_contact;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::{Contact, Tier};
use touchbase::domain::id::ContactId;
use touchbase::store::{Store, Who};

use crate::desk::{Desk, Said};

/// So long nothing may take, however much the machine has to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A store in which ben is at work on a screen, and has Anna before him.
struct Beside {
    desk: Desk,
    screen: Store,
    anna: ContactId,
}

impl Beside {
    fn new() -> Self {
        let desk = Desk::with_contacts();
        let id = desk.json(&["show", "anna m"])["id"].as_str().unwrap().parse().unwrap();
        let screen = Store::open(&desk.store(), Who { author: "ben".into(), screen: true }).unwrap();
        let beside = Self { desk, screen, anna: ContactId(id) };
        // Who has the full records open is asked for them.
        beside.anna();
        beside
    }

    fn anna(&self) -> Contact {
        self.screen.refresh().unwrap();
        self.screen.contact(self.anna).unwrap().unwrap()
    }

    fn ben_edits(&self, edit: impl FnOnce(&mut Contact)) {
        let before = self.anna();
        let mut after = before.clone();
        edit(&mut after);
        self.ben_commits(Set::new(Label::new(Act::Edit, "Anna Müller"), [Change::edit(before, after)]));
    }

    fn ben_deletes_her(&self) {
        let timeline = self.screen.timeline(self.anna.into(), 0, usize::MAX).unwrap();
        self.ben_commits(delete_contact(&self.anna(), &timeline, None));
    }

    fn ben_commits(&self, set: Set) {
        self.screen.refresh().unwrap();
        self.screen.commit(set, self.screen.position()).unwrap();
    }

    /// What a verb says that has made its set when `first` happens, and saves it then.
    fn after(&self, arguments: &[&str], first: impl FnOnce(&Self)) -> Said {
        let lock = OpenOptions::new().read(true).write(true).open(self.desk.store().join("lock")).unwrap();
        lock.lock().unwrap();
        let child = self.start(arguments);
        wait_until(|| waits_for_the_lock(&child));
        let pid = Pid::from_child(&child);
        kill_process(pid, Signal::STOP).unwrap();
        wait_until(|| is_stopped(&child));
        lock.unlock().unwrap();
        first(self);
        kill_process(pid, Signal::CONT).unwrap();
        let ended = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: ended.status.code().unwrap(), out: text(ended.stdout), err: text(ended.stderr) }
    }

    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env_clear()
            .env("HOME", self.desk.path(""))
            .env("TZ", "UTC")
            .env("TOUCHBASE_STORE", self.desk.store())
            .args(["--today", "2026-11-21"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// A thread of that name waits for whoever else commits.
fn waits_for_the_lock(child: &Child) -> bool {
    let threads = fs::read_dir(format!("/proc/{}/task", child.id())).into_iter().flatten().flatten();
    threads.into_iter().any(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name == "lock\n"))
}

/// All of its threads: the one that waits isn't to get the lock any more.
fn is_stopped(child: &Child) -> bool {
    let threads = fs::read_dir(format!("/proc/{}/task", child.id())).into_iter().flatten().flatten();
    threads.into_iter().all(|thread| {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        stat.rsplit(") ").next().is_some_and(|behind| behind.starts_with('T'))
    })
}

#[track_caller]
fn wait_until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it never comes so far");
        thread::yield_now();
    }
}

#[track_caller]
fn check(said: &Said, status: i32, err: &[&str]) {
    assert_eq!(said.status, status, "{said:?}");
    for words in err {
        assert!(said.err.contains(words), "it doesn't say {words:?}: {said:?}");
    }
}

#[test]
fn what_can_stand_together_does_and_it_is_said() {
    let beside = Beside::new();
    let said = beside.after(&["set", "anna m", "tier=B"], |b| b.ben_edits(|anna| anna.tags.push("fair".into())));
    check(&said, 0, &["Anna Müller was changed meanwhile by ben (screen", ": both changes stand.", "Changed tier"]);
    let said = beside.after(&["tag", "anna m", "+vip"], |b| b.ben_edits(|anna| anna.tags.push("new".into())));
    check(&said, 0, &["both changes stand"]);
    let anna = beside.anna();
    assert_eq!((anna.tier, anna.tags.join(" ").as_str()), (Some(Tier::B), "oak fair new vip"));
    let said = beside.after(&["set", "anna m", "tier=C"], |b| b.ben_edits(|anna| anna.tier = Some(Tier::C)));
    check(&said, 0, &["Anna Müller: the same was done meanwhile by ben (screen"]);
    assert!(!said.err.contains("takes it back"), "nothing was saved: {said:?}");
    let said = beside.after(&["set", "anna m", "tier=A", "--json"], |b| b.ben_edits(|anna| anna.archived = true));
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{said:?}");
}

#[test]
fn a_clash_shows_both_texts() {
    let beside = Beside::new();
    let ben = |beside: &Beside| {
        beside.ben_edits(|anna| {
            anna.tier = Some(Tier::C);
            anna.notes = "wants oak\nand soon".into();
        });
    };
    let said = beside.after(&["set", "anna m", "tier=B", "notes=wants ash"], ben);
    let both =
        "  tier\n    theirs: C\n    yours: B\n  notes\n    theirs: wants oak\n      and soon\n    yours: wants ash\n";
    check(
        &said,
        4,
        &["touchbase: Anna Müller: tier, notes changed meanwhile by ben (screen", both, "Nothing was saved."],
    );
    assert_eq!(said.out, "");
    assert_eq!(beside.anna().tier, Some(Tier::C));
    beside.ben_edits(|anna| anna.phones[0].value = "0711 1".into());
    let said = beside.after(&["--lang", "de", "set", "anna m", "phone=0711 2"], |b| {
        b.ben_edits(|anna| anna.phones[0].value = "0711 3".into());
    });
    check(&said, 4, &["Telefon inzwischen geändert von ben (Bildschirm", "    anderswo: 0711 3\n    hier: 0711 2\n"]);
    let said = beside.after(&["set", "anna m", "tier=A", "--json"], |b| b.ben_edits(|anna| anna.tier = None));
    check(&said, 4, &[]);
    let error = serde_json::from_str::<Value>(&said.err).unwrap()["error"].clone();
    let conflict = error["conflicts"][0].clone();
    assert_eq!(
        (&error["kind"], &conflict["fields"]),
        (&json!("changed"), &json!([{ "field": "tier", "theirs": [], "yours": ["A"] }]))
    );
    let told = ["kind", "name", "author", "made_on", "deleted"].map(|key| conflict[key].clone());
    assert_eq!(json!(told), json!(["contact", "Anna Müller", "ben", "screen", false]));
    assert_eq!(conflict["id"], json!(beside.anna.to_string()));
    assert_eq!((conflict["process"].as_u64(), conflict["set"].is_u64()), (Some(std::process::id().into()), true));
}

#[test]
fn who_was_deleted_meanwhile_comes_back_with_the_command_that_is_told() {
    let change: [&[&str]; 4] = [
        &["set", "anna m", "tier=B"],
        &["tag", "anna m", "+vip"],
        &["log", "anna m", "call: asked for prices"],
        &["follow-up", "anna m", "send offer", "--due", "fri"],
    ];
    for arguments in change {
        let beside = Beside::new();
        let said = beside.after(arguments, Beside::ben_deletes_her);
        let set = beside.screen.position().to_string();
        let undo = format!("touchbase undo {set} brings it back");
        check(&said, 4, &["Anna Müller was deleted meanwhile by ben (screen", &undo]);
        beside.desk.ok(&["undo", &set]);
        beside.desk.ok(arguments);
    }
}

#[test]
fn nobody_is_deleted_over_what_others_have_just_written() {
    let beside = Beside::new();
    let said = beside.after(&["delete", "anna m", "--yes"], |b| b.ben_edits(|anna| anna.notes = "x".into()));
    check(&said, 4, &["Anna Müller isn't deleted: ben (screen", "has changed it meanwhile"]);
    assert_eq!(beside.anna().notes, "x");
}

#[test]
fn what_was_noted_meanwhile_goes_with_who_is_deleted() {
    let noted: [(&[&str], &str); 2] =
        [(&["consent", "anna m", "mail", "withdrawn"], "1 consent"), (&["order", "anna m", "45.00", "EUR"], "1 order")];
    for (noted, told) in noted {
        let beside = Beside::new();
        let said = beside.after(&["delete", "anna m", "--yes"], |b| drop(b.desk.ok(noted)));
        check(&said, 0, &["Deleted Anna Müller", told]);
        beside.desk.ok(&["verify"]);
    }
}

#[test]
fn a_recurring_follow_up_that_two_do_comes_again_once() {
    let beside = Beside::new();
    let id = beside.desk.id(&["follow-up", "anna m", "visit", "--due", "today", "--every", "1m"]);
    let said = beside.after(&["done", &id], |b| drop(b.desk.ok(&["log", "anna m", "call: we met"])));
    check(&said, 0, &["visit", "the same was done meanwhile by"]);
    assert_eq!(said.out, "", "no next one was made");
    let shown = beside.desk.json(&["show", "anna m"]);
    let states: Vec<&Value> = shown["follow_ups"].as_array().unwrap().iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["open", "done"], "{shown}");
    assert_eq!(shown["interactions"].as_array().unwrap().len(), 1, "{shown}");
}

#[test]
fn an_undo_that_is_refused_says_who_changed_what() {
    let beside = Beside::new();
    beside.desk.ok(&["set", "anna m", "tier=B"]);
    let set = (beside.screen.position() + 1).to_string();
    beside.ben_edits(|anna| anna.tier = Some(Tier::C));
    let ben = beside.screen.position();
    let undo = format!("touchbase undo {ben}");
    beside.desk.fails(&["undo", &set], 4, &["can't be taken back: tier changed since by ben (screen", &undo]);
    beside.desk.fails(&["--lang", "de", "undo", &set], 4, &["Stufe seitdem geändert von ben (Bildschirm"]);
    let made = beside.desk.id(&["add", "Eva Çelik"]);
    beside.desk.ok(&["log", "eva", "call: hello"]);
    let words = "\"Added Eva Çelik\" can't be taken back: \"Logged call with Eva Çelik\" came after it, by ";
    beside.desk.fails(&["undo", &made], 4, &[words]);
}
