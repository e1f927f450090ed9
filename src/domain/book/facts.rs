//! What is asked of everybody, for each contact.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveTime};

use super::Book;
use crate::domain::cadence::Cadence;
use crate::domain::contact::{Contact, DoNotContact, Stage, Tier};
use crate::domain::day::Day;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::interaction::{Kind, Outcome};
use crate::domain::row::{Glance, Row};
use crate::domain::search::{Beginning, compare};

/// What of a contact decides whether it can be on the agenda of a day at all, and where. It is small and lies side by side: of
/// a hundred thousand contacts the rows themselves would take too long to look at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    pub id: ContactId,
    /// The beginning of the name.
    pub(crate) name: Beginning,
    /// The company they work for.
    pub company: Option<CompanyId>,
    pub archived: bool,
    pub tier: Option<Tier>,
    pub stage: Option<Stage>,
    pub cadence: Cadence,
    pub added: Day,
    /// The last touch.
    pub touch: Option<Day>,
    /// Its moment: milliseconds from the midnight, in UTC, of its day. The day is that of the place where it was.
    pub touch_millis: i32,
    pub touch_kind: Kind,
    /// The last attempt, if it came after the last touch.
    pub attempt: Option<Day>,
    pub attempt_outcome: Outcome,
    /// Attempts since the last touch; three at the most are known.
    pub attempts: u8,
    pub first_day: Option<Day>,
    /// The last contact that an import told of.
    pub imported: Option<Day>,
    /// Where their open follow-ups lie.
    pub(crate) promises: Run,
    /// Month and day.
    pub birthday: Option<(u8, u8)>,
    /// The year of birth, as far as it is known; far back where it isn't.
    pub born: i16,
    /// The day until which there is a *do not contact*; the calendar's last where it is for good.
    pub shunned_until: Option<Day>,
    /// Whether the mark says more than an import told: then the row must be looked at.
    pub marked: bool,
    /// Whether there is open feedback.
    pub feedback: bool,
}

impl Facts {
    /// Those of a row. What is open with them must be noted after it.
    pub(super) fn of(row: &Row) -> Self {
        let born = row.birthday.and_then(|birthday| birthday.year());
        let until = |not: &DoNotContact| not.until.map_or(Day::MAX, Day::from);
        let mut facts = Self {
            id: row.id,
            name: Beginning::of(&row.name),
            company: row.company,
            archived: row.archived,
            tier: row.tier,
            stage: row.stage,
            cadence: row.cadence,
            added: row.added.into(),
            touch: None,
            touch_millis: 0,
            touch_kind: Kind::Note,
            attempt: None,
            attempt_outcome: Outcome::Reached,
            attempts: 0,
            first_day: None,
            imported: None,
            promises: Run::default(),
            birthday: row.birthday.map(|b| (b.month() as u8, b.day() as u8)),
            born: born.map_or(i16::MIN, |year| i16::try_from(year).unwrap_or(i16::MAX)),
            shunned_until: row.do_not_contact.as_ref().map(until),
            marked: false,
            feedback: false,
        };
        facts.follow(row);
        facts
    }

    /// Stand in the place of one who isn't there.
    pub(super) fn of_nobody(id: ContactId) -> Self {
        Self::of(&Row::new(&Contact::new(id, "", NaiveDate::default())))
    }

    /// Whether they are archived, former or not to be contacted: only complaints and follow-ups make a reason then.
    pub fn is_off(&self, today: Day) -> bool {
        self.archived || self.stage == Some(Stage::Former) || self.is_shunned(today)
    }

    /// Whether they are not to be contacted on that day.
    pub fn is_shunned(&self, today: Day) -> bool {
        self.shunned_until.is_some_and(|until| today < until)
    }

    pub(in crate::domain) fn named(&self) -> Named {
        Named { name: self.name, contact: self.id }
    }

    /// The day of the last touch, or of a later contact that an import told of.
    pub fn last_contact(&self) -> Option<Day> {
        self.touch.max(self.imported)
    }

    /// Takes over what happened and what was told the agenda.
    pub(super) fn follow(&mut self, row: &Row) {
        let (touch, attempt) = (row.last_touch(), row.tries_since_touch().next());
        self.touch = touch.map(|touch| touch.day().into());
        self.touch_millis = touch.map_or(0, millis);
        self.touch_kind = touch.map_or(Kind::Note, |touch| touch.kind);
        self.attempt = attempt.map(|attempt| attempt.day().into());
        self.attempt_outcome = attempt.map_or(Outcome::Reached, |attempt| attempt.outcome);
        self.attempts = row.tries_since_touch().count() as u8;
        self.first_day = row.mark.as_ref().and_then(|mark| mark.cadence_from).map(Day::from);
        self.imported = row.mark.as_ref().and_then(|mark| mark.last_contact).map(Day::from);
        self.marked = row.mark.as_ref().is_some_and(|mark| mark.says_more_than_import());
    }
}

/// A contact and the beginning of its name, by which most can be sorted.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Named {
    pub name: Beginning,
    pub contact: ContactId,
}

impl Named {
    /// By name, then by id. The names are looked at only where the beginnings are alike.
    pub fn order(self, other: Self, book: &Book) -> Ordering {
        let by_rest = || match self.name.is_all() || self.contact == other.contact {
            true => Ordering::Equal,
            false => compare(book.name(self.contact), book.name(other.contact)),
        };
        self.name.cmp(&other.name).then_with(by_rest).then_with(|| self.contact.cmp(&other.contact))
    }
}

/// Where something lies in a column.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    pub start: u32,
    pub count: u32,
}

/// Where something lies makes no difference.
impl PartialEq for Run {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// The moment of a touch as facts have it. Offsets are less than a day, so it has room.
fn millis(touch: &Glance) -> i32 {
    let since = touch.at.naive_utc() - touch.day().and_time(NaiveTime::MIN);
    i32::try_from(since.num_milliseconds()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_small() {
        assert!(size_of::<Facts>() <= 104, "{}", size_of::<Facts>());
    }
}
