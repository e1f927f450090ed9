//! All that one act changes, brought together with what others did since it was read.

use std::collections::{HashMap, HashSet};

use super::{Clash, Merged, Part, merge};
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::difference::differences;
use crate::domain::field::{FieldName, Of};
use crate::domain::follow_up::FollowUpState;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::search::fold;

/// What others did since the set's records were read.
pub struct Now<'a> {
    /// The set's records that they changed, as they are now; `None` of one that they deleted.
    pub records: &'a HashMap<RecordId, Option<Record>>,
    /// Whether they changed this record.
    pub changed: &'a dyn Fn(RecordId) -> bool,
    pub book: &'a Book,
}

/// What a set comes to then.
#[derive(Debug, Default, PartialEq)]
pub struct SetMerged {
    /// What is left to be done, on the records as they are now. Worth nothing where there are conflicts.
    pub changes: Vec<Change>,
    /// The records that both changed, and whether nothing of the set's own was left to be done to them.
    pub met: Vec<(RecordId, bool)>,
    pub conflicts: Vec<InConflict>,
}

/// A record that a person must decide about.
#[derive(Debug, Clone, PartialEq)]
pub struct InConflict {
    pub id: RecordId,
    /// As it was read, as the set leaves it, as it is now; `None` where it isn't there.
    pub base: Option<Record>,
    pub mine: Option<Record>,
    pub theirs: Option<Record>,
    /// Empty where one of the two deletes it.
    pub clashes: Vec<Clash>,
}

/// Brings `changes` together with what others did.
pub fn merge_set(changes: Vec<Change>, now: &Now) -> SetMerged {
    let changes = at_companies_of_now(changes, now);
    let made: Vec<Change> = changes.iter().filter(|change| makes_company(change)).cloned().collect();
    let mut merged = SetMerged::default();
    let mut done: HashSet<FollowUpId> = HashSet::new();
    for change in changes {
        let Some((id, theirs)) = change.id().and_then(|id| Some((id, now.records.get(&id)?.clone()))) else {
            merged.changes.push(change);
            continue;
        };
        let Change { before: base, after: mine } = change;
        if theirs == base {
            merged.changes.push(Change { before: base, after: mine });
            continue;
        }
        done.extend(done_by_both(&base, &mine, &theirs));
        match both(id, &base, &mine, &theirs, now.book) {
            Ok(after) => {
                merged.met.push((id, after == theirs));
                merged.changes.push(Change { before: theirs, after });
            }
            Err(clashes) if clashes.is_empty() || made.is_empty() => {
                merged.conflicts.push(InConflict { id, base, mine, theirs, clashes });
            }
            Err(_) => {
                // The companies that the set makes have names, too.
                let mut book = now.book.clone();
                made.iter().for_each(|change| book.apply(change));
                let clashes = both(id, &base, &mine, &theirs, &book).err().unwrap_or_default();
                merged.conflicts.push(InConflict { id, base, mine, theirs, clashes });
            }
        }
    }
    // Who was first has made the next instance, too.
    let is_second = |change: &Change| match change {
        Change { before: None, after: Some(Record::FollowUp(next)) } => {
            next.after.is_some_and(|after| done.contains(&after))
        }
        _ => false,
    };
    merged.changes.retain(|change| !change.is_empty() && !is_second(change));
    merged
}

fn makes_company(change: &Change) -> bool {
    matches!(change, Change { before: None, after: Some(Record::Company(_)) })
}

/// The record as both leave it, or what clashes.
fn both(
    id: RecordId,
    base: &Option<Record>,
    mine: &Option<Record>,
    theirs: &Option<Record>,
    book: &Book,
) -> Result<Option<Record>, Vec<Clash>> {
    if id.kind == RecordKind::AgendaMark {
        return marks(ContactId(id.id), [base, mine, theirs], book);
    }
    match (base, mine, theirs) {
        (Some(base), Some(mine), Some(theirs)) => match merge(base, mine, theirs, book) {
            Merged { record, clashes } if clashes.is_empty() => Ok(Some(record)),
            Merged { clashes, .. } => Err(clashes),
        },
        _ if mine == theirs => Ok(mine.clone()),
        // Brought back by both, not the same.
        (None, Some(mine), Some(theirs)) => Err(all_that_differs(mine, theirs, book)),
        _ => Err(Vec::new()),
    }
}

/// A mark that isn't there says nothing, and one that says nothing isn't there.
fn marks(contact: ContactId, sides: [&Option<Record>; 3], book: &Book) -> Result<Option<Record>, Vec<Clash>> {
    let empty = Record::from(AgendaMark::new(contact));
    let [base, mine, theirs] = sides.map(|side| side.as_ref().unwrap_or(&empty));
    match merge(base, mine, theirs, book) {
        Merged { record, clashes } if clashes.is_empty() => Ok(Some(record).filter(|record| *record != empty)),
        Merged { clashes, .. } => Err(clashes),
    }
}

fn all_that_differs(mine: &Record, theirs: &Record, book: &Book) -> Vec<Clash> {
    let of = if matches!(mine, Record::Company(_)) { Of::Company } else { Of::Contact };
    let part = |field: &str| FieldName::read(of, field).map_or(Part::Named("record"), Part::Field);
    let all = differences(&Change::edit(theirs.clone(), mine.clone()), book).into_iter();
    all.map(|one| Clash { part: part(&one.field), mine: one.after, theirs: one.before }).collect()
}

/// A follow-up that this set does, and others have done already.
fn done_by_both(base: &Option<Record>, mine: &Option<Record>, theirs: &Option<Record>) -> Option<FollowUpId> {
    let (Some(Record::FollowUp(base)), Some(Record::FollowUp(mine)), Some(Record::FollowUp(theirs))) =
        (base, mine, theirs)
    else {
        return None;
    };
    let is_done = [mine, theirs].iter().all(|side| side.state == FollowUpState::Done);
    (base.is_open() && is_done).then_some(base.id)
}

/// The set's records at the companies as they are now: one that the set makes in passing, and others have made meanwhile, is
/// theirs; one that was merged into another is that one.
fn at_companies_of_now(mut changes: Vec<Change>, now: &Now) -> Vec<Change> {
    let mut instead: HashMap<CompanyId, CompanyId> = HashMap::new();
    for change in &changes {
        match (&change.before, &change.after) {
            (None, Some(Record::Company(made))) if *made == Company::new(made.id, &made.name, made.added) => {
                let name = fold(&made.name);
                let is_it = |other: &&Company| other.id != made.id && fold(&other.name) == name;
                let twin = now.book.companies().find(|other| is_it(other) && (now.changed)(of_company(other.id)));
                instead.extend(twin.map(|twin| (made.id, twin.id)));
            }
            (before, Some(after)) => {
                let gone =
                    new_companies(before.as_ref(), after).into_iter().filter(|id| now.book.company(*id).is_none());
                for id in gone.filter(|id| (now.changed)(of_company(*id))) {
                    let into = now.book.companies().find(|other| other.merged_ids().any(|merged| merged == id.0));
                    instead.extend(into.map(|into| (id, into.id)));
                }
            }
            _ => {}
        }
    }
    if !instead.is_empty() {
        let is_twin = |change: &Change| change.id().is_some_and(|id| instead.contains_key(&CompanyId(id.id)));
        changes.retain(|change| !(change.before.is_none() && is_twin(change)));
        changes.iter_mut().filter_map(|change| change.after.as_mut()).for_each(|record| {
            record.companies_mut().into_iter().for_each(|id| *id = *instead.get(id).unwrap_or(id));
        });
    }
    changes
}

fn of_company(id: CompanyId) -> RecordId {
    RecordId::new(RecordKind::Company, id.0)
}

/// The companies that a record names now and didn't before.
pub(crate) fn new_companies(before: Option<&Record>, after: &Record) -> Vec<CompanyId> {
    let before = before.map(Record::companies).unwrap_or_default();
    let mut new = after.companies();
    new.retain(|id| !before.contains(id));
    new
}
