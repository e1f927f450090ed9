//! A thin line that breaks: a terminal that takes no bytes, one that is gone, sequences cut in pieces, a shell to go back to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rustix::termios::{Action, tcflow};

use crate::terminal::Terminal;
use crate::{TODAY, offered_again, start, three_due, verb};

const TOUCHBASE: &str = env!("CARGO_BIN_EXE_touchbase");

fn drafts(home: &Path) -> String {
    let files = fs::read_dir(home.join("store/drafts")).into_iter().flatten().flatten().map(|file| file.path());
    let kept = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    kept.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// A line being typed on the first of three.
fn half_typed(home: &Path) -> Terminal {
    let mut screen = start(home, "en");
    screen.shows("▌").keys("c").shows("Log: Anna Müller").keys("she wants").shows("she wants");
    screen
}

/// While the terminal takes no bytes, what is typed is still taken in and kept, and a signal is still obeyed; a shell sees
/// which one it was.
#[test]
fn a_stalled_line_blocks_nothing() {
    for (signal, status) in [("HUP", "Hangup"), ("TERM", "Terminated"), ("INT", "Interrupt")] {
        let home = three_due();
        let mut screen = half_typed(home.path());
        tcflow(screen.device(), Action::OOff).unwrap();
        screen
            .keys(" the oak sample")
            .until("the draft to be on the disk", || drafts(home.path()).contains("she wants the oak sample"));
        assert!(!screen.screen().contains("the oak sample"), "it stalls:\n{}", screen.screen());
        assert_eq!(screen.signal(signal).dies().signal(), Some(status));
        offered_again(home.path(), "en", "Log: Anna Müller", "A draft from earlier is kept");
    }
}

/// A flood of keys that came meanwhile is drawn as one frame.
#[test]
fn a_stalled_line_goes_on_with_what_is_so_now() {
    let home = three_due();
    let mut screen = half_typed(home.path());
    tcflow(screen.device(), Action::OOff).unwrap();
    screen.keys(&" the oak sample".repeat(300)).keys("<ctrl-c>jj");
    screen.until("the draft to be on the disk", || drafts(home.path()).contains("sample the oak sample"));
    tcflow(screen.device(), Action::OOn).unwrap();
    screen.hides("Log: Anna").wait("the third row to be selected", |screen| {
        screen.lines().any(|row| row.contains('▌') && row.contains("Mia Olsen"))
    });
    assert!(screen.keys("q").ends().success());
}

/// Whether a process is there, and no corpse.
fn runs(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
}

/// The terminal goes, and no signal says so: SIGHUP isn't for a process that has no controlling terminal, or was started to
/// ignore it.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_is_gone_ends_it_without_a_signal() {
    for how in ["setsid --wait sh -c", "exec sh -c"] {
        let home = three_due();
        let home = home.path();
        let command = format!("trap '' HUP; {how} 'echo $$ >pid; exec {TOUCHBASE} --today {TODAY} --lang en'");
        let Some(tmux) = Tmux::start(home, &command) else {
            return eprintln!("no tmux here: nothing is tried");
        };
        tmux.until(home, "the agenda", SCREEN, |screen| screen.contains('▌'));
        tmux.types_a_line(home);
        let pid = fs::read_to_string(home.join("pid")).unwrap();
        tmux.run(home, &["kill-server"]).unwrap();
        tmux.until(home, "the end", SCREEN, |_| !runs(&pid));
        assert!(drafts(home).contains("she wants the oak sample"), "{how}");
    }
}

/// Nothing is taken for Escape and letters because the line cut it.
#[test]
fn what_the_line_cuts_is_put_together() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    let single = |bytes: &'static str| bytes.as_bytes().chunks(1);
    screen.shows("▌").pieces(single("\x1b[B\x1bOB")).wait("the third row to be selected", |screen| {
        screen.lines().any(|row| row.contains('▌') && row.contains("Mia Olsen"))
    });
    screen.keys("c").shows("Log: Mia Olsen").pieces(single("Grüße 中\x1b[D!"));
    screen.shows("Grüße !中").pieces(single("\x1b[F\x1b[200~ from\nthe \x1b[1mnorth\x1b[201~."));
    screen.shows("Grüße !中 from the").shows("north.");
    // What a terminal answers, unasked.
    screen.pieces(single("\x1b[?62;22c\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[24;80R ok")).shows("north. ok");
    screen.keys("<esc>").hides("Log: Mia Olsen").keys("q").ends();
}

/// What was typed too much, and what the terminal says late, isn't for the shell; the terminal is as it was.
#[test]
fn nothing_typed_for_it_lands_in_the_shell() {
    let home = three_due();
    let script = format!(
        "stty -g >before; {TOUCHBASE} --today {TODAY} --lang en; stty -g >after; echo READY; read line; echo \"[$line]\"; read end"
    );
    let mut screen = Terminal::run(home.path(), 80, 24, &["sh", "-c", &script]);
    screen.shows("▌").keys("qjunk\x1b[?62;22c\x1b]11;rgb:0/0/0\x07").shows("READY").keys("fine<enter>").shows("[fine]");
    let [before, after] = ["before", "after"].map(|name| fs::read_to_string(home.path().join(name)).unwrap());
    assert_eq!(before, after);
    screen.keys("<enter>").ends();
}

/// To the shell and back: what is typed is safe meanwhile, the archive is free, the terminal the shell's; then all is painted
/// anew in the size that it has now.
#[cfg(target_os = "linux")]
#[test]
fn to_the_shell_and_back() {
    let home = three_due();
    let mut screen = Terminal::run(home.path(), 120, 40, &["bash", "--norc", "-i"]);
    screen.keys(&format!("PS1='shell> '; stty -g >before; {TOUCHBASE} --today {TODAY} --lang en<enter>"));
    screen.shows("Rhythm 3").keys("<enter>").shows("Timeline 1").keys("c").shows("Log: Anna Müller");
    screen.keys("she wants the oak sample").shows("the oak sample").keys("<ctrl-z>").shows("Stopped");
    assert!(drafts(home.path()).contains("she wants the oak sample"));
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("asked for samples"));
    screen.keys("stty -g >after; tput cols<enter>").shows("120").resize(80, 24).keys("fg<enter>");
    screen.hides("shell>").shows("Log: Anna Müller").shows("she wants the oak sample");
    assert_eq!(screen.screen().lines().count(), 24, "{}", screen.screen());
    screen
        .keys(" soon<enter>")
        .shows("Logged call")
        .keys("qq")
        .wait("a new prompt", |screen| screen.lines().filter(|row| row.starts_with("shell>")).count() == 3);
    screen.keys("exit<enter>").ends();
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("she wants the oak sample soon"));
    assert_eq!(drafts(home.path()), "", "what is saved is no draft");
}

/// Where no shell waits, nothing stops: nobody would ever wake it.
#[test]
fn without_a_shell_ctrl_z_says_so() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("▌").keys("<ctrl-z>").shows("No shell waits").keys("j").keys("q");
    assert!(screen.ends().success());
}

/// The throwaway store goes with the session, whatever ends it.
#[test]
fn the_sample_data_goes_with_the_line() {
    for signal in ["HUP", "TERM"] {
        let home = three_due();
        let left = || {
            let entries = fs::read_dir(home.path()).unwrap().flatten();
            entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("touchbase-demo")).count()
        };
        let mut screen = Terminal::start(home.path(), 120, 40, &["--demo", "--lang", "en"]);
        screen.shows("▌");
        assert_eq!(left(), 1);
        screen.signal(signal).ends();
        assert_eq!(left(), 0, "{signal}");
    }
}

/// What says what a pane shows.
const SCREEN: &[&str] = &["capture-pane", "-p"];

/// A tmux of its own.
struct Tmux(PathBuf);

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = Command::new("tmux").arg("-S").arg(&self.0).arg("kill-server").output();
    }
}

impl Tmux {
    /// `None` where there is none.
    fn start(home: &Path, command: &str) -> Option<Self> {
        let tmux = Self(home.join("tmux"));
        fs::write(home.join("tmux.conf"), "set -g default-terminal screen-256color\n").unwrap();
        let begun = tmux.run(home, &["-f", "tmux.conf", "new-session", "-d", "-x", "120", "-y", "40", command]);
        begun.ok().filter(|output| output.status.success()).map(|_| tmux)
    }

    fn run(&self, home: &Path, args: &[&str]) -> std::io::Result<Output> {
        let mut command = Command::new("tmux");
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(home);
        command.env("LANG", "C.UTF-8").env("HOME", home).env("TOUCHBASE_STORE", home.join("store"));
        command.arg("-S").arg(&self.0).args(args).output()
    }

    /// A line on the first of three, half typed.
    fn types_a_line(&self, home: &Path) {
        self.run(home, &["send-keys", "c"]).unwrap();
        self.until(home, "the line", SCREEN, |screen| screen.contains("Log: Anna"));
        self.run(home, &["send-keys", "-l", "she wants the oak sample"]).unwrap();
        self.until(home, "the words", SCREEN, |screen| screen.contains("the oak sample"));
    }

    fn says(&self, home: &Path, args: &[&str]) -> String {
        String::from_utf8_lossy(&self.run(home, args).unwrap().stdout).into_owned()
    }

    fn until(&self, home: &Path, what: &str, args: &[&str], holds: impl Fn(&str) -> bool) {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while !holds(&self.says(home, args)) {
            assert!(std::time::Instant::now() < until, "waited for {what} in vain: {}", self.says(home, args));
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
}

/// In tmux a copy goes through tmux, which takes it whatever is configured; a pane that is killed loses nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_pane_of_tmux() {
    let home = three_due();
    let home = home.path();
    verb(home, &["set", "Anna Müller", "phones=+49 30 5550 1234"]);
    let command = format!("{TOUCHBASE} --today {TODAY} --lang en");
    let Some(tmux) = Tmux::start(home, &command) else {
        return eprintln!("no tmux here: nothing is tried");
    };
    tmux.until(home, "the agenda", SCREEN, |screen| screen.contains('▌'));
    tmux.run(home, &["send-keys", "y"]).unwrap();
    tmux.until(home, "the copy", SCREEN, |screen| screen.contains("+49 30 5550 1234 · through tmux"));
    assert_eq!(tmux.says(home, &["show-buffer"]), "+49 30 5550 1234");
    tmux.types_a_line(home);
    let pid = tmux.says(home, &["list-panes", "-F", "#{pane_pid}"]);
    tmux.run(home, &["kill-pane"]).unwrap();
    tmux.until(home, "the end", SCREEN, |_| !runs(&pid));
    offered_again(home, "en", "Log: Anna Müller", "A draft from earlier is kept");
}
