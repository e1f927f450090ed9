//! All feedback by state and age: complaints first, then what is acknowledged, what else is open, and what the customer is
//! still to be told of; closed feedback only when asked for.
//!
//! Owns the views, the selection (it belongs to the feedback, not to the row) and marks. What is read of the closed ones is
//! `closed`'s, how it is painted `layout`'s.

mod closed;
mod layout;
mod rows;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::feedback::{Feedback, Section};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::marks::Marks;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::{delete, feedback, handling};
use crate::tui::target::{Item, Target};
use crate::tui::widgets::list::Scroll;
use closed::Closed;

/// Which feedback is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// With which something is left to be done.
    #[default]
    Open,
    ToBeTold,
    All,
}

const VIEWS: [View; 3] = [View::Open, View::ToBeTold, View::All];

/// The list's state.
#[derive(Default)]
pub struct FeedbackScreen {
    view: View,
    filter: Filter,
    selected: Option<FeedbackId>,
    /// What is listed, in its order, as it was when it was last looked.
    listed: Vec<Feedback>,
    /// How much isn't closed, and how much of it is to be told.
    counts: (usize, usize),
    closed: Closed,
    marked: Marks<FeedbackId>,
    scroll: Scroll,
    /// What of the text and the briefing beside the list is in sight, and how many lines there are.
    pane: Scroll,
    pane_lines: usize,
    /// Whose feedback is to be selected once the book is looked at.
    wanted: Option<ContactId>,
    /// The book changed since it was looked at: a list that nobody sees isn't sorted.
    stale: bool,
}

impl FeedbackScreen {
    /// Looks at the book anew, if it changed. Where closed feedback is listed too, that has to be read before: until then the
    /// list stays as it is.
    fn look(&mut self, ctx: &Ctx) {
        if self.stale && !self.waits_for_closed() {
            self.stale = false;
            self.list(ctx);
        }
    }

    fn waits_for_closed(&self) -> bool {
        self.view == View::All && self.closed.is_stale()
    }

    /// Lists anew. The selection stays with its feedback, else goes to the one in its place.
    fn list(&mut self, ctx: &Ctx) {
        let all: Vec<&Feedback> = ctx.book.all_feedback().collect();
        self.counts = (all.len(), all.iter().filter(|one| one.section() == Section::ToBeTold).count());
        let closed = if self.view == View::All { self.closed.known() } else { &[] };
        // What was opened again since it was read stands in the book.
        let closed = closed.iter().filter(|one| ctx.book.feedback(one.id).is_none());
        let in_view = |one: &&Feedback| self.view != View::ToBeTold || one.section() == Section::ToBeTold;
        let fits = |one: &&Feedback| rows::fits(one, &self.filter, ctx);
        let mut listed: Vec<Feedback> = all.into_iter().chain(closed).filter(in_view).filter(fits).cloned().collect();
        listed.sort_by_cached_key(Feedback::order);
        let at = self.at();
        self.listed = listed;
        self.marked.retain(|id| self.listed.iter().any(|one| one.id == *id));
        let wanted = self.wanted.take();
        let of_wanted = |one: &&Feedback| Some(one.contact) == wanted;
        let stays = self.one();
        let brought = stays.filter(of_wanted).or_else(|| self.listed.iter().find(of_wanted)).or(stays);
        let in_place = self.listed.get(at.min(self.listed.len().saturating_sub(1)));
        self.select_this(brought.or(in_place).map(|one| one.id));
    }

    /// The selected one.
    fn one(&self) -> Option<&Feedback> {
        self.listed.iter().find(|one| Some(one.id) == self.selected)
    }

    fn at(&self) -> usize {
        self.listed.iter().position(|one| Some(one.id) == self.selected).unwrap_or(0)
    }

    /// The marked ones, else the selected one.
    fn meant(&self) -> Vec<Feedback> {
        if self.marked.is_empty() {
            return self.one().cloned().into_iter().collect();
        }
        self.listed.iter().filter(|one| self.marked.contains(&one.id)).cloned().collect()
    }

    fn select_this(&mut self, selected: Option<FeedbackId>) {
        if self.selected != selected {
            self.selected = selected;
            self.pane.offset = 0;
        }
    }

    fn moved(&mut self, action: Action) -> bool {
        let Some(to) = self.scroll.moved(action, self.at(), self.listed.len()) else { return false };
        self.select_this(self.listed.get(to).map(|one| one.id));
        let all: Vec<FeedbackId> = self.listed.iter().map(|one| one.id).collect();
        self.marked.reach(self.selected, &all);
        true
    }

    fn mark(&mut self) {
        if let Some(id) = self.selected {
            self.marked.toggle(id);
        }
        self.moved(Action::Down);
    }

    fn go_to(&mut self, view: View, ctx: &Ctx) {
        self.view = view;
        self.marked.end_range();
        self.stale = true;
        self.look(ctx);
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self, ctx: &Ctx) -> bool {
        if self.marked.drop_range() {
            return true;
        }
        if !self.filter.is_empty() {
            self.filter = Filter::default();
        } else if self.marked.clear() {
        } else if self.view != View::Open {
            self.view = View::Open;
        } else {
            return false;
        }
        self.list(ctx);
        true
    }
}

fn record(one: &Feedback) -> RecordId {
    RecordId::new(RecordKind::Feedback, one.id.0)
}

impl Screen for FeedbackScreen {
    fn place(&self) -> Place {
        Place::Feedback
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        let mut contacts: Vec<ContactId> = Vec::new();
        for one in self.meant() {
            if !contacts.contains(&one.contact) {
                contacts.push(one.contact);
            }
        }
        let item = self.one().filter(|_| self.marked.is_empty()).map(|one| Item::Feedback(one.id));
        Target { contacts, item }
    }

    fn shown(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        Outcome::Stay
    }

    fn marked(&self) -> usize {
        self.marked.len()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        self.closed.try_again();
        let place = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        match action {
            Action::Open => return self.one().map(|one| Outcome::Go(Goto::Entry(one.contact, record(one)))),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.go_to(VIEWS[(place + 1) % VIEWS.len()], ctx),
            Action::PreviousPane => self.go_to(VIEWS[(place + VIEWS.len() - 1) % VIEWS.len()], ctx),
            Action::ScrollDown => self.pane.by(1, self.pane_lines),
            Action::ScrollUp => self.pane.by(-1, self.pane_lines),
            Action::Filter => {
                self.marked.end_range();
                self.filter.begin();
                self.list(ctx);
            }
            Action::Mark => self.mark(),
            Action::MarkRange => self.marked.toggle_range(self.selected),
            Action::Done if !self.listed.is_empty() => {
                self.marked.end_range();
                return Some(handling::open(&self.meant(), ctx));
            }
            Action::Edit => return self.one().map(|one| Outcome::Open(feedback::edit(one, ctx))),
            Action::Delete if !self.listed.is_empty() => {
                self.marked.end_range();
                return Some(delete::feedback(&self.meant(), ctx));
            }
            action if self.moved(action) => {}
            _ => {
                self.marked.end_range();
                return None;
            }
        }
        Some(Outcome::Stay)
    }

    fn is_typing(&self) -> bool {
        self.filter.is_typing()
    }

    fn typed(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.filter.typed(input) {
            Typed::Changed => self.list(ctx),
            Typed::Move(action) => {
                self.moved(action);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, about: &[ContactId], _ctx: &Ctx) {
        if !about.is_empty() {
            // This session's act was done with what was marked.
            let done: Vec<FeedbackId> =
                self.listed.iter().filter(|one| about.contains(&one.contact)).map(|one| one.id).collect();
            self.marked.retain(|id| !done.contains(id));
        }
        self.stale = true;
        self.closed.changed();
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        self.look(ctx);
        if self.view != View::All {
            return None;
        }
        self.closed.wants(self.listed.len().saturating_sub(self.at()))
    }

    fn waits(&self) -> bool {
        self.waits_for_closed()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.closed.answered(answer) && self.view == View::All {
            self.stale = true;
            self.look(ctx);
        }
        Outcome::Stay
    }

    fn select(&mut self, contact: ContactId) {
        self.wanted = Some(contact);
        self.stale = true;
    }

    fn listed(&self) -> Vec<ContactId> {
        let mut contacts: Vec<ContactId> = Vec::new();
        for one in &self.listed {
            if !contacts.contains(&one.contact) {
                contacts.push(one.contact);
            }
        }
        contacts
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return Filter::hints(ctx);
        }
        if !self.marked.is_empty() {
            return super::marked_hints(self.marked.len(), self.place(), ctx);
        }
        let hint = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let mut hints = vec![
            hint(Action::Done),
            hint(Action::Log),
            hint(Action::Open),
            (ctx.keys.shown(Action::NextPane), say!(ctx.text, "contacts-view")),
            hint(Action::Filter),
        ];
        let rest = super::table_hints(self.place(), ctx);
        let rest: Vec<_> = rest.into_iter().filter(|hint| !hints.contains(hint)).collect();
        hints.extend(rest);
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.look(ctx);
        layout::draw(self, frame, area, ctx);
    }
}
