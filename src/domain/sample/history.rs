//! What happened with the sample people, from log lines: interactions, follow-ups and feedback.

use std::collections::HashMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};

use super::between;
use super::dice::Dice;
use super::read::{Person, days};
use crate::domain::contact::{Contact, Tier};
use crate::domain::feedback::{Feedback, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::log_line::{self, Clause, Context, Reading};
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::workdays::Workdays;

/// Feedback older than this many days has been answered.
const ANSWERED: u64 = 30;

/// What all histories need.
pub(super) struct History<'a> {
    pub today: NaiveDate,
    pub offset: FixedOffset,
    pub settings: &'a Settings,
    /// Family name or any other word of a name that a line may call them by.
    pub known: &'a HashMap<String, Contact>,
}

impl History<'_> {
    /// All that happened with one person.
    pub(super) fn of(&self, person: &Person, contact: &Contact, ids: &mut Ids, dice: &mut Dice) -> Vec<Record> {
        let mut lines = self.between(person, dice);
        lines.extend(person.history.iter().map(|line| (*line).to_owned()));
        let readings: Vec<Reading> = lines.iter().filter_map(|line| self.read(line)).collect();
        let is_touch = |reading: &&Reading| reading.outcome() == Outcome::Reached && reading.kind != Kind::Note;
        let touches: Vec<NaiveDate> = readings.iter().filter(is_touch).map(|reading| self.worked(reading)).collect();

        let mut records = Vec::new();
        for reading in &readings {
            let interaction = self.interaction(reading, contact, ids, dice);
            for clause in &reading.clauses {
                match clause {
                    Clause::FollowUp { when, title } => {
                        let due = if when.day > self.today { self.next_workday(when.day) } else { when.day };
                        let closed = touches.iter().copied().find(|day| *day >= due && *day > interaction.day());
                        records.push(Record::from(FollowUp {
                            time: when.time,
                            from: Some(interaction.id),
                            state: if closed.is_some() { FollowUpState::Done } else { FollowUpState::Open },
                            closed,
                            ..FollowUp::new(ids.draw(), contact.id, title, due, interaction.day())
                        }));
                    }
                    Clause::Feedback { kind, text } => {
                        let answered = self.answered(interaction.day());
                        records.push(Record::from(Feedback {
                            company: company_then(contact, interaction.day()),
                            state: if answered.is_some() { FeedbackState::Resolved } else { FeedbackState::Open },
                            resolved: answered,
                            told: answered,
                            from: Some(interaction.id),
                            ..Feedback::new(ids.draw(), contact.id, *kind, text, interaction.day())
                        }));
                    }
                    Clause::Worth(_) | Clause::Done(_) | Clause::Keep => {}
                }
            }
            records.push(interaction.into());
        }
        records
    }

    /// A line of the tables, read as if it were typed late this evening.
    pub(super) fn read(&self, line: &str) -> Option<Reading> {
        let now = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        log_line::read_past(line, &Context { today: self.today, now, settings: self.settings }).ok()
    }

    /// Four working days after feedback came in, if that is long past.
    pub(super) fn answered(&self, day: NaiveDate) -> Option<NaiveDate> {
        let past = day.checked_add_days(Days::new(ANSWERED))? < self.today;
        past.then(|| Workdays::default().add(day, 4))
    }

    /// Lines for the time between the day they were added and the first line that is written out.
    fn between(&self, person: &Person, dice: &mut Dice) -> Vec<String> {
        let first = person.history.first().and_then(|line| days(line.split(' ').next()?));
        let (Some(first), Some(tier)) = (first, person.tier) else {
            return Vec::new();
        };
        let every = match tier {
            Tier::A => 26,
            Tier::B => 50,
            Tier::C => 110,
        };
        let german = person.language == "de";
        let mut lines = Vec::new();
        let mut ago = person.added - 2;
        while ago > first + every / 2 {
            let step = every - every / 5 + dice.below(every / 3);
            let line = dice.pick(between::lines(german));
            let next = (ago - step).max(first);
            let promise = match dice.below(3) {
                0 if !line.starts_with("note") => {
                    format!(" >> {} days ago {}", next + 3, dice.pick(between::titles(german)))
                }
                _ => String::new(),
            };
            lines.push(format!("{ago}d {line}{promise}"));
            ago -= step;
        }
        lines
    }

    fn interaction(&self, reading: &Reading, contact: &Contact, ids: &mut Ids, dice: &mut Dice) -> Interaction {
        let day = self.worked(reading);
        let time = reading.time.or_else(|| self.likely_time(reading.kind, day, dice));
        let others =
            reading.people.iter().filter_map(|name| self.known.get(name)).filter(|other| other.id != contact.id);
        let with = std::iter::once(contact)
            .chain(others)
            .map(|c| Participant { contact: c.id, company: company_then(c, day) })
            .collect();
        Interaction {
            id: ids.draw(),
            at: self.moment(day, time),
            time_known: time.is_some(),
            with,
            kind: reading.kind,
            direction: reading.direction,
            outcome: reading.outcome(),
            minutes: reading.minutes,
            text: reading.text.clone(),
            topics: reading.topics.clone(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }
    }

    /// A note that is pinned to a contact.
    pub(super) fn pinned(&self, text: &str, contact: ContactId, day: NaiveDate, ids: &mut Ids) -> Interaction {
        Interaction {
            id: ids.draw(),
            at: self.moment(day, None),
            time_known: false,
            with: vec![Participant { contact, company: None }],
            kind: Kind::Note,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: text.to_owned(),
            topics: log_line::topics(text),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: true,
            source_id: String::new(),
        }
    }

    /// The working day on which it happened: nobody is called on a Sunday, unless that is today.
    fn worked(&self, reading: &Reading) -> NaiveDate {
        let day = reading.day.unwrap_or(self.today);
        if day == self.today { day } else { Workdays::default().on_or_before(day) }
    }

    fn next_workday(&self, day: NaiveDate) -> NaiveDate {
        Workdays::default().on_or_after(day)
    }

    /// A time in office hours; none today, which may still be too early for it, and none for notes and letters.
    fn likely_time(&self, kind: Kind, day: NaiveDate, dice: &mut Dice) -> Option<NaiveTime> {
        let minute = u32::try_from(dice.below(108) * 5).ok()?;
        let known = day != self.today && !matches!(kind, Kind::Note | Kind::Letter);
        known.then(|| NaiveTime::from_hms_opt(8 + minute / 60, minute % 60, 0)).flatten()
    }

    fn moment(&self, day: NaiveDate, time: Option<NaiveTime>) -> DateTime<FixedOffset> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let local = day.and_time(time.unwrap_or(noon));
        // An offset is the same at all times, so that there is exactly one such moment.
        local.and_local_timezone(self.offset).single().unwrap_or_else(|| local.and_utc().fixed_offset())
    }
}

/// The company a contact was at on a day.
fn company_then(contact: &Contact, day: NaiveDate) -> Option<CompanyId> {
    let earlier = contact.jobs.iter().find(|job| job.to.is_some_and(|to| day <= to));
    earlier.or(contact.current_job()).and_then(|job| job.company)
}
