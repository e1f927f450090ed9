//! Lists: which rows are in sight and where the selection goes. Knows rows by their number only.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::display::safe;
use crate::domain::search::Sentence;
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::picker::highlighted;

/// Says at the right edge of `area` that rows lie above or below what is in sight.
pub fn more(above: usize, below: usize, frame: &mut Frame, area: Rect, theme: &Theme) {
    let signs = [("↑", above, area.y), ("↓", below, area.bottom().saturating_sub(1))];
    for (sign, hidden, y) in signs {
        if hidden > 0 && !area.is_empty() {
            let place = Rect { x: area.right() - 1, y, width: 1, height: 1 };
            frame.render_widget(Line::styled(sign, theme.style(Role::Dim)), place);
        }
    }
}

/// What stands before a row, and how the row looks: with a bar where it is selected.
pub fn bar(selected: bool, theme: &Theme) -> (Span<'static>, Style) {
    let (bar, role) = if selected { ("▌", Role::Selected) } else { (" ", Role::Text) };
    (Span::styled(bar, theme.style(role)), theme.style(role))
}

/// `words` in so many columns, of which the last is a blank.
pub fn cell(words: &str, columns: usize) -> String {
    match columns.checked_sub(1) {
        Some(columns) => format!("{} ", safe(words).fit(columns)),
        None => String::new(),
    }
}

/// What was said, with its hits, in so many columns of a row that looks like `base`.
pub fn said(said: &Sentence, columns: usize, base: Style, theme: &Theme) -> Vec<Span<'static>> {
    let (plain, hit) = (theme.style(Role::Dim).patch(base), theme.style(Role::Match).patch(base));
    let mut spans = highlighted(&said.text, &said.hits, plain, hit);
    spans.push(Span::styled(" ".repeat(columns.saturating_sub(safe(&said.text).width())), base));
    spans
}

/// The part of a list that is in sight.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    /// The first row in sight.
    pub offset: usize,
    /// How many rows were in sight when it was painted last.
    pub height: usize,
}

impl Scroll {
    /// Brings `row` of `count` rows into `height` rows. At the edge it goes on by half a page, so that holding a key down
    /// repaints seldom.
    pub fn show(&mut self, row: usize, count: usize, height: usize) {
        self.height = height;
        let half = (height / 2).max(1);
        if row < self.offset {
            self.offset = (row + 1).saturating_sub(half).min(row);
        } else if row >= self.offset + height {
            self.offset = (row + half).saturating_sub(height) + 1;
        }
        self.offset = self.offset.min(count.saturating_sub(height));
    }

    /// Scrolls a text of `count` rows by `by`.
    pub fn by(&mut self, by: isize, count: usize) {
        self.offset = self.offset.saturating_add_signed(by).min(count.saturating_sub(self.height));
    }

    /// Where a move goes from row `at` of `count`; `None` for an action that is no move.
    pub fn moved(&self, action: Action, at: usize, count: usize) -> Option<usize> {
        let page = self.height.max(2) - 1;
        let half = (self.height / 2).max(1);
        let last = count.saturating_sub(1);
        Some(match action {
            Action::Down => (at + 1).min(last),
            Action::Up => at.saturating_sub(1),
            Action::First => 0,
            Action::Last => last,
            Action::HalfDown => (at + half).min(last),
            Action::HalfUp => at.saturating_sub(half),
            Action::PageDown => (at + page).min(last),
            Action::PageUp => at.saturating_sub(page),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_scrolls_by_half_a_page() {
        let mut scroll = Scroll::default();
        for (row, offset) in [(0, 0), (9, 0), (10, 6), (15, 6), (16, 12), (11, 7), (99, 90), (0, 0)] {
            scroll.show(row, 100, 10);
            assert_eq!(scroll.offset, offset, "row {row}");
        }
        scroll.show(3, 4, 10);
        assert_eq!(scroll.offset, 0, "a short list stands at the top");
    }

    #[test]
    fn moves_stay_in_the_list() {
        let scroll = Scroll { offset: 0, height: 10 };
        for (action, from, to) in [
            (Action::Down, 0, 1),
            (Action::Down, 29, 29),
            (Action::Up, 0, 0),
            (Action::Last, 0, 29),
            (Action::HalfDown, 3, 8),
            (Action::PageUp, 5, 0),
            (Action::PageDown, 0, 9),
        ] {
            assert_eq!(scroll.moved(action, from, 30), Some(to), "{action:?} from {from}");
        }
        assert_eq!(scroll.moved(Action::Log, 0, 30), None);
        assert_eq!(scroll.moved(Action::Down, 0, 0), Some(0));
    }
}
