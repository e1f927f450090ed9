//! The box of a pop-up: in the middle of the screen, with a title, and nothing of what is behind it showing through.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

use crate::domain::display::safe;
use crate::tui::ctx::Ctx;
use crate::tui::spots::Spot;
use crate::tui::theme::{Role, Theme};

/// Columns for which nothing is said beside a title.
const LEAST: usize = 12;

/// Says something quietly in the box's upper border, at its right, as far as there is room beside the title. `inner` is the
/// place inside.
pub fn aside(words: &str, title: &str, inner: Rect, frame: &mut Frame, theme: &Theme) {
    let columns = usize::from(inner.width + 2).saturating_sub(safe(title).width() + 5);
    if words.is_empty() || columns < LEAST {
        return;
    }
    let words = format!(" {} ", safe(words).cut(columns - 2));
    let width = (safe(&words).width() as u16).min(inner.width);
    let place = Rect { x: inner.right() + 1 - width, y: inner.y.saturating_sub(1), width, height: 1 };
    frame.render_widget(Line::styled(words, theme.style(Role::Dim)), place);
}

/// Paints a box for `columns` x `rows` inside it, as far as `area` has room, and gives the place inside.
pub fn draw(title: &str, columns: u16, rows: u16, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Rect {
    let theme = ctx.theme;
    let outer = area.centered(
        ratatui::layout::Constraint::Length(columns.saturating_add(4).min(area.width)),
        ratatui::layout::Constraint::Length(rows.saturating_add(2).min(area.height)),
    );
    frame.render_widget(Clear, outer);
    ctx.spots.put(outer, Spot::Still);
    // A wide character half under the box would swallow its border.
    if outer.x > area.x {
        for y in outer.y..outer.bottom() {
            let beside = &mut frame.buffer_mut()[(outer.x - 1, y)];
            if safe(beside.symbol()).width() > 1 {
                beside.set_symbol(" ");
            }
        }
    }
    let title = safe(title).cut(usize::from(outer.width.saturating_sub(6)));
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::Focus))
        .title(format!(" {title} "))
        .title_style(theme.style(Role::Title));
    let inner = block.inner(outer);
    frame.render_widget(block, outer);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
