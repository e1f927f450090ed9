//! The agenda: whom to touch base with today, and why, with the briefing of the selected contact or company beside it.
//!
//! Owns the selection (it belongs to the contact or company, not to the row), marks and filter. Only contacts are marked. Who is due is `domain::agenda`'s.

mod layout;
pub(super) mod rows;

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Narrowed, Screen};
use crate::domain::agenda::{Line, Section, Whom};
use crate::domain::book::Book;
use crate::domain::id::{CompanyId, ContactId, IdSet};
use crate::domain::record::RecordId;
use crate::domain::view::company_rank;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::briefing::Briefing;
use crate::tui::briefing::company::Around;
use crate::tui::briefing::lines::Lines;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::marks::Marks;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::panes::Half;
use crate::tui::popups::{company, spread};
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::widgets::anchor::Anchor;
use crate::tui::widgets::list::Scroll;
use crate::tui::widgets::toast::Toast;

/// Where the selection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selected {
    On(Whom),
    /// The last line, which counts the contacts without any rhythm.
    WithoutRhythm,
}

/// The place of who is selected as it was when it was last looked: from there the selection goes on.
#[derive(Debug, Clone, Copy)]
struct Stood {
    line: Line,
    /// How many interactions there were, if that was looked at: one more, and something was logged.
    logged: Option<u32>,
}

/// The agenda's state.
#[derive(Default)]
pub struct AgendaScreen {
    selected: Option<Selected>,
    /// Which of the lines is selected.
    at: usize,
    stood: Option<Stood>,
    /// Those that the filter lets through.
    lines: Arc<Vec<Line>>,
    /// Those whom the filter lets through for what was said alone.
    for_what_was_said: HashSet<ContactId>,
    marked: Marks,
    /// Who was marked and hidden by the filter when it was listed.
    unseen: Vec<ContactId>,
    filter: Filter,
    /// Another filter was typed since it was listed: keys that come together are looked for together.
    retyped: bool,
    scroll: Scroll,
    anchor: Anchor<Whom>,
    briefing: Briefing,
    /// That of a company, and what it tells of since the book changed or another was selected.
    of_company: Lines,
    around: Option<Around>,
    /// Whether the keys go to the briefing.
    briefing_focused: bool,
}

impl AgendaScreen {
    fn whom(&self) -> Option<Whom> {
        match self.selected? {
            Selected::On(whom) => Some(whom),
            Selected::WithoutRhythm => None,
        }
    }

    fn contact(&self) -> Option<ContactId> {
        self.whom()?.contact()
    }

    /// The company on which verbs act.
    fn company(&self) -> Option<CompanyId> {
        self.whom().and_then(Whom::company).filter(|_| self.marked.is_empty())
    }

    /// Whether the last line can be selected. Where the filter stands in it, nothing else does.
    fn counts_without_rhythm(&self, ctx: &Ctx) -> bool {
        ctx.agenda.without_rhythm > 0 && self.filter.is_empty() && !self.filter.is_typing()
    }

    fn moved(&mut self, action: Action, ctx: &Ctx) -> bool {
        let at = match self.selected {
            Some(Selected::On(_)) => self.at,
            Some(Selected::WithoutRhythm) => self.lines.len(),
            None => 0,
        };
        let count = self.lines.len() + usize::from(self.counts_without_rhythm(ctx));
        let Some(to) = self.scroll.moved(action, at, count) else { return false };
        if count > 0 {
            self.go_to(to);
        }
        true
    }

    /// Selects what stands in this line, and a range goes to there.
    fn go_to(&mut self, at: usize) {
        self.select_at(at);
        if !self.marked.is_idle() {
            // Over a company a range reaches to the contact above it.
            let above = self.lines.iter().take(at + 1).rev().find_map(|line| line.whom.contact());
            let last = if at < self.lines.len() { above.or(self.listed().first().copied()) } else { None };
            self.marked.reach(last, &self.listed());
        }
    }

    /// Selects who stands in this line; behind all lines the last one, which is nobody's.
    fn select_at(&mut self, at: usize) {
        let line = self.lines.get(at).copied();
        (self.at, self.stood) = (at, line.map(|line| Stood { line, logged: None }));
        self.select_this(Some(line.map_or(Selected::WithoutRhythm, |line| Selected::On(line.whom))));
    }

    fn select_this(&mut self, selected: Option<Selected>) {
        if self.selected != selected {
            self.selected = selected;
            self.briefing.reset();
            self.of_company.reset();
            self.around = None;
        }
    }

    /// Notes how much was logged with the selected contact.
    fn note_logged(&mut self, ctx: &Ctx) {
        self.stood.iter_mut().for_each(|stood| {
            stood.logged.get_or_insert_with(|| logged(stood.line.whom, ctx.book));
        });
    }

    /// Asks the filter whom it lets through.
    fn look(&mut self, ctx: &Ctx) {
        self.for_what_was_said.clear();
        if self.filter.lets_all_through() {
            self.lines = ctx.agenda.kept_lines();
            return;
        }
        let query = ctx.query(self.filter.query());
        let fitting: IdSet<ContactId> = ctx.index().fitting(&query).into_iter().collect();
        self.for_what_was_said.extend(self.filter.said_with().into_iter().filter(|id| !fitting.contains(id)));
        let fits = |line: &&Line| match line.whom {
            Whom::Contact(contact) => fitting.contains(&contact) || self.for_what_was_said.contains(&contact),
            Whom::Company(company) => {
                ctx.book.company(company).is_some_and(|company| company_rank(&query, company).is_some())
            }
        };
        let found: Vec<Line> = ctx.agenda.lines().iter().filter(fits).copied().collect();
        self.lines = found.into();
    }

    /// Lists anew; the selection moves on from those whom this session's act was about.
    fn list(&mut self, about: &[ContactId], ctx: &Ctx) {
        let was_empty = self.lines.is_empty();
        self.around = None;
        self.look(ctx);
        self.marked.done(about);
        if !self.marked.is_idle() {
            let lines: IdSet<ContactId> = ctx.agenda.lines().iter().filter_map(|line| line.whom.contact()).collect();
            self.marked.keep(|id| lines.contains(id));
            self.marked.listed_anew();
            self.unseen = self.marked.beside(&self.listed());
            self.unseen.sort_unstable();
        }
        let last = self.counts_without_rhythm(ctx).then_some(self.lines.len());
        let at = match self.selected {
            // Where there was nobody to choose, it wasn't chosen.
            Some(Selected::WithoutRhythm) => last.filter(|_| !was_empty),
            Some(Selected::On(_)) => self.stood.and_then(|stood| stands_on(stood, about, &self.lines, ctx.book)),
            None => None,
        };
        match at.or((!self.lines.is_empty()).then_some(0)).or(last) {
            Some(at) => self.select_at(at),
            None => {
                self.stood = None;
                self.select_this(None);
            }
        }
        self.note_logged(ctx);
    }

    fn look_for_typed(&mut self, ctx: &Ctx) {
        if std::mem::take(&mut self.retyped) {
            self.list(&[], ctx);
        }
    }

    /// Who is marked and hidden by the filter, by id.
    fn still_unseen(&self) -> impl Iterator<Item = ContactId> {
        self.unseen.iter().copied().filter(|id| self.marked.contains(id))
    }

    /// The marked ones, else all that are due, as far as the filter lets them through.
    fn spread(&self, ctx: &Ctx) -> Outcome {
        let is_meant = |line: &&Line| match self.marked.is_empty() {
            true => line.section() <= Section::Rhythm,
            false => line.whom.contact().is_some_and(|contact| self.marked.contains(&contact)),
        };
        let pile: Vec<Whom> = self.lines.iter().filter(is_meant).map(|line| line.whom).collect();
        spread::open(ctx.today, &pile, ctx)
    }

    fn scroll_briefing(&mut self, by: isize) {
        match self.whom() {
            Some(Whom::Company(_)) => self.of_company.scroll(by),
            _ => self.briefing.scroll(by),
        }
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

    fn focused(&self) -> Option<Half> {
        Some(if self.briefing_focused { Half::Second } else { Half::First })
    }

    fn target(&self, ctx: &Ctx) -> Target {
        if !self.marked.is_empty() {
            let marked = self.lines.iter().filter_map(|line| line.whom.contact()).filter(|id| self.marked.contains(id));
            return Target { contacts: marked.chain(self.still_unseen()).collect(), item: None, day: None };
        }
        let item = self.briefing_focused.then(|| self.briefing.item(self.contact(), ctx)).flatten();
        Target { contacts: self.contact().into_iter().collect(), item, day: None }
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.whom().map(Whom::record)
    }

    fn marked(&self) -> usize {
        self.marked.len()
    }

    fn unseen(&mut self, ctx: &Ctx) -> Vec<ContactId> {
        self.look_for_typed(ctx);
        self.still_unseen().collect()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look_for_typed(ctx);
        match action {
            Action::Open => {
                return match self.selected? {
                    Selected::On(whom) => Some(Outcome::Go(whom.into())),
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
            Action::Spread => return Some(self.spread(ctx)),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane | Action::PreviousPane => {
                self.marked.end_range();
                self.briefing_focused = !self.briefing_focused && self.contact().is_some();
                self.briefing.focus(self.contact(), ctx);
            }
            Action::ScrollDown => self.scroll_briefing(1),
            Action::ScrollUp => self.scroll_briefing(-1),
            Action::Filter => {
                self.marked.end_range();
                self.filter.begin();
                self.list(&[], ctx);
            }
            Action::Mark if !self.briefing_focused => self.mark(ctx),
            Action::MarkRange if !self.briefing_focused => self.marked.toggle_range(self.contact()),
            Action::MarkAll if !self.briefing_focused => self.marked.toggle_all(&self.listed()),
            action if self.briefing_focused => {
                return self.briefing.moved(action, self.contact(), ctx).then_some(Outcome::Stay);
            }
            action if self.moved(action, ctx) => {}
            action => {
                self.marked.end_range();
                return self.company().and_then(|company| company::act_on_agenda(action, company, ctx));
            }
        }
        Some(Outcome::Stay)
    }

    fn is_typing(&self) -> bool {
        self.filter.is_typing()
    }

    fn typed(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        match self.filter.typed(input) {
            Typed::Changed => self.retyped = true,
            Typed::Move(action) => {
                self.look_for_typed(ctx);
                self.moved(action, ctx);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        self.look_for_typed(ctx);
        match point {
            Point::Row(Pane::List, at) if at <= self.lines.len() => {
                self.briefing_focused = false;
                self.go_to(at);
            }
            Point::Pane(Pane::List) => self.briefing_focused = false,
            Point::Pane(Pane::Facts) if !self.briefing_focused => {
                self.update(Action::NextPane, ctx);
            }
            Point::Row(Pane::Facts, at) => {
                self.marked.end_range();
                self.briefing_focused = true;
                self.briefing.go_to(at, self.contact(), ctx);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn marks(&self) -> bool {
        !self.briefing_focused
    }

    fn narrowed(&self) -> Narrowed {
        Narrowed { filter: self.filter.as_typed(), ..Narrowed::default() }
    }

    fn narrow(&mut self, to: &Narrowed, ctx: &Ctx) {
        self.filter = Filter::again_as(&to.filter);
        self.list(&[], ctx);
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
        if let Some(at) = self.lines.iter().position(|line| line.whom == contact.into()) {
            self.select_at(at);
        }
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::new(self.lines.iter().filter_map(|line| line.whom.contact()).collect())
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        match self.marked.len() {
            _ if self.filter.is_typing() => self.filter.hints(ctx),
            0 => super::table_hints(self.place(), ctx),
            marked => super::marked_hints(marked, self.still_unseen().count(), self.place(), ctx),
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.look_for_typed(ctx);
        self.note_logged(ctx);
        layout::draw(self, frame, area, ctx);
    }
}

/// How many interactions there are with a contact.
fn logged(whom: Whom, book: &Book) -> u32 {
    whom.contact().and_then(|contact| book.contact(contact)).map_or(0, |row| row.interactions.count)
}

/// In which of the lines as they are now the selection stands: in its contact's, unless this session's own act was `about` them
/// and they left their section or something was logged with them; then in that of the next one that is still to be done, else of
/// the one before.
fn stands_on(stood: Stood, about: &[ContactId], lines: &[Line], book: &Book) -> Option<usize> {
    let whom = stood.line.whom;
    let about: HashSet<Whom> = about.iter().copied().map(Whom::from).collect();
    let now = lines.iter().position(|line| line.whom == whom);
    let has_left = now.is_none_or(|now| lines[now].section() != stood.line.section());
    let was_logged = || stood.logged.is_some_and(|before| logged(whom, book) > before);
    let moved_on = about.contains(&whom) && (has_left || was_logged());
    if now.is_some() && !moved_on {
        return now;
    }
    let behind = lines.partition_point(|line| line.order(&stood.line, book).is_lt());
    let open = |at: &usize| {
        let line = &lines[*at];
        line.section() != Section::Touched && line.whom != whom && !about.contains(&line.whom)
    };
    (behind..lines.len()).find(open).or_else(|| (0..behind).rev().find(open)).or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Ids;
    use Section::{Next, Now, Rhythm, Touched};

    /// Lines as `(contact, section)` before and after; the selection on `selected` after an act of this session about them, or
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
        let line = |(n, section): &(usize, Section)| Line::standing(*section, all[*n]);
        let after: Vec<Line> = after.iter().map(line).collect();
        let was = before.iter().find(|(n, _)| *n == selected).map(line).unwrap();
        let about = if own { vec![all[selected]] } else { Vec::new() };
        let stands = stands_on(Stood { line: was, logged: Some(0) }, &about, &after, &Book::default());
        let stands = stands.map(|at| after[at].whom);
        assert_eq!(stands.map(|whom| all.iter().position(|one| Whom::from(*one) == whom).unwrap()), expect);
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
