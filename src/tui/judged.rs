//! Of whom conditions hold that aren't judged on the screen's own thread: where contacts are many, or full records are to be read.
//!
//! Whoever asks gets what is known and shows the rest when it comes: never a part of it as if that were all.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::turns::{Turn, Turns};
use crate::domain::condition::Condition;
use crate::domain::id::ContactId;
use crate::store::Seq;

/// Conditions that are remembered: of the filters and views of all screens, and of those that were typed before.
const REMEMBERED: usize = 8;

/// What is known, and what is to be found out.
#[derive(Default)]
pub struct Judged {
    /// What was judged last stands last.
    known: RefCell<Vec<Known>>,
    wanted: RefCell<Option<Condition>>,
    under_way: RefCell<Option<(Condition, Turn)>>,
    turns: Turns,
}

/// Of whom a condition holds.
struct Known {
    asked: Condition,
    held: Held,
    /// The book and the day of which that is.
    of: (Seq, NaiveDate),
}

#[derive(Clone)]
enum Held {
    By(Rc<Vec<ContactId>>),
    /// It can't be read.
    Unread,
}

impl Judged {
    /// Of whom it holds as far as that is known, be it of the book before; what isn't, is wanted.
    pub fn held(&self, asked: &Condition, of: (Seq, NaiveDate)) -> Option<Rc<Vec<ContactId>>> {
        let known = self.known.borrow();
        let known = known.iter().find(|known| known.asked == *asked);
        if known.is_none_or(|known| known.of != of) {
            *self.wanted.borrow_mut() = Some(asked.clone());
        }
        known.and_then(|known| match &known.held {
            Held::By(held) => Some(held.clone()),
            Held::Unread => None,
        })
    }

    /// Whether it was judged, and whether it could be read.
    pub fn state(&self, asked: &Condition) -> State {
        match self.known.borrow().iter().find(|known| known.asked == *asked).map(|known| &known.held) {
            None => State::Open,
            Some(Held::By(_)) => State::Known,
            Some(Held::Unread) => State::Unread,
        }
    }

    /// What is to be judged now, in its turn; what was under way before doesn't count any more.
    pub fn next(&self) -> Option<(Condition, Turn)> {
        let wanted = self.wanted.borrow_mut().take()?;
        let mut under_way = self.under_way.borrow_mut();
        if under_way.as_ref().is_some_and(|(asked, _)| *asked == wanted) {
            return None;
        }
        let next = (wanted, self.turns.next());
        *under_way = Some(next.clone());
        Some(next)
    }

    /// It is judged; `None` where it can't be read.
    pub fn came(&self, asked: &Condition, held: Option<Vec<ContactId>>, of: (Seq, NaiveDate)) {
        self.ended(asked);
        let held = held.map_or(Held::Unread, |held| Held::By(Rc::new(held)));
        let mut known = self.known.borrow_mut();
        known.retain(|known| known.asked != *asked);
        known.push(Known { asked: asked.clone(), held, of });
        let many = known.len().saturating_sub(REMEMBERED);
        known.drain(..many);
    }

    /// What is known may be otherwise, though the book is the same: it stands until it is judged anew.
    pub fn renew(&self) {
        self.known.borrow_mut().iter_mut().for_each(|known| known.of = (0, NaiveDate::MIN));
    }

    /// It was passed over.
    pub fn ended(&self, asked: &Condition) {
        self.under_way.borrow_mut().take_if(|(one, _)| one == asked);
    }
}

/// How far a condition is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Known,
    Open,
    Unread,
}
