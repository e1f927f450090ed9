//! How the screens look: each theme, what can be told without colour, and signs where only ASCII is to be had.

use std::collections::BTreeSet;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use touchbase::text::Lang;
use touchbase::tui::look::Look;
use touchbase::tui::offscreen;
use touchbase::tui::theme::{BUILT_IN, Depth, Ground, Role};

use super::{demo, keep, small};

/// Places where all that is drawn is to be seen once: lists, records, forms, pop-ups.
const PLACES: [&str; 14] = [
    "",
    "cfragt >> 2w Angebot",
    "?",
    ":",
    "<enter>",
    "2",
    "2<space><space>f",
    "a",
    "3",
    "3<enter>",
    "4",
    "gd",
    "g/an",
    "i",
];

/// Rows as they are, each run of one style with that behind it.
fn styled(cells: &Buffer, rows: u16) -> String {
    let look = |cell: &Cell| {
        let (fg, bg) = (colour(cell.fg), colour(cell.bg));
        let on = if bg.is_empty() { bg } else { format!(" on {bg}") };
        let attributes: Vec<String> = cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()).collect();
        [attributes.join(" "), format!("{fg}{on}")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut text = String::new();
    for y in 0..rows {
        let mut behind = 0;
        let mut row: Vec<&Cell> = Vec::new();
        for x in 0..cells.area.width {
            // What a wide one covers is no cell of its own.
            if x >= behind {
                row.push(&cells[(x, y)]);
                behind = x + offscreen::columns(cells[(x, y)].symbol());
            }
        }
        for run in row.chunk_by(|one, next| look(one) == look(next)) {
            let words: String = run.iter().map(|cell| cell.symbol()).collect();
            text.push_str(&format!("{:3} {:30} {}\n", y, look(run[0]), words.trim_end()));
        }
    }
    text
}

fn colour(colour: Color) -> String {
    if colour == Color::Reset { String::new() } else { colour.to_string().to_lowercase() }
}

#[test]
fn each_theme() {
    for (name, _) in BUILT_IN {
        let mut screen = demo(Lang::En, (80, 24));
        screen.in_look(Look::named(name).unwrap()).play("2jj<space><space>/a");
        keep(&format!("look_{name}"), &styled(&screen.cells(), 12));
    }
    let light = Look::named("terminal").unwrap().on(Ground::Light);
    keep("look_terminal_light", &styled(&small(Lang::En, (80, 24)).in_look(light).cells(), 18));
    let sixteen = Look::named("dark").unwrap().in_colours(Depth::Of16);
    keep("look_dark_in_16", &styled(&small(Lang::En, (80, 24)).in_look(sixteen).cells(), 18));
}

/// What has a style of its own where it is looked for: what to do, words on screen, and the style they have. Behind a `▌` the row is selected.
const STYLED: [(&str, &str, Role, Option<Role>); 18] = [
    ("", "Agenda", Role::Tab, None),
    ("", "2", Role::Key, None),
    ("", "Now 3", Role::Section, None),
    ("", "▌", Role::Text, Some(Role::Selected)),
    ("", "Atelier Çelik", Role::Text, Some(Role::Selected)),
    ("", "3 d", Role::Late, None),
    ("<tab>", "Atelier Çelik", Role::Text, Some(Role::SelectedAside)),
    ("<tab>", "─ Deniz Çelik ─", Role::Focus, None),
    ("", "─ Deniz Çelik ─", Role::Border, None),
    ("", "✓", Role::Good, None),
    ("", "✗", Role::Error, None),
    ("", "! complaint", Role::Late, None),
    ("<space>", "* Deniz", Role::Marked, None),
    ("/bau<enter>", "Bau", Role::Match, Some(Role::Selected)),
    ("/", "✗", Role::Error, None),
    ("chalf<esc>", "✎", Role::Draft, Some(Role::Selected)),
    ("chalf", "half", Role::Field, None),
    ("2/<ctrl-u>xyz", "xyz", Role::Field, None),
];

/// In each theme, a state is told by the style that the theme gives it: colours and modifiers, also on the selected row.
#[test]
fn each_state_has_its_themes_style_on_screen() {
    for (name, _) in BUILT_IN {
        let look = Look::named(name).unwrap();
        let style = |role| look.theme().style(role);
        for (keys, words, role, on) in STYLED {
            let mut screen = small(Lang::En, (120, 40));
            screen.in_look(look.clone()).play(keys);
            let (cells, place) = (screen.cells(), screen.place(words));
            let cell = &cells[place];
            let below = on.map_or(style(Role::Screen), |on| style(Role::Screen).patch(style(on)));
            let wanted = below.patch(style(role));
            let is = (cell.fg, cell.bg, cell.modifier);
            let wanted = (wanted.fg.unwrap_or_default(), wanted.bg.unwrap_or_default(), wanted.add_modifier);
            assert_eq!(is, wanted, "{name}: {role:?} of {words:?} after {keys:?}\n{}", screen.picture());
        }
    }
}

#[test]
fn without_colour_nothing_is_coloured_and_all_can_be_told() {
    let mono = || Look::named("mono").unwrap();
    for keys in PLACES {
        let cells = demo(Lang::En, (120, 40)).in_look(mono()).play(keys).cells();
        let coloured = cells.content.iter().find(|cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset));
        assert!(coloured.is_none(), "after {keys:?}: {coloured:?}");
    }
    // Selected: a bar, and reversed. Late: bold, and how long. Marked: a sign.
    let mut screen = small(Lang::En, (120, 40));
    screen.in_look(mono()).selects("Deniz").shows("▌   9 d");
    assert!(screen.cells_at("Atelier Çelik").iter().all(|look| look.contains(Modifier::REVERSED)));
    assert!(screen.cells_at("3 d").iter().all(|look| look.contains(Modifier::BOLD)));
    screen.play("<space>").shows("9 d * Deniz");
    // The pane that has the focus has the bold line; where it is elsewhere, the row is bold and keeps its bar.
    assert!(!screen.play("<esc>k").cells_at("─ Deniz Çelik ─")[0].contains(Modifier::BOLD));
    assert!(screen.play("<tab>").cells_at("─ Deniz Çelik ─")[0].contains(Modifier::BOLD));
    assert_eq!(screen.cells_at("Atelier Çelik")[0], Modifier::BOLD);
    screen.shows("▌   9 d");
    // A consent that is withdrawn, a complaint, what went well and what didn't: a sign each.
    screen.shows("mail ✗").shows("phone ✓").shows("! complaint");
}

#[test]
fn ascii_signs_are_all_that_is_drawn() {
    for lang in [Lang::En, Lang::De] {
        for keys in PLACES {
            let picture = demo(lang, (120, 40)).in_ascii().play(keys).picture();
            assert_eq!(drawn(&picture), BTreeSet::new(), "after {keys:?}:\n{picture}");
        }
        let mut screen = demo(lang, (80, 24));
        screen.in_ascii().play_unanswered("g").wait_unanswered(400);
        assert_eq!(drawn(&screen.picture()), BTreeSet::new());
    }
}

/// What isn't ASCII, and no letter either.
fn drawn(text: &str) -> BTreeSet<char> {
    text.chars().filter(|c| !c.is_ascii() && !c.is_alphanumeric() && *c != '\u{a0}').collect()
}

/// Signs that stand anywhere in the sources of the screens or in what they say have one of ASCII.
#[test]
fn each_sign_has_one_of_ascii() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut signs: BTreeSet<char> = BTreeSet::new();
    let mut dirs = vec![root.join("src/tui")];
    while let Some(dir) = dirs.pop() {
        for path in std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                dirs.push(path);
            } else if path.file_name().is_some_and(|name| name != "tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let said = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                signs.extend(said.flat_map(|line| drawn(line.split(" // ").next().unwrap_or_default())));
            }
        }
    }
    for lang in ["en", "de"] {
        let said = std::fs::read_to_string(root.join("src/text").join(lang).join("touchbase.ftl")).unwrap();
        signs.extend(said.lines().filter(|line| !line.starts_with('#')).flat_map(drawn));
    }
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 1, 1));
    let missing: Vec<char> = signs
        .into_iter()
        .filter(|sign| {
            buffer[(0, 0)].set_char(*sign);
            touchbase::tui::widgets::ascii::put_in(&mut buffer);
            !drawn(&offscreen::text(&buffer)).is_empty()
        })
        .collect();
    assert_eq!(missing, [' '; 0]);
}
