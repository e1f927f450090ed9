//! One company, full screen: at the left the facts, what is open and its people, at the right all that happened with them while
//! they were there.
//!
//! Owns the focus and going on to the next company. The first line stands for the company itself, the others for a person or
//! what is open with one: verbs act on what the focus stands on.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use super::contact::{draw_facts, unread};
use crate::domain::contact::Job;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::bought::Bought;
use crate::tui::briefing::company::{self as briefing, Around, Line, On};
use crate::tui::briefing::facts::Fact;
use crate::tui::briefing::lines::Lines;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::pages::Pages;
use crate::tui::panes::Half;
use crate::tui::popups::{company, contact, delete, feedback, follow_up, handling, interaction, order};
use crate::tui::spots::{Pane, Point};
use crate::tui::target::{Item, Target};
use crate::tui::theme::Role;
use crate::tui::timeline::Timeline;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::rule;

/// People whose from and to are read, at the most.
const READ: usize = 100;
/// So many of them in one go: each go is a frame, and what is wanted next waits for it.
const AT_ONCE: usize = 20;

/// A company's screen.
pub struct CompanyScreen {
    id: CompanyId,
    /// What `J` and `K` go through.
    listed: Rc<Vec<CompanyId>>,
    pages: Pages,
    timeline: Timeline,
    timeline_focused: bool,
    lines: Lines,
    /// What the focus stands on at the left: it stays there though the lines change.
    on: Option<On>,
    /// The jobs of its people, as far as they have been read.
    jobs: HashMap<ContactId, Vec<Job>>,
    /// Who has to do with it, and what is open: as the book had it when it changed last.
    around: Around,
    /// Whose jobs are yet to be read; `None` where it isn't known who works there.
    unread: Option<VecDeque<ContactId>>,
    reading: Vec<ContactId>,
    /// One could not be read: the others won't be either, until it is tried again.
    held_up: bool,
    bought: Bought,
}

impl CompanyScreen {
    /// `listed`: the companies of the list it is opened from.
    pub fn new(id: CompanyId, listed: Rc<Vec<CompanyId>>) -> Self {
        Self {
            id,
            listed,
            pages: Pages::new(id),
            timeline: Timeline::default(),
            timeline_focused: false,
            lines: Lines::default(),
            on: Some(On::Company),
            jobs: HashMap::new(),
            around: Around::nobody(id),
            unread: None,
            reading: Vec::new(),
            held_up: false,
            bought: Bought::new(id),
        }
    }

    /// The next or previous company of the list.
    fn go_on(&mut self, by: isize, ctx: &Ctx) {
        let at = self.listed.iter().position(|id| *id == self.id);
        let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|to| self.listed.get(to));
        if let Some(id) = to.copied() {
            let timeline_focused = self.timeline_focused;
            *self = Self { timeline_focused, ..Self::new(id, std::mem::take(&mut self.listed)) };
            self.refresh(&[], ctx);
        }
    }

    /// Looks at the book anew; the focus stays on what it stands on.
    fn look(&mut self, ctx: &Ctx) {
        self.around = Around::of(self.id, ctx);
        let lines = self.facts(ctx);
        self.lines.stay(self.on, &lines);
        self.on = self.lines.on(&lines);
    }

    fn facts(&self, ctx: &Ctx) -> Vec<Line> {
        let bought = self.bought.fact(ctx);
        briefing::facts(&self.around, &|contact| self.jobs.get(&contact).cloned(), bought, ctx)
    }

    /// What was to be read wasn't: it is tried again later, if it is worth it.
    fn put_off(&mut self, again: bool) {
        let reading = std::mem::take(&mut self.reading);
        if again {
            let unread = self.unread.get_or_insert_default();
            reading.into_iter().rev().for_each(|contact| unread.push_front(contact));
        }
    }

    fn selected(&self) -> Option<&Record> {
        self.pages.records().get(self.timeline.at())
    }

    /// What Enter does at the left: the contact it stands on opens; on the company the focus goes to the timeline.
    fn open(&mut self, ctx: &Ctx) -> Outcome {
        let contact = self.on.and_then(|on| on.target(ctx).only());
        match contact {
            Some(contact) => Outcome::Go(Goto::Contact(contact)),
            None => {
                self.timeline_focused = true;
                Outcome::Stay
            }
        }
    }

    /// What verbs do in the timeline: the item's own form, its contact, moves.
    fn in_timeline(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        match action {
            Action::Edit => Some(Outcome::Open(match self.selected()? {
                Record::Interaction(one) => interaction::edit(one, self.pages.read(), ctx),
                Record::FollowUp(one) => follow_up::edit(one, self.pages.read(), ctx),
                Record::Feedback(one) => feedback::edit(one, self.pages.read(), ctx),
                Record::Order(one) => order::edit(one, self.pages.read(), ctx),
                _ => return None,
            })),
            // One of which nobody of the company is known.
            Action::Delete if matches!(self.selected(), Some(Record::Order(one)) if one.contact.is_none()) => {
                Some(delete::open(&self.target(ctx), ctx))
            }
            Action::Order if self.target(ctx).contacts.is_empty() => company::act(action, Some(self.id), ctx),
            Action::Done => match self.selected()? {
                Record::Feedback(one) => Some(handling::open(std::slice::from_ref(one), self.pages.read(), ctx)),
                _ => None,
            },
            Action::Open => self.target(ctx).contacts.first().map(|contact| Outcome::Go(Goto::Contact(*contact))),
            Action::Last if self.pages.go_to_end() => Some(Outcome::Stay),
            _ => self.timeline.moved(action, self.pages.records().len()).then_some(Outcome::Stay),
        }
    }
}

impl Screen for CompanyScreen {
    fn place(&self) -> Place {
        Place::Company
    }

    fn focused(&self) -> Option<Half> {
        Some(if self.timeline_focused { Half::Second } else { Half::First })
    }

    fn target(&self, ctx: &Ctx) -> Target {
        if !self.timeline_focused {
            return self.on.map(|on| on.target(ctx)).unwrap_or_default();
        }
        let (contact, item) = match self.selected() {
            Some(Record::Interaction(one)) => {
                let there = one.with.iter().find(|p| p.company == Some(self.id)).or(one.with.first());
                (there.map(|p| p.contact), Some(Item::Interaction(one.id)))
            }
            Some(Record::FollowUp(one)) => (Some(one.contact), Some(Item::FollowUp(one.id))),
            Some(Record::Feedback(one)) => (Some(one.contact), Some(Item::Feedback(one.id))),
            Some(Record::Order(one)) => (one.contact, Some(Item::Order(one.id))),
            _ => (None, None),
        };
        Target { contacts: contact.into_iter().collect(), item, day: None }
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        let history = self.pages.wants(self.timeline.at());
        if history.is_some()
            || !self.pages.rest()
            || self.pages.unread().is_some()
            || !self.reading.is_empty()
            || self.held_up
        {
            return history;
        }
        let around = &self.around;
        let unread = self.unread.get_or_insert_with(|| around.others_first().take(READ).collect());
        self.reading = unread.drain(..unread.len().min(AT_ONCE)).collect();
        if self.reading.is_empty() {
            return self.bought.wants(ctx.today);
        }
        Some(Ask::Contacts(self.reading.clone()))
    }

    fn read_again(&mut self) {
        self.held_up = false;
        self.bought.read_again();
        self.pages.try_again();
    }

    fn waits(&self) -> bool {
        self.timeline_focused && self.pages.wait()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        // What couldn't be read is tried again with the next key.
        self.read_again();
        match action {
            Action::NextPane | Action::PreviousPane => self.timeline_focused = !self.timeline_focused,
            Action::Back if self.timeline_focused => self.timeline_focused = false,
            Action::ScrollDown => self.go_on(1, ctx),
            Action::ScrollUp => self.go_on(-1, ctx),
            Action::GoCompany => {}
            Action::Add => {
                let company = ctx.book.company(self.id)?;
                return Some(Outcome::Open(contact::new_at(&company.name, ctx)));
            }
            action if self.timeline_focused => return self.in_timeline(action, ctx),
            Action::Open => return Some(self.open(ctx)),
            action => {
                let lines = self.facts(ctx);
                if self.lines.moved(action, &lines) {
                    self.on = self.lines.on(&lines);
                } else if self.on == Some(On::Company) {
                    return company::act(action, Some(self.id), ctx);
                } else {
                    return None;
                }
            }
        }
        Some(Outcome::Stay)
    }

    fn point(&mut self, point: Point, ctx: &Ctx) -> Outcome {
        match point {
            Point::Pane(pane) => self.timeline_focused = pane == Pane::Timeline,
            Point::Row(Pane::Timeline, at) => {
                self.timeline_focused = true;
                self.timeline.go_to(at);
            }
            Point::Row(Pane::Facts, at) => {
                self.timeline_focused = false;
                self.lines.go_to(at);
                self.on = self.lines.on(&self.facts(ctx));
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn record(&self) -> Option<RecordId> {
        Some(RecordId::new(RecordKind::Company, self.id.0))
    }

    fn refresh(&mut self, _about: &[ContactId], ctx: &Ctx) {
        self.pages.changed();
        self.bought.changed();
        self.unread = None;
        self.look(ctx);
    }

    fn others_changed(&mut self, entries: &[Entry], ctx: &Ctx) {
        self.pages.others_changed();
        self.bought.changed();
        self.look(ctx);
        // Of its people only those are read again who changed.
        let touched = entries.iter().flat_map(|entry| &entry.touched);
        let is_known = !entries.is_empty() && entries.iter().all(|entry| !entry.touched.is_empty());
        match &mut self.unread {
            Some(unread) if is_known && touched.clone().all(|record| record.kind != RecordKind::Company) => {
                let changed: HashSet<ContactId> = touched
                    .filter(|record| record.kind == RecordKind::Contact)
                    .map(|record| ContactId(record.id))
                    .collect();
                unread.extend(self.around.others_first().take(READ).filter(|contact| changed.contains(contact)));
            }
            unread => *unread = None,
        }
    }

    fn company(&self) -> Option<CompanyId> {
        Some(self.id)
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::new(self.around.contacts().collect())
    }

    fn is_over(&self, ctx: &Ctx) -> bool {
        ctx.book.company(self.id).is_none()
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contacts { ids, contacts } if self.reading == *ids => {
                self.reading.clear();
                self.jobs.extend(contacts.iter().map(|contact| (contact.id, contact.jobs.clone())));
            }
            Answer::Unread { ask: Ask::Contacts(ids), passes, .. } if self.reading == *ids => {
                self.held_up = *passes;
                self.put_off(*passes);
            }
            Answer::Passed(Ask::Contacts(ids)) if self.reading == *ids => self.put_off(true),
            answer if self.bought.answered(answer) => {}
            answer => {
                let on = self.selected().map(Record::id);
                if self.pages.answered(answer) {
                    self.timeline.stays(on, self.timeline_focused, self.pages.records());
                    if let Some(oldest) = self.pages.end() {
                        self.timeline.go_to(oldest);
                    }
                }
            }
        }
        Outcome::Stay
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
        let mut hints = vec![(ctx.keys.shown(Action::NextPane), say!(ctx.text, "contact-pane"))];
        if self.listed.len() > 1 {
            let keys = format!("{}{}", ctx.keys.shown(Action::ScrollDown), ctx.keys.shown(Action::ScrollUp));
            hints.push((keys, say!(ctx.text, "contact-next")));
        }
        hints.push(of(Action::Open));
        if self.on == Some(On::Company) && !self.timeline_focused {
            hints.push((ctx.keys.shown(Action::Move), say!(ctx.text, "company-merge-hint")));
            hints.extend([Action::Edit, Action::Log, Action::Tags, Action::Delete, Action::Undo, Action::Help].map(of));
        } else {
            let rest = super::table_hints(self.place(), ctx);
            hints.extend(rest.into_iter().filter(|hint| *hint != of(Action::Filter) && *hint != of(Action::Add)));
        }
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let halves = match area.width >= NARROW {
            true => ctx.sharing.beside(self.panes(), area, area.width * 2 / 5),
            false => ctx.sharing.stacked(self.panes(), area, area.height / 2),
        };
        if let Some(facts) = halves.first {
            self.draw_facts(frame, facts, ctx);
        }
        if let Some(border) = halves.border {
            rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
        }
        if let Some(timeline) = halves.second {
            self.draw_timeline(frame, timeline, ctx);
        }
    }
}

impl CompanyScreen {
    fn draw_facts(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let name = ctx.book.company(self.id).map_or("", |company| &company.name);
        rule::title(frame.buffer_mut(), Rect { height: 1, ..area }, name, !self.timeline_focused, ctx.theme);
        let inner = Rect { y: area.y + 1, height: area.height - 1, ..area };
        ctx.spots.pane(area, Pane::Facts);
        let lines = self.facts(ctx);
        self.lines.draw(&lines, !self.timeline_focused, frame, inner, ctx);
    }

    fn draw_timeline(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let inner = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let records = self.pages.records();
        let words = self.pages.title(ctx);
        ctx.spots.pane(area, Pane::Timeline);
        rule::title(frame.buffer_mut(), Rect { height: 1, ..area }, &words, self.timeline_focused, ctx.theme);
        let place = match self.pages.unread() {
            Some(why) => draw_facts(&[unread(why)], frame, inner, ctx),
            None => inner,
        };
        if !records.is_empty() {
            self.timeline.draw(records, None, self.timeline_focused, frame, place, ctx);
        } else if self.pages.are_read() {
            let words = match ctx.read_only {
                true => say!(ctx.text, "company-timeline-empty-read-only"),
                false => say!(ctx.text, "company-timeline-empty", key = ctx.keys.shown(Action::Log)),
            };
            draw_facts(&[Fact::new(words, Role::Dim)], frame, place, ctx);
        }
    }
}
