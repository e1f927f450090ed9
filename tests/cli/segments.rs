//! `segments`: how many are in each, and who came and left since the day a month ago, be its memory whole or damaged.

use serde_json::json;

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, tier) in [("Ana Abel", "A"), ("Bo Arlt", "A"), ("Cem Zahl", "B")] {
        desk.ok(&["add", name, "--tier", tier, "--company", "Ölwerk"]);
    }
    view(&desk, "Tops", "tier:a");
    desk
}

/// Keeps a view of contacts.
fn view(desk: &Desk, name: &str, filter: &str) {
    let dir = desk.path(".config/touchbase/views");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{name}.toml")), format!("filter = '{filter}'")).unwrap();
}

fn on(desk: &Desk, today: &str, arguments: &[&str]) -> String {
    let said = desk.run_on(today, arguments);
    assert_eq!(said.status, 0, "{said:?}");
    said.out
}

#[test]
fn who_came_and_who_left_is_told_since_a_month_ago() {
    let desk = desk();
    assert_eq!(on(&desk, "2026-09-01", &["segments"]), "Tops\t2\t\t\t\ttier:a\n");
    desk.ok(&["archive", "ana"]);
    assert_eq!(on(&desk, "2026-09-20", &["segments"]), "Tops\t1\t0\t1\t2026-09-01\ttier:a\n");
    desk.ok(&["set", "cem", "tier=A"]);
    // The last day that is a month ago; what was kept today stays, whoever asks again.
    assert_eq!(desk.ok(&["segments"]), "Tops\t2\t1\t0\t2026-09-20\ttier:a\n");
    desk.ok(&["set", "bo", "tier=B"]);
    assert_eq!(desk.ok(&["segments"]), "Tops\t1\t1\t1\t2026-09-20\ttier:a\n");
    let named = desk.ok(&["segments", "tops"]);
    let lines: Vec<Vec<&str>> = named.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!([&lines[0][0], &lines[0][2], &lines[0][3]], [&"came", &"Cem Zahl", &"Ölwerk"]);
    assert_eq!([&lines[1][0], &lines[1][2]], [&"left", &"Bo Arlt"]);
    desk.ok(&["delete", "bo", "--with-history"]);
    let told = desk.json(&["segments", "TOPS"]);
    assert_eq!((&told["contacts"], &told["since"]), (&json!(1), &json!("2026-09-20")));
    assert_eq!((&told["came"][0]["name"], &told["left"][0]["name"]), (&json!("Cem Zahl"), &json!(null)));
    let all = desk.json(&["segments"]);
    assert_eq!((&all[0]["came"], &all[0]["left"], &all[0]["filter"]), (&json!(1), &json!(1), &json!("tier:a")));
}

#[test]
fn its_memory_is_no_condition_for_anything() {
    let desk = desk();
    let file = desk.store().join("segments");
    assert!(!file.exists());
    desk.ok(&["--read-only", "segments"]);
    assert!(!file.exists());
    on(&desk, "2026-11-01", &["segments"]);
    let whole = std::fs::read(&file).unwrap();
    for damage in [b"".as_slice(), b"{}", &whole[..whole.len() - 1], &[0; 4096], &[&b"\n\n"[..], &whole[1..]].concat()]
    {
        std::fs::write(&file, damage).unwrap();
        assert_eq!(desk.ok(&["segments"]), "Tops\t2\t\t\t\ttier:a\n", "{damage:?}");
    }
    desk.ok(&["verify"]);
    // What can't be written is said beside what is told.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let said = desk.run(&["segments"]);
    assert_eq!((said.out.as_str(), said.status), ("Tops\t2\t\t\t\ttier:a\n", 0));
    assert!(said.err.contains("could not be kept"), "{said:?}");
}

#[test]
fn without_segments_it_is_said_how_one_comes_to_be() {
    let desk = desk();
    desk.fails(&["segments", "topps"], 2, &["no segment \"topps\"", "Tops"]);
    std::fs::remove_dir_all(desk.path(".config/touchbase/views")).unwrap();
    assert_eq!(desk.ok(&["segments"]), "");
    assert_eq!(desk.json(&["segments"]), json!([]));
    assert!(!desk.store().join("segments").exists());
}

#[test]
fn who_may_be_reached_is_a_filter_and_who_may_not_is_counted() {
    let desk = desk();
    let names = |arguments: &[&str]| {
        let list = desk.json(&[&["list"], arguments].concat());
        list.as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(names(&["may:marketing"]), "");
    desk.ok(&["consent", "ana", "mail", "given", "--purpose", "marketing"]);
    desk.ok(&["consent", "bo", "phone", "given"]);
    desk.ok(&["consent", "cem", "mail", "withdrawn", "--purpose", "service"]);
    assert_eq!(names(&["may:marketing"]), "Ana Abel, Bo Arlt");
    assert_eq!(names(&["may:werbung/mail"]), "Ana Abel");
    assert_eq!(names(&["may:survey"]), "Bo Arlt");
    assert_eq!(names(&["NOT may:service/mail"]), "Cem Zahl");
    desk.ok(&["set", "bo", "dnc=yes"]);
    assert_eq!(names(&["may:marketing"]), "Ana Abel");
    assert_eq!(names(&["may: OR may:contract/phone tier:b"]), "Bo Arlt, Cem Zahl");
    desk.fails(&["list", "may:dancing"], 2, &["contract, service, marketing, survey"]);
    // Who is left out is counted: also where a segment asks it, not where it isn't asked of all.
    let said = desk.run(&["list", "may:marketing tier:a"]);
    assert!(said.err.contains("1 contact who fits otherwise is left out"), "{said:?}");
    view(&desk, "News", "may:marketing");
    let said = desk.run(&["export", "--format", "csv", "segment:news"]);
    assert!(said.err.contains("2 contacts who fit otherwise are left out"), "{said:?}");
    for quiet in ["may:marketing OR tier:b", "NOT may:marketing", "may:contract tier:b"] {
        assert_eq!(desk.run(&["list", quiet]).err, "", "{quiet}");
    }
}

#[test]
fn a_view_can_call_those_in_it_to_the_agenda() {
    let desk = desk();
    let dir = desk.path(".config/touchbase/views");
    desk.ok(&["set", "cem", "every=none"]);
    std::fs::write(dir.join("Quiet.toml"), "filter = 'tier:b -segment:tops'\nagenda = true").unwrap();
    let due = |day: &str| serde_json::from_str::<serde_json::Value>(&on(&desk, day, &["due", "--json"])).unwrap();
    let reasons = |day| due(day).as_array().unwrap().iter().map(|row| row["reasons"][0].clone()).collect::<Vec<_>>();
    let [reason] = &reasons("2026-11-20")[..] else { panic!("{}", due("2026-11-20")) };
    assert_eq!(
        (&reason["kind"], &reason["title"], &reason["text"]),
        (&json!("segment"), &json!("Quiet"), &json!("segment Quiet"))
    );
    assert_eq!(due("2026-11-20")[0]["section"], json!("rhythm"));
    desk.ok(&["snooze", "cem", "25.11."]);
    assert_eq!(reasons("2026-11-24").len(), 0);
    assert_eq!(reasons("2026-11-25").len(), 1);
    assert_eq!(on(&desk, "2026-11-25", &["due", "--brief=count"]).trim(), "1");
    // Nobody is done with it but by a touch.
    assert_eq!(desk.run_on("2026-11-25", &["done", "cem"]).status, 2);
    on(&desk, "2026-11-25", &["log", "cem", "call: all is well"]);
    assert_eq!(reasons("2026-11-25").len(), 0);
}
