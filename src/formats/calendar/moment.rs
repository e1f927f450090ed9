//! Days and times as a calendar writes them (RFC 5545, 3.3.4 and 3.3.5), and spans of time (3.3.6).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::formats::day;
use crate::formats::vcard::property::Property;

/// When something is.
#[derive(Debug, Clone, PartialEq)]
pub enum Moment {
    Day(NaiveDate),
    /// A time on the clocks of a place.
    At(NaiveDateTime, Place),
}

/// Whose clock shows a time.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// Wherever one is.
    User,
    Utc,
    /// That of a zone of the file.
    Zone(String),
}

impl Moment {
    /// The property's first value; `None` if it is neither a day nor a time.
    pub fn of(property: &Property) -> Option<Self> {
        Self::all_of(property).next()
    }

    /// All values of a list (EXDATE, RDATE); of a period its beginning.
    pub fn all_of(property: &Property) -> impl Iterator<Item = Self> {
        let zone = property.param("TZID").map(|zone| zone.trim().trim_start_matches('/').to_owned());
        property.value().split(',').filter_map(move |value| Self::read(value.split('/').next()?, zone.as_deref()))
    }

    /// A day or a time that stands alone, as in a rule.
    pub fn in_text(text: &str) -> Option<Self> {
        Self::read(text, None)
    }

    fn read(text: &str, zone: Option<&str>) -> Option<Self> {
        let text = text.trim();
        let (text, is_utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |text| (text, true));
        let moment = match text.split_once(['T', 't']) {
            None => Self::Day(day::parse_day(text)?),
            Some((date, time)) => {
                let place = match zone {
                    _ if is_utc => Place::Utc,
                    Some(zone) if is_utc_name(zone) => Place::Utc,
                    Some(zone) => Place::Zone(zone.to_owned()),
                    None => Place::User,
                };
                Self::At(day::parse_day(date)?.and_time(read_time(time)?), place)
            }
        };
        moment.is_in_calendar().then_some(moment)
    }

    /// The years that a calendar can write, and of which nothing can be reckoned out of bounds.
    fn is_in_calendar(&self) -> bool {
        (1..=9998).contains(&chrono::Datelike::year(&self.local().date()))
    }

    /// What the clocks of its place show; of a day midnight.
    pub fn local(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::At(local, _) => *local,
        }
    }

    /// The same at another time of that place.
    pub fn moved_to(&self, local: NaiveDateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(local.date()),
            Self::At(_, place) => Self::At(local, place.clone()),
        }
    }
}

fn is_utc_name(zone: &str) -> bool {
    ["utc", "etc/utc", "gmt", "etc/gmt", "z", "zulu", "etc/universal", "coordinated universal time"]
        .contains(&zone.to_lowercase().as_str())
}

/// `143000`, also `1430` and `14:30:00`; a leap second is the one before.
fn read_time(text: &str) -> Option<NaiveTime> {
    let digits: Vec<u32> = text.trim().chars().filter(|c| *c != ':').map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let pair = |at: usize| Some(digits.get(at)? * 10 + digits.get(at + 1)?);
    match digits.len() {
        4 => NaiveTime::from_hms_opt(pair(0)?, pair(2)?, 0),
        6 => NaiveTime::from_hms_opt(pair(0)?, pair(2)?, pair(4)?.min(59)),
        _ => None,
    }
}

/// A span: `PT1H30M`, `P1D`, `P2W`; negative ones and longer ones than a year are none.
pub fn span(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_uppercase();
    let mut rest = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (mut seconds, mut in_time) = (0_i64, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            (rest, in_time) = (time, true);
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count: i64 = rest[..digits].parse().ok().filter(|count| *count < 1_000_000)?;
        let of = match (rest.as_bytes().get(digits)?, in_time) {
            (b'W', false) => 7 * 86_400,
            (b'D', false) => 86_400,
            (b'H', true) => 3_600,
            (b'M', true) => 60,
            (b'S', true) => 1,
            _ => return None,
        };
        seconds += count * of;
        rest = &rest[digits + 1..];
    }
    (0..=366 * 86_400).contains(&seconds).then(|| TimeDelta::seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::vcard::line::Logical;

    #[test]
    fn moments_are_read() {
        let check = |line: &str, expect: &str| {
            let property = Property::parse(&Logical { number: 1, bytes: line.as_bytes().into() }, false).unwrap();
            let all: Vec<String> = Moment::all_of(&property)
                .map(|moment| match moment {
                    Moment::Day(day) => day.to_string(),
                    Moment::At(at, place) => format!("{at} {place:?}"),
                })
                .collect();
            assert_eq!(all.join(", "), expect, "{line}");
        };
        check("DTSTART:20261124T143000", "2026-11-24 14:30:00 User");
        check("DTSTART:20261124T133000Z", "2026-11-24 13:30:00 Utc");
        check("DTSTART;TZID=Europe/Berlin:20261124T143000", "2026-11-24 14:30:00 Zone(\"Europe/Berlin\")");
        check(
            "DTSTART;TZID=\"W. Europe Standard Time\":20261124T1430",
            "2026-11-24 14:30:00 Zone(\"W. Europe Standard Time\")",
        );
        check("DTSTART;TZID=Etc/UTC:20261124T143000", "2026-11-24 14:30:00 Utc");
        check("DTSTART;VALUE=DATE:20261124", "2026-11-24");
        check("DTSTART:2026-11-24", "2026-11-24");
        check("EXDATE;VALUE=DATE:20261124,20261201,rubbish", "2026-11-24, 2026-12-01");
        check("RDATE;VALUE=PERIOD:20261124T143000Z/PT1H", "2026-11-24 14:30:00 Utc");
        check("DTSTART:20261131T143000", "");
        check("DTSTART:00001124T143000", "");
        check("DTSTART:20261124T256000", "");
        check("DTSTART:", "");
    }

    #[test]
    fn spans_are_read() {
        let check = |text: &str, expect: Option<i64>| assert_eq!(span(text).map(|s| s.num_seconds()), expect, "{text}");
        for (text, expect) in
            [("PT1H30M", 5_400), ("P1D", 86_400), ("P2W", 1_209_600), ("+PT15M", 900), ("P1DT1S", 86_401)]
        {
            check(text, Some(expect));
        }
        for text in ["", "P", "-PT15M", "PT", "P1H", "PT1D", "P99999999999W", "P900W", "1H"] {
            check(text, if matches!(text, "P" | "PT") { Some(0) } else { None });
        }
    }
}
