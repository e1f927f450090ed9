//! How the calendar is painted: the month with what each day brings, and those of the selected day.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Wrap};

use super::MonthScreen;
use crate::domain::agenda::{Cause, Counts, Entry};
use crate::say;
use crate::text::{days, holidays};
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::screens::Screen as _;
use crate::tui::screens::agenda::rows::{self, Columns, Standing};
use crate::tui::spots::{Pane, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::month::{HEAD, Said};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, rule};

/// Rows that the list has at the least where it stands below the month.
const LIST: u16 = 7;

pub(super) fn draw(screen: &mut MonthScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let weeks = screen.month.rows();
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width / 2),
        false => {
            let rows = (area.height.saturating_sub(HEAD + 1 + LIST) / weeks).clamp(1, 2);
            ctx.sharing.fixed(screen.panes(), area, HEAD + rows * weeks)
        }
    };
    let MonthScreen { ahead, in_list, .. } = &*screen;
    if let Some(month) = halves.first {
        ctx.spots.wheel(month, Wheel::Turns);
        screen.month.draw(frame, month, !in_list, ctx, |day| said(day, &ahead.counts(day), ctx));
    }
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &[], ctx.theme);
    }
    if let Some(list) = halves.second {
        rule::title(
            frame.buffer_mut(),
            Rect { height: 1.min(list.height), ..list },
            &heading(screen, ctx),
            *in_list,
            ctx.theme,
        );
        let below = Rect { y: (list.y + 1).min(list.bottom()), height: list.height.saturating_sub(1), ..list };
        draw_list(screen, frame, below, ctx);
    }
}

/// What is said of a day: whether it is off and why, and how many come for what.
fn said(day: NaiveDate, counts: &Counts, ctx: &Ctx) -> Said {
    let below = counts
        .each()
        .map(|(cause, count)| (format!("{}{}", sign(cause), ctx.text.count(count)), role(cause)))
        .collect();
    let sum = if counts.total() > 0 { ctx.text.count(counts.total()) } else { String::new() };
    Said { off: !ctx.settings.workdays.contains(day), beside: off(day, ctx).unwrap_or_default(), below, sum }
}

/// What makes it a day off beside the days of the week.
fn off(day: NaiveDate, ctx: &Ctx) -> Option<String> {
    let workdays = &ctx.settings.workdays;
    let feast = workdays.holidays().and_then(|holidays| holidays.on(day));
    let is_own = || workdays.days_off().iter().any(|own| own.contains(day));
    feast.map(|feast| holidays::feast(ctx.text, feast)).or_else(|| is_own().then(|| say!(ctx.text, "month-off")))
}

fn sign(cause: Cause) -> &'static str {
    match cause {
        Cause::Complaint => "!",
        Cause::FollowUp => "›",
        Cause::Retry => "○",
        Cause::Birthday => "*",
        Cause::Cadence => "~",
    }
}

/// The more pressing, the stronger; the sign says it without colour.
fn role(cause: Cause) -> Role {
    match cause {
        Cause::Complaint => Role::Late,
        Cause::FollowUp => Role::Section,
        Cause::Retry => Role::Text,
        Cause::Birthday => Role::Good,
        Cause::Cadence => Role::Dim,
    }
}

/// `Tue 24 Nov · ! 1 complaint · ~ 8 by rhythm`: so the signs are explained where they are met.
fn heading(screen: &MonthScreen, ctx: &Ctx) -> String {
    let day = screen.day();
    let counts = screen.ahead.counts(day);
    let of = |(cause, count): (Cause, usize)| {
        let words = match cause {
            Cause::Complaint => say!(ctx.text, "count-complaints", count = count),
            Cause::FollowUp => say!(ctx.text, "count-follow-ups", count = count),
            Cause::Retry => say!(ctx.text, "count-retries", count = count),
            Cause::Birthday => say!(ctx.text, "count-birthdays", count = count),
            Cause::Cadence => say!(ctx.text, "count-cadences", count = count),
        };
        format!("{} {words}", sign(cause))
    };
    let weekend = || matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let plain = || (!ctx.settings.workdays.contains(day) && !weekend()).then(|| say!(ctx.text, "month-off"));
    let all = std::iter::once(days::with_weekday(ctx.text, day, ctx.today));
    let all = all.chain(off(day, ctx).or_else(plain)).chain(counts.each().map(of));
    all.collect::<Vec<_>>().join(" · ")
}

fn draw_list(screen: &mut MonthScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if screen.list.is_empty() {
        let words =
            if screen.day() < ctx.today { say!(ctx.text, "month-past") } else { say!(ctx.text, "month-nobody") };
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let words = Line::styled(words, ctx.theme.style(Role::Dim));
        return frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), inner);
    }
    let (above, under) = screen.list.show(area.height.into());
    let in_sight = screen.list.listed().iter().copied().enumerate().skip(above).take(area.height.into());
    let in_sight: Vec<(usize, Entry)> =
        in_sight.filter_map(|(at, whom)| Some((at, screen.entry(whom, ctx)?))).collect();
    let columns = Columns::of(in_sight.iter().map(|(_, entry)| entry), area.width.into(), ctx);
    ctx.spots.pane(area, Pane::List);
    for (y, (at, entry)) in (area.y..).zip(&in_sight) {
        ctx.spots.row(Rect { y, height: 1, ..area }, Pane::List, *at);
        let standing = Standing {
            selected: *at == screen.list.at(),
            marked: screen.list.marked.contains(&entry.whom),
            focused: screen.in_list,
            for_what_was_said: false,
        };
        let line = rows::line(entry, standing, &Filter::default(), columns, ctx);
        frame.render_widget(Row(line), Rect { y, height: 1, ..area });
    }
    list::more(above, under, frame, area, ctx.theme);
}
