//! A screen beside other processes, one of which is stopped.

use std::fs::File;

use crate::terminal::Terminal;
use crate::{TODAY, start, three_due, verb};

/// Somebody else is in the middle of saving and doesn't come to an end: that is said, and what was typed stays where it was.
#[test]
fn what_cannot_be_saved_now_stays_typed() {
    for (lang, why, saved) in
        [("en", "in the middle of saving", "Touched today 1"), ("de", "mitten im Speichern", "Heute kontaktiert 1")]
    {
        let home = three_due();
        let mut screen = start(home.path(), lang);
        screen.shows("▌").keys("cshe wants the oak sample").shows("the oak sample");
        let lock = File::open(home.path().join("store/lock")).unwrap();
        lock.lock().unwrap();
        screen.keys("<enter>").shows(why).shows("she wants the oak sample");
        lock.unlock().unwrap();
        screen.keys("<enter>").shows(saved);
        // Nor is an end waited for for ever.
        lock.lock().unwrap();
        assert!(screen.keys("q").ends().success());
        drop(lock);
        assert!(verb(home.path(), &["show", "Anna Müller"]).contains("she wants the oak sample"));
    }
}

/// A screen that is stopped for the shell lets the archive go first: full records are read and written beside it, and it goes
/// on where it was, with what it missed.
#[test]
fn a_suspended_screen_keeps_nobody_from_anything() {
    let home = three_due();
    let mut screen = Terminal::run(home.path(), 120, 40, &["bash", "--norc", "-i"]);
    screen.keys(&format!("PS1='shell> '; {} --today {TODAY} --lang en<enter>", env!("CARGO_BIN_EXE_touchbase")));
    // What is beside the selection is read from the archive, while it is left.
    screen.shows("Rhythm 3").keys("<enter>").shows("Timeline 1").keys("JKJKJKJK<ctrl-z>").shows("Stopped");
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("asked for samples"));
    verb(home.path(), &["set", "Anna Müller", "tier=A"]);
    verb(home.path(), &["log", "Anna Müller", "call: while it was away"]);
    screen.keys("fg<enter>").shows("while it was away").shows("Timeline 2");
    screen.keys("<esc>").shows("Rhythm 2").keys("q");
    screen.wait("a new prompt", |screen| screen.lines().filter(|row| row.starts_with("shell>")).count() == 2);
    screen.keys("exit<enter>").ends();
}
