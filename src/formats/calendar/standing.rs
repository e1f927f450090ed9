//! Whether what came from a calendar before still takes place by this file of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDateTime;

use super::ReadFile;
use super::components::Component;
use super::event::Event;

/// What stands before the UID in the source id of what came from a calendar.
pub const SOURCE: &str = "ical:";

/// Periods of one series that are looked at: what hides behind more of them is taken to stand.
const PERIODS: usize = 100_000;

/// What becomes of an event by a file that has its UID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The series doesn't take place then any more.
    Left,
    /// The whole series was called off: what had been by then was.
    SeriesCancelled,
    Cancelled,
    Stands,
}

impl ReadFile<'_> {
    /// What the calendar is called; `None` where that isn't told, or the file is a message about single events.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether it is a calendar, and no message about single events.
    pub fn is_calendar(&self) -> bool {
        !self.is_message
    }

    /// What becomes of those of these sources of which the file has the UID but makes no record.
    pub fn standing<'s>(&self, sources: &HashSet<&'s str>) -> BTreeMap<&'s str, Standing> {
        // A UID may have a hash in it, too.
        let mut wanted: HashMap<&str, Vec<(&str, Option<&str>)>> = HashMap::new();
        for source in sources {
            let Some(uid) = source.strip_prefix(SOURCE) else { continue };
            wanted.entry(uid).or_default().push((*source, None));
            if let Some((uid, time)) = uid.rsplit_once('#') {
                wanted.entry(uid).or_default().push((*source, Some(time)));
            }
        }
        let (mut found, mut moved) = (BTreeMap::<&'s str, Standing>::new(), HashMap::new());
        let read =
            |component: &Component| Some(Event::read(&self.bytes, component)).filter(|_| component.refused.is_none());
        for event in self.components.iter().filter_map(read).filter(|one| wanted.contains_key(one.uid.as_str())) {
            if let Some(of) = &event.instance {
                moved.entry(event.uid.clone()).or_insert_with(HashSet::new).insert(self.places.utc(of));
            }
        }
        for event in self.components.iter().filter_map(read) {
            for (source, time) in wanted.get(event.uid.as_str()).into_iter().flatten() {
                let standing = self.stands(&event, *time, moved.get(&event.uid));
                if let (Some(standing), Some(source)) = (standing, sources.get(source)) {
                    let known = found.entry(*source).or_insert(standing);
                    *known = standing.max(*known);
                }
            }
        }
        found
    }

    /// What an event says of itself, or of a time of its series; `None` if that isn't its to say.
    fn stands(&self, event: &Event, time: Option<&str>, moved: Option<&HashSet<NaiveDateTime>>) -> Option<Standing> {
        let of_it = if event.status == "CANCELLED" { Standing::Cancelled } else { Standing::Left };
        if let Some(own) = &event.instance {
            return (time? == self.places.named(own)).then_some(of_it);
        }
        let (Some(time), Some(first)) = (time, event.first()) else { return Some(of_it) };
        if !event.repeats() {
            return Some(of_it);
        }
        if of_it == Standing::Cancelled {
            return Some(Standing::SeriesCancelled);
        }
        // What is to come of a series that is one follow-up is none of its own; what was is.
        if event.span(&first).is_some() && *time >= *self.today.format("%Y%m%d").to_string() {
            return Some(Standing::Left);
        }
        let elsewhere = self.elsewhere(event, moved);
        let mut periods = PERIODS;
        let mut times = event.times(&first, &self.places, &mut periods);
        let named = |at: NaiveDateTime| self.places.named(&first.moved_to(at));
        let found = times.by_ref().map(|at| (at, named(at))).take_while(|(_, name)| name.as_str() <= time);
        let takes_place =
            found.filter(|(_, name)| name == time).any(|(at, _)| !elsewhere.holds(at, &first, &self.places));
        drop(times);
        let is_known = event.is_understood() && periods > 0;
        Some(if takes_place || !is_known { Standing::Stands } else { Standing::Left })
    }
}
