//! A row of a list, in the columns that it has, and what they hold above them. What stands in a column is the list's own to say.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::layout;
use crate::domain::display::safe;
use crate::domain::search::{Query, Sentence};
use crate::domain::view::{Column, List, Look, Value};
use crate::text::columns::{self, head};
use crate::tui::ctx::Ctx;
use crate::tui::spots::{Spot, Spots};
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::picker::highlighted;

/// What stands before the columns and behind them: bar, sign, and the sign that there is more.
const AROUND: usize = 4;

/// The columns in a list so wide.
fn columns(look: &Look, width: usize) -> Vec<(Column, usize)> {
    layout::columns(look, width.saturating_sub(AROUND))
}

/// Words in a column's room: figures that are counted stand at its right.
fn fitted(column: Column, words: &str, width: usize) -> String {
    match column {
        Column::Age | Column::People | Column::Score => {
            let room = width.saturating_sub(1);
            format!("{} ", safe(words).fit_right(room))
        }
        _ => cell(words, width),
    }
}

/// What the columns hold, and by which the list is sorted.
pub fn heading(look: &Look, width: usize, ctx: &Ctx) -> Line<'static> {
    let sorted = look.first().filter(|_| !look.sort.is_empty());
    let sign = sorted.map_or("", |first| if first.descending { "▼" } else { "▲" });
    let is_first = |column: Column| sorted.is_some_and(|first| first.column == column);
    let head = |(column, width): (Column, usize)| {
        let words = head(ctx.text, column);
        // Half a word in so little room says less than nothing.
        let words = if width < 5 { String::new() } else { words };
        let styled = |words: String, role| Span::styled(words, ctx.theme.style(role));
        match is_first(column) {
            false => vec![styled(fitted(column, &words, width), Role::Dim)],
            true => {
                let room = width.saturating_sub(1);
                let words = match safe(&words).width() {
                    0 => sign.to_owned(),
                    width if width + 1 == room => format!("{words}{sign}"),
                    _ => format!("{} {sign}", safe(&words).cut(room.saturating_sub(2))),
                };
                vec![styled(fitted(column, &words, width), Role::Key)]
            }
        }
    };
    let before = Span::raw(" ".repeat(AROUND - 1));
    Line::from_iter([before].into_iter().chain(columns(look, width).into_iter().flat_map(head)))
}

/// Notes where the heads in a heading's line stand: a click sorts by them.
pub fn note_heads(look: &Look, line: Rect, spots: &Spots) {
    let mut x = line.x + AROUND as u16 - 1;
    for (column, width) in columns(look, line.width.into()) {
        spots.put(Rect { x, width: width as u16, ..line }.intersection(line), Spot::Sort(look.list, column));
        x += width as u16;
    }
}

/// Columns of the name.
fn name_width(look: &Look, width: usize) -> usize {
    let columns = columns(look, width);
    columns.iter().find(|(column, _)| *column == Column::Name).map_or(0, |(_, width)| *width)
}

/// Columns for what was said in the row of what was found by it.
pub fn room(look: &Look, width: usize) -> usize {
    width.saturating_sub(AROUND + name_width(look, width))
}

/// What stands before the columns: the bar of the selection, and a sign; and the style of the row.
pub fn begin(selected: bool, (sign, role): (&'static str, Role), ctx: &Ctx) -> (Vec<Span<'static>>, Style) {
    let (bar, base) = list::bar(selected, ctx.theme);
    (vec![bar, Span::styled(format!("{sign} "), ctx.theme.style(role).patch(base))], base)
}

/// The row of what was found by what was said: the name, and the sentence.
pub fn said_line(
    (mut spans, base): (Vec<Span<'static>>, Style),
    name: &str,
    said: &Sentence,
    look: &Look,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    spans.push(Span::styled(cell(name, name_width(look, width)), base));
    spans.extend(list::said(said, room(look, width) + 1, base, ctx.theme));
    Line::from(spans)
}

/// A row, `width` columns wide.
pub fn line(
    (mut spans, base): (Vec<Span<'static>>, Style),
    value: impl Fn(Column) -> Value,
    query: Option<&Query>,
    look: &Look,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let hit = ctx.theme.style(Role::Match).patch(base);
    for (column, width) in columns(look, width) {
        let value = value(column);
        let words = match (&value, column) {
            (Value::Nothing, column) if is_rare(column) => String::new(),
            (Value::Nothing, _) => "–".to_owned(),
            (Value::Text(phone), Column::Phone) => ctx.settings.country.shown(phone),
            (value, _) => columns::words(ctx.text, value, ctx.today, width.saturating_sub(1)),
        };
        let shown = fitted(column, &words, width);
        let role = match (&value, column) {
            (Value::Open(complaints, _), _) if *complaints > 0 => Role::Late,
            (_, Column::Name | Column::Company | Column::Tier | Column::People | Column::Open) => Role::Text,
            (_, Column::Kind | Column::Text | Column::State) => Role::Text,
            (_, Column::Age) => Role::Dim,
            (Value::Due(_, late) | Value::Days(late), _) if *late > 0 => Role::Late,
            (Value::Due(..), _) => Role::Text,
            _ => Role::Dim,
        };
        let hits = query.map(|query| hits(query, look.list, column, &shown)).unwrap_or_default();
        spans.extend(highlighted(&shown, &hits, ctx.theme.style(role).patch(base), hit));
    }
    let used: usize = spans.iter().map(|span| safe(&span.content).width()).sum();
    spans.push(Span::styled(" ".repeat(width.saturating_sub(used)), base));
    Line::from(spans)
}

/// Whether nothing needs no sign in it: many have nothing there.
fn is_rare(column: Column) -> bool {
    use Column as C;
    matches!(
        column,
        C::Tier
            | C::Tags
            | C::Role
            | C::City
            | C::Owner
            | C::Industry
            | C::Size
            | C::Web
            | C::Topic
            | C::Score
            | C::Severity
    )
}

/// What of it the filter found.
fn hits(query: &Query, list: List, column: Column, shown: &str) -> Vec<std::ops::Range<usize>> {
    match (list, column) {
        (List::Contacts, Column::Name) | (List::Feedback, Column::Name | Column::Company | Column::Kind) => {
            query.highlights(shown)
        }
        (List::Feedback, Column::Text | Column::Topic) => query.highlights(shown),
        (List::Contacts, Column::Company) | (List::Companies, Column::Name) => query.highlights_in_company(shown),
        (_, Column::Tags) => query.highlights_in_tags(shown),
        (_, Column::Mail | Column::Phone | Column::Industry | Column::City) if list != List::Feedback => {
            query.highlights_in_words(shown)
        }
        _ => Vec::new(),
    }
}
