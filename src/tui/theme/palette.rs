//! The 256 colours that terminals have by number: what is nearest to a free one, what a number looks like, and how well two can
//! be told apart.
//!
//! 16 to 231 are a cube of 6 x 6 x 6, 232 to 255 greys. The first 16 are whatever the user made them.

use ratatui::style::Color;

/// The steps of a side of the cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The number that is nearest to a free colour; any other stays.
pub fn nearest(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    let distance = |number: &u8| {
        rgb(*number).map_or(u32::MAX, |known| {
            let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
            apart(known.0, r) + apart(known.1, g) + apart(known.2, b)
        })
    };
    (16..=255).min_by_key(distance).map_or(colour, Color::Indexed)
}

/// Red, green and blue of a number; `None` for the first 16.
pub fn rgb(number: u8) -> Option<(u8, u8, u8)> {
    match number {
        0..16 => None,
        16..232 => {
            let step = |divisor: u8| STEPS[usize::from((number - 16) / divisor % 6)];
            Some((step(36), step(6), step(1)))
        }
        232.. => {
            let grey = 8 + (number - 232) * 10;
            Some((grey, grey, grey))
        }
    }
}

/// The luminance of a grey that looks halfway between black and white: a background that is lighter is a light one.
pub const MIDDLE: f64 = 0.18;

/// Relative luminance, from 0 (black) to 1 (white), as WCAG 2.1 has it.
pub fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let [r, g, b] = [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG's contrast ratio: from 1 (the same) to 21 (black and white). Letters are to have 4.5 at the least.
pub fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
