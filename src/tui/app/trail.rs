//! Where one has been: back and forward through it, the view before, and the records that were visited last.
//!
//! A stop is a screen with what was opened over it. What changes in a place (its view, its filter, the selection, the next record
//! by `J`) stays in its stop; going anywhere makes another one.

use super::App;
use super::world::World;
use crate::config::left::{self, Keep};
use crate::domain::book::Book;
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::screens::Narrowed;
use crate::tui::widgets::toast::Toast;

/// Stops that are remembered.
const STOPS: usize = 100;

/// What is open over a tab, as far as one can return to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Record(RecordId),
    Month,
    Duplicates,
    Said,
}

/// A place, as it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    pub tab: usize,
    pub over: Vec<Over>,
    /// The tab's view and filter.
    pub narrowed: Narrowed,
    pub selected: Option<RecordId>,
}

impl Stop {
    fn is_at(&self, other: &Self) -> bool {
        self.tab == other.tab && self.over == other.over
    }

    /// The record that is shown.
    fn record(&self) -> Option<RecordId> {
        match self.over.last() {
            Some(Over::Record(record)) => Some(*record),
            _ => None,
        }
    }

    /// Whether it is the next record, or the previous one, on the same screen.
    fn is_beside(&self, other: &Self) -> bool {
        let kind = |stop: &Self| stop.record().map(|record| record.kind);
        self.tab == other.tab
            && self.over.len() == other.over.len()
            && kind(self).is_some()
            && kind(self) == kind(other)
            && self.over.split_last().map(|(_, below)| below) == other.over.split_last().map(|(_, below)| below)
    }

    /// The same as it is to be found now: whoever was merged stands for the other one. `None` if what it shows is gone.
    fn now(&self, book: &Book) -> Option<Self> {
        let here = |over: &Over| match *over {
            Over::Record(record) if record.kind == RecordKind::Company => {
                book.company(record.id.into()).map(|_| Over::Record(record))
            }
            Over::Record(record) => {
                let contact = book.stands_for(record.id.into())?;
                Some(Over::Record(RecordId::new(RecordKind::Contact, contact.0)))
            }
            other => Some(other),
        };
        let over: Vec<Option<Over>> = self.over.iter().map(here).collect();
        if over.last().is_some_and(Option::is_none) {
            return None;
        }
        Some(Self { over: over.into_iter().flatten().collect(), ..self.clone() })
    }
}

/// The stops, and at which one one is.
#[derive(Debug, Default)]
pub(super) struct Trail {
    stops: Vec<Stop>,
    at: usize,
    /// The place, or the view or filter of this one, before this.
    before: Option<Stop>,
}

impl Trail {
    /// One is here now.
    fn note(&mut self, stop: Stop) {
        match self.stops.get_mut(self.at) {
            Some(now) if now.is_at(&stop) || now.is_beside(&stop) => {
                if now.is_at(&stop) && now.narrowed != stop.narrowed {
                    self.before = Some(now.clone());
                }
                *now = stop;
            }
            _ => self.go_on(stop),
        }
    }

    /// From here one goes there: what lay ahead is forgotten.
    fn go_on(&mut self, stop: Stop) {
        if let Some(now) = self.stops.get(self.at) {
            self.before = Some(now.clone());
            self.stops.truncate(self.at + 1);
        }
        self.stops.push(stop);
        let over = self.stops.len().saturating_sub(STOPS);
        self.stops.drain(..over);
        self.at = self.stops.len() - 1;
    }

    /// The next stop behind or ahead that is still to be found. One is there then.
    fn step(&mut self, ahead: bool, book: &Book) -> Option<Stop> {
        let now = self.stops.get(self.at)?.clone();
        let places: Vec<usize> = match ahead {
            true => (self.at + 1..self.stops.len()).collect(),
            false => (0..self.at).rev().collect(),
        };
        let found = |at: usize| Some((at, self.stops[at].now(book).filter(|stop| !stop.is_at(&now))?));
        let (at, stop) = places.into_iter().find_map(found)?;
        self.before = Some(now);
        self.at = at;
        self.stops[at] = stop.clone();
        Some(stop)
    }
}

/// What a store is called where it is kept which of its records were visited.
fn store(world: &World) -> String {
    world.store.dir().to_string_lossy().into_owned()
}

/// The records of the store that were visited last, as they were kept.
pub(super) fn visited(kept: &left::Left, store: &std::path::Path) -> Vec<RecordId> {
    let record = |words: &String| {
        let (kind, id) = words.split_once(' ')?;
        let kind = [RecordKind::Contact, RecordKind::Company].into_iter().find(|one| name(*one) == kind)?;
        Some(RecordId::new(kind, id.parse().ok()?))
    };
    kept.visited_in(&store.to_string_lossy()).iter().filter_map(record).collect()
}

fn name(kind: RecordKind) -> &'static str {
    if kind == RecordKind::Company { "company" } else { "contact" }
}

impl App {
    /// Takes down where one is. While a filter is typed, or a file is imported, that isn't settled.
    pub(super) fn note_place(&mut self) {
        if self.tabs.shown().is_typing() {
            return;
        }
        let Some(stop) = self.world.with(|ctx| self.tabs.stop(ctx)) else { return };
        if let Some(record) = stop.record() {
            self.visit(record);
        }
        self.trail.note(stop);
    }

    fn visit(&mut self, record: RecordId) {
        let visited = &mut self.world.visited;
        if visited.first() == Some(&record) {
            return;
        }
        visited.retain(|one| *one != record);
        visited.insert(0, record);
        visited.truncate(left::VISITED);
        if let Some(dir) = self.world.choices.left.dir.clone() {
            let record = format!("{} {}", name(record.kind), record.id);
            self.effects.push(Effect::KeepLeft(dir, Keep::Visited { store: store(&self.world), record }));
        }
    }

    /// Back through what was visited, or forward again.
    pub(super) fn step(&mut self, ahead: bool) {
        match self.world.with(|ctx| self.trail.step(ahead, ctx.book)) {
            Some(stop) => self.return_to(&stop),
            None if ahead => self.say(Toast::warning(say!(self.world.choices.text, "trail-end"))),
            None => self.say(Toast::warning(say!(self.world.choices.text, "trail-begin"))),
        }
    }

    /// The view before this one; again, and it is this one.
    pub(super) fn previous_view(&mut self) {
        match self.world.with(|ctx| self.trail.before.as_ref().and_then(|before| before.now(ctx.book))) {
            Some(stop) => {
                self.trail.go_on(stop.clone());
                self.return_to(&stop);
            }
            None => self.say(Toast::warning(say!(self.world.choices.text, "trail-no-view"))),
        }
    }

    fn return_to(&mut self, stop: &Stop) {
        self.world.with(|ctx| self.tabs.return_to(stop, ctx));
        self.came_up();
    }
}
