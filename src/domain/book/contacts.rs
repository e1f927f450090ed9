//! The rows side by side, and beside them what the agenda asks of everybody.

use chrono::NaiveDate;

use crate::domain::cadence::Cadence;
use crate::domain::contact::{Stage, Tier};
use crate::domain::id::{ById, CompanyId, ContactId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::row::Row;
use crate::domain::search::Beginning;

/// All contacts. Equal if the same rows are in it, in whatever order.
#[derive(Debug, Clone, Default)]
pub(super) struct Contacts {
    rows: Vec<Row>,
    /// For each row, at the same place.
    facts: Vec<Facts>,
    places: ById<ContactId, usize>,
}

/// What of a contact decides whether it can be on the agenda of a day at all. It is small and lies side by side: of a
/// hundred thousand contacts the rows themselves would take too long to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub id: ContactId,
    /// The beginning of the name.
    pub(in crate::domain) name: Beginning,
    pub added: NaiveDate,
    /// The last touch.
    pub touch: Option<NaiveDate>,
    pub touch_kind: Kind,
    /// The last attempt, if it came after the last touch.
    pub attempt: Option<NaiveDate>,
    pub attempt_outcome: Outcome,
    pub first_day: Option<NaiveDate>,
    /// The last contact that an import told of.
    pub imported: Option<NaiveDate>,
    /// Days of the first and the last of the open follow-ups.
    pub promises: Option<(NaiveDate, NaiveDate)>,
    /// Month and day.
    pub birthday: Option<(u8, u8)>,
    pub cadence: Cadence,
    pub tier: Option<Tier>,
    pub stage: Option<Stage>,
    /// The company they work for.
    pub company: Option<CompanyId>,
    pub archived: bool,
    /// The day until which there is a *do not contact*; the calendar's last where it is for good.
    pub shunned_until: Option<NaiveDate>,
    /// Whether the mark says more than the first day.
    pub marked: bool,
    /// Whether there is open feedback.
    pub feedback: bool,
}

impl Facts {
    fn new(row: &Row) -> Self {
        let mut facts = Self {
            id: row.id,
            name: Beginning::of(&row.name),
            added: row.added,
            touch: None,
            touch_kind: Kind::Note,
            attempt: None,
            attempt_outcome: Outcome::Reached,
            first_day: None,
            imported: None,
            promises: None,
            birthday: row.birthday.map(|b| (b.month() as u8, b.day() as u8)),
            cadence: row.cadence,
            tier: row.tier,
            stage: row.stage,
            company: row.company,
            archived: row.archived,
            shunned_until: row.do_not_contact.as_ref().map(|not| not.until.unwrap_or(NaiveDate::MAX)),
            marked: false,
            feedback: false,
        };
        facts.follow(row);
        facts
    }

    /// Whether they are archived, former or not to be contacted: only complaints and follow-ups make a reason then.
    pub fn is_off(&self, today: NaiveDate) -> bool {
        self.archived || self.stage == Some(Stage::Former) || self.shunned_until.is_some_and(|until| today < until)
    }

    /// Takes over what happened and what was told the agenda.
    fn follow(&mut self, row: &Row) {
        let attempt = row.tries_since_touch().next();
        self.touch = row.last_touch().map(|touch| touch.day());
        self.touch_kind = row.last_touch().map_or(Kind::Note, |touch| touch.kind);
        self.attempt = attempt.map(|attempt| attempt.day());
        self.attempt_outcome = attempt.map_or(Outcome::Reached, |attempt| attempt.outcome);
        self.first_day = row.mark.as_ref().and_then(|mark| mark.cadence_from);
        self.imported = row.mark.as_ref().and_then(|mark| mark.last_contact);
        self.marked = row.mark.as_ref().is_some_and(|mark| mark.says_more_than_import());
    }
}

impl Contacts {
    /// With these rows. What is open must be noted after it.
    pub fn new(rows: Vec<Row>) -> Self {
        let facts = rows.iter().map(Facts::new).collect();
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
        let facts = Facts::new(&row);
        match self.place(row.id) {
            Some(place) => {
                let (promises, feedback) = (self.facts[place].promises, self.facts[place].feedback);
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

    /// Notes the days of the first and the last open follow-up, and whether there is open feedback.
    pub fn note_open(&mut self, id: ContactId, promises: Option<(NaiveDate, NaiveDate)>, feedback: bool) {
        if let Some(place) = self.place(id) {
            self.facts[place].promises = promises;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_small() {
        assert!(size_of::<Facts>() <= 96, "{}", size_of::<Facts>());
    }
}
