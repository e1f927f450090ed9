//! Help: every action of the screen with its keys, under headings, and what a log line takes. Narrowed by what is typed, the best
//! first: a key, a name, a word for it. Enter does the selected action.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::log::understood;
use super::{Popup, called};
use crate::domain::display::safe;
use crate::domain::search::Query;
use crate::say;
use crate::tui::action::{Action, Group, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::{row, window, wrap};

/// Columns inside the box, where there is room, and those of the keys.
const COLUMNS: u16 = 76;
const KEYS: usize = 14;

/// A row.
#[derive(PartialEq)]
enum Row {
    /// What stands below. The selection passes over it.
    Heading(String),
    Action(Action),
    /// A line of words, and what stands before it.
    Words(String, String),
}

/// The help of one place.
pub struct Help {
    place: Place,
    typed: TextField,
    /// Which of the rows that can be selected is.
    at: usize,
    scroll: Scroll,
}

impl Help {
    pub fn new(place: Place) -> Self {
        Self { place, typed: TextField::default(), at: 0, scroll: Scroll::default() }
    }

    /// All rows, under headings.
    fn all(&self, ctx: &Ctx) -> Vec<Row> {
        let actions = Group::ALL.into_iter().flat_map(|group| self.group(group, ctx));
        let guide = guide(|_| true, ctx);
        let heading = (!guide.is_empty()).then(|| Row::Heading(say!(ctx.text, "help-line")));
        actions.chain(heading).chain(guide).collect()
    }

    /// Those that fit what is typed, the best first: by how words begin; by what stands inside of them where nothing else fits.
    fn rows(&self, ctx: &Ctx) -> Vec<Row> {
        let typed = self.typed.text().trim();
        if typed.is_empty() {
            return self.all(ctx);
        }
        let query = Query::plain(typed);
        let rows = self.fitting(typed, &query.at_beginnings(), ctx);
        if rows.is_empty() { self.fitting(typed, &query, ctx) } else { rows }
    }

    fn fitting(&self, typed: &str, query: &Query, ctx: &Ctx) -> Vec<Row> {
        let mut fitting: Vec<(i64, Action)> = Action::of(self.place, ctx.read_only)
            .filter_map(|action| Some((fits(action, typed, query, ctx)?, action)))
            .collect();
        fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        let actions = fitting.into_iter().map(|(_, action)| Row::Action(action));
        actions.chain(guide(|words| query.rank(words).is_some(), ctx)).collect()
    }

    /// A group's actions that apply here, in the table's order, under its heading.
    fn group(&self, group: Group, ctx: &Ctx) -> Vec<Row> {
        let actions = Action::of(self.place, ctx.read_only).filter(|action| action.group() == group);
        let mut rows: Vec<Row> = actions.map(Row::Action).collect();
        if !rows.is_empty() {
            rows.insert(0, Row::Heading(group.title(ctx.text)));
        }
        rows
    }
}

/// How well an action fits what was typed: best of all by its key, last of all by the heading under which it stands.
fn fits(action: Action, typed: &str, query: &Query, ctx: &Ctx) -> Option<i64> {
    let chords = ctx.keys.chords(action);
    if chords.iter().any(|chord| typed == chord.to_string() || typed == chord.written()) {
        return Some(i64::MAX);
    }
    let of_group = || query.rank(&action.group().title(ctx.text)).map(|_| i64::MIN);
    called::rank(action, query, ctx).or_else(of_group)
}

/// What is said of the log line; nothing to whom can't write one.
fn guide(fits: impl Fn(&str) -> bool, ctx: &Ctx) -> Vec<Row> {
    let guide = understood::guide(ctx.text).into_iter().filter(|(_, words)| !ctx.read_only && fits(words));
    let rows = guide.flat_map(|(lead, words)| {
        let rows = wrap::rows(&words, usize::from(COLUMNS) - KEYS - 1);
        let leads = std::iter::once(lead).chain(std::iter::repeat(String::new()));
        let rows: Vec<Row> =
            rows.into_iter().zip(leads).map(|(row, lead)| Row::Words(lead, words[row].to_owned())).collect();
        rows
    });
    rows.collect()
}

/// The rows that can be selected, by their numbers.
fn stops(rows: &[Row]) -> Vec<usize> {
    (0..rows.len()).filter(|number| !matches!(rows[*number], Row::Heading(_))).collect()
}

/// What a row does.
fn acts(row: &Row) -> Option<Outcome> {
    match row {
        Row::Action(action) if *action != Action::Help => Some(Outcome::Act(*action)),
        _ => None,
    }
}

impl Popup for Help {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Row(_, number)) => {
                let act = self.rows(ctx).get(*number).and_then(acts);
                return act.map_or(Outcome::Stay, |act| Outcome::All(vec![Outcome::Finish, act]));
            }
            Input::Point(Point::Text(_, byte)) => {
                self.typed.go_to(*byte);
                return Outcome::Stay;
            }
            Input::Point(_) => return Outcome::Stay,
            Input::Paste(text) => {
                self.typed.paste(text);
                self.at = 0;
                return Outcome::Stay;
            }
        };
        let rows = self.rows(ctx);
        let stops = stops(&rows);
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            KeyCode::Enter => {
                let act = stops.get(self.at).and_then(|number| acts(&rows[*number]));
                return Outcome::All([Outcome::Finish].into_iter().chain(act).collect());
            }
            KeyCode::Down => Action::Down,
            KeyCode::Up => Action::Up,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ => {
                let before = self.typed.text().to_owned();
                self.typed.key(*key);
                if self.typed.text() != before {
                    self.at = 0;
                }
                return Outcome::Stay;
            }
        };
        self.at = self.scroll.moved(step, self.at, stops.len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let theme = ctx.theme;
        let (rows, all) = (self.rows(ctx), self.all(ctx).len() as u16);
        let inner = window::draw(&say!(ctx.text, "help-title"), COLUMNS, all + 2, frame, area, ctx);
        let (style, dim) = (theme.style(Role::Field), theme.style(Role::Placeholder));
        let field = self.typed.clone().placeholder(say!(ctx.text, "help-find"));
        let cursor = field.draw(inner, frame.buffer_mut(), style, dim);
        frame.set_cursor_position(cursor);
        field.note(Rect { height: 1, ..inner }, 0, ctx.spots);
        ctx.spots.list(inner);

        let place = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        let Some(at) = stops(&rows).get(self.at).copied() else {
            let none = say!(ctx.text, "help-none", key = ctx.keys.shown(Action::Palette));
            let none = Line::styled(none, theme.style(Role::Dim));
            return frame.render_widget(none, Rect { height: 1, ..place });
        };
        // With the first of a group its heading comes into sight, too.
        let heading = at.checked_sub(1).filter(|above| matches!(rows[*above], Row::Heading(_)));
        heading.into_iter().chain([at]).for_each(|row| self.scroll.show(row, rows.len(), place.height.into()));
        let in_sight = rows.iter().enumerate().skip(self.scroll.offset);
        for (y, (number, row)) in (place.y..place.bottom()).zip(in_sight) {
            let line = line(row, number == at, place.width.into(), ctx);
            let place = Rect { y, height: 1, ..place };
            ctx.spots.row(place, Pane::List, number);
            frame.render_widget(row::Row(line), place);
        }
        let below = rows.len().saturating_sub(self.scroll.offset + usize::from(place.height));
        list::more(self.scroll.offset, below, frame, Rect { width: place.width + 1, ..place }, theme);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "help-do")),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }
}

fn line(row: &Row, selected: bool, width: usize, ctx: &Ctx) -> Line<'static> {
    let theme = ctx.theme;
    let (keys, help) = match row {
        Row::Heading(title) => return Line::styled(title.clone(), theme.style(Role::Section)),
        Row::Action(action) => (keys(*action, ctx), action.help(ctx.text)),
        Row::Words(lead, words) => (lead.clone(), words.clone()),
    };
    let (bar, base) = list::bar(selected, theme);
    let keys = safe(&keys).fit(KEYS).to_string();
    let help = safe(&help).fit(width.saturating_sub(KEYS + 1)).to_string();
    Line::from_iter([bar, Span::styled(keys, theme.style(Role::Key).patch(base)), Span::styled(help, base)])
}

/// All keys of an action: `j  Down`.
fn keys(action: Action, ctx: &Ctx) -> String {
    let keys: Vec<String> = ctx.keys.chords(action).iter().map(ToString::to_string).collect();
    keys.join("  ")
}
