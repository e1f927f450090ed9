//! A form: labelled fields one below the other. Tab and arrows go between them, what is typed is read beside them, what is
//! wrong is said under them.
//!
//! A form may have more fields than it shows: those marked `extra` come when they are filled or asked for (Ctrl-n), those
//! marked `many` as often as wanted, and Ctrl-r takes one away again. The first of a kind goes by the kind's name, the others
//! by `mail.2`, `mail.3`; a label by `mail.label`, `mail.2.label`.
//!
//! Owns the focus and the keys. How it is painted is `paint`'s, which fields there are `present`'s, adding them `adding`'s;
//! what the fields mean and how they are saved is each pop-up's.

mod adding;
mod both;
mod calendar;
pub mod clashes;
mod paint;
mod present;

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::{Content, Field, Reading};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::spots::Point;

use adding::Asking;

/// Before a field's name in a draft: what stood there when it was typed over.
pub const WAS: char = '~';

/// Labelled fields, one of which has the keys.
pub struct Form {
    /// What there can be, in the order in which it stands: what is added is made from these.
    kinds: Vec<Field>,
    /// What there is.
    fields: Vec<Field>,
    focus: usize,
    /// The first row in sight.
    top: Cell<u16>,
    /// The list that is open over the form: fields to add, or labels.
    asking: Option<Asking>,
    /// The last key emptied a field: the same again throws all away.
    emptied: bool,
    /// A field was left since that was looked at last.
    left: bool,
}

/// What a key in a form comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing beyond the form.
    Here,
    /// There is no action on this key.
    Nothing(KeyEvent),
    /// It is to be saved.
    Save,
    /// It is to be closed.
    Close,
    /// It is to be closed, and nothing of it kept.
    ThrowAway,
}

impl Form {
    /// A form of these fields; an extra one is there only if something stands in it.
    pub fn new(fields: Vec<Field>) -> Self {
        let kinds = fields.iter().map(|field| field.another(1)).collect();
        let fields = fields.into_iter().filter(|field| !field.is_idle()).collect();
        Self { kinds, fields, focus: 0, top: Cell::new(0), asking: None, emptied: false, left: false }
    }

    /// What is typed in a field, without blanks around it; a choice's name. Empty for a field that isn't there.
    pub fn text(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| field.text().trim())
    }

    /// Whether a field, or one of several, differs from what was there when the form opened.
    pub fn is_changed(&self, name: &str) -> bool {
        let same = |field: &&Field| field.name == name || field.base() == name;
        self.fields.iter().filter(same).any(|field| field.is_changed() || field.is_relabelled())
    }

    /// All of a kind, each with its label, the empty ones left out.
    pub fn entries<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let filled = self.fields.iter().filter(move |field| field.base() == kind && !field.text().trim().is_empty());
        filled.map(|field| (field.entry_label(), field.text().trim()))
    }

    /// All fields of a kind, in their order, those that were taken away too: nothing stands in them.
    pub fn each<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.base() == kind)
    }

    /// Chooses in a field, without going there.
    pub fn choose(&mut self, name: &str, option: &str) {
        if let Some(field) = self.field_mut(name) {
            field.set(option);
        }
    }

    /// Says something at a field.
    pub fn remark(&mut self, name: &str, words: impl Into<String>) {
        if let Some(field) = self.field_mut(name) {
            field.hidden = false;
            field.error = Some(words.into());
        }
    }

    /// Puts the focus on a field, which comes if it isn't there.
    pub fn focus_on(&mut self, name: &str) {
        self.make(name);
        if let Some(place) = self.place(name) {
            self.fields[place].hidden = false;
            self.focus = place;
        }
    }

    /// The name of the field that has the keys.
    pub fn focused(&self) -> &str {
        self.fields.get(self.focus).map_or("", |field| &field.name)
    }

    /// Says at a field what is wrong with it, and puts the focus there.
    pub fn refuse(&mut self, name: &str, why: impl Into<String>) {
        self.focus_on(name);
        self.remark(name, why);
    }

    /// Whether all that is typed can be taken and nothing is left to be decided; else what is wrong is said at each field and the first has the focus.
    pub fn check(&mut self, ctx: &Ctx) -> bool {
        if self.is_left_open(ctx) {
            return false;
        }
        let mut first = None;
        for (place, field) in self.fields.iter_mut().enumerate().filter(|(_, field)| !field.hidden) {
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
        if let Some(Asking::Day(calendar)) = &self.asking {
            let mut hints = vec![
                hint("Enter", say!(ctx.text, "hint-pick")),
                hint("←↓↑→", say!(ctx.text, "hint-move")),
                hint("PgDn", say!(ctx.text, "month-hint-month")),
            ];
            hints.extend(calendar.hints(ctx));
            return hints;
        }
        if self.asking.is_some() {
            return vec![hint("Enter", say!(ctx.text, "hint-pick")), hint("↑↓", say!(ctx.text, "hint-move"))];
        }
        let field = self.fields.get(self.focus);
        if let Some(field) = field.filter(|field| !field.offered.list.is_empty()) {
            let take = if field.to_take().is_some() { "Enter" } else { "↓ Enter" };
            return vec![hint(take, say!(ctx.text, "hint-take")), hint("↑↓", say!(ctx.text, "hint-move"))];
        }
        let mut hints = match field.map(|field| &field.content) {
            Some(Content::Area(..)) => {
                vec![
                    hint("Ctrl-s", save),
                    hint("Enter", say!(ctx.text, "hint-new-line")),
                    hint("Ctrl-g", say!(ctx.text, "hint-editor")),
                ]
            }
            Some(Content::Choice(_)) => vec![hint("Enter", save), hint("←→", say!(ctx.text, "hint-pick"))],
            Some(Content::Line(_)) | None => vec![hint("Enter", save)],
        };
        if self.can_grow() {
            hints.push(hint("Ctrl-n", say!(ctx.text, "hint-add-field")));
        }
        if field.is_some_and(|field| field.entry.is_some()) {
            hints.push(hint("Ctrl-l", say!(ctx.text, "hint-label")));
        }
        if self.takes_day() {
            hints.push(hint("Ctrl-t", say!(ctx.text, "hint-calendar")));
        }
        if field.is_some_and(Field::can_go) {
            hints.push(hint("Ctrl-r", say!(ctx.text, "hint-remove")));
        }
        hints.splice(0..0, self.clash_hints(ctx));
        if self.emptied {
            hints.insert(0, hint("Ctrl-x", say!(ctx.text, "hint-throw-away")));
        }
        if self.in_sight().nth(1).is_some() {
            hints.push(hint("Tab", say!(ctx.text, "hint-next-field")));
        }
        hints
    }

    /// A key or a paste.
    pub fn update(&mut self, input: &Input, ctx: &Ctx) -> Pressed {
        if self.asking.is_some() {
            self.answer(input, ctx);
            return Pressed::Here;
        }
        match input {
            Input::Key(key) => self.key(*key, ctx),
            Input::Paste(text) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.paste(text, ctx);
                }
                Pressed::Here
            }
            Input::Point(point) => {
                self.clicked(*point, ctx);
                Pressed::Here
            }
        }
    }

    /// As the wheel goes: through the lines of a long text, else to a field further on, but never round.
    fn go_further(&mut self, by: isize, ctx: &Ctx) {
        let code = if by < 0 { KeyCode::Up } else { KeyCode::Down };
        for _ in 0..by.unsigned_abs() {
            let Some(field) = self.fields.get_mut(self.focus) else { return };
            if matches!(field.content, Content::Area(..)) && field.key(code.into(), ctx) {
                continue;
            }
            let end = if by < 0 { self.in_sight().next() } else { self.in_sight().last() };
            if end.is_some_and(|(place, _)| place == self.focus) {
                return;
            }
            self.go(by.signum());
        }
    }

    /// A field is gone to and the cursor put under the pointer, an option chosen, a suggestion taken.
    fn clicked(&mut self, point: Point, ctx: &Ctx) {
        let (Point::Text(place, _) | Point::Choice(place, _)) = point else {
            if let Point::Further(by) = point {
                self.go_further(by, ctx);
            }
            if let (Point::Offer(at), Some(field)) = (point, self.fields.get_mut(self.focus)) {
                field.offered.at = Some(at);
                field.take_offered();
            }
            return;
        };
        if place != self.focus {
            self.left = true;
            self.fields.get_mut(self.focus).into_iter().for_each(|field| field.offered = Default::default());
            self.focus = place.min(self.fields.len().saturating_sub(1));
        }
        self.emptied = false;
        let Some(field) = self.fields.get_mut(place) else { return };
        match point {
            Point::Text(_, byte) => field.go_to(byte),
            Point::Choice(_, option) => field.choose(option, ctx),
            _ => {}
        }
        if let (Point::Choice(..), Some(to)) = (point, field.leads_to()) {
            self.focus_on(to);
        }
    }

    /// The field of many lines that has the keys, else the first.
    fn area(&self) -> Option<usize> {
        let is_area = |place: &usize| matches!(self.fields[*place].content, Content::Area(..));
        let places = || self.in_sight().map(|(place, _)| place).filter(is_area);
        if self.asking.is_some() {
            None
        } else {
            places().find(|place| *place == self.focus).or_else(|| places().next())
        }
    }

    /// What stands in that field.
    pub fn long_text(&self) -> Option<&str> {
        self.area().map(|place| self.fields[place].text())
    }

    /// Puts `text` there, and the keys.
    pub fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        let Some(place) = self.area() else { return };
        self.focus = place;
        if self.fields[place].text() != text {
            self.fields[place].rewrite(text, ctx);
        }
    }

    /// Whether a field was left since this was asked last.
    pub fn was_left(&mut self) -> bool {
        std::mem::take(&mut self.left)
    }

    fn key(&mut self, key: KeyEvent, ctx: &Ctx) -> Pressed {
        let empties = key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('x');
        if std::mem::replace(&mut self.emptied, empties) && empties {
            return Pressed::ThrowAway;
        }
        if self.decides(key) {
            return Pressed::Here;
        }
        if key.modifiers == KeyModifiers::CONTROL {
            match key.code {
                KeyCode::Char('s') => return Pressed::Save,
                KeyCode::Char('n') if self.can_grow() => return self.ask_what_to_add(ctx),
                KeyCode::Char('l') => return self.ask_label(ctx),
                KeyCode::Char('t') if self.takes_day() => return self.ask_day(ctx),
                KeyCode::Char('r') => return self.take_away(),
                _ => {}
            }
        }
        let Some(field) = self.fields.get_mut(self.focus) else {
            return match key.code {
                KeyCode::Enter => Pressed::Save,
                KeyCode::Esc => Pressed::Close,
                _ => Pressed::Nothing(key),
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
            KeyCode::BackTab => self.go(-1),
            _ if field.key(key, ctx) => {
                if let Some(to) = field.leads_to() {
                    self.focus_on(to);
                }
            }
            KeyCode::Enter => return Pressed::Save,
            KeyCode::Down => self.go(1),
            KeyCode::Up => self.go(-1),
            _ => return Pressed::Nothing(key),
        }
        Pressed::Here
    }

    /// To the next or previous field, in a circle.
    fn go(&mut self, by: isize) {
        self.left = true;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.offered = Default::default();
        }
        let places: Vec<usize> = self.in_sight().map(|(place, _)| place).collect();
        let at = places.iter().position(|place| *place == self.focus).unwrap_or(0);
        let to = (at as isize + by).rem_euclid(places.len().max(1) as isize);
        self.focus = places.get(to as usize).copied().unwrap_or(0);
    }

    /// Rows that all fields take.
    pub fn height(&self) -> u16 {
        self.in_sight().map(|(_, field)| height(field)).sum::<u16>() + self.headings()
    }

    /// Paints the form and puts the cursor where it types.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}

/// Rows that a field takes, with what is wrong with it.
fn height(field: &Field) -> u16 {
    let own = match &field.content {
        Content::Area(_, rows) => *rows,
        Content::Line(_) | Content::Choice(_) => 1,
    };
    own + u16::from(field.error.is_some()) + both::height(field)
}
