//! All contacts: by name or as they are sorted, narrowed by the filter, to those without a rhythm or by a view that is kept; archived
//! ones only when asked for.
//!
//! Owns the views, the order, the selection (it belongs to the contact, not to the row) and marks. Which view is taken is `views`', what
//! is told of views `listing`'s, how it is painted `paint`'s.

mod order;
mod paint;
mod views;

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Narrowed, Screen};
use crate::domain::book::{Changed, Facts, Stamp};
use crate::domain::day::Day;
use crate::domain::id::{ById, ContactId, IdSet};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::judged::State;
use crate::tui::listing::viewing::{self, Viewing};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::views::Taken;

/// Contacts that the filter finds at the most: nobody goes through more.
const FOUND: usize = 2_000;

/// So many changed contacts are put in their places one by one; with more it is quicker to list all anew.
const FEW: usize = 50;

/// Which of the contacts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    #[default]
    All,
    WithoutRhythm,
    Archived,
    /// One that is kept.
    Kept,
}

/// Those that are always there. One that is kept stands before them, while it is in force.
const VIEWS: [View; 3] = [View::All, View::WithoutRhythm, View::Archived];

impl View {
    fn holds(self, facts: &Facts, ctx: &Ctx) -> bool {
        match self {
            Self::All | Self::Kept => !facts.archived,
            Self::WithoutRhythm => facts.is_without_rhythm(ctx.settings, Day::from(ctx.today)),
            Self::Archived => facts.archived,
        }
    }
}

/// The list's state.
#[derive(Default)]
pub struct ContactsScreen {
    view: View,
    filter: Filter,
    list: Selection,
    /// Each view whole, as it was listed since the book changed, in the order of `View`.
    whole: [Option<Rc<Vec<ContactId>>>; 4],
    viewing: Viewing,
    order: order::Order,
    /// How many of them are listed for what they are; those behind for what was said with them.
    by_name: usize,
    /// How many each view holds, in the order of `VIEWS`.
    counts: [usize; 3],
    /// The book, and the day, for which that is so.
    looked: Option<(Stamp, NaiveDate)>,
    /// Whom this session's last act was about: a contact that it brought is selected.
    about: Vec<ContactId>,
    /// Who is to be selected once the book is looked at.
    wanted: Option<ContactId>,
    /// Who was listed before the filter was typed on.
    before: Rc<Vec<ContactId>>,
    /// Another filter was typed since it was listed: keys that come together are looked for together.
    retyped: bool,
    /// The book changed since it was looked at: a list that nobody sees isn't kept up.
    stale: bool,
}

impl ContactsScreen {
    /// Those whom nothing brings onto the agenda.
    pub fn without_rhythm() -> Self {
        Self { view: View::WithoutRhythm, stale: true, ..Self::default() }
    }

    /// Looks at the book, if it changed: at those who did, where they are few, else at all.
    fn look(&mut self, ctx: &Ctx) {
        let retyped = std::mem::take(&mut self.retyped);
        if !std::mem::take(&mut self.stale) {
            if retyped {
                self.list_anew(ctx);
            }
            return;
        }
        self.whole = Default::default();
        let looked = self.looked.replace((ctx.book.stamp(), ctx.today)).filter(|(_, day)| *day == ctx.today);
        if looked.is_none() {
            self.order.ask_anew();
        }
        let changed = looked.as_ref().and_then(|(stamp, _)| ctx.book.changed_since(stamp));
        match changed.filter(|changed| changed.len() <= FEW) {
            Some(changed) => self.follow(changed, ctx),
            None => {
                self.order.ask_anew();
                self.counts = [0; 3];
                ctx.book.facts().for_each(|facts| self.count(Some(facts), 1, ctx));
                self.list_anew(ctx);
            }
        }
    }

    /// Counts one who came to the views that hold them, or who went from them.
    fn count(&mut self, facts: Option<&Facts>, by: isize, ctx: &Ctx) {
        for (count, view) in self.counts.iter_mut().zip(VIEWS) {
            if facts.is_some_and(|facts| view.holds(facts, ctx)) {
                *count = count.saturating_add_signed(by);
            }
        }
    }

    /// Takes over who changed. The selection stays as it does when all are listed anew.
    fn follow(&mut self, changed: &[Changed], ctx: &Ctx) {
        let mut before: ById<ContactId, Option<Facts>> = ById::default();
        for (id, facts) in changed {
            before.entry(*id).or_insert(*facts);
        }
        for (id, facts) in &before {
            self.count(facts.as_ref(), -1, ctx);
            self.count(ctx.book.facts_of(*id), 1, ctx);
        }
        self.order.follow(before.keys().copied(), &self.viewing.look.sort, ctx);
        if !self.filter.is_empty() || self.view == View::Kept {
            return self.list_anew(ctx);
        }
        self.keep_marks(ctx);
        let view = self.view;
        let fits = |id: &ContactId| ctx.book.facts_of(*id).is_some_and(|facts| view.holds(facts, ctx));
        let (about, wanted) = (std::mem::take(&mut self.about), self.wanted.take().filter(fits));
        let was_in = |id: &ContactId| before.get(id).is_none_or(|was| was.is_some_and(|was| view.holds(&was, ctx)));
        let brought = about.into_iter().find(|id| !self.list.is_empty() && fits(id) && !was_in(id));
        self.list.change(wanted.or(brought), |listed| {
            for id in before.keys() {
                order::put(*id, listed, fits(id), &self.viewing.look.sort, ctx);
            }
        });
        self.by_name = self.list.listed().len();
    }

    /// Who is there stays marked, whatever hides them; the archived and the others are apart.
    fn keep_marks(&mut self, ctx: &Ctx) {
        let archived = self.view == View::Archived;
        self.list.marked.keep(|id| ctx.book.facts_of(*id).is_some_and(|facts| facts.archived == archived));
    }

    /// Lists anew. The selection stays with its contact, else goes to one that this session's act brought, else to the one
    /// in its place.
    fn list_anew(&mut self, ctx: &Ctx) {
        self.keep_marks(ctx);
        let listed = if self.filter.lets_all_through() {
            self.all(ctx)
        } else {
            let (by_name, found) = (self.by_name, self.found(ctx));
            // What was listed before stays until it is known who fits.
            if self.filter.is_typing() && ctx.state(self.filter.query()) == State::Open {
                self.by_name = by_name;
                Rc::clone(&self.before)
            } else {
                Rc::new(found)
            }
        };
        let about = std::mem::take(&mut self.about);
        let brought = self.list.brought(&about, &listed);
        let wanted = self.wanted.take().filter(|id| listed.contains(id));
        self.list.list(listed, wanted.or(brought));
    }

    /// All that the view holds, in its order.
    fn all(&mut self, ctx: &Ctx) -> Rc<Vec<ContactId>> {
        let view = self.view;
        let all = match &self.whole[view as usize] {
            Some(all) => Rc::clone(all),
            None => {
                let holds = |facts: &Facts| view.holds(facts, ctx);
                let fitting = self.fitting(ctx);
                let fits = |id: &ContactId| fitting.as_ref().is_none_or(|fitting| fitting.contains(id));
                let all = Rc::new(self.order.all(ctx, holds).filter(fits).collect::<Vec<_>>());
                Rc::clone(self.whole[view as usize].insert(all))
            }
        };
        self.by_name = all.len();
        all
    }

    /// What the filter lets through.
    fn found(&mut self, ctx: &Ctx) -> Vec<ContactId> {
        let view = self.view;
        let of_view = self.fitting(ctx);
        let fits = |id: &ContactId| {
            ctx.book.facts_of(*id).is_some_and(|facts| view.holds(facts, ctx))
                && of_view.as_ref().is_none_or(|of_view| of_view.contains(id))
        };
        let query = ctx.query(self.filter.query());
        let only_narrows = query.only_narrows();
        let mut found: Vec<ContactId> = match only_narrows {
            true => ctx.index().fitting(&query),
            false => ctx.index().search(&query, FOUND),
        };
        found.retain(&fits);
        if only_narrows || self.order.is_chosen() {
            // Nobody fits better than others, or nobody asks who does: they stay in their order.
            let fitting: IdSet<ContactId> = found.into_iter().collect();
            found = self.order.all(ctx, |facts| fitting.contains(&facts.id)).collect();
        }
        self.by_name = found.len();
        let of_contact = query.of_contact();
        let asked = of_contact.as_ref().map(|query| ctx.index().asked(query));
        let is_meant = |id: &ContactId| asked.as_ref().is_none_or(|asked| asked.fits(*id));
        let said_with = self.filter.said_with().into_iter().filter(is_meant);
        let behind: Vec<ContactId> = said_with.filter(|id| fits(id) && !found.contains(id)).collect();
        found.extend(behind);
        found
    }

    fn go_to(&mut self, view: View, ctx: &Ctx) {
        self.view = view;
        self.list.marked.end_range();
        self.list_anew(ctx);
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self, ctx: &Ctx) -> bool {
        if self.list.marked.drop_range() {
            return true;
        }
        if !self.filter.is_empty() {
            self.filter = Filter::default();
        } else if self.list.marked.clear() {
        } else if self.view == View::Kept {
            viewing::take(self, &Taken::Own(0), ctx);
        } else if self.view != View::All {
            self.view = View::All;
        } else {
            return false;
        }
        self.list_anew(ctx);
        true
    }
}

impl Screen for ContactsScreen {
    fn place(&self) -> Place {
        Place::Contacts
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target { contacts: self.list.meant(), item: None, day: None }
    }

    fn shown(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        Outcome::Stay
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.list.selected().map(|contact| RecordId::new(RecordKind::Contact, contact.0))
    }

    fn marked(&self) -> usize {
        self.list.marked.len()
    }

    fn unseen(&mut self, ctx: &Ctx) -> Vec<ContactId> {
        self.look(ctx);
        self.list.unseen().collect()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        let views = self.views();
        let place = views.iter().position(|view| *view == self.view).unwrap_or(0);
        match action {
            Action::Open => return self.list.selected().map(|id| Outcome::Go(Goto::Contact(id))),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.go_to(views[(place + 1) % views.len()], ctx),
            Action::PreviousPane => self.go_to(views[(place + views.len() - 1) % views.len()], ctx),
            Action::Views | Action::Sort | Action::ListColumns => return viewing::acted(self, action, ctx),
            Action::Filter => {
                self.list.marked.end_range();
                self.filter.begin();
                self.list_anew(ctx);
            }
            Action::Mark => self.list.mark(),
            Action::MarkRange => self.list.mark_range(),
            Action::MarkAll => self.list.mark_all(),
            action if self.list.moved(action) => {}
            _ => {
                self.list.marked.end_range();
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
            Typed::Changed => {
                if !self.list.is_empty() {
                    self.before = self.list.kept();
                }
                // The best hit is what was looked for.
                self.list.restart();
                self.retyped = true;
            }
            Typed::Move(action) => {
                self.look(ctx);
                self.list.moved(action);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        if let Point::Row(Pane::List, at) = point {
            self.list.go_to(at);
        }
        Outcome::Stay
    }

    fn narrowed(&self) -> Narrowed {
        viewing::narrowed(&self.viewing, self.view as usize, &self.filter)
    }

    fn narrow(&mut self, to: &Narrowed, ctx: &Ctx) {
        viewing::narrow(self, to, ctx);
    }

    fn refresh(&mut self, about: &[ContactId], _ctx: &Ctx) {
        self.about.extend(about);
        self.list.marked.done(about);
        self.filter.again();
        self.stale = true;
    }

    fn waits(&self) -> bool {
        self.viewing.picking
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        // What takes a while is asked for at once.
        if self.filter.asks() || self.view == View::Kept {
            self.look(ctx);
        }
        self.filter.wants().or_else(|| self.order.wants(&self.viewing.look.sort, ctx))
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.order.answered(answer) {
            self.whole = Default::default();
            self.list_anew(ctx);
        } else if self.filter.answered(answer) {
            self.list_anew(ctx);
        }
        viewing::answered(self, answer, ctx)
    }

    fn select(&mut self, contact: ContactId) {
        if self.stale {
            self.wanted = Some(contact);
        } else {
            self.list.select(contact);
        }
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        self.list.kept()
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return self.filter.hints(ctx);
        }
        if !self.list.marked.is_empty() {
            return super::marked_hints(self.list.marked.len(), self.list.unseen().count(), self.place(), ctx);
        }
        let mut hints = vec![
            (ctx.keys.shown(Action::Open), Action::Open.label(ctx.text)),
            (ctx.keys.shown(Action::Filter), Action::Filter.label(ctx.text)),
            (ctx.keys.shown(Action::Add), Action::Add.label(ctx.text)),
            (ctx.keys.shown(Action::NextPane), say!(ctx.text, "contacts-view")),
            (ctx.keys.shown(Action::Views), Action::Views.label(ctx.text)),
            (ctx.keys.shown(Action::Sort), Action::Sort.label(ctx.text)),
        ];
        let rest = super::table_hints(self.place(), ctx);
        let rest: Vec<_> = rest.into_iter().filter(|hint| !hints.contains(hint)).collect();
        hints.extend(rest);
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.look(ctx);
        paint::draw(self, frame, area, ctx);
    }
}
