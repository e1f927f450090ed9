//! Feedback from entry to closed, and what contacts decided about their channels.

use crate::desk::Desk;

fn feedback(desk: &Desk) -> serde_json::Value {
    desk.json(&["show", "anna m"])["feedback"][0].clone()
}

#[test]
fn feedback_goes_from_acknowledged_to_told_and_the_agenda_follows() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["feedback", "anna m", "late twice", "--kind", "complaint", "--due", "today"]);
    assert!(desk.ok(&["due"]).contains("late twice"));
    desk.ok(&["answer", &id, "acknowledged"]);
    assert_eq!(feedback(&desk)["state"], "acknowledged");
    assert!(desk.ok(&["due"]).contains("late twice"));
    desk.ok(&["answer", &id, "resolved", "--text", "new lot sent"]);
    assert!(!desk.ok(&["due"]).contains("late twice"));
    let said = desk.run(&["answer", &id, "told"]);
    assert!(said.err.contains("Told on Sat 21 Nov: late twice · Anna Müller") && said.out.is_empty(), "{said:?}");
    let told = feedback(&desk);
    assert_eq!(
        (&told["state"], &told["resolved"], &told["told"]),
        (&"resolved".into(), &"2026-11-21".into(), &"2026-11-21".into())
    );
    assert_eq!(told["answer"], "new lot sent");
    // It is in the book no more, and still found by what was printed.
    desk.ok(&["answer", &id, "open"]);
    assert!(desk.ok(&["due"]).contains("late twice"));
    desk.ok(&["undo"]);
    assert_eq!(feedback(&desk)["told"], "2026-11-21");
}

/// The last field of a line of `due` is whom to log with, whatever the reason.
#[test]
fn due_gives_ids_to_log_with() {
    let desk = Desk::with_contacts();
    desk.ok(&["feedback", "anna b", "late twice", "--kind", "complaint", "--due", "today"]);
    let due = desk.ok(&["due"]);
    let fields: Vec<&str> = due.trim_end().split('\t').collect();
    assert_ne!(fields[6], fields[7], "{due}");
    desk.ok(&["log", fields[7], "call: sorry"]);
    assert_eq!(desk.json(&["show", "anna b"])["interactions"][0]["text"], "sorry");
    desk.ok(&["done", fields[6]]);
}

#[test]
fn a_late_complaint_is_not_snoozed_by_its_contact_either() {
    let desk = Desk::with_contacts();
    desk.run_on("2026-11-16", &["feedback", "anna b", "late twice", "--kind", "complaint", "--due", "2026-11-18"]);
    let words = ["a late complaint can't be snoozed"];
    desk.fails(&["snooze", "anna b", "3d"], 2, &words);
    let due = desk.json(&["due"]);
    desk.fails(&["snooze", due[0]["reasons"][0]["id"].as_str().unwrap(), "3d"], 2, &words);
}

#[test]
fn what_is_resolved_is_not_resolved_again() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["feedback", "anna m", "late twice", "--kind", "complaint"]);
    desk.fails(&["answer", &id, "open"], 2, &["it is open already"]);
    desk.ok(&["done", &id]);
    desk.fails(&["done", &id], 2, &["it is resolved already, since Sat 21 Nov"]);
    desk.fails(&["answer", &id, "acknowledged"], 2, &["it is resolved already"]);
    desk.fails(&["snooze", &id, "fri"], 2, &["agenda"]);
    desk.ok(&["answer", &id, "told"]);
    desk.fails(&["answer", &id, "told"], 2, &["it is told already, since Sat 21 Nov"]);
    desk.fails(&["answer", "ffff0", "told"], 1, &["ffff0"]);
}

#[test]
fn a_day_of_telling_that_cannot_be_is_refused() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["feedback", "anna m", "late twice", "--kind", "complaint"]);
    desk.fails(&["answer", &id, "told", "--on", "someday"], 2, &["someday"]);
    desk.fails(&["answer", &id, "told", "--on", "2026-12-01"], 2, &["yet to come"]);
    desk.fails(&["answer", &id, "told", "--on", "yesterday"], 2, &["it only came in on Sat 21 Nov"]);
    desk.fails(&["answer", &id, "solved"], 2, &["\"solved\"", "Did you mean \"resolved\"?"]);
    assert_eq!(feedback(&desk)["state"], "open");
}

#[test]
fn a_complaint_is_seen_to_from_what_was_promised_to_what_was_given() {
    let desk = Desk::with_contacts();
    let id = desk.id(&[
        "feedback",
        "anna m",
        "late twice",
        "--kind",
        "complaint",
        "--severity",
        "ernst",
        "--owner",
        "Kim",
        "--promise",
        "a new lot by Friday",
        "--topic",
        "#Delivery",
    ]);
    let said = desk.run(&["reply", &id, "it is looked into"]);
    assert!(said.err.contains("Told meanwhile on Sat 21 Nov: it is looked into · Anna Müller"), "{said:?}");
    desk.ok(&["answer", &id, "--severity", "critical", "--owner", ""]);
    desk.run(&["answer", &id, "resolved", "--text", "new lot sent", "--cause", "the carrier", "--goodwill", "50,00 €"]);
    let one = feedback(&desk);
    assert_eq!(
        serde_json::json!([
            one["severity"],
            one["owner"],
            one["promise"],
            one["cause"],
            one["goodwill"],
            one["replies"]
        ]),
        serde_json::json!([
            "critical",
            null,
            "a new lot by Friday",
            "the carrier",
            "50.00 EUR",
            [{"day": "2026-11-21", "text": "it is looked into"}],
        ])
    );
    let shown = desk.ok(&["show", "anna m"]);
    for words in
        ["severity: critical", "promised: a new lot by Friday", "told 21 Nov: it is looked into", "goodwill: 50.00 EUR"]
    {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(desk.ok(&["show", "anna m", "--lang", "de"]).contains("Schwere: kritisch"));
    assert!(desk.ok(&["show", "anna m", "--format", "md"]).contains("  - cause: the carrier"));
    assert!(desk.ok(&["search", "carrier"]).contains("Anna Müller"), "what came of it is searched");
    desk.fails(&["reply", &id, " "], 2, &["the text is missing"]);
    desk.fails(&["reply", &id, "x", "--on", "2026-12-01"], 2, &["yet to come"]);
    desk.fails(&["answer", &id], 2, &["how far has it come?"]);
    desk.fails(&["answer", &id, "--severity", "bad"], 2, &["\"bad\""]);
}

#[test]
fn a_resolved_complaint_is_asked_after_in_the_users_language_and_one_undo_takes_both_back() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["feedback", "anna m", "late twice", "--kind", "complaint"]);
    let promises = || desk.json(&["show", "anna m"])["follow_ups"].clone();
    let before = promises();
    let said = desk.run(&["answer", &id, "resolved"]);
    assert!(said.err.contains("check back: late twice"), "{said:?}");
    // Two weeks after a Saturday is a Saturday: on the Monday.
    assert!(promises().as_array().unwrap().iter().any(|one| one["due"] == "2026-12-07"), "{}", promises());
    desk.ok(&["undo"]);
    assert_eq!((promises(), feedback(&desk)["state"].clone()), (before.clone(), "open".into()));
    let said = desk.run(&["done", &id, "--lang", "de"]);
    assert!(said.out.lines().count() == 1, "{said:?}");
    assert!(
        promises().as_array().unwrap().iter().any(|one| one["title"] == "nachfragen: late twice"),
        "{}",
        promises()
    );
    desk.ok(&["answer", &id, "open"]);
    assert!(promises().as_array().unwrap().iter().any(|one| one["state"] == "cancelled"), "{}", promises());
}

#[test]
fn what_is_asked_after_a_complaint_is_configured() {
    let desk = Desk::with_contacts();
    let config = desk.file("own.toml", "[feedback]\ncheck_back = 0\n");
    let id = desk.id(&["feedback", "anna m", "late twice", "--kind", "complaint"]);
    let said = desk.run(&["--config", &config, "answer", &id, "resolved"]);
    assert_eq!((said.out.as_str(), said.err.contains("check back")), ("", false), "{said:?}");
    desk.file("own.toml", "[feedback]\ncheck_back = -1\n");
    desk.fails(&["--config", &config, "due"], 2, &["check_back"]);
}

#[test]
fn topics_are_counted_and_one_answer_tells_all_who_wished_the_same() {
    let desk = Desk::with_contacts();
    let note = |who: &str, kind: &str, topic: &str| {
        desk.id(&["feedback", who, &format!("{kind} of {who}"), "--kind", kind, "--topic", topic])
    };
    let first = note("anna m", "wish", "samples");
    note("deniz", "wish", "Samples");
    note("anna b", "complaint", "samples");
    note("anna b", "praise", "");
    assert_eq!(
        desk.ok(&["feedback", "--topics"]),
        "Samples\t3\t0\t1\t2\t0\t3\t0\t2026-11-21\n\t1\t1\t0\t0\t0\t1\t0\t2026-11-21\n"
            .replace("Samples", desk.ok(&["feedback", "--topics"]).split('\t').next().unwrap())
    );
    assert_eq!(desk.ok(&["feedback", "--topics", "--since", "2026-11-22"]), "");
    let json = desk.json(&["feedback", "--topics"]);
    assert_eq!(
        (&json[0]["wishes"], &json[0]["complaints"], &json[1]["topic"]),
        (&2.into(), &1.into(), &serde_json::Value::Null)
    );
    desk.ok(&["answer", &first, "resolved", "--text", "a box of samples"]);
    desk.ok(&["consent", "anna m", "mail", "withdrawn"]);
    let line = desk.ok(&["feedback", "--to-tell"]);
    assert!(line.starts_with("samples\t") && line.contains("\twish\tAnna Müller\tHofmann GmbH\t"), "{line}");
    assert!(line.ends_with("wish of anna m\ta box of samples\n"), "{line}");
    let json = desk.json(&["feedback", "--to-tell"]);
    assert_eq!((&json[0]["name"], &json[0]["topic"]), (&"Anna Müller".into(), &"samples".into()));
    let said = desk.run(&["answer", "--about", "#SAMPLES", "told", "--text", "there are samples now"]);
    assert!(said.err.contains("Told on Sat 21 Nov"), "{said:?}");
    assert_eq!(desk.ok(&["feedback", "--to-tell"]), "");
    let told = |who: &str| desk.json(&["show", who])["feedback"].clone();
    assert_eq!(
        (&told("anna m")[0]["answer"], &told("deniz")[0]["state"]),
        (&"there are samples now".into(), &"resolved".into())
    );
    assert_eq!(told("anna b").as_array().unwrap().iter().filter(|one| one["state"] == "open").count(), 2);
    desk.ok(&["undo"]);
    assert_eq!(told("deniz")[0]["state"], "open");
    desk.ok(&["answer", "--about", "samples", "acknowledged", "--kind", "complaint"]);
    assert!(told("anna b").as_array().unwrap().iter().any(|one| one["state"] == "acknowledged"));
    desk.fails(&["answer", "--about", "oak", "told"], 1, &["\"oak\""]);
    desk.fails(&["answer", &first, "told", "--about", "samples"], 2, &["--about"]);
    desk.fails(&["feedback"], 2, &["CONTACT"]);
}

#[test]
fn a_table_of_complaints_brings_how_bad_they_are_and_what_was_given() {
    let desk = Desk::with_contacts();
    let table = "Eingang;Art der Rückmeldung;Rückmeldung;E-Mail;Schwere;Zusage;Ursache;Kulanz\n\
                 2026-11-02;Beschwerde;zweimal zu spät;anna@hofmann.example;kritisch;neue Charge;Spedition;50,00 €\n";
    let file = desk.file("complaints.csv", table);
    desk.ok(&["import", &file]);
    let one = feedback(&desk);
    assert_eq!(
        serde_json::json!([one["kind"], one["severity"], one["promise"], one["cause"], one["goodwill"]]),
        serde_json::json!(["complaint", "critical", "neue Charge", "Spedition", "50.00 EUR"])
    );
    let again = desk.run(&["import", &file]);
    assert_eq!(desk.json(&["show", "anna m"])["feedback"].as_array().unwrap().len(), 1, "{again:?}");
}

#[test]
fn consents_are_noted_and_told() {
    let desk = Desk::with_contacts();
    let consent = |more: &[&str]| desk.ok(&[&["consent", "anna m"], more].concat());
    assert_eq!(consent(&[]), "");
    consent(&["mail", "given", "--how", "trade fair", "--on", "2026-05-03"]);
    consent(&["phone", "given"]);
    let said = desk.run(&["consent", "anna m", "mail", "withdrawn", "--how", "by mail", "--on", "yesterday"]);
    assert!(said.err.contains("Consent noted: mail withdrawn · Anna Müller"), "{said:?}");
    assert_eq!(consent(&[]), "phone\tgiven\t2026-11-21\t\t\t\nmail\twithdrawn\t2026-11-20\tby mail\t\t\n");
    assert_eq!(consent(&["mail"]), "mail\twithdrawn\t2026-11-20\tby mail\t\t\n");
    assert_eq!(consent(&["mail", "--history"]).lines().count(), 2, "older decisions stay");
    desk.ok(&["set", "anna m", "dnc=2027-01-01"]);
    assert!(consent(&[]).starts_with("all\tdo_not_contact\t2027-01-01\t\t\t\n"));
    let json = desk.json(&["consent", "anna m", "mail"]);
    assert_eq!(
        json["consents"],
        serde_json::json!([{
            "channel": "mail", "purpose": null, "state": "withdrawn", "day": "2026-11-20", "how": "by mail", "proof": null,
        }])
    );
    assert_eq!(json["do_not_contact"], serde_json::json!({ "until": "2027-01-01", "reason": null }));
    desk.ok(&["undo"]);
    consent(&["mail", "unknown"]);
    assert_eq!(consent(&["mail"]), "mail\tunknown\t2026-11-21\t\t\t\n");
}

#[test]
fn a_consent_may_be_for_one_purpose_and_who_gave_none_is_left_out_and_told() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["consent", "anna m", "mail", "given", "--purpose", "marketing", "--proof", "form 12"]);
    assert!(said.err.contains("Consent noted: mail, marketing given · Anna Müller"), "{said:?}");
    assert_eq!(desk.ok(&["consent", "anna m"]), "mail\tgiven\t2026-11-21\t\tmarketing\tform 12\n");
    assert_eq!(desk.ok(&["consent", "anna m", "--purpose", "survey"]), "");
    desk.ok(&["consent", "deniz", "mail", "withdrawn", "--purpose", "marketing"]);
    let all = desk.ok(&["list"]).lines().count();
    let said = desk.run(&["list", "--for", "marketing"]);
    assert!(said.out.lines().count() == 1 && said.out.contains("Anna Müller"), "{said:?}");
    let told = format!("{} contacts are left out, who may not be reached for marketing by mail", all - 1);
    let told = format!("{told}: no consent {}, withdrawn 1", all - 2);
    assert!(said.err.contains(&told), "{said:?}");
    // What belongs to the contract is said unless it is forbidden.
    assert_eq!(desk.ok(&["list", "--for", "service"]).lines().count(), all);
    let said = desk.run(&["export", "--format", "csv", "--for", "marketing"]);
    assert!(said.out.lines().count() == 2 && said.err.contains(&told), "{said:?}");
    desk.fails(&["export", "--format", "json", "--for", "marketing"], 2, &["--for"]);
    desk.fails(&["list", "--for", "fun"], 2, &["marketing, survey"]);
    desk.fails(&["list", "--kind", "company", "--for", "survey"], 2, &["contacts only"]);
    // A card brings it along, a purpose with it.
    let file = desk.path("all.vcf").to_str().unwrap().to_owned();
    desk.ok(&["export", "--format", "vcard", "-o", &file]);
    let other = Desk::new();
    other.ok(&["import", &file]);
    for who in ["anna m", "deniz"] {
        assert_eq!(other.json(&["show", who])["consents"], desk.json(&["show", who])["consents"], "{who}");
    }
    let consent = &desk.json(&["show", "anna m"])["consents"][0];
    assert_eq!((&consent["purpose"], &consent["proof"]), (&"marketing".into(), &"form 12".into()));
}

#[test]
fn a_consent_that_cannot_be_noted_is_said() {
    let desk = Desk::with_contacts();
    let fails = |more: &[&str], err: &[&str]| desk.fails(&[&["consent", "anna m"], more].concat(), 2, err);
    fails(&["maill", "given"], &["\"maill\"", "Did you mean \"mail\"?"]);
    fails(&["mail", "revoked"], &["\"revoked\"", "given, withdrawn, unknown"]);
    fails(&["mail", "given", "--on", "someday"], &["someday"]);
    fails(&["mail", "given", "--on", "2026-12-01"], &["yet to come"]);
    desk.fails(&["consent", "nobody", "mail", "given"], 1, &["nobody"]);
    assert_eq!(desk.ok(&["consent", "anna m"]), "");
}

#[test]
fn an_older_decision_does_not_take_back_a_newer_one() {
    let desk = Desk::with_contacts();
    desk.ok(&["consent", "anna m", "mail", "withdrawn"]);
    desk.ok(&["consent", "anna m", "mail", "given", "--on", "2026-01-01"]);
    assert!(desk.ok(&["consent", "anna m"]).starts_with("mail\twithdrawn"));
}
