//! Where a card comes from, and when it was changed last (RFC 6350, sections 6.7.3, 6.7.4 and 6.7.9).

use chrono::{NaiveDate, NaiveTime};

use super::Property;
use crate::formats::draft::Origin;

/// An id of the card's own says which card it is, whichever program wrote it last: beside it the version is enough, by which
/// the same card may say less. Without one it is the program's that wrote it, be it newer by now.
pub fn of(properties: &[Property]) -> Origin {
    let value = |name: &str| {
        let value = properties.iter().find(|p| p.name == name)?.value().trim();
        Some(value).filter(|value| !value.is_empty())
    };
    let program = || value("PRODID").map(|program| program.chars().filter(|c| c.is_alphabetic()).collect::<String>());
    let program = if value("UID").is_some() { None } else { program() };
    let revised = value("REV").and_then(seconds);
    match program {
        Some(program) => Origin { revised, ..Origin::of(&format!("vcard {program}")) },
        None => Origin { revised, ..Origin::of_format(&format!("vcard {}", value("VERSION").unwrap_or_default())) },
    }
}

/// Seconds since 1970 of `2026-11-22T20:30:00.5Z`, `20261122T203000+0100` or a day alone; a time without a zone is UTC.
fn seconds(text: &str) -> Option<i64> {
    let (day, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let day = NaiveDate::parse_from_str(&digits(day), "%Y%m%d").ok().filter(|_| digits(day).len() == 8)?;
    let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-']).unwrap_or(time.len()));
    let clock = digits(clock.split(['.', ',']).next().unwrap_or_default());
    let number = |text: &str| text.parse::<i64>().unwrap_or_default();
    let clock = NaiveTime::parse_from_str(&format!("{clock:0<6}"), "%H%M%S").ok()?;
    let apart = Some(digits(zone)).filter(|apart| apart.len() <= 4)?;
    let (hours, minutes) = apart.split_at(apart.len().min(2));
    let apart = number(hours) * 3600 + number(minutes) * 60;
    let utc = day.and_time(clock).and_utc().timestamp();
    Some(if zone.starts_with('-') { utc + apart } else { utc - apart })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_read_however_it_is_written() {
        let at = |text: &str, expect: Option<i64>| assert_eq!(seconds(text), expect, "{text}");
        at("1970-01-02T00:00:01Z", Some(86_401));
        at("19700102T000001Z", Some(86_401));
        at("19700102T000001.750", Some(86_401));
        at("1970-01-02T01:00:01+0100", Some(86_401));
        at("1970-01-01T19:00:01-05", Some(86_401));
        at("1970-01-02 00:00", Some(86_400));
        at("19700102", Some(86_400));
        at("1", None);
        at("1970-01-01T19:00:01+01999999999999999999", None);
        at("yesterday", None);
        at("1970-13-01", None);
    }
}
