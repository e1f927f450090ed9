use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const SIZE: Size = Size { width: 40, height: 6 };

fn terminal() -> Terminal<Pen> {
    Terminal::new(Pen::new(|| SIZE)).unwrap()
}

/// What it costs to paint `after` where `before` was painted.
fn bytes(before: &[(&str, Style)], after: &[(&str, Style)]) -> String {
    let mut terminal = terminal();
    paint(&mut terminal, before);
    terminal.backend_mut().take();
    paint(&mut terminal, after);
    String::from_utf8(terminal.backend_mut().take()).unwrap()
}

fn paint(terminal: &mut Terminal<Pen>, rows: &[(&str, Style)]) {
    let set = |buffer: &mut Buffer| {
        for ((text, style), y) in rows.iter().zip(0..) {
            buffer.set_string(0, y, text, *style);
        }
    };
    terminal.draw(|frame| set(frame.buffer_mut())).unwrap();
}

#[test]
fn only_what_is_new_is_written() {
    let plain = Style::new();
    let (bold, turned) = (plain.bold(), plain.reversed());
    for (before, after, expected) in [
        (("Anna", plain), ("Anna", plain), ""),
        (("Anna", plain), ("Anne", plain), "\x1b[1;4He"),
        (("Anna Berg", plain), ("Anne Burg", plain), "\x1b[1;4He Bu"),
        (("Anna Maria Berg", plain), ("Anne Maria Burg", plain), "\x1b[1;4He\x1b[8Cu"),
        // A style is set once, and only what differs of it.
        (("Anna Berg", plain), ("Anna Berg", bold), "\x1b[H\x1b[1mAnna Berg"),
        (("a", bold), ("b", bold), "\x1b[Hb"),
        (("a b", plain), ("a b", turned), "\x1b[H\x1b[7ma b"),
        // A blank needs no style that it can't show.
        (("ab", bold), ("a ", plain), "\x1b[H\x1b[ma "),
        // A run of blanks is erased.
        (("a twelve-character run b", plain), ("a                      b", plain), "\x1b[1;3H\x1b[20X"),
        (("abcdefgh", plain), ("abc", plain), "\x1b[1;4H\x1b[K"),
        (("abcdefgh x", plain), ("abc      x", plain), "\x1b[1;4H     "),
        // Behind what is wide the place is said anew: terminals differ in how wide it is.
        (("xyz", plain), ("中a", plain), "\x1b[H中\x1b[1;3Ha"),
        (("xy", plain), ("äa", plain), "\x1b[Häa"),
        // A row with characters put together is written from nothing: some terminals give them other columns.
        (("क्षि a", plain), ("x    a", plain), "\x1b[H\x1b[Kx    a"),
    ] {
        let (before, after) = ([before], [after]);
        assert_eq!(bytes(&before, &after), expected, "{before:?} then {after:?}");
    }
}

#[test]
fn what_a_wide_one_covers_is_gone() {
    let mut terminal = terminal();
    for text in ["abc", "中c", "  c"] {
        paint(&mut terminal, &[(text, Style::new())]);
    }
    let shown = terminal.backend().shown();
    assert_eq!(shown.borrow().content[..3].iter().map(Cell::symbol).collect::<String>(), "  c");
}

fn look() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            2 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Indexed(77)),
            1 => Just(Color::Rgb(1, 2, 3)),
        ]
    };
    let bold_or_dim = prop_oneof![Just(Modifier::empty()), Just(Modifier::BOLD), Just(Modifier::DIM)];
    let others = prop::bits::u16::masked((Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED).bits());
    (colour(), colour(), bold_or_dim, others).prop_map(|(fg, bg, bold, others)| {
        Style::reset().fg(fg).bg(bg).add_modifier(bold | Modifier::from_bits_truncate(others))
    })
}

fn frame() -> impl Strategy<Value = Vec<(String, Style, u16, u16)>> {
    prop::collection::vec(("[ a-cä─]{0,30}", look(), 0..SIZE.width, 0..SIZE.height), 0..8)
}

/// The terminal as it is shown, cell by cell; of blanks only what can be seen.
fn shown(parser: &vt100::Parser) -> Vec<(String, Look)> {
    let cells = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
    let colour = |colour| match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(number) => Color::Indexed(number),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    };
    let cell = |(y, x)| {
        let cell = parser.screen().cell(y, x).unwrap();
        let each = [
            (cell.bold(), Modifier::BOLD),
            (cell.dim(), Modifier::DIM),
            (cell.italic(), Modifier::ITALIC),
            (cell.underline(), Modifier::UNDERLINED),
            (cell.inverse(), Modifier::REVERSED),
        ];
        let modifier = each.iter().filter(|(on, _)| *on).map(|(_, modifier)| *modifier).collect();
        let mut painted = Cell::default();
        painted.set_fg(colour(cell.fgcolor())).set_bg(colour(cell.bgcolor()));
        painted.modifier = modifier;
        painted.set_symbol(if cell.has_contents() { cell.contents() } else { " " });
        painted
    };
    cells.map(cell).map(|cell| seen(&cell)).collect()
}

/// What can be seen of a cell.
fn seen(cell: &Cell) -> (String, Look) {
    let numbered = |colour| match colour {
        Color::Red => Color::Indexed(1),
        Color::LightBlue => Color::Indexed(12),
        other => other,
    };
    let mut cell = cell.clone();
    (cell.fg, cell.bg) = (numbered(cell.fg), numbered(cell.bg));
    if is_blank(&cell) && !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED) {
        (cell.fg, cell.modifier) = (Color::Reset, Modifier::empty());
    }
    (cell.symbol().to_owned(), Look::of(&cell))
}

proptest! {
    /// Whatever is painted over whatever, a terminal shows it so.
    #[test]
    fn a_terminal_shows_what_was_painted(frames in prop::collection::vec(frame(), 1..4)) {
        let mut terminal = terminal();
        let mut parser = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        for frame in frames {
            let mut painted = Buffer::default();
            terminal.draw(|target| {
                for (text, style, x, y) in &frame {
                    target.buffer_mut().set_string(*x, *y, text, *style);
                }
                painted = target.buffer_mut().clone();
            }).unwrap();
            parser.process(&terminal.backend_mut().take());
            let expected: Vec<(String, Look)> = painted.content.iter().map(seen).collect();
            let now: Vec<(String, Look)> = shown(&parser);
            let wrong = now.iter().zip(&expected).enumerate().find(|(_, (now, expected))| now != expected);
            prop_assert_eq!(wrong, None);
        }
    }
}
