//! Hiding a reason until a day.

use chrono::NaiveDate;

use crate::domain::change::Set;

use super::{ActError, Given, Item};

/// Hides reasons until `until`, or the next working day after it.
pub fn snooze(given: &Given, items: &[Item], until: NaiveDate) -> Result<Set, ActError> {
    let _ = (given, items, until);
    todo!()
}

/// Whether a reason can be hidden at all.
pub fn can_snooze(given: &Given, item: Item) -> Result<(), ActError> {
    let _ = (given, item);
    todo!()
}
