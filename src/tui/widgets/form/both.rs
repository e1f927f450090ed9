//! How the two texts of a field that was changed on both sides are painted: under it, of a line one below the other, of many
//! lines side by side.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::display::{safe, safe_lines};
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::field::clash::{Clash, Entry, Taken};
use crate::tui::widgets::field::{Content, Field};
use crate::tui::widgets::wrap;

/// Rows of many lines in sight, and the columns for which they are counted.
const ROWS: u16 = 5;
const NARROW: usize = 26;

/// Rows under a field that was changed on both sides.
pub(super) fn height(field: &Field) -> u16 {
    let Some(clash) = &field.clash else { return 0 };
    match &field.content {
        Content::Line(_) | Content::Choice(_) => 2,
        Content::Area(..) => {
            let lines = |text: &str| wrap::rows(text, NARROW).len() as u16;
            1 + lines(&clash.own.text).max(lines(&clash.theirs.text)).clamp(1, ROWS)
        }
    }
}

/// Paints both. A sign stands at the one that is taken.
pub(super) fn draw(field: &Field, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    match (&field.clash, &field.content) {
        (None, _) => {}
        (Some(clash), Content::Area(..)) => side_by_side(clash, frame, area, ctx),
        (Some(clash), Content::Line(_) | Content::Choice(_)) => below(field, clash, frame, area, ctx),
    }
}

/// At which of both nothing was decided, and which of them stands in the field.
fn sign(clash: &Clash, own: bool) -> &'static str {
    match (clash.taken, own) {
        (None, _) => "≠",
        (Some(Taken::Own), true) | (Some(Taken::Theirs), false) | (Some(Taken::Both), _) => "✓",
        _ => " ",
    }
}

fn role(clash: &Clash) -> Role {
    if clash.taken.is_none() { Role::Warning } else { Role::Dim }
}

fn below(field: &Field, clash: &Clash, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let style = |role| ctx.theme.style(role);
    let (own, theirs) = (say!(ctx.text, "form-own"), say!(ctx.text, "form-theirs"));
    let width = safe(&own).width().max(safe(&theirs).width());
    let labels_differ = clash.own.label != clash.theirs.label;
    let text = |entry: &Entry| match field.words(&entry.text) {
        "" => "–".to_owned(),
        text if labels_differ => format!("{text} ({})", names::label(ctx.text, &entry.label)),
        text => text.to_owned(),
    };
    let rows = [(true, own, &clash.own, String::new()), (false, theirs, &clash.theirs, format!(" · {}", clash.by))];
    for (y, (is_own, caption, entry, by)) in (area.y..area.bottom()).zip(rows) {
        let lead = format!("{} {}  ", sign(clash, is_own), safe(&caption).fit(width));
        let by = safe(&by);
        let room = usize::from(area.width).saturating_sub(safe(&lead).width() + by.width());
        let line = Line::from(vec![
            Span::styled(lead, style(role(clash))),
            Span::styled(safe(&text(entry)).cut(room).to_string(), style(Role::Text)),
            Span::styled(by.to_string(), style(Role::Dim)),
        ]);
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

fn side_by_side(clash: &Clash, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let style = |role| ctx.theme.style(role);
    let half = area.width.saturating_sub(3) / 2;
    let theirs = format!("{} · {}", say!(ctx.text, "form-theirs"), clash.by);
    for (is_own, caption, text) in
        [(true, say!(ctx.text, "form-own"), &clash.own.text), (false, theirs, &clash.theirs.text)]
    {
        let x = if is_own { area.x } else { area.x + half + 3 };
        let column = Rect { x, width: half, ..area };
        let caption = safe(&format!("{} {caption}", sign(clash, is_own))).cut(half.into()).to_string();
        let heading = Rect { height: column.height.min(1), ..column };
        frame.render_widget(Line::styled(caption, style(role(clash))), heading);
        let words = safe_lines(text).to_string();
        let words = if words.is_empty() { "–".to_owned() } else { words };
        let rows = wrap::rows(&words, half.into());
        // Where there is no room for all, the end is what was written last.
        let hidden = rows.len().saturating_sub(column.height.saturating_sub(1).into());
        for (place, (y, row)) in (column.y + 1..column.bottom()).zip(rows.into_iter().skip(hidden)).enumerate() {
            let more = if place == 0 && hidden > 0 { "… " } else { "" };
            let line = safe(&format!("{more}{}", words[row].trim_end())).cut(half.into()).to_string();
            frame.render_widget(Line::styled(line, style(Role::Text)), Rect { y, height: 1, ..column });
        }
    }
    for y in area.y..area.bottom() {
        let between = Rect { x: area.x + half + 1, y, width: 1, height: 1 };
        frame.render_widget(Line::styled("│", style(Role::Border)), between);
    }
}
