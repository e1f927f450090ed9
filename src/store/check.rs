//! What others did since a set's records were read: a set of few changes is brought together with it, a big one refused.
//!
//! By the journal alone, whose lines hold whole records. Asked under the commit lock, with the journal read to its end.

use std::collections::{HashMap, HashSet};

use super::conflict::{Conflict, Met};
use super::error::{Result, StoreError};
use super::line::entry;
use super::needs::{Needs, of_company};
use super::past::Past;
use super::session::{Inner, Session, touched_by};
use super::sets::SetFile;
use super::undo::Target;
use super::{Entry, Seq};
use crate::domain::book::Book;
use crate::domain::change::{Act, Change};
use crate::domain::id::CompanyId;
use crate::domain::merge::{InConflict, Now, SetMerged, merge, merge_set};
use crate::domain::record::{Record, RecordId};

/// Up to so many records a set's file is searched for each; for more of them all of it is read.
const FEW: usize = 16;

/// A set as it can be committed now.
pub(super) struct Checked {
    /// Empty where others have done all of it.
    pub changes: Vec<Change>,
    pub met: Vec<Met>,
    /// Whether it isn't what was given.
    pub is_other: bool,
}

impl Inner {
    /// Brings a set's changes, read at `read`, together with what others did since.
    ///
    /// # Errors
    /// `Conflict` where that is for a person to decide, `Changed` where something that it hangs on is gone, or where it can't be
    /// known what was done.
    pub fn meet(&self, session: &Session, changes: Vec<Change>, read: Seq) -> Result<Checked> {
        let book = self.book();
        let needs = Needs::of(&changes);
        if read >= session.end.seq {
            refuse(&needs, &book, Vec::new())?;
            return Ok(Checked { changes, met: Vec::new(), is_other: false });
        }
        let touched = Touched::since(session, read)?;
        let both: HashSet<RecordId> = needs.touched.iter().copied().filter(|id| touched.has(*id)).collect();
        let last = if touched.any { HashMap::new() } else { last_changes(session, read, &both)? };
        let untold: Vec<RecordId> = both.iter().copied().filter(|id| !last.contains_key(id)).collect();
        refuse(&Needs::default(), &book, untold)?;
        let records = last.iter().map(|(id, (_, change))| (*id, change.after.clone())).collect();
        let now = Now { records: &records, changed: &|id| touched.has(id), book: &book };
        let SetMerged { changes: merged, met, conflicts } = merge_set(changes.clone(), &now);
        if !conflicts.is_empty() {
            let conflict = |one| conflict(session, &book, read, one);
            return Err(StoreError::Conflict(conflicts.into_iter().map(conflict).collect::<Result<_>>()?));
        }
        let needs = Needs::of(&merged);
        let mut gone = hanging_on_going(session, &needs, &merged, read)?;
        let is_gone = |id: &RecordId| book.company(CompanyId(id.id)).is_none() && touched.has(*id);
        gone.extend(needs.companies.iter().map(|id| of_company(*id)).filter(is_gone));
        refuse(&needs, &book, gone)?;
        let met = met.into_iter().filter_map(|(id, same)| Some(Met { id, by: last.get(&id)?.0.clone(), same }));
        Ok(Checked { met: met.collect(), is_other: merged != changes, changes: merged })
    }

    /// Refuses a set that can't be merged where any of its records was touched, or what it needs isn't there.
    pub fn check(&self, session: &Session, needs: &Needs, read: Seq) -> Result<()> {
        let touched = Touched::since(session, read)?;
        refuse(needs, &self.book(), needs.touched.iter().copied().filter(|id| touched.has(*id)).collect())
    }
}

/// The records that were touched since a set's were read.
struct Touched<'a> {
    session: &'a Session,
    read: Seq,
    /// Those of the sets that the session doesn't know by what they touched.
    earlier: HashSet<RecordId>,
    /// It may be any record: what was done isn't told any more, or not to which.
    any: bool,
}

impl<'a> Touched<'a> {
    fn since(session: &'a Session, read: Seq) -> Result<Self> {
        let mut touched = Self { session, read, earlier: HashSet::new(), any: false };
        if read < session.known_since() {
            let mut at = session.end.seq + 1;
            each_since(session, read, |_, line| {
                at = line.seq;
                // Mending leaves what can be read as it was.
                touched.any = matches!(line.label.act, Act::Restore | Act::Migrate);
                touched.earlier.extend(touched_by(&session.layout, line)?);
                Ok(!line.label.act.is_barrier())
            })?;
            touched.any |= at > read + 1;
        }
        Ok(touched)
    }

    fn has(&self, id: RecordId) -> bool {
        self.any || self.earlier.contains(&id) || self.session.touched_after(id, self.read)
    }
}

fn refuse(needs: &Needs, book: &Book, mut changed: Vec<RecordId>) -> Result<()> {
    changed.extend(needs.missing(book));
    changed.extend(needs.outdated(book));
    changed.sort_unstable();
    changed.dedup();
    if changed.is_empty() { Ok(()) } else { Err(StoreError::Changed(changed)) }
}

/// Looks at the sets after `read`, newest first, as long as `look` says yes.
fn each_since(session: &Session, read: Seq, mut look: impl FnMut(&mut Past, &Target) -> Result<bool>) -> Result<()> {
    let mut past = Past::new(session);
    while let Some(line) = past.next()?.filter(|line| line.seq > read) {
        if !look(&mut past, &line)? {
            break;
        }
    }
    Ok(())
}

/// What a set changed of these records, the last first.
pub(super) fn changes_of(
    session: &Session,
    past: &mut Past,
    line: &Target,
    ids: &HashSet<RecordId>,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if line.changes.iter().any(|touched| ids.contains(&touched.0)) {
        changes = past.changes(line.seq)?;
    }
    if let Some(set) = &line.set {
        let file = SetFile::open(&session.layout, set)?;
        if ids.len() <= FEW {
            for id in ids {
                changes
                    .extend(file.changes_naming(&[id.id.to_string()])?.into_iter().filter(|of| of.id() == Some(*id)));
            }
        } else {
            for part in file.parts() {
                changes.extend(part?);
            }
        }
    }
    changes.retain(|change| change.id().is_some_and(|id| ids.contains(&id)));
    changes.reverse();
    Ok(changes)
}

/// The last change of each of these records since `read`, and by whom.
fn last_changes(session: &Session, read: Seq, ids: &HashSet<RecordId>) -> Result<HashMap<RecordId, (Entry, Change)>> {
    let mut last = HashMap::new();
    if ids.is_empty() {
        return Ok(last);
    }
    each_since(session, read, |past, line| {
        for change in changes_of(session, past, line, ids)? {
            if let Some(id) = change.id() {
                last.entry(id).or_insert_with(|| (entry(line), change));
            }
        }
        Ok(last.len() < ids.len())
    })?;
    Ok(last)
}

/// The conflict with whoever brought it about: the last set by which other things clashed than before it.
fn conflict(session: &Session, book: &Book, read: Seq, of: InConflict) -> Result<Conflict> {
    let InConflict { id, base, mine, theirs, clashes } = of;
    let clashes_with = |side: &Option<Record>| match (&base, &mine, side) {
        (Some(base), Some(mine), Some(side)) => merge(base, mine, side, book).clashes,
        _ => Vec::new(),
    };
    let (mut last, mut by): (Option<Entry>, Option<Entry>) = (None, None);
    each_since(session, read, |past, line| {
        for change in changes_of(session, past, line, &HashSet::from([id]))? {
            last.get_or_insert_with(|| entry(line));
            if clashes_with(&change.before) != clashes_with(&change.after) {
                by.get_or_insert_with(|| entry(line));
            }
        }
        Ok(by.is_none() && (last.is_none() || !clashes.is_empty()))
    })?;
    let by = by.or(last).ok_or_else(|| StoreError::Changed(vec![id]))?;
    Ok(Conflict { id, base, mine, theirs, by, clashes, at: session.end.seq })
}

/// The companies that the set deletes and that are named meanwhile by what it doesn't know.
fn hanging_on_going(session: &Session, needs: &Needs, changes: &[Change], read: Seq) -> Result<Vec<RecordId>> {
    let mut hanging = Vec::new();
    if needs.going_companies.is_empty() {
        return Ok(hanging);
    }
    let mut look = |change: &Change| {
        let named = change.after.as_ref().map(Record::companies).unwrap_or_default();
        hanging.extend(named.into_iter().filter(|id| needs.going_companies.contains(id)).map(of_company));
    };
    changes.iter().for_each(&mut look);
    each_since(session, read, |past, line| {
        let mut others = past.changes(line.seq)?;
        if let Some(set) = &line.set {
            for part in SetFile::open(&session.layout, set)?.parts() {
                others.extend(part?);
            }
        }
        let is_other = |change: &&Change| change.id().is_some_and(|id| !needs.touched.contains(&id));
        others.iter().filter(is_other).for_each(&mut look);
        Ok(true)
    })?;
    Ok(hanging)
}
