//! What was found where the store was looked through: a row for each kind of file, what is wrong, and one sentence for all.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::words::{Paragraph, Read, Words};
use crate::domain::display::safe;
use crate::explain;
use crate::say;
use crate::store::verify::{Checked as Looked, Row, State};
use crate::text::size::size;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;

/// Columns of what was looked at, of how many there are, and of how big they are.
const WHAT: usize = 24;
const COUNT: usize = 22;
const SIZE: usize = 10;

pub struct Checked {
    looked: Looked,
    /// The store's directory: files are named as they lie in it.
    dir: PathBuf,
    shown: Words,
}

impl Checked {
    pub fn new(looked: Looked, dir: PathBuf) -> Self {
        Self { looked, dir, shown: Words::default() }
    }

    fn text(&self, ctx: &Ctx) -> Vec<Paragraph> {
        let mut text: Vec<Paragraph> = self.looked.rows.iter().map(|row| line(row, ctx)).collect();
        let found = explain::findings(ctx.text, &self.looked, &self.dir);
        if !found.is_empty() {
            text.push(Paragraph::gap());
            text.extend(found.into_iter().map(|found| Paragraph::item(found, Role::Text)));
        }
        let role = if self.looked.is_fine() { Role::Good } else { Role::Error };
        text.extend([Paragraph::gap(), Paragraph::new(explain::sum(ctx.text, &self.looked), role)]);
        text
    }
}

fn line(row: &Row, ctx: &Ctx) -> Paragraph {
    let bytes = if row.bytes > 0 { size(ctx.text, row.bytes) } else { String::new() };
    let (what, counted) = (explain::subject(ctx.text, row.what), explain::counted(ctx.text, row));
    let (what, counted) = (safe(&what).fit(WHAT).to_string(), safe(&counted).fit(COUNT).to_string());
    let state = explain::state(ctx.text, &row.state);
    let role = match row.state {
        State::Fine => Role::Text,
        State::Damaged => Role::Late,
        State::Absent | State::NotChecked(_) => Role::Dim,
    };
    Paragraph::new(format!("{what}{counted}{bytes:>SIZE$}  {state}"), role)
}

impl Popup for Checked {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.shown.update(input, ctx) {
            Read::On => Outcome::Stay,
            Read::Nothing(key) => Outcome::NoKey(key),
            Read::Closed => Outcome::Finish,
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let text = self.text(ctx);
        self.shown.draw(&say!(ctx.text, "checked-title"), &text, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        self.shown.hints(ctx)
    }
}
