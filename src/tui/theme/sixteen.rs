//! A theme on a terminal that knows no colours but 16. What those look like is the user's; they are chosen by what they look
//! like on a VGA text screen and in xterm, and so that letters stand out from their background in both.

use ratatui::style::{Color, Modifier, Style};

use super::palette::{MIDDLE, contrast, luminance, rgb};
use super::{ROLES, Role};

type Rgb = (u8, u8, u8);

/// The colours in the order of their numbers.
const COLOURS: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// What they look like: of a VGA text screen, and xterm's.
pub(super) const PALETTES: [[u32; 16]; 2] = [
    [
        0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55,
        0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
    ],
    [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
        0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ],
];

/// What letters need at the least, and lines.
const LETTERS: f64 = 4.5;
const LINES: f64 = 3.0;

/// Where the parts of a colour are less apart, it is a grey.
const COLOURED: u8 = 32;
/// Hues that are further apart, in both palettes together, are others: orange is a red, but blue is none.
const OTHER_HUE: u32 = 65_000;

/// Puts the 16 in the place of all others. Backgrounds within the screen's own can't be told from it by one of 16, so the
/// selection is reversed there, and others are underlined.
pub(super) fn reduce(styles: &mut [Style]) {
    let screen = styles[Role::Screen as usize].bg.and_then(seen).map(|bg| {
        // As a background, no console knows the light ones.
        if luminance(bg) > MIDDLE { Color::Gray } else { Color::Black }
    });
    for (style, (role, _)) in styles.iter_mut().zip(ROLES) {
        let own = style.bg.filter(|_| *role != Role::Screen);
        let (bg, instead) = match (screen, own) {
            (Some(_), Some(_)) if *role == Role::Selected => (None, Modifier::REVERSED),
            (Some(_), Some(_)) => (None, Modifier::UNDERLINED),
            (None, Some(own)) => (Some(nearest(own, |_| true)), Modifier::empty()),
            (_, None) => (screen.filter(|_| *role == Role::Screen), Modifier::empty()),
        };
        let least = if *role == Role::Border { LINES } else { LETTERS };
        let on = bg.or(screen).and_then(number);
        style.fg = style.fg.map(|fg| nearest(fg, |one| on.is_none_or(|on| stands_out(one, on, least))));
        style.bg = bg;
        style.add_modifier |= instead;
    }
}

/// Of those that fit the one that looks most like a colour, which is one of its hue; where none of its hue fits, and for a grey, one
/// without. One of the 16 stays.
fn nearest(colour: Color, fits: impl Fn(usize) -> bool) -> Color {
    let Some(wanted) = free(colour) else { return colour };
    let apart = |number: &usize, look: fn(Rgb) -> Rgb| -> u32 {
        PALETTES.iter().map(|palette| distance(look(parts(palette[*number])), look(wanted))).sum()
    };
    let fitting = || (0..COLOURS.len()).filter(|number| fits(*number));
    let of_hue = fitting().filter(|number| {
        is_coloured(wanted) && is_coloured(parts(PALETTES[1][*number])) && apart(number, stretched) < OTHER_HUE
    });
    let grey = fitting().filter(|number| !is_coloured(parts(PALETTES[1][*number])));
    let found = of_hue.min_by_key(|number| (apart(number, stretched), apart(number, |colour| colour)));
    let found = found.or_else(|| grey.min_by_key(|number| apart(number, |colour| colour)));
    found.map_or(colour, |number| COLOURS[number])
}

/// Whether it is more than a grey.
fn is_coloured((r, g, b): Rgb) -> bool {
    r.max(g).max(b) - r.min(g).min(b) >= COLOURED
}

/// A colour's hue alone: as strong and as bright as it can be.
fn stretched((r, g, b): Rgb) -> Rgb {
    let (least, most) = (r.min(g).min(b), r.max(g).max(b));
    let part = |part: u8| (u32::from(part - least) * 255 / u32::from((most - least).max(1))) as u8;
    (part(r), part(g), part(b))
}

fn stands_out(one: usize, on: usize, least: f64) -> bool {
    PALETTES.iter().all(|palette| contrast(parts(palette[one]), parts(palette[on])) >= least)
}

fn distance(one: Rgb, other: Rgb) -> u32 {
    let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    apart(one.0, other.0) + apart(one.1, other.1) + apart(one.2, other.2)
}

/// What a colour looks like that isn't the user's to choose.
fn free(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(number) => rgb(number),
        _ => None,
    }
}

/// Which of the 16 it is.
pub(super) fn number(colour: Color) -> Option<usize> {
    match colour {
        Color::Indexed(number) => Some(number.into()).filter(|number| *number < COLOURS.len()),
        colour => COLOURS.iter().position(|one| *one == colour),
    }
}

/// What a colour looks like, as far as that is known: one of the 16 as in xterm.
fn seen(colour: Color) -> Option<Rgb> {
    free(colour).or_else(|| number(colour).map(|number| parts(PALETTES[1][number])))
}

pub(super) fn parts(rgb: u32) -> Rgb {
    let [_, r, g, b] = rgb.to_be_bytes();
    (r, g, b)
}

#[cfg(test)]
mod tests {
    use super::super::{BUILT_IN, Depth, Ground, Theme};
    use super::*;

    /// Themes with a background of their own keep their contrast, in both palettes.
    #[test]
    fn letters_stand_out_in_16_colours() {
        let mut judged = 0;
        for (name, _) in BUILT_IN {
            for ground in [Ground::Dark, Ground::Light] {
                let theme = Theme::named(name, ground).unwrap().in_colours(Depth::Of16);
                let screen = theme.style(Role::Screen);
                let (Some(ink), Some(on)) = (screen.fg, screen.bg) else { continue };
                judged += 1;
                for (role, role_name) in ROLES {
                    let style = theme.style(*role);
                    let ink = number(style.fg.unwrap_or(ink)).expect("one of 16");
                    let on = number(style.bg.unwrap_or(on)).expect("one of 16");
                    let least = if *role == Role::Border { LINES } else { LETTERS };
                    assert!(stands_out(ink, on, least), "{name}: {role_name} {:?} on {:?}", COLOURS[ink], COLOURS[on]);
                }
            }
        }
        assert_eq!(judged, 12);
    }

    #[test]
    fn what_is_told_by_a_background_is_told_in_another_way() {
        for (name, _) in BUILT_IN {
            let theme = Theme::named(name, Ground::Dark).unwrap().in_colours(Depth::Of16);
            let look = |role: Role| theme.style(role).add_modifier;
            assert_ne!(look(Role::Selected), look(Role::Text), "{name}");
            assert_ne!(look(Role::SelectedAside), look(Role::Text), "{name}");
            assert_ne!(look(Role::Selected), look(Role::SelectedAside), "{name}");
        }
    }

    #[test]
    fn own_colours_become_the_nearest_and_the_16_stay() {
        let file =
            super::super::ThemeFile::read("late = \"#ff6060\"\ngood = \"green on 18\"\nkey = \"9\"\ndim = \"#101010\"")
                .unwrap();
        let theme = file.over(&Theme::plain()).in_colours(Depth::Of16);
        assert_eq!(theme.style(Role::Late).fg, Some(Color::LightRed));
        assert_eq!((theme.style(Role::Good).fg, theme.style(Role::Good).bg), (Some(Color::Green), Some(Color::Blue)));
        assert_eq!(theme.style(Role::Key).fg, Some(Color::Indexed(9)));
        assert_eq!(theme.style(Role::Dim).fg, Some(Color::Black), "what is behind it isn't known");
    }
}
