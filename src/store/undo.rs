//! Taking back: which set, whether it may be, and its inverse as a new set. An undo of an undo is a redo.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use uuid::Uuid;

use super::check::changes_of;
use super::commit::Draft;
use super::conflict::Since;
use super::error::{Result, StoreError};
use super::line::{Line, Touched, entry};
use super::made_in::MadeIn;
use super::needs::Needs;
use super::once::find_entry;
use super::past::Past;
use super::session::{Inner, Session, touched_by};
use super::sets::SetFile;
use super::{Entry, Seq, Which};
use crate::domain::book::Book;
use crate::domain::change::{Change, Set};
use crate::domain::difference::differences;
use crate::domain::record::{Record, RecordId, RecordKind};

pub(super) type Target = Rc<Line<Touched>>;

impl Inner {
    /// Takes a set back.
    pub fn undo(&self, which: Which, once: Option<&str>) -> Result<Entry> {
        self.take_back(once, |past, session| match which {
            Which::Mine => {
                let mut living = Living::default();
                newest(past, |line| self.is_mine(line, &mut living))
            }
            Which::Last => newest(past, |_| true),
            Which::Touching(id) => {
                newest(past, |line| touched_by(&session.layout, line).is_ok_and(|ids| ids.contains(&id)))
            }
            Which::Seq(seq) => {
                // What a redo brought back is the first set.
                let target = past.find(seq)?.ok_or_else(|| past.no_such(seq))?;
                let undone = target.undoes.map(|undone| past.find(undone)).transpose()?.flatten();
                let seq = if undone.is_some_and(|undone| undone.undoes.is_some()) { past.root(seq)? } else { seq };
                if past.is_taken(seq) { Err(StoreError::AlreadyUndone(seq)) } else { past.find(seq) }
            }
        })
    }

    /// Takes the last undo back, unless there was a new set since.
    pub fn redo(&self) -> Result<Entry> {
        self.take_back(None, |past, _| {
            let mut living = Living::default();
            while let Some(line) = past.next()? {
                if past.is_taken(line.seq) || !self.is_mine(&line, &mut living) {
                    continue;
                }
                match line.undoes.map(|undone| past.find(undone)).transpose()?.flatten() {
                    None => break,
                    Some(undone) if undone.undoes.is_some() => {}
                    Some(_) => return Ok(Some(line)),
                }
            }
            Ok(None)
        })
    }

    /// This session's; or this user's, made before this session began on a screen that isn't there any more: who still looks
    /// at what they did takes it back themselves.
    fn is_mine(&self, line: &Line<Touched>, living: &mut Living) -> bool {
        line.session == self.name
            || line.seq <= self.began
                && line.author == self.who.author
                && line.session.starts_with("screen:")
                && !living.has(&line.session)
    }

    fn take_back(
        &self,
        once: Option<&str>,
        choose: impl FnOnce(&mut Past, &Session) -> Result<Option<Target>>,
    ) -> Result<Entry> {
        let mut session = self.session();
        let (held, torn) = self.begin(&mut session)?;
        if let Some(done) = once.map(|key| find_entry(&mut session, key)).transpose()?.flatten() {
            return Ok(done);
        }
        let mut past = Past::new(&session);
        let target = choose(&mut past, &session)?.ok_or(StoreError::NothingToUndo)?;
        let draft = Draft { once: once.map(str::to_owned), ..self.inverse(&session, &mut past, &target)? };
        let (line, end) = self.append(&mut session, draft, torn)?;
        drop(held);
        self.finish_entry(&mut session, line, end)
    }

    /// The set that takes `target` back. Refused where its records have changed since.
    pub fn inverse(&self, session: &Session, past: &mut Past, target: &Target) -> Result<Draft> {
        if target.label.act.is_barrier() {
            let since = Since { label: target.label.clone(), by: entry(target), record: None, fields: Vec::new() };
            return Err(StoreError::ChangedSince(Box::new(since)));
        }
        refuse_changed(session, past, target, &self.book())?;
        let mut draft = Draft::new(target.label.clone(), Vec::new());
        draft.undoes = Some(target.seq);
        let mut needs = Needs::default();
        if let Some(set) = &target.set {
            let inverse = super::line::SetRef { inverse: !set.inverse, ..set.clone() };
            for part in SetFile::open(&session.layout, &inverse)?.parts() {
                part?.iter().for_each(|change| needs.add(change));
            }
            draft.set = Some(inverse);
        } else {
            let set = Set { label: target.label.clone(), changes: past.changes(target.seq)? };
            draft.changes = set.inverse().changes;
            draft.changes.iter().for_each(|change| needs.add(change));
        }
        let missing = needs.missing(&self.book());
        let Some(gone) = missing.first().copied() else { return Ok(draft) };
        // Whoever it hangs on was deleted since.
        for line in past.after(target.seq) {
            if touched_by(&session.layout, &line)?.contains(&gone) {
                let (label, by) = (target.label.clone(), entry(&line));
                let since = Since { label, by, record: Some(gone), fields: Vec::new() };
                return Err(StoreError::ChangedSince(Box::new(since)));
            }
        }
        Err(StoreError::Changed(missing))
    }
}

/// Which sessions live, each looked at once.
#[derive(Default)]
struct Living(HashMap<String, bool>);

impl Living {
    fn has(&mut self, session: &str) -> bool {
        match self.0.get(session) {
            Some(lives) => *lives,
            None => *self.0.entry(session.to_owned()).or_insert_with(|| MadeIn::lives(session)),
        }
    }
}

/// The contacts and companies that `target` made: they would go with it.
fn going(session: &Session, past: &mut Past, target: &Target) -> Result<HashSet<Uuid>> {
    let mut going = HashSet::new();
    each_change(session, past, target, |change| {
        if let (None, Some(Record::Contact(_) | Record::Company(_))) = (&change.before, &change.after) {
            going.extend(change.id().map(|id| id.id));
        }
    })?;
    Ok(going)
}

/// Whether a set is about any of these contacts and companies, be it only that someone works there.
fn hangs_on(session: &Session, past: &mut Past, line: &Target, going: &HashSet<Uuid>) -> Result<bool> {
    let mut hangs = false;
    each_change(session, past, line, |change| {
        let sides = || [&change.before, &change.after].into_iter().flatten();
        let stands = |record: &Record| record.timelines().iter().any(|timeline| going.contains(&timeline.0));
        let works = |record: &Record| match record {
            Record::Contact(contact) => {
                contact.jobs.iter().any(|job| job.company.is_some_and(|company| going.contains(&company.0)))
            }
            _ => false,
        };
        let marked = change.id().is_some_and(|id| id.kind == RecordKind::AgendaMark && going.contains(&id.id));
        hangs |= marked || sides().any(|record| stands(record) || works(record));
    })?;
    Ok(hangs)
}

/// Goes through a set's changes, be they in its line or in a file of its own.
fn each_change(session: &Session, past: &mut Past, line: &Target, mut look: impl FnMut(&Change)) -> Result<()> {
    past.changes(line.seq)?.iter().for_each(&mut look);
    if let Some(set) = &line.set {
        for part in SetFile::open(&session.layout, set)?.parts() {
            part?.iter().for_each(&mut look);
        }
    }
    Ok(())
}

/// The set in force that was made last, of those whose line is `wanted`: a set that was brought back was made when it was.
fn newest(past: &mut Past, mut wanted: impl FnMut(&Line<Touched>) -> bool) -> Result<Option<Target>> {
    let mut seq = past.newest();
    while let Some(line) = past.find(seq)? {
        seq -= 1;
        if line.label.act.is_barrier() || past.is_taken(line.seq) || !wanted(&line) {
            continue;
        }
        let Some(undone) = line.undoes else { return Ok(Some(line)) };
        if past.find(undone)?.is_none_or(|undone| undone.undoes.is_none()) {
            continue;
        }
        // A redo, be it of a redo.
        let root = past.root(line.seq)?;
        if !past.is_taken(root)
            && let Some(set) = past.find(root)?
        {
            return Ok(Some(set));
        }
    }
    Ok(None)
}

/// Refuses to take `target` back where a record of it isn't as it left it, or where something hangs on a contact or company
/// that would go. Sets, their undos and redos switch a set on and off again: what was switched an even number of times
/// since is as it was.
fn refuse_changed(session: &Session, past: &mut Past, target: &Target, book: &Book) -> Result<()> {
    let ids: HashSet<RecordId> = touched_by(&session.layout, target)?.into_iter().collect();
    let going = going(session, past, target)?;
    let mut switched: HashMap<Seq, (Target, bool)> = HashMap::new();
    for line in past.after(target.seq) {
        let touches =
            line.label.act.is_barrier() || touched_by(&session.layout, &line)?.iter().any(|id| ids.contains(id));
        if touches || !going.is_empty() && hangs_on(session, past, &line, &going)? {
            let root = past.root(line.seq)?;
            switched.entry(root).or_insert_with(|| (line, false)).1 ^= true;
        }
    }
    let latest = switched.into_values().filter(|(_, odd)| *odd).map(|(line, _)| line).max_by_key(|line| line.seq);
    let Some(line) = latest else { return Ok(()) };
    let change = changes_of(session, past, &line, &ids)?.into_iter().next();
    let fields = change.iter().flat_map(|change| differences(change, book)).map(|one| one.field).collect();
    let record = change.and_then(|change| change.id());
    let label = target.label.clone();
    Err(StoreError::ChangedSince(Box::new(Since { label, by: entry(&line), record, fields })))
}
