//! A session whose German comes from LANG alone: words, order, days, weeks and phone numbers are German throughout.

use crate::{TODAY, home, terminal::Terminal, verb};

#[test]
fn a_german_session_is_german_throughout() {
    let home = home();
    for (name, phone) in [("Kai Zahl", "01701234567"), ("Zoe Ärmel", "+33612345678"), ("Bo Ahrens", "030 123456")] {
        verb(home.path(), &["add", name, "--phone", phone, "--company", &format!("{} AG", &name[..2])]);
    }
    verb(home.path(), &["add", "--kind", "company", "Öl & Co"]);
    verb(home.path(), &["add", "--kind", "company", "Oberwerk"]);
    verb(home.path(), &["add", "--kind", "company", "Paul & Co"]);
    let program = ["env", "LANG=de_DE.UTF-8", env!("CARGO_BIN_EXE_touchbase"), "--today", TODAY];
    let mut screen = Terminal::run(home.path(), 80, 24, &program);
    screen.shows("Rückmeldungen").shows("Mo 23. Nov").keys("2").shows("[Kontakte 3]").shows("Zuletzt");
    // By last name, Ä near A, Ö near O.
    let in_order = |screen: &str, names: &[&str]| {
        let places: Vec<Option<usize>> = names.iter().map(|name| screen.find(name)).collect();
        places.iter().all(Option::is_some) && places.is_sorted()
    };
    screen.wait("Ä near A", |screen| in_order(screen, &["Bo Ahrens", "Zoe Ärmel", "Kai Zahl"]));
    screen.keys("3").wait("Ö near O", |screen| in_order(screen, &["Oberwerk", "Öl & Co", "Paul & Co"]));
    // Numbers as they are written in Germany, those of elsewhere as they are dialled; weeks begin on Monday.
    screen
        .keys("2/zahl<enter><enter>")
        .shows("0170 1234567")
        .keys("q<esc>/ärmel<enter><enter>")
        .shows("+33 6 12 34 56 78");
    screen.keys("qgk").shows("November 2026").shows("KW  Mo");
    screen
        .keys("q:")
        .shows("Notiz")
        .keys("<esc>")
        .shows("? Hilfe")
        .keys("?")
        .shows("Tasten dieser Ansicht")
        .keys("<esc>");
    // What is kept is what was typed.
    assert!(verb(home.path(), &["list", "--json", "zahl"]).contains("01701234567"));
    screen.signal("HUP").dies();
}
