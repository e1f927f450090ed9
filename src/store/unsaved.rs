//! What is left of a save that failed and could not be cut off, because cutting failed as well: the next save clears it up.
//!
//! Half a line is torn and cut off like any other. A line that stands there whole is a set to everybody who reads the
//! journal, and others may have gone on from it; so it stays, and is taken back by the next set, since its user was told that
//! it isn't saved and saves it once more.

use super::commit::Draft;
use super::error::{Result, StoreError};
use super::past::Past;
use super::session::{Inner, Session};

impl Inner {
    /// Clears up behind the place where a save of this session failed, if it can be done now. The lock must be held and the
    /// journal read to its end. Says whether something torn stands behind that still.
    pub fn clear_up(&self, session: &mut Session, torn: bool) -> Result<bool> {
        let Some(place) = session.unsaved else { return Ok(torn) };
        if session.end.seq == place.seq {
            // What is torn is cut off before the next line is written, or that fails in turn.
            session.unsaved = None;
            return Ok(torn);
        }
        let offset = if place.segment == session.end.segment { place.offset } else { 0 };
        session.journal.write_again(session.end, offset, &self.disk)?;
        let mut past = Past::new(session);
        let line = past.find(place.seq + 1)?;
        let own = line.filter(|line| line.session == self.name && !past.is_taken(line.seq));
        let Some(own) = own else {
            session.unsaved = None;
            return Ok(torn);
        };
        let draft: Draft = match self.inverse(session, &mut past, &own) {
            Ok(draft) => draft,
            // Others have gone on from it: it is in force, and the history tells of it.
            Err(StoreError::ChangedSince(_) | StoreError::Changed(_)) => {
                session.unsaved = None;
                return Ok(torn);
            }
            Err(error) => return Err(error),
        };
        let (line, end) = self.append(session, draft, torn)?;
        session.unsaved = None;
        self.finish(session, line, end)?;
        Ok(false)
    }
}
