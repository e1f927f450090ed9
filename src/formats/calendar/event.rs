//! One event, to-do or journal entry, as it stands in the file.

use chrono::{NaiveDateTime, TimeDelta};

use super::components::{Component, Kind};
use super::moment::{self, Moment};
use super::people::{self, Attendance};
use super::places::Places;
use super::rule::Rule;
use super::write::{FOLLOW_UP, PARTS, Promised};
use crate::domain::cadence::Span;
use crate::formats::clean::{self, Clean};
use crate::formats::draft::{Cleaned, Cleaning};
use crate::formats::vcard::property::Property;

/// People, exceptions and further times of one event that are looked at.
const VALUES: usize = 2_000;
/// Things cleaned of one event that are told.
const TOLD: usize = 100;

/// What is known of a component.
#[derive(Debug)]
pub struct Event {
    pub kind: Kind,
    pub uid: String,
    /// Of an event that belongs to a series: which of its times it stands for.
    pub instance: Option<Moment>,
    pub summary: String,
    pub description: String,
    pub location: String,
    /// Where it is joined from afar.
    pub conference: String,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub duration: Option<TimeDelta>,
    pub due: Option<Moment>,
    pub completed: Option<Moment>,
    pub created: Option<Moment>,
    /// When it was changed last, and when that was written down; how often it was revised.
    pub changed: Option<Moment>,
    pub stamped: Option<Moment>,
    pub sequence: u32,
    /// In capitals: `CONFIRMED`, `CANCELLED`, `COMPLETED`.
    pub status: String,
    pub people: Vec<Attendance>,
    /// Of an event that touchbase wrote: the follow-up that it is.
    pub promised: Option<Promised>,
    /// Times at which a series doesn't take place.
    pub left_out: Vec<Moment>,
    /// Further times at which it does.
    pub more: Vec<Moment>,
    pub rule_line: Option<usize>,
    rule: Option<Rule>,
    pub cleaned: Vec<Cleaned>,
}

impl Event {
    pub fn read(bytes: &[u8], component: &Component) -> Self {
        let mut event = Self {
            kind: component.kind,
            uid: String::new(),
            instance: None,
            summary: String::new(),
            description: String::new(),
            location: String::new(),
            conference: String::new(),
            start: None,
            end: None,
            duration: None,
            due: None,
            completed: None,
            created: None,
            changed: None,
            stamped: None,
            sequence: 0,
            status: String::new(),
            people: Vec::new(),
            promised: None,
            left_out: Vec::new(),
            more: Vec::new(),
            rule_line: None,
            rule: None,
            cleaned: Vec::new(),
        };
        component.properties(bytes).for_each(|property| event.take(&property));
        if !component.is_whole {
            event.tell(component.line, "END", Cleaning::NoEnd);
        }
        event
    }

    fn take(&mut self, property: &Property) {
        match &*property.name {
            "UID" => self.uid = self.line(property),
            "SUMMARY" => self.summary = self.line(property),
            "DESCRIPTION" => self.description = self.lines(property),
            "LOCATION" => self.location = self.clean(property, clean::one_line(&property.text(), ", ")),
            "CONFERENCE" | "X-GOOGLE-CONFERENCE" | "X-MICROSOFT-SKYPETEAMSMEETINGURL" | "URL" => {
                let address = self.line(property);
                self.conference.extend([" ", &address]);
            }
            "DTSTART" => self.start = self.moment(property),
            "DTEND" => self.end = self.moment(property),
            "DURATION" => self.duration = moment::span(property.value()),
            "DUE" => self.due = self.moment(property),
            "COMPLETED" => self.completed = self.moment(property),
            "CREATED" => self.created = self.moment(property),
            "LAST-MODIFIED" => self.changed = Moment::of(property),
            "DTSTAMP" => self.stamped = Moment::of(property),
            "SEQUENCE" => self.sequence = property.value().trim().parse().unwrap_or_default(),
            "RECURRENCE-ID" => self.instance = self.moment(property),
            "STATUS" => self.status = property.value().to_ascii_uppercase(),
            "RRULE" => {
                self.rule_line = Some(property.line);
                self.rule = Rule::read(property.value());
            }
            "EXDATE" => put(&mut self.left_out, Moment::all_of(property)),
            "RDATE" => put(&mut self.more, Moment::all_of(property)),
            FOLLOW_UP => self.promised = self.promised(property),
            "ATTENDEE" | "ORGANIZER" | "CONTACT" => put(&mut self.people, people::read(property)),
            _ => {}
        }
    }

    /// A day or time; one that can't be read is told.
    fn moment(&mut self, property: &Property) -> Option<Moment> {
        let moment = Moment::of(property);
        if moment.is_none() {
            self.tell(property.line, &property.name, Cleaning::NoDay);
        }
        moment
    }

    fn promised(&mut self, property: &Property) -> Option<Promised> {
        let mut parts = property.parts(b';', PARTS);
        let promised = Promised::read(std::array::from_fn(|_| {
            let part = parts.next().unwrap_or_default();
            self.clean(property, clean::one_line(&part, " "))
        }));
        if promised.is_none() {
            self.tell(property.line, &property.name, Cleaning::NoDay);
        }
        promised
    }

    fn line(&mut self, property: &Property) -> String {
        self.clean(property, clean::one_line(&property.text(), " "))
    }

    fn lines(&mut self, property: &Property) -> String {
        self.clean(property, clean::lines(&property.text()))
    }

    fn clean(&mut self, property: &Property, clean: Clean) -> String {
        if clean.characters {
            self.tell(property.line, &property.name, Cleaning::Characters);
        }
        if let Some(limit) = clean.cut {
            self.tell(property.line, &property.name, Cleaning::Cut { limit });
        }
        clean.text
    }

    fn tell(&mut self, line: usize, property: &str, what: Cleaning) {
        if self.cleaned.len() < TOLD {
            self.cleaned.push(Cleaned { line, property: property.to_owned(), what });
        }
    }

    /// A zone that nobody knows is told once: its times are taken as the user's.
    pub fn tell_unknown_zone(&mut self, places: &Places, line: usize) {
        let moments = [&self.start, &self.end, &self.due];
        let zone = moments.into_iter().flatten().find_map(|moment| places.unknown(moment)).map(str::to_owned);
        if let Some(zone) = zone {
            self.tell(line, &zone, Cleaning::UnknownZone);
        }
    }

    pub fn is_to_do(&self) -> bool {
        self.kind == Kind::ToDo
    }

    /// Whether anybody is named besides in its words.
    pub fn is_asked(&self) -> bool {
        !self.people.is_empty()
    }

    /// Its first time: of a to-do the day it is due, or began, or was made.
    pub fn first(&self) -> Option<Moment> {
        let of_to_do = || self.due.clone().or_else(|| self.start.clone()).or_else(|| self.created.clone());
        if self.is_to_do() { of_to_do() } else { self.start.clone() }
    }

    /// Whether it takes place more than once.
    pub fn repeats(&self) -> bool {
        self.rule_line.is_some() || !self.more.is_empty()
    }

    /// Whether all is known of when it does.
    pub fn is_understood(&self) -> bool {
        self.rule_line.is_none() || self.rule.is_some()
    }

    /// The same as touchbase repeats a follow-up; `None` where it can't.
    pub fn span(&self, first: &Moment) -> Option<Span> {
        let rule = self.rule.as_ref().filter(|_| self.more.is_empty())?;
        rule.span(first.local().date())
    }

    pub fn is_yearly(&self) -> bool {
        self.rule.as_ref().is_some_and(|rule| rule.is_yearly())
    }

    /// Whether it takes place for the last time at some time.
    pub fn ends(&self) -> bool {
        self.rule.as_ref().is_some_and(|rule| rule.count.is_some() || rule.until.is_some())
    }

    /// Its times, in their order, as the clocks of its place show them.
    pub fn times<'a>(
        &'a self,
        first: &Moment,
        places: &Places,
        periods: &'a mut usize,
    ) -> impl Iterator<Item = NaiveDateTime> + 'a {
        let start = first.local();
        let mut more: Vec<NaiveDateTime> = self.more.iter().map(|one| places.at_place_of(one, first)).collect();
        if self.rule.is_none() {
            more.push(start);
        }
        more.sort_unstable();
        more.dedup();
        let until =
            self.rule.as_ref().and_then(|rule| rule.until.as_ref()).map(|until| places.at_place_of(until, first));
        let by_rule = self.rule.iter().flat_map({
            let mut periods = Some(periods);
            move |rule| periods.take().into_iter().flat_map(move |periods| rule.times(start, until, periods))
        });
        merged(by_rule, more.into_iter())
    }
}

/// Two rows of times in their order as one, each time once.
fn merged(
    one: impl Iterator<Item = NaiveDateTime>,
    other: impl Iterator<Item = NaiveDateTime>,
) -> impl Iterator<Item = NaiveDateTime> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if a == b => {
            other.next();
            one.next()
        }
        (Some(a), Some(b)) if b < a => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

fn put<T>(list: &mut Vec<T>, values: impl IntoIterator<Item = T>) {
    let room = VALUES.saturating_sub(list.len());
    list.extend(values.into_iter().take(room));
}
