//! The calendar over a form: the day of the focused field is chosen in it.

use chrono::Datelike;
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::adding::Asking;
use super::{Form, Pressed};
use crate::domain::field::read_from;
use crate::domain::when::{self, When};
use crate::say;
use crate::text::days;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::spots::Point;
use crate::tui::widgets::field::Takes;
use crate::tui::widgets::month::{HEAD, Month, NARROWEST, Said};
use crate::tui::widgets::window;

/// Digits of a year.
const YEAR: usize = 4;

/// The calendar that is open.
pub(in crate::tui::widgets) struct Calendar {
    month: Month,
    takes: Takes,
    /// What is typed of a year.
    typed: String,
    /// Of a birthday: the year isn't known.
    yearless: bool,
}

impl Calendar {
    fn by_years(&mut self, by: i32) {
        self.month.select_year(self.month.day().year() + by);
        self.yearless = false;
    }

    /// A key of its own: years are typed, or gone through; a birthday's can be left out. `false` for another.
    fn pressed(&mut self, code: KeyCode) -> bool {
        match code {
            KeyCode::Char('+') => self.by_years(1),
            KeyCode::Char('-') => self.by_years(-1),
            KeyCode::Char(digit) if digit.is_ascii_digit() => {
                self.typed.push(digit);
                if self.typed.len() == YEAR {
                    let year = std::mem::take(&mut self.typed).parse().unwrap_or_default();
                    self.month.select_year(year);
                    self.yearless = false;
                }
                return true;
            }
            KeyCode::Backspace if self.typed.pop().is_some() => return true,
            KeyCode::Backspace if self.takes == Takes::Birthday => self.yearless = true,
            _ => return false,
        }
        self.typed.clear();
        true
    }

    /// The selected day in words, and what is typed of a year.
    fn words(&self, ctx: &Ctx) -> String {
        let (day, text) = (self.month.day(), ctx.text);
        match self.takes {
            _ if !self.typed.is_empty() => format!("{:_<YEAR$}", self.typed),
            Takes::Birthday if self.yearless => days::short(text, day, day),
            Takes::Birthday | Takes::Since => days::dated(text, day),
            Takes::Day(_) => days::with_weekday(text, day, ctx.today),
        }
    }

    /// What its keys do besides moving.
    pub fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let year = ("+ - 1971".to_owned(), say!(ctx.text, "hint-year"));
        let without = (say!(ctx.text, "key-backspace"), say!(ctx.text, "hint-without-year"));
        [year].into_iter().chain(Some(without).filter(|_| self.takes == Takes::Birthday)).collect()
    }
}

impl Form {
    /// Whether the focused field takes a day.
    pub(super) fn takes_day(&self) -> bool {
        self.fields.get(self.focus).is_some_and(|field| field.takes.is_some())
    }

    /// Opens the calendar on the day that stands in the focused field, else on today.
    pub(super) fn ask_day(&mut self, ctx: &Ctx) -> Pressed {
        let Some(field) = self.fields.get(self.focus) else { return Pressed::Here };
        let Some(takes) = field.takes else { return Pressed::Here };
        let birthday = when::read_birthday(field.text(), ctx.today, ctx.settings).ok();
        let day = match takes {
            Takes::Day(_) => self.typed_day(ctx).map(|when| when.day),
            Takes::Birthday => birthday.map(|born| born.in_year(born.year().unwrap_or(ctx.today.year()))),
            Takes::Since => read_from(field.text(), ctx.today, ctx.settings).ok(),
        };
        let yearless = takes == Takes::Birthday && birthday.is_none_or(|born| born.year().is_none());
        let month = Month::new(day.unwrap_or(ctx.today), ctx.settings.week_start);
        self.asking = Some(Asking::Day(Calendar { month, takes, typed: String::new(), yearless }));
        Pressed::Here
    }

    fn typed_day(&self, ctx: &Ctx) -> Option<When> {
        let field = self.fields.get(self.focus)?;
        let Takes::Day(look) = field.takes? else { return None };
        when::read(field.text(), ctx.today, look, ctx.settings).ok()
    }

    /// A key for the calendar; it stays open until a day is taken or it is left.
    pub(super) fn choose_day(&mut self, mut open: Calendar, input: &Input, ctx: &Ctx) {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Day(day)) => {
                open.month.select(*day);
                return self.put_day(&open, ctx);
            }
            Input::Paste(_) | Input::Point(_) => return self.asking = Some(Asking::Day(open)),
        };
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (key.code, ctx.keys.action(*key, Place::Month)) {
            (KeyCode::Esc, _) => return,
            (KeyCode::Enter, _) => return self.put_day(&open, ctx),
            (code, _) if !held && open.pressed(code) => {}
            (_, Some(Action::Today)) => open.month.select(ctx.today),
            (_, Some(action)) => _ = open.month.moved(action),
            (_, None) => {}
        }
        self.asking = Some(Asking::Day(open));
    }

    /// Puts a day into the focused field; a time that stands there stays.
    fn put_day(&mut self, open: &Calendar, ctx: &Ctx) {
        let time = self.typed_day(ctx).and_then(|when| when.time).map(|time| format!(" {}", days::time(time)));
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        let day = open.month.day();
        let words = match open.yearless {
            true => days::short(ctx.text, day, day),
            false => days::typed(ctx.text, day, ctx.settings.month_first),
        };
        field.set(&format!("{words}{}", time.unwrap_or_default()));
        field.error = None;
    }
}

/// Paints the calendar over a form.
pub(super) fn draw(open: &Calendar, caption: &str, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let title = say!(ctx.text, "form-calendar-title", field = caption, day = open.words(ctx));
    let month = &open.month;
    // As high for each month.
    let inner = window::draw(&title, NARROWEST, HEAD + 6, frame, area, ctx);
    let rows = Rect { height: (HEAD + month.rows()).min(inner.height), ..inner };
    let said = |day| Said { off: !ctx.settings.workdays.contains(day), ..Said::default() };
    month.draw(frame, rows, true, ctx, said);
}
