//! A screen beside other processes, one of which is stopped.

use std::fs::{self, File};

use crate::{start, three_due, verb};

/// Whether a process is stopped (proc(5)).
fn is_stopped(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('T'))
}

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

/// A screen that is stopped as by Ctrl-Z lets the archive go first: full records are read and written beside it, and it goes on
/// where it was, with what it missed.
#[cfg(target_os = "linux")]
#[test]
fn a_suspended_screen_keeps_nobody_from_anything() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").keys("<enter>").shows("Timeline 1");
    let pid = screen.pid();
    screen.signal("TSTP").until("it to be stopped", || is_stopped(pid));
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("asked for samples"));
    verb(home.path(), &["set", "Anna Müller", "tier=A"]);
    verb(home.path(), &["log", "Anna Müller", "call: while it was away"]);
    screen.signal("CONT").shows("while it was away").shows("Timeline 2");
    assert!(screen.keys("<esc>").shows("Rhythm 2").keys("q").ends().success());
}
