//! The rows side by side, and beside them their facts.

use super::facts::Facts;
use crate::domain::id::{ById, ContactId};
use crate::domain::row::Row;

/// All contacts. Equal if the same rows are in it, in whatever order.
#[derive(Debug, Clone, Default)]
pub(super) struct Contacts {
    rows: Vec<Row>,
    /// For each row, at the same place.
    facts: Vec<Facts>,
    places: ById<ContactId, usize>,
}

impl Contacts {
    /// With these rows. What is open must be noted after it.
    pub fn new(rows: Vec<Row>) -> Self {
        let facts = rows.iter().map(Facts::of).collect();
        let places = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        Self { rows, facts, places }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn facts(&self) -> &[Facts] {
        &self.facts
    }

    pub fn place(&self, id: ContactId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    pub fn facts_of(&self, id: ContactId) -> Option<&Facts> {
        self.place(id).map(|place| &self.facts[place])
    }

    pub fn get(&self, id: ContactId) -> Option<&Row> {
        self.place(id).map(|place| &self.rows[place])
    }

    /// Adds a row, or puts it in the place of the one that was there.
    pub fn put(&mut self, row: Row) {
        let facts = Facts::of(&row);
        match self.place(row.id) {
            Some(place) => {
                let Facts { promises, feedback, .. } = self.facts[place];
                self.facts[place] = Facts { promises, feedback, ..facts };
                self.rows[place] = row;
            }
            None => {
                self.places.insert(row.id, self.rows.len());
                self.rows.push(row);
                self.facts.push(facts);
            }
        }
    }

    pub fn remove(&mut self, id: ContactId) {
        if let Some(place) = self.places.remove(&id) {
            self.rows.swap_remove(place);
            self.facts.swap_remove(place);
            if let Some(moved) = self.rows.get(place) {
                self.places.insert(moved.id, place);
            }
        }
    }

    /// Changes what happened with a contact, or what was told the agenda about it.
    pub fn change(&mut self, id: ContactId, change: impl FnOnce(&mut Row)) {
        if let Some(place) = self.place(id) {
            change(&mut self.rows[place]);
            self.facts[place].follow(&self.rows[place]);
        }
    }

    /// Notes whether there is open feedback.
    pub fn note_open(&mut self, id: ContactId, feedback: bool) {
        if let Some(place) = self.place(id) {
            self.facts[place].feedback = feedback;
        }
    }
}

impl PartialEq for Contacts {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.rows.iter().zip(&self.facts).all(|(row, facts)| {
                other.place(row.id).is_some_and(|place| other.rows[place] == *row && other.facts[place] == *facts)
            })
    }
}
