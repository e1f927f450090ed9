//! The first line: the program's name, the tabs, the day, and how many are due. When narrow it drops name and time, and moves the tabs
//! together where that leaves room for more.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::row::Row;
use crate::tui::theme::{Role, Theme};

/// What the header says.
pub struct Header<'a> {
    pub name: &'a str,
    /// Key and name of each screen.
    pub tabs: &'a [(String, String)],
    /// Which of them is in force.
    pub current: Option<usize>,
    /// What stands at the right, the more important last: left out from the front where there is no room.
    pub right: &'a [String],
}

/// Below this many columns panes stack and the header drops what can be spared.
pub const NARROW: u16 = 100;

impl Header<'_> {
    /// Paints it, and says where each tab came to stand.
    pub fn draw(&self, frame: &mut Frame, area: Rect, theme: &Theme) -> Vec<Rect> {
        let name = match area.width >= NARROW {
            true => vec![Span::styled(self.name, theme.style(Role::Title)), Span::raw("   ")],
            false => Vec::new(),
        };
        let taken = 1 + name.iter().map(Span::width).sum::<usize>();
        let tabs: usize = self.tabs.iter().map(width).sum();
        let words = |from: usize| self.right[from..].join(" · ");
        // How much of what stands at the right has to go with so many blanks behind each tab.
        let gone = |gap: usize| {
            let room = usize::from(area.width).saturating_sub(taken + tabs + gap * self.tabs.len() + 1);
            (0..self.right.len()).find(|from| words(*from).width() <= room).unwrap_or(self.right.len())
        };
        let gap = if gone(1) < gone(2) { 1 } else { 2 };
        let right = words(gone(gap));
        let mut spans = vec![Span::raw(" ")];
        spans.extend(name);
        let mut places = Vec::new();
        let mut x = area.x + u16::try_from(taken).unwrap_or(area.width);
        for (place, tab) in self.tabs.iter().enumerate() {
            let (key, name) = tab;
            let width = u16::try_from(width(tab)).unwrap_or(area.width);
            places.push(Rect { x, width, ..area }.intersection(area));
            x = x.saturating_add(width).saturating_add(gap as u16);
            spans.push(Span::styled(key.as_str(), theme.style(Role::Key)));
            spans.push(Span::raw(" "));
            let role = if self.current == Some(place) { Role::Tab } else { Role::Text };
            spans.push(Span::styled(name.as_str(), theme.style(role)));
            spans.push(Span::raw(" ".repeat(gap)));
        }
        frame.render_widget(Row(Line::from(spans)), area);
        frame.render_widget(Line::from(format!("{right} ")).right_aligned(), area_of(area, right.width() + 1));
        places
    }
}

/// Columns of a tab.
fn width((key, name): &(String, String)) -> usize {
    key.width() + 1 + name.width()
}

fn area_of(area: Rect, width: usize) -> Rect {
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    Rect { x: area.right() - width, width, ..area }
}
