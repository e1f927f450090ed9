//! What the user decides about the records of a file before they come in: for each record, for single fields, and for all.

use std::collections::BTreeMap;

use super::Field;
use crate::domain::contact::Tier;
use crate::domain::id::ContactId;

/// What is to become of a record of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What the plan says.
    Take,
    /// It doesn't come in.
    Leave,
    /// It is somebody new, whoever they look like.
    New,
    /// It is this contact's.
    Into(ContactId),
}

/// What becomes of those who may be someone who is here, as long as nobody decides on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Perhaps {
    /// They don't come in.
    #[default]
    Leave,
    /// They come in as somebody new.
    New,
    /// They are whom they look like.
    Into,
}

/// Whose word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Here,
    File,
}

/// All that was decided about a plan. By default nothing: everything comes in as planned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choices {
    records: BTreeMap<usize, Choice>,
    fields: BTreeMap<usize, BTreeMap<Field, bool>>,
    /// Whether fields that are empty in the file are emptied here, where the file said what stands there.
    pub empties: bool,
    /// Whether those who were left out before are asked about again.
    pub asks_again: bool,
    /// Whose word stands in a field that both sides changed; the user's if nothing is said.
    pub wins: Option<Side>,
    /// For new contacts.
    pub tags: Vec<String>,
    /// For new contacts of whom the file says none.
    pub tier: Option<Tier>,
}

impl Choices {
    /// Nothing but what the new contacts get.
    pub fn for_new(tags: Vec<String>, tier: Option<Tier>) -> Self {
        Self { tags, tier, ..Self::default() }
    }

    /// What was decided about the record at `row` of the file.
    pub fn of(&self, row: usize) -> Option<Choice> {
        self.records.get(&row).copied()
    }

    /// Decides about a record, or takes a decision back.
    pub fn set(&mut self, row: usize, choice: Option<Choice>) {
        match choice {
            Some(choice) => self.records.insert(row, choice),
            None => self.records.remove(&row),
        };
    }

    /// Whether the file's value of a field comes in, if that was decided.
    pub fn field(&self, row: usize, field: Field) -> Option<bool> {
        self.fields.get(&row)?.get(&field).copied()
    }

    /// Lets the file's value of a field come in, whatever stands there, or not.
    pub fn take_field(&mut self, row: usize, field: Field, takes: Option<bool>) {
        let fields = self.fields.entry(row).or_default();
        match takes {
            Some(takes) => fields.insert(field, takes),
            None => fields.remove(&field),
        };
        if fields.is_empty() {
            self.fields.remove(&row);
        }
    }

    pub(super) fn fields(&self, row: usize) -> Option<&BTreeMap<Field, bool>> {
        self.fields.get(&row)
    }

    /// Lets all fields of a record come in as the file has them, whatever stands there, or none of them.
    pub fn take_all(&mut self, row: usize, takes: bool) {
        self.fields.insert(row, Field::ALL.into_iter().map(|field| (field, takes)).collect());
    }

    /// Takes back all that was decided about a record.
    pub fn forget(&mut self, row: usize) {
        self.records.remove(&row);
        self.fields.remove(&row);
    }

    /// About how many records something was decided.
    pub fn len(&self) -> usize {
        self.records.len() + self.fields.keys().filter(|row| !self.records.contains_key(row)).count()
    }

    /// Whether nothing was decided about any record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether whatever comes in does so as it was planned.
    pub(super) fn is_as_planned(&self) -> bool {
        self.is_empty() && !self.empties && self.wins.is_none()
    }

    /// Whether a record may come in otherwise than the plan says.
    pub(super) fn concerns(&self, row: usize) -> bool {
        self.empties || self.wins.is_some() || self.records.contains_key(&row) || self.fields.contains_key(&row)
    }

    /// Whether anything is chosen that bears on single fields of who is here.
    pub fn are_of_fields(&self) -> bool {
        self.empties || self.wins.is_some() || !self.fields.is_empty()
    }

    /// Whether that bears on fields of this record.
    pub(super) fn is_of_fields(&self, row: usize) -> bool {
        self.empties || self.wins.is_some() || self.fields.contains_key(&row)
    }

    /// Whether the user decided on what stays as it is here though a record says otherwise.
    pub(super) fn keeps(&self, row: usize) -> bool {
        let is_given = matches!(self.records.get(&row), Some(Choice::Into(_)));
        is_given || self.wins == Some(Side::Here) || self.fields.get(&row).is_some_and(|of| of.values().any(|it| !it))
    }

    /// Whether any record doesn't come in.
    pub(super) fn leaves_any(&self) -> bool {
        self.records.values().any(|choice| *choice != Choice::Take)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_can_be_taken_back() {
        let mut choices = Choices::default();
        choices.set(3, Some(Choice::Leave));
        choices.take_field(3, Field::Notes, Some(true));
        assert_eq!((choices.of(3), choices.field(3, Field::Notes)), (Some(Choice::Leave), Some(true)));
        assert!(choices.concerns(3) && !choices.concerns(4) && choices.leaves_any());
        choices.set(3, None);
        choices.take_field(3, Field::Notes, None);
        assert!(choices.is_empty());
    }
}
