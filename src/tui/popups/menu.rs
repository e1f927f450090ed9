//! A few things to choose from by arrow, number or letter, one or several of them: reasons on the agenda, ways off it, yes or no.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::Popup;
use crate::domain::display::safe;
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::{self, window, wrap};

/// Columns inside the box at the most.
const COLUMNS: u16 = 72;

/// What becomes of what was chosen: one value, or several.
pub type Then<T> = Box<dyn FnMut(Vec<T>, &Ctx) -> Outcome>;

/// A list to choose from.
pub struct Menu<T> {
    title: String,
    /// Said above the list.
    said: Vec<String>,
    entries: Vec<Entry<T>>,
    at: usize,
    many: bool,
    /// It tells what another one's keys do, and has no help itself.
    is_help: bool,
    then: Then<T>,
}

/// An entry of a menu.
pub struct Entry<T> {
    pub value: T,
    pub words: String,
    /// What it does, for the help; its words say it all where nothing is here.
    pub help: String,
    /// Chooses it, in stead of its number, which moves with what else can be chosen.
    pub letter: Option<char>,
    pub marked: bool,
    /// Crossed out, with a sign: it can be chosen, but should not.
    pub struck: bool,
}

impl<T> Entry<T> {
    /// The key that chooses it as the entry in that place.
    fn key(&self, place: usize) -> String {
        match self.letter {
            Some(letter) => letter.to_string(),
            None if place < 9 => (place + 1).to_string(),
            None => " ".into(),
        }
    }

    pub fn new(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), help: String::new(), letter: None, marked: false, struck: false }
    }

    /// Is chosen by this letter, whatever else is there. Not one that moves: j, k, q, a.
    pub fn letter(self, letter: char) -> Self {
        Self { letter: Some(letter), ..self }
    }

    /// Says in the help what it does.
    pub fn help(self, help: String) -> Self {
        Self { help, ..self }
    }

    pub fn struck(self) -> Self {
        Self { struck: true, ..self }
    }
}

impl<T: Clone> Menu<T> {
    /// One is chosen; the menu goes away, then `then` says what becomes of it.
    pub fn one(title: String, entries: Vec<Entry<T>>, then: Then<T>) -> Self {
        Self { title, said: Vec::new(), entries, at: 0, many: false, is_help: false, then }
    }

    /// One or several are chosen: Space marks, `a` takes all.
    pub fn many(title: String, entries: Vec<Entry<T>>, then: Then<T>) -> Self {
        Self { many: true, ..Self::one(title, entries, then) }
    }

    /// Says something above the list.
    pub fn saying(self, said: Vec<String>) -> Self {
        Self { said, ..self }
    }

    /// What each entry does, and what the keys do.
    fn help(&self, ctx: &Ctx) -> Outcome {
        const KEY: usize = 3;
        let mut said: Vec<String> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let words = if entry.help.is_empty() { &entry.words } else { &entry.help };
            for (at, row) in wrap::rows(words, usize::from(COLUMNS) - KEY).into_iter().enumerate() {
                let key = if at == 0 { entry.key(place) } else { String::new() };
                said.push(format!("{key:KEY$}{}", words[row].trim_end()));
            }
        }
        let many = self.many.then(|| say!(ctx.text, "menu-keys-many"));
        let keys = [String::new(), say!(ctx.text, "menu-keys")].into_iter().chain(many).collect::<Vec<_>>().join("\n");
        said.extend(keys.lines().map(str::to_owned));
        Outcome::Open(Menu::telling(self.title.clone(), said, ctx))
    }

    /// That the key means nothing.
    fn no_action(&self, key: KeyEvent) -> Outcome {
        if self.is_help { Outcome::NoKey(key.into()) } else { Outcome::NoAction(key.into()) }
    }

    /// A click chooses; where several can be chosen it marks, or takes the mark away.
    fn clicked(&mut self, at: usize, ctx: &Ctx) -> Outcome {
        self.at = at;
        match self.entries.get_mut(at) {
            Some(entry) if self.many => entry.marked = !entry.marked,
            Some(entry) => {
                let value = entry.value.clone();
                return self.choose(vec![value], ctx);
            }
            None => {}
        }
        Outcome::Stay
    }

    fn choose(&mut self, values: Vec<T>, ctx: &Ctx) -> Outcome {
        Outcome::All(vec![Outcome::Finish, (self.then)(values, ctx)])
    }
}

impl Menu<()> {
    /// Tells something, and is closed.
    pub fn telling(title: String, said: Vec<String>, ctx: &Ctx) -> Box<Self> {
        let close = vec![Entry::new((), say!(ctx.text, "hint-close"))];
        let menu = Self::one(title, close, Box::new(|_: Vec<()>, _: &Ctx| Outcome::Stay));
        Box::new(Self { is_help: true, ..menu.saying(said) })
    }
}

impl<T: Clone> Popup for Menu<T> {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Row(_, at)) => return self.clicked(*at, ctx),
            Input::Paste(_) | Input::Point(_) => return Outcome::Stay,
        };
        let last = self.entries.len().saturating_sub(1);
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Outcome::Finish,
            KeyCode::Down | KeyCode::Tab => self.at = (self.at + 1).min(last),
            KeyCode::Up | KeyCode::BackTab => self.at = self.at.saturating_sub(1),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = last,
            KeyCode::Enter => {
                let marked = self.entries.iter().filter(|entry| entry.marked);
                let mut values: Vec<T> = marked.map(|entry| entry.value.clone()).collect();
                if values.is_empty() {
                    values.extend(self.entries.get(self.at).map(|entry| entry.value.clone()));
                }
                return self.choose(values, ctx);
            }
            _ if held => return self.no_action(*key),
            KeyCode::Char('?') if !self.is_help => return self.help(ctx),
            KeyCode::Char('j') => self.at = (self.at + 1).min(last),
            KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Char(' ') if self.many => {
                if let Some(entry) = self.entries.get_mut(self.at) {
                    entry.marked = !entry.marked;
                }
                self.at = (self.at + 1).min(last);
            }
            KeyCode::Char('a') if self.many => {
                let all = self.entries.iter().map(|entry| entry.value.clone()).collect();
                return self.choose(all, ctx);
            }
            KeyCode::Char(typed) => {
                let place = typed.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
                let numbered = place.and_then(|place| self.entries.get(place)).filter(|entry| entry.letter.is_none());
                let lettered = self.entries.iter().find(|entry| entry.letter == Some(typed));
                if let Some(entry) = lettered.or(numbered) {
                    let value = entry.value.clone();
                    return self.choose(vec![value], ctx);
                }
                return self.no_action(*key);
            }
            _ => return self.no_action(*key),
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let style = |role| ctx.theme.style(role);
        let widest = self.entries.iter().map(|entry| safe(&entry.words).width() + 6);
        let widest = widest.chain(self.said.iter().map(|said| safe(said).width())).max().unwrap_or(0);
        let columns = widest.max(safe(&self.title).width() + 4).clamp(30, COLUMNS.into()) as u16;
        let above = self.said.len() as u16;
        let rows = above + self.entries.len() as u16;
        let inner = window::draw(&self.title, columns, rows, frame, area, ctx);
        for (y, said) in self.said.iter().enumerate().take(inner.height.into()) {
            let said = safe(said).cut(inner.width.into());
            frame.render_widget(Line::from(said.to_string()), Rect { y: inner.y + y as u16, height: 1, ..inner });
        }
        let list = Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner };
        ctx.spots.list(inner);
        let fitting = usize::from(list.height).max(1);
        let top = (self.at + 1).saturating_sub(fitting);
        for (row, (place, entry)) in self.entries.iter().enumerate().skip(top).take(list.height.into()).enumerate() {
            let selected = place == self.at;
            let base = if selected { style(Role::Selected) } else { Style::new() };
            let number = entry.key(place);
            let (sign, role) = match (entry.marked, entry.struck) {
                (true, _) => ("•", Role::Marked),
                (false, true) => ("✗", Role::Error),
                (false, false) => (" ", Role::Marked),
            };
            let words_style = if entry.struck { base.add_modifier(Modifier::CROSSED_OUT) } else { base };
            let columns = usize::from(list.width.saturating_sub(5));
            let words = if entry.struck { safe(&entry.words).cut(columns) } else { safe(&entry.words).fit(columns) };
            let line = Line::from(vec![
                Span::styled(if selected { "▌" } else { " " }, base),
                Span::styled(number, base.patch(style(Role::Key))),
                Span::styled(format!(" {sign} "), base.patch(style(role))),
                Span::styled(words.to_string(), words_style),
            ]);
            let row = Rect { y: list.y + row as u16, height: 1, ..list };
            ctx.spots.row(row, Pane::List, place);
            frame.render_widget(line, row);
        }
        let below = self.entries.len().saturating_sub(top + fitting);
        widgets::list::more(top, below, frame, list, ctx.theme);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let mut hints = vec![("Enter".into(), say!(ctx.text, "hint-pick"))];
        if self.many {
            hints.push((say!(ctx.text, "key-space"), say!(ctx.text, "hint-mark")));
            hints.push(("a".into(), say!(ctx.text, "hint-all")));
        }
        let letters: String = self.entries.iter().filter_map(|entry| entry.letter).collect();
        hints.push(match letters.len() {
            0 => ("1-9".to_owned(), say!(ctx.text, "hint-choose")),
            1..10 => (letters, say!(ctx.text, "hint-choose-letter")),
            _ => ("a-z".to_owned(), say!(ctx.text, "hint-choose-letter")),
        });
        hints.push(("Esc".into(), say!(ctx.text, "hint-close")));
        if !self.is_help {
            hints.push(("?".into(), Action::Help.label(ctx.text)));
        }
        hints
    }
}
