//! What of the store a calendar shows: open follow-ups, whatever else the agenda has or will have soon, and birthdays.
//!
//! What is late, or hidden until a day, stands on the day on which it is to be seen: a calendar that has it in the past doesn't
//! show it.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

use crate::config;
use crate::domain::agenda::{self, Reason, Section, Whom, Why};
use crate::domain::book::Book;
use crate::domain::contact::{Channel, Labelled};
use crate::domain::follow_up::{FollowUp, Recurs};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::row::Row;
use crate::domain::settings::Settings;
use crate::formats::Zone;
use crate::formats::calendar::write::{Calendar, Event, Part, Promised, When};
use crate::formats::vcard::write::uid;
use crate::say;
use crate::text::{Text, days, may, reason};

/// Days ahead of which the agenda is written.
const AHEAD: u32 = 92;

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    pub events: usize,
    /// Contacts with an event.
    pub contacts: usize,
    /// Those of them who don't want to be reached, or not on every channel.
    pub marked: Vec<ContactId>,
}

/// What a calendar is made with.
pub struct Making<'a> {
    pub book: &'a Book,
    pub text: &'a Text,
    pub settings: &'a Settings,
    pub now: DateTime<FixedOffset>,
    /// When anything in the store was last changed.
    pub changed: DateTime<Utc>,
    /// Whether the birthdays of those who are archived are in it.
    pub archived: bool,
}

impl Making<'_> {
    /// Writes the calendar of these contacts.
    pub fn write(&self, out: &mut impl Write, contacts: &[ContactId]) -> io::Result<Written> {
        let mut calendar = Calendar::begin(out, "touchbase")?;
        let (mut written, mut reasons) = (Written::default(), self.reasons(contacts));
        for id in contacts {
            let Some(row) = self.book.contact(*id) else { continue };
            let about = About { making: self, row };
            let mut events: Vec<Event> =
                self.book.follow_ups_of(*id).into_iter().map(|one| about.follow_up(one)).collect();
            events.extend(
                reasons.remove(&Whom::from(*id)).unwrap_or_default().iter().filter_map(|reason| about.reason(reason)),
            );
            let is_celebrated = !agenda::is_off(row, self.today()) || self.archived && row.archived;
            events.extend(about.birthday().filter(|_| is_celebrated));
            events.iter().try_for_each(|event| calendar.event(event))?;
            written.events += events.len();
            written.contacts += usize::from(!events.is_empty());
            if !events.is_empty() && !about.marks().is_empty() {
                written.marked.push(*id);
            }
        }
        // Whoever is left is a company.
        let mut accounts: Vec<(Whom, Vec<Reason>)> = reasons.into_iter().collect();
        accounts.sort_unstable_by_key(|(whom, _)| *whom);
        let accounts = accounts.iter().filter_map(|(whom, reasons)| Some((whom.company()?, reasons)));
        for event in accounts.flat_map(|(company, reasons)| reasons.iter().map(move |one| self.account(company, one))) {
            calendar.event(&event)?;
            written.events += 1;
        }
        calendar.end()?;
        Ok(written)
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// When what is told anew each day became what it is today.
    fn changed_today(&self) -> DateTime<Utc> {
        let midnight = Zone::of(config::offset_at).local(self.today().and_time(NaiveTime::MIN));
        self.changed.max(midnight.to_utc())
    }

    /// Why these contacts are on the agenda, or will be, and companies at which one of them works, or nobody does.
    fn reasons(&self, contacts: &[ContactId]) -> HashMap<Whom, Vec<Reason>> {
        let chosen: HashSet<ContactId> = contacts.iter().copied().collect();
        let agenda = agenda::agenda(self.book, self.settings, self.today(), AHEAD);
        let lines = [Section::Now, Section::Rhythm, Section::Next].into_iter().flat_map(|one| agenda.section(one));
        let is_meant = |line: &&agenda::Line| match line.whom {
            Whom::Contact(contact) => chosen.contains(&contact),
            Whom::Company(company) => {
                let people = self.book.people_of(company).now;
                people.is_empty() || people.iter().any(|contact| chosen.contains(contact))
            }
        };
        let lines: Vec<agenda::Line> = lines.filter(is_meant).copied().collect();
        agenda.entries(&lines, self.book).map(|entry| (entry.whom, entry.reasons)).collect()
    }

    /// A company with which nobody was in touch.
    fn account(&self, company: CompanyId, reason: &Reason) -> Event {
        let name = self.book.company_name_of(company);
        Event {
            id: company.0,
            part: Part::Rhythm,
            when: When::Day(reason.due.max(self.today())),
            changed: self.changed_today(),
            summary: format!("{name}: {}", reason::short(self.text, reason)),
            description: reason::long(self.text, reason, self.today()),
            promised: None,
        }
    }
}

/// A contact whose events are written.
struct About<'a> {
    making: &'a Making<'a>,
    row: &'a Row,
}

impl About<'_> {
    fn follow_up(&self, one: &FollowUp) -> Event {
        let today = self.making.today();
        let seen = one.snoozed_until.map_or(one.due, |until| until.max(one.due)).max(today);
        let day = match one.recurs {
            // With a time it wouldn't keep the hour that the clock shows, in UTC.
            Some(Recurs::Every { span, anchor }) if seen == one.due && one.time.is_none() => {
                When::each(seen, span, anchor)
            }
            _ => When::Day(seen),
        };
        let local = one.time.filter(|_| seen == one.due).map(|time| seen.and_time(time));
        let zone = Zone::of(config::offset_at);
        let title = reason::title(self.making.text, &one.title);
        let late = self.late(one.due);
        Event {
            id: one.id.0,
            part: Part::Whole,
            when: local.map_or(day, |local| When::At(zone.local(local).to_utc())),
            changed: if seen > one.due || late.is_some() { self.making.changed_today() } else { self.making.changed },
            summary: self.summary(&title),
            description: self.description(late),
            promised: Some(Promised {
                due: one.due,
                time: one.time,
                title: one.title.clone(),
                uid: uid(self.row.id.0, &self.row.ids),
                name: self.row.name.clone(),
                mail: self.row.mails.first().map(|mail| mail.value.clone()).unwrap_or_default(),
                recurs: one.recurs,
            }),
        }
    }

    /// What has no event of its own: complaints, retries and lapsed rhythms.
    fn reason(&self, reason: &Reason) -> Option<Event> {
        let (id, part) = match reason.why {
            Why::FollowUp { .. } | Why::Birthday { .. } => return None,
            Why::Complaint { id, .. } => (id.0, Part::Whole),
            Why::Retry { .. } => (self.row.id.0, Part::Retry),
            Why::Cadence { .. } | Why::Account { .. } | Why::Segment { .. } => (self.row.id.0, Part::Rhythm),
        };
        let (text, today) = (self.making.text, self.making.today());
        Some(Event {
            id,
            part,
            when: When::Day(reason.due.max(today)),
            changed: self.making.changed_today(),
            summary: self.summary(&reason::short(text, reason)),
            description: self.description(Some(reason::long(text, reason, today))),
            promised: None,
        })
    }

    fn birthday(&self) -> Option<Event> {
        let birthday = self.row.birthday?;
        let what = say!(self.making.text, "reason-birthday");
        let what = birthday.year().map_or(what.clone(), |year| format!("{what} ({year})"));
        Some(Event {
            id: self.row.id.0,
            part: Part::Birthday,
            when: When::Yearly(birthday),
            changed: self.making.changed,
            summary: self.summary(&what),
            description: self.description(None),
            promised: None,
        })
    }

    fn late(&self, due: NaiveDate) -> Option<String> {
        let late = (self.making.today() - due).num_days();
        (late > 0).then(|| days::late(self.making.text, late))
    }

    fn summary(&self, what: &str) -> String {
        format!("{}: {what}", self.row.name)
    }

    /// Why, who it is, how to reach them, and whether one may.
    fn description(&self, why: Option<String>) -> String {
        let company = self.making.book.company_name(self.row);
        let who = [self.row.role.as_str(), company].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let who = Some(who.join(" · ")).filter(|who| !who.is_empty());
        let reach = self.row.phones.iter().chain(&self.row.mails).map(|one: &Labelled| one.value.clone());
        why.into_iter().chain(who).chain(reach).chain(self.marks()).collect::<Vec<_>>().join("\n")
    }

    /// On which channels they don't want to be reached, each told once.
    fn marks(&self) -> Vec<String> {
        let today = self.making.today();
        let told = |channel| may::why_not(self.making.text, channel, self.row.may(channel, today), today);
        let mut marks: Vec<String> = Channel::ALL.into_iter().filter_map(told).collect();
        marks.dedup();
        marks
    }
}
