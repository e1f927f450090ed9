//! The clock is set back, goes ahead or is in another zone: order comes from what was saved after what, nobody is due twice,
//! nobody vanishes.

use std::collections::HashSet;

use serde_json::Value;

use crate::desk::{Desk, Said, said};

/// The contacts that are due in a year's time, each named as often as it is.
fn due(desk: &Desk, today: &str) -> Vec<String> {
    let said = desk.run_on(today, &["due", "--days", "7", "--json"]);
    assert_eq!(said.status, 0, "{said:?}");
    let rows: Value = serde_json::from_str(&said.out).unwrap();
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

fn on(desk: &Desk, today: &str, arguments: &[&str]) -> Said {
    let said = desk.run_on(today, arguments);
    assert_eq!(said.status, 0, "{arguments:?} on {today}: {said:?}");
    said
}

#[test]
fn what_was_saved_last_is_taken_back_first() {
    let desk = Desk::with_contacts();
    on(&desk, "2026-11-21", &["log", "anna m", "call: one >> 23.11. 14:30 first"]);
    on(&desk, "2026-11-18", &["log", "anna m", "call: two >> 23.11. 9:00 second"]);
    on(&desk, "2026-11-20", &["log", "anna m", "call: three"]);
    let texts = |desk: &Desk| -> Vec<String> {
        let shown = desk.json(&["show", "anna m"]);
        shown["interactions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&desk), ["one", "three", "two"], "by the days at which they were logged");
    let history = desk.ok(&["history"]);
    let sets: Vec<&str> = history.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert!(sets.is_sorted_by(|a, b| a.parse::<u32>().unwrap() > b.parse::<u32>().unwrap()), "{sets:?}");
    on(&desk, "2026-11-18", &["undo"]);
    assert_eq!(texts(&desk), ["one", "two"], "the last is taken back, not the latest");
    on(&desk, "2026-11-25", &["undo"]);
    assert_eq!(texts(&desk), ["one"]);
    let open = desk.json(&["show", "anna m"]);
    assert_eq!(open["follow_ups"].as_array().unwrap().len(), 1);
}

#[test]
fn nobody_is_due_twice_or_vanishes_on_any_day() {
    let desk = Desk::with_contacts();
    on(&desk, "2026-11-21", &["log", "anna m", "call: one >> 24.11. 14:30 offer"]);
    on(&desk, "2026-11-18", &["log", "anna m", "na: nobody there"]);
    on(&desk, "2026-11-18", &["feedback", "deniz", "late", "--kind", "complaint"]);
    for day in 1..=30 {
        let today = format!("2026-11-{day:02}");
        let names = due(&desk, &today);
        let once: HashSet<&String> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{today}: {names:?}");
    }
    for today in ["2026-11-24", "2026-11-25", "2027-06-01"] {
        assert_eq!(due(&desk, today).iter().filter(|name| *name == "Anna Müller").count(), 1, "{today}");
    }
}

#[test]
fn a_snooze_ends_with_the_next_touch_and_not_before_whatever_day_it_is_taken_for() {
    for year in ["2020", "2040"] {
        let desk = Desk::with_contacts();
        let is_due = |day: &str| due(&desk, &format!("{year}-{day}")).contains(&"Mia Olsen".to_owned());
        let at = |day: &str, arguments: &[&str]| on(&desk, &format!("{year}-{day}"), arguments);
        at("01-02", &["add", "Mia Olsen", "--every", "30d"]);
        at("01-02", &["log", "mia", "call: hello"]);
        assert!(is_due("02-10"), "{year}: a rhythm later");
        at("02-10", &["snooze", "mia", "2w"]);
        assert!(!is_due("02-11") && is_due("02-25"), "{year}: hidden for two weeks");
        at("02-10", &["snooze", "mia", "6m"]);
        at("02-12", &["log", "mia", "call: hello again"]);
        assert!(!is_due("02-25") && is_due("03-20"), "{year}: the touch ended it");
    }
}

#[test]
fn another_zone_changes_no_order_and_no_day() {
    let desk = Desk::with_contacts();
    let run = |zone: &str, arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.env_clear().env("HOME", desk.path("")).env("TZ", zone).env("TOUCHBASE_STORE", desk.store());
        let said = said(command.args(arguments));
        assert_eq!(said.status, 0, "{arguments:?} in {zone}: {said:?}");
        said
    };
    // As far apart as zones are: it is never the same day in both.
    let (east, west) = ("<+14>-14", "<-11>11");
    run(east, &["log", "anna m", "call: in the east"]);
    run(west, &["log", "anna m", "call: in the west"]);
    run(east, &["log", "deniz", "na: nobody there"]);
    run(west, &["log", "deniz", "call: reached"]);
    let shown: Value = serde_json::from_str(&run(west, &["show", "anna m", "--json"]).out).unwrap();
    let texts: Vec<&str> =
        shown["interactions"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["in the west", "in the east"], "newest first");
    let days: Vec<&str> =
        shown["interactions"].as_array().unwrap().iter().map(|one| one["day"].as_str().unwrap()).collect();
    assert!(days[0] < days[1], "each has the day of the place where it was logged: {days:?}");
    for zone in [east, west, "UTC"] {
        let rows: Value = serde_json::from_str(&run(zone, &["due", "--days", "9", "--json"]).out).unwrap();
        let has_retry = rows.to_string().contains("\"retry\"");
        assert!(!has_retry, "{zone}: whoever was reached need not be tried again: {rows}");
    }
    run(west, &["undo"]);
    let rows: Value = serde_json::from_str(&run(west, &["due", "--days", "9", "--json"]).out).unwrap();
    assert!(rows.to_string().contains("\"retry\""), "{rows}");
}
