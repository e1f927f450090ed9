//! What a frame costs on the line: changed cells as few bytes. Nothing is written twice, no style is set that is set already
//! (also from one frame to the next), a blank takes whatever style it can't show, and a run of blanks is erased instead of
//! written.
//!
//! Everything here is understood by all that understands ECMA-48: `CUP`, `CUF`, `SGR`, `EL`, `ECH`, `ED`. Nothing is asked of
//! the terminal.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::ops::Range;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};

use super::look::Look;
use crate::domain::display;

/// A run of blanks that is longer is erased; at the end of a row, where that takes less, one longer than the other.
const SHORT: u16 = 10;
const LEAST: u16 = 3;

/// Turns frames into bytes.
pub struct Pen {
    bytes: Vec<u8>,
    /// Where the terminal's cursor stands, as far as that is sure.
    at: Option<Position>,
    /// In which style it writes.
    look: Option<Look>,
    /// Whether the cursor is shown.
    cursor: Option<bool>,
    /// What the terminal shows.
    shown: Rc<RefCell<Buffer>>,
    size: Box<dyn Fn() -> Size>,
}

impl Pen {
    /// For a terminal whose size is told by `size`.
    pub fn new(size: impl Fn() -> Size + 'static) -> Self {
        let shown = Rc::new(RefCell::new(Buffer::empty(Rect::from((Position::ORIGIN, size())))));
        Self { bytes: Vec::new(), at: None, look: None, cursor: None, shown, size: Box::new(size) }
    }

    /// What the terminal shows, for whoever paints over it.
    pub fn shown(&self) -> Rc<RefCell<Buffer>> {
        Rc::clone(&self.shown)
    }

    fn width(&self) -> u16 {
        self.shown.borrow().area.width
    }

    /// What is to be written since this was called last.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Nothing is known any more of how the terminal is.
    pub fn forget(&mut self) {
        (self.at, self.look, self.cursor) = (None, None, None);
    }

    fn put(&mut self, what: impl Display) {
        // Into memory, which takes all.
        let _ = write!(self.bytes, "{what}");
    }

    fn go(&mut self, to: Position) {
        match self.at {
            Some(at) if at == to => return,
            Some(at) if at.y == to.y && at.x < to.x => {
                let step = Sequence(to.x - at.x, 'C').to_string();
                match self.between(at, to).filter(|between| between.len() <= step.len()) {
                    Some(between) => self.put(between),
                    None => self.put(step),
                }
            }
            _ if to.x == 0 => self.put(Sequence(to.y + 1, 'H')),
            _ => self.put(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
    }

    /// What stands between two places of a row, if writing it once more needs no other style.
    fn between(&self, from: Position, to: Position) -> Option<String> {
        let shown = self.shown.borrow();
        let cells = (from.x..to.x).map(|x| &shown[(x, from.y)]);
        cells.map(|cell| (is_plain(cell.symbol()) && !self.must_turn(cell)).then(|| cell.symbol())).collect()
    }

    fn must_turn(&self, cell: &Cell) -> bool {
        let look = Look::of(cell);
        self.look != Some(look) && !(is_blank(cell) && self.look.is_some_and(|now| now.shows_blanks_as(look)))
    }

    fn turn(&mut self, to: Look) {
        if let Some(change) = to.after(self.look) {
            self.bytes.extend_from_slice(change.as_bytes());
            self.look = Some(to);
        }
    }

    fn print(&mut self, at: Position, cell: &Cell) {
        self.go(at);
        if self.must_turn(cell) {
            self.turn(Look::of(cell));
        }
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        let behind = at.x.saturating_add(cell.symbol().cell_width().max(1)).min(self.width());
        let mut shown = self.shown.borrow_mut();
        shown[at] = cell.clone();
        // What a wide one covers is gone.
        (at.x + 1..behind).for_each(|x| shown[(x, at.y)] = Cell::EMPTY);
        // How wide others are is the terminal's to say; behind the last column some have wrapped and some not.
        let is_sure = is_plain(cell.symbol()) && behind < shown.area.width;
        self.at = is_sure.then_some(Position { x: behind, ..at });
    }

    /// How far a run of blanks reaches that begins with the first of the `changed`, and how many of those are in it.
    fn run(&self, changed: &[(u16, u16, &Cell)]) -> (u16, usize) {
        let Some((mut end, y, _)) = changed.first().copied() else { return (0, 0) };
        let mut is_more = |&(x, row, cell): &(u16, u16, &Cell)| {
            let goes_on = row == y && can_be_erased(cell) && self.is_erased(end..x, y);
            end = if goes_on { x + 1 } else { end };
            goes_on
        };
        let count = changed.iter().take_while(|cell| is_more(cell)).count();
        (end, count)
    }

    fn is_erased(&self, mut columns: Range<u16>, y: u16) -> bool {
        let shown = self.shown.borrow();
        columns.all(|x| can_be_erased(&shown[(x, y)]))
    }

    fn erase(&mut self, at: Position, end: u16) {
        self.go(at);
        if self.look.is_none_or(|now| !now.erases_plainly()) {
            self.turn(Look::PLAIN);
        }
        if self.is_erased(end..self.width(), at.y) {
            self.put("\x1b[K");
        } else {
            self.put(Sequence(end - at.x, 'X'));
        }
        let mut shown = self.shown.borrow_mut();
        (at.x..end).for_each(|x| shown[(x, at.y)] = Cell::EMPTY);
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// A character on which terminals agree how wide it is.
fn is_plain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(display::is_plain) && chars.next().is_none()
}

/// A control sequence with one number, which is left out where it is 1.
struct Sequence(u16, char);

impl Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self(1, last) => write!(f, "\x1b[{last}"),
            Self(number, last) => write!(f, "\x1b[{number}{last}"),
        }
    }
}

impl Backend for Pen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let changed: Vec<_> = content.collect();
        let mut changed = &changed[..];
        while let [(x, y, cell), behind @ ..] = changed {
            let at = Position { x: *x, y: *y };
            let (end, count) = self.run(changed);
            let is_long = end - at.x > SHORT || (end - at.x > LEAST && self.is_erased(end..self.width(), *y));
            if is_long {
                self.erase(at, end);
                changed = &changed[count..];
            } else {
                self.print(at, cell);
                changed = behind;
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Some(false) {
            self.put("\x1b[?25l");
            self.cursor = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Some(true) {
            self.put("\x1b[?25h");
            self.cursor = Some(true);
        }
        Ok(())
    }

    /// Never: the answer would come when nobody waits for it any more.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// All of it: so a full screen is cleared, and nothing else is asked for.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.turn(Look::PLAIN);
        self.put("\x1b[2J");
        *self.shown.borrow_mut() = Buffer::empty(Rect::from((Position::ORIGIN, (self.size)())));
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok((self.size)())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: (self.size)(), pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn can_be_erased(cell: &Cell) -> bool {
    is_blank(cell) && Look::of(cell).erases_plainly()
}

#[cfg(test)]
mod tests {
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
}
