//! `--once KEY`: a retry does nothing again and prints the same.

use std::process::{Command, Stdio};

use crate::desk::Desk;

/// The sets of the journal.
fn sets(desk: &Desk) -> usize {
    desk.ok(&["history"]).lines().count()
}

#[test]
fn a_retry_prints_the_same_and_does_nothing() {
    let desk = Desk::with_contacts();
    let follow_up = desk.id(&["follow-up", "deniz", "send offer", "--due", "today"]);
    let call = desk.id(&["log", "anna m", "call: not with her", "--once", "call"]);
    let complaint = desk.id(&["feedback", "deniz", "dear", "--kind", "complaint"]);
    let birthday = desk.json(&["show", "deniz"])["id"].as_str().unwrap().to_owned();
    let verbs: &[&[&str]] = &[
        &["add", "Tom Berg", "--company", "Berg AG"],
        &["set", "tom", "tier=A"],
        &["log", "tom", "call: prices >> 2w ask"],
        &["follow-up", "tom", "call back", "--due", "fri"],
        &["feedback", "tom", "late", "--kind", "complaint"],
        &["snooze", &follow_up, "fri"],
        &["snooze", &birthday, "1w"],
        &["done", &follow_up],
        &["answer", &complaint, "acknowledged"],
        &["answer", &complaint, "resolved", "--text", "new price"],
        &["answer", &complaint, "told"],
        &["answer", &complaint, "open"],
        &["move", &call, "--to", "deniz"],
        &["move", "tom", "--company", "Lund AS", "--role", "Buyer"],
        &["move", "Nordlys AS", "--into", "Hofmann GmbH"],
        &["duplicates", "--not-same", "tom", "anna m"],
        &["tag", "tom", "+oak"],
        &["consent", "tom", "mail", "withdrawn"],
        &["archive", "tom"],
        &["delete", "anna berg"],
        &["merge", "tom", "--into", "deniz"],
        &["undo"],
    ];
    for (at, verb) in verbs.iter().enumerate() {
        let key = format!("job-\"{at}\"");
        let with_key = [&["--once", key.as_str()][..], verb].concat();
        let first = desk.run(&with_key);
        assert_eq!(first.status, 0, "{first:?}");
        let before = sets(&desk);
        let second = desk.run(&with_key);
        assert_eq!((second.status, &second.out), (0, &first.out), "{verb:?}: {second:?}");
        assert!(second.err.contains("nothing is done again"), "{second:?}");
        let json = || desk.ok(&[&["--json"][..], &with_key].concat());
        assert_eq!(json(), json());
        assert_eq!(sets(&desk), before, "{verb:?} wrote again");
    }
}

#[test]
fn two_processes_at_once_with_one_key_do_it_once() {
    let desk = Desk::with_contacts();
    let spawn = || {
        Command::new(env!("CARGO_BIN_EXE_touchbase"))
            .env("TOUCHBASE_STORE", desk.store())
            .args(["log", "deniz", "call: prices", "--once", "k", "--today", "2026-11-21"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let running: Vec<_> = (0..4).map(|_| spawn()).collect();
    let outputs: Vec<_> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for output in &outputs {
        assert!(output.status.success());
        assert_eq!(output.stdout, outputs[0].stdout);
    }
    assert_eq!(desk.json(&["show", "deniz"])["interactions"].as_array().unwrap().len(), 1);
}

#[test]
fn lines_are_done_once_too() {
    let desk = Desk::new();
    let run = || desk.run_with_input(&["add", "-", "--once", "import-7"], "{\"name\":\"A\"}\n{\"name\":\"B\"}");
    let (first, second) = (run(), run());
    assert_eq!((second.status, second.out), (0, first.out));
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_key_belongs_to_one_act_and_ends_with_its_undo() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Tom Berg", "--once", "k"]);
    let before = sets(&desk);
    desk.fails(&["set", "tom", "tier=A", "--once", "k"], 2, &["the key \"k\" was used for something else", "Tom Berg"]);
    desk.fails(&["undo", "--once", "k"], 2, &["Tom Berg"]);
    assert_eq!(sets(&desk), before);
    desk.ok(&["undo", "--once", "back"]);
    desk.fails(&["log", "deniz", "x", "--once", "back"], 2, &["was used for something else"]);
    let before = sets(&desk);
    desk.fails(&["add", "Tom Berg", "--once", "k"], 4, &["was taken back since", "With another key"]);
    assert_eq!(sets(&desk), before);
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_key_belongs_to_what_writes() {
    let desk = Desk::with_contacts();
    desk.fails(&["list", "--once", "k"], 2, &["\"list\" takes no key"]);
    desk.fails(&["import", "a.vcf", "--once", "k"], 2, &["\"import\" takes no key", "creates nobody twice"]);
    desk.fails(&["set", "deniz", "tier=A", "--once", ""], 2, &["--once needs a value"]);
}
