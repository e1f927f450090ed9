//! The first moments: what is typed before the program is there, and what comes before the first frame.

use rustix::termios::{Action, tcflow};

use crate::terminal::Terminal;
use crate::{TODAY, three_due, verb};

const TOUCHBASE: &str = env!("CARGO_BIN_EXE_touchbase");

/// What is typed while the shell has hardly let go of the line is meant for what comes up.
#[test]
fn what_is_typed_ahead_counts() {
    let home = three_due();
    let program = [TOUCHBASE, "--today", TODAY, "--lang", "en"];
    let mut screen = Terminal::run_in(home.path(), 120, 40, &program, |keyboard, _| {
        keyboard.write_all(b"jccall: typed ahead\r").unwrap();
        keyboard.flush().unwrap();
    });
    screen.shows("Touched today 1").shows("Logged call");
    assert!(screen.keys("q").ends().success());
    assert!(verb(home.path(), &["show", "Bernd Kaiser"]).contains("typed ahead"));
}

/// Until the terminal has the first frame, nothing is begun that it doesn't show.
#[cfg(target_os = "linux")]
#[test]
fn the_first_frame_comes_first() {
    const AFTER: [&str; 2] = ["watch", "chores"];
    let home = three_due();
    let program = [TOUCHBASE, "--today", TODAY, "--lang", "en"];
    let mut screen = Terminal::run_in(home.path(), 120, 40, &program, |_, device| {
        tcflow(device, Action::OOff).unwrap();
    });
    // A draft on the disk says that keys are taken in, and so that the first frame is drawn.
    screen.keys("cshe wants").until("a draft to be kept", || {
        let drafts = std::fs::read_dir(home.path().join("store/drafts")).into_iter().flatten().flatten();
        drafts.into_iter().any(|file| file.path().extension().is_some_and(|end| end == "json"))
    });
    let pid = screen.pid();
    let is_begun = move |name: &str| threads(pid).iter().any(|begun| begun == name);
    assert!(is_begun("keyboard") && !AFTER.iter().any(|name| is_begun(name)), "{:?}", threads(pid));
    tcflow(screen.device(), Action::OOn).unwrap();
    screen.shows("she wants").until("the rest to begin", || AFTER.iter().all(|name| is_begun(name)));
    screen.keys("<esc>q").ends();
}

/// The names of a process's threads.
#[cfg(target_os = "linux")]
fn threads(pid: u32) -> Vec<String> {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten();
    let names = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
    names.map(|name| name.trim().to_owned()).collect()
}
