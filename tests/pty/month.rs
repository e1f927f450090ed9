//! A journey through the calendar: a pile after the holidays is spread, a day looked at, and what is done there is done.

use crate::{home, start_on, verb};

#[test]
fn a_pile_after_the_holidays_is_spread_over_the_week() {
    for (lang, month, spread, taken_back, of_day) in [
        ("en", "November 2026", "Spread until", "Taken back", "by rhythm"),
        ("de", "November 2026", "Verteilt bis", "Zurückgenommen", "nach Rhythmus"),
    ] {
        let home = home();
        for at in 0..9 {
            let name = format!("Contact {at}");
            verb(home.path(), &["add", &name, "--every", "30d"]);
            verb(home.path(), &["log", &name, "1 october call: asked for samples"]);
        }
        let mut screen = start_on("2026-11-23", home.path(), lang);
        screen.shows("Contact 0").keys("gk").shows(month).shows("~9").shows(&format!("9 {of_day}"));
        screen.keys("gs<ctrl-u>3<enter>").shows(spread).shows("~3").shows(&format!("3 {of_day}"));
        screen.keys("u").shows(taken_back).shows("~9").keys("<ctrl-r>").shows(&format!("3 {of_day}"));
        // The Wednesday brings the last three, of whom one is reached today.
        screen.keys("ll").shows("Contact 6").keys("<enter>ccall: all is well<enter>").shows(&format!("2 {of_day}"));
        assert!(screen.keys("qq").ends().success());
        assert!(verb(home.path(), &["show", "Contact 6"]).contains("all is well"));
        assert_eq!(verb(home.path(), &["due"]).lines().count(), 3);
    }
}
