//! Contacts that stand there twice, in a real terminal: pair after pair is looked at, merged, taken back or told apart, and that holds
//! after a start anew.

use tempfile::TempDir;

use super::{home, start, verb};

/// Ida and Jörg stand there twice for sure; Mike is a Michael; of two called Kim one has withdrawn what the other gave.
fn doubled() -> TempDir {
    let home = home();
    for fields in [
        &["Ida Holm", "email=ida@holm.example", "notes=likes oak"][..],
        &["HOLM, Ida", "email=ida@holm.example", "birthday=1971-12-24"],
        &["Jörg Weiß", "phone=mobile: +49 170 1234567"],
        &["Joerg Weiss", "phone=mobile: 0049 170 1234567"],
        &["Mike Lund", "phone=mobile: +45 30 12 34 56"],
        &["Michael Lund", "phone=mobile: +45 30 12 34 56"],
        &["Kim Berg", "email=kim@berg.example", "phone=mobile: +45 40 12 34 56"],
        &["Kim Berg", "email=kim@berg.example"],
    ] {
        verb(home.path(), &[&["add"], fields].concat());
    }
    for (who, state, day) in [("+45 40 12 34 56", "withdrawn", "2026-03-03"), ("Kim Berg", "given", "2026-05-05")] {
        // The one without a phone is the other one.
        let who = if who == "Kim Berg" { other_kim(&home) } else { who.to_owned() };
        verb(home.path(), &["consent", &who, "mail", state, "--on", day]);
    }
    home
}

fn other_kim(home: &TempDir) -> String {
    let listed = verb(home.path(), &["list"]);
    let kims = listed.lines().filter(|line| line.contains("Kim Berg"));
    let without =
        kims.filter_map(|line| line.split('\t').next()).find(|id| !verb(home.path(), &["show", id]).contains("+45"));
    without.unwrap().to_owned()
}

fn count(home: &TempDir, name: &str) -> usize {
    verb(home.path(), &["list"]).lines().filter(|line| line.to_lowercase().contains(name)).count()
}

#[test]
fn pairs_are_gone_through_and_what_was_decided_holds() {
    let home = doubled();
    let mut screen = start(home.path(), "en");
    screen.shows("Agenda").keys("gd").shows("Duplicates 4 · certain 2").keys("/weiss").shows("Duplicates 1 of 4");
    screen.keys("<enter>").keys("m").shows("Merged").shows("Duplicates 3 · certain 1");
    assert_eq!(count(&home, "170 1234567"), 1);
    screen.keys("u").shows("Taken back").shows("Duplicates 4 · certain 2");
    assert_eq!(count(&home, "170 1234567"), 2);
    screen.keys("M").shows("Merge all certain pairs").keys("<enter>").shows("2 contacts merged").shows("Duplicates 2");
    // Consents that contradict each other are decided side by side.
    screen
        .keys("/kim<enter>")
        .shows("consents contradict")
        .keys("m")
        .shows("withdrawn 3 Mar holds, given 5 May does not");
    screen.keys("<enter>").shows("Merged").shows("Duplicates 1");
    assert!(verb(home.path(), &["consent", "kim"]).contains("withdrawn"));
    screen.keys("x").shows("Not the same").shows("No two contacts look like one person.");
    assert!(screen.keys("q").keys("q").ends().success());
    let mut screen = start(home.path(), "en");
    screen.shows("Agenda").keys("gd").shows("No two contacts look like one person.");
    screen.keys("u").shows("Taken back").shows("Duplicates 1").shows("Mike Lund");
    assert!(screen.keys("q").keys("q").ends().success());
    assert_eq!(verb(home.path(), &["duplicates"]).lines().count(), 1);
}

#[test]
fn dubletten_werden_durchgesehen() {
    let home = doubled();
    let mut screen = start(home.path(), "de");
    screen.shows("Agenda").keys("gd").shows("Dubletten 4 · sicher 2").keys("/lund<enter>").shows("Dubletten 1 von 4");
    screen.keys("x").shows("Dubletten 3 · sicher 2").keys("/kim<enter>").keys("<enter>");
    screen.shows("widerrufen 3. Mär gilt, erteilt 5. Mai nicht").keys("?").shows("führt zusammen, wie es hier steht");
    screen.keys("<esc>").keys("<enter>").shows("zusammengeführt").keys("u").shows("Zurückgenommen");
    assert_eq!(count(&home, "kim"), 2);
    assert!(screen.keys("<esc>").keys("q").keys("q").ends().success());
    let mut screen = start(home.path(), "de");
    screen.shows("Agenda").keys("gd").shows("Dubletten 3 · sicher 2").hides("Lund");
    assert!(screen.keys("q").keys("q").ends().success());
}
