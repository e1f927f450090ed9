//! The screens by snapshot and by play: keys in, screen out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what is wrong by panicking")]

#[path = "screens/play.rs"]
mod play;
#[path = "screens/small_world.rs"]
mod small_world;

use play::Screen;
use touchbase::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn small(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, small_world::changes())
}

/// Plays `keys` in each language and size, and compares what is on screen with `name`'s snapshots.
fn check(name: &str, keys: &str) {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        for size in SIZES {
            let picture = small(lang, size).play(keys).picture();
            insta::assert_snapshot!(format!("{name}_{tag}_{}x{}", size.0, size.1), picture);
        }
    }
}

#[test]
fn the_agenda() {
    check("agenda", "");
}

#[test]
fn the_log_line_says_what_it_understood() {
    check("log_line", "cyesterday call 20min +Berg: late twice >> complaint: late >> fri 14:30 call back");
}

#[test]
fn the_help_lists_the_keys() {
    check("help", "?");
}

#[test]
fn a_logged_call_moves_the_row_and_the_selection_goes_on() {
    let mut screen = small(Lang::En, (120, 40));
    screen.selects("Deniz").play("jccall: asked for prices >> 2w send offer<enter>");
    screen.shows("Logged call with Bernd Kaiser · done: send offer · next: Sat 5 Dec send offer · u takes it back");
    screen.shows("Touched today 1").selects("Tom Berg");
    screen.play("u").shows("Taken back: ").shows_not("Touched today").selects("Bernd Kaiser");
    screen.play("<ctrl-r>").shows("Restored: ").shows("Touched today 1");
}

#[test]
fn esc_keeps_the_line_as_a_draft() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked for q and quit<esc>").shows("kept as a draft").shows("✎").selects("Deniz");
    screen.play("j").play("kc").shows("asked for q and quit").shows("is back");
    screen.play("<enter>").shows("Logged call with Deniz Çelik").shows_not("✎");
}

#[test]
fn a_draft_outlives_the_session() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a sent").restart().shows("A draft from earlier is kept: Deniz Çelik");
    screen.play("c").shows("half a sent");
}

#[test]
fn drafts_are_kept_after_two_seconds_of_rest() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf").wait(1);
    assert_eq!(screen.store.drafts().list().len(), 0);
    screen.wait(1);
    assert_eq!(screen.store.drafts().list()[0].fields, [("line".to_owned(), "half".to_owned())]);
    screen.play("<ctrl-u>").wait(2);
    assert_eq!(screen.store.drafts().list().len(), 0, "an emptied line leaves no draft");
}

#[test]
fn a_paste_is_text() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("c").paste("first line\nsecond\tline\n").shows("Log: Deniz Çelik").shows("first line").shows("second");
    screen.play("<enter>").shows("Logged call with Deniz Çelik");
}

#[test]
fn what_is_not_understood_keeps_the_line_open() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked >> someday send offer<enter>").shows("Log: Deniz").shows("someday");
    screen.play("<ctrl-u>call asked for prices<enter>").shows("has no colon");
    screen.play("<enter>").shows("Logged call with Deniz");
}

#[test]
fn typing_ahead_goes_where_it_is_meant() {
    let mut screen = small(Lang::En, (120, 40));
    // The second line belongs to whom the selection stands on after the first is saved.
    screen.play("jcfirst<enter>csecond<enter>").shows("Logged call with Tom Berg");
}

#[test]
fn narrow_and_too_small() {
    let mut screen = small(Lang::En, (120, 40));
    screen.resize(59, 15).shows("60x15");
    screen.resize(60, 15).shows("Deniz");
    screen.resize(60, 14).shows("60x15");
}

#[test]
fn the_first_start_offers_three_ways() {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        let mut screen = Screen::new(lang, (80, 24), small_world::TODAY, Vec::new());
        insta::assert_snapshot!(format!("welcome_{tag}"), screen.picture());
    }
}
