//! The mouse: what is clicked is what is seen there.

use crossterm::event::KeyModifiers;
use proptest::prelude::*;
use ratatui::layout::Position;
use touchbase::text::Lang;
use touchbase::tui::effect::Effect;
use touchbase::tui::event::Event;
use touchbase::tui::mouse::{Did, Mouse};

use crate::play::Screen;
use crate::{SIZES, small};

/// Plays the same in each size.
fn each_size(lang: Lang, play: impl Fn(&mut Screen)) {
    SIZES.into_iter().for_each(|size| play(&mut small(lang, size)));
}

#[test]
fn a_click_selects_a_row_and_two_open_it() {
    each_size(Lang::En, |screen| {
        screen.click("Mia Olsen").selects("Mia Olsen").click("山田").selects("山田 由紀");
        screen.click("Bernd Kaiser").selects("Bernd Kaiser").shows("send offer");
        screen.click("5 contacts without").selects("5 contacts").click("Rhythm 2").selects("5 contacts");
        screen.double_click("Anna Müller").shows("Timeline 1");
        screen.play("<esc>").selects("Anna Müller");
        // Two slow clicks are none.
        screen.click("Tom Berg").click("Tom Berg").selects("Tom Berg").shows("Rhythm 2");
    });
}

#[test]
fn what_is_clicked_is_what_was_seen_though_it_wasnt_painted_since() {
    let mut screen = small(Lang::En, (120, 40));
    let [mia, tom] = ["Mia Olsen", "Tom Berg"].map(|name| screen.place(name));
    screen.mouse_at(Did::Press, mia, KeyModifiers::NONE).mouse_at(Did::Press, tom, KeyModifiers::NONE);
    screen.selects("Tom Berg");
}

#[test]
fn the_tabs_and_the_footers_keys_are_clicked() {
    for (lang, tabs) in [
        (Lang::En, ["2 Contacts", "3 Companies", "4 Feedback", "1 Agenda"]),
        (Lang::De, ["2 Kontakte", "3 Firmen", "4 Rückmeldungen", "1 Agenda"]),
    ] {
        each_size(lang, |screen| {
            let contacts = screen.click(tabs[0]).picture();
            assert_eq!(
                contacts,
                small(
                    lang,
                    (contacts.lines().next().map_or(0, |_| screen.cells().area.width), screen.cells().area.height)
                )
                .play("2")
                .picture()
            );
            screen.click(tabs[1]).shows("Atelier").click(tabs[2]).shows("late twice").click(tabs[3]).selects("Deniz");
        });
    }
    each_size(Lang::En, |screen| {
        screen.click("c log").shows("Log: Deniz").click("Esc close").shows_not("Log: Deniz");
        screen
            .click("/ find")
            .play("mia")
            .click("Enter keep")
            .selects("Mia")
            .click("? help")
            .shows("Keys of this screen");
    });
    each_size(Lang::De, |screen| {
        screen.click("? Hilfe").shows("Tasten dieser Ansicht");
    });
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut screen = small(Lang::En, (80, 24));
    screen.wheel(1, "Tom Berg").selects("Anna Müller").wheel(-1, "Tom Berg").selects("Deniz");
    screen.wheel(100, "Tom Berg").selects("5 contacts without").wheel(-100, "Tom Berg").selects("Deniz");
    screen.shows_not("Collects old planes").wheel(1, "tier B").shows("Collects old planes").selects("Deniz");
    screen.wheel(-1, "late twice").shows_not("Collects old planes");
    // Nothing lies there.
    screen.mouse_at(Did::Wheel(3), Position::new(3, 0), KeyModifiers::NONE).selects("Deniz");
    screen.play("2").wheel(1, "Bernd").wheel(1, "Bernd").selects("Mia Olsen");
}

#[test]
fn panes_are_clicked_and_what_stands_in_them() {
    each_size(Lang::En, |screen| {
        screen.click("send price list").play("d").shows("Done: send price list");
    });
    each_size(Lang::En, |screen| {
        screen
            .double_click("9 d   Deniz")
            .click("asked when the second")
            .selects("asked when")
            .play("e")
            .shows("asked when");
        screen.play("<esc>").click("tier B").play("j").shows_not("▌");
    });
    each_size(Lang::En, |screen| {
        screen.play("3").double_click("Kaiser Bau").shows("Timeline");
        screen
            .click("asked for an offer")
            .selects("asked for an offer")
            .click("Bernd Kaiser  1 Nov")
            .selects("Bernd Kaiser  1 Nov");
        screen.double_click("Bernd Kaiser  1 Nov").shows("─ Bernd Kaiser ─");
    });
}

#[test]
fn the_views_in_a_heading_are_clicked() {
    each_size(Lang::En, |screen| {
        screen.play("2").click("without rhythm").shows("[without rhythm").click("archived").shows("[archived");
        screen.click("Contacts 8").shows("[Contacts 8]").play("4").click("to be told").shows("[to be told");
    });
}

#[test]
fn a_columns_head_sorts_by_it_and_turns_it_round() {
    each_size(Lang::En, |screen| {
        screen
            .play("2")
            .click("Company")
            .shows("Company ▲")
            .click("Company ▲")
            .shows("Company ▼")
            .click("Name")
            .shows("Name ▲");
    });
    each_size(Lang::De, |screen| {
        screen.play("2").click("Firma").shows("Firma ▲").play("3").click("Kaiser Bau").selects("Kaiser Bau");
    });
}

#[test]
fn with_ctrl_a_click_marks_and_with_shift_a_range() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("2").click_with("Bernd", KeyModifiers::CONTROL).selects("Bernd").shows("1 marked");
    screen
        .click_with("Jan", KeyModifiers::CONTROL)
        .shows("2 marked")
        .click_with("Jan", KeyModifiers::CONTROL)
        .shows("1 marked");
    screen
        .play("<esc>")
        .click("Anna")
        .click_with("Deniz", KeyModifiers::SHIFT)
        .shows("4 marked")
        .play("j")
        .shows("4 marked");
}

#[test]
fn what_a_pop_up_offers_is_clicked_and_beside_it_it_is_closed() {
    each_size(Lang::En, |screen| {
        screen.play(":all").click("Feedback: complaints").shows("[Open");
        screen.play("1:zoë").click("Zoë van Dijk").shows("Timeline");
        screen.play("1x").click("archive").shows_not("archive them");
    });
    each_size(Lang::En, |screen| {
        // What lies behind a pop-up isn't reached, nor by the second of two clicks.
        screen.play(":").mouse_at(Did::Press, Position::new(1, 6), KeyModifiers::NONE).selects("Deniz");
        screen.mouse_at(Did::Press, Position::new(1, 6), KeyModifiers::NONE).selects("Deniz").shows_not("Enter do it");
    });
    let mut screen = small(Lang::En, (120, 40));
    screen.play("g").wait(1).click("Calendar: a month").shows("November 2026");
}

#[test]
fn nothing_typed_is_lost_by_a_click_beside() {
    each_size(Lang::En, |screen| {
        let edge = Position::new(0, screen.cells().area.height - 2);
        screen.play("nlikes oak").wait(1).mouse_at(Did::Press, edge, KeyModifiers::NONE).shows("likes oak");
        screen
            .play("<ctrl-u>")
            .wait(1)
            .mouse_at(Did::Press, edge, KeyModifiers::NONE)
            .shows("Deniz")
            .shows_not("Ctrl-s save");
        screen.play("ccall: x").wait(1).mouse_at(Did::Press, edge, KeyModifiers::NONE).shows("call: x");
    });
}

#[test]
fn a_click_puts_the_cursor_under_the_pointer() {
    each_size(Lang::En, |screen| {
        screen
            .play("ccall: 日本 ok")
            .mouse(Did::Press, "ok", 0)
            .play("X")
            .shows("日本 Xok")
            .mouse(Did::Press, "本", 0)
            .play("Y")
            .shows("日Y本 Xok");
        // The second column of a wide character is its own, too.
        screen.mouse(Did::Press, "日", 1).play("Z").shows("Z日Y本").mouse(Did::Press, "ok", 9).play("!").shows("Xok!");
    });
    each_size(Lang::En, |screen| {
        screen
            .play("e")
            .shows("Deniz Çelik")
            .mouse(Did::Press, "Company", 16 + 8)
            .play("Neu ")
            .shows("Atelier Neu Çelik");
    });
}

#[test]
fn a_border_is_dragged() {
    for (place, half) in [("", 57), ("3", 60), ("4", 64), ("gk", 50), ("<enter>", 40), ("3<enter>", 40)] {
        let mut screen = small(Lang::En, (120, 40));
        screen.play(place);
        let (from, to) = (Position::new(120 * half / 100, 12), Position::new(120 * half / 100 - 9, 20));
        let column = |screen: &mut Screen, x: u16| screen.cells()[(x, 12)].symbol().to_owned();
        assert_eq!(column(&mut screen, from.x), "│", "{place:?}: {}", screen.picture());
        screen.drag(from, to);
        assert_eq!(column(&mut screen, to.x), "│", "{place:?}: {}", screen.picture());
        // Let go, it stays; and dragging from anywhere else moves nothing.
        screen.wait(1).drag(Position::new(to.x - 3, 12), from);
        assert_eq!(column(&mut screen, to.x), "│", "{place:?}: {}", screen.picture());
        screen.drag(to, Position::new(0, 12)).wait(1);
        assert_eq!(column(&mut screen, 24), "│", "as far as it goes: {}", screen.picture());
        screen.play("=");
        assert_eq!(column(&mut screen, from.x), "│", "{place:?}: {}", screen.picture());
    }
    let mut screen = small(Lang::En, (80, 24));
    let heading = screen.place("─ Deniz Çelik ─");
    let above = Position { y: heading.y - 4, ..heading };
    assert_eq!(screen.drag(heading, above).place("─ Deniz Çelik ─").y, above.y);
    // Behind a pop-up there is no border.
    let before = screen.play("?").picture();
    assert_eq!(screen.drag(above, heading).play("<esc>").place("─ Deniz Çelik ─").y, above.y, "{before}");
}

#[test]
fn where_it_was_dragged_to_is_kept_once_it_is_let_go() {
    let mut screen = small(Lang::En, (120, 40));
    screen.cells();
    let mut tells = |did, x| {
        let at = Position::new(x, 12);
        let mouse = Mouse { did, at, held: KeyModifiers::NONE };
        let effects = screen.effects_of_event(Event::Mouse(mouse));
        screen.cells();
        effects.iter().filter(|effect| matches!(effect, Effect::KeepLeft(..))).count()
    };
    let kept =
        [(Did::Press, 68), (Did::Drag, 60), (Did::Drag, 55), (Did::Release, 55), (Did::Drag, 40), (Did::Release, 40)]
            .map(|(did, x)| tells(did, x));
    assert_eq!(kept, [0, 0, 0, 1, 0, 0]);
}

#[test]
fn the_wheel_goes_through_a_forms_fields_and_a_texts_lines() {
    each_size(Lang::En, |screen| {
        screen.play("2a").wheel(40, "Name").play("at the end").wheel(-40, "Person").play("Ada");
        screen.shows("at the end").shows("Ada").play("<ctrl-x><ctrl-x>");
    });
    let mut screen = small(Lang::En, (80, 24));
    screen.play("n").paste(&(1..60).map(|line| format!("line {line}\n")).collect::<String>());
    screen.shows("line 59").shows_not("line 1 ").wheel(-40, "line 55").shows("line 1 ").shows_not("line 59");
    screen.wheel(40, "line 1 ").shows("line 59");
}

#[test]
fn what_is_told_of_while_it_is_switched_off_does_nothing() {
    let mut screen = small(Lang::En, (120, 40));
    assert!(screen.app.listens());
    screen.play(":mouse<enter>").shows("The mouse is off until you quit").click("Tom Berg").selects("Deniz");
    assert!(!screen.app.listens());
    screen.play(":mouse<enter>").shows("The mouse is on").click("Tom Berg").selects("Tom Berg");
    assert!(screen.app.listens());
}

/// Where keys lead: each screen and most pop-ups.
const PLACES: &[&str] = &[
    "",
    "2",
    "3",
    "4",
    "gk",
    "gd",
    "g/late",
    "<enter>",
    "<enter><tab>",
    "3<enter>",
    "2/an",
    ":",
    "?",
    "c",
    "f",
    "f<ctrl-t>",
    "b",
    "n",
    "e",
    "e<ctrl-n>",
    "2a",
    "x",
    "s",
    "t",
    "y",
    "i",
    "gt",
    "I",
    "2S",
    "2W",
    "2w",
    "S",
    "X",
    "m",
    "g",
    "<space><space>e",
];

fn did() -> impl Strategy<Value = Did> {
    prop_oneof![6 => Just(Did::Press), 2 => (-9i16..9).prop_map(Did::Wheel), 1 => Just(Did::Drag), 1 => Just(Did::Release), 1 => Just(Did::Other)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(24), ..ProptestConfig::default() })]

    /// Whatever is done with the mouse, wherever: nothing breaks, and it can be painted.
    #[test]
    fn no_mouse_breaks_anything(
        place in prop::sample::select(PLACES),
        size in prop::sample::select(vec![(60, 15), (80, 24), (120, 40), (20, 5)]),
        done in prop::collection::vec((did(), 0u16..130, 0u16..45, prop::sample::select(vec![0u8, 1, 2, 4]), any::<bool>()), 1..25),
    ) {
        let mut screen = small(Lang::De, size);
        screen.play(place).picture();
        for (did, x, y, held, paints) in done {
            // Mostly in sight.
            let at = Position::new(x % (size.0 + 2), y % (size.1 + 2));
            let held = KeyModifiers::from_bits_truncate(held);
            screen.happens(Event::Mouse(Mouse { did, at, held }));
            if paints {
                screen.picture();
            }
        }
        screen.picture();
    }
}
