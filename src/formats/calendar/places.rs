//! Which moment a time is: by the zones that a calendar brings along (VTIMEZONE), those of the IANA database by their names and by
//! those that Windows has for them, and the user's own.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use super::components::ZoneText;
use super::moment::{Moment, Place};
use super::rule::Rule;
use super::windows;
use crate::formats::vcard::property::Property;
use crate::formats::zone::Zone;

/// The zones of a file, and the user's, which holds where the file names one that nobody knows.
#[derive(Debug)]
pub struct Places {
    user: Zone,
    zones: HashMap<String, Vec<Clocks>>,
}

/// How the clocks of a zone are set from some time on.
#[derive(Debug, Clone, PartialEq)]
struct Clocks {
    /// When they are first set so, as they showed before.
    from: NaiveDateTime,
    /// When they are again.
    rule: Option<Rule>,
    /// The last time that they are.
    until: Option<NaiveDateTime>,
    others: Vec<NaiveDateTime>,
    before: FixedOffset,
    after: FixedOffset,
}

impl Places {
    pub fn of(bytes: &[u8], zones: &[ZoneText], user: Zone) -> Self {
        let zones = zones.iter().map(|zone| {
            let (name, parts) = zone.parts(bytes);
            (
                name.trim().trim_start_matches('/').to_owned(),
                parts.iter().filter_map(|part| Clocks::read(part)).collect(),
            )
        });
        Self { user, zones: zones.filter(|(_, clocks): &(String, Vec<Clocks>)| !clocks.is_empty()).collect() }
    }

    /// What the user's clock shows at that moment; of a day noon.
    pub fn user(&self, moment: &Moment) -> DateTime<FixedOffset> {
        match moment {
            Moment::Day(day) => self.user.noon(*day),
            Moment::At(local, Place::User) => self.user.local(*local),
            Moment::At(..) => self.user.of_utc(self.utc(moment)),
        }
    }

    /// The moment in UTC; of a day its midnight, wherever one is.
    pub fn utc(&self, moment: &Moment) -> NaiveDateTime {
        match moment {
            Moment::Day(_) | Moment::At(_, Place::Utc) => moment.local(),
            Moment::At(local, Place::User) => self.user.local(*local).naive_utc(),
            Moment::At(local, Place::Zone(name)) => match self.zones.get(name) {
                Some(clocks) => local.checked_sub_offset(offset(clocks, *local)).unwrap_or(*local),
                None => match named(name) {
                    Some(zone) => local_in(zone, *local),
                    None => self.user.local(*local).naive_utc(),
                },
            },
        }
    }

    /// A moment as the clocks of the place of `like` show it, as a rule's end is told in UTC.
    pub fn at_place_of(&self, moment: &Moment, like: &Moment) -> NaiveDateTime {
        let utc = self.utc(moment);
        match (moment, like) {
            // A day lasts to its end.
            (Moment::Day(day), _) => day.and_hms_opt(23, 59, 59).unwrap_or(utc),
            (Moment::At(..), Moment::Day(_)) => moment.local(),
            (Moment::At(..), Moment::At(_, Place::Utc)) => utc,
            (Moment::At(..), Moment::At(_, Place::User)) => self.user.of_utc(utc).naive_local(),
            (Moment::At(..), Moment::At(_, Place::Zone(name))) => match self.zones.get(name) {
                // Out by an hour at the most, where a change of clocks lies between: an end is no start.
                Some(clocks) => utc.checked_add_offset(offset(clocks, utc)).unwrap_or(utc),
                None => match named(name) {
                    Some(zone) => zone.from_utc_datetime(&utc).naive_local(),
                    None => self.user.of_utc(utc).naive_local(),
                },
            },
        }
    }

    /// A moment as the ids of a series' times name it: the same wherever the file writes it.
    pub fn named(&self, moment: &Moment) -> String {
        match moment {
            Moment::Day(day) => day.format("%Y%m%d").to_string(),
            Moment::At(..) => self.utc(moment).format("%Y%m%dT%H%M%SZ").to_string(),
        }
    }

    /// The zone of a moment, if neither the file nor anybody else knows it: then the user's holds.
    pub fn unknown<'a>(&self, moment: &'a Moment) -> Option<&'a str> {
        match moment {
            Moment::At(_, Place::Zone(name)) if !self.zones.contains_key(name) && named(name).is_none() => Some(name),
            _ => None,
        }
    }
}

/// The zone of that name. Some programs put their own and a day in front of it: `mozilla.org/20050126_1/Europe/Berlin`.
fn named(name: &str) -> Option<Tz> {
    let behind = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
    let known = |name: &str| name.parse().ok().or_else(|| windows::iana(name)?.parse().ok());
    [name].into_iter().chain(behind).find_map(known)
}

/// The moment in UTC at which the clocks of a zone show `local`: the first where they do twice, as if they hadn't been put forward
/// where they never do.
fn local_in(zone: Tz, local: NaiveDateTime) -> NaiveDateTime {
    let shown = zone.from_local_datetime(&local).earliest().map(|moment| moment.naive_utc());
    let before = || zone.offset_from_utc_datetime(&local.checked_sub_days(chrono::Days::new(1)).unwrap_or(local)).fix();
    shown.or_else(|| local.checked_sub_offset(before())).unwrap_or(local)
}

/// The offset that holds where the clocks show `local`.
fn offset(clocks: &[Clocks], local: NaiveDateTime) -> FixedOffset {
    let last = clocks.iter().filter_map(|one| Some((one.last_set(local)?, one.after))).max_by_key(|(set, _)| *set);
    let first = || clocks.iter().min_by_key(|one| one.from).map(|one| one.before);
    last.map(|(_, offset)| offset).or_else(first).unwrap_or_else(|| Utc.fix())
}

impl Clocks {
    fn read(part: &[Property]) -> Option<Self> {
        let of = |name: &str| part.iter().find(|property| property.name == name);
        let from = Moment::of(of("DTSTART")?)?.local();
        let after = read_offset(of("TZOFFSETTO")?.value())?;
        let before = of("TZOFFSETFROM").and_then(|before| read_offset(before.value())).unwrap_or(after);
        let rule = of("RRULE").and_then(|rule| Rule::read(rule.value()));
        let until = rule.as_ref().and_then(|rule| rule.until.as_ref()).map(|until| match until {
            Moment::At(utc, Place::Utc) => utc.checked_add_offset(before).unwrap_or(*utc),
            until => until.local(),
        });
        let others = part.iter().filter(|property| property.name == "RDATE");
        let others =
            others.flat_map(|property| Moment::all_of(property).map(|moment| moment.local()).collect::<Vec<_>>());
        Some(Self { from, until, others: others.collect(), rule, before, after })
    }

    /// When they were last set so, up to `local`.
    fn last_set(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        let by_rule = self.rule.iter().flat_map(|rule| {
            let years = [local.year(), local.year() - 1];
            let days = years.into_iter().flat_map(|year| rule.days_in(year, self.from.date()));
            days.map(|day| day.and_time(self.from.time())).collect::<Vec<_>>()
        });
        let by_rule = by_rule.filter(|set| *set >= self.from && self.until.is_none_or(|until| *set <= until));
        let last_by_rule = self.until.filter(|until| *until < local).and(self.last_before_end());
        let all = by_rule.chain(last_by_rule).chain(self.others.iter().copied()).chain([self.from]);
        all.filter(|set| *set <= local).max()
    }

    /// The last time of a rule that has ended.
    fn last_before_end(&self) -> Option<NaiveDateTime> {
        let (rule, until) = (self.rule.as_ref()?, self.until?);
        let days = [until.year(), until.year() - 1].into_iter().flat_map(|year| rule.days_in(year, self.from.date()));
        days.map(|day| day.and_time(self.from.time())).filter(|set| *set >= self.from && *set <= until).max()
    }
}

/// `+0100`, `-0330`, `+001730`.
fn read_offset(text: &str) -> Option<FixedOffset> {
    let text = text.trim().replace(':', "");
    let (is_west, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let time = match digits.len() {
        4 | 6 if digits.bytes().all(|b| b.is_ascii_digit()) => digits,
        _ => return None,
    };
    let pair = |at: usize| time.get(at..at + 2).and_then(|pair| pair.parse::<i32>().ok()).unwrap_or_default();
    let seconds = pair(0) * 3_600 + pair(2) * 60 + pair(4);
    FixedOffset::east_opt(if is_west { -seconds } else { seconds })
}
