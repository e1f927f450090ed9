//! The day of the last contact that a file tells of somebody who is here: where it is later than all that is known, their rhythm
//! counts from it. It stands in their agenda mark, so that one undo takes it back with the import.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::changes::Cards;
use super::known::Entrant;
use super::values::Value;
use super::{Choices, Field, FieldChange, Here, Plan};
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::change::Change;
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId, RecordKind};

/// The days that come in, by whose they are.
pub type Renewed = HashMap<ContactId, NaiveDate>;

/// The last of the days that cards tell of, if it is later than what is known of somebody.
pub fn later(entrant: &Entrant, cards: &Cards) -> Option<NaiveDate> {
    let told = cards.iter().filter_map(|(_, person)| person.last_contact).max();
    told.filter(|told| entrant.last_contact.is_none_or(|known| *told > known))
}

impl Plan {
    /// The mark of somebody who is here, with the day that their cards tell of; `None` if it stays as it is.
    pub(super) fn mark_change<E>(
        &self,
        entrant: &Entrant,
        cards: &Cards,
        here: &Here<E>,
        choices: &Choices,
    ) -> Result<Option<Change>, E> {
        let is_taken = |row: usize| choices.field(row, Field::LastContact) != Some(false);
        let taken: Cards = cards.iter().filter(|(row, _)| is_taken(*row)).cloned().collect();
        let Some(day) = later(entrant, &taken) else { return Ok(None) };
        let before = match (here.record)(RecordId::new(RecordKind::AgendaMark, entrant.id.0))? {
            Some(Record::AgendaMark(mark)) => Some(mark),
            _ => None,
        };
        if before.as_ref().is_some_and(|mark| mark.last_contact >= Some(day)) {
            return Ok(None);
        }
        // A first day was reckoned from what was known until now.
        let mark = before.clone().unwrap_or_else(|| AgendaMark::new(entrant.id));
        let after = AgendaMark { last_contact: Some(day), cadence_from: None, ..mark };
        Ok(Some(Change { before: before.map(Record::from), after: Some(after.into()) }))
    }

    /// What becomes of the day, where the file tells one that is later than what is known, or of somebody new.
    pub(super) fn last_contact_change(
        &self,
        entrant: &Entrant,
        cards: &Cards,
        row: usize,
        choices: &Choices,
    ) -> Option<FieldChange> {
        let day = later(entrant, cards)?;
        let here: Vec<Value> = entrant.last_contact.map(Value::day).into_iter().collect();
        let (file, taken) = (vec![Value::day(day)], choices.field(row, Field::LastContact) != Some(false));
        let after = if taken { file.clone() } else { here.clone() };
        Some(FieldChange { field: Field::LastContact, here, file, after, taken })
    }
}
