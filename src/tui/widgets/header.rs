//! The first line: the program's name, the tabs, the day, and how many are due. When narrow it drops name and time.

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
        let mut spans = vec![Span::raw(" ")];
        if area.width >= NARROW {
            spans.push(Span::styled(self.name, theme.style(Role::Title)));
            spans.push(Span::raw("   "));
        }
        let mut places = Vec::new();
        for (place, (key, name)) in self.tabs.iter().enumerate() {
            let x = area.x + spans.iter().map(Span::width).sum::<usize>() as u16;
            let width = (key.width() + 1 + name.width()) as u16;
            places.push(Rect { x, width, ..area }.intersection(area));
            spans.push(Span::styled(key.as_str(), theme.style(Role::Key)));
            spans.push(Span::raw(" "));
            let role = if self.current == Some(place) { Role::Tab } else { Role::Text };
            spans.push(Span::styled(name.as_str(), theme.style(role)));
            spans.push(Span::raw("  "));
        }
        let left = Line::from(spans);
        let room = usize::from(area.width).saturating_sub(left.width() + 1);
        let words = |from: usize| self.right[from..].join(" · ");
        let right = (0..=self.right.len()).map(words).find(|words| words.width() <= room).unwrap_or_default();
        frame.render_widget(Row(left), area);
        frame.render_widget(Line::from(format!("{right} ")).right_aligned(), area_of(area, right.width() + 1));
        places
    }
}

fn area_of(area: Rect, width: usize) -> Rect {
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    Rect { x: area.right() - width, width, ..area }
}
