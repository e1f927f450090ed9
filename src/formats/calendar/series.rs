//! Which records a series makes.

use std::collections::HashSet;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::event::Event;
use super::moment::Moment;
use super::places::Places;
use super::{ALL_INSTANCES, INSTANCES, ReadFile, Record, SERIES_BYTES, Time};
use crate::formats::draft::{Cleaned, Cleaning};

/// When a series takes place.
struct Times {
    /// When it did, the newest of them, in their order.
    past: Vec<NaiveDateTime>,
    /// When it will: the next two times.
    ahead: Vec<NaiveDateTime>,
    /// How many more there were in the past.
    left: usize,
}

/// Days and times at which a series doesn't take place.
pub(super) struct Elsewhere {
    /// Some programs leave out a timed event by its day.
    days: HashSet<NaiveDate>,
    /// In UTC.
    times: HashSet<NaiveDateTime>,
}

impl Elsewhere {
    /// Whether a series that begins at `first` doesn't take place at that time of it.
    pub fn holds(&self, at: NaiveDateTime, first: &Moment, places: &Places) -> bool {
        self.days.contains(&at.date())
            || !self.times.is_empty() && self.times.contains(&places.utc(&first.moved_to(at)))
    }
}

impl ReadFile<'_> {
    /// Puts the records of the component at `of`, which repeats; `moved` are those of its times that stand in the file as events of
    /// their own.
    pub(super) fn lay_out_series(&mut self, of: u32, moved: Option<&HashSet<NaiveDateTime>>, periods: &mut usize) {
        let Some(component) = self.components.get(of as usize) else { return };
        let (mut event, line) = (Event::read(&self.bytes, component), component.line);
        event.tell_unknown_zone(&self.places, line);
        self.outside.extend(event.cleaned.extract_if(.., |one| one.what == Cleaning::UnknownZone));
        let Some(first) = event.first() else {
            self.records.push(Record { of, time: Time::Own });
            return;
        };
        let taken =
            (SERIES_BYTES / component.len().max(1)).clamp(1, if self.all_times { ALL_INSTANCES } else { INSTANCES });
        let Times { past, ahead, left } = self.times_of(&event, &first, moved, taken, periods);
        // Not all of its times are known: the rule isn't understood, or there were too many of them in the file.
        let is_short = !event.is_understood() || *periods == 0;
        let next = ahead.first().copied();
        // A holiday, a birthday, a day of the calendar's owner: of these it isn't told that they were.
        let are_untold = past.is_empty() || event.is_yearly();
        let is_nobodys_day = matches!(first, Moment::Day(_)) && !event.is_asked();
        let times: Vec<Time> = if event.is_to_do() {
            vec![Time::Own]
        } else if is_nobodys_day {
            let last = || past.last().copied().map(Time::Instance);
            vec![next.map(Time::Series).or_else(last).unwrap_or(Time::Own)]
        } else {
            let ahead = next.map(|next| match event.span(&first) {
                Some(_) if event.ends() && ahead.len() < 2 => Time::Last(next),
                Some(_) => Time::Series(next),
                None => Time::Instance(next),
            });
            let all: Vec<Time> = past.into_iter().map(Time::Instance).chain(ahead).collect();
            if all.is_empty() && is_short { vec![Time::Own] } else { all }
        };
        self.records.extend(times.into_iter().map(|time| Record { of, time }));
        let what = match (left > 0, is_short) {
            _ if event.is_to_do() || is_nobodys_day && are_untold => None,
            _ if is_nobodys_day => Some(Cleaning::Days),
            (true, _) => Some(Cleaning::Newest { taken, left }),
            (false, true) => Some(Cleaning::FirstOnly),
            (false, false) => None,
        };
        let line = event.rule_line.unwrap_or(line);
        self.outside.extend(what.map(|what| Cleaned { line, property: "RRULE".to_owned(), what }));
    }

    fn times_of(
        &self,
        event: &Event,
        first: &Moment,
        moved: Option<&HashSet<NaiveDateTime>>,
        taken: usize,
        periods: &mut usize,
    ) -> Times {
        let elsewhere = self.elsewhere(event, moved);
        let is_elsewhere = |at: NaiveDateTime| elsewhere.holds(at, first, &self.places);
        // Whatever the zone, what was before it was: of that only the newest is reckoned.
        let surely = self.today.checked_sub_days(Days::new(2)).unwrap_or(self.today);
        let room = taken + elsewhere.days.len() + elsewhere.times.len();
        let mut times = Times { past: Vec::new(), ahead: Vec::new(), left: 0 };
        for at in event.times(first, &self.places, periods) {
            if at.date() < surely {
                if times.past.len() >= room * 2 {
                    times.left += times.past.drain(..room).filter(|at| !is_elsewhere(*at)).count();
                }
                times.past.push(at);
                continue;
            }
            if self.places.user(&first.moved_to(at)).date_naive() < self.today {
                times.past.push(at);
            } else if !is_elsewhere(at) {
                times.ahead.push(at);
                if times.ahead.len() > 1 {
                    break;
                }
            }
        }
        times.past.retain(|at| !is_elsewhere(*at));
        let too_many = times.past.len().saturating_sub(taken);
        times.past.drain(..too_many);
        Times { left: times.left + too_many, ..times }
    }

    pub(super) fn elsewhere(&self, event: &Event, moved: Option<&HashSet<NaiveDateTime>>) -> Elsewhere {
        let mut elsewhere = Elsewhere { days: HashSet::new(), times: moved.cloned().unwrap_or_default() };
        for left in &event.left_out {
            match left {
                Moment::Day(day) => elsewhere.days.insert(*day),
                Moment::At(..) => elsewhere.times.insert(self.places.utc(left)),
            };
        }
        elsewhere
    }
}
