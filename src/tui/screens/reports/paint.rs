//! How reports are painted: the list and the selected one beside each other, or one of them alone where it is narrow.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{ReportsScreen, chart, table};
use crate::domain::display::safe;
use crate::domain::report::{FEW, Section};
use crate::say;
use crate::text::report as words;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, rule, wrap};

/// Columns of the list, where it stands beside the report.
const LIST: u16 = 26;
/// Rows of a chart: fewer show nothing, more show no more.
const CHART: (u16, u16) = (5, 14);

pub(super) fn draw(screen: &mut ReportsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if area.width < NARROW {
        // There is room for one: the one that has the keys.
        let _ = ctx.sharing.alone(screen.panes(), area);
        return match screen.in_report {
            true => draw_report(screen, frame, area, ctx),
            false => draw_list(screen, frame, area, true, ctx),
        };
    }
    let halves = ctx.sharing.beside(screen.panes(), area, LIST);
    if let Some(list) = halves.first {
        draw_list(screen, frame, list, halves.second.is_none(), ctx);
    }
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
    }
    if let Some(report) = halves.second {
        draw_report(screen, frame, report, ctx);
    }
}

/// The reports; alone with what each tells.
fn draw_list(screen: &mut ReportsScreen, frame: &mut Frame, area: Rect, is_alone: bool, ctx: &Ctx) {
    let heading = say!(ctx.text, "screen-reports");
    rule::heading(frame.buffer_mut(), Rect { height: 1, ..area }, &heading, ctx.theme);
    let rows = below(area, 1);
    let listed = u16::try_from(screen.list.listed().len()).unwrap_or(u16::MAX);
    let about = below(rows, listed);
    let rows = if is_alone { Rect { height: rows.height.min(listed), ..rows } } else { rows };
    ctx.spots.pane(rows, Pane::List);
    let (above, under) = screen.list.show(rows.height.into());
    let all = screen.list.listed().iter().enumerate().skip(above);
    for (y, (at, report)) in (rows.y..rows.bottom()).zip(all) {
        let place = Rect { y, height: 1, ..rows };
        ctx.spots.row(place, Pane::List, at);
        let (bar, style) = bar(at == screen.list.at(), !screen.in_report, ctx);
        let said = safe(&words::name(ctx.text, *report)).fit(usize::from(place.width).saturating_sub(1)).to_string();
        frame.render_widget(Row(Line::from(vec![bar, Span::styled(said, style)])), place);
    }
    list::more(above, under, frame, rows, ctx.theme);
    if is_alone {
        draw_about(screen, frame, about, ctx);
    }
}

/// Under the list, where it stands alone: what the selected one tells.
fn draw_about(screen: &ReportsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let area = below(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, 1);
    let title = words::title(ctx.text, screen.report());
    let rest = below(area, draw_words(&title, Role::Text, frame, area, ctx));
    let definition = |section: &Section| (words::definition(ctx.text, section.about), Role::Dim);
    if let Some((said, role)) = screen.section().map(definition).or_else(|| instead(screen, ctx)) {
        draw_words(&said, role, frame, rest, ctx);
    }
}

/// What is said while there is nothing to show.
fn instead(screen: &ReportsScreen, ctx: &Ctx) -> Option<(String, Role)> {
    match &screen.unread {
        Some(why) => Some((why.clone(), Role::Warning)),
        None => ctx.reads_long.then(|| (say!(ctx.text, "popup-reading"), Role::Dim)),
    }
}

/// Words in lines that break between them; how many lines that took.
fn draw_words(said: &str, role: Role, frame: &mut Frame, area: Rect, ctx: &Ctx) -> u16 {
    let said = safe(said);
    let lines = wrap::rows(said.as_str(), area.width.into());
    let mut taken = 0;
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let line = Line::styled(said.as_str()[line].trim_end().to_owned(), ctx.theme.style(role));
        frame.render_widget(Row(line), Rect { y, height: 1, ..area });
        taken += 1;
    }
    taken
}

/// What stands before a row, and how it looks.
pub(super) fn bar(selected: bool, focused: bool, ctx: &Ctx) -> (Span<'static>, Style) {
    let (bar, style) = list::bar(selected, ctx.theme);
    match selected && !focused {
        true => (Span::styled(" ", style), ctx.theme.style(Role::SelectedAside)),
        false => (bar, style),
    }
}

fn draw_report(screen: &mut ReportsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let title = Rect { height: 1, ..area };
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
    ctx.spots.pane(inner, Pane::Facts);
    let Some(section) = screen.section().cloned() else {
        rule::title(frame.buffer_mut(), title, &words::name(ctx.text, screen.report()), screen.in_report, ctx.theme);
        if let Some((said, role)) = instead(screen, ctx) {
            draw_words(&said, role, frame, inner, ctx);
        }
        return;
    };
    let mut rest = inner;
    let several = screen.sections().len() > 1;
    let heading = if several { words::name(ctx.text, screen.report()) } else { called(&section, ctx) };
    rule::title(frame.buffer_mut(), title, &heading, screen.in_report, ctx.theme);
    if several {
        draw_sections(screen, frame, Rect { height: 1, ..rest }, ctx);
        rest = below(rest, 1);
    }
    // Chart and numbers keep two thirds.
    let most = |rest: Rect| Rect { height: rest.height.min((inner.height / 3).max(2)), ..rest };
    let definition = words::definition(ctx.text, section.about);
    rest = below(rest, draw_words(&definition, Role::Dim, frame, most(rest), ctx));
    if let Some(finding) = section.finding {
        rest = below(rest, draw_words(&words::finding(ctx.text, finding), Role::Good, frame, most(rest), ctx));
    }
    if section.rows.is_empty() {
        let nothing = Line::styled(say!(ctx.text, "report-nothing"), ctx.theme.style(Role::Text));
        frame.render_widget(Row(nothing), Rect { height: 1, ..below(rest, 1) }.intersection(inner));
        return;
    }
    let rows = u16::try_from(section.rows.len()).unwrap_or(u16::MAX);
    let least = (rest.height / 3).clamp(CHART.0, CHART.1);
    let chart_rows = rest.height.saturating_sub(rows.saturating_add(3)).clamp(least, CHART.1);
    if !chart::has_any(&section) {
        // Instead of a chart in which nothing is drawn.
        let few = Line::styled(say!(ctx.text, "reports-too-few", few = FEW), ctx.theme.style(Role::Warning));
        frame.render_widget(Row(few), Rect { height: 1, ..below(rest, 1) }.intersection(inner));
        rest = below(rest, 3);
    } else if chart::is_drawn(&section) && rest.height >= CHART.0 + 6 {
        let place = Rect { height: chart_rows, ..below(rest, 1) }.intersection(inner);
        chart::draw(&section, screen.rows.at(), frame, place, ctx);
        rest = below(rest, chart_rows + 1);
    } else if rest.height > rows.saturating_add(1) {
        rest = below(rest, 1);
    }
    table::draw(screen, &section, frame, rest.intersection(inner), ctx);
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// A section's name, with its currency.
fn called(section: &Section, ctx: &Ctx) -> String {
    let name = words::heading(ctx.text, section.about);
    section.currency.map_or(name.clone(), |currency| format!("{name} ({currency})"))
}

/// `[Touches by week]  Touches by kind`: the one in force in brackets, and always in sight.
fn draw_sections(screen: &ReportsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let sections = screen.sections();
    let name = |(at, section): (usize, &Section)| {
        // What is the same in each currency is said once.
        let is_same = at.checked_sub(1).and_then(|at| sections.get(at)).is_some_and(|one| one.about == section.about);
        let name = match section.currency.filter(|_| is_same) {
            Some(currency) => currency.to_string(),
            None => called(section, ctx),
        };
        if at == screen.section { format!("[{name}]") } else { format!(" {name} ") }
    };
    let names: Vec<String> = sections.iter().enumerate().map(name).collect();
    let width = |name: &String| safe(name).width() + 1;
    let room = usize::from(area.width);
    let fits = |first: &usize| names.iter().take(screen.section + 1).skip(*first).map(width).sum::<usize>() < room;
    let first = (0..screen.section).find(fits).unwrap_or(screen.section);
    let mut x = area.x;
    if first > 0 {
        frame.render_widget(Row(Line::styled("‹", ctx.theme.style(Role::Dim))), Rect { width: 1, ..area });
        x += 1;
    }
    for (at, name) in names.iter().enumerate().skip(first) {
        let room = area.right().saturating_sub(x);
        let said = safe(name).cut(room.into()).to_string();
        let width = u16::try_from(safe(&said).width()).unwrap_or(room).min(room);
        let place = Rect { x, width, ..area };
        let role = if at == screen.section { Role::Tab } else { Role::Text };
        frame.render_widget(Row(Line::styled(said, ctx.theme.style(role))), place);
        ctx.spots.point(place, Point::View(at));
        x = place.right() + 1;
    }
}

/// Which key makes it be reckoned again.
pub(super) fn again(ctx: &Ctx) -> String {
    say!(ctx.text, "reports-stopped", key = ctx.keys.shown(Action::Open))
}
