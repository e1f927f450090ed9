//! The calendar over a form: the day of the focused field is chosen in it.

use chrono::NaiveDate;
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::adding::Asking;
use super::{Form, Pressed};
use crate::domain::when::{self, When};
use crate::say;
use crate::text::days;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::spots::Point;
use crate::tui::widgets::month::{HEAD, Month, NARROWEST, Said};
use crate::tui::widgets::window;

impl Form {
    /// Whether the focused field takes a day.
    pub(super) fn takes_day(&self) -> bool {
        self.fields.get(self.focus).is_some_and(|field| field.look.is_some())
    }

    /// Opens the calendar on the day that stands in the focused field, else on today.
    pub(super) fn ask_day(&mut self, ctx: &Ctx) -> Pressed {
        let day = self.typed_day(ctx).map_or(ctx.today, |when| when.day);
        self.asking = Some(Asking::Day(Month::new(day, ctx.settings.week_start)));
        Pressed::Here
    }

    fn typed_day(&self, ctx: &Ctx) -> Option<When> {
        let field = self.fields.get(self.focus)?;
        when::read(field.text(), ctx.today, field.look?, ctx.settings).ok()
    }

    /// A key for the calendar; it stays open until a day is taken or it is left.
    pub(super) fn choose_day(&mut self, mut month: Month, input: &Input, ctx: &Ctx) {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Day(day)) => return self.put_day(*day, ctx),
            Input::Paste(_) | Input::Point(_) => return self.asking = Some(Asking::Day(month)),
        };
        match (key.code, ctx.keys.action(*key, Place::Month)) {
            (KeyCode::Esc, _) => return,
            (KeyCode::Enter, _) => return self.put_day(month.day(), ctx),
            (_, Some(Action::Today)) => month.select(ctx.today),
            (_, Some(action)) => _ = month.moved(action),
            (_, None) => {}
        }
        self.asking = Some(Asking::Day(month));
    }

    /// Puts a day into the focused field; a time that stands there stays.
    fn put_day(&mut self, day: NaiveDate, ctx: &Ctx) {
        let time = self.typed_day(ctx).and_then(|when| when.time).map(|time| format!(" {}", days::time(time)));
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        field.set(&format!("{}{}", days::typed(ctx.text, day, ctx.settings.month_first), time.unwrap_or_default()));
        field.error = None;
    }
}

/// Paints the calendar over a form.
pub(super) fn draw(month: &Month, caption: &str, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let title = say!(
        ctx.text,
        "form-calendar-title",
        field = caption,
        day = days::with_weekday(ctx.text, month.day(), ctx.today)
    );
    // As high for each month.
    let inner = window::draw(&title, NARROWEST, HEAD + 6, frame, area, ctx);
    let rows = Rect { height: (HEAD + month.rows()).min(inner.height), ..inner };
    let said = |day| Said { off: !ctx.settings.workdays.contains(day), ..Said::default() };
    month.draw(frame, rows, true, ctx, said);
}
