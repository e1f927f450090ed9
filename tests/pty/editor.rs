//! The user's own editor over the screens.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::terminal::Terminal;
use super::{TODAY, three_due, verb};

/// An editor of our own that says what stands in the file, the how many-th time, and is told what is to stand there.
fn editor(home: &Path) -> String {
    let path = home.join("editor");
    let script = r#"#!/bin/sh
echo >>"$0.times"
printf 'Time %s, it said: %s\nIt is to say: ' "$(grep -c '' "$0.times")" "$(cat "$1")"
read -r line
[ "$line" = no ] && exit 1
echo "$line" >"$1"
"#;
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    format!("EDITOR={}", path.display())
}

fn start(home: &Path) -> Terminal {
    let touchbase = env!("CARGO_BIN_EXE_touchbase");
    Terminal::run(home, 120, 40, &["env", &editor(home), touchbase, "--today", TODAY, "--lang", "en"])
}

/// What is left of texts that were in the editor.
fn left(home: &Path) -> usize {
    let entries = fs::read_dir(home).unwrap().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("touchbase-text")).count()
}

/// Every key that is typed while the editor has the terminal is the editor's, and none is afterwards.
#[test]
fn a_note_is_written_in_the_editor() {
    let home = three_due();
    let mut screen = start(home.path());
    screen.shows("▌").keys("nlikes oak").shows("Ctrl-g editor").keys("<ctrl-g>").shows("Time 1, it said: likes oak");
    assert_eq!(left(home.path()), 1);
    screen.keys("likes oak and ash, quite often<enter>").shows("likes oak and ash, quite often").shows("Ctrl-s save");
    assert_eq!(left(home.path()), 0);
    screen.keys(" indeed<ctrl-s>").shows("Noted").keys("q");
    assert!(screen.ends().success());
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("likes oak and ash, quite often indeed"));
}

/// `E` is the form and the editor in one; an editor that gives up leaves the text as it was; the line can be written there, too.
#[test]
fn what_was_said_is_changed_in_the_editor() {
    let home = three_due();
    let mut screen = start(home.path());
    screen
        .shows("Anna Müller")
        .keys("<enter>")
        .shows("Timeline 1")
        .keys("<tab>E")
        .shows("Time 1, it said: asked for samples");
    screen.keys("no<enter>").shows("the text stays as it was").shows("asked for samples").keys("<ctrl-g>");
    screen
        .shows("Time 2, it said: asked for samples")
        .keys("asked for prices<enter>")
        .shows("Ctrl-s save")
        .keys("<ctrl-s>")
        .shows("Changed");
    screen
        .keys("c<ctrl-g>")
        .shows("Time 3, it said:")
        .keys("mail: sent them >> 2w call back<enter>")
        .shows("Mon 7 Dec");
    screen.keys("<enter>").shows("Logged mail").keys("qq");
    assert!(screen.ends().success());
    let shown = verb(home.path(), &["show", "Anna Müller"]);
    assert!(shown.contains("asked for prices") && shown.contains("sent them"), "{shown}");
}

/// Ctrl-C is the editor's; a hangup while it is open keeps the draft and takes the file away.
#[test]
fn the_end_comes_while_the_editor_is_open() {
    let home = three_due();
    let mut screen = start(home.path());
    screen
        .shows("▌")
        .keys("nlikes oak<ctrl-g>")
        .shows("Time 1, it said: likes oak")
        .keys("<ctrl-c>")
        .shows("the text stays as it was");
    screen.shows("likes oak").keys(" so much<ctrl-g>").shows("Time 2, it said: likes oak so much").signal("HUP").dies();
    assert_eq!(left(home.path()), 0);
    let mut again = Terminal::start(home.path(), 120, 40, &["--today", TODAY, "--lang", "en"]);
    again.shows("▌").keys("n").shows("likes oak so much").keys("<esc>q");
    assert!(again.ends().success());
}
