//! Contacts that are one person: fields are brought together, all that happened goes over, the one who goes is found by their id
//! in the one who is kept.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::hanging::{decided, decided_anew, decided_by, holding, open_follow_up, same_promise};
use super::joining::{Joining, Takes};
use super::piece::Piece;
use crate::domain::act::{ActError, WholeContact};
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::book::Book;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::consent::Consent;
use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContactId, FollowUpId, Ids};
use crate::domain::record::{Record, RecordId};
use crate::domain::row::ConsentNow;

/// One contact who is kept, and those who are merged into them.
#[derive(Debug, Clone, PartialEq)]
pub struct Merging {
    pub kept: WholeContact,
    pub gone: Vec<Gone>,
}

/// A contact who is merged into another.
#[derive(Debug, Clone, PartialEq)]
pub struct Gone {
    pub whole: WholeContact,
    /// What is taken of fields and decisions in which it isn't as it would be by itself.
    pub chosen: Vec<(Piece, Takes)>,
}

impl From<WholeContact> for Gone {
    fn from(whole: WholeContact) -> Self {
        Self { whole, chosen: Vec::new() }
    }
}

/// Merges contacts, in one set for all; nobody may stand in two places. Of two open follow-ups that are the same one stays. Where
/// a decision on a channel holds that isn't the newest, it is decided once more, `today`. The `book` says what companies are called.
pub fn merge_contacts(mergings: &[Merging], book: &Book, today: NaiveDate, ids: &mut Ids) -> Result<Set, ActError> {
    let mut all = Merger::default();
    mergings.iter().try_for_each(|merging| all.merge(merging, book, today, ids))?;
    let gone = mergings.iter().flat_map(|merging| &merging.gone);
    let label = Label::of_many(Act::Merge, gone.map(|gone| gone.whole.contact.name.clone()));
    let label = match mergings {
        [only] => label.about(&only.kept.contact.name),
        _ => label,
    };
    Ok(Set::new(label, all.into_changes()))
}

/// Two contacts who look like one and aren't: that is remembered with the one that was added later.
pub fn tell_apart(one: &Contact, other: &Contact) -> Result<Set, ActError> {
    if one.id == other.id {
        return Err(ActError::SameContact);
    }
    let (first, later) = if one.id < other.id { (one, other) } else { (other, one) };
    let mut after = later.clone();
    after.tell_apart(first.id);
    let label = Label::of_many(Act::TellApart, [one.name.clone(), other.name.clone()]);
    Ok(Set::new(label, [Change::edit(later.clone(), after)]))
}

/// What becomes of the records of all who are merged. What hangs on several of them is changed once.
#[derive(Default)]
struct Merger {
    kept: Vec<Change>,
    /// Each record as it was, and as it is then, in the order in which they came.
    hanging: Vec<(Record, Option<Record>)>,
    places: HashMap<RecordId, usize>,
    marks: Vec<Change>,
    /// What is decided once more.
    anew: Vec<Change>,
    gone: Vec<Change>,
}

impl Merger {
    fn merge(
        &mut self,
        Merging { kept, gone }: &Merging,
        book: &Book,
        today: NaiveDate,
        ids: &mut Ids,
    ) -> Result<(), ActError> {
        let into = kept.contact.id;
        let mut holds = kept.decisions();
        let (mut joining, mut mark) = (Joining::new(&kept.contact, book), kept.mark.clone());
        let mut twice: Vec<(FollowUpId, FollowUpId)> = Vec::new();
        let mut open: Vec<FollowUp> = kept.timeline.iter().filter_map(open_follow_up).cloned().collect();
        for Gone { whole: from, chosen } in gone {
            if from.contact.id == into {
                return Err(ActError::SameContact);
            }
            joining.join(&from.contact, chosen);
            let theirs = from.decisions();
            holds = holding(&decided(&holds, &theirs, chosen));
            from.timeline.iter().for_each(|record| twice.extend(self.give(record, from.contact.id, into, &mut open)));
            if let Some(other) = &from.mark {
                mark = Some(both_marks(mark.as_ref(), other, into));
                self.marks.push(Change::delete(other.clone()));
            }
            self.gone.push(Change::delete(from.contact.clone()));
        }
        let timelines = [kept].into_iter().chain(gone.iter().map(|gone| &gone.whole)).flat_map(|one| &one.timeline);
        let all = decided_by(&kept.contact, timelines);
        for ConsentNow { channel, purpose, state, day, how, proof, .. } in decided_anew(&holds, &all, today) {
            let (id, contact) = (ids.draw(), into);
            self.anew.push(Change::create(Consent { id, contact, channel, purpose, state, day, how, proof }));
        }
        let mut after = joining.so_far().clone();
        twice.into_iter().for_each(|(gone, stays)| after.remember_promise(gone, stays));
        self.kept.push(Change::edit(kept.contact.clone(), after));
        self.marks.push(Change { before: kept.mark.clone().map(Record::from), after: mark.map(Record::from) });
        Ok(())
    }

    /// A record that hangs on `from` hangs on `into`. Given back is a follow-up that goes because it is there already, with that one.
    fn give(
        &mut self,
        record: &Record,
        from: ContactId,
        into: ContactId,
        open: &mut Vec<FollowUp>,
    ) -> Option<(FollowUpId, FollowUpId)> {
        let place = *self.places.entry(record.id()).or_insert_with(|| {
            self.hanging.push((record.clone(), Some(record.clone())));
            self.hanging.len() - 1
        });
        let (_, after) = self.hanging.get_mut(place)?;
        match after {
            Some(Record::Interaction(one)) => {
                let took_part = one.with.iter().any(|participant| participant.contact == into);
                one.with.retain(|participant| !took_part || participant.contact != from);
                let own = one.with.iter_mut().filter(|participant| participant.contact == from);
                own.for_each(|participant| participant.contact = into);
            }
            Some(Record::FollowUp(one)) if one.contact == from => {
                one.contact = into;
                if let Some(stays) = same_promise(open.iter(), one) {
                    let both = (one.id, stays);
                    *after = None;
                    return Some(both);
                }
                open.extend(Some(&*one).filter(|one| one.is_open()).cloned());
            }
            Some(Record::Feedback(one)) if one.contact == from => one.contact = into,
            Some(Record::Consent(one)) if one.contact == from => one.contact = into,
            Some(Record::Order(one)) if one.contact == Some(from) => one.contact = Some(into),
            _ => {}
        }
        None
    }

    /// Whoever is kept comes first, and those who go last, so that taking it back brings them first.
    fn into_changes(self) -> impl Iterator<Item = Change> {
        let hanging = self.hanging.into_iter().map(|(before, after)| Change { before: Some(before), after });
        self.kept.into_iter().chain(hanging).chain(self.marks).chain(self.anew).chain(self.gone)
    }
}

/// What the agenda was told of both; what it was told of the one who is kept counts first.
fn both_marks(kept: Option<&AgendaMark>, gone: &AgendaMark, contact: ContactId) -> AgendaMark {
    let none = AgendaMark::new(contact);
    let kept = kept.unwrap_or(&none);
    AgendaMark {
        contact,
        cadence_from: kept.cadence_from.or(gone.cadence_from),
        last_contact: kept.last_contact.max(gone.last_contact),
        cadence: kept.cadence.or(gone.cadence),
        retry: kept.retry.or(gone.retry),
        birthday: kept.birthday.or(gone.birthday),
        off_until: kept.off_until.or(gone.off_until),
        congratulated: kept.congratulated.max(gone.congratulated),
    }
}
