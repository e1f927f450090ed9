//! The calendar: a month of the agenda, with whom each day brings. Beside it, or below where it is narrow, stand those of the
//! selected day, on whom the agenda's verbs act.
//!
//! Owns which day is selected and whether the keys go to the days or to the list. Who comes when is `domain::agenda`'s.

mod paint;

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::agenda::{Ahead, Entry, Section, Whom, entry_on};
use crate::domain::id::ContactId;
use crate::domain::record::RecordId;
use crate::say;
use crate::store;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::panes::Half;
use crate::tui::popups::{company, spread};
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::widgets::month::Month;
use crate::tui::widgets::toast::Toast;

/// The screen's state.
pub struct MonthScreen {
    month: Month,
    ahead: Ahead,
    /// Those of the selected day.
    list: Selection<Whom>,
    /// Whether the keys go to the list.
    in_list: bool,
}

impl MonthScreen {
    /// On today.
    pub fn new(ctx: &Ctx) -> Self {
        let mut screen = Self {
            month: Month::new(ctx.today, ctx.settings.week_start),
            ahead: Ahead::default(),
            list: Selection::default(),
            in_list: false,
        };
        screen.look(ctx);
        screen
    }

    fn day(&self) -> NaiveDate {
        self.month.day()
    }

    /// Looks whom the days in sight bring, and lists those of the selected one.
    fn look(&mut self, ctx: &Ctx) {
        let last = *self.month.span().end();
        self.ahead.update(ctx.book, ctx.settings, ctx.today, last);
        let of_day: Vec<Whom> =
            if self.day() == ctx.today { ctx.agenda.all_due().collect() } else { self.ahead.on(self.day(), ctx.book) };
        self.in_list &= !of_day.is_empty();
        self.list.list(of_day, None);
    }

    fn go(&mut self, day: NaiveDate, ctx: &Ctx) {
        if day != self.day() {
            self.month.select(day);
            self.turned(ctx);
        }
    }

    /// Another day is selected.
    fn turned(&mut self, ctx: &Ctx) {
        self.list.marked.clear();
        self.list.restart();
        self.look(ctx);
    }

    /// One of the selected day as it will stand there; of a day to come with the days on which its reasons are due.
    fn entry(&self, whom: Whom, ctx: &Ctx) -> Option<Entry> {
        let entry = entry_on(ctx.book, ctx.settings, ctx.today, self.day(), whom)?;
        Some(if self.day() > ctx.today { Entry { section: Section::Next, ..entry } } else { entry })
    }

    fn spread(&self, ctx: &Ctx) -> Outcome {
        let pile = if self.list.marked.is_empty() { self.list.listed().to_vec() } else { self.list.meant() };
        spread::open(self.day(), &pile, ctx)
    }

    /// An action of the list, while it has the keys.
    fn act_in_list(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        let company = self.list.selected().and_then(Whom::company).filter(|_| self.list.marked.is_empty());
        match action {
            Action::Open => return self.list.selected().map(|whom| Outcome::Go(whom.into())),
            Action::Back if self.list.marked.drop_range() || self.list.marked.clear() => {}
            Action::Back | Action::Left | Action::NextPane | Action::PreviousPane => {
                self.list.marked.end_range();
                self.in_list = false;
            }
            Action::Mark if company.is_some() => _ = self.list.moved(Action::Down),
            Action::Mark => self.list.mark(),
            Action::MarkRange => self.list.mark_range(),
            Action::MarkAll => self.list.mark_all(),
            action if self.list.moved(action) => {}
            action => {
                self.list.marked.end_range();
                return company.and_then(|company| company::act_on_agenda(action, company, ctx));
            }
        }
        self.unmark_companies();
        Some(Outcome::Stay)
    }

    /// Verbs act on marked contacts: a company is never one of them.
    fn unmark_companies(&mut self) {
        self.list.marked.keep(|whom| whom.contact().is_some());
    }
}

impl Screen for MonthScreen {
    fn place(&self) -> Place {
        Place::Month
    }

    fn focused(&self) -> Option<Half> {
        Some(if self.in_list { Half::Second } else { Half::First })
    }

    fn target(&self, ctx: &Ctx) -> Target {
        let meant = if self.in_list { self.list.meant() } else { Vec::new() };
        let contacts = meant.into_iter().filter_map(Whom::contact).collect();
        Target { contacts, item: None, day: (self.day() > ctx.today).then_some(self.day()) }
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        let whom = self.list.selected().filter(|_| self.in_list)?;
        Some(whom.record())
    }

    fn marked(&self) -> usize {
        self.list.marked.len()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::Today => {
                self.in_list = false;
                self.go(ctx.today, ctx);
            }
            Action::Spread => return Some(self.spread(ctx)),
            action if self.in_list => return self.act_in_list(action, ctx),
            Action::Open | Action::NextPane | Action::PreviousPane if self.list.is_empty() => {
                return Some(Outcome::Say(Toast::warning(say!(ctx.text, "month-nobody"))));
            }
            Action::Open | Action::NextPane | Action::PreviousPane => self.in_list = true,
            Action::MarkAll => {
                self.in_list = !self.list.is_empty();
                self.list.mark_all();
                self.unmark_companies();
            }
            Action::Mark | Action::MarkRange => {}
            action => {
                let before = self.day();
                if !self.month.moved(action) {
                    return None;
                }
                if self.day() != before {
                    self.turned(ctx);
                }
            }
        }
        Some(Outcome::Stay)
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        match point {
            Point::Day(day) => {
                self.list.marked.end_range();
                self.in_list = false;
                self.go(day, ctx);
            }
            Point::Pane(pane) => self.in_list = pane == Pane::List && !self.list.is_empty(),
            Point::Row(_, at) => {
                self.in_list = true;
                self.list.go_to(at);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn marks(&self) -> bool {
        self.in_list
    }

    fn refresh(&mut self, about: &[ContactId], ctx: &Ctx) {
        let about: Vec<Whom> = about.iter().copied().map(Whom::from).collect();
        self.list.marked.done(&about);
        self.look(ctx);
    }

    fn others_changed(&mut self, _entries: &[store::Entry], ctx: &Ctx) {
        self.refresh(&[], ctx);
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::new(self.list.listed().iter().copied().filter_map(Whom::contact).collect())
    }

    fn select(&mut self, contact: ContactId) {
        self.list.select(contact.into());
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if !self.list.marked.is_empty() {
            return super::marked_hints(self.list.marked.len(), 0, self.place(), ctx);
        }
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        if self.in_list {
            let days = (ctx.keys.shown(Action::Back), say!(ctx.text, "month-hint-days"));
            return std::iter::once(days).chain(super::table_hints(self.place(), ctx)).collect();
        }
        let list = (ctx.keys.shown(Action::Open), say!(ctx.text, "month-hint-list"));
        let months = format!("{} {}", ctx.keys.shown(Action::PageUp), ctx.keys.shown(Action::PageDown));
        let mut hints = vec![list, of(Action::Today), (months, say!(ctx.text, "month-hint-month"))];
        hints.extend([Action::Spread, Action::Undo, Action::Help].map(of));
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}
