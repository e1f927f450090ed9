//! The README's pictures show the screens as they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what is wrong by panicking")]

#[path = "../examples/pictures/scenes.rs"]
mod scenes;
#[path = "../examples/pictures/svg.rs"]
mod svg;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

const ANEW: &str = "make the pictures anew with: cargo run --example pictures";
/// Bytes that a picture may have.
const MOST: usize = 150_000;

#[test]
fn the_pictures_are_up_to_date_and_small() {
    for (name, picture) in scenes::pictures() {
        let kept = std::fs::read_to_string(scenes::path(&name)).unwrap_or_default();
        let first = kept.lines().zip(picture.lines()).find(|(kept, made)| kept != made);
        assert!(kept == picture, "{name} is out of date, first in {first:?}; {ANEW}");
        assert!(picture.len() <= MOST, "{name} has {} bytes", picture.len());
    }
}

#[test]
fn the_readme_shows_each_picture() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for (name, _) in scenes::pictures() {
        assert!(readme.contains(&format!("pictures/{name}.svg")), "{name}");
    }
    for shown in readme.lines().filter(|line| line.contains("<img src=\"pictures/")) {
        let alt = shown.split("alt=\"").nth(1).and_then(|rest| rest.strip_suffix("\">")).unwrap_or_default();
        assert!(alt.len() > 20, "who can't see it is told what it shows: {shown}");
    }
}

#[test]
fn wide_letters_and_frames_stand_where_they_belong() {
    let mut cells = Buffer::empty(Rect::new(0, 0, 8, 1));
    let style = Style::new().fg(Color::Rgb(255, 255, 255)).bg(Color::Rgb(0, 0, 0));
    cells.set_string(0, 0, "a<山 b─▌", style);
    cells.set_style(cells.area, style);
    let picture = svg::picture("A & B", &cells);
    for part in [
        "<title>A &amp; B</title>",
        "<text x=\"0\" y=\"14\" textLength=\"16.8\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#ffffff\">a&lt;</text>",
        "<text x=\"16.8\" y=\"14\" textLength=\"16.8\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#ffffff\">山</text>",
        ">b</text>",
        "<path d=\"M50.4 9.5L58.8 9.5\" stroke=\"#ffffff\" fill=\"none\"/>",
        "<rect x=\"58.8\" y=\"0\" width=\"4\" height=\"19\" fill=\"#ffffff\"/>",
    ] {
        assert!(picture.contains(part), "{part} isn't in\n{picture}");
    }
}
