//! A form: labelled fields one below the other. Tab and arrows go between them, what is typed is read beside them, what is
//! wrong is said under them.
//!
//! Owns the focus and the keys. How it is painted is `paint`'s; what the fields mean and how they are saved is each pop-up's.

mod paint;

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::{Content, Field, Reading};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;

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

    /// Takes `text`, which has come late, for what was there when the form opened; what was typed goes behind it.
    pub fn fill(&mut self, name: &str, text: &str) {
        if let Some(field) = self.field_mut(name) {
            field.fill(text);
        }
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

    /// What the keys do in the focused field, for the footer. Enter saves but where it is a line end; Ctrl-s always does.
    pub fn hints(&self, save: String, ctx: &Ctx) -> Vec<(String, String)> {
        let hint = |key: &str, words: String| (key.to_owned(), words);
        let mut hints = match self.fields.get(self.focus).map(|field| &field.content) {
            Some(Content::Area(..)) => {
                vec![hint("Ctrl-s", save), hint("Enter", say!(ctx.text, "hint-new-line"))]
            }
            Some(Content::Choice(_)) => vec![hint("Enter", save), hint("←→", say!(ctx.text, "hint-pick"))],
            Some(Content::Line(_)) | None => vec![hint("Enter", save)],
        };
        if self.fields.len() > 1 {
            hints.push(hint("Tab", say!(ctx.text, "hint-next-field")));
        }
        hints
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
            _ if field.key(key, ctx) => {
                if let Some(to) = field.leads_to() {
                    self.focus_on(to);
                }
            }
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
        paint::draw(self, frame, area, ctx);
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
