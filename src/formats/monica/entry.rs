//! What Monica keeps with a contact to drafts: calls, conversations, activities, notes, life events, tasks and reminders.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

use super::value::{Fields, day, find, flag, moment, text};
use super::{ReadFile, SOURCE, listed_in};
use crate::domain::cadence::{Span, Unit};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{ContactId, FollowUpId, InteractionId, digest};
use crate::domain::interaction::{Direction, Interaction, Kind, Outcome};
use crate::formats::clean;
use crate::formats::draft::{Draft, Entry, Refusal, What, Whom};

impl ReadFile<'_> {
    /// Something of that name, with the contacts at these places.
    pub(super) fn thing(
        &self,
        thing: &str,
        with: &[u32],
        value: &Value,
        fields: &mut Fields,
    ) -> Result<Draft, Refusal> {
        let what = match thing {
            "call" => self.call(value, fields),
            "note" => self.note(value, fields),
            "conversation" => self.conversation(value),
            "activity" => self.activity(value, fields),
            "life_event" => self.life_event(value, fields),
            "task" => self.task(value, fields),
            "reminder" if !is_own_birthday(value) => self.reminder(value, fields),
            _ => return Ok(other(thing, value)),
        };
        let who = with.iter().filter_map(|at| self.contacts.get(*at as usize));
        let with: Vec<Whom> =
            who.map(|known| Whom { id: known.id.clone(), name: known.name.clone(), ..Whom::default() }).collect();
        // Earlier exports give calls and notes no id of their own: then it is made of what they say.
        let own = Some(text(value, "uuid")).filter(|id| !id.is_empty());
        let whose = with.iter().map(|whom| whom.id.as_str()).collect::<Vec<_>>().join(" ");
        let made = || format!("{:032x}", digest(&format!("{whose} {value}")));
        let source_id = format!("{SOURCE}:{}", own.unwrap_or_else(made));
        let what = what.ok_or(Refusal::Dayless)?;
        Ok(Draft::Entry(Box::new(Entry {
            what,
            with,
            named_in: String::new(),
            revised: None,
            source_id,
            called_off: false,
        })))
    }

    fn interaction(&self, kind: Kind, at: (DateTime<FixedOffset>, bool), text: String) -> Interaction {
        let (at, time_known) = at;
        Interaction {
            id: InteractionId(Uuid::nil()),
            at,
            time_known,
            with: Vec::new(),
            kind,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text,
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }
    }

    /// The first of these moments that can be read.
    fn moment(&self, value: &Value, names: &[&str]) -> Option<(DateTime<FixedOffset>, bool)> {
        names.iter().find_map(|name| moment(value, name, self.zone))
    }

    fn call(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let at = self.moment(value, &["called_at", "created_at"])?;
        let mut call = self.interaction(Kind::Call, at, fields.lines(value, "content"));
        call.direction = Some(if flag(value, "contact_called") { Direction::In } else { Direction::Out });
        Some(What::Interaction(call))
    }

    fn note(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let at = self.moment(value, &["created_at", "updated_at"])?;
        let mut note = self.interaction(Kind::Note, at, fields.lines(value, "body"));
        note.pinned = flag(value, "is_favorite");
        Some(What::Interaction(note))
    }

    /// Messages, ours behind `>`, theirs behind `<`.
    fn conversation(&self, value: &Value) -> Option<What> {
        let at = self.moment(value, &["happened_at", "created_at"])?;
        let messages = listed_in(value, "messages");
        let by_us = messages.first().map(|message| flag(message, "written_by_me"));
        let said = messages.iter().map(|message| {
            let sign = if flag(message, "written_by_me") { ">" } else { "<" };
            format!("{sign} {}", text(message, "content"))
        });
        let said = clean::lines(&said.collect::<Vec<_>>().join("\n")).text;
        let kind = self.field_types.get(&text(value, "contact_field_type"));
        let is_mail = kind.is_some_and(|kind| kind.kind == "email" || kind.name.eq_ignore_ascii_case("email"));
        let mut talk = self.interaction(if is_mail { Kind::Mail } else { Kind::Chat }, at, said);
        talk.direction = by_us.map(|by_us| if by_us { Direction::Out } else { Direction::In });
        Some(What::Interaction(talk))
    }

    fn activity(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let at = self.moment(value, &["happened_at", "created_at"])?;
        let parts = [fields.line(value, "summary"), fields.lines(value, "description")];
        Some(What::Interaction(self.interaction(Kind::Meeting, at, joined(&parts))))
    }

    fn life_event(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let at = self.moment(value, &["happened_at", "created_at"])?;
        let kind = self.event_types.get(&text(value, "type")).map(|kind| kind.replace('_', " ")).unwrap_or_default();
        let name = fields.line(value, "name");
        let parts = [if name.is_empty() { kind } else { name }, fields.lines(value, "note")];
        Some(What::Interaction(self.interaction(Kind::Note, at, joined(&parts))))
    }

    /// It has no day of its own: it is due when it was made.
    fn task(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let made = self.moment(value, &["created_at", "updated_at"])?.0.date_naive();
        let mut task = follow_up(title(value, fields), made, made);
        if flag(value, "completed") {
            task.state = FollowUpState::Done;
            task.closed = Some(day(value, "completed_at").unwrap_or(made));
        }
        Some(What::FollowUp(task))
    }

    /// One that comes again is due the next time; one that was is done.
    fn reminder(&self, value: &Value, fields: &mut Fields) -> Option<What> {
        let first = self.moment(value, &["initial_date"])?.0.date_naive();
        let made = day(value, "created_at").unwrap_or(self.today).min(self.today);
        let unit = match text(value, "frequency_type").as_str() {
            "day" => Some(Unit::Day),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Month),
            "year" => Some(Unit::Year),
            _ => None,
        };
        let count =
            text(value, "frequency_number").parse().ok().filter(|count| (1..=9999).contains(count)).unwrap_or(1);
        let span = unit.map(|unit| Span { count, unit });
        let mut reminder =
            follow_up(title(value, fields), span.map_or(first, |span| next(first, span, self.today)), made);
        reminder.recurs = span.map(|span| Recurs::Every { span, anchor: first });
        let is_over = span.is_none() && first < self.today;
        if is_over || flag(value, "inactive") {
            reminder.state = FollowUpState::Done;
            reminder.closed = Some(reminder.due.min(self.today));
        }
        Some(What::FollowUp(reminder))
    }
}

/// The first day of a series from today on.
fn next(first: NaiveDate, span: Span, today: NaiveDate) -> NaiveDate {
    let days = u32::try_from((today - first).num_days()).unwrap_or_default();
    let approximately = days / u32::try_from(span.approximate_days()).unwrap_or(1).max(1);
    // A month is 28 days at the least and a year 366 at the most: few steps are missing or too many.
    let mut times = approximately - (approximately / 20).min(approximately);
    while span.times_after(first, times) < today {
        times += 1;
    }
    span.times_after(first, times)
}

/// Monica reminds of birthdays by itself; so does the agenda.
fn is_own_birthday(reminder: &Value) -> bool {
    find(reminder, "delible").is_some() && !flag(reminder, "delible")
}

fn other(thing: &str, value: &Value) -> Draft {
    let kind = if thing == "reminder" { "birthday reminder" } else { thing };
    let names = ["name", "title", "reason", "original_filename", "amount"].map(|name| text(value, name));
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Draft::Other { kind: kind.to_owned(), name: clean::one_line(&name, " ").text }
}

fn follow_up(title: String, due: NaiveDate, made: NaiveDate) -> FollowUp {
    FollowUp::new(FollowUpId(Uuid::nil()), ContactId(Uuid::nil()), title, due, made)
}

/// Title and description on one line, as a follow-up has no more.
fn title(value: &Value, fields: &mut Fields) -> String {
    let parts = [fields.line(value, "title"), fields.line(value, "description")];
    let parts = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
    clean::one_line(&parts.collect::<Vec<_>>().join(": "), " ").text
}

fn joined(parts: &[String]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
    clean::lines(&parts.collect::<Vec<_>>().join("\n\n")).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_goes_on() {
        let check = |first: &str, span: &str, expect: &str| {
            let today = "2026-11-21".parse().unwrap();
            let got = next(first.parse().unwrap(), span.parse().unwrap(), today);
            assert_eq!(got.to_string(), expect, "{first} every {span}");
        };
        check("2026-12-01", "1w", "2026-12-01");
        check("2026-11-21", "1w", "2026-11-21");
        check("2020-11-20", "1y", "2027-11-20");
        check("1926-02-28", "1m", "2026-11-28");
        check("2020-01-31", "1m", "2026-11-30");
        check("2016-02-29", "1y", "2027-02-28");
        check("2000-01-01", "1d", "2026-11-21");
    }
}
