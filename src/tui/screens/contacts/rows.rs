//! A contact in the list: name, company, tier, last touch, what comes next, tags.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::agenda;
use crate::domain::display::safe;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::search::{Query, Sentence};
use crate::say;
use crate::text::days;
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::picker::highlighted;

/// Days ahead in which the next due day is looked for: longer than any usual rhythm.
const AHEAD: u32 = 400;

/// Columns of the last touch, and of what is due next. The last of each column is a blank.
const TOUCHED: usize = 14;
const DUE: usize = 16;

/// Columns of name, company and tags in a list `width` columns wide, of which the last is for the sign that there is more.
fn columns(width: usize) -> (usize, usize, usize) {
    let room = width.saturating_sub(3 + 3 + TOUCHED + DUE + 1);
    // Where it is narrow, names matter more than tags.
    if room < 44 {
        let name = room * 11 / 20;
        return (name, room - name, 0);
    }
    let name = (room * 4 / 10).clamp(12, 30);
    let company = (room * 35 / 100).clamp(10, 28);
    (name, company, room.saturating_sub(name + company))
}

/// What the columns hold.
pub(super) fn heading(width: usize, ctx: &Ctx) -> Line<'static> {
    let (name, company, tags) = columns(width);
    let column = |words: String, columns: usize| cell(&words, columns);
    let words = [
        column(say!(ctx.text, "field-name"), name),
        column(say!(ctx.text, "field-company"), company),
        " ".repeat(3),
        column(say!(ctx.text, "contacts-touched"), TOUCHED),
        column(say!(ctx.text, "contacts-due"), DUE),
        column(say!(ctx.text, "field-tags"), tags),
    ];
    Line::styled(format!("   {}", words.concat()), ctx.theme.style(Role::Dim))
}

/// Columns for what was said in the row of a contact that was found by it.
pub(super) fn room(width: usize) -> usize {
    width.saturating_sub(3 + columns(width).0 + 1)
}

/// The row of a contact that was found by what was said: the name, and the sentence.
pub(super) fn said_line(
    row: &Row,
    selected: bool,
    marked: bool,
    said: &Sentence,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let (mut spans, base) = begin(row, selected, marked, ctx);
    spans.push(Span::styled(cell(&row.name, columns(width).0), base));
    spans.extend(list::said(said, room(width) + 1, base, ctx.theme));
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
    selected: bool,
    marked: bool,
    query: Option<&Query>,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let theme = ctx.theme;
    let (mut spans, base) = begin(row, selected, marked, ctx);
    let (name, company, tags) = columns(width);
    let span = |text: String, role: Role| Span::styled(text, theme.style(role).patch(base));

    let touched = row.last_contact().map_or("–".to_owned(), |day| days::short(ctx.text, day, ctx.today));
    let (due, due_role) = next_due(row, ctx);
    let tier = row.tier.map_or(' ', |tier| tier.letter());
    let tag_words: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();

    let hit = theme.style(Role::Match).patch(base);
    let shown = cell(&row.name, name);
    let hits = query.map(|query| query.highlights(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, base, hit));
    let company_name = match ctx.book.company_name(row) {
        "" => "–",
        name => name,
    };
    let shown = cell(company_name, company);
    let hits = query.map(|query| query.highlights_in_company(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, base, hit));
    spans.push(span(format!("{tier}  "), Role::Text));
    spans.push(span(cell(&touched, TOUCHED), Role::Dim));
    spans.push(span(cell(&due, DUE), due_role));
    let shown = cell(&tag_words.join(" "), tags);
    let hits = query.map(|query| query.highlights_in_tags(&shown)).unwrap_or_default();
    spans.extend(highlighted(&shown, &hits, theme.style(Role::Dim).patch(base), hit));
    spans.push(Span::styled(" ", base));
    Line::from(spans)
}

/// When something is due next: days late, or the day.
fn next_due(row: &Row, ctx: &Ctx) -> (String, Role) {
    let entry = agenda::entry_of(ctx.book, ctx.settings, ctx.today, AHEAD, row.id);
    match entry.as_ref().and_then(|entry| entry.reasons.first()) {
        Some(first) if first.days_late() > 0 => {
            let late = days::late(ctx.text, first.days_late());
            // The colour says that it is late; a word that is cut says nothing.
            let fits = safe(&late).width() < DUE;
            (if fits { late } else { days::count(ctx.text, first.days_late()) }, Role::Late)
        }
        Some(first) => (days::short(ctx.text, first.due, ctx.today), Role::Text),
        None => ("–".to_owned(), Role::Dim),
    }
}
