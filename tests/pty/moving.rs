//! Where the border stood and who was visited is there again in the next session; back and forward lead to where one was.

use crate::{start, three_due};

/// The column of the border in the agenda's rows.
fn border(screen: &str) -> Option<usize> {
    screen.lines().nth(3)?.chars().position(|c| c == '│')
}

#[test]
fn the_next_session_begins_as_this_one_was_left() {
    for (lang, timeline, both, nothing) in [
        ("en", "Timeline", "z both panes", "Nothing before"),
        ("de", "Verlauf", "z beide Bereiche", "Davor war nichts"),
    ] {
        let home = three_due();
        let mut screen = start(home.path(), lang);
        screen.shows("Anna Müller");
        let usual = border(&screen.screen());
        screen.keys("<enter>").shows(timeline).keys("z").shows(both).keys("z").hides(both);
        screen.keys("<esc>").hides(timeline).keys("H").shows(timeline).keys("HH").shows(nothing).keys("<").keys("<<");
        assert!(screen.keys("q").ends().success());
        let kept = std::fs::read_to_string(home.path().join(".local/state/touchbase/screens.toml")).unwrap();
        assert!(kept.contains("agenda = -"), "{kept}");
        let mut screen = start(home.path(), lang);
        screen.shows("Anna Müller");
        assert!(border(&screen.screen()) < usual);
        screen.keys(":<enter>").shows(timeline).shows("Anna Müller");
        assert!(screen.keys("qq").ends().success());
    }
}
