//! A session keeping up: what the journal holds beyond the book is applied, and where that isn't what was read, the book is
//! loaded anew.

use std::sync::atomic::Ordering;

use super::{Inner, Session};
use crate::domain::change::Change;
use crate::domain::record::RecordId;
use crate::store::Entry;
use crate::store::error::{Result, StoreError};
use crate::store::following::Feed;
use crate::store::journal::{Position, Trouble};
use crate::store::layout::Layout;
use crate::store::line::{Line, Touched, entry, parse};
use crate::store::load::{cut_short, load, load_from_truth};
use crate::store::lock::{CommitLock, Held};
use crate::store::place;
use crate::store::sets::SetFile;

impl Inner {
    /// Takes the lock for a commit and reads on to the journal's end. Says whether something torn stands behind it.
    pub fn begin(&self, session: &mut Session) -> Result<(Held, bool)> {
        let held = self.hold()?;
        let torn = self.read_on(session)?;
        match held.witness(session.layout.origin) {
            Some(witness) if witness.seq > session.end.seq => {
                Err(cut_short(&session.journal, session.end, witness.seq))
            }
            _ if session.unsaved.is_some() => Ok((held, self.clear_up(session, torn)?)),
            _ => Ok((held, torn)),
        }
    }

    /// Applies what others have committed, and says what it was and what nobody was told of yet.
    pub fn refresh(&self) -> Result<Vec<Entry>> {
        let mut session = self.session();
        self.catch_up(&mut session)?;
        Ok(std::mem::take(&mut session.unseen))
    }

    /// Applies what others have committed.
    pub fn catch_up(&self, session: &mut Session) -> Result<()> {
        match self.read_on(session) {
            Err(damaged @ StoreError::Damaged { .. }) => {
                // It may have been read in the middle of a commit.
                let _held = CommitLock::open_to_wait(&self.dir).map(|lock| lock.hold()).ok_or(damaged)??;
                self.read_on(session).map(|_| ())
            }
            read => read.map(|_| ()),
        }
    }

    /// Applies what the journal holds after the book's position. Says whether something torn stands behind that.
    pub fn read_on(&self, session: &mut Session) -> Result<bool> {
        if session.layout.stamp() != session.stamp || session.side.as_ref().is_some_and(|side| side.is_lost()) {
            self.load_anew(session)?;
        }
        'reading: loop {
            let chunk = match session.journal.read(session.end) {
                Ok(chunk) => chunk,
                Err(Trouble::Store(error)) => return Err(error),
                Err(Trouble::Lost) => {
                    session.doubtful |= session.feed.as_ref().is_some_and(Feed::is_open);
                    self.load_anew(session)?;
                    continue;
                }
            };
            for (line, end) in chunk.lines() {
                let line: Line<Change> = parse(line)
                    .ok_or_else(|| session.journal.damaged(session.end, "it isn't a set that is known here"))?;
                session.unseen.push(entry(&Line::from(&line)));
                if self.apply(session, line, end).is_err() {
                    self.load_anew(session)?;
                    continue 'reading;
                }
            }
            session.end = chunk.end;
            if !chunk.more {
                return Ok(chunk.torn);
            }
        }
    }

    /// Loads the book anew: another generation is in force, or the journal isn't what was read.
    pub fn load_anew(&self, session: &mut Session) -> Result<()> {
        place::require_there(&self.dir)?;
        let is_lost = session.side.as_ref().is_some_and(|side| side.is_lost());
        let loaded = if is_lost { load_from_truth(&self.dir)? } else { load(&self.dir)? };
        self.newest.see(loaded.newest.get());
        let (mut anew, book) = Session::new(loaded);
        if anew.layout.origin.store != session.layout.origin.store {
            return Err(StoreError::Replaced { path: self.dir.clone() });
        }
        anew.unsaved = session.unsaved.filter(|_| anew.layout.origin == session.layout.origin);
        anew.doubtful = session.doubtful;
        anew.unseen = std::mem::take(&mut session.unseen);
        let before = session.end.seq;
        *session = anew;
        let mut current = self.book_mut();
        *current = book;
        self.seq.store(session.end.seq, Ordering::Release);
        drop(current);
        session.see_since(before);
        Ok(())
    }

    /// Applies a set that stands in the journal up to `end`. After an error half of it may have been: load anew.
    pub fn apply(&self, session: &mut Session, line: Line<Change>, end: Position) -> Result<()> {
        let was_whole = session.behind == 0;
        session.behind += line.count();
        self.newest.see_all(&line.changes);
        self.stir.happens();
        if was_whole {
            self.stir.changes();
        }
        match &line.set {
            None => {
                let ids = line.changes.iter().filter_map(Change::id).map(|id| (id, line.seq));
                session.touched.extend(ids);
                if let Some(feed) = &session.feed {
                    feed.lay(end.seq, &line.changes);
                }
                let mut book = self.book_mut();
                line.changes.iter().for_each(|change| book.apply(change));
                self.seq.store(end.seq, Ordering::Release);
            }
            Some(set) => {
                if let Some(feed) = &session.feed {
                    feed.await_big(end.seq);
                }
                // In parts, so that the screen can draw between them.
                for part in SetFile::open(&session.layout, set)?.parts_ahead() {
                    let part = part?;
                    self.newest.see_all(&part);
                    session.touched.extend(part.iter().filter_map(Change::id).map(|id| (id, line.seq)));
                    let mut book = self.book_mut();
                    part.iter().for_each(|change| book.apply(change));
                    drop(book);
                    self.lay_down(session);
                }
                let _book = self.book_mut();
                self.seq.store(end.seq, Ordering::Release);
            }
        }
        session.end = end;
        match (&session.feed, line.set) {
            (Some(feed), Some(set)) => feed.big(end, set),
            (Some(feed), None) => feed.set(end, line.changes),
            (None, _) => {}
        }
        Ok(())
    }
}

/// The ids that a set touched, whether they stand in the line or in a file.
pub fn touched_by(layout: &Layout, line: &Line<Touched>) -> Result<Vec<RecordId>> {
    let mut ids: Vec<RecordId> = line.changes.iter().map(|touched| touched.0).collect();
    if let Some(set) = &line.set {
        for part in SetFile::open(layout, set)?.touched() {
            ids.extend(part?.into_iter().map(|touched| touched.0));
        }
    }
    Ok(ids)
}
