//! Which records a series makes.

use std::collections::HashSet;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::event::Event;
use super::moment::Moment;
use super::{DAYS_AHEAD, INSTANCES, ReadFile, Record, SERIES_BYTES, Time};
use crate::formats::draft::{Cleaned, Cleaning};

/// When a series takes place.
struct Times {
    /// When it did, the newest of them, in their order.
    past: Vec<NaiveDateTime>,
    /// When it will; all of the next days, one at the least.
    ahead: Vec<NaiveDateTime>,
    /// Whether there were more in the past.
    is_cut: bool,
}

/// Days and times at which a series doesn't take place.
struct Elsewhere {
    /// Some programs leave out a timed event by its day.
    days: HashSet<NaiveDate>,
    /// In UTC.
    times: HashSet<NaiveDateTime>,
}

impl ReadFile<'_> {
    /// Puts the records of the component at `of`, which repeats; `moved` are those of its times that stand in the file as events of
    /// their own.
    pub(super) fn lay_out_series(&mut self, of: u32, moved: Option<&HashSet<NaiveDateTime>>, periods: &mut usize) {
        let Some(component) = self.components.get(of as usize) else { return };
        let (event, line) = (Event::read(&self.bytes, component), component.line);
        let Some(first) = event.first() else {
            self.records.push(Record { of, time: Time::Own });
            return;
        };
        let taken = (SERIES_BYTES / component.len().max(1)).clamp(1, INSTANCES);
        let Times { past, ahead, is_cut } = self.times_of(&event, &first, moved, taken, periods);
        // Not all of its times are known: the rule isn't understood, or there were too many of them in the file.
        let is_short = !event.is_understood() || *periods == 0;
        let next = ahead.first().copied();
        let is_nobodys_day = matches!(first, Moment::Day(_)) && !event.is_asked();
        let times: Vec<Time> = if event.is_to_do() {
            vec![Time::Own]
        } else if is_nobodys_day {
            let last = || past.last().copied().map(Time::Instance);
            vec![next.map(Time::Series).or_else(last).unwrap_or(Time::Own)]
        } else {
            let ahead = match next.filter(|_| event.span(&first).is_some()) {
                Some(next) => vec![Time::Series(next)],
                None => ahead.into_iter().map(Time::Instance).collect(),
            };
            let all: Vec<Time> = past.into_iter().map(Time::Instance).chain(ahead).collect();
            if all.is_empty() && is_short { vec![Time::Own] } else { all }
        };
        self.records.extend(times.into_iter().map(|time| Record { of, time }));
        let what = match (is_cut, is_short) {
            _ if event.is_to_do() || is_nobodys_day => None,
            (true, _) => Some(Cleaning::Newest { taken }),
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
        let is_elsewhere = |at: NaiveDateTime| {
            let is_out = |at| elsewhere.times.contains(&self.places.utc(&first.moved_to(at)));
            elsewhere.days.contains(&at.date()) || !elsewhere.times.is_empty() && is_out(at)
        };
        let horizon = self.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
        // Whatever the zone, what was before it was: of that only the newest is reckoned.
        let surely = self.today.checked_sub_days(Days::new(2)).unwrap_or(self.today);
        let room = taken + elsewhere.days.len() + elsewhere.times.len();
        let mut times = Times { past: Vec::new(), ahead: Vec::new(), is_cut: false };
        for at in event.times(first, &self.places, periods) {
            if at.date() < surely {
                if times.past.len() >= room * 2 {
                    times.past.drain(..room);
                    times.is_cut = true;
                }
                times.past.push(at);
                continue;
            }
            let day = self.places.user(&first.moved_to(at)).date_naive();
            if day > horizon && !times.ahead.is_empty() {
                break;
            } else if day < self.today {
                times.past.push(at);
            } else if !is_elsewhere(at) {
                times.ahead.push(at);
            }
        }
        times.past.retain(|at| !is_elsewhere(*at));
        let too_many = times.past.len().saturating_sub(taken);
        times.past.drain(..too_many);
        Times { is_cut: times.is_cut || too_many > 0, ..times }
    }

    fn elsewhere(&self, event: &Event, moved: Option<&HashSet<NaiveDateTime>>) -> Elsewhere {
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
