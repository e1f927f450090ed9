//! Themes are complete, can be read, and say what is wrong with them.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::*;

/// What is drawn as lines, not letters.
const LINES: [Role; 1] = [Role::Border];

/// Palettes of 16 that are usual besides xterm's and that of a VGA text screen: those of Windows Terminal and of GNOME's.
const USUAL: [[u32; 16]; 2] = [
    [
        0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c,
        0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
    ],
    [
        0x000000, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929, 0x8ae234,
        0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec,
    ],
];

fn all() -> impl Iterator<Item = (&'static str, Theme)> {
    let both = [Ground::Dark, Ground::Light];
    BUILT_IN.iter().flat_map(move |(name, _)| both.map(|ground| (*name, Theme::named(name, ground).unwrap())))
}

fn dark() -> Theme {
    Theme::named("dark", Ground::Dark).unwrap()
}

fn seen(colour: Color) -> (u8, u8, u8) {
    match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(number) => palette::rgb(number).unwrap(),
        other => panic!("{other:?} may look like anything"),
    }
}

#[test]
fn themes_with_a_background_of_their_own_can_be_read() {
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("warm", 4.5), ("paper", 4.5), ("contrast", 7.0)] {
        let exact = Theme::named(name, Ground::Dark).unwrap();
        for theme in [exact.clone(), exact.in_colours(Depth::Of256)] {
            let screen = theme.style(Role::Screen);
            let (ink, ground) = (screen.fg.unwrap(), screen.bg.unwrap());
            let grounds = [Role::Screen, Role::Selected, Role::SelectedAside].map(|role| theme.style(role).bg);
            for (role, role_name) in ROLES {
                let style = theme.style(*role);
                assert!(!style.add_modifier.contains(Modifier::DIM), "{name}: {role_name} is dimmed by the terminal");
                let least = if LINES.contains(role) { 3.0 } else { least };
                let ink = style.fg.unwrap_or(ink);
                let on = if LINES.contains(role) { &grounds[..1] } else { &grounds[..] };
                for ground in on.iter().map(|on| style.bg.or(*on).unwrap_or(ground)) {
                    let ratio = palette::contrast(seen(ink), seen(ground));
                    assert!(ratio >= least, "{name}: {role_name} {ink:?} on {ground:?} is {ratio:.2}, not {least}");
                }
            }
        }
    }
}

/// What the 16 look like is the user's to say; the terminal's own colours are chosen so that they can be read in the palettes that
/// most have, on black and on white.
#[test]
fn the_terminals_own_colours_can_be_read_in_the_usual_palettes() {
    let palettes = sixteen::PALETTES.into_iter().chain(USUAL);
    for (number, colours) in palettes.enumerate() {
        for (ground, behind) in [(Ground::Dark, (0, 0, 0)), (Ground::Light, (255, 255, 255))] {
            let theme = Theme::named("terminal", ground).unwrap();
            for (role, role_name) in ROLES {
                let Some(ink) = theme.style(*role).fg else { continue };
                let ink = sixteen::parts(colours[sixteen::number(ink).expect("one of the 16")]);
                let ratio = palette::contrast(ink, behind);
                assert!(ratio >= 4.5, "{role_name} on a {ground:?} ground in palette {number} is {ratio:.2}");
            }
        }
    }
}

#[test]
fn the_selection_is_seen_without_colour() {
    for (name, theme) in all() {
        let (screen, selected) = (theme.style(Role::Screen), theme.style(Role::Selected));
        let plain = |style: Style| style.add_modifier;
        let aside = theme.style(Role::SelectedAside);
        assert_ne!(plain(screen), plain(selected), "{name}: nothing but colour tells the selection");
        assert_ne!(plain(screen), plain(aside), "{name}: nothing but colour tells it where the focus is elsewhere");
    }
}

#[test]
fn the_default_has_no_background_and_mono_no_colour() {
    for (_, theme) in all().filter(|(name, _)| *name == "terminal") {
        assert!(theme.styles.iter().all(|s| s.bg.is_none()));
    }
    let mono = Theme::named("mono", Ground::Light).unwrap();
    assert!(mono.styles.iter().all(|s| s.bg.is_none() && s.fg.is_none()));
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let check = |text: &str, line: usize, trouble: Trouble| {
        assert_eq!(ThemeFile::read(text), Err(ThemeError { line, trouble }), "{text}");
    };
    let word = |role: &str, word: &str| Trouble::NoSuchWord { role: role.into(), word: word.into() };
    check("# mine\nlate = \"bold rde\"", 2, word("late", "rde"));
    check("late = \"#12345\"", 1, word("late", "#12345"));
    check("text = \"\"\n\nlaet = \"red\"", 3, Trouble::NoSuchRole("laet".into()));
    check("late = 3", 1, Trouble::NoText("late".into()));
    check("base = [\"dark\"]", 1, Trouble::NoText("base".into()));
    assert!(matches!(ThemeFile::read("late ="), Err(ThemeError { line: 1, trouble: Trouble::Syntax(_) })));
}

#[test]
fn a_small_file_is_enough() {
    let file = ThemeFile::read("base = \"dark\"\nlate = \"underlined 9 on black\"").unwrap();
    assert_eq!(file.base, Some(("dark".to_owned(), 1)));
    let dark = dark();
    let theme = file.over(&dark);
    let late = Style::new().underlined().fg(Color::Indexed(9)).bg(Color::Black);
    assert_eq!(theme.style(Role::Late), late);
    assert_eq!(theme.style(Role::Good), dark.style(Role::Good));
}

#[test]
fn every_word_is_one() {
    for word in WORDS {
        assert!(ThemeFile::read(&format!("late = \"{word}\"")).is_ok(), "{word}");
    }
}

#[test]
fn what_has_no_colour_gets_the_screens() {
    let theme = dark();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
    buffer[(1, 0)].set_style(theme.style(Role::Late));
    theme.put_behind(&mut buffer);
    let screen = theme.style(Role::Screen);
    assert_eq!((Some(buffer[(0, 0)].fg), Some(buffer[(0, 0)].bg)), (screen.fg, screen.bg));
    assert_eq!((Some(buffer[(1, 0)].fg), Some(buffer[(1, 0)].bg)), (theme.style(Role::Late).fg, screen.bg));
}

#[test]
fn a_free_colour_has_a_number_near_it() {
    for (free, number) in [((0, 0, 0), 16), ((255, 255, 255), 231), ((28, 28, 28), 234), ((95, 175, 254), 75)] {
        assert_eq!(palette::nearest(Color::Rgb(free.0, free.1, free.2)), Color::Indexed(number), "{free:?}");
    }
    assert_eq!(palette::nearest(Color::Red), Color::Red);
}
