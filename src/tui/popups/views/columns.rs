//! `W`: the columns of the list, those that it shows in their order and the others below. What is changed is seen at once.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::view::{Column, List, Look, Shown, WIDTHS};
use crate::say;
use crate::text::columns::name;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::Popup;
use crate::tui::popups::menu::Menu;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::views::{Tell, Told};
use crate::tui::widgets::list::{self, Scroll, cell};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::window;

/// What a column that has no width of its own is given when it is made wider or narrower first.
const WIDTH: u16 = 16;

/// All columns, and the selected one.
pub struct Columns {
    list: List,
    /// Each with whether it is shown; those that are stand first.
    all: Vec<(Shown, bool)>,
    at: usize,
    scroll: Scroll,
}

impl Columns {
    pub fn new(look: &Look) -> Self {
        let shown = look.columns.iter().map(|shown| (*shown, true));
        let hidden = Column::of(look.list).filter(|column| !look.shows(*column));
        let hidden = hidden.map(|column| (Shown::from(column), false));
        Self { list: look.list, all: shown.chain(hidden).collect(), at: 0, scroll: Scroll::default() }
    }

    fn shown(&self) -> usize {
        self.all.iter().filter(|(_, is_shown)| *is_shown).count()
    }

    /// Shows the selected one as the last, or hides it, as the first of those that are hidden. The name stays.
    fn toggle(&mut self) {
        let shown = self.shown();
        let (column, is_shown) = self.all[self.at];
        if column.column == Column::Name {
            return;
        }
        self.all.remove(self.at);
        let to = if is_shown { shown - 1 } else { shown };
        self.all.insert(to, (column, !is_shown));
        self.at = if is_shown { self.at } else { to };
    }

    /// Moves the selected one among those that are shown.
    fn shift(&mut self, by: isize) {
        let to = self.at.saturating_add_signed(by);
        if self.at < self.shown() && to < self.shown() {
            self.all.swap(self.at, to);
            self.at = to;
        }
    }

    /// Makes the selected one wider or narrower; without `by` the room decides.
    fn resize(&mut self, by: Option<i16>) {
        let (shown, _) = &mut self.all[self.at];
        shown.width = by.map(|by| {
            let width = shown.width.map_or(WIDTH, |width| width.saturating_add_signed(by));
            width.clamp(*WIDTHS.start(), *WIDTHS.end())
        });
    }

    fn told(&self) -> Outcome {
        let shown = self.all.iter().filter(|(_, is_shown)| *is_shown).map(|(shown, _)| *shown);
        Outcome::Tell(Tell { list: self.list, told: Told::Columns(shown.collect()) })
    }
}

impl Popup for Columns {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Row(_, at)) => {
                self.at = *at;
                self.toggle();
                return self.told();
            }
            Input::Paste(_) | Input::Point(_) => return Outcome::Stay,
        };
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Esc | KeyCode::Enter => return Outcome::Finish,
            KeyCode::Char('q') if !held => return Outcome::Finish,
            KeyCode::Char('?') => {
                let said = say!(ctx.text, "view-columns-keys").lines().map(str::to_owned).collect();
                return Outcome::Open(Menu::telling(say!(ctx.text, "view-columns-title"), said, ctx));
            }
            KeyCode::Char(' ') => self.toggle(),
            KeyCode::Char('J') if !held => self.shift(1),
            KeyCode::Char('K') if !held => self.shift(-1),
            KeyCode::Char('+') | KeyCode::Right => self.resize(Some(1)),
            KeyCode::Char('-') | KeyCode::Left => self.resize(Some(-1)),
            KeyCode::Char('0' | '=') => self.resize(None),
            _ => {
                let action = match key.code {
                    KeyCode::Char('g') if !held => Some(Action::First),
                    _ => ctx.keys.action(*key, Place::Choice),
                };
                let Some(to) = action.and_then(|action| self.scroll.moved(action, self.at, self.all.len())) else {
                    return Outcome::NoAction((*key).into());
                };
                self.at = to;
                return Outcome::Stay;
            }
        }
        self.told()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let rows = self.all.len() as u16;
        let inner = window::draw(&say!(ctx.text, "view-columns-title"), 44, rows, frame, area, ctx);
        ctx.spots.list(inner);
        // Where no heads are painted, nothing tells what has room.
        let painted = ctx.spots.heads(self.list);
        let lacks_room = |column: Column| !painted.is_empty() && !painted.contains(&column);
        self.scroll.show(self.at, self.all.len(), inner.height.into());
        let in_sight = self.all.iter().enumerate().skip(self.scroll.offset);
        for (y, (place, (shown, is_shown))) in (inner.y..inner.bottom()).zip(in_sight) {
            let (bar, base) = list::bar(place == self.at, ctx.theme);
            let style = |role| ctx.theme.style(role).patch(base);
            let (sign, role) = if *is_shown { ("✓ ", Role::Text) } else { ("  ", Role::Dim) };
            let width = match shown.width {
                _ if *is_shown && lacks_room(shown.column) => say!(ctx.text, "view-columns-no-room"),
                Some(width) => say!(ctx.text, "view-columns-width", width = width),
                None => String::new(),
            };
            let room = usize::from(inner.width).saturating_sub(3 + 14);
            let line = Line::from(vec![
                bar,
                Span::styled(sign, style(Role::Good)),
                Span::styled(cell(&name(ctx.text, shown.column), room), style(role)),
                Span::styled(cell(&width, 14), style(Role::Dim)),
            ]);
            let row = Rect { y, height: 1, ..inner };
            ctx.spots.row(row, Pane::List, place);
            frame.render_widget(Row(line), row);
        }
        let below = self.all.len().saturating_sub(self.scroll.offset + usize::from(inner.height));
        list::more(self.scroll.offset, below, frame, inner, ctx.theme);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            (say!(ctx.text, "key-space"), say!(ctx.text, "view-columns-show")),
            ("J K".into(), say!(ctx.text, "view-columns-move")),
            ("+ -".into(), say!(ctx.text, "view-columns-wider")),
            ("0".into(), say!(ctx.text, "view-columns-auto")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
            ("?".into(), Action::Help.label(ctx.text)),
        ]
    }
}
