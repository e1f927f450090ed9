//! Themes are complete, can be read, and say what is wrong with them.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::*;

/// What is drawn as lines, not letters.
const LINES: [Role; 1] = [Role::Border];

fn all() -> impl Iterator<Item = (&'static str, Theme)> {
    BUILT_IN.iter().map(|(name, _)| (*name, Theme::named(name).unwrap()))
}

/// Relative luminance as WCAG 2.1 has it.
fn luminance(colour: Color) -> f64 {
    let (r, g, b) = match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(number) => palette::rgb(number).unwrap(),
        other => panic!("{other:?} may look like anything"),
    };
    let [r, g, b] = [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG's contrast ratio: from 1 (the same) to 21 (black and white).
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn themes_with_a_background_of_their_own_can_be_read() {
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("contrast", 7.0)] {
        let exact = Theme::named(name).unwrap();
        for theme in [exact.clone(), exact.in_256_colours()] {
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
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= least, "{name}: {role_name} {ink:?} on {ground:?} is {ratio:.2}, not {least}");
                }
            }
        }
    }
}

#[test]
fn the_selection_is_seen_without_colour() {
    for (name, theme) in all() {
        let (screen, selected) = (theme.style(Role::Screen), theme.style(Role::Selected));
        let plain = |style: Style| style.add_modifier;
        assert_ne!(plain(screen), plain(selected), "{name}: nothing but colour tells the selection");
    }
}

#[test]
fn the_default_has_no_background_and_mono_no_colour() {
    let (terminal, mono) = (Theme::named("terminal").unwrap(), Theme::named("mono").unwrap());
    assert!(terminal.styles.iter().all(|s| s.bg.is_none()));
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
    let dark = Theme::named("dark").unwrap();
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
    let theme = Theme::named("dark").unwrap();
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
