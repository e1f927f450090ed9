//! All contacts: by name, narrowed by the filter or to those without a rhythm; archived ones only when asked for.
//!
//! Owns the views, the selection (it belongs to the contact, not to the row) and marks. How it is painted is `paint`'s.

mod paint;
mod rows;

use std::collections::HashSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::agenda::{is_off, rhythm};
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::say;
use crate::store::Seq;
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

/// So many changed contacts are put in their places one by one; with more it is quicker to sort all.
const FEW: usize = 1_000;

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
    fn holds(self, row: &Row, ctx: &Ctx) -> bool {
        match self {
            Self::All => !row.archived,
            Self::WithoutRhythm => rhythm(row, ctx.settings).is_none() && !is_off(row, ctx.today),
            Self::Archived => row.archived,
        }
    }
}

/// The list's state.
#[derive(Default)]
pub struct ContactsScreen {
    view: View,
    filter: Filter,
    list: Selection,
    /// All contacts by name.
    sorted: Vec<ContactId>,
    /// The book's position when they were sorted.
    read: Seq,
    /// How many of them are listed for what they are; those behind for what was said with them.
    by_name: usize,
    /// How many each view holds, in the order of `VIEWS`.
    counts: [usize; 3],
    /// Whom this session's last act was about: a contact that it brought is selected.
    about: Vec<ContactId>,
    /// Who is to be selected once the book is looked at.
    wanted: Option<ContactId>,
    /// The book changed since it was looked at: a list that nobody sees isn't sorted.
    stale: bool,
}

impl ContactsScreen {
    /// Those whom nothing brings onto the agenda.
    pub fn without_rhythm() -> Self {
        Self { view: View::WithoutRhythm, stale: true, ..Self::default() }
    }

    /// Looks at the book anew, if it changed.
    fn look(&mut self, ctx: &Ctx) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.sort(ctx);
        self.counts = VIEWS.map(|view| ctx.book.contacts().filter(|row| view.holds(row, ctx)).count());
        self.list_anew(ctx);
    }

    /// All by name. Where it is known who changed since, only those are put in their places.
    fn sort(&mut self, ctx: &Ctx) {
        let touched = ctx.touched_since(self.read).filter(|touched| touched.len() <= FEW && !self.sorted.is_empty());
        self.read = ctx.read;
        let Some(touched) = touched else {
            let mut rows: Vec<&Row> = ctx.book.contacts().collect();
            rows.sort_by_cached_key(|row| by_name(row));
            self.sorted = rows.iter().map(|row| row.id).collect();
            return;
        };
        let contacts = touched.into_iter().filter(|record| record.kind == RecordKind::Contact);
        let touched: HashSet<ContactId> = contacts.map(|record| ContactId(record.id)).collect();
        if touched.is_empty() {
            return;
        }
        self.sorted.retain(|id| !touched.contains(id));
        for row in touched.into_iter().filter_map(|id| ctx.book.contact(id)) {
            let key = by_name(row);
            let comes_before = |id: &ContactId| ctx.book.contact(*id).is_some_and(|one| by_name(one) < key);
            let at = self.sorted.partition_point(comes_before);
            self.sorted.insert(at, row.id);
        }
    }

    /// Lists anew. The selection stays with its contact, else goes to one that this session's act brought, else to the one
    /// in its place.
    fn list_anew(&mut self, ctx: &Ctx) {
        let fits = |id: &ContactId| ctx.book.contact(*id).is_some_and(|row| self.view.holds(row, ctx));
        let mut listed: Vec<ContactId> = if self.filter.is_empty() {
            self.sorted.iter().copied().filter(fits).collect()
        } else {
            ctx.index().search(self.filter.query(), FOUND).into_iter().filter(fits).collect()
        };
        self.by_name = listed.len();
        if !self.filter.is_empty() {
            let behind = self.filter.said_with().into_iter().filter(|id| fits(id) && !listed.contains(id));
            let behind: Vec<ContactId> = behind.collect();
            listed.extend(behind);
        }
        let about = std::mem::take(&mut self.about);
        let brought = self.list.brought(&about, &listed);
        let wanted = self.wanted.take().filter(|id| listed.contains(id));
        self.list.list(listed, wanted.or(brought));
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

/// What the list is in the order of.
fn by_name(row: &Row) -> (String, String, ContactId) {
    (fold(last_name(row)), fold(&row.name), row.id)
}

/// What a contact is sorted by: the family name, else the name's last word.
fn last_name(row: &Row) -> &str {
    if row.family.is_empty() { row.name.split_whitespace().last().unwrap_or_default() } else { &row.family }
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
                self.list_anew(ctx);
            }
            Typed::Move(action) => {
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

    fn listed(&self) -> Vec<ContactId> {
        self.list.listed().to_vec()
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return self.filter.hints(ctx);
        }
        if !self.list.marked.is_empty() {
            return super::marked_hints(self.list.marked.len(), self.place(), ctx);
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
