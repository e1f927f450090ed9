//! The screens: one file each. A screen has a list or a record, knows what its verbs act on, and handles the actions that are its
//! own; verbs that mean the same everywhere are the app's.

pub mod agenda;
pub mod columns;
pub mod companies;
pub mod company;
pub mod contact;
pub mod contacts;
pub mod duplicates;
pub mod feedback;
pub mod import;
pub mod month;
pub mod reports;
pub mod said;
pub mod welcome;

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::store::Entry;

use super::action::{Action, Place};
use super::answer::Answer;
use super::ctx::Ctx;
use super::effect::Ask;
use super::event::Input;
use super::filter::AsTyped;
use super::long_work::LongWork;
use super::outcome::Outcome;
use super::panes::{Half, Panes};
use super::spots::Point;
use super::target::Target;

/// A full screen below the header.
pub trait Screen {
    fn place(&self) -> Place;

    /// What verbs act on.
    fn target(&self, ctx: &Ctx) -> Target;

    /// The screen comes up, for the first time or again: what it needs from the world.
    fn shown(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// What the selection stands on, whatever is marked: what stands beside a list tells of that.
    fn selected(&self, ctx: &Ctx) -> Option<RecordId> {
        self.target(ctx).contacts.first().map(|contact| RecordId::new(RecordKind::Contact, contact.0))
    }

    /// Which of its two panes has the keys; `None` where only the first can have them, or there is one alone.
    fn focused(&self) -> Option<Half> {
        None
    }

    /// Its panes, for how they share the room.
    fn panes(&self) -> Panes {
        Panes { place: self.place(), focused: self.focused() }
    }

    /// How many are marked: verbs act on those.
    fn marked(&self) -> usize {
        0
    }

    /// Who of the marked isn't listed, by id: the filter hides them, and verbs act on them all the same.
    fn unseen(&mut self, _ctx: &Ctx) -> Vec<ContactId> {
        Vec::new()
    }

    /// An action of this place. `None` if it is none of the screen's own.
    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome>;

    /// Whether keys are text at the moment (a filter is being typed).
    fn is_typing(&self) -> bool {
        false
    }

    /// A key or paste while `is_typing`.
    fn typed(&mut self, _input: &Input, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// Something that it painted was clicked.
    fn point(&mut self, _point: Point, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// Whether its rows can be marked now.
    fn marks(&self) -> bool {
        Action::Mark.info().places.contains(&self.place())
    }

    /// The book, the day or the agenda changed. `about`: whose rows this session's own act was about, so that the selection
    /// moves on from them; empty when others did it.
    fn refresh(&mut self, about: &[ContactId], ctx: &Ctx);

    /// Others did this: what it shows follows, and nothing jumps.
    fn others_changed(&mut self, _entries: &[Entry], ctx: &Ctx) {
        self.refresh(&[], ctx);
    }

    /// The contact or company that it shows, where it is one's screen.
    fn record(&self) -> Option<RecordId> {
        None
    }

    /// To what its list is narrowed.
    fn narrowed(&self) -> Narrowed {
        Narrowed::default()
    }

    /// Its list is narrowed to that again.
    fn narrow(&mut self, _to: &Narrowed, _ctx: &Ctx) {}

    /// The company that it shows, where it is one's screen.
    fn company(&self) -> Option<CompanyId> {
        None
    }

    /// What it has to read now, while it is shown; asked after every event.
    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        None
    }

    /// What couldn't be read is to be wanted again: it may be readable by now.
    fn read_again(&mut self) {}

    /// Whether keys have to wait until what it is reading has come: without that it isn't known what they are meant for.
    fn waits(&self) -> bool {
        false
    }

    /// What it waits for, and how far that is.
    fn working(&self) -> Option<&LongWork> {
        None
    }

    /// The contacts it lists, in their order: what `J` and `K` go through in a record that is opened from it.
    fn listed(&self) -> Rc<Vec<ContactId>> {
        Rc::default()
    }

    /// The companies it lists: the same for those.
    fn listed_companies(&self) -> Rc<Vec<CompanyId>> {
        Rc::default()
    }

    /// The company that is selected, where companies are listed.
    fn selected_company(&self) -> Option<CompanyId> {
        None
    }

    /// Whether it has nothing more to show and goes away.
    fn is_over(&self, _ctx: &Ctx) -> bool {
        false
    }

    /// The selection goes to this contact, if it is in the list.
    fn select(&mut self, _contact: ContactId) {}

    /// The same for a company.
    fn select_company(&mut self, _company: CompanyId) {}

    /// Keys that apply here, each with a word, for the footer; those of the action table unless the screen says otherwise.
    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        table_hints(self.place(), ctx)
    }

    /// An answer to something asked: by it or by another.
    fn answered(&mut self, _answer: &Answer, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx);
}

/// To what a list is narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Which of the screen's views is in force, and the name of one that is kept.
    pub view: usize,
    pub kept: Option<String>,
    pub filter: AsTyped,
}

/// What is done to several, for the footer while so many are marked, of whom some may be `unseen`; then the place's own keys.
pub fn marked_hints(marked: usize, unseen: usize, place: Place, ctx: &Ctx) -> Vec<(String, String)> {
    const CONTACTS: &[Action] =
        &[Action::Tags, Action::FollowUp, Action::Edit, Action::Snooze, Action::Off, Action::Delete, Action::Log];
    const FEEDBACK: &[Action] =
        &[Action::Done, Action::Delete, Action::Tags, Action::FollowUp, Action::Off, Action::Log];
    let verbs = if place == Place::Feedback { FEEDBACK } else { CONTACTS };
    let words = match unseen {
        0 => say!(ctx.text, "hint-marked"),
        unseen => say!(ctx.text, "hint-marked-unseen", unseen = unseen),
    };
    let mut hints = vec![(marked.to_string(), words)];
    hints.extend(verbs.iter().map(|action| (ctx.keys.shown(*action), action.label(ctx.text))));
    hints.push((ctx.keys.shown(Action::Back), say!(ctx.text, "hint-unmark")));
    let rest: Vec<_> = table_hints(place, ctx).into_iter().filter(|hint| !hints.contains(hint)).collect();
    hints.extend(rest);
    hints
}

/// Named in the footer where nothing can be changed: there is room for them.
const READING: [Action; 4] = [Action::Open, Action::Search, Action::Copy, Action::Palette];

/// The keys of a place with a word each, in the action table's order.
pub fn table_hints(place: Place, ctx: &Ctx) -> Vec<(String, String)> {
    let named = |action: &Action| action.info().footer || ctx.read_only && READING.contains(action);
    let shown = Action::of(place, ctx.read_only).filter(named);
    shown.map(|action| (ctx.keys.shown(action), action.label(ctx.text))).collect()
}
