//! Events to iCalendar (RFC 5545): follow-ups, agenda and birthdays as a calendar shows them. Which events there are, and their
//! words, is the edge's.
//!
//! A calendar may subscribe to the file: each event keeps its UID as long as what it stands for is there, and what isn't in the file any
//! more is over. Times are written in UTC, so that no zone needs to be told; events of a whole day, as days.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use std::io::{self, Write};
use uuid::Uuid;

use crate::domain::birthday::Birthday;
use crate::domain::cadence::{Span, Unit};
use crate::domain::follow_up::Recurs;
use crate::formats::vcard::write::lines::{escaped, fold};

/// What the UIDs of our events end with: of these only follow-ups are read back.
pub const OWN: &str = "@touchbase";
/// A follow-up's day (`2026-12-01`, with a time `2026-12-01T14:30`), title and contact (the UID of their card, name, mail address), and how
/// it recurs (`every 3m 2026-01-31`, `after 3m`) if it does, in parts: what the event shows is made for people, and on another day where
/// it is late or snoozed.
pub const FOLLOW_UP: &str = "X-TOUCHBASE-FOLLOW-UP";
/// So long an event with a time lasts.
const MINUTES: &str = "PT30M";
/// A subscriber looks again after this time.
const REFRESH: &str = "PT1H";
/// A year in which there is a 29 February, for birthdays of which none is known.
const NO_YEAR: i32 = 1972;

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What it stands for; with `part` that of it, where several events do.
    pub id: Uuid,
    pub part: Part,
    pub when: When,
    /// When it became what it is. As long as nothing changes it stays, so that a renewed file is the same to the byte.
    pub changed: DateTime<Utc>,
    /// Texts as they are; line ends are kept in the description.
    pub summary: String,
    pub description: String,
    /// The follow-up that it is.
    pub promised: Option<Promised>,
}

/// A follow-up, so that touchbase can read it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    pub due: NaiveDate,
    pub time: Option<NaiveTime>,
    pub title: String,
    /// The UID of the contact's card, their name and mail address, which may be empty.
    pub uid: String,
    pub name: String,
    pub mail: String,
    pub recurs: Option<Recurs>,
}

/// Parts of what is written of a follow-up.
pub const PARTS: usize = 6;

impl Promised {
    fn line(&self) -> String {
        let due = self.time.map_or(self.due.to_string(), |time| format!("{}T{}", self.due, time.format("%H:%M")));
        let recurs = self.recurs.map(|recurs| match recurs {
            Recurs::Every { span, anchor } => format!("every {span} {anchor}"),
            Recurs::After { span } => format!("after {span}"),
        });
        let parts = [&due, &self.title, &self.uid, &self.name, &self.mail].into_iter().chain(&recurs);
        format!("{FOLLOW_UP}:{}", parts.map(|part| escaped(part)).collect::<Vec<_>>().join(";"))
    }

    /// By the parts of its value; `None` if its day can't be read.
    pub fn read(parts: [String; PARTS]) -> Option<Self> {
        let [due, title, uid, name, mail, recurs] = parts;
        let (day, time) = due.split_once('T').map_or((due.as_str(), None), |(day, time)| (day, Some(time)));
        let time = time.map(|time| NaiveTime::parse_from_str(time, "%H:%M")).transpose().ok()?;
        Some(Self { due: day.parse().ok()?, time, title, uid, name, mail, recurs: recurrence(&recurs) })
    }
}

fn recurrence(text: &str) -> Option<Recurs> {
    if let Some(span) = text.strip_prefix("after ") {
        return Some(Recurs::After { span: span.parse().ok()? });
    }
    let (span, anchor) = text.strip_prefix("every ")?.split_once(' ')?;
    Some(Recurs::Every { span: span.parse().ok()?, anchor: anchor.parse().ok()? })
}

/// What an event is of the record with its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A follow-up, or a complaint.
    Whole,
    Birthday,
    Rhythm,
    Retry,
}

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    /// All day.
    Day(NaiveDate),
    At(DateTime<Utc>),
    /// All day from a day on which it is due, as often as it recurs counted from `anchor`.
    Each {
        day: NaiveDate,
        span: Span,
        anchor: NaiveDate,
    },
    /// All day in each year.
    Yearly(Birthday),
}

/// A calendar in the making.
#[derive(Debug)]
pub struct Calendar<W: Write> {
    out: W,
}

impl<W: Write> Calendar<W> {
    /// `name` is how a subscriber shows it.
    pub fn begin(mut out: W, name: &str) -> io::Result<Self> {
        let mut head = String::new();
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            concat!("PRODID:-//touchbase//touchbase ", env!("CARGO_PKG_VERSION"), "//EN"),
            "CALSCALE:GREGORIAN",
            &format!("NAME:{}", escaped(name)),
            &format!("X-WR-CALNAME:{}", escaped(name)),
            &format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"),
            &format!("X-PUBLISHED-TTL:{REFRESH}"),
        ] {
            fold(&mut head, line);
        }
        out.write_all(head.as_bytes())?;
        Ok(Self { out })
    }

    pub fn event(&mut self, event: &Event) -> io::Result<()> {
        // RFC 5545, 3.8.7.2: where nothing is asked of anybody, the stamp is the event's last change.
        let stamp = format!("DTSTAMP:{}", moment(event.changed));
        let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", event.uid()), stamp];
        match event.when {
            When::Day(day) => lines.extend(whole_day(day)),
            When::At(at) => lines.extend([format!("DTSTART:{}", moment(at)), format!("DURATION:{MINUTES}")]),
            When::Each { day, span, anchor } => {
                lines.extend(whole_day(day));
                lines.push(format!("RRULE:{}", rule(span, anchor)));
            }
            When::Yearly(birthday) => {
                // What was before there were calendars no calendar shows.
                let year = birthday.year().filter(|year| (1583..=9998).contains(year)).unwrap_or(NO_YEAR);
                lines.extend(whole_day(birthday.in_year(year)));
                // 29 February is the last of it in other years.
                let is_leap_day = (birthday.month(), birthday.day()) == (2, 29);
                let days = if is_leap_day { ";BYMONTH=2;BYMONTHDAY=-1" } else { "" };
                lines.push(format!("RRULE:FREQ=YEARLY{days}"));
            }
        }
        lines.push(format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.description.is_empty() {
            lines.push(format!("DESCRIPTION:{}", escaped(&event.description)));
        }
        lines.extend(event.promised.as_ref().map(Promised::line));
        if !matches!(event.when, When::At(_)) {
            // Nobody is busy all day for it.
            lines.push("TRANSP:TRANSPARENT".to_owned());
        }
        lines.push("END:VEVENT".to_owned());
        let mut text = String::new();
        lines.iter().for_each(|line| fold(&mut text, line));
        self.out.write_all(text.as_bytes())
    }

    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(b"END:VCALENDAR\r\n")?;
        self.out.flush()
    }
}

impl Event {
    fn uid(&self) -> String {
        let part = match self.part {
            Part::Whole => "",
            Part::Birthday => "-birthday",
            Part::Rhythm => "-rhythm",
            Part::Retry => "-retry",
        };
        format!("{}{part}{OWN}", self.id)
    }
}

impl When {
    /// A day of what recurs, as a series if that is one of the days that are counted from `anchor`: one that was moved by hand isn't.
    pub fn each(day: NaiveDate, span: Span, anchor: NaiveDate) -> Self {
        let fits = (0..).map(|times| span.times_after(anchor, times)).find(|one| *one >= day) == Some(day);
        if fits { Self::Each { day, span, anchor } } else { Self::Day(day) }
    }
}

/// The rule by which a calendar comes to the same days (RFC 5545, 3.3.10): where a month is too short for the first day's number its
/// last day is one, which a calendar would pass over.
fn rule(span: Span, anchor: NaiveDate) -> String {
    let (unit, days) = match (span.unit, anchor.month(), anchor.day()) {
        (Unit::Day, ..) => ("DAILY", ""),
        (Unit::Week, ..) => ("WEEKLY", ""),
        (Unit::Month, _, 29) => ("MONTHLY", ";BYMONTHDAY=28,29;BYSETPOS=-1"),
        (Unit::Month, _, 30) => ("MONTHLY", ";BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        (Unit::Month, _, 31) => ("MONTHLY", ";BYMONTHDAY=-1"),
        (Unit::Month, ..) => ("MONTHLY", ""),
        (Unit::Year, 2, 29) => ("YEARLY", ";BYMONTH=2;BYMONTHDAY=-1"),
        (Unit::Year, ..) => ("YEARLY", ""),
    };
    let interval = if span.count > 1 { format!(";INTERVAL={}", span.count) } else { String::new() };
    format!("FREQ={unit}{interval}{days}")
}

fn whole_day(day: NaiveDate) -> Vec<String> {
    let mut lines = vec![format!("DTSTART;VALUE=DATE:{}", date(day))];
    lines.extend(day.succ_opt().map(|next| format!("DTEND;VALUE=DATE:{}", date(next))));
    lines
}

/// Four digits of the year, which is all that a calendar can write.
fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year().clamp(0, 9999), day.month(), day.day())
}

fn moment(at: DateTime<Utc>) -> String {
    format!("{}T{}Z", date(at.date_naive()), at.format("%H%M%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(when: When, part: Part, expect: &[&str]) {
        let (id, summary) = (Uuid::from_u128(7), "Anna Müller: send; offer, new".to_owned());
        let mut out = Vec::new();
        let mut calendar = Calendar::begin(&mut out, "touchbase").unwrap();
        let (changed, description) = (DateTime::UNIX_EPOCH, "+49 30 1\nx".to_owned());
        calendar.event(&Event { id, part, when, changed, summary, description, promised: None }).unwrap();
        calendar.end().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n") && text.split("\r\n").all(|line| line.len() <= 75));
        let event = text.split_once("BEGIN:VEVENT\r\n").unwrap().1.split_once("END:VEVENT").unwrap().0;
        let own: Vec<&str> = event.split("\r\n").filter(|line| !line.is_empty()).collect();
        let rest = ["SUMMARY:Anna Müller: send\\; offer\\, new", "DESCRIPTION:+49 30 1\\nx"];
        let all: Vec<&str> = own.iter().copied().filter(|line| !rest.contains(line)).collect();
        assert_eq!(all, expect);
        assert_eq!(own.len(), all.len() + 2, "{event}");
    }

    #[test]
    fn events_are_written() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let uid = "UID:00000000-0000-0000-0000-000000000007";
        check(
            When::Day(day("2026-12-31")),
            Part::Rhythm,
            &[
                &format!("{uid}-rhythm@touchbase"),
                "DTSTAMP:19700101T000000Z",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "TRANSP:TRANSPARENT",
            ],
        );
        check(
            When::At("2026-11-24T13:30:00Z".parse().unwrap()),
            Part::Whole,
            &[&format!("{uid}@touchbase"), "DTSTAMP:19700101T000000Z", "DTSTART:20261124T133000Z", "DURATION:PT30M"],
        );
        for (birthday, start, rule) in [
            ("1971-12-24", "DTSTART;VALUE=DATE:19711224", "RRULE:FREQ=YEARLY"),
            ("--04-15", "DTSTART;VALUE=DATE:19720415", "RRULE:FREQ=YEARLY"),
            ("--02-29", "DTSTART;VALUE=DATE:19720229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ] {
            let birthday: Birthday = birthday.parse().unwrap();
            let end = birthday.in_year(start[19..23].parse().unwrap()).succ_opt().unwrap();
            check(
                When::Yearly(birthday),
                Part::Birthday,
                &[
                    &format!("{uid}-birthday@touchbase"),
                    "DTSTAMP:19700101T000000Z",
                    start,
                    &format!("DTEND;VALUE=DATE:{}", date(end)),
                    rule,
                    "TRANSP:TRANSPARENT",
                ],
            );
        }
    }
}
