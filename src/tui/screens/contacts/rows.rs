//! A contact in the list, in the columns that it has.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::layout;
use crate::domain::display::safe;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::search::{Query, Sentence};
use crate::domain::view::{self, Column, Look, Value};
use crate::text::columns::{self, head};
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::picker::highlighted;

/// What stands before the columns and behind them: bar, sign, and the sign that there is more.
const AROUND: usize = 4;

/// The columns in a list so wide.
fn columns(look: &Look, width: usize) -> Vec<(Column, usize)> {
    layout::columns(look, width.saturating_sub(AROUND))
}

/// What the columns hold, and by which the list is sorted.
pub(super) fn heading(look: &Look, width: usize, ctx: &Ctx) -> Line<'static> {
    let first = look.first();
    let sign = if first.descending { "▼" } else { "▲" };
    let is_first = |column: Column| !look.sort.is_empty() && column == first.column;
    let head = |(column, width): (Column, usize)| {
        let words = head(ctx.text, column);
        // Half a word in so little room says less than nothing.
        let words = if width < 5 { String::new() } else { words };
        let styled = |words: String, role| Span::styled(words, ctx.theme.style(role));
        match is_first(column) {
            false => vec![styled(cell(&words, width), Role::Dim)],
            true => {
                let words = safe(&words).cut(width.saturating_sub(3)).to_string();
                let words = if words.is_empty() { sign.to_owned() } else { format!("{words} {sign}") };
                vec![styled(cell(&words, width), Role::Key)]
            }
        }
    };
    let before = Span::raw(" ".repeat(AROUND - 1));
    Line::from_iter([before].into_iter().chain(columns(look, width).into_iter().flat_map(head)))
}

/// Columns of the name.
fn name_width(look: &Look, width: usize) -> usize {
    let columns = columns(look, width);
    columns.iter().find(|(column, _)| *column == Column::Name).map_or(0, |(_, width)| *width)
}

/// Columns for what was said in the row of a contact that was found by it.
pub(super) fn room(look: &Look, width: usize) -> usize {
    width.saturating_sub(AROUND + name_width(look, width))
}

/// The row of a contact that was found by what was said: the name, and the sentence.
pub(super) fn said_line(
    row: &Row,
    (selected, marked): (bool, bool),
    said: &Sentence,
    look: &Look,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let (mut spans, base) = begin(row, selected, marked, ctx);
    spans.push(Span::styled(cell(&row.name, name_width(look, width)), base));
    spans.extend(list::said(said, room(look, width) + 1, base, ctx.theme));
    Line::from(spans)
}

/// What stands before the name: the bar of the selection, and a sign; and the style of the row.
fn begin(row: &Row, selected: bool, marked: bool, ctx: &Ctx) -> (Vec<Span<'static>>, Style) {
    let theme = ctx.theme;
    let (bar, base) = list::bar(selected, theme);
    let on = RecordId::new(RecordKind::Contact, row.id.0);
    let (sign, sign_role) = match (marked, ctx.draft_on(on).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) if row.is_shunned(ctx.today) => ("✗", Role::Error),
        (false, false) => (" ", Role::Text),
    };
    (vec![bar, Span::styled(format!("{sign} "), theme.style(sign_role).patch(base))], base)
}

/// One contact's row, `width` columns wide.
pub(super) fn line(
    row: &Row,
    (selected, marked): (bool, bool),
    query: Option<&Query>,
    look: &Look,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let (mut spans, base) = begin(row, selected, marked, ctx);
    let hit = ctx.theme.style(Role::Match).patch(base);
    let facts = ctx.book.facts_of(row.id);
    for (column, width) in columns(look, width) {
        let of_facts = |facts| view::of_facts(column, facts, ctx.book, ctx.settings, ctx.today);
        let value = facts.and_then(of_facts).unwrap_or_else(|| view::of_row(column, row, ctx.book));
        let words = match (&value, column) {
            (Value::Nothing, Column::Tier | Column::Tags | Column::Role | Column::City | Column::Owner) => {
                String::new()
            }
            (Value::Nothing, _) => "–".to_owned(),
            (value, _) => columns::words(ctx.text, value, ctx.today, width.saturating_sub(1)),
        };
        let shown = cell(&words, width);
        let role = match (&value, column) {
            (_, Column::Name | Column::Company | Column::Tier) => Role::Text,
            (Value::Due(_, late) | Value::Days(late), _) if *late > 0 => Role::Late,
            (Value::Due(..), _) => Role::Text,
            _ => Role::Dim,
        };
        let hits = match (query, column) {
            (Some(query), Column::Name) => query.highlights(&shown),
            (Some(query), Column::Company) => query.highlights_in_company(&shown),
            (Some(query), Column::Tags) => query.highlights_in_tags(&shown),
            (Some(query), Column::Mail | Column::Phone) => query.highlights_in_words(&shown),
            _ => Vec::new(),
        };
        spans.extend(highlighted(&shown, &hits, ctx.theme.style(role).patch(base), hit));
    }
    let used: usize = spans.iter().map(|span| safe(&span.content).width()).sum();
    spans.push(Span::styled(" ".repeat(width.saturating_sub(used)), base));
    Line::from(spans)
}
