//! Taking contacts off the agenda.

use chrono::NaiveDate;

use crate::domain::change::Set;
use crate::domain::contact::{Contact, DoNotContact};
use crate::domain::id::ContactId;

use super::{ActError, Given};

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
    let _ = (given, on, day);
    todo!()
}

/// Off the agenda by what the contacts' records say.
pub fn off(contacts: &[Contact], how: &Off) -> Set {
    let _ = (contacts, how);
    todo!()
}
