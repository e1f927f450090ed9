//! The screens without a terminal: keys in, cells out, and what follows from a key is done on the spot. For tests, and for the
//! pictures in the README.

use std::collections::VecDeque;

use crossterm::event::KeyEvent;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::app::{App, Now};
use super::event::Event;
use super::keymap::Key;
use crate::domain::display::safe;
use crate::store::Store;

/// Takes an event in, and carries out what follows from it.
pub fn happens(app: &mut App, store: &Store, event: Event, now: Now) {
    let mut events = VecDeque::from([event]);
    while let Some(event) = events.pop_front() {
        let effects = app.update(event, now);
        events.extend(effects.into_iter().filter_map(|effect| effect.run(store)));
    }
}

/// Keys as they are written: characters as they are, others in angle brackets: `c`, `<enter>`, `<ctrl-r>`, `<<` for `<`. What is
/// no key is the error.
pub fn keys(written: &str) -> Result<Vec<KeyEvent>, String> {
    let mut keys = Vec::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let (name, after) = match rest.strip_prefix('<') {
            Some(inner) if inner.starts_with('<') => ("<", &inner[1..]),
            Some(inner) => inner.split_once('>').ok_or_else(|| rest.to_owned())?,
            None => rest.split_at(first.len_utf8()),
        };
        let name = if name == " " { "space" } else { name };
        keys.push(Key::parse(name).ok_or_else(|| name.to_owned())?.event());
        rest = after;
    }
    Ok(keys)
}

/// What is on a screen of so many columns and rows.
pub fn cells(app: &mut App, (columns, rows): (u16, u16)) -> Buffer {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
    let Ok(_) = terminal.draw(|frame| app.draw(frame));
    terminal.backend().buffer().clone()
}

/// Its characters, a line for each row, without spaces at the ends.
pub fn text(cells: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..cells.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < cells.area.width {
            let symbol = cells[(x, y)].symbol();
            line.push_str(symbol);
            x += columns(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// How many cells a symbol takes, one at the least.
pub fn columns(symbol: &str) -> u16 {
    if safe(symbol).width() > 1 { 2 } else { 1 }
}
