//! A pane of a company's facts: the line under the focus, scrolling, painting.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line as Painted, Span};

use super::company::{Line, On};
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::row::Row;

/// What of the facts is in sight, and what the focus stands on.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    scroll: Scroll,
    /// Which of those that verbs act on, counted from the first.
    at: usize,
    /// Scrolled by hand: the focus need not be in sight.
    free: bool,
    /// Lines when it was painted last.
    count: usize,
}

impl Lines {
    /// Something else is shown.
    pub fn reset(&mut self) {
        *self = Self { scroll: Scroll { offset: 0, ..self.scroll }, ..Self::default() };
    }

    pub fn scroll(&mut self, by: isize) {
        self.free = true;
        self.scroll.by(by, self.count);
    }

    /// What the focus stands on.
    pub(in crate::tui) fn on(&self, lines: &[Line]) -> Option<On> {
        let mut all = lines.iter().filter_map(|line| line.on);
        let last = all.clone().next_back();
        all.nth(self.at).or(last)
    }

    /// Puts the focus where it was, after the lines changed.
    pub(in crate::tui) fn stay(&mut self, on: Option<On>, lines: &[Line]) {
        if let Some(at) = on.and_then(|on| lines.iter().filter_map(|line| line.on).position(|one| one == on)) {
            self.at = at;
        }
    }

    /// Puts the focus on one of those that verbs act on, counted from the first. What is in sight stays as it is.
    pub(in crate::tui) fn go_to(&mut self, at: usize) {
        (self.at, self.free) = (at, true);
    }

    /// Moves the focus; `false` for an action that is no move. Behind the last one it goes on to the end of the text.
    pub(in crate::tui) fn moved(&mut self, action: Action, lines: &[Line]) -> bool {
        let count = lines.iter().filter(|line| line.on.is_some()).count();
        match action {
            Action::Down if self.at + 1 >= count => self.scroll(1),
            Action::Up if self.free && self.at + 1 >= count && self.scroll.offset > 0 => self.scroll(-1),
            _ => {
                let few = Scroll { height: (self.scroll.height / 2).max(2), ..Scroll::default() };
                let Some(to) = few.moved(action, self.at, count) else { return false };
                self.free = action == Action::Last;
                if self.free {
                    self.scroll.offset = self.count.saturating_sub(self.scroll.height);
                }
                self.at = to;
            }
        }
        true
    }

    pub(in crate::tui) fn draw(&mut self, lines: &[Line], focused: bool, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let width = usize::from(area.width).saturating_sub(2);
        let mut painted: Vec<(Painted, bool, Option<usize>)> = Vec::new();
        let (mut items, mut span) = (0, 0..0);
        for line in lines {
            let here = line.on.is_some() && items == self.at;
            let item = line.on.map(|_| items);
            items += usize::from(line.on.is_some());
            let from = painted.len();
            painted.extend(line.fact.lines(width, ctx.theme).into_iter().map(|line| (line, here && focused, item)));
            if here {
                span = from..painted.len();
            }
        }
        self.count = painted.len();
        let height = usize::from(area.height);
        if focused && !self.free {
            self.scroll.show(span.end.saturating_sub(1), painted.len(), height);
            self.scroll.show(if self.at == 0 { 0 } else { span.start }, painted.len(), height);
        } else {
            self.scroll.height = height;
            self.scroll.by(0, painted.len());
        }
        let (above, below) = (self.scroll.offset, painted.len().saturating_sub(self.scroll.offset + height));
        for (y, (line, here, item)) in (area.y..area.bottom()).zip(painted.into_iter().skip(above)) {
            let row = Rect { y, height: 1, ..area };
            if let Some(item) = item {
                ctx.spots.row(row, Pane::Facts, item);
            }
            let style = if here { ctx.theme.style(Role::Selected) } else { Style::new() };
            let bar = Span::raw(if here { "▌" } else { " " });
            let line = Painted::from_iter([bar].into_iter().chain(line.spans)).style(style);
            frame.render_widget(Row(line), row);
        }
        list::more(above, below, frame, area, ctx.theme);
    }
}
