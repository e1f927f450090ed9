//! One contact, full screen: the facts at the left, the timeline at the right.
//!
//! Owns what is read of the contact and when, the focus, and going on to the next record. While something is being read, or
//! can't be, what the book knows stays in sight.

mod facts;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Screen;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::say;
use crate::store::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::bought::Bought;
use crate::tui::briefing::facts::{Fact, past};
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::outcome::Outcome;
use crate::tui::pages::Pages;
use crate::tui::panes::Half;
use crate::tui::popups::{feedback, follow_up, handling, interaction, order};
use crate::tui::spots::{Pane, Point};
use crate::tui::target::{Item, Target};
use crate::tui::theme::Role;
use crate::tui::timeline::Timeline;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::rule;

/// How far the full record has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Full {
    /// It is to be read, since something changed.
    Wanted,
    Asked,
    Read,
    Unread,
}

/// A contact's screen.
pub struct ContactScreen {
    id: ContactId,
    /// What `J` and `K` go through.
    listed: Rc<Vec<ContactId>>,
    contact: Option<Box<Contact>>,
    full: Full,
    pages: Pages,
    timeline: Timeline,
    timeline_focused: bool,
    /// The record of the timeline for which it was opened: leaving it leaves the screen.
    opened_on: Option<RecordId>,
    facts: Scroll,
    fact_lines: usize,
    bought: Bought,
}

impl ContactScreen {
    /// `listed`: the contacts of the list it is opened from.
    pub fn new(id: ContactId, listed: Rc<Vec<ContactId>>) -> Self {
        Self {
            id,
            listed,
            contact: None,
            full: Full::Wanted,
            pages: Pages::new(id),
            timeline: Timeline::default(),
            timeline_focused: false,
            opened_on: None,
            facts: Scroll::default(),
            fact_lines: 0,
            bought: Bought::new(id),
        }
    }

    /// With the focus on a record of its timeline.
    pub fn on(self, record: RecordId) -> Self {
        let pages = self.pages.seeking(record);
        Self { timeline_focused: true, opened_on: Some(record), pages, ..self }
    }

    /// The next or previous record of the list.
    fn go_on(&mut self, by: isize) {
        let at = self.listed.iter().position(|id| *id == self.id);
        let to = at.and_then(|at| at.checked_add_signed(by)).and_then(|to| self.listed.get(to));
        if let Some(id) = to.copied() {
            let listed = std::mem::take(&mut self.listed);
            let timeline_focused = self.timeline_focused;
            *self = Self { timeline_focused, ..Self::new(id, listed) };
        }
    }

    fn selected(&self) -> Option<&Record> {
        self.pages.records().get(self.timeline.at())
    }

    /// The item's own form.
    fn edit(&self, ctx: &Ctx) -> Option<Outcome> {
        match self.selected()? {
            Record::Interaction(one) => Some(Outcome::Open(interaction::edit(one, self.pages.read(), ctx))),
            Record::FollowUp(one) => Some(Outcome::Open(follow_up::edit(one, self.pages.read(), ctx))),
            Record::Feedback(one) => Some(Outcome::Open(feedback::edit(one, self.pages.read(), ctx))),
            Record::Order(one) => Some(Outcome::Open(order::edit(one, self.pages.read(), ctx))),
            _ => None,
        }
    }
}

impl Screen for ContactScreen {
    fn place(&self) -> Place {
        Place::Contact
    }

    fn focused(&self) -> Option<Half> {
        Some(if self.timeline_focused { Half::Second } else { Half::First })
    }

    fn target(&self, _ctx: &Ctx) -> Target {
        let focused = self.selected().filter(|_| self.timeline_focused);
        let item = focused.and_then(|record| match record {
            Record::Interaction(r) => Some(Item::Interaction(r.id)),
            Record::FollowUp(r) => Some(Item::FollowUp(r.id)),
            Record::Feedback(r) => Some(Item::Feedback(r.id)),
            Record::Order(r) => Some(Item::Order(r.id)),
            _ => None,
        });
        Target { contacts: vec![self.id], item, day: None }
    }

    fn wants(&mut self, ctx: &Ctx) -> Option<Ask> {
        let history = self.pages.wants(self.timeline.at());
        if history.is_none() && self.pages.rest() && self.pages.unread().is_none() && self.full == Full::Wanted {
            self.full = Full::Asked;
            return Some(Ask::Contact(self.id));
        }
        if history.is_none() && self.full == Full::Read {
            return self.bought.wants(ctx.today);
        }
        history
    }

    fn read_again(&mut self) {
        self.pages.try_again();
        self.bought.read_again();
        if self.full == Full::Unread {
            self.full = Full::Wanted;
        }
    }

    fn waits(&self) -> bool {
        self.timeline_focused && self.pages.wait()
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        // What couldn't be read is tried again with the next key.
        self.read_again();
        match action {
            Action::NextPane | Action::PreviousPane => {
                self.opened_on = None;
                self.timeline_focused = !self.timeline_focused;
            }
            Action::Back if self.opened_on.take().is_some() => return None,
            Action::Back if self.timeline_focused => self.timeline_focused = false,
            Action::ScrollDown => self.go_on(1),
            Action::ScrollUp => self.go_on(-1),
            Action::Done if self.timeline_focused && matches!(self.selected(), Some(Record::Feedback(_))) => {
                let Some(Record::Feedback(one)) = self.selected() else { return None };
                return Some(handling::open(std::slice::from_ref(one), self.pages.read(), ctx));
            }
            Action::Edit if self.timeline_focused => return self.edit(ctx),
            Action::Open => self.timeline_focused = true,
            Action::Last if self.timeline_focused && self.pages.go_to_end() => {}
            action if self.timeline_focused => {
                return self.timeline.moved(action, self.pages.records().len()).then_some(Outcome::Stay);
            }
            Action::Down => self.facts.by(1, self.fact_lines),
            Action::Up => self.facts.by(-1, self.fact_lines),
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    fn point(&mut self, point: Point, _ctx: &Ctx) -> Outcome {
        let (Point::Pane(pane) | Point::Row(pane, _)) = point else { return Outcome::Stay };
        if self.timeline_focused != (pane == Pane::Timeline) {
            self.opened_on = None;
            self.timeline_focused = pane == Pane::Timeline;
        }
        if let Point::Row(Pane::Timeline, at) = point {
            self.timeline.go_to(at);
        }
        Outcome::Stay
    }

    fn record(&self) -> Option<RecordId> {
        Some(RecordId::new(RecordKind::Contact, self.id.0))
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {
        self.pages.changed();
        self.bought.changed();
        self.full = Full::Wanted;
    }

    fn others_changed(&mut self, entries: &[Entry], _ctx: &Ctx) {
        // With whom something happened stands in the timeline alone.
        let is_other = |record: &RecordId| match record.kind {
            RecordKind::Contact | RecordKind::AgendaMark => record.id != self.id.0,
            RecordKind::Company => true,
            _ => false,
        };
        let concerns = |entry: &Entry| entry.touched.is_empty() || !entry.touched.iter().all(is_other);
        if entries.is_empty() || entries.iter().any(concerns) {
            self.pages.others_changed();
            self.bought.changed();
            self.full = Full::Wanted;
        }
    }

    fn is_over(&self, ctx: &Ctx) -> bool {
        ctx.book.contact(self.id).is_none()
    }

    fn answered(&mut self, answer: &Answer, _ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contact { id, contact, .. } if *id == self.id => {
                self.contact.clone_from(contact);
                self.full = Full::Read;
            }
            Answer::Unread { ask: Ask::Contact(id), .. } if *id == self.id => self.full = Full::Unread,
            Answer::Passed(Ask::Contact(id)) if *id == self.id => self.full = Full::Wanted,
            answer if self.bought.answered(answer) => {}
            answer => {
                let on = self.selected().map(Record::id);
                if self.pages.answered(answer) {
                    self.timeline.stays(on, self.timeline_focused, self.pages.records());
                    if let Some(oldest) = self.pages.end() {
                        self.timeline.go_to(oldest);
                    }
                    if let Some(place) = self.pages.found() {
                        self.timeline.go_to(place);
                    }
                }
            }
        }
        Outcome::Stay
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        let mut hints = vec![(ctx.keys.shown(Action::NextPane), say!(ctx.text, "contact-pane"))];
        if self.listed.len() > 1 {
            let keys = format!("{}{}", ctx.keys.shown(Action::ScrollDown), ctx.keys.shown(Action::ScrollUp));
            hints.push((keys, say!(ctx.text, "contact-next")));
        }
        hints.extend(super::table_hints(self.place(), ctx).into_iter().filter(|hint| {
            // There is no list to filter here.
            *hint != (ctx.keys.shown(Action::Filter), Action::Filter.label(ctx.text))
        }));
        hints
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let halves = match area.width >= NARROW {
            true => ctx.sharing.beside(self.panes(), area, area.width * 2 / 5),
            false => ctx.sharing.stacked(self.panes(), area, area.height * 2 / 5),
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

impl ContactScreen {
    fn draw_facts(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let title = Rect { height: 1, ..area };
        let place = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
        ctx.spots.pane(area, Pane::Facts);
        rule::title(frame.buffer_mut(), title, ctx.name(self.id), !self.timeline_focused, ctx.theme);
        let facts = facts::of(self.id, self.contact.as_deref(), &self.bought, ctx);
        let lines: Vec<Line> = facts.iter().flat_map(|fact| fact.lines(usize::from(place.width), ctx.theme)).collect();
        self.fact_lines = lines.len();
        self.facts.height = place.height.into();
        self.facts.by(0, lines.len());
        let (above, in_sight) = (self.facts.offset, self.facts.offset + self.facts.height);
        for (y, line) in (place.y..place.bottom()).zip(lines.into_iter().skip(self.facts.offset)) {
            frame.render_widget(Row(line), Rect { y, height: 1, ..place });
        }
        let edge = Rect { x: area.x, width: area.width, ..place };
        list::more(above, self.fact_lines.saturating_sub(in_sight), frame, edge, ctx.theme);
    }

    fn draw_timeline(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let title = Rect { height: 1, ..area };
        let place = Rect { x: area.x, y: area.y + 1, width: area.width, height: area.height - 1 };
        let records = self.pages.records();
        let words = self.pages.title(ctx);
        ctx.spots.pane(area, Pane::Timeline);
        rule::title(frame.buffer_mut(), title, &words, self.timeline_focused, ctx.theme);
        let place = match self.pages.unread() {
            Some(why) => draw_facts(&[unread(why)], frame, place, ctx),
            None => place,
        };
        if !records.is_empty() {
            self.timeline.draw(records, Some(self.id), self.timeline_focused, frame, place, ctx);
        } else if self.pages.are_read() {
            let words = match ctx.read_only {
                true => say!(ctx.text, "timeline-empty-read-only"),
                false => say!(ctx.text, "timeline-empty", key = ctx.keys.shown(Action::Log)),
            };
            draw_facts(&[Fact::new(words, Role::Dim)], frame, place, ctx);
        } else {
            // Until it is read, what the book knows.
            let facts = ctx.book.contact(self.id).map(|row| past(row, ctx)).unwrap_or_default();
            draw_facts(&facts, frame, place, ctx);
        }
    }
}

/// Why something can't be read, where it would stand.
pub(super) fn unread(why: &str) -> Fact {
    Fact::new(why, Role::Warning).lead("! ", Role::Warning)
}

/// Paints them from the area's top on, and gives what is left of it.
pub(super) fn draw_facts(facts: &[Fact], frame: &mut Frame, area: Rect, ctx: &Ctx) -> Rect {
    let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let lines: Vec<Line> = facts.iter().flat_map(|fact| fact.lines(usize::from(place.width), ctx.theme)).collect();
    let used = (lines.len() as u16).min(area.height);
    for (y, line) in (place.y..place.bottom()).zip(lines) {
        frame.render_widget(Row(line), Rect { y, height: 1, ..place });
    }
    Rect { y: area.y + used, height: area.height - used, ..area }
}
