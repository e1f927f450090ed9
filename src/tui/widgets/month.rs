//! A month as a grid: its weeks as rows, with the days of other months that stand in them. Knows days, and no records: what is
//! said of a day is told by whoever paints it.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::row::Row;
use crate::domain::display::safe;
use crate::say;
use crate::text::days;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::spots::Point;
use crate::tui::theme::Role;

/// Columns of the numbers of the weeks.
const WEEK: u16 = 4;
/// Columns that a day takes at the least: bar, number, sign of today.
const DAY: u16 = 4;
/// Rows above the weeks: the month, and the days of the week.
pub const HEAD: u16 = 2;
/// Columns of a grid in which nothing is said of its days.
pub const NARROWEST: u16 = WEEK + 7 * DAY;

/// The month of a day, which is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    day: NaiveDate,
    /// On which day weeks begin.
    week_start: Weekday,
}

/// What is said of a day.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Whether it is a day off.
    pub off: bool,
    /// Beside its number, as far as there is room.
    pub beside: String,
    /// Under it, a sign or number each, the most important first; what has no room is left out from the end.
    pub below: Vec<(String, Role)>,
    /// In the place of these where a day has one row.
    pub sum: String,
}

impl Month {
    pub fn new(day: NaiveDate, week_start: Weekday) -> Self {
        Self { day, week_start }
    }

    /// The selected day.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    pub fn select(&mut self, day: NaiveDate) {
        self.day = day;
    }

    /// The same day of another year; of a leap year's the last of February. Years go from 1 to 9999.
    pub fn select_year(&mut self, year: i32) {
        let year = year.clamp(1, 9999);
        let same = self.day.with_year(year).or_else(|| self.day.with_day(28)?.with_year(year));
        self.day = same.unwrap_or(self.day);
    }

    fn first(&self) -> NaiveDate {
        self.day.with_day(1).unwrap_or(self.day)
    }

    fn last(&self) -> NaiveDate {
        let next = self.first().checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The first day of each of its weeks.
    fn weeks(&self) -> impl Iterator<Item = NaiveDate> {
        let first = self.first().week(self.week_start).checked_first_day().unwrap_or(self.first());
        let last = self.last();
        std::iter::successors(Some(first), |day| day.checked_add_days(Days::new(7))).take_while(move |day| *day <= last)
    }

    /// How many weeks it has: 4 to 6.
    pub fn rows(&self) -> u16 {
        self.weeks().count() as u16
    }

    /// All days in sight.
    pub fn span(&self) -> RangeInclusive<NaiveDate> {
        let first = self.weeks().next().unwrap_or(self.day);
        let last = self.weeks().last().and_then(|day| day.checked_add_days(Days::new(6)));
        first..=last.unwrap_or(NaiveDate::MAX)
    }

    /// Goes where an action says: by days and weeks, by months (pages; half a page is two weeks), to the ends of the month.
    /// `false` for one that is no move. The calendar's ends are passed nowhere.
    pub fn moved(&mut self, action: Action) -> bool {
        let by = |days: i64| match days {
            0.. => self.day.checked_add_days(Days::new(days.unsigned_abs())),
            _ => self.day.checked_sub_days(Days::new(days.unsigned_abs())),
        };
        let to = match action {
            Action::Right => by(1),
            Action::Left => by(-1),
            Action::Down => by(7),
            Action::Up => by(-7),
            Action::HalfDown => by(14),
            Action::HalfUp => by(-14),
            Action::PageDown => self.day.checked_add_months(Months::new(1)),
            Action::PageUp => self.day.checked_sub_months(Months::new(1)),
            Action::First => Some(self.first()),
            Action::Last => Some(self.last()),
            _ => return false,
        };
        // Years as people write them.
        self.day = to.filter(|day| (1..=9999).contains(&day.year())).unwrap_or(self.day);
        true
    }

    /// Paints it as large as the area is; `said` tells of each day.
    pub fn draw(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx, said: impl Fn(NaiveDate) -> Said) {
        let rows = area.height.saturating_sub(HEAD) / self.rows().max(1);
        let columns = area.width.saturating_sub(WEEK) / 7;
        if rows == 0 || columns < DAY {
            return;
        }
        let month = say!(ctx.text, "month-title", month = self.day.month(), year = self.day.year());
        let style = |role| ctx.theme.style(role);
        frame.render_widget(Line::styled(format!(" {month}"), style(Role::Title)), Rect { height: 1, ..area });
        let line = Rect { y: area.y + 1, height: 1, ..area };
        frame.render_widget(Line::styled(format!(" {}", say!(ctx.text, "month-week")), style(Role::Dim)), line);
        let column = |at: usize| area.x + WEEK + columns * at as u16;
        for (at, day) in self.span().start().iter_days().take(7).enumerate() {
            let place = Rect { x: column(at) + 1, y: line.y, width: columns - 1, height: 1 };
            frame.render_widget(Line::styled(days::weekday(ctx.text, day), style(Role::Dim)), place);
        }
        for (week, first) in self.weeks().enumerate() {
            let y = area.y + HEAD + rows * week as u16;
            let number = self.number(first);
            frame.render_widget(
                Line::styled(format!(" {number:>2}"), style(Role::Dim)),
                Rect { y, height: 1, width: WEEK, ..area },
            );
            for (at, day) in first.iter_days().take(7).enumerate() {
                let place = Rect { x: column(at), y, width: columns, height: rows };
                ctx.spots.point(place, Point::Day(day));
                self.draw_day(day, &said(day), focused, frame, place, ctx);
            }
        }
    }

    /// The number of a week by its Monday, which is that of ISO 8601.
    fn number(&self, first: NaiveDate) -> u32 {
        let monday = first.iter_days().take(7).find(|day| day.weekday() == Weekday::Mon);
        monday.unwrap_or(first).iso_week().week()
    }

    fn draw_day(&self, day: NaiveDate, said: &Said, focused: bool, frame: &mut Frame, place: Rect, ctx: &Ctx) {
        let selected = day == self.day;
        let (bar, base) = match (selected, focused) {
            (true, true) => ("▌", ctx.theme.style(Role::Selected)),
            (true, false) => ("▌", ctx.theme.style(Role::SelectedAside)),
            (false, _) => (" ", ctx.theme.style(Role::Text)),
        };
        let style = |role| ctx.theme.style(role).patch(base);
        // One column stays between a day and the next.
        let room = usize::from(place.width - DAY).saturating_sub(1);
        let is_other = day.month() != self.day.month();
        let role = match () {
            () if day == ctx.today => Role::Title,
            () if said.off || is_other => Role::Dim,
            () => Role::Text,
        };
        let today = if day == ctx.today { "•" } else { " " };
        // Where a row is free for it, it has more room there.
        let free = place.height > 2 || place.height == 2 && said.below.is_empty();
        let beside = match place.height {
            1 if !said.sum.is_empty() => &said.sum,
            _ if free => "",
            _ => &said.beside,
        };
        let beside_role =
            if place.height == 1 { said.below.first().map_or(Role::Dim, |(_, role)| *role) } else { Role::Dim };
        let mut rows = vec![vec![
            Span::styled(bar, base),
            Span::styled(format!("{:>2}{today}", day.day()), style(role)),
            Span::styled(safe(beside).fit(room).to_string(), style(beside_role)),
        ]];
        let columns = usize::from(place.width - 2);
        let name = vec![(safe(&said.beside).cut(columns).to_string(), Role::Dim)];
        let name = std::iter::once(name).filter(|_| free && !said.beside.is_empty());
        let height = usize::from(place.height - 1) - name.clone().count();
        for words in name.chain(self::rows(&said.below, columns, height)) {
            let mut spans = vec![Span::styled(bar, base)];
            let mut left = columns;
            for (at, (words, role)) in words.iter().enumerate() {
                let gap = usize::from(at > 0);
                spans.push(Span::styled(" ".repeat(gap), base));
                left = left.saturating_sub(safe(words).width() + gap);
                spans.push(Span::styled(words.clone(), style(*role)));
            }
            spans.push(Span::styled(" ".repeat(left), base));
            rows.push(spans);
        }
        let empty = || vec![Span::styled(bar, base), Span::styled(" ".repeat(columns), base)];
        rows.resize_with(if selected { place.height.into() } else { rows.len() }, empty);
        for (y, spans) in (place.y..place.bottom()).zip(rows) {
            frame.render_widget(Row(Line::from(spans)), Rect { y, height: 1, width: place.width - 1, ..place });
        }
    }
}

/// Words in so many rows of so many columns; where not all have room, a sign stands for the rest.
fn rows(words: &[(String, Role)], columns: usize, rows: usize) -> Vec<Vec<(String, Role)>> {
    let mut all: Vec<Vec<(String, Role)>> = Vec::new();
    let mut left = 0;
    for (at, (word, role)) in words.iter().enumerate() {
        let width = safe(word).width();
        let is_last = at + 1 == words.len();
        let fits = |left: usize, gap: usize| left >= width + gap;
        if all.is_empty() || !fits(left, 1) {
            if all.len() == rows {
                // There is room for the sign: it was left free.
                all.last_mut().into_iter().for_each(|row| row.push(("…".to_owned(), Role::Dim)));
                break;
            }
            all.push(Vec::new());
            left = columns;
        }
        let row_is_last = all.len() == rows;
        let Some(row) = all.last_mut() else { break };
        let gap = usize::from(!row.is_empty());
        // In the last row there must be room for the sign, unless all comes to stand.
        let rest: usize = words[at..].iter().map(|(word, _)| safe(word).width() + 1).sum::<usize>() - 1 + gap;
        if row_is_last && !is_last && rest > left && left < width + gap + 2 {
            row.push(("…".to_owned(), Role::Dim));
            break;
        }
        left = left.saturating_sub(width + gap);
        row.push((safe(word).cut(columns).to_string(), *role));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_begin_as_it_is_said() {
        let check = |of: &str, start, first: &str, last: &str, rows| {
            let month = Month::new(day(of), start);
            assert_eq!((month.span(), month.rows()), (day(first)..=day(last), rows), "{of} {start}");
        };
        check("2026-11-21", Weekday::Mon, "2026-10-26", "2026-12-06", 6);
        check("2026-11-21", Weekday::Sun, "2026-11-01", "2026-12-05", 5);
        check("2027-02-10", Weekday::Mon, "2027-02-01", "2027-02-28", 4);
        let numbers = |start| {
            let month = Month::new(day("2026-12-31"), start);
            month.weeks().map(|week| month.number(week)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(Weekday::Mon), [49, 50, 51, 52, 53]);
        assert_eq!(numbers(Weekday::Sun), [49, 50, 51, 52, 53]);
    }

    #[test]
    fn moves_go_by_days_weeks_and_months() {
        let check = |from: &str, action, to: &str| {
            let mut month = Month::new(day(from), Weekday::Mon);
            assert!(month.moved(action));
            assert_eq!(month.day(), day(to), "{from} {action:?}");
        };
        check("2026-11-30", Action::Right, "2026-12-01");
        check("2026-11-01", Action::Left, "2026-10-31");
        check("2026-11-30", Action::Down, "2026-12-07");
        check("2026-11-05", Action::Up, "2026-10-29");
        check("2026-01-31", Action::PageDown, "2026-02-28");
        check("2026-03-31", Action::PageUp, "2026-02-28");
        check("2026-11-21", Action::First, "2026-11-01");
        check("2026-11-21", Action::Last, "2026-11-30");
        check("9999-12-31", Action::Right, "9999-12-31");
        check("0001-01-01", Action::PageUp, "0001-01-01");
        assert!(!Month::new(day("2026-11-21"), Weekday::Mon).moved(Action::Log));
    }

    #[test]
    fn what_has_no_room_under_a_day_is_left_out_from_the_end() {
        let check = |words: &str, columns, height, expect: &str| {
            let words: Vec<(String, Role)> = words.split(' ').map(|word| (word.to_owned(), Role::Text)).collect();
            let rows = rows(&words, columns, height);
            let line =
                |row: &Vec<(String, Role)>| row.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
            assert_eq!(rows.iter().map(line).collect::<Vec<_>>().join("/"), expect, "{words:?} in {columns}x{height}");
        };
        check("!1 ›3 ~8", 8, 1, "!1 ›3 ~8");
        check("!1 ›3 ~8", 7, 1, "!1 ›3 …");
        check("!1 ›3 ~8", 7, 2, "!1 ›3/~8");
        check("!1 ›30 ~800 *2", 7, 2, "!1 ›30/~800 *2");
        check("!1 ›30 ~800 *2", 7, 1, "!1 …");
        check("~123456789", 7, 1, "~12345…");
        check("!1", 7, 0, "");
    }
}
