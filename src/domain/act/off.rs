//! Taking contacts off the agenda.

use chrono::NaiveDate;

use crate::domain::agenda_mark::Snooze;
use crate::domain::cadence::Cadence;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::contact::{Contact, DoNotContact, Stage};
use crate::domain::id::ContactId;

use super::edit::all_changed;
use super::{ActError, Given, change_mark, without_doubles};

/// Ways off the agenda that change the contact itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Off {
    NoRhythm,
    DoNotContact(DoNotContact),
    Former,
    Archive,
}

/// Off the agenda until `day`, all but late complaints; for today that is tomorrow.
pub fn off_until(given: &Given, on: &[ContactId], day: NaiveDate) -> Result<Set, ActError> {
    if day <= given.today {
        return Err(ActError::NotAhead(day));
    }
    given.must_be_there(on)?;
    let rows = without_doubles(on).into_iter().filter_map(|id| given.book.contact(*id));
    let changes = rows.map(|row| change_mark(row, |mark| mark.off_until = Some(day)));
    Ok(Set::new(given.label(Act::Off, on).on(day), changes))
}

/// Off the agenda by what the contacts' records say.
pub fn off(given: &Given, contacts: &[Contact], how: &Off) -> Set {
    let mut changes = Vec::new();
    for before in contacts {
        let mut after = before.clone();
        match how {
            Off::NoRhythm => after.cadence = Cadence::Never,
            Off::DoNotContact(not) => after.do_not_contact = Some(not.clone()),
            Off::Former => after.stage = Some(Stage::Former),
            Off::Archive => after.archived = true,
        }
        changes.push(Change::edit(before.clone(), after));
        if *how == Off::NoRhythm {
            changes.extend(first_touch_hidden(given, before));
        }
    }
    let act = match how {
        Off::NoRhythm => Act::NoRhythm,
        Off::DoNotContact(_) => Act::DoNotContact,
        Off::Former => Act::Former,
        Off::Archive => Act::Archive,
    };
    let label = Label::of_many(act, contacts.iter().map(|contact| contact.name.clone()));
    let day = if let Off::DoNotContact(not) = how { not.until } else { None };
    Set::new(Label { day, ..label }, changes)
}

/// Contacts who may be contacted again.
pub fn contact_again(contacts: &[Contact]) -> Set {
    let label = Label::of_many(Act::Edit, contacts.iter().map(|contact| contact.name.clone()));
    let again = |before: &Contact| Change::edit(before.clone(), Contact { do_not_contact: None, ..before.clone() });
    let changes: Vec<Change> = contacts.iter().map(again).collect();
    Set::new(Label { what: all_changed(&changes), ..label }, changes)
}

/// Archived contacts brought back among the others.
pub fn unarchive(contacts: &[Contact]) -> Set {
    let label = Label::of_many(Act::Unarchive, contacts.iter().map(|contact| contact.name.clone()));
    let back = |before: &Contact| Change::edit(before.clone(), Contact { archived: false, ..before.clone() });
    Set::new(label, contacts.iter().map(back))
}

/// An untouched lead is due whatever its rhythm: without one, that is hidden until a touch makes it a contact like others.
fn first_touch_hidden(given: &Given, contact: &Contact) -> Option<Change> {
    let row = given.book.contact(contact.id).filter(|row| row.stage == Some(Stage::Lead) && row.touches.count == 0)?;
    let until = NaiveDate::from_ymd_opt(9999, 12, 31)?;
    Some(change_mark(row, |mark| mark.cadence = Some(Snooze { until, set: given.now })))
}
