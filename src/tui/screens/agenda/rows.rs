//! The agenda's rows: headings and contacts, and how one is painted.

use ratatui::text::{Line, Span};

use crate::domain;
use crate::domain::agenda::{DAYS_AHEAD, Entry, Reason, Section};
use crate::domain::book::Book;
use crate::domain::display::safe;
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Newest;
use crate::say;
use crate::text::{days, names, reason};
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::theme::Role;
use crate::tui::widgets::list;

pub(super) enum Row<'a> {
    Heading(Section, usize),
    Entry(&'a Entry),
}

/// The entries in their order, as far as the filter lets them through.
pub(super) fn entries<'a>(ctx: &Ctx<'a>, filter: &Filter) -> impl Iterator<Item = &'a Entry> {
    let agenda = ctx.agenda;
    let all = [&agenda.now, &agenda.rhythm, &agenda.next, &agenda.touched].into_iter().flatten();
    let (book, said) = (ctx.book, filter.said_with());
    all.filter(move |entry| filter.is_empty() || fits(entry.contact, filter, book) || said.contains(&entry.contact))
}

/// Whether a contact fits the filter by what they are, not by what was said.
pub(super) fn fits(contact: ContactId, filter: &Filter, book: &Book) -> bool {
    let text = book.contact(contact).map(|row| format!("{} {}", row.name, book.company_name(row)));
    text.is_some_and(|text| filter.fits(&text))
}

/// Headings with the entries under them.
pub(super) fn rows<'a>(ctx: &Ctx<'a>, filter: &Filter) -> Vec<Row<'a>> {
    let entries: Vec<&Entry> = entries(ctx, filter).collect();
    let mut rows = Vec::with_capacity(entries.len() + 4);
    for section in [Section::Now, Section::Rhythm, Section::Next, Section::Touched] {
        let count = entries.iter().filter(|entry| entry.section == section).count();
        if count > 0 {
            rows.push(Row::Heading(section, count));
            rows.extend(entries.iter().filter(|entry| entry.section == section).map(|entry| Row::Entry(entry)));
        }
    }
    rows
}

pub(super) fn heading(section: Section, ctx: &Ctx) -> String {
    match section {
        Section::Now => say!(ctx.text, "section-now"),
        Section::Rhythm => say!(ctx.text, "section-rhythm"),
        Section::Next => say!(ctx.text, "section-next", days = DAYS_AHEAD),
        Section::Touched => say!(ctx.text, "section-touched"),
    }
}

/// How a row stands in the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub selected: bool,
    pub marked: bool,
    /// Whether the list has the focus.
    pub focused: bool,
}

/// Columns of bar, lateness and sign before the name.
const BEFORE_NAME: usize = WHEN + 4;

/// Columns of the days late, or of the day to come.
const WHEN: usize = 6;

/// One contact's row, `width` columns wide: bar, days late, sign, name, company, reason.
/// Where it was found by what was said, the sentence stands in the place of company and reason.
pub(super) fn line<'a>(entry: &Entry, standing: Standing, filter: &Filter, width: usize, ctx: &Ctx<'a>) -> Line<'a> {
    let theme = ctx.theme;
    let Some(row) = ctx.book.contact(entry.contact) else { return Line::default() };
    let (bar, base) = match (standing.selected, standing.focused) {
        (true, true) => ("▌", theme.style(Role::Selected)),
        (true, false) => ("▌", theme.style(Role::SelectedAside)),
        (false, _) => (" ", theme.style(Role::Text)),
    };
    let on = RecordId::new(RecordKind::Contact, entry.contact.0);
    let (sign, sign_role) = match (standing.marked, ctx.draft_on(on).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) if row.is_shunned(ctx.today) => ("✗", Role::Error),
        (false, false) => today(row, ctx),
    };
    let (when, when_role) = lateness(entry, ctx);
    // Two columns between the three texts, one behind them.
    let room = width.saturating_sub(BEFORE_NAME + 5);
    let name = (room * 35 / 100).clamp(12, 26);
    let company = (room * 26 / 100).clamp(10, 26);
    let rest = room.saturating_sub(name + company);
    let company_name = match ctx.book.company_name(row) {
        "" => "–",
        name => name,
    };
    let span = |text: String, role: Role| Span::styled(text, theme.style(role).patch(base));
    let said = if filter.is_empty() || fits(entry.contact, filter, ctx.book) {
        None
    } else {
        filter.sentence(entry.contact, company + 2 + rest)
    };
    let mut spans = vec![
        Span::styled(bar, base),
        span(safe(&when).fit_right(WHEN).into(), when_role),
        span(format!(" {sign} "), sign_role),
        span(safe(&row.name).fit(name).into(), Role::Text),
        span("  ".into(), Role::Text),
    ];
    match said {
        Some(said) => {
            spans.extend(list::said(&said, company + 2 + rest, base, theme));
        }
        None => {
            spans.push(span(safe(company_name).fit(company).into(), Role::Text));
            spans.push(span("  ".into(), Role::Text));
            spans.push(span(safe(&why(entry, ctx)).fit(rest).into(), Role::Text));
        }
    }
    spans.push(span(" ".into(), Role::Text));
    Line::from(spans)
}

/// What was done today: touched, or tried.
fn today(row: &domain::row::Row, ctx: &Ctx) -> (&'static str, Role) {
    let is_today = |newest: &Newest| newest.first().is_some_and(|glance| glance.day() == ctx.today);
    if is_today(&row.touches) {
        ("✓", Role::Good)
    } else if is_today(&row.tries) {
        ("○", Role::Dim)
    } else {
        (" ", Role::Text)
    }
}

/// What stands in the first column: days late, `–` where nothing is late, the day when it comes, or the time of today's touch.
fn lateness(entry: &Entry, ctx: &Ctx) -> (String, Role) {
    let first = entry.reasons.first();
    match (entry.section, first) {
        (Section::Touched, _) | (_, None) => {
            let touch = ctx.book.contact(entry.contact).and_then(|row| row.last_touch());
            (touch.and_then(|touch| touch.time()).map_or(String::new(), days::time), Role::Good)
        }
        (Section::Next, Some(reason)) => (days::near(ctx.text, reason.due), Role::Dim),
        (_, Some(reason)) if reason.days_late() > 0 => (days::count(ctx.text, reason.days_late()), Role::Late),
        (_, Some(_)) => ("–".to_owned(), Role::Dim),
    }
}

fn why(entry: &Entry, ctx: &Ctx) -> String {
    // What shows before a day off names its own day.
    let words = |reason: &Reason| match entry.section {
        Section::Now if reason.due > ctx.today => reason::long(ctx.text, reason, ctx.today),
        _ => reason::short(ctx.text, reason),
    };
    match entry.reasons.split_first() {
        Some((first, [])) => words(first),
        Some((first, more)) => format!("{} +{}", words(first), more.len()),
        None => {
            let touch = ctx.book.contact(entry.contact).and_then(|row| row.last_touch());
            touch.map(|touch| format!("{}  {}", names::kind(ctx.text, touch.kind), touch.text)).unwrap_or_default()
        }
    }
}
