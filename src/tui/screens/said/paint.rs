//! How the search is painted: what is typed, the hits in a line each, and under them the selected one's whole text.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::SaidScreen;
use crate::domain::display::safe;
use crate::domain::said::Said;
use crate::say;
use crate::text::{days, names};
use crate::tui::ctx::Ctx;
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::picker::highlighted;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, rule, wrap};

/// Columns of day and kind, each with a blank behind.
const DAY: usize = 13;
const KIND: usize = 12;

pub(super) fn draw(screen: &mut SaidScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let line = |y| Rect { y, height: 1, ..area };
    rule::heading(frame.buffer_mut(), line(area.y), &heading(screen, ctx), ctx.theme);
    draw_field(screen, frame, line(area.y + 1), ctx);

    let below = Rect { y: area.y + 2, height: area.height - 2, ..area };
    let text_rows = (below.height / 4).clamp(3, 8);
    let rows = Rect { height: below.height - text_rows - 1, ..below };
    if screen.seeking.hits().is_empty() {
        return draw_empty(screen, frame, below, ctx);
    }
    ctx.spots.pane(rows, Pane::List);
    let hits = screen.seeking.hits();
    let stands = |at: usize| hits.get(at).map(|said: &Said| said.place);
    screen.anchor.hold(&mut screen.scroll, hits.len(), stands);
    screen.scroll.show(screen.at, hits.len(), rows.height.into());
    screen.anchor.take(&screen.scroll, hits.len(), stands(screen.at), stands);
    let from = screen.scroll.offset;
    for (y, (place, said)) in (rows.y..rows.bottom()).zip(hits.iter().enumerate().skip(from)) {
        ctx.spots.row(Rect { y, height: 1, ..rows }, Pane::List, place);
        let hit = row(said, place == screen.at, screen, rows.width.into(), ctx);
        frame.render_widget(Row(hit), Rect { y, height: 1, ..rows });
    }
    list::more(from, hits.len().saturating_sub(from + usize::from(rows.height)), frame, rows, ctx.theme);
    if let Some(said) = screen.selected() {
        let title = Rect { y: rows.bottom(), height: 1, ..below };
        let text = Rect { y: title.bottom(), x: below.x + 1, width: below.width - 2, height: text_rows };
        rule::title(frame.buffer_mut(), title, &who(said, ctx), false, ctx.theme);
        draw_text(screen, said, frame, text, ctx);
    }
}

fn heading(screen: &SaidScreen, ctx: &Ctx) -> String {
    let count = screen.seeking.hits().len();
    let more = if screen.seeking.has_more() { "+" } else { "" };
    if count == 0 {
        say!(ctx.text, "said-title")
    } else if screen.seeking.goes_on() {
        say!(ctx.text, "said-count-so-far", count = count.to_string())
    } else {
        say!(ctx.text, "said-count", count = format!("{count}{more}"))
    }
}

fn draw_field(screen: &SaidScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    frame.render_widget(Span::styled(" /", ctx.theme.style(Role::Key)), Rect { width: 2, ..area });
    let place = Rect { x: area.x + 2, width: area.width - 3, ..area };
    let field = screen.field.clone().placeholder(say!(ctx.text, "said-placeholder"));
    let (style, dim) = (ctx.theme.style(Role::Field), ctx.theme.style(Role::Placeholder));
    let cursor = field.draw(place, frame.buffer_mut(), style, dim);
    frame.set_cursor_position(cursor);
    field.note(place, 0, ctx.spots);
}

/// What is said where there are no hits.
fn draw_empty(screen: &SaidScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let (words, role) = match screen.seeking.unread() {
        Some(why) => (why.to_owned(), Role::Warning),
        None if screen.field.text().trim().is_empty() => (say!(ctx.text, "said-how"), Role::Dim),
        None if screen.seeking.is_reading() && ctx.reads_long => (say!(ctx.text, "popup-reading"), Role::Dim),
        None if screen.seeking.is_reading() => return,
        None if screen.seeking.goes_on() => (say!(ctx.text, "said-goes-on"), Role::Dim),
        None => (say!(ctx.text, "said-nothing"), Role::Dim),
    };
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    let words = Line::styled(safe(&words).to_string(), ctx.theme.style(role));
    frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), inner);
}

/// A hit in a line: day, whom it is about, what it is, the sentence.
fn row(said: &Said, selected: bool, screen: &SaidScreen, width: usize, ctx: &Ctx) -> Line<'static> {
    let theme = ctx.theme;
    let (bar, base) = list::bar(selected, theme);
    let name = (width / 4).clamp(14, 26);
    let cell = |words: &str, columns: usize, role: Role| {
        Span::styled(format!("{} ", safe(words).fit(columns - 1)), theme.style(role).patch(base))
    };
    let day = said.day.map_or("–".to_owned(), |day| days::short(ctx.text, day, ctx.today));
    let mut spans = vec![
        bar,
        cell(&day, DAY, Role::Dim),
        cell(&who(said, ctx), name, Role::Text),
        cell(&names::said(ctx.text, said, screen.seeking.found_by()), KIND, Role::Dim),
    ];
    // The last column is for the sign that there is more.
    let room = width.saturating_sub(1 + DAY + name + KIND + 1);
    let sentence = screen.seeking.found_by().sentence(&said.text, room);
    spans.extend(highlighted(&sentence.text, &sentence.hits, base, theme.style(Role::Match).patch(base)));
    let free = width.saturating_sub(1 + DAY + name + KIND + safe(&sentence.text).width());
    spans.push(Span::styled(" ".repeat(free), base));
    Line::from(spans)
}

/// Whom a text is about: the first by name, and how many more; a company where the notes are its own.
fn who(said: &Said, ctx: &Ctx) -> String {
    if let Some(company) = said.company.and_then(|id| ctx.book.company(id)) {
        return company.name.clone();
    }
    let first = super::whose(said, ctx).map_or("–", |id| ctx.name(id));
    match said.contacts.len() {
        0 | 1 => first.to_owned(),
        several => format!("{first} +{}", several - 1),
    }
}

/// The selected hit's text: all of it where there is room, else around the first hit.
fn draw_text(screen: &SaidScreen, said: &Said, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    // Rows break before words, so not every column of every row is filled.
    let room = usize::from(area.width) * usize::from(area.height) * 9 / 10;
    let text = screen.seeking.found_by().sentence(&said.text, room);
    let rows = wrap::rows(&text.text, area.width.into());
    let (plain, hit) = (ctx.theme.style(Role::Text), ctx.theme.style(Role::Match));
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let inside = text.hits.iter().filter(|hit| hit.start < row.end && hit.end > row.start);
        let hits: Vec<_> =
            inside.map(|hit| hit.start.max(row.start) - row.start..hit.end.min(row.end) - row.start).collect();
        let line = Line::from(highlighted(&text.text[row], &hits, plain, hit));
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}
