//! Several verbs at once on one store.

use std::process::{Child, Command, Stdio};

use touchbase::domain::id::ContactId;
use touchbase::store::{Store, Who};

use crate::desk::Desk;

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .env_clear()
        .env("HOME", desk.path(""))
        .env("TOUCHBASE_STORE", desk.store())
        .args(["--today", "2026-11-21"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn logs_at_the_same_time_are_all_kept() {
    let desk = Desk::with_contacts();
    let lines: Vec<String> = (0..8).map(|n| format!("call: number {n}")).collect();
    let all: Vec<Child> = lines.iter().map(|line| start(&desk, &["log", "anna m", line])).collect();
    for child in all {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
    }
    assert_eq!(desk.json(&["show", "anna m"])["interactions"].as_array().unwrap().len(), lines.len());
}

/// Each needs the full record, which one process at a time has open and the others ask it for, and changes the same field.
#[test]
fn tags_added_at_the_same_time_are_all_kept() {
    let desk = Desk::with_contacts();
    let tags: Vec<String> = (0..6).map(|n| format!("tag+=t{n}")).collect();
    let all: Vec<Child> = tags.iter().map(|tag| start(&desk, &["set", "anna m", tag])).collect();
    for child in all {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
    }
    let kept = desk.json(&["show", "anna m"])["tags"].clone();
    for tag in tags {
        assert!(kept.as_array().unwrap().contains(&tag.trim_start_matches("tag+=").into()), "{tag}: {kept}");
    }
}

/// Whoever has the full records open, all the others have them too: nothing is refused.
#[test]
fn verbs_have_the_full_records_beside_a_screen_and_beside_each_other() {
    let desk = Desk::with_contacts();
    let id = desk.json(&["show", "deniz"])["id"].as_str().unwrap().parse().unwrap();
    let who = Who { author: "me".into(), screen: true };
    let screen = Store::open(&desk.store(), who).unwrap();
    assert!(screen.contact(ContactId(id)).unwrap().is_some());
    let card = desk
        .file("a.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Anna Müller\nEMAIL:anna@hofmann.example\nTEL:0711 9\nEND:VCARD\n");
    desk.ok(&["set", "deniz", "tier=A"]);
    desk.ok(&["import", &card]);
    assert_eq!(desk.json(&["show", "deniz"])["tier"], "A");
    let shown: Vec<Child> = (0..8).map(|_| start(&desk, &["show", "deniz", "--json"])).collect();
    let check = |shown: Vec<Child>| {
        for child in shown {
            let ended = child.wait_with_output().unwrap();
            assert!(ended.status.success(), "{ended:?}");
        }
    };
    check(shown);
    screen.close();
    assert!(!desk.store().join("keeper.sock").exists());
    check((0..8).map(|_| start(&desk, &["show", "deniz", "--json"])).collect());
    assert!(screen.contact(ContactId(id)).unwrap().is_some());
    desk.ok(&["repair"]);
    desk.ok(&["repair", "--compact"]);
    assert_eq!(desk.json(&["show", "deniz"])["tier"], "A");
}
