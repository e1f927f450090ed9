//! How a form is painted: labels, what is typed, what is understood beside it, what is wrong under it, and suggestions.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Form, both, height};
use crate::domain::display::safe;
use crate::tui::ctx::Ctx;
use crate::tui::spots::{Point, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::field::{Content, Field, Reading};
use crate::tui::widgets::list;

/// Columns between label and field.
const GAP: u16 = 2;

/// Suggestions in sight.
const OFFERED: usize = 6;

/// Paints the form and puts the cursor where it types.
pub(super) fn draw(form: &Form, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    ctx.spots.wheel(area, Wheel::Fields);
    let captions = form.in_sight().map(|(_, field)| safe(&field.caption(ctx)).width());
    let label_width = (captions.max().unwrap_or(0) as u16).min(area.width / 3);
    let rows = rows(form);
    let top = scroll(form, &rows, area.height);
    for Row { y, field, heading } in &rows {
        let whole = if field.is_some() { row_height(form, *field) } else { 1 };
        // Of many lines those that fit are painted; else what is half out of sight isn't.
        let height = if is_cut(form, *field) { whole.min((top + area.height).saturating_sub(*y)) } else { whole };
        if *y < top || height == 0 || y + height > top + area.height {
            continue;
        }
        let row = Rect { y: area.y + y - top, height, ..area };
        if let Some(heading) = heading {
            draw_heading(heading, frame, row, ctx);
        }
        if let Some((place, field)) = field.and_then(|place| Some((place, form.fields.get(place)?))) {
            draw_field((place, field), place == form.focus, label_width, frame, row, ctx);
        }
    }
    // In the border, where there is one: the fields take all columns.
    let edge = Rect { width: (area.width + 2).min(frame.area().right().saturating_sub(area.x)), ..area };
    list::more(top.into(), form.height().saturating_sub(top + area.height).into(), frame, edge, ctx.theme);
    let focused = rows.iter().find(|row| row.field == Some(form.focus));
    if let Some((row, field)) = focused.zip(form.fields.get(form.focus)) {
        let below = area.y + (row.y + height(field)).saturating_sub(top);
        let x = area.x + label_width + GAP;
        let beneath = Rect::new(x, below, area.right().saturating_sub(x), frame.area().bottom().saturating_sub(below));
        draw_offered(field, frame, beneath, ctx);
    }
}

/// A row of the form, counted from its top: a heading, or the first of a field's.
struct Row<'a> {
    y: u16,
    /// The place of the field.
    field: Option<usize>,
    heading: Option<&'a str>,
}

fn rows(form: &Form) -> Vec<Row<'_>> {
    let (mut rows, mut y) = (Vec::new(), 0);
    for ((place, field), heading) in form.headed() {
        if heading.is_some() {
            rows.push(Row { y, field: None, heading });
            y += 1;
        }
        rows.push(Row { y, field: Some(place), heading: None });
        y += height(field);
    }
    rows
}

/// Whether the field can be painted without its last rows.
fn is_cut(form: &Form, place: Option<usize>) -> bool {
    let field = place.and_then(|place| form.fields.get(place));
    field.is_some_and(|field| {
        matches!(field.content, Content::Area(..)) && field.error.is_none() && field.clash.is_none()
    })
}

fn row_height(form: &Form, place: Option<usize>) -> u16 {
    place.and_then(|place| form.fields.get(place)).map_or(1, height)
}

/// The first row in sight, such that the focused field is, and the heading right above it.
fn scroll(form: &Form, rows: &[Row], height: u16) -> u16 {
    let at = rows.iter().position(|row| row.field == Some(form.focus)).unwrap_or(0);
    let own = row_height(form, rows.get(at).and_then(|row| row.field));
    let y = rows.get(at).map_or(0, |row| row.y);
    let begins = if at.checked_sub(1).is_some_and(|above| rows[above].heading.is_some()) { y - 1 } else { y };
    let top = form.top.get().clamp((y + own).saturating_sub(height).min(begins), begins);
    let top = top.min(form.height().saturating_sub(height));
    form.top.set(top);
    top
}

/// `── Reach ────`
fn draw_heading(heading: &str, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let words = safe(heading);
    let rest = "─".repeat(usize::from(area.width).saturating_sub(words.width() + 1));
    let line = Line::from(vec![
        Span::styled(format!("{words} "), ctx.theme.style(Role::Section)),
        Span::styled(rest, ctx.theme.style(Role::Border)),
    ]);
    frame.render_widget(line, area);
}

fn draw_field(
    (number, field): (usize, &Field),
    focused: bool,
    label_width: u16,
    frame: &mut Frame,
    area: Rect,
    ctx: &Ctx,
) {
    ctx.spots.point(area, Point::Text(number, usize::MAX));
    let style = |role| ctx.theme.style(role);
    let caption = field.caption(ctx);
    let label = safe(&caption).cut(label_width.into());
    let role = if focused { Role::Title } else { Role::Dim };
    frame.render_widget(Line::styled(label.as_str(), style(role)), Rect { width: label_width.min(area.width), ..area });

    let x = area.x + label_width + GAP;
    let below = u16::from(field.error.is_some()) + both::height(field);
    let place = Rect::new(x, area.y, area.right().saturating_sub(x), area.height.saturating_sub(below));
    if let Some(error) = &field.error {
        let under = Rect { y: place.bottom(), height: 1, ..place };
        let words = safe(error).cut(usize::from(under.width.saturating_sub(2)));
        frame.render_widget(Line::styled(format!("✗ {words}"), style(Role::Error)), under);
    }
    let under = place.bottom() + u16::from(field.error.is_some());
    both::draw(field, frame, Rect { y: under, height: both::height(field), ..place }, ctx);
    let typing = match &field.content {
        Content::Line(line) => {
            let place = draw_reading(field, frame, place, ctx);
            let line = if focused { line.clone() } else { line.from_its_start() };
            let at = line.draw(place, frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
            line.note(place, number, ctx.spots);
            Some(at)
        }
        Content::Area(area, _) => {
            let at = area.draw(place, frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
            area.note(place, number, ctx.spots);
            Some(at)
        }
        Content::Choice(_) => {
            draw_choice((number, field), focused, frame, place, ctx);
            None
        }
    };
    match typing {
        Some(at) if focused => frame.set_cursor_position(at),
        None if focused => frame.set_cursor_position(Position::new(place.x, place.y)),
        _ => {}
    }
}

/// Says at the right what is understood, and gives the place that is left.
fn draw_reading(field: &Field, frame: &mut Frame, place: Rect, ctx: &Ctx) -> Rect {
    let (words, role) = match field.reading(ctx) {
        _ if field.error.is_some() => return place,
        Reading::Nothing => return place,
        Reading::Means(words) => (format!("→ {words}"), Role::Good),
        Reading::Odd(words) => (format!("! {words}"), Role::Warning),
        // While it is typed it is merely not finished; when it is to be saved it is said under the field.
        Reading::Wrong(words) => (format!("… {words}"), Role::Dim),
    };
    let typed = safe(field.text()).width() as u16;
    let wide = safe(&words).width() as u16;
    // Right behind what is typed where there is room, so that the eye needn't wander. What is typed goes before what is said of it.
    let least = (typed + 1).min(place.width / 3 * 2).max(place.width / 3);
    let left = place.width.saturating_sub(wide + 1).min((typed + 3).max(18)).max(least);
    let beside = Rect { x: place.x + left + 1, width: place.width.saturating_sub(left + 1), ..place };
    let words = safe(&words).cut(beside.width.into());
    frame.render_widget(Line::styled(words.as_str(), ctx.theme.style(role)), beside);
    Rect { width: left, ..place }
}

/// All options where there is room for them, else the chosen one between arrows.
fn draw_choice((number, field): (usize, &Field), focused: bool, frame: &mut Frame, place: Rect, ctx: &Ctx) {
    let Content::Choice(choice) = &field.content else { return };
    let all: usize = choice.options().map(|(words, _)| safe(words).width() + 2).sum();
    let all_fit = all <= usize::from(place.width);
    let chosen_style = ctx.theme.style(if focused { Role::Selected } else { Role::SelectedAside });
    let mut spans = Vec::new();
    let (mut x, count) = (place.x, choice.options().count());
    for (option, (words, chosen)) in choice.options().enumerate() {
        let words = safe(words);
        let wide = words.width() as u16 + 2;
        if all_fit {
            ctx.spots.point(Rect { x, width: wide, ..place }, Point::Choice(number, option));
            x += wide;
        } else if chosen {
            // The arrows before and behind it.
            let (before, behind) = ((option + count - 1) % count, (option + 1) % count);
            ctx.spots.point(Rect { width: 2, ..place }, Point::Choice(number, before));
            ctx.spots.point(Rect { x: place.x + wide, width: 2, ..place }, Point::Choice(number, behind));
        }
        match chosen {
            true if all_fit => spans.push(Span::styled(format!("[{words}]"), chosen_style)),
            true => spans.push(Span::styled(format!("‹ {words} ›"), chosen_style)),
            false if all_fit => {
                spans.push(Span::styled(format!(" {words} "), ctx.theme.style(Role::Dim)));
            }
            false => continue,
        }
    }
    frame.render_widget(Line::from(spans), place);
}

/// The suggestions under the focused field, over whatever stands there.
fn draw_offered(field: &Field, frame: &mut Frame, beneath: Rect, ctx: &Ctx) {
    let offered = &field.offered;
    if offered.list.is_empty() || beneath.height == 0 {
        return;
    }
    let rows = offered.list.len().min(OFFERED).min(beneath.height.into());
    let first = offered.at.map_or(0, |at| (at + 1).saturating_sub(rows));
    let wide = offered.list.iter().map(|words| safe(words).width()).max().unwrap_or(0) + 2;
    let place = Rect { width: beneath.width.min(wide.max(20) as u16), height: rows as u16, ..beneath };
    frame.render_widget(ratatui::widgets::Clear, place);
    for (row, (at, words)) in offered.list.iter().enumerate().skip(first).take(rows).enumerate() {
        let words = safe(words).fit(usize::from(place.width.saturating_sub(2)));
        let (sign, role) = if offered.at == Some(at) { ("▌", Role::Selected) } else { ("│", Role::Dim) };
        let line = Line::styled(format!("{sign}{words} "), ctx.theme.style(role));
        let row = Rect { y: place.y + row as u16, height: 1, ..place };
        ctx.spots.point(row, Point::Offer(at));
        ctx.spots.list(row);
        frame.render_widget(line, row);
    }
}
