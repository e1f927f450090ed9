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
use super::target::Item;
use super::theme::Role;
use super::widgets::list::Scroll;
use crate::domain::id::ContactId;

/// Any width: where only the items count.
const ANY: usize = 80;

/// What of the briefing is in sight, and what the focus stands on.
#[derive(Debug, Clone, Default)]
pub struct Briefing {
    scroll: Scroll,
    /// The item under the focus, counted from the first.
    focus: usize,
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
        let facts = facts::of(contact?, ANY, ctx);
        let mut items = facts.iter().filter_map(|fact| fact.item);
        let first = items.clone().next();
        items.nth(self.focus).or(first)
    }

    /// Moves the focus; `false` for an action that is no move.
    pub fn moved(&mut self, action: Action, contact: Option<ContactId>, ctx: &Ctx) -> bool {
        let Some(contact) = contact else { return false };
        let count = facts::of(contact, ANY, ctx).iter().filter(|fact| fact.item.is_some()).count();
        let Some(to) = self.scroll.moved(action, self.focus, count) else { return false };
        self.focus = to;
        true
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, contact: ContactId, focused: bool, ctx: &Ctx) {
        let mut lines: Vec<(Line, bool)> = Vec::new();
        let mut items = 0;
        let mut focus_at = None;
        let width = usize::from(area.width).saturating_sub(2);
        for fact in facts::of(contact, width, ctx) {
            let mut under_focus = false;
            if fact.item.is_some() {
                under_focus = focused && items == self.focus;
                items += 1;
            }
            if under_focus {
                focus_at = Some(lines.len());
            }
            lines.extend(fact.lines(width, ctx.theme).into_iter().map(|line| (line, under_focus)));
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
        for (y, (line, under_focus)) in (area.y..area.bottom()).zip(lines.into_iter().skip(self.scroll.offset)) {
            let bar = if under_focus { "▌" } else { " " };
            let line = Line::from_iter([Span::raw(bar)].into_iter().chain(line.spans));
            let style = if under_focus { ctx.theme.style(Role::Selected) } else { ratatui::style::Style::new() };
            frame.render_widget(line.style(style), Rect { y, height: 1, ..area });
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
