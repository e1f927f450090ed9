//! How the log line is painted: the line, under it what was understood or why not, the open follow-ups, and what is to be said.
//! Agenda and briefing stay in sight.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{LogLine, Understood, understood};
use crate::domain::display::{safe, safe_lines};
use crate::domain::log_line::{self, Context};
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::popups::sheet;
use crate::tui::spots::Spot;
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::{rule, wrap};

/// Rows that the line itself takes at the most.
const ROWS: usize = 4;

/// Rows that what was understood takes at the most, and one part of it; the open follow-ups; and what else is said.
const READING: usize = 5;
const PART: usize = 2;
const OPEN: usize = 4;
const NOTE: usize = 7;

pub(super) fn draw(log: &mut LogLine, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    // Beside or above the briefing, which stays in sight while one types.
    let is_wide = area.width >= NARROW;
    let width = if is_wide { area.width * 57 / 100 } else { area.width };
    let inner = usize::from(width).saturating_sub(2);
    let lead = log.kind_before(ctx);
    let lead_width = safe(&lead).width();
    let columns = inner.saturating_sub(lead_width + 1).max(1);
    let rows = log.line.height(columns as u16).clamp(1, ROWS);
    let below = log.below(inner, is_wide, ctx);
    let rules = if is_wide { 1 } else { 2 };
    let height = ((rows + below.len() + rules) as u16).min(area.height);
    // The last line is the toasts'.
    let y = if is_wide { (area.bottom() - 1).saturating_sub(height).max(area.y) } else { area.y };
    let area = Rect { y, width, height, ..area };
    Clear.render(area, frame.buffer_mut());
    ctx.spots.put(area, Spot::Still);
    edge(frame.buffer_mut(), area);

    let line = |y| Rect { y, height: 1, ..area };
    rule::title(frame.buffer_mut(), line(area.y), &log.title(ctx), true, ctx.theme);
    let end = if is_wide { area.bottom() } else { area.bottom() - 1 };
    if !is_wide {
        rule::title(frame.buffer_mut(), line(end), "", true, ctx.theme);
    }
    let first = Rect { x: area.x + 1, y: area.y + 1, width: inner as u16, height: 1 };
    frame.render_widget(Span::styled(lead, ctx.theme.style(Role::Dim)), first);
    let field = Rect { x: first.x + lead_width as u16, width: columns as u16, height: rows as u16, ..first };
    let (style, dim) = (ctx.theme.style(Role::Field), ctx.theme.style(Role::Placeholder));
    let cursor = log.line.draw(field, frame.buffer_mut(), style, dim);
    frame.set_cursor_position(cursor);
    log.line.note(field, 0, ctx.spots);
    let (above, below_it) = log.line.more(rows);
    let marks = [(above, field.y, "↑"), (below_it, field.bottom() - 1, "↓")];
    for (_, y, mark) in marks.into_iter().filter(|(there, ..)| *there) {
        let at = Rect { x: field.right(), y, width: 1, height: 1 };
        frame.render_widget(Span::styled(mark, ctx.theme.style(Role::Dim)), at);
    }
    for (y, line) in (field.bottom()..end).zip(below) {
        frame.render_widget(line, Rect { y, ..first });
    }
}

impl LogLine {
    /// What stands under the line: what was understood or why not, the open follow-ups, and what is to be said.
    fn below(&self, width: usize, is_wide: bool, ctx: &Ctx) -> Vec<Line<'static>> {
        let read = self.read(ctx);
        let mut lines = Vec::new();
        let rows = |words: &str, role, most| in_rows(words, ctx.theme.style(role), width, most);
        match &read {
            Ok(Understood { plan, .. }) => {
                let parts = understood::parts(plan, ctx);
                lines.extend(parts.iter().flat_map(|(words, role)| rows(words, *role, PART)));
                let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
                if let Some(word) = log_line::unknown_head(self.line.text(), &context) {
                    lines.extend(rows(&say!(ctx.text, "log-unknown-head", word = word), Role::Warning, PART));
                }
                cap(&mut lines, READING, ctx);
            }
            Err(_) if self.line.text().trim().is_empty() => {
                lines.extend(rows(&say!(ctx.text, "log-example"), Role::Dim, PART));
                // Where it is narrow, the agenda needs the room; the help has all of it.
                let subjects = if is_wide { usize::MAX } else { 1 };
                for (_, words) in understood::guide(ctx.text).into_iter().take(subjects) {
                    lines.extend(rows(&words, Role::Dim, PART));
                }
            }
            // The same words aren't said twice.
            Err(why) if self.remarks.under.as_ref().is_none_or(|(_, note)| note != why) => {
                lines.extend(rows(why, Role::Warning, NOTE));
            }
            Err(_) => {}
        }
        let does = read.as_ref().map(|understood| understood.plan.does.as_slice()).unwrap_or_default();
        let open = understood::open_follow_ups(&self.on, does, ctx);
        let mut open = open.iter().flat_map(|(words, role)| rows(words, *role, 1)).collect();
        cap(&mut open, OPEN, ctx);
        lines.append(&mut open);
        // Beside the title there is no room for it.
        if !self.remarks.saved_by.is_empty() {
            lines.extend(rows(&self.remarks.saved_by, Role::Dim, PART));
        }
        if let Some((role, words)) = &self.remarks.under {
            lines.extend(rows(words, *role, NOTE));
        }
        lines
    }

    /// The kind that is meant where the line says none; it stands before the line.
    fn kind_before(&self, ctx: &Ctx) -> String {
        let text = self.line.text();
        let context = Context { today: ctx.today, now: ctx.now.time(), settings: ctx.settings };
        // Behind the head something may not be understood yet: the kind is said all the same.
        let before = text.find(">>").map_or(text, |at| &text[..at]);
        let said = [text, before].into_iter().find_map(|text| log_line::read(text, &context).ok());
        let first = text.split([' ', ':']).next().unwrap_or_default();
        let is_said = said.map_or(text.contains(':') && log_line::kind_from_word(first).is_some(), |r| r.kind_said);
        if is_said {
            return String::new();
        }
        format!("{}: ", names::kind(ctx.text, ctx.settings.log_kind))
    }

    fn title(&self, ctx: &Ctx) -> String {
        let whom = sheet::names(&self.on, ctx);
        match self.on[..] {
            [id] => {
                let company = ctx.book.contact(id).map(|row| ctx.book.company_name(row)).unwrap_or_default();
                let parts: Vec<&str> = [whom.as_str(), company].into_iter().filter(|part| !part.is_empty()).collect();
                say!(ctx.text, "log-title", who = parts.join(" · "))
            }
            _ => {
                let count = match sheet::unseen(&self.on, ctx) {
                    0 => self.on.len().to_string(),
                    unseen => say!(ctx.text, "log-count-unseen", count = self.on.len(), unseen = unseen),
                };
                say!(ctx.text, "log-title-many", who = whom, count = count)
            }
        }
    }
}

/// `words` broken into rows of `width` columns, `most` at the most: the last then says that there is more.
fn in_rows(words: &str, style: Style, width: usize, most: usize) -> Vec<Line<'static>> {
    let words = safe_lines(words);
    let words = words.as_str();
    let rows = wrap::rows(words, width);
    let is_last = |number: usize| number + 1 == most && rows.len() > most;
    let shown = rows.iter().enumerate().take(most).map(|(number, row)| {
        let row = if is_last(number) {
            safe(&words[row.start..]).cut(width).to_string()
        } else {
            words[row.clone()].to_owned()
        };
        Line::styled(row, style)
    });
    shown.collect()
}

/// No more than `most` lines: the last then says that there is more.
fn cap(lines: &mut Vec<Line<'static>>, most: usize, ctx: &Ctx) {
    if lines.len() > most {
        lines.truncate(most - 1);
        lines.push(Line::styled("…", ctx.theme.style(Role::Dim)));
    }
}

/// The border of panes that stands beside the line joins its rule, not the headings that are under it.
fn edge(buffer: &mut Buffer, area: Rect) {
    if area.right() >= buffer.area.right() {
        return;
    }
    for y in area.y..area.bottom() {
        let cell = &mut buffer[(area.right(), y)];
        if matches!(cell.symbol(), "│" | "┤") {
            cell.set_symbol(if y == area.y { "┤" } else { "│" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_for_kinds_are_read() {
        for lang in [crate::text::Lang::En, crate::text::Lang::De] {
            let text = crate::text::Text::new(lang);
            for kind in crate::domain::interaction::Kind::ALL {
                assert_eq!(log_line::kind_from_word(&names::kind(&text, kind)), Some(kind), "{kind:?}");
            }
        }
    }
}
