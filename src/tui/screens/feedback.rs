//! All feedback by state and age: complaints first, then what is acknowledged, what else is open, and what the customer is
//! still to be told of; closed feedback only when asked for. Or as it is sorted, or as a view that is kept has it.
//!
//! Owns the views, the selection (it belongs to the feedback, not to the row) and marks. What is read of the closed ones is
//! `closed`'s, which view is taken `views`', how it is painted `layout`'s.

mod closed;
mod layout;
mod rows;
mod views;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Narrowed, Screen};
use crate::domain::book::Grievance;
use crate::domain::feedback::{Feedback, Order, Section};
use crate::domain::id::{ContactId, FeedbackId, IdSet};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::{Query, fold};
use crate::domain::view::{self, List, Value};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::filter::{Filter, Typed};
use crate::tui::listing::viewing::{self, Viewing};
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::{delete, feedback, handling, scores, topics};
use crate::tui::selection::Selection;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::{Item, Target};
use crate::tui::views::Taken;
use crate::tui::widgets::anchor::Anchor;
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
    /// One that is kept, of what isn't closed.
    Kept,
}

/// Those that are always there.
const VIEWS: [View; 3] = [View::Open, View::ToBeTold, View::All];

/// What is listed, as it was when it was last looked.
struct Listed {
    id: FeedbackId,
    contact: ContactId,
    section: Section,
    /// Its topic, where it stands by topics.
    topic: Option<String>,
    /// All of it, where the book may not have it; else it is taken from there when it is in sight.
    copy: Option<Box<Feedback>>,
}

impl Listed {
    fn of<'a>(&'a self, ctx: &Ctx<'a>) -> Option<&'a Feedback> {
        self.copy.as_deref().or_else(|| ctx.book.feedback(self.id))
    }
}

/// The list's state.
pub struct FeedbackScreen {
    view: View,
    filter: Filter,
    viewing: Viewing,
    list: Selection<FeedbackId>,
    anchor: Anchor<FeedbackId>,
    /// What is listed, in its order.
    feedback: Vec<Listed>,
    /// What is marked and hidden by the filter.
    hidden: Vec<Listed>,
    /// How much isn't closed, and how much of it is to be told.
    counts: (usize, usize),
    closed: Closed,
    /// What of the text and the briefing beside the list is in sight, and how many lines there are.
    pane: Scroll,
    pane_lines: usize,
    /// Whose feedback is to be selected once the book is looked at.
    wanted: Option<ContactId>,
    /// The book changed since it was looked at: a list that nobody sees isn't sorted.
    stale: bool,
}

impl Default for FeedbackScreen {
    fn default() -> Self {
        Self {
            view: View::default(),
            filter: Filter::default(),
            viewing: Viewing::of(List::Feedback),
            list: Selection::default(),
            anchor: Anchor::default(),
            feedback: Vec::new(),
            hidden: Vec::new(),
            counts: (0, 0),
            closed: Closed::default(),
            pane: Scroll::default(),
            pane_lines: 0,
            wanted: None,
            stale: false,
        }
    }
}

impl FeedbackScreen {
    /// Looks at the book anew, if it changed. Where closed feedback is listed too, that has to be read before: until then the
    /// list stays as it is.
    fn look(&mut self, ctx: &Ctx) {
        if self.stale && !self.waits_for_closed() {
            self.stale = false;
            self.list_anew(ctx);
        }
    }

    fn waits_for_closed(&self) -> bool {
        self.view == View::All && self.closed.is_stale()
    }

    /// Lists anew. The selection stays with its feedback, else goes to the one in its place.
    fn list_anew(&mut self, ctx: &Ctx) {
        self.counts = ctx.book.grievances().fold((0, 0), |(all, to_be_told), one| {
            (all + 1, to_be_told + usize::from(one.section() == Section::ToBeTold))
        });
        // They stay in their order: where somebody is really called that, scattered letters don't fit.
        let mut listed = self.listed(Some(&self.filter.query().in_earnest()), ctx);
        if listed.is_empty() {
            listed = self.listed(Some(self.filter.query()), ctx);
        }
        let before = self.list.selected();
        let wanted = self.wanted.take();
        let of_wanted = |one: &&Listed| Some(one.contact) == wanted;
        // One of theirs stays selected, if it is.
        let stays = listed.iter().filter(of_wanted).find(|one| Some(one.id) == before);
        let brought = stays.or_else(|| listed.iter().find(of_wanted)).map(|one| one.id);
        self.list.list(listed.iter().map(|one| one.id).collect::<Vec<_>>(), brought);
        self.feedback = listed;
        self.follow(before);
        self.keep_marks(ctx);
    }

    /// What the view holds stays marked, also what the filter hides.
    fn keep_marks(&mut self, ctx: &Ctx) {
        self.hidden.clear();
        if self.list.marked.is_idle() {
            return;
        }
        let all = self.listed(None, ctx);
        let known: IdSet<FeedbackId> = all.iter().map(|one| one.id).collect();
        self.list.marked.keep(|id| known.contains(id));
        let unseen: IdSet<FeedbackId> = self.list.unseen().collect();
        self.hidden = all.into_iter().filter(|one| unseen.contains(&one.id)).collect();
    }

    /// What the view holds and the filter lets through, asking this; all of it where nothing is asked.
    fn listed(&self, query: Option<&Query>, ctx: &Ctx) -> Vec<Listed> {
        let reads_closed = self.view == View::All;
        let (lets_all_through, query) = match query {
            Some(query) => (self.filter.lets_all_through(), query),
            None => (true, &Query::default()),
        };
        let said_with = self.filter.said_with();
        // What is asked of the contact: tier, stage, company, whether they are due.
        let of_contact = ctx.query(query).of_contact();
        let asked = of_contact.as_ref().map(|query| ctx.index().asked(query));
        let is_meant = |one: &Feedback| asked.as_ref().is_none_or(|asked| asked.fits(one.contact));
        let by_text = |one: &Feedback| is_meant(one) && view::feedback_fits(query, one, ctx.book);
        let in_view = self.in_view(ctx);
        let of_book = |id| ctx.book.feedback(id);
        let known =
            ctx.book.grievances().filter(|one| self.view != View::ToBeTold || one.section() == Section::ToBeTold);
        let fits = |one: &&Grievance| {
            (in_view.is_none() || of_book(one.id).is_some_and(|one| in_view.as_ref().is_none_or(|fits| fits(one))))
                && (lets_all_through || said_with.contains(&one.contact) || of_book(one.id).is_some_and(by_text))
        };
        let by_topic = self.view == View::ToBeTold;
        let known = known.filter(fits).map(|one| {
            let topic = by_topic.then(|| of_book(one.id).map_or(String::new(), |one| one.topic.trim().to_owned()));
            let copy = if reads_closed { of_book(one.id).cloned().map(Box::new) } else { None };
            (one.order(), Listed { id: one.id, contact: one.contact, section: one.section(), topic, copy })
        });
        // What was opened again since it was read stands in the book.
        let closed = if reads_closed { self.closed.known() } else { &[] };
        let closed = closed.iter().filter(|one| of_book(one.id).is_none());
        let closed =
            closed.filter(|one| lets_all_through || by_text(one) || said_with.contains(&one.contact)).map(|one| {
                let copy = Some(Box::new(one.clone()));
                (one.order(), Listed { id: one.id, contact: one.contact, section: one.section(), topic: None, copy })
            });
        let mut listed: Vec<(Order, Listed)> = known.chain(closed).collect();
        listed.sort_unstable_by_key(|(order, _)| *order);
        if by_topic {
            by_topics(&mut listed);
        }
        view::sort(&mut listed, &self.viewing.look.sort, |(_, one), column| {
            one.of(ctx).map_or(Value::Nothing, |one| view::of_feedback(column, one, ctx.book, ctx.today))
        });
        listed.into_iter().map(|(_, one)| one).collect()
    }

    /// The selected one.
    fn one<'a>(&'a self, ctx: &Ctx<'a>) -> Option<&'a Feedback> {
        self.feedback.get(self.list.at())?.of(ctx)
    }

    /// The marked ones, those in sight first; else the selected one.
    fn meant(&self) -> impl Iterator<Item = &Listed> {
        let (marked, selected) = (&self.list.marked, self.list.selected());
        let is_meant = move |one: &&Listed| match marked.is_empty() {
            true => Some(one.id) == selected,
            false => marked.contains(&one.id),
        };
        self.feedback.iter().chain(&self.hidden).filter(is_meant)
    }

    /// The text beside the list is that of the selected one.
    fn follow(&mut self, before: Option<FeedbackId>) {
        if self.list.selected() != before {
            self.pane.offset = 0;
        }
    }

    fn moved(&mut self, action: Action) -> bool {
        let before = self.list.selected();
        let is_move = self.list.moved(action);
        self.follow(before);
        is_move
    }

    fn go_to(&mut self, view: View, ctx: &Ctx) {
        self.view = view;
        self.list.marked.end_range();
        self.stale = true;
        self.look(ctx);
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
        } else if self.view != View::Open {
            self.view = View::Open;
        } else {
            return false;
        }
        self.list_anew(ctx);
        true
    }
}

/// Topic by topic, the one of which most wait first; what has none stands last.
fn by_topics(listed: &mut [(Order, Listed)]) {
    let key = |one: &Listed| one.topic.as_deref().map(fold).unwrap_or_default();
    let mut counts: HashMap<String, usize> = HashMap::new();
    listed.iter().for_each(|(_, one)| *counts.entry(key(one)).or_default() += 1);
    listed.sort_by_cached_key(|(_, one)| {
        let topic = key(one);
        (topic.is_empty(), Reverse(counts.get(&topic).copied()), topic)
    });
}

/// Whose feedback it is, each once.
fn whose<'a>(feedback: impl IntoIterator<Item = &'a Listed>) -> Vec<ContactId> {
    let mut seen = HashSet::new();
    feedback.into_iter().map(|one| one.contact).filter(|contact| seen.insert(*contact)).collect()
}

fn record(id: FeedbackId) -> RecordId {
    RecordId::new(RecordKind::Feedback, id.0)
}

impl Screen for FeedbackScreen {
    fn place(&self) -> Place {
        Place::Feedback
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        let contacts = whose(self.meant());
        let item = self.list.selected().filter(|_| self.list.marked.is_empty()).map(Item::Feedback);
        Target { contacts, item, day: None }
    }

    fn shown(&mut self, ctx: &Ctx) -> Outcome {
        self.look(ctx);
        Outcome::Stay
    }

    fn selected(&self, _ctx: &Ctx) -> Option<RecordId> {
        self.list.selected().map(record)
    }

    fn marked(&self) -> usize {
        self.list.marked.len()
    }

    fn unseen(&mut self, ctx: &Ctx) -> Vec<ContactId> {
        self.look(ctx);
        let in_sight: IdSet<ContactId> = self.feedback.iter().map(|one| one.contact).collect();
        let hidden = self.hidden.iter().filter(|one| self.list.marked.contains(&one.id));
        let mut unseen: Vec<ContactId> = whose(hidden).into_iter().filter(|id| !in_sight.contains(id)).collect();
        unseen.sort_unstable();
        unseen
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        self.look(ctx);
        self.closed.try_again();
        let views = self.views();
        let place = views.iter().position(|view| *view == self.view).unwrap_or(0);
        match action {
            Action::Scores => return Some(Outcome::Open(Box::new(scores::Scores))),
            Action::Topics => return Some(Outcome::Open(Box::new(topics::Topics))),
            Action::Views | Action::Sort | Action::ListColumns => return viewing::acted(self, action, ctx),
            Action::Open => {
                let one = self.feedback.get(self.list.at());
                return one.map(|one| Outcome::Go(Goto::Entry(one.contact, record(one.id))));
            }
            Action::Back => return self.peel(ctx).then_some(Outcome::Stay),
            Action::NextPane => self.go_to(views[(place + 1) % views.len()], ctx),
            Action::PreviousPane => self.go_to(views[(place + views.len() - 1) % views.len()], ctx),
            Action::ScrollDown => self.pane.by(1, self.pane_lines),
            Action::ScrollUp => self.pane.by(-1, self.pane_lines),
            Action::Filter => {
                self.list.marked.end_range();
                self.filter.begin();
                self.list_anew(ctx);
            }
            Action::Mark => {
                let before = self.list.selected();
                self.list.mark();
                self.follow(before);
            }
            Action::MarkRange => self.list.mark_range(),
            Action::MarkAll => self.list.mark_all(),
            Action::Done if !self.list.is_empty() => {
                self.list.marked.end_range();
                let known = |one: &Listed| ctx.book.feedback(one.id).or_else(|| one.of(ctx)).cloned();
                let meant: Vec<Feedback> = self.meant().filter_map(known).collect();
                let are_known = meant.iter().all(|one| ctx.book.feedback(one.id).is_some());
                let read = if are_known { ctx.read } else { self.closed.read().min(ctx.read) };
                return Some(handling::open(&meant, read, ctx));
            }
            Action::Edit => {
                // A closed one is as old as it was read.
                return self.one(ctx).map(|one| match ctx.book.feedback(one.id) {
                    Some(known) => Outcome::Open(feedback::edit(known, ctx.read, ctx)),
                    None => Outcome::Open(feedback::edit(one, self.closed.read(), ctx)),
                });
            }
            Action::Delete if !self.list.is_empty() => {
                self.list.marked.end_range();
                let meant: Vec<Feedback> = self.meant().filter_map(|one| one.of(ctx)).cloned().collect();
                return Some(delete::feedback(&meant, ctx));
            }
            action if self.moved(action) => {}
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
            Typed::Changed => self.list_anew(ctx),
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

    fn refresh(&mut self, about: &[ContactId], _ctx: &Ctx) {
        if !about.is_empty() {
            // This session's act was done with what was marked.
            let about: HashSet<&ContactId> = about.iter().collect();
            let all = self.feedback.iter().chain(&self.hidden);
            let done = all.filter(|one| about.contains(&one.contact)).map(|one| one.id);
            self.list.marked.done(&done.collect::<Vec<_>>());
        }
        self.filter.again();
        self.stale = true;
        self.closed.changed();
    }

    fn others_changed(&mut self, _entries: &[Entry], _ctx: &Ctx) {
        self.filter.again();
        self.stale = true;
        self.closed.others_changed();
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        self.look(ctx);
        let ahead = self.feedback.len().saturating_sub(self.list.at());
        let closed = if self.view == View::All { self.closed.wants(ahead) } else { None };
        closed.or_else(|| self.filter.wants())
    }

    fn read_again(&mut self) {
        self.closed.try_again();
    }

    fn waits(&self) -> bool {
        self.viewing.picking || self.waits_for_closed() && !self.closed.is_others()
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        if self.filter.answered(answer) {
            self.list_anew(ctx);
        } else if self.closed.answered(answer) && self.view == View::All {
            self.stale = true;
            self.look(ctx);
        }
        viewing::answered(self, answer, ctx)
    }

    fn select(&mut self, contact: ContactId) {
        self.wanted = Some(contact);
        self.stale = true;
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::new(whose(&self.feedback))
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.filter.is_typing() {
            return self.filter.hints(ctx);
        }
        if !self.list.marked.is_empty() {
            return super::marked_hints(self.list.marked.len(), self.list.unseen().count(), self.place(), ctx);
        }
        let hint = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let mut hints = vec![
            hint(Action::Done),
            hint(Action::Log),
            hint(Action::Open),
            (ctx.keys.shown(Action::NextPane), say!(ctx.text, "contacts-view")),
            hint(Action::Filter),
            hint(Action::Views),
            hint(Action::Sort),
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
