//! Reports on a terminal: what they count is said in lines that break between words, and no head is cut.

use std::path::Path;

use touchbase::domain::report::Report;
use unicode_width::UnicodeWidthStr;

use crate::{TODAY, home, terminal::Terminal, verb};

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
