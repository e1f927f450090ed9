//! Reports: as JSON, who stands behind a row, in German, by what is configured.

use serde_json::{Value, json};

use super::desk::Desk;

/// Anna's company buys a lot and is never touched; Deniz bought once, long ago.
fn shop() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["order", "anna m", "1000", "--on", "2026-10-02"]);
    desk.ok(&["order", "Nordlys AS", "99", "--on", "2026-09-20"]);
    desk.ok(&["order", "deniz", "50", "--on", "2025-09-01"]);
    desk.ok(&["order", "deniz", "20", "usd", "--on", "2026-11-20"]);
    desk
}

fn row<'v>(report: &'v Value, section: usize, row: &str) -> &'v Value {
    let rows = report["sections"][section]["rows"].as_array().unwrap();
    rows.iter().find(|one| one["row"] == row).unwrap_or_else(|| panic!("no {row} in {report}"))
}

#[test]
fn a_report_is_json_with_the_customers_behind_each_row() {
    let desk = shop();
    let company = desk.json(&["show", "Atelier Çelik"])["id"].clone();
    let retention = desk.json(&["report", "retention"]);
    assert_eq!(retention["report"], "retention");
    assert_eq!(
        row(&retention, 0, "2026-09"),
        &json!({
            "row": "2026-09", "active_before": 1, "kept": 0, "lost": 1, "new": 1, "won_back": 0, "active_after": 1,
            "retention": null, "churn": null,
            "customers": [{ "company_id": company }, { "company_id": desk.json(&["show", "Nordlys AS"])["id"] }],
        })
    );
    let back = desk.json(&["report", "win-backs"]);
    let celik = json!({
        "row": "Atelier Çelik", "lost_on": "2026-09-02", "back_on": "2026-11-20", "days_away": 79, "last_touch": null,
        "customers": [{ "company_id": company }],
    });
    assert_eq!(row(&back, 2, "Atelier Çelik"), &celik);
    let revenue = desk.json(&["report", "revenue", "--since", "2026-01-01"]);
    let of = |at: usize| (revenue["sections"][at]["currency"].clone(), row(&revenue, at, "all")["revenue"].clone());
    assert_eq!((of(0), of(1)), ((json!("EUR"), json!("1099.00")), (json!("USD"), json!("20.00"))));
    let quiet = desk.json(&["report", "quiet"]);
    let hofmann = row(&quiet, 0, "Hofmann GmbH");
    assert_eq!(
        (&hofmann["revenue"], &hofmann["rhythm_days"], &hofmann["days_since_touch"]),
        (&json!("1000.00"), &json!(30), &Value::Null)
    );
    let cohorts = desk.json(&["report", "cohorts"]);
    assert_eq!((&row(&cohorts, 0, "2025-Q3")["count"], &row(&cohorts, 1, "2026-Q4")["3m"]), (&json!(1), &Value::Null));
}

#[test]
fn it_is_said_where_touches_stand_for_purchases() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "2026-10-02 call: oak"]);
    let retention = desk.json(&["report", "retention"]);
    assert_eq!(retention["sections"][0]["active"], json!({ "within": "365d", "by": "touches" }));
    assert_eq!(row(&retention, 0, "2026-10")["new"], 1);
    desk.ok(&["order", "deniz", "5", "--on", "2026-11-02"]);
    let retention = desk.json(&["report", "retention"]);
    assert_eq!(retention["sections"][0]["active"]["by"], "purchases");
    assert_eq!((&row(&retention, 0, "2026-10")["new"], &row(&retention, 0, "2026-11")["new"]), (&json!(0), &json!(1)));
    assert_eq!(desk.json(&["report", "quiet"])["sections"][0]["active"], Value::Null);
}

#[test]
fn who_stands_behind_a_row_is_listed() {
    let desk = shop();
    let names = |report: &[&str]| {
        let lines = desk.ok(report);
        lines.lines().map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["report", "retention", "--of", "2026-09"]), ["Atelier Çelik", "Nordlys AS"]);
    assert_eq!(names(&["report", "cohorts", "--of", "2026 Q4"]), ["Hofmann GmbH"]);
    assert_eq!(names(&["report", "cohorts", "--of", "2026-q3"]), ["Nordlys AS"]);
    assert_eq!(
        names(&["report", "revenue", "--of", "alle", "--lang", "de"]),
        ["Hofmann GmbH", "Nordlys AS", "Atelier Çelik"]
    );
    desk.fails(&["report", "revenue", "--of", "1999"], 2, &["1999", "all"]);
    desk.fails(&["report", "income"], 2, &["revenue"]);
}

#[test]
fn how_long_a_purchase_keeps_somebody_active_is_configured() {
    let desk = shop();
    let file = desk.file("config.toml", "[reports]\nactive = \"50d\"\n");
    let retention = desk.json(&["--config", &file, "report", "retention"]);
    // Fifty days from 20 Sep are up to 9 Nov, from 2 Oct up to 21 Nov.
    let now = row(&retention, 0, "2026-11");
    assert_eq!(json!([now["active_before"], now["lost"], now["won_back"], now["active_after"]]), json!([2, 1, 1, 2]));
    let config = desk.ok(&["--config", &file, "config"]);
    assert!(config.lines().any(|line| line.starts_with("reports.active") && line.contains("50d")), "{config}");
}
