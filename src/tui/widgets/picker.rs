//! A list that what is typed above it narrows: contacts, companies, files.
//!
//! Owns the typing, the selection and the painting. Where the entries come from and what is done with the picked one is
//! said by who opens it.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::list::more;
use super::row::Row;
use super::text_field::TextField;
use crate::domain::display::safe;
use crate::domain::search::Query;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;

/// An entry: what it stands for, its words, and what is said beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<T> {
    pub value: T,
    pub words: String,
    pub aside: String,
}

/// The entries that fit what is typed, the best first.
pub type Find<T> = Box<dyn Fn(&str, &Ctx) -> Vec<Item<T>>>;

/// The text, the entries that fit it, and the one that is selected.
pub struct Picker<T> {
    typed: TextField,
    find: Find<T>,
    items: Vec<Item<T>>,
    /// The selected entry. `None`: none is until something is typed or the selection moved.
    at: Option<usize>,
    top: usize,
    /// Whether the first entry is selected though nothing is typed.
    offers_first: bool,
}

/// What a key comes to.
#[derive(Debug, PartialEq)]
pub enum Picked<T> {
    Here,
    /// This one was chosen.
    One(T),
    Close,
}

impl<T: Clone + PartialEq> Picker<T> {
    pub fn new(find: Find<T>, ctx: &Ctx) -> Self {
        let items = find("", ctx);
        Self { typed: TextField::new(""), find, items, at: Some(0), top: 0, offers_first: true }
    }

    pub fn placeholder(mut self, words: impl Into<String>) -> Self {
        self.typed = self.typed.placeholder(words);
        self
    }

    /// Nothing is selected until something is typed or the selection is moved: a blind Enter takes nobody.
    pub fn unchosen(self) -> Self {
        Self { at: None, offers_first: false, ..self }
    }

    /// While nothing is typed the selection stands on this one, if it is there.
    pub fn standing_on(mut self, value: &T) -> Self {
        self.stand_on(value);
        self
    }

    /// The selected entry's value.
    pub fn selected(&self) -> Option<&T> {
        self.at.and_then(|at| self.items.get(at)).map(|item| &item.value)
    }

    /// The selection goes to this one, if it is listed.
    pub fn stand_on(&mut self, value: &T) {
        self.at = self.items.iter().position(|item| item.value == *value).or(self.at);
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        self.typed.text()
    }

    pub fn set(&mut self, typed: &str, ctx: &Ctx) {
        self.typed.set(typed);
        self.search(ctx);
    }

    fn search(&mut self, ctx: &Ctx) {
        self.items = (self.find)(self.typed.text(), ctx);
        self.at = (self.offers_first || !self.typed.is_empty()).then_some(0);
        self.top = 0;
    }

    /// Lists what there is now; what is typed stays, and so does the selection, with what it stands on.
    pub fn again(&mut self, ctx: &Ctx) {
        let selected = self.at.and_then(|at| self.items.get(at)).map(|item| item.value.clone());
        self.items = (self.find)(self.typed.text(), ctx);
        let place = selected.and_then(|selected| self.items.iter().position(|item| item.value == selected));
        let last = self.items.len().saturating_sub(1);
        self.at = self.at.map(|at| place.unwrap_or(at.min(last)));
    }

    pub fn update(&mut self, input: &Input, ctx: &Ctx) -> Picked<T> {
        let key = match input {
            Input::Paste(text) => {
                self.typed.paste(text);
                self.search(ctx);
                return Picked::Here;
            }
            Input::Point(Point::Row(_, at)) => {
                self.at = Some(*at);
                return self.items.get(*at).map_or(Picked::Here, |item| Picked::One(item.value.clone()));
            }
            Input::Point(Point::Text(_, byte)) => {
                self.typed.go_to(*byte);
                return Picked::Here;
            }
            Input::Point(_) => return Picked::Here,
            Input::Key(key) => key,
        };
        let last = self.items.len().saturating_sub(1);
        let ctrl = key.modifiers == KeyModifiers::CONTROL;
        let at = self.at;
        let down = |by: usize| Some(at.map_or(0, |at| (at + by).min(last)));
        let up = |by: usize| at.map(|at| at.saturating_sub(by));
        match key.code {
            KeyCode::Esc => return Picked::Close,
            KeyCode::Enter => {
                let selected = self.at.and_then(|at| self.items.get(at));
                return selected.map_or(Picked::Here, |item| Picked::One(item.value.clone()));
            }
            KeyCode::Down | KeyCode::Tab => self.at = down(1),
            KeyCode::Char('n' | 'j') if ctrl => self.at = down(1),
            KeyCode::Up | KeyCode::BackTab => self.at = up(1),
            KeyCode::Char('p') if ctrl => self.at = up(1),
            KeyCode::PageDown => self.at = down(10),
            KeyCode::PageUp => self.at = up(10),
            _ => {
                let before = self.typed.text().to_owned();
                self.typed.key(*key);
                if self.typed.text() != before {
                    self.search(ctx);
                }
            }
        }
        Picked::Here
    }

    /// Paints the typed line, a rule, and below it the entries that fit.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, none: &str, ctx: &Ctx) {
        let style = |role| ctx.theme.style(role);
        let line = Rect { height: 1.min(area.height), ..area };
        frame.render_widget(Line::styled("› ", style(Role::Key)), line);
        let field = Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line };
        let cursor = self.typed.draw(field, frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
        frame.set_cursor_position(cursor);
        self.typed.note(field, 0, ctx.spots);
        ctx.spots.list(area);

        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if self.items.is_empty() {
            let words = safe(none).cut(usize::from(list.width.saturating_sub(2)));
            frame.render_widget(
                Line::styled(format!("  {words}"), style(Role::Dim)),
                Rect { height: 1.min(list.height), ..list },
            );
        }
        let rows = usize::from(list.height).max(1);
        let at = self.at.unwrap_or(0);
        self.top = self.top.clamp((at + 1).saturating_sub(rows), at);
        let query = Query::plain(self.typed.text());
        for (row, (place, item)) in self.items.iter().enumerate().skip(self.top).take(rows).enumerate() {
            let row = Rect { y: list.y + row as u16, height: 1, ..list };
            if row.bottom() > list.bottom() {
                break;
            }
            ctx.spots.row(row, Pane::List, place);
            let selected = Some(place) == self.at;
            let base = if selected { style(Role::Selected) } else { Style::new() };
            let sign = if selected { "▌ " } else { "  " };
            let room = usize::from(row.width.saturating_sub(3));
            let aside = safe(&item.aside).cut(room / 2);
            let words = safe(&item.words).cut(room.saturating_sub(aside.width() + 2));
            let gap = " ".repeat(room.saturating_sub(words.width() + aside.width()));
            let mut spans = vec![Span::styled(sign, base)];
            let hits = if query.is_empty() { Vec::new() } else { query.highlights(words.as_str()) };
            let hit = base.patch(style(Role::Match));
            spans.extend(highlighted(words.as_str(), &hits, base, hit));
            spans.push(Span::styled(gap, base));
            let hits = if query.is_empty() { Vec::new() } else { query.highlights_in_company(aside.as_str()) };
            spans.extend(highlighted(aside.as_str(), &hits, base.patch(style(Role::Dim)), hit));
            spans.push(Span::styled(" ", base));
            frame.render_widget(Row(Line::from(spans)), row);
        }
        let below = self.items.len().saturating_sub(self.top + rows);
        more(self.top, below, frame, list, ctx.theme);
    }
}

/// `words` with the ranges in `hits` in another style.
pub fn highlighted(words: &str, hits: &[Range<usize>], plain: Style, hit: Style) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for range in hits {
        spans.push(Span::styled(words[at..range.start].to_owned(), plain));
        spans.push(Span::styled(words[range.clone()].to_owned(), hit));
        at = range.end;
    }
    spans.push(Span::styled(words[at..].to_owned(), plain));
    spans
}
