//! Moving about: one pane alone, the border between two, back and forward through what was visited, and the view before.

use proptest::prelude::*;

use super::play::Screen;
use super::{check, small};
use touchbase::text::Lang;

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

#[test]
fn panes_look_like_this() {
    check("zoom_agenda", "z");
    check("zoom_briefing", "<tab>z");
    check("zoom_company", "3<enter><tab>z");
    check("split_wider", ">>>>");
    check("split_contact", "<enter>>>");
}

#[test]
fn zoom_follows_the_keys_and_stays() {
    let mut screen = english();
    screen.shows("+49 30 5550 1234").play("z").shows_not("+49 30 5550 1234").shows("z both panes");
    screen
        .play("j")
        .selects("Bernd Kaiser")
        .play("<tab>")
        .shows("asked for an offer for the roof")
        .shows_not("Tom Berg");
    screen.play("2").shows_not("both panes").play("1").shows("z both panes").shows_not("Tom Berg");
    screen.play("z").shows("Tom Berg").shows("asked for an offer for the roof").shows_not("both panes");
}

#[test]
fn where_one_pane_has_the_keys_both_are_gone_through() {
    let mut screen = english();
    screen.play("3").shows("Atelier Çelik").shows("Ahornweg 5").play("z").shows_not("Ahornweg 5").shows("z other pane");
    screen.play("z").shows("Ahornweg 5").shows_not("Nordlys AS").play("jk").shows("Ahornweg 5");
    screen.play("z").shows("Nordlys AS").shows("Ahornweg 5");
    let mut narrow = small(Lang::En, (80, 24));
    narrow.play("3").shows("Nordlys AS").shows_not("Ahornweg 5");
    narrow.play("z").shows_not("Nordlys AS").shows("Ahornweg 5").shows("z both panes").play("z").shows("Nordlys AS");
    narrow.play(">").shows("No border can be moved here; z shows one pane alone");
}

#[test]
fn the_border_stands_where_it_was_left() {
    let border = |screen: &mut Screen| {
        let picture = screen.picture();
        let line = picture.lines().nth(3).unwrap();
        line.chars().position(|c| c == '│').unwrap_or_else(|| panic!("no border in {line}"))
    };
    let mut screen = english();
    let usual = border(&mut screen);
    screen.play("<<<<").picture();
    let moved = border(&mut screen);
    assert!(moved < usual);
    screen.restart();
    assert_eq!(border(&mut screen), moved);
    screen.play("3>").picture();
    screen.play("1=");
    assert_eq!(border(&mut screen), usual);
    screen.restart();
    assert_eq!(border(&mut screen), usual);
    for _ in 0..20 {
        screen.play(">").picture();
    }
    screen.shows("The border goes no further");
    assert!(border(&mut screen) < 97);
    screen.resize(60, 15).shows("Deniz Çelik").shows("every");
}

#[test]
fn visited_records_are_gone_through_backward_and_forward() {
    let mut screen = english();
    screen.play("H").shows("Nothing before this").play("L").shows("Nothing after this");
    screen.play("<enter>").shows("Timeline").play("gc").shows("Ahornweg 5").play("2").shows("[Contacts");
    screen.play("/anna m<enter>").selects("Anna Müller").play("<enter>").shows("every 30 d").play("H").shows("anna m");
    screen.play("H").shows("Ahornweg 5").play("H").shows("wants a sample").play("<ctrl-o>").selects("Deniz");
    screen.play("H").shows("Nothing before this").play("LL").shows("Ahornweg 5").play("LL").shows("every 30 d");
    screen.play("L").shows("Nothing after this").play("HHj<enter>").shows("Timeline").play("L").shows("Nothing after");
}

#[test]
fn who_was_deleted_is_passed_over() {
    let mut screen = english();
    screen.play("j<enter>").shows("Timeline").play("<esc>k<enter>").shows("Timeline").play("<esc>j");
    screen
        .selects("Bernd Kaiser")
        .play("X2")
        .shows("Deleted Bernd Kaiser")
        .play("H")
        .shows("Timeline")
        .shows("late twice");
    screen.play("H").shows_not("Timeline").play("H").shows("Nothing before this").shows_not("Timeline");
    // Taken back, it is there again.
    screen.play("uH").shows("asked for an offer for the roof").shows("Timeline");
}

#[test]
fn the_view_before_comes_back_and_goes_again() {
    let mut screen = english();
    screen.play("-").shows("No view before this one");
    screen.play("3-").selects("Deniz").play("-").shows("Nordlys AS");
    screen.play("2/anna m<enter>").shows_not("Tom Berg").play("-").shows("Tom Berg").play("-").shows_not("Tom Berg");
    screen.play("<esc>").shows("Tom Berg").play("-").shows_not("Tom Berg").shows("anna m");
}

#[test]
fn the_palette_begins_with_who_was_visited() {
    let first = |screen: &mut Screen| {
        let picture = screen.play(":").picture();
        screen.play("<esc>");
        let rows: Vec<String> = picture
            .lines()
            .skip_while(|line| !line.contains("Palette"))
            .skip(2)
            .take(3)
            .map(|row| row.chars().take(105).collect::<String>())
            .collect();
        rows
    };
    let mut screen = english();
    screen.play("<enter><esc>j<enter><esc>3<enter><esc>1");
    let rows = first(&mut screen);
    assert!(rows[0].contains("Atelier Çelik") && rows[0].contains("company"), "{rows:?}");
    assert!(rows[1].contains("Bernd Kaiser") && rows[2].contains("Deniz Çelik"), "{rows:?}");
    screen.restart();
    assert_eq!(first(&mut screen), rows);
    screen.play(":<down><enter>").shows("Timeline").shows("Bernd Kaiser");
    // Whoever is shown isn't offered.
    assert!(first(&mut screen)[0].contains("Atelier Çelik"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// In whatever order one goes about, and deletes: what is shown exists.
    #[test]
    fn one_never_lands_on_what_is_gone(keys in prop::collection::vec(
        prop::sample::select(vec!["H", "L", "-", "z", ">", "<<<<", "=", "<enter>", "<esc>", "j", "J", "1", "2", "3", "4",
            "gc", "gk", "<tab>", "X<down><enter><enter><esc>", "/a<enter>", "u"]), 1..30)
    ) {
        let mut screen = small(Lang::En, (80, 24));
        for key in keys {
            screen.play(key).picture();
            screen.wait(1);
        }
        screen.play("<esc><esc><esc>1").shows("1 Agenda");
    }
}
