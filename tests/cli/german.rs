//! The same in German.

use crate::desk::{Desk, said};

#[test]
fn words_and_days_are_german() {
    let desk = Desk::with_contacts();
    let german = |arguments: &[&str]| said(desk.command(arguments).env("LANG", "de_DE.UTF-8"));
    let logged =
        german(&["log", "anna m", "gestern anruf 20min: will Muster >> beschwerde: zu spät >> fr 14:30 Rückruf"]);
    assert!(logged.err.contains("Als Nächstes: Fr 27. Nov 14:30 Rückruf"), "{logged:?}");
    assert!(logged.err.contains("Anruf mit Anna Müller erfasst"), "{logged:?}");
    let due = german(&["due", "--days", "7"]);
    assert!(due.out.contains("So 22. Nov · Beschwerde: zu spät"), "{due:?}");
    assert!(due.out.contains("Geburtstag"), "{due:?}");
    let shown = german(&["show", "anna m"]).out;
    assert!(shown.contains("alle 30 T") && !shown.contains("Wiedervorlagen"), "headings are for people: {shown}");
    assert!(german(&["follow-up", "anna m", "x", "--due", "irgendwann"]).err.contains("„irgendwann“ ist kein Tag"));
    assert!(german(&["show", "niemand"]).err.contains("auf „niemand“ passt niemand"));
    assert!(
        german(&["set", "anna m", "tier=D"])
            .err
            .contains("„D“ ist kein Wert für Stufe (tier)\nMöglich ist A, B, C, keiner.")
    );
    let stage = german(&["set", "anna m", "stage=Kunde"]);
    assert!(stage.err.contains("Möglich ist Interessent, gelegentlich, Stammkunde, Schlüsselkunde"), "{stage:?}");
    assert_eq!(german(&["set", "anna m", "stage=Schlüsselkunde", "channel=Besuch"]).status, 0);
    let channel = german(&["consent", "anna m", "Telfon", "erteilt"]);
    assert!(channel.err.contains("Ist „Telefon“ gemeint? Möglich ist Telefon, Mail, Video, Chat"), "{channel:?}");
    assert_eq!(german(&["undo"]).status, 0);
    assert!(german(&["history", "--limit", "2"]).out.contains("\tzurückgenommen\t"));
    let line =
        said(desk.command(&["add", "-"]).env("LANG", "de_DE.UTF-8").write_stdin("{\"name\": \"T\", \"Geburtag\": 1}"));
    assert!(line.err.contains("Zeile 1: ein Feld „Geburtag“ gibt es nicht\nIst „Geburtstag“ gemeint?"), "{line:?}");
    assert!(german(&["show", "anna"]).err.contains("passen 2 Kontakte"));
    assert!(german(&["--lang", "en", "show", "niemand"]).err.contains("nobody fits"), "the flag wins");
}
