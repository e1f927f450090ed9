//! The briefing: all that one wants to know of a contact before the phone rings, from the book alone.
//!
//! Owns scrolling and the item under the focus. What its lines say is `facts`'.

pub(super) mod company;
pub(super) mod facts;
pub(super) mod lines;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::action::Action;
use super::ctx::Ctx;
use super::spots::Pane;
use super::target::Item;
use super::theme::Role;
use super::widgets::list::Scroll;
use super::widgets::row::Row;
use crate::domain::id::ContactId;

/// Any width: where only the items count.
const ANY: usize = 80;

/// What of the briefing is in sight, and what the focus stands on.
#[derive(Debug, Clone, Default)]
pub struct Briefing {
    scroll: Scroll,
    /// The item under the focus, counted from the first, and which it was when the focus was put there.
    focus: usize,
    on: Option<Item>,
    /// Lines when it was painted last, for scrolling.
    lines: usize,
}

impl Briefing {
    /// Another contact is shown.
    pub fn reset(&mut self) {
        *self = Self { scroll: Scroll { offset: 0, ..self.scroll }, ..Self::default() };
    }

    pub fn scroll(&mut self, by: isize) {
        self.scroll.by(by, self.lines);
    }

    /// The item under the focus.
    pub fn item(&self, contact: Option<ContactId>, ctx: &Ctx) -> Option<Item> {
        let items = items(contact?, ctx);
        items.get(self.place(&items)).or(items.first()).copied()
    }

    /// Moves the focus; `false` for an action that is no move.
    pub fn moved(&mut self, action: Action, contact: Option<ContactId>, ctx: &Ctx) -> bool {
        let Some(contact) = contact else { return false };
        let items = items(contact, ctx);
        let Some(to) = self.scroll.moved(action, self.place(&items), items.len()) else { return false };
        (self.focus, self.on) = (to, items.get(to).copied());
        true
    }

    /// Puts the focus on an item, counted from the first.
    pub fn go_to(&mut self, place: usize, contact: Option<ContactId>, ctx: &Ctx) {
        let items = contact.map(|contact| items(contact, ctx)).unwrap_or_default();
        (self.focus, self.on) = (place, items.get(place).copied());
    }

    /// The focus is put on what stands in its place.
    pub fn focus(&mut self, contact: Option<ContactId>, ctx: &Ctx) {
        self.on = self.item(contact, ctx);
    }

    /// Where the focus stands among the items now: with its item, though others come and go.
    fn place(&self, items: &[Item]) -> usize {
        let with_it = self.on.and_then(|on| items.iter().position(|item| *item == on));
        with_it.unwrap_or(self.focus)
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, contact: ContactId, focused: bool, ctx: &Ctx) {
        let mut lines: Vec<(Line, bool, Option<usize>)> = Vec::new();
        let mut items = 0;
        let mut focus_at = None;
        let width = usize::from(area.width).saturating_sub(2);
        let facts = facts::of(contact, width, ctx);
        let place = self.place(&facts.iter().filter_map(|fact| fact.item).collect::<Vec<_>>());
        for fact in facts {
            let mut under_focus = false;
            let item = fact.item.map(|_| items);
            if fact.item.is_some() {
                under_focus = focused && items == place;
                items += 1;
            }
            if under_focus {
                focus_at = Some(lines.len());
            }
            lines.extend(fact.lines(width, ctx.theme).into_iter().map(|line| (line, under_focus, item)));
        }
        self.lines = lines.len();
        let height = usize::from(area.height);
        match focus_at {
            Some(at) => self.scroll.show(at, lines.len(), height),
            None => self.scroll.height = height,
        }
        self.scroll.by(0, lines.len());
        let more_below = lines.len() > self.scroll.offset + height;
        let more_above = self.scroll.offset > 0;
        for (y, (line, under_focus, item)) in (area.y..area.bottom()).zip(lines.into_iter().skip(self.scroll.offset)) {
            let row = Rect { y, height: 1, ..area };
            if let Some(item) = item {
                ctx.spots.row(row, Pane::Facts, item);
            }
            let bar = if under_focus { "▌" } else { " " };
            let line = Line::from_iter([Span::raw(bar)].into_iter().chain(line.spans));
            let style = if under_focus { ctx.theme.style(Role::Selected) } else { ratatui::style::Style::new() };
            frame.render_widget(Row(line.style(style)), row);
        }
        let sign = |there: bool, y: u16, sign: &str, frame: &mut Frame| {
            if there {
                let at = Rect { x: area.right() - 1, y, width: 1, height: 1 };
                frame.render_widget(Span::styled(sign.to_owned(), ctx.theme.style(Role::Dim)), at);
            }
        };
        sign(more_above, area.y, "↑", frame);
        sign(more_below, area.bottom() - 1, "↓", frame);
    }
}

/// What verbs act on in a contact's briefing.
fn items(contact: ContactId, ctx: &Ctx) -> Vec<Item> {
    facts::of(contact, ANY, ctx).iter().filter_map(|fact| fact.item).collect()
}
