//! Not too often: a ceiling of touches is set, kept, exported, and said where one more would be too many.

use super::desk::Desk;

/// Anna, who was touched on three days by us, and on one by herself.
fn touched() -> Desk {
    let desk = Desk::with_contacts();
    for line in [
        "2026-10-22 call: a month ago",
        "2026-11-03 call: prices",
        "2026-11-10 mail out: offer",
        "2026-11-12 mail in: thanks",
        "2026-11-18 visit: measured",
        "2026-11-19 call na: nobody there",
    ] {
        desk.ok(&["log", "anna m", line]);
    }
    desk
}

#[test]
fn a_ceiling_is_read_in_both_languages_and_kept() {
    let desk = Desk::with_contacts();
    for (typed, kept) in [
        ("ceiling=4 in 30 days", "4 in 30d"),
        ("obergrenze=2 im Monat", "2 in 1m"),
        ("Kontaktobergrenze=höchstens 3 in 30 Tagen", "3 in 30d"),
    ] {
        desk.ok(&["set", "anna m", typed]);
        assert_eq!(desk.json(&["show", "anna m"])["ceiling"], kept, "{typed}");
    }
    desk.ok(&["set", "anna m", "ceiling=none"]);
    assert_eq!(desk.json(&["show", "anna m"])["ceiling"], "none");
    desk.ok(&["set", "anna m", "ceiling=tier"]);
    assert_eq!(desk.json(&["show", "anna m"])["ceiling"], serde_json::Value::Null);
    let wrong = desk.run(&["set", "anna m", "ceiling=often"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("\"often\" isn't like \"4 in 30 days\""), "{}", wrong.err);
    let history = desk.ok(&["history", "anna m"]);
    assert!(history.contains("ceiling"), "{history}");
}

#[test]
fn one_more_touch_of_ours_is_said_to_be_too_many() {
    let desk = touched();
    desk.ok(&["set", "anna m", "ceiling=3 in 30 days"]);
    let said = desk.run(&["log", "anna m", "call: again"]);
    assert!(said.err.contains("▲ Anna Müller: would be touch 4 in 30 d, at most 3 wanted"), "{}", said.err);
    desk.ok(&["undo"]);
    let german = desk.run(&["--lang", "de", "log", "anna m", "anruf: noch einmal"]);
    assert!(german.err.contains("wäre Kontakt Nr. 4 in 30 T, höchstens 3 gewünscht"), "{}", german.err);
    desk.ok(&["undo"]);
    // What comes from her, what doesn't reach her, and what was when there were fewer isn't too much.
    for line in ["mail in: a question", "call na: nobody", "note: likes oak", "2026-11-09 call: forgotten to log"] {
        assert!(!desk.run(&["log", "anna m", line]).err.contains('▲'), "{line}");
    }
    let shown = desk.ok(&["show", "anna m"]);
    assert!(shown.contains("at most 3 in 30 d · 4 so far"), "{shown}");
}

#[test]
fn the_tier_s_ceiling_is_in_the_configuration() {
    let desk = touched();
    desk.ok(&["set", "anna m", "tier=A"]);
    let config = desk.path("config.toml");
    std::fs::write(&config, "[agenda]\nceilings = { A = \"3 in 30 Tagen\" }\n").unwrap();
    let config = config.to_str().unwrap();
    let too_many = |desk: &Desk| {
        let said = desk.run(&["--config", config, "log", "anna m", "call: again"]);
        desk.ok(&["undo"]);
        said.err.contains("would be touch 4 in 30 d")
    };
    assert!(too_many(&desk));
    desk.ok(&["set", "anna m", "ceiling=none"]);
    assert!(!too_many(&desk), "her own is none");
    desk.ok(&["set", "anna m", "ceiling="]);
    assert!(too_many(&desk), "again the tier's");
}

#[test]
fn the_agenda_says_that_it_is_reached_and_hides_nothing() {
    let desk = touched();
    desk.ok(&["set", "anna m", "ceiling=3 in 30 days"]);
    desk.ok(&["follow-up", "anna m", "call back", "--due", "today"]);
    let due = desk.json(&["due"]);
    let anna = due.as_array().unwrap().iter().find(|row| row["name"] == "Anna Müller").unwrap();
    assert_eq!(anna["ceiling_reached"], serde_json::json!({ "at_most": "3 in 30d", "touches": 3 }));
    assert_eq!(anna["reasons"][0]["title"], "call back");
    assert!(desk.ok(&["due"]).contains("call back · at most 3 in 30 d · 3 so far"));
    desk.ok(&["set", "anna m", "ceiling=4 in 30 days"]);
    let due = desk.json(&["due"]);
    let anna = due.as_array().unwrap().iter().find(|row| row["name"] == "Anna Müller").unwrap();
    assert!(anna["ceiling_reached"].is_null());
}

#[test]
fn it_goes_out_and_comes_back_in_tables_and_cards() {
    for (format, file) in [("csv", "all.csv"), ("vcard", "all.vcf"), ("json", "all.json")] {
        let desk = Desk::with_contacts();
        desk.ok(&["set", "anna m", "ceiling=4 in 30 days"]);
        let all = desk.path(file);
        desk.ok(&["export", "--format", format, "-o", all.to_str().unwrap()]);
        let other = Desk::new();
        other.ok(&["import", all.to_str().unwrap()]);
        assert_eq!(other.json(&["show", "anna m"])["ceiling"], "4 in 30d", "{format}");
    }
    let desk = Desk::new();
    let table = desk.path("people.csv");
    std::fs::write(&table, "Name;Mail;Obergrenze\nEva Roth;eva@roth.example;2 im Monat\n").unwrap();
    desk.ok(&["import", table.to_str().unwrap()]);
    assert_eq!(desk.json(&["show", "eva roth"])["ceiling"], "2 in 1m");
    let listed = desk.ok(&["list", "--columns", "name,ceiling"]);
    assert!(listed.contains("Eva Roth\t2 in 1m"), "{listed}");
}

#[test]
fn a_purpose_decides_and_what_marketing_is_worth_is_kept() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["log", "anna m", "mail marketing: the fair"]);
    assert_eq!(said.status, 0);
    assert!(said.err.contains("✗ Anna Müller: "), "{}", said.err);
    assert!(said.err.contains("What is it worth to the customer? --worth TEXT"), "{}", said.err);
    desk.ok(&["consent", "anna m", "mail", "given", "--purpose", "marketing"]);
    let said = desk.run(&["log", "anna m", "mail: the fair", "--for", "marketing", "--worth", " saves  a trip "]);
    assert!(!said.err.contains('✗') && !said.err.contains("What is it worth"), "{}", said.err);
    let shown = desk.json(&["show", "anna m"]);
    let last = &shown["interactions"][0];
    assert_eq!((&last["purpose"], &last["worth"]), (&"marketing".into(), &"saves a trip".into()));
    assert!(desk.ok(&["show", "anna m"]).contains("worth to the customer: saves a trip"));
    assert!(desk.ok(&["show", "anna m", "--format", "md"]).contains("worth to the customer: saves a trip"));
    assert!(desk.ok(&["search", "saves"]).contains("Anna Müller"), "it is searched");
    // As a clause, in German, and left empty knowingly.
    desk.ok(&["log", "anna m", "anruf Werbung: Messe >> Nutzen: spart den Weg"]);
    assert_eq!(desk.json(&["show", "anna m"])["interactions"][0]["worth"], "spart den Weg");
    let said = desk.run(&["log", "anna m", "mail marketing: again >> worth:"]);
    assert!(!said.err.contains("What is it worth"), "{}", said.err);
    // No advertising of ours: nothing is asked.
    for line in ["mail in marketing: asks for the list", "call service: the pump", "call na marketing: nobody"] {
        let said = desk.run(&["log", "anna m", line]);
        assert!(!said.err.contains("What is it worth"), "{line}: {}", said.err);
    }
    let twice = desk.run(&["log", "anna m", "mail: x >> worth: a", "--worth", "b"]);
    assert_eq!(twice.status, 2, "{}", twice.err);
}
