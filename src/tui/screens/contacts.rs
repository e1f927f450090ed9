//! All contacts: by name, narrowed by the filter or to those without a rhythm; archived ones only when asked for.
//!
//! Owns the views, the selection (it belongs to the contact, not to the row) and marks. How it is painted is `paint`'s.

mod paint;
mod rows;

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::book::{Changed, Facts, Stamp};
use crate::domain::day::Day;
use crate::domain::id::{ById, ContactId, IdSet};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::selection::Selection;
use crate::tui::target::Target;

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
}

const VIEWS: [View; 3] = [View::All, View::WithoutRhythm, View::Archived];

impl View {
    fn holds(self, facts: &Facts, ctx: &Ctx) -> bool {
        match self {
            Self::All => !facts.archived,
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
    /// Each view whole, as it was listed since the book changed, in the order of `VIEWS`.
    whole: [Option<Rc<Vec<ContactId>>>; 3],
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
        let changed = looked.as_ref().and_then(|(stamp, _)| ctx.book.changed_since(stamp));
        match changed.filter(|changed| changed.len() <= FEW) {
            Some(changed) => self.follow(changed, ctx),
            None => {
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
        if !self.filter.is_empty() {
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
                put(*id, listed, fits(id), ctx);
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
        let listed = if self.filter.lets_all_through() { self.all(ctx) } else { Rc::new(self.found(ctx)) };
        let about = std::mem::take(&mut self.about);
        let brought = self.list.brought(&about, &listed);
        let wanted = self.wanted.take().filter(|id| listed.contains(id));
        self.list.list(listed, wanted.or(brought));
    }

    /// All that the view holds, by name.
    fn all(&mut self, ctx: &Ctx) -> Rc<Vec<ContactId>> {
        let view = self.view;
        let all = || ctx.book.by_name_facts().filter(|facts| view.holds(facts, ctx)).map(|facts| facts.id).collect();
        let all = self.whole[view as usize].get_or_insert_with(|| Rc::new(all()));
        self.by_name = all.len();
        Rc::clone(all)
    }

    /// What the filter lets through.
    fn found(&mut self, ctx: &Ctx) -> Vec<ContactId> {
        let view = self.view;
        let fits = |id: &ContactId| ctx.book.facts_of(*id).is_some_and(|facts| view.holds(facts, ctx));
        let query = ctx.query(self.filter.query());
        let mut found: Vec<ContactId> = if query.only_narrows() {
            // Nobody fits better than others: they stay in their order.
            let fitting: IdSet<ContactId> = ctx.index().fitting(&query).into_iter().collect();
            let by_name = ctx.book.by_name_facts().filter(|facts| view.holds(facts, ctx));
            by_name.map(|facts| facts.id).filter(|id| fitting.contains(id)).collect()
        } else {
            ctx.index().search(&query, FOUND).into_iter().filter(fits).collect()
        };
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
        } else if self.view != View::All {
            self.view = View::All;
        } else {
            return false;
        }
        self.list_anew(ctx);
        true
    }
}

/// Puts one who changed where they belong by name, or takes them out.
fn put(id: ContactId, listed: &mut Vec<ContactId>, fits: bool, ctx: &Ctx) {
    let place = listed.iter().position(|one| *one == id);
    let Some(key) = ctx.book.contact(id).filter(|_| fits).map(by_name) else {
        place.map(|place| listed.remove(place));
        return;
    };
    let key_at = |at: usize| listed.get(at).and_then(|id| ctx.book.contact(*id)).map(by_name);
    let stays = |at: usize| {
        let comes_before = at.checked_sub(1).and_then(key_at).is_none_or(|before| before < key);
        comes_before && key_at(at + 1).is_none_or(|behind| key < behind)
    };
    if place.is_some_and(stays) {
        return;
    }
    place.map(|place| listed.remove(place));
    let comes_before = |id: &ContactId| ctx.book.contact(*id).is_some_and(|one| by_name(one) < key);
    listed.insert(listed.partition_point(comes_before), id);
}

/// What the list is in the order of.
fn by_name(row: &Row) -> (String, String, ContactId) {
    (fold(row.last_name()), fold(&row.name), row.id)
}

impl Screen for ContactsScreen {
    fn place(&self) -> Place {
        Place::Contacts
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        Target { contacts: self.list.meant(), item: None }
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
        let place = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        match action {
            Action::Open => return self.list.selected().map(|id| Outcome::Go(Goto::Contact(id))),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.go_to(VIEWS[(place + 1) % VIEWS.len()], ctx),
            Action::PreviousPane => self.go_to(VIEWS[(place + VIEWS.len() - 1) % VIEWS.len()], ctx),
            Action::Filter => {
                self.list.marked.end_range();
                self.filter.begin();
                self.list_anew(ctx);
            }
            Action::Mark => self.list.mark(),
            Action::MarkRange => self.list.mark_range(),
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

    fn refresh(&mut self, about: &[ContactId], _ctx: &Ctx) {
        self.about.extend(about);
        self.list.marked.done(about);
        self.filter.again();
        self.stale = true;
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        self.filter.wants()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.filter.answered(answer) {
            self.list_anew(ctx);
        }
        Outcome::Stay
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
