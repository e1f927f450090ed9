//! The rows of the feedback screen: headings and feedback, and how one is painted.

use ratatui::text::{Line, Span};

use super::Listed;
use crate::domain::display::safe;
use crate::domain::feedback::{Feedback, FeedbackKind, Section};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::{self, EXCERPT};
use crate::domain::search::Query;
use crate::say;
use crate::text::{days, names};
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::picker::highlighted;

pub(super) enum Row<'a> {
    Heading(Section, usize),
    One(&'a Listed),
}

/// Headings with the feedback under them.
pub(super) fn rows(listed: &[Listed]) -> Vec<Row<'_>> {
    let mut rows = Vec::with_capacity(listed.len() + 5);
    for part in listed.chunk_by(|a, b| a.section == b.section) {
        rows.extend(part.first().map(|first| Row::Heading(first.section, part.len())));
        rows.extend(part.iter().map(Row::One));
    }
    rows
}

pub(super) fn heading(section: Section, ctx: &Ctx) -> String {
    match section {
        Section::Complaints => say!(ctx.text, "feedback-complaints"),
        Section::Acknowledged => say!(ctx.text, "feedback-section-acknowledged"),
        Section::Other => say!(ctx.text, "feedback-other"),
        Section::ToBeTold => say!(ctx.text, "feedback-to-be-told"),
        Section::Closed => say!(ctx.text, "feedback-closed"),
    }
}

/// Whether a filter lets it through: by name and company, or by what was said, word for word.
pub(super) fn fits(one: &Feedback, query: &Query, ctx: &Ctx) -> bool {
    if query.is_empty() {
        return true;
    }
    let topic = if one.topic.is_empty() { String::new() } else { format!("#{}", one.topic) };
    let who = format!("{} {}", ctx.name(one.contact), company(one, ctx));
    query.finds(&who, &format!("{topic} {}", one.text))
}

/// The company they were at when it came in.
fn company<'a>(one: &Feedback, ctx: &Ctx<'a>) -> &'a str {
    let now = || ctx.book.contact(one.contact).map_or("", |row| ctx.book.company_name(row));
    one.company.and_then(|id| ctx.book.company(id)).map_or_else(now, |company| &company.name)
}

/// Columns of the age and the kind, of which the last is a blank.
const AGE: usize = 6;
const KIND: usize = 11;
/// Columns of the row from which on the company is shown and the kind is said in a word; in narrower ones what was said
/// needs the room, and the sign says the kind.
const WIDE: usize = 92;

/// One row, `width` columns wide: bar, age, sign, who, company where there is room, kind, text, day. Where it was found by what
/// was said otherwise, that sentence stands in the place of the text.
pub(super) fn line(
    one: &Feedback,
    selected: bool,
    marked: bool,
    filter: &Filter,
    width: usize,
    ctx: &Ctx,
) -> Line<'static> {
    let theme = ctx.theme;
    let (bar, base) = list::bar(selected, theme);
    let on = RecordId::new(RecordKind::Feedback, one.id.0);
    let (sign, sign_role) = match (marked, ctx.draft_on(on).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) => sign(one),
    };
    let (day, day_role) = day(one, ctx);
    let days = safe(&days::late(ctx.text, 99)).width().max(10);
    let is_wide = width >= WIDE;
    let kind_columns = if is_wide { KIND } else { 0 };
    let room = width.saturating_sub(1 + AGE + 3 + kind_columns + days + 2);
    let name = if is_wide { (room * 28 / 100).clamp(14, 24) } else { (room * 32 / 100).clamp(10, 18) };
    let company_columns = if is_wide { (room * 24 / 100).clamp(10, 22) } else { 0 };
    let text_columns = room.saturating_sub(name + company_columns);
    let span = |text: String, role: Role| Span::styled(text, theme.style(role).patch(base));

    let query = (!filter.is_empty()).then(|| filter.query());
    let mut spans = vec![bar];
    spans.push(span(safe(&days::count(ctx.text, one.age(ctx.today))).fit_right(AGE).into(), Role::Dim));
    spans.push(span(format!(" {sign} "), sign_role));
    let mut column = |text: &str, columns: usize| {
        let text = cell(text, columns);
        let hits = query.map(|query| query.highlights(&text)).unwrap_or_default();
        spans.extend(highlighted(&text, &hits, base, theme.style(Role::Match).patch(base)));
    };
    column(ctx.name(one.contact), name);
    let company = match company(one, ctx) {
        "" => "–",
        name => name,
    };
    column(company, company_columns);
    column(&kind(one, ctx), kind_columns);
    let said = if fits(one, filter.query(), ctx) {
        None
    } else {
        filter.sentence(one.contact, text_columns.saturating_sub(1))
    };
    match said {
        Some(said) => spans.extend(list::said(&said, text_columns, base, theme)),
        None => column(&row::excerpt(&one.text, EXCERPT), text_columns),
    }
    spans.push(span(safe(&day).fit_right(days).into(), day_role));
    spans.push(span("  ".into(), Role::Text));
    Line::from(spans)
}

/// `complaint`, `survey 9`.
fn kind(one: &Feedback, ctx: &Ctx) -> String {
    let kind = names::feedback(ctx.text, one.kind);
    one.score.map_or(kind.clone(), |score| format!("{kind} {score}"))
}

fn sign(one: &Feedback) -> (&'static str, Role) {
    match (one.section(), one.kind) {
        (Section::Closed, _) => ("✓", Role::Good),
        (Section::ToBeTold, _) => ("○", Role::Warning),
        (_, FeedbackKind::Complaint) => ("!", Role::Late),
        (_, FeedbackKind::Praise) => ("♥", Role::Good),
        (_, FeedbackKind::Wish) => ("?", Role::Dim),
        _ => ("·", Role::Dim),
    }
}

/// The day that matters: lateness or the promised day of an open one; when it was resolved; when they were told.
fn day(one: &Feedback, ctx: &Ctx) -> (String, Role) {
    let short = |day| days::short(ctx.text, day, ctx.today);
    match one.section() {
        Section::Closed => (one.told.map(short).unwrap_or_default(), Role::Dim),
        Section::ToBeTold => (one.resolved.map(short).unwrap_or_default(), Role::Dim),
        _ => match one.due().or(one.promised) {
            None => ("–".to_owned(), Role::Dim),
            Some(due) if due < ctx.today => (days::late(ctx.text, (ctx.today - due).num_days()), Role::Late),
            Some(due) => (short(due), Role::Text),
        },
    }
}
