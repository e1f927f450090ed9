//! Committing: lock → read on → check → append and sync → unlock → apply to the book.

use std::collections::{HashMap, HashSet};

use super::error::{Result, StoreError};
use super::journal::Position;
use super::line::{Line, SetRef, entry, sealed};
use super::once::find_entry;
use super::past::Past;
use super::session::{Inner, Session};
use super::sets::{self, PART, SetWriter};
use super::{Committed, Entry, Seq, StreamError};
use crate::domain::book::Book;
use crate::domain::change::{Change, Label, Set};
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId, RecordKind};

/// A set about to be committed.
pub(super) struct Draft {
    pub label: Label,
    pub undoes: Option<Seq>,
    pub once: Option<String>,
    pub changes: Vec<Change>,
    pub set: Option<SetRef>,
}

impl Draft {
    pub fn new(label: Label, changes: Vec<Change>) -> Self {
        Self { label, undoes: None, once: None, changes, set: None }
    }
}

impl Inner {
    /// Commits a set whose records were read at `read`.
    pub fn commit(&self, set: Set, read: Seq, once: Option<&str>) -> Result<Committed> {
        let Set { label, changes } = set;
        if changes.is_empty() {
            return Ok(Committed { seq: self.position(), label, before: false, met: Vec::new(), same: false });
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
        self.check(&mut session, &Needs::of(&changes), read)?;
        let draft = Draft { once: once.map(str::to_owned), ..Draft::new(label, changes) };
        let (line, end) = self.append(&mut session, draft, torn)?;
        drop(held);
        self.finish(&mut session, line, end)
    }

    /// Commits changes as they come.
    pub fn commit_stream<E>(
        &self,
        label: Label,
        read: Seq,
        changes: impl Iterator<Item = std::result::Result<Change, E>>,
    ) -> std::result::Result<Committed, StreamError<E>> {
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
        Ok(match many {
            Some((writer, needs)) => self.commit_file(writer, needs, label, read, None)?,
            None => self.commit(Set { label, changes: few }, read, None)?,
        })
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

    /// Refuses a set whose records were touched after `read`, or that hangs records on contacts that are gone.
    fn check(&self, session: &mut Session, needs: &Needs, read: Seq) -> Result<()> {
        let mut changed: Vec<RecordId> =
            needs.touched.iter().copied().filter(|id| session.touched_after(*id, read)).collect();
        if read < session.known_since() {
            let mut past = Past::new(session);
            let mut at = session.end.seq;
            while let Some(line) = past.next()?.filter(|line| line.seq > read) {
                at = line.seq;
                if line.label.act.is_barrier() {
                    break;
                }
                let ids = super::session::touched_by(&session.layout, &line)?;
                changed.extend(ids.into_iter().filter(|id| needs.touched.contains(id)));
            }
            // Anything may have been touched by what isn't told any more.
            if at > read + 1 {
                changed.extend(&needs.touched);
            }
        }
        changed.extend(needs.missing(&self.book()));
        changed.extend(needs.outdated(&self.book()));
        changed.sort_unstable();
        changed.dedup();
        if changed.is_empty() { Ok(()) } else { Err(StoreError::Changed(changed)) }
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
        let done = Committed { seq: line.seq, label: line.label.clone(), before: false, met: Vec::new(), same: false };
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
    Ok(entry.map(|entry| Committed { seq: entry.seq, label: entry.label, before: true, met: Vec::new(), same: false }))
}

/// What must hold for a set to be committed.
#[derive(Default)]
pub(super) struct Needs {
    /// Not touched since they were read.
    touched: HashSet<RecordId>,
    /// There, since records of the set hang on them.
    contacts: HashSet<ContactId>,
    /// Made by the set itself.
    made: HashSet<ContactId>,
    /// Deleted by it: nothing may hang on them that it doesn't know.
    going: HashSet<ContactId>,
    /// How many interactions it changes that stood with a contact.
    interactions: HashMap<ContactId, u32>,
}

impl Needs {
    pub fn of(changes: &[Change]) -> Self {
        let mut needs = Self::default();
        changes.iter().for_each(|change| needs.add(change));
        needs
    }

    pub fn add(&mut self, change: &Change) {
        self.touched.extend(change.id());
        match &change.before {
            Some(Record::Contact(contact)) if change.after.is_none() => drop(self.going.insert(contact.id)),
            Some(Record::Interaction(interaction)) => {
                for participant in &interaction.with {
                    *self.interactions.entry(participant.contact).or_default() += 1;
                }
            }
            _ => {}
        }
        if let (None, Some(made)) = (&change.before, &change.after) {
            match made {
                Record::Contact(contact) => drop(self.made.insert(contact.id)),
                hanging => self.contacts.extend(hanging.contacts()),
            }
        }
    }

    /// The contacts to be deleted of which there is more than the set knows: it was made before others said something of them.
    fn outdated(&self, book: &Book) -> Vec<RecordId> {
        let knows = |kind, id| self.touched.contains(&RecordId::new(kind, id));
        let more = |id: &&ContactId| {
            let known = self.interactions.get(id).copied().unwrap_or_default();
            book.contact(**id).is_some_and(|row| row.interactions.count > known)
                || book.follow_ups_of(**id).iter().any(|one| !knows(RecordKind::FollowUp, one.id.0))
                || book.feedback_of(**id).iter().any(|one| !knows(RecordKind::Feedback, one.id.0))
        };
        self.going.iter().filter(more).map(|id| RecordId::new(RecordKind::Contact, id.0)).collect()
    }

    /// The contacts that aren't there.
    pub fn missing(&self, book: &Book) -> Vec<RecordId> {
        let gone = self.contacts.iter().filter(|id| !self.made.contains(id) && book.contact(**id).is_none());
        gone.map(|id| RecordId::new(RecordKind::Contact, id.0)).collect()
    }
}
