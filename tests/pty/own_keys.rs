//! Keys of one's own: in force on screen, told by help, and an error with its line where two clash.

use std::fs;
use std::path::Path;

use super::terminal::Terminal;
use super::{TODAY, three_due, verb};

fn start(home: &Path, keys: &str) -> Terminal {
    let config = home.join("config.toml");
    fs::write(&config, format!("[keys]\n{keys}\n")).unwrap();
    Terminal::start(home, 120, 40, &["--config", config.to_str().unwrap(), "--today", TODAY, "--lang", "en"])
}

/// A letter and a sequence of one's own do what they are bound to, footer and help name them, and what they were bound to before is
/// free.
#[test]
fn own_keys_do_what_they_are_bound_to() {
    let home = three_due();
    let mut screen = start(home.path(), "log = \"B\"\nnote = \"g o\"\nfollow-up = []");
    screen
        .shows("B log")
        .hides("f follow-up")
        .keys("B")
        .shows("Log: Anna Müller")
        .keys("<esc>")
        .hides("Log: Anna Müller");
    screen.keys("go").shows("Ctrl-s save").keys("likes oak<ctrl-s>").shows("Noted");
    screen.keys("c").keys("?").shows("Keys of this screen").keys("note").shows("go").keys("<esc>").hides("Keys of");
    assert!(screen.keys("q").ends().success());
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("likes oak"));
    let config = home.path().join("config.toml");
    let table = verb(home.path(), &["--config", config.to_str().unwrap(), "config", "keys"]);
    let line = |name: &str| {
        table.lines().find(|line| line.split_whitespace().any(|word| word == name)).unwrap_or_default().to_owned()
    };
    assert!(line("note").contains("g o"), "{table}");
}

/// Two that clash keep the screens from starting: both are named, and the line.
#[test]
fn a_clash_is_told_with_its_line() {
    let home = three_due();
    let mut screen = start(home.path(), "log = \"B\"\nnote = \"B\"");
    assert_eq!(screen.ends().exit_code(), 2);
    let said = screen.screen();
    assert!(said.contains("line 3") && said.contains("is both log and note"), "{said}");
}
