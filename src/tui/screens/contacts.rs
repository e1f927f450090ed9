//! All contacts: by name, narrowed by the filter or to those without a rhythm; archived ones only when asked for.
//!
//! Owns the views, the selection (it belongs to the contact, not to the row) and marks. How a row is painted is `rows`'.

mod rows;

use std::collections::HashSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Wrap};

use super::Screen;
use crate::domain::agenda::{is_off, rhythm};
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Scroll;
use crate::tui::widgets::rule;

/// Contacts that the filter finds at the most: nobody goes through more.
const FOUND: usize = 2_000;

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
    selected: Option<ContactId>,
    /// What is listed, in its order.
    listed: Vec<ContactId>,
    /// How many each view holds, in the order of `VIEWS`.
    counts: [usize; 3],
    marked: HashSet<ContactId>,
    scroll: Scroll,
    /// Whom this session's last act was about: a contact that it brought is selected.
    about: Vec<ContactId>,
    /// The book changed since it was looked at: a list that nobody sees isn't sorted.
    stale: bool,
}

impl ContactsScreen {
    /// Those whom nothing brings onto the agenda.
    pub fn without_rhythm() -> Self {
        Self { view: View::WithoutRhythm, stale: true, ..Self::default() }
    }

    /// Lists anew, if something changed. The selection stays with its contact, else goes to the one in its place.
    fn look(&mut self, ctx: &Ctx) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.counts = VIEWS.map(|view| ctx.book.contacts().filter(|row| view.holds(row, ctx)).count());
        let before = std::mem::take(&mut self.listed);
        self.listed = if self.filter.is_empty() { self.by_name(ctx) } else { self.found(ctx) };
        self.marked.retain(|id| self.listed.contains(id));
        let stays = self.selected.filter(|id| self.listed.contains(id));
        let in_place = || {
            let at = self.selected.and_then(|id| before.iter().position(|one| *one == id)).unwrap_or(0);
            self.listed.get(at.min(self.listed.len().saturating_sub(1))).copied()
        };
        let about = std::mem::take(&mut self.about);
        let brought = about.into_iter().find(|id| self.listed.contains(id) && !before.contains(id));
        self.selected = brought.filter(|_| !before.is_empty()).or(stays).or_else(in_place);
    }

    fn by_name(&self, ctx: &Ctx) -> Vec<ContactId> {
        let mut rows: Vec<&Row> = ctx.book.contacts().filter(|row| self.view.holds(row, ctx)).collect();
        rows.sort_by_cached_key(|row| (fold(last_name(row)), fold(&row.name), row.id));
        rows.into_iter().map(|row| row.id).collect()
    }

    fn found(&self, ctx: &Ctx) -> Vec<ContactId> {
        let found = ctx.index().search(self.filter.query(), FOUND);
        let fits = |id: &ContactId| ctx.book.contact(*id).is_some_and(|row| self.view.holds(row, ctx));
        found.into_iter().filter(fits).collect()
    }

    fn at(&self) -> usize {
        self.selected.and_then(|id| self.listed.iter().position(|one| *one == id)).unwrap_or(0)
    }

    fn moved(&mut self, action: Action) -> bool {
        let Some(to) = self.scroll.moved(action, self.at(), self.listed.len()) else { return false };
        self.selected = self.listed.get(to).copied();
        true
    }

    fn mark(&mut self) {
        if let Some(id) = self.selected
            && !self.marked.remove(&id)
        {
            self.marked.insert(id);
        }
        self.moved(Action::Down);
    }

    /// Marks from the nearest mark above to the selection.
    fn mark_range(&mut self) {
        let at = self.at();
        let from = self.listed[..at].iter().rposition(|id| self.marked.contains(id)).unwrap_or(at);
        self.marked.extend(self.listed.iter().skip(from).take(at + 1 - from));
    }

    fn go_to(&mut self, view: View, ctx: &Ctx) {
        self.view = view;
        self.stale = true;
        self.look(ctx);
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self, ctx: &Ctx) -> bool {
        if !self.filter.is_empty() {
            self.filter = Filter::default();
        } else if !self.marked.is_empty() {
            self.marked.clear();
        } else if self.view != View::All {
            self.view = View::All;
        } else {
            return false;
        }
        self.stale = true;
        self.look(ctx);
        true
    }
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
        let contacts = if self.marked.is_empty() {
            self.selected.into_iter().collect()
        } else {
            self.listed.iter().copied().filter(|id| self.marked.contains(id)).collect()
        };
        Target { contacts, item: None }
    }

    fn shown(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        let place = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        match action {
            Action::Open => return self.selected.map(|id| Outcome::Go(Goto::Contact(id))),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.go_to(VIEWS[(place + 1) % VIEWS.len()], ctx),
            Action::PreviousPane => self.go_to(VIEWS[(place + VIEWS.len() - 1) % VIEWS.len()], ctx),
            Action::Filter => self.filter.begin(),
            Action::Mark => self.mark(),
            Action::MarkRange => self.mark_range(),
            action => return self.moved(action).then_some(Outcome::Stay),
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
                self.selected = None;
                self.stale = true;
                self.look(ctx);
            }
            Typed::Move(action) => {
                self.moved(action);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, about: &[ContactId], _ctx: &Ctx) {
        self.about = about.to_vec();
        self.stale = true;
    }

    fn select(&mut self, contact: ContactId) {
        if self.listed.contains(&contact) {
            self.selected = Some(contact);
        }
    }

    fn listed(&self) -> Vec<ContactId> {
        self.listed.clone()
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return Filter::hints(ctx);
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
        let line = |y| Rect { y, height: 1, ..area };
        rule::heading(frame.buffer_mut(), line(area.y), &self.heading(ctx), ctx.theme);
        let filtering = self.filter.is_typing() || !self.filter.is_empty();
        let list = Rect { y: area.y + 2, height: area.height - 2 - u16::from(filtering), ..area };
        if filtering {
            self.filter.draw(frame, line(area.bottom() - 1), ctx);
        }
        if self.listed.is_empty() {
            return self.draw_empty(frame, list, ctx);
        }
        frame.render_widget(rows::heading(area.width.into(), ctx), line(area.y + 1));
        self.scroll.show(self.at(), self.listed.len(), list.height.into());
        let in_sight = self.listed.iter().skip(self.scroll.offset).take(list.height.into());
        for (y, id) in (list.y..).zip(in_sight) {
            if let Some(row) = ctx.book.contact(*id) {
                let selected = self.selected == Some(*id);
                let hits = (!self.filter.is_empty()).then(|| self.filter.query());
                let line = rows::line(row, selected, self.marked.contains(id), hits, list.width.into(), ctx);
                frame.render_widget(line, Rect { y, height: 1, ..list });
            }
        }
    }
}

impl ContactsScreen {
    /// `Contacts 60 · without rhythm 4 · archived 1`, the view in force in brackets.
    fn heading(&self, ctx: &Ctx) -> String {
        let words = VIEWS.iter().zip(self.counts).map(|(view, count)| {
            let name = match view {
                View::All => say!(ctx.text, "contacts-all"),
                View::WithoutRhythm => say!(ctx.text, "contacts-without-rhythm"),
                View::Archived => say!(ctx.text, "contacts-archived"),
            };
            if *view == self.view { format!("[{name} {count}]") } else { format!("{name} {count}") }
        });
        let mut words: Vec<String> = words.collect();
        if !self.marked.is_empty() {
            words.push(say!(ctx.text, "contacts-marked", count = self.marked.len()));
        }
        words.join("  ")
    }

    fn draw_empty(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let key = |action| ctx.keys.shown(action);
        let words = if !self.filter.is_empty() {
            say!(ctx.text, "filter-nothing")
        } else {
            match self.view {
                View::All => {
                    say!(ctx.text, "contacts-empty", add = key(Action::Add), import = key(Action::Import))
                }
                View::WithoutRhythm => say!(ctx.text, "contacts-all-have-rhythm"),
                View::Archived => say!(ctx.text, "contacts-none-archived", off = key(Action::Off)),
            }
        };
        let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height.saturating_sub(1) };
        let words = Line::styled(words, ctx.theme.style(Role::Dim));
        frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), inner);
    }
}
