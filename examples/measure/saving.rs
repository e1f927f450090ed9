//! From the key that saves until the list shows it, besides what the disk takes for it.

use std::time::{Duration, Instant};

use crate::Subject;
use crate::commits::Bare;
use crate::table::{Value, middle_of, once, row, rows};
use crate::terminal::Terminal;

const TRIES: usize = 20;

pub fn measure(subject: &Subject) {
    let target = Some(Value::Millis(subject.target(1.0, 5.0)));
    let bare = Bare::open(&subject.dir);
    let mut screen = Terminal::open(subject);
    screen.full();
    screen.press("2").shows("archived");
    let name = format!("00 saved {}", std::process::id());
    screen.press("a").shows("Esc");
    screen.press(&name).press("\r").shows("Added");
    screen.settle();
    let (mut gone, mut back, mut synced) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TRIES {
        let began = Instant::now();
        gone.push(screen.press("u").until("the list without them", |shown| !in_list(shown, &name)) - began);
        screen.settle();
        synced.push(once(|| bare.append()));
        let began = Instant::now();
        back.push(screen.press("\x12").until("them in the list", |shown| in_list(shown, &name)) - began);
        screen.settle();
        synced.push(once(|| bare.append()));
    }
    screen.press("u").until("the list without them", |shown| !in_list(shown, &name));
    drop(screen);
    let logged = logged(subject, &bare, &mut synced);
    bare.remove(&subject.dir);
    let disk = middle_of(synced);
    row("an append with fdatasync, bare, in between", None, disk);
    let besides = |all: &[Duration]| all.iter().map(|took| took.saturating_sub(disk)).collect::<Vec<_>>();
    rows("saving a log line until the agenda is up to date, besides the fdatasync", target, besides(&logged));
    rows("… an undo until the list of contacts is", target, besides(&gone));
    rows("… a redo", target, besides(&back));
}

/// Whether a name stands in a row of the list, not only in a toast.
fn in_list(screen: &str, name: &str) -> bool {
    screen.lines().rev().skip(2).any(|line| line.contains(name))
}

/// Log lines on the agenda, one contact after the other: until the line is gone and the agenda shows what is next.
fn logged(subject: &Subject, bare: &Bare, synced: &mut Vec<Duration>) -> Vec<Duration> {
    let mut screen = Terminal::open(subject);
    screen.full();
    let logged = (0..TRIES).map(|number| {
        let said = format!("call: xq{number} asked for prices");
        screen.press("c").settle();
        screen.press(&said).shows(&said[6..12]);
        screen.settle();
        let began = Instant::now();
        let saved = screen
            .press("\r")
            .until("that it is logged", |shown| shown.contains("✓ Logged") && !shown.contains("─ Log: "));
        screen.settle();
        synced.push(once(|| bare.append()));
        saved - began
    });
    logged.collect()
}
