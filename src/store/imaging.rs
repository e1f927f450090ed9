//! The book's image: when it is written, and that the session goes over to one that was, so that it holds no more in memory than
//! one that begins now. What the image holds, and how, is `side`'s.

use std::sync::{Arc, PoisonError};

use super::error::Result;
use super::layout::Layout;
use super::replay::Replay;
use super::session::{Inner, Session};
use super::side::{self, Side};
use crate::domain::book::Book;

/// Changes after which a screen writes the side file at once, and not only when it rests.
pub(super) const SIDE_AFTER: usize = 1_000;
/// The book may hold so many records that aren't as in its image before it goes over to another one.
const HELD: usize = 1_000;
/// While a big set is applied it may hold so many, or a third of all contacts if that is more.
const HELD_MEANWHILE: usize = if cfg!(test) { 600 } else { 34_000 };

impl Inner {
    /// Whether so much was changed since the side file was written that it should be written anew.
    pub fn side_is_due(&self) -> bool {
        self.session().behind >= SIDE_AFTER
    }

    /// Writes the side file if it lies so many changes behind or more, or was damaged. When it returns, nobody else of this session
    /// is writing it either: a session that ended meanwhile would leave it as it was.
    pub fn write_side(&self, behind: usize) -> Result<()> {
        let _writing = self.imaging.lock().unwrap_or_else(PoisonError::into_inner);
        let mut session = self.session();
        if session.behind < behind && !session.spoiled {
            return Ok(());
        }
        // What an unfinished commit may yet take back doesn't belong into it.
        self.settle(&mut session)?;
        session.behind = 0;
        let spoiled = std::mem::take(&mut session.spoiled);
        let (layout, end, below) = (session.layout.clone(), session.end, session.side.clone());
        let book = self.book();
        drop(session);
        let is_there = !spoiled && side::position(&layout).is_some_and(|there| there.seq >= end.seq);
        let holds_much = book.held() > HELD || below.as_ref().is_some_and(|side| side.is_unseen() || side.is_spoiled());
        // Nobody waits for the writing: what changes meanwhile isn't in it.
        let image = (!is_there).then(|| book.bare());
        drop(book);
        if let Some(image) = image {
            side::write(&layout, &image, end, below.as_deref(), &self.name, &self.disk)?;
        }
        if holds_much {
            self.go_over(&layout);
        }
        Ok(())
    }

    /// Lets the book lie over the image that was written, be it by another session, and over that what came since: what it held
    /// of it in memory goes. Where that can't be, it stays as it is.
    fn go_over(&self, layout: &Layout) {
        let Ok(Some(side)) = Side::open(layout) else { return };
        let (from, side) = (side.end(), Arc::new(side));
        let mut book = Book::over(side.clone());
        if self.who.screen {
            // What the screen asks for next is read while nobody waits.
            let _ = (book.facts().next(), book.by_name().next(), book.index());
        }
        let (mut session, mut behind) = (self.session(), 0);
        if session.layout.origin != layout.origin || from.seq > session.end.seq {
            return;
        }
        let Ok(mut replay) = Replay::new(layout, from) else { return };
        while let Ok(Some(part)) = replay.next(session.end.seq) {
            behind += part.changes.len();
            // Where much came meanwhile, the image is soon written again.
            if behind >= SIDE_AFTER {
                return;
            }
            part.changes.iter().for_each(|change| book.apply(change));
        }
        if replay.reached().seq == session.end.seq && !side.is_spoiled() {
            session.behind = behind;
            self.lay_over(&mut session, side, book);
        }
    }

    /// Lays what the book holds down in an image that nobody else sees, if that is much: in the midst of a big set. Where that can't
    /// be, it stays in memory.
    pub fn lay_down(&self, session: &mut Session) {
        let book = self.book();
        if self.disk.is_read_only() || book.held() < HELD_MEANWHILE.max(book.contacts().len() / 3) {
            return;
        }
        let image = book.bare();
        drop(book);
        let below = session.side.as_deref();
        if let Some(side) = side::lay_down(&session.layout, &image, session.end, below, &self.name, &self.disk) {
            let side = Arc::new(side);
            self.lay_over(session, side.clone(), Book::over(side));
        }
    }

    fn lay_over(&self, session: &mut Session, side: Arc<Side>, book: Book) {
        session.side = Some(side);
        let before = std::mem::replace(&mut *self.book_mut(), book);
        // Nobody waits for the book while it goes.
        drop(before);
    }
}

#[cfg(test)]
mod tests;
