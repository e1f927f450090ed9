//! Contacts that may be one person: listed with the reasons, told apart, merged, found by the ids of those who went.

use serde_json::{Value, json};

use super::desk::Desk;

const JOERG: [&str; 8] =
    ["add", "Jörg Weiß", "--company", "Hof GmbH & Co. KG", "--phone", "mobile: +49 170 1234567", "--tier", "B"];
const TWIN: [&str; 8] =
    ["add", "Joerg Weiss", "--phone", "mobile: 0170/1234567", "--email", "jw@hof.example", "--tier", "A"];

/// With Jörg, who stands there twice, and a Bob who is a Robert.
fn desk() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&JOERG);
    desk.ok(&TWIN);
    desk.ok(&["add", "Bob Smith", "--company", "Smith Ltd"]);
    desk.ok(&["add", "Smith, Robert", "--company", "Smith"]);
    desk
}

/// The pairs: likeness, names and reasons.
fn pairs(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let out = desk.ok(&[&["duplicates"], arguments].concat());
    let pair = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        format!("{} {} | {}: {}", fields[0], fields[2], fields[5], fields[7])
    };
    out.lines().map(pair).collect()
}

#[test]
fn pairs_are_listed_with_their_reasons() {
    let desk = desk();
    let both = [
        "100 Jörg Weiß | Joerg Weiss: same mobile number; same name: Jörg Weiß / Joerg Weiss",
        "75 Bob Smith | Smith, Robert: similar name: Bob / Robert; same company",
    ];
    assert_eq!(pairs(&desk, &[]), both);
    assert_eq!(pairs(&desk, &["--certain"]), both[..1]);
    assert_eq!(pairs(&desk, &["bob"]), both[1..]);
    assert_eq!(pairs(&desk, &["anna m"]), Vec::<String>::new());
    let list = desk.json(&["duplicates"]);
    assert_eq!(
        (&list[0]["score"], &list[0]["certain"], &list[0]["reasons"], &list[0]["against"]),
        (
            &json!(100),
            &json!(true),
            &json!([
                { "kind": "mobile", "text": "same mobile number" },
                { "kind": "name", "text": "same name: Jörg Weiß / Joerg Weiss" },
            ]),
            &json!([]),
        )
    );
    assert_eq!(list[0]["contacts"][0]["company"], "Hof GmbH & Co. KG");
    let kinds = |of: &str, at: usize| {
        list[at][of].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((kinds("reasons", 1), kinds("against", 1)), (vec!["nickname", "company"], vec![]));
    for side in 0..2 {
        let id = list[1]["contacts"][side]["id"].as_str().unwrap();
        assert_eq!(desk.json(&["show", id])["name"], list[1]["contacts"][side]["name"], "ids are whole");
    }
    let german = desk.ok(&["--lang", "de", "duplicates", "--certain"]);
    assert!(german.contains("gleiche Mobilnummer; gleicher Name: Jörg Weiß / Joerg Weiss"), "{german}");
}

#[test]
fn who_is_not_the_same_is_remembered_and_that_can_be_taken_back() {
    let desk = desk();
    let said = desk.run(&["duplicates", "--not-same", "bob", "robert"]);
    assert!(said.status == 0 && said.err.contains("Not the same: Bob Smith, Smith, Robert"), "{said:?}");
    assert_eq!(pairs(&desk, &[]).len(), 1);
    let again = desk.run(&["duplicates", "--not-same", "robert", "bob"]);
    assert!(again.status == 0 && !again.err.contains("Not the same"), "{again:?}");
    desk.ok(&["undo"]);
    assert_eq!(pairs(&desk, &[]).len(), 2);
    desk.fails(&["duplicates", "--not-same", "bob", "bob"], 2, &["the same contact"]);
    desk.fails(&["duplicates", "--not-same", "bob"], 2, &[]);
    desk.fails(&["duplicates", "nobody"], 1, &["nobody fits"]);
}

#[test]
fn two_become_one_whom_the_ids_of_both_name() {
    let desk = Desk::with_contacts();
    let (kept, gone) = (desk.id(&JOERG), desk.id(&TWIN));
    let whole = desk.json(&["show", &gone])["id"].as_str().unwrap().to_owned();
    desk.ok(&["log", &kept, "call: asked for prices"]);
    desk.ok(&["log", &gone, "2026-11-20 visit: saw the oak >> fri send offer"]);
    desk.ok(&["set", "anna m", &format!("referred_by={gone}")]);
    let told = desk.json(&["merge", &gone, "--into", &kept, "--take", "tier", "--dry-run"]);
    let field = |name: &str| told[0]["fields"].as_array().unwrap().iter().find(|one| one["field"] == name).cloned();
    assert_eq!(
        field("tier"),
        Some(json!({ "field": "tier", "kept": ["B"], "gone": ["A"], "after": ["A"], "takes": "gone" }))
    );
    assert_eq!(field("email").unwrap()["takes"], "gone");
    let said = desk.run(&["merge", &gone, "--into", &kept, "--take", "tier"]);
    assert_eq!(said.status, 0, "{said:?}");
    for words in ["Merged Joerg Weiss into Jörg Weiß", "1 interaction goes over", "1 follow-up goes over"] {
        assert!(said.err.contains(words), "{words:?}: {said:?}");
    }
    let shown = |named: &str| desk.json(&["show", named]);
    for named in [&kept, &gone, &whole, &"joerg weiss".to_owned()] {
        assert_eq!(shown(named)["name"], "Jörg Weiß", "{named}");
    }
    let after = shown(&kept);
    assert_eq!((&after["tier"], &after["company"]), (&json!("A"), &json!("Hof GmbH & Co. KG")));
    assert_eq!(
        (after["interactions"].as_array().unwrap().len(), after["follow_ups"].as_array().unwrap().len()),
        (2, 1)
    );
    assert_eq!(after["phones"].as_array().unwrap().len(), 1, "one number, written in two ways");
    assert!(desk.ok(&["show", "anna m"]).contains("Jörg Weiß"), "who recommended her is found, too");
    desk.ok(&["log", &gone, "call: by the old id"]);
    assert_eq!(shown(&kept)["interactions"].as_array().unwrap().len(), 3);
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(
        (shown(&gone)["name"].clone(), shown(&kept)["interactions"].as_array().unwrap().len()),
        (json!("Joerg Weiss"), 1)
    );
    assert_eq!(shown(&kept)["tier"], "B");
}

#[test]
fn what_is_empty_destroys_nothing_and_what_is_lost_is_told() {
    let desk = Desk::new();
    let one = desk.id(&["add", "Ann One", "notes=one", "birthday=1950-01-02"]);
    let two = desk.id(&["add", "Ann Two", "role=Chef", "--phone", "work: 030 123456"]);
    let three = desk.id(&["add", "Ann Three", "notes=three", "birthday=1980-03-04"]);
    desk.ok(&["consent", &one, "mail", "given", "--on", "2026-01-02"]);
    desk.ok(&["consent", &two, "mail", "withdrawn", "--on", "2026-02-03"]);
    let merge = ["merge", &three, &two, "--into", &one, "--take", "notes"];
    let told = desk.json(&[&merge[..], &["--dry-run"]].concat());
    let notes = |step: usize| {
        let fields = told[step]["fields"].as_array().unwrap();
        fields.iter().find(|one| one["field"] == "notes").map(|one| one["after"][0].clone())
    };
    // The second is compared with what is there by then.
    assert_eq!((notes(0), notes(1)), (Some(json!("three")), Some(json!("three"))));
    assert_eq!(told[1]["consents"][0]["takes"], "gone");
    let said = desk.run(&merge);
    for words in [
        "Not taken over: notes one (Ann One)",
        "Not taken over: birthday 4 Mar 1980 (Ann Three)",
        "1 consent goes over",
    ] {
        assert!(said.err.contains(words), "{words:?}: {said:?}");
    }
    assert!(!said.err.contains("Not taken over: notes three"), "{said:?}");
    assert_eq!(desk.json(&["show", &one])["notes"], "three");
    desk.ok(&["undo"]);
    desk.ok(&["merge", &two, "--into", &one, "--take", "notes"]);
    assert_eq!(desk.json(&["show", &one])["notes"], "one");
    desk.ok(&["undo"]);
    desk.ok(&["duplicates", "--not-same", &one, &two]);
    let said = desk.run(&["merge", &two, "--into", &one]);
    assert!(
        said.status == 0 && said.err.contains("remembered that these are not the same: Ann Two, Ann One"),
        "{said:?}"
    );
}

#[test]
fn the_history_of_who_went_is_theirs_who_is_kept() {
    let desk = Desk::new();
    let kept = desk.id(&["add", "Ann One"]);
    let gone = desk.id(&["add", "Ann Two", "birthday=1980-03-04"]);
    desk.ok(&["set", &gone, "notes=likes oak"]);
    desk.ok(&["set", &kept, "birthday=1950-01-02"]);
    desk.ok(&["merge", &gone, "--into", &kept]);
    for named in [&kept, &gone] {
        let told = desk.ok(&["history", named]);
        for words in ["Added Ann Two", "notes: – → likes oak", "Ann Two: birthday: 1980-03-04 → –"] {
            assert!(told.contains(words), "{words:?}: {told}");
        }
        assert_eq!(told.lines().count(), 5, "{told}");
    }
    for verb in ["show", "history"] {
        desk.fails(&[verb, "ann two"], 1, &["Ann Two was merged into Ann One (set 5)"]);
    }
}

#[test]
fn what_is_brought_back_was_made_last() {
    let desk = Desk::new();
    desk.ok(&["add", "Ann One"]);
    desk.ok(&["add", "Ann Two"]);
    assert_eq!(desk.run(&["undo", "1"]).err, "Taken back: \"Added Ann One\"\n");
    assert_eq!(desk.run(&["undo", "3"]).err, "Restored: \"Added Ann One\"\n");
    assert_eq!(desk.run(&["undo"]).err, "Taken back: \"Added Ann One\"\n");
    assert_eq!(desk.run(&["undo"]).err, "Taken back: \"Added Ann Two\"\n");
    assert!(desk.run(&["undo"]).status != 0);
}

#[test]
fn who_was_told_apart_or_archived_is_listed_as_such() {
    let desk = desk();
    desk.ok(&["duplicates", "--not-same", "bob", "robert"]);
    let twin = desk.json(&["duplicates", "--certain"])[0]["contacts"][1]["id"].as_str().unwrap().to_owned();
    let apart = desk.ok(&["duplicates", "--apart"]);
    assert!(apart.lines().count() == 1 && apart.contains("Bob Smith") && apart.contains("Smith, Robert"), "{apart}");
    assert_eq!(desk.json(&["duplicates", "--apart"])[0]["contacts"][0]["name"], "Bob Smith");
    desk.ok(&["archive", &twin]);
    assert_eq!(pairs(&desk, &["--certain"]), Vec::<String>::new());
    assert!(pairs(&desk, &[])[0].contains("; but: Joerg Weiss is archived"));
    assert_eq!(desk.json(&["duplicates"])[0]["contacts"][1]["archived"], true);
}

#[test]
fn all_certain_ones_are_merged_in_one_step() {
    let desk = desk();
    let dry = desk.ok(&["merge", "--certain", "--dry-run"]);
    assert!(dry.contains("email") && pairs(&desk, &[]).len() == 2, "nothing was changed: {dry}");
    let said = desk.run(&["merge", "--certain"]);
    assert!(said.status == 0 && said.err.contains("1 contact merged into another"), "{said:?}");
    assert_eq!(pairs(&desk, &[]).len(), 1);
    assert_eq!(desk.run(&["merge", "--certain"]).status, 0, "nothing is left to do");
    desk.ok(&["undo"]);
    assert_eq!(pairs(&desk, &[]).len(), 2);
}

#[test]
fn a_document_from_before_a_merge_brings_nobody_back() {
    let desk = Desk::with_contacts();
    let (kept, gone) = (desk.id(&JOERG), desk.id(&TWIN));
    desk.ok(&["log", &gone, "call: asked for prices"]);
    let before = desk.file("before.json", desk.ok(&["export", "--format", "json"]));
    desk.ok(&["merge", &gone, "--into", &kept]);
    desk.ok(&["import", &before]);
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 4);
    // Of another store, in which both were merged as well: what hangs on the one who went comes to the one who was kept.
    let other = Desk::new();
    other.ok(&["import", &desk.file("after.json", desk.ok(&["export", "--format", "json"]))]);
    let document = std::fs::read_to_string(&before).unwrap();
    let call: Value = serde_json::from_str(&document).unwrap();
    let call = call["interactions"][0]["id"].as_str().unwrap();
    let document = document.replace(call, "01890000-0000-7000-8000-00000000abcd");
    other.ok(&["import", &other.file("more.json", document)]);
    assert_eq!(other.json(&["show", "jörg"])["interactions"].as_array().unwrap().len(), 2);
    assert_eq!(other.json(&["list"]).as_array().unwrap().len(), 4);
}

#[test]
fn what_was_withdrawn_for_one_purpose_stays_so_after_a_merge() {
    let desk = Desk::new();
    let kept = desk.id(&["add", "Con A", "email=c@x.example"]);
    let gone = desk.id(&["add", "Con A", "email=d@x.example"]);
    desk.ok(&[
        "consent",
        &kept,
        "mail",
        "withdrawn",
        "--purpose",
        "survey",
        "--on",
        "2026-01-01",
        "--how",
        "by letter",
    ]);
    desk.ok(&["consent", &gone, "mail", "given", "--on", "2026-03-03"]);
    desk.ok(&["merge", &gone, "--into", &kept]);
    assert_eq!(desk.run(&["list", "--for", "survey"]).out, "");
    assert!(desk.ok(&["list", "--for", "marketing"]).contains("Con A"));
    assert!(desk.ok(&["consent", &kept]).contains("survey"), "{}", desk.ok(&["consent", &kept]));
    desk.ok(&["undo"]);
    assert_eq!(desk.ok(&["consent", &gone]).lines().count(), 1);
}

#[test]
fn a_merge_taken_back_gives_back_what_each_had_decided() {
    let desk = Desk::new();
    let kept = desk.id(&["add", "Con A", "email=c@x.example"]);
    let gone = desk.id(&["add", "Con A", "email=d@x.example"]);
    desk.ok(&["consent", &kept, "mail", "withdrawn", "--on", "2026-01-01"]);
    desk.ok(&["consent", &gone, "mail", "given", "--on", "2026-03-03"]);
    let of_both = || [&kept, &gone].map(|id| desk.ok(&["consent", id]));
    let before = of_both();
    desk.ok(&["merge", &gone, "--into", &kept]);
    assert!(desk.ok(&["consent", &kept]).contains("withdrawn"));
    desk.ok(&["undo"]);
    assert_eq!(of_both(), before);
    assert!(!desk.ok(&["query", "con"]).contains("c@x.example"), "it was withdrawn");
}

#[test]
fn consents_that_contradict_each_other_take_a_look() {
    let desk = Desk::new();
    let one = desk.id(&["add", "Con A", "email=c@x.example"]);
    let other = desk.id(&["add", "Con A", "email=c@x.example"]);
    assert_eq!(pairs(&desk, &["--certain"]).len(), 1);
    desk.ok(&["consent", &one, "mail", "withdrawn", "--on", "2026-01-01", "--how", "by letter"]);
    assert_eq!(pairs(&desk, &["--certain"]).len(), 1, "the other one decided nothing");
    desk.ok(&["consent", &other, "mail", "given", "--on", "2026-03-03"]);
    assert_eq!(pairs(&desk, &["--certain"]), Vec::<String>::new());
    assert_eq!(pairs(&desk, &[]), ["95 Con A | Con A: same mail; same name; but: consents contradict"]);
    let told = desk.json(&["duplicates"])[0].clone();
    assert_eq!(told["against"], json!([{ "kind": "consent", "text": "consents contradict" }]));
    assert_eq!(told["certain"], false);
    let merge = |choice: &[&str], dry: bool| {
        let dry = if dry { &["--dry-run"][..] } else { &[] };
        [&["merge", other.as_str(), "--into", one.as_str()][..], choice, dry]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let dry = |choice: &[&str]| {
        let arguments = merge(choice, true);
        let told = desk.json(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        told[0]["consents"][0].clone()
    };
    let sides = |takes: &str| {
        json!({
            "channel": "mail",
            "purpose": null,
            "kept": { "state": "withdrawn", "day": "2026-01-01" },
            "gone": { "state": "given", "day": "2026-03-03" },
            "takes": takes,
        })
    };
    assert_eq!(dry(&[]), sides("kept"), "the withdrawal, though it is older");
    assert_eq!(dry(&["--take", "consent.mail"]), sides("gone"));
    let said = |choice: &[&str]| {
        let arguments = merge(choice, false);
        desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).err
    };
    assert!(said(&[]).contains("Consent mail: withdrawn 1 Jan holds, given 3 Mar does not"));
    assert!(desk.ok(&["consent", &one]).contains("by letter (2026-01-01)"));
    assert_eq!(desk.run(&["query", "con"]).status, 1, "it was withdrawn");
    desk.ok(&["undo"]);
    assert!(said(&["--take", "consent.mail"]).contains("Consent mail: given 3 Mar holds, withdrawn 1 Jan does not"));
    assert!(desk.ok(&["consent", &other]).contains("given"));
    desk.fails(&["merge", &other, "--into", &one, "--take", "consent.pigeon"], 2, &["no field \"consent.pigeon\""]);
}

/// The same of one purpose: it is told before, can be chosen, and the withdrawal holds by itself.
#[test]
fn consents_for_a_purpose_that_contradict_each_other_take_a_look() {
    let desk = Desk::new();
    let one = desk.id(&["add", "Con A", "email=c@x.example"]);
    let other = desk.id(&["add", "Con A", "email=c@x.example"]);
    let decide = |who: &str, state: &str, day: &str| {
        desk.ok(&["consent", who, "mail", state, "--purpose", "marketing", "--on", day]);
    };
    decide(&one, "withdrawn", "2026-01-01");
    assert_eq!(pairs(&desk, &["--certain"]).len(), 1, "the other one decided nothing");
    decide(&other, "given", "2026-03-03");
    assert_eq!(pairs(&desk, &[]), ["95 Con A | Con A: same mail; same name; but: consents contradict"]);
    let marketing = || desk.ok(&["list", "--for", "marketing"]).contains("Con A");
    for (gone, kept) in [(&other, &one), (&one, &other)] {
        let dry = desk.json(&["merge", gone, "--into", kept, "--dry-run"]);
        let told = &dry[0]["consents"][0];
        let holds = if gone == &other { "kept" } else { "gone" };
        assert_eq!((&told["purpose"], &told["takes"]), (&json!("marketing"), &json!(holds)), "{dry}");
        let said = desk.run(&["merge", gone, "--into", kept]);
        assert!(said.err.contains("Consent mail, marketing: withdrawn 1 Jan holds, given 3 Mar does not"), "{said:?}");
        assert!(!marketing());
        desk.ok(&["undo"]);
        for piece in ["consent.mail", "consent.mail.marketing"] {
            let choice = if gone == &other { "--take" } else { "--keep" };
            let said = desk.run(&["merge", gone, "--into", kept, choice, piece]);
            assert!(said.err.contains("given 3 Mar holds"), "{piece}: {said:?}");
            assert!(marketing(), "{piece}");
            assert_eq!(desk.run(&["list", "--for", "survey"]).out, "", "nothing else was decided");
            desk.ok(&["undo"]);
        }
    }
    let none = ["merge", &other, "--into", &one, "--take"];
    desk.fails(&[&none[..], &["consent.letter"]].concat(), 2, &["none of them has decided on consent.letter"]);
    desk.fails(
        &[&none[..], &["consent.mail.survey"]].concat(),
        2,
        &["none of them has decided on consent.mail.survey"],
    );
    desk.fails(&[&none[..], &["consent.mail.fun"]].concat(), 2, &["no field"]);
}

/// Who said no to everything hasn't said yes to one thing because somebody else's record says so.
#[test]
fn a_withdrawal_of_all_holds_against_a_consent_to_one_purpose() {
    for (general, single) in [("2026-01-01", "2026-03-03"), ("2026-03-03", "2026-01-01")] {
        let desk = Desk::new();
        let kept = desk.id(&["add", "Con A", "email=c@x.example"]);
        let gone = desk.id(&["add", "Con A", "email=d@x.example"]);
        desk.ok(&["consent", &kept, "mail", "withdrawn", "--on", general]);
        desk.ok(&["consent", &gone, "mail", "given", "--purpose", "marketing", "--on", single]);
        desk.ok(&["merge", &gone, "--into", &kept]);
        assert_eq!(desk.run(&["list", "--for", "marketing"]).out, "");
        desk.ok(&["undo"]);
        desk.ok(&["merge", &gone, "--into", &kept, "--take", "consent.mail.marketing"]);
        assert!(desk.ok(&["list", "--for", "marketing"]).contains("Con A"));
        assert_eq!(desk.run(&["list", "--for", "survey"]).out, "");
    }
}

#[test]
fn who_recommended_somebody_is_named() {
    let desk = Desk::new();
    let first = desk.id(&["add", "Tom Berg", "email=tom@x.example"]);
    let other = desk.id(&["add", "Tom Berg", "email=berg@y.example"]);
    let anna = desk.id(&["add", "Anna Alt", &format!("referred_by={first}")]);
    let twin = desk.id(&["add", "Anna Alt", &format!("referred_by={other}")]);
    let whole = |id: &str| desk.json(&["show", id])["id"].as_str().unwrap().to_owned();
    let (first_id, other_id) = (whole(&first), whole(&other));
    let told = desk.ok(&["merge", &twin, "--into", &anna, "--dry-run"]);
    assert!(told.contains("Tom Berg (tom@x.example)") && told.contains("Tom Berg (berg@y.example)"), "{told}");
    assert!(!told.contains(&first_id) && !told.contains(&other_id), "{told}");
    desk.ok(&["set", &anna, &format!("referred_by={other}")]);
    let told = desk.ok(&["history", &anna]);
    assert!(told.contains("referred_by: Tom Berg (tom@x.example) → Tom Berg (berg@y.example)"), "{told}");
    // Once both are one, it is the one who is there now.
    desk.ok(&["merge", &other, "--into", &first]);
    let told = desk.ok(&["history", &twin]);
    assert!(!told.contains(&other_id), "{told}");
    assert!(desk.ok(&["show", &twin]).contains("Tom Berg"));
    // Who is deleted is nobody any more.
    desk.ok(&["delete", &first]);
    let told = desk.ok(&["merge", &twin, "--into", &anna, "--dry-run"]);
    assert!(!told.contains(&first_id) && !told.contains(&other_id), "{told}");
}

#[test]
fn what_cannot_be_merged_is_said() {
    let desk = desk();
    for (arguments, status, words) in [
        (&["merge", "bob", "--into", "bob"][..], 2, "the same contact"),
        (&["merge", "bob", "--into", "bob", "--dry-run"], 2, "the same contact"),
        (&["merge", "bob"], 2, "--into"),
        (&["merge", "bob", "--into", "nobody"], 1, "nobody fits"),
        (&["merge", "bob", "--into", "robert", "--take", "colour"], 2, "no field \"colour\""),
        (&["merge", "bob", "--into", "robert", "--take", "name", "--keep", "name"], 2, "both --take and --keep"),
        (&["merge", "bob", "--certain"], 2, "can't stand together"),
        (&["--once", "x", "duplicates"], 2, "--once"),
    ] {
        desk.fails(arguments, status, &[words]);
    }
}

#[test]
fn who_is_added_and_may_be_there_already_is_said() {
    let desk = desk();
    let said = desk.run(&["add", "Weiß, Jörg", "--phone", "mobile: 0170 1234567"]);
    assert!(said.status == 0 && said.err.contains("may be the same person: same mobile number"), "{said:?}");
    assert!(
        desk.run(&["add", "Rob Smith"]).err.contains("may be the same person: similar name: Bob / Rob"),
        "by nickname"
    );
    // All are named: who has the mail, who the number, and whoever shares the mailbox.
    let desk = Desk::new();
    desk.ok(&["add", "Anna Berg", "--email", "anna@x.example"]);
    desk.ok(&["add", "Karl Stein", "--phone", "mobile: +49 171 5550101", "--email", "info@winter.example"]);
    desk.ok(&["add", "Inge Winter", "--email", "info@winter.example"]);
    let said = desk.run(&["add", "Bob", "--email", "anna@x.example", "--phone", "0171 5550101"]).err;
    assert!(said.contains("Anna Berg") && said.contains("Karl Stein"), "{said}");
    let said = desk.run(&["add", "Tom", "--email", "info@winter.example"]).err;
    assert!(said.contains("Inge Winter") && said.contains("Karl Stein"), "{said}");
    for name in ["Jörg Müller", "Joerg Mueller"] {
        desk.ok(&["add", name]);
    }
    let said = desk.run(&["add", "Jorg Muller"]).err;
    assert!(said.contains("Jörg Müller") && said.contains("Joerg Mueller"), "{said}");
    for _ in 0..3 {
        desk.ok(&["add", "Max Frei"]);
    }
    assert!(!desk.run(&["add", "Frei, Max"]).err.contains("more may be"));
    assert!(desk.run(&["add", "Max Frei"]).err.contains("… and 1 more may be"), "three are named");
    // In letters of another alphabet, at the same company.
    desk.ok(&["add", "Иван Иванов", "--company", "Sib Oil"]);
    let said = desk.run(&["add", "Ivan Ivanov", "--company", "Sib Oil"]).err;
    assert!(said.contains("Иван Иванов") && said.contains("may be the same person"), "{said}");
}

#[test]
fn companies_that_may_be_one_are_listed_too() {
    let desk = Desk::new();
    for company in ["Hofmann GmbH", "Kaiser Bau", "Brandt AG", "Brandt GmbH"] {
        desk.ok(&["add", company, "--kind", "company"]);
    }
    desk.ok(&["add", "HOFMANN", "--kind", "company"]);
    desk.ok(&["add", "Bau Kaiser", "--kind", "company", "web=https://www.kaiser.example/start"]);
    desk.ok(&["set", "Kaiser Bau", "web=kaiser.example"]);
    desk.ok(&["add", "Anna", "--company", "HOFMANN"]);
    let listed = |arguments: &[&str]| -> Vec<String> {
        let out = desk.ok(&[&["duplicates", "--kind", "company"], arguments].concat());
        let pair = |line: &str| {
            let fields: Vec<&str> = line.split('\t').collect();
            format!("{} {} | {} {}: {}", fields[1], fields[2], fields[4], fields[5], fields[6])
        };
        out.lines().map(pair).collect()
    };
    let both = ["HOFMANN 1 | Hofmann GmbH 0: same name", "Kaiser Bau 0 | Bau Kaiser 0: same web page"];
    assert_eq!(listed(&[]), both);
    assert_eq!(listed(&["Kaiser Bau"]), both[1..]);
    let told = desk.json(&["duplicates", "--kind", "company"]);
    assert_eq!(told[1]["reasons"], json!([{ "kind": "web", "text": "same web page" }]));
    assert_eq!(
        (&told[0]["companies"][0]["name"], &told[0]["companies"][0]["contacts"]),
        (&json!("HOFMANN"), &json!(1))
    );
    let said = desk.run(&["duplicates", "--kind", "company", "--not-same", "Kaiser Bau", "Bau Kaiser"]);
    assert!(said.err.contains("Not the same: Kaiser Bau, Bau Kaiser"), "{said:?}");
    assert_eq!(listed(&[]), both[..1]);
    desk.ok(&["undo"]);
    assert_eq!(listed(&[]), both);
    desk.ok(&["move", "Hofmann GmbH", "--into", "HOFMANN"]);
    assert_eq!(listed(&[]), both[1..]);
    desk.fails(&["duplicates", "--kind", "company", "nobody"], 1, &["nobody"]);
    desk.fails(&["duplicates", "--kind", "company", "--certain"], 2, &["are for contacts"]);
    desk.fails(&["duplicates", "--kind", "company", "--not-same", "HOFMANN", "HOFMANN"], 2, &["itself"]);
}

#[test]
fn several_companies_become_one_and_that_is_told_before() {
    let desk = Desk::new();
    for company in ["Hofmann GmbH", "Hofmann", "Hofmann Bau"] {
        desk.ok(&["add", company, "--kind", "company"]);
    }
    let anna = desk.id(&["add", "Anna Berg", "--company", "Hofmann Bau"]);
    desk.ok(&["set", &anna, "job+=Buyer @ Hofmann"]);
    desk.ok(&["log", &anna, "call: hello"]);
    let merge = ["merge", "Hofmann", "Hofmann Bau", "--into", "Hofmann GmbH"];
    let would = desk.run(&[&merge[..], &["--dry-run"]].concat());
    assert!(would.out.contains("name\t✓ Hofmann GmbH\t○ Hofmann Bau"), "{would:?}");
    assert!(would.err.contains("1 contact goes over"), "{would:?}");
    let told = desk.json(&[&merge[..], &["--dry-run"]].concat());
    assert_eq!(
        (told.as_array().unwrap().len(), &told[1]["contacts"], &told[1]["interactions"]),
        (2, &1.into(), &1.into())
    );
    assert_eq!(desk.json(&["list", "--kind", "company"]).as_array().unwrap().len(), 3, "nothing was changed");
    desk.fails(&["merge", "Hofmann", "Hofmann GmbH", "--into", "Hofmann GmbH"], 2, &["into itself"]);
    let said = desk.run(&merge).err;
    assert!(said.contains("1 contact goes over") && said.contains("1 interaction goes over"), "{said}");
    assert_eq!(desk.json(&["list", "--kind", "company"]).as_array().unwrap().len(), 1);
    assert!(desk.ok(&["show", "Hofmann Bau"]).contains("Anna Berg"), "the old name leads there");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["list", "--kind", "company"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_follow_up_that_is_there_already_stays_once_for_good() {
    let desk = Desk::new();
    let one = desk.id(&["add", "Pia One"]);
    let other = desk.id(&["add", "Pia One", "company=Hof"]);
    let stays = desk.id(&["follow-up", &one, "call", "--due", "fri"]);
    let gone = desk.id(&["follow-up", &other, "Call", "--due", "fri"]);
    desk.ok(&["follow-up", &other, "write", "--due", "fri"]);
    let before = desk.file("before.json", desk.ok(&["export", "--format", "json"]));
    let calendar = desk.file("before.ics", desk.ok(&["export", "--format", "ics"]));
    let merge = ["merge", &other, "--into", &one];
    let would = desk.run(&[&merge[..], &["--dry-run"]].concat()).err;
    let said = desk.run(&merge).err;
    for words in ["0 interactions go over", "1 follow-up goes over", "1 follow-up was there already"] {
        assert!(said.contains(words) && would.contains(words), "{words}: {said} {would}");
    }
    desk.ok(&["import", &before]);
    assert_eq!(desk.json(&["show", &one])["follow_ups"].as_array().unwrap().len(), 2);
    // A document of now tells another store of it, too.
    let after = desk.file("after.json", desk.ok(&["export", "--format", "json"]));
    let elsewhere = Desk::new();
    elsewhere.ok(&["import", &after]);
    elsewhere.ok(&["import", &before]);
    assert_eq!(elsewhere.json(&["show", &one])["follow_ups"].as_array().unwrap().len(), 2);
    assert!(desk.ok(&["show", &gone]).contains("Pia One"));
    desk.ok(&["snooze", &gone, "3d"]);
    let seen = desk.ok(&["log", &one, "call: all said", "--done", &gone]);
    let open = |desk: &Desk| {
        let all = desk.json(&["show", &one])["follow_ups"].as_array().unwrap().clone();
        all.iter()
            .filter(|one| one["state"] == "open")
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(open(&desk).len() == 1 && !open(&desk)[0].ends_with(&stays));
    let again: [&[&str]; 3] = [&["done", &gone], &["snooze", &gone, "1w"], &["log", &one, "x", "--done", &gone]];
    for verb in again {
        desk.fails(verb, 2, &["\"call\" is done already"]);
    }
    desk.ok(&["import", &calendar]);
    assert!(open(&desk).len() == 1, "a calendar of before brings back what went as little");
    let line = format!("{{\"contact\": \"{one}\", \"text\": \"x\", \"done\": [\"{gone}\"]}}\n");
    let lines = desk.run_with_input(&["log", "-"], &line);
    assert!(lines.status == 2 && lines.err.contains("is done already"), "{lines:?}");
    assert!(desk.ok(&["show", &gone]).contains("Pia One") && !seen.is_empty());
    desk.ok(&["delete", &gone]);
    desk.fails(&["delete", &stays], 1, &[]);
}

#[test]
fn what_is_the_same_company_is_one_job_after_a_merge() {
    let desk = Desk::new();
    let add = |company: &str, more: &[&str]| {
        desk.id(&[&["add", "Petra Lang", "--phone", "mobile: 0171 5550101", "--company", company], more].concat())
    };
    desk.ok(&["add", "Klinik Süd gGmbH", "--kind", "company"]);
    desk.ok(&["add", "Klinik Süd", "--kind", "company"]);
    let one = add("Klinik Süd", &[]);
    let other = add("Klinik Süd gGmbH", &["--role", "Buyer", "phone=+49 171 5550101", "language=en"]);
    desk.ok(&["set", &one, "language=de"]);
    let jobs = |desk: &Desk| desk.ok(&["show", &one]);
    let said = desk.run(&["--lang", "de", "merge", &other, "--into", &one]).err;
    assert!(said.contains("Nicht übernommen: Sprache en") && !said.contains("phone"), "{said}");
    let shown = jobs(&desk);
    assert!(shown.contains("Buyer") && shown.matches("Klinik Süd").count() == 1, "{shown}");
    assert!(shown.contains("+49 171 5550101") && !shown.contains("0171 5550101"), "{shown}");
    assert!(!desk.ok(&["show", "Klinik Süd"]).contains("beside another job"));
    // The two companies are one, too, by the verb that says so.
    desk.ok(&["merge", "Klinik Süd", "--into", "Klinik Süd gGmbH"]);
    assert_eq!(desk.ok(&["list", "--kind", "company"]).lines().count(), 1);
}

#[test]
fn names_in_other_letters_are_found() {
    let desk = Desk::new();
    for name in ["Ivan Ivanov", "Иван Иванов", "Iwan Iwanow"] {
        desk.ok(&["add", name, "company=Sib Oil"]);
    }
    assert_eq!(pairs(&desk, &[]).len(), 3);
}

#[test]
fn namesakes_are_counted_as_what_they_are() {
    let desk = Desk::new();
    let lines: String = ["Max", "Max", "Ida", "Max", "Uli"].map(|name| format!("{{\"name\":\"{name}\"}}\n")).concat();
    let said = desk.run_with_input(&["add", "-"], &lines);
    assert!(said.err.contains("Added Max, Ida, Uli and 2 more"), "{said:?}");
}

/// Whoever is called so letter for letter is meant, though another one's name is the same but for how it is spelled.
#[test]
fn a_name_that_is_typed_just_so_is_enough() {
    let desk = Desk::new();
    let ids = ["Jörg Müller", "Joerg Mueller"].map(|name| desk.id(&["add", name]));
    for (name, id) in ["Jörg Müller", "Joerg Mueller"].iter().zip(ids) {
        assert!(desk.json(&["show", name])["id"].as_str().unwrap().ends_with(&id), "{name}");
    }
    desk.fails(&["show", "jörg müller"], 5, &["2 contacts fit"]);
}

/// Before a merge each row says whose it is, what stands then and what doesn't.
#[test]
fn what_would_stand_is_told_by_signs_and_ids() {
    let desk = Desk::new();
    let anna = desk.id(&["add", "Anna Alt", "tier=A", "birthday=1971-12-24"]);
    let twin = desk.id(&["add", "Anna Alt", "tier=B", "tag=oak"]);
    let told = desk.ok(&["merge", &twin, "--into", &anna, "--dry-run"]);
    for row in ["tier\t✓ A\t○ B", "birthday\t✓ 1971-12-24\t–", "tag\t–\t✓ oak"] {
        assert!(told.contains(&format!("{anna}\t{twin}\t{row}\t\n")), "{row}: {told}");
    }
}
