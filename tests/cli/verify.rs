//! `verify` and `repair`: what they say, and how they end.

use std::fs;
use std::path::PathBuf;

use touchbase::store::{Store, Who};

use crate::desk::Desk;

fn journal(desk: &Desk) -> PathBuf {
    desk.store().join("gen-1/journal/000001.jsonl")
}

/// A byte in the middle of the second set.
fn spoil(desk: &Desk) {
    let mut bytes = fs::read(journal(desk)).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(journal(desk), bytes).unwrap();
}

#[test]
fn a_fine_store_is_said_to_be_fine() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["verify"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.out.contains("journal\t3 sets\t") && said.out.contains("\tfine"), "{said:?}");
    assert_eq!(said.err, "All is fine up to set 3: 3 contacts, 3 companies\n");
    let said = desk.run(&["--lang", "de", "verify"]);
    assert_eq!(said.err, "Alles in Ordnung bis Satz 3: 3 Kontakte, 3 Firmen\n");
    let json = desk.json(&["verify"]);
    assert_eq!((&json["fine"], &json["set"], &json["records"]["contacts"]), (&true.into(), &3.into(), &3.into()));
    let states: Vec<&str> =
        json["checks"].as_array().unwrap().iter().map(|check| check["state"].as_str().unwrap()).collect();
    assert!(states.iter().all(|state| ["fine", "absent"].contains(state)), "{states:?}");
    let said = desk.run(&["repair"]);
    assert_eq!((said.status, said.err.as_str()), (0, "There was nothing to mend.\n"), "{said:?}");
}

#[test]
fn damage_is_named_and_mended() {
    let desk = Desk::with_contacts();
    spoil(&desk);
    let damaged = fs::read(journal(&desk)).unwrap();
    let said = desk.run(&["verify"]);
    assert_eq!(said.status, 3, "{said:?}");
    assert!(said.out.contains("\tdamaged"), "{said:?}");
    assert!(said.err.contains("journal: gen-1/journal/000001.jsonl: set 2 can't be read\n"), "{said:?}");
    assert!(said.err.contains("Damaged: journal · touchbase repair mends what can be mended\n"), "{said:?}");
    let german = desk.run(&["--lang", "de", "verify"]);
    assert!(german.err.contains("Beschädigt: Journal · touchbase repair"), "{german:?}");
    let json = desk.run(&["verify", "--json"]);
    assert!(
        json.status == 3 && json.out.contains("\"fine\": false") || json.out.contains("\"fine\":false"),
        "{json:?}"
    );
    assert_eq!(fs::read(journal(&desk)).unwrap(), damaged, "looking changes nothing");
    let said = desk.run(&["repair"]);
    assert_eq!(said.status, 3, "something is missing: {said:?}");
    assert!(
        said.err.contains("what is missing stands above.\nAll is fine up to set 4: 2 contacts, 2 companies\n"),
        "{said:?}"
    );
    assert_eq!(desk.run(&["verify"]).status, 0);
    let said = desk.run(&["repair", "--json"]);
    assert!(
        said.status == 0 && said.out.contains("\"after\": null") || said.out.contains("\"after\":null"),
        "{said:?}"
    );
}

#[test]
fn a_store_in_use_is_looked_at_and_mended() {
    let desk = Desk::with_contacts();
    let store = Store::open(&desk.store(), Who { author: "ana".into(), screen: true }).unwrap();
    let someone = store.book().contacts().next().unwrap().id;
    store.contact(someone).unwrap();
    let said = desk.run(&["verify"]);
    assert_eq!(said.status, 0, "{said:?}");
    let me = format!("process {}", std::process::id());
    assert!(said.err.contains("archive: touchbase has it open") && said.err.contains(&me), "{said:?}");
    // For that the session lets it go, and opens it again when it needs it.
    for (verb, expect) in
        [(&["repair"][..], "There was nothing to mend."), (&["repair", "--compact"], "The archive had ")]
    {
        let said = desk.run(verb);
        assert!(said.status == 0 && said.err.starts_with(expect), "{said:?}");
        assert!(store.contact(someone).unwrap().is_some());
    }
}

#[test]
fn where_there_is_no_store_none_is_made() {
    let desk = Desk::new();
    for verb in ["verify", "repair"] {
        let said = desk.run(&[verb]);
        assert_eq!(said.status, 3, "{said:?}");
        assert!(!desk.store().exists());
    }
    let said = Desk::with_contacts().run(&["verify", "--once", "k"]);
    assert_eq!(said.status, 2, "{said:?}");
}
