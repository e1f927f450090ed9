//! Companies: who changes to another one, two that are one, lists and reviews.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn a_company_is_meant_without_its_legal_form() {
    let desk = Desk::new();
    desk.ok(&["add", "Hofmann GmbH", "--kind", "company"]);
    desk.ok(&["add", "Brandt GmbH", "--kind", "company"]);
    desk.ok(&["add", "Brandt AG", "--kind", "company"]);
    let said = desk.run(&["add", "Anna Alt", "--company", "Hofmann"]);
    assert!(said.status == 0 && said.err.contains("\"Hofmann\" is taken for Hofmann GmbH ("), "{said:?}");
    assert!(!said.err.contains("New company"), "{said:?}");
    let company = |who: &str| desk.json(&["show", who])["company"].clone();
    assert_eq!(company("anna alt"), "Hofmann GmbH");
    let tom = desk.id(&["add", "Tom Neu"]);
    let said = desk.run(&["set", &tom, "company=HOFMANN gmbh & co. kg"]);
    assert!(said.err.contains("is taken for Hofmann GmbH"), "{said:?}");
    assert_eq!(company("tom neu"), "Hofmann GmbH");
    // Several are candidates; whoever is at one of them means that one.
    for arguments in [
        &["set", tom.as_str(), "company=Brandt"][..],
        &["add", "Eva", "--company", "Brandt"],
        &["move", &tom, "--company", "Brandt"],
    ] {
        desk.fails(arguments, 5, &["2 companies fit \"Brandt\"", "Brandt GmbH", "Brandt AG"]);
    }
    desk.ok(&["set", &tom, "company=Brandt AG"]);
    desk.ok(&["set", &tom, "company=Brandt", "role=Chef"]);
    assert_eq!(company("tom neu"), "Brandt AG");
    let said = desk.run(&["move", &tom, "--company", "Hofmann"]);
    assert!(said.status == 0 && said.err.contains("is taken for Hofmann GmbH"), "{said:?}");
    // Another legal form is another company, and so is one that is put away.
    assert!(desk.run(&["add", "Kim", "--company", "Hofmann AG"]).err.contains("New company: Hofmann AG"));
    desk.ok(&["add", "Alt KG", "--kind", "company"]);
    desk.ok(&["archive", "Alt KG"]);
    assert!(desk.run(&["add", "Jo", "--company", "Alt"]).err.contains("New company: Alt"));
    let german = desk.run(&["--lang", "de", "add", "Ina", "--company", "Brandt GmbH & Co. KG"]);
    assert!(german.err.contains("ist Brandt GmbH"), "{german:?}");
    desk.ok(&["set", &tom, "job+=Rat @ Hofmann GmbH"]);
}

#[test]
fn who_moves_leaves_the_history_there() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "1 october call: asked for prices"]);
    desk.ok(&["follow-up", "anna m", "send offer", "--due", "fri"]);
    let said = desk.run(&["move", "anna m", "--company", "Nordlys", "--on", "1.11.", "--role", "Buyer"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.err.contains("\"Nordlys\" is taken for Nordlys AS"), "{said:?}");
    assert!(said.err.contains("Now at Nordlys AS · Anna Müller"), "{said:?}");
    desk.ok(&["undo"]);
    desk.ok(&["move", "anna m", "--company", "nordlys as", "--on", "1.11.", "--role", "Buyer"]);
    desk.ok(&["log", "anna m", "call: settled in"]);
    let anna = desk.json(&["show", "anna müller"]);
    assert_eq!((&anna["company"], &anna["role"]), (&json!("Nordlys AS"), &json!("Buyer")));
    assert_eq!((&anna["jobs"][0]["from"], &anna["jobs"][1]["to"]), (&json!("2026-11-01"), &json!("2026-11-01")));
    let texts = |company: &str| -> Vec<String> {
        let shown = desk.json(&["show", company]);
        shown["interactions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (texts("Hofmann GmbH"), texts("Nordlys AS")),
        (vec!["asked for prices".into()], vec!["settled in".into()])
    );
    let nordlys = desk.json(&["show", "Nordlys AS"]);
    assert_eq!(nordlys["contacts"].as_array().unwrap().len(), 2);
    assert_eq!(nordlys["follow_ups"][0]["title"], "send offer", "what is open goes along");
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["former_contacts"][0]["name"], "Anna Müller");
    desk.ok(&["move", "anna m", "--company", "none"]);
    assert_eq!(desk.json(&["show", "anna müller"])["company"], json!(null));
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna müller"])["company"], "Hofmann GmbH");
}

#[test]
fn several_move_together() {
    let desk = Desk::with_contacts();
    desk.ok(&["move", "anna m", "deniz", "--company", "New Hands"]);
    assert_eq!(desk.json(&["show", "New Hands"])["contacts"].as_array().unwrap().len(), 2);
    desk.ok(&["undo"]);
    desk.fails(&["show", "New Hands"], 1, &[]);
}

#[test]
fn an_interaction_goes_to_the_right_person() {
    let desk = Desk::with_contacts();
    let call = desk.id(&["log", "anna m", "call: asked for prices"]);
    let said = desk.run(&["move", &call, "--to", "deniz"]);
    assert!(said.err.contains("Moved call of 21 Nov from Anna Müller to Deniz Çelik"), "{said:?}");
    assert_eq!(desk.json(&["show", "deniz"])["interactions"][0]["text"], "asked for prices");
    let both = desk.id(&["log", "anna m", "meeting +Deniz: at the fair"]);
    desk.fails(&["move", &both, "--to", "anna berg"], 2, &["--from says"]);
    desk.ok(&["move", &both, "--to", "anna berg", "--from", "deniz"]);
    assert_eq!(desk.json(&["show", "anna berg"])["interactions"][0]["text"], "at the fair");
}

#[test]
fn with_an_interaction_goes_what_its_line_made() {
    let desk = Desk::with_contacts();
    desk.ok(&["follow-up", "anna m", "check in", "--due", "today", "--every", "1m"]);
    let call = desk.id(&["log", "anna m", "call: asked >> fri send offer >> complaint: late"]);
    let said = desk.run(&["move", &call, "--to", "deniz"]);
    for words in ["went along: send offer, late", "open again: check in"] {
        assert!(said.err.contains(words), "{said:?}");
    }
    let open = |who: &str| -> Vec<String> {
        let shown = desk.json(&["show", who]);
        let all = shown["follow_ups"].as_array().unwrap();
        let open = all.iter().filter(|one| one["state"] == "open");
        open.map(|one| format!("{} {}", one["due"].as_str().unwrap(), one["title"].as_str().unwrap())).collect()
    };
    assert_eq!(
        (open("anna m"), open("deniz")),
        (vec!["2026-11-21 check in".into()], vec!["2026-11-27 send offer".into()])
    );
    assert_eq!(desk.json(&["show", "deniz"])["feedback"][0]["text"], "late");
    desk.ok(&["undo"]);
    assert_eq!((open("anna m").len(), open("deniz").len()), (2, 0));
}

#[test]
fn two_companies_become_one() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Hofmann", "--kind", "company"]);
    desk.ok(&["add", "Ida Holm", "--company", "Hofmann"]);
    desk.ok(&["log", "ida", "call: asked for prices"]);
    let said = desk.run(&["move", "Hofmann", "--into", "hofmann gmbh"]);
    assert!(said.err.contains("Merged Hofmann into Hofmann GmbH"), "{said:?}");
    assert!(said.err.contains("1 contact goes over") && said.err.contains("1 interaction goes over"), "{said:?}");
    let kept = desk.json(&["show", "hofmann"]);
    assert_eq!((&kept["name"], kept["contacts"].as_array().unwrap().len()), (&json!("Hofmann GmbH"), 2));
    assert_eq!(kept["interactions"].as_array().unwrap().len(), 1);
    desk.ok(&["add", "Lea Holm", "--company", "Hofmann"]);
    assert_eq!(desk.json(&["show", "lea"])["company"], "Hofmann GmbH", "the old name leads there");
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "hofmann"])["name"], "Hofmann");
}

#[test]
fn what_cannot_be_moved_is_said() {
    let desk = Desk::with_contacts();
    let call = desk.id(&["log", "anna m", "call: asked for prices"]);
    for (arguments, status, words) in [
        (&["move", "anna m"][..], 2, "where to?"),
        (&["move", "anna m", "--company", "Nordlys AS", "--into", "Nordlys AS"], 2, "can't stand together"),
        (&["move", "anna m", "--company", "Nordlys AS", "--on", "2026-11-22"], 2, "Sun 22 Nov is yet to come"),
        (&["move", "anna m", "--company", "Nordlys AS", "--on", "someday"], 2, "\"someday\" is no day"),
        (&["move", "anna m", "--company", "Hofmann GmbH"], 2, "they are there already"),
        (&["move", "nobody", "--company", "Nordlys AS"], 1, "nobody fits \"nobody\""),
        (&["move", "Nordlys AS", "--into", "Nowhere"], 1, "no company fits \"Nowhere\""),
        (&["move", "Nordlys AS", "--into", "nordlys"], 2, "can't be merged into itself"),
        (&["move", "anna m", "--to", "deniz"], 2, "is no interaction"),
        (&["move", "ffff9999", "--to", "deniz"], 1, "there is no \"ffff9999\""),
        (&["move", &call, &call, "--to", "deniz"], 2, "one at a time"),
        (&["show", "anna m", "--format", "pdf"], 2, "pdf"),
        (&["list", "--kind", "person"], 2, "person"),
    ] {
        desk.fails(arguments, status, &[words]);
    }
}

#[test]
fn companies_are_listed() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "--kind", "company", "Lund ApS", "industry=toys", "tag=oak", "tier=B"]);
    let out = desk.ok(&["list", "--kind", "company"]);
    let names: Vec<&str> = out.lines().map(|line| line.split('\t').nth(1).unwrap()).collect();
    assert_eq!(names, ["Atelier Çelik", "Hofmann GmbH", "Lund ApS", "Nordlys AS"]);
    assert!(desk.ok(&["list", "--kind", "company", "toys"]).contains("Lund ApS"));
    assert_eq!(desk.ok(&["list", "--kind", "company", "#oak"]).lines().count(), 1);
    let list = desk.json(&["list", "--kind", "company", "hofmann"]);
    assert_eq!(
        (&list[0]["name"], &list[0]["contacts"], &list[0]["open_follow_ups"]),
        (&json!("Hofmann GmbH"), &json!(1), &json!(0))
    );
}

#[test]
fn a_review_is_markdown() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "1 june call: too long ago"]);
    desk.ok(&["log", "anna m", "3 november visit 40min: wants *oak* <b>\nand a second line"]);
    desk.ok(&["log", "anna m", "20 november call na:"]);
    desk.ok(&["follow-up", "anna m", "send offer", "--due", "fri"]);
    desk.ok(&["feedback", "anna m", "late twice", "--kind", "complaint", "--due", "today"]);
    let page = desk.ok(&["show", "Hofmann GmbH", "--since", "90d", "--format", "md"]);
    for words in [
        "# Hofmann GmbH\n",
        "## Contacts\n\n- **Anna Müller**: last touch visit 3 Nov 2026\n",
        "## Open\n\n- [ ] 21 Nov 2026: **complaint** late twice (Anna Müller)\n- [ ] 27 Nov 2026: send offer (Anna Müller)\n",
        "1 × call, 1 × visit\n\n### 20 Nov 2026\n\n- **call**, no answer, Anna Müller\n",
        "- **visit**, 40 min, Anna Müller: wants \\*oak\\* \\<b>",
        "- 21 Nov 2026 **complaint**, open: late twice (Anna Müller)\n",
    ] {
        assert!(page.contains(words), "{words:?} isn't in:\n{page}");
    }
    assert!(!page.contains("too long ago"));
    let page = desk.ok(&["show", "anna m", "--format", "md"]);
    assert!(page.starts_with("# Anna Müller\n") && page.contains("too long ago"), "{page}");
    assert!(!page.contains("(Anna Müller)"), "of a contact it is clear:\n{page}");
    assert!(desk.ok(&["show", "deniz", "--format", "md", "--since", "1w"]).contains("since 14 Nov 2026\n\nNothing.\n"));
}

#[test]
fn a_review_says_what_became_of_feedback_and_who_left() {
    let desk = Desk::with_contacts();
    desk.ok(&["feedback", "anna m", "arrived damaged", "--kind", "complaint"]);
    let id = desk.json(&["show", "anna m"])["feedback"][0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["answer", &id, "resolved", "--text", "new crate sent"]);
    desk.ok(&["answer", &id, "told"]);
    desk.ok(&["move", "anna m", "--company", "Nordlys AS"]);
    desk.ok(&["archive", "anna m"]);
    let page = desk.ok(&["show", "Hofmann GmbH", "--format", "md"]);
    for words in [
        "- **Anna Müller**: former, until 21 Nov 2026, now Nordlys AS, archived\n",
        "resolved 21 Nov 2026, told 21 Nov 2026: arrived damaged → new crate sent (Anna Müller)\n",
    ] {
        assert!(page.contains(words), "{words:?} isn't in:\n{page}");
    }
    let lines = desk.ok(&["show", "Hofmann GmbH"]);
    assert!(lines.contains("\tformer, until 21 Nov 2026, now Nordlys AS, archived\n"), "{lines}");
    assert!(lines.contains("told 21 Nov\tarrived damaged → new crate sent\t"), "{lines}");
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["former_contacts"][0]["until"], "2026-11-21");
}

#[test]
fn an_old_name_still_leads_to_a_company() {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "Hofmann GmbH", "name=Hofmann & Co"]);
    let lines = desk.ok(&["show", "Hofmann GmbH"]);
    assert!(lines.starts_with("name\tHofmann & Co\n") && lines.contains("formerly\tHofmann GmbH\n"), "{lines}");
    assert!(!lines.contains("merged"), "{lines}");
    desk.ok(&["move", "Hofmann & Co", "--into", "Nordlys AS"]);
    assert!(desk.ok(&["show", "Hofmann & Co"]).contains("formerly\tHofmann & Co, Hofmann GmbH\n"));
    desk.ok(&["set", "Nordlys AS", "name=hofmann gmbh"]);
    let lines = desk.ok(&["show", "Nordlys AS"]);
    assert!(lines.contains("formerly\tHofmann & Co, Nordlys AS\n"), "a name it has again is no old one: {lines}");
}

fn merge<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["merge", "Kern", "--into", "Kern GmbH"][..], more].concat()
}

/// Field by field, as contacts are: what both say is told before and after, and can be chosen.
#[test]
fn companies_that_say_something_else_are_merged_field_by_field() {
    let desk = Desk::new();
    let make = |name: &str, fields: &[&str]| {
        desk.ok(&["add", name, "--kind", "company"]);
        desk.ok(&[&["set", name][..], fields].concat())
    };
    make("Kern GmbH", &["industry=Bau", "size=10", "web=kern.example", "field.Kdnr=1", "tag=oak"]);
    make("Kern", &["industry=IT", "size=500", "tier=B", "web=kern.test", "field.Kdnr=2", "tag=pine"]);
    let dry = desk.json(&merge(&["--dry-run"]));
    let field = |name: &str| dry[0]["fields"].as_array().unwrap().iter().find(|one| one["field"] == name).unwrap();
    assert_eq!((&field("industry")["kept"][0], &field("industry")["gone"][0]), (&"Bau".into(), &"IT".into()), "{dry}");
    assert_eq!((&field("industry")["takes"], &field("tier")["takes"]), (&"kept".into(), &"gone".into()), "{dry}");
    let table = desk.run(&merge(&["--dry-run"]));
    assert!(table.out.contains("size\t✓ 10\t○ 500"), "{table:?}");
    assert!(table.err.contains("Not taken over: industry IT (Kern)"), "{table:?}");
    let done = desk.run(&merge(&["--take", "industry", "--take", "field.Kdnr"]));
    assert_eq!(done.status, 0, "{done:?}");
    assert!(done.err.contains("Not taken over: industry Bau (Kern GmbH)"), "{done:?}");
    assert!(done.err.contains("Not taken over: size 500 (Kern)"), "{done:?}");
    let kern = desk.json(&["show", "Kern GmbH"]);
    let now = ["industry", "size", "tier", "web"].map(|name| kern[name].as_str().unwrap_or_default().to_owned());
    assert_eq!(now, ["IT", "10", "B", "kern.example"], "{kern}");
    assert_eq!((&kern["fields"]["Kdnr"], kern["tags"].as_array().unwrap().len()), (&"2".into(), 2), "{kern}");
    desk.ok(&["undo"]);
    // The other one's name: the name before leads on.
    desk.ok(&merge(&["--take", "name"]));
    assert_eq!(desk.json(&["show", "Kern GmbH"])["name"], "Kern");
    desk.ok(&["undo"]);
    desk.fails(&merge(&["--take", "birthday"]), 2, &["no field \"birthday\""]);
    desk.fails(&merge(&["--take", "consent.mail"]), 2, &["no field \"consent.mail\""]);
    desk.fails(&merge(&["--take", "size", "--keep", "size"]), 2, &["size"]);
}
