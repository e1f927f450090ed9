//! What changes about the selected record, field by field: what is here, what the file says, and which of the two stands then.
//!
//! Owns what was told and the focus in it. What is chosen is the screen's.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::domain::display::safe;
use crate::explain;
use crate::formats::import::{Choices, Field, FieldChange, Value};
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::importing::Asked;
use crate::tui::spots::{Pane, Point, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::wrap;

/// Columns from which on what is here and what the file says stand side by side.
const WIDE: usize = 66;
/// Columns of a field's name.
const NAME: usize = 14;
/// Rows of one value at the most: a long note would push all else out of sight.
const ROWS: usize = 6;

/// The pane's state.
#[derive(Default)]
pub struct Fields {
    /// Of which row, by which choices, and what changes.
    told: Option<(usize, Arc<Choices>, Vec<FieldChange>)>,
    asked: Option<(usize, Arc<Choices>)>,
    /// Why those of that row can't be told, and whether that passes.
    unread: Option<(usize, String, bool)>,
    at: usize,
    scroll: Scroll,
    /// Scrolled by hand: the focus need not be in sight.
    free: bool,
    lines: usize,
}

impl Fields {
    /// What is to be asked for the row `at`, which may have none.
    pub fn wants(&mut self, at: usize, has_fields: bool, choices: &Arc<Choices>) -> Option<Asked> {
        if self.told.as_ref().is_some_and(|(row, ..)| *row != at) {
            (self.told, self.at, self.free, self.scroll.offset) = (None, 0, false, 0);
        }
        let same = |row: usize, by: &Arc<Choices>| row == at && Arc::ptr_eq(by, choices);
        let is_told = self.told.as_ref().is_some_and(|(row, by, _)| same(*row, by));
        let is_asked = self.asked.as_ref().is_some_and(|(row, by)| same(*row, by));
        let is_unread = self.unread.as_ref().is_some_and(|(row, ..)| *row == at);
        if !has_fields || is_told || is_asked || is_unread {
            return None;
        }
        self.asked = Some((at, choices.clone()));
        Some(Asked::Row { row: at, choices: choices.clone() })
    }

    /// What was told may be otherwise by now, or wasn't read.
    pub fn again(&mut self) {
        self.asked = None;
        self.unread = None;
        if let Some((_, choices, _)) = &mut self.told {
            // They are asked for anew: no choices are these.
            *choices = Arc::default();
        }
    }

    pub fn told(&mut self, row: usize, choices: &Arc<Choices>, fields: &[FieldChange]) {
        if self.asked.as_ref().is_some_and(|(asked, by)| *asked == row && Arc::ptr_eq(by, choices)) {
            self.asked = None;
            self.told = Some((row, choices.clone(), fields.to_vec()));
            self.at = self.at.min(fields.len().saturating_sub(1));
        }
    }

    pub fn unread(&mut self, row: usize, why: &str, passes: bool) {
        self.asked = None;
        self.unread = Some((row, why.to_owned(), passes));
    }

    fn all(&self) -> &[FieldChange] {
        self.told.as_ref().map_or(&[], |(_, _, fields)| fields)
    }

    pub fn count(&self) -> usize {
        self.all().len()
    }

    pub fn focused(&self) -> Option<&FieldChange> {
        self.all().get(self.at)
    }

    /// Whether it isn't told yet what changes about `row`.
    pub fn is_awaited(&self, row: Option<usize>) -> bool {
        self.asked.is_some() && self.told.as_ref().map(|(told, ..)| *told) != row
    }

    /// Moves the focus; `false` for an action that is no move.
    pub fn moved(&mut self, action: Action) -> bool {
        let few = Scroll { height: (self.scroll.height / 2).max(2), ..Scroll::default() };
        let Some(to) = few.moved(action, self.at, self.count()) else { return false };
        (self.at, self.free) = (to, false);
        true
    }

    /// Puts the focus on the field in this place; whether there is one.
    pub fn go_to(&mut self, at: usize) -> bool {
        let is_there = at < self.count();
        if is_there {
            (self.at, self.free) = (at, true);
        }
        is_there
    }

    pub fn scroll(&mut self, by: isize) {
        self.free = true;
        self.scroll.by(by, self.lines);
    }

    /// Paints what is `said` of the row, and then its fields.
    pub fn draw(&mut self, said: Vec<Line<'static>>, focused: bool, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let width = usize::from(area.width).saturating_sub(2);
        let mut painted: Vec<(Line, bool)> = said.into_iter().map(|line| (line, false)).collect();
        // Of which field a line is, and from which of its lines on it is the file's where both stand below each other.
        let mut of = Vec::new();
        let mut span = 0..0;
        let head = heading(self.all(), width, ctx);
        let is_headed = head.is_some();
        painted.extend(head.map(|line| (line, false)));
        for (place, field) in self.all().iter().enumerate() {
            let (here, from) = (focused && place == self.at, painted.len());
            let (lines, file_from) = lines(field, is_headed, width, ctx);
            of.extend((0..lines.len()).map(|line| (from + line, place, line >= file_from)));
            painted.extend(lines.into_iter().map(|line| (line, here)));
            if here {
                span = from..painted.len();
            }
        }
        if let Some((_, why, _)) = &self.unread {
            painted.push((Line::styled(safe(why).into_owned().to_string(), ctx.theme.style(Role::Error)), false));
        }
        self.lines = painted.len();
        let height = usize::from(area.height);
        if focused && !self.free {
            self.scroll.show(span.end.saturating_sub(1), painted.len(), height);
            self.scroll.show(if self.at == 0 { 0 } else { span.start }, painted.len(), height);
        } else {
            self.scroll.height = height;
            self.scroll.by(0, painted.len());
        }
        let (above, below) = (self.scroll.offset, painted.len().saturating_sub(self.scroll.offset + height));
        ctx.spots.wheel(area, Wheel::Scrolls);
        for (line, place, is_file) in of.into_iter().filter(|(line, ..)| (above..above + height).contains(line)) {
            let row = Rect { y: area.y + (line - above) as u16, height: 1, ..area };
            self.note(place, is_file, row, width, ctx);
        }
        for (y, (line, here)) in (area.y..area.bottom()).zip(painted.into_iter().skip(above)) {
            let style = if here { ctx.theme.style(Role::Selected) } else { Style::new() };
            let bar = Span::raw(if here { "▌" } else { " " });
            let line = Line::from_iter([bar].into_iter().chain(line.spans)).style(style.patch(line.style));
            frame.render_widget(Row(line), Rect { y, height: 1, ..area });
        }
        list::more(above, below, frame, area, ctx.theme);
    }
}

impl Fields {
    /// What is clicked in a line of a field: its name, and what is here or what the file says.
    fn note(&self, place: usize, is_file: bool, row: Rect, width: usize, ctx: &Ctx) {
        ctx.spots.row(row, Pane::Facts, place);
        let Some(field) = self.all().get(place) else { return };
        let from = (1 + NAME) as u16;
        let values = Rect { x: row.x + from, width: row.width.saturating_sub(from), ..row };
        if field.here.is_empty() || width < WIDE {
            // Where only the file says anything, a click turns it to and fro.
            let side = if field.here.is_empty() { !field.taken } else { is_file };
            return ctx.spots.point(values, Point::Choice(place, side.into()));
        }
        let half = Rect { width: ((width - NAME) / 2) as u16, ..values };
        ctx.spots.point(half, Point::Choice(place, 0));
        ctx.spots.point(Rect { x: half.right(), ..half }.intersection(row), Point::Choice(place, 1));
    }
}

/// One side of a field: what stands there, and whether that is what stands then.
struct Side {
    words: String,
    stands: bool,
    /// Whether none of it stands then.
    goes: bool,
    is_empty: bool,
}

/// What stands over the fields: in which column is what is here, and in which what the file says. `None` where they stand below each
/// other, or only the file says anything.
fn heading(fields: &[FieldChange], width: usize, ctx: &Ctx) -> Option<Line<'static>> {
    if width < WIDE || fields.iter().all(|field| field.here.is_empty()) {
        return None;
    }
    let columns = (width.saturating_sub(NAME)) / 2;
    let word = |words: String| list::cell(&format!("  {words}"), columns);
    let words =
        format!("{}{}{}", " ".repeat(NAME), word(say!(ctx.text, "import-here")), word(say!(ctx.text, "import-file")));
    Some(Line::styled(words, ctx.theme.style(Role::Dim)))
}

/// A field's lines, and how many of them come before the file's: its name, and what is here beside what the file says, or below where there is no room; one value where nothing
/// is here.
fn lines(field: &FieldChange, is_headed: bool, width: usize, ctx: &Ctx) -> (Vec<Line<'static>>, usize) {
    let side = |words: &str, stands: bool, goes: bool| {
        let is_empty = words.is_empty();
        let words = if is_empty { say!(ctx.text, "import-field-empty") } else { safe(words).into_owned().to_string() };
        Side { words, stands, goes, is_empty }
    };
    let words = |values: &[Value]| explain::values(ctx.text, values, ctx.today);
    // What a list is filled up with leaves what is in it; what takes the place of another doesn't.
    let stays = |value: &&Value| match field.field {
        Field::Notes => field.after.iter().any(|after| after.plain.contains(&value.plain)),
        _ => field.after.contains(value),
    };
    let stay = field.here.iter().filter(stays).count();
    let here = side(&words(&field.here), !field.taken || stay == field.here.len(), field.taken && stay == 0);
    // What comes of it though the file doesn't say it, as a job that has ended.
    let file = if field.taken && field.file.is_empty() { &field.after } else { &field.file };
    let file = side(&words(file), field.taken, !field.taken);
    let name = explain::field(ctx.text, field.field);
    let room = width.saturating_sub(NAME);
    // Under a heading each stands on its side, be it nothing.
    let (beside, only_file) = (width >= WIDE, here.is_empty && !is_headed);
    let columns = if beside && !only_file { room / 2 } else { room };
    // What is added where nothing is, is told from what is here already.
    let added = if only_file && field.taken { "+ " } else { STANDS };
    let file = side_lines(&file, added, columns, ctx);
    let lead = |words: &str| Span::styled(list::cell(words, NAME), ctx.theme.style(Role::Dim));
    let leading = |words: &str, rows: Vec<Vec<Span<'static>>>| -> Vec<Line<'static>> {
        let mut words = Some(words);
        rows.into_iter().map(|row| [lead(words.take().unwrap_or(""))].into_iter().chain(row).collect()).collect()
    };
    if only_file {
        return (leading(&name, file), 0);
    }
    let here = side_lines(&here, STANDS, columns, ctx);
    if beside {
        let blank = || vec![Span::raw(" ".repeat(columns))];
        let row = |at: usize| {
            [&here, &file].into_iter().flat_map(|side| side.get(at).cloned().unwrap_or_else(blank)).collect()
        };
        return (leading(&name, (0..here.len().max(file.len())).map(row).collect()), 0);
    }
    let below = format!("  {}", say!(ctx.text, "import-file"));
    let file_from = here.len();
    (leading(&name, here).into_iter().chain(leading(&below, file)).collect(), file_from)
}

/// What stands before a value that stands then.
const STANDS: &str = "✓ ";

/// A value in so many columns, the last a blank: with a sign where it is the one that stands, else dim; crossed out where the file's
/// is left.
fn side_lines(side: &Side, stands: &'static str, columns: usize, ctx: &Ctx) -> Vec<Vec<Span<'static>>> {
    let (sign, role) = if side.stands && !side.is_empty { (stands, Role::Good) } else { ("  ", Role::Dim) };
    let mut style = ctx.theme.style(if side.stands && !side.is_empty { Role::Text } else { Role::Dim });
    if side.goes && !side.is_empty {
        style = style.add_modifier(Modifier::CROSSED_OUT);
    }
    let room = columns.saturating_sub(3).max(1);
    let rows = wrap::rows(&side.words, room);
    let (count, mut sign) = (rows.len(), Some(sign));
    let row = |(place, row): (usize, std::ops::Range<usize>)| {
        let words = side.words[row].trim_end();
        let words = if place + 1 == ROWS && count > ROWS { format!("{words}…") } else { words.to_owned() };
        let words = safe(&words).cut(room).to_string();
        let rest = " ".repeat(columns.saturating_sub(2 + safe(&words).width()));
        let sign = Span::styled(sign.take().unwrap_or("  "), ctx.theme.style(role));
        vec![sign, Span::styled(words, style), Span::raw(rest)]
    };
    rows.into_iter().take(ROWS).enumerate().map(row).collect()
}
