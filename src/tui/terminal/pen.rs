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

/// A cell that is new, with its column and its row.
type Changed<'a> = (u16, u16, &'a Cell);

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
    fn run(&self, changed: &[Changed]) -> (u16, usize) {
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

    /// Writes the changed cells of a row.
    fn write(&mut self, mut changed: &[Changed]) {
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
    }

    /// Whether something stands in a row of which terminals differ in how many columns it takes: characters put together, as
    /// in Devanagari or with a joiner. It may have left its columns, so that what was written behind it isn't all that is seen.
    fn is_unsure(&self, y: u16) -> bool {
        let shown = self.shown.borrow();
        (0..shown.area.width).any(|x| shown[(x, y)].symbol().chars().nth(1).is_some())
    }

    /// Writes a row from nothing: what is changed, and what isn't.
    fn write_anew(&mut self, y: u16, changed: &[Changed]) {
        let mut row: Vec<Cell> = (0..self.width()).map(|x| self.shown.borrow()[(x, y)].clone()).collect();
        for (x, _, cell) in changed {
            let behind = (*x + cell.symbol().cell_width().max(1)).min(self.width());
            row[usize::from(*x)..usize::from(behind)].fill(Cell::EMPTY);
            row[usize::from(*x)] = (*cell).clone();
        }
        self.erase(Position { x: 0, y }, self.width());
        let written: Vec<Changed> =
            (0..).zip(&row).filter(|(_, cell)| !can_be_erased(cell)).map(|(x, cell)| (x, y, cell)).collect();
        self.write(&written);
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
        let changed: Vec<Changed> = content.collect();
        for row in changed.chunk_by(|one, next| one.1 == next.1) {
            match row {
                [(_, y, _), ..] if self.is_unsure(*y) => self.write_anew(*y, row),
                _ => self.write(row),
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
mod tests;
