//! The filter of a list: typed live; Enter keeps it, Esc takes it away. Tab widens it to what was said.

use std::collections::HashSet;
use std::hash::Hash;

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::action::Action;
use super::answer::Answer;
use super::ctx::Ctx;
use super::effect::Ask;
use super::event::Input;
use super::judged::State;
use super::seeking::Seeking;
use super::spots::Point;
use super::theme::Role;
use super::widgets::text_field::TextField;
use crate::domain::book::Book;
use crate::domain::display::safe;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::said::Said;
use crate::domain::search::{Query, Sentence, Words};
use crate::domain::view::List;
use crate::explain;
use crate::say;

/// What is looked for in a list.
#[derive(Default)]
pub struct Filter {
    list: List,
    field: TextField,
    query: Query,
    /// The same without scattered letters.
    in_earnest: Query,
    typing: bool,
    /// Whether it is widened to what was said: then also those fit with whom it was said.
    wide: bool,
    seeking: Seeking,
}

/// Texts that are looked at for who fits, at the most: nobody goes through more.
const SAID: usize = 500;

/// What a key in the filter's field did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The filter is another one.
    Changed,
    /// The list's selection is to move.
    Move(Action),
    Nothing,
}

/// What was typed in a filter, and whether it was widened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AsTyped {
    list: List,
    text: String,
    wide: bool,
}

impl Filter {
    /// Of a list, with nothing typed.
    pub fn of(list: List) -> Self {
        Self { list, ..Self::default() }
    }

    /// One that was typed before, and kept.
    pub fn again_as(typed: &AsTyped) -> Self {
        let mut filter = Self { wide: typed.wide, field: TextField::new(&typed.text), ..Self::of(typed.list) };
        filter.looks_for_typed();
        filter
    }

    /// One of the same list in which this is typed.
    pub fn narrowed(&self, typed: &str) -> Self {
        Self::again_as(&AsTyped { list: self.list, text: typed.to_owned(), wide: false })
    }

    /// What is typed in it.
    pub fn as_typed(&self) -> AsTyped {
        AsTyped { list: self.list, text: self.field.text().to_owned(), wide: self.wide }
    }

    fn looks_for_typed(&mut self) {
        self.query = match self.typing {
            true => Query::typed_in(self.list, self.field.text()),
            // What is kept is read whole: nothing more comes.
            false => Query::typed_in(self.list, &format!("{} ", self.field.text())),
        };
        self.in_earnest = self.query.in_earnest();
        if self.wide {
            self.seeking.look_for(Words::beside_conditions(self.field.text()));
        }
    }

    /// It begins anew: what was looked for before is gone.
    pub fn begin(&mut self) {
        *self = Self { typing: true, ..Self::of(self.list) };
    }

    /// As it was typed.
    pub fn typed_text(&self) -> &str {
        self.field.text()
    }

    pub fn is_typing(&self) -> bool {
        self.typing
    }

    pub fn is_empty(&self) -> bool {
        self.field.is_empty()
    }

    /// What was typed. Scattered letters don't fit where it stands in what was said, nor while that is looked for.
    pub fn query(&self) -> &Query {
        let seeking = &self.seeking;
        let is_said = !seeking.hits().is_empty() || seeking.is_reading() || seeking.goes_on();
        if self.wide && is_said { &self.in_earnest } else { &self.query }
    }

    /// What was said and fits, the newest first; nothing unless it is widened to that.
    fn said(&self) -> &[Said] {
        if self.wide { self.seeking.hits() } else { &[] }
    }

    /// With whom it was said, whether or not they fit otherwise: the newest first.
    pub fn said_with(&self) -> Vec<ContactId> {
        each_once(self.said().iter().flat_map(|said| said.contacts.iter().copied()))
    }

    /// At which companies it was said, the newest first: with those who are there now, or in a company's own notes.
    pub fn said_at(&self, book: &Book) -> Vec<CompanyId> {
        each_once(self.said().iter().flat_map(|said| companies(said, book)))
    }

    /// The newest text by which a contact was found, in a sentence of so many columns.
    pub fn sentence(&self, contact: ContactId, columns: usize) -> Option<Sentence> {
        let said = self.said().iter().find(|said| said.contacts.contains(&contact))?;
        Some(self.seeking.found_by().sentence(&said.text, columns))
    }

    /// The same of a company.
    pub fn sentence_at(&self, company: CompanyId, columns: usize, book: &Book) -> Option<Sentence> {
        let said = self.said().iter().find(|said| companies(said, book).any(|one| one == company))?;
        Some(self.seeking.found_by().sentence(&said.text, columns))
    }

    /// The book changed.
    pub fn again(&mut self) {
        self.seeking.again();
    }

    /// What is to be read while the list is shown.
    pub fn wants(&mut self) -> Option<Ask> {
        let found = self.seeking.hits().len();
        if self.wide { self.seeking.wants(if found < SAID { found } else { 0 }) } else { None }
    }

    /// Takes an answer in. Whether others fit now.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        self.wide && self.seeking.answered(answer)
    }

    pub fn typed(&mut self, input: &Input) -> Typed {
        let before = self.field.text().to_owned();
        match input {
            Input::Paste(text) => self.field.paste(text),
            Input::Point(Point::Text(_, byte)) => self.field.go_to(*byte),
            Input::Point(_) => {}
            Input::Key(key) => match key.code {
                KeyCode::Enter => {
                    self.typing = false;
                    let before = self.query.clone();
                    self.looks_for_typed();
                    return if self.query == before { Typed::Nothing } else { Typed::Changed };
                }
                KeyCode::Esc => *self = Self::of(self.list),
                KeyCode::Tab => {
                    self.wide = !self.wide;
                    self.seeking.look_for(Words::beside_conditions(self.field.text()));
                    return Typed::Changed;
                }
                KeyCode::Down => return Typed::Move(Action::Down),
                KeyCode::Up => return Typed::Move(Action::Up),
                KeyCode::Backspace if self.is_empty() => self.typing = false,
                _ => {
                    self.field.key(*key);
                }
            },
        }
        if self.field.text() == before {
            return Typed::Nothing;
        }
        self.looks_for_typed();
        Typed::Changed
    }

    /// Paints `/` and what is typed in the first line of `area`.
    pub fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let is_open = ctx.state(&self.query) == State::Open;
        let goes_on = if self.seeking.goes_on() || is_open { " …" } else { "" };
        let sign = match self.wide {
            true => format!(" {}{goes_on} ", say!(ctx.text, "filter-is-wide")),
            false if is_open => format!(" {}{goes_on} ", say!(ctx.text, "filter-is-open")),
            false => String::new(),
        };
        let room = (safe(&sign).width() as u16).min(area.width / 2);
        let beside = Rect { x: area.right() - room, width: room, ..area };
        frame.render_widget(Span::styled(sign, ctx.theme.style(Role::Good)), beside);
        let field = Rect { x: area.x + 2, width: area.width - 3 - room, ..area };
        frame.render_widget(Span::styled(" /", ctx.theme.style(Role::Key)), Rect { width: 2, ..area });
        let (style, dim) = (ctx.theme.style(Role::Field), ctx.theme.style(Role::Placeholder));
        let cursor = self.field.draw(field, frame.buffer_mut(), style, dim);
        let narrows = say!(ctx.text, "filter-narrows");
        let columns = safe(&narrows).width() as u16;
        // What narrows is said where nothing is typed that it could be taken for.
        if self.typing && self.is_empty() && field.width > columns + 2 {
            let behind = Rect { x: field.right() - columns - 1, width: columns, ..field };
            frame.render_widget(Span::styled(narrows, dim), behind);
        }
        if self.typing {
            self.field.note(field, 0, ctx.spots);
            frame.set_cursor_position(cursor);
        }
    }

    /// Whether more is asked than the search knows.
    pub fn asks(&self) -> bool {
        !self.query.asked().is_empty()
    }

    /// Whether it narrows nothing: nothing is typed, or nothing yet behind a colon.
    pub fn lets_all_through(&self) -> bool {
        self.query.is_empty()
    }

    /// What is said where nothing fits: of a value that there isn't, which there are.
    pub fn nothing(&self, ctx: &Ctx) -> String {
        if let Some(wrong) = self.query.wrong() {
            let wrong = explain::no_condition(ctx.text, wrong);
            return [Some(wrong.what), wrong.hint].into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        match ctx.state(&self.query) {
            State::Known => say!(ctx.text, "filter-nothing"),
            State::Open => say!(ctx.text, "filter-reading"),
            State::Unread => say!(ctx.text, "filter-unread"),
        }
    }

    /// What the keys do while it is typed.
    pub fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let tab = if self.wide { say!(ctx.text, "filter-narrow") } else { say!(ctx.text, "filter-widen") };
        vec![
            ("Enter".into(), say!(ctx.text, "filter-keep")),
            ("Tab".into(), tab),
            ("↑↓".into(), say!(ctx.text, "filter-move")),
            ("Esc".into(), say!(ctx.text, "filter-clear")),
        ]
    }
}

/// Where something was said.
fn companies<'a>(said: &'a Said, book: &'a Book) -> impl Iterator<Item = CompanyId> + 'a {
    let there = said.contacts.iter().filter_map(|id| book.contact(*id)?.company);
    said.company.into_iter().chain(there)
}

fn each_once<T: Copy + Eq + Hash>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}
