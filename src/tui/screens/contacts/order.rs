//! The order of the list: by name as the book has it, else as it was asked for. Sorting many takes a moment, so that is done beside the
//! screens, and the list stands as it stood until then; single ones who change are put in their places at once.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::domain::book::Facts;
use crate::domain::id::ContactId;
use crate::domain::view::{self, Column, Sort};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::turns::{Turn, Turns};

/// The order that the list has.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// All contacts, archived ones too; `None` for by name.
    all: Option<Rc<Vec<ContactId>>>,
    turns: Turns,
    asked: Option<Turn>,
    /// It has to be asked for anew.
    stale: bool,
}

impl Order {
    /// Whether it is another than by name.
    pub fn is_chosen(&self) -> bool {
        self.all.is_some()
    }

    /// By name from now on, at once; whatever else was asked for isn't wanted any more.
    pub fn by_name(&mut self) {
        (self.all, self.asked, self.stale) = (None, None, false);
    }

    pub fn ask_anew(&mut self) {
        self.stale = true;
    }

    /// What is to be asked for.
    pub fn wants(&mut self, sorts: &[Sort], ctx: &Ctx) -> Option<Ask> {
        if !std::mem::take(&mut self.stale) || sorts.is_empty() {
            return None;
        }
        let turn = self.turns.next();
        self.asked = Some(turn.clone());
        let settings = Box::new(ctx.settings.clone());
        Some(Ask::Order { sorts: sorts.to_vec(), settings, today: ctx.today, turn })
    }

    /// Takes an answer in. Whether the order is another now.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        match answer {
            Answer::Order { turn, order } if self.asked.take_if(|asked| asked == turn).is_some() => {
                self.all = Some(Rc::new(order.clone()));
                true
            }
            // Something else was wanted by then.
            Answer::Passed(Ask::Order { turn, .. }) if self.asked.take_if(|asked| asked == turn).is_some() => {
                self.stale = true;
                false
            }
            _ => false,
        }
    }

    /// All of whom this holds, in their order.
    pub fn all<'a>(
        &'a self,
        ctx: &'a Ctx<'a>,
        holds: impl Fn(&Facts) -> bool + 'a,
    ) -> Box<dyn Iterator<Item = ContactId> + 'a> {
        match &self.all {
            None => Box::new(ctx.book.by_name_facts().filter(move |facts| holds(facts)).map(|facts| facts.id)),
            Some(all) => {
                let is_there = move |id: &ContactId| ctx.book.facts_of(*id).is_some_and(&holds);
                Box::new(all.iter().copied().filter(is_there))
            }
        }
    }

    /// These changed, came or went.
    pub fn follow(&mut self, these: impl Iterator<Item = ContactId>, sorts: &[Sort], ctx: &Ctx) {
        if let Some(all) = self.all.as_mut().map(Rc::make_mut) {
            these.for_each(|id| put(id, all, ctx.book.facts_of(id).is_some(), sorts, ctx));
            // A company's name or city is that of many.
            self.stale |= sorts.iter().any(|sort| matches!(sort.column, Column::Company | Column::City));
            // What was asked for meanwhile doesn't know them.
            self.stale |= self.asked.is_some();
        }
    }
}

/// Puts one who changed where they belong, or takes them out.
pub(super) fn put(id: ContactId, listed: &mut Vec<ContactId>, fits: bool, sorts: &[Sort], ctx: &Ctx) {
    let order = view::Order { book: ctx.book, settings: ctx.settings, today: ctx.today, sorts };
    let place = listed.iter().position(|one| *one == id);
    let Some(standing) = Some(id).filter(|_| fits).and_then(|id| order.standing(id)) else {
        place.map(|place| listed.remove(place));
        return;
    };
    let comes = |other: ContactId, ordering| {
        order.standing(other).is_none_or(|other| order.compare(&other, &standing) == ordering)
    };
    let stays = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| listed.get(at));
        before.is_none_or(|before| comes(*before, Ordering::Less))
            && listed.get(at + 1).is_none_or(|behind| comes(*behind, Ordering::Greater))
    };
    if place.is_some_and(stays) {
        return;
    }
    place.map(|place| listed.remove(place));
    let at = listed.partition_point(|other| {
        order.standing(*other).is_some_and(|other| order.compare(&other, &standing) == Ordering::Less)
    });
    listed.insert(at, id);
}
