//! Reports of a company with three years of history, against what scripts with pandas reckon of the same file: each figure, and the
//! customers behind it in their order. How the scripts are run says `tests/fixtures/reports/load.py`.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::desk::Desk;

/// The reports that are reckoned there, and from when on.
const REPORTS: &[(&str, &str)] = &[
    ("retention", "2023-11-21"),
    ("cohorts", "2023-11-21"),
    ("win-backs", "2023-11-21"),
    ("revenue", "2025-11-22"),
    ("quiet", "2025-11-22"),
    ("touches", "2023-11-21"),
    ("agenda", "2023-11-21"),
    ("promises", "2023-11-21"),
    ("complaints", "2023-11-21"),
    ("scores", "2023-11-21"),
];

#[test]
fn reports_are_what_is_reckoned_elsewhere() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports");
    let desk = Desk::new();
    desk.ok(&["import", fixtures.join("company.json").to_str().unwrap()]);
    let list = desk.ok(&["report"]);
    let all: Vec<&str> = list.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(all, REPORTS.iter().map(|(report, _)| *report).collect::<Vec<_>>(), "none is left out");
    for (report, since) in REPORTS {
        let reckoned = fs::read_to_string(fixtures.join(format!("{report}.json"))).unwrap();
        let reckoned: Map<String, Value> = serde_json::from_str(&reckoned).unwrap();
        let told = sections(&desk.json(&["report", report, "--since", since]));
        let names = |sections: &Map<String, Value>| sections.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&told), names(&reckoned), "{report}");
        for (section, rows) in &reckoned {
            let (told, reckoned) = (told[section].as_array().unwrap(), rows.as_array().unwrap());
            assert!(!reckoned.is_empty());
            for (told, reckoned) in told.iter().zip(reckoned) {
                assert_eq!(told, reckoned, "{report}, {section}, {}", reckoned["row"]);
            }
            assert_eq!(told.len(), reckoned.len(), "{report}, {section}");
        }
    }
}

/// The rows of each section by its name (`by_month`, `by_tenth EUR`), with the bare ids of the customers.
fn sections(report: &Value) -> Map<String, Value> {
    let sections = report["sections"].as_array().unwrap().iter().map(|section| {
        let currency = section["currency"].as_str().map(|currency| format!(" {currency}"));
        let mut rows = section["rows"].clone();
        for row in rows.as_array_mut().unwrap() {
            for customer in row["customers"].as_array_mut().unwrap() {
                *customer = customer.as_object().unwrap().values().next().unwrap().clone();
            }
        }
        (section["section"].as_str().unwrap().to_owned() + &currency.unwrap_or_default(), rows)
    });
    sections.collect()
}
