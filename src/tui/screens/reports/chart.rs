//! The chart of a section: a bar for each row, or a line over times. The selected row is set off; what can't be told has neither bar nor
//! point, but words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::Marker;
use ratatui::text::Line;
use ratatui::widgets::{Axis, Bar, BarChart, BarGroup, Chart as Lines, Dataset, GraphType};

use crate::domain::display::safe;
use crate::domain::report::{Cell, Chart, Label, Section};
use crate::say;
use crate::text::report as words;
use crate::tui::ctx::Ctx;
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::row::Row;

/// A bar is so wide at the most.
const WIDEST: u16 = 9;
/// Columns of a bar beside a name: with fewer there is none.
const LEAST: usize = 5;
const MOST: usize = 40;
/// Of the largest value a bar is so many units high: figures may be fractions.
const UNITS: f64 = 10_000.0;
/// Of the highest score.
const HALF: f64 = 50.0;
/// In the place of a bar or point of which too little is known.
const NONE: &str = "–";

pub(super) fn draw(section: &Section, selected: usize, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    match section.chart {
        Some(Chart::Bars(column)) => bars(section, column, selected, frame, area, ctx),
        Some(Chart::Line(column)) => line(section, column, selected, frame, area, ctx),
        None => {}
    }
}

/// Whether any of what would be drawn can be told.
pub(super) fn has_any(section: &Section) -> bool {
    let Some(chart) = section.chart else { return true };
    (0..section.rows.len()).any(|row| length(section, chart.column(), row).is_some())
}

/// Whether it stands over the table: bars of names stand beside their rows, where there is room for the names.
pub(super) fn is_drawn(section: &Section) -> bool {
    section.chart.is_some() && !is_of_names(section)
}

fn is_of_names(section: &Section) -> bool {
    section.rows.iter().any(|row| matches!(row.label, Label::Customer(_)))
}

/// The bar beside a row of names, in so many columns.
pub(super) fn beside(section: &Section, row: usize, columns: usize) -> Option<String> {
    let column = section.chart.filter(|_| is_of_names(section) && columns >= LEAST)?.column();
    let most = most(section, column);
    let columns = columns.min(MOST) as f64;
    (most > 0.0).then(|| format!(" {}", "█".repeat((drawn(section, column, row) / most * columns).round() as usize)))
}

fn cell(section: &Section, column: usize, row: usize) -> Option<Cell> {
    section.rows.get(row)?.cells.get(column).copied()
}

fn length(section: &Section, column: usize, row: usize) -> Option<f64> {
    cell(section, column, row).and_then(Cell::length)
}

/// How long a bar is: what was given back has none.
fn drawn(section: &Section, column: usize, row: usize) -> f64 {
    length(section, column, row).unwrap_or(0.0).max(0.0)
}

fn most(section: &Section, column: usize) -> f64 {
    (0..section.rows.len()).map(|row| drawn(section, column, row)).fold(0.0, f64::max)
}

/// Bars, over each what it stands for, under each its row's name.
fn bars(section: &Section, column: usize, selected: usize, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let count = section.rows.len();
    let width = (area.width / u16::try_from(count).unwrap_or(u16::MAX).max(1)).saturating_sub(1).clamp(1, WIDEST);
    // Where not all have room, those around the selected one.
    let fit = usize::from((area.width + 1) / (width + 1)).max(1);
    let first = (selected + 1).saturating_sub(fit.div_ceil(2)).min(count.saturating_sub(fit));
    let shown = first..count.min(first + fit);
    let most = most(section, column);
    let value = |row: usize| if most > 0.0 { (drawn(section, column, row) / most * UNITS).round() as u64 } else { 0 };
    let ticks = ticks(section, width.into(), ctx);
    let style = |row: usize| ctx.theme.style(if row == selected { Role::Focus } else { Role::Section });
    let all: Vec<Bar> = shown
        .clone()
        .map(|row| {
            let label = ticks.get(row).cloned().unwrap_or_default();
            Bar::default().value(value(row)).text_value("").label(label).style(style(row))
        })
        .collect();
    // A row over them for what stands over the longest, one under them for the names.
    let place = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let chart = BarChart::default().data(BarGroup::default().bars(&all)).bar_width(width).bar_gap(1).max(UNITS as u64);
    frame.render_widget(chart.label_style(ctx.theme.style(Role::Dim)), place);
    let high = u64::from(place.height.saturating_sub(1));
    let mut x = place.x;
    for row in shown {
        // In eighths of a row, as bars are drawn.
        let rows = (value(row) * high * 8 / UNITS as u64).div_ceil(8);
        let y = (place.y + place.height.saturating_sub(2)).saturating_sub(u16::try_from(rows).unwrap_or(0));
        let (said, role) = over(cell(section, column, row), width.into(), ctx);
        let role = if row == selected { Role::Focus } else { role };
        let free = width.saturating_sub(u16::try_from(safe(&said).width()).unwrap_or(width)) / 2;
        let over = Rect { x: x + free, y, width: width - free, height: 1 };
        frame.render_widget(Row(Line::styled(said, ctx.theme.style(role))), over.intersection(area));
        ctx.spots.row(Rect { x, width, ..area }.intersection(area), Pane::Facts, row);
        x += width + 1;
    }
}

/// What stands over a bar, or in its place where nothing can be told.
fn over(cell: Option<Cell>, room: usize, ctx: &Ctx) -> (String, Role) {
    let Some(cell) = cell else { return (String::new(), Role::Dim) };
    let said = words::cell(ctx.text, cell, ctx.today);
    let fits = safe(&said).width() <= room;
    match cell {
        Cell::TooFew(_) => (if fits { said } else { NONE.to_owned() }, Role::Dim),
        Cell::NotYet => (if fits { said } else { "…".to_owned() }, Role::Dim),
        _ => (if fits { said } else { String::new() }, Role::Text),
    }
}

/// The rows' names under their bars: whole where all of them have room, else as much as tells each from its neighbours.
fn ticks(section: &Section, room: usize, ctx: &Ctx) -> Vec<String> {
    let whole = |label: &Label| safe(&words::label(ctx.text, label, ctx.today)).to_string();
    let all: Vec<String> = section.rows.iter().map(|row| whole(&row.label)).collect();
    if all.iter().all(|name| safe(name).width() <= room) {
        return all;
    }
    let short = |(label, whole): (&Label, &String)| match label {
        Label::Month(_) | Label::Quarter(_) | Label::Week(_) | Label::Tenth(_) => {
            let plain = label.plain();
            let end = plain.rsplit('-').next().unwrap_or_default();
            if end.len() <= room { end.to_owned() } else { String::new() }
        }
        _ => safe(whole).cut(room).to_string(),
    };
    section.rows.iter().map(|row| &row.label).zip(&all).map(short).collect()
}

fn line(section: &Section, column: usize, selected: usize, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let count = section.rows.len();
    let points: Vec<Option<(f64, f64)>> =
        (0..count).map(|row| Some((row as f64, length(section, column, row)?))).collect();
    let is_points = section.rows.iter().any(|row| matches!(row.cells.get(column), Some(Cell::Points(_))));
    let is_share = section.rows.iter().any(|row| matches!(row.cells.get(column), Some(Cell::Share(..))));
    let (least, most) =
        points.iter().flatten().fold((0.0_f64, 0.0_f64), |(low, high), (_, y)| (y.min(low), y.max(high)));
    let (low, high) = match (is_points, is_share) {
        // Of scores, which may be negative, only halves in which any lie.
        (true, _) => ((least / HALF).floor() * HALF, (most / HALF).ceil().max(1.0) * HALF),
        (_, true) => (0.0, 100.0),
        _ => (0.0, if most > 0.0 { most } else { 1.0 }),
    };
    // Broken where there is nothing to draw.
    let pieces: Vec<Vec<(f64, f64)>> =
        points.split(Option::is_none).map(|piece| piece.iter().flatten().copied().collect()).collect();
    let (style, dim) = (ctx.theme.style(Role::Section), ctx.theme.style(Role::Dim));
    let piece = |data| Dataset::default().marker(Marker::Braille).graph_type(GraphType::Line).style(style).data(data);
    let dots = |data| Dataset::default().marker(Marker::Dot).graph_type(GraphType::Scatter).data(data);
    let mut sets: Vec<Dataset> = pieces.iter().filter(|piece| !piece.is_empty()).map(|data| piece(data)).collect();
    let all: Vec<(f64, f64)> = points.iter().flatten().copied().collect();
    sets.push(dots(&all).style(style));
    let few = |row: &usize| matches!(cell(section, column, *row), Some(Cell::TooFew(_)));
    let few: Vec<(f64, f64)> = (0..count).filter(few).map(|row| (row as f64, low)).collect();
    let sign = NONE.chars().next().unwrap_or('-');
    sets.push(dots(&few).marker(Marker::Custom(sign)).style(dim));
    let here: Vec<(f64, f64)> = points.get(selected).copied().flatten().into_iter().collect();
    sets.push(dots(&here).style(ctx.theme.style(Role::Focus)));
    let named =
        |row: usize| section.rows.get(row).map(|row| words::label(ctx.text, &row.label, ctx.today)).unwrap_or_default();
    let value = |y: f64| match is_share {
        true => words::share(ctx.text, y.round() as i64, 100),
        false => format!("{y:.0}"),
    };
    let between = match few.is_empty() {
        true => String::new(),
        false => format!("{NONE} {}", say!(ctx.text, "survey-too-few")),
    };
    let x = Axis::default().style(dim).bounds([0.0, (count.saturating_sub(1)).max(1) as f64]);
    let y = Axis::default().style(dim).bounds([low, high]);
    let chart = Lines::new(sets)
        .x_axis(x.labels([named(0), between, named(count.saturating_sub(1))]))
        .y_axis(y.labels([value(low), value((low + high) / 2.0), value(high)]))
        .legend_position(None);
    frame.render_widget(chart, area);
}
