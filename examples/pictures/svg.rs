//! Cells as an SVG picture. Letters are text; the lines of frames are drawn, so that they meet in every font.

use std::collections::BTreeMap;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use touchbase::tui::offscreen::columns;
use touchbase::tui::theme::palette;

/// A cell in pixels, and where letters stand in it.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 19.0;
const BASELINE: f32 = 14.0;
const FONT: f32 = 14.0;
/// Between the cells and the window's edge.
const PADDING: f32 = 12.0;

/// Signs that are drawn, with the sides to which their lines go: left, right, up, down.
const LINES: &[(&str, [bool; 4])] = &[
    ("─", [true, true, false, false]),
    ("│", [false, false, true, true]),
    ("┌", [false, true, false, true]),
    ("┐", [true, false, false, true]),
    ("└", [false, true, true, false]),
    ("┘", [true, false, true, false]),
    ("╭", [false, true, false, true]),
    ("╮", [true, false, false, true]),
    ("╰", [false, true, true, false]),
    ("╯", [true, false, true, false]),
    ("├", [false, true, true, true]),
    ("┤", [true, false, true, true]),
    ("┬", [true, true, false, true]),
    ("┴", [true, true, true, false]),
    ("┼", [true, true, true, true]),
];

/// Letters that look the same and stand side by side.
struct Run {
    x: u16,
    columns: u16,
    text: String,
    ink: String,
    modifier: Modifier,
}

/// The picture, with a window around it.
pub fn picture(title: &str, cells: &Buffer) -> String {
    let area = cells.area;
    let (width, height) =
        (f32::from(area.width) * WIDTH + 2.0 * PADDING, f32::from(area.height) * HEIGHT + 2.0 * PADDING);
    let ground = most_frequent_ground(cells);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         role=\"img\">\n<title>{}</title>\n<style>text{{font:{FONT}px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans \
         Mono\",\"Liberation Mono\",monospace;white-space:pre}}.b{{font-weight:bold}}.u{{text-decoration:underline}}.i{{font-style:italic}}\
         </style>\n",
        escaped(title)
    );
    let _ = writeln!(
        svg,
        "<rect x=\".5\" y=\".5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"8\" fill=\"{ground}\" stroke=\"#808080\"/>\n\
         <g transform=\"translate({PADDING} {PADDING})\">",
        width - 1.0,
        height - 1.0
    );
    let mut strokes: BTreeMap<String, String> = BTreeMap::new();
    for y in 0..area.height {
        grounds(&mut svg, cells, y, &ground);
        for run in runs(&mut svg, &mut strokes, cells, y) {
            letters(&mut svg, &run, y);
        }
    }
    for (ink, path) in strokes {
        let _ = writeln!(svg, "<path d=\"{path}\" stroke=\"{ink}\" fill=\"none\"/>");
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The colour behind most cells.
fn most_frequent_ground(cells: &Buffer) -> String {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for cell in &cells.content {
        *count.entry(colours(cell).1).or_default() += 1;
    }
    count.into_iter().max_by_key(|(_, count)| *count).map(|(ground, _)| ground).unwrap_or_default()
}

/// A rectangle for each stretch of a row that has another colour behind it.
fn grounds(svg: &mut String, cells: &Buffer, y: u16, ground: &str) {
    let mut x = 0;
    while x < cells.area.width {
        let own = colours(&cells[(x, y)]).1;
        let same = (x..cells.area.width).take_while(|x| colours(&cells[(*x, y)]).1 == own).count() as u16;
        if own != ground {
            let _ = writeln!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{own}\"/>",
                number(f32::from(x) * WIDTH),
                number(f32::from(y) * HEIGHT),
                number(f32::from(same) * WIDTH),
                number(HEIGHT)
            );
        }
        x += same;
    }
}

/// The letters of a row; what is drawn goes into `strokes`, by colour, and bars into `svg`.
fn runs(svg: &mut String, strokes: &mut BTreeMap<String, String>, cells: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < cells.area.width {
        let cell = &cells[(x, y)];
        let (ink, _) = colours(cell);
        let (symbol, columns) = (cell.symbol(), columns(cell.symbol()));
        let modifier = cell.modifier & (Modifier::BOLD | Modifier::UNDERLINED | Modifier::ITALIC);
        if let Some((_, sides)) = LINES.iter().find(|(sign, _)| *sign == symbol) {
            line(strokes.entry(ink).or_default(), x, y, *sides);
        } else if symbol == "▌" {
            let (x, y) = (number(f32::from(x) * WIDTH), number(f32::from(y) * HEIGHT));
            let _ =
                writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"4\" height=\"{}\" fill=\"{ink}\"/>", number(HEIGHT));
        } else {
            match runs.last_mut() {
                // Signs and wide letters stand alone: each is put where it belongs, however wide the font has it.
                Some(run)
                    if run.x + run.columns == x
                        && (&run.ink, run.modifier) == (&ink, modifier)
                        && is_plain(symbol)
                        && is_plain(&run.text)
                        && !(symbol == " " && run.text.ends_with(' ')) =>
                {
                    run.text.push_str(symbol);
                    run.columns += columns;
                }
                _ => runs.push(Run { x, columns, text: symbol.to_owned(), ink, modifier }),
            }
        }
        x += columns;
    }
    runs.retain(|run| !run.text.trim().is_empty());
    runs
}

/// Whether it is made of letters that every monospaced font has as wide as all others.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c < '\u{250}')
}

fn letters(svg: &mut String, run: &Run, y: u16) {
    let text = run.text.trim_end();
    let before = text.chars().take_while(|c| *c == ' ').count() as u16;
    let columns = run.columns - (run.text.len() - text.len()) as u16 - before;
    let mut class = String::new();
    for (modifier, name) in [(Modifier::BOLD, "b"), (Modifier::UNDERLINED, "u"), (Modifier::ITALIC, "i")] {
        if run.modifier.contains(modifier) {
            class.push_str(if class.is_empty() { " class=\"" } else { " " });
            class.push_str(name);
        }
    }
    if !class.is_empty() {
        class.push('"');
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{class}>{}</text>",
        number(f32::from(run.x + before) * WIDTH),
        number(f32::from(y) * HEIGHT + BASELINE),
        number(f32::from(columns) * WIDTH),
        run.ink,
        escaped(text.trim_start())
    );
}

fn line(path: &mut String, x: u16, y: u16, [left, right, up, down]: [bool; 4]) {
    let (begin, top) = (f32::from(x) * WIDTH, f32::from(y) * HEIGHT);
    let (middle, centre) = (begin + WIDTH / 2.0, top + HEIGHT / 2.0);
    let mut stretch = |from: (f32, f32), to: (f32, f32)| {
        let _ = write!(path, "M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
    };
    if left || right {
        stretch((if left { begin } else { middle }, centre), (if right { begin + WIDTH } else { middle }, centre));
    }
    if up || down {
        stretch((middle, if up { top } else { centre }), (middle, if down { top + HEIGHT } else { centre }));
    }
}

/// The colours of letters and ground as they are seen.
fn colours(cell: &Cell) -> (String, String) {
    let (ink, ground) = (hex(cell.fg), hex(cell.bg));
    if cell.modifier.contains(Modifier::REVERSED) { (ground, ink) } else { (ink, ground) }
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(number) => {
            palette::rgb(number).map_or_else(|| "#808080".to_owned(), |(r, g, b)| hex(Color::Rgb(r, g, b)))
        }
        other => panic!("{other:?} looks different in every terminal: a picture's theme says its colours"),
    }
}

/// A number with one digit behind the point, if that isn't 0.
fn number(value: f32) -> String {
    let written = format!("{value:.1}");
    written.strip_suffix(".0").map_or(written.clone(), str::to_owned)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
