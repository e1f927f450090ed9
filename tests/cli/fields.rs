//! Every field by `add`, `set` and `show`, and each kind of value that can't be read.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn every_field_of_a_contact_is_set_and_shown() {
    let desk = Desk::with_contacts();
    desk.ok(&[
        "set",
        "anna müller",
        "honorific=Dr.",
        "given_name=Anna",
        "Nachname=Müller",
        "nickname=Anni",
        "salutation=Frau",
        "form=Sie",
        "job=Buyer @ Hofmann GmbH / Purchasing (since 2021-03)",
        "job=Trainee @ Kaiser Bau (2019 - 2021-02)",
        "email=work: anna@hofmann.example",
        "email=privat: anna@home.example",
        "phone.mobile=+49 170 12",
        "address=home: Hof 1, 89073 Ulm, Germany",
        "address.work.city=Stuttgart",
        "linkedin=https://linkedin.example/in/anna",
        "web+=https://anna.example",
        "birthday=24.12.1971",
        "Sprache=de",
        "channel=visit",
        "Stufe=B",
        "stage=Stammkunde",
        "tag=oak,fair",
        "every=6w",
        "dnc=1.3.2027: parental leave",
        "owner=Mia",
        "source=fair 2024",
        "referred_by=Deniz Çelik",
        "notes=likes tea",
        "field.Kundennummer=4711",
        "ids.crm=c-9",
        "added=2024-05",
    ]);
    let anna = desk.json(&["show", "anna müller"]);
    let deniz = desk.json(&["show", "deniz"])["id"].clone();
    for (field, value) in [
        ("honorific", json!("Dr.")),
        ("given_name", json!("Anna")),
        ("family_name", json!("Müller")),
        ("nickname", json!("Anni")),
        ("address_form", json!("sie")),
        ("company", json!("Hofmann GmbH")),
        ("role", json!("Buyer")),
        ("birthday", json!("1971-12-24")),
        ("language", json!("de")),
        ("preferred_channel", json!("visit")),
        ("tier", json!("B")),
        ("stage", json!("regular")),
        ("tags", json!(["oak", "fair"])),
        ("cadence", json!("6w")),
        ("do_not_contact", json!({ "until": "2027-03-01", "reason": "parental leave" })),
        ("referred_by", json!({ "contact": deniz })),
        ("fields", json!({ "Kundennummer": "4711" })),
        ("ids", json!([{ "source": "crm", "value": "c-9" }])),
        ("added", json!("2024-05-01")),
    ] {
        assert_eq!(anna[field], value, "{field}");
    }
    let labels = |list: &str| -> Vec<String> {
        let all = anna[list].as_array().unwrap().iter();
        all.map(|one| format!("{}={}", one["label"].as_str().unwrap_or("-"), one["value"].as_str().unwrap())).collect()
    };
    assert_eq!(labels("mails"), ["work=anna@hofmann.example", "home=anna@home.example"]);
    assert_eq!(labels("phones"), ["-=+49 711 220-13", "mobile=+49 170 12"]);
    assert_eq!(labels("handles"), ["linkedin=https://linkedin.example/in/anna", "-=https://anna.example"]);
    assert_eq!(anna["addresses"][0]["postcode"], "89073");
    assert_eq!((&anna["addresses"][1]["label"], &anna["addresses"][1]["city"]), (&json!("work"), &json!("Stuttgart")));
    let past = &anna["jobs"][1];
    assert_eq!(
        (&past["company"], &past["from"], &past["to"]),
        (&json!("Kaiser Bau"), &json!("2019-01-01"), &json!("2021-02-28"))
    );
    let shown = desk.ok(&["show", "anna müller"]);
    for words in [
        "Purchasing",
        "Kaiser Bau",
        "1 Mar 2027",
        "since Mar 2021",
        "2019 – Feb 2021",
        "Kundennummer\t4711",
        "crm · c-9",
        "recommended by\tDeniz Çelik",
        "Dr.",
    ] {
        assert!(shown.contains(words), "{words:?} stands nowhere in {shown}");
    }
}

#[test]
fn what_show_prints_can_be_added_again() {
    let desk = Desk::with_contacts();
    desk.ok(&[
        "set",
        "anna müller",
        "job=Buyer, EMEA @ A, B & Co. / x (2019 -)",
        "address=label=home; street=a, b; city=Ulm",
        "dnc=yes: no calls; please",
        "tag=a\\, b,c",
        "field.a b=1; 2",
        "ids=crm: 1",
        "web=https://x.example/?a=b",
    ]);
    desk.ok(&["log", "anna müller", "call: hello >> complaint: late >> 2w ask"]);
    let anna = desk.json(&["show", "anna müller"]);
    let other = Desk::new();
    let said = other.run_with_input(&["add", "-"], &anna.to_string());
    assert_eq!(said.status, 0, "{said:?}");
    let beside = ["feedback", "follow_ups", "interactions", "last_touch"];
    assert_eq!(said.err.lines().nth(1), Some(&*format!("Not taken over, being no fields: {}", beside.join(", "))));
    let again = other.json(&["show", "anna müller"]);
    for (field, value) in anna.as_object().unwrap() {
        if beside.contains(&&**field) || ["id", "company_id"].contains(&&**field) {
            continue;
        }
        if field == "jobs" {
            let names = |all: &serde_json::Value| {
                all.as_array()
                    .unwrap()
                    .iter()
                    .map(|job| (job["company"].clone(), job["role"].clone(), job["from"].clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(names(&again[field]), names(value), "{field}");
        } else {
            assert_eq!(&again[field], value, "{field}");
        }
    }
}

#[test]
fn what_show_prints_of_a_company_can_be_added_again() {
    let desk = Desk::with_contacts();
    desk.ok(&[
        "set",
        "Hofmann GmbH",
        "industry=oak",
        "web=x.example",
        "phone=main: 030 12",
        "address.city=Ulm",
        "field.a=1",
    ]);
    let hofmann = desk.json(&["show", "Hofmann GmbH"]);
    let other = Desk::new();
    let said = other.run_with_input(&["add", "-", "--kind", "company"], &hofmann.to_string());
    assert_eq!((said.status, said.err.contains("contacts")), (0, true), "{said:?}");
    let again = other.json(&["show", "Hofmann GmbH"]);
    for (field, value) in
        hofmann.as_object().unwrap().iter().filter(|(field, _)| *field != "id" && *field != "contacts")
    {
        assert_eq!(&again[field], value, "{field}");
    }
}

#[test]
fn what_is_typed_is_cleaned_as_what_is_imported() {
    let desk = Desk::new();
    let said = desk.run(&["add", "Mu\u{308}ller\u{200b}\nAnna", "notes=one\ntwo"]);
    assert_eq!((said.status, said.err.matches("Taken out: ").count()), (0, 1), "{said:?}");
    let said = desk.run(&["set", "müller", "company=Hof\u{202e}mann"]);
    assert_eq!((said.status, said.err.matches("Taken out: ").count()), (0, 1), "{said:?}");
    let shown = desk.json(&["show", "müller"]);
    assert_eq!((&shown["name"], &shown["company"]), (&json!("Müller Anna"), &json!("Hofmann")));
    assert_eq!(shown["notes"], "one\ntwo");
    desk.fails(&["add", "\u{200b}"], 2, &["name"]);
    desk.run_with_input(&["add", "-"], "{\"name\": \"A\\u202eB\", \"tags\": [\"a\\u0007b\"]}");
    assert_eq!(desk.json(&["show", "ab"])["tags"], json!(["ab"]));
    let said = desk.run(&["follow-up", "ab", "send\u{7}\noffer", "--due", "fri"]);
    assert!(said.err.contains("Taken out: "), "{said:?}");
    assert_eq!(desk.json(&["show", "ab"])["follow_ups"][0]["title"], "send offer");
    desk.ok(&["add", "Ida", "--phone", "call me"]);
    let said = desk.run(&["set", "ida", "owner=Mia"]);
    assert!(!said.err.contains("call me"), "an old oddity is not said again: {said:?}");
}

#[test]
fn a_contact_of_another_store_recommends_nobody_here() {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "anna müller", "referred_by=Deniz Çelik"]);
    let other = Desk::new();
    let said = other.run_with_input(&["add", "-"], &desk.json(&["show", "anna müller"]).to_string());
    assert_eq!((said.status, said.err.contains("referred_by")), (0, true), "{said:?}");
    assert_eq!(other.json(&["show", "anna müller"])["referred_by"], json!(null));
}

#[test]
fn a_company_has_its_fields_and_is_renamed() {
    let desk = Desk::with_contacts();
    desk.ok(&[
        "add",
        "--kind",
        "company",
        "Kaiser Bau",
        "Branche=Bau",
        "size=50-100",
        "PLZ=10115",
        "phone=Zentrale: 030 12",
    ]);
    desk.ok(&[
        "set",
        "Hofmann GmbH",
        "name=Hofmann AG",
        "tag=oak",
        "address=Hof 1, 70173 Stuttgart",
        "field.Ust-Id=DE1",
    ]);
    let kaiser = desk.json(&["show", "Kaiser Bau"]);
    assert_eq!((&kaiser["industry"], &kaiser["size"]), (&json!("Bau"), &json!("50-100")));
    assert_eq!(kaiser["phones"], json!([{ "label": "main", "value": "030 12" }]));
    assert_eq!(kaiser["addresses"][0]["postcode"], "10115");
    assert_eq!(desk.json(&["show", "anna müller"])["company"], "Hofmann AG");
    desk.fails(&["set", "Kaiser Bau", "birthday=1.1."], 2, &["only a contact has a field \"birthday\""]);
    desk.fails(&["set", "Nobody & Co.", "tier=A"], 1, &["nobody fits"]);
}

#[test]
fn a_full_name_is_a_company_only_if_it_is_no_contact() {
    let desk = Desk::new();
    desk.ok(&["add", "Berg", "--company", "Berg"]);
    desk.ok(&["set", "Berg", "owner=Mia"]);
    desk.ok(&["add", "Bernd Kaiser", "--company", "Kaiser Bau"]);
    desk.ok(&["set", "kaiser bau", "industry=building"]);
    assert_eq!(desk.json(&["show", "bernd"])["owner"], json!(null));
}

#[test]
fn a_value_that_cannot_be_read_is_said_with_its_field() {
    let desk = Desk::with_contacts();
    let check = |field: &str, what: &[&str]| {
        let before = desk.json(&["show", "anna müller"]);
        desk.fails(&["set", "anna müller", "owner=Mia", field], 2, what);
        assert_eq!(desk.json(&["show", "anna müller"]), before, "nothing of it is written");
    };
    check("birtday=1.1.", &["no field \"birtday\"", "Did you mean \"birthday\"?", "field.birtday=VALUE"]);
    check("Kundennummer=1", &["no field \"Kundennummer\"", "field.Kundennummer=VALUE"]);
    check("tier", &["\"tier\" is no FIELD=VALUE"]);
    check("tier=D", &["\"D\" is no value for tier", "A, B, C"]);
    check("owner=Ida", &["owner is said twice"]);
    check("tier+=A", &["\"tier\" holds one value"]);
    check("stage=golden", &["\"golden\" is no value for stage", "dormant"]);
    check("channel=smoke", &["\"smoke\" is no value for channel"]);
    check("form=ihr", &["\"ihr\" is no value for du or Sie (form)"]);
    check("archived=perhaps", &["\"perhaps\" is no value for archived", "yes, no"]);
    check("birthday=31.2.", &["\"31.2.\" is no birthday"]);
    check("birthday=2027-01-01", &["2027-01-01"]);
    check("every=often", &["rhythm (every): \"often\" is no span"]);
    check("dnc=perhaps", &["dnc: \"perhaps\" is no day"]);
    check("added=soon", &["added: \"soon\" is no day"]);
    check("job=Buyer @ X (2021 - 2019)", &["2021"]);
    check("job=role=Buyer; colour=red", &["job has no part \"colour\"", "role, company"]);
    check("address=city=Ulm; colour=red", &["address has no part \"colour\""]);
    check("ids=4711", &["doesn't say where"]);
    check("name=", &["name"]);
    check("industry=oak", &["only a company has a field \"industry\""]);
}

#[test]
fn a_job_told_beside_the_company_is_a_job_of_its_own() {
    let desk = Desk::with_contacts();
    let jobs = |name: &str| {
        let shown = desk.json(&["show", name]);
        let of = |job: &serde_json::Value| {
            format!("{} {}", job["role"].as_str().unwrap_or("-"), job["company"].as_str().unwrap_or("-"))
        };
        shown["jobs"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    desk.ok(&["add", "Ann One", "--company", "Hof", "--role", "Buyer", "job+=Adviser @ Neben (since 2020)"]);
    assert_eq!(jobs("Ann One"), ["Buyer Hof", "Adviser Neben"]);
    desk.ok(&["add", "Ann Two", "--company", "Hof", "--role", "Buyer", "job+=Buyer @ Hof (since 2020)"]);
    assert_eq!(jobs("Ann Two"), ["Buyer Hof"], "the same job is told twice");
    desk.ok(&["set", "Ann Two", "role=Head"]);
    assert_eq!(jobs("Ann Two"), ["Head Hof"], "a role alone is of the present job");
}

#[test]
fn a_whole_list_comes_before_its_values_with_a_label() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Ben Both", "phone.mobile=0170 1234567", "phone=030 7654321"]);
    assert_eq!(desk.json(&["show", "Ben Both"])["phones"].as_array().unwrap().len(), 2);
}

/// What is copied from a link is a mail or a phone all the same.
#[test]
fn a_link_s_beginning_is_left_out() {
    let desk = Desk::new();
    desk.ok(&["add", "Mia Olsen", "--email", "mailto:mia@x.example", "--phone", "tel:+4722123456"]);
    desk.ok(&["set", "Mia", "email.work=MAILTO:m@x.example", "phone+=home: tel:+4733123456"]);
    let there = desk.json(&["show", "Mia"]);
    let values = |of: &str| {
        there[of].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values("mails"), ["mia@x.example", "m@x.example"]);
    assert_eq!(values("phones"), ["+4722123456", "+4733123456"]);
}
