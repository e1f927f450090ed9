//! Whether somebody may be named as a reference: `yes`, `no 2026-11-01: by mail`.

use chrono::NaiveDate;

use super::choice::{YES, read_yes};
use super::error::Why;
use super::parts;
use crate::domain::reference::Reference;
use crate::domain::settings::Settings;
use crate::domain::when::{self, Look};

pub(super) const PARTS: &[&str] = &["may", "day", "how"];

/// `yes` or `no`, a day behind it, how it was obtained behind a colon; without a day it is of `today`. Empty is unknown.
pub fn read(text: &str, today: NaiveDate, settings: &Settings) -> Result<Option<Reference>, Why> {
    let text = text.trim();
    let of_day = |day: &str| match day.trim() {
        "" => Ok(today),
        day => when::read(day, today, Look::Back, settings).map(|when| when.day).map_err(Why::Day),
    };
    if let Some(read) = parts::read(text, PARTS) {
        let [mut may, mut day, mut how] = [const { String::new() }; 3];
        for (place, value) in read? {
            *[&mut may, &mut day, &mut how][place] = value;
        }
        return Ok(Some(Reference { may: read_yes(&may)?, day: of_day(&day)?, how }));
    }
    if matches!(text.to_lowercase().as_str(), "" | "unknown" | "unbekannt" | "none") {
        return Ok(None);
    }
    let (what, how) = text.split_once(": ").or_else(|| Some((text.strip_suffix(':')?, ""))).unwrap_or((text, ""));
    let (may, day) = what.trim().split_once(char::is_whitespace).unwrap_or((what.trim(), ""));
    let may = if may.is_empty() { Err(Why::OneOf(YES)) } else { read_yes(may) }?;
    Ok(Some(Reference { may, day: of_day(day)?, how: how.trim().to_owned() }))
}

/// So that [`read`] reads the same.
pub fn write(reference: &Reference) -> String {
    let Reference { may, day, how } = reference;
    let (may, day) = (if *may { "yes" } else { "no" }, day.to_string());
    let plain = if how.is_empty() { format!("{may} {day}") } else { format!("{may} {day}: {how}") };
    let reads = read(&plain, NaiveDate::default(), &Settings::default());
    if reads == Ok(Some(reference.clone())) && !plain.contains(['\n', '\r']) {
        return plain;
    }
    parts::write([("may", may), ("day", day.as_str()), ("how", how.as_str())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_or_no_since_when_and_how() {
        let today = "2026-11-21".parse().unwrap();
        let check = |typed: &str, expect: &str| {
            let read = super::read(typed, today, &Settings::default()).unwrap();
            let written = read.as_ref().map(write).unwrap_or_default();
            assert_eq!(written, expect, "{typed:?}");
            assert_eq!(super::read(&written, today, &Settings::default()).unwrap(), read, "{expect:?} reads back");
        };
        check("", "");
        check("unknown", "");
        check("ja", "yes 2026-11-21");
        check("no: asked not to", "no 2026-11-21: asked not to");
        check("yes 1.10.: contract, §7", "yes 2026-10-01: contract, §7");
        check("nein gestern", "no 2026-11-20");
        check("may=yes; day=2026-10-01; how=a\\nb", "may=yes; day=2026-10-01; how=a\\nb");
        assert_eq!(super::read("maybe", today, &Settings::default()), Err(Why::OneOf(YES)));
        assert!(matches!(super::read("yes sometimes", today, &Settings::default()), Err(Why::Day(_))));
    }
}
