//! All companies: by name or as they are sorted, narrowed by the filter or by a view that is kept; archived ones only when asked for.
//! Beside them, where there is room, the briefing of the selected one.
//!
//! Owns the views and the selection, which belongs to the company, not to the row. What the verbs do to a company is
//! `popups::company`'s; which view is taken is `views`', how it is painted `paint`'s.

mod paint;
mod views;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Narrowed, Screen};
use crate::domain::company::Company;
use crate::domain::condition::{Judge, Subject};
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::standing::{self, Standing};
use crate::domain::view::{self, List, company_rank};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::briefing::company::Around;
use crate::tui::briefing::lines::Lines;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::listing::viewing::{self, Viewing};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::company;
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::views::Taken;

/// Which of the companies are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    #[default]
    All,
    Archived,
    /// One that is kept.
    Kept,
}

/// Those that are always there.
const VIEWS: [View; 2] = [View::All, View::Archived];

impl View {
    fn holds(self, company: &Company) -> bool {
        company.archived == (self == Self::Archived)
    }
}

/// The list's state.
pub struct CompaniesScreen {
    view: View,
    filter: Filter,
    viewing: Viewing,
    list: Selection<CompanyId>,
    /// How many of them are listed for what they are; those behind for what was said there.
    by_name: usize,
    standings: ById<CompanyId, Standing>,
    /// How many each view holds, in the order of `VIEWS`.
    counts: [usize; 2],
    briefing: Lines,
    /// What the briefing tells of, since the book changed or another was selected.
    around: Option<Around>,
    /// Which one is to be selected once the book is looked at.
    wanted: Option<CompanyId>,
    /// Whether the book was looked at since it changed: a list that nobody sees isn't sorted.
    looked: bool,
    /// It was changed by others alone.
    by_others: bool,
}

impl Default for CompaniesScreen {
    fn default() -> Self {
        Self {
            view: View::default(),
            filter: Filter::of(List::Companies),
            viewing: Viewing::of(List::Companies),
            list: Selection::default(),
            by_name: 0,
            standings: ById::default(),
            counts: [0; 2],
            briefing: Lines::default(),
            around: None,
            wanted: None,
            looked: false,
            by_others: false,
        }
    }
}

impl CompaniesScreen {
    /// Looks at the book anew, if it changed.
    fn look(&mut self, ctx: &Ctx) {
        if std::mem::replace(&mut self.looked, true) {
            return;
        }
        self.around = None;
        self.standings = standing::standings(ctx.book, ctx.settings, ctx.today);
        let archived = ctx.book.companies().filter(|company| company.archived).count();
        self.counts = [ctx.book.companies().len() - archived, archived];
        let (had_any, wanted) = (!self.list.is_empty(), self.wanted);
        self.list_anew(ctx);
        // A filter that hides all that was listed, or what is to be selected, has done its work.
        let hides_all = had_any && self.list.is_empty() && !std::mem::take(&mut self.by_others);
        let in_view = |id| ctx.book.company(id).is_some_and(|company| self.holds(company, ctx));
        let hides_wanted = wanted.is_some_and(|id| in_view(id) && !self.list.listed().contains(&id));
        if !self.filter.is_empty() && !self.filter.is_typing() && (hides_all || hides_wanted) {
            self.filter = Filter::of(List::Companies);
            self.wanted = wanted;
            self.list_anew(ctx);
        }
    }

    /// Lists anew. The selection stays with its company, else goes to the one in its place.
    fn list_anew(&mut self, ctx: &Ctx) {
        let companies = ctx.book.companies_by_name().filter_map(|id| ctx.book.company(id));
        let companies = companies.filter(|company| self.holds(company, ctx));
        let mut found: Vec<(i64, &Company)> = if self.filter.lets_all_through() {
            companies.map(|company| (0, company)).collect()
        } else {
            let (query, world) = (self.filter.query().of_search(), ctx.conditions());
            let asked = self.filter.query().asked_whole();
            let judge = asked.as_ref().map(|asked| Judge::new(asked, &world));
            let is_asked = |company: &&Company| {
                let standing = self.standing(company.id);
                judge.as_ref().is_none_or(|judge| judge.holds(&Subject::Company(company, &standing)) == Some(true))
            };
            companies.filter(is_asked).filter_map(|company| Some((company_rank(&query, company)?, company))).collect()
        };
        let sorts = &self.viewing.look.sort;
        match sorts.is_empty() {
            // Those that fit as well stay by name.
            true => found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank)),
            false => view::sort(&mut found, sorts, |(_, company), column| {
                view::of_company(column, company, &self.standing(company.id))
            }),
        }
        let mut listed: Vec<CompanyId> = found.into_iter().map(|(_, company)| company.id).collect();
        self.by_name = listed.len();
        let in_view = |id: &CompanyId| ctx.book.company(*id).is_some_and(|company| self.holds(company, ctx));
        let behind = self.filter.said_at(ctx.book).into_iter().filter(|id| in_view(id) && !listed.contains(id));
        let behind: Vec<CompanyId> = behind.collect();
        listed.extend(behind);
        let wanted = self.wanted.take();
        let before = self.list.selected();
        self.list.list(listed, wanted);
        self.follow(before);
    }

    /// Whether the view in force lists it.
    fn holds(&self, company: &Company, ctx: &Ctx) -> bool {
        let kept = self.viewing.kept.as_ref().filter(|_| self.view == View::Kept);
        let is_in = |kept: &viewing::Kept| {
            let is_asked = kept.query.asked_whole().is_none_or(|asked| {
                let world = ctx.conditions();
                let standing = self.standing(company.id);
                Judge::new(&asked, &world).holds(&Subject::Company(company, &standing)) == Some(true)
            });
            is_asked && company_rank(&kept.query.of_search(), company).is_some()
        };
        self.view.holds(company) && kept.is_none_or(is_in)
    }

    fn standing(&self, id: CompanyId) -> Standing {
        self.standings.get(&id).copied().unwrap_or_default()
    }

    /// The briefing is that of the selected one.
    fn follow(&mut self, before: Option<CompanyId>) {
        if self.list.selected() != before {
            self.briefing.reset();
            self.around = None;
        }
    }

    fn moved(&mut self, action: Action) -> bool {
        let before = self.list.selected();
        let is_move = self.list.moved(action);
        self.follow(before);
        is_move
    }

    fn next_view(&mut self, by: isize, ctx: &Ctx) {
        let kept = self.viewing.kept.iter().map(|_| View::Kept);
        let views: Vec<View> = kept.chain(VIEWS).collect();
        let place = views.iter().position(|view| *view == self.view).unwrap_or(0);
        self.view = views[place.saturating_add_signed(by + views.len() as isize) % views.len()];
        self.list_anew(ctx);
    }

    /// Peels one layer; `false` where there is none.
    fn peel(&mut self, ctx: &Ctx) -> bool {
        if !self.filter.is_empty() {
            self.filter = Filter::of(List::Companies);
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

impl Screen for CompaniesScreen {
    fn place(&self) -> Place {
        Place::Companies
    }

    /// Verbs that need a contact ask for one of the company's people.
    fn target(&self, _ctx: &Ctx) -> Target {
        Target::default()
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.list.selected().map(|company| RecordId::new(RecordKind::Company, company.0))
    }

    fn shown(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        Outcome::Stay
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        match action {
            Action::Open => return self.list.selected().map(|id| Outcome::Go(Goto::Company(id))),
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.next_view(1, ctx),
            Action::PreviousPane => self.next_view(-1, ctx),
            Action::Views | Action::Sort | Action::ListColumns => return viewing::acted(self, action, ctx),
            Action::Filter => {
                self.filter.begin();
                self.list_anew(ctx);
            }
            Action::ScrollDown => self.briefing.scroll(1),
            Action::ScrollUp => self.briefing.scroll(-1),
            Action::Add => return Some(Outcome::Open(company::form::new("", ctx))),
            action if self.moved(action) => {}
            action => return company::act(action, self.list.selected(), ctx),
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
                self.moved(action);
            }
            Typed::Nothing => {}
        }
        Outcome::Stay
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        if let Point::Row(Pane::List, at) = point {
            let before = self.list.selected();
            self.list.go_to(at);
            self.follow(before);
        }
        Outcome::Stay
    }

    fn narrowed(&self) -> Narrowed {
        viewing::narrowed(&self.viewing, self.view as usize, &self.filter)
    }

    fn narrow(&mut self, to: &Narrowed, ctx: &Ctx) {
        viewing::narrow(self, to, ctx);
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {
        self.filter.again();
        (self.looked, self.by_others) = (false, false);
    }

    fn others_changed(&mut self, _entries: &[Entry], _ctx: &Ctx) {
        self.filter.again();
        self.by_others |= self.looked;
        self.looked = false;
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        self.filter.wants()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.filter.answered(answer) {
            self.list_anew(ctx);
        }
        viewing::answered(self, answer, ctx)
    }

    fn waits(&self) -> bool {
        self.viewing.picking
    }

    fn select_company(&mut self, company: CompanyId) {
        self.wanted = Some(company);
        self.looked = false;
    }

    fn selected_company(&self) -> Option<CompanyId> {
        self.list.selected()
    }

    fn listed_companies(&self) -> Rc<Vec<CompanyId>> {
        self.list.kept()
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return self.filter.hints(ctx);
        }
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let view = (ctx.keys.shown(Action::NextPane), say!(ctx.text, "contacts-view"));
        let mut hints = [Action::Open, Action::Filter, Action::Add, Action::Edit].map(of).to_vec();
        hints.extend([
            view,
            of(Action::Views),
            of(Action::Sort),
            of(Action::Log),
            (ctx.keys.shown(Action::Move), say!(ctx.text, "company-merge-hint")),
        ]);
        hints.extend([Action::Tags, Action::Delete, Action::Undo, Action::Help].map(of));
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.look(ctx);
        paint::draw(self, frame, area, ctx);
    }
}
