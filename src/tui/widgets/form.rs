//! A form: labelled fields one below the other. Tab and arrows go between them, what is typed is read beside them, what is
//! wrong is said under them.
//!
//! Owns the focus, the keys and the painting. What the fields mean and how they are saved is each pop-up's.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::field::{Content, Field, Reading};
use crate::domain::display::safe;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::theme::Role;

/// Columns between label and field.
const GAP: u16 = 2;

/// Suggestions in sight.
const OFFERED: usize = 6;

/// Labelled fields, one of which has the keys.
pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    /// The first row in sight.
    top: Cell<u16>,
}

/// What a key in a form comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing beyond the form.
    Here,
    /// It is to be saved.
    Save,
    /// It is to be closed.
    Close,
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, focus: 0, top: Cell::new(0) }
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }

    /// What is typed in a field, without blanks around it; a choice's name. Empty for a field that isn't there.
    pub fn text(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| field.text().trim())
    }

    /// Whether a field differs from what was there when the form opened.
    pub fn is_changed(&self, name: &str) -> bool {
        self.field(name).is_some_and(Field::is_changed)
    }

    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(field) = self.field_mut(name) {
            field.set(text);
        }
    }

    /// Takes `text` for what was there when the form opened; what was typed stays. Whether it was changed on both sides.
    pub fn rebase(&mut self, name: &str, text: &str) -> bool {
        self.field_mut(name).is_some_and(|field| field.rebase(text))
    }

    /// Says something at a field.
    pub fn remark(&mut self, name: &str, words: impl Into<String>) {
        if let Some(field) = self.field_mut(name) {
            field.error = Some(words.into());
        }
    }

    /// Puts the focus on a field.
    pub fn focus_on(&mut self, name: &str) {
        if let Some(place) = self.fields.iter().position(|field| field.name == name) {
            self.focus = place;
        }
    }

    /// The name of the field that has the keys.
    pub fn focused(&self) -> &'static str {
        self.fields.get(self.focus).map_or("", |field| field.name)
    }

    /// Says at a field what is wrong with it, and puts the focus there.
    pub fn refuse(&mut self, name: &str, why: impl Into<String>) {
        self.focus_on(name);
        self.remark(name, why);
    }

    /// What was typed, by name: for a draft. Fields that nobody touched are not in it.
    pub fn typed(&self) -> Vec<(String, String)> {
        let changed = self.fields.iter().filter(|field| field.is_changed());
        changed.map(|field| (field.name.to_owned(), field.text().to_owned())).collect()
    }

    /// Takes over what was typed earlier.
    pub fn resume(&mut self, typed: &[(String, String)]) {
        for (name, text) in typed {
            self.set(name, text);
        }
    }

    /// Whether all that is typed can be taken; else what is wrong is said at each field and the first has the focus.
    pub fn check(&mut self, ctx: &Ctx) -> bool {
        let mut first = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            if let Reading::Wrong(why) = field.reading(ctx) {
                field.error = Some(why);
                first = first.or(Some(place));
            }
        }
        self.focus = first.unwrap_or(self.focus);
        first.is_none()
    }

    /// Whether Enter saves: not where it is a line end.
    pub fn enter_saves(&self) -> bool {
        self.fields.get(self.focus).is_none_or(|field| !matches!(field.content, Content::Area(..)))
    }

    /// A key or a paste.
    pub fn update(&mut self, input: &Input, ctx: &Ctx) -> Pressed {
        match input {
            Input::Key(key) => self.key(*key, ctx),
            Input::Paste(text) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.paste(text, ctx);
                }
                Pressed::Here
            }
        }
    }

    fn key(&mut self, key: KeyEvent, ctx: &Ctx) -> Pressed {
        if key.code == KeyCode::Char('s') && key.modifiers == KeyModifiers::CONTROL {
            return Pressed::Save;
        }
        let Some(field) = self.fields.get_mut(self.focus) else {
            return match key.code {
                KeyCode::Enter => Pressed::Save,
                KeyCode::Esc => Pressed::Close,
                _ => Pressed::Here,
            };
        };
        let offered = field.offered.list.len();
        match key.code {
            KeyCode::Esc if offered > 0 => field.offered = Default::default(),
            KeyCode::Esc => return Pressed::Close,
            KeyCode::Down if offered > 0 => {
                field.offered.at = Some(field.offered.at.map_or(0, |at| (at + 1).min(offered - 1)));
            }
            KeyCode::Up if field.offered.at.is_some() => {
                field.offered.at = field.offered.at.and_then(|at| at.checked_sub(1));
            }
            KeyCode::Enter if field.take_offered() => {}
            KeyCode::Tab => {
                field.take_offered();
                self.go(1);
            }
            KeyCode::BackTab => self.go(self.fields.len() - 1),
            _ if field.key(key, ctx) => {}
            KeyCode::Enter => return Pressed::Save,
            KeyCode::Down => self.go(1),
            KeyCode::Up => self.go(self.fields.len() - 1),
            _ => {}
        }
        Pressed::Here
    }

    fn go(&mut self, by: usize) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.offered = Default::default();
        }
        self.focus = (self.focus + by) % self.fields.len();
    }

    /// Rows that all fields take.
    pub fn height(&self) -> u16 {
        self.fields.iter().map(height).sum()
    }

    /// Paints the form and puts the cursor where it types.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let label_width = self.fields.iter().map(|field| safe(&field.label).width()).max().unwrap_or(0) as u16;
        let label_width = label_width.min(area.width / 3);
        let top = self.scroll(area.height);
        let mut y = 0;
        for (place, field) in self.fields.iter().enumerate() {
            let rows = height(field);
            // A field half out of sight isn't painted: only the focused one must be seen, and that is whole.
            if y >= top && y + rows <= top + area.height {
                let row = Rect { y: area.y + y - top, height: rows, ..area };
                draw_field(field, place == self.focus, label_width, frame, row, ctx);
            }
            y += rows;
        }
        if let Some(field) = self.fields.get(self.focus) {
            let before: u16 = self.fields[..self.focus].iter().map(height).sum();
            let below = area.y + (before + height(field)).saturating_sub(top);
            let x = area.x + label_width + GAP;
            let beneath =
                Rect::new(x, below, area.right().saturating_sub(x), frame.area().bottom().saturating_sub(below));
            draw_offered(field, frame, beneath, ctx);
        }
    }

    /// The first row in sight, such that the focused field is.
    fn scroll(&self, rows: u16) -> u16 {
        let before: u16 = self.fields.iter().take(self.focus).map(height).sum();
        let own = self.fields.get(self.focus).map_or(0, height);
        let top = self.top.get().clamp((before + own).saturating_sub(rows).min(before), before);
        let top = top.min(self.height().saturating_sub(rows));
        self.top.set(top);
        top
    }
}

/// Rows that a field takes, with what is wrong with it.
fn height(field: &Field) -> u16 {
    let own = match &field.content {
        Content::Area(_, rows) => *rows,
        Content::Line(_) | Content::Choice(_) => 1,
    };
    own + u16::from(field.error.is_some())
}

fn draw_field(field: &Field, focused: bool, label_width: u16, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let style = |role| ctx.theme.style(role);
    let label = safe(&field.label).cut(label_width.into());
    let role = if focused { Role::Title } else { Role::Dim };
    frame.render_widget(Line::styled(label.as_str(), style(role)), Rect { width: label_width.min(area.width), ..area });

    let x = area.x + label_width + GAP;
    let error_rows = u16::from(field.error.is_some());
    let place = Rect::new(x, area.y, area.right().saturating_sub(x), area.height - error_rows);
    if let Some(error) = &field.error {
        let under = Rect { y: place.bottom(), height: 1, ..place };
        let words = safe(error).cut(usize::from(under.width.saturating_sub(2)));
        frame.render_widget(Line::styled(format!("✗ {words}"), style(Role::Error)), under);
    }
    let typing = match &field.content {
        Content::Line(line) => {
            let place = draw_reading(field, frame, place, ctx);
            Some(line.draw(place, frame.buffer_mut(), style(Role::Field), style(Role::Placeholder)))
        }
        Content::Area(area, _) => {
            Some(area.draw(place, frame.buffer_mut(), style(Role::Field), style(Role::Placeholder)))
        }
        Content::Choice(_) => {
            draw_choice(field, focused, frame, place, ctx);
            None
        }
    };
    match typing {
        Some(at) if focused => frame.set_cursor_position(at),
        None if focused => frame.set_cursor_position(Position::new(place.x, place.y)),
        _ => {}
    }
}

/// Says at the right what is understood, and gives the place that is left.
fn draw_reading(field: &Field, frame: &mut Frame, place: Rect, ctx: &Ctx) -> Rect {
    let (words, role) = match field.reading(ctx) {
        _ if field.error.is_some() => return place,
        Reading::Nothing => return place,
        Reading::Means(words) => (format!("→ {words}"), Role::Good),
        Reading::Odd(words) => (format!("! {words}"), Role::Warning),
        // While it is typed it is merely not finished; when it is to be saved it is said under the field.
        Reading::Wrong(words) => (format!("… {words}"), Role::Dim),
    };
    let typed = safe(field.text()).width() as u16;
    let wide = safe(&words).width() as u16;
    // Right behind what is typed where there is room, so that the eye needn't wander.
    let left = place.width.saturating_sub(wide + 1).min((typed + 3).max(18)).max(place.width / 3);
    let beside = Rect { x: place.x + left + 1, width: place.width.saturating_sub(left + 1), ..place };
    let words = safe(&words).cut(beside.width.into());
    frame.render_widget(Line::styled(words.as_str(), ctx.theme.style(role)), beside);
    Rect { width: left, ..place }
}

/// All options where there is room for them, else the chosen one between arrows.
fn draw_choice(field: &Field, focused: bool, frame: &mut Frame, place: Rect, ctx: &Ctx) {
    let Content::Choice(choice) = &field.content else { return };
    let all: usize = choice.options().map(|(words, _)| safe(words).width() + 2).sum();
    let all_fit = all <= usize::from(place.width);
    let chosen_style = ctx.theme.style(if focused { Role::Selected } else { Role::SelectedAside });
    let mut spans = Vec::new();
    for (words, chosen) in choice.options() {
        let words = safe(words);
        match chosen {
            true if all_fit => spans.push(Span::styled(format!("[{words}]"), chosen_style)),
            true => spans.push(Span::styled(format!("‹ {words} ›"), chosen_style)),
            false if all_fit => {
                spans.push(Span::styled(format!(" {words} "), ctx.theme.style(Role::Dim)));
            }
            false => continue,
        }
    }
    frame.render_widget(Line::from(spans), place);
}

/// The suggestions under the focused field, over whatever stands there.
fn draw_offered(field: &Field, frame: &mut Frame, beneath: Rect, ctx: &Ctx) {
    let offered = &field.offered;
    if offered.list.is_empty() || beneath.height == 0 {
        return;
    }
    let rows = offered.list.len().min(OFFERED).min(beneath.height.into());
    let first = offered.at.map_or(0, |at| (at + 1).saturating_sub(rows));
    let wide = offered.list.iter().map(|words| safe(words).width()).max().unwrap_or(0) + 2;
    let place = Rect { width: beneath.width.min(wide.max(20) as u16), height: rows as u16, ..beneath };
    frame.render_widget(ratatui::widgets::Clear, place);
    for (row, (at, words)) in offered.list.iter().enumerate().skip(first).take(rows).enumerate() {
        let words = safe(words).fit(usize::from(place.width.saturating_sub(2)));
        let (sign, role) = if offered.at == Some(at) { ("▌", Role::Selected) } else { ("│", Role::Dim) };
        let line = Line::styled(format!("{sign}{words} "), ctx.theme.style(role));
        frame.render_widget(line, Rect { y: place.y + row as u16, height: 1, ..place });
    }
}
