//! JSON lines on standard input: one set, the ids in order, and nothing at all if a line is wrong.

use serde_json::{Value, json};

use crate::desk::{Desk, Said};

fn ids(said: &Said) -> Vec<&str> {
    assert_eq!(said.status, 0, "{said:?}");
    said.out.lines().collect()
}

#[test]
fn contacts_come_from_lines_as_one_set() {
    let desk = Desk::new();
    let lines = r#"
{"name": "Anna Müller", "company": "Hofmann GmbH", "phones": ["mobile: 0170 12", {"label": "work", "value": "030 1"}], "tags": ["a, b", "c"], "birthday": "--12-24"}

{"name": "Tom Berg", "company": "hofmann gmbh", "field.Nr": 7, "fields": {"Region": "Süd"}, "archived": false, "role": null}
{"Name": "Ida Holm"}
"#;
    let said = desk.run_with_input(&["add", "-", "--tag", "fair", "owner=Mia"], lines);
    let made = ids(&said);
    assert_eq!(made.len(), 4, "three contacts in order, then the company once: {said:?}");
    for (id, name) in made.iter().zip(["Anna Müller", "Tom Berg", "Ida Holm", "Hofmann GmbH"]) {
        assert_eq!(desk.json(&["show", id])["name"], name);
    }
    let anna = desk.json(&["show", "anna"]);
    assert_eq!(anna["tags"], json!(["a, b", "c"]), "what the line says goes before what is said for all");
    assert_eq!(
        anna["phones"],
        json!([{ "label": "mobile", "value": "0170 12" }, { "label": "work", "value": "030 1" }])
    );
    let tom = desk.json(&["show", "tom"]);
    assert_eq!((&tom["fields"], &tom["owner"]), (&json!({ "Nr": "7", "Region": "Süd" }), &json!("Mia")));
    assert_eq!(tom["tags"], json!(["fair"]));
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["list"]), json!([]), "all of it is one set");
}

#[test]
fn numbers_stand_where_numbers_are_meant() {
    let desk = Desk::new();
    let lines = r#"{"name": "A AG", "size": 50, "ids": [{"source": "crm", "value": 4711}], "fields": {"Nr": 7}}"#;
    ids(&desk.run_with_input(&["add", "--kind", "company", "-"], lines));
    let company = desk.json(&["show", "A AG"]);
    assert_eq!((&company["size"], &company["fields"]), (&json!("50"), &json!({"Nr": "7"})));
    assert_eq!(company["ids"], json!([{"source": "crm", "value": "4711"}]));
    ids(&desk.run_with_input(&["add", "-"], r#"{"name": "Tom", "jobs": [{"company": "A AG", "from": 2019}]}"#));
    assert_eq!(desk.json(&["show", "tom"])["jobs"][0]["from"], "2019-01-01");
}

/// A company told for all is a job beside those that the line tells; one that the line tells takes its place.
#[test]
fn the_company_of_all_stands_beside_the_jobs_of_a_line() {
    let desk = Desk::new();
    let lines = r#"{"name": "Anna", "jobs": [{"role": "Buyer", "company": "Lund AS"}]}
{"name": "Tom", "company": "Berg AG"}
{"name": "Ida", "tags": ["oak"]}"#;
    ids(&desk.run_with_input(&["add", "-", "--company", "Fair GmbH", "--tag", "fair"], lines));
    let companies = |name: &str| -> Vec<Value> {
        let jobs = desk.json(&["show", name])["jobs"].clone();
        jobs.as_array().unwrap().iter().map(|job| job["company"].clone()).collect()
    };
    assert_eq!(companies("anna"), ["Fair GmbH", "Lund AS"]);
    assert_eq!((companies("tom"), companies("ida")), (vec![json!("Berg AG")], vec![json!("Fair GmbH")]));
    assert_eq!(desk.json(&["show", "ida"])["tags"], json!(["oak"]));
    desk.ok(&["add", "Mia", "--company", "Berg AG", "job+=Buyer @ Lund AS"]);
    assert_eq!(companies("mia"), ["Berg AG", "Lund AS"]);
}

#[test]
fn companies_come_from_lines() {
    let desk = Desk::new();
    let said = desk.run_with_input(
        &["add", "--kind", "company", "-"],
        "{\"name\":\"A AG\"}\n{\"name\":\"B AG\",\"industry\":\"oak\"}",
    );
    assert_eq!(ids(&said).len(), 2);
    assert_eq!(desk.json(&["show", "b ag"])["industry"], "oak");
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_written() {
    let desk = Desk::with_contacts();
    let all = desk.json(&["list"]);
    let check = |arguments: &[&str], line: &str, status: i32, what: &[&str]| {
        let good = match arguments[0] {
            "add" => r#"{"name": "Good One"}"#,
            "log" => r#"{"contact": "deniz", "line": "call: fine"}"#,
            _ => r#"{"contact": "deniz", "kind": "praise", "text": "fine"}"#,
        };
        let said = desk.run_with_input(arguments, &format!("{good}\n\n{line}\n{good}"));
        assert_eq!((said.status, said.out.as_str()), (status, ""), "{line}: {said:?}");
        for words in what.iter().chain(&["line 3: "]) {
            assert!(said.err.contains(words), "{line} doesn't say {words:?} but {:?}", said.err);
        }
        assert_eq!(desk.json(&["list"]), all, "{line} writes nothing");
        assert_eq!(desk.json(&["show", "deniz"])["interactions"], json!([]));
        assert_eq!(desk.json(&["show", "deniz"])["feedback"], json!([]));
    };
    check(&["add", "-"], "name: Tom", 2, &["no JSON object", "column 2"]);
    check(&["add", "-"], "[1]", 2, &["no JSON object"]);
    check(&["add", "-"], r#"{"company": "X"}"#, 2, &["name"]);
    check(&["add", "-"], r#"{"name": "Tom", "birtday": "1.1."}"#, 2, &["birtday", "\"birthday\"?"]);
    check(&["add", "-"], r#"{"name": "Tom", "tier": "D"}"#, 2, &["\"D\"", "tier"]);
    check(&["add", "-"], r#"{"name": "Tom", "tier": ["A", "B"]}"#, 2, &["\"tier\" takes one text"]);
    check(&["log", "-"], r#"{"line": "call: hello"}"#, 2, &["contact"]);
    check(&["log", "-"], r#"{"contact": "nobody", "line": "call: hello"}"#, 1, &["nobody fits"]);
    check(&["log", "-"], r#"{"contact": "anna", "line": "call: hello"}"#, 5, &["2 contacts fit"]);
    check(&["log", "-"], r#"{"contact": "deniz", "lines": "call: hello"}"#, 2, &["\"line\"?"]);
    check(&["log", "-"], r#"{"contact": "deniz"}"#, 2, &["line"]);
    check(&["log", "-"], r#"{"contact": "deniz", "line": "call: x", "minutes": "long"}"#, 2, &["minutes"]);
    check(
        &["log", "-"],
        r#"{"contact": "deniz", "line": "call: x", "with": {"a": 1}}"#,
        2,
        &["\"with\" takes a text or a list of texts"],
    );
    check(&["log", "-"], r#"{"contact": "deniz", "text": 5}"#, 2, &["\"text\" takes one text"]);
    check(&["log", "-"], r#"{"contact": "deniz", "line": "x", "topics": [5]}"#, 2, &["\"topics\" takes a text or"]);
    check(&["feedback", "-"], r#"{"contact": "deniz", "kind": "wish", "text": true}"#, 2, &["\"text\" takes one text"]);
    check(&["log", "-"], r#"{"contact": "deniz", "text": "x", "day": "soon"}"#, 2, &["soon"]);
    check(&["feedback", "-"], r#"{"contact": "deniz", "kind": "noise", "text": "x"}"#, 2, &["noise", "complaint"]);
    check(&["feedback", "-"], r#"{"contact": "deniz", "kind": "praise"}"#, 2, &["text"]);
    check(&["feedback", "-"], r#"{"contact": "deniz", "kind": "survey", "text": "x", "score": 11}"#, 2, &["11"]);
    for (fields, what) in [
        (r#""phones": [{"value": "1", "labl": "x"}]"#, &["phone has no part \"labl\"", "label, value"][..]),
        (r#""web": [{"url": "x.de"}]"#, &["web has no part \"url\""]),
        (r#""tags": [{"a": 1}]"#, &["\"tag\" takes a text or a list of texts"]),
        (r#""tags": [["a"]]"#, &["\"tag\" takes a text or a list of texts"]),
        (r#""company": {"name": "X"}"#, &["\"company\" takes one text"]),
        (r#""mails": ["a@x.example", 5]"#, &["\"email\" takes texts or objects with label, value"]),
        (r#""mails": [["a@x.example"]]"#, &["\"email\" takes"]),
        (r#""mails": [{"label": "work"}]"#, &["\"email\" takes"]),
        (r#""mobile": 17012"#, &["\"phone.mobile\" takes a text or a list of texts"]),
        (r#""addresses": [{"city": {"name": "Ulm"}}]"#, &["\"address\" takes texts or objects with label, street"]),
        (r#""jobs": [true]"#, &["\"job\" takes texts or objects with role"]),
        (r#""dnc": {"until": []}"#, &["\"dnc\" takes a text, or an object with until, reason"]),
        (r#""name": true"#, &["\"name\" takes one text"]),
        (r#""name": 5"#, &["\"name\" takes one text"]),
        (r#""notes": 7"#, &["\"notes\" takes one text"]),
        (r#""tags": ["oak", 5]"#, &["\"tag\" takes a text or a list of texts"]),
        (r#""addresses": [{"postcode": 1069}]"#, &["\"address\" takes texts or objects with label, street"]),
        (r#""phones": [{"value": 17012}]"#, &["\"phone\" takes texts or objects with label, value"]),
        (r#""role": ["a"]"#, &["\"role\" takes one text"]),
        (r#""fields": "x""#, &["no field \"fields\""]),
        (r#""fields": {"a": [1]}"#, &["\"field.a\" takes one text"]),
        (r#""tier": "A", "Stufe": "B""#, &["tier is said twice"]),
        (r#""tier": "A", "tier": "B""#, &["tier is said twice"]),
    ] {
        check(&["add", "-"], &format!("{{\"nickname\": \"A\", {fields}}}"), 2, what);
    }
    let long = format!(r#"{{"name": "A", "owner": "{}"}}"#, "x".repeat(1_025));
    check(&["add", "-"], &long, 2, &["owner is longer than 1024 bytes"]);
    check(&["log", "-"], r#"{"contact": "deniz", "line": "call: x", "at": "blub"}"#, 2, &["at: \"blub\" is no day"]);
    check(&["log", "-"], r#"{"contact": "deniz", "line": "call: x >> blub"}"#, 2, &["line: "]);
    check(&["log", "-"], r#"{"contact": "deniz", "line": "call: x", "next": "blub y"}"#, 2, &["next: "]);
    check(&["log", "-"], r#"{"contact": "nobody", "line": "call: x"}"#, 1, &["contact: nobody fits"]);
    check(
        &["log", "-"],
        r#"{"contact": "deniz", "line": "x", "minutes": "long"}"#,
        2,
        &["\"long\" is no value for minutes"],
    );
    check(&["feedback", "-"], r#"{"contact": "deniz", "kind": "wish", "text": "x", "due": "blub"}"#, 2, &["due: "]);
    let said = desk.run_with_input(&["log", "-", "--kind", "mail"], "{}");
    assert!(said.status == 2 && said.err.contains("everything stands in the lines"), "{said:?}");
    let said = desk.run_with_input(&["add", "-", "--json"], "x");
    let error: Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!((said.status, &error["error"]["kind"]), (2, &json!("usage")));
}

#[test]
fn what_happened_comes_from_lines_each_on_what_the_lines_before_left() {
    let desk = Desk::with_contacts();
    desk.ok(&["follow-up", "deniz", "send offer", "--due", "today", "--every", "1m"]);
    let lines = r#"{"contact": "deniz", "line": "call 5min: asked for it >> 2w ask again"}
{"contact": "deniz", "text": "literal: >> no clause", "kind": "mail", "direction": "out", "day": "2026-11-20", "time": "10:00", "topics": ["oak"], "with": "anna m"}"#;
    let said = desk.run_with_input(&["log", "-"], lines);
    let made = ids(&said);
    let deniz = desk.json(&["show", "deniz"]);
    let texts: Vec<&Value> = deniz["interactions"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
    assert_eq!(texts, ["asked for it", "literal: >> no clause"], "{said:?}");
    assert_eq!(deniz["interactions"][1]["time"], "10:00");
    assert_eq!(made.len(), 4, "two interactions, the follow-up that was said and the one that recurs: {said:?}");
    let open: Vec<&Value> =
        deniz["follow_ups"].as_array().unwrap().iter().filter(|one| one["state"] == "open").collect();
    assert_eq!(open.len(), 2, "the recurring one came once: {open:?}");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "deniz"])["interactions"], json!([]));
}

#[test]
fn feedback_comes_from_lines() {
    let desk = Desk::with_contacts();
    let lines = r#"{"contact": "deniz", "kind": "complaint", "text": "late", "due": "fri"}
{"contact": "anna m", "kind": "umfrage", "text": "fine", "score": 9, "topic": "oak"}"#;
    let said = desk.run_with_input(&["feedback", "-", "--json"], lines);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["ids"].as_array().unwrap().len(), 2, "{said:?}");
    assert_eq!(desk.json(&["show", "deniz"])["feedback"][0]["due"], "2026-11-27");
    assert_eq!(desk.json(&["show", "anna m"])["feedback"][0]["score"], 9);
}

#[test]
fn no_lines_are_nothing_to_do() {
    let desk = Desk::new();
    let said = desk.run_with_input(&["add", "-"], "\n \n");
    assert_eq!((said.status, said.out.as_str()), (0, ""), "{said:?}");
}
