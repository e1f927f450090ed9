//! Sessions beside each other: what one does is seen in the other, and disturbs nothing there.

use std::path::Path;

use rustix::termios::{Action, tcflow};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::{Store, Who};

use crate::terminal::Terminal;
use crate::{selected, start, three_due, verb};

fn two(home: &Path) -> (Terminal, Terminal) {
    let (mut one, mut other) = (start(home, "en"), start(home, "en"));
    one.shows("Rhythm 3");
    other.shows("Rhythm 3");
    (one, other)
}

/// How many drafts are kept.
fn drafts(home: &Path) -> usize {
    let files = std::fs::read_dir(home.join("store/drafts")).unwrap();
    files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|end| end == "json")).count()
}

#[test]
fn what_a_verb_or_a_screen_does_is_on_the_other_and_the_selection_stays() {
    let home = three_due();
    let (mut one, mut other) = two(home.path());
    other.keys("j").wait("the second to be selected", |screen| screen.contains("▌  53 d"));
    let on = selected(&other);
    verb(home.path(), &["log", "Anna Müller", "called from the shell"]);
    for screen in [&mut one, &mut other] {
        screen.shows("Rhythm 2").shows("Touched today 1");
    }
    assert_eq!(selected(&other), on, "{}", other.screen());
    one.keys("gg").shows("▌  53 d").keys("ccall: from beside<enter>").shows("Logged call");
    other.shows("Touched today 2").shows("Rhythm 1").shows("screen on pts/");
    assert_eq!(selected(&other), on, "{}", other.screen());
    one.keys("u").shows("Taken back");
    other.shows("Touched today 1");
    one.keys("<ctrl-r>").shows("Restored");
    other.shows("Touched today 2");
    let told = verb(home.path(), &["history"]);
    assert!(told.contains("screen on pts/") && told.contains("command line, process"), "{told}");
    for mut screen in [one, other] {
        assert!(screen.keys("1q").ends().success());
    }
}

#[test]
fn a_timeline_follows_whoever_has_the_archive() {
    let home = three_due();
    let (mut one, mut other) = two(home.path());
    one.keys("<enter>").shows("Timeline 1");
    let name = one.screen().lines().nth(1).unwrap().split_whitespace().nth(1).unwrap().to_owned();
    other.keys("<enter>").shows("Timeline 1");
    verb(home.path(), &["log", &name, "call: from the shell"]);
    for screen in [&mut one, &mut other] {
        screen.shows("Timeline 2").shows("from the shell").shows("command line");
    }
    other.keys("ccall: from beside<enter>").shows("Timeline 3");
    one.shows("Timeline 3").shows("from beside").shows("screen on pts/");
    other.keys("u").shows("Timeline 2");
    one.shows("Timeline 2").hides("call  from beside");
    for mut screen in [one, other] {
        assert!(screen.keys("1q").ends().success());
    }
}

#[test]
fn a_half_typed_line_is_not_disturbed() {
    let home = three_due();
    let (mut one, mut other) = two(home.path());
    one.keys("csent the sam").shows("sent the sam");
    other.keys("jccall: from beside<enter>").shows("Logged call");
    one.shows("Touched today 1").shows("sent the sam").keys("ple<enter>").shows("Touched today 2");
    other.shows("Touched today 2");
    assert!(verb(home.path(), &["search", "sent the sample"]).contains("sent the sample"));
    for mut screen in [one, other] {
        assert!(screen.keys("1q").ends().success());
    }
}

#[test]
fn a_draft_is_taken_over_from_a_session_that_lives_and_from_one_that_was_killed() {
    let home = three_due();
    let (mut one, mut other) = two(home.path());
    one.keys("casked for oa").shows("asked for oa");
    other.shows("✎").keys("c").shows("Begun in another session").shows("screen on pts/").keys("<ctrl-t>");
    other.shows("asked for oa").shows("Taken over");
    one.shows("gone on with elsewhere").shows("asked for oa");
    other.keys("k samples<enter>").shows("Logged call");
    one.shows("saved elsewhere meanwhile").shows("asked for oa").keys("<ctrl-x><esc>").hides("Log: Anna");
    one.until("the draft to go", || drafts(home.path()) == 0);
    assert!(verb(home.path(), &["search", "asked for oak samples"]).contains("oak samples"));

    one.keys("gg").shows("▌").keys("cthe next li").shows("the next li");
    other.keys("gg").shows("✎");
    one.signal("KILL").dies();
    other.keys("c").shows("the next li").shows("is back").keys("ne<enter>").shows("Logged call");
    other.until("the draft to go", || drafts(home.path()) == 0);
    assert!(other.keys("q").ends().success());
}

/// However many sets come while nothing can be drawn, they are drawn together: a frame or two, in some pieces of output. (How
/// seldom they are told of while something can be is the watch's.)
#[test]
fn a_burst_of_sets_makes_few_redraws() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").keys("2").shows("[Contacts 3]");
    tcflow(screen.device(), Action::OOff).unwrap();
    let before = screen.outputs();
    let store = Store::open(&home.path().join("store"), Who { author: "ana".into(), screen: false }).unwrap();
    let mut ids = store.ids();
    for n in 0..1_000 {
        let contact = Contact::new(ids.draw(), format!("Number {n}"), "2026-11-23".parse().unwrap());
        let set = Set::new(Label::new(Act::Add, contact.name.as_str()), [Change::create(contact)]);
        store.commit(set, store.position()).unwrap();
    }
    tcflow(screen.device(), Action::OOn).unwrap();
    screen.shows("[Contacts 1,003]");
    let outputs = screen.outputs() - before;
    assert!(outputs < 50, "{outputs} pieces of output");
    assert!(screen.keys("1q").ends().success());
}
