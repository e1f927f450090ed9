//! The contracts of `--json`.

use serde_json::{Value, json};

use crate::desk::Desk;

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn due_is_an_array_of_rows_with_reasons() {
    let desk = Desk::with_contacts();
    assert_eq!(desk.json(&["due"]), json!([]));
    desk.ok(&["follow-up", "anna m", "send offer", "--due", "2026-11-18"]);
    desk.ok(&["set", "anna m", "birthday=1976-11-20"]);
    let due = desk.json(&["due"]);
    let row = &due[0];
    assert_eq!(
        keys(row),
        [
            "ceiling_reached",
            "company",
            "company_id",
            "contact_id",
            "days_overdue",
            "due",
            "name",
            "reasons",
            "section",
            "tier"
        ],
        "{row}"
    );
    assert_eq!((&row["due"], &row["days_overdue"]), (&json!("2026-11-18"), &json!(3)));
    assert_eq!((&row["section"], &row["tier"], &row["company"]), (&json!("now"), &json!("A"), &json!("Hofmann GmbH")));
    let reason = &row["reasons"][0];
    assert_eq!(keys(reason), ["due", "id", "interval_days", "kind", "last_touch", "text", "time", "title"]);
    assert_eq!((&reason["kind"], &reason["title"]), (&json!("follow_up"), &json!("send offer")));
    assert_eq!((&reason["time"], &reason["interval_days"]), (&Value::Null, &Value::Null));
    assert_eq!(reason["text"], "3 d late · send offer");
    assert_eq!(row["reasons"][1]["kind"], "birthday");
    assert_eq!(row["reasons"][1]["id"], row["contact_id"]);
    assert_eq!(row["contact_id"].as_str().unwrap().len(), 36, "ids are whole");
}

#[test]
fn list_search_and_show_have_their_fields() {
    let desk = Desk::with_contacts();
    let list = desk.json(&["list"]);
    assert_eq!(list.as_array().unwrap().len(), 3);
    for field in ["id", "name", "company", "tags", "tier", "stage", "mails", "phones", "birthday", "last_touch"] {
        assert!(list[1].get(field).is_some(), "{field}");
    }
    assert_eq!(list[1]["tags"], json!(["oak"]));
    assert_eq!(list[0]["tier"], Value::Null);
    assert_eq!(desk.json(&["search", "deniz"])[0]["hits"], json!([]));
    desk.ok(&["log", "deniz", "lm: asked to call back"]);
    let shown = desk.json(&["show", "deniz"]);
    for (field, value) in [
        ("name", json!("Deniz Çelik")),
        ("birthday", json!("--11-23")),
        ("role", Value::Null),
        ("follow_ups", json!([])),
        ("feedback", json!([])),
        ("last_touch", Value::Null),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let interaction = &shown["interactions"][0];
    for field in ["id", "day", "time", "kind", "direction", "outcome", "text"] {
        assert!(interaction.get(field).is_some(), "{field}");
    }
    assert_eq!((&interaction["outcome"], &interaction["direction"]), (&json!("left_message"), &Value::Null));
}

#[test]
fn writing_verbs_print_whole_ids() {
    let desk = Desk::new();
    let made = desk.json(&["add", "Tom Berg", "--company", "Nordlys AS"]);
    assert_eq!((&made["set"], made["ids"].as_array().unwrap().len()), (&json!(1), 2));
    assert_eq!(desk.json(&["show", made["ids"][0].as_str().unwrap()])["name"], "Tom Berg");
    let file = desk.file("a.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Mia\nEND:VCARD\n");
    let report = desk.json(&["import", &file]);
    assert_eq!((&report["read"], &report["created"][0]["name"]), (&json!(1), &json!("Mia")));
}

#[test]
fn errors_are_json_on_standard_error() {
    let desk = Desk::with_contacts();
    let error = |arguments: &[&str]| -> Value {
        let said = desk.run(&[arguments, &["--json"]].concat());
        assert_eq!(said.out, "", "{arguments:?}");
        serde_json::from_str(&said.err).unwrap_or_else(|_| panic!("{arguments:?}: {said:?}"))
    };
    for (arguments, kind) in [
        (&["show", "nobody"][..], "not_found"),
        (&["show", "anna"], "ambiguous"),
        (&["log", "anna m", "call: x >> someday y"], "usage"),
        (&["no-such-verb"], "usage"),
        (&["due", "--days", "x"], "usage"),
    ] {
        let error = error(arguments);
        assert_eq!(error["error"]["kind"], kind, "{arguments:?}");
        assert!(error["error"]["message"].is_string());
        assert_eq!(keys(&error["error"]), ["candidates", "hint", "kind", "message"], "{error}");
    }
    let candidates = error(&["show", "anna"])["error"]["candidates"].clone();
    assert_eq!(keys(&candidates[0]), ["company", "id", "name"]);
    assert_eq!(candidates.as_array().unwrap().len(), 2);
    for near in ["Ana Müller", "Müler"] {
        let near = error(&["show", near])["error"].clone();
        assert_eq!(
            (&near["kind"], &near["candidates"][0]["name"]),
            (&json!("not_found"), &json!("Anna Müller")),
            "{near}"
        );
    }
    let file = desk.path("all.json");
    let file = file.to_str().unwrap();
    let exported = desk.json(&["export", "--format", "json", "-o", file]);
    assert_eq!(exported, json!({ "file": file, "contacts": 3, "companies": 3, "marked": 0 }));
}

#[test]
fn control_and_format_characters_are_escaped() {
    let desk = Desk::new();
    let out = desk.run(&["show", "Eve\u{1b}[31m\u{202e}\u{9b}x", "--json"]).err;
    assert!(out.contains("Eve\\u001b[31m\\u202e\\u009bx"), "{out}");
    assert!(!out.trim_end().chars().any(|c| c.is_control() || c == '\u{202e}'));
}
