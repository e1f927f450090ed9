//! Forms: everything that one types, in German and at 80x24, where they have the least room.

use super::terminal::Terminal;
use super::{TODAY, three_due, verb};

/// A contact is typed in with what is picked, completed, labelled and read as a day; keys are the shell's, signs of two columns and
/// long pastes are taken as they are, what is wrong is said at its field, and one key saves.
#[test]
fn a_contact_is_typed_in() {
    let home = three_due();
    verb(home.path(), &["add", "--kind", "company", "Praxis am Lindenhof"]);
    verb(home.path(), &["tag", "Anna Müller", "+Eiche"]);
    let mut screen = Terminal::start(home.path(), 80, 24, &["--today", TODAY, "--lang", "de"]);
    screen.shows("▌").keys("2a").shows("Neuer Kontakt").keys("Fritz Falsch<ctrl-w>Grün 🌲 木下<ctrl-a>Dr. ");
    screen.shows("Dr. Fritz Grün 🌲 木下").keys("<tab>hof").shows("Praxis am Lindenhof").keys("<down><enter><tab>");
    screen.keys("Inhaber<tab>fritz@gruen.example<ctrl-l>").shows("privat").keys("<esc><tab><tab>Ei").shows("Eiche");
    screen
        .keys("<down><enter>")
        .shows("Tags         Eiche,")
        .keys("<ctrl-n>Geburts")
        .shows("Geburtstag")
        .keys("<enter>31.2.1971<ctrl-s>");
    // What is no day is said where it stands, and nothing is saved.
    screen.shows("Neuer Kontakt").shows("31.2.1971").keys("<ctrl-u>24.12.1971").shows("24. Dez");
    screen.keys("<ctrl-n>Notiz").shows("Notizen").keys("<enter>");
    let long = "Mag klare Sätze. ".repeat(40);
    screen.keys(&format!("\x1b[200~{}\nZweite Zeile\x1b[201~", long.trim_end())).shows("Zweite Zeile").keys("<ctrl-s>");
    screen.hides("Neuer Kontakt").shows("Fritz Grün").keys("q");
    screen.keys("q");
    assert!(screen.ends().success());
    let shown = verb(home.path(), &["show", "fritz@gruen.example", "--json"]);
    for said in ["Dr. Fritz Grün 🌲 木下", "Praxis am Lindenhof", "Inhaber", "1971-12-24", "Zweite Zeile", "Eiche"]
    {
        assert!(shown.contains(said), "{said} isn't in {shown}");
    }
}
