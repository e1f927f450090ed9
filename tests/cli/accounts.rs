//! Companies as accounts: their own rhythm, and who of them is due. Today is a Saturday.

use serde_json::{Value, json};

use super::desk::Desk;

/// Hofmann GmbH every 30 days, with Anna touched 45 days ago.
fn account() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "anna m", "every=none"]);
    desk.ok(&["log", "anna m", "7.10. call: asked for oak"]);
    desk.ok(&["set", "Hofmann GmbH", "every=30d"]);
    desk
}

fn row<'a>(due: &'a Value, name: &str) -> Option<&'a Value> {
    due.as_array().unwrap().iter().find(|row| row["name"] == name)
}

#[test]
fn a_company_with_which_nobody_was_in_touch_is_due() {
    let desk = account();
    let due = desk.json(&["due"]);
    let row = row(&due, "Hofmann GmbH").unwrap();
    let company = desk.json(&["show", "Hofmann GmbH"]);
    assert_eq!((&row["contact_id"], &row["company_id"]), (&Value::Null, &company["id"]));
    assert_eq!((&row["company"], &row["section"]), (&json!("Hofmann GmbH"), &json!("rhythm")));
    assert_eq!((&row["due"], &row["days_overdue"]), (&json!("2026-11-06"), &json!(15)));
    let reason = &row["reasons"][0];
    assert_eq!((&reason["kind"], &reason["id"]), (&json!("account"), &company["id"]));
    assert_eq!((&reason["interval_days"], &reason["last_touch"]), (&json!(30), &json!("2026-10-07")));
    assert_eq!(reason["text"], "15 d late · account: nobody touched for 45 d, every 30 d");
    let told = desk.ok(&["due", "--lang", "de"]);
    assert!(told.contains("rhythm\t2026-11-06\t15\tHofmann GmbH\tHofmann GmbH\t"), "{told}");
    assert!(told.contains("Firma: seit 45 T niemand kontaktiert, alle 30 T"), "{told}");
    assert!(desk.ok(&["due", "--brief"]).contains("Hofmann GmbH"));

    // A touch of anybody there.
    desk.ok(&["add", "Ben Hof", "--company", "Hofmann GmbH"]);
    desk.ok(&["log", "ben hof", "call: hello"]);
    assert!(self::row(&desk.json(&["due"]), "Hofmann GmbH").is_none());
    let next = desk.json(&["due", "--days", "40"]);
    assert_eq!(self::row(&next, "Hofmann GmbH").unwrap()["due"], "2026-12-21");
    desk.ok(&["undo"]);
    assert!(self::row(&desk.json(&["due"]), "Hofmann GmbH").is_some());
}

#[test]
fn its_rhythm_is_set_shown_and_told_in_its_history() {
    let desk = account();
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["cadence"], "30d");
    assert!(desk.ok(&["show", "Hofmann GmbH"]).contains("every 30 d"));
    let history = desk.ok(&["history", "Hofmann GmbH"]);
    assert!(history.contains("Changed rhythm · Hofmann GmbH") && history.contains("30d"), "{history}");
    let listed = desk.json(&["list", "--kind", "company", "hofmann"]);
    assert_eq!((&listed[0]["cadence"], &listed[0]["next_due"]), (&json!("30d"), &json!("2026-11-06")));
    let table =
        desk.ok(&["list", "--kind", "company", "--columns", "name,cadence,next-due,overdue", "--sort", "-overdue"]);
    assert!(table.starts_with("Hofmann GmbH\t30d\t2026-11-06\t15\n"), "{table}");
    desk.ok(&["set", "Hofmann GmbH", "every=none"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["cadence"], "none");
    assert!(row(&desk.json(&["due"]), "Hofmann GmbH").is_none());
    desk.fails(&["set", "Hofmann GmbH", "every=sometimes"], 2, &["sometimes"]);
}

#[test]
fn companies_follow_their_tiers_where_that_is_configured() {
    let desk = account();
    desk.ok(&["set", "Hofmann GmbH", "every=", "tier=A"]);
    assert!(row(&desk.json(&["due"]), "Hofmann GmbH").is_none());
    let config = desk.file("config.toml", "[companies]\nfollow_tiers = true\n");
    let due: Value = serde_json::from_str(&desk.ok(&["--config", &config, "due", "--json"])).unwrap();
    assert_eq!(row(&due, "Hofmann GmbH").unwrap()["tier"], "A");
}

#[test]
fn it_is_snoozed_spread_and_in_the_calendar() {
    let desk = account();
    desk.ok(&["snooze", "Hofmann GmbH", "1w"]);
    assert!(row(&desk.json(&["due"]), "Hofmann GmbH").is_none());
    let due: Value = serde_json::from_str(&desk.run_on("2026-11-30", &["due", "--json"]).out).unwrap();
    assert_eq!(row(&due, "Hofmann GmbH").unwrap()["days_overdue"], 24, "due days stay");
    desk.ok(&["undo"]);
    let id = row(&desk.json(&["due"]), "Hofmann GmbH").unwrap()["reasons"][0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["snooze", &id, "1w"]);
    desk.ok(&["undo"]);
    desk.fails(&["done", "Hofmann GmbH"], 2, &["touch"]);
    let plan = desk.json(&["spread", "--days", "1", "--dry-run"]);
    assert_eq!(plan["days"][0]["contacts"][0]["name"], "Hofmann GmbH");
    assert_eq!(plan["days"][0]["contacts"][0]["contact_id"], Value::Null);
    desk.ok(&["spread", "--days", "1"]);
    assert!(row(&desk.json(&["due"]), "Hofmann GmbH").is_none());
    desk.ok(&["undo"]);
    let calendar = desk.ok(&["export", "--format", "ics"]);
    assert!(calendar.contains("SUMMARY:Hofmann GmbH: account every 30 d"), "{calendar}");
    assert!(!desk.ok(&["export", "--format", "ics", "deniz"]).contains("Hofmann GmbH: account"));
}

#[test]
fn its_rhythm_goes_out_and_comes_back() {
    let desk = account();
    for (format, file) in [("csv", "out.csv"), ("vcard", "out.vcf"), ("json", "out.json")] {
        let file = desk.path(file).to_str().unwrap().to_owned();
        desk.ok(&["export", "--format", format, "-o", &file]);
        let other = Desk::new();
        other.ok(&["import", &file]);
        assert_eq!(other.json(&["show", "Hofmann GmbH"])["cadence"], "30d", "{format}");
    }
}

#[test]
fn a_key_contact_and_a_deputy_are_named_and_stand_first() {
    let desk = account();
    desk.ok(&["add", "Ben Hof", "--company", "Hofmann GmbH"]);
    desk.ok(&["add", "Zoe Hof", "--company", "Hofmann GmbH"]);
    desk.ok(&["set", "Hofmann GmbH", "key_contact=Zoe Hof", "Vertretung=ben hof"]);
    let shown = desk.json(&["show", "Hofmann GmbH"]);
    assert_eq!((&shown["key_contact"]["name"], &shown["deputy"]["name"]), (&json!("Zoe Hof"), &json!("Ben Hof")));
    let names: Vec<&Value> = shown["contacts"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Zoe Hof", "Ben Hof", "Anna Müller"]);
    assert!(desk.ok(&["show", "Hofmann GmbH"]).contains("Key contact\tZoe Hof\nDeputy\tBen Hof\n"));
    desk.fails(&["set", "Hofmann GmbH", "key_contact=Nobody There"], 1, &["Nobody There"]);
    let history = desk.ok(&["history", "Hofmann GmbH"]);
    assert!(history.contains("key contact") && history.contains("Zoe Hof"), "{history}");

    // One who goes into another is that one; one who is deleted is nobody.
    desk.ok(&["merge", "zoe hof", "--into", "anna m"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["key_contact"]["name"], "Anna Müller");
    desk.ok(&["delete", "ben hof"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["deputy"], Value::Null);
    // As everywhere, words that begin those of one name are enough.
    desk.ok(&["set", "Hofmann GmbH", "deputy=anna hof"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["deputy"]["name"], "Anna Müller");
    desk.fails(&["set", "Hofmann GmbH", "deputy=ann"], 5, &["2 contacts fit"]);
    desk.ok(&["set", "Hofmann GmbH", "key_contact="]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["key_contact"], Value::Null);
}

#[test]
fn one_touch_may_count_for_all() {
    let desk = account();
    desk.ok(&["add", "Ben Hof", "--company", "Hofmann GmbH", "--every", "30d"]);
    desk.ok(&["log", "ben hof", "7.10. call: asked for oak"]);
    desk.ok(&["log", "anna m", "call: all fine"]);
    let config = desk.file("config.toml", "[companies]\none_touch_counts = true\n");
    let due = |arguments: &[&str]| {
        let due: Value = serde_json::from_str(&desk.ok(&[arguments, &["due", "--json"]].concat())).unwrap();
        row(&due, "Ben Hof").is_some()
    };
    assert!(due(&[]));
    assert!(!due(&["--config", &config]));
}

#[test]
fn who_may_be_named_as_a_reference_is_kept_with_day_and_how() {
    let desk = account();
    desk.ok(&["set", "Hofmann GmbH", "reference=yes 1.10.: by mail"]);
    desk.ok(&["set", "anna m", "Referenz=nein"]);
    let of = |who: &str| desk.json(&["show", who])["reference"].clone();
    assert_eq!(of("Hofmann GmbH"), json!({ "may": true, "day": "2026-10-01", "how": "by mail" }));
    assert_eq!(of("anna m"), json!({ "may": false, "day": "2026-11-21" }));
    assert_eq!(of("anna b"), Value::Null);
    assert!(desk.ok(&["show", "Hofmann GmbH"]).contains("Reference\tmay be named · 1 Oct"));
    assert!(desk.ok(&["show", "anna m", "--lang", "de"]).contains("Referenz\tdarf nicht genannt werden"));
    assert!(desk.ok(&["history", "anna m"]).contains("reference"));
    desk.fails(&["set", "anna m", "reference=perhaps"], 2, &["yes, no"]);
    // What goes into another takes it along.
    desk.ok(&["merge", "anna m", "--into", "anna b"]);
    assert_eq!(of("anna b")["may"], false);
    desk.ok(&["set", "anna b", "reference="]);
    assert_eq!(of("anna b"), Value::Null);
}

#[test]
fn referrals_are_a_tree_with_what_it_brought() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Ben Hof"]);
    desk.ok(&["set", "anna b", "referred_by=Anna Müller"]);
    desk.ok(&["set", "deniz", "referred_by=Anna Berg"]);
    desk.ok(&["set", "ben hof", "referred_by=Anna Müller"]);
    desk.ok(&["order", "deniz", "100", "--on", "2026-10-02"]);
    desk.ok(&["order", "ben hof", "50.50", "usd", "--on", "2026-10-02"]);
    desk.ok(&["order", "anna m", "999", "--on", "2026-10-02"]);
    let tree = desk.json(&["referrals", "anna m"]);
    let told: Vec<Value> =
        tree["referred"].as_array().unwrap().iter().map(|one| json!([one["name"], one["depth"]])).collect();
    assert_eq!(json!(told), json!([["Anna Berg", 1], ["Deniz Çelik", 2], ["Ben Hof", 1]]));
    assert_eq!(tree["count"], 3);
    let euro = |amount: &str, currency: &str| json!({ "amount": amount, "currency": currency });
    assert_eq!(tree["revenue"], json!([euro("100.00", "EUR"), euro("50.50", "USD")]), "without her own");
    assert_eq!(tree["referred"][1]["revenue"], json!([euro("100.00", "EUR")]));
    let up = desk.json(&["referrals", "deniz"]);
    let names: Vec<&Value> = up["referrers"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Anna Berg", "Anna Müller"]);
    let lines = desk.ok(&["referrals", "anna b"]);
    let depths: Vec<&str> = lines.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(depths, ["-1", "1"], "{lines}");
    // Nothing goes round.
    let said = desk.fails(&["set", "anna m", "referred_by=Deniz Çelik"], 2, &["can't go round"]);
    assert_eq!(said.out, "");
    desk.fails(&["referrals", "nobody"], 1, &[]);
}
