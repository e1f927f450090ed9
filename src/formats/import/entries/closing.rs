//! Follow-ups that came from a calendar in which they don't stand any more: what was cancelled, a time that its series doesn't have
//! any more, and what was deleted. They are cancelled here too, and each is told.
//!
//! That something was deleted is known only of a calendar that has the same name as the one it came from, in which something
//! stands that is here already, and that goes back as far. What was changed here stays open.

use std::collections::{BTreeMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

use super::{Looking, calendar_print, is_as_said, origin, without_said};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{ContactId, FollowUpId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::formats::ReadFile;
use crate::formats::calendar::{SOURCE, Standing};
use crate::formats::import::deciding::Decided;
use crate::formats::import::{Choice, Choices, Here, Plan};

/// An open follow-up that the calendar it came from doesn't hold any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// The number of its row, behind those of the file's records.
    pub card: u32,
    pub follow_up: FollowUpId,
    pub contact: ContactId,
    pub title: String,
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    pub why: Gone,
    /// It was changed here: it stays open.
    pub stays: bool,
}

/// What became of it in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    Cancelled,
    /// The series doesn't take place then any more.
    Shortened,
    Deleted,
}

/// The open follow-ups of a book that came from calendars.
pub fn promises(book: &Book) -> Vec<FollowUp> {
    book.follow_ups().filter(|one| one.source_id.starts_with(SOURCE)).cloned().collect()
}

impl Closing {
    pub fn record(&self) -> RecordId {
        RecordId::new(RecordKind::FollowUp, self.follow_up.0)
    }
}

impl<E> Looking<'_, '_, E> {
    /// What of all that came from calendars doesn't stand in them any more, by their due days. Asked once all entries are planned.
    pub fn closings(&self, file: &ReadFile) -> Vec<Closing> {
        if !file.has_calendars() {
            return Vec::new();
        }
        let open = (self.here.promises)();
        // What the file makes a record of is that record's to say.
        let asked = open.iter().map(|one| (without_said(&one.source_id), one));
        let asked: Vec<(&str, &FollowUp)> = asked.filter(|(source, _)| !self.told.contains(*source)).collect();
        let calendars = file.calendars().map(calendar_print).collect();
        let standing = file.standing(&asked.iter().map(|(source, _)| *source).collect());
        let mut closings: Vec<Closing> =
            asked.into_iter().filter_map(|(source, one)| self.closing(one, source, &standing, &calendars)).collect();
        closings.sort_by_key(|one| (one.due, one.time, one.follow_up));
        let first = u32::try_from(file.len()).unwrap_or(u32::MAX);
        (first..).zip(&mut closings).for_each(|(card, one)| one.card = card);
        closings
    }

    fn closing(
        &self,
        one: &FollowUp,
        source: &str,
        standing: &BTreeMap<&str, Standing>,
        calendars: &HashSet<String>,
    ) -> Option<Closing> {
        let why = match standing.get(source) {
            Some(Standing::Stands) => return None,
            Some(Standing::Cancelled) => Gone::Cancelled,
            Some(Standing::Left) => Gone::Shortened,
            None => {
                let is_of_it = origin(&one.source_id).is_some_and(|origin| calendars.contains(origin));
                let goes_back = self.earliest.is_some_and(|earliest| earliest <= one.due);
                (is_of_it && self.knows_any && goes_back).then_some(Gone::Deleted)?
            }
        };
        let stays = !is_as_said(&one.clone().into());
        let (follow_up, contact, title) = (one.id, one.contact, one.title.clone());
        Some(Closing { card: 0, follow_up, contact, title, due: one.due, time: one.time, why, stays })
    }
}

impl Plan {
    /// How many follow-ups end by these choices, since their calendar doesn't hold them any more.
    pub fn closings_with(&self, choices: &Choices) -> usize {
        let ending = self.closings.iter().filter(|one| !one.stays);
        ending.filter(|one| choices.of(one.card as usize) != Some(Choice::Leave)).count()
    }

    /// The changes of what isn't in its calendar any more.
    pub(in crate::formats::import) fn closing_changes<E>(
        &self,
        here: &Here<E>,
        decided: &Decided,
    ) -> impl Iterator<Item = Result<Change, E>> {
        let closing = self.closings.iter().filter(|one| !one.stays && decided.comes_in(one.card));
        let today = self.options.today;
        closing.filter_map(move |closing| match (here.record)(closing.record()) {
            Ok(Some(Record::FollowUp(open))) if open.is_open() => {
                let after = FollowUp { state: FollowUpState::Cancelled, closed: Some(today), ..open.clone() };
                Some(Ok(Change::edit(open, after)))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        })
    }
}
