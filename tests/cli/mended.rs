//! A verb that mends something says so on standard error, in words or as JSON, and ends as it would have.

use std::fs;

use serde_json::{Value, json};

use crate::desk::Desk;

/// A store whose second call can't be read any more.
fn damaged() -> Desk {
    let desk = Desk::with_contacts();
    for line in ["call: first", "call: second", "call: third"] {
        desk.ok(&["log", "Anna Müller", line]);
    }
    let journal = desk.store().join("gen-1/journal/000001.jsonl");
    let text = fs::read_to_string(&journal).unwrap().replace("second", "secund");
    fs::write(&journal, text).unwrap();
    desk
}

#[test]
fn what_was_mended_is_said_once() {
    for (lang, happened, kept) in [
        ("en", "touchbase: The store's journal was damaged and has been mended. 1 set is missing", "files are kept in"),
        ("de", "touchbase: Das Journal war beschädigt und ist instand gesetzt. 1 Satz fehlt", "Dateien liegen in"),
    ] {
        let desk = damaged();
        let said = desk.run(&["--lang", lang, "list", "Anna"]);
        assert_eq!(said.status, 0, "{}", said.err);
        assert!(said.out.contains("Anna Müller"), "{}", said.out);
        assert!(said.err.contains(happened) && said.err.contains(kept), "{}", said.err);
        assert_eq!(desk.run(&["--lang", lang, "list"]).err, "");
    }
}

#[test]
fn for_programs_it_is_an_object() {
    let desk = damaged();
    let said = desk.run(&["--json", "list"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let told: Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!(told["mended"]["damaged"], json!(["journal/000001.jsonl"]), "{told}");
    assert_eq!(told["mended"]["missing"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told["mended"]["untold"], json!([]), "{told}");
}
