//! Bad input: one clear sentence with what, where and what next, and the exit status. Nothing is lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::desk::{Desk, said};

#[test]
fn whoever_is_not_found_or_ambiguous_is_said() {
    let desk = Desk::with_contacts();
    for verb in [&["show"][..], &["log"], &["set"], &["follow-up"], &["feedback"]] {
        let rest: &[&str] = match verb[0] {
            "log" => &["call: x"],
            "set" => &["tier=A"],
            "follow-up" => &["x", "--due", "fri"],
            "feedback" => &["x", "--kind", "wish"],
            _ => &[],
        };
        let with = |who: &'static str| [verb, &[who], rest].concat();
        desk.fails(&with("nobody"), 1, &["nobody fits \"nobody\"", "A contact is named by"]);
        desk.fails(
            &with("anna"),
            5,
            &["2 contacts fit \"anna\"", "Anna Berg", "Nordlys AS", "Anna Müller", "by its id"],
        );
    }
    assert_eq!(desk.json(&["show", "anna m"])["interactions"], serde_json::json!([]), "nothing was logged");
}

#[test]
fn a_directory_with_something_else_is_no_store() {
    let desk = Desk::new();
    fs::create_dir(desk.store()).unwrap();
    fs::write(desk.store().join("Cargo.toml"), "").unwrap();
    desk.fails(&["list"], 3, &["is no store", "Nothing there is touched"]);
    assert_eq!(fs::read_dir(desk.store()).unwrap().count(), 1);
    fs::remove_file(desk.store().join("Cargo.toml")).unwrap();
    fs::set_permissions(desk.store(), fs::Permissions::from_mode(0o700)).unwrap();
    desk.ok(&["list"]);
}

#[test]
fn a_set_that_is_not_there_is_said() {
    let desk = Desk::with_contacts();
    desk.fails(&["undo", "9999"], 1, &["there is no set 9999", "history"]);
    desk.ok(&["tag", "deniz", "--", "+z"]);
    assert_eq!(desk.json(&["show", "deniz"])["tags"], serde_json::json!(["z"]));
}

#[test]
fn a_contact_is_named_by_id_mail_phone_name_or_words() {
    let desk = Desk::with_contacts();
    let id = desk.json(&["show", "anna m"])["id"].as_str().unwrap().to_owned();
    for typed in [&id, &id[id.len() - 8..], "ANNA@hofmann.example", "+4971122013", "anna müller", "hof anna"] {
        assert_eq!(desk.json(&["show", typed])["name"], "Anna Müller", "{typed}");
    }
}

#[test]
fn a_day_that_is_none_is_said() {
    let desk = Desk::with_contacts();
    for (arguments, words) in [
        (&["follow-up", "anna m", "x", "--due", "someday"][..], "\"someday\" is no day"),
        (&["follow-up", "anna m", "x", "--due", "31.2.2027"], "there is no day \"31.2.2027\""),
        (&["follow-up", "anna m", "x", "--due", "fri 25:00"], "there is no time"),
        (&["follow-up", "anna m", "x", "--due", "12/24"], "could be read two ways"),
        (&["follow-up", "anna m", "x", "--due", "fri", "--every", "often"], "\"often\" is no span"),
        (&["log", "anna m", "call: x >> someday send offer"], "is no day"),
        (&["log", "anna m", "x", "--at", "2027-01-01"], "yet to come"),
        (&["snooze", "anna m", "when", "ready"], "is no day"),
        (&["show", "anna m", "--since", "ever"], "is no day"),
        (&["add", "X", "--birthday", "1971-02-30"], "\"1971-02-30\" is no birthday"),
        (&["due", "--today", "2026-02-30"], "no day"),
    ] {
        desk.fails(arguments, 2, &[words]);
    }
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"], serde_json::json!([]));
}

#[test]
fn a_field_or_choice_that_is_none_is_said_with_the_nearest() {
    let desk = Desk::with_contacts();
    desk.fails(&["set", "anna m", "teir=A"], 2, &["there is no field \"teir\"", "Did you mean \"tier\"?"]);
    desk.fails(&["set", "anna m", "tier=D"], 2, &["\"D\" is no value for tier", "A, B, C"]);
    desk.fails(&["set", "anna m", "tier"], 2, &["\"tier\" is no FIELD=VALUE"]);
    desk.fails(&["set", "anna m", "name="], 2, &["the name is missing"]);
    desk.fails(&["add", " "], 2, &["the name is missing"]);
    desk.fails(&["import"], 2, &["FILE"]);
}

#[test]
fn wrong_use_is_one_sentence_like_all_others() {
    let desk = Desk::with_contacts();
    for (arguments, words) in [
        (&["log", "anna m", "call", "yesterday", "foo"][..], &["\"yesterday\" is one argument too many", "quotes"][..]),
        (&["due", "--store", "a", "--store", "b"], &["--store is said twice"]),
        (&["due", "--days", "foo"], &["\"foo\" is no value for --days", "a whole number"]),
        (&["due", "--dais", "3"], &["there is no option --dais here", "Did you mean \"--days\"?"]),
        (&["serach", "x"], &["there is no command \"serach\"", "Did you mean \"search\"?"]),
        (&["frobnicate"], &["there is no command", "The commands are add, set"]),
        (&["show"], &["CONTACT or COMPANY is missing", "touchbase show"]),
        (&["follow-up", "anna m", "x"], &["--due is missing"]),
        (&["log", "anna m", "x", "--in", "--out"], &["can't stand together"]),
        (&["--color", "pink", "due"], &["\"pink\" is no value for --color", "auto, always, never"]),
    ] {
        let said = desk.fails(arguments, 2, words);
        assert!(said.err.starts_with("touchbase: ") && !said.err.contains("error:"), "{said:?}");
    }
    let german = said(desk.command(&["foo"]).env("LANG", "de_DE.UTF-8"));
    assert!(german.err.contains("den Befehl „foo“ gibt es nicht"), "{german:?}");
    desk.fails(&["--lang=de", "due", "--days"], 2, &["--days braucht einen Wert"]);
}

#[test]
fn who_is_there_already_is_said_and_a_birthday_is_no_other_day() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["add", "anna muller"]);
    assert!(said.status == 0 && said.err.contains("\"Anna Müller\" is there already ("), "{said:?}");
    let said = desk.run(&["add", "Anna H", "--email", "Anna@Hofmann.example"]);
    assert!(said.status == 0 && said.err.contains("is the mail address of Anna Müller ("), "{said:?}");
    let said = desk.run(&["add", "--kind", "company", "hofmann gmbh"]);
    assert!(said.status == 0 && said.err.contains("another company is called \"Hofmann GmbH\" already"), "{said:?}");
    let said = desk.run(&["add", "--kind", "company", "Nordlys"]);
    assert!(said.status == 0 && said.err.contains("\"Nordlys AS\" ("), "{said:?}");
    assert!(said.err.contains("may be the same company"), "{said:?}");
    for day in ["tomorrow", "fri", "3d", "kw48", "monatsende"] {
        desk.fails(&["add", "X", "--birthday", day], 2, &["is no birthday"]);
    }
    desk.ok(&["add", "Leap", "--birthday", "29.2."]);
    assert_eq!(desk.json(&["show", "leap"])["birthday"], "--02-29");
}

#[test]
fn with_json_nothing_else_is_said() {
    let desk = Desk::with_contacts();
    for arguments in [&["add", "anna müller", "--email", "odd"][..], &["list", "nobody"], &["undo"], &["search", "zz"]]
    {
        let said = desk.run(&[arguments, &["--json"]].concat());
        assert_eq!(said.err, "", "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_imported_is_said() {
    let desk = Desk::new();
    let missing = desk.path("missing.vcf");
    desk.fails(&["import", missing.to_str().unwrap()], 2, &["missing.vcf", "there is no such file"]);
    desk.fails(&["import", desk.path("").to_str().unwrap()], 2, &["nothing in the folder"]);
    for (name, content, words) in [
        ("l.ldif", "dn: cn=Anna\nobjectclass: person\n", "an LDIF directory"),
        ("e.vcf", "", "is empty"),
        ("p.pdf", "%PDF-1.7\n", "a PDF"),
    ] {
        desk.fails(&["import", &desk.file(name, content)], 2, &[name, words, ".vcf"]);
    }
    let bad = desk.file("bad.vcf", "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n");
    assert_eq!(desk.run(&["import", &bad]).status, 2, "no card could be read");
    let good = desk.file("good.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Mia\nEND:VCARD\n");
    desk.fails(&["import", missing.to_str().unwrap(), &good], 2, &["missing.vcf"]);
    assert!(desk.ok(&["list"]).contains("Mia"), "the other file came in");
}

#[test]
fn a_wrong_configuration_is_named_with_its_line() {
    let desk = Desk::new();
    for (content, words) in [
        ("[agenda]\nholidays = \"DE-BX\"\n", &["line 2", "\"DE-BX\"", "DE-BY", "CH-ZH", "none"][..]),
        ("[agenda]\nworkday = []\n", &["line 2", "\"agenda.workday\"", "Did you mean \"agenda.workdays\"?"][..]),
        (
            "\n[ui]\ntheme = \"mno\"\n",
            &["line 3", "\"mno\"", "terminal, auto, dark, light, warm, paper, contrast, mono"],
        ),
        ("[agenda]\ntiers = { A = \"often\" }\n", &["line 2", "\"often\"", "30d"]),
        ("[log\n", &["line 1", "is no TOML"]),
    ] {
        let file = desk.file("config.toml", content);
        desk.fails(&["--config", &file, "due"], 2, &[&["config.toml"], words].concat());
    }
    let file = desk.file("config.toml", "lang = \"de\"\nfoo = 1\n");
    desk.fails(&["--config", &file, "due"], 2, &["\"lang\" (line 1), \"foo\" (line 2)"]);
    let missing = desk.path("none.toml");
    desk.fails(&["--config", missing.to_str().unwrap(), "due"], 2, &["none.toml", "there is no such file"]);
}

#[test]
fn flag_goes_over_environment_over_file() {
    let desk = Desk::with_contacts();
    let other = desk.path("other");
    let config = desk.file("config.toml", format!("store = {:?}\nlanguage = \"de\"\n", other.to_str().unwrap()));
    let run = |arguments: &[&str]| said(desk.command(arguments).env_remove("TOUCHBASE_STORE"));
    assert_eq!(run(&["--config", &config, "list"]).out, "");
    assert!(run(&["--config", &config, "search", "x"]).err.contains("Auf „x“ passt nichts"));
    assert_eq!(desk.ok(&["--config", &config, "list"]).lines().count(), 3, "the environment's store");
    assert_eq!(desk.ok(&["--store", other.to_str().unwrap(), "list"]), "");
    let config = desk.file("config.toml", "[log]\nkind = \"visit\"\n[agenda]\ntiers = { A = \"1w\" }\n");
    desk.ok(&["--config", &config, "log", "anna m", "talked"]);
    assert_eq!(desk.json(&["show", "anna m"])["interactions"][0]["kind"], "visit");
}

#[test]
fn a_store_that_cannot_be_used_is_said() {
    let desk = Desk::new();
    let file = desk.file("file", "");
    desk.fails(&["--store", &format!("{file}/store"), "due"], 3, &["file/store", "--store"]);
    desk.ok(&["add", "Anna"]);
    fs::set_permissions(desk.store(), fs::Permissions::from_mode(0o755)).unwrap();
    desk.fails(&["list"], 3, &["is open to others", "chmod"]);
    fs::set_permissions(desk.store(), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(desk.ok(&["list"]).contains("Anna"));
}

#[test]
fn a_store_of_a_newer_version_is_refused_untouched() {
    let desk = Desk::new();
    desk.ok(&["add", "Anna"]);
    let current = desk.store().join("CURRENT");
    let newer = fs::read_to_string(&current).unwrap().replace("\"format\":1", "\"format\":99");
    let newer = newer.replace(&format!("\"touchbase\":\"{}\"", env!("CARGO_PKG_VERSION")), "\"touchbase\":\"9.1.0\"");
    let (content, _) = newer.split_once(",\"crc\":").unwrap();
    let newer = format!("{content},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(content.as_bytes()));
    fs::write(&current, &newer).unwrap();
    desk.fails(&["add", "Bernd"], 3, &["was written by touchbase 9.1.0", "Use the newer touchbase"]);
    assert_eq!(fs::read_to_string(&current).unwrap(), newer);
}
