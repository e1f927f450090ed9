//! All of an archive at once: counted through, and copied afresh.

use std::cell::RefCell;
use std::path::Path;

use super::records::read;
use super::{Archive, Broken, ENTRY, Result, STATE, State};
use crate::store::codec;
use crate::store::guard::guarded;
use crate::store::journal::Position;
use crate::store::seal::Seal;
use crate::store::tally::Tally;

/// Entries after which is asked whether to go on.
const STRIDE: usize = 1_000;

impl Archive {
    /// Copies all that is in it, which is all up to `durable`, into an archive at `to`, an empty directory, and closes that;
    /// `false` where `going_on`, which is told how many entries are copied, says no.
    pub fn copy_afresh(&self, to: &Path, durable: Position, going_on: &dyn Fn(u64) -> bool) -> Result<bool> {
        let copy = Self::open_unchecked(to, self.origin(), &self.disk)?;
        let failed = RefCell::new(None);
        let entries = self.shelf.entries().map_while(|entry| match entry {
            Ok((key, value)) => Some((key, Some(value))),
            Err(broken) => {
                failed.replace(Some(broken));
                None
            }
        });
        let goes_on = copy.pour(&mut entries.peekable(), durable.seq, going_on)?;
        if let Some(broken) = failed.take() {
            return Err(broken);
        }
        if !goes_on {
            return Ok(false);
        }
        if copy.tally() != self.tally() {
            return Err(self.holds(&copy.tally()));
        }
        copy.sync()?;
        let fresh = Seal::size(to)?;
        let noted = *copy.state();
        *copy.state() = State { fresh, ..noted };
        copy.mark(durable)?;
        copy.close();
        Ok(true)
    }

    /// Counts all through: whether it is what was put in, nothing missing, doubled or old. What was put in was read then, so
    /// records aren't now. `false` where `going_on` says no.
    pub fn count(&self, going_on: &dyn Fn() -> bool) -> Result<bool> {
        let mut found = Tally::default();
        for (number, entry) in self.shelf.entries().enumerate() {
            let (key, value) = entry?;
            found.add(&key, &value);
            if number % STRIDE == 0 && !going_on() {
                return Ok(false);
            }
        }
        if found == self.tally() { Ok(true) } else { Err(self.holds(&found)) }
    }

    fn holds(&self, found: &Tally) -> Broken {
        Broken::Damaged(format!("it should hold {:?} and holds {found:?}", self.tally()))
    }

    /// Counts all through: each record can be read and lies under its key, records and timelines fit, and all of it is what
    /// was put in, nothing missing, doubled or old.
    pub fn check(&self) -> Result<Tally> {
        let state = guarded(|| Ok(self.db.get(STATE)?))?;
        let (mut found, mut told) = (Tally::default(), Tally::default());
        let mut last: Option<Vec<u8>> = None;
        for entry in self.shelf.entries() {
            let (key, value) = entry?;
            if last.is_some_and(|last| last >= key) {
                return Err(Broken::damaged("its keys are in disorder"));
            }
            if key.first().is_some_and(|first| *first == ENTRY) {
                found.add(&key, &value);
                last = Some(key);
            } else {
                let entry = (key, value);
                let record = read(&entry)?;
                found.add(&entry.0, &entry.1);
                let under = codec::timeline_value(&record);
                codec::timeline_keys(&record).iter().for_each(|key| told.add(key, under));
                last = Some(entry.0);
            }
        }
        if !found.same_entries(&told) {
            return Err(Broken::damaged("its records and timelines don't fit"));
        }
        if found != self.tally() {
            return Err(self.holds(&found));
        }
        let noted = state.is_none_or(|state| self.state().bytes().is_ok_and(|is| is == *state));
        if noted { Ok(found) } else { Err(Broken::damaged("it doesn't say what it holds")) }
    }
}
