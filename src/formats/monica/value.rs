//! Values as Monica writes them: texts, flags and days, each of which may be missing or of another type.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::Value;

use crate::formats::clean::{self, Clean};
use crate::formats::day;
use crate::formats::draft::{Cleaned, Cleaning};
use crate::formats::zone::Zone;

/// What stands under a name: with the thing itself, or among its properties.
pub fn find<'v>(of: &'v Value, name: &str) -> Option<&'v Value> {
    of.get(name).or_else(|| of.get("properties")?.get(name)).filter(|value| !value.is_null())
}

/// A text as it stands; a number as it is written; empty if there is none.
pub fn text(of: &Value, name: &str) -> String {
    match find(of, name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// `true`, `1` and `"1"`.
pub fn flag(of: &Value, name: &str) -> bool {
    find(of, name).is_some_and(|value| match value {
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_i64().is_some_and(|number| number != 0),
        Value::String(text) => matches!(text.as_str(), "1" | "true" | "yes"),
        _ => false,
    })
}

pub fn day(of: &Value, name: &str) -> Option<NaiveDate> {
    day::parse_day(&text(of, name))
}

/// A moment, and whether its time is known: Monica writes midnight where only the day is.
pub fn moment(of: &Value, name: &str, zone: Zone) -> Option<(DateTime<FixedOffset>, bool)> {
    let text = text(of, name);
    let day = day::parse_day(&text)?;
    let written = text.get(10..).unwrap_or_default().trim_start_matches(['T', ' ']);
    let time = written.get(..8).and_then(|time| time.parse::<NaiveTime>().ok()).filter(|time| *time != NaiveTime::MIN);
    let Some(time) = time else { return Some((zone.noon(day), false)) };
    let at: NaiveDateTime = day.and_time(time);
    Some((DateTime::parse_from_rfc3339(&text).map_or(zone.of_utc(at), |at| zone.of_utc(at.naive_utc())), true))
}

/// Texts made fit to be kept, and what was cleaned of them.
pub struct Fields<'a> {
    pub line: usize,
    pub cleaned: &'a mut Vec<Cleaned>,
}

impl Fields<'_> {
    /// A field of one line; empty if there is none.
    pub fn line(&mut self, of: &Value, name: &str) -> String {
        self.clean(name, clean::one_line(&text(of, name), " "))
    }

    /// A text of many lines.
    pub fn lines(&mut self, of: &Value, name: &str) -> String {
        self.clean(name, clean::lines(&text(of, name)))
    }

    fn clean(&mut self, name: &str, clean: Clean) -> String {
        if clean.characters {
            self.tell(name, Cleaning::Characters);
        }
        if let Some(limit) = clean.cut {
            self.tell(name, Cleaning::Cut { limit });
        }
        clean.text
    }

    pub fn tell(&mut self, name: &str, what: Cleaning) {
        self.cleaned.push(Cleaned { line: self.line, property: name.to_owned(), what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        let check = |written: &str, expect: &str| {
            let value = serde_json::json!({ "properties": { "at": written } });
            let got = moment(&value, "at", Zone::UTC).map(|(at, known)| format!("{} {known}", at.to_rfc3339()));
            assert_eq!(got.unwrap_or_default(), expect, "{written}");
        };
        check("2024-05-01T00:00:00.000000Z", "2024-05-01T12:00:00+00:00 false");
        check("2024-05-01", "2024-05-01T12:00:00+00:00 false");
        check("2024-05-01T08:30:00.000000Z", "2024-05-01T08:30:00+00:00 true");
        check("2024-05-01T08:30:00+02:00", "2024-05-01T06:30:00+00:00 true");
        check("2024-05-01 08:30:00", "2024-05-01T08:30:00+00:00 true");
        check("2024-05-01Tüü", "2024-05-01T12:00:00+00:00 false");
        check("soon", "");
    }
}
