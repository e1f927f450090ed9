//! The key of a retry: which set was committed with it, so that doing it again does nothing.

use memchr::memmem;

use super::error::Result;
use super::journal::Trouble;
use super::line::{Line, Touched, entry, parse};
use super::past::Past;
use super::session::{Inner, Session};
use super::sets::SetFile;
use super::{Entry, Seq};
use crate::domain::change::{Change, Set};

/// What was done with a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Once {
    pub seq: Seq,
    /// The set that it took back, if it was an undo.
    pub undoes: Option<Seq>,
    /// Whether it was taken back since.
    pub taken_back: bool,
    pub set: Set,
}

impl Inner {
    /// What was done with this key, if anything was.
    pub fn done_once(&self, key: &str) -> Result<Option<Once>> {
        let mut session = self.session();
        let Some(line) = find::<Change>(&mut session, key)? else { return Ok(None) };
        self.catch_up(&mut session)?;
        let mut past = Past::new(&session);
        past.find(line.seq)?;
        let taken_back = past.is_taken(line.seq);
        let mut changes = line.changes;
        if let Some(set) = &line.set {
            for part in SetFile::open(&session.layout, set)?.parts() {
                changes.extend(part?);
            }
        }
        Ok(Some(Once { seq: line.seq, undoes: line.undoes, taken_back, set: Set { label: line.label, changes } }))
    }
}

/// The entry of the set that was committed with this key.
pub(super) fn find_entry(session: &mut Session, key: &str) -> Result<Option<Entry>> {
    Ok(find::<Touched>(session, key)?.map(|line| entry(&line)))
}

/// The line that was written with this key. The journal is searched as bytes; only what holds the key is read.
fn find<C: serde::de::DeserializeOwned>(session: &mut Session, key: &str) -> Result<Option<Line<C>>> {
    let wanted = format!("\"once\":{}", serde_json::Value::from(key));
    let finder = memmem::Finder::new(&wanted);
    let mut place = session.journal.first()?;
    loop {
        let chunk = match session.journal.read(place) {
            Ok(chunk) => chunk,
            Err(Trouble::Store(error)) => return Err(error),
            Err(Trouble::Lost) => {
                // What was being read may have been trimmed.
                let first = session.journal.first()?;
                if first.seq <= place.seq {
                    return Ok(None);
                }
                place = first;
                continue;
            }
        };
        for (line, _) in chunk.lines().filter(|(line, _)| finder.find(line).is_some()) {
            if let Some(line) = parse::<Line<C>>(line).filter(|line| line.once.as_deref() == Some(key)) {
                return Ok(Some(line));
            }
        }
        place = chunk.end;
        if !chunk.more {
            return Ok(None);
        }
    }
}
