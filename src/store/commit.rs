//! Committing: lock → read on → check → append and sync → unlock → apply to the book.

use super::check::Checked;
use super::error::Result;
use super::journal::Position;
use super::line::{Line, SetRef, entry, sealed};
use super::needs::Needs;
use super::once::find_entry;
use super::session::{Inner, Session};
use super::sets::{self, PART, SetWriter};
use super::{Committed, Entry, Seq, StreamError};
use crate::domain::change::{Change, Label, Set};

/// A set about to be committed.
pub(super) struct Draft {
    pub label: Label,
    pub undoes: Option<Seq>,
    pub once: Option<String>,
    pub changes: Vec<Change>,
    pub set: Option<SetRef>,
}

/// Changes that are written down and not yet committed; dropped, they leave nothing behind.
pub struct Staged(Written);

enum Written {
    Few(Vec<Change>),
    Many(Box<(SetWriter, Needs)>),
}

impl Draft {
    pub fn new(label: Label, changes: Vec<Change>) -> Self {
        Self { label, undoes: None, once: None, changes, set: None }
    }
}

impl Inner {
    /// Commits a set whose records were read at `read`, brought together with what others did since.
    pub fn commit(&self, set: Set, read: Seq, once: Option<&str>) -> Result<Committed> {
        self.commit_if(set, read, once, true)
    }

    /// The same, merged only if that is wanted: who has made a plan makes another one.
    fn commit_if(&self, set: Set, read: Seq, once: Option<&str>, merges: bool) -> Result<Committed> {
        let Set { label, changes } = set;
        if changes.is_empty() {
            return Ok(Committed { same: true, ..Committed::new(self.position(), label) });
        }
        self.require_writable()?;
        if changes.len() > PART {
            let mut writer = SetWriter::new(&self.session().layout, &self.disk)?;
            changes.iter().try_for_each(|change| writer.push(change))?;
            return self.commit_file(writer, Needs::of(&changes), label, read, once);
        }
        let mut session = self.session();
        let (held, torn) = self.begin(&mut session)?;
        if let Some(done) = done_before(&mut session, once)? {
            return Ok(done);
        }
        let Checked { changes, met, is_other } = if merges {
            self.meet(&session, changes, read)?
        } else {
            self.check(&session, &Needs::of(&changes), read)?;
            Checked { changes, met: Vec::new(), is_other: false }
        };
        let instead = is_other.then(|| Set { label: label.clone(), changes: changes.clone() });
        if changes.is_empty() {
            return Ok(Committed { met, same: true, instead, ..Committed::new(session.end.seq, label) });
        }
        let draft = Draft { once: once.map(str::to_owned), ..Draft::new(label, changes) };
        let (line, end) = self.append(&mut session, draft, torn)?;
        drop(held);
        let done = self.finish(&mut session, line, end)?;
        Ok(Committed { met, instead, ..done })
    }

    /// Writes changes down as they come, where nobody sees them yet.
    pub fn stage<E>(
        &self,
        changes: impl Iterator<Item = std::result::Result<Change, E>>,
    ) -> std::result::Result<Staged, StreamError<E>> {
        let mut few: Vec<Change> = Vec::new();
        let mut many: Option<(SetWriter, Needs)> = None;
        for change in changes {
            let change = change.map_err(StreamError::Stream)?;
            if change.is_empty() {
                continue;
            }
            if let Some((writer, needs)) = &mut many {
                needs.add(&change);
                writer.push(&change)?;
                continue;
            }
            few.push(change);
            if few.len() > PART {
                let layout = self.session().layout.clone();
                let mut writer = SetWriter::new(&layout, &self.disk)?;
                few.iter().try_for_each(|change| writer.push(change))?;
                many = Some((writer, Needs::of(&few)));
                few.clear();
            }
        }
        Ok(Staged(many.map_or(Written::Few(few), |many| Written::Many(Box::new(many)))))
    }

    /// Commits what was written down, all or nothing; what others did meanwhile isn't merged.
    pub fn commit_staged(&self, staged: Staged, label: Label, read: Seq) -> Result<Committed> {
        match staged.0 {
            Written::Many(many) => self.commit_file(many.0, many.1, label, read, None),
            Written::Few(few) => self.commit_if(Set { label, changes: few }, read, None, false),
        }
    }

    /// Commits what a set's file holds.
    fn commit_file(
        &self,
        writer: SetWriter,
        needs: Needs,
        label: Label,
        read: Seq,
        once: Option<&str>,
    ) -> Result<Committed> {
        // The long part, the writing, was done without the lock.
        let layout = self.session().layout.clone();
        let (set, _locked) = writer.finish(&layout)?;
        self.newest.see_ids(needs.touched.iter().copied());
        let mut session = self.session();
        let done = self.commit_named(&mut session, &set, &needs, label, read, once);
        match done {
            Ok(Ok((line, end))) => {
                session.big = true;
                // What stands in memory of it from here on is the book's.
                drop(needs);
                self.finish(&mut session, line, end)
            }
            Ok(Err(before)) => {
                sets::discard(&layout, &set, &self.disk);
                Ok(before)
            }
            Err(error) => {
                // Where the line could not be taken back, it may come to light again and name the file.
                if session.unsaved.is_none() {
                    sets::discard(&layout, &set, &self.disk);
                }
                Err(error)
            }
        }
    }

    /// Names a set's file in the journal; the inner `Err` is an earlier commit with the same key.
    fn commit_named(
        &self,
        session: &mut Session,
        set: &SetRef,
        needs: &Needs,
        label: Label,
        read: Seq,
        once: Option<&str>,
    ) -> Result<std::result::Result<(Line<Change>, Position), Committed>> {
        let (_held, torn) = self.begin(session)?;
        if let Some(done) = done_before(session, once)? {
            return Ok(Err(done));
        }
        self.check(session, needs, read)?;
        let draft = Draft { once: once.map(str::to_owned), set: Some(set.clone()), ..Draft::new(label, Vec::new()) };
        self.append(session, draft, torn).map(Ok)
    }

    /// Appends a line behind the journal's end, durable when it returns. The lock must be held.
    pub fn append(&self, session: &mut Session, draft: Draft, torn: bool) -> Result<(Line<Change>, Position)> {
        let line = Line {
            seq: session.end.seq + 1,
            at: self.disk.now(),
            author: self.who.author.clone(),
            session: self.name.clone(),
            label: draft.label,
            undoes: draft.undoes,
            once: draft.once,
            changes: draft.changes,
            set: draft.set,
        };
        let path = session.journal.path(session.end.segment);
        let bytes = sealed(&line).map_err(|error| super::error::at(&path)(error.into()))?;
        match session.journal.append(session.end, torn, &bytes, &self.disk) {
            Ok(end) => {
                self.newest.see_all(&line.changes);
                self.note(session.layout.origin, end);
                Ok((line, end))
            }
            Err(unsaved) => {
                if !unsaved.cut && session.unsaved.is_none() {
                    session.unsaved = Some(session.end);
                }
                Err(unsaved.error)
            }
        }
    }

    /// Applies a set that is in the journal.
    pub fn finish(&self, session: &mut Session, line: Line<Change>, end: Position) -> Result<Committed> {
        let done = Committed::new(line.seq, line.label.clone());
        self.apply(session, line, end).or_else(|_| self.load_anew(session))?;
        Ok(done)
    }

    /// The same, telling the whole entry.
    pub fn finish_entry(&self, session: &mut Session, line: Line<Change>, end: Position) -> Result<Entry> {
        let told = entry(&Line::from(&line));
        self.apply(session, line, end).or_else(|_| self.load_anew(session))?;
        Ok(told)
    }
}

/// The set that was committed with this key, if there is one.
fn done_before(session: &mut Session, once: Option<&str>) -> Result<Option<Committed>> {
    let entry = once.map(|key| find_entry(session, key)).transpose()?.flatten();
    Ok(entry.map(|entry| Committed { before: true, ..Committed::new(entry.seq, entry.label) }))
}
