//! Reports on a terminal: what they count is said in lines that break between words, and no head is cut.

use std::path::Path;

use touchbase::domain::report::Report;
use unicode_width::UnicodeWidthStr;

use crate::{TODAY, home, start, terminal::Terminal, verb};

#[test]
fn a_report_stays_within_eighty_columns_and_says_what_it_counts() {
    let home = home();
    let company = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports/company.json");
    verb(home.path(), &["import", company.to_str().unwrap()]);
    for (report, lang) in Report::ALL.iter().flat_map(|report| ["en", "de"].map(|lang| (report.name(), lang))) {
        let mut screen = Terminal::start(home.path(), 80, 200, &["--today", TODAY, "--lang", lang, "report", report]);
        assert!(screen.ends().success());
        let shown = screen.screen();
        let lines: Vec<&str> = shown.lines().collect();
        // A line that was broken by the terminal would be longer.
        assert!(lines.iter().all(|line| line.width() <= 80), "{report}, {lang}:\n{shown}");
        // The first column has no head.
        let heads: Vec<&&str> = lines.iter().filter(|line| line.starts_with("   ")).collect();
        assert!(!heads.is_empty() && heads.iter().all(|line| !line.contains('…')), "{report}, {lang}:\n{shown}");
        let words = if lang == "en" {
            ["contact", "customers", "share", "asked"]
        } else {
            ["Kontakt", "Kunden", "Anteil", "befragt"]
        };
        assert!(words.iter().any(|word| shown.contains(word)), "{report}, {lang}:\n{shown}");
    }
    let mut screen = Terminal::start(home.path(), 80, 200, &["--today", TODAY, "--lang", "de", "report", "promises"]);
    screen.shows("pünktlich  zu spät").shows("sonst\nder Kontakt.").shows("Nicht gehaltene Zusagen je Kunde");
    assert!(screen.ends().success());
}

#[test]
fn from_a_bar_to_a_customer_and_back() {
    for (lang, due, section, whose, timeline) in [
        ("en", "147 due", "Lost by month", "2026-10 · 4", "Timeline"),
        ("de", "147 fällig", "Verloren je Monat", "2026-10 · 4", "Verlauf"),
    ] {
        let home = home();
        let company = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports/company.json");
        verb(home.path(), &["import", company.to_str().unwrap()]);
        let selects =
            |name: &'static str| move |screen: &str| screen.lines().any(|row| row.contains('▌') && row.contains(name));
        let mut screen = start(home.path(), lang);
        screen.shows(due).keys("5jj").shows(section).keys("<enter>").wait("the last month", selects("2026-11"));
        screen.keys("k").wait("the bar before", selects("2026-10")).keys("<enter>").shows(whose).shows("Lea Stahl");
        screen.keys("lea").hides("Celle Druck").keys("<enter>").shows(timeline).shows("Lea Stahl 170");
        screen.keys("<esc>").shows(section).wait("the same bar", selects("2026-10")).keys("<esc><esc>").shows(due);
        // What came meanwhile is counted when it is looked at again.
        verb(home.path(), &["order", "Lea Stahl 170", "100", "EUR", "--on", "2026-11-20"]);
        let won_back = |row: &str| {
            let words: Vec<&str> = row.split_whitespace().skip_while(|word| *word != "2026-10").collect();
            words.get(1..3) == Some(&["4", "1"])
        };
        screen.keys("5").wait("one of them to be back", |screen| screen.lines().any(won_back));
        assert!(screen.keys("11q").ends().success());
    }
}
