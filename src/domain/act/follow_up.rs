//! Follow-ups: adding them, and getting done what stands on the agenda.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::agenda::{DAYS_AHEAD, Why, entry_of};
use crate::domain::change::{Act, Change, Set};
use crate::domain::feedback::Standing;
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{ContactId, Ids, InteractionId};

use super::feedback::{Handling, asked_after, handled};
use super::{ActError, Given, Item, change_mark, without_doubles};

/// A follow-up to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFollowUp {
    /// May be empty.
    pub title: String,
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    /// `Every` with its anchor at `due`.
    pub recurs: Option<Recurs>,
}

/// A follow-up for each of `on`.
pub fn add_follow_up(given: &Given, ids: &mut Ids, on: &[ContactId], new: &NewFollowUp) -> Result<Set, ActError> {
    given.must_be_there(on)?;
    let changes = on.iter().map(|contact| {
        Change::create(FollowUp {
            time: new.time,
            recurs: new.recurs,
            ..FollowUp::new(ids.draw(), *contact, new.title.trim(), new.due, given.today)
        })
    });
    Ok(Set::new(given.label(Act::FollowUp, on).about(&new.title).on(new.due), changes))
}

/// Follow-ups done (a recurring one's next instance is made), complaints resolved, birthdays congratulated.
pub fn done(given: &Given, ids: &mut Ids, items: &[Item]) -> Result<Set, ActError> {
    let mut changes = Vec::new();
    let mut congratulated = HashSet::new();
    for item in without_doubles(items) {
        match *item {
            Item::FollowUp(id) => {
                let follow_up = given.book.follow_up(id).ok_or(ActError::Gone)?;
                changes.extend(close(given, ids, follow_up, given.today, None));
            }
            Item::Feedback(id) => {
                let before = given.book.feedback(id).ok_or(ActError::Gone)?;
                let after = handled(given, before, &Handling::new(Standing::Resolved, given.today))?;
                changes.push(Change::edit(before.clone(), after.clone()));
                changes.extend(asked_after(given, ids, before, &after));
            }
            Item::Birthday(contact) | Item::Contact(contact) => {
                if congratulated.insert(contact) {
                    changes.push(congratulate(given, contact)?);
                }
            }
            Item::Retry(_) | Item::Cadence(_) | Item::Account(_) => return Err(ActError::EndsWithTouch),
        }
    }
    let only_birthdays = items.iter().all(|item| matches!(item, Item::Birthday(_) | Item::Contact(_)));
    let act = if only_birthdays { Act::Congratulate } else { Act::Done };
    Ok(Set::new(given.label_of_items(act, items), changes))
}

fn congratulate(given: &Given, contact: ContactId) -> Result<Change, ActError> {
    let row = given.book.contact(contact).ok_or(ActError::Gone)?;
    let entry = entry_of(given.book, given.settings, given.today, DAYS_AHEAD, contact).ok_or(ActError::NotOnAgenda)?;
    let mut own = Err(ActError::NotOnAgenda);
    for reason in entry.reasons {
        match reason.why {
            Why::Birthday { day, .. } => return Ok(change_mark(row, |mark| mark.congratulated = Some(day))),
            Why::Retry { .. } | Why::Cadence { .. } | Why::Segment { .. } | Why::Account { .. } => {
                own = Err(ActError::EndsWithTouch);
            }
            Why::FollowUp { .. } | Why::Complaint { .. } => {}
        }
    }
    own
}

/// A follow-up that is done on `day`, by the log of an interaction or else by hand, and the next instance of a recurring one.
pub(super) fn close(
    given: &Given,
    ids: &mut Ids,
    follow_up: &FollowUp,
    day: NaiveDate,
    closed_by: Option<InteractionId>,
) -> Vec<Change> {
    let after = FollowUp { state: FollowUpState::Done, closed: Some(day), closed_by, ..follow_up.clone() };
    let mut changes = vec![Change::edit(follow_up.clone(), after)];
    if let Some(due) = follow_up.recurs.and_then(|recurs| recurs.next(follow_up.due, day, given.today)) {
        let next = FollowUp { id: ids.draw(), due, made: given.today, snoozed_until: None, ..follow_up.clone() };
        // It keeps its source: a calendar that moves or ends the series means this one then.
        changes.push(Change::create(FollowUp { after: Some(follow_up.id), ..next }));
    }
    changes
}
