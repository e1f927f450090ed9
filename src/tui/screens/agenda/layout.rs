//! Where list and briefing stand: beside each other, or one over the other where it is narrow.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::rows::{self, Columns, Row, Rows, Standing};
use super::{AgendaScreen, Selected};
use crate::domain::agenda::{Entry, Whom};
use crate::domain::display::safe;
use crate::say;
use crate::tui::action::Action;
use crate::tui::briefing::company::{self, Around};
use crate::tui::ctx::Ctx;
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::{row, rule};

pub(super) fn draw(screen: &mut AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width * 57 / 100),
        false => ctx.sharing.stacked(screen.panes(), area, (area.height - 1) * 12 / 21),
    };
    let headings = halves.first.map(|list| draw_list(screen, frame, list, ctx)).unwrap_or_default();
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &headings, ctx.theme);
    }
    let Some(beside) = halves.second else { return };
    beside_list(screen, beside, ctx);
    if ctx.leaves(frame, beside) {
        return;
    }
    draw_title(screen, frame, Rect { height: 1, ..beside }, ctx);
    let inner = Rect { x: beside.x + 1, y: beside.y + 1, width: beside.width - 2, height: beside.height - 1 };
    draw_briefing(screen, frame, inner, ctx);
}

/// The pane of the briefing: the wheel scrolls it, unless it has the keys.
fn beside_list(screen: &AgendaScreen, area: Rect, ctx: &Ctx) {
    ctx.spots.pane(area, Pane::Facts);
    if !screen.briefing_focused {
        ctx.spots.wheel(area, Wheel::Scrolls);
    }
}

/// Paints the list with its last line, and says in which lines headings stand.
fn draw_list(screen: &mut AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Vec<u16> {
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let area = Rect { height: area.height - 1, ..area };
    let lines = screen.lines.clone();
    let rows = Rows::of(&lines);
    ctx.spots.pane(area, Pane::List);
    ctx.spots.pane(last, Pane::List);
    if rows.is_empty() {
        draw_empty(screen, frame, area, ctx);
    }
    let selected = screen.whom();
    // The first line is always the heading of what stands below it, so the list itself begins with the second row.
    let height = usize::from(area.height) - 1;
    let at = match screen.selected {
        Some(Selected::On(_)) => rows.of_line(screen.at),
        Some(Selected::WithoutRhythm) | None => rows.len(),
    };
    let whom = |at: usize| match rows.row(at + 1) {
        Some(Row::Line(line)) => Some(line.whom),
        Some(Row::Heading(..)) | None => None,
    };
    let count = rows.len().saturating_sub(1);
    screen.anchor.hold(&mut screen.scroll, count, whom);
    screen.scroll.show(at.saturating_sub(1), count, height);
    screen.anchor.take(&screen.scroll, count, selected, whom);
    let from = screen.scroll.offset;

    let mut headings = Vec::new();
    let in_sight = (from + 1..).map_while(|at| rows.row(at)).take(height);
    let in_sight = in_sight.map(|row| match row {
        Row::Line(line) => (row, Some(ctx.agenda.entry(line, ctx.book))),
        Row::Heading(..) => (row, None),
    });
    let in_sight: Vec<(Row, Option<Entry>)> = in_sight.collect();
    let columns = Columns::of(in_sight.iter().filter_map(|(_, entry)| entry.as_ref()), area.width.into(), ctx);
    let heading = rows.heading(from).map(|heading| (heading, None));
    for (y, (row, entry)) in (area.y..).zip(heading.into_iter().chain(in_sight)) {
        let line = Rect { y, height: 1, ..area };
        match row {
            // Its rows stand further down.
            Row::Heading(..) if y + 1 == area.bottom() => {}
            Row::Heading(section, count) => {
                let words = format!("{} {}", rows::heading(section, ctx), ctx.text.count(count));
                rule::heading(frame.buffer_mut(), line, &words, ctx.theme);
                headings.push(y);
            }
            Row::Line(of) => {
                let standing = Standing {
                    selected: Some(of.whom) == selected,
                    marked: of.whom.contact().is_some_and(|contact| screen.marked.contains(&contact)),
                    focused: !screen.briefing_focused,
                    for_what_was_said: of
                        .whom
                        .contact()
                        .is_some_and(|contact| screen.for_what_was_said.contains(&contact)),
                };
                if let Some(place) = rows.line_of(from + usize::from(y - area.y)) {
                    ctx.spots.row(line, Pane::List, place);
                }
                if let Some(entry) = entry {
                    let painted = rows::line(&entry, standing, &screen.filter, columns, ctx);
                    frame.render_widget(row::Row(painted), line);
                }
            }
        }
    }
    draw_last(screen, frame, last, ctx);
    headings
}

/// The last line: the filter, else how many have no rhythm.
fn draw_last(screen: &AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if screen.filter.is_typing() || !screen.filter.is_empty() {
        return screen.filter.draw(frame, area, ctx);
    }
    if ctx.agenda.without_rhythm == 0 {
        return;
    }
    ctx.spots.row(area, Pane::List, screen.lines.len());
    let words = say!(ctx.text, "agenda-without-rhythm", count = ctx.agenda.without_rhythm);
    let (bar, role) = match screen.selected {
        Some(Selected::WithoutRhythm) => ("▌", Role::Selected),
        _ => (" ", Role::Dim),
    };
    let style = ctx.theme.style(role);
    let words = safe(&words).fit(usize::from(area.width).saturating_sub(1)).to_string();
    frame.render_widget(Line::from(vec![Span::styled(bar, style), Span::styled(words, style)]), area);
}

fn draw_empty(screen: &AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let words = if screen.filter.is_empty() {
        let key = |action| ctx.keys.shown(action);
        let nobody = ctx.book.contacts().len() == 0;
        if nobody && ctx.read_only {
            say!(ctx.text, "contacts-empty-read-only")
        } else if ctx.read_only {
            say!(ctx.text, "agenda-empty-read-only", contacts = key(Action::GoContacts))
        } else if nobody {
            say!(ctx.text, "contacts-empty", add = key(Action::Add), import = key(Action::Import))
        } else {
            say!(ctx.text, "agenda-empty", contacts = key(Action::GoContacts), add = key(Action::Add))
        }
    } else {
        screen.filter.nothing(ctx)
    };
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), inner);
}

fn draw_title(screen: &AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let name = screen.whom().map(|whom| whom.name(ctx.book)).unwrap_or_default();
    rule::title(frame.buffer_mut(), area, name, screen.briefing_focused, ctx.theme);
}

fn draw_briefing(screen: &mut AgendaScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    match screen.whom() {
        Some(Whom::Contact(id)) => screen.briefing.draw(frame, area, id, screen.briefing_focused, ctx),
        Some(Whom::Company(id)) => {
            let around = screen.around.get_or_insert_with(|| Around::of(id, ctx));
            screen.of_company.draw(&company::briefing(around, ctx), false, frame, area, ctx);
        }
        None if screen.selected == Some(Selected::WithoutRhythm) => {
            let key = ctx.keys.shown(Action::Open);
            let words = match ctx.read_only {
                true => say!(ctx.text, "agenda-without-rhythm-what-read-only", key = key),
                false => say!(ctx.text, "agenda-without-rhythm-what", key = key),
            };
            frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), area);
        }
        None => {}
    }
}
