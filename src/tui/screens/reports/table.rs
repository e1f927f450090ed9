//! A section's numbers as a table. Where it has more columns than there is room for, they are shown part by part.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::bar;
use super::{ReportsScreen, chart};
use crate::domain::display::safe;
use crate::domain::report::{Cell, Section};
use crate::text::report as words;
use crate::tui::ctx::Ctx;
use crate::tui::spots::{Pane, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::list;
use crate::tui::widgets::row::Row;

pub(super) fn draw(screen: &mut ReportsScreen, section: &Section, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if area.height < 2 {
        return;
    }
    let (text, today) = (ctx.text, ctx.today);
    let rows = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let (above, under) = screen.rows.show(rows.height.into());
    let names: Vec<String> =
        section.rows.iter().map(|row| safe(&words::label(text, &row.label, today)).to_string()).collect();
    let cells: Vec<Vec<String>> =
        section.rows.iter().map(|row| row.cells.iter().map(|cell| words::cell(text, *cell, today)).collect()).collect();
    let heads: Vec<String> = section.heads.iter().map(|head| words::head(text, *head)).collect();
    let width = |words: &String| safe(words).width();
    let room = usize::from(area.width);
    let label = names.iter().map(width).max().unwrap_or(0).clamp(4, (room / 3).max(4));
    let column = |(at, head): (usize, &String)| {
        cells.iter().filter_map(|row| row.get(at)).map(width).max().unwrap_or(0).max(width(head))
    };
    let widths: Vec<usize> = heads.iter().enumerate().map(column).collect();
    let (gap, parts) = parts(&widths, room.saturating_sub(label + 2));
    screen.parts = parts.len();
    screen.part = screen.part.min(parts.len().saturating_sub(1));
    let columns = parts.get(screen.part).cloned().unwrap_or_default();
    let between = " ".repeat(gap);
    let mut head = format!(" {}", safe(if screen.part > 0 { "‹" } else { "" }).fit(label));
    for (words, width) in heads.iter().zip(&widths).take(columns.end).skip(columns.start) {
        head.push_str(&format!("{between}{}", safe(words).fit_right(*width)));
    }
    if columns.end < widths.len() {
        head.push_str(" ›");
    }
    frame.render_widget(Row(Line::styled(head, ctx.theme.style(Role::Dim))), Rect { height: 1, ..area });
    let taken = label + 2 + widths[columns.clone()].iter().map(|width| width + gap).sum::<usize>();
    for (y, (at, row)) in (rows.y..rows.bottom()).zip(section.rows.iter().enumerate().skip(above)) {
        let place = Rect { y, height: 1, ..rows };
        ctx.spots.row(place, Pane::Facts, at);
        let is_selected = at == screen.rows.at();
        let (bar, style) = bar(is_selected, screen.in_report, ctx);
        let mut spans = vec![bar, Span::styled(safe(&names[at]).fit(label).to_string(), style)];
        for column in columns.clone() {
            let (Some(cell), Some(said)) = (row.cells.get(column), cells[at].get(column)) else { continue };
            let is_figure = !matches!(cell, Cell::TooFew(_) | Cell::NotYet);
            let style = if is_figure || is_selected { style } else { ctx.theme.style(Role::Dim) };
            spans.push(Span::styled(format!("{between}{}", safe(said).fit_right(widths[column])), style));
        }
        let free = room.saturating_sub(taken);
        spans.extend(chart::beside(section, at, free).map(|bar| Span::styled(bar, ctx.theme.style(Role::Section))));
        frame.render_widget(Row(Line::from(spans)), place);
    }
    ctx.spots.wheel(rows, Wheel::Moves(Pane::Facts));
    list::more(above, under, frame, rows, ctx.theme);
}

/// Which columns of these widths stand beside each other in so much room, and how many blanks before each: two, or one where that
/// makes all of them fit.
fn parts(widths: &[usize], room: usize) -> (usize, Vec<std::ops::Range<usize>>) {
    let all = |gap: usize| widths.iter().map(|width| width + gap).sum::<usize>();
    if let Some(gap) = [2, 1].into_iter().find(|gap| all(*gap) <= room) {
        return (gap, std::iter::once(0..widths.len()).collect());
    }
    let mut parts: Vec<std::ops::Range<usize>> = Vec::new();
    let mut taken = 0;
    for (at, width) in widths.iter().enumerate() {
        taken += width + 2;
        match parts.last_mut() {
            // The sign that there are more takes a column.
            Some(part) if taken < room => part.end = at + 1,
            _ => {
                parts.push(at..at + 1);
                taken = width + 2;
            }
        }
    }
    (2, parts)
}

#[cfg(test)]
mod tests {
    use super::parts;

    /// The blanks before each column, then how many columns are in each part.
    fn check(widths: &[usize], room: usize, gap: usize, counts: &[usize]) {
        let (between, parts) = parts(widths, room);
        assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start), "{parts:?}");
        assert_eq!(between, gap, "{parts:?}");
        assert_eq!(parts.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(), counts);
    }

    #[test]
    fn columns_stand_in_parts_where_not_all_have_room() {
        check(&[4, 4], 12, 2, &[2]);
        check(&[4, 4], 11, 1, &[2]);
        check(&[4, 4, 4, 4], 13, 2, &[2, 2]);
        check(&[4, 4, 4], 12, 2, &[1, 1, 1]);
        check(&[4, 4, 9], 13, 2, &[2, 1]);
        // What is wider than all the room is shown all the same.
        check(&[20, 4], 12, 2, &[1, 1]);
        check(&[], 12, 2, &[0]);
    }
}
