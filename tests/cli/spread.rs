//! `spread`: a pile goes to several working days, previewed, and one undo takes it back. Today is a Saturday.

use serde_json::json;

use crate::desk::Desk;

/// Eight who are late by so many days, a late complaint and a birthday.
fn piled() -> Desk {
    let desk = Desk::with_contacts();
    for (at, late) in (1..=8).enumerate() {
        let name = format!("Piled {at}");
        desk.ok(&["add", &name, "--tag", if at % 2 == 0 { "even" } else { "odd" }]);
        desk.ok(&["follow-up", &name, "send offer", "--due", &format!("2026-11-{:02}", 20 - late)]);
    }
    desk.ok(&["feedback", "anna m", "late twice", "--kind", "complaint", "--due", "2026-11-19"]);
    desk.ok(&["set", "anna b", "birthday=1976-11-21"]);
    desk
}

/// How many a day has, as `due` says it.
fn due_on(desk: &Desk, day: &str) -> usize {
    let said = desk.run(&["due", "--json", "--today", day]);
    serde_json::from_str::<serde_json::Value>(&said.out).unwrap().as_array().unwrap().len()
}

#[test]
fn a_pile_is_spread_and_one_undo_takes_it_back() {
    let desk = piled();
    assert_eq!(due_on(&desk, "2026-11-21"), 10);
    let said = desk.run(&["spread", "--days", "2", "--most", "3"]);
    assert_eq!((said.status, said.out.as_str()), (0, ""), "{said:?}");
    for words in ["Spread until Tue 24 Nov", "Piled 7, Piled 6, Piled 5 and 2 more"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
    for words in ["stays where it is: 1 complaint, 1 birthday", "no room for 3"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
    assert_eq!(due_on(&desk, "2026-11-21"), 5);
    assert_eq!(due_on(&desk, "2026-11-23"), 8);
    assert_eq!(due_on(&desk, "2026-11-24"), 10, "Anna's birthday has passed");
    // Due days stay.
    let due: serde_json::Value =
        serde_json::from_str(&desk.run(&["due", "--json", "--today", "2026-11-23"]).out).unwrap();
    let first = due.as_array().unwrap().iter().find(|row| row["name"] == "Piled 7").unwrap();
    assert_eq!((&first["due"], &first["days_overdue"]), (&json!("2026-11-12"), &json!(11)));
    desk.ok(&["undo"]);
    assert_eq!(due_on(&desk, "2026-11-21"), 10);
}

#[test]
fn the_preview_says_who_would_go_where() {
    let desk = piled();
    let plan = desk.json(&["spread", "--days", "2", "--most", "3", "--dry-run"]);
    assert_eq!(plan["on"], "2026-11-21");
    let days: Vec<_> =
        plan["days"].as_array().unwrap().iter().map(|day| (day["day"].as_str().unwrap(), &day["due_anyway"])).collect();
    assert_eq!(days, [("2026-11-23", &json!(1)), ("2026-11-24", &json!(0))]);
    let names = |of: &serde_json::Value| {
        of.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&plan["days"][0]["contacts"]), ["Piled 7", "Piled 6"]);
    assert_eq!(names(&plan["left"]), ["Piled 2", "Piled 1", "Piled 0"]);
    assert_eq!(plan["stay"][0]["why"], "complaint");
    assert_eq!(due_on(&desk, "2026-11-21"), 10, "nothing is done by it");
    let lines = desk.run(&["spread", "--days", "2", "--most", "3", "--dry-run"]).out;
    let first: Vec<&str> = lines.lines().next().unwrap().split('\t').collect();
    assert_eq!(first[..5], ["moves", "2026-11-23", "Piled 7", "", "9 d late · send offer"], "{lines}");
    assert_eq!(lines.lines().filter(|line| line.starts_with("left\t")).count(), 3);
}

#[test]
fn a_query_and_a_last_day_narrow_it() {
    let desk = piled();
    desk.ok(&["spread", "#even", "--until", "tue"]);
    assert_eq!((due_on(&desk, "2026-11-21"), due_on(&desk, "2026-11-23")), (6, 9));
    let said = desk.run(&["spread", "#nobody"]);
    assert!(said.err.contains("Nothing"), "{said:?}");
    desk.fails(&["spread", "--until", "someday"], 2, &["someday"]);
    desk.fails(&["spread", "--days", "2", "--until", "fri"], 2, &["--until"]);
    desk.fails(&["spread", "--most", "0"], 2, &["--most"]);
}

#[test]
fn a_day_to_come_is_spread_from_there() {
    let desk = Desk::new();
    for name in ["Ada", "Bo", "Cy"] {
        desk.ok(&["add", name]);
        desk.ok(&["follow-up", name, "call", "--due", "2026-12-01"]);
    }
    desk.ok(&["spread", "--on", "1.12.", "--days", "3"]);
    assert_eq!(["2026-12-01", "2026-12-02", "2026-12-03"].map(|day| due_on(&desk, day)), [1, 2, 3]);
}
