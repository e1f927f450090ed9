//! The agenda: whom to touch base with today, and why, with the briefing of the selected contact beside it.
//!
//! Owns the selection (it belongs to the contact, not to the row), marks and filter. Who is due is `domain::agenda`'s.

mod layout;
mod rows;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::agenda::{Entry, Section};
use crate::domain::id::ContactId;
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::briefing::Briefing;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::marks::Marks;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::target::Target;
use crate::tui::widgets::anchor::Anchor;
use crate::tui::widgets::list::Scroll;
use crate::tui::widgets::toast::Toast;

/// Where the selection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selected {
    Contact(ContactId),
    /// The last line, which counts the contacts without any rhythm.
    WithoutRhythm,
}

/// A row as it was when it was last looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Listed {
    contact: ContactId,
    section: Section,
    /// How many interactions there are: one more, and something was logged.
    logged: u32,
}

/// The agenda's state.
#[derive(Default)]
pub struct AgendaScreen {
    selected: Option<Selected>,
    /// The rows when it was last looked: where the selection goes on from.
    order: Vec<Listed>,
    marked: Marks,
    filter: Filter,
    scroll: Scroll,
    anchor: Anchor<ContactId>,
    briefing: Briefing,
    /// Whether the keys go to the briefing.
    briefing_focused: bool,
}

impl AgendaScreen {
    fn contact(&self) -> Option<ContactId> {
        match self.selected? {
            Selected::Contact(id) => Some(id),
            Selected::WithoutRhythm => None,
        }
    }

    /// All that can be selected, in its order.
    fn selectable(&self, ctx: &Ctx) -> Vec<Selected> {
        let contacts = self.order.iter().map(|row| Selected::Contact(row.contact));
        // Where the filter stands in the last line, nothing else does.
        let is_shown = ctx.agenda.without_rhythm > 0 && self.filter.is_empty() && !self.filter.is_typing();
        let last = is_shown.then_some(Selected::WithoutRhythm);
        contacts.chain(last).collect()
    }

    fn moved(&mut self, action: Action, ctx: &Ctx) -> bool {
        let all = self.selectable(ctx);
        let at = self.selected.and_then(|selected| all.iter().position(|one| *one == selected)).unwrap_or(0);
        let Some(to) = self.scroll.moved(action, at, all.len()) else { return false };
        self.select_this(all.get(to).copied());
        self.marked.reach(self.contact(), &self.listed());
        true
    }

    fn select_this(&mut self, selected: Option<Selected>) {
        if self.selected != selected {
            self.selected = selected;
            self.briefing.reset();
        }
    }

    fn look(&mut self, ctx: &Ctx) {
        let logged = |id| ctx.book.contact(id).map_or(0, |row| row.interactions.count);
        let listed = rows::entries(ctx, &self.filter);
        self.order = listed
            .map(|Entry { contact, section, .. }| Listed {
                contact: *contact,
                section: *section,
                logged: logged(*contact),
            })
            .collect();
    }

    /// Lists anew; the selection moves on from those whom this session's act was about.
    fn list(&mut self, about: &[ContactId], ctx: &Ctx) {
        let before = std::mem::take(&mut self.order);
        self.look(ctx);
        self.marked.done(about);
        self.marked.only(&self.listed());
        let all = self.selectable(ctx);
        let selected = match self.selected {
            // Where there was nobody to choose, it wasn't chosen.
            Some(Selected::WithoutRhythm) => self.selected.filter(|last| all.contains(last) && !before.is_empty()),
            Some(Selected::Contact(id)) => stands_on(id, about, &before, &self.order).map(Selected::Contact),
            None => None,
        };
        self.select_this(selected.or(all.first().copied()));
    }

    fn mark(&mut self, ctx: &Ctx) {
        if let Some(id) = self.contact() {
            self.marked.toggle(id);
        }
        self.moved(Action::Down, ctx);
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self, ctx: &Ctx) -> bool {
        if std::mem::take(&mut self.briefing_focused) || self.marked.drop_range() {
            return true;
        }
        if !self.filter.is_empty() {
            self.filter = Filter::default();
            self.list(&[], ctx);
            return true;
        }
        self.marked.clear()
    }
}

impl Screen for AgendaScreen {
    fn place(&self) -> Place {
        Place::Agenda
    }

    fn target(&self, ctx: &Ctx) -> Target {
        if !self.marked.is_empty() {
            let contacts = self.order.iter().map(|row| row.contact).filter(|id| self.marked.contains(id)).collect();
            return Target { contacts, item: None };
        }
        let item = self.briefing_focused.then(|| self.briefing.item(self.contact(), ctx)).flatten();
        Target { contacts: self.contact().into_iter().collect(), item }
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.contact().map(|contact| RecordId::new(RecordKind::Contact, contact.0))
    }

    fn marked(&self) -> usize {
        self.marked.len()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::Open => {
                return match self.selected? {
                    Selected::Contact(id) => Some(Outcome::Go(Goto::Contact(id))),
                    Selected::WithoutRhythm => Some(Outcome::Go(Goto::ContactsWithoutRhythm)),
                };
            }
            Action::Log if self.selected == Some(Selected::WithoutRhythm) && self.marked.is_empty() => {
                let key = ctx.keys.shown(Action::Open);
                return Some(Outcome::Say(Toast::warning(say!(
                    ctx.text,
                    "agenda-without-rhythm-log",
                    key = key,
                    other = ctx.keys.shown(Action::LogOther)
                ))));
            }
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane | Action::PreviousPane => {
                self.marked.end_range();
                self.briefing_focused = !self.briefing_focused && self.contact().is_some();
                self.briefing.focus(self.contact(), ctx);
            }
            Action::ScrollDown => self.briefing.scroll(1),
            Action::ScrollUp => self.briefing.scroll(-1),
            Action::Filter => {
                self.marked.end_range();
                self.filter.begin();
                self.list(&[], ctx);
            }
            Action::Mark if !self.briefing_focused => self.mark(ctx),
            Action::MarkRange if !self.briefing_focused => self.marked.toggle_range(self.contact()),
            action if self.briefing_focused => {
                return self.briefing.moved(action, self.contact(), ctx).then_some(Outcome::Stay);
            }
            action if self.moved(action, ctx) => {}
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
            Typed::Changed => self.list(&[], ctx),
            Typed::Move(action) => {
                self.moved(action, ctx);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, about: &[ContactId], ctx: &Ctx) {
        // What was said may be other than it was when it was looked for.
        self.filter.again();
        self.list(about, ctx);
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        self.filter.wants()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.filter.answered(answer) {
            self.list(&[], ctx);
        }
        Outcome::Stay
    }

    fn select(&mut self, contact: ContactId) {
        if self.order.iter().any(|row| row.contact == contact) {
            self.select_this(Some(Selected::Contact(contact)));
        }
    }

    fn listed(&self) -> Vec<ContactId> {
        self.order.iter().map(|row| row.contact).collect()
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        match self.marked.len() {
            _ if self.filter.is_typing() => self.filter.hints(ctx),
            0 => super::table_hints(self.place(), ctx),
            marked => super::marked_hints(marked, self.place(), ctx),
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        layout::draw(self, frame, area, ctx);
    }
}

/// Where the selection stands after the rows changed from `before` to `after`: on its contact, unless this session's own act was
/// `about` them and they left their section or something was logged with them; then on the next one that is still to be done,
/// else on the one before.
fn stands_on(selected: ContactId, about: &[ContactId], before: &[Listed], after: &[Listed]) -> Option<ContactId> {
    let row = |rows: &[Listed], id| rows.iter().find(|row| row.contact == id).copied();
    let (was, now) = (row(before, selected), row(after, selected));
    let section = |row: Option<Listed>| row.map(|row| row.section);
    let logged = |row: Option<Listed>| row.map_or(0, |row| row.logged);
    let moved_on = about.contains(&selected) && (section(now) != section(was) || logged(now) > logged(was));
    if now.is_some() && !moved_on {
        return Some(selected);
    }
    let at = before.iter().position(|row| row.contact == selected)?;
    let open = |was: &&Listed| {
        !about.contains(&was.contact) && row(after, was.contact).is_some_and(|row| row.section != Section::Touched)
    };
    let next = before[at + 1..].iter().find(open).or_else(|| before[..at].iter().rev().find(open));
    next.map(|row| row.contact).or(now.map(|_| selected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;
    use Section::{Next, Now, Rhythm, Touched};

    /// Rows as `(contact, section)` before and after; the selection on `selected` after an act of this session about them, or
    /// of others.
    fn check(
        before: &[(usize, Section)],
        after: &[(usize, Section)],
        own: bool,
        selected: usize,
        expect: Option<usize>,
    ) {
        let mut ids = Ids::seeded(1, 1);
        let all: Vec<ContactId> = (0..9).map(|_| ids.draw()).collect();
        let rows = |rows: &[(usize, Section)]| -> Vec<Listed> {
            rows.iter().map(|(n, section)| Listed { contact: all[*n], section: *section, logged: 0 }).collect()
        };
        let about = if own { vec![all[selected]] } else { Vec::new() };
        let stands = stands_on(all[selected], &about, &rows(before), &rows(after));
        assert_eq!(stands.map(|id| all.iter().position(|one| *one == id).unwrap()), expect);
    }

    #[test]
    fn the_selection_goes_on_after_an_act_and_else_stays_with_its_contact() {
        let before = [(0, Now), (1, Now), (2, Rhythm), (3, Next)];
        let touched = [(1, Now), (2, Rhythm), (3, Next), (0, Touched)];
        check(&before, &touched, true, 0, Some(1));
        check(&before, &touched, false, 0, Some(0));
        check(&before, &[(0, Now), (1, Now), (3, Next)], true, 2, Some(3));
        check(&before, &[(0, Now), (1, Now), (2, Rhythm)], false, 3, Some(2));
        check(&[(0, Now)], &[(0, Touched)], true, 0, Some(0));
        check(&[(0, Now)], &[], true, 0, None);
        check(&before, &before, true, 1, Some(1));
    }
}
