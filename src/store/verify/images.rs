//! The side file and the texts: whether they can be read, and say what the truth says at the place for which they stand.
//!
//! Both are read before the journal's end is noted, so that it reaches at least as far as they do.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use super::truth::{Print, print_told};
use super::{Beat, Difference, Finding, Row, State, Subject, Unchecked};
use crate::domain::book::Book;
use crate::domain::record::RecordId;
use crate::domain::row::Row as Contact;
use crate::store::Seq;
use crate::store::backup::GoingOn;
use crate::store::error::Result;
use crate::store::journal::Position;
use crate::store::layout::Layout;
use crate::store::side::Side as Image;
use crate::store::texts::Whole;

/// Something that stands for a place in the journal and waits for it.
enum Waiting<T> {
    /// There is none.
    Absent,
    /// It can't be read.
    Damaged,
    For(T, Position),
    Measured(Difference),
}

impl<T> Waiting<T> {
    fn stands_at(&self, at: Position) -> bool {
        // At a segment's beginning it is the same place as at the end of the one before.
        matches!(self, Self::For(_, end) if end.seq == at.seq && (*end == at || end.offset == 0))
    }

    /// The last set that is in it.
    fn seq(&self) -> Seq {
        if let Self::For(_, end) = self { end.seq } else { 0 }
    }

    /// What is to be said of it, once all of the truth is read.
    fn end(&self, is_whole: bool, begins: Seq, layout_path: &std::path::Path, row: &mut Row) {
        row.bytes = fs::metadata(layout_path).map_or(0, |meta| meta.len());
        match self {
            Self::Absent => row.state = State::Absent,
            Self::Damaged => row.damaged(layout_path, "it can't be read"),
            _ if !is_whole => row.state = State::NotChecked(Unchecked::Truth),
            // It is too old to be of use, and made anew by whoever needs it.
            Self::For(_, end) if end.seq < begins => row.state = State::Absent,
            Self::For(..) => row.damaged(layout_path, "it stands for another journal"),
            Self::Measured(difference) if difference.is_none() => {}
            Self::Measured(difference) => row.find(Finding::Differs(*difference)),
        }
    }
}

/// The side file.
pub(super) struct Side {
    layout: Layout,
    count: u64,
    waiting: Waiting<(Book, Arc<Image>)>,
}

impl Side {
    pub fn read(layout: &Layout) -> Self {
        let waiting = match Image::open_to_check(layout) {
            Ok(Some(side)) => {
                let (end, side) = (side.end(), Arc::new(side));
                Waiting::For((Book::over(side.clone()), side), end)
            }
            Ok(None) => Waiting::Absent,
            Err(_) => Waiting::Damaged,
        };
        let count = if let Waiting::For((book, _), _) = &waiting { book.contacts().len() as u64 } else { 0 };
        Self { layout: layout.clone(), count, waiting }
    }

    /// The last set that is in it.
    pub fn seq(&self) -> Seq {
        self.waiting.seq()
    }

    pub fn is_waiting(&self) -> bool {
        matches!(self.waiting, Waiting::For(..))
    }

    pub fn stands_at(&self, at: Position) -> bool {
        self.waiting.stands_at(at)
    }

    pub fn measure(&mut self, truth: &Book) {
        if let Waiting::For((book, image), _) = &self.waiting {
            let mut found = difference(book, truth);
            found.other += book.misfits(truth);
            // Only now is all of it read.
            self.waiting = if image.is_spoiled() { Waiting::Damaged } else { Waiting::Measured(found) };
        }
    }

    pub fn row(&self, is_whole: bool, begins: Seq) -> Row {
        let mut row = Row { count: self.count, ..Row::new(Subject::Side) };
        self.waiting.end(is_whole, begins, &self.layout.side(), &mut row);
        row
    }
}

/// In how many of its parts a book isn't what the truth makes of it.
fn difference(book: &Book, truth: &Book) -> Difference {
    let (mut found, mut old) = (Difference::default(), 0);
    let mut count = |is: bool, same: Option<bool>| match same {
        _ if !is => {}
        None => found.missing += 1,
        Some(false) => found.other += 1,
        Some(true) => {}
    };
    for own in book.each_contact() {
        match truth.contact(own.id) {
            Some(row) => count(true, Some(is_same(&own, row))),
            None => old += 1,
        }
    }
    truth.contact_ids().for_each(|id| count(book.facts_of(id).is_none(), None));
    truth.companies().for_each(|one| count(true, book.company(one.id).map(|own| own == one)));
    truth.follow_ups().for_each(|one| count(true, book.follow_up(one.id).map(|own| own == one)));
    truth.all_feedback().for_each(|one| count(true, book.feedback(one.id).map(|own| own == one)));
    let old = old
        + book.company_ids().filter(|id| truth.company(*id).is_none()).count()
        + book.follow_up_ids().filter(|id| truth.follow_up(*id).is_none()).count()
        + book.feedback_ids().filter(|id| truth.feedback(*id).is_none()).count();
    found.old = old as u64;
    found
}

/// Whether a row is what the truth makes of it; lists that only a timeline can fill up may have been.
fn is_same(own: &Contact, truth: &Contact) -> bool {
    if own == truth || !truth.is_short() {
        return own == truth;
    }
    let mut own = own.clone();
    own.interactions.clone_from(&truth.interactions);
    own.touches.clone_from(&truth.touches);
    own.tries.clone_from(&truth.tries);
    own.pinned.clone_from(&truth.pinned);
    own.lately.clone_from(&truth.lately);
    own == *truth
}

/// The texts file.
pub(super) struct Texts<'a> {
    layout: Layout,
    count: u64,
    waiting: Waiting<Whole>,
    going_on: &'a GoingOn,
}

impl<'a> Texts<'a> {
    pub fn open(layout: &Layout, going_on: &'a GoingOn) -> Self {
        let waiting = match Whole::open(layout) {
            Some(texts) => {
                let end = texts.end();
                Waiting::For(texts, end)
            }
            None if layout.texts().exists() => Waiting::Damaged,
            None => Waiting::Absent,
        };
        Self { layout: layout.clone(), count: 0, waiting, going_on }
    }

    pub fn stands_at(&self, at: Position) -> bool {
        self.waiting.stands_at(at)
    }

    pub fn measure(&mut self, truth: &HashMap<RecordId, Print>) -> Result<()> {
        let Waiting::For(texts, _) = &self.waiting else { return Ok(()) };
        let mut beat = Beat::new(self.going_on, Subject::Texts);
        let (mut found, mut fitting, mut buffer) = (Difference::default(), 0, Vec::new());
        let mut stopped = Ok(());
        let read = texts.each(|telling| {
            self.count += u64::from(telling.said.is_some());
            match truth.get(&telling.place.record).and_then(|print| print.told) {
                None => found.old += 1,
                Some(print) if print != print_told(telling, &mut buffer) => found.other += 1,
                Some(_) => fitting += 1,
            }
            stopped = beat.tick();
            stopped.is_ok()
        });
        stopped?;
        let all = truth.values().filter(|print| print.told.is_some()).count() as u64;
        found.missing = all.saturating_sub(fitting + found.other);
        self.waiting = if read { Waiting::Measured(found) } else { Waiting::Damaged };
        Ok(())
    }

    pub fn row(&self, is_whole: bool, begins: Seq) -> Row {
        let mut row = Row { count: self.count, ..Row::new(Subject::Texts) };
        self.waiting.end(is_whole, begins, &self.layout.texts(), &mut row);
        row
    }
}
