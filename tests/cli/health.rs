//! How relationships stand: the figures of all, the sum of one, what is worse than it was.

use serde_json::{Value, json};

use super::desk::Desk;

/// Anna, touched 45 days ago in a rhythm of 30, with praise; Deniz, with a complaint; nothing of anybody else.
fn office() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "anna m", "cadence=30d"]);
    desk.ok(&["log", "anna m", "2026-10-07 call: asked for oak"]);
    desk.ok(&["feedback", "anna m", "always in time", "--kind", "praise"]);
    desk.ok(&["feedback", "deniz", "late twice", "--kind", "complaint", "--due", "2026-12-01"]);
    desk
}

fn part(of: &Value, name: &str) -> Value {
    of["parts"].as_array().unwrap().iter().find(|part| part["part"] == name).cloned().unwrap_or_default()
}

#[test]
fn the_sum_is_shown() {
    let desk = office();
    let anna = desk.json(&["health", "anna m"]);
    assert_eq!(part(&anna, "rhythm"), json!({"part": "rhythm", "score": 75, "weight": 30, "days": 45, "every": 30}));
    assert_eq!(part(&anna, "feedback"), json!({"part": "feedback", "score": 100, "weight": 15, "of": 1}));
    // (30 · 75 + 15 · 100) / 45
    assert_eq!((&anna["health"], &anna["band"]), (&json!(83), &json!("warm")));
    assert_eq!(anna["contact_id"], desk.json(&["show", "anna m"])["id"]);
    let lines = desk.ok(&["health", "anna m"]);
    assert_eq!(
        lines,
        "rhythm\t75\t30\t45 d since the last contact, every 30 d\nfeedback\t100\t15\twhat was said last\n"
    );
    let german = desk.ok(&["health", "anna m", "--lang", "de"]);
    assert!(german.contains("45 T seit dem letzten Kontakt, alle 30 T"), "{german}");
    desk.fails(&["health", "nobody"], 1, &[]);
}

#[test]
fn the_worst_stands_first() {
    let desk = office();
    let all = desk.json(&["health"]);
    let told: Vec<(&str, u64, &str)> = (all.as_array().unwrap().iter())
        .map(|one| (one["name"].as_str().unwrap(), one["health"].as_u64().unwrap(), one["band"].as_str().unwrap()))
        .collect();
    // Deniz: feedback 0, an open complaint 50, both of weight 15; (15 · 0 + 15 · 50) / 30.
    assert_eq!(told[0].1, 25, "{told:?}");
    assert_eq!(told.last().unwrap().2, "warm");
    desk.ok(&["archive", "deniz"]);
    let names = desk.ok(&["health"]);
    assert!(!names.contains("Deniz"), "{names}");
    let companies = desk.json(&["health", "--by", "company"]);
    assert_eq!(companies[1]["health"], 83, "Anna's company stands as she does: {companies}");
}

#[test]
fn weights_are_the_users() {
    let desk = office();
    let of_anna = |config: &str| {
        let file = desk.file("config.toml", config);
        desk.json(&["--config", &file, "health", "anna m"])["health"].clone()
    };
    assert_eq!(of_anna("[health]\nfeedback = 0\n"), 75);
    assert_eq!(of_anna("[health]\nrhythm = 0\nfeedback = 0\n"), Value::Null, "nothing is left");
    let file = desk.file("config.toml", "[health]\nrhythm = 101\n");
    desk.fails(&["--config", &file, "health"], 2, &["health.rhythm"]);
}

#[test]
fn who_stands_worse_is_told() {
    let desk = office();
    desk.ok(&["set", "anna m", "cadence=15d"]);
    let worse = desk.json(&["health", "--worse"]);
    let anna = (worse.as_array().unwrap().iter()).find(|one| one["name"].as_str().unwrap().starts_with("Anna"));
    let anna = anna.unwrap_or_else(|| panic!("{worse}"));
    // 30 days ago 15 days had passed and there was no praise: 100. Now (30 · 0 + 15 · 100) / 45.
    assert_eq!(json!([anna["before"], anna["health"], anna["band"]]), json!([100, 33, "at_risk"]));
    desk.ok(&["log", "anna m", "call: oak is on its way"]);
    assert_eq!(desk.json(&["health", "--worse"]), json!([]));
}

#[test]
fn lists_are_narrowed_sorted_and_shown_by_it() {
    let desk = office();
    // Anna 83, Deniz 25.
    assert_eq!(
        desk.ok(&["list", "--columns", "name,health,band", "health:>0"]),
        "Deniz Çelik\t25\tat_risk\nAnna Müller\t83\twarm\n"
    );
    assert_eq!(desk.ok(&["list", "--columns", "name", "band:gefährdet"]), "Deniz Çelik\n");
    assert_eq!(desk.ok(&["list", "--columns", "name", "health:<50 -band:lost"]), "Deniz Çelik\n");
    let sorted = desk.ok(&["list", "--columns", "name,health", "--sort", "health", "health:*"]);
    assert_eq!(sorted, "Deniz Çelik\t25\nAnna Müller\t83\n");
    let companies = desk.ok(&["list", "--kind", "company", "--columns", "name,health", "health:>80"]);
    assert!(companies.starts_with("Hofmann GmbH\t83"), "{companies}");
    assert_eq!(companies.lines().count(), 1, "{companies}");
    desk.fails(&["list", "band:hot"], 2, &["warm"]);
}

/// Whoever stands in a worse state than a month ago is on the agenda, if for nothing else, until they are touched.
#[test]
fn a_change_for_the_worse_is_on_the_agenda() {
    let desk = office();
    let worse = |desk: &Desk| {
        let due = desk.json(&["due"]);
        let all: Vec<String> = due
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["reasons"][0]["kind"] == "health")
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect();
        all
    };
    // A month ago nothing was known of Deniz, and Anna stood as well.
    assert_eq!(worse(&desk), [""; 0]);
    let desk = Desk::with_contacts();
    desk.run_on("2026-09-01", &["feedback", "deniz", "all is well", "--kind", "praise"]);
    desk.run_on("2026-11-20", &["feedback", "deniz", "not so well", "--kind", "survey", "--score", "1"]);
    // (100 + 10) / 2 = 55 after 100.
    assert_eq!(worse(&desk), ["Deniz Çelik"]);
    assert_eq!(desk.ok(&["list", "--columns", "name", "worse:yes"]), "Deniz Çelik\n");
    let lines = desk.ok(&["due"]);
    assert!(lines.contains("turned for the worse"), "{lines}");
    assert!(desk.ok(&["due", "--lang", "de"]).contains("Beziehung verschlechtert"));
    desk.ok(&["log", "deniz", "call: what can be done"]);
    assert_eq!(worse(&desk), [""; 0], "a touch sees to it");
    // Found out once a day: another one tomorrow.
    let config = desk.file("config.toml", "[health]\nagenda = false\n");
    assert_eq!(desk.json(&["due", "--config", &config]), serde_json::json!([]));
}
