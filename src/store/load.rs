//! Loading the book: over its image, the side file, and from the journal behind it; else from the base and all of the journal.

use std::path::Path;
use std::sync::Arc;

use super::error::{Result, StoreError};
use super::journal::{Journal, Position, Trouble};
use super::layout::{Layout, Stamp};
use super::lock::{self, CommitLock};
use super::moments::Newest;
use super::replay::Replay;
use super::seal::Seal;
use super::side::{Side, Spoiled};
use super::{Seq, backup};
use crate::domain::book::Book;

/// A book read from the files.
pub(super) struct Loaded {
    pub layout: Layout,
    pub stamp: Option<Stamp>,
    pub journal: Journal,
    pub book: Book,
    /// What the book lies over.
    pub side: Option<Arc<Side>>,
    pub end: Position,
    pub behind: usize,
    pub spoiled: bool,
    pub newest: Newest,
}

/// Reads the book of the store in `dir`: as much of it as the journal says behind the side file; what that says is read when the
/// book is asked for it.
pub(super) fn load(dir: &Path) -> Result<Loaded> {
    load_from(dir, Side::open)
}

/// The same from base and journal alone.
pub(super) fn load_from_truth(dir: &Path) -> Result<Loaded> {
    load_from(dir, |_| Err(Spoiled))
}

fn load_from(dir: &Path, open: impl FnOnce(&Layout) -> std::result::Result<Option<Side>, Spoiled>) -> Result<Loaded> {
    let layout = Layout::read(dir)?;
    let stamp = layout.stamp();
    // It may be that nothing else is read of the journal's beginning.
    Journal::new(&layout).first()?;
    // Before the journal is read: then it reaches at least as far.
    let witness = lock::witness(&layout);
    let newest = Newest::default();
    newest.see(witness.map_or(0, |(_, newest)| newest));
    let (mut side, spoiled) = match open(&layout) {
        Ok(side) => (side.map(Arc::new), false),
        Err(Spoiled) => (None, true),
    };
    let noted = match witness {
        Some((end, _)) => end.seq,
        // Then a backup or the archive may know better.
        None => backup::reached(&layout).max(Seal::last(&layout.archive(), layout.origin).unwrap_or_default()),
    };
    let reached = side.as_ref().map_or(0, |side| side.end().seq).max(noted);
    let replayed = match &side {
        Some(side) => replay(&layout, Book::over(side.clone()), side.end(), &newest),
        None => Err(Trouble::Lost),
    };
    let replayed = match replayed {
        Err(Trouble::Lost) => {
            side = None;
            replay(&layout, Book::default(), Position::START, &newest)
        }
        replayed => replayed,
    };
    let (book, replay, behind) = match replayed {
        Ok(replayed) => replayed,
        Err(Trouble::Lost) => return Err(StoreError::damaged(&layout.journal(), "it changes while it is read")),
        Err(Trouble::Store(error)) => return Err(error),
    };
    let (end, journal) = (replay.reached(), replay.into_journal());
    if end.seq < reached {
        return Err(cut_short(&journal, end, reached));
    }
    Ok(Loaded { layout, stamp, journal, book, side, end, behind, spoiled, newest })
}

/// The same; what may have been read in the middle of a commit is read again when that is over.
pub(super) fn load_waiting(dir: &Path) -> Result<Loaded> {
    match load(dir) {
        Err(damaged @ StoreError::Damaged { .. }) => {
            let _held = CommitLock::open_to_wait(dir).map(|lock| lock.hold_through_work()).ok_or(damaged)??;
            load(dir)
        }
        loaded => loaded,
    }
}

/// The last set of the store in `dir`, where its book can be read.
pub(super) fn loads(dir: &Path) -> Option<Seq> {
    load(dir).ok().map(|loaded| loaded.end.seq)
}

/// The journal's end is gone.
pub(super) fn cut_short(journal: &Journal, end: Position, reached: Seq) -> StoreError {
    let what = format!("it ends at set {}, but set {reached} was saved", end.seq);
    StoreError::damaged(&journal.path(end.segment), what)
}

/// Applies to `book`, which stands for `end`, all that happened after it; says how many changes that were.
fn replay(
    layout: &Layout,
    mut book: Book,
    end: Position,
    newest: &Newest,
) -> std::result::Result<(Book, Replay, usize), Trouble> {
    let mut count = 0;
    let mut replay = Replay::new(layout, end)?;
    while let Some(part) = replay.next(Seq::MAX)? {
        count += part.changes.len();
        newest.see_all(&part.changes);
        part.changes.iter().for_each(|change| book.apply(change));
    }
    Ok((book, replay, count))
}
