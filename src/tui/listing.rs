//! What stands around every list of a screen: its views above, the filter below, and a word where it is empty. The rows are the
//! screen's own; where they stand in columns `row` paints them, `layout` says how wide; `viewing` is what lists do with views.

mod layout;
pub mod row;
pub mod viewing;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Wrap};

use super::ctx::Ctx;
use super::filter::Filter;
use super::spots::Spot;
use super::theme::Role;
use super::widgets::row::Row;
use super::widgets::rule;
use crate::domain::display::safe;
use crate::domain::view::List;
use crate::say;

/// `[Contacts 60]  without rhythm 4  3 marked (1 filtered out)`: the views by name, the one in force in brackets, and how many are
/// marked, of which so many are `unseen`.
pub fn views(names: impl IntoIterator<Item = (String, bool)>, marked: usize, unseen: usize, ctx: &Ctx) -> String {
    let names = names.into_iter().map(|(name, in_force)| if in_force { format!("[{name}]") } else { name });
    names.chain(self::marked(marked, unseen, ctx)).collect::<Vec<_>>().join("  ")
}

/// The same in the columns of `area`, whose first line it is in, `kept` of the views standing before the list's own: where there is no
/// room for all, only that is named that is in force. Notes where the list's own stand.
pub fn views_in(
    views: Vec<(String, bool)>,
    kept: usize,
    (marked, unseen): (usize, usize),
    list: List,
    area: Rect,
    ctx: &Ctx,
) -> String {
    let all = self::views(views.clone(), marked, unseen, ctx);
    if safe(&all).width() + AROUND <= area.width.into() {
        let mut x = area.x + 1;
        for (place, (name, in_force)) in views.iter().enumerate() {
            let width = safe(name).width() as u16 + if *in_force { 2 } else { 0 };
            if let Some(own) = place.checked_sub(kept) {
                ctx.spots.put(Rect { x, width, height: 1, ..area }.intersection(area), Spot::View(list, own));
            }
            x += width + 2;
        }
        return all;
    }
    self::views(views.into_iter().filter(|(_, in_force)| *in_force), marked, unseen, ctx)
}

/// What a heading needs besides its words.
const AROUND: usize = 3;

/// `3 marked (1 filtered out)`; nothing where nothing is marked.
pub fn marked(marked: usize, unseen: usize, ctx: &Ctx) -> Option<String> {
    match (marked, unseen) {
        (0, _) => None,
        (_, 0) => Some(say!(ctx.text, "contacts-marked", count = marked)),
        _ => Some(say!(ctx.text, "contacts-marked-unseen", count = marked, unseen = unseen)),
    }
}

/// Paints the views, the heads of the columns if there are any, and the filter; says where the rows go. Where there are none
/// `empty` is said instead: `None` is given then.
pub fn around(
    views: &str,
    filter: &Filter,
    columns: Option<Line>,
    empty: Option<String>,
    frame: &mut Frame,
    area: Rect,
    ctx: &Ctx,
) -> Option<Rect> {
    let line = |y| Rect { y, height: 1, ..area };
    rule::heading(frame.buffer_mut(), line(area.y), views, ctx.theme);
    let filtering = filter.is_typing() || !filter.is_empty();
    if filtering {
        filter.draw(frame, line(area.bottom() - 1), ctx);
    }
    let above = 1 + u16::from(columns.is_some());
    let list = Rect { y: area.y + above, height: area.height - above - u16::from(filtering), ..area };
    if let Some(words) = empty {
        let inner = Rect { x: list.x + 1, width: list.width - 2, ..list };
        let words = Paragraph::new(Line::styled(words, ctx.theme.style(Role::Dim))).wrap(Wrap { trim: true });
        frame.render_widget(words, inner);
        return None;
    }
    if let Some(columns) = columns {
        frame.render_widget(Row(columns), line(area.y + 1));
    }
    Some(list)
}
