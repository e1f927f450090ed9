//! iCalendar (RFC 5545) to drafts: an event that was is an interaction, one that is to come a follow-up, a to-do a follow-up, a
//! journal entry a note. Who was asked to come tells whose it is.
//!
//! Owns which records a file makes: `components` finds events and zones in the bytes, `event` reads one, `moment` its days and
//! times, `rule` when a series takes place, `people` whom it is with, `entry` makes the draft. Like cards, events are read
//! one by one as they are asked for.
//!
//! Of a series what took place is an interaction for each time, the newest [`INSTANCES`] of them unless all are asked for. What is to come of it is one
//! follow-up: a recurring one where touchbase can repeat it as the calendar does, else its next time. An all-day series to which
//! nobody was asked, such as a birthday or a holiday, is one record and not one for each year. `standing` says of what came from
//! a calendar before whether it still takes place.

mod components;
mod entry;
mod event;
mod moment;
mod people;
mod places;
mod rule;
mod series;
mod standing;
mod windows;
pub mod write;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};

use self::components::{Component, Found};
use self::event::Event;
use self::places::Places;
use super::draft::{Card, Cleaned, Origin, Refusal, Refused};
use super::file::Reading;
use super::sniff::decode_wide;
use crate::domain::mail::OwnMails;

pub use self::standing::{SOURCE, Standing};

/// How often one series is taken in that has taken place more often, unless all is asked for: a weekly one for a quarter.
pub const INSTANCES: usize = 12;
/// The same where all is asked for.
const ALL_INSTANCES: usize = 1_000;
/// Bytes of one event that are taken in as often as it takes place: what is longer is taken in less often.
const SERIES_BYTES: usize = 4 << 20;
/// Events of a file.
pub const EVENTS: usize = 1_000_000;
/// Periods of all series together that are looked at: four thousand weekly ones over ten years.
const PERIODS: usize = 2_000_000;

/// A calendar file in memory.
#[derive(Debug)]
pub struct ReadFile<'a> {
    bytes: Cow<'a, [u8]>,
    components: Vec<Component>,
    places: Places,
    records: Vec<Record>,
    outside: Vec<Cleaned>,
    today: NaiveDate,
    own: OwnMails,
    /// What the calendar is called, if the file is one and no message about an event.
    name: Option<String>,
    is_message: bool,
    all_times: bool,
}

/// A record that the file makes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Record {
    /// The component it is of.
    of: u32,
    time: Time,
}

/// Which time of a component it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Time {
    /// Its own.
    Own,
    /// One of a series that begins then, on the clock of the event's place.
    Instance(NaiveDateTime),
    /// The whole series, whose next time this is.
    Series(NaiveDateTime),
    /// What is left of a series that was one until now: its last time.
    Last(NaiveDateTime),
}

/// Finds the records of a calendar file.
pub(super) fn read<'a>(bytes: &'a [u8], reading: &Reading) -> ReadFile<'a> {
    let bytes = match decode_wide(bytes) {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
        owned => owned,
    };
    let Found { components, zones, name, is_message } = components::find(&bytes);
    let places = Places::of(&bytes, &zones, reading.zone);
    let (records, outside) = (Vec::with_capacity(components.len()), Vec::new());
    let (today, own) = (reading.today, reading.own.clone());
    let all_times = reading.all_times;
    let mut file = ReadFile { bytes, components, places, records, outside, today, own, name, is_message, all_times };
    file.lay_out();
    file
}

impl ReadFile<'_> {
    /// How many records there are, readable or not.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// How many bytes it has as UTF-8.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What of a series wasn't taken in.
    pub fn outside(&self) -> &[Cleaned] {
        &self.outside
    }

    /// Reads the record at `index`, in the file's order; `None` behind the last.
    pub fn card(&self, index: usize) -> Option<Result<Card, Refused>> {
        let record = self.records.get(index)?;
        let component = self.components.get(record.of as usize)?;
        let refuse = |name: Option<String>, why| Some(Err(Refused { line: component.line, name, why }));
        if let Some(why) = component.refused {
            return refuse(None, why);
        }
        let mut event = Event::read(&self.bytes, component);
        if record.time == Time::Own {
            event.tell_unknown_zone(&self.places, component.line);
        }
        let name = Some(event.summary.clone()).filter(|summary| !summary.is_empty());
        if !component.is_whole && event.first().is_none() {
            return refuse(name, Refusal::Unterminated);
        }
        let Some(first) = event.first() else { return refuse(name, Refusal::Dayless) };
        let (start, is_series) = match record.time {
            Time::Own => (first, false),
            Time::Instance(at) | Time::Last(at) => (first.moved_to(at), false),
            Time::Series(at) => (first.moved_to(at), true),
        };
        let drafted = entry::Drafting { places: &self.places, today: self.today, own: &self.own };
        let (draft, cleaned) = drafted.draft(event, start, is_series, matches!(record.time, Time::Instance(_)));
        Some(Ok(Card { line: component.line, draft, origin: Origin::default(), cleaned }))
    }

    /// Decides which records there are.
    fn lay_out(&mut self) {
        let (mut series, mut moved) = (HashMap::new(), HashMap::<String, HashSet<NaiveDateTime>>::new());
        for (at, component) in self.components.iter().enumerate().filter(|(_, one)| one.refused.is_none()) {
            let event = Event::read(&self.bytes, component);
            if event.repeats() {
                series.insert(at, event.uid);
            } else if let Some(of) = &event.instance {
                moved.entry(event.uid).or_default().insert(self.places.utc(of));
            }
        }
        let mut periods = PERIODS;
        for at in 0..self.components.len() {
            let of = u32::try_from(at).unwrap_or(u32::MAX);
            if let Some(uid) = series.get(&at) {
                self.lay_out_series(of, moved.get(uid), &mut periods);
            } else {
                self.records.push(Record { of, time: Time::Own });
            }
        }
    }
}
